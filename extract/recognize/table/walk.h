/* walk.h - what cell.c, walk.c (tables with a header), indicator.c and form.c (label beside
 * value) share.
 *
 * Keeps: struct be_table: the table at hand. What of it outlives a window is made of flat
 *        structs whose texts be_tables copies (cell.c).
 */
#ifndef BE_WALK_H
#define BE_WALK_H

#include "cell.h"
#include "row.h"
#include "top.h"
#include "value.h"

struct be_form {              /* state of a form, from row to row */
    bool indicators;          /* below the row with 一级指标: rows are read with the plan */
    uint8_t phase[BE_GRID_COLUMNS];          /* what the labels of a column said first: 预算数, 执行数 */
    struct be_span head[BE_GRID_COLUMNS];    /* header cells of a section inside the form */
    struct be_span side;      /* the section's own label, down its left side */
    struct be_span unit;      /* that label's unit */
    struct be_span last;      /* label of the text above, which a row with nothing but text goes on with; */
    size_t last_col;          /* where that stands */
    struct be_span among;     /* unit of the label that 其中 behind it is part of */
    bool section;             /* rows are read below head */
};

struct be_table {
    struct be_table_place place;
    struct be_open open;
    struct be_form form;
    bool is_form;
    unsigned rows;            /* data rows so far */
    const uint8_t *ranks;     /* by row: enum be_rank; NULL: not known; of the part at hand */
    struct be_row_reader *label;    /* by group of label columns: its rows; of the part at hand */
    struct be_hit *like;      /* by column of data: what its hits begin as; of the part at hand */
    struct be_plan plan;      /* last: the rest is zeroed for every table */
};

/* What all hits of a column have: made once, a hit begins as its copy. */
void be_walk_column(struct be_hit *like, const struct be_column_plan *column, size_t col);
/* Makes those of the plan: for each part, and for each plan. */
void be_walk_columns(struct be_table *t, struct be_arena *arena);

/* Adds the hit of one cell, like another of its column; NULL when it holds nothing or memory is out. */
struct be_hit *be_walk_add(struct be_context *cx, const struct be_table *t, const struct be_cell *cell, const struct be_hit *like,
                           struct be_span item, const struct be_value *value);
/* Makes a grid ready: its data rows begin at `from`. */
void be_walk_begin(struct be_context *cx, struct be_table *t, struct be_grid *grid, size_t from);
/* Rows from `from` on, until there are so many hits; gives the row where it stopped. */
size_t be_walk_rows(struct be_context *cx, struct be_table *t, struct be_grid *grid, const struct be_head *head,
                    size_t from, size_t hits);
/* Does another table's header stand in this row? be_walk_rows stops there. */
bool be_walk_renews(struct be_context *cx, const struct be_grid *grid, size_t row);
/* statement.c: is the row no data, but a statement of nothing, whose hit it adds, or a remark? */
bool be_walk_states(struct be_context *cx, const struct be_grid *grid, size_t row);
/* One row of indicators: levels merged down, every other column a cell. */
void be_walk_indicator(struct be_context *cx, struct be_table *t, struct be_grid *grid, size_t row);
/* 年度目标 that goes on over several rows of one project becomes one cell. */
void be_walk_join(struct be_table *t, struct be_grid *grid, size_t from, size_t to, struct be_arena *arena);

/* A form: does the grid begin as one? Then its rows. start: what was found out about the first rows
 * of the same texts, if `unlike` is set; else set when they are not like a form's. */
bool be_form_begins(struct be_context *cx, const struct be_grid *grid, size_t from, struct be_form_start *start);
void be_form_rows(struct be_context *cx, struct be_table *t, struct be_grid *grid, size_t from, bool first);

#endif
