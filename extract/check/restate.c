/* restate.c - rules of prose about figures with a name: the same figure twice (N13), 三公 (N15),
 * 政府采购 (N20), net assets (N21), running costs (N24), annex against body (N27), and last year's
 * figure printed as this year's (N28).
 */
#include "rules.h"
#include "../resolve/facts.h"

static bool body_amount(const struct be_figure *f)
{
    return be_in_prose(f) && be_amount(f) && !f->annex;
}

/* 本年收入合计 and 收入总计 are two figures of one concept. */
static int whole_kind(const struct be_figure *f)
{
    return be_has(f->item, "本年") ? 1 : be_has(f->item, "总计") ? 2 : 0;
}

/* Printed values of one figure: equal; of different units or decimals, what rounding allows. */
static bool same_value(const struct be_figure *a, const struct be_figure *b)
{
    return a->value.mid == b->value.mid ||
           ((a->power != b->power || a->value.half != b->value.half) && be_interval_meets(a->value, b->value));
}

/* ---- N13 ---- */

static struct be_wordlist RESTATED = BE_WORDLIST(
    "revenue_total", "expenditure_total", "grant_total", "general_total", "basic", "project", "personnel", "public", "sangong",
    "abroad", "car", "car_buy", "car_run", "reception", "running", "procurement");

static bool restated(const struct be_figure *f)
{
    if (!body_amount(f) || f->fund == BE_FUND_NONE || f->kind != BE_AMOUNT)
        return false;
    return be_wordlist_is(&RESTATED, be_name_span(f->concept));
}

#define SEEN 256u

void be_n13_restated(struct be_check *check, const struct be_rule *rule)
{
    const struct be_figure *seen[SEEN];
    size_t n = 0;

    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *f = &check->figure[i], *first = NULL;
        struct be_lines lines = {.n = 0};

        if (!restated(f) || be_part_of_same(check, f))
            continue;
        for (size_t k = 0; k < n && first == NULL; k++)
            if (seen[k]->concept == f->concept && seen[k]->fund == f->fund && seen[k]->flow == f->flow &&
                seen[k]->part == f->part && be_same_scope(seen[k], f) && whole_kind(seen[k]) == whole_kind(f))
                first = seen[k];
        if (first == NULL) {
            if (n < SEEN)
                seen[n++] = f;
            continue;
        }
        be_lines_add(&lines, first);
        if (!same_value(f, first))
            be_verdict(check, rule, f, first->value, 0, rule->info.severity, &lines, NULL);
        else
            be_verdict(check, rule, f, f->value, 0, rule->info.severity, &lines, NULL);
    }
}

/* ---- N15, N20, N21: named parts of a named whole ---- */

/* The first figure with the concept from i on in the same stretch of prose; NULL when the whole
 * itself comes again before. */
static const struct be_figure *named(const struct be_check *check, size_t i, size_t reach, const char *concept, bool section)
{
    const struct be_figure *whole = &check->figure[i];

    for (size_t k = i + 1; k < check->n && k <= i + reach; k++) {
        const struct be_figure *f = &check->figure[k];

        if (f->table > 0 || f->topic != whole->topic || f->annex != whole->annex || (!section && f->block != whole->block))
            return NULL;
        if (!be_amount(f) || !be_same_scope(f, whole))
            continue;
        if (f->concept == whole->concept)
            return NULL; /* said again: what follows belongs to that */
        if (be_is(f, concept) && !be_part_of_same(check, f))
            return f;
    }
    return NULL;
}

static void parts(struct be_check *check, const struct be_rule *rule, const struct be_figure *whole,
                  const struct be_figure *const *part, size_t n, bool complete)
{
    struct be_interval sum = {0};
    struct be_lines lines = {.n = 0};
    size_t found = 0;
    bool open = false;

    for (size_t i = 0; i < n; i++) {
        if (part[i] == NULL)
            continue;
        sum = be_interval_add(sum, part[i]->value);
        be_lines_add(&lines, part[i]);
        open = open || part[i]->open;
        found++;
    }
    if (found == 0)
        return;
    if (!be_interval_meets(sum, whole->value) && (open || (!complete && sum.mid < whole->value.mid)))
        return;
    be_verdict(check, rule, whole, sum, whole->value.half + sum.half, rule->info.severity, &lines, NULL);
}

/* A list of at least two that belongs to the whole is all there is. */
static bool listed(const struct be_figure *whole, const struct be_figure *const *part, size_t n)
{
    size_t found = 0;

    for (size_t i = 0; i < n; i++)
        found += part[i] != NULL && part[i]->parent == whole->n;
    return found > 1;
}

void be_n15_sangong(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *whole = &check->figure[i];

        if (!be_in_prose(whole) || !be_amount(whole))
            continue;
        if (be_is(whole, "sangong")) {
            const struct be_figure *abroad = named(check, i, 40, "abroad", true), *car = named(check, i, 40, "car", true);
            const struct be_figure *buy = named(check, i, 40, "car_buy", true), *run = named(check, i, 40, "car_run", true);
            const struct be_figure *part[] = {abroad, car, car == NULL ? buy : NULL, car == NULL ? run : NULL,
                                              named(check, i, 40, "reception", true)};

            parts(check, rule, whole, part, 5,
                  listed(whole, part, 5) || (abroad != NULL && part[4] != NULL && (car != NULL || (buy != NULL && run != NULL))));
        } else if (be_is(whole, "car")) {
            const struct be_figure *part[] = {named(check, i, 12, "car_buy", true), named(check, i, 12, "car_run", true)};

            parts(check, rule, whole, part, 2, part[0] != NULL && part[1] != NULL);
        }
    }
}

static void at_most(struct be_check *check, const struct be_rule *rule, const struct be_figure *less, const struct be_figure *more)
{
    struct be_lines lines = {.n = 0};
    struct be_interval bound;

    if (less == NULL || more == NULL)
        return;
    bound = less->value.mid <= more->value.mid ? less->value : more->value;
    be_lines_add(&lines, more);
    be_verdict(check, rule, less, bound, less->value.half + more->value.half, rule->info.severity, &lines, NULL);
}

void be_n20_procurement(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *whole = &check->figure[i];

        if (!be_in_prose(whole) || !be_amount(whole) || !be_is(whole, "procurement"))
            continue;
        const struct be_figure *part[] = {named(check, i, 10, "procurement_goods", false),
                                          named(check, i, 10, "procurement_works", false),
                                          named(check, i, 10, "procurement_services", false)};
        const struct be_figure *sme = named(check, i, 16, "procurement_sme", false);

        parts(check, rule, whole, part, 3, (part[0] != NULL && part[1] != NULL && part[2] != NULL) || listed(whole, part, 3));
        at_most(check, rule, sme, whole);
        at_most(check, rule, named(check, i, 16, "procurement_small", false), sme);
    }
}

void be_n21_net(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *whole = &check->figure[i], *gone, *net;
        struct be_lines lines = {.n = 0};
        struct be_interval left;

        if (!be_in_prose(whole) || !be_amount(whole) || !be_is(whole, "assets_original"))
            continue;
        gone = named(check, i, 6, "assets_depreciation", false);
        net = named(check, i, 6, "assets_net", false);
        if (gone == NULL || net == NULL)
            continue;
        left = be_interval_sub(whole->value, gone->value);
        be_lines_add(&lines, whole);
        be_lines_add(&lines, gone);
        be_verdict(check, rule, net, left, net->value.half + left.half, rule->info.severity, &lines, NULL);
    }
}

/* ---- N24, N27, N28 ---- */

/* The change stated of what f is, in the body: 机关运行经费 and 公用经费 are one here. */
static const struct be_figure *change_of(const struct be_check *check, const struct be_figure *f)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *c = &check->figure[i];
        bool running = be_is(f, "public") && be_is(c, "running");

        if (be_in_prose(c) && c->stat == BE_STAT_CHANGE && c->money && c->exact && !c->annex && (c->concept == f->concept || running) &&
            c->concept->len > 0 && c->entity == f->entity && c->year == f->year)
            return c;
    }
    return NULL;
}

/* x should be y, and is not. Whether x is what y was last year. */
static void stale(struct be_check *check, const struct be_figure *x, const struct be_figure *y)
{
    const struct be_rule *rule = be_rule_of("N28");
    const struct be_figure *change = change_of(check, y);
    struct be_interval prior;
    struct be_lines lines = {.n = 0};

    if (change == NULL || change->value.mid == 0 || !be_wants(check, rule))
        return;
    prior = be_interval_sub(y->value, change->value);
    if (x->value.mid != prior.mid)
        return;
    be_lines_add(&lines, y);
    be_lines_add(&lines, change);
    /* It fires on equality: the figure is the one of the year before. */
    be_stale_finding(check, rule, x, prior, &lines);
}

static const struct be_figure *public_of(const struct be_check *check, const struct be_figure *running)
{
    const struct be_figure *best = NULL;

    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *f = &check->figure[i];

        if (!be_amount(f) || f->annex || !be_is(f, "public") || f->year != running->year || f->phase != running->phase ||
            (f->entity != check->agency && f->entity->len > 0))
            continue;
        if (best == NULL || same_value(f, running))
            best = f;
    }
    return best;
}

static const struct be_figure *first_running(const struct be_check *check)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *f = &check->figure[i];

        if (body_amount(f) && be_is(f, "running") && f->year == check->cx->facts->year && f->parent == 0 && f->entity->len == 0)
            return f;
    }
    return NULL;
}

void be_n24_running(struct be_check *check, const struct be_rule *rule)
{
    const struct be_figure *running = first_running(check), *public = running == NULL ? NULL : public_of(check, running);
    struct be_lines lines = {.n = 0};

    if (public == NULL)
        return;
    be_lines_add(&lines, public);
    be_verdict(check, rule, running, public->value, 2 * running->value.half, BE_RULE_WARN, &lines, NULL);
}

static struct be_wordlist COMPARED = BE_WORDLIST(
    "revenue_total", "expenditure_total", "basic", "project", "personnel", "public", "sangong", "running", "procurement");

/* Compared by name: concepts, and the grant that a body calls 财政拨款收入. */
static bool compares(const struct be_figure *f)
{
    return be_wordlist_is(&COMPARED, be_name_span(f->concept));
}

static bool grant_income(const struct be_figure *f)
{
    return f->concept->len == 0 && f->flow == BE_INCOME && be_has(f->item, "财政拨款") && !be_has(f->item, "政府性基金") &&
           !be_has(f->item, "国有资本") && !be_has(f->item, "结转");
}

static const struct be_figure *in_body(const struct be_check *check, const struct be_figure *annex)
{
    const struct be_figure *best = NULL;

    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *f = &check->figure[i];
        bool same = annex->concept->len > 0 ? f->concept == annex->concept
                                            : grant_income(f) && (f->fund == BE_FUND_GENERAL || f->fund == BE_FUND_GRANT);

        if (!body_amount(f) || !same || !be_same_scope(f, annex))
            continue;
        if (same_value(f, annex))
            return f;
        if (best == NULL || (whole_kind(best) == 2 && whole_kind(f) == 1))
            best = f;
    }
    return best;
}

/* A paragraph about the whole department: one about a project has its own 预算 and 支出. */
static bool of_whole(const struct be_check *check, size_t i)
{
    const struct be_figure *f = &check->figure[i];

    for (size_t k = i; k-- > 0 && check->figure[k].block == f->block && i - k < 40;)
        if (be_amount(&check->figure[k]) &&
            (be_is(&check->figure[k], "revenue_total") || be_is(&check->figure[k], "expenditure_total")))
            return true;
    return be_is(f, "revenue_total") || be_is(f, "expenditure_total");
}

static void annex_pairs(struct be_check *check, void (*pair)(struct be_check *, const struct be_rule *, const struct be_figure *,
                                                             const struct be_figure *), const struct be_rule *rule)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *f = &check->figure[i], *body;

        if (!f->annex || !be_in_prose(f) || !be_amount(f) || (!compares(f) && !grant_income(f)) || !of_whole(check, i))
            continue;
        body = in_body(check, f);
        if (body != NULL)
            pair(check, rule, f, body);
    }
}

static void annex_verdict(struct be_check *check, const struct be_rule *rule, const struct be_figure *f, const struct be_figure *body)
{
    struct be_lines lines = {.n = 0};

    be_lines_add(&lines, body);
    be_verdict(check, rule, f, same_value(f, body) ? f->value : body->value, 0, rule->info.severity, &lines, NULL);
}

void be_n27_annex(struct be_check *check, const struct be_rule *rule)
{
    annex_pairs(check, annex_verdict, rule);
}

static void annex_stale(struct be_check *check, const struct be_rule *rule, const struct be_figure *f, const struct be_figure *body)
{
    (void)rule;
    if (!same_value(f, body))
        stale(check, f, body);
}

void be_n28_stale(struct be_check *check, const struct be_rule *rule)
{
    const struct be_figure *running = first_running(check), *public = running == NULL ? NULL : public_of(check, running);
    const struct be_figure *change = running == NULL ? NULL : change_of(check, running);
    struct be_lines lines = {.n = 0};

    annex_pairs(check, annex_stale, rule);
    /* 429.96, less 19.87 than last year, where the running costs are 410.09: 429.96 was last year's. */
    if (public == NULL || change == NULL || change->value.mid == 0 || same_value(running, public) ||
        running->value.mid + change->value.mid != public->value.mid)
        return;
    be_lines_add(&lines, public);
    be_lines_add(&lines, change);
    be_stale_finding(check, rule, running, be_interval_sub(public->value, change->value), &lines);
}
