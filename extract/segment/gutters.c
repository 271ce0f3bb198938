/* gutters.c - the columns of an aligned table, from all its lines together.
 *
 * pdftotext puts each piece where its left edge is, one column a character; what stands right of
 * something on the page stands right of it in the text, but edges below each other may differ
 * by some columns. So: pieces of a kind (codes, numbers, words) that overlap are one column;
 * where two of a line fall into one, it is cut where most lines have a gap.
 */
#include "region.h"

#define EDGES 512u

void be_gutters_measure(struct be_region *r)
{
    uint32_t best[2] = {0};

    for (unsigned m = 0; m < 2; m++) {
        uint16_t left[EDGES] = {0}, right[EDGES] = {0};
        for (size_t i = 0; i < r->pieces; i++) {
            const struct be_piece *p = &r->piece[i];
            if (p->end[m] >= EDGES || p->x[m] == 0)
                continue;
            if (left[p->x[m]] < UINT16_MAX && right[p->end[m]] < UINT16_MAX) {
                left[p->x[m]]++;
                right[p->end[m]]++;
            }
        }
        for (size_t x = 0; x < EDGES; x++)
            best[m] += (uint32_t)((left[x] > 1 ? left[x] * (left[x] > 8 ? 8 : left[x]) : 0) +
                                  (right[x] > 1 ? right[x] * (right[x] > 8 ? 8 : right[x]) : 0));
    }
    r->measure = best[1] > best[0] + best[0] / 8;
}

/* ---- one blank that is a gutter ---- */

/* What stands in the columns of the lines [from, to). */
struct places {
    uint16_t left[BE_REGION_WIDTH + 3];     /* pieces that begin there */
    uint16_t blank[BE_REGION_WIDTH + 1];    /* words of a piece that one blank parts there */
    int32_t cover[BE_REGION_WIDTH + 1];     /* pieces that stand across */
};

/* Up to the blank at byte j of a piece's text. */
static struct be_piece front(const struct be_piece *p, struct be_span text, size_t j)
{
    struct be_piece head = *p;

    head.len = (uint32_t)j;
    head.end[0] = p->x[0] + (uint32_t)be_span_count(be_span_to(text, j));
    head.end[1] = p->x[1] + be_pieces_width(be_span_to(text, j));
    return head;
}

static bool parts_words(struct be_span text, size_t j)
{
    return text.p[j] == ' ' && j >= 6 && text.len - j >= 7 && (unsigned char)text.p[j - 1] >= 0x80 && (unsigned char)text.p[j + 1] >= 0x80;
}

static size_t look_at_places(const struct be_region *r, size_t from, size_t to, struct places *at)
{
    size_t blanks = 0;

    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            struct be_span text = be_piece_text(r, p);
            uint32_t x = be_piece_x(r, p);
            at->cover[x]++;
            at->cover[be_piece_end(r, p)]--;
            at->left[x] = (uint16_t)(at->left[x] + (at->left[x] < UINT16_MAX));
            for (size_t j = 0; j < text.len && p->kind == BE_PIECE_TEXT; j++) {
                struct be_piece head;
                if (text.p[j] != ' ')
                    continue;
                blanks++;
                head = front(p, text, j);
                x = be_piece_end(r, &head);
                if (parts_words(text, j) && at->blank[x] < UINT16_MAX)
                    at->blank[x]++;
            }
        }
    for (size_t x = 1; x <= BE_REGION_WIDTH; x++)
        at->cover[x] += at->cover[x - 1];
    return blanks;
}

#define BLANKS_MIN 3         /* so many blanks below each other are a gutter */

/* Is the blank behind head, at byte j of its piece's text, a gutter? own: its line is of those looked at. */
static bool is_gutter(const struct be_region *r, const struct places *at, const struct be_piece *head, struct be_span text, size_t j, bool own)
{
    uint32_t x = be_piece_end(r, head);

    if (x + 2 >= BE_REGION_WIDTH || be_span_starts(be_span_from(text, j + 1), BE_LIT("年"))) /* 2024 年 */
        return false;
    if (parts_words(text, j) && at->blank[x] >= BLANKS_MIN && at->cover[x] == at->blank[x])
        return true;
    return at->cover[x] == own && at->left[x] + at->left[x + 1] + at->left[x + 2] > 0 && be_span_count(be_span_to(text, j)) >= 2;
}

/* A wide word and its neighbour may have but one blank between them. It is a gutter when none
 * stands across it, and other lines' pieces begin right behind it or have a blank there too. */
void be_gutters_cut(struct be_region *r, size_t first_line, size_t from, size_t to)
{
    struct places *at = be_arena_alloc(r->arena, sizeof *at);
    struct be_piece *out;
    size_t n = 0, blanks;

    if (at == NULL)
        return;
    blanks = look_at_places(r, from, to, at);
    for (size_t i = first_line; i < from; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            struct be_span text = be_piece_text(r, &r->piece[r->line[i].first + k]);
            for (size_t j = 0; j < text.len; j++)
                blanks += text.p[j] == ' ';
        }
    if (blanks == 0)
        return;
    out = be_arena_alloc(r->arena, (r->pieces + blanks) * sizeof *out);
    if (out == NULL)
        return;
    for (size_t i = 0; i < r->lines; i++) {
        size_t first = n;
        for (size_t k = 0; k < r->line[i].n; k++) {
            struct be_piece p = r->piece[r->line[i].first + k];
            struct be_span text = be_piece_text(r, &p);
            for (size_t j = 0; i >= first_line && i < to && p.kind == BE_PIECE_TEXT && j < text.len && n - first < BE_PIECES_LINE; j++) {
                struct be_piece head;
                if (text.p[j] != ' ')
                    continue;
                head = front(&p, text, j);
                if (!is_gutter(r, at, &head, text, j, i >= from))
                    continue;
                out[n++] = head;
                p.off += (uint32_t)j + 1;
                p.len -= (uint32_t)j + 1;
                p.x[0] = head.end[0] + 1;
                p.x[1] = head.end[1] + 1;
                text = be_span_from(text, j + 1);
                j = 0;
            }
            out[n++] = p;
        }
        r->line[i].first = (uint32_t)first;
        r->line[i].n = (uint16_t)(n - first);
    }
    r->piece = out;
    r->pieces = n;
}

/* ---- clusters of one kind ---- */

struct cluster {
    uint32_t x, end;
    uint8_t kind;
};

struct clusters {
    struct cluster c[BE_GRID_COLUMNS];
    size_t n;
};

static size_t cluster_at(const struct clusters *cs, uint32_t middle2)
{
    size_t lo = 0, hi = cs->n;

    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        if (cs->c[mid].x * 2 <= middle2)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

/* How far the lines reach: a page has some 150 columns of characters, seldom the BE_REGION_WIDTH
 * that there is room for. */
static uint32_t reach(const struct be_region *r, size_t from, size_t to)
{
    uint32_t most = 0;

    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            uint32_t end = be_piece_end(r, &r->piece[r->line[i].first + k]), x = be_piece_x(r, &r->piece[r->line[i].first + k]);
            most = end > most ? end : x >= most ? x + 1 : most;
        }
    return most;
}

static void components(const struct be_region *r, size_t from, size_t to, uint32_t width, uint8_t kind, struct clusters *out)
{
    int32_t cover[BE_REGION_WIDTH + 1], depth = 0;

    memset(cover, 0, (width + 1) * sizeof *cover);
    out->n = 0;
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            if (p->kind != kind)
                continue;
            cover[be_piece_x(r, p)]++;
            cover[be_piece_end(r, p)]--;
        }
    for (uint32_t x = 0; x <= width; x++) {
        int32_t before = depth;
        depth += cover[x];
        if (before == 0 && depth > 0) {
            if (out->n == BE_GRID_COLUMNS)
                return;
            out->c[out->n++] = (struct cluster){x, x + 1, kind};
        } else if (before > 0 && out->n > 0) {
            out->c[out->n - 1].end = x;
        }
    }
}

/* Cuts clusters in which two pieces of a line fall; one cut a cluster and turn. */
static bool cut(const struct be_region *r, size_t from, size_t to, uint32_t width, uint8_t kind, struct clusters *cs)
{
    int32_t votes[BE_REGION_WIDTH + 1], here = 0;
    int32_t best[BE_GRID_COLUMNS] = {0};
    uint32_t at[BE_GRID_COLUMNS] = {0}, until[BE_GRID_COLUMNS] = {0};
    size_t n = cs->n, k = 0;
    bool any = false;

    memset(votes, 0, (width + 1) * sizeof *votes);
    for (size_t i = from; i < to; i++) {
        const struct be_piece *before = NULL;
        size_t last = 0;
        for (size_t j = 0; j < r->line[i].n; j++) {
            const struct be_piece *p = &r->piece[r->line[i].first + j];
            size_t c;
            if (p->kind != kind)
                continue;
            c = cluster_at(cs, be_piece_x(r, p) + be_piece_end(r, p));
            if (before != NULL && c == last && be_piece_end(r, before) <= be_piece_x(r, p)) {
                votes[be_piece_end(r, before)]++;
                votes[be_piece_x(r, p) + (be_piece_end(r, before) == be_piece_x(r, p))]--;
            }
            before = p;
            last = c;
        }
    }
    for (uint32_t x = 0; x < width; x++) {
        here += votes[x];
        while (k < n && cs->c[k].end <= x)
            k++;
        if (k == n || here <= 0 || x <= cs->c[k].x)
            continue;
        if (here > best[k])
            best[k] = here, at[k] = x;
        if (here == best[k])
            until[k] = x;
    }
    for (k = n; k-- > 0;) {
        uint32_t x = (at[k] + until[k] + 1) / 2;
        if (best[k] == 0 || cs->n == BE_GRID_COLUMNS)
            continue;
        memmove(&cs->c[k + 1], &cs->c[k], (cs->n - k) * sizeof *cs->c);
        cs->c[k].end = x;
        cs->c[k + 1].x = x;
        cs->n++;
        any = true;
    }
    return any;
}

/* ---- columns ---- */

static uint32_t overlap(const struct be_lane *a, const struct be_lane *b)
{
    uint32_t x = a->x > b->x ? a->x : b->x, end = a->end < b->end ? a->end : b->end;

    return end > x ? end - x : 0;
}

static uint32_t width(const struct be_lane *c)
{
    return c->end - c->x;
}

/* What stands where, once every piece has its column. */
static void measure_columns(struct be_region *r, size_t from, size_t to, struct be_lanes *out)
{
    for (size_t c = 0; c < out->n; c++)
        out->col[c] = (struct be_lane){.x = BE_REGION_WIDTH, .kind = out->col[c].kind, .brief = true};
    for (size_t i = from; i < to; i++) {
        r->line[i].mask = 0;
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            struct be_lane *c = &out->col[p->col];
            c->x = be_piece_x(r, p) < c->x ? be_piece_x(r, p) : c->x;
            c->end = be_piece_end(r, p) > c->end ? be_piece_end(r, p) : c->end;
            c->filled++;
            c->brief = c->brief && p->len <= 3;
            r->line[i].mask |= (uint64_t)1 << p->col;
        }
    }
}

/* Two columns of different kinds are one when they overlap and no line has both: a remark among
 * numbers, 合计 in the column of codes. */
static void merge(struct be_region *r, size_t from, size_t to, struct be_lanes *cols)
{
    uint64_t beside[BE_GRID_COLUMNS] = {0};
    uint8_t into[BE_GRID_COLUMNS];
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++)
            beside[r->piece[r->line[i].first + k].col] |= r->line[i].mask;
    for (size_t c = 0; c < cols->n; c++) {
        struct be_lane *last = n > 0 ? &cols->col[n - 1] : NULL;
        struct be_lane *here = &cols->col[c];
        uint64_t of_last = 0;
        bool join = false;
        if (last != NULL && last->kind != here->kind) {
            uint32_t small = width(last) < width(here) ? width(last) : width(here);
            for (size_t k = 0; k < c; k++)
                if (into[k] == n - 1)
                    of_last |= (uint64_t)1 << k;
            join = (beside[c] & of_last) == 0 && overlap(last, here) * 2 >= small && (last->filled > 0 && here->filled > 0);
        }
        if (!join) {
            into[c] = (uint8_t)n;
            cols->col[n++] = *here;
            continue;
        }
        into[c] = (uint8_t)(n - 1);
        if (here->filled > last->filled)
            last->kind = here->kind;
        last->filled += here->filled;
        last->x = here->x < last->x ? here->x : last->x;
        last->end = here->end > last->end ? here->end : last->end;
    }
    cols->n = n;
    for (size_t i = from; i < to; i++) {
        r->line[i].mask = 0;
        for (size_t k = 0; k < r->line[i].n; k++) {
            struct be_piece *p = &r->piece[r->line[i].first + k];
            p->col = into[p->col];
            r->line[i].mask |= (uint64_t)1 << p->col;
        }
    }
}

/* 合计 stands in the middle of its cell, where no name of the column reaches: a column of nothing
 * but such words is the one beside it. */
static void merge_sums(struct be_region *r, size_t from, size_t to, struct be_lanes *cols)
{
    uint64_t words = 0, sums = 0, beside[BE_GRID_COLUMNS] = {0};
    uint8_t into[BE_GRID_COLUMNS];
    size_t n = 0;

    for (size_t c = 0; c < cols->n; c++)
        sums |= cols->col[c].kind == BE_PIECE_TEXT ? (uint64_t)1 << c : 0;
    words = sums;
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            struct be_span text = be_piece_text(r, p);
            beside[p->col] |= r->line[i].mask;
            if (text.len > 18 || !be_span_ends(text, BE_LIT("计")))
                sums &= ~((uint64_t)1 << p->col);
        }
    if (sums == 0)
        return;
    for (size_t c = 0; c < cols->n; c++) {
        bool left = c > 0 && (sums >> c & 1) && (words >> (c - 1) & 1) && !(beside[c] >> (c - 1) & 1);
        if (left) {
            struct be_lane *into_col = &cols->col[n - 1];
            into_col->filled += cols->col[c].filled;
            into_col->end = cols->col[c].end;
            into[c] = (uint8_t)(n - 1);
            continue;
        }
        into[c] = (uint8_t)n;
        cols->col[n++] = cols->col[c];
    }
    cols->n = n;
    for (size_t i = from; i < to; i++) {
        r->line[i].mask = 0;
        for (size_t k = 0; k < r->line[i].n; k++) {
            struct be_piece *p = &r->piece[r->line[i].first + k];
            p->col = into[p->col];
            r->line[i].mask |= (uint64_t)1 << p->col;
        }
    }
}

bool be_gutters_find(struct be_region *r, size_t from, size_t to, struct be_lanes *out)
{
    struct clusters cs[3];
    uint8_t id[3][BE_GRID_COLUMNS];
    uint32_t wide = reach(r, from, to);
    size_t n = 0;

    for (uint8_t kind = 0; kind < 3; kind++) {
        components(r, from, to, wide, kind, &cs[kind]);
        for (unsigned turn = 0; turn < BE_GRID_COLUMNS && cut(r, from, to, wide, kind, &cs[kind]); turn++)
            ;
        n += cs[kind].n;
    }
    out->n = 0;
    if (n == 0 || n > BE_GRID_COLUMNS)
        return false;
    /* three sorted lists become one */
    for (size_t at[3] = {0}, k = 0; k < n; k++) {
        uint8_t first = 3;
        for (uint8_t kind = 0; kind < 3; kind++)
            if (at[kind] < cs[kind].n &&
                (first == 3 || cs[kind].c[at[kind]].x + cs[kind].c[at[kind]].end < cs[first].c[at[first]].x + cs[first].c[at[first]].end))
                first = kind;
        id[first][at[first]++] = (uint8_t)k;
        out->col[k].kind = first;
    }
    out->n = n;
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            struct be_piece *p = &r->piece[r->line[i].first + k];
            p->col = id[p->kind][cluster_at(&cs[p->kind], be_piece_x(r, p) + be_piece_end(r, p))];
        }
    measure_columns(r, from, to, out);
    merge(r, from, to, out);
    merge_sums(r, from, to, out);
    return true;
}

/* ---- the columns of another page ---- */

/* Cost of taking the page's column j for the base's i, its place moved by shift. */
static int32_t distance(const struct be_lane *a, const struct be_lane *b, int32_t shift)
{
    int32_t left = (int32_t)a->x - (int32_t)b->x - shift, right = (int32_t)a->end - (int32_t)b->end - shift;

    left = left < 0 ? -left : left;
    right = right < 0 ? -right : right;
    return a->kind == b->kind ? (left < right ? left : right) : 12 + (left < right ? left : right);
}

/* The best strictly ascending map when the columns from `first` on are moved by shift, those
 * left of it by nothing; its cost, or -1. A column of the base that is always filled is not left
 * out lightly. */
static int32_t map_with(const struct be_lanes *base, const struct be_lanes *page, size_t first, int32_t shift,
                        uint8_t map[BE_GRID_COLUMNS])
{
    static const int32_t FAR = 1 << 20;
    int32_t cost[BE_GRID_COLUMNS + 1], leave[BE_GRID_COLUMNS];
    bool take[BE_GRID_COLUMNS][BE_GRID_COLUMNS];
    uint32_t most = 1;
    size_t n = base->n, at = n;

    for (size_t i = 0; i < n; i++)
        most = base->col[i].filled > most ? base->col[i].filled : most;
    cost[0] = 0; /* cost[i]: the columns so far stand left of base column i */
    for (size_t i = 0; i < n; i++) {
        leave[i] = (int32_t)(base->col[i].filled * 30 / most);
        cost[i + 1] = cost[i] + leave[i];
    }
    for (size_t j = 0; j < page->n; j++) {
        int32_t next[BE_GRID_COLUMNS + 1];
        next[0] = FAR;
        for (size_t i = 0; i < n; i++) {
            int32_t with = cost[i] + distance(&base->col[i], &page->col[j], j < first ? 0 : shift);
            int32_t without = next[i] + leave[i];
            next[i + 1] = with <= without ? with : without;
            take[j][i] = with <= without;
        }
        memcpy(cost, next, sizeof cost);
    }
    if (cost[n] >= FAR)
        return -1;
    for (size_t j = page->n; j-- > 0; at--) {
        while (at > 0 && !take[j][at - 1])
            at--;
        if (at == 0)
            return -1;
        map[j] = (uint8_t)(at - 1);
    }
    return cost[n];
}

bool be_gutters_map(const struct be_lanes *base, const struct be_lanes *page, uint8_t map[BE_GRID_COLUMNS])
{
    int32_t best = -1;
    size_t first = 0;
    bool same = base->n == page->n;

    for (size_t c = 0; c < page->n && same; c++)
        same = base->col[c].kind == page->col[c].kind;
    if (same) {
        for (size_t c = 0; c < page->n; c++)
            map[c] = (uint8_t)c;
        return true;
    }
    if (page->n > base->n)
        return false;
    while (first + 1 < page->n && page->col[first].kind != BE_PIECE_NUMBER)
        first++;
    /* a shift is one that lets the first number column stand below one of the base */
    for (size_t i = 0; i < base->n; i++) {
        uint8_t attempt[BE_GRID_COLUMNS];
        int32_t shift = (int32_t)base->col[i].x - (int32_t)page->col[first].x, cost;
        if (base->col[i].kind != page->col[first].kind)
            continue;
        cost = map_with(base, page, first, shift, attempt);
        if (cost >= 0 && (best < 0 || cost < best)) {
            best = cost;
            memcpy(map, attempt, page->n);
        }
    }
    return best >= 0 && best <= (int32_t)(12 * page->n);
}
