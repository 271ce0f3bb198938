/* form.h - what the parts of a form share: form.c (is it one, label beside value), section.c (rows
 * below a row of headers inside it), packed.c (rows that bars moved left), repeated.c (wide cells printed more than once).
 *
 * In:    a row of the form's grid.
 * Out:   hits; struct be_form in the table at hand changes.
 * Keeps: nothing.
 */
#ifndef BE_FORM_H
#define BE_FORM_H

#include "walk.h"

/* What a row of a form looks like: its filled cells and their words. */
struct be_form_row {
    size_t n, col[BE_GRID_COLUMNS];
    struct be_span text[BE_GRID_COLUMNS];  /* without blanks, for labels */
    enum be_word word[BE_GRID_COLUMNS];
    bool number[BE_GRID_COLUMNS];
};

/* form.c */
void be_form_look(struct be_form_row *row, struct be_context *cx, const struct be_grid *grid, size_t r);
bool be_form_label(enum be_word w);                    /* a word that stands as a label */
bool be_form_labelled(const struct be_form_row *row);  /* begins with one that forms have on the left */
void be_form_say(struct be_column_plan *say, struct be_context *cx, struct be_span label, enum be_word word);
void be_form_settle(struct be_column_plan *say, const struct be_form *form);
void be_form_add(struct be_context *cx, struct be_table *t, const struct be_cell *cell, size_t col,
                 const struct be_column_plan *say, struct be_span item);
/* A section begins; text: its label down the left side. */
void be_form_side(struct be_context *cx, struct be_form *form, struct be_span text);

bool be_form_opens_levels(struct be_context *cx, const struct be_grid *grid, size_t r);   /* 一级指标 stands in it */

/* repeated.c: takes out the copies of wide cells */
void be_form_unrepeat(struct be_context *cx, struct be_grid *grid);

/* section.c */
bool be_section_opens(const struct be_form_row *row);  /* a row of headers */
bool be_section_heads_one(struct be_context *cx, const struct be_grid *grid, size_t r, const struct be_form_row *row);
void be_section_open(struct be_context *cx, struct be_form *form, const struct be_grid *grid, size_t r, const struct be_form_row *row);
/* False when the row does not stand below the section's headers. */
bool be_section_row(struct be_context *cx, struct be_table *t, const struct be_grid *grid, size_t r,
                    const struct be_form_row *row);

/* packed.c: how many columns a row was moved left, and back again */
size_t be_packed_shift(const struct be_table *t, const struct be_grid *grid, size_t r, const struct be_form_row *row);
/* 总分 over all columns to the left of 分值: its numbers stand below 分值 and 得分 again. */
bool be_packed_sum(const struct be_table *t, struct be_grid *grid, size_t r, const struct be_form_row *row);
/* 绩效指标 | 一级指标 | ... above a row that begins with 产出指标: rows have no place for what stands down their side. */
bool be_packed_side(struct be_context *cx, const struct be_grid *grid);
void be_packed_move(struct be_grid *grid, size_t r, size_t by);

#endif
