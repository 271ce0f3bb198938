/* narrative.c - rules of prose: lists and their totals (N01, N02, N05, N06, N22), subject lines
 * (N03, N04, and the label that explains them, C08).
 *
 * Lists come from the grammar of the clauses: a figure knows whose part it is. A list that ends in
 * 等 or names one part is no sum. A list whose parts are known to be all there are (基本 and 项目,
 * funds, 类 ...) fails in both directions; of any other only too much is a contradiction.
 */
#include "rules.h"
#include "../base/place.h"
#include "../recognize/owner.h"
#include "../resolve/codebook.h"
#include <stdlib.h>

#define LIST 64u       /* parts of a list that are looked at */
#define LOOK 400u      /* figures behind a total among which its parts stand */

struct list {
    const struct be_figure *part[LIST];
    size_t n;
    bool open, full, mixed;       /* mixed: of several phases */
};

/* The parts that stand in the list of figure i. */
static void parts_of(const struct be_check *check, size_t i, struct list *list)
{
    const struct be_figure *whole = &check->figure[i];

    *list = (struct list){.n = 0};
    for (size_t k = i + 1; k < check->n && k < i + LOOK && check->figure[k].block == whole->block; k++) {
        const struct be_figure *f = &check->figure[k];

        if (f->parent != whole->n || f->stat != whole->stat || f->money != whole->money || !f->exact || f->about)
            continue;
        if (!whole->money && f->unit != whole->unit)
            continue;
        if (list->n == LIST) {
            list->full = true;
            return;
        }
        list->open = list->open || f->open;
        list->mixed = list->mixed || f->phase != whole->phase;
        list->part[list->n++] = f;
    }
}

static bool spending(const struct be_figure *f)
{
    return be_is_basic_or_project(f) || be_has(f->item, "上缴上级") || be_has(f->item, "经营支出") || be_has(f->item, "补助支出");
}

static bool of_class(const struct be_figure *f)
{
    return f->scheme == BE_FUNCTIONAL && f->class3[0] != '\0' && strlen(f->class_code) <= 3;
}

static bool of_source(const struct be_figure *f)
{
    return f->flow == BE_INCOME || be_has(f->item, "收入") || be_has(f->item, "拨款") || be_has(f->item, "结转") ||
           be_has(f->item, "资金");
}

static bool of_economic_class(const struct be_figure *f)
{
    return f->scheme == BE_ECONOMIC && strlen(f->class_code) == 3;
}

static bool total_concept(const struct be_figure *f)
{
    return be_is(f, "revenue_total") || be_is(f, "expenditure_total") || be_is(f, "grant_total") ||
           be_is(f, "general_total") || f->part == BE_PART_TOTAL;
}

enum kind { NONE, WHOLE, SPENDING, PEOPLE, DETAIL };

/* 全县一般公共预算支出: the report on a government's budget names the largest 类 of it. */
static bool of_government(const struct be_check *check, const struct be_figure *whole)
{
    return be_owner_ends_place(be_name_span(check->agency)) || be_place_all(be_name_span(whole->item)) > 0;
}

/* What a list is, and whether its parts are all there are. */
static enum kind kind_of(const struct be_check *check, const struct be_figure *whole, const struct list *list, bool *complete)
{
    *complete = true;
    if (be_parts_any(list->part, list->n, be_is_basic_or_project) && be_parts_all(list->part, list->n, spending))
        return SPENDING;
    if (list->n == 2 && be_parts_all(list->part, list->n, be_is_people_or_running) && list->part[0]->part != list->part[1]->part)
        return PEOPLE;
    *complete = list->n > 1 && ((be_parts_all(list->part, list->n, of_class) && !of_government(check, whole)) ||
                                be_parts_all(list->part, list->n, of_economic_class) ||
                                (whole->flow == BE_INCOME && be_parts_all(list->part, list->n, of_source)));
    return total_concept(whole) && !list->mixed ? WHOLE : DETAIL;
}

static void judge(struct be_check *check, const struct be_rule *rule, const struct be_figure *whole, const struct list *list,
                  bool complete)
{
    struct be_lines lines = {.n = 0};
    enum be_rule_severity severity = list->mixed ? BE_RULE_WARN : rule->info.severity;
    bool nested;
    struct be_interval sum = be_parts_sum(list->part, list->n, &nested);

    for (size_t i = 0; i < list->n; i++)
        be_lines_add(&lines, list->part[i]);
    if (!be_interval_meets(sum, whole->value)) {
        bool over = sum.mid > whole->value.mid;

        if (nested || list->n < 2 || list->open || (!over && !complete) || be_parts_begin(list->part, list->n, whole->value))
            return;
        if (!complete) /* the list may mean something else */
            severity = BE_RULE_WARN;
    }
    be_verdict(check, rule, whole, sum, whole->value.half + sum.half, severity, &lines, NULL);
}

static bool sangong_list(const struct be_figure *whole)
{
    return be_is(whole, "sangong") || be_is(whole, "car") || be_is(whole, "procurement");
}

static void lists(struct be_check *check, const struct be_rule *rule, enum kind wanted)
{
    struct list list;
    bool complete;

    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *whole = &check->figure[i];

        if (!be_in_prose(whole) || !be_amount(whole) || sangong_list(whole))
            continue; /* N15 and N20 know those better */
        if (i + 1 == check->n || check->figure[i + 1].block != whole->block)
            continue;
        parts_of(check, i, &list);
        if (list.n > 0 && !list.full && kind_of(check, whole, &list, &complete) == wanted)
            judge(check, rule, whole, &list, complete);
    }
}

/* ---- economic 类 of a paragraph that gives the whole of spending (N01) or 基本支出 (N06) ---- */

static void economic_paragraph(struct be_check *check, const struct be_rule *rule, size_t i, size_t end, bool basic)
{
    const struct be_figure *whole = NULL, *class[10] = {NULL};
    struct be_interval sum = {0};
    struct be_lines lines = {.n = 0};
    size_t n = 0;

    for (size_t k = i; k < end; k++) {
        const struct be_figure *f = &check->figure[k];
        int last;

        if (!be_amount(f))
            continue;
        if (be_is(f, basic ? "basic" : "expenditure_total") && whole == NULL)
            whole = f;
        if (f->scheme != BE_ECONOMIC || strlen(f->class_code) != 3 || f->class_code[0] != '3' || f->parent != 0)
            continue;
        last = (f->class_code[1] - '0') * 10 + f->class_code[2] - '0';
        if (last < 1 || last > 10 || (basic && last > 3))
            continue;
        if (class[last - 1] != NULL)
            return;     /* twice: of several wholes */
        class[last - 1] = f;
    }
    for (size_t k = 0; k < 10; k++)
        if (class[k] != NULL) {
            sum = be_interval_add(sum, class[k]->value);
            be_lines_add(&lines, class[k]);
            n++;
        }
    if (whole == NULL || class[0] == NULL || class[1] == NULL || n < 3)
        return;
    if (be_interval_meets(sum, whole->value) || !basic || class[0]->phase == whole->phase)
        be_verdict(check, rule, whole, sum, whole->value.half + sum.half,
                   basic ? BE_RULE_WARN : rule->info.severity, &lines, NULL);
}

static void economic_paragraphs(struct be_check *check, const struct be_rule *rule, bool basic)
{
    for (size_t i = 0, k; i < check->n; i = k) {
        for (k = i + 1; k < check->n && check->figure[k].block == check->figure[i].block; k++)
            ;
        if (be_in_prose(&check->figure[i]) && k - i < LOOK)
            economic_paragraph(check, rule, i, k, basic);
    }
}

/* 本年收入 with what was carried over from the year before among its parts: it adds up, but is not
 * what the term means. */
static void carried_inside(struct be_check *check, const struct be_rule *rule)
{
    struct list list;

    for (size_t i = 0; i + 1 < check->n; i++) {
        const struct be_figure *whole = &check->figure[i];
        struct be_lines lines = {.n = 0};
        struct be_interval sum = {0};
        bool carried = false;

        if (!be_in_prose(whole) || !be_amount(whole) || whole->flow != BE_INCOME || !be_has(whole->item, "本年收入"))
            continue;
        parts_of(check, i, &list);
        for (size_t k = 0; k < list.n; k++) {
            const struct be_figure *f = list.part[k];

            be_lines_add(&lines, f);
            if (f->fund == BE_FUND_CARRYOVER && f->value.mid != 0)
                carried = true;
            else
                sum = be_interval_add(sum, f->value);
        }
        if (carried)
            be_verdict(check, rule, whole, sum, whole->value.half + sum.half, BE_RULE_WARN, &lines, NULL);
    }
}

void be_n01_list(struct be_check *check, const struct be_rule *rule)
{
    lists(check, rule, WHOLE);
    carried_inside(check, rule);
    economic_paragraphs(check, rule, false);
}

void be_n06_detail(struct be_check *check, const struct be_rule *rule)
{
    lists(check, rule, DETAIL);
    economic_paragraphs(check, rule, true);
}

/* ---- a total and its parts in paragraphs of their own, below one heading ---- */

/* The first amount with this part behind figure i, below the same heading. */
static const struct be_figure *behind(const struct be_check *check, size_t i, enum be_part part)
{
    const struct be_figure *whole = &check->figure[i];

    for (size_t k = i + 1; k < check->n && k < i + 14; k++) {
        const struct be_figure *f = &check->figure[k];

        if (f->table > 0 || f->section != whole->section || f->annex != whole->annex)
            return NULL;
        if (f->parent == 0 && be_amount(f) && f->part == part && f->scheme == BE_SCHEME_NONE && be_same_scope(whole, f) &&
            (f->fund == whole->fund || f->fund == BE_FUND_NONE || whole->fund == BE_FUND_NONE))
            return f;
    }
    return NULL;
}

static void below(struct be_check *check, const struct be_rule *rule, enum be_part of, enum be_part first, enum be_part second)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *whole = &check->figure[i], *a, *b;
        struct be_lines lines = {.n = 0};
        struct be_interval sum;

        if (!be_in_prose(whole) || !be_amount(whole) || whole->part != of || whole->scheme != BE_SCHEME_NONE)
            continue;
        a = behind(check, i, first);
        b = behind(check, i, second);
        if (a == NULL || b == NULL || a->n > b->n + 12)
            continue;
        sum = be_interval_add(a->value, b->value);
        be_lines_add(&lines, a);
        be_lines_add(&lines, b);
        be_verdict(check, rule, whole, sum, whole->value.half + sum.half, rule->info.severity, &lines, NULL);
    }
}

void be_n02_spending(struct be_check *check, const struct be_rule *rule)
{
    lists(check, rule, SPENDING);
    below(check, rule, BE_PART_TOTAL, BE_PART_BASIC, BE_PART_PROJECT);
}

void be_n05_basic(struct be_check *check, const struct be_rule *rule)
{
    lists(check, rule, PEOPLE);
    below(check, rule, BE_PART_BASIC, BE_PART_PERSONNEL, BE_PART_PUBLIC);
}

/* ---- N22: what is counted ---- */

void be_n22_counts(struct be_check *check, const struct be_rule *rule)
{
    struct list list;

    for (size_t i = 0; i + 1 < check->n; i++) {
        const struct be_figure *whole = &check->figure[i];
        struct be_lines lines = {.n = 0};
        struct be_interval sum;
        bool nested, good, cars = be_span_is(be_name_span(whole->unit), "辆");

        if (!be_in_prose(whole) || whole->stat != BE_STAT_COUNT || whole->money || !whole->exact || whole->about ||
            check->figure[i + 1].block != whole->block)
            continue;
        parts_of(check, i, &list);
        if (list.n < 2 || list.full)
            continue;
        sum = be_parts_sum(list.part, list.n, &nested);
        good = sum.mid == whole->value.mid;
        if (!good && (nested || list.open || be_parts_begin(list.part, list.n, whole->value)))
            continue;
        for (size_t k = 0; k < list.n; k++)
            be_lines_add(&lines, list.part[k]);
        /* Fewer than the whole may be a list of some; cars are listed by all their kinds. */
        be_verdict(check, rule, whole, sum, 0, cars || sum.mid > whole->value.mid ? BE_RULE_ERROR : BE_RULE_WARN, &lines, NULL);
    }
}
