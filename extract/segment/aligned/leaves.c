/* leaves.c - which header cell stands over which column of an aligned table, and which columns
 * have a header but no data.
 */
#include "tower.h"

/* ---- cells to columns ---- */


/* A cell that heads no column with data heads one without, when it stands as low as the others. */
static bool heads_nothing(const struct builder *b, const struct be_tower *t, int32_t highest)
{
    if (t->leaf || height2(t) < highest - 1)
        return false;
    for (size_t i = 0; i < b->out->n; i++) {
        const struct be_tower *o = &b->out->cell[i];
        if (o != t && o->top > t->bottom && o->x < t->end + 1 && o->end + 1 > t->x)
            return false;
    }
    return true;
}

static bool left_of_numbers(const struct be_lanes *cols, size_t at)
{
    bool left = true;

    for (size_t c = 0; c < at && c < cols->n; c++)
        left = left && cols->col[c].kind != BE_PIECE_NUMBER;
    return left && at < cols->n;
}

/* A column without data, at this place. */
static size_t insert_at(struct builder *b, size_t at, uint32_t x, uint32_t end, uint8_t shift[BE_GRID_COLUMNS])
{
    struct be_lanes *cols = b->cols;

    if (cols->n == BE_GRID_COLUMNS)
        return SIZE_MAX;
    memmove(&cols->col[at + 1], &cols->col[at], (cols->n - at) * sizeof *cols->col);
    cols->col[at] = (struct be_lane){.x = x, .end = end, .kind = left_of_numbers(cols, at) ? BE_PIECE_TEXT : BE_PIECE_NUMBER};
    cols->n++;
    for (size_t i = 0; i < BE_GRID_COLUMNS; i++)
        shift[i] = (uint8_t)(shift[i] + (shift[i] >= at));
    for (size_t i = 0; i < b->out->n; i++)
        if (b->out->cell[i].leaf && b->out->cell[i].from >= at && b->out->cell[i].to > b->out->cell[i].from)
            b->out->cell[i].from++, b->out->cell[i].to++;
    return at;
}

static size_t insert_column(struct builder *b, uint32_t x, uint32_t end, uint8_t shift[BE_GRID_COLUMNS])
{
    size_t at = b->cols->n;

    while (at > 0 && b->cols->col[at - 1].x + b->cols->col[at - 1].end > x + end)
        at--;
    return insert_at(b, at, x, end, shift);
}

static void add_column(struct builder *b, struct be_tower *t, uint8_t shift[BE_GRID_COLUMNS])
{
    size_t at = insert_column(b, t->x, t->end, shift);

    if (at == SIZE_MAX)
        return;
    t->leaf = true;
    t->from = (uint8_t)at;
    t->to = (uint8_t)(at + 1);
}

/* ---- which cell heads which column ---- */

/* Cells that may head a column, from left to right: those with no cell below them. */
static size_t candidates(const struct builder *b, struct be_tower **out)
{
    size_t n = 0;

    for (size_t i = 0; i < b->out->n; i++) {
        struct be_tower *t = &b->out->cell[i];
        bool covered = false;
        size_t at = n;
        for (size_t k = 0; k < b->out->n && !covered; k++)
            covered = b->out->cell[k].top > t->bottom && b->out->cell[k].x < t->end && b->out->cell[k].end > t->x;
        if (covered)
            continue;
        for (; at > 0 && middle2(out[at - 1]) > middle2(t); at--)
            out[at] = out[at - 1];
        out[at] = t;
        n++;
    }
    /* a group's title whose columns stand beside it, not below: pdftotext moves what has nothing
     * left of it */
    for (size_t i = 0; i < n; i++)
        if (be_tower_is_cars(out[i]->text) && ((i > 0 && out[i - 1]->top > out[i]->bottom) || (i + 1 < n && out[i + 1]->top > out[i]->bottom))) {
            memmove(&out[i], &out[i + 1], (n - i - 1) * sizeof *out);
            n--;
            i--;
        }
    return n;
}

/* How far a number begins left of its header, although the header is as wide as it: they stand in
 * the same column, the header in the middle, the number at the right. */
static int32_t left_of_header(const struct builder *b, const struct be_tower *t, const struct be_lane *c)
{
    int32_t number = (int32_t)(c->end - c->x), header = (int32_t)(t->end - t->x) * (b->r->measure == 0 ? 2 : 1);
    int32_t over = (int32_t)t->x - (int32_t)c->x - 1 - (number > header ? (number - header) / 2 : 0);

    return c->kind == BE_PIECE_NUMBER && !c->brief && over > 0 ? over : 0;
}

/* May a cell head a column in which such things stand: names below 科目名称, figures below 小计? */
static bool suits(const struct be_tower *t, const struct be_lane *c)
{
    if (c->filled == 0)
        return true;
    if (be_ends(t->text, "名称"))
        return c->kind == BE_PIECE_TEXT;
    if (be_ends(t->text, "编码") || be_ends(t->text, "代码"))
        return c->kind != BE_PIECE_TEXT;
    return c->kind == BE_PIECE_NUMBER || !(be_ends(t->text, "计") || be_ends(t->text, "额") || be_ends(t->text, "预算数"));
}

/* Cost of cell t over column c: headers are centred, numbers stand right and names left in their
 * column, so they need not overlap, but a number never stands left of its header, nor a name
 * right of it; of two cells the lower one is the column's own. */
int32_t be_leaves_cost(const struct builder *b, const struct be_tower *t, const struct be_lane *c, int32_t lowest)
{
    static const int32_t MISFIT = 60;
    int32_t high = b->tree ? 0 : lowest - t->bottom, cost = (high > 6 ? 18 : 3 * high) + (t->between ? 12 : 0);
    int32_t off = (int32_t)(c->x + c->end) - middle2(t);
    bool number = c->kind == BE_PIECE_NUMBER;

    cost += (b->tree && !suits(t, c) ? MISFIT : 0);
    if (t->end <= c->x)
        return cost + 6 + (number || c->brief ? 3 : 16) * (int32_t)(c->x - t->end);
    if (c->end <= t->x)
        return cost + (number && !c->brief ? 30 + 16 * (int32_t)(t->x - c->end) : 6 + 3 * (int32_t)(t->x - c->end));
    return cost + (off < 0 ? -off : off) / (number == (off < 0) ? 1 : 4) + 4 * left_of_header(b, t, c);
}

/* A cell with lower ones on both sides is rather a group's title than a header. */
static void mark_between(struct be_tower **cell, size_t n)
{
    for (size_t i = 1; i + 1 < n; i++)
        cell[i]->between = cell[i - 1]->top > cell[i]->bottom && cell[i + 1]->top > cell[i]->bottom;
}

static struct be_wordlist FILLED = BE_WORDLIST("合计", "基本支出", "项目支出");

/* That a cell heads no column with data; those that hardly any table lacks do. */
int32_t be_leaves_skip(const struct be_tower *t)
{
    return (t->between ? 6 : 20) + (t->name == BE_NAME_WHOLE && be_tower_is_one_of(t->text, &FILLED) ? 24 : 0);
}

/* The best match of cells and columns, both from left to right: column[i] of cell i, or SIZE_MAX. */
static void match_columns(const struct builder *b, struct be_tower *const *cell, size_t n, const struct be_lanes *cols, size_t *column)
{
    const int32_t no_header = b->tree ? INT32_MAX / 4 : 160;      /* a tree has all of them, wherever its lines are moved */
    int32_t cost[BE_REGION_HEAD + 1][BE_GRID_COLUMNS + 1], skip[BE_REGION_HEAD], lowest = INT32_MIN;
    size_t m = cols->n;

    for (size_t i = 0; i < n; i++) {
        lowest = cell[i]->bottom > lowest ? cell[i]->bottom : lowest;
        column[i] = SIZE_MAX;
        skip[i] = be_leaves_skip(cell[i]);
    }
    for (size_t i = 0; i <= n; i++)
        for (size_t c = 0; c <= m; c++) {
            int32_t best = i == 0 && c == 0 ? 0 : INT32_MAX / 2, with;
            if (c > 0 && cost[i][c - 1] + no_header < best)
                best = cost[i][c - 1] + no_header;
            if (i > 0 && cost[i - 1][c] + skip[i - 1] < best)
                best = cost[i - 1][c] + skip[i - 1];
            if (i > 0 && c > 0) {
                with = cost[i - 1][c - 1] + be_leaves_cost(b, cell[i - 1], &cols->col[c - 1], lowest);
                best = with < best ? with : best;
            }
            cost[i][c] = best;
        }
    for (size_t i = n, c = m; i > 0 && c > 0;) {
        if (cost[i][c] == cost[i - 1][c - 1] + be_leaves_cost(b, cell[i - 1], &cols->col[c - 1], lowest))
            column[--i] = --c;
        else if (cost[i][c] == cost[i - 1][c] + skip[i - 1])
            i--;
        else
            c--;
    }
}

/* The numbers of a line 栏次 1 2 3 stand in the middle of their columns, also of those without
 * data: so many columns there are. */
void be_leaves_count(struct builder *b, const struct be_spare *counts, uint8_t shift[BE_GRID_COLUMNS])
{
    struct be_tower number[BE_GRID_COLUMNS], *cell[BE_GRID_COLUMNS] = {NULL};
    size_t column[BE_GRID_COLUMNS], n = 0;
    struct be_lanes numbers = {.n = 0};
    size_t first = 0;

    for (size_t k = 0; k < counts->line.n && n < BE_GRID_COLUMNS; k++) {
        const struct be_piece *p = &counts->piece[k];
        if (p->kind == BE_PIECE_TEXT && strchr("0123456789", b->r->win->text.p[b->r->win->lines[p->line].off + p->off]) == NULL)
            continue;
        number[n] = (struct be_tower){.x = be_piece_x(b->r, p), .end = be_piece_end(b->r, p)};
        cell[n] = &number[n];
        n++;
    }
    while (first < b->cols->n && b->cols->col[first].kind != BE_PIECE_NUMBER)
        first++;
    for (size_t c = first; c < b->cols->n; c++) {
        if (b->cols->col[c].kind != BE_PIECE_NUMBER)
            return;          /* several panels: names have no number */
        numbers.col[numbers.n++] = b->cols->col[c];
    }
    if (n < numbers.n)
        return;
    match_columns(b, cell, n, &numbers, column);
    for (size_t i = 0, at = first; i < n; i++)
        if (column[i] == SIZE_MAX)
            insert_at(b, at++, number[i].x, number[i].end, shift);
        else
            at++;
    b->counted = true;
}


/* False when more cells than columns were counted stand as low as headers of columns do. */
bool be_leaves_find(struct builder *b, uint8_t shift[BE_GRID_COLUMNS])
{
    struct be_tower *cell[BE_REGION_HEAD] = {NULL};
    size_t column[BE_REGION_HEAD], n = candidates(b, cell);
    int32_t highest = INT32_MAX;
    bool in_order;           /* as many headers as columns: wherever they stand, they belong in turn */

    mark_between(cell, n);
    match_columns(b, cell, n, b->cols, column);
    in_order = n == b->cols->n && (b->counted || only_numbers(b->cols));
    for (size_t i = 0; i < n; i++) {
        if (in_order)
            column[i] = i;
        if (column[i] == SIZE_MAX)
            continue;
        cell[i]->leaf = true;
        cell[i]->from = (uint8_t)column[i];
        cell[i]->to = (uint8_t)(column[i] + 1);
        highest = height2(cell[i]) < highest ? height2(cell[i]) : highest;
    }
    for (size_t i = 0; i < b->out->n; i++) {
        if (!heads_nothing(b, &b->out->cell[i], highest))
            continue;
        add_column(b, &b->out->cell[i], shift);
        if (b->counted && b->out->cell[i].leaf && b->cols->col[b->out->cell[i].from].kind == BE_PIECE_NUMBER)
            return false;
    }
    return true;
}


static size_t count_numbers(const struct be_spare *counts, const struct be_region *r)
{
    size_t n = 0;

    for (size_t k = 0; k < counts->line.n; k++) {
        const struct be_piece *p = &counts->piece[k];
        n += p->kind != BE_PIECE_TEXT || be_is_digit(r->win->text.p[r->win->lines[p->line].off + p->off]);
    }
    return n;
}

bool be_leaves_of(struct builder *b, const struct be_branches *tree, const struct be_spare *counts, uint8_t shift[BE_GRID_COLUMNS])
{
    size_t column[BE_REGION_HEAD], next = 0, numbers = 0;

    if (tree->n < b->cols->n)
        return false;        /* a column without a header */
    match_columns(b, tree->leaf, tree->n, b->cols, column);
    for (size_t i = 0; i < tree->n && tree->n == b->cols->n; i++)
        column[i] = i;       /* as many headers as columns: wherever they stand, they belong in turn */
    for (size_t i = 0, matched = 0; i < tree->n; i++) {
        matched += column[i] != SIZE_MAX && suits(tree->leaf[i], &b->cols->col[column[i]]);
        if (i + 1 == tree->n && matched < b->cols->n)
            return false;
    }
    if (!be_sums_settle(b, tree, column, shift))
        return false;
    for (size_t i = 0, more = 0; i < tree->n; i++) {
        struct be_tower *t = tree->leaf[i];
        if (column[i] != SIZE_MAX)
            next = column[i] + more;
        else if (insert_at(b, next, t->x, t->end, shift) != SIZE_MAX)
            more++;
        else
            return false;
        t->leaf = true;
        t->from = (uint8_t)next++;
        t->to = (uint8_t)next;
    }
    for (size_t g = 0; g < tree->groups; g++) {
        tree->group[g].cell->from = tree->group[g].first->from;
        tree->group[g].cell->to = tree->group[g].last->to;
    }
    for (size_t c = 0; c < b->cols->n; c++)
        numbers += b->cols->col[c].kind == BE_PIECE_NUMBER;
    return counts == NULL || numbers == count_numbers(counts, b->r);
}
