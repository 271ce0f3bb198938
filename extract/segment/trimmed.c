/* trimmed.c - rows that lost all their blank cells: 四、事业收入 between rows of tabs, of a text whose lines were
 * cut off at their last character. */
#include "grid/grid.h"
#include "line.h"
#include "../recognize/table/word.h"

#define RUN 16u              /* such rows one below the other */
#define LABEL_BYTES 90u      /* a longer line is a sentence */

/* What stands behind the last tab; all of it where there is none. */
static struct be_span last_cell(struct be_span text)
{
    size_t at = text.len;

    while (at > 0 && text.p[at - 1] != '\t')
        at--;
    return be_span_from(text, at);
}

/* Behind rows of nothing but labels, each with its ordinal, the table goes on. */
static bool rows_go_on(const struct be_window *win, size_t i)
{
    for (size_t n = 0; n < RUN && i < win->nlines; n++, i++) {
        struct be_span text = be_span_trim(be_line_text(win, i));
        if (win->lines[i].type != BE_LINE_TEXT)
            return win->lines[i].type == BE_LINE_ROW;
        if (text.len == 0 || text.len > LABEL_BYTES || be_word_lead(text, NULL) == 0 || be_caption_says_table(text))
            return false;
    }
    return false;
}

/* A unit's name, or what the rows behind it are of (they leave its column blank), where the row
 * before it ends in a figure or in a word of a header. */
static bool stands_over_rows(struct be_context *cx, size_t i, struct be_span last)
{
    const struct be_window *win = cx->win;
    struct be_span text = be_word_squeeze(be_span_trim(be_line_text(win, i)), cx->arena), next = be_line_text(win, i + 1);

    if (win->lines[i + 1].type != BE_LINE_ROW || be_word_lead(text, NULL) > 0 || be_span_has(text, "："))
        return false;
    last = be_word_squeeze(last, cx->arena);
    if (!be_cell_numeric(last) && !be_word_is_frame(be_word_of(cx, last, NULL)) && be_word_means(cx, BE_MEANS_FUND, last) == 0)
        return false;
    return be_word_of(cx, text, NULL) == BE_WORD_ENTITY ||
           (next.len > 1 && next.p[0] == '\t' && next.p[1] != '\t' && be_word_of(cx, text, NULL) != BE_WORD_TOTAL);
}

/* 总体目标 | 年度目标 above the goal itself, which has its row alone. */
static bool is_value_below(struct be_context *cx, size_t i)
{
    const struct be_window *win = cx->win;
    struct be_span above = be_line_text(win, i - 1);
    enum be_word w = BE_WORD_NONE;
    size_t n = 0;

    if (win->lines[i + 1].type != BE_LINE_ROW || win->lines[i].len < LABEL_BYTES / 2)
        return false;
    for (; above.len > 0; n++) {
        const char *tab = memchr(above.p, '\t', above.len);
        size_t len = tab == NULL ? above.len : (size_t)(tab - above.p);
        struct be_span cell = be_word_squeeze(be_span_trim(be_span_to(above, len)), cx->arena);
        if (cell.len > 0 && !be_word_is_frame(w = be_word_of(cx, cell, NULL)))
            return false;
        above = be_span_from(above, tab == NULL ? len : len + 1);
    }
    return n > 1 && w == BE_WORD_FORM;
}

/* 政府性基金预算拨款 between rows that lost the blanks at their ends: a row of nothing but its
 * label. What goes on with a cell of words above it is that cell's rest, unless it has an ordinal. */
static bool is_bare_label(struct be_context *cx, size_t i)
{
    const struct be_window *win = cx->win;
    struct be_span text = be_span_trim(be_line_text(win, i)), above = be_span_trim(be_line_text(win, i - 1));
    struct be_span last = last_cell(above);

    if (is_value_below(cx, i))
        return true;
    if (text.len == 0 || text.len > LABEL_BYTES || be_caption_says_table(text) || be_span_has(text, "。") ||
        be_span_has(text, "，"))
        return false;
    if (be_word_of(cx, be_word_squeeze(text, cx->arena), NULL) == BE_WORD_TOTAL)
        return true;
    if (stands_over_rows(cx, i, last))
        return true;
    return rows_go_on(win, i + 1) &&
           (be_word_means(cx, BE_MEANS_FUND, text) > 0 || be_word_lead(text, NULL) > 0 || last.len == above.len ||
            be_cell_numeric(last));
}

/* ---- a run of them above a row of figures ---- */

static bool is_row(const struct be_window *win, size_t i)
{
    return i < win->nlines && win->lines[i].type == BE_LINE_ROW;
}

/* A label and nothing else: no sentence, no title of a table, no 单位：. */
static bool is_label(const struct be_window *win, size_t i)
{
    const struct be_line *line = &win->lines[i];
    struct be_span text = be_line_text(win, i);

    return line->type == BE_LINE_TEXT && line->len <= LABEL_BYTES && !be_line_has_clauses(line, text) && !be_span_has(text, "：") &&
           !be_caption_says_table(text) && !be_caption_dates(text) && !be_cell_numeric(be_span_trim(text));
}

/* 本年收入合计 | 100.00, and not 项目 | 2023 | 2024: words in front, a figure at the end. */
static bool is_data(const struct be_window *win, size_t i)
{
    struct be_span text = be_span_trim(be_line_text(win, i)), first = text, last;
    const char *tab = text.len == 0 ? NULL : memchr(text.p, '\t', text.len);

    if (tab == NULL || !is_row(win, i) || (win->lines[i].has & BE_HAS_DIGIT) == 0)
        return false;
    first.len = (size_t)(tab - text.p);
    last = be_span_trim(last_cell(text));
    return first.len > 0 && !be_cell_numeric(be_span_trim(first)) && be_cell_numeric(last) &&
           (last.len != 4 || memchr(last.p, '.', last.len) != NULL);
}

/* One row whose cell is broken over lines: its halves are as wide together as the row above them. */
static bool is_broken(const struct be_window *win, size_t before, size_t behind)
{
    return before > 0 && is_row(win, before - 1) &&
           be_line_tabs(be_line_text(win, before)) + be_line_tabs(be_line_text(win, behind)) == be_line_tabs(be_line_text(win, before - 1));
}

/* Labels up to a row of figures right below them; where they end, or i. */
static size_t labels_above_data(const struct be_window *win, size_t i)
{
    size_t end = i;

    while (end < win->nlines && end - i < RUN && is_label(win, end))
        end++;
    return end < win->nlines && is_data(win, end) && !is_broken(win, i - 1, end) ? end : i;
}

/* 12 alone between two rows, no rest of a cell: a page ends there, or the row has nothing but its number. */
static bool is_number(const struct be_window *win, size_t i)
{
    struct be_span text = be_span_trim(be_line_text(win, i));

    return text.len <= 3 && be_span_digits(text) && is_row(win, i + 1) && !is_broken(win, i - 1, i + 1);
}

void be_trimmed_types(struct be_context *cx)
{
    struct be_window *win = cx->win;

    for (size_t i = 1; i + 1 < win->nlines; i++) {
        size_t end;

        if (win->lines[i].type != BE_LINE_TEXT || win->lines[i - 1].type != BE_LINE_ROW)
            continue;
        if (is_number(win, i)) {
            win->lines[i].type = BE_LINE_RUNNING;
            continue;
        }
        end = labels_above_data(win, i);
        if (end == i && is_bare_label(cx, i))
            end = i + 1;
        for (size_t k = i; k < end; k++)
            win->lines[k].type = BE_LINE_ROW;
    }
}
