/* region.h - an aligned table on its way to a grid: lines, pieces, columns. For the files that
 * make it (grid.c, numbers.c, gutters*.c, tower.h, wrapped.c, proof.c) alone.
 *
 *   lines -> pieces -> columns, page by page (gutters) -> header cells (tower)
 *                                                      -> rows (wrapped) -> grid
 */
#ifndef BE_REGION_H
#define BE_REGION_H

#include "aligned.h"
#include "../pieces.h"

#define BE_REGION_WIDTH 1024u    /* columns of characters told apart; what stands further right
                                    belongs to the last */
#define BE_REGION_HEAD 64u       /* pieces of a header */

struct be_region_line {
    uint32_t line;               /* index into win->lines */
    uint32_t first;              /* its pieces */
    uint16_t n;
    uint16_t page;
    uint64_t mask;               /* columns it has pieces in; 1 << col */
};

struct be_lane {
    uint32_t x, end;             /* where its pieces stand, on its page */
    uint32_t filled;             /* pieces */
    uint8_t kind;                /* enum be_piece_kind */
    bool brief;                  /* numbers of at most three digits: counts, 行次; no money */
};

struct be_lanes {
    struct be_lane col[BE_GRID_COLUMNS];
    size_t n;
};

static inline uint32_t be_lane_overlap(const struct be_lane *a, const struct be_lane *b)
{
    uint32_t x = a->x > b->x ? a->x : b->x, end = a->end < b->end ? a->end : b->end;

    return end > x ? end - x : 0;
}

struct be_region {
    const struct be_window *win;
    struct be_arena *arena;
    struct be_span headers;      /* patterns/headers.csv */
    const struct be_column_names *names;
    struct be_piece *piece;
    size_t pieces;
    struct be_region_line *line;
    size_t lines;
    size_t body;                 /* first line that is not header */
    struct be_spare *spare;      /* lines that are no rows: of column numbers, of headers that come again */
    size_t spares;
    unsigned measure;            /* 0: by character, 1: by display width */
    bool form;                   /* it ended at the indicators of a form */
    bool decimals;               /* its amounts have decimals, so a bare 20101 is a code */
};

/* A line that was taken out, with its pieces. */
struct be_spare {
    struct be_region_line line;
    struct be_piece *piece;
    bool counts;                 /* 栏次 1 2 3 */
};

static inline uint32_t be_piece_x(const struct be_region *r, const struct be_piece *p)
{
    uint32_t x = p->x[r->measure];
    return x < BE_REGION_WIDTH - 1 ? x : BE_REGION_WIDTH - 1;
}

static inline uint32_t be_piece_end(const struct be_region *r, const struct be_piece *p)
{
    uint32_t end = p->end[r->measure];
    return end < BE_REGION_WIDTH ? end : BE_REGION_WIDTH;
}

static inline struct be_span be_piece_text(const struct be_region *r, const struct be_piece *p)
{
    if (p->healed.len > 0)
        return p->healed;
    return be_span(r->win->text.p + r->win->lines[p->line].off + p->off, p->len);
}

/* grid.c: text goes on in the cell, or begins it. False: memory is out. */
bool be_cell_add(struct be_cell *cell, struct be_arena *arena, struct be_span text, uint32_t line);

struct be_towers;

/* numbers.c: between the halves of a number stands its row. False: memory is out. */
bool be_numbers_heal(struct be_region *r);
/* Strokes in the middle of cells, where no figure of the page reaches, are no columns: they go. */
void be_numbers_strokes(struct be_region *r);

/* ---- fields.c ---- */

/* 一级指标 二级指标 三级指标 in a line below the fields of a form: its indicators are a table of their own. */
bool be_fields_end(const struct be_region *r, uint32_t line);
/* Left of 一级指标, the first line's, the form's 绩效指标 stands beside all of them: it is no column. */
void be_fields_side(struct be_region *r);
/* Of a form the fields and the money that say themselves what stands where, as rows of it. */
enum be_status be_fields_grid(struct be_grid *out, const struct be_region *r);

/* ---- gutters.c ---- */

/* Which measure the region was laid out in: the one in which more edges stand below each other. */
void be_gutters_measure(struct be_region *r);
/* How far the lines [from, to) reach: a page has some 150 columns of characters, seldom the
 * BE_REGION_WIDTH that there is room for. */
uint32_t be_gutters_reach(const struct be_region *r, size_t from, size_t to);
/* blanks.c: cuts the pieces of the lines from `first` on, at most the body, at single blanks where the body on their page has a
 * gutter. */
void be_gutters_cut(struct be_region *r, size_t first);
/* The columns of the lines [from, to) of one page, found from all of them together; every piece's
 * col is set. False when they cannot be told apart. */
bool be_gutters_find(struct be_region *r, size_t from, size_t to, struct be_lanes *out);
/* What stands where, once every piece has its column. */
void be_gutters_columns(struct be_region *r, size_t from, size_t to, struct be_lanes *out);
/* gutters_merge.c: columns of cols that are one become one; every piece's col goes with them. */
void be_gutters_merge(struct be_region *r, size_t from, size_t to, struct be_lanes *cols);
/* gutters_place.c. The n columns that a header says there are, by lines that have all of them, although their places differ: other
 * pieces belong where they are nearest. False when no line has, or one stands nowhere near. */
bool be_gutters_ordered(struct be_region *r, size_t from, size_t to, struct be_lanes *cols, size_t n);
/* Which of the columns of base those of another page are, whose places are shifted; map[i] is
 * strictly ascending. False when that is not certain. */
bool be_gutters_map(const struct be_lanes *base, const struct be_lanes *page, uint8_t map[BE_GRID_COLUMNS]);

/* ---- pages.c ---- */

/* Behind the last line of the page that line `from` is on. */
size_t be_page_end(const struct be_region *r, size_t from);
/* As many pieces as one of the lines [from, to) has. */
size_t be_pages_most(const struct be_region *r, size_t from, size_t to);
/* Keeps a line for which there is no room among the rows. False: memory is out. */
bool be_pages_spare(struct be_region *r, const struct be_region_line *line, bool counts);
/* The line of column numbers of a page; NULL: none. */
const struct be_spare *be_pages_counts(const struct be_region *r, uint16_t page);
/* Takes out the lines at the top of a later page that repeat the header. False: memory is out. */
bool be_pages_repeated(struct be_region *r, bool (*is_data)(const struct be_region *r, const struct be_region_line *l));
/* Pieces of lines [from, to) in column c are in column into[c] now. */
void be_pages_move(struct be_region *r, size_t from, size_t to, const uint8_t *into);
/* Gives the pieces of all pages the columns that they have on the first, whose header is head and
 * whose pieces go by map (be_towers_build). False when a page's cannot be told; it and what
 * follows is then left out. */
bool be_pages_columns(struct be_region *r, const struct be_lanes *base, const struct be_towers *head, const uint8_t map[BE_GRID_COLUMNS]);

/* ---- tower.c ---- */

struct be_tower {                /* one header cell, put together from the pieces of its lines */
    struct be_span text;
    uint32_t x, end;
    int32_t top, bottom;         /* lines */
    uint32_t line;               /* of its first piece */
    uint8_t from, to;            /* columns [from, to) it stands over */
    bool leaf, healed;
    bool between;                /* lower cells on both sides */
    uint8_t name;                /* enum be_tower_name of its text */
};

struct be_towers {
    struct be_tower cell[BE_REGION_HEAD];
    size_t n;
};

/* The header cells of the lines [0, body), over the columns, to which those are added that have
 * a header and no data; shift[i] is the new place of column i. False when a line of column
 * numbers says that these cannot be all the columns. */
bool be_towers_build(struct be_region *r, struct be_lanes *cols, uint8_t shift[BE_GRID_COLUMNS], struct be_towers *out);

/* ---- wrapped.c ---- */

/* Which row of the table each line of the body belongs to: row[i - body], ascending from 0.
 * Returns how many rows; *price is what is odd about them, to compare two ways to read the same
 * lines; *sure is made false where too much was a guess. */
size_t be_wrapped_rows(struct be_region *r, const struct be_lanes *cols, uint32_t *row, unsigned *price, bool *sure);

/* ---- merged.c ---- */

/* Empties rows in which 产出指标 and the like stand in a column that is none of 一级指标: their columns were taken for
 * others. False: there are none. */
bool be_merged_astray(struct be_grid *g, size_t head);
/* Moves labels of indicators and projects from the middle of their rows to the first; *sure is made false where
 * they had to be taken out. row: as be_wrapped_rows gave it. */
void be_merged_labels(struct be_grid *g, size_t head, const struct be_region *r, const uint32_t *row, bool *sure);

/* ---- proof.c ---- */

/* Moves figures that a page has in a column where the row 合计 says that they are another's. row: as be_wrapped_rows gave it.
 * False where several ways to do so would agree with it: such figures were taken out. */
bool be_proof_pages(struct be_grid *g, size_t head, const struct be_region *r, const uint32_t *row);

#endif
