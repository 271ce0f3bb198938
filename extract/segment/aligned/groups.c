/* groups.c - titles over several columns of an aligned table: which ones.
 */
#include "tower.h"

/* ---- groups ---- */

struct span_of {             /* the columns as the groups see them */
    int32_t left[BE_GRID_COLUMNS], right[BE_GRID_COLUMNS]; /* edges of what stands in them */
    int32_t top[BE_GRID_COLUMNS];                          /* height of the uppermost cell so far; INT32_MAX: none */
    uint8_t kind[BE_GRID_COLUMNS];
    size_t n;
};

struct group {
    struct be_tower *cell;
    int32_t level;           /* height of the cells it has below it */
    bool labels, numbers;    /* it may stand over columns of these */
};

static struct be_wordlist LABELS = BE_WORDLIST("项目", "科目", "科目编码", "分类", "指标", "单位", "预算单位");

bool be_tower_heads_labels(struct be_span text)
{
    return be_tower_is_one_of(text, &LABELS) || be_ends(text, "科目") || be_ends(text, "分类") || be_ends(text, "编码");
}

/* 项目 stands over codes and names, the others over numbers; where names stand between numbers
 * (收入 and 支出 side by side) over a whole part of the table. */
static void scope(const struct builder *b, const struct span_of *s, struct group *g, bool beside_labels)
{
    bool names = false, numbers = false;

    g->labels = be_tower_heads_labels(g->cell->text);
    g->numbers = !g->labels;
    for (size_t c = 1; c < s->n && !g->labels; c++) { /* a name between numbers: several panels */
        numbers = numbers || s->kind[c - 1] == BE_PIECE_NUMBER;
        names = names || (numbers && s->kind[c] == BE_PIECE_TEXT);
        g->labels = names && s->kind[c] == BE_PIECE_NUMBER;
    }
    g->level = INT32_MAX;
    for (size_t c = 0, best = SIZE_MAX; c < s->n; c++) {
        size_t off = (size_t)apart(s->left[c] + s->right[c], middle2(g->cell));
        if (s->top[c] == INT32_MAX || s->top[c] <= height2(g->cell))
            continue;
        if (overlaps(g->cell, &b->cols->col[c]))
            off = 0;
        if (off < best || (off == best && s->top[c] < g->level)) {
            best = off;
            g->level = s->top[c];
        }
    }
    if (!beside_labels && g->cell->top == (int32_t)b->r->line[0].line && be_tower_on_group_line(b, g->cell))
        g->level = height2(g->cell) + 2;
}

static bool is_child(const struct span_of *s, const struct group *g, size_t c)
{
    return (s->kind[c] == BE_PIECE_NUMBER ? g->numbers : g->labels) && s->top[c] != INT32_MAX && s->top[c] >= g->level - 1;
}

/* In a table of several panels a group's run begins and ends where a panel does. */
static bool is_border(const struct span_of *s, size_t c)
{
    return c == 0 || c == s->n || (s->kind[c] != BE_PIECE_NUMBER && s->kind[c - 1] == BE_PIECE_NUMBER);
}

/* Groups of one height, from left to right, over the columns: each takes a run of them, so that
 * titles stand in the middle of their runs and cells of the level below are all taken. */
static void spread(const struct span_of *s, struct group *group, size_t k)
{
    static const int32_t FAR = INT32_MAX / 4, MISFIT = 60;
    int32_t cost[BE_REGION_HEAD / 2 + 1][BE_GRID_COLUMNS + 1];
    uint8_t start[BE_REGION_HEAD / 2 + 1][BE_GRID_COLUMNS + 1];
    size_t n = s->n;

    if (k > BE_REGION_HEAD / 2)
        k = BE_REGION_HEAD / 2;
    if (k == 0)
        return;
    for (size_t c = 0; c <= n; c++) /* columns left of all groups */
        cost[0][c] = c == 0 ? 0 : cost[0][c - 1] + (is_child(s, &group[0], c - 1) ? MISFIT : 0);
    for (size_t g = 1; g <= k; g++) {
        const struct group *t = &group[g - 1];
        for (size_t end = 0; end <= n; end++) {
            int32_t misfits = 0;
            cost[g][end] = FAR;
            if (end > 0 && cost[g][end - 1] < FAR) { /* column end-1 stays free */
                cost[g][end] = cost[g][end - 1] + (is_child(s, t, end - 1) || (g < k && is_child(s, &group[g], end - 1)) ? MISFIT : 0);
                start[g][end] = UINT8_MAX;
            }
            for (size_t from = end; from-- > 0;) {
                int32_t total;
                if (s->top[from] != INT32_MAX && s->top[from] <= height2(t->cell))
                    break;
                misfits += is_child(s, t, from) ? 0 : MISFIT;
                total = cost[g - 1][from] + misfits + apart(s->left[from] + s->right[end - 1], middle2(t->cell));
                if (t->labels && t->numbers)
                    total += (is_border(s, from) ? 0 : 2 * MISFIT) + (is_border(s, end) ? 0 : 2 * MISFIT);
                if (cost[g - 1][from] < FAR && total < cost[g][end]) {
                    cost[g][end] = total;
                    start[g][end] = (uint8_t)from;
                }
            }
        }
    }
    if (cost[k][n] >= FAR)
        return;
    for (size_t g = k, end = n; g > 0; g--) {
        while (end > 0 && start[g][end] == UINT8_MAX)
            end--;
        if (end == 0)
            return;
        group[g - 1].cell->to = (uint8_t)end;
        end = start[g][end];
        group[g - 1].cell->from = (uint8_t)end;
    }
}

/* Headers that come again, 合计 因公出国 ... 合计 因公出国 ..., say where each group begins,
 * wherever the titles stand. */
static bool spread_evenly(const struct builder *b, struct group *group, size_t k)
{
    struct be_span text[BE_GRID_COLUMNS] = {{NULL, 0}};
    size_t first = 0, n = b->cols->n, each;

    for (size_t i = 0; i < b->out->n; i++)
        if (b->out->cell[i].leaf)
            text[b->out->cell[i].from] = b->out->cell[i].text;
    while (first < n && b->cols->col[first].kind != BE_PIECE_NUMBER)
        first++;
    if (k < 2 || (n - first) % k != 0 || (each = (n - first) / k) < 2)
        return false;
    for (size_t c = first; c + each < n; c++)
        if (text[c].len == 0 || !be_span_eq(text[c], text[c + each]))
            return false;
    for (size_t g = 0; g < k; g++) {
        group[g].cell->from = (uint8_t)(first + g * each);
        group[g].cell->to = (uint8_t)(first + (g + 1) * each);
    }
    return true;
}

bool be_groups_find(struct builder *b)
{
    struct span_of s = {.n = b->cols->n};

    for (size_t c = 0; c < s.n; c++) {
        s.left[c] = (int32_t)b->cols->col[c].x;
        s.right[c] = (int32_t)b->cols->col[c].end;
        s.top[c] = INT32_MAX;
        s.kind[c] = b->cols->col[c].kind;
    }
    for (size_t i = 0; i < b->out->n; i++) {
        const struct be_tower *t = &b->out->cell[i];
        if (!t->leaf)
            continue;
        s.top[t->from] = height2(t);
        s.left[t->from] = (int32_t)t->x; /* a title is centred as the headers are; numbers stand right */
        s.right[t->from] = (int32_t)t->end;
    }
    for (int32_t under = INT32_MAX;;) {
        struct group group[BE_REGION_HEAD];
        int32_t lowest = INT32_MIN;
        size_t k = 0;
        for (size_t i = 0; i < b->out->n; i++)
            if (!b->out->cell[i].leaf && height2(&b->out->cell[i]) < under && height2(&b->out->cell[i]) > lowest)
                lowest = height2(&b->out->cell[i]);
        if (lowest == INT32_MIN)
            return true;
        for (size_t i = 0; i < b->out->n; i++) {
            struct be_tower *t = &b->out->cell[i];
            size_t at = k;
            if (t->leaf || height2(t) >= under || height2(t) < lowest - 1)
                continue;
            for (; at > 0 && group[at - 1].cell->x > t->x; at--)
                group[at] = group[at - 1];
            group[at].cell = t;
            k++;
        }
        bool beside_labels = false;
        for (size_t g = 0; g < k; g++)
            beside_labels = beside_labels || be_tower_heads_labels(group[g].cell->text);
        for (size_t g = 0; g < k; g++)
            scope(b, &s, &group[g], beside_labels);
        bool outermost = true;
        for (size_t i = 0; i < b->out->n; i++)
            outermost = outermost && (b->out->cell[i].leaf || height2(&b->out->cell[i]) >= lowest - 1);
        if (beside_labels || !outermost || !spread_evenly(b, group, k)) {
            if (!beside_labels && outermost && k > 1 && only_numbers(b->cols))
                return false; /* a table of figures in two halves, and the halves are not alike */
            spread(&s, group, k);
        }
        for (size_t g = 0; g < k; g++)
            for (size_t c = group[g].cell->from; c < group[g].cell->to; c++)
                s.top[c] = height2(group[g].cell);
        under = lowest - 1;
    }
}

