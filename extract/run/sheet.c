#include "sheet.h"
#include "../output/summary.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define WIDTH_LEAST 8u
#define WIDTH_TEXT 36u            /* most of a column of texts */
#define WIDTH_PROSE 64u           /* of sentences */
#define WIDTH_HEAD 18u            /* a longer header is wrapped */

enum kind { TEXT, COUNT, WHOLE, NUMBER, VALUE, YUAN, WAN };

struct column {
    enum kind kind;
    size_t source;                /* which field of the row */
    const struct be_column_info *info;
    char head[96];
    size_t width, limit;
};

struct list {
    const struct be_sheet_ask *ask;
    struct be_book *book;
    struct be_spool *spool;
    struct column column[2 * BE_SCHEMA_COLUMNS];
    size_t columns;
    int doc, value, unit, severity, verdict, rollup, status; /* fields, or -1 */
    bool leaf;                    /* there is one */
    size_t rows;
    size_t *split, splits;        /* rows that begin a further worksheet */
    uint32_t at;                  /* row in the worksheet */
    unsigned no;
};

/* ---- what a column is ---- */

static bool among(const char *name, const char *list)
{
    struct be_span left = be_span_of(list);

    while (left.len > 0) {
        const char *blank = memchr(left.p, ' ', left.len);
        size_t n = blank == NULL ? left.len : (size_t)(blank - left.p);

        if (be_span_is(be_span(left.p, n), name))
            return true;
        left = be_span_from(left, n + 1);
    }
    return false;
}

static enum kind kind_of(const struct list *l, const struct be_column_info *c)
{
    bool summary = l->ask->layout->schema == &be_summary_schema;

    switch (c->type) {
    case BE_TYPE_CODE: return TEXT;
    case BE_TYPE_INTEGER:
        return among(c->name, "n year doc_year line table_no table_row table_col first_line last_line") ? WHOLE : COUNT;
    case BE_TYPE_DECIMAL: return summary || be_ends(be_span_of(c->name), "yuan") ? YUAN : NUMBER;
    case BE_TYPE_TEXT: break;
    }
    return !l->ask->exact && among(c->name, "value target actual stated computed difference tolerance") ? VALUE : TEXT;
}

/* 金额（元） is 金额（万元） in the column beside it, yuan is wanyuan. */
static void head_of(const struct list *l, struct column *c)
{
    bool zh = l->ask->layout->zh;
    struct be_span name = be_span_of(zh ? c->info->zh : c->info->name);
    struct be_span unit = zh ? BE_LIT("（元）") : BE_LIT("yuan");
    bool has = be_span_ends(name, unit);

    if (has)
        name = be_span_to(name, name.len - unit.len);
    if (c->kind == YUAN || c->kind == WAN)
        snprintf(c->head, sizeof c->head, "%.*s%s%s", (int)name.len, name.p, zh || has ? "" : "_",
                 zh ? c->kind == WAN ? "（万元）" : "（元）" : c->kind == WAN ? "wanyuan" : "yuan");
    else
        snprintf(c->head, sizeof c->head, "%.*s", (int)name.len, name.p);
}

static void add_column(struct list *l, enum kind kind, size_t source, const struct be_column_info *info)
{
    struct column *c = &l->column[l->columns++];

    *c = (struct column){.kind = kind, .source = source, .info = info};
    head_of(l, c);
    c->limit = among(info->name, "text note reason") ? WIDTH_PROSE : kind == TEXT ? WIDTH_TEXT : 26;
    c->width = be_book_width(be_span_of(c->head), WIDTH_HEAD) + 3; /* room for the button of the filter */
    if (c->width < WIDTH_LEAST)
        c->width = WIDTH_LEAST;
}

static void lay_out(struct list *l)
{
    const struct be_layout *layout = l->ask->layout;
    struct { const char *name; int *field; } known[] = {
        {"doc", &l->doc}, {"value", &l->value}, {"unit", &l->unit}, {"severity", &l->severity}, {"verdict", &l->verdict},
        {"rollup", &l->rollup}, {"status", &l->status},
    };

    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        *known[k].field = -1;
    for (size_t i = 0; i < layout->columns; i++) {
        const struct be_column_info *info = &layout->schema->column[layout->column[i]];
        enum kind kind = kind_of(l, info);

        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            if (strcmp(info->name, known[k].name) == 0)
                *known[k].field = (int)i;
        add_column(l, kind, i, info);
        if (kind == YUAN)
            add_column(l, WAN, i, info);
    }
}

/* ---- numbers ---- */

static size_t decimals_of(struct be_span text)
{
    const char *dot = text.len == 0 ? NULL : memchr(text.p, '.', text.len);

    return dot == NULL ? 0 : (size_t)(text.p + text.len - dot) - 1;
}

static struct be_span field(const struct list *l, int i)
{
    return i < 0 || (size_t)i >= l->spool->fields ? be_span("", 0) : l->spool->field[i];
}

struct be_span be_sheet_wan(char *room, struct be_span yuan)
{
    size_t significant, whole, at = 0;
    const char *dot;
    bool minus = yuan.len > 0 && yuan.p[0] == '-';
    char digits[64];

    if (yuan.len > 48 || !be_number_plain(yuan, &significant))
        return be_span(room, 0);
    yuan = be_span_from(yuan, minus);
    dot = memchr(yuan.p, '.', yuan.len);
    whole = dot == NULL ? yuan.len : (size_t)(dot - yuan.p);
    /* 0000 in front, so that four digits can go behind the point. */
    memcpy(digits, "00000", 5);
    memcpy(digits + 5, yuan.p, whole);
    if (minus)
        room[at++] = '-';
    for (size_t i = 0; i < 5 + whole - 4; i++)
        if (digits[i] != '0' || i + 1 == whole + 1 || (at > 0 && room[at - 1] != '-'))
            room[at++] = digits[i];
    room[at++] = '.';
    memcpy(room + at, digits + whole + 1, 4);
    at += 4;
    if (dot != NULL) {
        memcpy(room + at, dot + 1, yuan.len - whole - 1);
        at += yuan.len - whole - 1;
    }
    while (room[at - 1] == '0')
        at--;
    if (room[at - 1] == '.')
        at--;
    return be_span(room, at);
}

/* How many decimals were published, for a number of this column: those of value, in its unit. */
static size_t published(const struct list *l, const struct column *c, struct be_span text)
{
    struct be_span value = field(l, l->value), unit = field(l, l->unit);
    size_t own = decimals_of(text), significant, of_value;

    if (value.len == 0 || !be_number_plain(value, &significant))
        return c->kind == WAN && own < 2 ? 2 : own;
    of_value = decimals_of(value);
    if (c->kind == NUMBER || (c->kind == YUAN && be_span_is(unit, "元")) || (c->kind == WAN && be_span_is(unit, "万元")))
        return of_value > own ? of_value : own;
    return c->kind == WAN && own < 2 ? 2 : own;
}

/* ---- cells ---- */

static struct be_span shown(const struct list *l, const struct column *c, char *room)
{
    struct be_span text = field(l, (int)c->source), wan;

    if (c->kind != WAN || text.len == 0)
        return text;
    wan = be_sheet_wan(room, text);
    return wan.len > 0 ? wan : text; /* nil is nil in any unit */
}

static enum be_look look_of(const struct list *l)
{
    struct be_span severity = field(l, l->severity);

    if (be_span_is(field(l, l->verdict), "pass"))
        return BE_LOOK_PASS;
    if (be_span_is(severity, "error") || be_span_is(field(l, l->status), "failed"))
        return BE_LOOK_ERROR;
    return be_span_is(severity, "warn") ? BE_LOOK_WARN : be_span_is(severity, "info") ? BE_LOOK_INFO : BE_LOOK_PLAIN;
}

static void write_row(struct list *l)
{
    enum be_look look = look_of(l);

    for (size_t i = 0; i < l->columns; i++) {
        const struct column *c = &l->column[i];
        char room[64];
        struct be_span text = shown(l, c, room);

        switch (c->kind) {
        case TEXT: be_book_text(l->book, l->at, i, text, look); break;
        case WHOLE: be_book_whole(l->book, l->at, i, text, look); break;
        case COUNT: be_book_number(l->book, l->at, i, text, 0, look); break;
        case VALUE:
            /* What a finding or an indicator states may be a year. */
            if ((int)c->source != l->value && decimals_of(text) == 0)
                be_book_whole(l->book, l->at, i, text, look);
            else
                be_book_number(l->book, l->at, i, text, decimals_of(text), look);
            break;
        case NUMBER:
        case YUAN:
        case WAN:
            be_book_number(l->book, l->at, i, text, published(l, c, text), be_span_is(text, "nil") ? BE_LOOK_QUIET : look);
            break;
        }
    }
}

static void widen(struct list *l)
{
    for (size_t i = 0; i < l->columns; i++) {
        struct column *c = &l->column[i];
        char room[64];
        struct be_span text;
        size_t width;

        if (c->width >= c->limit)
            continue;
        text = shown(l, c, room);
        width = be_book_width(text, c->limit);
        if (c->kind >= COUNT && c->kind != WHOLE && width > 3) /* commas, and decimals that are only shown */
            width += width / 3 + 2;
        if (width + 1 > c->width)
            c->width = width + 1 < c->limit ? width + 1 : c->limit;
    }
}

/* ---- worksheets ---- */

static enum be_status add_split(struct list *l, size_t row)
{
    size_t *split = realloc(l->split, (l->splits + 1) * sizeof *split);

    if (split == NULL)
        return BE_ENOMEM;
    l->split = split;
    l->split[l->splits++] = row;
    return BE_OK;
}

/* Once through all rows: widths, leaves, and where the next worksheet begins: with a document,
 * unless one alone has more rows than fit. */
static enum be_status survey(struct list *l, size_t limit)
{
    struct be_buf doc = {0};
    size_t begin = 0, document = 0;
    enum be_status rc = be_spool_rewind(l->spool);

    while (rc == BE_OK && (rc = be_spool_next(l->spool)) == BE_OK) {
        if (!be_span_eq(field(l, l->doc), be_buf_span(&doc))) {
            document = l->rows;
            doc.len = 0;
            rc = be_buf_add(&doc, field(l, l->doc));
        }
        if (rc == BE_OK && l->rows - begin == limit) {
            begin = document > begin ? document : l->rows;
            rc = add_split(l, begin);
        }
        l->leaf |= be_span_is(field(l, l->rollup), "leaf");
        widen(l);
        l->rows++;
    }
    be_buf_free(&doc);
    return rc == BE_ESTOP ? BE_OK : rc;
}

/* A worksheet with its header; it will have so many rows. */
static void begin(struct list *l, size_t rows)
{
    struct be_book *b = l->book;
    size_t width = 0;
    char name[64];

    if (l->no++ == 0)
        snprintf(name, sizeof name, "%s", l->ask->name);
    else
        snprintf(name, sizeof name, "%s %u", l->ask->name, l->no);
    if (be_book_sheet(b, be_span_of(name)) != BE_OK)
        return;
    for (size_t i = 0; i < l->columns; i++) {
        be_xl.worksheet_set_column(b->sheet, (lxw_col_t)i, (lxw_col_t)i, (double)l->column[i].width, NULL);
        width += l->column[i].width;
    }
    be_xl.worksheet_freeze_panes(b->sheet, 1, (lxw_col_t)l->ask->frozen);
    be_book_page(b, width);
    be_xl.worksheet_ignore_errors(b->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    be_xl.worksheet_autofilter(b->sheet, 0, 0, (lxw_row_t)rows, (lxw_col_t)(l->columns - 1));
    if (l->ask->leaves && l->leaf)
        for (size_t i = 0; i < l->columns; i++)
            if ((int)l->column[i].source == l->rollup) {
                lxw_filter_rule leaf = {.criteria = LXW_FILTER_CRITERIA_EQUAL_TO, .value_string = "leaf"};
                be_xl.worksheet_filter_column(b->sheet, (lxw_col_t)i, &leaf);
            }
    be_xl.worksheet_repeat_rows(b->sheet, 0, 0);
    be_xl.worksheet_set_row(b->sheet, 0, 32, NULL);
    for (size_t i = 0; i < l->columns; i++)
        be_book_text(b, 0, i, be_span_of(l->column[i].head), BE_LOOK_HEAD);
    l->at = 1;
}

static enum be_status write_all(struct list *l)
{
    enum be_status rc = be_spool_rewind(l->spool);
    size_t next = 0;

    begin(l, l->splits > 0 ? l->split[0] : l->rows);
    for (size_t row = 0; rc == BE_OK && (rc = be_spool_next(l->spool)) == BE_OK && l->book->status == BE_OK; row++) {
        if (next < l->splits && row == l->split[next]) {
            be_book_end_sheet(l->book);
            next++;
            begin(l, (next < l->splits ? l->split[next] : l->rows) - row);
        }
        if (l->ask->leaves && l->leaf && !be_span_is(field(l, l->rollup), "leaf")) {
            lxw_row_col_options hidden = {.hidden = LXW_TRUE};
            be_xl.worksheet_set_row_opt(l->book->sheet, l->at, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
        }
        write_row(l);
        l->at++;
    }
    be_book_end_sheet(l->book);
    return rc == BE_ESTOP ? BE_OK : rc;
}

enum be_status be_sheet_write(struct be_book *book, struct be_spool *spool, const struct be_sheet_ask *ask)
{
    struct list *l = calloc(1, sizeof *l);
    enum be_status rc;

    if (l == NULL)
        return book->status = BE_ENOMEM;
    l->ask = ask;
    l->book = book;
    l->spool = spool;
    lay_out(l);
    rc = survey(l, ask->rows > 0 ? ask->rows : BE_BOOK_ROWS - 1);
    if (rc == BE_OK)
        rc = write_all(l);
    if (rc != BE_OK && book->status == BE_OK) {
        book->status = rc;
        book->error = spool->error;
    }
    free(l->split);
    free(l);
    return book->status;
}
