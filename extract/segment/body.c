/* body.c - where the rows of a table end. */
#include "line.h"

#define CELL_LINES 40u   /* a cell's text is not broken over more lines */

/* Lines without tabs inside a table: the text of a cell that is broken over lines. The row
 * before them and the one behind make one row together, as wide as the table's first. */
static bool cell_goes_on(const struct be_window *win, size_t body, size_t before, size_t i)
{
    size_t n = 0;

    for (; i < win->nlines && n < CELL_LINES; i = be_line_next(win, i + 1), n++) {
        if (win->lines[i].type == BE_LINE_ROW || win->lines[i].type == BE_LINE_CELL) {
            size_t width = be_line_tabs(be_line_text(win, body)), open = be_line_tabs(be_line_text(win, before));
            return n > 0 && open < width && open + be_line_tabs(be_line_text(win, i)) == width;
        }
        if (win->lines[i].type != BE_LINE_TEXT && win->lines[i].type != BE_LINE_HEADING)
            return false;
    }
    return false;
}

/* Of tags: a line that begins a table ends the one before it. */
static bool opens_table(struct be_span text)
{
    return be_starts(be_span_trim(text), "<table");
}

/* A header between bars with a rule below it, where one stands already, or rows of tabs do: another table. */
static bool opens_bars(const struct be_window *win, size_t body, size_t i)
{
    if (win->lines[i].type != BE_LINE_PIPE || i + 1 >= win->nlines || win->lines[i + 1].type != BE_LINE_PIPE ||
        !be_line_is_rule(be_line_text(win, i + 1)) || be_line_is_grid_rule(be_line_text(win, i + 1)))
        return false;
    return win->lines[body].type == BE_LINE_ROW ||
           (i > body + 1 && (be_line_is_rule(be_line_text(win, body + 1)) || be_line_is_rule(be_line_text(win, body + 2))));
}

/* Does a table's body go on at line i, behind blank lines? A lone cell's text may go on in a
 * line without a tab when cells follow it. */
static bool goes_on(const struct be_window *win, size_t body, size_t end, size_t i, uint8_t type)
{
    size_t next;

    if (i >= win->nlines || (type == BE_LINE_TAG && i > body && opens_table(be_line_text(win, i))) || (i > body && opens_bars(win, body, i)))
        return false;
    if (be_line_in_table(win->lines[i].type) && (type == BE_LINE_TAG) != (win->lines[i].type == BE_LINE_TAG) && i > end)
        return false;            /* a table of tags behind a blank line is another one */
    if (i > body && (type == BE_LINE_PIPE) != (win->lines[i].type == BE_LINE_PIPE) && (type == BE_LINE_ROW || win->lines[i].type == BE_LINE_ROW))
        return false;            /* rows of tabs and rows between bars are two tables */
    if (be_line_in_table(win->lines[i].type))
        return win->lines[i].type == type || (type != BE_LINE_CELL && type != BE_LINE_ALIGNED && win->lines[i].type != BE_LINE_ALIGNED);
    if (type == BE_LINE_ROW && end > body) {
        size_t before = end - 1;
        while (before > body && !be_line_in_table(win->lines[before].type))
            before--;
        return cell_goes_on(win, body, before, before + 1 < i ? be_line_next(win, before + 1) : i);
    }
    if (win->lines[i].type != BE_LINE_TEXT || win->lines[i].len > 120)
        return false;
    next = be_line_next(win, i + 1);
    if (next < win->nlines && next - i <= 2 && type == BE_LINE_CELL)
        return win->lines[next].type == type;
    return type == BE_LINE_TAG && next < win->nlines && win->lines[next].type == type;
}

size_t be_body_end(const struct be_window *win, size_t body)
{
    size_t end = body;
    uint8_t type = body < win->nlines ? win->lines[body].type : BE_LINE_BLANK;

    if (be_line_in_table(type))
        for (size_t next = body; goes_on(win, body, end, next, type); next = be_line_next(win, next + 1))
            end = next + 1;
    return end;
}
