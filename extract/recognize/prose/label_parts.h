/* label_parts.h - what label.c takes off a label, piece by piece, until the name is left.
 *
 * In:    the words left of a figure, or what is left of them.
 * Out:   the same without the piece; what it said, in struct be_cut.
 * Keeps: nothing.
 */
#ifndef BE_LABEL_PARTS_H
#define BE_LABEL_PARTS_H

#include "label.h"

/* label_lead.c: words in front: 一是其中, 主要原因是, 截至. */
void be_lead_strip(struct be_cut *out, struct be_span *text);

/* label_context.c: of what, of whom or with whose money it is: 使用财政拨款的|公务接待费. source: when it says whose money. */
struct be_span be_context_strip(struct be_span text, struct be_span *source);
/* 实际支出|公务接待费: the verb in front of what is spent on. */
void be_context_strip_spent(struct be_span *text);

/* label_aside.c: what is said beside the name. */
/* 加|上级补助收入, 全县完成|财政总收入: the length of what is no part of the name; 0: nothing. */
size_t be_aside_verb(struct be_span text);
/* A document that is cited by its title. */
void be_aside_cited(struct be_span *text);
/* A long remark in a bracket. */
void be_aside_remark(struct be_span *text);
/* The parts of a sum. */
void be_aside_parts(struct be_span *text);
/* What a bracket gives a name to. */
void be_aside_named(struct be_span *text);
/* 扣除上年结转后: what is left out, and no item. */
bool be_aside_left_out(struct be_span item);

#endif
