/* indicator.c - rows of performance indicators: levels, their values, and the project to their left. */
#include "../../base/unit.h"
#include "walk.h"

/* The levels of one set in a row; what its columns are figures of. */
struct leveled {
    struct be_span level[3], item, unit;
    bool known;              /* the row has levels, or a label of its own */
    bool closing;            /* 总分: a label, no levels */
    bool merged;
};

static struct be_span cell_text(const struct be_grid *grid, size_t r, int c)
{
    return c < 0 || (size_t)c >= grid->cols ? be_span(NULL, 0) : be_grid_at(grid, r, (size_t)c)->text;
}

/* Levels of the row: printed, or merged down from above when a deeper one is printed. */
static void inherit_levels(struct leveled *out, struct be_table *t, size_t set)
{
    struct be_span *open = t->open.indicator[set];
    int innermost = -1;

    for (int k = 0; k < 3; k++)
        if (out->level[k].len > 0)
            innermost = k;
    for (int k = 0; k <= innermost; k++) {
        if (out->level[k].len > 0) {
            open[k] = out->level[k];
            for (int d = k + 1; d < 3; d++)
                open[d] = be_span(NULL, 0);
        } else if (open[k].len > 0) {
            out->level[k] = open[k];
            out->merged = true;
        }
        if (out->level[k].len > 0)
            out->item = out->level[k];
    }
    out->known = innermost >= 0;
}

/* 总分 and 合计 in the first level's column are rows of their own. */
static bool is_closing(struct be_context *cx, const struct be_span *level)
{
    enum be_word w;

    if (level[0].len == 0 || level[1].len > 0 || level[2].len > 0)
        return false;
    w = be_word_of(cx, level[0], NULL);
    return w == BE_WORD_TOTAL || w == BE_WORD_FORM;
}

static void read_set(struct leveled *out, struct be_context *cx, struct be_table *t, size_t set, const struct be_grid *grid,
                     size_t r)
{
    const struct be_level_set *columns = &t->plan.set[set];
    struct be_arena *arena = be_tables_arena(cx->tables);

    memset(out, 0, sizeof *out);
    for (int k = 0; k < 3; k++)
        out->level[k] = be_word_item(cell_text(grid, r, columns->level[k]), arena);
    out->closing = is_closing(cx, out->level);
    inherit_levels(out, t, set);
    out->unit = be_word_squeeze(cell_text(grid, r, columns->quantity), arena);
    if (!out->known && grid->cols > 0 && t->plan.column[0].role == BE_ROLE_SKIP && be_grid_at(grid, r, 0)->text.len > 0) {
        out->item = be_word_item(be_grid_at(grid, r, 0)->text, arena);
        out->known = out->closing = true;
    }
}

static void take_levels(struct be_hit *hit, const struct leveled *from, const struct be_column_plan *col, bool has_unit)
{
    memcpy(hit->level, from->level, sizeof hit->level);
    hit->scheme = BE_INDICATOR;
    if (from->merged)
        hit->inferred |= BE_INFER_MERGED | BE_INFER_LEVELS;
    if (hit->numeric && hit->stat == BE_STAT_AMOUNT && !has_unit) {
        hit->stat = BE_STAT_COUNT; /* a column of its own next to the indicators counts something */
        hit->money = be_unit_money(col->unit);
    }
    if (hit->numeric && hit->unit.len == 0 && from->unit.len > 0 &&
        (hit->stat == BE_STAT_TARGET || hit->stat == BE_STAT_ACTUAL)) {
        hit->unit = be_unit_fold(from->unit);
        hit->money = be_unit_money(hit->unit);
    }
}

void be_walk_indicator(struct be_context *cx, struct be_table *t, struct be_grid *grid, size_t r)
{
    const struct be_plan *plan = &t->plan;
    struct leveled set[BE_LEVEL_SETS];
    const uint8_t merged = t->is_form ? 0 : be_row_read(&t->label[0], r)->inferred & BE_INFER_MERGED;

    for (size_t k = 0; k < plan->sets; k++)
        read_set(&set[k], cx, t, k, grid, r);
    for (size_t c = 0; c < grid->cols && c < plan->cols && t->like != NULL; c++) {
        const struct be_column_plan *col = &plan->column[c];
        const struct be_cell *cell = be_grid_at(grid, r, c);
        const struct leveled *own = &set[col->set];
        bool leveled = own->known && !col->before_levels;
        struct be_value value;
        struct be_hit *hit;
        if (col->role != BE_ROLE_DATA || cell->text.len == 0)
            continue;
        be_value_read(&value, cell->text, cx, be_tables_arena(cx->tables));
        hit = be_walk_add(cx, t, cell, &t->like[c], leveled ? own->item : col->thing, &value);
        if (hit == NULL)
            continue;
        hit->project = t->open.project;
        hit->project_code = t->open.project_code;
        hit->entity = t->open.entity;
        hit->entity_code = t->open.entity_code;
        hit->inferred |= merged;
        if (leveled && !own->closing)
            take_levels(hit, own, col, value.unit.len > 0);
    }
}

/* Text about a project that a page end or a lower row goes on with: 年度目标 over several rows of
 * one project is one cell; so is what a wide cell's rows all print. */
void be_walk_join(struct be_table *t, struct be_grid *grid, size_t from, size_t to, struct be_arena *arena)
{
    struct be_maker m = {.arena = arena};
    int project = t->plan.group[0].project;

    for (size_t c = 0; project >= 0 && c < grid->cols && c < t->plan.cols; c++) {
        struct be_cell *first = NULL;
        struct be_span name = {0}, printed = {0};
        if (t->plan.column[c].role != BE_ROLE_DATA || !t->plan.column[c].before_levels)
            continue;
        for (size_t r = from; r < to; r++) {
            struct be_cell *cell = be_grid_at(grid, r, c);
            struct be_span own = be_grid_at(grid, r, (size_t)project)->text;
            bool again = own.len > 0 && be_span_eq(own, name);
            if (own.len > 0 && !again) {
                name = own;
                first = NULL;
                printed.len = 0;
            }
            if (again && be_span_eq(cell->text, printed))
                cell->text.len = 0;
            if (cell->text.len > 0)
                printed = cell->text;
            if (cell->text.len == 0 || again || be_cell_number(cell))
                continue;
            if (first == NULL) {
                first = cell;
                continue;
            }
            be_maker_join(&m, first, cell->text);
            cell->text.len = 0;
        }
    }
}
