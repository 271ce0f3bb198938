/* grid_text.h - tables in their published shape, as text (--tables).
 *
 * In:    tables as the pipeline hands them out, a very long one in parts.
 * Out:   csv, tsv: a row with number, title, unit, entity and document, then the rows as they
 *        stand, then an empty line. jsonl: an object per table (or part), rows as arrays.
 * Keeps: whether an empty line is due behind the table at hand.
 */
#ifndef BE_GRID_TEXT_H
#define BE_GRID_TEXT_H

#include "writer.h"

struct be_grid_text {
    struct be_writer *writer;    /* borrowed */
    bool begun;
};
enum be_status be_grid_text_write(struct be_grid_text *grid, const struct be_table_view *table);
/* A document has ended, and with it its last table. */
enum be_status be_grid_text_end(struct be_grid_text *grid);

#endif
