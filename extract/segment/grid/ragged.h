/* ragged.h - rows that keep no place for what a wide cell covers: a web page's 本年支出 over three
 * columns is one cell in its row, and the cells behind it stand too far left.
 *
 * In:    a grid, its first header row.
 * Out:   the grid with the cells of its header and of its rows of sums where they belong, when
 *        the widths of the header's rows tell how they stand below each other; else unchanged.
 * Keeps: nothing.
 */
#ifndef BE_RAGGED_H
#define BE_RAGGED_H

#include "../../context.h"
#include "grid.h"

void be_ragged_places(struct be_grid *grid, size_t first, struct be_context *cx, struct be_arena *arena);

/* Has it nothing to put right in this grid? */
bool be_ragged_whole(const struct be_grid *grid, size_t first);
/* Or only in its rows of data? */
bool be_ragged_headed(const struct be_grid *grid, size_t first);
/* ragged_proof.c: 小计 in column `whole` and what it sums up. */
struct be_ragged_sum { uint8_t whole, parts, part[BE_GRID_COLUMNS]; };
/* Do the rows of data from `from` on that are so wide bear the sums out? 2: all do, 1: most do, -1: they do not, 0: they do
 * not say. */
int be_ragged_proof(const struct be_grid *grid, size_t from, size_t width, const struct be_ragged_sum *sum, size_t n);
/* ragged_rows.c: the rows of data below `head` rows of header from `first` on, of a table so wide. */
void be_ragged_rows(struct be_grid *grid, size_t first, size_t head, size_t width, struct be_context *cx);
/* Up to a row's last filled cell; has it a figure; its cells moved to their columns. */
size_t be_ragged_filled(const struct be_grid *grid, size_t r);
bool be_ragged_figures(const struct be_grid *grid, size_t r);
void be_ragged_move(struct be_grid *grid, size_t r, const uint8_t *at, size_t n);

#endif
