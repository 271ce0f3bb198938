/* nil.h - statements that the document has none of something.
 *
 * In:    the text of a paragraph or a table's remark.
 * Out:   one nil hit a statement in cx->hits: 没有使用政府性基金…, 此表无数据.
 * Keeps: nothing.
 */
#ifndef BE_NIL_H
#define BE_NIL_H

#include "../../context.h"

/* has: what stands in text, at least (letters.h). joined: for the lines of the paragraph; NULL: all of text stands on line no. */
enum be_status be_nil_find(struct be_context *cx, struct be_span text, uint32_t has, const struct be_joined *joined, uint64_t no);

#endif
