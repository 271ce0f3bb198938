/* kept.c - tables with a cell a line whose blank cells came as blank lines, as word processors save them
 * as text: a row is as many lines as the table has columns, and what a wide cell covers has no line.
 *
 * How many columns there are is told by the rows: each column holds nothing but words, or nothing but
 * figures, from the first row to the last. The header must have words for so many, and only one number of
 * columns may fit. */
#include "kept.h"
#include "../pieces.h"
#include "../../recognize/table/word.h"

#define LEAST_ROWS 3u        /* fewer may fit by chance */
#define HEAD_ROWS 3u
#define WIDE 4u              /* columns that the label of a sum may cover */
#define TRIES 48u            /* ways to cut the rows with wide cells, of one number of columns */

/* ---- the cells ---- */

static bool is_stroke(struct be_span text)
{
    return be_piece_is_number(text) && !be_span_digits(text) && !be_is_digit(text.p[text.len - 1]) && text.p[text.len - 1] != '%';
}

static enum be_kept_holds holds(struct be_span text)
{
    if (text.len == 0 || is_stroke(text))
        return BE_KEPT_NOTHING;
    return be_span_digits(text) ? BE_KEPT_DIGITS : be_piece_is_number(text) ? BE_KEPT_FIGURES : BE_KEPT_WORDS;
}

/* Each cell with a blank line behind it, as some programs print them. */
static void drop_between(struct be_kept *k)
{
    size_t to = 0;

    for (size_t i = 1; i < k->n; i += 2)
        if (k->cell[i].text.len > 0)
            return;
    for (size_t i = 0; i < k->n; i += 2)
        k->cell[to++] = k->cell[i];
    k->n = to;
}

static bool make_room(struct be_kept *k, struct be_arena *arena, size_t n)
{
    k->cell = be_arena_room(arena, n * sizeof *k->cell);
    k->wide = be_arena_room(arena, n);
    return k->cell != NULL && k->wide != NULL;
}

static struct be_worded cell_of(struct be_span text, uint32_t line, struct be_arena *arena)
{
    return (struct be_worded){be_word_squeeze(text, arena), line, be_piece_is_number(text) ? BE_WORDED_NUMBER : BE_WORDED_TEXT};
}

static bool read_cells(struct be_kept *k, const struct be_worded_table *t, const struct be_block *block)
{
    const struct be_window *win = t->win;
    uint32_t i = block->body;

    if (!make_room(k, t->arena, block->end - block->body + 1u))
        return false;
    while (i < block->end && win->lines[i].type != BE_LINE_ALIGNED)
        i++;
    for (; i < block->end; i++) {
        struct be_span text = win->lines[i].type == BE_LINE_BLANK ? be_span("", 0) : be_span_trim(be_line_text(win, i));
        k->cell[k->n++] = cell_of(text, i, t->arena);
    }
    drop_between(k);
    return true;
}

/* ---- the rows ---- */

/* 合计 may stand over the codes as well as over the names. */
static bool may_be_wide(struct be_span text)
{
    return be_worded_is_sum(text) || be_span_is(text, "栏次");
}

/* Does the row from cell `at` on, whose first one covers `wide` columns more, hold what the columns hold? */
static bool row_fits(struct be_kept *k, size_t at, size_t wide)
{
    uint8_t seen[BE_KEPT_COLUMNS];
    bool sum = may_be_wide(k->cell[at].text);

    memcpy(seen, k->holds, sizeof seen);
    for (size_t c = 0, i = at; c < k->width && i < k->n; c += c == 0 ? 1 + wide : 1, i++) {
        enum be_kept_holds here = holds(k->cell[i].text);
        if (here == BE_KEPT_NOTHING || (sum && may_be_wide(k->cell[i].text) && (c == 0 || seen[c] != BE_KEPT_FIGURES)))
            continue;
        if (seen[c] != BE_KEPT_NOTHING && seen[c] != here && (here == BE_KEPT_WORDS || seen[c] == BE_KEPT_WORDS))
            return false;
        if (here > (enum be_kept_holds)seen[c])
            seen[c] = (uint8_t)here;
    }
    memcpy(k->holds, seen, sizeof seen);
    return true;
}

size_t be_kept_row(const struct be_kept *k, size_t at)
{
    return k->wide[at] == BE_KEPT_TWO_SUMS ? k->n - at : k->width - k->wide[at];
}

size_t be_kept_codes(const struct be_kept *k)
{
    size_t c = 0;

    while (c < k->width && k->holds[c] == BE_KEPT_DIGITS)
        c++;
    return c < k->width && k->holds[c] == BE_KEPT_WORDS ? c : k->width;
}

struct be_span be_kept_at(const struct be_kept *k, size_t at, size_t c)
{
    size_t i = c == 0 ? at : c <= k->wide[at] ? k->n : at + c - k->wide[at];

    return i < k->n ? k->cell[i].text : be_span("", 0);
}

static bool says_codes(struct be_span text)
{
    return be_ends(text, "编码") || be_ends(text, "代码") || be_span_is(text, "序号");
}

/* Columns of codes that the header names: 科目编码, or 类 款 项. */
static size_t named_codes(const struct be_kept *k)
{
    size_t parts = 0, codes = 0;

    for (size_t i = 0; i < k->head; i++) {
        struct be_span text = k->cell[i].text;
        parts += be_is_code_part(text);
        codes += says_codes(text);
    }
    return parts > 1 ? parts : codes > 0;
}

/* Labels stand before the figures, and something stands in each row. */
static bool is_table(const struct be_kept *k)
{
    size_t rows = 0, row, label = be_kept_codes(k), labels = 0;
    size_t front = label;    /* columns of labels, before the figures */
    bool figures = false;

    while (front < k->width && k->holds[front] == BE_KEPT_WORDS)
        front++;
    for (size_t c = label; c < k->width; c++)
        figures = figures || k->holds[c] == BE_KEPT_FIGURES || k->holds[c] == BE_KEPT_DIGITS;
    for (size_t at = k->head; at < k->n; at += row, rows++) {
        bool filled = false;
        row = be_kept_row(k, at);
        for (size_t i = at; i < at + row && i < k->n; i++)
            filled = filled || k->cell[i].text.len > 0;
        if (!filled)
            return false;
        for (size_t c = 0; c <= label; c++)
            if (be_kept_at(k, at, c).len > 0) {
                labels++;
                break;
            }
        if (k->wide[at] != BE_KEPT_TWO_SUMS && k->wide[at] > front - 1)
            return false;
    }
    return label >= named_codes(k) && (k->head % k->width == 0 || k->cell[k->head - 1].text.len > 0) && figures && labels >= (k->whole ? 1 : LEAST_ROWS);
}

static bool are_two_sums(const struct be_kept *k, size_t at)
{
    static const enum be_kept_holds WANT[] = {BE_KEPT_WORDS, BE_KEPT_FIGURES, BE_KEPT_WORDS, BE_KEPT_FIGURES};

    for (size_t i = 0; i < 4; i++)
        if (k->n != at + 4 || holds(k->cell[at + i].text) != WANT[i] || (i % 2 == 0 && !be_worded_is_sum(k->cell[at + i].text)))
            return false;
    return k->width > 4;
}

/* The rows from cell `at` to the end. */
static bool rows_fit(struct be_kept *k, size_t at)
{
    while (at < k->n) {
        uint8_t before[BE_KEPT_COLUMNS];
        size_t most = may_be_wide(k->cell[at].text) ? WIDE : 0;
        if (are_two_sums(k, at)) {
            k->wide[at] = BE_KEPT_TWO_SUMS;
            return is_table(k);
        }
        memcpy(before, k->holds, sizeof before);
        for (size_t wide = 0; wide <= most && wide + 2 <= k->width; wide++) {
            memcpy(k->holds, before, sizeof before);
            if (!row_fits(k, at, wide))
                continue;
            k->wide[at] = (uint8_t)wide;
            if (most == 0)
                break;
            if (k->tries == TRIES)
                return false;
            k->tries++;
            if (rows_fit(k, at + k->width - wide))
                return true;
        }
        if (most > 0 || k->wide[at] == BE_KEPT_NO_ROW)
            return false;
        at += k->width;
    }
    return (at == k->n || !k->whole) && is_table(k);
}

static bool fits(struct be_kept *k)
{
    memset(k->holds, BE_KEPT_NOTHING, sizeof k->holds);
    memset(k->wide, BE_KEPT_NO_ROW, k->n);
    k->tries = 0;
    return rows_fit(k, k->head);
}

/* ---- the header ---- */

bool be_kept_says_figures(struct be_span text)
{
    return be_worded_is_sum(text) || be_ends(text, "数") || be_ends(text, "额");
}

static bool says_words(struct be_span text)
{
    return be_is_code_part(text) || be_span_is(text, "项目") || be_ends(text, "名称") || says_codes(text);
}

/* May the word be the lowest one over column c? */
static bool suits(const struct be_kept *k, size_t c, struct be_span text)
{
    enum be_kept_holds here = k->holds[c];

    return (text.len > 0 || here == BE_KEPT_NOTHING) && !(here == BE_KEPT_WORDS && be_kept_says_figures(text)) &&
           !(here == BE_KEPT_FIGURES && says_words(text)) && !be_piece_is_number(text);
}

/* Does the word over column c name labels as the first one does? 项目（按功能分类） */
static bool begins_side(const struct be_kept *k, const struct be_worded *w, size_t c)
{
    return be_span_eq(w[c].text, w[0].text) ||
           (be_worded_names_rows(w[0].text) && be_worded_names_rows(w[c].text) && k->holds[c] == k->holds[0]);
}

/* A word over each column, from cell `from` of the header on, in its kind; words that come twice do so in order. */
static bool heads_columns(const struct be_kept *k, size_t from)
{
    const struct be_worded *w = k->cell + from;
    size_t period = 0;

    for (size_t c = 0; c < k->width; c++) {
        if (!suits(k, c, w[c].text))
            return false;
        if (c > 0 && period == 0 && begins_side(k, w, c))
            period = c;
    }
    for (size_t c = 1; c < k->width; c++)
        for (size_t i = 0; i < c && period == 0; i++)
            if (w[c].text.len > 0 && be_span_eq(w[c].text, w[i].text))
                return false;
    return true;
}

static void put_row(struct be_worded *to, const struct be_kept *k, size_t at)
{
    size_t wide = k->wide[at] == BE_KEPT_TWO_SUMS ? 0 : k->wide[at], c = 0;

    for (size_t i = 0; i < k->width; i++)
        to[i] = (struct be_worded){be_span("", 0), k->cell[at].line, BE_WORDED_NUMBER};
    if (k->wide[at] != BE_KEPT_TWO_SUMS) {
        for (size_t i = at; i < k->n && c < k->width; i++, c += c == 0 ? 1 + wide : 1)
            to[c] = k->cell[i];
        return;
    }
    to[0] = k->cell[at];
    while (c + 1 < k->width && k->holds[c] != BE_KEPT_FIGURES)
        c++;
    to[c] = k->cell[at + 1];
    if (c + 1 < k->width)
        to[c + 1] = k->cell[at + 2];
    to[k->width - 1] = k->cell[at + 3];
}

/* The header as one row of words, and the rows below it, each with a word for every column. */
static bool put_rows(struct be_worded_table *t, const struct be_kept *k)
{
    size_t rows = 1;

    for (size_t at = k->head; at < k->n; at += be_kept_row(k, at))
        rows++;
    if (t->words + k->head + (rows + 2) * k->width > BE_WORDED_WORDS)
        return false;
    t->row[0] = (struct be_worded_row){.first = (uint32_t)t->words, .n = (uint16_t)k->head};
    memcpy(&t->word[t->words], k->cell, k->head * sizeof *t->word);
    t->words += k->head;
    t->head = t->rows = 1;
    t->codes = be_kept_codes(k);
    t->width = k->width;
    for (size_t at = k->head; at < k->n; at += be_kept_row(k, at), t->words += k->width) {
        put_row(&t->word[t->words], k, at);
        t->row[t->rows++] = (struct be_worded_row){.first = (uint32_t)t->words, .n = (uint16_t)k->width};
    }
    return true;
}

/* Does the column's first code say what is spent on people? */
static bool has_people(const struct be_kept *k, size_t c)
{
    for (size_t at = k->head; at < k->n; at += be_kept_row(k, at)) {
        struct be_span code = be_kept_at(k, at, c);
        if (be_span_digits(code) && code.len >= 3)
            return be_starts(code, "301") || be_starts(code, "303");
    }
    return false;
}

/* 收入 over 项目 金额, 支出 over 项目 金额: a word over the beginning of each part of the lowest row. 人员经费
 * and 公用经费 may each have several parts, which their codes tell. */
static bool put_sides(struct be_worded_table *t, const struct be_kept *k)
{
    const struct be_worded *upper = k->cell, *lower = k->cell + k->head - k->width;
    struct be_worded *w = &t->word[t->words];
    size_t groups = k->head - k->width, sides = 0, used = 0;
    bool money = groups == 2 && be_span_is(upper[0].text, "人员经费") && be_span_is(upper[1].text, "公用经费");
    bool flows = groups == 2 && be_span_is(upper[0].text, "收入") && be_span_is(upper[1].text, "支出");  /* by subject, by 经济分类 */

    for (size_t c = 0; c < k->width; c++) {
        bool begins = begins_side(k, lower, c);
        sides += begins;
        if (money && begins && c > 0 && (has_people(k, c) || used == groups))
            begins = false;
        begins = begins && !(flows && used == groups);
        if (begins && used == groups)
            return false;
        w[c] = begins ? upper[used++] : (struct be_worded){be_span("", 0), upper[0].line, BE_WORDED_TEXT};
    }
    if (groups < 2 || used != groups || (sides != groups && !money && !flows) || !heads_columns(k, groups))
        return false;
    memmove(t->row + 1, t->row, t->rows++ * sizeof *t->row);
    t->row[0] = (struct be_worded_row){.first = (uint32_t)t->words, .n = (uint16_t)k->width};
    t->row[1].first += (uint32_t)groups;
    t->row[1].n = (uint16_t)k->width;
    t->words += k->width;
    t->head = 2;
    return true;
}

/* A word of the upper row over several of the lower one. */
static bool put_groups(struct be_worded_table *t, const struct be_kept *k)
{
    struct be_worded *w = &t->word[t->words];

    if (!be_kept_groups(k, w, w + k->width))
        return false;
    memmove(t->row + 2, t->row + 1, (t->rows - 1) * sizeof *t->row);
    t->row[0] = (struct be_worded_row){.first = (uint32_t)t->words, .n = (uint16_t)k->width};
    t->row[1] = (struct be_worded_row){.first = (uint32_t)(t->words + k->width), .n = (uint16_t)k->width};
    t->words += 2 * k->width;
    t->head = 2;
    t->rows++;
    return true;
}

/* Rows that have a blank line for all that wide and high cells cover. */
static bool put_whole(struct be_worded_table *t, const struct be_kept *k)
{
    size_t rows = k->head / k->width;
    bool covered = false;

    for (size_t c = 0; c < k->width; c++) {
        struct be_span lowest = be_span("", 0);
        for (size_t r = 0; r < rows; r++) {
            struct be_span text = k->cell[r * k->width + c].text;
            if (text.len > 0 && be_span_eq(text, lowest))
                return false;
            covered = covered || text.len == 0;
            lowest = text.len > 0 ? text : lowest;
        }
        if (!suits(k, c, lowest))
            return false;
    }
    if (!covered)
        return false;
    memmove(t->row + rows, t->row + 1, (t->rows - 1) * sizeof *t->row);
    for (size_t r = 0; r < rows; r++)
        t->row[r] = (struct be_worded_row){.first = t->row[0].first + (uint32_t)(r * k->width), .n = (uint16_t)k->width};
    t->head = rows;
    t->rows += rows - 1;
    return true;
}

static bool put_table(struct be_worded_table *t, const struct be_kept *k)
{
    if (!put_rows(t, k))
        return false;
    if (k->head == k->width)
        return heads_columns(k, 0);
    return k->head % k->width == 0 ? put_whole(t, k) : put_sides(t, k) || put_groups(t, k);
}

/* The only number of columns, and of cells in the header, that fit. */
static bool cut(struct be_worded_table *t, struct be_kept *k)
{
    struct be_worded_table found = *t, all = *t;
    const size_t rows = k->n / 2 + HEAD_ROWS + 4;
    size_t first = 0, ways = 0;

    all.word = be_arena_room(t->arena, (BE_WORDED_WORDS + 4u * BE_KEPT_COLUMNS) * sizeof *t->word);
    all.row = be_arena_room(t->arena, 2 * rows * sizeof *t->row);
    if (all.word == NULL || all.row == NULL)
        return false;
    while (first < k->n && (k->cell[first].text.len == 0 || k->cell[first].kind == BE_WORDED_TEXT))
        first++;
    for (k->width = 2; k->width <= BE_KEPT_COLUMNS && k->width <= first; k->width++)
        for (k->head = k->width; k->head <= HEAD_ROWS * k->width && k->head <= first && ways < 2; k->head++) {
            struct be_worded_table one = all;
            if (first - k->head >= k->width || (k->head > 2 * k->width && k->head % k->width != 0) || !fits(k) || !put_table(&one, k))
                continue;
            ways++;
            found = one;
            all.words = one.words;
            all.row += ways < 2 ? rows : 0;
        }
    if (ways == 1)
        *t = found;
    return ways == 1;
}

bool be_worded_kept(struct be_worded_table *t, const struct be_block *block)
{
    struct be_kept k = {0};

    return read_cells(&k, t, block) && cut(t, &k);
}

void be_kept_cut(struct be_maker *m, const struct be_cell *cell, size_t n)
{
    struct be_worded_table t = {.arena = m->arena};
    struct be_kept k = {.whole = true};

    while (n > 0 && be_starts(cell[n - 1].text, "注"))
        n--;
    if (n == 0 || !make_room(&k, m->arena, n))
        return;
    for (size_t i = 0; i < n; i++)
        k.cell[k.n++] = cell_of(cell[i].text, cell[i].line, m->arena);
    if (!cut(&t, &k))
        return;
    for (size_t r = 0; r < t.rows; r++) {
        be_maker_row(m, false);
        for (size_t c = 0; c < t.row[r].n && !m->failed; c++)
            be_maker_cell(m, be_worded_words(&t, r)[c].text, be_worded_words(&t, r)[c].line);
    }
}

bool be_kept_across(const struct be_worded_table *t, struct be_fill_row *fill)
{
    const uint32_t base = be_worded_words(t, t->head)[-1].line + 1;

    if (t->row[t->head].numbers < 2 || t->whole[1] != 0)
        return false;
    for (int put = 0; put < 2; put++)
        for (size_t r = t->head; r < t->rows; r++)
            for (size_t k = 0; k < t->row[r].n && k < fill[r].n; k++) {
                size_t at = be_worded_words(t, r)[k].line - base - (r - t->head) * t->width;
                if (at >= t->width)
                    return false;
                if (put > 0)
                    fill[r].at[k] = (uint8_t)at;
            }
    return be_fill_across(fill + t->head, t->rows - t->head, t->numbers, t->whole);
}
