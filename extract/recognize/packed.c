/* packed.c - rows of forms that came as bars: a label down the side has no cell in them. */
#include "form.h"

/* Rows of bars have no place for a section's label down the side: theirs begin one to the left. */
void be_packed_move(struct be_grid *grid, size_t r, size_t by)
{
    for (size_t c = grid->cols; c-- > by;)
        *be_grid_at(grid, r, c) = *be_grid_at(grid, r, c - by);
    for (size_t c = 0; c < by && c < grid->cols; c++)
        be_grid_at(grid, r, c)->text.len = 0;
}

static const char *const NATURES[] = {"≥", "≤", "=", ">", "<", "＞", "＜", "＝", "定性", "≧", "≦"};

/* How far an indicator row was moved left: its sign stands below 指标性质, or its first cell is
 * one of the first level. */
static size_t moved_left(const struct be_table *t, const struct be_grid *grid, size_t r,
                         const struct be_form_row *row)
{
    int first = t->plan.set[0].level[0];
    size_t nature = 0;

    for (size_t c = 0; c < t->plan.cols; c++)
        if (be_span_find(t->plan.column[c].measure, BE_LIT("性质")) >= 0)
            nature = c;
    for (size_t i = 0; i < row->n && nature > 0; i++)
        for (size_t k = 0; k < sizeof NATURES / sizeof *NATURES; k++)
            if (be_span_is(be_grid_at(grid, r, row->col[i])->text, NATURES[k]))
                return nature > row->col[i] ? nature - row->col[i] : 0;
    return first > 0 && row->col[0] == 0 ? (size_t)first : 0;
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
