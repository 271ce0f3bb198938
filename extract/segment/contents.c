/* contents.c - tables of contents and running titles: lines that repeat what stands elsewhere. */
#include "line.h"

#define CONTENTS_LINES 400u /* a longer list of contents is none */
#define ENTRY_BYTES 240u
#define RUNNING_MIN 3u      /* a running title stands on at least so many pages */
#define RUNNING_MAX 64u     /* candidates kept */

/* Are two titles the same but for blanks and page numbers behind? */
static bool same_words(struct be_span a, struct be_span b)
{
    size_t i = 0, k = 0;

    for (;;) {
        while (i < a.len && (a.p[i] == ' ' || a.p[i] == '\t' || a.p[i] == '.'))
            i++;
        while (k < b.len && (b.p[k] == ' ' || b.p[k] == '\t' || b.p[k] == '.'))
            k++;
        if (i == a.len || k == b.len)
            return i == a.len && k == b.len;
        if (a.p[i++] != b.p[k++])
            return false;
    }
}

static bool is_contents_title(struct be_span text)
{
    return same_words(text, BE_LIT("目录")) || same_words(text, BE_LIT("目次")) || same_words(text, BE_LIT("目錄")) ||
           same_words(text, BE_LIT("#目录")) || same_words(text, BE_LIT("##目录"));
}

/* May the line stand in a list of contents: short, no sentence, no figure of money. */
static bool may_be_entry(const struct be_window *win, size_t i)
{
    struct be_span text = be_line_text(win, i);

    switch (win->lines[i].type) {
    case BE_LINE_BLANK: case BE_LINE_RUNNING: case BE_LINE_CONTENTS:
        return true;
    case BE_LINE_TEXT: case BE_LINE_ROW: case BE_LINE_CELL:
        return text.len <= ENTRY_BYTES && be_span_find(text, BE_LIT("。")) < 0 && be_span_find(text, BE_LIT("，")) < 0 &&
               be_span_find(text, BE_LIT("万元")) < 0;
    default:
        return false;
    }
}

/* FNV-1a over the title's bytes without blanks, leaders, and the page number behind. */
static uint32_t title_hash(struct be_span title)
{
    uint32_t hash = 2166136261u;
    long field = be_span_find(title, BE_LIT("PAGEREF"));

    if (field >= 0)
        title.len = (size_t)field;
    while (title.len > 0 && memchr("0123456789 \t.", title.p[title.len - 1], 13) != NULL)
        title.len--;
    while (be_span_ends(title, BE_LIT("…")) || be_span_ends(title, BE_LIT("。")) || be_span_ends(title, BE_LIT("、")))
        title.len -= 3;
    while (be_span_starts(title, BE_LIT("、")))
        title = be_span_from(title, 3);
    for (size_t i = 0; i < title.len; i++)
        if (title.p[i] != ' ' && title.p[i] != '\t' && title.p[i] != '.')
            hash = (hash ^ (unsigned char)title.p[i]) * 16777619u;
    return hash;
}

const struct be_contents_entry *be_contents_find(const struct be_line_state *state, struct be_span title)
{
    uint32_t hash = title_hash(title);

    for (size_t i = 0; i < state->entries; i++)
        if (state->entry[i].hash == hash)
            return &state->entry[i];
    return NULL;
}

/* An entry that lost its ordinal is of its neighbours' style; between 一 and 三 it is 二. */
static void add_entry(struct be_line_state *state, const struct be_ordinal_mark *m, uint32_t hash)
{
    struct be_contents_entry *e = &state->entry[state->entries++];

    *e = (struct be_contents_entry){hash, (uint16_t)m->number, (uint8_t)m->style};
    if (state->entries >= 2 && e->style == BE_ORD_PLAIN && e[-1].style > BE_ORD_PART)
        e->style = e[-1].style;
    if (state->entries >= 3 && e[-1].number == 0 && e[-1].style == e->style && e[-2].style == e->style &&
        e->number == e[-2].number + 2)
        e[-1].number = (uint16_t)(e->number - 1);
}

static void mark(struct be_context *cx, struct be_line_state *state, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        struct be_line *line = &cx->win->lines[i];
        struct be_span text = be_line_text(cx->win, i);
        struct be_ordinal_mark m = {.style = BE_ORD_PLAIN};
        if (line->type == BE_LINE_BLANK || line->type == BE_LINE_RUNNING)
            continue;
        line->type = BE_LINE_CONTENTS;
        if (state->entries == BE_CONTENTS_ENTRIES || i == from)
            continue;
        be_heading_ordinal(&m, cx->matcher, text, line->no);
        add_entry(state, &m, title_hash(be_span_trim(be_span_from(text, m.title))));
    }
}

/* The list goes to where its first entry stands again: that is where the body begins. from is
 * the first entry. Returns the end, or from when the list is none. */
static size_t list_end(struct be_context *cx, size_t from)
{
    struct be_window *win = cx->win;
    struct be_span first = be_line_text(win, from);
    struct be_ordinal_mark want, have;
    bool ordinal = be_heading_ordinal(&want, cx->matcher, first, win->lines[from].no) && want.number > 0;

    for (size_t i = from + 1, n = 0; i < win->nlines && n < CONTENTS_LINES; i++, n++) {
        struct be_span text = be_line_text(win, i);
        if (win->lines[i].type == BE_LINE_BLANK || win->lines[i].type == BE_LINE_RUNNING)
            continue;
        if (!ordinal && same_words(text, first))
            return i;
        if (ordinal && be_heading_ordinal(&have, cx->matcher, text, win->lines[i].no) && have.style == want.style &&
            have.number == want.number && (want.style == BE_ORD_PART || same_words(text, first)))
            return i;
        if (!may_be_entry(win, i))
            break;
    }
    return from;
}

/* Without the body's repetition in reach, the list ends before the first line that is no entry. */
static size_t entries_end(const struct be_window *win, size_t from)
{
    size_t i = from;

    while (i < win->nlines && i < from + CONTENTS_LINES && may_be_entry(win, i))
        i++;
    return i;
}

/* The first entry with an ordinal, when it stands near: a date or a file's name may come before. */
static size_t first_entry(struct be_context *cx, size_t first)
{
    const struct be_window *win = cx->win;
    struct be_ordinal_mark m;

    for (size_t i = first, n = 0; i < win->nlines && n < 4 && may_be_entry(win, i); i = be_line_next(win, i + 1), n++)
        if (be_heading_ordinal(&m, cx->matcher, be_line_text(win, i), win->lines[i].no) && m.number > 0)
            return i;
    return first;
}

void be_contents_types(struct be_context *cx, struct be_line_state *state)
{
    struct be_window *win = cx->win;

    for (size_t i = 0; i < win->nlines; i++) {
        struct be_ordinal_mark m;
        size_t first, end;
        if (win->lines[i].type != BE_LINE_TEXT || win->lines[i].len > ENTRY_BYTES)
            continue;
        if (is_contents_title(be_span_trim(be_line_text(win, i)))) {
            size_t entry;
            first = be_line_next(win, i + 1);
            entry = first_entry(cx, first);
            end = entry < win->nlines ? list_end(cx, entry) : entry;
            if (end == entry)
                end = entries_end(win, first);
            mark(cx, state, i, end);
            i = end > i ? end - 1 : i;
        } else if (win->first && be_heading_ordinal(&m, cx->matcher, be_line_text(win, i), win->lines[i].no) && m.number == 1 &&
                   m.style == BE_ORD_PART) {
            end = list_end(cx, i);   /* a list of contents without its title */
            mark(cx, state, i, end);
            i = end > i ? end - 1 : i;
        }
    }
}

/* ---- running titles and page numbers ---- */

static bool only_digits(struct be_span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    return text.len > 0 && text.len <= 4;
}

/* Does the line stand first or last on its page? */
static bool at_page_edge(const struct be_window *win, size_t i)
{
    long before = be_line_before(win, i);
    size_t next = be_line_next(win, i + 1);
    bool edge = false;

    for (size_t k = (size_t)(before + 1); k <= i && !edge; k++)
        edge = (win->lines[k].flags & BE_LINE_PAGE) != 0;
    for (size_t k = i + 1; k <= next && k < win->nlines && !edge; k++)
        edge = (win->lines[k].flags & BE_LINE_PAGE) != 0;
    return edge;
}

#define PAGE_INDENT 10u     /* a page number stands in the middle of its line, */
#define PAGE_LINES 4u       /* and pages are not shorter */
#define PAGES_MAX 4096u

/* Text of a PDF whose form feeds are lost: numbers alone in the middle of a line, each one more
 * than the last, end pages. */
static bool number_pages(struct be_context *cx)
{
    struct be_window *win = cx->win;
    uint32_t *at = NULL;
    size_t n = 0, others = 0, last = 0;
    unsigned page = 0;

    for (size_t i = 0; i < win->nlines; i++) {
        struct be_span text;
        unsigned value = 0;
        if (win->lines[i].type != BE_LINE_TEXT || win->lines[i].indent < PAGE_INDENT || win->lines[i].len > 200)
            continue;
        text = be_span_trim(be_line_text(win, i));
        if (!only_digits(text))
            continue;
        for (size_t k = 0; k < text.len; k++)
            value = value * 10 + (unsigned)(text.p[k] - '0');
        if (n == 0 ? value == 0 || value > 3 : value != page + 1 || i < last + PAGE_LINES) {
            others++;
            continue;
        }
        if (at == NULL && (at = be_arena_alloc(cx->arena, PAGES_MAX * sizeof *at)) == NULL)
            return false;
        if (n < PAGES_MAX)
            at[n++] = (uint32_t)i;
        page = value;
        last = i;
    }
    if (n < 3 || others * 2 > n)
        return false;
    for (size_t k = 0; k < n; k++) {
        size_t next = be_line_next(win, at[k] + 1u);
        win->lines[at[k]].type = BE_LINE_RUNNING;
        if (next < win->nlines)
            win->lines[next].flags |= BE_LINE_PAGE;
    }
    return true;
}

void be_running_types(struct be_context *cx)
{
    struct be_window *win = cx->win;
    struct { struct be_span text; unsigned n; } seen[RUNNING_MAX];
    size_t nseen = 0;
    bool pages = false;

    for (size_t i = 0; i < win->nlines && !pages; i++)
        pages = (win->lines[i].flags & BE_LINE_PAGE) != 0;
    if (!pages)
        pages = number_pages(cx);
    for (int pass = 0; pages && pass < 2; pass++)
        for (size_t i = 0; i < win->nlines; i++) {
            struct be_span text = be_span_trim(be_line_text(win, i));
            size_t k;
            if (win->lines[i].type != BE_LINE_TEXT || text.len > 120 || !at_page_edge(win, i))
                continue;
            if (only_digits(text)) {
                win->lines[i].type = BE_LINE_RUNNING;
                continue;
            }
            for (k = 0; k < nseen && !be_span_eq(seen[k].text, text); k++)
                ;
            if (pass == 0 && k < nseen)
                seen[k].n++;
            else if (pass == 0 && nseen < RUNNING_MAX)
                seen[nseen].text = text, seen[nseen++].n = 1;
            else if (pass == 1 && k < nseen && seen[k].n >= RUNNING_MIN)
                win->lines[i].type = BE_LINE_RUNNING;
        }
}
