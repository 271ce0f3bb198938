/* kept.h - a table with a cell a line whose blank cells came as blank lines, cut into rows. For kept.c and
 * kept_head.c alone.
 */
#ifndef BE_KEPT_H
#define BE_KEPT_H

#include "table.h"

#define BE_KEPT_COLUMNS 24u
#define BE_KEPT_NO_ROW 0xFFu
#define BE_KEPT_TWO_SUMS 0xFEu   /* the last row: 人员经费合计, its figure, 公用经费合计 and its own at the end */

enum be_kept_holds { BE_KEPT_NOTHING, BE_KEPT_DIGITS, BE_KEPT_FIGURES, BE_KEPT_WORDS };

struct be_kept {
    struct be_worded *cell;  /* one a line, blank ones included */
    size_t n, width, head;   /* head: cells of the header */
    uint8_t holds[BE_KEPT_COLUMNS];
    uint8_t *wide;           /* of the row that begins with a cell: columns that its label covers beside its own */
    unsigned tries;
    bool whole;              /* the last row has all its cells */
};

/* Cells of the row that begins with cell `at`, and what stands in its column c. */
size_t be_kept_row(const struct be_kept *k, size_t at);
struct be_span be_kept_at(const struct be_kept *k, size_t at, size_t c);
/* Columns before the first one of words: codes, or the number of the row. */
size_t be_kept_codes(const struct be_kept *k);
/* 数, 额, 合计: it stands over figures. */
bool be_kept_says_figures(struct be_span text);
/* kept_head.c: two rows of the header, each with a word or a blank for every column. */
bool be_kept_groups(const struct be_kept *k, struct be_worded *upper, struct be_worded *lower);

#endif
