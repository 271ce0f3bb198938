#include "writer.h"

enum be_status be_layout_columns(struct be_layout *layout, const struct be_schema *schema,
                                 const char *names, struct be_span *bad)
{
    uint64_t seen = 0;

    layout->schema = schema;
    layout->columns = 0;
    layout->whole = names == NULL;
    if (names == NULL) {
        for (size_t i = 0; i < schema->n; i++)
            layout->column[layout->columns++] = (uint8_t)i;
        return BE_OK;
    }
    for (;;) {
        size_t len = strcspn(names, ",");
        size_t i = be_schema_find(schema, be_span(names, len));

        if (i == schema->n || (seen & (UINT64_C(1) << i)) != 0) {
            *bad = be_span(names, len);
            return BE_EUSAGE;
        }
        seen |= UINT64_C(1) << i;
        layout->column[layout->columns++] = (uint8_t)i;
        if (names[len] == '\0')
            return BE_OK;
        names += len + 1;
    }
}

void be_writer_init(struct be_writer *writer, const struct be_layout *layout, struct be_out *out)
{
    writer->layout = *layout;
    writer->out = out;
    writer->before.gone = UINT64_MAX;
    writer->plain = out != NULL && layout->format == BE_CSV && !layout->excel && layout->whole && layout->schema == &be_record_schema;
    switch (layout->format) {
    case BE_CSV: writer->field = layout->excel ? be_excel_field : be_csv_field; break;
    case BE_TSV: writer->field = be_tsv_field; break;
    case BE_JSONL: writer->field = be_json_value; break;
    }
}

static const char *header_of(const struct be_writer *writer, size_t i)
{
    const struct be_column_info *c = &writer->layout.schema->column[writer->layout.column[i]];

    return writer->layout.zh ? c->zh : c->name;
}

/* A line that is empty is no row to most readers: a lone empty field is written "". */
static char *lone_empty(const struct be_writer *writer, char *p, const char *begin)
{
    if (p == begin && writer->layout.format == BE_CSV)
        *p++ = '"', *p++ = '"';
    return p;
}

static char *line_end(const struct be_writer *writer, char *p)
{
    if (writer->layout.excel)
        *p++ = '\r';
    *p++ = '\n';
    return p;
}

enum be_status be_writer_header(struct be_writer *writer)
{
    const struct be_layout *l = &writer->layout;
    static const struct be_column_info text = {.type = BE_TYPE_TEXT};
    char *p;

    if (l->excel && be_out_add(writer->out, BE_LIT("\xEF\xBB\xBF")) != BE_OK)
        return writer->out->status;
    if (l->no_header || l->format == BE_JSONL)
        return BE_OK;
    p = be_out_room(writer->out, l->columns * BE_FIELD_ROOM(64));
    if (p == NULL)
        return writer->out->status;
    for (size_t i = 0; i < l->columns; i++) {
        if (i > 0)
            *p++ = l->format == BE_TSV ? '\t' : ',';
        p = writer->field(p, &text, be_span_of(header_of(writer, i)));
    }
    be_out_wrote(writer->out, line_end(writer, p));
    return BE_OK;
}

static char *json_row(const struct be_writer *writer, char *p, const struct be_span *field)
{
    const struct be_layout *l = &writer->layout;
    char sep = '{';

    for (size_t i = 0; i < l->columns; i++) {
        struct be_span text = field[l->column[i]];

        if (text.len == 0)
            continue;
        *p++ = sep;
        sep = ',';
        *p++ = '"'; /* no name of a column has a character to escape */
        p = stpcpy(p, header_of(writer, i));
        *p++ = '"';
        *p++ = ':';
        p = be_json_value(p, &l->schema->column[l->column[i]], text);
    }
    if (sep == '{')
        *p++ = '{';
    *p++ = '}';
    return p;
}

static char *flat_row(const struct be_writer *writer, char *p, const struct be_span *field)
{
    const struct be_layout *l = &writer->layout;
    const struct be_column_info *column = l->schema->column;
    char sep = l->format == BE_TSV ? '\t' : ',';
    char *begin = p;

    if (l->format == BE_CSV && !l->excel)
        return lone_empty(writer, be_csv_row(p, l, field), begin);
    for (size_t i = 0; i < l->columns; i++) {
        size_t c = l->column[i];

        if (i > 0)
            *p++ = sep;
        if (field[c].len > 0)
            p = writer->field(p, &column[c], field[c]);
    }
    return lone_empty(writer, p, begin);
}

enum be_status be_writer_record(struct be_writer *writer, const struct be_record *record)
{
    return writer->plain && record->marks != NULL ? be_csv_record(writer, record) : be_writer_row(writer, record->field);
}

enum be_status be_writer_row(struct be_writer *writer, const struct be_span *field)
{
    const struct be_layout *l = &writer->layout;
    size_t bytes = 0;
    char *p;

    if (writer->out == NULL)
        return BE_OK;
    for (size_t i = 0; i < l->schema->n; i++)
        bytes += field[i].len;
    p = be_out_room(writer->out, BE_FIELD_ROOM(bytes) + BE_FIELD_ROOM(0) * l->columns);
    if (p == NULL)
        return writer->out->status;
    p = l->format == BE_JSONL ? json_row(writer, p, field) : flat_row(writer, p, field);
    be_out_wrote(writer->out, line_end(writer, p));
    return BE_OK;
}

size_t be_copy_until(char *p, struct be_span text, unsigned char limit, char a, char b)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = UINT64_C(0x8080808080808080);
    size_t i = 0;

    for (; i + 8 <= text.len; i += 8) {
        uint64_t x, xa, xb;

        memcpy(&x, text.p + i, 8);
        memcpy(p + i, &x, 8);
        xa = x ^ ones * (unsigned char)a;
        xb = x ^ ones * (unsigned char)b;
        if ((((x - ones * limit) & ~x) | ((xa - ones) & ~xa) | ((xb - ones) & ~xb)) & high)
            break;
    }
    for (; i < text.len; i++) {
        if ((unsigned char)text.p[i] < limit || text.p[i] == a || text.p[i] == b)
            break;
        p[i] = text.p[i];
    }
    return i;
}

bool be_number_plain(struct be_span text, size_t *significant)
{
    const char *p = text.p, *end = text.p + text.len;
    const char *digits;

    *significant = 0;
    if (p < end && *p == '-')
        p++;
    digits = p;
    while (p < end && *p >= '0' && *p <= '9')
        p++;
    if (p == digits || (*digits == '0' && p - digits > 1))
        return false;
    *significant = *digits == '0' ? 0 : (size_t)(p - digits);
    if (p == end)
        return true;
    if (*p++ != '.' || p == end)
        return false;
    for (; p < end; p++) {
        if (*p < '0' || *p > '9')
            return false;
        if (*significant > 0 || *p != '0')
            ++*significant;
    }
    return true;
}
