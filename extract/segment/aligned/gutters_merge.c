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

/* Columns (1 << c) that may be one with the column left of them are when no line has both. */
static void join_left(struct be_region *r, size_t from, size_t to, struct be_lanes *cols, uint64_t may)
{
    uint64_t beside[BE_GRID_COLUMNS];
    uint8_t into[BE_GRID_COLUMNS];
    size_t n = 0;

    if (may == 0)
        return;
    find_beside(r, from, to, beside);
    for (size_t c = 0; c < cols->n; c++) {
        if ((may >> c & 1) != 0 && (beside[c] >> (c - 1) & 1) == 0) {
            cols->col[n - 1].filled += cols->col[c].filled;
            cols->col[n - 1].end = cols->col[c].end;
        } else {
            cols->col[n++] = cols->col[c];
        }
        into[c] = (uint8_t)(n - 1);
    }
    cols->n = n;
    be_pages_move(r, from, to, into);
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
    be_pages_move(r, from, to, into);
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
    uint64_t texts[BE_GRID_COLUMNS][TEXTS / 64], may = 0;

    memset(texts, 0, cols->n * sizeof *texts);
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            note_text(texts[p->col], be_piece_text(r, p));
        }
    for (size_t c = 1; c < cols->n; c++)
        if (cols->col[c].kind == BE_PIECE_TEXT && cols->col[c - 1].kind == BE_PIECE_TEXT && cols->col[c].filled > 1 &&
            same_texts(texts[c - 1], texts[c]))
            may |= (uint64_t)1 << c;
    join_left(r, from, to, cols, may);
}

/* Codes stand further in the longer they are, so that they may fall apart into columns: 406 and 406001
 * are of one, which no line has twice; but 01 is a part of 208. */
static void merge_codes(struct be_region *r, size_t from, size_t to, struct be_lanes *cols)
{
    uint64_t parts = 0, may = 0;

    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            parts |= p->len <= 2 ? (uint64_t)1 << p->col : 0;
        }
    for (size_t c = 1; c < cols->n; c++)
        if (cols->col[c].kind == BE_PIECE_CODE && cols->col[c - 1].kind == BE_PIECE_CODE && !(parts >> (c - 1) & 3))
            may |= (uint64_t)1 << c;
    join_left(r, from, to, cols, may);
}

void be_gutters_merge(struct be_region *r, size_t from, size_t to, struct be_lanes *cols)
{
    merge(r, from, to, cols);
    merge_codes(r, from, to, cols);
    merge_sums(r, from, to, cols);
    merge_shifted(r, from, to, cols);
}
