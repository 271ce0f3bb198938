/* label_aside.h - what stands around a name and is no part of it.
 *
 * In:    the words left of a figure.
 * Out:   the same without a document's title that is cited, a long remark, the parts of a sum, a verb in front, a list that a bracket names.
 * Keeps: nothing.
 */
#ifndef BE_LABEL_ASIDE_H
#define BE_LABEL_ASIDE_H

#include "../../base/span.h"

/* 加|上级补助收入, 全县完成|财政总收入: the length of what is no part of the name; 0: nothing. */
size_t be_aside_verb(struct be_span text);
void be_aside_cited(struct be_span *text);
void be_aside_remark(struct be_span *text);
void be_aside_parts(struct be_span *text);
void be_aside_named(struct be_span *text);
/* 扣除上年结转后: what is left out, and no item. */
bool be_aside_left_out(struct be_span item);

#endif
