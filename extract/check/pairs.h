/* pairs.h - figures of tables found by what they are: concept or code, and scope.
 *
 * In:    the figures of a document. Out: those of tables that share a key, together.
 * Keeps: nothing; the index lives as long as the rule that asked for it.
 */
#ifndef BE_PAIRS_H
#define BE_PAIRS_H

#include "figures.h"

/* What makes two figures of tables the same figure. */
struct be_key {
    const void *what;              /* the concept, or NULL for a code */
    char code[8];
    const struct be_name *entity;
    int16_t year;
    uint8_t phase, fund, flow, part;
};

struct be_pair_entry {
    struct be_key key;
    const struct be_figure *figure;
};

struct be_pairs {
    struct be_pair_entry *entry;
    size_t n;
};

/* key_of fills the key of a figure that takes part, else returns false. Only figures of tables. */
bool be_pairs_make(struct be_pairs *pairs, struct be_check *check,
                   bool (*key_of)(const struct be_check *check, const struct be_figure *f, struct be_key *key));
void be_pairs_free(struct be_pairs *pairs);
int be_key_order(const struct be_key *a, const struct be_key *b);

#endif
