/* gutters_merge.c - columns that the places of pieces made two of, and that are one. */
#include "region.h"

static uint32_t width(const struct be_lane *c)
{
    return c->end - c->x;
}

/* The columns that some line has besides column c. */
static void find_beside(const struct be_region *r, size_t from, size_t to, uint64_t beside[BE_GRID_COLUMNS])
{
    memset(beside, 0, BE_GRID_COLUMNS * sizeof *beside);
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++)
            beside[r->piece[r->line[i].first + k].col] |= r->line[i].mask;
}

/* Two columns of different kinds are one when they overlap and no line has both: a remark among
 * numbers, 合计 in the column of codes. */
static void merge(struct be_region *r, size_t from, size_t to, struct be_lanes *cols)
{
    uint64_t beside[BE_GRID_COLUMNS];
    uint8_t into[BE_GRID_COLUMNS] = {0};
    size_t n = 0;

    find_beside(r, from, to, beside);
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
            join = (beside[c] & of_last) == 0 && be_lane_overlap(last, here) * 2 >= small && (last->filled > 0 && here->filled > 0);
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
    be_pages_move(r, from, to, into);
}

/* 合计 stands in the middle of its cell, where no name of the column reaches: a column of nothing
 * but such words is the one beside it, rather left of it, rather of words. */
static void merge_sums(struct be_region *r, size_t from, size_t to, struct be_lanes *cols)
{
    uint64_t words = 0, sums = 0, beside[BE_GRID_COLUMNS];
    uint8_t into[BE_GRID_COLUMNS];
    size_t n = 0;

    for (size_t c = 0; c < cols->n; c++)
        sums |= cols->col[c].kind == BE_PIECE_TEXT ? (uint64_t)1 << c : 0;
    words = sums;
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            struct be_span text = be_piece_text(r, p);
            if (text.len > 18 || !be_ends(text, "计"))
                sums &= ~((uint64_t)1 << p->col);
        }
    if (sums == 0)
        return;
    find_beside(r, from, to, beside);
    for (size_t c = 0; c < cols->n; c++) {
        bool taken = c > 0 && into[c - 1] == n;  /* the one before takes its place in this one, which is no more one of sums */
        bool sum = !taken && (sums >> c & 1), left = c > 0 && sum && (words >> (c - 1) & 1) && !(beside[c] >> (c - 1) & 1);
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
    be_pages_move(r, from, to, into);
}

void be_gutters_merge(struct be_region *r, size_t from, size_t to, struct be_lanes *cols)
{
    merge(r, from, to, cols);
    merge_sums(r, from, to, cols);
}
