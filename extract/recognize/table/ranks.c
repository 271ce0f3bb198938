#include "ranks.h"
#include "rowlabel.h"
#include "value.h"

#define COLUMNS 4u           /* of money that are looked at */
#define ROWS 512u
#define PARTS 64u            /* of one sum */

struct line {                /* a row with figures */
    size_t row;
    struct be_decimal of[COLUMNS];
    uint8_t indent, style;   /* of its label; style 0: no ordinal */
    bool total, among, zero;
};

struct ranks {
    struct line *line;
    size_t lines, cols;
    size_t *top;             /* those that are no part of a sum below the one at hand, the nearest last */
    size_t tops;
    uint8_t *rank;           /* by row */
};

static bool money(const struct be_column_plan *col)
{
    return col->role == BE_ROLE_DATA && col->stat == BE_STAT_AMOUNT && !col->apart && !col->among;
}

static bool equal(const struct ranks *r, const struct be_decimal *a, const struct be_decimal *b)
{
    for (size_t c = 0; c < r->cols; c++)
        if (be_decimal_cmp(a[c], b[c]) != 0)
            return false;
    return true;
}

static bool add(const struct ranks *r, struct be_decimal *sum, const struct be_decimal *more)
{
    for (size_t c = 0; c < r->cols; c++)
        if (!be_decimal_add(&sum[c], sum[c], more[c]))
            return false;
    return true;
}

/* 一、 1, （一） 2, 1. 3, （1） 4. */
static uint8_t style_of(struct be_span label)
{
    bool bracket = be_starts(label, "（");
    size_t at = bracket ? 3 : 0;

    if (be_word_lead(label, NULL) == 0 || at >= label.len || be_starts(label, "其中"))
        return 0;
    return (uint8_t)((be_is_digit(label.p[at]) ? 3 : 1) + bracket);
}

/* False: a figure in it cannot be read. */
static bool read_line(struct line *line, const struct be_plan *plan, struct be_grid *grid, struct be_context *cx, struct be_arena *arena)
{
    const struct be_cell *label = be_grid_at(grid, line->row, (size_t)plan->group[0].name[plan->group[0].names - 1]);
    size_t n = 0;

    line->zero = true;
    for (size_t c = 0; c < grid->cols && c < plan->cols && n < COLUMNS; c++) {
        struct be_cell *cell = be_grid_at(grid, line->row, c);
        struct be_value value;
        if (!money(&plan->column[c]))
            continue;
        line->of[n] = (struct be_decimal){0};
        if (cell->text.len > 0) {
            be_value_read(&value, cell->text, cx, arena);
            if (value.kind == BE_VALUE_TEXT || (value.kind == BE_VALUE_NUMBER && value.unit.len > 0))
                return false;
            if (value.kind == BE_VALUE_NUMBER)
                line->of[n] = value.number;
        }
        line->zero = line->zero && line->of[n].digits == 0;
        n++;
    }
    be_word_lead(label->text, &line->among);
    line->indent = label->indent;
    line->style = style_of(label->text);
    line->total = be_row_is_total(cx, be_word_item(label->text, arena));
    return label->text.len > 0;
}

/* May a row with this label be the sum of rows with that one? alone: of this one row, which a like figure does not prove. */
static bool may_hold(const struct line *sum, const struct line *part, bool alone)
{
    if (part->total || part->indent < sum->indent || (sum->style > 0 && part->style > 0 && part->style <= sum->style))
        return false;
    return !alone || part->indent > sum->indent || part->among || (sum->style > 0 && part->style != sum->style);
}

/* The nearest tops that make up the row's figures are its parts. */
static void take_parts(struct ranks *r, size_t i)
{
    const struct line *line = &r->line[i];
    struct be_decimal sum[COLUMNS] = {{0}};

    for (size_t n = 1; n <= r->tops && n <= PARTS && !line->zero; n++) {
        const struct line *part = &r->line[r->top[r->tops - n]];
        if (!may_hold(line, part, false) || !add(r, sum, part->of))
            break;
        if (!equal(r, sum, line->of) || (n == 1 && !may_hold(line, part, true)))
            continue;
        r->rank[line->row] = BE_RANK_SUM;
        r->tops -= n;
        return;
    }
    while (r->tops > 0 && r->line[r->top[r->tops - 1]].among && !line->among)   /* only one of its parts is printed */
        r->rank[r->line[r->top[--r->tops]].row] = BE_RANK_AMONG;
}

/* Is every total the sum of all that stands above it, or below, up to another total or the table's end; and one of all? */
static bool proven(const struct ranks *r)
{
    struct be_decimal all[COLUMNS] = {{0}}, above[COLUMNS] = {{0}}, since[COLUMNS] = {{0}};
    bool whole = false;

    for (size_t i = r->tops; i-- > 0;)
        if (!r->line[r->top[i]].total && !add(r, all, r->line[r->top[i]].of))
            return false;
    for (size_t i = r->tops; i-- > 0;) {
        const struct line *line = &r->line[r->top[i]];
        bool last = equal(r, line->of, all);
        if (!line->total) {
            if (!add(r, above, line->of) || !add(r, since, line->of))
                return false;
            continue;
        }
        if (!last && !equal(r, line->of, above) && !equal(r, line->of, since))
            return false;
        whole = whole || (last && !line->zero);
        memset(since, 0, sizeof since);
    }
    return whole;
}

/* parts: rows that are no totals may be sums, too. */
static bool rank(struct ranks *r, bool parts)
{
    r->tops = 0;
    for (size_t i = r->lines; i-- > 0;) {
        r->rank[r->line[i].row] = r->line[i].total ? BE_RANK_SUM : BE_RANK_LEAF;
        if (parts && !r->line[i].total)
            take_parts(r, i);
        r->top[r->tops++] = i;
    }
    return proven(r);
}

const uint8_t *be_ranks_find(const struct be_plan *plan, struct be_grid *grid, size_t from, struct be_context *cx, struct be_arena *arena)
{
    const struct be_label_group *at = &plan->group[0];
    size_t rows = grid->rows - from;
    struct ranks r = {.cols = 0};

    for (size_t c = 0; c < grid->cols && c < plan->cols; c++)
        r.cols += money(&plan->column[c]);
    if (plan->coded || plan->indicator || plan->groups != 1 || at->names == 0 || at->project >= 0 || at->unit_name >= 0 || r.cols == 0 ||
        rows < 3 || rows > ROWS)
        return NULL;
    r.cols = r.cols < COLUMNS ? r.cols : COLUMNS;
    r.line = be_arena_room(arena, rows * sizeof *r.line);
    r.top = be_arena_room(arena, rows * sizeof *r.top);
    r.rank = be_arena_alloc(arena, grid->rows);
    if (r.line == NULL || r.top == NULL || r.rank == NULL)
        return NULL;
    for (size_t row = from; row < grid->rows; row++) {
        struct line *line = &r.line[r.lines];
        *line = (struct line){.row = row};
        if (!be_grid_numbers(grid, row))
            continue;
        if (!read_line(line, plan, grid, cx, arena))
            return NULL;
        r.lines++;
    }
    return rank(&r, false) || rank(&r, true) ? r.rank : NULL;
}
