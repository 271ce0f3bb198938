/* tower.c - the header of an aligned table: pieces of two or four characters, one below the
 * other, put together to cells; cells to groups over several columns.
 *
 * A cell's lines stand centred on each other. A group's title stands centred over its columns,
 * which have cells of their own below it; a cell that is merged downwards stands in the middle
 * of the whole header, so it stands higher than the cells below a group.
 */
#include "tower.h"

bool be_tower_is_one_of(struct be_span text, struct be_wordlist *words)
{
    char plain[64];
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.p[i] == ' ')
            continue;
        if (n == sizeof plain)
            return false;
        plain[n++] = text.p[i];
    }
    return be_wordlist_is(words, be_span(plain, n));
}

static struct be_wordlist WHOLE = BE_WORDLIST(
    "合计", "小计", "总计", "金额", "预算数", "决算数", "年初预算数", "全年预算数", "调整预算数", "执行数", "科目名称", "科目编码",
    "基本支出", "项目支出", "人员经费", "公用经费", "行次", "栏次", "备注", "类", "款", "项", "单位名称", "项目名称", "序号",
    "项目", "预算金额", "决算金额", "增减额", "增减率", "一般公共预算", "政府性基金预算", "国有资本经营预算");

/* Cells that are whole by themselves: what stands above them is another cell. */
bool be_tower_is_whole(struct be_span text)
{
    return be_tower_is_one_of(text, &WHOLE);
}

static struct be_wordlist CARS = BE_WORDLIST("公务用车购置及运行费", "公务用车购置及运行维护费", "公务用车购置和运行费");

bool be_tower_is_cars(struct be_span text)
{
    return be_tower_is_one_of(text, &CARS);
}

static struct be_wordlist BESIDE = BE_WORDLIST("会议费", "培训费", "机关运行");

bool be_tower_beside_sangong(struct be_span whole, struct be_span part)
{
    return be_span_has(whole, "三公") && be_wordlist_holds(&BESIDE, part) && !be_wordlist_holds(&BESIDE, whole);
}

static struct be_wordlist FRONTS = BE_WORDLIST(
    "功能分类", "经济分类", "支出功能分类", "支出经济分类", "功能", "经济", "部门预算", "政府预算", "部门经济", "政府经济",
    "收入分类", "部门支出经济分类", "政府支出经济分类", "部门预算支出", "政府预算支出", "部门预算经济分类", "政府预算经济分类");

/* First lines of cells whose second line looks whole: 功能分类 over 科目编码. */
static bool is_front(struct be_span text)
{
    return be_tower_is_one_of(text, &FRONTS);
}

static struct be_wordlist GOES_ON = BE_WORDLIST("年", "年度", "比", "与", "和", "及", "的", "较", "、", "（", "/");

/* 2024年预算数比2023年: no cell ends so. */
static bool goes_on(struct be_span text)
{
    return be_wordlist_back(&GOES_ON, text) > 0;
}

static struct be_wordlist GROUPS = BE_WORDLIST(
    "收入", "支出", "项目", "预算数", "决算数", "其中", "其中：", "本年收入", "本年支出", "年初预算数", "全年预算数",
    "年初结转和结余", "年末结转和结余", "上年结转", "科目", "财政拨款", "公务用车购置及运行费", "公务用车购置及运行维护费",
    "人员经费", "公用经费", "上年预算数", "本年预算数", "上年决算数", "本年决算数", "上年执行数", "本年拨款", "财政拨款结转结余");

/* Titles of groups. */
static bool is_group(struct be_span text)
{
    return be_tower_is_one_of(text, &GROUPS);
}

/* A unit ends its cell: 房屋面积（平方米） over 办公用房. */
static struct be_wordlist UNITS = BE_WORDLIST("元）", "平方米）", "㎡）", "辆）", "人）", "台）", "套）", "亩）", "%）");

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
bool be_tower_on_group_line(const struct builder *b, const struct be_tower *t)
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

static bool is_whole(const struct builder *b, struct be_span text)
{
    return be_tower_is_whole(text) || be_tower_name(b->r->names, text) == BE_NAME_WHOLE;
}

#define NEAR 14u   /* columns between headers beside each other */

/* How many pieces of the line stand near p with nothing above them: sub-headers of a group, as p
 * is. whole: only those that are cells by themselves. */
static unsigned sisters(const struct builder *b, const struct be_region_line *line, const struct be_piece *p, int32_t top, bool whole)
{
    unsigned n = 0;

    for (size_t k = 0; k < line->n; k++) {
        const struct be_piece *q = &b->r->piece[line->first + k];
        bool covered = false;
        if (q == p || (p->len == 3) != (q->len == 3) || (whole && !is_whole(b, be_piece_text(b->r, q))))
            continue;
        if (q != p + 1 && q + 1 != p &&
            (be_piece_end(b->r, p) > be_piece_x(b->r, q) ? be_piece_x(b->r, p) - be_piece_end(b->r, q)
                                                         : be_piece_x(b->r, q) - be_piece_end(b->r, p)) > NEAR)
            continue;
        for (size_t i = 0; i < b->out->n && !covered; i++) {
            const struct be_tower *t = &b->out->cell[i];
            covered = t->top >= top - 1 && t->top < (int32_t)line->line && t->x < be_piece_end(b->r, q) && t->end > be_piece_x(b->r, q);
        }
        n += !covered;
    }
    return n;
}

static bool has_sisters(const struct builder *b, const struct be_region_line *line, const struct be_piece *p, int32_t top)
{
    return sisters(b, line, p, top, true) > 0;
}

/* Lines of the header between two of them. */
static size_t lines_between(const struct builder *b, int32_t from, int32_t to)
{
    size_t n = 0;

    for (size_t i = 0; i < b->head; i++)
        n += (int32_t)b->r->line[i].line > from && (int32_t)b->r->line[i].line < to;
    return n;
}

static struct be_span join(const struct builder *b, struct be_span a, struct be_span c)
{
    char *p = be_arena_alloc(b->r->arena, a.len + c.len);

    if (p == NULL)
        return a;
    memcpy(p, a.p, a.len);
    memcpy(p + a.len, c.p, c.len);
    return be_span(p, a.len + c.len);
}

/* Do the lines from `from` down to `to` stand apart somewhere, as those of a cell never do? */
static bool stand_apart(const struct builder *b, int32_t from, int32_t to)
{
    for (size_t i = 1; i < b->head; i++) {
        int32_t above = (int32_t)b->r->line[i - 1].line, here = (int32_t)b->r->line[i].line;
        if (above >= from && here <= to && here - above > b->pitch)
            return true;
    }
    return false;
}

/* Do the two make a name that these tables have, or begin one, which neither is alone? Two names that
 * make another, 本年收入 and 合计, are that one unless p has others beside it, below a group. */
static bool completes(const struct builder *b, const struct be_tower *t, const struct be_region_line *line, const struct be_piece *p,
                      enum be_tower_name alone)
{
    struct be_span text = be_piece_text(b->r, p), both;
    enum be_tower_name name;

    if (t->name == BE_NAME_NONE)
        return false;        /* what begins with it is none either */
    both = join(b, t->text, text);
    name = be_tower_name(b->r->names, both);
    if (name == BE_NAME_NONE || both.len == t->text.len)
        return false;
    if (t->name != BE_NAME_WHOLE || alone == BE_NAME_NONE)
        return true;
    return name == BE_NAME_WHOLE && sisters(b, line, p, t->top, false) == 0;
}

static bool same_cell(const struct builder *b, const struct be_tower *t, const struct be_region_line *line, const struct be_piece *p)
{
    struct be_span text = be_piece_text(b->r, p);
    uint32_t x = be_piece_x(b->r, p), end = be_piece_end(b->r, p);
    int32_t off = apart(middle2(t), (int32_t)(x + end));

    if (off > 4 && apart((int32_t)t->x, (int32_t)x) > 1)
        return false;
    if (below(b, line, t->x, t->end) > 1)
        return false;
    if (be_tower_on_group_line(b, t) || be_tower_is_cars(text) || be_wordlist_back(&UNITS, t->text) > 0)
        return false;
    if (text.len == 3 && t->text.len > 6)  /* the end of …财政拨款; but 款 between 类 and 项 */
        return !(be_tower_is_whole(text) && has_sisters(b, line, p, t->top));
    if (goes_on(t->text))
        return !has_sisters(b, line, p, t->top);
    if (is_whole(b, text) && !is_front(t->text))
        return !be_tower_is_whole(t->text) && t->text.len <= 12 && !has_sisters(b, line, p, t->top);
    if (is_group(t->text) && be_tower_is_whole(t->text) && text.len > 6)
        return false;
    if (is_group(t->text) && lines_between(b, t->bottom, (int32_t)line->line) > 1)
        return false;
    if (is_group(t->text) && (has_sisters(b, line, p, t->top) || (text.len > 9 && sisters(b, line, p, t->top, false) > 1)))
        return false;
    return true;
}

enum {
    NAMED = 10,              /* gained by a piece that makes a name with the cell above it */
    NAMELESS = 8,            /* a piece that no name begins with, and yet begins a cell */
    SPOILED = 12,            /* a name that is none with the piece */
    NEVER = INT32_MAX / 4,
};

/* The cells that may go on below, from left to right: nothing stands below them yet. */
static size_t open_cells(const struct builder *b, const struct be_region_line *line, struct be_tower **out)
{
    size_t n = 0;

    for (size_t i = 0; i < b->out->n; i++) {
        struct be_tower *t = &b->out->cell[i];
        bool open = !stand_apart(b, t->bottom, (int32_t)line->line) && (int32_t)line->line - t->bottom <= 4;
        size_t at = n;
        for (size_t k = 0; k < b->out->n && open; k++)
            open = b->out->cell[k].top <= t->bottom || b->out->cell[k].x >= t->end || b->out->cell[k].end <= t->x;
        if (!open)
            continue;
        for (; at > 0 && middle2(out[at - 1]) > middle2(t); at--)
            out[at] = out[at - 1];
        out[at] = t;
        n++;
    }
    return n;
}

static int32_t join_cost(const struct builder *b, const struct be_tower *t, const struct be_region_line *line, const struct be_piece *p,
                         enum be_tower_name name)
{
    int32_t off = apart(middle2(t), (int32_t)(be_piece_x(b->r, p) + be_piece_end(b->r, p)));
    bool beside = t->end <= be_piece_x(b->r, p) || be_piece_end(b->r, p) <= t->x;

    if (off / 2 < NAMED + NAMELESS && below(b, line, t->x, t->end) <= 1 && completes(b, t, line, p, name))
        return off / 2 - NAMED;
    if (beside || !same_cell(b, t, line, p))
        return NEVER;
    return off / 2 + (t->name == BE_NAME_WHOLE && be_tower_name(b->r->names, join(b, t->text, be_piece_text(b->r, p))) == BE_NAME_NONE ? SPOILED : 0);
}

/* Which cell each piece of a line goes on with, both from left to right; NULL: it begins one. name: what each is alone. */
static void match_line(const struct builder *b, const struct be_region_line *line, struct be_tower *const *cell, size_t n,
                       struct be_tower **of, uint8_t *name)
{
    int32_t cost[BE_REGION_HEAD + 1][BE_REGION_HEAD + 1], joined[BE_REGION_HEAD + 1][BE_REGION_HEAD + 1];
    const struct be_piece *p = &b->r->piece[line->first];
    size_t m = line->n < BE_REGION_HEAD ? line->n : BE_REGION_HEAD;

    for (size_t j = 0; j <= n; j++)
        cost[0][j] = 0;
    for (size_t i = 1; i <= m; i++) {
        enum be_tower_name alone = be_tower_name(b->r->names, be_piece_text(b->r, &p[i - 1]));
        int32_t begins = alone == BE_NAME_NONE ? NAMELESS : 0;
        name[i - 1] = (uint8_t)alone;
        cost[i][0] = cost[i - 1][0] + begins;
        for (size_t j = 1; j <= n; j++) {
            joined[i][j] = cost[i - 1][j - 1] + join_cost(b, cell[j - 1], line, &p[i - 1], alone);
            cost[i][j] = cost[i][j - 1];
            if (cost[i - 1][j] + begins < cost[i][j])
                cost[i][j] = cost[i - 1][j] + begins;
            if (joined[i][j] < cost[i][j])
                cost[i][j] = joined[i][j];
        }
    }
    for (size_t i = m, j = n; i > 0;) {
        of[i - 1] = NULL;
        if (j > 0 && cost[i][j] == cost[i][j - 1])
            j--;
        else if (j > 0 && cost[i][j] == joined[i][j])
            of[--i] = cell[--j];
        else
            i--;
    }
}

static void add_piece(struct builder *b, const struct be_region_line *line, const struct be_piece *p, struct be_tower *t, uint8_t name)
{
    uint32_t x = be_piece_x(b->r, p), end = be_piece_end(b->r, p);

    if (t != NULL) {
        t->text = join(b, t->text, be_piece_text(b->r, p));
        t->bottom = (int32_t)line->line;
        t->x = x < t->x ? x : t->x;
        t->end = end > t->end ? end : t->end;
        t->healed = true;
        t->name = (uint8_t)be_tower_name(b->r->names, t->text);
    } else if (b->out->n < BE_REGION_HEAD) {
        b->out->cell[b->out->n++] = (struct be_tower){
            .text = be_piece_text(b->r, p), .x = x, .end = end, .top = (int32_t)line->line, .bottom = (int32_t)line->line,
            .line = line->line, .name = name};
    }
}

/* 2024 年预算数, as layout parts digits from words. */
static bool starts_with_year(struct be_span text)
{
    return be_is_year(be_span_to(text, 4)) && be_starts(be_span_from(text, 4), " 年");
}

/* Are the words before and behind a blank cells of their own, or first lines of such? 类 款, 度量单 权. */
static bool part_names(const struct builder *b, struct be_span left, struct be_span right)
{
    const char *blank = memchr(right.p, ' ', right.len);
    struct be_span next = blank == NULL ? right : be_span_to(right, (size_t)(blank - right.p));

    return left.len > 0 && !be_is_digit(left.p[left.len - 1]) && be_tower_name(b->r->names, left) != BE_NAME_NONE && be_tower_name(b->r->names, next) != BE_NAME_NONE && be_tower_name(b->r->names, join(b, left, next)) == BE_NAME_NONE;
}

/* Narrow columns leave one blank between their headers: cut there, unless one side is a single
 * character (合 计). Longer words on both sides are two cells. */
static void split_headers(const struct builder *b)
{
    struct be_region *r = b->r;
    size_t lines = b->head;
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
                bool named;
                const char *end = text.p + text.len, *next = memchr(blank + 1, ' ', (size_t)(end - blank - 1));
                left.len = (uint32_t)(blank - text.p);
                for (unsigned m = 0; m < 2; m++)
                    left.end[m] = p.x[m] + (m == 0 ? (uint32_t)be_span_count(be_span_to(text, left.len)) : be_pieces_width(be_span_to(text, left.len)));
                named = part_names(b, be_span_to(text, left.len), be_span_from(text, left.len + 1));
                if (!named && (left.len < 6 || (unsigned char)blank[-1] < 0x80))
                    continue;
                if (!named && (!starts_with_year(be_span(blank + 1, (size_t)(end - blank - 1))) || goes_on(be_span_to(text, left.len))) &&
                    ((next == NULL ? end : next) - blank < 7 || (unsigned char)blank[1] < 0x80))
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
    split_headers(b);
    b->pitch = INT32_MAX;
    for (size_t i = 1; i < b->head; i++) {
        int32_t down = (int32_t)(b->r->line[i].line - b->r->line[i - 1].line);
        b->pitch = down < b->pitch ? down : b->pitch;
    }
    for (size_t i = 0; i < b->head; i++) {
        struct be_tower *open[BE_REGION_HEAD], *of[BE_REGION_HEAD] = {NULL};
        uint8_t name[BE_REGION_HEAD];
        match_line(b, &b->r->line[i], open, open_cells(b, &b->r->line[i], open), of, name);
        for (size_t k = 0; k < b->r->line[i].n && k < BE_REGION_HEAD; k++)
            add_piece(b, &b->r->line[i], &b->r->piece[b->r->line[i].first + k], of[k], name[k]);
    }
}

#define BARE 2u              /* columns without a header, of projects above their indicators */

/* By the tree of its cells; what that does not tell by where they stand. */
static bool build_tree(struct builder *b, const struct be_spare *counts, uint8_t shift[BE_GRID_COLUMNS])
{
    struct be_branches tree;
    struct be_lanes cols = *b->cols;
    struct be_towers cells = *b->out;
    size_t end = be_page_end(b->r, b->r->body);
    bool again = false;

    if (counts != NULL)
        be_leaves_count(b, counts, shift);
    b->tree = be_branches_find(b, &tree);
    if (b->tree && tree.n < b->cols->n)
        again = be_gutters_ordered(b->r, b->r->body, end, b->cols, tree.n);
    if (b->tree && be_leaves_of(b, &tree, counts, shift))
        return true;
    if (b->tree && !again && counts == NULL && be_gutters_ordered(b->r, b->r->body, end, b->cols, be_pages_most(b->r, b->r->body, end))) {
        again = true;
        if (be_leaves_of(b, &tree, counts, shift))
            return true;
    }
    b->tree = b->counted = false;
    *b->cols = cols;
    *b->out = cells;
    if (again)
        be_gutters_find(b->r, b->r->body, end, b->cols);
    for (size_t i = 0; i < BE_GRID_COLUMNS; i++)
        shift[i] = (uint8_t)i;
    return false;
}

static struct be_wordlist SHORT = BE_WORDLIST("单位", "科目", "预算", "部门", "指标", "金额", "人员", "政府采购");

/* Of headers that are no certain tree: has each its whole name, and all but a few columns have one? */
static bool is_certain(const struct builder *b)
{
    size_t headed = 0;

    for (size_t i = 0; i < b->out->n; i++) {
        const struct be_tower *t = &b->out->cell[i];
        headed += t->leaf;
        if (t->name == BE_NAME_BEGUN && !be_tower_is_one_of(t->text, &SHORT))
            return false;
    }
    return headed + BARE >= b->cols->n;
}

/* Names of a form's fields among those of columns: 主管部门 and 实施单位 above 全年执行数. What stands beside a field is no header. */
static bool is_form(const struct be_towers *cells)
{
    bool field = false, column = false;

    for (size_t i = 0; i < cells->n; i++) {
        struct be_span text = cells->cell[i].text;
        field = field || be_starts(text, "实施单位") || be_starts(text, "项目实施单位");
        column = column || be_ends(text, "执行数") || be_ends(text, "执行率");
    }
    return field && column;
}

bool be_towers_build(struct be_region *r, struct be_lanes *cols, uint8_t shift[BE_GRID_COLUMNS], struct be_towers *out)
{
    struct builder b = {.r = r, .cols = cols, .out = out, .head = r->body};
    const struct be_spare *counts = be_pages_counts(r, r->line[r->body].page);

    out->n = 0;
    for (size_t i = 0; i < BE_GRID_COLUMNS; i++)
        shift[i] = (uint8_t)i;
    make_cells(&b);
    if (is_form(out))
        return false;
    if (build_tree(&b, counts, shift))
        return true;
    if (counts != NULL)
        be_leaves_count(&b, counts, shift);
    if (be_tower_known_find(&b))
        return true;
    return be_leaves_find(&b, shift) && be_groups_find(&b) && is_certain(&b) && be_sums_agree(&b, shift);
}
