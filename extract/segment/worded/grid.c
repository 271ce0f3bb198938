/* grid.c - the grid of a table whose cells are parted by one blank. */
#include "../line.h"
#include "table.h"
#include "../../recognize/table/word.h"

#define HEAD_ROWS 24u        /* lines of the header; more are none */
#define LABEL_WORDS 4u       /* label columns that are no codes */
#define LEAST_ROWS 3u        /* fewer rows of a stream that all have as many figures say nothing */

/* ---- rows ---- */

static bool says_again(const struct be_worded_table *t, struct be_span text)
{
    for (size_t r = 0; r < t->head; r++) {
        const struct be_worded *w = be_worded_words(t, r);
        if (t->row[r].n > 0 && be_span_eq(text, be_span_trim(be_line_text(t->win, w->line))))
            return true;
    }
    return false;
}

static void count_kinds(struct be_worded_table *t, struct be_worded_row *row)
{
    row->codes = row->numbers = 0;
    for (size_t k = 0; k < row->n; k++) {
        row->codes = (uint8_t)(row->codes + (t->word[row->first + k].kind == BE_WORDED_CODE));
        row->numbers = (uint8_t)(row->numbers + (t->word[row->first + k].kind == BE_WORDED_NUMBER));
    }
}

/* 2080505 机关事业单位基本养老保险缴费 | 支出 69.30: a row whose name was broken. */
static bool goes_on(struct be_worded_table *t, const struct be_worded_row *above, const struct be_worded *word, size_t n)
{
    struct be_worded *name = &t->word[above->first + above->n - 1];

    if (above->codes == 0 || above->numbers > 0 || above->n != above->codes + 1u || n == 0 || word[0].kind == BE_WORDED_CODE ||
        word[n - 1].kind != BE_WORDED_NUMBER)
        return false;
    if (word[0].kind == BE_WORDED_TEXT)
        name->text = be_arena_printf(t->arena, "%.*s%.*s", (int)name->text.len, name->text.p, (int)word[0].text.len, word[0].text.p);
    return true;
}

static void add_row(struct be_worded_table *t, const struct be_worded *word, size_t n)
{
    struct be_worded_row *row = t->rows > t->head ? &t->row[t->rows - 1] : NULL;

    if (row != NULL && goes_on(t, row, word, n)) {
        size_t from = word[0].kind == BE_WORDED_TEXT;
        memcpy(&t->word[t->words], word + from, (n - from) * sizeof *word);
        t->words += n - from;
        row->n = (uint16_t)(row->n + n - from);
        count_kinds(t, row);
        return;
    }
    row = &t->row[t->rows++];
    *row = (struct be_worded_row){.first = (uint32_t)t->words, .n = (uint16_t)n};
    memcpy(&t->word[t->words], word, n * sizeof *word);
    t->words += n;
    count_kinds(t, row);
}

static bool read_rows(struct be_worded_table *t, const struct be_block *block)
{
    struct be_worded word[BE_WORDED_LINE];
    bool body = false;

    t->word = be_arena_room(t->arena, (BE_WORDED_WORDS + BE_WORDED_LINE) * sizeof *t->word);
    t->row = be_arena_room(t->arena, (block->end - block->body + 1u) * sizeof *t->row);
    if (t->word == NULL || t->row == NULL)
        return false;
    for (uint32_t i = block->body; i < block->end && t->words < BE_WORDED_WORDS; i++) {
        struct be_span text = be_span_trim(be_line_text(t->win, i));
        size_t n = t->win->lines[i].type == BE_LINE_ALIGNED ? be_worded_cells(text, i, word) : 0, counted;
        if (n == 0 || (body && says_again(t, text)))
            continue;
        counted = be_worded_counts(word, n);
        if (counted > 0) {
            t->counted = counted;
            continue;
        }
        for (size_t k = 0; k < n; k++)
            body = body || word[k].kind != BE_WORDED_TEXT;
        if (!body && t->head == HEAD_ROWS)
            return true;
        if (!body)
            n = be_worded_header(text, i, word);
        for (size_t k = 0; k < n && !body; k++)
            word[k].text = be_word_squeeze(word[k].text, t->arena);
        add_row(t, word, n);
        t->head += !body;
    }
    return true;
}

/* ---- columns ---- */

/* Figures, then words, then figures again: a row of two sides. */
static bool has_sides(const struct be_worded_table *t)
{
    size_t rows = 0;

    for (size_t r = t->head; r < t->rows; r++) {
        const struct be_worded *w = be_worded_words(t, r);
        bool number = false, again = false;
        for (size_t k = 0; k < t->row[r].n; k++) {
            again = again || (number && w[k].kind == BE_WORDED_TEXT);
            number = number || w[k].kind == BE_WORDED_NUMBER;
        }
        rows += again;
    }
    return rows >= 2;
}

size_t be_worded_count(struct be_span text)
{
    size_t n = text.len > 0;

    for (size_t i = 0; i < text.len; i++)
        n += text.p[i] == ' ';
    return n;
}

/* Do the rows have so many names beside each other, or only one of them? */
static bool has_names(const struct be_worded_table *t, size_t texts)
{
    size_t rows = 0, fit = 0, words;

    for (size_t r = t->head; r < t->rows; r++) {
        const struct be_worded_row *row = &t->row[r];
        if (row->numbers == 0 || row->n <= row->codes || be_worded_is_sum(be_worded_words(t, r)[row->codes].text))
            continue;
        rows++;
        words = be_worded_count(be_worded_words(t, r)[row->codes].text);
        fit += words == texts;
        if (words != texts && words != 1)
            return false;
    }
    return texts <= LABEL_WORDS && fit * 3 >= rows;
}

static bool find_columns(struct be_worded_table *t)
{
    size_t head = t->row[0].n;

    if (t->stream && !be_listed_cut(t))
        return false;

    for (size_t r = t->head; r < t->rows; r++) {
        const struct be_worded_row *row = &t->row[r];
        if (row->codes > 0 && be_worded_words(t, r)->text.len == 2)
            return false;        /* 02 alone, what is new of a code: of 款 or 项 */
        t->codes = row->codes > t->codes ? row->codes : t->codes;
        t->numbers = row->numbers > t->numbers ? row->numbers : t->numbers;
        t->texts = t->texts > 0 || row->n > row->codes + row->numbers;
    }
    if (t->stream && t->counted > 0 && t->numbers > t->counted)
        return false;            /* figures out of order */
    if (t->counted > t->numbers)
        t->numbers = t->counted;
    if (t->head == 1 && head > t->codes + t->texts + t->numbers && has_names(t, head - t->codes - t->numbers))
        t->texts = head - t->codes - t->numbers;
    t->sides = 1;
    return be_worded_head(t) && t->width <= BE_GRID_COLUMNS && t->numbers <= BE_FILL_COLUMNS;
}

/* ---- cells ---- */

/* Names parted by one blank, each in its column; not those of a row that has others. */
static void put_names(const struct be_worded_table *t, struct be_cell *cells, const struct be_worded *w, bool coded)
{
    struct be_span rest = w->text;

    if (t->texts < 2 || be_worded_count(rest) != t->texts || be_span_is(rest, "合 计")) {
        /* one without its code, below one that has it: what stands before it is merged down */
        bool merged = t->texts > 1 && t->codes > 0 && !coded && !be_worded_is_sum(rest);
        be_worded_put(cells, t->codes + (merged ? t->texts - 1 : 0), w);
        return;
    }
    for (size_t k = 0; k < t->texts; k++) {
        const char *blank = memchr(rest.p, ' ', rest.len);
        size_t n = blank == NULL ? rest.len : (size_t)(blank - rest.p);
        be_worded_put(cells, t->codes + k, &(struct be_worded){be_span_to(rest, n), w->line, BE_WORDED_TEXT});
        rest = be_span_from(rest, n < rest.len ? n + 1 : n);
    }
}

static void put_row(const struct be_worded_table *t, struct be_cell *cells, size_t r, const struct be_fill_row *fill)
{
    const struct be_worded *w = be_worded_words(t, r);
    size_t codes = 0, numbers = 0;

    for (size_t k = 0; k < t->row[r].n; k++) {
        if (w[k].kind == BE_WORDED_CODE)
            be_worded_put(cells, codes++, &w[k]);
        else if (w[k].kind == BE_WORDED_TEXT && numbers == 0)
            put_names(t, cells, &w[k], codes > 0);
        else if (w[k].kind == BE_WORDED_NUMBER && numbers < fill->n) {
            if (fill->at[numbers] != BE_FILL_UNKNOWN)
                be_worded_put(cells, t->codes + t->texts + fill->at[numbers], &w[k]);
            numbers++;
        }
    }
}

/* Rows without codes are parts of the only total when their first figures add up to its own. */
static void find_parts(const struct be_worded_table *t, struct be_fill_row *fill)
{
    struct be_decimal sum = {0, 0}, all = {0, 0}, one;
    size_t totals = 0;

    for (size_t r = t->head; r < t->rows && t->codes == 0; r++) {
        if (fill[r].n == 0)
            continue;
        if (!be_fill_figure(&one, fill[r].figure[0]) || (!fill[r].total && !be_decimal_add(&sum, sum, one)))
            return;
        totals += fill[r].total;
        all = fill[r].total ? one : all;
    }
    for (size_t r = t->head; r < t->rows && totals == 1 && be_decimal_cmp(sum, all) == 0; r++)
        if (!fill[r].total)
            fill[r].code = BE_LIT("200");
}

static struct be_fill_row *fill_rows(const struct be_worded_table *t)
{
    struct be_fill_row *fill = be_arena_alloc(t->arena, t->rows * sizeof *fill);

    for (size_t r = t->head; fill != NULL && r < t->rows; r++) {
        const struct be_worded *w = be_worded_words(t, r);
        struct be_fill_row *f = &fill[r];
        for (size_t k = 0; k < t->row[r].n; k++) {
            if (w[k].kind == BE_WORDED_CODE)
                f->code = f->code.len == 0 ? w[k].text : be_arena_printf(t->arena, "%.*s%.*s", (int)f->code.len, f->code.p,
                                                                         (int)w[k].text.len, w[k].text.p);
            else if (w[k].kind == BE_WORDED_TEXT)
                f->total = f->total || (k == 0 && be_worded_is_sum(w[k].text));
            else if (f->n < BE_FILL_COLUMNS)
                f->figure[f->n++] = w[k].text;
        }
        if (f->n > 0 && f->n == t->row[r].n && t->codes > 0 && r == t->head)
            f->total = true;     /* 合计 that nothing names */
        if (f->n > t->numbers)   /* a figure among its words: nobody knows which */
            f->n = 0;
    }
    if (fill != NULL)
        find_parts(t, fill);
    if (fill != NULL)
        be_fill(fill + t->head, t->rows - t->head, t->numbers, t->whole, t->arena);
    return fill;
}

/* ---- the grid ---- */

/* The words of a row, one a column. */
static void put_words(const struct be_worded_table *t, struct be_maker *m, size_t r)
{
    const struct be_worded *w = be_worded_words(t, r);

    be_maker_row(m, false);
    for (size_t k = 0; k < t->row[r].n; k++)
        be_maker_cell(m, w[k].text, w[k].line);
}

static void put_cells(struct be_worded_table *t, struct be_maker *m, const struct be_fill_row *fill)
{
    struct be_cell cells[BE_GRID_COLUMNS];

    for (size_t r = t->head; r < t->rows; r++) {
        uint32_t line = be_worded_words(t, r)->line;
        for (size_t c = 0; c < t->width; c++)
            cells[c] = (struct be_cell){.line = line};
        if (t->sides > 1)
            be_worded_put_panels(t, cells, r);
        else
            put_row(t, cells, r, &fill[r]);
        be_maker_row(m, false);
        for (size_t c = 0; c < t->width; c++)
            be_maker_cell(m, cells[c].text, cells[c].line);
    }
}

static void put_part(const struct be_worded_table *t, struct be_cell *cells, const struct be_worded_part *part)
{
    size_t col = t->begins[part->side];

    if (part->label.text.len > 0)
        be_worded_put(cells, col, &part->label);
    if (part->ordinal.text.len > 0)
        be_worded_put(cells, col + 1, &part->ordinal);
    for (size_t k = 0; k < part->n; k++)
        if (part->at[k] != BE_FILL_UNKNOWN)
            be_worded_put(cells, col + 1 + t->ordinal[part->side] + part->at[k], &part->figure[k]);
}

static void put_parts(const struct be_worded_table *t, struct be_maker *m)
{
    struct be_cell cells[BE_GRID_COLUMNS];

    for (size_t p = 0; p < t->parts;) {
        uint32_t row = t->part[p].row, line = t->part[p].label.text.len > 0 ? t->part[p].label.line : t->part[p].ordinal.line;
        for (size_t c = 0; c < t->width; c++)
            cells[c] = (struct be_cell){.line = line};
        for (; p < t->parts && t->part[p].row == row; p++)
            put_part(t, cells, &t->part[p]);
        be_maker_row(m, false);
        for (size_t c = 0; c < t->width; c++)
            be_maker_cell(m, cells[c].text, cells[c].line);
    }
}

/* Nothing but its order says where a row of a stream ends: each has all its figures, or the sums hold. */
static bool is_proven(struct be_worded_table *t, struct be_fill_row *fill)
{
    size_t rows = 0, whole = 0, bare = 0;

    for (size_t r = t->head; r < t->rows; r++) {
        if (t->row[r].numbers > t->numbers || (t->row[r].codes > 0 && t->row[r].n == t->row[r].codes + t->row[r].numbers))
            return false;        /* figures of another row; a code whose name stands elsewhere */
        rows += t->row[r].numbers > 0;
        whole += t->row[r].numbers == t->numbers;
        bare += t->row[r].numbers == 0 && t->row[r].codes > 0;
    }
    if (t->texts == 0)           /* 三公 across: one row */
        return whole == 1 && rows == 1 && t->numbers > 1 && t->whole[1] == 0 && be_fill_across(fill + t->head, 1, t->numbers, t->whole);
    if (be_fill_sums(fill + t->head, t->rows - t->head, t->arena))
        return true;
    return whole == rows && bare == 0 && rows >= LEAST_ROWS && be_fill_across(fill + t->head, t->rows - t->head, t->numbers, t->whole);
}

static void find_lost(struct be_worded_table *t, const struct be_fill_row *fill)
{
    for (size_t r = t->head; r < t->rows; r++)
        for (size_t k = 0; k < t->row[r].numbers && k < BE_FILL_COLUMNS; k++)
            t->lost = t->lost || k >= fill[r].n || fill[r].at[k] == BE_FILL_UNKNOWN;
}

/* Columns and figures of the rows that were read; false: what stands where cannot be told. */
static bool is_told(struct be_worded_table *t, struct be_fill_row **fill)
{
    bool told = false;

    *fill = NULL;
    if (t->head == 0 || t->head == t->rows)
        return false;
    if (t->stream || has_sides(t))
        told = be_worded_sides(t);
    if (t->sides == 0)
        told = find_columns(t);
    if (!told || t->sides > 1)
        return told;
    *fill = fill_rows(t);
    if (*fill == NULL || (t->stream && !(t->codes + t->texts == 0 && be_kept_across(t, *fill)) && !is_proven(t, *fill)))
        return false;
    find_lost(t, *fill);
    return true;
}

static bool read_lines(struct be_worded_table *t, const struct be_block *block, struct be_fill_row **fill)
{
    return read_rows(t, block) && is_told(t, fill);
}

/* Before the first figure of a stream stands its row's label, or the header's last word. */
static bool read_stream(struct be_worded_table *t, const struct be_block *block, struct be_fill_row **fill)
{
    const struct be_worded_table blank = *t;

    for (int other = 0; other < 2; other++) {
        *t = blank;
        if (be_listed_rows(t, block, other == 1) && is_told(t, fill))
            return true;
    }
    return false;
}

enum be_status be_worded_grid(struct be_grid *out, const struct be_context *cx, const struct be_block *block,
                              struct be_arena *arena, bool *sure)
{
    struct be_worded_table t = {.win = cx->win, .arena = arena, .stream = !be_worded_is(cx->win, block),
                                .headers = be_patterns_file(cx->model->patterns, "headers.csv"), .book = cx->model->codebook};
    struct be_maker m = {.arena = arena, .padded = true};
    struct be_fill_row *fill = NULL;
    enum be_status rc;
    bool kept;

    *out = (struct be_grid){.bare = true};
    *sure = false;
    kept = t.stream && be_worded_kept(&t, block);
    if (!kept && !(t.stream ? read_stream : read_lines)(&t, block, &fill))
        return be_arena_failed(arena) ? BE_ENOMEM : BE_OK;
    for (size_t r = 0; r < (kept ? t.rows : t.head); r++)
        put_words(&t, &m, r);
    if (kept)
        t.sides = 1;
    else if (t.parts > 0)
        put_parts(&t, &m);
    else
        put_cells(&t, &m, fill);
    rc = be_maker_grid(&m, out);
    out->bare = true;
    out->packed = t.sides > 1;
    *sure = !t.lost;
    return rc;
}
