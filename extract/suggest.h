/* suggest.h - "did you mean ...?" for a name that is none.
 *
 * In:    the name wanted, and the names there are, one by one.
 * Out:   the nearest of them, if any is near enough to be what was meant.
 * Keeps: nothing. Names point where those offered do.
 */
#ifndef BE_SUGGEST_H
#define BE_SUGGEST_H

#include "base/span.h"

struct be_nearest {
    struct be_span wanted, name; /* name: empty while none is near */
    size_t away;
};

struct be_nearest be_nearest_to(struct be_span wanted);
void be_nearest_offer(struct be_nearest *n, struct be_span name);
/* The choices are parted by blanks. */
void be_nearest_offer_choices(struct be_nearest *n, const char *choices);
/* "; did you mean X?" (translated; X behind the dashes) or nothing, into buf, which is returned. */
const char *be_nearest_suggestion(char *buf, size_t size, const struct be_nearest *n, const char *dashes);

#endif
