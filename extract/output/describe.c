#include "describe.h"
#include "../base/rows.h"

enum { C_SCHEME, C_CODE, C_LEVEL, C_NAME, C_ALIASES, C_SINCE, C_UNTIL, C_COLUMNS };
static const struct be_column_info code_columns[C_COLUMNS] = {
    [C_SCHEME] = {"scheme", "分类体系", BE_TYPE_TEXT, "functional economic", "classification", "功能分类或经济分类"},
    [C_CODE] = {"code", "编码", BE_TYPE_CODE, NULL, "official code", "标准编码"},
    [C_LEVEL] = {"level", "层级", BE_TYPE_TEXT, "lei kuan xiang", "类, 款 or 项", "类、款或项"},
    [C_NAME] = {"name", "名称", BE_TYPE_TEXT, NULL, "name in force", "现行名称"},
    [C_ALIASES] = {"aliases", "别名", BE_TYPE_TEXT, NULL, "other published names, parted by |", "其他公布过的名称，以 | 分隔"},
    [C_SINCE] = {"since", "启用年", BE_TYPE_INTEGER, NULL, "first year of the code", "启用年度"},
    [C_UNTIL] = {"until", "停用年", BE_TYPE_INTEGER, NULL, "last year of the code", "停用年度"},
};
static const struct be_schema code_schema = {"codes", code_columns, C_COLUMNS};

struct codes {
    struct be_writer writer;
    const char *scheme;
};

static enum be_status code_row(const struct be_rows_ask *ask, size_t line, const struct be_span *field)
{
    struct codes *c = ask->user;
    struct be_span row[C_COLUMNS];

    (void)line;
    row[C_SCHEME] = be_span_of(c->scheme);
    memcpy(row + C_CODE, field, (C_COLUMNS - C_CODE) * sizeof *row);
    return be_writer_row(&c->writer, row);
}

enum be_status be_describe_codes(struct be_out *out, const struct be_layout *like, const struct be_patterns *patterns)
{
    static const char *const COLUMNS[] = {"code", "level", "name", "aliases", "since", "until", NULL};
    static const char *const FILES[][2] = {{"codes/functional.csv", "functional"}, {"codes/economic.csv", "economic"}};
    struct codes c;
    struct be_rows_ask ask = {.columns = COLUMNS, .row = code_row, .user = &c};
    struct be_layout layout = *like;
    struct be_span bad;
    enum be_status rc;

    layout.schema = &code_schema;
    layout.no_header = false;
    be_layout_columns(&layout, &code_schema, NULL, &bad);
    be_writer_init(&c.writer, &layout, out);
    rc = be_writer_header(&c.writer);
    for (size_t i = 0; i < 2 && rc == BE_OK; i++) {
        c.scheme = FILES[i][1];
        ask.name = FILES[i][0];
        rc = be_rows_read(be_patterns_file(patterns, FILES[i][0]), &ask);
    }
    return rc;
}

/* ---- datapackage.json ---- */

static void text(struct be_out *out, const char *s)
{
    be_out_add(out, be_span_of(s));
}

static void quoted(struct be_out *out, const char *s)
{
    struct be_span t = be_span_of(s);
    char *p = be_out_room(out, BE_FIELD_ROOM(t.len));

    if (p != NULL)
        be_out_wrote(out, be_json_string(p, t));
}

static void member(struct be_out *out, const char *name, const char *value)
{
    text(out, ", \"");
    text(out, name);
    text(out, "\": ");
    quoted(out, value);
}

/* A closed list, parted by blanks. */
static void list(struct be_out *out, const char *values)
{
    text(out, ", \"constraints\": {\"enum\": [");
    for (const char *p = values; *p != '\0';) {
        size_t n = strcspn(p, " ");
        if (p != values)
            text(out, ", ");
        text(out, "\"");
        be_out_add(out, be_span(p, n));
        text(out, "\"");
        p += n;
        while (*p == ' ')
            p++;
    }
    text(out, "]}");
}

static void field(struct be_out *out, const struct be_column_info *c, bool first)
{
    static const char *const TYPES[] = {"string", "string", "integer", "number"};

    text(out, first ? "\n        {\"name\": " : ",\n        {\"name\": ");
    quoted(out, c->name);
    member(out, "title", c->zh);
    member(out, "type", TYPES[c->type]);
    member(out, "description", c->about);
    member(out, "description_zh", c->about_zh);
    if (c->values != NULL)
        list(out, c->values);
    text(out, "}");
}

static void fields(struct be_out *out, const struct be_schema *schema, const char *columns)
{
    struct be_layout layout = {0};
    struct be_span bad;

    be_layout_columns(&layout, schema, columns, &bad);
    for (size_t i = 0; i < layout.columns; i++)
        field(out, &schema->column[layout.column[i]], i == 0);
}

/* The key of a file, and what its doc refers to. */
static void keys(struct be_out *out, const char *name)
{
    static const struct { const char *file, *key; } KEYS[] = {
        {"figures", "[\"doc\", \"n\"]"}, {"texts", "[\"doc\", \"n\"]"}, {"headings", "[\"doc\", \"n\"]"},
        {"terms", "[\"doc\", \"n\"]"}, {"summary", "[\"doc\"]"}, {"coverage", "[\"doc\"]"},
        {"tables", "[\"doc\", \"table_no\"]"}, {"codes", "[\"scheme\", \"code\"]"},
    };

    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (strcmp(name, KEYS[i].file) == 0) {
            text(out, ",\n      \"primaryKey\": ");
            text(out, KEYS[i].key);
        }
}

/* A concept's column in summary holds a number, or nil: stated as none. */
static void resource(struct be_out *out, const struct be_package_info *info, enum be_format format,
                     const char *extension, bool first)
{
    text(out, first ? "\n    {\"name\": " : ",\n    {\"name\": ");
    quoted(out, info->name);
    text(out, ", \"path\": \"");
    text(out, info->name);
    text(out, ".");
    text(out, extension);
    text(out, "\", \"profile\": \"tabular-data-resource\", \"encoding\": \"utf-8\"");
    member(out, "format", extension);
    if (format == BE_TSV)
        text(out, ", \"dialect\": {\"delimiter\": \"\\t\", \"escapeChar\": \"\\\\\"}");
    member(out, "description", info->about);
    member(out, "description_zh", info->about_zh);
    text(out, strcmp(info->name, "summary") == 0 ? ",\n     \"schema\": {\"missingValues\": [\"\", \"nil\"], \"fields\": ["
                                                 : ",\n     \"schema\": {\"missingValues\": [\"\"], \"fields\": [");
    fields(out, info->schema, info->columns);
    text(out, "]");
    keys(out, info->name);
    text(out, "}}");
}

enum be_status be_describe_package(struct be_out *out, enum be_format format, const char *extension)
{
    static const struct be_package_info CODES = {"codes", &code_schema, NULL, "the official classification", "政府收支分类科目"};

    text(out, "{\n  \"profile\": \"tabular-data-package\",\n  \"name\": \"bextract\",\n  \"title\": "
              "\"Figures of Chinese public budgets and final accounts\",\n  \"title_zh\": \"部门预算与决算公开数据\",\n"
              "  \"version\": \"" BEXTRACT_VERSION "\",\n  \"resources\": [");
    for (size_t i = 0; i < BE_PK_FILES; i++)
        resource(out, &be_package_files[i], format, extension, i == 0);
    resource(out, &CODES, format, extension, false);
    text(out, "\n  ]\n}\n");
    return out->status;
}
