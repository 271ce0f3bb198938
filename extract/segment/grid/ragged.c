#include "ragged.h"
#include "groups.h"

#define ROWS 6u               /* a header of more rows is left as it is */
#define STACKED 3u            /* of these, every number of groups between them is tried */
#define TRIMMED 2u            /* cells that a row of header lost at its end */
#define CODES 3u              /* 类 款 项 */
#define COLS BE_GRID_COLUMNS

struct header {
    const struct be_grid *grid;
    size_t first, rows, width;
    size_t body;              /* row of the grid where the data begin */
    bool open;                /* nothing but the order of its cells says how its rows stand below each other */
    bool refuted;             /* its figures say that it is not as it seems */
    size_t led;               /* columns of codes below its first cell, beyond one */
    struct be_head_cells look[ROWS];
    uint8_t at[ROWS][COLS];   /* column of each cell, found from the lowest row upwards */
};

/* ---- looking ---- */

/* Blanks behind the last filled cell may be padding; with blanks between them cells have places. */
static size_t cells_of(const struct be_grid *grid, size_t r, bool *gaps)
{
    size_t n = be_ragged_filled(grid, r);

    *gaps = false;
    for (size_t c = 0; c < n && !*gaps; c++)
        *gaps = be_grid_at(grid, r, c)->text.len == 0;
    return *gaps && grid->width[r] > n && grid->width[r] <= grid->cols ? grid->width[r] : n;
}

static void look_at(struct be_head_cells *look, const struct be_grid *grid, size_t r, struct be_context *cx, struct be_arena *arena)
{
    look->n = cells_of(grid, r, &look->gaps);
    for (size_t c = 0; c < look->n; c++) {
        look->text[c] = be_word_squeeze(be_grid_at(grid, r, c)->text, arena);
        look->word[c] = be_word_cell(cx, be_grid_at(grid, r, c));
    }
}

/* Where one row keeps blanks between its cells, those behind the last cell of another (类 款 项) are no padding. */
static void keep_blanks(struct header *h, const struct be_grid *grid)
{
    bool gaps = false;

    for (size_t r = 0; r < h->rows; r++)
        gaps = gaps || h->look[r].gaps;
    for (size_t r = 0; r < h->rows && gaps && !grid->padded; r++)
        be_groups_fill(&h->look[r], grid->width[h->first + r] < grid->cols ? grid->width[h->first + r] : grid->cols);
}

/* 栏次 1 2 3, 类 款 项 栏次 1 2, 1 2 3 4: numbers in order, and no words but those of labels. */
static bool counts_columns(const struct be_head_cells *look)
{
    char next = '1';

    for (size_t c = 0; c < look->n; c++) {
        struct be_span text = look->text[c];
        if (text.len == 0 || be_word_is_label(look->word[c]) || text.p[0] == '*')
            continue;
        if (!be_cell_numeric(text) || text.len > 2 || text.p[text.len - 1] != next)
            return false;
        next = next == '9' ? '0' : (char)(next + 1);
    }
    return next != '1';
}

/* ---- rows whose blanks are kept: only what a cell covers sideways is lost ---- */

static bool place_over(struct header *h, size_t row)
{
    const struct be_head_cells *below = &h->look[row + 1];
    struct be_groups cuts;
    size_t j = 0;

    /* three groups of labels below 人员经费 and 公用经费: the last is the wide one */
    if (!be_groups_of(&cuts, below, h->look[row].n) && !be_groups_behind_sums(&cuts, below, h->look[row].n) && !be_groups_trimmed(&cuts, below, &h->look[row]) &&
        !be_groups_front(&cuts, below, h->look[row].n))
        return false;
    for (size_t i = 0; i < below->n; i++)
        if (cuts.begins[i])
            h->at[row][j++] = h->at[row + 1][i];
    return true;
}

/* ---- rows without blanks: what a cell covers downwards is lost too ---- */

/* Sets the cells of a row over the rows below it, which have `leaves` columns so far, each group below its cell: those of its
 * cells that nothing stands below get a column of their own. */
static void weave_as(struct header *h, size_t row, const struct be_groups *cuts, size_t leaves, const uint8_t *cell)
{
    const struct be_head_cells *above = &h->look[row], *below = &h->look[row + 1];
    uint8_t to[COLS + 1];
    size_t g = 0, i = 0, col = 0;

    for (size_t j = 0; j < above->n && col < COLS; j++) {
        size_t end = i, old;
        h->at[row][j] = (uint8_t)col;
        if (g == cuts->n || cell[g] != j) {
            col++;
            continue;
        }
        for (end = i + 1; end < below->n && !cuts->begins[end]; end++)
            ;
        old = i < below->n ? h->at[row + 1][i] : leaves;
        for (; old < (end < below->n ? h->at[row + 1][end] : leaves) && col < COLS; old++)
            to[old] = (uint8_t)col++;
        i = end;
        g++;
    }
    for (size_t r = row + 1; r < h->rows; r++)
        for (size_t k = 0; k < h->look[r].n; k++)
            h->at[r][k] = to[h->at[r][k]];
}

/* The first column behind cell k of a row. */
static size_t end_of(const struct header *h, size_t row, size_t k)
{
    return k + 1 < h->look[row].n ? h->at[row][k + 1] : h->width;
}

/* How many cells of a row stand in columns [from, to); *first: the first of them. */
static size_t cells_in(const struct header *h, size_t row, size_t from, size_t to, size_t *first)
{
    size_t n = 0;

    for (size_t k = 0; row < h->rows && k < h->look[row].n; k++)
        if (h->at[row][k] >= from && h->at[row][k] < to && n++ == 0)
            *first = k;
    return n;
}

/* 小计 before others below a group: what it sums up. A part that is a group itself stands for its own 小计. */
static bool read_sum(const struct header *h, size_t row, size_t first, size_t n, struct be_ragged_sum *s)
{
    const struct be_head_cells *look = &h->look[row];

    *s = (struct be_ragged_sum){.whole = h->at[row][first]};
    for (size_t k = first + 1; k < first + n; k++) {
        size_t sub = 0, subs = cells_in(h, row + 1, h->at[row][k], end_of(h, row, k), &sub);
        if (be_groups_change(look->word[k]) || be_starts(look->text[k], "其中") || (subs > 0 && h->look[row + 1].word[sub] != BE_WORD_TOTAL))
            return false;
        s->part[s->parts++] = h->at[row][k];
    }
    return look->word[first] == BE_WORD_TOTAL;
}

/* least: parts that a sum has; of one alone others may not be printed. */
static int proof(const struct header *h, size_t least)
{
    struct be_ragged_sum sum[COLS];
    size_t n = 0, first = 0;

    for (size_t row = 1; row < h->rows; row++)
        for (size_t j = 0; j < h->look[row - 1].n && n < COLS; j++) {
            size_t cells = cells_in(h, row, h->at[row - 1][j], end_of(h, row - 1, j), &first);
            n += cells > least && read_sum(h, row, first, cells, &sum[n]);
        }
    return n == 0 ? 0 : be_ragged_proof(h->grid, h->body, h->width, sum, n);
}

/* The groups of a row, each below its cell, as they like it best. */
static bool weave(struct header *h, size_t row, const struct be_groups *cuts, size_t leaves)
{
    uint8_t cell[COLS];

    if (!be_groups_choose(&h->look[row], &h->look[row + 1], cuts, cell, &h->open))
        return false;
    weave_as(h, row, cuts, leaves, cell);
    return true;
}

/* Stacks the rows from `row` down to the lowest; gives the columns that they make together. The
 * whole must have the table's width; between them every number of groups is tried. */
static bool stack(struct header *h, size_t row, size_t want)
{
    const struct be_head_cells *look = &h->look[row];
    struct be_groups cuts;

    if (row + 1 == h->rows) {
        for (size_t j = 0; j < look->n; j++)
            h->at[row][j] = (uint8_t)j;
        return look->n == want;
    }
    for (size_t groups = 1; groups <= look->n; groups++) {
        size_t leaves = want + groups - look->n;
        if (want + groups <= look->n || leaves > COLS || leaves < h->look[row + 1].n || !stack(h, row + 1, leaves) ||
            !be_groups_of(&cuts, &h->look[row + 1], groups))
            continue;
        if (weave(h, row, &cuts, leaves))
            return true;
    }
    return false;
}

/* ---- the way that the figures bear out ---- */

struct trial {
    struct header *h;
    size_t ways, tries;
    uint8_t found[ROWS][COLS];
};

#define TRIES 2000u           /* of groups, those that lead nowhere too */

static void search(struct trial *t, size_t rows, size_t leaves);

/* Puts the groups of row `row` + 1, from number g on, below its cells from `from` on, in every way. */
static void try_cells(struct trial *t, size_t row, const struct be_groups *cuts, size_t leaves, uint8_t *cell, size_t g, size_t from)
{
    struct header *h = t->h;
    const struct be_head_cells *above = &h->look[row], *below = &h->look[row + 1];
    size_t first = 0;

    t->tries++;
    if (g == cuts->n) {
        uint8_t at[ROWS][COLS];
        memcpy(at, h->at, sizeof at);
        weave_as(h, row, cuts, leaves, cell);
        search(t, row, leaves + above->n - cuts->n);
        memcpy(h->at, at, sizeof at);
        return;
    }
    for (size_t i = 0, n = 0; i < below->n; i++)
        if (cuts->begins[i] && n++ == g)
            first = i;
    for (size_t c = from; c + (cuts->n - g) <= above->n && t->tries < TRIES; c++)
        if (be_word_is_label(above->word[c]) == be_word_is_label(below->word[first]) && above->word[c] != BE_WORD_TOTAL) {
            cell[g] = (uint8_t)c;
            try_cells(t, row, cuts, leaves, cell, g + 1, c + 1);
        }
}

/* The uppermost `rows` rows are still to be put over the others, which have so many columns. */
static void search(struct trial *t, size_t rows, size_t leaves)
{
    struct header *h = t->h;

    if (rows == 0) {
        if (leaves == h->width && proof(h, 1) == 2 && t->ways++ == 0)
            memcpy(t->found, h->at, sizeof t->found);
        return;
    }
    for (size_t groups = 1; groups <= h->look[rows - 1].n && t->tries < TRIES; groups++) {
        struct be_groups cuts;
        uint8_t cell[COLS];
        if (groups > 1 && groups == h->look[rows].n)
            continue;        /* a word below each tells nothing */
        if (leaves + h->look[rows - 1].n - groups <= h->width && be_groups_of(&cuts, &h->look[rows], groups))
            try_cells(t, rows - 1, &cuts, leaves, cell, 0, 0);
    }
}

/* Where the figures say that what is liked best is wrong, the one way that they bear out. */
static bool prove(struct header *h)
{
    struct trial t = {.h = h};
    int says = proof(h, 2);

    if (says > 0 || (says == 0 && (!h->open || proof(h, 1) > 0)))
        return true;
    h->refuted = true;
    for (size_t j = 0; j < h->look[h->rows - 1].n; j++)
        h->at[h->rows - 1][j] = (uint8_t)j;
    search(&t, h->rows - 1, h->look[h->rows - 1].n);
    memcpy(h->at, t.found, sizeof h->at);
    return t.ways == 1 && t.tries < TRIES;
}

/* ---- the whole ---- */

/* Rows are given back the blanks at their ends where all of them can be placed. */
static bool places_from(struct header *h, size_t lowest)
{
    size_t n[ROWS], row;

    for (row = 0; row <= lowest; row++)
        n[row] = h->look[row].n;
    if (h->look[lowest].gaps && h->led == 0)
        be_groups_fill(&h->look[lowest], h->width);
    h->rows = lowest + 1;
    for (size_t j = 0; j < h->look[lowest].n; j++)
        h->at[lowest][j] = (uint8_t)(j == 0 ? 0 : j + h->led);
    for (row = lowest; row > 0 && place_over(h, row - 1); row--)
        continue;
    for (size_t r = 0; r <= lowest && row > 0; r++)
        h->look[r].n = n[r];
    return row == 0;
}

/* From the lowest row that is as wide as the table upwards; a short one that counts the columns
 * is no part of it. */
static bool find_places(struct header *h)
{
    size_t rows = h->rows;

    for (size_t row = h->rows; row-- > 1;)
        if ((h->look[row].n == h->width || (h->look[row].gaps && h->look[row].n + TRIMMED >= h->width && h->look[row].n < h->width)) && places_from(h, row))
            return true;
    h->rows = rows - (counts_columns(&h->look[rows - 1]) ? 1 : 0);
    for (size_t row = 0; row < h->rows; row++)
        if (h->look[row].gaps)
            return false;
    h->open = false;
    return h->rows > 1 && h->rows <= STACKED && stack(h, 0, h->width) && prove(h);
}

static bool is_code_cell(struct be_span text, size_t digits, bool blank)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    return text.len == digits || (blank && text.len == 0);
}

/* 科目编码 | 科目名称 over 208 | 01 | 01 | 行政运行, no 类 款 项 below it: how many columns of codes it covers
 * beyond one. A code of three digits, two of two digits or blank ones, then words, in every row of data
 * but those that begin with words. */
static size_t led_by_codes(const struct header *h, const struct be_grid *grid, size_t lowest)
{
    size_t codes = 0;

    if (h->look[lowest].word[0] != BE_WORD_CODE)
        return 0;
    for (size_t r = h->first + h->rows; r < grid->rows; r++) {
        size_t n = 0;
        while (n < CODES && n < grid->cols && is_code_cell(be_grid_at(grid, r, n)->text, n == 0 ? 3 : 2, n > 0))
            n++;
        if (n > 0 && (n < 2 || n == grid->cols || be_cell_numeric(be_grid_at(grid, r, n)->text)))
            return 0;
        codes = n > codes ? n : codes;
    }
    return codes > 0 ? codes - 1 : 0;
}

static bool place_led(struct header *h, const struct be_grid *grid, size_t rows)
{
    size_t lowest = rows - (rows > 1 && counts_columns(&h->look[rows - 1]) ? 2 : 1);

    h->led = led_by_codes(h, grid, lowest);
    return h->led > 0 && h->look[lowest].n + h->led == grid->cols && places_from(h, lowest);
}

/* Rows filled up with blanks may be wider than the table, not narrower than this. */
static size_t least_width(const struct be_grid *grid, size_t first)
{
    size_t least = grid->padded ? 0 : grid->cols;

    for (size_t r = first; r < grid->rows && grid->padded; r++)
        least = be_ragged_filled(grid, r) > least ? be_ragged_filled(grid, r) : least;
    return least;
}

#define WORDS 2u              /* cells of words that cannot stand below 本年支出合计 */

/* 项目 | 本年支出合计 over 201 | 一般公共服务支出 | 5.00: the word of a figure over a column of names, left where it stands. */
static bool is_over_names(const struct header *h, const struct be_grid *grid)
{
    for (size_t c = 1; c < h->look[0].n; c++) {
        const enum be_word word = h->look[0].word[c];
        size_t words = 0, numbers = 0;

        if (word != BE_WORD_TOTAL && word != BE_WORD_PART && word != BE_WORD_FUND && word != BE_WORD_PHASE && word != BE_WORD_YEAR)
            continue;
        for (size_t r = h->body; r < grid->rows && numbers == 0; r++) {
            struct be_cell *cell = be_grid_at(grid, r, c);
            numbers += be_cell_number(cell);
            words += cell->text.len > 0 && !be_cell_number(cell);
        }
        if (numbers == 0 && words >= WORDS)
            return true;
    }
    return false;
}

/* Are its cells put where they belong? */
static bool place_header(struct header *h, struct be_grid *grid)
{
    size_t rows = h->rows, least = h->width;
    bool found = false;

    keep_blanks(h, grid);
    if (h->look[0].gaps || h->look[0].n >= grid->cols)
        return false;
    for (size_t width = grid->cols; rows > 1 && width >= least && !found; width--) {
        h->rows = rows;
        h->width = width;
        found = find_places(h);
    }
    if (!found)
        found = place_led(h, grid, rows);
    for (size_t r = 0; r < h->rows && found; r++)
        be_ragged_move(grid, h->first + r, h->at[r], h->look[r].n);
    return found;
}

/* The first row shows by its last cell, or by blanks between its cells, that they have their places. */
static bool has_places(const struct be_grid *grid, size_t first)
{
    bool gaps;

    if (!grid->packed && be_grid_at(grid, first, grid->cols - 1)->text.len > 0)
        return true;
    cells_of(grid, first, &gaps);
    return gaps && !grid->padded;
}

/* As most grids are: every row came with all its cells. */
static bool is_whole(const struct be_grid *grid, size_t first)
{
    for (size_t r = first; r < grid->rows && !grid->padded; r++)
        if (grid->width[r] < grid->cols)
            return false;
    return has_places(grid, first);
}

bool be_ragged_headed(const struct be_grid *grid, size_t first)
{
    return grid->width == NULL || first >= grid->rows || grid->cols < 3 || has_places(grid, first);
}

bool be_ragged_whole(const struct be_grid *grid, size_t first)
{
    return grid->width == NULL || first >= grid->rows || grid->cols < 3 || is_whole(grid, first);
}

void be_ragged_places(struct be_grid *grid, size_t first, struct be_context *cx, struct be_arena *arena)
{
    struct header *h;
    bool placed;

    if (be_ragged_whole(grid, first))
        return;
    placed = has_places(grid, first);
    h = be_arena_room(arena, sizeof *h);
    if (h == NULL)
        return;
    h->rows = h->led = 0;
    h->refuted = false;
    memset(h->at, 0, sizeof h->at);
    h->first = first;
    h->grid = grid;
    h->width = least_width(grid, first);
    for (size_t r = first; r < grid->rows && h->rows < ROWS; r++) {
        bool figures = be_ragged_figures(grid, r);
        if (!placed || figures || h->rows == 0)
            look_at(&h->look[h->rows], grid, r, cx, arena);
        if (figures && !counts_columns(&h->look[h->rows]))
            break;
        h->rows++;
    }
    if (h->rows == 0 || h->rows == ROWS)
        return;
    h->body = h->first + h->rows;
    if ((placed || !place_header(h, grid)) && (h->refuted || (h->body > h->first + 1 && is_over_names(h, grid)))) {
        grid->rows = 0;
        grid->unsure = true;
        return;
    }
    be_ragged_rows(grid, h->first, h->rows, h->width, cx);
}
