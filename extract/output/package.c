#include "package.h"
#include "../recognize/hit.h"
#include <stdio.h>
#include <stdlib.h>

/* ---- schemas of what is no plain record ---- */

enum {
    I_DOC, I_AGENCY, I_YEAR, I_ENTITY, I_PROJECT, I_PROJECT_CODE, I_LEVEL1, I_LEVEL2, I_LEVEL3, I_SIGN,
    I_TARGET, I_ACTUAL, I_UNIT, I_WEIGHT, I_SCORE, I_DIRECTION, I_CORE, I_TABLE_NO, I_TABLE_ROW, I_LINE, I_COLUMNS
};
static const struct be_column_info indicator_columns[I_COLUMNS] = {
    [I_DOC] = {"doc", "文件", BE_TYPE_TEXT, NULL, "the input's name as given", "输入文件名"},
    [I_AGENCY] = {"agency", "部门", BE_TYPE_TEXT, NULL, "the document's agency", "文件所属部门"},
    [I_YEAR] = {"year", "年度", BE_TYPE_INTEGER, NULL, "fiscal year", "财政年度"},
    [I_ENTITY] = {"entity", "预算单位", BE_TYPE_TEXT, NULL, "budget unit", "预算单位"},
    [I_PROJECT] = {"project", "项目名称", BE_TYPE_TEXT, NULL, "project", "项目名称"},
    [I_PROJECT_CODE] = {"project_code", "项目编码", BE_TYPE_CODE, NULL, "code of the project", "项目编码"},
    [I_LEVEL1] = {"level1", "一级指标", BE_TYPE_TEXT, NULL, "first level of the indicator", "一级指标"},
    [I_LEVEL2] = {"level2", "二级指标", BE_TYPE_TEXT, NULL, "second level", "二级指标"},
    [I_LEVEL3] = {"level3", "三级指标", BE_TYPE_TEXT, NULL, "third level: the indicator itself", "三级指标"},
    [I_SIGN] = {"sign", "指标性质", BE_TYPE_TEXT, NULL, "how the target is meant: ≥, ≤, =, 定性", "指标性质：≥、≤、=、定性"},
    [I_TARGET] = {"target", "指标值", BE_TYPE_TEXT, NULL, "target, as published", "预期指标值"},
    [I_ACTUAL] = {"actual", "实际完成值", BE_TYPE_TEXT, NULL, "what was reached, as published", "实际完成指标值"},
    [I_UNIT] = {"unit", "计量单位", BE_TYPE_TEXT, NULL, "unit of target and actual", "计量单位"},
    [I_WEIGHT] = {"weight", "权重", BE_TYPE_DECIMAL, NULL, "weight or full score", "权重或分值"},
    [I_SCORE] = {"score", "得分", BE_TYPE_DECIMAL, NULL, "score reached", "得分"},
    [I_DIRECTION] = {"direction", "指标方向", BE_TYPE_TEXT, NULL, "whether more is better", "指标方向性"},
    [I_CORE] = {"core", "是否核心指标", BE_TYPE_TEXT, NULL, "whether it is a core indicator", "是否核心指标"},
    [I_TABLE_NO] = {"table_no", "表序号", BE_TYPE_INTEGER, NULL, "number of the table in the document", "表在文件中的序号"},
    [I_TABLE_ROW] = {"table_row", "表行", BE_TYPE_INTEGER, NULL, "data row in the table", "表内数据行"},
    [I_LINE] = {"line", "行号", BE_TYPE_INTEGER, NULL, "line of its first cell", "首个单元所在行"},
};

enum { P_DOC, P_AGENCY, P_YEAR, P_ENTITY, P_ENTITY_CODE, P_PROJECT, P_PROJECT_CODE, P_BUDGET, P_EXECUTED, P_INDICATORS, P_LINE, P_COLUMNS };
static const struct be_column_info project_columns[P_COLUMNS] = {
    [P_DOC] = {"doc", "文件", BE_TYPE_TEXT, NULL, "the input's name as given", "输入文件名"},
    [P_AGENCY] = {"agency", "部门", BE_TYPE_TEXT, NULL, "the document's agency", "文件所属部门"},
    [P_YEAR] = {"year", "年度", BE_TYPE_INTEGER, NULL, "fiscal year", "财政年度"},
    [P_ENTITY] = {"entity", "预算单位", BE_TYPE_TEXT, NULL, "budget unit", "预算单位"},
    [P_ENTITY_CODE] = {"entity_code", "预算单位编码", BE_TYPE_CODE, NULL, "its code", "预算单位编码"},
    [P_PROJECT] = {"project", "项目名称", BE_TYPE_TEXT, NULL, "project", "项目名称"},
    [P_PROJECT_CODE] = {"project_code", "项目编码", BE_TYPE_CODE, NULL, "its code", "项目编码"},
    [P_BUDGET] = {"budget_yuan", "预算数（元）", BE_TYPE_DECIMAL, NULL, "budget, yuan: the first printed", "预算数，元，取首次出现"},
    [P_EXECUTED] = {"executed_yuan", "执行数（元）", BE_TYPE_DECIMAL, NULL, "spent, yuan: the first printed", "执行数，元，取首次出现"},
    [P_INDICATORS] = {"indicators", "指标数", BE_TYPE_INTEGER, NULL, "how many indicators it has", "绩效指标个数"},
    [P_LINE] = {"line", "行号", BE_TYPE_INTEGER, NULL, "line where it is first named", "首次出现的行"},
};

enum { T_DOC, T_NO, T_TITLE, T_TOPIC, T_ENTITY, T_UNIT, T_NUMBERS, T_TEXTS, T_FIRST, T_LAST, T_COLUMNS };
static const struct be_column_info table_columns[T_COLUMNS] = {
    [T_DOC] = {"doc", "文件", BE_TYPE_TEXT, NULL, "the input's name as given", "输入文件名"},
    [T_NO] = {"table_no", "表序号", BE_TYPE_INTEGER, NULL, "number of the table in the document", "表在文件中的序号"},
    [T_TITLE] = {"table_title", "表名", BE_TYPE_TEXT, NULL, "its title", "表的标题"},
    [T_TOPIC] = {"topic", "主题", BE_TYPE_TEXT, NULL, "topic of its first record", "首条记录的主题"},
    [T_ENTITY] = {"entity", "预算单位", BE_TYPE_TEXT, NULL, "budget unit of its first record", "首条记录的预算单位"},
    [T_UNIT] = {"unit", "单位", BE_TYPE_TEXT, NULL, "unit of its first amount", "首个金额的单位"},
    [T_NUMBERS] = {"numbers", "数字单元", BE_TYPE_INTEGER, NULL, "numeric cells", "数字单元个数"},
    [T_TEXTS] = {"texts", "文字单元", BE_TYPE_INTEGER, NULL, "text cells", "文字单元个数"},
    [T_FIRST] = {"first_line", "首行", BE_TYPE_INTEGER, NULL, "line of its first cell", "首个单元所在行"},
    [T_LAST] = {"last_line", "末行", BE_TYPE_INTEGER, NULL, "line of its last cell", "末个单元所在行"},
};

enum {
    D_DOC, D_AGENCY, D_YEAR, D_PHASE, D_UNIT, D_ENCODING, D_BYTES, D_LINES, D_BAD, D_SUBJECTS, D_AMOUNTS, D_CELLS, D_NILS,
    D_HEADINGS, D_TERMS, D_ERRORS, D_WARNS, D_INFOS, D_STATUS,
    D_AGENCIES, D_COLUMNS = D_AGENCIES + BE_AGENCY_COLUMNS
};
static const struct be_column_info document_columns[D_COLUMNS] = {
    [D_DOC] = {"doc", "文件", BE_TYPE_TEXT, NULL, "the input's name as given", "输入文件名"},
    [D_AGENCY] = {"agency", "部门", BE_TYPE_TEXT, NULL, "the document's agency", "文件所属部门"},
    [D_YEAR] = {"year", "年度", BE_TYPE_INTEGER, NULL, "the document's year", "文件的年度"},
    [D_PHASE] = {"phase", "阶段", BE_TYPE_TEXT, "budget adjusted final", "budget or final accounts", "预算或决算"},
    [D_UNIT] = {"unit", "单位", BE_TYPE_TEXT, NULL, "the last unit of money stated", "最后声明的金额单位"},
    [D_ENCODING] = {"encoding", "编码", BE_TYPE_TEXT, NULL, "encoding it was read in", "读取所用的编码"},
    [D_BYTES] = {"bytes", "字节", BE_TYPE_INTEGER, NULL, "bytes read", "读入的字节数"},
    [D_LINES] = {"lines", "行数", BE_TYPE_INTEGER, NULL, "lines read", "读入的行数"},
    [D_BAD] = {"bad_places", "坏字符", BE_TYPE_INTEGER, NULL, "places that were not the encoding", "不合编码之处"},
    [D_SUBJECTS] = {"subjects", "科目记录", BE_TYPE_INTEGER, NULL, "records of kind subject", "科目记录数"},
    [D_AMOUNTS] = {"amounts", "金额记录", BE_TYPE_INTEGER, NULL, "records of kind amount", "金额记录数"},
    [D_CELLS] = {"cells", "单元记录", BE_TYPE_INTEGER, NULL, "records of kind cell", "表格单元记录数"},
    [D_NILS] = {"nils", "无此项记录", BE_TYPE_INTEGER, NULL, "records of kind nil", "无此项记录数"},
    [D_HEADINGS] = {"headings", "标题记录", BE_TYPE_INTEGER, NULL, "records of kind heading", "标题记录数"},
    [D_TERMS] = {"terms", "名词记录", BE_TYPE_INTEGER, NULL, "records of kind term", "名词解释记录数"},
    [D_ERRORS] = {"findings_error", "错误数", BE_TYPE_INTEGER, NULL, "findings of severity error", "严重问题数"},
    [D_WARNS] = {"findings_warn", "警告数", BE_TYPE_INTEGER, NULL, "findings of severity warn", "可疑问题数"},
    [D_INFOS] = {"findings_info", "提示数", BE_TYPE_INTEGER, NULL, "findings of severity info", "提示数"},
    [D_STATUS] = {"status", "状态", BE_TYPE_TEXT, "ok failed", "ok, or failed: see errors.csv", "正常，或失败（见 errors.csv）"},
    BE_AGENCY_COLUMN_LIST
};

enum { E_DOC, E_REASON, E_COLUMNS };
static const struct be_column_info error_columns[E_COLUMNS] = {
    [E_DOC] = {"doc", "文件", BE_TYPE_TEXT, NULL, "the input's name as given", "输入文件名"},
    [E_REASON] = {"reason", "原因", BE_TYPE_TEXT, NULL, "why it could not be read", "不能读取的原因"},
};

static const struct be_schema indicator_schema = {"indicators", indicator_columns, I_COLUMNS};
static const struct be_schema project_schema = {"projects", project_columns, P_COLUMNS};
static const struct be_schema table_schema = {"tables", table_columns, T_COLUMNS};
static const struct be_schema document_schema = {"documents", document_columns, D_COLUMNS};
static const struct be_schema error_schema = {"errors", error_columns, E_COLUMNS};

const struct be_package_info be_package_files[BE_PK_FILES] = {
    [BE_PK_FIGURES] = {"figures", &be_record_schema, NULL, "every figure: subjects, amounts, numeric cells, and statements of nothing", "全部数字：科目、金额、数字单元与无此项声明"},
    [BE_PK_SUMMARY] = {"summary", &be_summary_schema, NULL, "a row a document, a column a concept", "每份文件一行，每个通用指标一列"},
    [BE_PK_COVERAGE] = {"coverage", &be_coverage_schema, NULL, "what each document reports, states as none, or leaves out", "各文件公开、声明没有或缺失的内容"},
    [BE_PK_INDICATORS] = {"indicators", &indicator_schema, NULL, "performance indicators, a row each", "绩效指标，每个一行"},
    [BE_PK_PROJECTS] = {"projects", &project_schema, NULL, "projects with their money", "项目及其金额"},
    [BE_PK_TEXTS] = {"texts", &be_record_schema, "doc,n,agency,year,topic,item,measure,value,project,entity,path,section,table_no,table_title,table_row,table_col,line", "text cells of tables", "表格中的文字单元"},
    [BE_PK_HEADINGS] = {"headings", &be_record_schema, "doc,n,agency,doc_year,item,path,section,line", "headings: the outline of each document", "各文件的标题"},
    [BE_PK_TERMS] = {"terms", &be_record_schema, "doc,n,agency,doc_year,item,level1,level2,level3,official_code,class_code,note,path,section,line", "terms explained", "名词解释"},
    [BE_PK_TABLES] = {"tables", &table_schema, NULL, "tables found", "找到的表格"},
    [BE_PK_FINDINGS] = {"findings", &be_finding_schema, NULL, "what does not add up", "检查发现的问题"},
    [BE_PK_DOCUMENTS] = {"documents", &document_schema, NULL, "documents read", "读入的文件"},
    [BE_PK_ERRORS] = {"errors", &error_schema, NULL, "documents that could not be read", "不能读取的文件"},
};

/* ---- the document at hand ---- */

struct project {
    struct be_span key[2];            /* project, entity */
    struct be_span field[P_COLUMNS];
    uint64_t indicators;
};

struct be_package {
    struct be_writer *writer;
    struct be_summary *summary;
    struct be_arena *arena;
    struct be_span indicator[I_COLUMNS];
    bool open_indicator;
    struct be_span table[T_COLUMNS];
    uint64_t numbers, texts;
    bool open_table;
    struct project *project;
    size_t projects;
    uint64_t findings[3];             /* error, warn, info */
    const struct be_agencies *agencies;
};

struct be_package *be_package_new(struct be_writer *writer)
{
    struct be_package *p = calloc(1, sizeof *p);

    if (p == NULL)
        return NULL;
    p->writer = writer;
    p->summary = be_summary_new();
    p->arena = be_arena_new();
    p->project = calloc(BE_PACKAGE_PROJECTS, sizeof *p->project);
    if (p->summary == NULL || p->arena == NULL || p->project == NULL) {
        be_package_free(p);
        return NULL;
    }
    return p;
}

void be_package_agencies(struct be_package *package, const struct be_agencies *agencies)
{
    package->agencies = agencies;
    be_summary_agencies(package->summary, agencies);
}

void be_package_free(struct be_package *p)
{
    if (p == NULL)
        return;
    be_summary_free(p->summary);
    be_arena_free(p->arena);
    free(p->project);
    free(p);
}

static struct be_span number(struct be_package *p, uint64_t n)
{
    return be_arena_printf(p->arena, "%llu", (unsigned long long)n);
}

/* ---- indicators: the cells of a row, put together ---- */

static enum be_status close_indicator(struct be_package *p)
{
    if (!p->open_indicator)
        return BE_OK;
    p->open_indicator = false;
    return be_writer_row(&p->writer[BE_PK_INDICATORS], p->indicator);
}

/* The column of the package that an indicator's cell fills, by its header's words. */
static int indicator_column(const struct be_span *f)
{
    static const struct { const char *word; int column; } WORDS[] = {
        {"性质", I_SIGN}, {"符号", I_SIGN}, {"方向", I_DIRECTION}, {"核心", I_CORE}, {"得分", I_SCORE}, {"自评分", I_SCORE},
        {"计量单位", I_UNIT}, {"度量单位", I_UNIT},
    };

    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (be_span_has(f[BE_MEASURE], WORDS[i].word))
            return WORDS[i].column;
    if (be_span_is(f[BE_STAT], "target"))
        return I_TARGET;
    if (be_span_is(f[BE_STAT], "actual"))
        return I_ACTUAL;
    return be_span_is(f[BE_STAT], "weight") ? I_WEIGHT : -1;
}

static enum be_status take_indicator(struct be_package *p, const struct be_span *f)
{
    static const uint8_t SAME[][2] = {
        {I_DOC, BE_DOC}, {I_AGENCY, BE_AGENCY}, {I_YEAR, BE_YEAR}, {I_ENTITY, BE_ENTITY}, {I_PROJECT, BE_PROJECT},
        {I_PROJECT_CODE, BE_PROJECT_CODE}, {I_LEVEL1, BE_LEVEL1}, {I_LEVEL2, BE_LEVEL2}, {I_LEVEL3, BE_LEVEL3},
        {I_TABLE_NO, BE_TABLE_NO}, {I_TABLE_ROW, BE_TABLE_ROW}, {I_LINE, BE_LINE},
    };
    struct be_span *row = p->indicator;
    enum be_status rc = BE_OK;
    int column;

    if (!p->open_indicator || !be_span_eq(row[I_TABLE_NO], f[BE_TABLE_NO]) || !be_span_eq(row[I_TABLE_ROW], f[BE_TABLE_ROW]) ||
        !be_span_eq(row[I_LEVEL3], f[BE_LEVEL3])) {
        rc = close_indicator(p);
        memset(row, 0, sizeof p->indicator);
        for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
            row[SAME[i][0]] = be_arena_copy(p->arena, f[SAME[i][1]]);
        p->open_indicator = true;
    }
    column = indicator_column(f);
    if (column >= 0 && row[column].len == 0)
        row[column] = be_arena_copy(p->arena, f[BE_VALUE]);
    if ((column == I_TARGET || column == I_ACTUAL) && row[I_UNIT].len == 0)
        row[I_UNIT] = be_arena_copy(p->arena, f[BE_UNIT]);
    return rc;
}

/* ---- projects ---- */

static struct project *project_of(struct be_package *p, const struct be_span *f)
{
    struct project *at;

    for (size_t i = p->projects; i-- > 0;)    /* most often the last one */
        if (be_span_eq(p->project[i].key[0], f[BE_PROJECT]) && be_span_eq(p->project[i].key[1], f[BE_ENTITY]))
            return &p->project[i];
    if (p->projects == BE_PACKAGE_PROJECTS)
        return NULL;
    at = &p->project[p->projects++];
    *at = (struct project){0};
    at->field[P_DOC] = be_arena_copy(p->arena, f[BE_DOC]);
    at->field[P_AGENCY] = be_arena_copy(p->arena, f[BE_AGENCY]);
    at->field[P_YEAR] = be_arena_copy(p->arena, f[BE_YEAR]);
    at->field[P_PROJECT] = at->key[0] = be_arena_copy(p->arena, f[BE_PROJECT]);
    at->field[P_ENTITY] = at->key[1] = be_arena_copy(p->arena, f[BE_ENTITY]);
    at->field[P_ENTITY_CODE] = be_arena_copy(p->arena, f[BE_ENTITY_CODE]);
    at->field[P_PROJECT_CODE] = be_arena_copy(p->arena, f[BE_PROJECT_CODE]);
    at->field[P_LINE] = be_arena_copy(p->arena, f[BE_LINE]);
    return at;
}

static void take_project(struct be_package *p, const struct be_span *f)
{
    struct project *at = project_of(p, f);
    int column;

    if (at == NULL || !be_span_is(f[BE_STAT], "amount") || f[BE_YUAN].len == 0)
        return;
    column = be_span_is(f[BE_PHASE], "final") ? P_EXECUTED : P_BUDGET;
    if (at->field[column].len == 0)
        at->field[column] = be_arena_copy(p->arena, f[BE_YUAN]);
}

static enum be_status close_projects(struct be_package *p)
{
    enum be_status rc = BE_OK;

    for (size_t i = 0; i < p->projects && rc == BE_OK; i++) {
        struct project *at = &p->project[i];
        at->field[P_INDICATORS] = number(p, at->indicators);
        rc = be_writer_row(&p->writer[BE_PK_PROJECTS], at->field);
    }
    p->projects = 0;
    return rc;
}

/* ---- tables ---- */

static enum be_status close_table(struct be_package *p)
{
    if (!p->open_table)
        return BE_OK;
    p->open_table = false;
    p->table[T_NUMBERS] = number(p, p->numbers);
    p->table[T_TEXTS] = number(p, p->texts);
    return be_writer_row(&p->writer[BE_PK_TABLES], p->table);
}

static enum be_status take_table(struct be_package *p, const struct be_span *f)
{
    enum be_status rc = BE_OK;

    if (!p->open_table || !be_span_eq(p->table[T_NO], f[BE_TABLE_NO])) {
        rc = close_table(p);
        memset(p->table, 0, sizeof p->table);
        p->table[T_DOC] = be_arena_copy(p->arena, f[BE_DOC]);
        p->table[T_NO] = be_arena_copy(p->arena, f[BE_TABLE_NO]);
        p->table[T_TITLE] = be_arena_copy(p->arena, f[BE_TABLE_TITLE]);
        p->table[T_TOPIC] = be_arena_copy(p->arena, f[BE_TOPIC]);
        p->table[T_ENTITY] = be_arena_copy(p->arena, f[BE_ENTITY]);
        p->table[T_FIRST] = be_arena_copy(p->arena, f[BE_LINE]);
        p->numbers = p->texts = 0;
        p->open_table = true;
    }
    if (p->table[T_UNIT].len == 0 && f[BE_YUAN].len > 0)
        p->table[T_UNIT] = be_arena_copy(p->arena, f[BE_UNIT]);
    if (!be_span_eq(p->table[T_LAST], f[BE_LINE]))
        p->table[T_LAST] = be_arena_copy(p->arena, f[BE_LINE]);
    if (f[BE_NUMBER].len > 0)
        p->numbers++;
    else
        p->texts++;
    return rc;
}

/* ---- rows as they come ---- */

static enum be_status take_cell(struct be_package *p, const struct be_span *f)
{
    bool indicator = be_span_is(f[BE_SCHEME], "indicator");
    enum be_status rc = take_table(p, f);

    if (rc == BE_OK && indicator) {
        bool open = p->open_indicator && be_span_eq(p->indicator[I_TABLE_ROW], f[BE_TABLE_ROW]);
        struct project *at = f[BE_PROJECT].len > 0 && !open ? project_of(p, f) : NULL;
        if (at != NULL)
            at->indicators++;
        rc = take_indicator(p, f);
    }
    if (rc != BE_OK)
        return rc;
    if (f[BE_NUMBER].len > 0)
        return be_writer_row(&p->writer[BE_PK_FIGURES], f);
    return indicator ? BE_OK : be_writer_row(&p->writer[BE_PK_TEXTS], f);
}

enum be_status be_package_record(struct be_package *p, const struct be_record *record)
{
    const struct be_span *f = record->field;

    be_summary_take(p->summary, record);
    if (f[BE_PROJECT].len > 0 && !be_span_is(f[BE_SCHEME], "indicator"))
        take_project(p, f);
    switch (f[BE_KIND].p[0]) {
    case 'h': return be_writer_row(&p->writer[BE_PK_HEADINGS], f);
    case 't': return be_writer_row(&p->writer[BE_PK_TERMS], f);
    case 'c': return take_cell(p, f);
    default: return be_writer_row(&p->writer[BE_PK_FIGURES], f);
    }
}

enum be_status be_package_finding(struct be_package *p, const struct be_finding *finding)
{
    struct be_span severity = finding->field[BE_F_SEVERITY];

    if (be_span_is(finding->field[BE_F_VERDICT], "fail"))
        p->findings[be_span_is(severity, "error") ? 0 : be_span_is(severity, "warn") ? 1 : 2]++;
    return be_writer_row(&p->writer[BE_PK_FINDINGS], finding->field);
}

static enum be_status document_row(struct be_package *p, const struct be_document *d)
{
    struct be_span f[D_COLUMNS] = {
        [D_DOC] = d->name, [D_AGENCY] = d->agency, [D_PHASE] = d->phase, [D_UNIT] = d->unit,
        [D_ENCODING] = d->encoding, [D_STATUS] = BE_LIT("ok"),
    };

    if (d->year > 0)
        f[D_YEAR] = number(p, (uint64_t)d->year);
    f[D_BYTES] = number(p, d->bytes);
    f[D_LINES] = number(p, d->lines);
    f[D_BAD] = number(p, d->bad_bytes);
    for (size_t i = 0; i <= BE_TERM; i++)
        f[D_SUBJECTS + i] = number(p, d->records[i]);
    for (size_t i = 0; i < 3; i++)
        f[D_ERRORS + i] = number(p, p->findings[i]);
    be_agencies_fill(p->agencies, d->agency, f + D_AGENCIES);
    return be_writer_row(&p->writer[BE_PK_DOCUMENTS], f);
}

enum be_status be_package_document(struct be_package *p, const struct be_document *document)
{
    struct be_span row[BE_SCHEMA_COLUMNS];
    enum be_status rc = close_indicator(p);

    if (rc == BE_OK)
        rc = close_table(p);
    if (rc == BE_OK)
        rc = close_projects(p);
    if (rc == BE_OK) {
        be_summary_row(p->summary, document, row);
        rc = be_writer_row(&p->writer[BE_PK_SUMMARY], row);
    }
    if (rc == BE_OK) {
        be_coverage_row(p->summary, document, row);
        rc = be_writer_row(&p->writer[BE_PK_COVERAGE], row);
    }
    if (rc == BE_OK)
        rc = document_row(p, document);
    if (rc == BE_OK && be_arena_failed(p->arena))
        rc = BE_ENOMEM;
    be_summary_reset(p->summary);
    memset(p->findings, 0, sizeof p->findings);
    be_arena_reset(p->arena);
    return rc;
}

enum be_status be_package_error(struct be_package *p, struct be_span doc, struct be_span reason)
{
    struct be_span error[E_COLUMNS] = {[E_DOC] = doc, [E_REASON] = reason};
    struct be_span row[D_COLUMNS] = {[D_DOC] = doc, [D_STATUS] = BE_LIT("failed")};
    enum be_status rc = be_writer_row(&p->writer[BE_PK_ERRORS], error);

    return rc == BE_OK ? be_writer_row(&p->writer[BE_PK_DOCUMENTS], row) : rc;
}
