/* shape.c - what a line is by its bytes alone: blank, a row, a lone cell, bars, tags, text; and what
 * its neighbours make of it. */
#include "line.h"
#include <strings.h>

/* ---- single lines ---- */

static bool has_table_tag(struct be_span text)
{
    static const char *const TAGS[] = {"table", "tr", "td", "th", "tbody", "thead"};

    for (const char *p = memchr(text.p, '<', text.len); p != NULL;
         p = memchr(p + 1, '<', (size_t)(text.p + text.len - p - 1))) {
        struct be_span at = be_span(p + 1, (size_t)(text.p + text.len - p - 1));
        if (at.len > 0 && *at.p == '/')
            at = be_span_from(at, 1);
        if (at.len == 0 || (*at.p | 0x20) != 't')
            continue;
        for (size_t k = 0; k < sizeof TAGS / sizeof *TAGS; k++) {
            size_t n = strlen(TAGS[k]);
            if (at.len > n && strncasecmp(at.p, TAGS[k], n) == 0 && (at.p[n] == '>' || at.p[n] == ' '))
                return true;
        }
    }
    return false;
}

static enum be_line_type shape_of(struct be_line *line, struct be_span text)
{
    const bool marks = (line->has & BE_HAS_MARK) != 0;
    size_t lead = 0, mark;
    const char *tab;

    while (lead < text.len && text.p[lead] == ' ')
        lead++;
    line->indent = (uint8_t)(lead > 255 ? 255 : lead);
    if (lead == text.len)
        return BE_LINE_BLANK;
    for (mark = lead; mark < text.len && (text.p[mark] == ' ' || text.p[mark] == '\t'); mark++)
        ;
    if (mark == text.len || text.p[mark] != '<')
        mark = 0;             /* tabs before a tag are its indent */
    else if (has_table_tag(text))
        return BE_LINE_TAG;
    if (marks && text.p[lead] == '|')
        return BE_LINE_PIPE;      /* with tabs inside its cells, too */
    tab = (line->has & BE_HAS_TAB) == 0 ? NULL : memchr(text.p + mark, '\t', text.len - mark);
    if (tab != NULL)
        return tab == text.p + lead && memchr(tab + 1, '\t', (size_t)(text.p + text.len - tab - 1)) == NULL ? BE_LINE_CELL : BE_LINE_ROW;
    if (marks && be_ends(be_span_trim(text), "|"))
        return BE_LINE_PIPE;
    return marks && has_table_tag(text) ? BE_LINE_TAG : BE_LINE_TEXT;
}

/* A tab behind an ordinal, or a lone row among prose, is no table: 一、<tab>概况. */
static bool lone_row(const struct be_window *win, size_t i)
{
    size_t next = be_line_next(win, i + 1);
    long before = be_line_before(win, i);
    struct be_span text = be_line_text(win, i);
    const char *tab = memchr(text.p, '\t', text.len);

    if (before >= 0 && be_line_in_table(win->lines[before].type) && win->lines[before].type != BE_LINE_CELL)
        return false;
    if (next < win->nlines && be_line_in_table(win->lines[next].type))
        return false;
    return memchr(tab + 1, '\t', (size_t)(text.p + text.len - tab - 1)) == NULL;
}

/* Right below or above a row, a line led by a tab is one whose first cell is blank. */
static bool beside_rows(const struct be_window *win, size_t from, size_t to)
{
    return (from > 0 && win->lines[from - 1].type == BE_LINE_ROW) || (to < win->nlines && win->lines[to].type == BE_LINE_ROW);
}

/* Lines led by a tab are cells when they stand together and most are short; paragraphs that a
 * word processor indented with a tab are long. */
static void settle_cells(struct be_window *win)
{
    for (size_t i = 0; i < win->nlines;) {
        size_t end = i, cells = 0, brief = 0;
        if (win->lines[i].type != BE_LINE_CELL) {
            i++;
            continue;
        }
        for (size_t k = i; k < win->nlines && k < end + 4; k++) {
            if (win->lines[k].type != BE_LINE_CELL)
                continue;
            end = k + 1;
            cells++;
            brief += win->lines[k].len <= 60;
        }
        if (cells < 3 || brief * 2 < cells)
            for (size_t k = i, to = beside_rows(win, i, end) ? BE_LINE_ROW : BE_LINE_TEXT; k < end; k++)
                if (win->lines[k].type == BE_LINE_CELL)
                    win->lines[k].type = (uint8_t)to;
        i = end;
    }
}

/* May marks of other formats stand in a line of prose? */
static bool needs_cleaning(const struct be_line *line, struct be_span text)
{
    size_t i = 0;

    while (i < text.len && text.p[i] == ' ')
        i++;
    return (line->has & BE_HAS_MARK) != 0 || (i < text.len && (text.p[i] == '-' || text.p[i] == '>'));
}

/* The line's text was changed: the window is ours to change until it is done with (window.h). */
static void look_again(struct be_line *line, struct be_span text)
{
    line->has = be_letters(text);
    line->type = (uint8_t)shape_of(line, text);
}

/* A cell on one line, its bar alone on the next: 年度 / | / 合计 / | ... */
static void settle_bars(struct be_window *win)
{
    for (size_t i = 0; i + 1 < win->nlines; i++)
        if (win->lines[i].type == BE_LINE_TEXT && win->lines[i].len <= BE_NAMED_BYTES &&
            win->lines[i + 1].type == BE_LINE_PIPE && be_span_is(be_span_trim(be_line_text(win, i + 1)), "|"))
            win->lines[i].type = BE_LINE_PIPE;
}

static bool draws(char c)
{
    return c == ' ' || c == '-' || c == '|' || c == '+' || c == ':' || c == '=' || c == '\t';
}

/* Asked of every line: its last character answers for most, the first ones may be blanks. */
bool be_line_is_rule(struct be_span text)
{
    bool dash = false;

    if (text.len == 0 || !draws(text.p[text.len - 1]))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!draws(text.p[i]))
            return false;
        dash = dash || text.p[i] == '-' || text.p[i] == '=';
    }
    return dash;
}

bool be_line_is_grid_rule(struct be_span text)
{
    text = be_span_trim(text);
    return text.len > 2 && text.p[0] == '+' && be_line_is_rule(text);
}

#define BARE_LINES 3u    /* rows of bars without one at their ends, where no rule says that they are */

static size_t bars_of(const struct be_window *win, size_t i)
{
    struct be_span text = be_line_text(win, i);
    size_t n = 0;

    if ((win->lines[i].has & BE_HAS_MARK) == 0 || win->lines[i].type != BE_LINE_TEXT)
        return 0;
    for (size_t k = 0; k < text.len; k++)
        n += text.p[k] == '|';
    return n;
}

/* 项目|预算|决算: rows of as many bars each, none at their ends, figures in most of them. */
static void settle_bare_bars(struct be_window *win)
{
    for (size_t i = 0, end; i < win->nlines; i = end) {
        size_t bars = bars_of(win, i), figures = 0;
        bool rule = false;
        for (end = i; bars > 0 && end < win->nlines && bars_of(win, end) == bars; end++) {
            rule = rule || be_line_is_rule(be_line_text(win, end));
            figures += (win->lines[end].has & BE_HAS_DIGIT) != 0;
        }
        if (end > i && end - i >= BARE_LINES && (rule || figures * 2 >= end - i))
            for (size_t k = i; k < end; k++)
                win->lines[k].type = BE_LINE_PIPE;
        end += end == i;
    }
}

/* +----+----+ above, below and between rows of bars. */
static void settle_grid_rules(struct be_window *win)
{
    for (size_t i = 0; i < win->nlines; i++) {
        if (win->lines[i].type == BE_LINE_TEXT && be_line_is_grid_rule(be_line_text(win, i)) &&
            ((i > 0 && win->lines[i - 1].type == BE_LINE_PIPE) || (i + 1 < win->nlines && win->lines[i + 1].type == BE_LINE_PIPE)))
            win->lines[i].type = BE_LINE_PIPE;
    }
}

#define OPEN_LINES 12u   /* lines of a cell's text between its tags; more are a page laid out by a table */

/* Is the last of a line's cell tags one that opens? first: is the first one that closes? */
static bool cell_tag(struct be_span text, bool first)
{
    bool found = false;

    for (size_t i = 0; i + 3 < text.len; i++) {
        bool closes = text.p[i] == '<' && text.p[i + 1] == '/';
        const char *name = text.p + i + 1 + closes;
        if (text.p[i] != '<' || (strncasecmp(name, "td", 2) != 0 && strncasecmp(name, "th", 2) != 0) || strchr("> ", name[2]) == NULL)
            continue;
        if (first)
            return closes;
        found = !closes;
    }
    return found;
}

/* <td><p> / 收入</p> / </td>: a cell whose text stands on lines of its own. */
static void settle_tags(struct be_window *win)
{
    for (size_t i = 0; i < win->nlines; i++) {
        size_t end = i + 1;
        if (win->lines[i].type != BE_LINE_TAG || !cell_tag(be_line_text(win, i), false))
            continue;
        while (end < win->nlines && end <= i + OPEN_LINES && win->lines[end].type != BE_LINE_TAG)
            end++;
        if (end == win->nlines || win->lines[end].type != BE_LINE_TAG || !cell_tag(be_line_text(win, end), true))
            continue;
        for (size_t k = i + 1; k < end; k++)
            if (win->lines[k].type != BE_LINE_BLANK)
                win->lines[k].type = BE_LINE_TAG;
    }
}

/* A line without marks: blank or text, unless it begins as a list or a quotation does. */
static bool plain_line(struct be_line *line, struct be_span text)
{
    size_t lead = 0;

    while (lead < text.len && text.p[lead] == ' ')
        lead++;
    line->indent = (uint8_t)(lead > 255 ? 255 : lead);
    line->type = lead == text.len ? BE_LINE_BLANK : BE_LINE_TEXT;
    return lead == text.len || (text.p[lead] != '-' && text.p[lead] != '>');
}

/* A line of tabs and no other marks whose first cell is not blank, which most rows are. */
static bool plain_row(struct be_line *line, struct be_span text)
{
    line->indent = 0;
    line->type = BE_LINE_ROW;
    return text.p[0] != ' ' && text.p[0] != '\t';
}

void be_shape_types(struct be_window *win)
{
    for (size_t i = 0; i < win->nlines; i++) {
        struct be_line *line = &win->lines[i];
        struct be_span text = be_line_text(win, i);
        const uint32_t marks = line->has & BE_HAS_MARKS;
        if ((marks == 0 && plain_line(line, text)) || (marks == BE_HAS_TAB && plain_row(line, text)))
            continue;
        line->type = (uint8_t)shape_of(line, text);
        if ((line->has & BE_HAS_MARK) != 0 && (memchr(text.p, '\\', text.len) != NULL || memchr(text.p, '$', text.len) != NULL)) {
            be_math_line((char *)(uintptr_t)text.p, line);
            look_again(line, be_line_text(win, i));
        }
        if (line->type == BE_LINE_TEXT && needs_cleaning(line, be_line_text(win, i))) {
            be_clean_line((char *)(uintptr_t)be_line_text(win, i).p, line);
            look_again(line, be_line_text(win, i));
        }
    }
    settle_cells(win);
    settle_bars(win);
    settle_bare_bars(win);
    settle_grid_rules(win);
    settle_tags(win);
    for (size_t i = 0; i < win->nlines; i++)
        if (win->lines[i].type == BE_LINE_ROW && (i == 0 || win->lines[i - 1].type != BE_LINE_ROW) && lone_row(win, i))
            win->lines[i].type = BE_LINE_TEXT;
}
