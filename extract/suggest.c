#include "suggest.h"
#include "base/i18n.h"
#include <stdio.h>

/* How many letters differ (one too many, one missing, another, two swapped).
 * Names are short; what is longer than any of them is no misspelling. */
static size_t distance(struct be_span a, struct be_span b)
{
    size_t row[3][33];
    size_t *before = row[0], *last = row[1], *now = row[2];

    if (a.len > 32 || b.len > 32)
        return 99;
    for (size_t j = 0; j <= b.len; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *oldest = before;

        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t best = last[j - 1] + (a.p[i - 1] != b.p[j - 1]);

            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1]
                && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
        before = last;
        last = now;
        now = oldest;
    }
    return last[b.len];
}

struct be_nearest be_nearest_to(struct be_span wanted)
{
    return (struct be_nearest){wanted, {NULL, 0}, SIZE_MAX};
}

void be_nearest_offer(struct be_nearest *n, struct be_span name)
{
    size_t away = distance(n->wanted, name);

    if (n->wanted.len >= 3 && be_span_starts(name, n->wanted))
        away = 1;
    if (away < n->away && away <= (n->wanted.len + 1) / 3) {
        n->away = away;
        n->name = name;
    }
}

const char *be_nearest_suggestion(char *buf, size_t size, const struct be_nearest *n, const char *dashes)
{
    buf[0] = '\0';
    if (n->name.len > 0)
        snprintf(buf, size, _("; did you mean %s%.*s?"), dashes, (int)n->name.len, n->name.p);
    return buf;
}

void be_nearest_offer_choices(struct be_nearest *n, const char *choices)
{
    while (*choices != '\0') {
        size_t len = strcspn(choices, " ");

        be_nearest_offer(n, be_span(choices, len));
        choices += len + (choices[len] == ' ');
    }
}
