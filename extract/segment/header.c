#include "header.h"
#include "line.h"
#include "ragged.h"
#include "../recognize/cell.h"

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

struct row_look {            /* one row, its cells without blanks */
    struct be_span text[BE_GRID_COLUMNS];
    enum be_word word[BE_GRID_COLUMNS];
    size_t filled, numbers, first;   /* first: column of the first filled cell */
    bool alone;                      /* its text is the row's only one, printed once or in every column it covers */
};

bool be_header_is_year(struct be_span text)
{
    return text.len == 4 && (memcmp(text.p, "20", 2) == 0 || memcmp(text.p, "19", 2) == 0) && be_cell_numeric(text);
}

static void look_at(struct tree *t, size_t row, struct row_look *look)
{
    look->filled = look->numbers = 0;
    look->alone = true;
    for (size_t c = 0; c < t->grid->cols; c++) {
        struct be_cell *cell = be_grid_at(t->grid, row, c);
        struct be_span text = cell->text;
        look->text[c] = be_span(text.p, 0);
        look->word[c] = BE_WORD_NONE;
        if (text.len == 0)
            continue;
        if (look->filled++ == 0)
            look->first = c;
        else
            look->alone = look->alone && be_span_eq(text, be_grid_at(t->grid, row, look->first)->text);
        if (be_cell_number(cell) && !be_header_is_year(text)) {
            look->numbers++;
            look->text[c] = text;
            continue;
        }
        text = be_word_squeeze(text, t->arena);
        while (be_span_ends(text, BE_LIT("：")) || be_span_ends(text, BE_LIT(":")))
            text.len -= text.p[text.len - 1] == ':' ? 1 : 3;
        look->text[c] = text;
        look->word[c] = be_word_cell(t->cx, cell);
    }
}

/* 1, 12, 1=2+3, （5-4）: the number of a column, or how it is computed. */
static bool is_formula(struct be_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c < 0x80 && strchr("0123456789=+-*/%().,ABCDEFGH", c) == NULL)
            return false;
        if (c >= 0xE4 && c <= 0xE9) /* a Chinese character */
            return false;
    }
    return true;
}

static bool is_stars(struct be_span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.p[i] != '*')
            return false;
    return text.len > 0;
}

/* 栏次 and the numbers behind it; or a bare run 1 2 3=1+2 ... */
static bool counts_columns(const struct row_look *look, size_t cols)
{
    long want = -1;
    size_t run = 0, numbers = 0;
    bool stars = false;

    if (look->filled > 1 && look->word[look->first] == BE_WORD_ORDINAL) {
        for (size_t c = look->first + 1; c < cols; c++)
            if (look->word[c] != BE_WORD_ORDINAL && !is_formula(look->text[c]))
                return false;
        return true;
    }
    for (size_t c = 0; c < cols; c++) {
        long n = 0;
        size_t i = 0;
        if (look->text[c].len == 0 || look->word[c] != BE_WORD_NONE)
            continue;
        if (is_stars(look->text[c])) {   /* ** below the labels */
            stars = true;
            continue;
        }
        while (i < look->text[c].len && i < 2 && look->text[c].p[i] >= '0' && look->text[c].p[i] <= '9')
            n = n * 10 + (look->text[c].p[i++] - '0');
        if (i == 0 || (i < look->text[c].len && (look->text[c].p[i] != '=' || !is_formula(look->text[c]))))
            return false;
        if (want < 0 ? n != 1 : n != want)
            return false;
        want = n + 1;
        run++;
        numbers += i == look->text[c].len;
    }
    return run >= (stars ? 1u : 3u) && numbers == look->numbers;
}

/* 类 | 款 | 项 | 501 | 502: the codes of what the columns are of. */
static bool codes_columns(const struct row_look *look, size_t cols)
{
    size_t codes = 0, parts = 0;

    for (size_t c = 0; c < cols; c++) {
        struct be_span text = look->text[c];
        if (look->word[c] >= BE_WORD_CODE1 && look->word[c] <= BE_WORD_CODE3)
            parts++;
        else if (text.len == 3 && (text.p[0] == '3' || text.p[0] == '5') && be_span_digits(text))
            codes++;
        else if (text.len > 0)
            return false;
    }
    return parts > 1 && codes > 1;
}

/* ---- rows that are no header but stand in the table's first rows ---- */

static struct be_span behind_colon(struct be_span text)
{
    long full = be_span_find(text, BE_LIT("：")), half = be_span_find(text, BE_LIT(":"));

    if (full >= 0)
        return be_span_trim(be_span_from(text, (size_t)full + 3));
    return half < 0 ? be_span(text.p, 0) : be_span_trim(be_span_from(text, (size_t)half + 1));
}

/* 单位：个、人 is of counts and names none. */
static bool counts(struct be_context *cx, struct be_span value)
{
    long comma = be_span_find(value, BE_LIT("、"));

    return be_word_of(cx, comma < 0 ? value : be_span_to(value, (size_t)comma), NULL) == BE_WORD_QUANTITY;
}

/* Does the row hold words of captions and nothing else? */
static bool is_all_caption(struct be_context *cx, const struct be_grid *grid, size_t row)
{
    size_t filled = 0;

    for (size_t c = 0; c < grid->cols; c++) {
        struct be_cell *cell = be_grid_at(grid, row, c);
        if (cell->text.len > 0 && be_word_cell(cx, cell) != BE_WORD_CAPTION)
            return false;
        filled += cell->text.len > 0;
    }
    return filled > 1;
}

/* 部门：某局 | | 单位：万元, 公开01表, or the title alone over all columns: it says that it is one, or stands above the unit. */
static bool is_caption_row(struct be_context *cx, const struct row_look *look, size_t cols, bool above_unit, struct be_head *out)
{
    bool caption = false;

    for (size_t c = 0; c < cols; c++) {
        if (look->text[c].len == 0)
            continue;
        if (look->word[c] == BE_WORD_CAPTION) {
            struct be_span value = behind_colon(look->text[c]);
            caption = true;
            if (be_span_has(look->text[c], "位") && be_span_has(value, "元") && value.len < 20)
                out->unit = value;
            else if (value.len > 0 && !counts(cx, value))
                out->entity = value;
            continue;
        }
        if (look->alone && cols > 2 && look->text[c].len >= BE_CAPTION_TITLE && look->text[c].len < 150 &&
            (be_caption_says_table(look->text[c]) || above_unit)) {
            out->title = look->text[c];
            return true;
        }
        if (!caption)
            return false;
    }
    return caption;
}

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
static void settle_groups(struct tree *t, const struct row_look *look)
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

static void add_row(struct tree *t, const struct row_look *look, size_t row)
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
 * another measure of it, but for rows that part wide cells and leave the label columns blank. */
static bool goes_on(const struct tree *t, const struct row_look *look)
{
    bool parts = false, labels = false;

    for (size_t c = 0; c < t->grid->cols; c++)
        if (look->text[c].len > 0) {
            labels = labels || t->inner[c] == 0 || be_word_is_label(t->cell[t->inner[c]].word);
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
        if ((word < BE_WORD_PHASE || word > BE_WORD_WEIGHT) && (labels || !parts))
            return false;
    }
    return look->filled > 0;
}

/* ---- words cut over two rows ---- */

/* 基本支 | 项目支 over 出 | 出: words broken over two rows. Joins them when most become words that
 * headers are made of, which their rests are not. */
static bool joins_words(struct tree *t, const struct row_look *look)
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
static bool keep_code_labels(struct row_look *look, size_t cols)
{
    bool any = false;

    for (size_t c = 0; c < cols; c++)
        if (look->text[c].len > 0 && look->word[c] >= BE_WORD_CODE1 && look->word[c] <= BE_WORD_CODE3)
            any = true;
        else
            look->text[c].len = 0;
    return any;
}

static size_t caption_rows(struct tree *t, struct row_look *look, struct be_head *out)
{
    size_t row = 0;

    for (; row < t->grid->rows && row < BE_HEAD_ROWS; row++) {
        look_at(t, row, look);
        bool above = look->alone && look->filled > 0 && row + 1 < t->grid->rows && is_all_caption(t->cx, t->grid, row + 1);
        if (look->filled > 0 && !is_caption_row(t->cx, look, t->grid->cols, above, out))
            break;
    }
    return row;
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

enum be_status be_header_caption(struct be_head *out, const struct be_grid *grid, struct be_context *cx,
                                 struct be_arena *arena)
{
    struct be_arena *scratch = be_tables_scratch(cx->tables);
    struct tree *t = new_tree(cx, arena, grid, scratch);
    struct row_look *look = be_arena_alloc(scratch, sizeof *look);

    be_header_none(out);
    if (t == NULL || look == NULL)
        return BE_ENOMEM;
    out->first = out->rows = caption_rows(t, look, out);
    return be_arena_failed(arena) ? BE_ENOMEM : BE_OK;
}

/* The row that counts the columns stands below: what is between it and the header is header too,
 * though a blank too few has moved its cells. */
static bool counted_below(struct tree *t, struct row_look *look, size_t row)
{
    for (size_t r = row + 1; r < row + 3 && r < t->grid->rows; r++) {
        look_at(t, r, look);
        if (look->numbers > 2 && counts_columns(look, t->grid->cols))
            return true;
        if (look->numbers > 0)
            return false;
    }
    return false;
}

/* The next row is one of the header. */
static bool words_below(struct tree *t, struct row_look *look, size_t row)
{
    if (row + 1 >= t->grid->rows)
        return false;
    look_at(t, row + 1, look);
    return look->numbers == 0 && look->filled > 1 && goes_on(t, look);
}

enum be_status be_header_find(struct be_head *out, struct be_grid *grid, struct be_context *cx,
                              struct be_arena *arena)
{
    struct be_arena *scratch = be_tables_scratch(cx->tables);
    struct tree *t = new_tree(cx, arena, grid, scratch);
    struct row_look *look = be_arena_alloc(scratch, sizeof *look);
    size_t row;

    be_header_none(out);
    if (t == NULL || look == NULL)
        return BE_ENOMEM;
    row = caption_rows(t, look, out);
    out->first = row;
    be_ragged_places(grid, row, cx, arena);
    for (; row < grid->rows && row < out->first + BE_HEAD_ROWS; row++) {
        look_at(t, row, look);
        if (counts_columns(look, grid->cols) || codes_columns(look, grid->cols)) {
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
            look_at(t, row, look);
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
