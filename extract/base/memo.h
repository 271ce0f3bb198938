/* memo.h - remembers what was found out about a text, so that it is not found out again: disclosures
 * are written from templates, and the same words stand in front of thousands of figures.
 *
 * In:    a text and a number that tells questions about the same text apart.
 * Out:   room for what was found out about it: as it was left, or of zeros; good until the next question.
 * Keeps: for each of its slots one text of at most so many bytes and what was found out about it;
 *        a text has two slots to go to, and drives out the one of them met longer ago. All room is
 *        taken at once.
 */
#ifndef BE_MEMO_H
#define BE_MEMO_H

#include "span.h"

struct be_memo;

/* slots: a power of two; text: bytes of the longest one remembered; value: bytes of what is found out.
 * NULL when memory is out. */
struct be_memo *be_memo_new(size_t slots, size_t text, size_t value);
void be_memo_free(struct be_memo *memo); /* accepts NULL */
/* NULL: the text is too long, or there is no memo. */
void *be_memo_of(struct be_memo *memo, struct be_span text, uint32_t question);

#endif
