/* grids.h - the tables of documents as worksheets, in their published shape (--table-sheets).
 *
 * In:    tables as the pipeline hands them out; their rows wait in a spool.
 * Out:   a worksheet per table: title, whose it is, its header and its rows.
 * Keeps: nothing; at most BE_GRID_SHEETS tables, the rest is counted.
 */
#ifndef BE_GRIDS_H
#define BE_GRIDS_H

#include "book.h"
#include "spool.h"

#define BE_GRID_SHEETS 200u

/* A table, or a part of one, as lines for the spool. */
enum be_status be_grids_spool(struct be_out *out, const struct be_table_view *table);
/* *left: how many tables found no place. */
enum be_status be_grids_write(struct be_book *book, struct be_spool *spool, bool zh, size_t *left);

#endif
