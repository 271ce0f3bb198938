/* statement.c - rows of a table that are no data: a statement of nothing, a remark. */
#include "walk.h"
#include "../prose/prose.h"

#define NIL_BYTES 18u    /* a statement of nothing is longer than a word */
#define REMARK_ROWS 32u      /* 注： and the points below it */

/* The only filled cell of a row, or the first of several with the same text; NULL: there are others, or none. */
static const struct be_cell *only_cell(const struct be_grid *grid, size_t r)
{
    const struct be_cell *only = NULL;

    for (size_t c = 0; c < grid->cols; c++) {
        const struct be_cell *cell = be_grid_at(grid, r, c);
        if (cell->text.len > 0 && only != NULL && !be_span_eq(cell->text, only->text))
            return NULL;
        only = only == NULL && cell->text.len > 0 ? cell : only;
    }
    return only;
}

/* 本部门无国有资本经营预算支出 as the table's only row, in one of its cells: a statement of nothing. */
static bool states_nothing(struct be_context *cx, struct be_span text, uint64_t no)
{
    size_t hits = cx->hits.n;

    if (text.len < NIL_BYTES ||
        (!be_span_has(text, "无") && !be_span_has(text, "没有") && !be_span_has(text, "空")))
        return false;
    return be_prose_remark(cx, text, no) == BE_OK && cx->hits.n > hits;
}

/* 注：1.本表反映… as a row of the table, and what is numbered below it. */
static bool is_remark(struct be_context *cx, const struct be_grid *grid, size_t r)
{
    const struct be_cell *only;
    struct be_match m;

    for (size_t n = 0; n < REMARK_ROWS && (only = only_cell(grid, r)) != NULL; n++, r--) {
        if (be_match_kept(&m, cx->matcher, BE_P_LINE, "remark", only->text, cx->win->lines[only->line].no))
            return true;
        if (r == 0 || be_word_lead(only->text, NULL) == 0)
            return false;
    }
    return false;
}

bool be_walk_states(struct be_context *cx, const struct be_grid *grid, size_t r)
{
    const struct be_cell *only = only_cell(grid, r);

    return only != NULL && (states_nothing(cx, only->text, cx->win->lines[only->line].no) || is_remark(cx, grid, r));
}
