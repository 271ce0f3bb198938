/* tables.c - rules within a row of a table: what stands in its columns adds up (T01, T07, T08,
 * T09, T11).
 *
 * One engine: a column that is called a total (合计, 小计, 总计) is held against the columns beside
 * it under the same header; what these columns are says which rule it is. A reading of a header
 * that fails on most rows is a wrong reading, not a wrong table: then nothing is said.
 */
#include "rules.h"
#include "../segment/grid/grid.h"

#define ROW_CELLS 64u

enum relation { NO_RELATION, T01, T07, T08, T09, T11 };

struct sum {
    const struct be_figure *total;
    const struct be_figure *part[ROW_CELLS];
    size_t n;
    enum relation relation;
};

static struct be_span last_level(struct be_span measure)
{
    size_t from = measure.len;

    while (from > 0 && measure.p[from - 1] != '/')
        from--;
    return be_span_from(measure, from);
}

/* The header levels above the last, with their slash: empty for one level. */
static struct be_span above(struct be_span measure)
{
    return be_span(measure.p, measure.len - last_level(measure).len);
}

static bool says_total(struct be_span label)
{
    return be_span_is(label, "合计") || be_span_is(label, "总计") || be_span_is(label, "小计");
}

static bool is_total(const struct be_figure *f)
{
    return f->rollup == BE_ROLLUP_COLS || f->rollup == BE_ROLLUP_BOTH || says_total(last_level(be_name_span(f->measure)));
}

/* Cells of one row that one statement could be about: same row label (or none), year and phase. */
static bool beside(const struct be_figure *a, const struct be_figure *b)
{
    bool labelled = a->item == b->item;
    bool bare = be_span_eq(be_name_span(b->item), last_level(be_name_span(b->measure))) ||
                be_span_eq(be_name_span(a->item), last_level(be_name_span(a->measure)));

    return a != b && be_amount(b) && a->year == b->year && a->phase == b->phase && a->power == b->power &&
           (labelled || bare) && (a->flow == b->flow || a->flow == BE_FLOW_NONE || b->flow == BE_FLOW_NONE);
}

/* Another total further in already stands for this column. */
static bool covered(const struct be_figure *row, size_t cells, const struct be_figure *total, const struct be_figure *f)
{
    struct be_span prefix = above(be_name_span(total->measure)), own = be_name_span(f->measure);

    for (size_t i = 0; i < cells; i++) {
        const struct be_figure *q = &row[i];
        struct be_span inner = above(be_name_span(q->measure));

        if (q != total && q != f && beside(total, q) && inner.len > prefix.len && is_total(q) &&
            be_span_starts(inner, prefix) && be_span_starts(own, inner))
            return true;
    }
    return false;
}

static struct be_wordlist SPENT = BE_WORDLIST("上缴上级", "经营", "附属单位", "补助支出", "事业单位");

static bool spending_part(const struct be_figure *f)
{
    return be_is_basic_or_project(f) || be_wordlist_holds(&SPENT, be_name_span(f->measure));
}

static struct be_wordlist SANGONG_PARTS = BE_WORDLIST("abroad", "car", "car_buy", "car_run", "reception");

static bool of_sangong(const struct be_figure *f)
{
    return be_wordlist_is(&SANGONG_PARTS, be_name_span(f->concept));
}

static struct be_wordlist FUNDS = BE_WORDLIST("收入", "拨款", "资金", "结转", "结余", "基金", "上缴", "弥补", "专户");

static bool of_fund(const struct be_figure *f)
{
    return (f->fund != BE_FUND_NONE && f->fund != BE_FUND_ALL) || be_wordlist_holds(&FUNDS, be_name_span(f->measure));
}

static struct be_wordlist LEVELS = BE_WORDLIST(
    "本级", "上级", "中央", "省级", "市级", "县级", "区级", "街镇", "留用", "财政拨款", "其他资金", "其它资金", "转移支付");

static bool of_level(const struct be_figure *f)
{
    return be_wordlist_holds(&LEVELS, be_name_span(f->measure));
}

static enum relation relation_of(const struct sum *s)
{
    if (be_parts_all(s->part, s->n, of_sangong))
        return T08;
    if (be_parts_all(s->part, s->n, be_is_people_or_running))
        return T07;
    if (be_parts_any(s->part, s->n, be_is_basic_or_project) && be_parts_all(s->part, s->n, spending_part))
        return T01;
    if (be_parts_all(s->part, s->n, of_fund))
        return T09;
    if (be_parts_all(s->part, s->n, of_level))
        return T11;
    return NO_RELATION;
}

/* The columns that a total column of a row is the sum of. False when nothing can be said. */
static bool read_sum(struct sum *s, const struct be_figure *row, size_t cells, const struct be_figure *total)
{
    struct be_span prefix = above(be_name_span(total->measure));

    *s = (struct sum){.total = total};
    for (size_t i = 0; i < cells; i++) {
        const struct be_figure *f = &row[i];
        struct be_span own = be_name_span(f->measure);

        if (!beside(total, f) || !be_span_starts(own, prefix))
            continue;
        if (above(own).len == prefix.len && is_total(f)) {
            if (says_total(last_level(own)))
                return false; /* two totals side by side */
        } else if (covered(row, cells, total, f)) {
            continue;
        }
        s->part[s->n++] = f;
    }
    s->relation = relation_of(s);
    return s->relation != NO_RELATION;
}

static bool holds(const struct sum *s, struct be_interval *sum)
{
    *sum = (struct be_interval){0};
    for (size_t i = 0; i < s->n; i++)
        *sum = be_interval_add(*sum, s->part[i]->value);
    return be_interval_meets(s->total->value, *sum);
}

/* How often the reading of a column held in a table. */
struct tally { uint32_t pass, fail; };

static size_t row_end(const struct be_check *check, size_t i, size_t end)
{
    size_t k = i + 1;

    while (k < end && check->figure[k].row == check->figure[i].row && k - i < ROW_CELLS)
        k++;
    return k;
}

static void say(struct be_check *check, const struct be_rule *rule, const struct sum *s, struct be_interval sum)
{
    struct be_lines lines = {.n = 0};
    be_exact tolerance = s->total->value.half + sum.half;

    for (size_t i = 0; i < s->n; i++)
        be_lines_add(&lines, s->part[i]);
    be_verdict(check, rule, s->total, sum, tolerance, rule->info.severity, &lines, NULL);
}

static void table_rows(struct be_check *check, const struct be_rule *rule, const struct be_table_note *t, enum relation wanted)
{
    struct tally tally[BE_GRID_COLUMNS + 1] = {{0, 0}};
    struct sum s;
    struct be_interval sum;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = t->first, k; i < t->end; i = k) {
            k = row_end(check, i, t->end);
            for (size_t c = i; c < k; c++) {
                const struct be_figure *f = &check->figure[c];
                struct tally *y = &tally[f->col <= BE_GRID_COLUMNS ? f->col : 0];

                if (!be_amount(f) || f->row == 0 || !is_total(f) || !read_sum(&s, &check->figure[i], k - i, f) ||
                    s.relation != wanted)
                    continue;
                bool good = holds(&s, &sum);
                if (pass == 0) {
                    y->pass += good;
                    y->fail += !good;
                } else if (good || y->fail <= y->pass || (y->fail == 1 && wanted != T09 && wanted != T11 && s.n > 1)) {
                    say(check, rule, &s, sum);
                }
            }
        }
}

static void all_tables(struct be_check *check, const struct be_rule *rule, enum relation wanted)
{
    for (size_t i = 0; i < check->tables; i++)
        table_rows(check, rule, &check->table[i], wanted);
}

void be_t01_row(struct be_check *check, const struct be_rule *rule) { all_tables(check, rule, T01); }
void be_t07_economic(struct be_check *check, const struct be_rule *rule) { all_tables(check, rule, T07); }
void be_t09_funds(struct be_check *check, const struct be_rule *rule) { all_tables(check, rule, T09); }

/* ---- T08: a 三公 table may also run downwards ---- */

static void down(struct be_check *check, const struct be_rule *rule, const struct be_figure **of)
{
    struct be_interval sum = {0};
    struct be_lines lines = {.n = 0};
    size_t n = 0;

    for (size_t i = 1; of[i] != NULL; i++) {
        sum = be_interval_add(sum, of[i]->value);
        be_lines_add(&lines, of[i]);
        n++;
    }
    if (n > 0)
        be_verdict(check, rule, of[0], sum, of[0]->value.half + sum.half, rule->info.severity, &lines, NULL);
}

static const struct be_figure *in_column(const struct be_check *check, const struct be_table_note *t, uint16_t col,
                                         const char *concept, bool *twice)
{
    const struct be_figure *found = NULL;

    for (size_t i = t->first; i < t->end; i++) {
        const struct be_figure *f = &check->figure[i];

        if (f->col != col || !be_amount(f) || !be_is(f, concept))
            continue;
        *twice = *twice || found != NULL;
        found = f;
    }
    return found;
}

static struct be_wordlist SANGONG = BE_WORDLIST("出国", "车", "接待");

/* 三公 = 出国 + 车辆 + 接待, 车辆 = 购置 + 运行, each in one column. */
static void sangong_column(struct be_check *check, const struct be_rule *rule, const struct be_table_note *t, uint16_t col)
{
    static const char *const names[] = {"sangong", "abroad", "car", "car_buy", "car_run", "reception"};
    const struct be_figure *f[6], *of[6];
    size_t n = 0;
    bool twice = false;

    for (size_t i = 0; i < 6; i++)
        f[i] = in_column(check, t, col, names[i], &twice);
    if (twice)
        return;
    if (f[2] != NULL && (f[3] != NULL || f[4] != NULL)) {
        of[n++] = f[2];
        if (f[3] != NULL)
            of[n++] = f[3];
        if (f[4] != NULL)
            of[n++] = f[4];
        of[n] = NULL;
        down(check, rule, of);
    }
    if (f[0] == NULL)
        return;
    n = 0;
    of[n++] = f[0];
    for (size_t i = 1; i < 6; i++)
        if (f[i] != NULL && (f[2] == NULL || (i != 3 && i != 4)))
            of[n++] = f[i];
    of[n] = NULL;
    if (n > 1)
        down(check, rule, of);
}

void be_t08_sangong(struct be_check *check, const struct be_rule *rule)
{
    all_tables(check, rule, T08);
    for (size_t i = 0; i < check->tables; i++) {
        const struct be_table_note *t = &check->table[i];
        bool seen[BE_GRID_COLUMNS + 1] = {false};
        bool rows = false;

        if (t->topic != BE_TOPIC_SANGONG)
            continue;
        for (size_t k = t->first; k < t->end; k++)
            rows = rows || (of_sangong(&check->figure[k]) &&
                            !be_wordlist_holds(&SANGONG, be_name_span(check->figure[k].measure))); /* things are rows here */
        for (size_t k = t->first; rows && k < t->end; k++) {
            uint16_t col = check->figure[k].col;

            if (col <= BE_GRID_COLUMNS && !seen[col]) {
                seen[col] = true;
                sangong_column(check, rule, t, col);
            }
        }
    }
}

/* ---- T11: also a form, whose labels stand in its rows ---- */

static struct be_wordlist PROJECT_MONEY = BE_WORDLIST("预算数", "执行数", "资金总额", "项目资金", "年度资金总额", "预算金额", "项目总额");

static bool budget_label(const struct be_figure *f)
{
    struct be_span item = be_name_span(f->item);

    return be_starts(item, "当年预算") || be_wordlist_is(&PROJECT_MONEY, item);
}

static struct be_wordlist SOURCES = BE_WORDLIST("本级安排", "上级补助", "部门留用", "补助街镇", "财政拨款", "其它资金", "其他资金", "上级资金", "本级资金");

static bool source_label(const struct be_figure *f)
{
    return be_wordlist_front(&SOURCES, be_name_span(f->item)) > 0;
}

static bool same_form(const struct be_figure *a, const struct be_figure *b)
{
    return a->measure->len == 0 && b->measure->len == 0 && a->entity == b->entity && a->year == b->year &&
           a->phase == b->phase;
}

void be_t11_funding(struct be_check *check, const struct be_rule *rule)
{
    all_tables(check, rule, T11);
    for (size_t i = 0; i < check->tables; i++) {
        const struct be_table_note *t = &check->table[i];

        for (size_t k = t->first; k < t->end; k++) {
            const struct be_figure *f = &check->figure[k], *g;
            struct be_interval sum = {0};
            struct be_lines lines = {.n = 0};
            const struct be_figure *last = NULL;
            bool one_is_all = false, twice = false;
            size_t n = 0;

            if (!be_amount(f) || !budget_label(f))
                continue;
            /* The sources stand at most a few rows from the amount, before the next amount. */
            for (size_t j = k > t->first + 2 ? k - 2 : t->first; j < t->end && j < k + 8; j++) {
                g = &check->figure[j];
                if (j > k && be_amount(g) && budget_label(g) && same_form(f, g))
                    break;
                if (g == f || !be_amount(g) || !source_label(g) || !same_form(f, g))
                    continue;
                sum = be_interval_add(sum, g->value);
                twice = twice || (last != NULL && last->item == g->item); /* two periods side by side */
                last = g;
                one_is_all = one_is_all || be_interval_meets(g->value, f->value);
                be_lines_add(&lines, g);
                n++;
            }
            /* One source printed of several, or a source and its own sources, contradict nothing. */
            if (n > 0 && !twice && (be_interval_meets(sum, f->value) || (n > 1 && !one_is_all) || sum.mid > f->value.mid + sum.half + f->value.half))
                be_verdict(check, rule, f, sum, f->value.half + sum.half, rule->info.severity, &lines, NULL);
        }
    }
}
