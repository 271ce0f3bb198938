/* worded.h - tables whose cells are parted by one blank and whose blank cells have left no trace, as
 * pdftotext without -layout prints them:
 *
 *     科目编码 科目名称 合计 基本支出 项目支出
 *     合计 5,231.40 3,231.40 2,000.00
 *     2080201 行政运行 2,880.20 2,880.20
 *
 * In:    be_worded_types: a window whose lines have their plain types and captions.
 *        be_worded_grid: a table block of such lines.
 * Out:   lines of such tables typed BE_LINE_ALIGNED; the grid. A row that came with fewer figures
 *        than there are columns has those whose column is certain: the sum of the others, and the
 *        others where the row above adds up in one way only (fill.h).
 * Keeps: nothing. Memory from the arena; a table has at most BE_WORDED_WORDS cells.
 */
#ifndef BE_WORDED_H
#define BE_WORDED_H

#include "../../context.h"
#include "../grid/grid.h"

#define BE_WORDED_WORDS 16384u
#define BE_WORDED_LINE 48u       /* cells of one line */

enum be_worded_kind { BE_WORDED_TEXT, BE_WORDED_NUMBER, BE_WORDED_CODE };

struct be_worded {
    struct be_span text;
    uint32_t line;
    uint8_t kind;                /* enum be_worded_kind */
};

/* Words of a line that make its cells: codes at its front, figures, and the texts between. */
size_t be_worded_cells(struct be_span text, uint32_t line, struct be_worded out[BE_WORDED_LINE]);
/* Words of a header's line, each a column: 项 目 is one. */
size_t be_worded_header(struct be_span text, uint32_t line, struct be_worded out[BE_WORDED_LINE]);
/* 1 2 3 ...: counts the columns, behind 栏次 or not. How many; 0: it does not. */
size_t be_worded_counts(const struct be_worded *word, size_t n);

void be_worded_types(struct be_context *cx);
bool be_worded_is(const struct be_window *win, const struct be_block *block);
enum be_status be_worded_grid(struct be_grid *out, const struct be_context *cx, const struct be_block *block,
                              struct be_arena *arena, bool *sure);

/* spaced.c: cells parted by one blank below a header that says how many; their lines become tab rows. */
void be_spaced_types(struct be_context *cx);

/* listed.c: tables whose cells came one a line, without tabs. */
void be_listed_types(struct be_context *cx);
bool be_listed_is(const struct be_window *win, const struct be_block *block);

/* kept.c: cuts cells that came one behind the other, blank ones too, into rows, where what wide and high cells cover
 * has none. No rows: they can be cut in no way, or in several. */
void be_kept_cut(struct be_maker *m, const struct be_cell *cell, size_t n);

#endif
