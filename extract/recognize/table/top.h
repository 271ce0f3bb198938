/* top.h - tops of tables met before: the same header stands over the tables of document after
 * document, and need be read but once.
 *
 * In:    a grid.
 * Out:   its header (segment/grid/header.h), its plan (plan.h), whether it begins as a form.
 * Keeps: those of the tops met last, by the texts of all rows that are looked at for the header. Only
 *        of grids whose header has all its cells, and of bounded size. It only saves time.
 */
#ifndef BE_TOP_H
#define BE_TOP_H

#include "plan.h"
#include "../../base/memo.h"

#define BE_TOP_COLUMNS 20u

/* What the rows of a top say of the question whether a form begins. */
struct be_form_start {
    bool told, form;             /* the answer itself */
    bool unlike;                 /* or: up to this row, so many of those before it are not blank, nothing is like a form, */
    bool values;                 /* and some of them are not words of a form's frame only */
    size_t row, rows;
    size_t top;                  /* rows of the top; behind them stands a row with a figure */
};

struct be_memo *be_tops_new(void);     /* NULL: memory is out */

/* The one of a grid, known or new; NULL: it is not kept. Good until the next one is asked for. */
struct be_top *be_top_of(struct be_context *cx, const struct be_grid *grid);
/* Its header but for the columns, if it is known and the grid's header has all its cells; texts are copied to the arena. */
bool be_top_header(struct be_head *out, struct be_top *top, const struct be_grid *grid, struct be_arena *arena);
/* The columns of a header that was given. */
void be_top_columns(struct be_head *out, const struct be_top *top);
/* The header of a top that was new; false: it is too long to be kept. */
bool be_top_keep(struct be_top *top, const struct be_head *head, const struct be_grid *grid);
/* How the rows of the top begin, see be_form_begins; remembers it. */
void be_top_start(struct be_form_start *out, const struct be_top *top);
void be_top_started(struct be_top *top, const struct be_form_start *start);
/* The plan of a header that was given, if one is known and these rows make the same one. */
bool be_top_plan(struct be_plan *out, struct be_top *top, const struct be_grid *grid);
/* rows: as it was made by. */
void be_top_keep_plan(struct be_top *top, const struct be_plan *plan, const struct be_sample *rows);

#endif
