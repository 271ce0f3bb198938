/* tree.c - rules within a column of a table: codes add up to their parents (T02), outermost rows
 * to the total (T03), units or projects to theirs (T10).
 *
 * A column is walked once, downwards, with a stack of the open codes: a row is a part of the
 * nearest row above whose code is the front of its own. A table that fails on most of its
 * columns was read wrongly; then nothing is said.
 */
#include "rules.h"
#include "../segment/grid/grid.h"
#include <stdlib.h>

#define DEPTH 8u

struct open_row {
    const struct be_figure *row;  /* NULL: the table, or the unit at hand */
    const char *last;             /* code of the last part */
    struct be_interval sum;
    struct be_lines lines;
    size_t n;
    bool twice;                   /* a part's code came twice: projects, or units without a row */
};

struct walk {
    struct be_check *check;
    const struct be_rule *rule;
    bool say;                     /* second pass: say what was found */
    bool trees;                   /* T02, else T03 */
    struct open_row open[DEPTH];
    size_t depth;
    struct open_row table, unit;
    uint32_t pass, fail;
    struct { uint32_t row; be_exact off; } told[64]; /* a total column and its parts fail together: one cause */
    size_t ntold;
    /* Rows whose parts fall short in every column, by amounts of their own: a part is not printed
     * (an excerpt, a row lost), which is no error of the figures. */
    struct { uint32_t row; be_exact off; unsigned amounts; bool fits; } cut[128];
    size_t ncut;
};

static void part(struct open_row *of, const struct be_figure *f)
{
    of->twice = of->twice || (of->last != NULL && strcmp(of->last, f->code) == 0);
    of->last = f->code;
    of->sum = be_interval_add(of->sum, f->value);
    be_lines_add(&of->lines, f);
    of->n++;
}

static bool told(struct walk *w, const struct be_figure *total, be_exact off)
{
    for (size_t i = 0; i < w->ntold; i++)
        if (w->told[i].row == total->row && w->told[i].off == off)
            return true;
    if (w->ntold < sizeof w->told / sizeof *w->told) {
        w->told[w->ntold].row = total->row;
        w->told[w->ntold++].off = off;
    }
    return false;
}

static size_t cut_at(const struct walk *w, uint32_t row)
{
    size_t i = 0;

    while (i < w->ncut && w->cut[i].row != row)
        i++;
    return i;
}

static void note_cut(struct walk *w, const struct be_figure *total, be_exact off, bool good)
{
    size_t i = cut_at(w, total->row);

    if (i == w->ncut) {
        if (good || w->ncut == sizeof w->cut / sizeof *w->cut)
            return;
        w->cut[w->ncut].row = total->row;
        w->cut[w->ncut].fits = false;
        w->cut[w->ncut].amounts = 0;
        w->cut[w->ncut++].off = 0;
    }
    w->cut[i].fits = w->cut[i].fits || good || off < 0;
    w->cut[i].amounts += off != w->cut[i].off;
    w->cut[i].off = off;
}

static bool cut_short(const struct walk *w, uint32_t row)
{
    size_t i = cut_at(w, row);

    return i < w->ncut && !w->cut[i].fits && w->cut[i].amounts > 1;
}

static void judge(struct walk *w, const struct be_figure *total, const struct open_row *of)
{
    bool good = be_interval_meets(total->value, of->sum);

    if (of->n == 0 || of->twice)
        return;
    if (!w->say) {
        w->pass += good;
        w->fail += !good;
        note_cut(w, total, total->value.mid - of->sum.mid, good);
    } else if (good || (w->fail <= w->pass && !told(w, total, total->value.mid - of->sum.mid))) {
        be_verdict(w->check, w->rule, total, of->sum, total->value.half + of->sum.half,
                   cut_short(w, total->row) ? BE_RULE_WARN : w->rule->info.severity, &of->lines,
                   NULL);
    }
}

static void close_one(struct walk *w)
{
    const struct open_row *o = &w->open[--w->depth];

    if (w->trees)
        judge(w, o->row, o);
}

static void coded(struct walk *w, const struct be_figure *f)
{
    while (w->depth > 0) {
        const char *code = w->open[w->depth - 1].row->code;
        size_t len = strlen(code);

        if (len < strlen(f->code) && strncmp(code, f->code, len) == 0)
            break;
        close_one(w);
    }
    if (w->depth > 0) {
        part(&w->open[w->depth - 1], f);
    } else {
        part(&w->table, f);
        part(&w->unit, f);
    }
    if (w->depth < DEPTH)
        w->open[w->depth++] = (struct open_row){.row = f};
}

static struct be_wordlist SPENT = BE_WORDLIST("合计", "总计", "支出合计", "本年支出合计", "支出总计");

static bool total_row(const struct be_figure *f)
{
    return f->code[0] == '\0' && be_wordlist_is(&SPENT, be_name_span(f->item));
}

static bool unit_row(const struct be_figure *f)
{
    return f->code[0] == '\0' && f->entity->len > 0 && f->item == f->entity;
}

static void end_unit(struct walk *w)
{
    while (w->depth > 0)
        close_one(w);
    if (!w->trees && w->unit.row != NULL)
        judge(w, w->unit.row, &w->unit);
    w->unit = (struct open_row){0};
    w->table.last = NULL;
}

/* One column of a table: cells from the top down. */
static void column(struct walk *w, const struct be_figure **cell, size_t n)
{
    const struct be_figure *total = NULL;
    bool totals_differ = false;

    w->depth = 0;
    w->table = w->unit = (struct open_row){0};
    for (size_t i = 0; i < n; i++) {
        const struct be_figure *f = cell[i];

        if (f->code[0] != '\0') {
            coded(w, f);
        } else if (total_row(f)) {
            end_unit(w);
            totals_differ = totals_differ || (total != NULL && !be_interval_meets(f->value, total->value));
            total = total == NULL ? f : total;
        } else if (unit_row(f)) {
            end_unit(w);
            w->unit.row = f;
        }
    }
    end_unit(w);
    if (!w->trees && total != NULL && !totals_differ)
        judge(w, total, &w->table);
}

/* The amounts of a table, column by column. */
struct columns {
    const struct be_figure **cell;
    size_t start[BE_GRID_COLUMNS + 2];
};

static bool by_columns(struct be_check *check, const struct be_table_note *t, struct columns *c)
{
    size_t at[BE_GRID_COLUMNS + 2] = {0};

    memset(c->start, 0, sizeof c->start);
    c->cell = malloc((t->end - t->first + 1) * sizeof(struct be_figure *));
    if (c->cell == NULL) {
        check->failed = true;
        return false;
    }
    for (size_t i = t->first; i < t->end; i++)
        if (be_amount(&check->figure[i]) && check->figure[i].col <= BE_GRID_COLUMNS)
            c->start[check->figure[i].col + 1]++;
    for (size_t i = 1; i < BE_GRID_COLUMNS + 2; i++)
        at[i] = c->start[i] += c->start[i - 1];
    for (size_t i = t->first; i < t->end; i++)
        if (be_amount(&check->figure[i]) && check->figure[i].col <= BE_GRID_COLUMNS)
            c->cell[at[check->figure[i].col]++] = &check->figure[i];
    return true;
}

static bool has_codes(const struct be_check *check, const struct be_table_note *t)
{
    for (size_t i = t->first; i < t->end; i++)
        if (check->figure[i].printed)
            return true;
    return false;
}

/* A table that goes on under the same title has its total elsewhere. */
static bool cut(const struct be_check *check, size_t i)
{
    const struct be_table_note *t = &check->table[i];

    return (i + 1 < check->tables && (check->table[i + 1].title == t->title || check->table[i + 1].title->len == 0)) ||
           (i > 0 && (check->table[i - 1].title == t->title || t->title->len == 0));
}

static void tables(struct be_check *check, const struct be_rule *rule, bool trees)
{
    for (size_t i = 0; i < check->tables; i++) {
        const struct be_table_note *t = &check->table[i];
        struct walk w = {.check = check, .rule = rule, .trees = trees};
        struct columns c;

        if (t->money < 2 || !has_codes(check, t) || (!trees && cut(check, i)))
            continue;
        if (!by_columns(check, t, &c))
            return;
        for (int pass = 0; pass < 2; pass++) {
            w.say = pass == 1;
            for (size_t k = 0; k <= BE_GRID_COLUMNS; k++)
                if (c.start[k + 1] > c.start[k])
                    column(&w, c.cell + c.start[k], c.start[k + 1] - c.start[k]);
        }
        free(c.cell);
    }
}

void be_t02_tree(struct be_check *check, const struct be_rule *rule) { tables(check, rule, true); }
void be_t03_total(struct be_check *check, const struct be_rule *rule) { tables(check, rule, false); }

/* ---- T10 ---- */

static struct be_wordlist TOTALS = BE_WORDLIST("合计", "总计");

/* A table of units or projects without codes of subjects: its total row is the first or last. */
static void units(struct be_check *check, const struct be_rule *rule, const struct be_figure **cell, size_t n)
{
    const struct be_figure *total = NULL;
    struct be_interval sum = {0};
    struct be_lines lines = {.n = 0};
    size_t parts = 0;

    for (size_t i = 0; i < n; i++) {
        const struct be_figure *f = cell[i];
        bool rows = f->rollup == BE_ROLLUP_ROWS || f->rollup == BE_ROLLUP_BOTH;
        bool bare = f->item == f->measure && i == 0; /* a total without a label: a row above all others */

        if (rows || bare || be_wordlist_is(&TOTALS, be_name_span(f->item))) {
            if (total != NULL && (i != 1 || !be_interval_meets(total->value, f->value)))
                return;      /* totals of several depths */
            total = total == NULL ? f : total;
            continue;
        }
        sum = be_interval_add(sum, f->value);
        be_lines_add(&lines, f);
        parts++;
    }
    if (total != NULL && parts > 1)
        be_verdict(check, rule, total, sum, total->value.half + sum.half, rule->info.severity, &lines, NULL);
}

void be_t10_units(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i < check->tables; i++) {
        const struct be_table_note *t = &check->table[i];
        struct columns c;

        if ((t->topic != BE_TOPIC_PROJECTS && t->topic != BE_TOPIC_PERFORMANCE && t->topic != BE_TOPIC_PROCUREMENT) ||
            t->money < 3 || has_codes(check, t) || cut(check, i))
            continue;
        if (!by_columns(check, t, &c))
            return;
        for (size_t k = 0; k <= BE_GRID_COLUMNS; k++)
            if (c.start[k + 1] > c.start[k] + 2)
                units(check, rule, c.cell + c.start[k], c.start[k + 1] - c.start[k]);
        free(c.cell);
    }
}
