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

uint32_t be_gutters_reach(const struct be_region *r, size_t from, size_t to)
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
    bool any = false, voted = false;

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
                voted = true;
                votes[be_piece_end(r, before)]++;
                votes[be_piece_x(r, p) + (be_piece_end(r, before) == be_piece_x(r, p))]--;
            }
            before = p;
            last = c;
        }
    }
    for (uint32_t x = 0; voted && x < width; x++) {
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

/* Pieces of column c are of column into[c] now. */
static void move_pieces(struct be_region *r, size_t from, size_t to, const uint8_t *into)
{
    for (size_t i = from; i < to; i++) {
        r->line[i].mask = 0;
        for (size_t k = 0; k < r->line[i].n; k++) {
            struct be_piece *p = &r->piece[r->line[i].first + k];
            p->col = into[p->col];
            r->line[i].mask |= (uint64_t)1 << p->col;
        }
    }
}

/* Two columns of different kinds are one when they overlap and no line has both: a remark among
 * numbers, 合计 in the column of codes. */
static void merge(struct be_region *r, size_t from, size_t to, struct be_lanes *cols)
{
    uint64_t beside[BE_GRID_COLUMNS] = {0};
    uint8_t into[BE_GRID_COLUMNS] = {0};
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
    move_pieces(r, from, to, into);
}

/* 合计 stands in the middle of its cell, where no name of the column reaches: a column of nothing
 * but such words is the one beside it, rather left of it, rather of words. */
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
        bool sum = sums >> c & 1, left = c > 0 && sum && (words >> (c - 1) & 1) && !(beside[c] >> (c - 1) & 1);
        if (sum && !left && c + 1 < cols->n && (words >> (c + 1) & 1) && !(beside[c] >> (c + 1) & 1)) {
            into[c] = (uint8_t)n;    /* the next takes this place */
            cols->col[c + 1].filled += cols->col[c].filled;
            cols->col[c + 1].x = cols->col[c].x;
            continue;
        }
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
    move_pieces(r, from, to, into);
}

#define TEXTS 1024u          /* bits that tell which texts a column has */

static void note_text(uint64_t *bits, struct be_span text)
{
    uint32_t at = be_span_hash(text) % TEXTS;

    bits[at / 64] |= (uint64_t)1 << at % 64;
}

/* Names of one column may be pushed to the right by what stands left of them in some lines: two
 * columns that no line has both of, and the fewer texts of one are texts of the other. */
static bool same_texts(const uint64_t *a, const uint64_t *b)
{
    bool in = true, of = true;

    for (size_t i = 0; i < TEXTS / 64; i++) {
        in = in && (a[i] & ~b[i]) == 0;
        of = of && (b[i] & ~a[i]) == 0;
    }
    return in || of;
}

static void merge_shifted(struct be_region *r, size_t from, size_t to, struct be_lanes *cols)
{
    uint64_t texts[BE_GRID_COLUMNS][TEXTS / 64], beside[BE_GRID_COLUMNS] = {0};
    uint8_t into[BE_GRID_COLUMNS];
    size_t n = 0;

    memset(texts, 0, cols->n * sizeof *texts);
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            beside[p->col] |= r->line[i].mask;
            note_text(texts[p->col], be_piece_text(r, p));
        }
    for (size_t c = 0; c < cols->n; c++) {
        bool shifted = n > 0 && into[c - 1] == n - 1 && cols->col[c].kind == BE_PIECE_TEXT && cols->col[n - 1].kind == BE_PIECE_TEXT &&
                       cols->col[c].filled > 1 && !(beside[c] >> (c - 1) & 1) && same_texts(texts[c - 1], texts[c]);
        if (shifted) {
            cols->col[n - 1].filled += cols->col[c].filled;
            cols->col[n - 1].end = cols->col[c].end;
            into[c] = (uint8_t)(n - 1);
            continue;
        }
        into[c] = (uint8_t)n;
        cols->col[n++] = cols->col[c];
    }
    if (n == cols->n)
        return;
    cols->n = n;
    move_pieces(r, from, to, into);
}

/* Codes stand further in the longer they are, so that they may fall apart into columns: 406 and 406001
 * are of one, which no line has twice; but 01 is a part of 208. */
static void merge_codes(struct be_region *r, size_t from, size_t to, struct be_lanes *cols)
{
    uint64_t beside[BE_GRID_COLUMNS] = {0}, parts = 0;
    uint8_t into[BE_GRID_COLUMNS] = {0};
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            beside[p->col] |= r->line[i].mask;
            parts |= p->len <= 2 ? (uint64_t)1 << p->col : 0;
        }
    for (size_t c = 0; c < cols->n; c++) {
        bool same = n > 0 && into[c - 1] == n - 1 && cols->col[c].kind == BE_PIECE_CODE && cols->col[n - 1].kind == BE_PIECE_CODE &&
                    !(beside[c] & (uint64_t)3 << (c - 1) & ~((uint64_t)1 << c)) && !(parts >> (c - 1) & 3);
        if (same) {
            cols->col[n - 1].filled += cols->col[c].filled;
            cols->col[n - 1].end = cols->col[c].end;
            into[c] = (uint8_t)(n - 1);
            continue;
        }
        into[c] = (uint8_t)n;
        cols->col[n++] = cols->col[c];
    }
    if (n == cols->n)
        return;
    cols->n = n;
    move_pieces(r, from, to, into);
}

bool be_gutters_find(struct be_region *r, size_t from, size_t to, struct be_lanes *out)
{
    struct clusters cs[3];
    uint8_t id[3][BE_GRID_COLUMNS];
    uint32_t wide = be_gutters_reach(r, from, to);
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
    merge_codes(r, from, to, out);
    merge_sums(r, from, to, out);
    merge_shifted(r, from, to, out);
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

#define ASTRAY 16            /* columns a piece may stand off its column when the header says which there are */

/* The columns of a line's pieces, in order, at the least distance; its cost, -1: too many pieces. */
static int32_t place_line(const struct be_region *r, const struct be_region_line *line, const struct be_lanes *cols, uint8_t *at)
{
    int32_t cost[BE_GRID_COLUMNS + 1] = {0}, far = 1 << 20;
    bool take[BE_GRID_COLUMNS][BE_GRID_COLUMNS];
    size_t n = cols->n, c = n;

    if (line->n > n)
        return -1;
    for (size_t k = 0; k < line->n; k++) {
        const struct be_piece *p = &r->piece[line->first + k];
        struct be_lane lane = {.x = be_piece_x(r, p), .end = be_piece_end(r, p), .kind = p->kind};
        int32_t next[BE_GRID_COLUMNS + 1];
        next[0] = far;
        for (size_t i = 0; i < n; i++) {
            int32_t with = cost[i] + (overlap(&lane, &cols->col[i]) > 0 && lane.kind == cols->col[i].kind ? 0 : distance(&lane, &cols->col[i], 0));
            take[k][i] = with <= next[i];
            next[i + 1] = take[k][i] ? with : next[i];
        }
        memcpy(cost, next, sizeof cost);
    }
    if (cost[n] >= far)
        return -1;
    for (size_t k = line->n; k-- > 0; c--) {
        while (!take[k][c - 1])
            c--;
        at[k] = (uint8_t)(c - 1);
    }
    return cost[n];
}

bool be_gutters_ordered(struct be_region *r, size_t from, size_t to, struct be_lanes *cols, size_t n)
{
    struct be_lanes out = {.n = n};
    size_t full = 0;

    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n && r->line[i].n == n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            struct be_lane *c = &out.col[k];
            if (full > 0 && c->kind != p->kind)
                return false;
            c->x = full == 0 || be_piece_x(r, p) < c->x ? be_piece_x(r, p) : c->x;
            c->end = be_piece_end(r, p) > c->end ? be_piece_end(r, p) : c->end;
            c->kind = p->kind;
            full += k + 1 == n;
        }
    if (full == 0)
        return false;
    for (int pass = 0; pass < 2; pass++)     /* nothing is changed before all of it is known to fit */
        for (size_t i = from; i < to; i++) {
            uint8_t at[BE_GRID_COLUMNS];
            int32_t cost = place_line(r, &r->line[i], &out, at);
            if (cost < 0 || (r->line[i].n < n && cost > ASTRAY))
                return false;
            for (size_t k = 0; k < r->line[i].n && pass == 1; k++)
                r->piece[r->line[i].first + k].col = r->line[i].n == n ? (uint8_t)k : at[k];
        }
    *cols = out;
    measure_columns(r, from, to, cols);
    return true;
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
