/* ragged_rows.c - rows of data that keep no place for what their wide label covers. */
#include "ragged.h"
#include "../../recognize/table/word.h"

#define SAMPLE 32u            /* rows looked at to see what the columns hold */
#define COLS BE_GRID_COLUMNS

bool be_ragged_figures(const struct be_grid *grid, size_t r)
{
    for (size_t c = 0; c < grid->cols; c++) {
        struct be_span text = be_grid_at(grid, r, c)->text;
        bool year = text.len == 4 && (memcmp(text.p, "20", 2) == 0 || memcmp(text.p, "19", 2) == 0);
        if (!year && be_cell_number(be_grid_at(grid, r, c)))
            return true;
    }
    return false;
}

size_t be_ragged_filled(const struct be_grid *grid, size_t r)
{
    size_t n = grid->cols;

    while (n > 0 && be_grid_at(grid, r, n - 1)->text.len == 0)
        n--;
    return n;
}

void be_ragged_move(struct be_grid *grid, size_t r, const uint8_t *at, size_t n)
{
    for (size_t j = n; j-- > 0;) {
        if (at[j] == j || at[j] >= grid->cols)
            continue;
        *be_grid_at(grid, r, at[j]) = *be_grid_at(grid, r, j);
        be_grid_at(grid, r, j)->text.len = 0;
    }
    /* what it came with ends there: a header further down looks at the row again */
    if (n > 0 && at[n - 1] >= grid->width[r] && at[n - 1] < grid->cols)
        grid->width[r] = (uint8_t)(at[n - 1] + 1);
}

static bool is_code(enum be_word word)
{
    return (word >= BE_WORD_CODE && word <= BE_WORD_UNIT_CODE) || word == BE_WORD_PROJECT_CODE || word == BE_WORD_ORDINAL;
}

/* May the cell stand in a column with this header? A number below no label, words only below one,
 * digits alone below codes. */
static bool suits(struct be_span text, enum be_word word)
{
    bool digits = text.len > 1;

    if (text.len == 0)
        return true;
    for (size_t i = 0; i < text.len; i++)
        digits = digits && text.p[i] >= '0' && text.p[i] <= '9';
    if (is_code(word))
        return digits || (word == BE_WORD_ORDINAL && be_cell_numeric(text));
    return be_word_is_label(word) != be_cell_numeric(text);
}

/* What the columns hold: their headers' words, and whether rows of the whole width have nothing
 * but numbers there. */
struct columns {
    size_t n, labels;         /* all of them; those on the left that hold labels */
    bool padded;              /* the rows are filled up with blanks */
    bool kept;                /* a blank cell at a row's end keeps its place */
    enum be_word word[COLS];
    bool numbers[COLS];
};

/* Moved right by `by`, do the row's cells stand where such cells can? A sum's label covers all the
 * columns that its row is short of. */
static bool fits_moved(const struct be_grid *grid, size_t r, size_t n, size_t by, const struct columns *cols, bool sum)
{
    bool fits = by == 0 || sum || (be_word_is_label(cols->word[by]) && !is_code(cols->word[by]));

    for (size_t j = 1; j < n && fits; j++) {
        struct be_span text = be_grid_at(grid, r, j)->text;
        enum be_word word = cols->word[j + by];
        if (be_cell_numeric(text))
            fits = suits(text, word) && word != BE_WORD_NOTE;
        else
            fits = text.len == 0 || !cols->numbers[j + by];
    }
    return fits;
}

/* Where rows keep the blanks at their ends, one that is short by all labels but one has a wide 合计. */
static bool covers_labels(const struct be_grid *grid, size_t r, const struct columns *cols, bool sum)
{
    return sum && cols->kept && !grid->padded && cols->labels > 1 && grid->width[r] + cols->labels == cols->n + 1;
}

/* How far the cells behind a wide 合计 may be moved where rows were filled up with blanks: it covers no column of figures. */
static size_t before_figures(const struct columns *cols, size_t most)
{
    size_t c = 1;

    while (c < cols->n && !cols->numbers[c])
        c++;
    return c == cols->n || c - 1 > most ? most : c - 1;
}

/* The cells of a row of data that is short. One that begins with words has lost what stands on its
 * left: its label is wide, or a cell above reaches down beside it. */
static bool move_row(struct be_grid *grid, size_t r, const struct columns *cols, bool sum)
{
    size_t n = be_ragged_filled(grid, r), most = cols->n - n;
    uint8_t at[COLS];

    if (!cols->padded && grid->width[r] > n)
        most = cols->n > grid->width[r] ? cols->n - grid->width[r] : 0;
    if (sum && cols->padded)
        most = before_figures(cols, most);
    if (be_cell_numeric(be_grid_at(grid, r, 0)->text) || (!covers_labels(grid, r, cols, sum) && fits_moved(grid, r, n, 0, cols, sum)))
        return false;
    for (size_t by = most; by > 0; by--) {
        if (!fits_moved(grid, r, n, by, cols, sum && by == most))
            continue;
        for (size_t j = 0; j < n; j++)
            at[j] = (uint8_t)(j == 0 && sum ? 0 : j + by);
        be_ragged_move(grid, r, at, n);
        return true;
    }
    return false;
}

/* Cell by cell, over columns that a cell does not suit. What is short in the end the last number's
 * label covers: 公用经费合计 over two groups of columns. */
static void spread_row(struct be_grid *grid, size_t r, const struct columns *cols)
{
    size_t n = be_ragged_filled(grid, r), moved = 0, lost = grid->width[r] < cols->n ? cols->n - grid->width[r] : 0;
    size_t spare = grid->padded ? cols->n - n : lost;
    uint8_t at[COLS];

    for (size_t j = 0, c = 0; j < n; j++, c++) {
        struct be_span text = be_grid_at(grid, r, j)->text;
        size_t by = 0;
        while (j > 0 && by < spare && !suits(text, cols->word[c + by]))
            by++;
        if (j == 0 || !suits(text, cols->word[c + by]))
            by = 0;
        moved += by;
        if (j + 1 == n && moved > 0 && moved < lost)
            by += lost - moved;
        spare -= by;
        c += by;
        at[j] = (uint8_t)c;
    }
    if (moved > 0)
        be_ragged_move(grid, r, at, n);
}

/* head: the row of the first data. */
static void read_columns(struct columns *cols, const struct be_grid *grid, size_t first, size_t head, struct be_context *cx)
{
    size_t width = cols->n;

    for (size_t r = first; r < head; r++)
        for (size_t c = 0; c < grid->cols; c++) {
            struct be_cell *cell = be_grid_at(grid, r, c);
            enum be_word word = cell->text.len == 0 ? BE_WORD_NONE : be_word_cell(cx, cell);
            if (cell->text.len > 0 && word != BE_WORD_ORDINAL && !be_cell_number(cell))    /* 1 2 3 below a header says nothing */
                cols->word[c] = word;
        }
    for (size_t c = 0; c < width; c++) {
        size_t words = 0, numbers = 0;
        for (size_t r = head; r < grid->rows && r < head + SAMPLE; r++) {
            struct be_cell *cell = be_grid_at(grid, r, c);
            if (be_ragged_filled(grid, r) == width || grid->width[r] == width) {
                cols->kept = cols->kept || (c + 1 == width && cell->text.len == 0);
                numbers += be_cell_number(cell);
                words += cell->text.len > 0 && !be_cell_number(cell);
            }
        }
        cols->numbers[c] = numbers > words && !be_word_is_label(cols->word[c]) && cols->word[c] != BE_WORD_TARGET &&
                           cols->word[c] != BE_WORD_ACTUAL;
    }
    while (cols->labels < width && be_word_is_label(cols->word[cols->labels]))
        cols->labels++;
}

/* Has each row as many cells as the first? Only then are they filled up. */
static bool are_even(const struct be_grid *grid, size_t first)
{
    for (size_t r = first; r < grid->rows; r++)
        if (grid->width[r] != grid->width[first])
            return false;
    return true;
}

void be_ragged_rows(struct be_grid *grid, size_t first, size_t head, size_t width, struct be_context *cx)
{
    struct columns cols = {.n = 0};

    for (size_t r = first + head; r < grid->rows; r++) {
        if ((grid->padded ? be_ragged_filled(grid, r) : grid->width[r]) >= width || !be_ragged_figures(grid, r))
            continue;
        if (cols.n == 0) {
            cols.n = width;
            cols.padded = grid->padded && are_even(grid, first);
            read_columns(&cols, grid, first, first + head, cx);
        }
        /* blanks before its cells: they have their places, only its end is lost */
        if (!grid->packed && be_grid_at(grid, r, 0)->text.len == 0)
            continue;
        if (!move_row(grid, r, &cols, be_word_cell(cx, be_grid_at(grid, r, 0)) == BE_WORD_TOTAL))
            spread_row(grid, r, &cols);
    }
}
