#include "clause_rule.h"

static bool may_hold(const struct rule *rule, const struct at_hand *h)
{
    return (rule->of == 0 || (rule->of & BE_OF(h->f->stat)) != 0) && (rule->item.len == 0 || be_span_eq(h->label.item, rule->item));
}

static void trace(const struct rule *rule, struct walk *w, const struct at_hand *h)
{
    const struct be_sink *sink = w->cx->sink;
    uint64_t line;

    if (sink == NULL || sink->trace == NULL || w->traced != BE_OK)
        return;
    line = be_joined_line(w->cx->win, &w->in->block->text, be_squeezed_off(w->in->squeezed, h->f->digits));
    w->traced = sink->trace(sink->user, w->cx->diag.doc, line, "figure", rule->name, between(w, w->start, h->f->end));
}

void be_rules_apply(const struct rule *rules, size_t n, struct walk *w, struct at_hand *h)
{
    for (size_t i = 0; i < n; i++)
        if (may_hold(&rules[i], h) && rules[i].holds(w, h)) {
            trace(&rules[i], w, h);
            rules[i].then(w, h);
        }
}

/* The first that holds; NULL: none. */
static const struct rule *find(const struct rule *rules, size_t n, struct walk *w, const struct at_hand *h)
{
    for (size_t i = 0; i < n; i++)
        if (may_hold(&rules[i], h) && rules[i].holds(w, h)) {
            trace(&rules[i], w, h);
            return &rules[i];
        }
    return NULL;
}

void be_rules_first(const struct rule *rules, size_t n, struct walk *w, struct at_hand *h)
{
    const struct rule *rule = find(rules, n, w, h);

    if (rule != NULL)
        rule->then(w, h);
}

bool be_rules_hold(const struct rule *rules, size_t n, struct walk *w, const struct at_hand *h)
{
    return find(rules, n, w, h) != NULL;
}
