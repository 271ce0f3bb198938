/* wrapped.c - which lines of an aligned table make one row.
 *
 * A row's codes and numbers stand on one line, its anchor; a name too long for its column is
 * wrapped, and its lines stand above and below the anchor, as many above as below (or all below,
 * where cells are aligned to their top). So the lines between two anchors are dealt out to both:
 * for the whole page at once, at the least cost. Tables without codes have rows that are names
 * alone; there only a number without a name asks for the lines around it.
 */
#include "region.h"

#define GAP 12u              /* more lines of names between two anchors are not wrapped cells */

struct wrapper {
    struct be_region *r;
    const struct be_lanes *cols;
    uint64_t words, codes, numbers;  /* columns by kind */
    uint32_t width[BE_GRID_COLUMNS]; /* of words: the widest piece */
    bool *anchor;                    /* by line of the region: */
    uint64_t *full;                  /* columns whose word fills them, so that it goes on below */
    uint64_t *begins;                /* columns whose word begins with an ordinal */
};

static uint64_t bit(size_t c)
{
    return (uint64_t)1 << c;
}

/* Columns of words that lack a word on an anchor line although their own code or number is there:
 * the one right of a code, or the one left of a number. */
static uint64_t hungry(const struct wrapper *w, uint64_t mask)
{
    uint64_t out = 0;

    for (size_t c = 0; c < w->cols->n; c++) {
        if (!(w->words & bit(c)) || (mask & bit(c)))
            continue;
        if (c > 0 && (w->codes & bit(c - 1)) && (mask & bit(c - 1)))
            out |= bit(c);
        if (c + 1 < w->cols->n && (w->numbers & bit(c + 1)) && (mask & bit(c + 1)) && !(c > 0 && (w->codes & bit(c - 1))))
            out |= bit(c);
    }
    return out;
}

static uint32_t piece_width(const struct be_region *r, const struct be_piece *p)
{
    return be_piece_end(r, p) - be_piece_x(r, p);
}

static bool starts_with_ordinal(struct be_span text)
{
    static const char HAN[] = "一二三四五六七八九十";
    size_t i = 0;

    if (be_span_starts(text, BE_LIT("（")) || be_span_starts(text, BE_LIT("其中")))
        return be_span_starts(text, BE_LIT("其中")) || (text.len > 6 && memmem(HAN, sizeof HAN - 1, text.p + 3, 3) != NULL);
    while (i + 3 <= text.len && memmem(HAN, sizeof HAN - 1, text.p + i, 3) != NULL)
        i += 3;
    if (i == 0)
        while (i < text.len && text.p[i] >= '0' && text.p[i] <= '9')
            i++;
    return i > 0 && (be_span_starts(be_span_from(text, i), BE_LIT("、")) || be_span_starts(be_span_from(text, i), BE_LIT(".")) ||
                     be_span_starts(be_span_from(text, i), BE_LIT("．")));
}

/* ---- rows with anchors: lines dealt out between them ---- */

/* Cost of a row whose anchor is line a, with the lines [from, a) above and (a, end) below. */
static unsigned row_cost(const struct wrapper *w, size_t from, size_t a, size_t end, bool top)
{
    size_t above = a - from, below = end - a - 1;
    uint64_t want = hungry(w, w->r->line[a].mask), got = 0, so_far = 0, full = 0;
    unsigned cost;

    cost = (unsigned)(top ? above * 4 : 2 * (above > below ? above - below : below - above));
    for (size_t i = from; i < end; i++)
        if (i != a)
            got |= w->r->line[i].mask;
    if (want & ~got)
        cost += 5;
    if (got & w->words & ~want & ~w->r->line[a].mask)
        cost += 2;           /* a word where the anchor has no place for one */
    for (size_t i = from; i < end; i++) {
        cost += 20 * (unsigned)((w->r->line[i].mask & so_far & ~w->words) != 0); /* two codes in a row */
        cost += 4 * (unsigned)__builtin_popcountll(w->begins[i] & so_far);
        cost += 2 * (unsigned)__builtin_popcountll(w->r->line[i].mask & so_far & w->words & ~full); /* a short line ends its cell */
        full = (full & ~w->r->line[i].mask) | w->full[i];
        so_far |= w->r->line[i].mask;
    }
    return cost;
}

/* Deals out the lines of [from, end), whose anchors are at[0..n), by dynamic programming over how
 * many lines below each anchor are its own. cut[i]: where the row of anchor i begins. */
static unsigned deal(const struct wrapper *w, size_t from, size_t end, const uint32_t *at, size_t n, bool top, uint32_t *cut, uint8_t *back)
{
    unsigned cost[GAP + 1] = {0}, best;
    size_t last = 0;

    /* cost[d]: rows 0..i done, the row of anchor i has d lines below it */
    for (size_t i = 0; i < n; i++) {
        size_t before = i == 0 ? from : at[i - 1] + 1u;
        size_t gap = at[i] - before, after = (i + 1 < n ? at[i + 1] : end) - at[i] - 1u;
        unsigned next[GAP + 1];
        for (size_t d = 0; d <= after; d++) {
            next[d] = UINT32_MAX;
            for (size_t used = 0; used <= (i == 0 ? 0 : gap); used++) {
                unsigned c = (i == 0 ? 0 : cost[used]) + row_cost(w, before + used, at[i], at[i] + 1u + d, top);
                if (c < next[d]) {
                    next[d] = c;
                    back[i * (GAP + 1) + d] = (uint8_t)used;
                }
            }
        }
        memcpy(cost, next, (after + 1) * sizeof *cost);
        last = after;
    }
    best = cost[last];       /* what stands below the last anchor is its own */
    for (size_t i = n; i-- > 0;) {
        size_t used = back[i * (GAP + 1) + last];
        cut[i] = (uint32_t)((i == 0 ? from : at[i - 1] + 1u) + used);
        last = used;
    }
    return best;
}

/* ---- codes printed a line above or below their row ---- */

/* 30299 alone on a line, its name and number on the next: one row on two lines. */
static bool is_split_row(const struct wrapper *w, size_t i)
{
    uint64_t a = w->r->line[i].mask, b = w->r->line[i + 1].mask;
    uint64_t alone = (a & ~w->codes) == 0 ? a : b, rest = (a & ~w->codes) == 0 ? b : a;

    if (w->r->line[i].page != w->r->line[i + 1].page || (alone & ~w->codes) || (rest & w->codes) || !(rest & w->numbers))
        return false;
    for (size_t c = 0; c + 1 < w->cols->n; c++)
        if ((alone & bit(c)) && !((w->codes | rest) & bit(c + 1)))
            return false;
    return true;
}

/* ---- rows without codes ---- */

/* Does line i go on with the cells of line i - 1? All its pieces are words below words that fill
 * their column, and none begins anew. */
static bool continues(const struct wrapper *w, size_t i, bool ordinals)
{
    const struct be_region_line *l = &w->r->line[i], *above = l - 1;

    return ordinals && l->page == above->page && l->mask != 0 && (l->mask & ~w->words) == 0 && (l->mask & ~w->full[i - 1]) == 0 &&
           w->begins[i] == 0 && w->begins[i - 1] != 0;
}

static size_t free_rows(const struct wrapper *w, uint32_t *row)
{
    const struct be_region *r = w->r;
    size_t n = 0, ordinals = 0, names = 0;
    bool claimed = false;    /* the line before is a name that a number below it asked for */

    for (size_t i = r->body; i < r->lines; i++) {
        names += (r->line[i].mask & w->words) != 0;
        ordinals += w->begins[i] != 0;
    }
    for (size_t i = r->body; i < r->lines; i++) {
        uint64_t mask = r->line[i].mask, want = w->anchor[i] ? hungry(w, mask) : 0;
        bool joins = false;
        if (i > r->body) {
            uint64_t before = r->line[i - 1].mask;
            if (want != 0 && !w->anchor[i - 1] && (before & ~want) == 0 && !claimed)
                joins = true;    /* the first half of its name stands above it, */
            else if (w->anchor[i - 1] && !w->anchor[i] && (mask & ~hungry(w, before)) == 0)
                joins = true;    /* the second half below */
            else
                joins = continues(w, i, ordinals * 3 > names);
        }
        claimed = joins && !w->anchor[i];
        n += !joins;
        row[i - r->body] = (uint32_t)(n == 0 ? 0 : n - 1);
    }
    return n;
}

/* ---- */

static size_t anchored_rows(struct wrapper *w, uint32_t *row, bool *sure)
{
    struct be_region *r = w->r;
    size_t lines = r->lines - r->body, n = 0, rows = 0, first = r->body;
    uint32_t *at = be_arena_alloc(r->arena, lines * sizeof *at), *cut = be_arena_alloc(r->arena, 2 * lines * sizeof *cut);
    uint8_t *back = be_arena_alloc(r->arena, lines * (GAP + 1));
    unsigned centred, top;

    if (at == NULL || cut == NULL || back == NULL)
        return 0;
    /* runs of anchors with gaps that can be dealt out; a page ends a run */
    for (size_t i = r->body; i <= r->lines; i++) {
        bool far = i - (n > 0 ? at[n - 1] : first) > GAP;
        bool ends = far || i == r->lines || (i > first && r->line[i].page != r->line[i - 1].page);
        if (far)
            *sure = false;
        if (ends && i > first) {
            uint32_t *best = cut;
            if (n == 0) {
                *sure = false;
                for (size_t k = first; k < i; k++)
                    row[k - r->body] = (uint32_t)rows;
                rows++;
            } else {
                centred = deal(w, first, i, at, n, false, cut, back);
                top = deal(w, first, i, at, n, true, cut + lines, back);
                if (top < centred)
                    best = cut + lines;
                for (size_t a = 0; a < n; a++)
                    for (size_t k = best[a]; k < (a + 1 < n ? best[a + 1] : i); k++)
                        row[k - r->body] = (uint32_t)(rows + a);
                rows += n;
            }
            first = i;
            n = 0;
        }
        if (i < r->lines && w->anchor[i])
            at[n++] = (uint32_t)i;
    }
    return rows;
}

size_t be_wrapped_rows(struct be_region *r, const struct be_lanes *cols, uint32_t *row, bool *sure)
{
    struct wrapper w = {.r = r, .cols = cols};
    size_t anchors = 0, coded = 0, names = 0, asking = 0;

    w.anchor = be_arena_alloc(r->arena, (r->lines + 1) * sizeof *w.anchor);
    w.full = be_arena_alloc(r->arena, (r->lines + 1) * sizeof *w.full);
    w.begins = be_arena_alloc(r->arena, (r->lines + 1) * sizeof *w.begins);
    if (w.anchor == NULL || w.full == NULL || w.begins == NULL)
        return 0;
    for (size_t c = 0; c < cols->n; c++) {
        if (cols->col[c].kind == BE_PIECE_TEXT)
            w.words |= bit(c);
        else if (cols->col[c].kind == BE_PIECE_CODE)
            w.codes |= bit(c);
        else
            w.numbers |= bit(c);
    }
    for (size_t i = r->body; i < r->lines; i++) {
        struct be_region_line *l = &r->line[i];
        for (size_t k = 0; k < l->n; k++) {
            const struct be_piece *p = &r->piece[l->first + k];
            w.anchor[i] = w.anchor[i] || p->kind != BE_PIECE_TEXT || (w.codes & bit(p->col));
            if ((w.words & bit(p->col)) && piece_width(r, p) > w.width[p->col])
                w.width[p->col] = piece_width(r, p);
        }
        anchors += w.anchor[i];
        names += !w.anchor[i];
        coded += w.anchor[i] && (l->mask & w.codes);
        asking += w.anchor[i] && hungry(&w, l->mask) != 0;
    }
    for (size_t i = r->body; i < r->lines; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            if (!(w.words & bit(p->col)))
                continue;
            if (piece_width(r, p) + 1 >= w.width[p->col])
                w.full[i] |= bit(p->col);
            if (starts_with_ordinal(be_piece_text(r, p)))
                w.begins[i] |= bit(p->col);
        }
    for (size_t i = r->body; i + 1 < r->lines; i++)
        if (is_split_row(&w, i)) {
            /* the line with the number anchors; the other is one of its lines */
            w.anchor[(r->line[i].mask & w.numbers) ? i + 1 : i] = false;
            i++;
        }
    if (coded * 2 >= anchors && anchors > 0)
        return anchored_rows(&w, row, sure);
    if (names > 0 && asking * 4 >= anchors && anchors * 3 >= names)
        return anchored_rows(&w, row, sure);
    return free_rows(&w, row);
}
