/* grid.h - a table as rows and columns, whatever it came as: tabs, lone cells, pipes, tags,
 * aligned spaces. Everything that follows works on the grid alone.
 */
#ifndef BE_GRID_H
#define BE_GRID_H

#include "block.h"

#define BE_GRID_COLUMNS 64u     /* a row with more keeps the rest in its last cell */

struct be_cell {
    struct be_span text;    /* trimmed, inner line breaks healed; empty: blank */
    uint32_t line;          /* index into win->lines of its first character */
    uint8_t flags;          /* enum be_cell_flag */
};

enum be_cell_flag {
    BE_CELL_HEALED = 1,     /* its text was put together from several rows or lines */
    BE_CELL_FILLED = 2,     /* taken from a merged cell above */
};

struct be_grid {
    size_t rows, cols;
    struct be_cell *cell;   /* rows * cols, row by row */
    size_t head;            /* rows that are header, from the top; found by segment/header.h */
};

static inline struct be_cell *be_grid_at(const struct be_grid *g, size_t row, size_t col)
{
    return &g->cell[row * g->cols + col];
}

/* Makes the grid of a table block, healed, from its body rows. Memory from the arena. */
enum be_status be_grid_make(struct be_grid *out, const struct be_window *win,
                            const struct be_block *block, struct be_arena *arena);

#endif
