/* groups.h - the cells of a row of header in groups, each below one cell of the row above it.
 *
 * In:    the row below, how many groups the row above has cells for.
 * Out:   where each group begins; false: no such groups can be told.
 * Keeps: nothing.
 */
#ifndef BE_GROUPS_H
#define BE_GROUPS_H

#include "../../recognize/table/word.h"
#include "grid.h"

/* One row of the header: its cells in order, blank ones too. */
struct be_head_cells {
    size_t n;
    bool gaps;                /* a blank cell stands before a filled one */
    struct be_span text[BE_GRID_COLUMNS];
    enum be_word word[BE_GRID_COLUMNS];
};

struct be_groups {
    size_t n;
    bool begins[BE_GRID_COLUMNS + 1];    /* a group begins at this cell */
};

/* `want` groups. A blank cell is a group of its own: the cell above reaches down into it. */
bool be_groups_of(struct be_groups *out, const struct be_head_cells *below, size_t want);
/* 行政 事业 小计 在职 退休 小计: the sums stand last. */
bool be_groups_behind_sums(struct be_groups *out, const struct be_head_cells *below, size_t want);
/* Groups of labels and data that are more than wanted: the last ones are one. */
bool be_groups_front(struct be_groups *out, const struct be_head_cells *below, size_t want);
/* One for each cell of the row above and for each blank cell that it lost at its end, which it is given back. */
bool be_groups_trimmed(struct be_groups *out, const struct be_head_cells *below, struct be_head_cells *above);
/* So many cells, blank ones behind those that it came with. */
void be_groups_fill(struct be_head_cells *row, size_t n);

static inline bool be_groups_change(enum be_word word)
{
    return word == BE_WORD_CHANGE || word == BE_WORD_CHANGE_RATE;
}

/* choose.c: below which cell of the row above each group stands, in order, as they like it best. *open is set when nothing but
 * their order says so. False when labels would stand below data. */
bool be_groups_choose(const struct be_head_cells *above, const struct be_head_cells *below, const struct be_groups *cuts, uint8_t *cell, bool *open);

#endif
