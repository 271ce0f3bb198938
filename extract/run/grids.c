#include "grids.h"
#include "../base/wordlist.h"
#include "../output/writer.h"
#include <stdio.h>
#include <stdlib.h>

#define COLUMNS 4096u             /* of a table, that get a width of their own */
#define TOP 2u                    /* rows above the header: title, and whose it is */

/* Fields of the line in front of a table; a row's line has ROW and its cells. */
enum { MARK, NUMBER, HEAD, CONTINUED, DOC, TITLE, UNIT, ENTITY, FIELDS };
#define TABLE "T"
#define ROW "R"

static enum be_status line(struct be_out *out, const char *mark, const struct be_span *field, size_t n)
{
    static const struct be_column_info plain = {.type = BE_TYPE_TEXT};
    size_t bytes = 2;
    char *p;

    for (size_t i = 0; i < n; i++)
        bytes += 2 * field[i].len + 9; /* room of be_copy_until */
    p = be_out_room(out, bytes);
    if (p == NULL)
        return out->status;
    *p++ = *mark;
    for (size_t i = 0; i < n; i++) {
        *p++ = '\t';
        p = be_tsv_field(p, &plain, field[i]);
    }
    *p++ = '\n';
    be_out_wrote(out, p);
    return BE_OK;
}

enum be_status be_grids_spool(struct be_out *out, const struct be_table_view *t)
{
    char number[16], head[24];
    struct be_span about[] = {
        be_span(number, (size_t)snprintf(number, sizeof number, "%u", t->number)),
        be_span(head, (size_t)snprintf(head, sizeof head, "%zu", t->head)),
        be_span_of(t->continued ? "1" : ""), t->doc, t->title, t->unit, t->entity,
    };
    enum be_status rc = line(out, TABLE, about, sizeof about / sizeof *about);

    for (size_t r = 0; r < t->rows && rc == BE_OK; r++)
        rc = line(out, ROW, t->cells + r * t->cols, t->cols);
    return rc;
}

struct grid {
    struct be_book *book;
    struct be_spool *spool;
    bool zh;
    size_t head;                  /* rows of header */
    uint32_t at;
    uint16_t width[COLUMNS];
    bool text[COLUMNS];           /* a column of codes: digits are no number */
    size_t columns;
};

static bool is(const struct be_spool *spool, const char *mark)
{
    return spool->fields > 0 && be_span_is(spool->field[MARK], mark);
}

/* A new table begins with the line at hand, not a further part of the last one. */
static bool begins(const struct be_spool *spool)
{
    return is(spool, TABLE) && spool->fields >= FIELDS && spool->field[CONTINUED].len == 0;
}

static struct be_wordlist CODES = BE_WORDLIST("编码", "代码", "编号", "电话", "证号");

static bool codes(struct be_span head)
{
    return be_wordlist_holds(&CODES, head) || be_is_code_part(head);
}

/* The rows of a table once, for widths and columns of codes. Ends at the next table. */
static enum be_status survey(struct grid *g)
{
    enum be_status rc;

    memset(g->width, 0, sizeof g->width);
    memset(g->text, 0, sizeof g->text);
    g->columns = 0;
    for (size_t row = 0; (rc = be_spool_next(g->spool)) == BE_OK && !begins(g->spool);) {
        size_t n = g->spool->fields - 1;
        if (is(g->spool, TABLE))
            continue;
        for (size_t i = 0; i < n && i < COLUMNS; i++) {
            struct be_span cell = g->spool->field[i + 1];
            size_t width = be_book_width(cell, row < g->head ? 20 : 40);
            if (width > g->width[i])
                g->width[i] = (uint16_t)width;
            if (row < g->head && codes(cell))
                g->text[i] = true;
        }
        if (n > g->columns)
            g->columns = n;
        row++;
    }
    return rc == BE_ESTOP ? BE_OK : rc;
}

/* 1,234.50 without its commas, when they part thousands. Into room of 40 bytes. */
static struct be_span without_commas(char *room, struct be_span text)
{
    size_t at = 0, run = 0;
    bool comma = false, point = false;

    if (text.len > 32)
        return text;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.p[i];

        if (c == ',' || c == '.') {
            if (point || (comma ? run != 3 : c == ',' && (run == 0 || run > 3)))
                return text;
            comma |= c == ',';
            point |= c == '.';
            run = 0;
            if (c == ',')
                continue;
        } else if (c >= '0' && c <= '9') {
            run++;
        }
        room[at++] = c;
    }
    return comma && !point && run != 3 ? text : be_span(room, at);
}

static void write_cell(struct grid *g, size_t col, struct be_span cell, bool head)
{
    char room[40];
    struct be_span plain = without_commas(room, cell);
    const char *dot = plain.len == 0 ? NULL : memchr(plain.p, '.', plain.len);
    size_t significant;

    if (head || (col < COLUMNS && g->text[col]) || !be_number_plain(plain, &significant)) {
        be_book_text(g->book, g->at, col, cell, head ? BE_LOOK_HEAD : BE_LOOK_PLAIN);
        return;
    }
    if (dot == NULL && plain.len == cell.len)
        be_book_whole(g->book, g->at, col, plain, BE_LOOK_PLAIN);
    else
        be_book_number(g->book, g->at, col, plain, dot == NULL ? 0 : (size_t)(plain.p + plain.len - dot) - 1, BE_LOOK_PLAIN);
}

/* A header row is as high as its longest text needs, when that is wrapped. */
static void raise_row(struct grid *g)
{
    size_t lines = 1;

    for (size_t i = 1; i < g->spool->fields && i <= COLUMNS; i++) {
        size_t width = be_book_width(g->spool->field[i], 400), n = (width + g->width[i - 1]) / (g->width[i - 1] + 1u);
        if (n > lines)
            lines = n;
    }
    if (lines > 1)
        be_xl.worksheet_set_row(g->book->sheet, g->at, 15.0 * (double)(lines < 6 ? lines : 6), NULL);
}

static enum be_status write_rows(struct grid *g)
{
    enum be_status rc;

    g->at = TOP;
    while ((rc = be_spool_next(g->spool)) == BE_OK && !begins(g->spool)) {
        if (is(g->spool, TABLE))
            continue;
        if (g->at < TOP + g->head)
            raise_row(g);
        for (size_t i = 1; i < g->spool->fields; i++)
            write_cell(g, i - 1, g->spool->field[i], g->at < TOP + g->head);
        g->at++;
    }
    return rc;
}

/* Title, document, unit of money above the table. */
static void write_top(struct grid *g, struct be_span title, struct be_span about)
{
    size_t all = 0;

    for (size_t i = 0; i < g->columns && i < COLUMNS; i++) {
        size_t width = g->width[i] < 6 ? 8 : g->width[i] + 2u;
        be_xl.worksheet_set_column(g->book->sheet, (lxw_col_t)i, (lxw_col_t)i, (double)width, NULL);
        all += width;
    }
    be_book_page(g->book, all);
    be_xl.worksheet_freeze_panes(g->book->sheet, (lxw_row_t)(TOP + (g->head < 8 ? g->head : 8)), 0);
    be_xl.worksheet_ignore_errors(g->book->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    be_book_text(g->book, 0, 0, title, BE_LOOK_TITLE);
    be_book_text(g->book, 1, 0, about, BE_LOOK_QUIET);
}

/* What stands above the table at hand: its title, and which document, unit and entity it is of. */
static enum be_status read_top(const struct grid *g, struct be_buf *title, struct be_buf *about)
{
    const struct be_span *f = g->spool->field;
    enum be_status rc = be_buf_add(title, f[TITLE]);

    if (rc == BE_OK)
        rc = be_buf_add(about, f[DOC]);
    for (int i = UNIT; i <= ENTITY && rc == BE_OK; i++) {
        if (f[i].len == 0)
            continue;
        rc = be_buf_add(about, i == UNIT ? (g->zh ? BE_LIT("　单位：") : BE_LIT("   unit: "))
                                         : (g->zh ? BE_LIT("　预算单位：") : BE_LIT("   entity: ")));
        if (rc == BE_OK)
            rc = be_buf_add(about, f[i]);
    }
    return rc;
}

/* The table whose line is at hand; behind it the next one's is. */
static enum be_status write_table(struct grid *g, size_t no)
{
    struct be_buf title = {0}, about = {0};
    char name[64];
    int front = snprintf(name, sizeof name, "T%03zu ", no);
    long where = be_spool_tell(g->spool);
    enum be_status rc = be_buf_add(&title, be_span(name, (size_t)front));

    g->head = (size_t)strtoul(g->spool->field[HEAD].p, NULL, 10);
    if (rc == BE_OK)
        rc = read_top(g, &title, &about);
    if (rc == BE_OK)
        rc = survey(g);
    if (rc == BE_OK)
        rc = be_spool_seek(g->spool, where);
    if (rc == BE_OK)
        rc = be_book_sheet(g->book, be_buf_span(&title));
    if (rc == BE_OK) {
        write_top(g, be_span_from(be_buf_span(&title), (size_t)front), be_buf_span(&about));
        rc = write_rows(g);
        be_book_end_sheet(g->book);
    }
    be_buf_free(&title);
    be_buf_free(&about);
    return rc;
}

enum be_status be_grids_write(struct be_book *book, struct be_spool *spool, bool zh, size_t *left)
{
    struct grid *g = calloc(1, sizeof *g);
    enum be_status rc = g == NULL ? BE_ENOMEM : be_spool_rewind(spool);
    size_t no = 0;

    *left = 0;
    if (rc == BE_OK) {
        g->book = book;
        g->spool = spool;
        g->zh = zh;
        rc = be_spool_next(spool);
    }
    while (rc == BE_OK && book->status == BE_OK) {
        if (!begins(spool)) {
            rc = be_spool_next(spool);
        } else if (no < BE_GRID_SHEETS) {
            rc = write_table(g, ++no);
        } else {
            ++*left;
            rc = be_spool_next(spool);
        }
    }
    if (rc != BE_OK && rc != BE_ESTOP && book->status == BE_OK) {
        book->status = rc;
        book->error = spool->error;
    }
    free(g);
    return book->status;
}
