/* change.c - rules of prose about quotients and changes: shares (N08), last year ± change (N10),
 * change rates (N11), completion rates (N17).
 *
 * A share or rate is held against the figures that it can be about; where the text names the
 * whole (占政府采购支出总额的), only against that. It fails when none of them fits.
 */
#include "rules.h"

#define NEAR 24u       /* figures before a rate among which its figures stand */
#define WHOLES 6u

/* Whether two figures are of one thing: the same words, or one concept of one fund. */
static bool same_thing(const struct be_figure *a, const struct be_figure *b)
{
    return a->item == b->item ||
           (a->concept->len > 0 && a->concept == b->concept && (a->fund == b->fund || a->block == b->block) && a->flow == b->flow);
}

/* The nearest amount before i of the same thing in its paragraph. */
static const struct be_figure *amount_before(const struct be_check *check, size_t i, int year_shift, bool sentence)
{
    const struct be_figure *f = &check->figure[i];

    for (size_t k = i; k-- > 0 && i - k <= NEAR;) {
        const struct be_figure *a = &check->figure[k];

        if (a->block != f->block || (sentence && a->sentence != f->sentence))
            return NULL;
        if (be_amount(a) && same_thing(a, f) && a->year == f->year + year_shift && a->phase == f->phase &&
            a->entity == f->entity)
            return a;
    }
    return NULL;
}

/* ---- N08 ---- */

struct wholes {
    const struct be_figure *figure[WHOLES];
    size_t n;
    bool named;                    /* the text says of what it is a share */
};

static void whole_add(struct wholes *w, const struct be_figure *f)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->figure[i] == f)
            return;
    if (w->n < WHOLES)
        w->figure[w->n++] = f;
}

/* Whether f is what a share's words name (占政府采购支出总额的, 占基本支出的): *named tells whether
 * they name anything known. */
static bool fits_name(const struct be_figure *share, const struct be_figure *f, bool *named)
{
    static const struct { const char *word, *concept; } words[] = {
        {"政府采购", "procurement"},      {"三公", "sangong"},
        {"总收入", "revenue_total"},      {"收入总", "revenue_total"},      {"收入合计", "revenue_total"},
        {"总支出", "expenditure_total"},  {"支出总", "expenditure_total"},  {"支出合计", "expenditure_total"},
    };

    *named = true;
    if (be_has(share->base, "其中") || be_has(share->base, "合同"))
        return *named = false;
    if (be_has(share->base, "项目支出"))
        return f->part == BE_PART_PROJECT && f->scheme == BE_SCHEME_NONE && be_has(f->item, "项目支出");
    if (be_has(share->base, "基本支出"))
        return f->part == BE_PART_BASIC && f->scheme == BE_SCHEME_NONE && be_has(f->item, "基本支出");
    if ((be_has(share->base, "一般公共预算") || be_has(share->base, "财政拨款")) && be_has(share->base, "支出"))
        return (be_is(f, "general_total") || be_is(f, "grant_total")) && f->flow != BE_INCOME;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (be_has(share->base, words[i].word))
            return be_is(f, words[i].concept);
    return *named = false;
}

static bool total_for(const struct be_figure *total, const struct be_figure *part)
{
    bool total_of_spending = be_is(total, "expenditure_total") || be_is(total, "general_total") || be_is(total, "grant_total");

    if (part->flow == BE_INCOME)
        return be_is(total, "revenue_total") || (be_is(total, "grant_total") && total->flow != BE_EXPENDITURE);
    if (be_is(total, "sangong"))
        return be_is(part, "abroad") || be_is(part, "car") || be_is(part, "car_buy") || be_is(part, "car_run") ||
               be_is(part, "reception");
    return total_of_spending && total->flow != BE_INCOME && total != part;
}

/* What a share can be a share of, most likely first. */
static void wholes_of(const struct be_check *check, size_t i, const struct be_figure *part, struct wholes *w)
{
    const struct be_figure *share = &check->figure[i], *parent;
    bool named = false;

    *w = (struct wholes){.n = 0};
    if (share->has_base)
        fits_name(share, share, &named);
    if (share->has_base && !named)
        return;
    for (size_t k = i; k-- > 0 && i - k <= 160 && w->n < WHOLES;) {
        const struct be_figure *f = &check->figure[k];

        if (f->annex != share->annex || f->table > 0)
            break;
        if (f == part || !be_amount(f) || !be_same_scope(f, part))
            continue;
        if (named) {
            if (fits_name(share, f, &named)) {
                whole_add(w, f);
                w->named = true;
            }
        } else if (total_for(f, part) && f->topic == share->topic && (w->n == 0 || f->block == w->figure[0]->block)) {
            whole_add(w, f);
        }
    }
    if (named)
        return;
    parent = be_figures_at(check, part->parent);
    if (parent != NULL && be_amount(parent)) {
        whole_add(w, parent);
        if (w->n > 1) { /* the list's own total first */
            const struct be_figure *first = w->figure[0];

            for (size_t k = 0; k < w->n; k++)
                if (w->figure[k] == parent)
                    w->figure[k] = first;
            w->figure[0] = parent;
        }
    }
}

/* The amounts with shares that stand together with share i: their sum, and that of the shares. */
struct group {
    struct be_interval amounts, shares;
    size_t n;
};

static const struct be_figure *shared_amount(const struct be_check *check, size_t i)
{
    return check->figure[i].stat == BE_STAT_SHARE ? amount_before(check, i, 0, true) : NULL;
}

static void group_of(const struct be_check *check, size_t i, struct group *g)
{
    const struct be_figure *share = &check->figure[i];
    size_t from = i, end = i + 1;

    *g = (struct group){.n = 0};
    while (from > 0 && i - from < 120 && check->figure[from - 1].section == share->section &&
           check->figure[from - 1].table == 0 && check->figure[from - 1].topic == share->topic)
        from--;
    while (end < check->n && end - i < 120 && check->figure[end].section == share->section &&
           check->figure[end].table == 0 && check->figure[end].topic == share->topic)
        end++;
    for (size_t k = from; k < end; k++) {
        const struct be_figure *s = &check->figure[k], *a = be_in_prose(s) && s->exact ? shared_amount(check, k) : NULL;

        if (a == NULL || s->parent != share->parent || s->base != share->base || !be_same_scope(s, share))
            continue;
        g->amounts = be_interval_add(g->amounts, a->value);
        g->shares = be_interval_add(g->shares, s->value);
        g->n++;
    }
}

/* One unit of the last place off, in a group whose shares were made to sum to 100. */
static bool shaved(const struct be_figure *share, const struct be_figure *part, const struct be_figure *whole, const struct group *g)
{
    struct be_interval wider = share->value;

    wider.half += 2 * share->value.half;
    return g->n > 1 && g->shares.mid == (be_exact)100 * 1000000 && be_interval_share(wider, part->value, whole->value);
}

void be_n08_share(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *share = &check->figure[i], *part;
        struct wholes w;
        struct group g;
        struct be_lines lines = {.n = 0};
        bool good = false;

        if (!be_in_prose(share) || share->stat != BE_STAT_SHARE || !share->exact)
            continue;
        part = amount_before(check, i, 0, true);
        if (part == NULL || (i > 1 && check->figure[i - 1].item == share->item && check->figure[i - 2].item == share->item &&
                             check->figure[i - 1].stat == BE_STAT_AMOUNT && check->figure[i - 2].stat == BE_STAT_AMOUNT))
            continue; /* of two amounts it is the rate of one to the other */
        wholes_of(check, i, part, &w);
        group_of(check, i, &g);
        for (size_t k = 0; k < w.n && !good; k++)
            good = be_interval_share(share->value, part->value, w.figure[k]->value);
        if (!good && !w.named && g.n > 1 && !share->has_base)
            good = be_interval_share(share->value, part->value, g.amounts);
        if (w.n == 0 || (w.figure[0]->value.mid == 0 && !good))
            continue;
        if (!good && part->value.mid > w.figure[0]->value.mid && share->value.mid <= (be_exact)100 * 1000000)
            continue; /* not the whole that is meant */
        be_lines_add(&lines, part);
        be_lines_add(&lines, w.figure[0]);
        be_percent_verdict(check, rule, share, part->value, w.figure[0]->value, good,
                           shaved(share, part, w.figure[0], &g) ? BE_RULE_INFO : rule->info.severity, &lines);
    }
}

/* ---- N10, N11 ---- */

/* The change before i of the same thing in the same sentence, or that of a sentence that goes on. */
static const struct be_figure *change_before(const struct be_check *check, size_t i)
{
    const struct be_figure *rate = &check->figure[i];

    for (size_t k = i; k-- > 0 && i - k <= 8;) {
        const struct be_figure *f = &check->figure[k];

        if (f->block != rate->block || f->sentence != rate->sentence)
            return NULL;
        if (f->stat == BE_STAT_CHANGE && f->money && f->exact && !f->about && f->item == rate->item && f->base == rate->base)
            return f;
        if (f->stat == BE_STAT_CHANGE_RATE && f->item == rate->item)
            return NULL;
    }
    return NULL;
}

void be_n10_change(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *change = &check->figure[i], *now, *prior;
        struct be_lines lines = {.n = 0};
        struct be_interval sum;

        if (!be_in_prose(change) || change->stat != BE_STAT_CHANGE || !change->money || !change->exact || change->about)
            continue;
        prior = amount_before(check, i, -1, true);
        now = prior == NULL ? NULL : amount_before(check, i, 0, false);
        if (now == NULL || now->phase != prior->phase)
            continue;
        sum = be_interval_add(prior->value, change->value);
        be_lines_add(&lines, prior);
        be_lines_add(&lines, change);
        be_verdict(check, rule, now, sum, now->value.half + sum.half, rule->info.severity, &lines, NULL);
    }
}

void be_n11_rate(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *rate = &check->figure[i], *change, *now;
        struct be_lines lines = {.n = 0};
        struct be_interval prior;

        if (!be_in_prose(rate) || rate->stat != BE_STAT_CHANGE_RATE || !rate->exact || rate->about)
            continue;
        change = change_before(check, i);
        now = change == NULL ? NULL : amount_before(check, i, -1, true); /* stated, or this year's less the change */
        if (now != NULL)
            prior = now->value;
        else if (change != NULL && (now = amount_before(check, i, 0, false)) != NULL)
            prior = be_interval_sub(now->value, change->value);
        else
            continue;
        if (prior.mid <= 0)
            continue;
        be_lines_add(&lines, change);
        be_lines_add(&lines, now);
        be_percent_verdict(check, rule, rate, change->value, prior,
                           be_interval_share(rate->value, change->value, prior), rule->info.severity, &lines);
    }
}

/* ---- N17 ---- */

void be_n17_completion(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *rate = &check->figure[i], *final = NULL, *budget[2] = {NULL, NULL};
        struct be_lines lines = {.n = 0};
        size_t n = 0;
        bool good = false;

        if (!be_in_prose(rate) || rate->stat != BE_STAT_COMPLETION || !rate->exact || rate->about)
            continue;
        for (size_t k = i; k-- > 0 && i - k <= 8;) {
            const struct be_figure *f = &check->figure[k];

            if (f->block != rate->block || (f->item != rate->item && f->kind == rate->kind))
                break;
            if (!be_amount(f) || f->year != rate->year || f->item != rate->item)
                continue;
            if (f->phase == BE_FINAL && final == NULL)
                final = f;
            else if ((f->phase == BE_BUDGET || f->phase == BE_ADJUSTED) && n < 2)
                budget[n++] = f;
        }
        for (size_t k = 0; final != NULL && k < n; k++)
            good = good || be_interval_share(rate->value, final->value, budget[k]->value);
        if (final == NULL || n == 0 || (budget[0]->value.mid == 0 && final->value.mid == 0))
            continue;
        be_lines_add(&lines, final);
        be_lines_add(&lines, budget[0]);
        be_percent_verdict(check, rule, rate, final->value, budget[0]->value, good, rule->info.severity, &lines);
    }
}
