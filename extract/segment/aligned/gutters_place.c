/* gutters_place.c - lines and pages whose columns are known to be those of others, in the same order
 * but not at the same places.
 */
#include "region.h"

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
            int32_t with = cost[i] + (be_lane_overlap(&lane, &cols->col[i]) > 0 && lane.kind == cols->col[i].kind ? 0 : distance(&lane, &cols->col[i], 0));
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

    if (n > BE_GRID_COLUMNS)
        return false;
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
    be_gutters_columns(r, from, to, cols);
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
