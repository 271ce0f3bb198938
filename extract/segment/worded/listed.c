/* listed.c - tables whose cells came one a line without tabs: pdftotext without -layout, pages
 * copied from a browser.
 *
 * Its words are cut into rows here, for the rest of this folder to put into columns. Empty cells have left no
 * trace: what neither the number of a row's figures nor sums, 行次 or known labels place gives no
 * cells; the lines are still a table's, not headings or prose.
 */
#include "../line.h"
#include "../pieces.h"
#include "table.h"
#include "../../recognize/table/word.h"
#include "../../resolve/codebook.h"

#define CELL_BYTES 96u       /* a longer word is no cell */
#define LINE_BYTES 300u      /* of header words that came on one line */
#define CELLS_MIN 8u         /* fewer short lines are no table */

static bool has_short_words(struct be_span text)
{
    size_t word = 0;

    for (size_t i = 0; i < text.len && word <= CELL_BYTES; i++)
        word = text.p[i] == ' ' ? 0 : word + 1;
    return text.len > 0 && text.len <= LINE_BYTES && word <= CELL_BYTES;
}

/* A comma that is not in 单价100万元以上设备（台，套） */
static bool parts_clauses(struct be_span text)
{
    long comma = be_span_find(text, BE_LIT("，"));

    return comma >= 0 && (!be_span_has(be_span_to(text, (size_t)comma), "（") || !be_ends(text, "）"));
}

static bool is_cell(struct be_span text)
{
    return has_short_words(text) && !be_span_has(text, "。") && !parts_clauses(text) &&
           !be_span_has(text, "；") && !be_ends(text, "：") && !be_span_has(text, "部分");
}

/* 0.00 at a page's end is no running title, though it comes on many. */
static bool is_figure_at_edge(const struct be_window *win, size_t i)
{
    struct be_span text = be_span_trim(be_line_text(win, i));

    return win->lines[i].type == BE_LINE_RUNNING && be_piece_is_number(text) && be_span_has(text, ".");
}

/* Below the line with a table's unit: short lines, a quarter of them numbers. */
static size_t list_end(const struct be_window *win, size_t from)
{
    size_t cells = 0, numbers = 0, last = from, captions = 0;

    for (size_t i = from; i < win->nlines; i++) {
        struct be_span text = be_span_trim(be_line_text(win, i));
        if (win->lines[i].type == BE_LINE_BLANK || (win->lines[i].type == BE_LINE_RUNNING && !is_figure_at_edge(win, i)))
            continue;
        if (cells == 0 && (win->lines[i].type == BE_LINE_UNIT || win->lines[i].type == BE_LINE_ENTITY) && captions++ < 3)
            continue;
        if ((win->lines[i].type != BE_LINE_TEXT && win->lines[i].type != BE_LINE_RUNNING) || !is_cell(text) || (text.len >= 12 && be_ends(text, "表")))
            break;
        cells++;
        if (!be_piece_is_number(text))
            continue;
        numbers++;
        last = i + 1;        /* words behind the last number are a heading, or prose */
    }
    return cells >= CELLS_MIN && numbers * 4 >= cells ? last : from;
}

void be_listed_types(struct be_context *cx)
{
    struct be_window *win = cx->win;
    bool units = false;

    if (cx->options->layout < 0)
        return;
    for (size_t i = 0; i < win->nlines; i++) {
        if (be_line_in_table(win->lines[i].type) && win->lines[i].type != BE_LINE_ALIGNED)
            return;          /* its tables have cells of their own */
        units = units || win->lines[i].type == BE_LINE_UNIT;
    }
    for (size_t i = 0; units && i < win->nlines; i++) {
        size_t end;
        if (win->lines[i].type != BE_LINE_UNIT)
            continue;
        end = list_end(win, i + 1);
        for (size_t k = i + 1; k < end; k++)
            if (win->lines[k].type == BE_LINE_TEXT ||     /* 213 first on its page may be a code or the page's number */
                (win->lines[k].type == BE_LINE_RUNNING && be_piece_is_number(be_span_trim(be_line_text(win, k)))))
                win->lines[k].type = BE_LINE_ALIGNED;
        i = end > i + 1 ? end - 1 : i;
    }
}

bool be_listed_is(const struct be_window *win, const struct be_block *block)
{
    size_t lines = 0, single = 0;

    for (uint32_t i = block->body; i < block->end; i++) {
        struct be_span text = be_span_trim(be_line_text(win, i));
        if (win->lines[i].type != BE_LINE_ALIGNED)
            continue;
        lines++;
        single += !be_span_has(text, "  ") && (win->lines[i].indent == 0 || !be_piece_is_number(text));
    }
    return single * 10 >= lines * 9;
}

/* ---- the words ---- */

/* A code's 类 is one of the classification; 300000 before a name may be a figure. */
static bool has_class(const struct be_worded_table *t, struct be_span code)
{
    return be_codebook_name(t->book, be_span_to(code, 3)).len > 0;
}

static bool says_codes(struct be_span text)
{
    return be_span_has(text, "编码") || be_span_has(text, "代码") || be_span_has(text, "科目");
}

/* Codes are what the header calls so: digits before a name. 05 goes on with one. */
static void find_codes(const struct be_worded_table *t)
{
    struct be_worded *w = t->word;
    size_t n = t->words;
    bool coded = false, units = false;

    for (size_t k = 0; k < n && w[k].kind == BE_WORDED_TEXT; k++) {
        coded = coded || says_codes(w[k].text);
        units = units || (be_span_has(w[k].text, "单位") && says_codes(w[k].text));
    }
    for (size_t k = n; k-- > 0;) {
        bool begun = k > 0 && (w[k - 1].text.len == 3 || (k > 1 && w[k - 1].text.len == 2 && w[k - 2].text.len == 3)),
             before = k + 1 < n && (w[k + 1].kind == BE_WORDED_TEXT || (w[k + 1].kind == BE_WORDED_CODE && w[k + 1].text.len == 2));
        size_t len = w[k].text.len;
        if (w[k].kind == BE_WORDED_TEXT)
            continue;
        w[k].kind = coded && before && be_span_digits(w[k].text) &&
                            ((len == 2 && begun) || (units && len >= 6 && len <= 9) || ((len == 3 || len == 5 || len == 7) && has_class(t, w[k].text)))
                        ? BE_WORDED_CODE : BE_WORDED_NUMBER;
    }
}

static bool read_words(struct be_worded_table *t, const struct be_block *block)
{
    struct be_worded word[BE_WORDED_LINE];

    t->word = be_arena_room(t->arena, (BE_WORDED_WORDS + BE_WORDED_LINE + 4u * BE_GRID_COLUMNS) * sizeof *t->word);
    t->row = be_arena_room(t->arena, (block->end - block->body + 8u) * sizeof *t->row);
    if (t->word == NULL || t->row == NULL)
        return false;
    for (uint32_t i = block->body; i < block->end && t->words < BE_WORDED_WORDS; i++) {
        size_t n = t->win->lines[i].type == BE_LINE_ALIGNED ? be_worded_cells(be_span_trim(be_line_text(t->win, i)), i, word) : 0;
        for (size_t k = 0; k < n; k++) {
            word[k].text = be_word_squeeze(word[k].text, t->arena);
            t->word[t->words++] = word[k];
        }
    }
    find_codes(t);
    return true;
}

/* ---- the header ---- */

static size_t count_at(const struct be_worded *w)
{
    size_t value = 0;

    for (size_t i = 0; i < w->text.len && i < 3; i++)
        value = value * 10 + (size_t)(w->text.p[i] - '0');
    return w->kind != BE_WORDED_TEXT && be_span_digits(w->text) && w->text.len < 3 ? value : 0;
}

/* Behind 栏次 1 2 3, or 1 2 3 alone, from k on; *columns: how many it counts. k: there is none. What pdftotext
 * prints row by row may have the 合计 of the next row in it. */
static size_t behind_count(const struct be_worded_table *t, size_t k, size_t *columns)
{
    const struct be_worded *w = t->word;
    size_t end = k, want = 1;
    bool named = false;

    for (size_t i = 0; i < k; i++)
        named = named || be_span_has(w[i].text, "栏次");
    for (size_t i = k; i < t->words; i++) {
        if (count_at(&w[i]) == want) {
            want++;
            end = i + 1;
        } else if (!named || (!be_span_has(w[i].text, "栏次") && !be_span_is(w[i].text, "合计"))) {
            break;
        }
    }
    *columns = want - 1;
    return (named && want > 1) || want > 3 ? end : k;
}

/* Where the header ends: behind the count of its columns, else before the first row, which has a label where
 * the header names labels; other: it has none all the same. *last: of its words. */
static size_t header_end(struct be_worded_table *t, bool other, size_t *last)
{
    const struct be_worded *w = t->word;
    size_t k = 0, end;
    bool labels = false;

    while (k < t->words && w[k].kind == BE_WORDED_TEXT && (k == 0 || be_word_lead(w[k].text, NULL) == 0))
        k++;
    *last = k;
    if (k == 0 || k == t->words || w[k].kind == BE_WORDED_TEXT)
        return k;
    end = w[k].kind == BE_WORDED_CODE ? k : behind_count(t, k, &t->counted);
    if (end > k || w[k].kind == BE_WORDED_CODE)
        return end;
    t->counted = 0;
    for (size_t i = 0; i + 1 < k; i++)
        labels = labels || be_worded_is_label(w[i].text);
    *last = k - (labels != other);
    return *last;
}

/* Of a header that counts its columns: without 栏次, and 合计 brought to the figures of the first row when nothing
 * else names them. */
static void tidy_header(struct be_worded_table *t, size_t *last, size_t *body)
{
    struct be_worded *w = t->word, label;
    size_t from = *body, to = 0;
    bool coded = false;

    if (t->counted == 0)
        return;
    for (size_t k = *body; k < t->words && !coded; k++)
        coded = w[k].kind == BE_WORDED_CODE;
    from = coded ? from : 0;
    while (from > 0 && (w[*body].kind != BE_WORDED_NUMBER || !be_span_is(w[from - 1].text, "合计")))
        from--;
    if (from > 0) {
        label = w[--from];
        memmove(&w[from], &w[from + 1], (*body - from - 1) * sizeof *w);
        w[--*body] = label;
        *last -= from < *last;
    }
    for (size_t k = 0; k < *last; k++)
        if (!be_span_has(w[k].text, "栏次"))
            w[to++] = w[k];
    *last = to;
}

bool be_listed_rows(struct be_worded_table *t, const struct be_block *block, bool other)
{
    size_t body, last;

    if (!read_words(t, block))
        return false;
    body = header_end(t, other, &last);
    if (last == 0 || body == t->words || t->words > UINT16_MAX)
        return true;
    tidy_header(t, &last, &body);
    for (size_t k = 0; k < t->words; k++)
        if ((k < last || k >= body) && be_span_has(t->word[k].text, "栏次"))
            return true;             /* astray */
    t->row[0] = (struct be_worded_row){.n = (uint16_t)last};
    t->row[1] = (struct be_worded_row){.first = (uint32_t)body, .n = (uint16_t)(t->words - body)};
    t->head = 1;
    t->rows = 2;
    for (size_t k = body; k < t->words; k++)
        t->row[1].codes |= t->word[k].kind == BE_WORDED_CODE;
    return true;
}

/* ---- rows of one side ---- */

/* Words of labels in the header. */
static size_t count_names(const struct be_worded_table *t)
{
    size_t names = 0;

    for (size_t k = 0; k < t->row[0].n; k++)
        names += be_worded_is_label(t->word[k].text);
    return names;
}

/* Does the word stand on the line below the one before it, where others have blank lines between? */
static bool right_below(const struct be_worded_table *t, size_t k)
{
    const struct be_worded *w = t->word;

    return w[k].line == w[k - 1].line + 1 && t->words * 3 < (size_t)(w[t->words - 1].line - w[0].line) * 2;
}

static void add_name(struct be_worded_table *t, struct be_worded_row *row, size_t k)
{
    struct be_worded *name = &t->word[row->first + row->n - 1];

    name->text = be_arena_printf(t->arena, "%.*s %.*s", (int)name->text.len, name->text.p, (int)t->word[k].text.len, t->word[k].text.p);
}

/* A code, or a name behind figures, begins a row; a name behind a name does where a row has one only.
 * False: a row has more names than the header has labels. */
bool be_listed_cut(struct be_worded_table *t)
{
    struct be_worded_row all = t->row[t->head], *row = NULL;
    size_t labels = count_names(t), names = 0;
    bool several = labels > 1 || all.codes > 0;
    uint8_t above = BE_WORDED_NUMBER;
    size_t end = (size_t)all.first + all.n, to = all.first;

    t->rows = t->head;
    for (size_t k = all.first; k < end; k++) {
        uint8_t kind = t->word[k].kind;
        if (row != NULL && kind == BE_WORDED_TEXT && above == BE_WORDED_TEXT && (several || right_below(t, k))) {
            if (++names > labels)
                return false;
            add_name(t, row, k);
            continue;
        }
        if (row == NULL || (kind == BE_WORDED_CODE && above != BE_WORDED_CODE) || (kind == BE_WORDED_TEXT && above != BE_WORDED_CODE)) {
            row = &t->row[t->rows++];
            *row = (struct be_worded_row){.first = (uint32_t)to};
            names = 1;
        }
        t->word[to++] = t->word[k];
        row->n++;
        row->codes = (uint8_t)(row->codes + (kind == BE_WORDED_CODE));
        row->numbers = (uint8_t)(row->numbers + (kind == BE_WORDED_NUMBER && row->numbers < UINT8_MAX));
        above = kind;
    }
    return true;
}
