/* repeated.c - forms whose wide cells are printed in every column and row that they cover, as some
 * programs copy tables: the copies are taken out, and the form is as any other. */
#include "form.h"

#define WORD_BYTES 6u        /* a shorter text, — or 是, may stand twice side by side */

static struct be_span text_at(const struct be_grid *grid, size_t r, size_t c)
{
    return be_grid_at(grid, r, c)->text;
}

static bool same(const struct be_grid *grid, size_t r, size_t c, size_t row, size_t col)
{
    struct be_span text = text_at(grid, r, c);

    return text.len > 0 && be_span_eq(text, text_at(grid, row, col));
}

/* The first of the rows that have the label of row r down their left side: its header, if it has one. */
static size_t side_begins(const struct be_grid *grid, size_t r)
{
    while (r > 0 && same(grid, r, 0, r - 1, 0))
        r--;
    return r;
}

/* Is the cell a copy of the one on its left, in a row above the indicators? Not when each has a
 * header of its own. */
static bool is_copy(const struct be_grid *grid, size_t r, size_t c, size_t head)
{
    return same(grid, r, c, r, c - 1) && (head == r || text_at(grid, head, c).len == 0 || same(grid, head, c, head, c - 1));
}

/* 总分 in all columns of its labels, the first of which may belong to the rows above. */
static bool is_sum(struct be_context *cx, const struct be_grid *grid, size_t r)
{
    for (size_t c = 0; c < 2; c++) {
        enum be_word w = be_word_cell(cx, be_grid_at(grid, r, c));
        if ((w == BE_WORD_TOTAL || w == BE_WORD_FORM) && same(grid, r, c + 1, r, c))
            return true;
    }
    return false;
}

static void take_out(struct be_context *cx, struct be_grid *grid, size_t r, size_t levels)
{
    size_t head = r > levels ? levels : side_begins(grid, r);
    bool sum = r > levels && is_sum(cx, grid, r);

    for (size_t c = grid->cols; c-- > 1;) {
        bool words = !be_cell_number(be_grid_at(grid, r, c));
        if (r > levels ? same(grid, r, c, r, c - 1) && (same(grid, head, c, head, c - 1) || (sum && words)) : is_copy(grid, r, c, head))
            be_grid_at(grid, r, c)->text.len = 0;
    }
    if (r > 0 && !be_cell_number(be_grid_at(grid, r, 0)) && same(grid, r, 0, r - 1, 0))
        be_grid_at(grid, r, 0)->text.len = 0;
}

/* Do words stand twice side by side in the first row? 项目名称 has a wide cell beside it. */
static bool repeats(const struct be_grid *grid)
{
    for (size_t c = 1; c < grid->cols; c++)
        if (text_at(grid, 0, c).len >= WORD_BYTES && same(grid, 0, c, 0, c - 1) && !be_cell_number(be_grid_at(grid, 0, c)))
            return true;
    return false;
}

void be_form_unrepeat(struct be_context *cx, struct be_grid *grid)
{
    size_t levels = 0;

    if (grid->cols < 3 || !repeats(grid))
        return;
    while (levels < grid->rows && !be_form_opens_levels(cx, grid, levels))
        levels++;
    for (size_t r = grid->rows; r-- > 0;)      /* what a row is compared with is still as it came */
        take_out(cx, grid, r, levels);
}
