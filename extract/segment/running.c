/* running.c - running titles and page numbers: lines that repeat at the edges of pages. */
#include "line.h"

#define RUNNING_BYTES 120u  /* a running title is shorter */
#define RUNNING_MIN 3u      /* a running title stands on at least so many pages */
#define RUNNING_MAX 64u     /* candidates kept */

static bool is_page(struct be_span text)
{
    return text.len <= 4 && be_span_digits(text);
}

/* Does a page begin between the line and the next that says something? */
static bool ends_page(const struct be_window *win, size_t i)
{
    size_t next = be_line_next(win, i + 1);

    for (size_t k = i + 1; k <= next && k < win->nlines; k++)
        if ((win->lines[k].flags & BE_LINE_PAGE) != 0)
            return true;
    return false;
}

#define PAGE_INDENT 10u     /* a page number stands in the middle of its line, */
#define PAGE_LINES 4u       /* and pages are not shorter; */
#define BARE_LINES 12u      /* one at the line's front may be a cell's number: pages of so many lines with something on them */
#define PAGES_MAX 4096u

/* 3 between 2 and 4: a column of numbers, one cell a line. */
static bool among_numbers(const struct be_window *win, size_t i)
{
    long before = be_line_before(win, i);
    size_t next = be_line_next(win, i + 1);

    return (before >= 0 && win->lines[before].type == BE_LINE_TEXT && is_page(be_span_trim(be_line_text(win, (size_t)before)))) ||
           (next < win->nlines && win->lines[next].type == BE_LINE_TEXT && is_page(be_span_trim(be_line_text(win, next))));
}

/* Text of a PDF whose form feeds are lost: numbers alone in the middle of a line, each one more
 * than the last, end pages. bare: at the front of a line, where pages are long. */
static bool number_pages(struct be_context *cx, bool bare)
{
    struct be_window *win = cx->win;
    const size_t least = bare ? BARE_LINES : PAGE_LINES, most = bare ? 3 : 4;
    uint32_t *at = NULL;
    size_t n = 0, others = 0, lines = least;     /* with something on them, since the last number */
    unsigned page = 0;

    for (size_t i = 0; i < win->nlines; i++) {
        struct be_span text;
        unsigned value = 0;
        lines += !bare || win->lines[i].type != BE_LINE_BLANK;
        if (win->lines[i].type != BE_LINE_TEXT || (win->lines[i].indent < PAGE_INDENT) != bare || win->lines[i].len > 200)
            continue;
        text = be_span_trim(be_line_text(win, i));
        if (!is_page(text) || text.len > most || (bare && among_numbers(win, i)))
            continue;
        for (size_t k = 0; k < text.len; k++)
            value = value * 10 + (unsigned)(text.p[k] - '0');
        if (n == 0 ? value == 0 || value > 3 : value != page + 1 || lines < least) {
            others++;
            continue;
        }
        if (at == NULL && (at = be_arena_alloc(cx->arena, PAGES_MAX * sizeof *at)) == NULL)
            return false;
        if (n < PAGES_MAX)
            at[n++] = (uint32_t)i;
        page = value;
        lines = 0;
    }
    if (n < (bare && others == 0 ? 2 : 3) || others * 2 > n)
        return false;
    for (size_t k = 0; k < n; k++) {
        size_t next = be_line_next(win, at[k] + 1u);
        win->lines[at[k]].type = BE_LINE_RUNNING;
        if (next < win->nlines)
            win->lines[next].flags |= BE_LINE_PAGE;
    }
    return true;
}

/* What stood first or last on pages, and how often. */
struct running {
    struct { struct be_span text; unsigned n; } seen[RUNNING_MAX];
    size_t n;
};

/* Counts what stands at a page's edge, or says whether it is a running title. */
static bool is_running(struct running *r, struct be_span text, bool counted)
{
    size_t k = 0;

    while (k < r->n && !be_span_eq(r->seen[k].text, text))
        k++;
    if (counted)
        return k < r->n && r->seen[k].n >= RUNNING_MIN;
    if (k < r->n)
        r->seen[k].n++;
    else if (k < RUNNING_MAX)
        r->seen[k].text = text, r->seen[k].n = 1, r->n++;
    return false;
}

static void running_pass(struct be_window *win, struct running *r, bool counted)
{
    bool begins = false;       /* a page, since the last line that says something */

    for (size_t i = 0; i < win->nlines; i++) {
        struct be_line *line = &win->lines[i];
        struct be_span text;
        begins = begins || (line->flags & BE_LINE_PAGE) != 0;
        if (be_line_is_gap(line->type))
            continue;
        if (line->type == BE_LINE_TEXT && (text = be_span_trim(be_line_text(win, i))).len <= RUNNING_BYTES &&
            (begins || ends_page(win, i)) && (is_page(text) || is_running(r, text, counted)))
            line->type = BE_LINE_RUNNING;
        else
            begins = false;
    }
}

void be_running_types(struct be_context *cx)
{
    struct be_window *win = cx->win;
    struct running r = {.n = 0};
    bool pages = false;

    for (size_t i = 0; i < win->nlines && !pages; i++)
        pages = (win->lines[i].flags & BE_LINE_PAGE) != 0;
    if (!pages && !number_pages(cx, false) && !number_pages(cx, true))
        return;
    running_pass(win, &r, false);
    running_pass(win, &r, true);
}
