/* sums.c - which column of an aligned table is below which leaf of its header, where some have no data: the way in which
 * the figures of its lines add up, 合计 = 基本支出 + 项目支出, if there is one.
 */
#include "tower.h"
#include "../../base/decimal.h"

#define LINES 8u             /* looked at */
#define TRIES 20000u         /* columns put below a leaf */
#define WRONG 20             /* half columns that a line that does not add up is worth */
#define SCALE 4              /* decimals of the figures */
#define FIGURE_MOST (INT64_MAX / BE_GRID_COLUMNS)   /* their sums stay exact */

struct sums {
    const struct be_branches *tree;
    int8_t whole[BE_REGION_HEAD];        /* of each leaf the one that sums it up; -1: none */
    bool total[BE_REGION_HEAD], summed[BE_REGION_HEAD];  /* it is called a total; it sums up others */
    uint8_t from[BE_REGION_HEAD], to[BE_REGION_HEAD];    /* leaves of each group */
    size_t cols, lines, tries;
    int64_t figure[LINES][BE_GRID_COLUMNS];
    uint64_t filled[LINES];
    int32_t cost[BE_GRID_COLUMNS][BE_REGION_HEAD];
    int32_t rest[BE_GRID_COLUMNS + 1];   /* what the columns from here on cost at least */
    int32_t least;
    uint8_t at[BE_GRID_COLUMNS], best[BE_GRID_COLUMNS];
};

/* ---- what the header says ---- */

static bool is_total(struct be_span text)
{
    return be_ends(text, "合计") || be_ends(text, "小计") || be_ends(text, "总计");
}

static struct be_wordlist NO_PART = BE_WORDLIST("增减", "比", "率", "%", "占", "数量", "其中", "人数", "备注", "分值", "得分");

/* Counts, changes, and what is contained in another are no parts. */
static bool is_part(struct be_span text)
{
    return !be_wordlist_holds(&NO_PART, text);
}

/* The narrowest group around a leaf that is wider than `width`; its number, or that of groups: there is none. */
static size_t group_around(const struct sums *s, size_t leaf, size_t width)
{
    size_t best = s->tree->groups, least = SIZE_MAX;

    for (size_t g = 0; g < s->tree->groups; g++) {
        size_t wide = (size_t)(s->to[g] - s->from[g]);
        if (s->from[g] <= leaf && leaf < s->to[g] && wide > width && wide < least) {
            least = wide;
            best = g;
        }
    }
    return best;
}

/* The total beside the leaf, or beside a group that it is in. */
static int8_t whole_of(const struct sums *s, size_t leaf)
{
    size_t width = 0;

    for (;;) {
        size_t around = group_around(s, leaf, width);
        for (size_t i = leaf; i-- > 0;)
            if (s->total[i] && group_around(s, i, 0) == around)
                return is_part(s->tree->leaf[leaf]->text) && !be_tower_beside_sangong(s->tree->leaf[i]->text, s->tree->leaf[leaf]->text) ? (int8_t)i : -1;
        if (around == s->tree->groups || !is_part(s->tree->group[around].cell->text))
            return -1;
        width = (size_t)(s->to[around] - s->from[around]);
    }
}

/* False: there are no totals. */
static bool read_header(struct sums *s)
{
    const struct be_branches *t = s->tree;
    size_t totals = 0, parts[BE_REGION_HEAD] = {0};

    for (size_t i = 0; i < t->n; i++)
        totals += s->total[i] = is_total(t->leaf[i]->text);
    for (size_t g = 0; g < t->groups; g++) {
        for (s->from[g] = 0; t->leaf[s->from[g]] != t->group[g].first;)
            s->from[g]++;
        for (s->to[g] = s->from[g]; t->leaf[s->to[g]++] != t->group[g].last;)
            ;
    }
    for (size_t i = 0; i < t->n && totals > 0; i++) {
        s->whole[i] = i == 0 ? -1 : whole_of(s, i);
        if (s->whole[i] >= 0)
            s->summed[s->whole[i]] = ++parts[s->whole[i]] > 1;   /* of one part alone others may not be printed */
    }
    return totals > 0;
}

/* ---- what the lines say ---- */

static void read_lines(struct sums *s, const struct be_region *r, size_t from, size_t to, const uint8_t shift[BE_GRID_COLUMNS])
{
    for (size_t i = from; i < to && s->lines < LINES; i++) {
        size_t n = 0;
        s->filled[s->lines] = 0;
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            int64_t figure;
            if (p->kind != BE_PIECE_NUMBER || !be_decimal_fixed(&figure, be_piece_text(r, p), SCALE) || figure == 0 ||
                figure > FIGURE_MOST || figure < -FIGURE_MOST)
                continue;
            s->figure[s->lines][shift[p->col]] = figure;
            s->filled[s->lines] |= (uint64_t)1 << shift[p->col];
            n++;
        }
        s->lines += n > 1;
    }
}

static bool adds_up(const struct sums *s, size_t line, const uint8_t *at)
{
    int64_t sum[BE_REGION_HEAD] = {0};
    bool whole[BE_REGION_HEAD] = {false}, parts[BE_REGION_HEAD] = {false};

    for (size_t c = 0; c < s->cols; c++) {
        int8_t of = s->whole[at[c]];
        if (!(s->filled[line] >> c & 1))
            continue;
        whole[at[c]] = true;
        sum[at[c]] -= s->figure[line][c];
        if (of < 0)
            continue;
        parts[of] = true;
        sum[of] += s->figure[line][c];
    }
    for (size_t i = 0; i < s->tree->n; i++)
        if (s->summed[i] && (whole[i] || parts[i]) && (!whole[i] || sum[i] != 0))
            return false;
    return true;
}

static int32_t wrong_lines(const struct sums *s, const uint8_t *at)
{
    int32_t n = 0;

    for (size_t i = 0; i < s->lines; i++)
        n += !adds_up(s, i, at);
    return n;
}

/* ---- the best way ---- */

static void place(struct sums *s, size_t col, size_t leaf, int32_t cost)
{
    if (col == s->cols) {
        cost += WRONG * wrong_lines(s, s->at);
        if (cost < s->least) {
            s->least = cost;
            memcpy(s->best, s->at, sizeof s->best);
        }
        return;
    }
    for (; leaf + (s->cols - col) <= s->tree->n && s->tries < TRIES; leaf++) {
        int32_t with = cost + s->cost[col][leaf];
        s->tries++;
        if (with + s->rest[col + 1] >= s->least)
            continue;
        s->at[col] = (uint8_t)leaf;
        place(s, col + 1, leaf + 1, with);
    }
}

bool be_sums_settle(const struct builder *b, const struct be_branches *tree, size_t column[BE_REGION_HEAD],
                    const uint8_t shift[BE_GRID_COLUMNS])
{
    struct sums *s = be_arena_room(b->r->arena, sizeof *s);
    int32_t wrong;

    if (s == NULL)
        return true;
    memset(s->summed, 0, sizeof s->summed);
    s->lines = s->tries = 0;
    s->tree = tree;
    s->cols = b->cols->n;
    if (!read_header(s))
        return true;
    for (size_t i = 0; i < tree->n; i++)
        if (column[i] != SIZE_MAX)
            s->best[column[i]] = (uint8_t)i;
    read_lines(s, b->r, b->r->body, be_page_end(b->r, b->r->body), shift);
    wrong = wrong_lines(s, s->best);
    if (wrong == 0 || s->cols == tree->n)
        return wrong * 2 <= (int32_t)s->lines;
    s->least = WRONG * wrong;
    s->rest[s->cols] = 0;
    for (size_t c = s->cols; c-- > 0;) {
        int32_t least = INT32_MAX;
        for (size_t i = c; i + (s->cols - c) <= tree->n; i++) {
            s->cost[c][i] = be_leaves_cost(b, tree->leaf[i], &b->cols->col[c], 0) - be_leaves_skip(tree->leaf[i]);
            least = s->cost[c][i] < least ? s->cost[c][i] : least;
        }
        s->rest[c] = s->rest[c + 1] + least;
        s->least += s->cost[c][s->best[c]];
    }
    place(s, 0, 0, 0);
    for (size_t i = 0; i < tree->n; i++)
        column[i] = SIZE_MAX;
    for (size_t c = 0; c < s->cols; c++)
        column[s->best[c]] = c;
    return wrong_lines(s, s->best) * 2 <= (int32_t)s->lines;
}

bool be_sums_agree(const struct builder *b, const uint8_t shift[BE_GRID_COLUMNS])
{
    struct be_branches tree = {.n = b->cols->n};
    size_t column[BE_REGION_HEAD];

    for (size_t i = 0; i < b->out->n; i++) {
        struct be_tower *t = &b->out->cell[i];
        if (t->leaf && t->to == t->from + 1)
            tree.leaf[t->from] = t;
    }
    for (size_t c = 0; c < tree.n; c++) {
        column[c] = c;
        if (tree.leaf[c] == NULL)
            return true;     /* a column without a header */
    }
    for (size_t i = 0; i < b->out->n; i++) {
        struct be_tower *t = &b->out->cell[i];
        if (!t->leaf && t->to > t->from)
            tree.group[tree.groups++] = (struct be_branch_group){t, tree.leaf[t->from], tree.leaf[t->to - 1]};
    }
    return be_sums_settle(b, &tree, column, shift);
}
