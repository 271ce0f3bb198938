/* cell.h - the data cells of a table.
 *
 * In:    a table block.
 * Out:   hits appended to cx->hits, row by row; with sink->table, the grid itself.
 * Keeps: struct be_tables: the number of tables, and of a table that a window's end cut: its
 *        header, label columns, open levels and merged cells; bounded; per document.
 */
#ifndef BE_CELL_H
#define BE_CELL_H

#include "../resolve/resolve.h"

struct be_tables *be_tables_new(void); /* NULL: memory is out */
void be_tables_free(struct be_tables *tables);
void be_tables_reset(struct be_tables *tables); /* a new document */
/* The table that be_cells_find was last called for; lives until the next call. */
struct be_table_place be_tables_place(const struct be_tables *tables);
enum be_status be_cells_find(struct be_context *cx, const struct be_block *block);

#endif
