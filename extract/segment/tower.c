/* tower.c - the header of an aligned table: pieces of two or four characters, one below the
 * other, put together to cells; cells to groups over several columns.
 *
 * A cell's lines stand centred on each other. A group's title stands centred over its columns,
 * which have cells of their own below it; a cell that is merged downwards stands in the middle
 * of the whole header, so it stands higher than the cells below a group.
 */
#include "region.h"

struct builder {
    struct be_region *r;
    struct be_lanes *cols;
    struct be_towers *out;
    size_t head;                     /* lines of header */
    bool counted;                    /* a line of column numbers told how many columns there are */
};

static bool is_one_of(struct be_span text, const char *const *words, size_t n)
{
    size_t len = 0;
    char plain[64];

    for (size_t i = 0; i < text.len; i++) {
        if (text.p[i] == ' ')
            continue;
        if (len == sizeof plain)
            return false;
        plain[len++] = text.p[i];
    }
    for (size_t i = 0; i < n; i++)
        if (strlen(words[i]) == len && memcmp(words[i], plain, len) == 0)
            return true;
    return false;
}
#define IS_ONE_OF(text, words) is_one_of(text, words, sizeof(words) / sizeof *(words))

/* Cells that are whole by themselves: what stands above them is another cell. */
static bool is_whole(struct be_span text)
{
    static const char *const WORDS[] = {
        "合计", "小计", "总计", "金额", "预算数", "决算数", "年初预算数", "全年预算数", "调整预算数", "执行数", "科目名称", "科目编码",
        "基本支出", "项目支出", "人员经费", "公用经费", "行次", "栏次", "备注", "类", "款", "项", "单位名称", "项目名称", "序号",
        "项目", "预算金额", "决算金额", "增减额", "增减率", "一般公共预算", "政府性基金预算", "国有资本经营预算",
    };
    return IS_ONE_OF(text, WORDS);
}

/* First lines of cells whose second line looks whole: 功能分类 over 科目编码. */
static bool is_front(struct be_span text)
{
    static const char *const WORDS[] = {
        "功能分类", "经济分类", "支出功能分类", "支出经济分类", "功能", "经济", "部门预算", "政府预算", "部门经济", "政府经济", "收入分类",
        "部门支出经济分类", "政府支出经济分类", "部门预算支出", "政府预算支出", "部门预算经济分类", "政府预算经济分类",
    };
    return IS_ONE_OF(text, WORDS);
}

/* 2024年预算数比2023年: no cell ends so. */
static bool goes_on(struct be_span text)
{
    static const char *const ENDS[] = {"年", "年度", "比", "与", "和", "及", "的", "较", "、", "（", "/"};

    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        if (be_span_ends(text, be_span_of(ENDS[i])))
            return true;
    return false;
}

/* Titles of groups. */
static bool is_group(struct be_span text)
{
    static const char *const WORDS[] = {
        "收入", "支出", "项目", "预算数", "决算数", "其中", "其中：", "本年收入", "本年支出", "年初预算数", "全年预算数", "年初结转和结余",
        "年末结转和结余", "上年结转", "科目", "财政拨款", "公务用车购置及运行费", "公务用车购置及运行维护费", "人员经费", "公用经费",
    };
    return IS_ONE_OF(text, WORDS);
}

static int32_t middle2(const struct be_tower *t)
{
    return (int32_t)t->x + (int32_t)t->end;
}

static int32_t height2(const struct be_tower *t)
{
    return t->top + t->bottom;
}

static int32_t apart(int32_t a, int32_t b)
{
    return a > b ? a - b : b - a;
}

/* ---- pieces to cells ---- */

/* How many pieces of a line stand below [x, end)? */
static size_t below(const struct builder *b, const struct be_region_line *line, uint32_t x, uint32_t end)
{
    size_t n = 0;

    for (size_t k = 0; k < line->n; k++) {
        const struct be_piece *p = &b->r->piece[line->first + k];
        n += be_piece_x(b->r, p) < end && be_piece_end(b->r, p) > x;
    }
    return n;
}

/* A line of nothing but titles of groups: 收入 and 支出 side by side. */
static bool on_group_line(const struct builder *b, const struct be_tower *t)
{
    size_t n = 0;

    for (size_t i = 0; i < b->out->n; i++) {
        const struct be_tower *o = &b->out->cell[i];
        if (o->top != t->top)
            continue;
        if (!is_group(o->text))
            return false;
        n++;
    }
    return n > 1 && t->top == t->bottom;
}

/* Is there a piece beside p in its line, whole too, with nothing above it: sub-headers of a group? */
static bool has_sisters(const struct builder *b, const struct be_region_line *line, const struct be_piece *p, int32_t top)
{
    for (size_t k = 0; k < line->n; k++) {
        const struct be_piece *q = &b->r->piece[line->first + k];
        bool covered = false;
        if (q == p || !is_whole(be_piece_text(b->r, q)) || (p->len == 3) != (q->len == 3))
            continue;
        if ((be_piece_end(b->r, p) > be_piece_x(b->r, q) ? be_piece_x(b->r, p) - be_piece_end(b->r, q)
                                                         : be_piece_x(b->r, q) - be_piece_end(b->r, p)) > 14)
            continue;
        for (size_t i = 0; i < b->out->n && !covered; i++) {
            const struct be_tower *t = &b->out->cell[i];
            covered = t->top >= top - 1 && t->top < (int32_t)line->line && t->x < be_piece_end(b->r, q) && t->end > be_piece_x(b->r, q);
        }
        if (!covered)
            return true;
    }
    return false;
}

static bool same_cell(const struct builder *b, const struct be_tower *t, const struct be_region_line *line, const struct be_piece *p)
{
    struct be_span text = be_piece_text(b->r, p);
    uint32_t x = be_piece_x(b->r, p), end = be_piece_end(b->r, p);
    int32_t off = apart(middle2(t), (int32_t)(x + end));

    if (off > 4 && apart((int32_t)t->x, (int32_t)x) > 1)
        return false;
    if (t->end <= x || end <= t->x || below(b, line, t->x, t->end) > 1)
        return false;
    if (on_group_line(b, t))
        return false;
    if (text.len == 3 && t->text.len > 6)  /* the end of …财政拨款; but 款 between 类 and 项 */
        return !(is_whole(text) && has_sisters(b, line, p, t->top));
    if (goes_on(t->text))
        return !has_sisters(b, line, p, t->top);
    if (is_whole(text) && !is_front(t->text))
        return !is_whole(t->text) && t->text.len <= 12 && !has_sisters(b, line, p, t->top);
    if (is_group(t->text) && is_whole(t->text) && text.len > 6)
        return false;
    if (is_group(t->text) && has_sisters(b, line, p, t->top))
        return false;
    return true;
}

static struct be_tower *tower_above(const struct builder *b, const struct be_region_line *line, const struct be_piece *p)
{
    struct be_tower *found = NULL;
    uint32_t x = be_piece_x(b->r, p), end = be_piece_end(b->r, p);

    for (size_t i = b->out->n; i-- > 0;) {
        struct be_tower *t = &b->out->cell[i];
        if (t->bottom >= (int32_t)line->line || (t->end <= x || end <= t->x))
            continue;
        if (found == NULL || t->bottom > found->bottom)
            found = t;
    }
    if (found == NULL || (int32_t)line->line - found->bottom > 4 || !same_cell(b, found, line, p))
        return NULL;
    return found;
}

static struct be_span join(struct builder *b, struct be_span a, struct be_span c)
{
    char *p = be_arena_alloc(b->r->arena, a.len + c.len);

    if (p == NULL)
        return a;
    memcpy(p, a.p, a.len);
    memcpy(p + a.len, c.p, c.len);
    return be_span(p, a.len + c.len);
}

static void add_piece(struct builder *b, const struct be_region_line *line, const struct be_piece *p)
{
    struct be_tower *t = tower_above(b, line, p);
    uint32_t x = be_piece_x(b->r, p), end = be_piece_end(b->r, p);

    if (t != NULL) {
        t->text = join(b, t->text, be_piece_text(b->r, p));
        t->bottom = (int32_t)line->line;
        t->x = x < t->x ? x : t->x;
        t->end = end > t->end ? end : t->end;
        t->healed = true;
    } else if (b->out->n < BE_REGION_HEAD) {
        b->out->cell[b->out->n++] = (struct be_tower){
            .text = be_piece_text(b->r, p), .x = x, .end = end, .top = (int32_t)line->line, .bottom = (int32_t)line->line,
            .line = line->line};
    }
}

/* Narrow columns leave one blank between their headers: cut there, unless one side is a single
 * character (合 计). Longer words on both sides are two cells. */
static void split_headers(struct be_region *r, size_t lines)
{
    size_t more = 0;
    struct be_piece *to;

    for (size_t i = 0; i < lines; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            struct be_span text = be_piece_text(r, &r->piece[r->line[i].first + k]);
            for (size_t j = 0; j < text.len; j++)
                more += text.p[j] == ' ';
        }
    if (more == 0)
        return;
    to = be_arena_alloc(r->arena, (r->pieces + more) * sizeof *to);
    if (to == NULL)
        return;
    more = 0;
    for (size_t i = 0; i < r->lines; i++) {
        size_t first = more;
        for (size_t k = 0; k < r->line[i].n; k++) {
            struct be_piece p = r->piece[r->line[i].first + k];
            struct be_span text = be_piece_text(r, &p);
            const char *blank = i < lines ? memchr(text.p, ' ', text.len) : NULL;
            for (; blank != NULL && more - first < BE_PIECES_LINE; blank = memchr(blank + 1, ' ', (size_t)(text.p + text.len - blank - 1))) {
                struct be_piece left = p;
                const char *end = text.p + text.len, *next = memchr(blank + 1, ' ', (size_t)(end - blank - 1));
                left.len = (uint32_t)(blank - text.p);
                for (unsigned m = 0; m < 2; m++)
                    left.end[m] = p.x[m] + (m == 0 ? (uint32_t)be_span_count(be_span_to(text, left.len)) : be_pieces_width(be_span_to(text, left.len)));
                if (left.len < 6 || (next == NULL ? end : next) - blank < 7 || (unsigned char)blank[-1] < 0x80 || (unsigned char)blank[1] < 0x80)
                    continue;
                to[more++] = left;
                p.off += left.len + 1;
                p.len -= left.len + 1;
                p.x[0] = left.end[0] + 1;
                p.x[1] = left.end[1] + 1;
                text = be_span_from(text, left.len + 1);
            }
            to[more++] = p;
        }
        r->line[i].first = (uint32_t)first;
        r->line[i].n = (uint16_t)(more - first);
    }
    r->piece = to;
    r->pieces = more;
}

static void make_cells(struct builder *b)
{
    split_headers(b->r, b->head);
    for (size_t i = 0; i < b->head; i++)
        for (size_t k = 0; k < b->r->line[i].n; k++)
            add_piece(b, &b->r->line[i], &b->r->piece[b->r->line[i].first + k]);
}

/* ---- cells to columns ---- */

static bool overlaps(const struct be_tower *t, const struct be_lane *c)
{
    return t->x < c->end && t->end > c->x;
}

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
static size_t insert_column(struct builder *b, uint32_t x, uint32_t end, uint8_t shift[BE_GRID_COLUMNS])
{
    struct be_lanes *cols = b->cols;
    size_t at = cols->n;

    if (cols->n == BE_GRID_COLUMNS)
        return SIZE_MAX;
    while (at > 0 && cols->col[at - 1].x + cols->col[at - 1].end > x + end)
        at--;
    memmove(&cols->col[at + 1], &cols->col[at], (cols->n - at) * sizeof *cols->col);
    cols->col[at] = (struct be_lane){.x = x, .end = end, .kind = left_of_numbers(cols, at) ? BE_PIECE_TEXT : BE_PIECE_NUMBER};
    cols->n++;
    for (size_t i = 0; i < BE_GRID_COLUMNS; i++)
        shift[i] = (uint8_t)(shift[i] + (shift[i] >= at));
    for (size_t i = 0; i < b->out->n; i++)
        if (b->out->cell[i].leaf && b->out->cell[i].from >= at)
            b->out->cell[i].from++, b->out->cell[i].to++;
    return at;
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
    static const char *const CARS[] = {"公务用车购置及运行费", "公务用车购置及运行维护费", "公务用车购置和运行费"};
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
        if (IS_ONE_OF(out[i]->text, CARS) && ((i > 0 && out[i - 1]->top > out[i]->bottom) || (i + 1 < n && out[i + 1]->top > out[i]->bottom))) {
            memmove(&out[i], &out[i + 1], (n - i - 1) * sizeof *out);
            n--;
            i--;
        }
    return n;
}

/* Cost of cell t over column c: headers are centred, numbers stand right and names left in their
 * column, so they need not overlap, but a number never stands left of its header, nor a name
 * right of it; of two cells the lower one is the column's own. */
static int32_t head_cost(const struct be_tower *t, const struct be_lane *c, int32_t lowest)
{
    int32_t high = lowest - t->bottom, cost = (high > 6 ? 18 : 3 * high) + (t->between ? 12 : 0);
    int32_t off = (int32_t)(c->x + c->end) - middle2(t);
    bool number = c->kind == BE_PIECE_NUMBER;

    if (t->end <= c->x)
        return cost + 6 + (number || c->brief ? 3 : 16) * (int32_t)(c->x - t->end);
    if (c->end <= t->x)
        return cost + 6 + (number && !c->brief ? 16 : 3) * (int32_t)(t->x - c->end);
    return cost + (off < 0 ? -off : off) / (number == (off < 0) ? 1 : 4);
}

/* A cell with lower ones on both sides is rather a group's title than a header. */
static void mark_between(struct be_tower **cell, size_t n)
{
    for (size_t i = 1; i + 1 < n; i++)
        cell[i]->between = cell[i - 1]->top > cell[i]->bottom && cell[i + 1]->top > cell[i]->bottom;
}

static int32_t skip_cost(const struct be_tower *t)
{
    return t->between ? 6 : 20;
}

/* The best match of cells and columns, both from left to right: column[i] of cell i, or SIZE_MAX. */
static void match_columns(struct be_tower *const *cell, size_t n, const struct be_lanes *cols, size_t *column)
{
    static const int32_t NO_HEADER = 160;
    int32_t cost[BE_REGION_HEAD + 1][BE_GRID_COLUMNS + 1], lowest = INT32_MIN;
    size_t m = cols->n;

    for (size_t i = 0; i < n; i++) {
        lowest = cell[i]->bottom > lowest ? cell[i]->bottom : lowest;
        column[i] = SIZE_MAX;
    }
    for (size_t i = 0; i <= n; i++)
        for (size_t c = 0; c <= m; c++) {
            int32_t best = i == 0 && c == 0 ? 0 : INT32_MAX / 2, with;
            if (c > 0 && cost[i][c - 1] + NO_HEADER < best)
                best = cost[i][c - 1] + NO_HEADER;
            if (i > 0 && cost[i - 1][c] + skip_cost(cell[i - 1]) < best)
                best = cost[i - 1][c] + skip_cost(cell[i - 1]);
            if (i > 0 && c > 0) {
                with = cost[i - 1][c - 1] + head_cost(cell[i - 1], &cols->col[c - 1], lowest);
                best = with < best ? with : best;
            }
            cost[i][c] = best;
        }
    for (size_t i = n, c = m; i > 0 && c > 0;) {
        if (cost[i][c] == cost[i - 1][c - 1] + head_cost(cell[i - 1], &cols->col[c - 1], lowest))
            column[--i] = --c;
        else if (cost[i][c] == cost[i - 1][c] + skip_cost(cell[i - 1]))
            i--;
        else
            c--;
    }
}

/* The numbers of a line 栏次 1 2 3 stand in the middle of their columns, also of those without
 * data: so many columns there are. */
static void count_columns(struct builder *b, uint8_t shift[BE_GRID_COLUMNS])
{
    struct be_tower number[BE_GRID_COLUMNS], *cell[BE_GRID_COLUMNS] = {NULL};
    size_t column[BE_GRID_COLUMNS], n = 0;
    struct be_lanes numbers = {.n = 0};
    size_t first = 0;

    for (size_t k = 0; k < b->r->counts.n && n < BE_GRID_COLUMNS; k++) {
        const struct be_piece *p = &b->r->counted[k];
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
    match_columns(cell, n, &numbers, column);
    for (size_t i = 0; i < n; i++)
        if (column[i] == SIZE_MAX)
            insert_column(b, number[i].x, number[i].end, shift);
    b->counted = true;
}

static bool only_numbers(const struct be_lanes *cols)
{
    for (size_t c = 0; c < cols->n; c++)
        if (cols->col[c].kind != BE_PIECE_NUMBER)
            return false;
    return true;
}

/* False when more cells than columns were counted stand as low as headers of columns do. */
static bool find_leaves(struct builder *b, uint8_t shift[BE_GRID_COLUMNS])
{
    struct be_tower *cell[BE_REGION_HEAD] = {NULL};
    size_t column[BE_REGION_HEAD], n = candidates(b, cell);
    int32_t highest = INT32_MAX;
    bool in_order;           /* as many headers as columns: wherever they stand, they belong in turn */

    mark_between(cell, n);
    match_columns(cell, n, b->cols, column);
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

static bool heads_labels(struct be_span text)
{
    static const char *const WORDS[] = {"项目", "科目", "科目编码", "分类", "指标", "单位", "预算单位"};

    return IS_ONE_OF(text, WORDS) || be_span_ends(text, BE_LIT("科目")) || be_span_ends(text, BE_LIT("分类")) || be_span_ends(text, BE_LIT("编码"));
}

/* 项目 stands over codes and names, the others over numbers; where names stand between numbers
 * (收入 and 支出 side by side) over a whole part of the table. */
static void scope(const struct builder *b, const struct span_of *s, struct group *g, bool beside_labels)
{
    bool names = false, numbers = false;

    g->labels = heads_labels(g->cell->text);
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
    if (!beside_labels && g->cell->top == (int32_t)b->r->line[0].line && on_group_line(b, g->cell))
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

static bool find_groups(struct builder *b)
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
            beside_labels = beside_labels || heads_labels(group[g].cell->text);
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

bool be_towers_build(struct be_region *r, struct be_lanes *cols, uint8_t shift[BE_GRID_COLUMNS], struct be_towers *out)
{
    struct builder b = {.r = r, .cols = cols, .out = out, .head = r->body};

    out->n = 0;
    for (size_t i = 0; i < BE_GRID_COLUMNS; i++)
        shift[i] = (uint8_t)i;
    make_cells(&b);
    if (r->counts.n > 0)
        count_columns(&b, shift);
    return find_leaves(&b, shift) && find_groups(&b);
}
