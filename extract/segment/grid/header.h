/* header.h - the header of a grid as a tree: what stands above each column, from outside in.
 *
 * In:    a grid whose top rows may be caption, header and a row of column numbers (栏次).
 * Out:   how many rows are not data, and per column its header cells. Spans are read from
 *        blanks: a blank right of a filled cell continues it as long as both stand below the
 *        same cell; a blank below a filled one continues that one. Where spans do not fit,
 *        sub-headers that repeat decide (two years over five and seven columns).
 *        Rows that lost the places of spanned cells are put right in the grid (ragged.h).
 * Keeps: nothing. Bounds: BE_HEAD_ROWS rows, BE_HEAD_LEVELS levels.
 */
#ifndef BE_HEADER_H
#define BE_HEADER_H

#include "../../context.h"
#include "grid.h"

#define BE_HEAD_ROWS 12u
#define BE_HEAD_LEVELS 6u

struct be_head_column {
    uint8_t levels;
    uint8_t word[BE_HEAD_LEVELS];          /* enum be_word */
    uint16_t cell[BE_HEAD_LEVELS];         /* number of the header cell: columns under one share it */
    struct be_span level[BE_HEAD_LEVELS];  /* without blanks */
};

struct be_head {
    size_t first;    /* header rows are [first, rows); above stand caption rows */
    size_t rows;     /* rows of the grid that are not data, from the top */
    /* from caption rows that came as rows of the table */
    struct be_span title, unit, entity;
    struct be_head_column column[BE_GRID_COLUMNS]; /* as many as the grid has */
};

/* No header. */
static inline void be_header_none(struct be_head *head)
{
    memset(head, 0, offsetof(struct be_head, column));
}

/* Rows at the top that came from above the table (title, unit, 部门：): out->first, title, unit
 * and entity. be_header_find does it too. */
enum be_status be_header_caption(struct be_head *out, const struct be_grid *grid, struct be_context *cx,
                                 struct be_arena *arena);
enum be_status be_header_find(struct be_head *out, struct be_grid *grid, struct be_context *cx,
                              struct be_arena *arena);
/* Do the grid's header rows, or the lower ones of them, stand here again, as behind a page end?
 * How many; else 0. */
size_t be_header_again(const struct be_head *head, const struct be_grid *grid, size_t row,
                       struct be_arena *arena);

/* A number that is no column's: figures of three characters and more, but for years. */
static inline bool be_header_is_figure(struct be_cell *cell)
{
    return cell->text.len > 2 && be_cell_number(cell) && !be_is_year(cell->text);
}
/* Has the row one? They stand on the right. */
static inline bool be_header_figures(const struct be_grid *grid, size_t row)
{
    for (size_t c = grid->cols; c-- > 0;)
        if (be_header_is_figure(be_grid_at(grid, row, c)))
            return true;
    return false;
}

#endif
