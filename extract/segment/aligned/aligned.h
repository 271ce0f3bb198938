/* aligned.h - tables whose columns are made of runs of blanks, as pdftotext -layout prints them.
 *
 * In:    be_aligned_types: a window whose lines have their plain types and contents lists.
 *        be_aligned_part: a table block of such lines.
 * Out:   lines of such tables typed BE_LINE_ALIGNED, headers and wrapped cells among them;
 *        the grid that tab rows would have given: one row a table row, header levels below
 *        each other, a group's header in the first of its columns.
 * Keeps: nothing. Memory from the arena; a part has at most BE_ALIGNED_PIECES pieces.
 */
#ifndef BE_ALIGNED_H
#define BE_ALIGNED_H

#include "../../context.h"
#include "../grid/grid.h"

#define BE_ALIGNED_LINE 4096u     /* bytes; a longer line is no row */
#define BE_ALIGNED_PIECES 16384u  /* a part of a table ends with the row that reaches so many */

/* Finds regions and types their lines; options->layout 1: every likely row is one, -1: none. */
void be_aligned_types(struct be_context *cx);

/* The grid of the block's lines from *line on; *line is moved on to where the next part begins.
 * The grid has no rows where they cannot be told with certainty; *sure is then false. */
enum be_status be_aligned_part(struct be_grid *out, const struct be_context *cx, const struct be_block *block,
                               uint32_t *line, struct be_arena *arena, bool *sure);

#define BE_COLUMN_NAMES 1000u

/* patterns/columns.csv, sorted by bytes; they lie in the file's. */
struct be_column_names {
    size_t n;
    struct be_span name[BE_COLUMN_NAMES];
};
/* *out is the caller's to free. BE_EPATTERN: what is wrong was said. */
enum be_status be_column_names_load(struct be_column_names **out, struct be_span bytes, void (*say)(void *user, const char *message), void *user);

#endif
