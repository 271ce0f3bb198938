/* columns.h - the columns of a record, from a resolved hit.
 *
 * In:    what a window, then a block, have in common; resolved hits, one after the other.
 * Out:   a record, good until the next. Its spans point into the hit, at static or long-lived
 *        text, or into the struct.
 * Keeps: the record. What a window, a block or a row of a table has in common is written once,
 *        and what holds the same as in records before is told to those who write rows.
 */
#ifndef BE_COLUMNS_H
#define BE_COLUMNS_H

#include "resolve.h"

struct be_columns;
struct be_columns *be_columns_new(void); /* NULL: memory is out */
void be_columns_free(struct be_columns *columns);
/* A window begins: the document's name and facts are known. */
void be_columns_window(struct be_columns *columns, const struct be_context *cx);
/* A block's hits begin. Until the next block their texts stay where they are. */
void be_columns_block(struct be_columns *columns, const struct be_context *cx, const struct be_setting *at);
/* The record of a resolved hit, the n-th of its document. */
const struct be_record *be_columns_record(struct be_columns *columns, const struct be_context *cx, const struct be_hit *hit, uint64_t n);

#endif
