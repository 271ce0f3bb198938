/* packed.c - rows of forms that came as bars: a label down the side has no cell in them. */
#include "form.h"
#include "../../base/wordlist.h"

/* Rows of bars have no place for a section's label down the side: theirs begin one to the left. */
void be_packed_move(struct be_grid *grid, size_t r, size_t by)
{
    for (size_t c = grid->cols; c-- > by;)
        *be_grid_at(grid, r, c) = *be_grid_at(grid, r, c - by);
    for (size_t c = 0; c < by && c < grid->cols; c++)
        be_grid_at(grid, r, c)->text.len = 0;
}

static struct be_wordlist NATURES = BE_WORDLIST("≥", "≤", "=", ">", "<", "＞", "＜", "＝", "定性", "≧", "≦");

static struct be_wordlist LEVELS = BE_WORDLIST("产出", "效益", "满意度", "数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "可持续影响", "服务对象满意度");

/* 产出指标, 数量指标, 社会效益: what first and second levels are called everywhere. */
static bool names_level(struct be_span text)
{
    long bracket = be_ends(text, "）") ? be_span_find(text, BE_LIT("（")) : -1;

    if (bracket > 0)                                   /* 产出指标（50分） */
        text = be_span_trim(be_span_to(text, (size_t)bracket));
    if (be_ends(text, "指标"))
        return true;
    return be_wordlist_is(&LEVELS, text);
}

/* The level that a row begins with: two names of levels, one, or only that of the indicator. */
static size_t first_level(const struct be_table *t, const struct be_grid *grid, size_t r)
{
    const int8_t *level = t->plan.set[0].level;
    bool outer = names_level(be_grid_at(grid, r, 0)->text), inner = names_level(be_grid_at(grid, r, 1)->text);
    int at = outer && inner ? level[0] : outer ? level[1] : level[2];

    return at > 0 ? (size_t)at : 0;
}

/* How far an indicator row was moved left: its sign stands below 指标性质, or its first cell is
 * one of the first level. */
static size_t moved_left(const struct be_table *t, const struct be_grid *grid, size_t r,
                         const struct be_form_row *row)
{
    int first = t->plan.set[0].level[0];
    size_t nature = 0;

    for (size_t c = 0; c < t->plan.cols; c++)
        if (be_span_has(t->plan.column[c].measure, "性质"))
            nature = c;
    for (size_t i = 0; i < row->n && nature > 0; i++)
        if (be_wordlist_is(&NATURES, be_grid_at(grid, r, row->col[i])->text))
            return nature > row->col[i] ? nature - row->col[i] : 0;
    if (first < 0 || row->col[0] > 0 || row->n < 2 || row->col[1] != 1)
        return first > 0 && row->col[0] == 0 ? (size_t)first : 0;
    return first_level(t, grid, r);
}

bool be_packed_sum(const struct be_table *t, struct be_grid *grid, size_t r, const struct be_form_row *row)
{
    size_t to[2] = {0, 0};

    if (!t->form.indicators || row->n < 2 || row->n > 3 || row->col[row->n - 1] != row->n - 1 ||
        (row->word[0] != BE_WORD_TOTAL && row->word[0] != BE_WORD_FORM))
        return false;
    for (size_t c = row->n; c < t->plan.cols && c < grid->cols; c++) {
        const struct be_column_plan *col = &t->plan.column[c];
        if (col->role == BE_ROLE_DATA && to[0] == 0 && col->stat == BE_STAT_WEIGHT)
            to[0] = c;
        else if (col->role == BE_ROLE_DATA && to[0] > 0 && to[1] == 0 && col->stat == BE_STAT_COUNT)
            to[1] = c;
    }
    for (size_t i = 1; i < row->n; i++)
        if (!row->number[i] || to[i - 1] == 0)
            return false;
    for (size_t i = row->n; i-- > 1;) {
        *be_grid_at(grid, r, to[i - 1]) = *be_grid_at(grid, r, i);
        be_grid_at(grid, r, i)->text.len = 0;
    }
    return true;
}

size_t be_packed_shift(const struct be_table *t, const struct be_grid *grid, size_t r, const struct be_form_row *row)
{
    const struct be_form *form = &t->form;
    bool words = true;
    size_t last = 0;

    if (form->indicators)
        return row->n < 3 || be_form_labelled(row) || row->word[0] == BE_WORD_TOTAL ? 0 : moved_left(t, grid, r, row);
    if (!form->section || form->side.len == 0 || be_section_opens(row))
        return 0;
    for (size_t i = 0; i < row->n; i++)
        words = words && !row->number[i] && !be_form_label(row->word[i]);
    for (size_t c = 0; c < BE_GRID_COLUMNS; c++)
        if (form->head[c].len > 0)
            last = c;
    if (words) /* texts below the last headers */
        return last > row->col[row->n - 1] ? last - row->col[row->n - 1] : 0;
    return row->n > 2 ? 1 : 0;
}

bool be_packed_side(struct be_context *cx, const struct be_grid *grid)
{
    size_t r = 0, level = 0;

    while (r < grid->rows && !be_form_opens_levels(cx, grid, r))
        r++;
    if (r + 1 >= grid->rows)
        return false;
    while (level < grid->cols && be_word_cell(cx, be_grid_at(grid, r, level)) != BE_WORD_LEVEL1)
        level++;
    return level > 0 && level < grid->cols && names_level(be_grid_at(grid, r + 1, 0)->text) &&
           !names_level(be_grid_at(grid, r + 1, level + 1 < grid->cols ? level + 1 : level)->text);
}
