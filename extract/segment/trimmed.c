/* trimmed.c - rows that lost all their blank cells: 四、事业收入 between rows of tabs, of a text whose lines were
 * cut off at their last character. */
#include "grid/grid.h"
#include "line.h"

#define RUN 16u              /* such rows one below the other */
#define LABEL_BYTES 120u     /* a longer line is a sentence */

static size_t count_tabs(struct be_span text)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += text.p[i] == '\t';
    return n;
}

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
           !be_caption_says_table(text) && !be_caption_dates(text);
}

/* 本年收入合计 | 100.00, and not 项目 | 2023 | 2024: words in front, a figure at the end. */
static bool is_data(const struct be_window *win, size_t i)
{
    struct be_span text = be_span_trim(be_line_text(win, i)), first = text, last = text;
    const char *tab = text.len == 0 ? NULL : memchr(text.p, '\t', text.len);

    if (tab == NULL || !is_row(win, i) || (win->lines[i].has & BE_HAS_DIGIT) == 0)
        return false;
    first.len = (size_t)(tab - text.p);
    for (size_t k = text.len; k-- > 0 && last.len == text.len;)
        if (text.p[k] == '\t')
            last = be_span_trim(be_span_from(text, k + 1));
    return first.len > 0 && !be_cell_numeric(be_span_trim(first)) && be_cell_numeric(last) &&
           (last.len != 4 || memchr(last.p, '.', last.len) != NULL);
}

/* One row whose cell is broken over lines: its halves are as wide together as the row above them. */
static bool is_broken(const struct be_window *win, size_t before, size_t behind)
{
    return before > 0 && is_row(win, before - 1) &&
           count_tabs(be_line_text(win, before)) + count_tabs(be_line_text(win, behind)) == count_tabs(be_line_text(win, before - 1));
}

void be_trimmed_types(struct be_window *win)
{
    for (size_t i = 1; i < win->nlines; i++) {
        size_t end = i;

        if (win->lines[i - 1].type != BE_LINE_ROW)
            continue;
        while (end < win->nlines && end - i < RUN && is_label(win, end))
            end++;
        if (end > i && end < win->nlines && is_data(win, end) && !is_broken(win, i - 1, end))
            for (size_t k = i; k < end; k++)
                win->lines[k].type = BE_LINE_ROW;
        i = end > i ? end - 1 : i;
    }
}
