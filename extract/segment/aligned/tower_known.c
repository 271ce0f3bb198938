/* tower_known.c - headers of aligned tables that cannot be put together by their places, but have the characters of a
 * form of the ministry (known.h).
 */
#include "tower.h"
#include "../grid/known.h"

struct halves {
    struct be_tower left, right;
    size_t n;                /* 2: they are there */
};

static struct be_wordlist HALVES = BE_WORDLIST("预算数", "决算数", "执行数");

static bool is_half(const struct be_tower *t)
{
    return be_wordlist_back(&HALVES, t->text) > 0;
}

/* The header's characters, and which of its cells stand over halves: none or two of them. */
static bool read_letters(const struct be_towers *head, struct be_known_letters *l, struct halves *h)
{
    l->n = h->n = 0;
    for (size_t i = 0; i < head->n; i++) {
        const struct be_tower *t = &head->cell[i];
        if (is_half(t) && h->n++ < 2)
            *(h->n == 1 ? &h->left : &h->right) = *t;
        if (!be_known_add(l, t->text))
            return false;
    }
    if (h->n == 2 && h->left.x > h->right.x) {
        struct be_tower t = h->left;
        h->left = h->right;
        h->right = t;
    }
    return h->n == 0 || h->n == 2;
}

/* How many columns there are left of those of figures; SIZE_MAX: some stand right of one. */
static size_t labels_of(const struct be_lanes *cols)
{
    size_t n = 0;

    while (n < cols->n && cols->col[n].kind != BE_PIECE_NUMBER)
        n++;
    for (size_t c = n; c < cols->n; c++)
        if (cols->col[c].kind != BE_PIECE_NUMBER)
            return SIZE_MAX;
    return n;
}

static void add_cell(const struct builder *b, struct be_span text, uint32_t line, int32_t level, size_t from, size_t to, bool leaf)
{
    b->out->cell[b->out->n++] = (struct be_tower){
        .text = text, .x = b->cols->col[from].x, .end = b->cols->col[to - 1].end, .top = level, .bottom = level, .line = line,
        .from = (uint8_t)from, .to = (uint8_t)to, .leaf = leaf, .healed = true, .name = BE_NAME_WHOLE};
}

/* The header names codes, and no column has any: the first page has no row with one. */
static bool lacks_codes(const struct be_known_letters *l, size_t codes)
{
    return codes == 0 && be_known_has(l, BE_LIT("码"));
}

/* 科目编码, or 类 款 项, and 科目名称; without codes 项目. */
static void add_labels(const struct builder *b, size_t labels, size_t codes, uint32_t line)
{
    static const char *const PARTS[] = {"类", "款", "项"};

    for (size_t c = 0; c < labels; c++) {
        const char *name = c < codes ? (codes == 3 ? PARTS[c] : "科目编码") : codes > 0 ? "科目名称" : "项目";
        add_cell(b, be_span_of(name), line, 0, c, c + 1, true);
    }
}

bool be_tower_known_find(struct builder *b)
{
    struct be_known_letters *l = be_arena_room(b->r->arena, sizeof *l);
    size_t labels = labels_of(b->cols), numbers = b->cols->n - labels, codes = 0;
    struct be_known k;
    struct halves h;
    struct be_span half[2];
    uint32_t line = b->r->line[0].line;

    while (codes < b->cols->n && b->cols->col[codes].kind == BE_PIECE_CODE)
        codes++;
    if (l == NULL || labels > 4 || !read_letters(b->out, l, &h) || lacks_codes(l, codes))
        return false;
    half[0] = h.n == 2 ? h.left.text : BE_LIT("");
    half[1] = h.n == 2 ? h.right.text : BE_LIT("");
    if (!be_known_find(&k, b->r->headers, l, numbers, half) || (k.halves == 2) != (h.n == 2) || labels + 2 * numbers + 2 > BE_REGION_HEAD)
        return false;
    b->out->n = 0;
    add_labels(b, labels, codes, line);
    for (size_t i = 0; i < k.halves && k.halves == 2; i++)
        add_cell(b, i == 0 ? h.left.text : h.right.text, i == 0 ? h.left.line : h.right.line, 0, labels + i * k.n, labels + (i + 1) * k.n, false);
    for (size_t i = 0; i < numbers; i++) {
        size_t c = i % k.n, to = c + 1;
        while (to < k.n && !be_known_begins(&k, to))
            to++;
        if (k.column[c].group.len > 0 && be_known_begins(&k, c))
            add_cell(b, k.column[c].group, line, 1, labels + i, labels + i - c + to, false);
        add_cell(b, k.column[c].leaf, line, 2, labels + i, labels + i + 1, true);
    }
    return true;
}
