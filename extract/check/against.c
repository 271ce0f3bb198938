/* against.c - rules between prose and tables: totals (V01), 类 (V02), subject lines (V03), 三公
 * (V04), parts of spending (V05), statements of nothing (V06).
 *
 * A figure of prose holds when a table of the document prints it for the same thing and scope; it
 * fails when tables print that thing, and none so. Units differ: half a unit of the coarser.
 */
#include "pairs.h"
#include "rules.h"
#include "../resolve/facts.h"
#include "../resolve/names.h"
#include <stdlib.h>

static bool prose(const struct be_figure *f)
{
    return be_in_prose(f) && !f->annex;
}

/* Prose and tables of the whole document, not those of one of its units. */
static bool of_document(const struct be_check *check, const struct be_figure *f)
{
    return f->entity->len == 0 || f->entity == check->agency ||
           (f->table > 0 && be_figures_table((struct be_check *)check, f->table)->entity == f->entity);
}

static void year_and_phase(const struct be_figure *f, struct be_key *key)
{
    key->year = f->year;
    key->phase = f->phase;
}

static bool concept_key(const struct be_check *check, const struct be_figure *f, struct be_key *key)
{
    year_and_phase(f, key);
    key->what = f->concept;
    return f->concept->len > 0 && of_document(check, f) && f->topic != BE_TOPIC_PERFORMANCE;
}

static bool code_key(const struct be_check *check, const struct be_figure *f, struct be_key *key)
{
    year_and_phase(f, key);
    memcpy(key->code, f->code, sizeof key->code);
    return f->code[0] != '\0' && f->scheme == BE_FUNCTIONAL && of_document(check, f) && f->flow != BE_INCOME &&
           f->part != BE_PART_BASIC && f->part != BE_PART_PROJECT && f->fund != BE_FUND_CARRYOVER &&
           !be_has(f->measure, "结转") && !be_has(f->measure, "其中") && f->topic != BE_TOPIC_PROCUREMENT;
}

/* Entries with this key: [*from, end). */
static size_t find(const struct be_pairs *p, const struct be_key *key, size_t *from)
{
    size_t lo = 0, hi = p->n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (be_key_order(&p->entry[mid].key, key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    *from = lo;
    while (lo < p->n && be_key_order(&p->entry[lo].key, key) == 0)
        lo++;
    return lo;
}

/* 三公 and the like are paid by grants, whatever a heading calls them. */
static bool fund_fits(const struct be_check *check, const struct be_figure *a, const struct be_figure *b, bool loose)
{
    return loose || be_scope_fund(check, a) == be_scope_fund(check, b) || a->fund == BE_FUND_NONE;
}

static bool flow_fits(const struct be_figure *a, const struct be_figure *b)
{
    return a->flow == b->flow || a->flow == BE_FLOW_BOTH || a->flow == BE_FLOW_NONE || b->flow == BE_FLOW_NONE;
}

static void against(struct be_check *check, const struct be_rule *rule, const struct be_pairs *p, const struct be_figure *f,
                    const struct be_key *key, bool loose)
{
    const struct be_figure *good = NULL, *other = NULL;
    struct be_lines lines = {.n = 0};
    size_t i, end = find(p, key, &i);
    struct be_interval value;

    for (; i < end && good == NULL; i++) {
        const struct be_figure *t = p->entry[i].figure;

        if (!fund_fits(check, f, t, loose) || !flow_fits(f, t))
            continue;
        if (t->value.mid == f->value.mid || ((t->power != f->power || t->value.half != f->value.half) &&
                                             be_interval_meets(t->value, f->value)))
            good = t;
        if (other == NULL)
            other = t;
    }
    if (other == NULL)
        return;
    value = good != NULL ? f->value : other->value;
    be_lines_add(&lines, good != NULL ? good : other);
    be_verdict(check, rule, f, value, other->power != f->power ? f->value.half : 0,
               be_balancing(f, other) ? BE_RULE_INFO : rule->info.severity, &lines, NULL);
}

static void concepts(struct be_check *check, const struct be_rule *rule, struct be_wordlist *names, bool loose)
{
    struct be_pairs p;

    if (check->tables == 0 || !be_pairs_make(&p, check, concept_key))
        return;
    for (size_t i = 0; i < check->n && p.n > 0; i++) {
        const struct be_figure *f = &check->figure[i];
        struct be_key key;

        if (!prose(f) || !of_document(check, f) || !be_amount(f) || !be_wordlist_is(names, be_name_span(f->concept)) || be_part_of_same(check, f))
            continue;
        memset(&key, 0, sizeof key);
        concept_key(check, f, &key);
        against(check, rule, &p, f, &key, loose);
    }
    be_pairs_free(&p);
}

static struct be_wordlist TOTALS = BE_WORDLIST("revenue_total", "expenditure_total", "grant_total", "general_total");

void be_v01_totals(struct be_check *check, const struct be_rule *rule)
{
    concepts(check, rule, &TOTALS, false);
}

static struct be_wordlist SANGONG = BE_WORDLIST("sangong", "abroad", "car", "car_buy", "car_run", "reception");

void be_v04_sangong(struct be_check *check, const struct be_rule *rule)
{
    concepts(check, rule, &SANGONG, true);
}

static struct be_wordlist PARTS = BE_WORDLIST("basic", "project", "personnel", "public");

void be_v05_parts(struct be_check *check, const struct be_rule *rule)
{
    concepts(check, rule, &PARTS, false);
}

static void codes(struct be_check *check, const struct be_rule *rule, bool class)
{
    struct be_pairs p;

    if (check->tables == 0 || !be_pairs_make(&p, check, code_key))
        return;
    for (size_t i = 0; i < check->n && p.n > 0; i++) {
        const struct be_figure *f = &check->figure[i];
        struct be_key key;

        if (!prose(f) || !of_document(check, f) || !be_amount(f) || f->scheme != BE_FUNCTIONAL || f->part == BE_PART_BASIC ||
            f->part == BE_PART_PROJECT || f->fund == BE_FUND_NONE || f->topic == BE_TOPIC_BASIC || f->topic == BE_TOPIC_PROJECTS)
            continue;
        if (class ? strlen(f->class_code) != 3 || f->item != f->level1 : strlen(f->code) != 7)
            continue;
        memset(&key, 0, sizeof key);
        year_and_phase(f, &key);
        memcpy(key.code, class ? f->class_code : f->code, sizeof key.code);
        against(check, rule, &p, f, &key, false);
    }
    be_pairs_free(&p);
}

void be_v02_classes(struct be_check *check, const struct be_rule *rule) { codes(check, rule, true); }
void be_v03_items(struct be_check *check, const struct be_rule *rule) { codes(check, rule, false); }

/* ---- V06 ---- */

static bool of_topic(const struct be_figure *f, enum be_topic topic)
{
    return f->topic == topic || (topic == BE_TOPIC_FUND_GOV && be_is(f, "fund_gov")) ||
           (topic == BE_TOPIC_FUND_SOE && be_is(f, "fund_soe"));
}

/* Money of the topic in a table, of the document's year. */
static const struct be_figure *in_table(const struct be_check *check, enum be_topic topic)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *f = &check->figure[i];

        if (f->table > 0 && be_amount(f) && f->value.mid != 0 && f->topic == topic && f->year == check->cx->facts->year &&
            of_document(check, f))
            return f;
    }
    return NULL;
}

/* A table of the topic that says that it is empty. */
static const struct be_figure *nil_of(const struct be_check *check, enum be_topic topic)
{
    for (size_t i = 0; i < check->n; i++)
        if (check->figure[i].kind == BE_NIL && check->figure[i].table > 0 && check->figure[i].topic == topic)
            return &check->figure[i];
    return NULL;
}

/* 2020年无公务接待费支出, where the table has other parts of 三公. */
static bool of_a_part(const struct be_figure *f)
{
    bool part = false;

    for (const struct be_part_name *p = be_names_sangong; f->topic == BE_TOPIC_SANGONG && p->word != NULL; p++)
        part = part || be_names_part_of_sangong(be_name_span(f->text), p);
    return part;
}

void be_v06_nil(struct be_check *check, const struct be_rule *rule)
{
    static const enum be_topic topics[] = {BE_TOPIC_FUND_GOV, BE_TOPIC_FUND_SOE, BE_TOPIC_SANGONG};

    for (size_t t = 0; t < sizeof topics / sizeof *topics; t++) {
        const struct be_figure *money = in_table(check, topics[t]), *empty = money == NULL ? nil_of(check, topics[t]) : NULL;

        for (size_t i = 0; i < check->n; i++) {
            const struct be_figure *f = &check->figure[i];
            struct be_lines lines = {.n = 0};

            if (f->table > 0 || f->annex || !of_document(check, f) || !of_topic(f, topics[t]) || f->year != check->cx->facts->year || (f->kind == BE_NIL && of_a_part(f)))
                continue;
            if (f->kind == BE_NIL && (money != NULL || empty != NULL)) {
                if (money != NULL)
                    be_verdict(check, rule, money, (struct be_interval){0}, 0, rule->info.severity,
                               (be_lines_add(&lines, f), &lines), NULL);
                else
                    be_words_finding(check, rule, f->line, f->n, rule->info.severity, false, BE_LIT("没有"), BE_LIT("没有"),
                                     BE_LIT("空表"), be_name_span(f->text));
            } else if (f->kind == BE_AMOUNT && be_amount(f) && f->value.mid != 0 && empty != NULL && f->parent == 0 &&
                       f->concept->len > 0) {
                be_lines_add(&lines, empty);
                be_verdict(check, rule, f, (struct be_interval){0}, 0, rule->info.severity, &lines, NULL);
            }
        }
    }
}
