/* front.h - what the patterns of figures find, one figure after the other; the commonest without
 * asking the patterns again.
 *
 * In:    a text and a place in it.
 * Out:   what be_amount_read makes of the next match of BE_P_AMOUNT.
 * Keeps: in the memo the words in front of figures, and what the patterns made of them.
 *
 * Which pattern finds a figure, and where it begins, depends on the words in front of the number and on
 * its unit, whatever the number: 比2023年决算数减少 is asked about once. That is so for the patterns that
 * are built in: they tell digits apart in years only, and how far they look at what follows a
 * number is bounded. A set with patterns of its own is asked each time. tests/unit/test_front.c compares the two.
 */
#ifndef BE_FRONT_H
#define BE_FRONT_H

#include "amount.h"

/* cx->memo is for cx->matcher only; NULL: all is asked. */
bool be_front_next(struct be_figure *out, const struct be_context *cx, struct be_span text, size_t off, uint64_t line);

#endif
