/* balance.c - rules of the tables that hold income against expenditure: both sides are equal
 * (T04), a year's sum is that of its rows (T05), the whole adds what is carried over (T06); and
 * people and running costs against the economic 类 (T13).
 *
 * These tables carry no codes: what a row is, its words tell. Where rows can be read in several
 * ways (a row 其中 is a part of the one above), a sum fails only if no reading holds.
 */
#include "rules.h"
#include "../segment/grid/grid.h"

static bool item_has(const struct be_figure *f, const char *word)
{
    return be_span_has(be_name_span(f->item), word);
}

static struct be_wordlist TOTALS = BE_WORDLIST(
    "总计", "收入总计", "支出总计", "收入合计", "支出合计", "合计", "收入总额", "支出总额", "收总计", "支总计");

static bool whole(const struct be_figure *f)
{
    return be_wordlist_is(&TOTALS, be_name_span(f->item));
}

static struct be_wordlist OF_YEAR = BE_WORDLIST(
    "本年收入合计", "本年支出合计", "本年收入", "本年支出", "本年合计", "本年收入小计", "本年支出小计", "当年收入合计",
    "当年支出合计");

static bool of_year(const struct be_figure *f)
{
    return be_wordlist_is(&OF_YEAR, be_name_span(f->item));
}

static bool carried(const struct be_figure *f)
{
    return item_has(f, "结转") || item_has(f, "结余") || item_has(f, "弥补");
}

static bool balance_table(const struct be_table_note *t)
{
    return t->topic == BE_TOPIC_BALANCE || t->topic == BE_TOPIC_GRANT_BALANCE;
}

/* ---- T04 ---- */

/* A year's column of the other side: the leftmost of the row with the same year and phase. */
static const struct be_figure *leftmost(const struct be_check *check, size_t from, size_t end, enum be_flow flow,
                                        const struct be_figure *like)
{
    const struct be_figure *best = NULL;

    for (size_t i = from; i < end && check->figure[i].row == check->figure[from].row; i++) {
        const struct be_figure *f = &check->figure[i];

        if (be_amount(f) && f->flow == flow && whole(f) && (best == NULL || f->col < best->col) &&
            (like == NULL || (f->year == like->year && f->phase == like->phase && f->power == like->power)))
            best = f;
    }
    return best;
}

static void equal_sides(struct be_check *check, const struct be_rule *rule, const struct be_figure *in,
                        const struct be_figure *out)
{
    struct be_lines lines = {.n = 0};

    be_lines_add(&lines, out);
    be_verdict(check, rule, in, out->value, 0, rule->info.severity, &lines, NULL);
}

static void balance_rows(struct be_check *check, const struct be_rule *rule, const struct be_table_note *t)
{
    const struct be_figure *in = NULL, *out = NULL, *a, *b;
    uint32_t row = 0;

    for (size_t i = t->first; i < t->end; i++) { /* the last row of wholes is the grand total */
        if (check->figure[i].row == row)
            continue;
        row = check->figure[i].row;
        a = leftmost(check, i, t->end, BE_INCOME, NULL);
        b = a == NULL ? NULL : leftmost(check, i, t->end, BE_EXPENDITURE, a);
        if (b != NULL) {
            in = a;
            out = b;
        }
    }
    if (in != NULL)
        equal_sides(check, rule, in, out);
}

/* 收、支总计A、B in prose: two wholes of one sentence. */
static void balance_prose(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i + 1 < check->n; i++) {
        const struct be_figure *a = &check->figure[i];

        if (a->table > 0 || !be_amount(a) || a->flow != BE_INCOME || !item_has(a, "总计"))
            continue;
        for (size_t k = i + 1; k < check->n && k < i + 4; k++) {
            const struct be_figure *b = &check->figure[k];

            if (b->table == 0 && b->block == a->block && b->sentence == a->sentence && be_amount(b) &&
                b->flow == BE_EXPENDITURE && item_has(b, "总计") && b->fund == a->fund && be_same_scope(a, b)) {
                equal_sides(check, rule, a, b);
                break;
            }
        }
    }
}

void be_t04_balance(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i < check->tables; i++)
        if (balance_table(&check->table[i]))
            balance_rows(check, rule, &check->table[i]);
    balance_prose(check, rule);
}

/* ---- sums down a column ---- */

struct run {
    const struct be_figure *part[160];
    size_t n;
    bool full;
};

static void run_add(struct run *run, const struct be_figure *f)
{
    if (run->n < sizeof run->part / sizeof *run->part)
        run->part[run->n++] = f;
    else
        run->full = true;
}

/* Σ parts = total, or it would without one part (a row 其中): then nothing can be said. */
static void judge(struct be_check *check, const struct be_rule *rule, const struct be_figure *total, const struct run *run)
{
    struct be_interval sum = {0};
    struct be_lines lines = {.n = 0};

    if (run->n == 0 || run->full)
        return;
    for (size_t i = 0; i < run->n; i++) {
        sum = be_interval_add(sum, run->part[i]->value);
        be_lines_add(&lines, run->part[i]);
    }
    if (!be_interval_meets(sum, total->value)) {
        struct be_interval over = be_interval_sub(sum, total->value);

        for (size_t i = 0; i < run->n; i++)
            if (be_interval_meets(over, run->part[i]->value) && run->part[i]->value.mid != 0)
                return;
    }
    be_verdict(check, rule, total, sum, total->value.half + sum.half, rule->info.severity, &lines, NULL);
}

/* A row that a year's sum is made of: a source of income, or a functional 类. */
static bool row_of_year(const struct be_figure *f)
{
    if (carried(f) || whole(f) || of_year(f))
        return false;
    if (f->flow == BE_EXPENDITURE)
        return f->scheme == BE_FUNCTIONAL;
    return true;
}

static bool known_rows(const struct run *run)
{
    for (size_t i = 0; i < run->n; i++) {
        const struct be_figure *f = run->part[i];
        bool source = item_has(f, "收入") || item_has(f, "拨款") || item_has(f, "资金");

        if (f->flow != BE_EXPENDITURE && !source)
            return false;
        for (size_t k = 0; k < i; k++)
            if (run->part[k]->item == f->item)
                return false;
    }
    return true;
}

/* The amounts of one column of a table, from the top. */
static size_t column_of(const struct be_check *check, const struct be_table_note *t, uint16_t col,
                        const struct be_figure **cell, size_t size)
{
    size_t n = 0;

    for (size_t i = t->first; i < t->end && n < size; i++)
        if (check->figure[i].col == col && be_amount(&check->figure[i]))
            cell[n++] = &check->figure[i];
    return n;
}

typedef void column_rule(struct be_check *check, const struct be_rule *rule, const struct be_figure **cell, size_t n);

static void every_column(struct be_check *check, const struct be_rule *rule, column_rule *run)
{
    const struct be_figure *cell[256];

    for (size_t i = 0; i < check->tables; i++) {
        bool seen[BE_GRID_COLUMNS + 1] = {false};
        const struct be_table_note *t = &check->table[i];

        if (!balance_table(t))
            continue;
        for (size_t k = t->first; k < t->end; k++) {
            uint16_t col = check->figure[k].col;

            if (col > BE_GRID_COLUMNS || seen[col])
                continue;
            seen[col] = true;
            run(check, rule, cell, column_of(check, t, col, cell, 256));
        }
    }
}

static void year_column(struct be_check *check, const struct be_rule *rule, const struct be_figure **cell, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct run run = {.n = 0};

        if (!of_year(cell[i]))
            continue;
        for (size_t k = 0; k < i; k++) /* the rows above */
            if (row_of_year(cell[k]))
                run_add(&run, cell[k]);
            else if (!carried(cell[k]))
                run.full = true;       /* a row that we cannot place */
        if (i == 0) {                  /* it stands above its parts */
            for (size_t k = 1; k < n && !carried(cell[k]) && !whole(cell[k]); k++)
                if (row_of_year(cell[k]))
                    run_add(&run, cell[k]);
                else
                    run.full = true;
        }
        if (known_rows(&run))
            judge(check, rule, cell[i], &run);
        return;
    }
}

void be_t05_year(struct be_check *check, const struct be_rule *rule) { every_column(check, rule, year_column); }

static void carried_column(struct be_check *check, const struct be_rule *rule, const struct be_figure **cell, size_t n)
{
    size_t year = n, last = n;
    struct run run = {.n = 0};

    for (size_t i = 0; i < n; i++) {
        if (of_year(cell[i]) && year == n)
            year = i;
        if (whole(cell[i]))
            last = i;
    }
    if (year == n || last == n || last < year)
        return;
    run_add(&run, cell[year]);
    for (size_t k = year + 1; k < last; k++)
        if (carried(cell[k]))
            run_add(&run, cell[k]);
    judge(check, rule, cell[last], &run);
}

void be_t06_carried(struct be_check *check, const struct be_rule *rule) { every_column(check, rule, carried_column); }

/* ---- T13 ---- */

struct people {
    const struct be_figure *personnel, *public, *class[10]; /* 301 .. 310 by their last two digits */
    bool twice;
};

static void take(struct people *p, const struct be_figure *f)
{
    const struct be_figure **slot = NULL;

    if (!be_amount(f) || f->part == BE_PART_PROJECT || f->part == BE_PART_TOTAL)
        return;
    if (f->class_code[0] == '3' && strlen(f->class_code) == 3 && f->scheme == BE_ECONOMIC) {
        int last = (f->class_code[1] - '0') * 10 + f->class_code[2] - '0';

        if (last >= 1 && last <= 10)
            slot = &p->class[last - 1];
    } else if (f->code[0] == '\0' && f->scheme != BE_ECONOMIC && f->scheme != BE_FUNCTIONAL) {
        if (be_is(f, "personnel"))
            slot = &p->personnel;
        else if (be_is(f, "public"))
            slot = &p->public;
    }
    if (slot == NULL)
        return;
    p->twice = p->twice || (*slot != NULL && (*slot)->value.mid != f->value.mid);
    if (*slot == NULL)
        *slot = f;
}

static void people_sum(struct be_check *check, const struct be_rule *rule, const struct be_figure *total,
                       const struct be_figure *const *class, const int *which, size_t n)
{
    struct be_interval sum = {0};
    struct be_lines lines = {.n = 0};
    bool any = false;

    for (size_t i = 0; i < n; i++) {
        const struct be_figure *f = class[which[i] - 1];

        if (f == NULL)
            continue;
        any = true;
        sum = be_interval_add(sum, f->value);
        be_lines_add(&lines, f);
    }
    if (any && total != NULL)
        be_verdict(check, rule, total, sum, total->value.half + sum.half, rule->info.severity, &lines, NULL);
}

static void people_rules(struct be_check *check, const struct be_rule *rule, const struct people *p, bool prose)
{
    static const int people[] = {1, 3}, running[] = {2, 4, 5, 6, 7, 8, 9, 10};

    if (p->twice || p->class[0] == NULL)
        return;
    people_sum(check, rule, p->personnel, p->class, people, 2);
    if (!prose) /* in prose 商品和服务支出 is often that of all spending */
        people_sum(check, rule, p->public, p->class, running, 8);
}

void be_t13_people(struct be_check *check, const struct be_rule *rule)
{
    struct people p = {0};

    for (size_t i = 0; i < check->tables; i++) {
        const struct be_table_note *t = &check->table[i];

        p = (struct people){0};
        if (t->topic != BE_TOPIC_BASIC)
            continue;
        for (size_t k = t->first; k < t->end; k++)
            take(&p, &check->figure[k]);
        /* rows 301 in the column of totals and in that of people agree, or T07 says so */
        people_rules(check, rule, &p, false);
    }
    p = (struct people){0};
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *f = &check->figure[i];

        if (i > 0 && f->block != check->figure[i - 1].block) {
            people_rules(check, rule, &p, true);
            p = (struct people){0};
        }
        if (f->table == 0)
            take(&p, f);
    }
    people_rules(check, rule, &p, true);
}
