/* gutters.c - the columns of an aligned table, from all its lines together.
 *
 * pdftotext puts each piece where its left edge is, one column a character; what stands right of
 * something on the page stands right of it in the text, but edges below each other may differ
 * by some columns. So: pieces of a kind (codes, numbers, words) that overlap are one column;
 * where two of a line fall into one, it is cut where most lines have a gap.
 */
#include "region.h"

#define EDGES 512u
#define CHANCE 8u           /* edges that stand below each other for no reason: most text is of pdftotext, a column a character */

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
    r->measure = best[1] > best[0] + best[0] / 8 + CHANCE;
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

/* ---- numbers with one blank between them ---- */

/* Words that are near each other are printed with one blank between them, however far they are apart: what stands behind one
 * blank is in the next column, and its own place says nothing. */
static bool is_close(const struct be_region *r, const struct be_region_line *line, size_t k)
{
    const struct be_piece *p = &r->piece[line->first + k];

    return k > 0 && be_piece_x(r, p) == be_piece_end(r, p - 1) + 1;
}

static bool two_in_one(const struct be_region *r, size_t from, size_t to, const struct clusters *cs)
{
    for (size_t i = from; i < to; i++) {
        size_t last = SIZE_MAX;
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            size_t c;
            if (p->kind != BE_PIECE_NUMBER)
                continue;
            c = cluster_at(cs, be_piece_x(r, p) + be_piece_end(r, p));
            if (c == last)
                return true;
            last = c;
        }
    }
    return false;
}

/* The clusters of those numbers that stand free; false: of them too, or of those behind one blank, two of a line fall into one. */
static bool free_numbers(struct be_region *r, size_t from, size_t to, uint32_t width, struct clusters *cs)
{
    struct clusters of_all = *cs;
    bool close = false;

    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            struct be_piece *p = &r->piece[r->line[i].first + k];
            if (p->kind == BE_PIECE_NUMBER && is_close(r, &r->line[i], k)) {
                p->kind = BE_PIECE_NONE;
                close = true;
            }
        }
    if (!close)
        return false;
    components(r, from, to, width, BE_PIECE_NUMBER, cs);
    for (size_t i = from; i < to; i++) {
        size_t next = 0;     /* the first cluster that its next number may be in */
        for (size_t k = 0; k < r->line[i].n; k++) {
            struct be_piece *p = &r->piece[r->line[i].first + k];
            bool behind = p->kind == BE_PIECE_NONE;
            if (behind)
                p->kind = BE_PIECE_NUMBER;
            if (p->kind != BE_PIECE_NUMBER)
                continue;
            p->col = (uint8_t)next;
            if (!behind)
                p->col = (uint8_t)cluster_at(cs, be_piece_x(r, p) + be_piece_end(r, p));
            else if (p[-1].kind != BE_PIECE_NUMBER)
                while (p->col < cs->n && cs->c[p->col].end + 1 < be_piece_end(r, p))
                    p->col++;
            if (p->col < next || p->col >= cs->n)
                close = false;
            next = p->col + 1u;
        }
    }
    if (!close)
        *cs = of_all;
    return close;
}

/* ---- columns ---- */

void be_gutters_columns(struct be_region *r, size_t from, size_t to, struct be_lanes *out)
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

bool be_gutters_find(struct be_region *r, size_t from, size_t to, struct be_lanes *out)
{
    struct clusters cs[3];
    uint8_t id[3][BE_GRID_COLUMNS];
    uint32_t wide = be_gutters_reach(r, from, to);
    size_t n = 0;
    bool placed = false;     /* numbers have their clusters */

    for (uint8_t kind = 0; kind < 3; kind++) {
        components(r, from, to, wide, kind, &cs[kind]);
        if (kind == BE_PIECE_NUMBER && two_in_one(r, from, to, &cs[kind]))
            placed = free_numbers(r, from, to, wide, &cs[kind]);
        for (unsigned turn = 0; turn < BE_GRID_COLUMNS && !(placed && kind == BE_PIECE_NUMBER) && cut(r, from, to, wide, kind, &cs[kind]); turn++)
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
            p->col = id[p->kind][placed && p->kind == BE_PIECE_NUMBER ? p->col : cluster_at(&cs[p->kind], be_piece_x(r, p) + be_piece_end(r, p))];
        }
    be_gutters_columns(r, from, to, out);
    be_gutters_merge(r, from, to, out);
    return true;
}
