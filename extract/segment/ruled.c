#include "ruled.h"
#include "line.h"
#include "../base/letters.h"

#define GAPS 31u             /* more are no table */
#define HEAD_LINES 3u        /* above the dashes */

struct gap { uint32_t from, to; };       /* columns of characters without dashes */

/* ---- ----: the gaps between the dashes; 0: it is no such line. */
static size_t read_gaps(struct be_span text, struct gap gap[GAPS])
{
    size_t n = 0, i = 0, from;

    while (i < text.len && text.p[i] == ' ')
        i++;
    while (i < text.len) {
        for (from = i; i < text.len && text.p[i] == '-';)
            i++;
        if (i - from < 2)
            return 0;
        for (from = i; i < text.len && text.p[i] == ' ';)
            i++;
        if (i == text.len)
            return n;
        if (n == GAPS || i == from)
            return 0;
        gap[n++] = (struct gap){(uint32_t)from, (uint32_t)i};
    }
    return n;
}

/* Nothing stands in a gap; put: tabs do from now on. */
static bool keeps_gaps(struct be_span text, const struct gap *gap, size_t n, bool put)
{
    uint32_t col = 0, wide;
    size_t g = 0;

    for (size_t i = 0, len; i < text.len && g < n; i += len, col += wide) {
        wide = (unsigned char)text.p[i] >= 0xE3 ? 2 : 1;
        len = be_char_len(text.p + i, text.p + text.len);
        if (col + wide <= gap[g].from)
            continue;
        if (text.p[i] != ' ')
            return false;
        if (col + 1 < gap[g].to)
            continue;
        if (put)
            *(char *)(uintptr_t)(text.p + i) = '\t';   /* the window is ours to change until it is done with */
        g++;
    }
    return true;
}

static bool is_row(const struct be_window *win, size_t i)
{
    return win->lines[i].type == BE_LINE_TEXT && !be_line_is_rule(be_line_text(win, i));
}

/* A line of nothing but dashes, above and below a table whose rows are parted by blank lines. */
static bool is_frame(const struct be_window *win, size_t i)
{
    struct be_span text = be_span_trim(be_line_text(win, i));

    return win->lines[i].type == BE_LINE_TEXT && be_line_is_rule(text) && memchr(text.p, ' ', text.len) == NULL;
}

/* Lines of a table with its columns' dashes on line `rule`; of a framed one each row is a line. */
static bool find_table(const struct be_window *win, size_t rule, size_t *from, size_t *end)
{
    bool framed;

    *from = rule;
    *end = rule + 1;
    while (*from > 0 && rule - *from < HEAD_LINES && is_row(win, *from - 1))
        --*from;
    framed = *from > 0 && is_frame(win, *from - 1);
    while (*end < win->nlines && (is_row(win, *end) || (framed && win->lines[*end].type == BE_LINE_BLANK))) {
        if (framed && *end > rule + 1 && is_row(win, *end) && is_row(win, *end - 1))
            return false;
        ++*end;
    }
    return *from < rule && *end > rule + 1 && (!framed || (*end < win->nlines && is_frame(win, *end)));
}

static void part_table(struct be_window *win, size_t rule, const struct gap *gap, size_t n)
{
    size_t from, end;

    if (!find_table(win, rule, &from, &end))
        return;
    for (size_t i = from; i < end; i++)
        if (i != rule && !keeps_gaps(be_line_text(win, i), gap, n, false))
            return;
    for (size_t i = from; i < end; i++) {
        if (i == rule || !is_row(win, i))
            continue;
        keeps_gaps(be_line_text(win, i), gap, n, true);
        win->lines[i].has |= BE_HAS_TAB;
        win->lines[i].type = BE_LINE_ROW;
        win->lines[i].indent = 0;
    }
    win->lines[rule].type = BE_LINE_BLANK;
    if (from > 0 && is_frame(win, from - 1))
        win->lines[from - 1].type = BE_LINE_BLANK;
    if (end < win->nlines && be_line_is_rule(be_line_text(win, end)))
        win->lines[end].type = BE_LINE_BLANK;
}

void be_ruled_types(struct be_window *win)
{
    struct gap gap[GAPS];

    for (size_t i = 1; i + 1 < win->nlines; i++) {
        struct be_span text = be_line_text(win, i);
        size_t n = win->lines[i].type == BE_LINE_TEXT ? read_gaps(text, gap) : 0;
        if (n > 0)
            part_table(win, i, gap, n);
    }
}
