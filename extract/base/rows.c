#include "rows.h"

#include "buf.h"
#include <csv.h>
#include <stdarg.h>
#include <stdio.h>

#define NONE SIZE_MAX

struct reader {
    const struct be_rows_ask *ask;
    enum be_status rc;
    size_t line, wanted;
    size_t place[BE_ROWS_COLUMNS];          /* where each column asked for stands; NONE: not seen */
    size_t column;                          /* of the field that comes next */
    bool header;                            /* has been read */
    struct be_buf text;                     /* of the row's fields */
    size_t from[BE_ROWS_COLUMNS], to[BE_ROWS_COLUMNS];
};

enum be_status be_rows_fail(const struct be_rows_ask *ask, size_t line, const char *format, ...)
{
    char text[512], message[640];
    va_list ap;

    va_start(ap, format);
    vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    snprintf(message, sizeof message, "%s:%zu: %s", ask->name, line, text);
    if (ask->say != NULL)
        ask->say(ask->say_user, message);
    return BE_EPATTERN;
}

static void field(void *bytes, size_t n, void *user)
{
    struct reader *r = user;
    struct be_span text = be_span(bytes, n);

    if (r->rc != BE_OK)
        return;
    for (size_t i = 0; i < r->wanted; i++) {
        if (!r->header && be_span_is(text, r->ask->columns[i]))
            r->place[i] = r->column;
        if (r->header && r->place[i] == r->column) {
            r->from[i] = r->text.len;
            r->rc = be_buf_add(&r->text, text);
            r->to[i] = r->text.len;
        }
    }
    r->column++;
}

static void row_end(int c, void *user)
{
    struct reader *r = user;
    struct be_span fields[BE_ROWS_COLUMNS];
    bool first = !r->header;

    (void)c;
    r->line++;
    if (r->rc != BE_OK)
        return;
    for (size_t i = 0; i < (r->ask->needed > 0 ? r->ask->needed : r->wanted) && first; i++)
        if (r->place[i] == NONE)
            r->rc = be_rows_fail(r->ask, r->line, "column %s is missing", r->ask->columns[i]);
    for (size_t i = 0; i < r->wanted && !first; i++)
        fields[i] = r->from[i] == NONE || r->from[i] == r->to[i] ? be_span("", 0)
                        : be_span(r->text.p + r->from[i], r->to[i] - r->from[i]);
    if (!first && r->column > 0 && !be_starts(fields[0], "#") && r->rc == BE_OK)
        r->rc = r->ask->row(r->ask, r->line, fields);
    r->header = true;
    r->column = 0;
    r->text.len = 0;
    for (size_t i = 0; i < BE_ROWS_COLUMNS; i++)
        r->from[i] = NONE;
}

enum be_status be_rows_read(struct be_span bytes, const struct be_rows_ask *ask)
{
    struct reader r = {.ask = ask};
    struct csv_parser csv;

    while (r.wanted < BE_ROWS_COLUMNS && ask->columns[r.wanted] != NULL)
        r.wanted++;
    for (size_t i = 0; i < BE_ROWS_COLUMNS; i++)
        r.place[i] = r.from[i] = NONE;
    if (bytes.len >= 3 && memcmp(bytes.p, "\xEF\xBB\xBF", 3) == 0)
        bytes = be_span_from(bytes, 3);
    if (csv_init(&csv, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_REPALL_NL) != 0)
        return BE_ENOMEM;
    csv_set_delim(&csv, ',');
    if (csv_parse(&csv, bytes.p, bytes.len, field, row_end, &r) != bytes.len
        || csv_fini(&csv, field, row_end, &r) != 0) {
        if (r.rc == BE_OK)
            r.rc = be_rows_fail(ask, r.line + 1, "%s", csv_strerror(csv_error(&csv)));
    }
    csv_free(&csv);
    be_buf_free(&r.text);
    if (r.rc == BE_OK && !r.header)
        r.rc = be_rows_fail(ask, 1, "empty: its header line is missing");
    return r.rc;
}

struct be_span be_rows_line(struct be_span *bytes)
{
    const char *end = memchr(bytes->p, '\n', bytes->len);
    struct be_span line = be_span_to(*bytes, end == NULL ? bytes->len : (size_t)(end - bytes->p));

    *bytes = be_span_from(*bytes, line.len + (end != NULL));
    return line.len > 0 && line.p[line.len - 1] == '\r' ? be_span_to(line, line.len - 1) : line;
}
