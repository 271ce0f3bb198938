/* listed.c - tables whose cells came one a line without tabs: pdftotext without -layout, pages
 * copied from a browser.
 *
 * Empty cells have left no trace, so such a table can be told only where every row has the same
 * cells: a code, its name and as many numbers as the header has columns, or a name and as many
 * numbers. All others give no cells; their lines are still a table's, not headings or prose.
 */
#include "aligned.h"
#include "line.h"
#include "pieces.h"

#define CELL_BYTES 96u       /* a longer line is no cell */
#define CELLS_MIN 12u        /* fewer short lines are no table */

static bool is_cell(struct be_span text)
{
    return text.len > 0 && text.len <= CELL_BYTES && !be_span_has(text, "。") && !be_span_has(text, "，") &&
           !be_span_has(text, "；") && !be_span_ends(text, BE_LIT("：")) && !be_span_has(text, "部分");
}

/* Below the line with a table's unit: short lines, a quarter of them numbers. */
static size_t list_end(const struct be_window *win, size_t from)
{
    size_t cells = 0, numbers = 0, last = from, captions = 0;

    for (size_t i = from; i < win->nlines; i++) {
        struct be_span text = be_span_trim(be_line_text(win, i));
        if (win->lines[i].type == BE_LINE_BLANK || win->lines[i].type == BE_LINE_RUNNING)
            continue;
        if (cells == 0 && (win->lines[i].type == BE_LINE_UNIT || win->lines[i].type == BE_LINE_ENTITY) && captions++ < 3)
            continue;
        if (win->lines[i].type != BE_LINE_TEXT || !is_cell(text) || (text.len >= 12 && be_span_ends(text, BE_LIT("表"))))
            break;
        cells++;
        if (!be_piece_is_number(text))
            continue;
        numbers++;
        last = i + 1;        /* words behind the last number are a heading, or prose */
    }
    return cells >= CELLS_MIN && numbers * 4 >= cells ? last : from;
}

void be_listed_types(struct be_context *cx)
{
    struct be_window *win = cx->win;
    bool units = false;

    if (cx->options->layout < 0)
        return;
    for (size_t i = 0; i < win->nlines; i++) {
        if (be_line_in_table(win->lines[i].type) && win->lines[i].type != BE_LINE_ALIGNED)
            return;          /* its tables have cells of their own */
        units = units || win->lines[i].type == BE_LINE_UNIT;
    }
    for (size_t i = 0; units && i < win->nlines; i++) {
        size_t end;
        if (win->lines[i].type != BE_LINE_UNIT)
            continue;
        end = list_end(win, i + 1);
        for (size_t k = i + 1; k < end; k++)
            if (win->lines[k].type == BE_LINE_TEXT)
                win->lines[k].type = BE_LINE_ALIGNED;
        i = end > i + 1 ? end - 1 : i;
    }
}

/* ---- the grid ---- */

struct cells {
    const struct be_window *win;
    struct be_arena *arena;
    struct be_piece *piece;
    size_t n;
};

static struct be_span text_of(const struct cells *c, size_t i)
{
    return be_span(c->win->text.p + c->win->lines[c->piece[i].line].off + c->piece[i].off, c->piece[i].len);
}

static bool read_cells(struct cells *c, const struct be_block *block)
{
    struct be_piece piece[BE_PIECES_LINE];
    size_t size = 0;

    for (uint32_t i = block->body; i < block->end; i++)
        if (c->win->lines[i].type == BE_LINE_ALIGNED)
            size += be_pieces_split(be_line_text(c->win, i), piece);
    if (size > BE_ALIGNED_PIECES)
        size = BE_ALIGNED_PIECES;
    c->piece = be_arena_alloc(c->arena, (size + 1) * sizeof *c->piece);
    if (c->piece == NULL)
        return false;
    for (uint32_t i = block->body; i < block->end; i++) {
        size_t n = c->win->lines[i].type == BE_LINE_ALIGNED ? be_pieces_split(be_line_text(c->win, i), piece) : 0;
        for (size_t k = 0; k < n && c->n < size; k++) {
            piece[k].line = i;
            c->piece[c->n++] = piece[k];
        }
    }
    return true;
}

/* Where the row that begins at i ends, when it is whole: [code] name number ... with `numbers`
 * numbers; else 0. */
static size_t row_end(const struct cells *c, size_t i, size_t numbers)
{
    size_t n = 0;

    if (i < c->n && c->piece[i].kind == BE_PIECE_CODE)
        i++;
    if (i >= c->n || c->piece[i].kind != BE_PIECE_TEXT)
        return 0;
    for (i++; i < c->n && n < numbers && c->piece[i].kind == BE_PIECE_NUMBER; i++)
        n++;
    return n == numbers ? i : 0;
}

/* Do all the cells from i on make rows of so many numbers? */
static size_t count_rows(const struct cells *c, size_t i, size_t numbers, bool coded)
{
    size_t rows = 0, codes = 0;

    while (i < c->n) {
        codes += c->piece[i].kind == BE_PIECE_CODE;
        i = row_end(c, i, numbers);
        if (i == 0)
            return 0;
        rows++;
    }
    return coded == (codes > 0) && (!coded || codes + 2 >= rows) ? rows : 0;
}

static bool fill(const struct cells *c, struct be_grid *out, size_t head, size_t numbers, bool coded, size_t rows)
{
    size_t i = head;

    *out = (struct be_grid){.rows = rows + 1, .cols = head};
    out->cell = be_arena_alloc(c->arena, out->rows * out->cols * sizeof *out->cell);
    if (out->cell == NULL)
        return false;
    for (size_t k = 0; k < head; k++)
        *be_grid_at(out, 0, k) = (struct be_cell){.text = text_of(c, k), .line = c->piece[k].line};
    for (size_t r = 1; r <= rows; r++) {
        size_t col = coded && c->piece[i].kind != BE_PIECE_CODE ? 1 : 0, end = row_end(c, i, numbers);
        for (; i < end; i++, col++)
            *be_grid_at(out, r, col) = (struct be_cell){.text = text_of(c, i), .line = c->piece[i].line};
    }
    return true;
}

bool be_listed_is(const struct be_window *win, const struct be_block *block)
{
    size_t lines = 0, single = 0;

    for (uint32_t i = block->body; i < block->end; i++) {
        struct be_span text = be_span_trim(be_line_text(win, i));
        if (win->lines[i].type != BE_LINE_ALIGNED)
            continue;
        lines++;
        single += !be_span_has(text, "  ") && win->lines[i].indent == 0;
    }
    return lines >= CELLS_MIN && single * 10 >= lines * 9;
}

enum be_status be_listed_grid(struct be_grid *out, const struct be_window *win, const struct be_block *block, struct be_arena *arena, bool *sure)
{
    struct cells c = {.win = win, .arena = arena};
    size_t head = 0, rows;

    *out = (struct be_grid){0};
    *sure = false;
    if (!read_cells(&c, block))
        return BE_ENOMEM;
    while (head < c.n && c.piece[head].kind == BE_PIECE_TEXT)
        head++;
    if (head == c.n)
        return BE_OK;
    /* the last of them is the name of the first row, unless that begins with a code */
    if (c.piece[head].kind == BE_PIECE_NUMBER)
        head--;
    for (int coded = 1; coded >= 0; coded--) {
        size_t labels = coded ? 2 : 1;
        if (head <= labels || head > BE_GRID_COLUMNS || (rows = count_rows(&c, head, head - labels, coded)) < 3)
            continue;
        *sure = true;
        return fill(&c, out, head, head - labels, coded, rows) ? BE_OK : BE_ENOMEM;
    }
    return BE_OK;
}
