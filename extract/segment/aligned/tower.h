/* tower.h - the header of an aligned table on its way: cells from pieces (tower.c), cells over
 * columns (leaves.c), titles over groups of them (groups.c). For these files alone.
 */
#ifndef BE_TOWER_H
#define BE_TOWER_H

#include "region.h"
#include "../../base/wordlist.h"

struct builder {
    struct be_region *r;
    struct be_lanes *cols;
    struct be_towers *out;
    size_t head;                     /* lines of header */
    int32_t pitch;                   /* how far those of a cell are apart */
    bool tree;                       /* its cells are those of a tree, leaves all of them */
    bool counted;                    /* a line of column numbers told how many columns there are */
};

static inline int32_t middle2(const struct be_tower *t)
{
    return (int32_t)t->x + (int32_t)t->end;
}

static inline int32_t height2(const struct be_tower *t)
{
    return t->top + t->bottom;
}

static inline int32_t apart(int32_t a, int32_t b)
{
    return a > b ? a - b : b - a;
}

static inline bool overlaps(const struct be_tower *t, const struct be_lane *c)
{
    return t->x < c->end && t->end > c->x;
}

static inline bool only_numbers(const struct be_lanes *cols)
{
    for (size_t c = 0; c < cols->n; c++)
        if (cols->col[c].kind != BE_PIECE_NUMBER)
            return false;
    return true;
}

/* Is text, without blanks, one of the words? */
bool be_tower_is_one_of(struct be_span text, struct be_wordlist *words);
/* A cell that is whole by itself: what stands above it is another cell. */
bool be_tower_is_whole(struct be_span text);
/* The title over the columns of cars in a table of 三公. */
bool be_tower_is_cars(struct be_span text);
/* 会议费 beside “三公”经费合计 is no part of it, unless that names it. */
bool be_tower_beside_sangong(struct be_span whole, struct be_span part);
/* groups.c: 项目 and the like stand over codes and names. */
bool be_tower_heads_labels(struct be_span text);
/* Is its line one of nothing but titles of groups: 收入 and 支出 side by side? */
bool be_tower_on_group_line(const struct builder *b, const struct be_tower *t);

/* tower_words.c: is text the name of a column or group as these tables print it, or the beginning of one? */
enum be_tower_name { BE_NAME_NONE, BE_NAME_BEGUN, BE_NAME_WHOLE };
enum be_tower_name be_tower_name(const struct be_column_names *names, struct be_span text);

/* branches.c: which cells head a column each, from left to right, and which several of them. False
 * when they do not stand so that this is certain. */
struct be_branch_group {
    struct be_tower *cell, *first, *last;   /* it, and the leaves at its ends */
};
struct be_branches {
    struct be_tower *leaf[BE_REGION_HEAD];
    size_t n;
    struct be_branch_group group[BE_REGION_HEAD];
    size_t groups;
};
bool be_branches_find(const struct builder *b, struct be_branches *out);

/* leaves.c: takes columns of numbers told by a line 栏次 into b->cols; shift as in region.h. */
void be_leaves_count(struct builder *b, const struct be_spare *counts, uint8_t shift[BE_GRID_COLUMNS]);
/* Which cell heads which column. False when more cells than columns were counted stand as low
 * as headers of columns do. */
bool be_leaves_find(struct builder *b, uint8_t shift[BE_GRID_COLUMNS]);
/* The same by a tree, whose groups get their columns too. False when its leaves are not those columns. */
bool be_leaves_of(struct builder *b, const struct be_branches *tree, const struct be_spare *counts, uint8_t shift[BE_GRID_COLUMNS]);
/* What it costs that cell t heads column c, by their places; lowest: line of the lowest cell. */
int32_t be_leaves_cost(const struct builder *b, const struct be_tower *t, const struct be_lane *c, int32_t lowest);
/* What it costs that the cell heads none that has data. */
int32_t be_leaves_skip(const struct be_tower *t);
/* sums.c: moves columns to leaves below which their figures add up. False when they do not. */
bool be_sums_settle(const struct builder *b, const struct be_branches *tree, size_t column[BE_REGION_HEAD],
                    const uint8_t shift[BE_GRID_COLUMNS]);
/* Do the figures add up below the header as it is now? */
bool be_sums_agree(const struct builder *b, const uint8_t shift[BE_GRID_COLUMNS]);
/* tower_known.c: the header of a form of the ministry, known by its characters, in place of the cells. False: it is none. */
bool be_tower_known_find(struct builder *b);
/* groups.c: what the other cells stand over. False when that cannot be told. */
bool be_groups_find(struct builder *b);

#endif
