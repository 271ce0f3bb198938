/* ranks.h - which rows of a table without codes are sums of others, where its figures prove it:
 * 税收收入 above 增值税 and 企业所得税, 收入总计 below all of them.
 *
 * In:    a grid without codes, whole, with one group of label columns.
 * Out:   a rank a row; nothing unless every total is the sum of the leaves above or below it.
 * Keeps: nothing.
 */
#ifndef BE_RANKS_H
#define BE_RANKS_H

#include "plan.h"

enum be_rank {
    BE_RANK_NONE,                /* no figure of money stands in it */
    BE_RANK_LEAF,
    BE_RANK_SUM,
    BE_RANK_AMONG,               /* 其中: a part of the row above, whose other parts are not printed */
};

/* By row of the grid; NULL: nothing is proven, or memory is out. */
const uint8_t *be_ranks_find(const struct be_plan *plan, struct be_grid *grid, size_t from, struct be_context *cx, struct be_arena *arena);

#endif
