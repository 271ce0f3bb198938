/* pages.c - an aligned table over several pages: on each its columns may stand elsewhere.
 */
#include "region.h"

size_t be_page_end(const struct be_region *r, size_t from)
{
    size_t to = from;

    while (to < r->lines && r->line[to].page == r->line[from].page)
        to++;
    return to;
}

/* ---- lines that are no rows ---- */

bool be_pages_spare(struct be_region *r, const struct be_region_line *line, bool counts)
{
    struct be_spare *s;

    if ((r->spares & (r->spares - 1)) == 0) { /* 0 or a power of two: full */
        struct be_spare *more = be_arena_alloc(r->arena, (r->spares == 0 ? 1 : 2 * r->spares) * sizeof *more);
        if (more == NULL)
            return false;
        if (r->spares > 0)
            memcpy(more, r->spare, r->spares * sizeof *more);
        r->spare = more;
    }
    s = &r->spare[r->spares++];
    *s = (struct be_spare){.line = *line, .counts = counts, .piece = be_arena_alloc(r->arena, (line->n + 1u) * sizeof *s->piece)};
    if (s->piece == NULL)
        return false;
    memcpy(s->piece, &r->piece[line->first], line->n * sizeof *s->piece);
    return true;
}

const struct be_spare *be_pages_counts(const struct be_region *r, uint16_t page)
{
    for (size_t i = 0; i < r->spares; i++)
        if (r->spare[i].counts && r->spare[i].line.page == page)
            return &r->spare[i];
    return NULL;
}

bool be_pages_repeated(struct be_region *r, bool (*is_data)(const struct be_region *r, const struct be_region_line *l))
{
    size_t to = r->body;
    bool top = false;

    for (size_t i = r->body; i < r->lines; i++) {
        bool again = false;
        if (i > r->body && r->line[i].page != r->line[i - 1].page)
            top = true;
        for (size_t h = 0; h < r->body && top && !again; h++)
            again = be_span_same_letters(be_line_text(r->win, r->line[h].line), be_line_text(r->win, r->line[i].line));
        top = top && (again || !is_data(r, &r->line[i]));
        if (!again)
            r->line[to++] = r->line[i];
        else if (!be_pages_spare(r, &r->line[i], false))
            return false;
    }
    r->lines = to;
    return true;
}

/* ---- columns ---- */

void be_pages_move(struct be_region *r, size_t from, size_t to, const uint8_t *into)
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

/* A page as a region of its own: its header, which comes again, above its rows. False when it has
 * none, or memory is out. */
static bool own_region(const struct be_region *r, size_t from, size_t to, struct be_region *out)
{
    size_t lines = to - from, pieces = 0;

    for (size_t i = from; i < to; i++)
        pieces += r->line[i].n;
    for (size_t i = 0; i < r->spares; i++) {
        lines++;
        pieces += r->spare[i].line.n;
    }
    *out = *r;
    out->line = be_arena_alloc(r->arena, lines * sizeof *out->line);
    out->piece = be_arena_alloc(r->arena, (pieces + 1) * sizeof *out->piece);
    out->lines = out->pieces = 0;
    if (out->line == NULL || out->piece == NULL)
        return false;
    for (size_t i = 0; i < r->spares + (to - from); i++) {
        bool row = i >= r->spares;
        const struct be_region_line *l = row ? &r->line[from + i - r->spares] : &r->spare[i].line;
        if (!row && (r->spare[i].counts || l->page != r->line[from].page))
            continue;
        memcpy(&out->piece[out->pieces], row ? &r->piece[l->first] : r->spare[i].piece, l->n * sizeof *out->piece);
        out->line[out->lines] = *l;
        out->line[out->lines++].first = (uint32_t)out->pieces;
        out->pieces += l->n;
    }
    out->body = out->lines - (to - from);
    return out->body > 0;
}

static struct be_span header_of(const struct be_towers *head, size_t col)
{
    for (size_t i = 0; i < head->n; i++)
        if (head->cell[i].leaf && head->cell[i].from == col)
            return head->cell[i].text;
    return be_span(NULL, 0);
}

/* The page's columns by its own header, when that says the same as the first page's. */
static bool map_by_header(const struct be_region *r, size_t from, size_t to, const struct be_lanes *base, const struct be_towers *head,
                          const struct be_lanes *page, uint8_t map[BE_GRID_COLUMNS])
{
    struct be_region own;
    struct be_lanes *cols = be_arena_alloc(r->arena, sizeof *cols);
    struct be_towers *again = be_arena_alloc(r->arena, sizeof *again);

    if (cols == NULL || again == NULL || !own_region(r, from, to, &own))
        return false;
    *cols = *page;
    if (!be_towers_build(&own, cols, map, again) || cols->n != base->n)
        return false;
    for (size_t c = 0; c < cols->n; c++)
        if (!be_span_eq(header_of(head, c), header_of(again, c)))
            return false;
    for (size_t i = from; i < to; i++)     /* the header may have told its pieces' columns anew */
        for (size_t k = 0; k < r->line[i].n; k++)
            r->piece[r->line[i].first + k].col = own.piece[own.line[own.body + i - from].first + k].col;
    return true;
}

size_t be_pages_most(const struct be_region *r, size_t from, size_t to)
{
    size_t most = 0;

    for (size_t i = from; i < to; i++)
        most = r->line[i].n > most ? r->line[i].n : most;
    return most;
}

/* Does no column of figures go to one of words, nor the other way about? */
static bool same_kinds(const struct be_lanes *base, const struct be_lanes *page, const uint8_t *map)
{
    for (size_t c = 0; c < page->n; c++) {
        const struct be_lane *a = &base->col[map[c]], *b = &page->col[c];
        if (a->filled > 0 && b->filled > 0 && a->kind != b->kind && a->kind != BE_PIECE_CODE && b->kind != BE_PIECE_CODE)
            return false;
    }
    return true;
}

/* Labels first, and then as many columns of figures as the first page has: its columns in turn. */
static bool in_turn(const struct be_lanes *base, const struct be_lanes *page, uint8_t *map)
{
    size_t at = 0, c = 0;

    for (; c < page->n && page->col[c].kind != BE_PIECE_NUMBER; c++)
        if (c >= base->n || base->col[c].kind == BE_PIECE_NUMBER)
            return false;
        else
            map[c] = (uint8_t)c;
    if (c < base->n && base->col[c].kind != BE_PIECE_NUMBER)
        return false;
    for (at = c; c < page->n; c++, at++) {
        while (at < base->n && base->col[at].filled == 0)
            at++;
        if (at == base->n || page->col[c].kind != BE_PIECE_NUMBER || base->col[at].kind != BE_PIECE_NUMBER)
            return false;
        map[c] = (uint8_t)at;
    }
    while (at < base->n && base->col[at].filled == 0)
        at++;
    return at == base->n;
}

/* Its columns as they stand, or as many as its fullest lines have: 221 and 01 on lines of their own are one. */
static bool map_page(struct be_region *r, size_t from, size_t to, const struct be_lanes *base, const struct be_towers *head,
                     struct be_lanes *cols, uint8_t map[BE_GRID_COLUMNS])
{
    bool found, mapped;

    if (!be_gutters_find(r, from, to, cols))
        return false;
    if (map_by_header(r, from, to, base, head, cols, map))
        return true;
    mapped = be_gutters_map(base, cols, map);
    if (mapped && same_kinds(base, cols, map))
        return true;
    if (in_turn(base, cols, map))
        return true;
    found = be_gutters_ordered(r, from, to, cols, be_pages_most(r, from, to));
    if (found && be_gutters_map(base, cols, map) && (!mapped || same_kinds(base, cols, map)))
        return true;
    return mapped && (!found || be_gutters_find(r, from, to, cols)) && be_gutters_map(base, cols, map) && same_kinds(base, cols, map);
}

bool be_pages_columns(struct be_region *r, const struct be_lanes *base, const struct be_towers *head, const uint8_t first[BE_GRID_COLUMNS])
{
    struct be_lanes *cols = be_arena_alloc(r->arena, sizeof *cols);
    uint8_t map[BE_GRID_COLUMNS];
    size_t from = be_page_end(r, r->body), to;

    if (cols == NULL)
        return false;
    be_pages_move(r, r->body, from, first);
    for (; from < r->lines; from = to) {
        to = be_page_end(r, from);
        if (!map_page(r, from, to, base, head, cols, map)) {
            r->lines = from;
            return false;
        }
        be_pages_move(r, from, to, map);
    }
    return true;
}
