/* apart.c - a text whose lines a converter set apart, each with a blank line behind it: rows of tables, too. Blank
 * lines tell nothing there, so that one of them goes between any two lines. */
#include "line.h"

#define ROWS 4u      /* lines of tabs or bars: without a table nothing depends on it */

static bool is_blank(const struct be_window *win, size_t i)
{
    struct be_span text = be_line_text(win, i);

    for (size_t k = 0; k < text.len; k++)
        if (text.p[k] != ' ')
            return false;
    return true;
}

/* Most texts tell by their first lines that theirs are not. */
static bool are_apart(const struct be_window *win)
{
    size_t rows = 0;

    for (size_t i = 0; i < win->nlines; i++) {
        struct be_span text = be_line_text(win, i);

        if (is_blank(win, i))
            continue;
        if (i > 0 && !is_blank(win, i - 1))
            return false;
        rows += rows < ROWS && (memchr(text.p, '\t', text.len) != NULL || memchr(text.p, '|', text.len) != NULL);
    }
    return rows == ROWS;
}

void be_apart_close(struct be_window *win)
{
    size_t n = 0;
    uint8_t page = 0;        /* flag of a blank line that went */

    if (!are_apart(win))
        return;
    for (size_t i = 0; i < win->nlines; i++) {
        const bool first = is_blank(win, i) && (i == 0 || !is_blank(win, i - 1));

        if (first) {
            page |= win->lines[i].flags & BE_LINE_PAGE;
            continue;
        }
        win->lines[n] = win->lines[i];
        win->lines[n++].flags |= page;
        page = 0;
    }
    win->nlines = n;
}
