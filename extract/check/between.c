/* between.c - rules between tables: what is printed in several is the same (X01 .. X04).
 *
 * A table may print a figure several ways (本年合计 and 总计): it agrees with another if they have
 * one value in common. Two tables that do not agree are told once, at the later; of more, the one
 * that agrees with none.
 */
#include "pairs.h"
#include "rules.h"
#include <stdlib.h>

int be_key_order(const struct be_key *a, const struct be_key *b)
{
    int c = strcmp(a->code, b->code);

    if (a->what != b->what)
        return (uintptr_t)a->what < (uintptr_t)b->what ? -1 : 1;
    if (c != 0)
        return c;
    if (a->entity != b->entity)
        return (uintptr_t)a->entity < (uintptr_t)b->entity ? -1 : 1;
    if (a->year != b->year)
        return a->year - b->year;
    if (a->phase != b->phase)
        return a->phase - b->phase;
    if (a->fund != b->fund)
        return a->fund - b->fund;
    return a->flow != b->flow ? a->flow - b->flow : a->part - b->part;
}

static int by_key(const void *x, const void *y)
{
    const struct be_pair_entry *a = x, *b = y;
    int c = be_key_order(&a->key, &b->key);

    return c != 0 ? c : a->figure < b->figure ? -1 : a->figure > b->figure;
}

bool be_pairs_make(struct be_pairs *pairs, struct be_check *check,
                   bool (*key_of)(const struct be_check *check, const struct be_figure *f, struct be_key *key))
{
    *pairs = (struct be_pairs){.entry = malloc((check->n + 1) * sizeof *pairs->entry)};
    if (pairs->entry == NULL) {
        check->failed = true;
        return false;
    }
    for (size_t i = 0; i < check->n; i++) {
        struct be_pair_entry *e = &pairs->entry[pairs->n];

        memset(&e->key, 0, sizeof e->key);
        if (check->figure[i].table > 0 && be_amount(&check->figure[i]) && key_of(check, &check->figure[i], &e->key)) {
            e->figure = &check->figure[i];
            pairs->n++;
        }
    }
    qsort(pairs->entry, pairs->n, sizeof *pairs->entry, by_key);
    return true;
}

void be_pairs_free(struct be_pairs *pairs)
{
    free(pairs->entry);
}

static bool equal(const struct be_figure *a, const struct be_figure *b)
{
    return a->value.mid == b->value.mid || (a->power != b->power && be_interval_meets(a->value, b->value)) ||
           (a->value.half != b->value.half && a->value.half + b->value.half > 0 && be_interval_meets(a->value, b->value));
}

/* Entries [from, end) have one key. The end of those of the table of entry i. */
static size_t table_end(const struct be_pairs *p, size_t i, size_t end)
{
    size_t k = i;

    while (k < end && p->entry[k].figure->table == p->entry[i].figure->table)
        k++;
    return k;
}

/* A figure of another table that agrees with one of [i, k); else the first of another table. */
static const struct be_figure *partner(const struct be_pairs *p, size_t from, size_t end, size_t i, size_t k, bool *agrees)
{
    const struct be_figure *other = NULL;

    for (size_t a = i; a < k; a++)
        for (size_t b = from; b < end; b++) {
            const struct be_figure *g = p->entry[b].figure;

            if (b >= i && b < k)
                continue;
            if (equal(p->entry[a].figure, g)) {
                *agrees = true;
                return g;
            }
            if (other == NULL)
                other = g;
        }
    *agrees = false;
    return other;
}

#define GROUP 200u     /* of figures with one key: more are projects, not a figure printed again */

/* What does not agree: told when all is known, so that one cause is told once. */
struct odd { const struct be_figure *f, *other; };
struct odds {
    struct odd odd[400];
    size_t n;
};

/* A row further in, or the total column of the row itself, is off by the same amount. */
static bool explained(const struct be_check *check, const struct odds *odds, const struct odd *o)
{
    be_exact off = o->f->value.mid - o->other->value.mid;
    size_t len = strlen(o->f->code);

    for (size_t i = 0; i < odds->n; i++) {
        const struct odd *p = &odds->odd[i];
        bool inner = strlen(p->f->code) > len && strncmp(p->f->code, o->f->code, len) == 0 && p->f->part == o->f->part;
        bool same_row = p->f->row == o->f->row && p->f->col < o->f->col;

        if (p == o || p->f->table != o->f->table || p->f->value.mid - p->other->value.mid != off)
            continue;
        if (len > 0 && (same_row || (inner && be_wants(check, be_rule_of("X03")))))
            return true;
    }
    return false;
}

static void group(struct be_check *check, const struct be_rule *rule, const struct be_pairs *p, size_t from, size_t end,
                  struct odds *odds)
{
    size_t tables = 0;

    if (end - from > GROUP)
        return;
    for (size_t i = from; i < end; i = table_end(p, i, end))
        tables++;
    for (size_t i = from, k; i < end; i = k) {
        const struct be_figure *f = p->entry[i].figure, *other;
        struct be_lines lines = {.n = 0};
        bool agrees;

        k = table_end(p, i, end);
        if (i == from && (tables < 3 || k == end))
            continue;     /* the first of two: told at the second */
        other = partner(p, from, end, i, k, &agrees);
        if (other == NULL || (!agrees && k - i > 1))
            continue;
        be_lines_add(&lines, other);
        if (agrees && rule != NULL)
            be_verdict(check, rule, f, f->value, 0, rule->info.severity, &lines, NULL);
        else if (!agrees && odds->n < sizeof odds->odd / sizeof *odds->odd)
            odds->odd[odds->n++] = (struct odd){f, other};
    }
}

/* rule NULL: only collects what does not agree. */
static void collect(struct be_check *check, const struct be_rule *rule, struct odds *odds,
                    bool (*key_of)(const struct be_check *check, const struct be_figure *f, struct be_key *key))
{
    struct be_pairs p;

    if (!be_pairs_make(&p, check, key_of))
        return;
    for (size_t i = 0, k; i < p.n; i = k) {
        for (k = i + 1; k < p.n && be_key_order(&p.entry[k].key, &p.entry[i].key) == 0; k++)
            ;
        if (k - i > 1)
            group(check, rule, &p, i, k, odds);
    }
    be_pairs_free(&p);
}

static void tell(struct be_check *check, const struct be_rule *rule, const struct odds *odds, size_t end)
{
    for (size_t i = 0; i < end; i++) {
        const struct odd *o = &odds->odd[i];
        struct be_lines lines = {.n = 0};

        if (explained(check, odds, o))
            continue;
        be_lines_add(&lines, o->other);
        be_verdict(check, rule, o->f, o->other->value, 0, be_balancing(o->f, o->other) ? BE_RULE_INFO : rule->info.severity,
                   &lines, NULL);
    }
}

static void agree(struct be_check *check, const struct be_rule *rule,
                  bool (*key_of)(const struct be_check *check, const struct be_figure *f, struct be_key *key))
{
    struct odds odds = {.n = 0};

    collect(check, rule, &odds, key_of);
    tell(check, rule, &odds, odds.n);
}

static void scope(const struct be_check *check, const struct be_figure *f, struct be_key *key)
{
    key->entity = f->entity;
    key->year = f->year;
    key->phase = f->phase;
    key->fund = (uint8_t)be_scope_fund(check, f);
    key->flow = f->flow;
    key->part = f->part == BE_PART_TOTAL ? BE_PART_NONE : f->part;
}

/* Columns about something else than the whole of their row. */
static bool aside(const struct be_figure *f)
{
    return be_has(f->measure, "其中") || be_has(f->measure, "采购") || be_has(f->measure, "结转") || be_has(f->measure, "比") ||
           be_has(f->measure, "增") || be_has(f->measure, "上级");
}

static bool counted_topic(const struct be_figure *f)
{
    return f->topic != BE_TOPIC_PERFORMANCE && f->topic != BE_TOPIC_ANNEX && f->topic != BE_TOPIC_PROCUREMENT &&
           f->topic != BE_TOPIC_SANGONG && f->topic != BE_TOPIC_RUNNING && f->topic != BE_TOPIC_ASSETS;
}

static struct be_wordlist TOTALS = BE_WORDLIST(
    "合计", "总计", "收入合计", "支出合计", "本年收入合计", "本年支出合计", "收入总计", "支出总计", "本年收入", "本年支出");

static bool whole_row(const struct be_figure *f)
{
    return f->code[0] == '\0' && be_wordlist_is(&TOTALS, be_name_span(f->item));
}

static bool total_key(const struct be_check *check, const struct be_figure *f, struct be_key *key)
{
    scope(check, f, key);
    key->what = f->concept;
    return whole_row(f) && f->concept->len > 0 && f->fund != BE_FUND_NONE && counted_topic(f) && !aside(f) &&
           (be_is(f, "revenue_total") || be_is(f, "expenditure_total") || be_is(f, "grant_total") ||
            be_is(f, "general_total") || be_is(f, "project"));
}

static bool basic_key(const struct be_check *check, const struct be_figure *f, struct be_key *key)
{
    scope(check, f, key);
    return whole_row(f) && f->part == BE_PART_BASIC && f->fund != BE_FUND_NONE && counted_topic(f) && !aside(f);
}

static bool coded(const struct be_check *check, const struct be_figure *f, struct be_key *key, bool class)
{
    scope(check, f, key);
    if (f->scheme != BE_FUNCTIONAL || f->fund == BE_FUND_NONE || !counted_topic(f) || aside(f) || f->code[0] == '\0' ||
        f->flow == BE_INCOME || f->fund == BE_FUND_CARRYOVER || (strlen(f->code) == 3) != class)
        return false;
    memcpy(key->code, f->code, sizeof key->code);
    return true;
}

static bool class_key(const struct be_check *check, const struct be_figure *f, struct be_key *key)
{
    return coded(check, f, key, true);
}

static bool item_key(const struct be_check *check, const struct be_figure *f, struct be_key *key)
{
    return coded(check, f, key, false);
}

void be_x01_totals(struct be_check *check, const struct be_rule *rule) { agree(check, rule, total_key); }

/* With the rows further in beside them, which may explain those of a 类. */
void be_x02_classes(struct be_check *check, const struct be_rule *rule)
{
    struct odds odds = {.n = 0};
    size_t own;

    collect(check, rule, &odds, class_key);
    own = odds.n;
    if (own > 0)
        collect(check, NULL, &odds, item_key);
    tell(check, rule, &odds, own);
}

void be_x03_items(struct be_check *check, const struct be_rule *rule) { agree(check, rule, item_key); }
void be_x04_basic(struct be_check *check, const struct be_rule *rule) { agree(check, rule, basic_key); }
