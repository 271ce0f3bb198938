/* branches.c - the header of an aligned table as a tree: which of its cells are groups, and over
 * which others, in their order from left to right.
 *
 * Within a line the cells stand in order, but a line may be moved against the one below by some
 * columns. So the lowest cells are taken as they stand, and those above merged into them, a height
 * after the other: each as a column of its own between two of them, or over a run of them, in whose
 * middle it then stands.
 */
#include "tower.h"

enum {
    GROUP = 6,               /* half columns: that a cell is a group, and that it is one of a single column; */
    LONE = 40,
    UNEVEN = 6,              /* times half the lines that its columns are apart; */
    MISNAMED = 60,           /* 合计 and the like over others, 小计 within a group but not first, */
    FREE = 40,               /* a lowest cell below no group, where others are; */
    TOO_MUCH = 40,           /* a cell that stands so badly: it is not known where */
};

struct branch {              /* a cell with all that is below it: leaves [from, to) */
    struct be_tower *cell;
    int32_t x, end;          /* of its leaves and itself */
    size_t from, to;
    bool low;                /* of the lowest height */
    uint8_t says;
    uint8_t left, right;     /* twin_of */
};

struct tree {                /* the branches so far, from left to right */
    struct branch branch[BE_REGION_HEAD];
    size_t n;
    struct be_tower *leaf[BE_REGION_HEAD];
    size_t leaves;
};

struct halves {              /* branches [first, first + n) come again behind them: two years side by side */
    size_t first, n;         /* n 0: they do not */
};

struct step {                /* how the best way came to (i, j) */
    int32_t cost;
    uint8_t taken;           /* branches below cell i - 1; 0: it is a leaf; SKIP: branch j - 1 is taken over */
};

#define SKIP UINT8_MAX
#define FAR_COST (INT32_MAX / 4)

enum {                       /* what a cell's text says of it */
    SUBTOTAL = 1,
    BEGINS_GROUP = 2,        /* columns that a group begins with: of a panel beside another, of the parts of a code */
    HEADS_LABEL = 4,         /* it heads codes or names, */
    HEADS_LABELS = 8,        /* or is the title over such */
    HEADS_ONE = 16,          /* columns have this name and groups do not */
    CARS = 32,
    CODE_PART = 64,          /* 款, 项 */
    RUNNING = 128,           /* 公务用车运行费 */
};

static struct be_wordlist BEGIN = BE_WORDLIST("小计", "项目", "科目编码", "科目代码", "类");

static struct be_wordlist ONE = BE_WORDLIST(
    "合计", "小计", "总计", "类", "款", "项", "科目名称", "科目代码", "行次", "栏次", "备注", "单位名称", "项目名称", "单位代码",
    "序号", "年度", "部门（单位）代码", "部门（单位）名称", "增减额", "本年收入合计", "本年支出合计", "财政专户管理资金",
    "单位资金");

static uint8_t look_at(const struct be_tower *t)
{
    struct be_span text = t->text;
    bool known = t->name == BE_NAME_WHOLE;       /* as all of these words are */
    bool part = be_span_is(text, "款") || be_span_is(text, "项");
    bool label = part || be_span_is(text, "类") || (text.len >= 6 && (be_ends(text, "编码") || be_ends(text, "代码") ||
                                                                    be_ends(text, "名称") || be_span_has(text, "名称（")));

    return (uint8_t)((be_span_is(text, "小计") ? SUBTOTAL : 0) | (known && be_tower_is_one_of(text, &BEGIN) ? BEGINS_GROUP : 0) |
                     (label ? HEADS_LABEL : 0) | (be_tower_heads_labels(text) ? HEADS_LABELS : 0) |
                     (known && be_tower_is_one_of(text, &ONE) ? HEADS_ONE : 0) | (known && be_tower_is_cars(text) ? CARS : 0) | (part ? CODE_PART : 0) |
                     (be_span_has(text, "运行") ? RUNNING : 0));
}

static struct halves find_halves(const struct branch *branch, size_t n)
{
    for (size_t first = 0; first + 4 <= n; first++) {
        size_t half = (n - first) / 2, k = 0;
        if ((n - first) % 2 != 0)
            continue;
        while (k < half && be_span_eq(branch[first + k].cell->text, branch[first + half + k].cell->text))
            k++;
        if (k == half)
            return (struct halves){first, half};
    }
    return (struct halves){0, 0};
}

/* Columns that stand side by side below one title or none: a group has both, or neither. */
static const char *const TWINS[][2] = {
    {"类", "款"}, {"款", "项"}, {"基本支出", "项目支出"}, {"人员经费", "公用经费"}, {"增减额", "增减%"}, {"公务用车购置费", "公务用车运行费"},
    {"公务用车购置费", "公务用车运行维护费"}, {"科目编码", "科目名称"},
};

#define CHANGES (1u << 4)    /* 增减额, left of its twin */

/* Of which it is the left one (side 0) or the right one, 1 << i. */
static uint8_t twin_of(const struct be_tower *t, unsigned side)
{
    uint8_t of = 0;

    for (size_t i = 0; i < sizeof TWINS / sizeof *TWINS && t->name == BE_NAME_WHOLE; i++)
        if (t->text.p[2] == TWINS[i][side][2] && be_span_is(t->text, TWINS[i][side]))
            of |= (uint8_t)(1u << i);
    return of;
}

/* How many twins a group over branches [from, to) parts. */
static int32_t parted(const struct tree *t, size_t from, size_t to)
{
    return (from > 0 && (t->branch[from - 1].left & t->branch[from].right)) + (to < t->n && (t->branch[to - 1].left & t->branch[to].right));
}

/* Does 小计 stand right before a group that begins at branch from, and not in it? */
static bool leaves_sum(const struct tree *t, size_t from)
{
    return from > 0 && (t->branch[from - 1].says & SUBTOTAL) && !(t->branch[from].says & SUBTOTAL);
}

/* Does a group over branches [from, to) have a half or more, but not one of the two? */
static bool breaks(struct halves h, size_t from, size_t to)
{
    return to > h.first && !(to - from == h.n && (from == h.first || from == h.first + h.n));
}

/* What it costs that the cell is a column between the branches before and after. */
static int32_t leaf_cost(const struct be_tower *t, uint8_t says, const struct branch *before, const struct branch *after)
{
    int32_t cost = after != NULL && (after->says & CODE_PART) ? MISNAMED : 0;

    if (after != NULL && (after->says & HEADS_LABEL) && (says & HEADS_LABELS) && (!(says & HEADS_LABEL) || be_span_is(after->cell->text, "类")))
        cost += MISNAMED;    /* 功能分类科目 between 类 款 项 and 科目名称, 科目编码 beside 类 */
    if (after != NULL && (after->left & CHANGES) && be_span_has(t->text, "比"))
        cost += MISNAMED;    /* 2025年比2024年增减 beside 增减额 */
    if (after != NULL && (says & CARS) && (after->says & RUNNING))
        cost += MISNAMED;    /* 公务用车购置及运行费 beside 公务用车运行费 */
    if (before != NULL && after != NULL && before->low && after->low && (before->says & SUBTOTAL))
        cost += MISNAMED;    /* 单位资金 between 小计 and what it sums up */
    if (before != NULL && before->end > (int32_t)t->x)
        cost += 2 * (before->end - (int32_t)t->x);
    if (after != NULL && (int32_t)t->end > after->x)
        cost += 2 * ((int32_t)t->end - after->x);
    return cost;
}

/* How far the columns of a group stand from one height: a higher cell is merged down over the whole header. */
static int32_t unevenness(const struct branch *first, size_t n)
{
    int32_t most = 0;

    for (size_t k = 0; k < n; k++) {
        int32_t off = apart(height2(first[k].cell), height2(first->cell));
        if (first[k].to - first[k].from > 1)
            return 0;        /* they may be merged down beside another group */
        most = off > most && first[k].cell->top != first->cell->top ? off : most;
    }
    return most;
}

static struct be_wordlist CARRIED = BE_WORDLIST("上年", "年初", "年末", "以前年度");

/* Is a column no part of what a group's title says? 会议费 below 三公, 上年结转 below 本年收入. */
static bool is_foreign(struct be_span title, struct be_span column)
{
    if (be_starts(title, "本年"))
        return be_wordlist_front(&CARRIED, column) > 0;
    return be_tower_beside_sangong(title, column);
}

static int32_t group_cost(const struct be_tower *t, uint8_t says, const struct branch *first, size_t n)
{
    int32_t cost = GROUP + apart(middle2(t), first->x + first[n - 1].end) + (n == 1 ? LONE : 0);
    bool leaves_out;

    if (cost > 4 * TOO_MUCH)
        return FAR_COST;
    leaves_out = be_starts(t->text, "本年") || be_span_has(t->text, "三公");
    cost += UNEVEN * unevenness(first, n);
    if (((says & HEADS_ONE) && !((first->says & SUBTOTAL) && be_ends(t->text, "资金"))) || ((says & CARS) && (n < 2 || !(first[n - 1].says & RUNNING))))
        cost += MISNAMED;
    for (size_t k = 0; k < n; k++) {
        cost += leaves_out && is_foreign(t->text, first[k].cell->text) ? MISNAMED : 0;
        cost += k > 0 && (first[k].says & BEGINS_GROUP) ? MISNAMED : 0;
        cost += k > 0 && (says & HEADS_LABELS) && (first[k - 1].says & HEADS_LABEL) && !(first[k].says & HEADS_LABEL) ? MISNAMED : 0;
    }
    return cost;
}

static int32_t free_cost(const struct branch *of, bool last)
{
    return !last ? 0 : (of->low ? FREE : 0) + (of->says & SUBTOTAL ? MISNAMED : 0);
}

/* Do cells that are merged down stand in the middle of their height? Then none of them stands as high as the uppermost groups. */
static bool in_middle(const struct tree *t)
{
    for (size_t j = 0; j < t->n; j++)
        if (t->branch[j].to - t->branch[j].from == 1 && !t->branch[j].low)
            return true;
    return false;
}

/* The best ways to merge n cells of a height with the branches below. */
static void weigh(struct be_tower *const *cell, size_t n, const uint8_t *says, const struct tree *t, bool last,
                  struct step (*best)[BE_REGION_HEAD + 1])
{
    const struct branch *below = t->branch;
    struct halves h = last ? find_halves(below, t->n) : (struct halves){0, 0};
    const int32_t high = last && in_middle(t) ? FREE : 0;

    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= t->n; j++) {
            struct step *s = &best[i][j];
            *s = (struct step){i == 0 && j == 0 ? 0 : FAR_COST, SKIP};
            if (j > 0) {
                int32_t free = best[i][j - 1].cost + free_cost(&below[j - 1], last) + (h.n > 0 && n > 1 && j > h.first ? MISNAMED : 0);
                if (free < s->cost)
                    *s = (struct step){free, SKIP};
            }
            for (size_t take = 0; i > 0 && take <= j; take++) {
                int32_t with = best[i - 1][j - take].cost;
                if (take > 0 && below[j - take].cell->top <= cell[i - 1]->bottom)
                    break;   /* beside the cell, not below it */
                if (with >= s->cost)
                    continue;
                with += h.n > 0 && (take == 0 ? j > h.first && j < t->n : breaks(h, j - take, j)) ? MISNAMED : 0;
                with += take == 0 ? high + leaf_cost(cell[i - 1], says[i - 1], j > 0 ? &below[j - 1] : NULL, j < t->n ? &below[j] : NULL)
                                  : group_cost(cell[i - 1], says[i - 1], &below[j - take], take) +
                                        MISNAMED * (parted(t, j - take, j) + ((says[i - 1] & CARS) && leaves_sum(t, j - take)));
                if (with < s->cost)
                    *s = (struct step){with, (uint8_t)take};
            }
        }
}

/* Adds branch number j of another tree, with its leaves. */
static void add_branch(struct tree *t, const struct tree *of, size_t j)
{
    struct branch *b = &t->branch[t->n++];

    *b = of->branch[j];
    b->from = t->leaves;
    for (size_t k = of->branch[j].from; k < of->branch[j].to; k++)
        t->leaf[t->leaves++] = of->leaf[k];
    b->to = t->leaves;
}

/* A cell over the last `taken` branches, or none. */
static void add_cell(struct tree *t, struct be_tower *cell, uint8_t says, size_t taken, struct be_branches *out)
{
    struct branch b = {.cell = cell, .says = says, .left = twin_of(cell, 0), .right = twin_of(cell, 1), .x = (int32_t)cell->x, .end = (int32_t)cell->end, .from = t->leaves, .to = t->leaves + 1};

    if (taken == 0) {
        t->leaf[t->leaves++] = cell;
    } else {
        const struct branch *first = &t->branch[t->n - taken], *last = &t->branch[t->n - 1];
        b.x = first->x < b.x ? first->x : b.x;
        b.end = last->end > b.end ? last->end : b.end;
        b.from = first->from;
        b.to = last->to;
        t->n -= taken;
        out->group[out->groups++] = (struct be_branch_group){cell, t->leaf[b.from], t->leaf[b.to - 1]};
    }
    t->branch[t->n++] = b;
}

/* Merges the cells of a height into the tree of those below; what it cost. */
static int32_t merge(struct tree *t, struct be_tower *const *cell, size_t n, bool last, struct be_branches *out)
{
    struct step best[BE_REGION_HEAD + 1][BE_REGION_HEAD + 1];
    uint8_t way[2 * BE_REGION_HEAD], says[BE_REGION_HEAD];
    size_t steps = 0, j = t->n;
    struct tree below = *t;
    int32_t cost;

    for (size_t i = 0; i < n; i++)
        says[i] = look_at(cell[i]);
    weigh(cell, n, says, t, last, best);
    cost = best[n][j].cost;
    for (size_t i = n; i > 0 || j > 0; steps++) {
        way[steps] = best[i][j].taken;
        i -= way[steps] != SKIP;
        j -= way[steps] == SKIP ? 1 : way[steps];
    }
    t->n = t->leaves = 0;
    for (size_t i = 0; steps-- > 0;) {
        size_t taken = way[steps] == SKIP ? 1 : way[steps];
        for (size_t k = 0; k < taken; k++)
            add_branch(t, &below, j++);
        if (way[steps] != SKIP)
            add_cell(t, cell[i], says[i], taken, out), i++;
    }
    return cost;
}

bool be_branches_find(const struct builder *b, struct be_branches *out)
{
    struct be_tower *cell[BE_REGION_HEAD];
    struct tree t = {.n = 0};
    size_t n = b->out->n, to = n;
    int32_t cost = 0;

    out->groups = out->n = 0;
    for (size_t i = 0; i < n; i++) {     /* from top to bottom */
        size_t at = i;
        for (; at > 0 && height2(cell[at - 1]) > height2(&b->out->cell[i]); at--)
            cell[at] = cell[at - 1];
        cell[at] = &b->out->cell[i];
    }
    while (to > 0) {
        size_t from = to - 1;
        while (from > 0 && height2(cell[to - 1]) - height2(cell[from - 1]) < 2)
            from--;
        for (size_t i = from + 1; i < to; i++) {    /* from left to right */
            struct be_tower *c = cell[i];
            size_t at = i;
            for (; at > from && middle2(cell[at - 1]) > middle2(c); at--)
                cell[at] = cell[at - 1];
            cell[at] = c;
        }
        cost += merge(&t, &cell[from], to - from, from == 0 && to < n, out);
        for (size_t i = 0; to == n && i < t.n; i++)
            t.branch[i].low = true;
        to = from;
    }
    memcpy(out->leaf, t.leaf, t.leaves * sizeof *t.leaf);
    out->n = t.leaves;
    return n > 0 && cost < TOO_MUCH + (int32_t)(2 * GROUP * out->groups);
}
