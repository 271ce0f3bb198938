#include "header_look.h"
#include "ragged.h"
#include "../../recognize/table/cell.h"

#define CELLS (BE_GRID_COLUMNS * BE_HEAD_ROWS + 1)

struct head_cell {
    struct be_span text;
    enum be_word word;
    uint16_t above;          /* the cell over it; 0: none */
    uint16_t row;
    bool alone;              /* the only cell of its row */
};

/* The header while it grows row by row. */
struct tree {
    struct be_context *cx;
    struct be_arena *arena;
    const struct be_grid *grid;
    struct head_cell cell[CELLS];
    uint16_t cells;
    uint16_t inner[BE_GRID_COLUMNS]; /* innermost cell over each column so far; 0: none */
};

/* ---- growing the tree ---- */

/* Do the columns a and b stand below the same header cell, of the rows before `row`? */
static bool same_parent(const uint16_t *inner, size_t a, size_t b)
{
    return inner[a] == inner[b];
}

static size_t width_of(const uint16_t *inner, size_t cols, size_t c)
{
    size_t n = 0;

    for (size_t k = 0; k < cols; k++)
        n += inner[k] == inner[c];
    return n;
}

/* Sub-headers that repeat say where the groups above them begin: S1 S2 S3 | S1 S2 S3 below two
 * groups, whose blanks may put the border one column off. */
static void settle_groups(struct tree *t, const struct be_header_look *look)
{
    size_t cols = t->grid->cols, at[BE_GRID_COLUMNS], n = 0, groups = 0;
    uint16_t group[BE_GRID_COLUMNS];

    for (size_t c = 0; c < cols; c++) {
        uint16_t g = t->inner[c];
        if (g == 0 || be_word_is_label(t->cell[g].word))
            continue;
        if (groups == 0 || group[groups - 1] != g)
            group[groups++] = g;
        if (look->text[c].len > 0)
            at[n++] = c;
    }
    if (groups < 2 || n % groups != 0 || n / groups < 2)
        return;
    for (size_t i = n / groups; i < n; i++)
        if (!be_span_eq(look->text[at[i]], look->text[at[i - n / groups]]))
            return;
    for (size_t i = 0, g = 0; g < groups; g++) {
        size_t from = at[g * (n / groups)], to = g + 1 < groups ? at[(g + 1) * (n / groups)] : cols;
        for (i = from; i < to; i++)
            t->inner[i] = group[g];
    }
}

static void add_row(struct tree *t, const struct be_header_look *look, size_t row)
{
    uint16_t before[BE_GRID_COLUMNS], open = 0;
    size_t cols = t->grid->cols, from = 0;

    if (t->cells > 0)
        settle_groups(t, look);
    memcpy(before, t->inner, sizeof before);
    for (size_t c = 0; c < cols; c++) {
        if (open != 0 && same_parent(before, from, c) && be_span_eq(look->text[c], t->cell[open].text)) {
            t->inner[c] = open;      /* a wide cell's text, printed in every column it covers */
        } else if (look->text[c].len > 0 && t->cells + 1u < CELLS) {
            open = ++t->cells;
            from = c;
            t->cell[open] = (struct head_cell){look->text[c], look->word[c], before[c], (uint16_t)row, look->filled == 1};
            t->inner[c] = open;
        } else if (open != 0 && same_parent(before, from, c)) {
            t->inner[c] = open;
        } else {
            open = 0;
        }
    }
}

/* Does every cell of this row stand where a header's cell can? Below a cell of one column that is only
 * another measure of it, but for rows that part wide cells and leave the label columns blank, or 合计 where they
 * name the label columns. */
static bool goes_on(const struct tree *t, const struct be_header_look *look)
{
    bool parts = false, labels = false, named = false;

    for (size_t c = 0; c < t->grid->cols; c++)
        if (look->text[c].len > 0) {
            labels = labels || t->inner[c] == 0 || be_word_is_label(t->cell[t->inner[c]].word);
            named = named || (t->inner[c] > 0 && be_word_is_label(t->cell[t->inner[c]].word) && be_word_is_label(look->word[c]));
            parts = parts || width_of(t->inner, t->grid->cols, c) > 1;
        }
    for (size_t c = 0; c < t->grid->cols; c++) {
        const struct head_cell *above = &t->cell[t->inner[c]];
        enum be_word word = look->word[c];
        bool among = false;
        if (look->text[c].len == 0)
            continue;
        if (be_word_lead(look->text[c], &among) > 0 && word == BE_WORD_NONE && !among)
            return false;
        if (t->inner[c] == 0 || be_span_eq(look->text[c], above->text))
            continue;
        if (be_word_is_label(above->word)) {
            if (!be_word_is_label(word))
                return false;
            continue;
        }
        if (width_of(t->inner, t->grid->cols, c) > 1)
            continue;
        if ((word < BE_WORD_PHASE || word > BE_WORD_WEIGHT) && (labels || !parts) && !(word == BE_WORD_TOTAL && named && parts))
            return false;
    }
    return look->filled > 0;
}

/* ---- words cut over two rows ---- */

/* 基本支 | 项目支 over 出 | 出: words broken over two rows. Joins them when most become words that
 * headers are made of, which their rests are not. */
static bool joins_words(struct tree *t, const struct be_header_look *look)
{
    struct be_span joined[BE_GRID_COLUMNS];
    enum be_word word[BE_GRID_COLUMNS];
    size_t known = 0, rests = 0;

    for (size_t c = 0; c < t->grid->cols; c++) {
        const struct head_cell *above = &t->cell[t->inner[c]];
        word[c] = BE_WORD_NONE;
        if (look->text[c].len == 0)
            continue;
        rests += look->word[c] == BE_WORD_NONE;
        if (t->inner[c] == 0 || look->text[c].len > 18 ||
            width_of(t->inner, t->grid->cols, c) > 1 || be_word_lead(look->text[c], NULL) > 0)
            return false;
        joined[c] = be_arena_printf(t->arena, "%.*s%.*s", (int)above->text.len, above->text.p, (int)look->text[c].len,
                                    look->text[c].p);
        word[c] = be_word_of(t->cx, joined[c], NULL);
        known += word[c] != BE_WORD_NONE && word[c] != BE_WORD_ENTITY;
    }
    if (rests == 0 || known * 2 < look->filled)
        return false;
    for (size_t c = 0; c < t->grid->cols; c++)
        if (look->text[c].len > 0) {
            t->cell[t->inner[c]].text = joined[c];
            t->cell[t->inner[c]].word = word[c];
        }
    return true;
}

static void write_columns(const struct tree *t, struct be_head *out)
{
    for (size_t c = 0; c < t->grid->cols; c++) {
        struct be_head_column *col = &out->column[c];
        uint16_t chain[BE_HEAD_ROWS], n = 0;
        for (uint16_t id = t->inner[c]; id != 0 && n < BE_HEAD_ROWS; id = t->cell[id].above)
            chain[n++] = id;
        col->levels = 0;
        while (n-- > 0 && col->levels < BE_HEAD_LEVELS) {
            const struct head_cell *cell = &t->cell[chain[n]];
            size_t last = col->levels;
            if (last > 0 && be_span_eq(col->level[last - 1], cell->text)) {
                col->cell[last - 1] = chain[n];
                continue;
            }
            col->level[last] = cell->text;
            col->word[last] = (uint8_t)cell->word;
            col->cell[last] = chain[n];
            col->levels++;
        }
    }
    /* What stands over label columns is theirs: 项目 over code and name; a title over all. */
    for (size_t c = 0; c < t->grid->cols; c++) {
        struct be_head_column *col = &out->column[c];
        size_t to = 0;
        for (size_t k = 0; k < col->levels; k++) {
            const struct head_cell *cell = &t->cell[col->cell[k]];
            bool inner = k + 1 == col->levels;
            if (!inner && (be_word_is_label(cell->word) || (cell->alone && cell->row == 0 && cell->word == BE_WORD_NONE &&
                                                            width_of(t->inner, t->grid->cols, c) < t->grid->cols && cell->above == 0 &&
                                                            col->cell[k] == 1 && out->column[0].levels > 0 && out->column[0].cell[0] == 1)))
                continue;
            col->level[to] = col->level[k];
            col->word[to] = col->word[k];
            col->cell[to++] = col->cell[k];
        }
        col->levels = (uint8_t)to;
    }
}

/* 类 | 款 | 项 | 栏次 | 1 | 2: the row that counts the columns may name the code's, too. */
static bool keep_code_labels(struct be_header_look *look, size_t cols)
{
    bool any = false;

    for (size_t c = 0; c < cols; c++)
        if (look->text[c].len > 0 && look->word[c] >= BE_WORD_CODE1 && look->word[c] <= BE_WORD_CODE3)
            any = true;
        else
            look->text[c].len = 0;
    return any;
}

/* Its cells, 24 KiB of them, are filled as they are met; only the first, which stands for none, is
 * looked at before. */
static struct tree *new_tree(struct be_context *cx, struct be_arena *arena, const struct be_grid *grid, struct be_arena *scratch)
{
    struct tree *t = be_arena_room(scratch, sizeof *t);

    if (t == NULL)
        return NULL;
    t->cx = cx;
    t->arena = arena;
    t->grid = grid;
    t->cells = 0;
    t->cell[0] = (struct head_cell){0};
    memset(t->inner, 0, sizeof t->inner);
    return t;
}

/* The row that counts the columns stands below: what is between it and the header is header too,
 * though a blank too few has moved its cells. */
static bool counted_below(struct tree *t, struct be_header_look *look, size_t row)
{
    for (size_t r = row + 1; r < row + 3 && r < t->grid->rows; r++) {
        be_header_look(look, t->cx, t->grid, r, t->arena);
        if (look->numbers > 2 && be_header_counts(look, t->grid->cols))
            return true;
        if (look->numbers > 0)
            return false;
    }
    return false;
}

/* The next row is one of the header. */
static bool words_below(struct tree *t, struct be_header_look *look, size_t row)
{
    if (row + 1 >= t->grid->rows)
        return false;
    be_header_look(look, t->cx, t->grid, row + 1, t->arena);
    return look->numbers == 0 && look->filled > 1 && goes_on(t, look);
}

enum be_status be_header_find(struct be_head *out, struct be_grid *grid, struct be_context *cx,
                              struct be_arena *arena)
{
    struct be_arena *scratch = be_tables_scratch(cx->tables);
    struct tree *t = new_tree(cx, arena, grid, scratch);
    struct be_header_look *look = be_arena_alloc(scratch, sizeof *look);
    size_t row;

    be_header_none(out);
    if (t == NULL || look == NULL)
        return BE_ENOMEM;
    row = be_header_captions(look, cx, grid, out, arena);
    out->first = row;
    be_ragged_places(grid, row, cx, arena);
    for (; row < grid->rows && row < out->first + BE_HEAD_ROWS; row++) {
        be_header_look(look, t->cx, t->grid, row, t->arena);
        if (be_header_counts(look, grid->cols) || be_header_codes(look, grid->cols)) {
            if (keep_code_labels(look, grid->cols))
                add_row(t, look, row);
            row++;
            break;
        }
        if (look->filled == 0) {     /* all its cells are covered from above */
            if (row == out->first || !(counted_below(t, look, row) || words_below(t, look, row)))
                break;
            continue;
        }
        if (look->numbers > 0)
            break;
        if (row > out->first && joins_words(t, look))
            continue;
        if (row > out->first && !goes_on(t, look)) {
            if (!counted_below(t, look, row))
                break;
            be_header_look(look, t->cx, t->grid, row, t->arena);
        }
        if (row == out->first && be_word_lead(look->text[look->first], NULL) > 0)
            break;
        add_row(t, look, row);
    }
    out->rows = row;
    write_columns(t, out);
    return be_arena_failed(arena) ? BE_ENOMEM : BE_OK;
}

static bool same_text(struct be_span a, struct be_span b, struct be_arena *arena)
{
    if (a.p[0] != b.p[0])       /* cells are trimmed */
        return false;
    if (be_span_eq(a, b))
        return true;
    if (memchr(a.p, ' ', a.len) == NULL && memchr(b.p, ' ', b.len) == NULL)
        return false;
    return be_span_eq(be_word_squeeze(a, arena), be_word_squeeze(b, arena));
}

static bool same_row(const struct be_grid *grid, size_t a, size_t b, struct be_arena *arena)
{
    for (size_t c = 0; c < grid->cols; c++) {
        struct be_span x = be_grid_at(grid, a, c)->text, y = be_grid_at(grid, b, c)->text;
        if ((x.len == 0) != (y.len == 0) || (x.len > 0 && !same_text(x, y, arena)))
            return false;
    }
    return true;
}

size_t be_header_again(const struct be_head *head, const struct be_grid *grid, size_t row,
                       struct be_arena *arena)
{
    /* a page may begin with the lower header rows only */
    for (size_t from = head->first; from < head->rows; from++) {
        size_t n = 0;
        while (from + n < head->rows && row + n < grid->rows && same_row(grid, from + n, row + n, arena))
            n++;
        if (from + n == head->rows)
            return n;
    }
    return 0;
}
