/* clause_rule.h - rules whose order matters: named, in a table, each with an example beside it.
 *
 * In:    the walk and the figure at hand.
 * Out:   what the rules that hold have done; --trace names each (a row of type figure).
 * Keeps: nothing.
 */
#ifndef BE_CLAUSE_RULE_H
#define BE_CLAUSE_RULE_H

#include "clause_walk.h"

#define BE_OF(stat) (1u << (stat))
#define BE_OF_CHANGE (BE_OF(BE_STAT_CHANGE) | BE_OF(BE_STAT_CHANGE_RATE))

#define BE_RULE_ITEM(text) {text, sizeof text - 1}

struct rule {
    const char *name;
    unsigned of;                 /* kinds of figure, BE_OF(stat); 0: any */
    struct be_span item;         /* what the label names, BE_RULE_ITEM; empty: anything */
    bool (*holds)(const struct walk *w, const struct at_hand *h);
    void (*then)(struct walk *w, struct at_hand *h);
};

/* Each rule that holds, in order: one sees what those before it have done. */
void be_rules_apply(const struct rule *rules, size_t n, struct walk *w, struct at_hand *h);
/* The first that holds. */
void be_rules_first(const struct rule *rules, size_t n, struct walk *w, struct at_hand *h);
/* Does one of them hold? */
bool be_rules_hold(const struct rule *rules, size_t n, struct walk *w, const struct at_hand *h);

#endif
