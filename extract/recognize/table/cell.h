/* cell.h - the data cells of a table.
 *
 * In:    a table block.
 * Out:   hits appended to cx->hits, row by row; with sink->table, the grid itself. A long table
 *        comes in batches, so that what is held at a time is bounded: be_cells_find gives the
 *        first, be_cells_next one more as long as be_cells_more.
 * Keeps: struct be_tables: the number of tables, and of a table that a window's end cut: its
 *        plan, open levels and merged cells; bounded; per document.
 */
#ifndef BE_CELL_H
#define BE_CELL_H

#include "../../base/memo.h"
#include "../../resolve/resolve.h"
#include "word.h"

struct be_tables *be_tables_new(void); /* NULL: memory is out */
void be_tables_free(struct be_tables *tables);
void be_tables_reset(struct be_tables *tables); /* a new document */
/* The table that be_cells_find was last called for; lives until the next call. */
struct be_table_place be_tables_place(const struct be_tables *tables);
/* For the files beside it: headers met before; memory that lives until the next part. */
struct be_memo *be_tables_tops(const struct be_tables *tables);
struct be_arena *be_tables_arena(const struct be_tables *tables);
/* A number that nothing had before, from 1. */
uint64_t be_tables_number(struct be_tables *tables);
/* Memory for finding one header, whatever was in it before is gone; a hostile text may have a
 * header in every row. */
struct be_arena *be_tables_scratch(struct be_tables *tables);

/* counted.c: does the block hold one table, all in one part, no caption or second header among its rows, no unit
 * but that above it, and no statement of nothing? Told by its lines; false: that is not certain. */
bool be_table_is_one(const struct be_window *win, const struct be_block *block);

/* Where no cells are made: counts the block's table, if that can be done without reading it. */
bool be_cells_count(struct be_context *cx, const struct be_block *block);
enum be_status be_cells_find(struct be_context *cx, const struct be_block *block);
bool be_cells_more(const struct be_context *cx);
enum be_status be_cells_next(struct be_context *cx);

#endif
