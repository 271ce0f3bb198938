/* runs.c - lines that hold what once were several: web pages copied without their line ends.
 *
 * An ordinal that goes on counting, behind a blank, a full stop or a finished title, begins a line
 * of its own; so does what stands behind a title (cuts.h). A block tag ends a line. Every piece keeps the
 * number of the physical line it stands in, and all that follows sees lines like any others.
 */
#include "cuts.h"
#include "line.h"
#include <strings.h>

#define RUN_BYTES 48u        /* a shorter line holds one thing only */
#define INDEX_DIGITS 9u

struct runs {
    struct be_context *cx;
    struct be_line *line;    /* the table under construction: the window's own until a line is cut, or left out */
    size_t n, size;
    struct be_cuts cuts;     /* of the line at hand */
};

/* ---- pieces ---- */

static bool make_room(struct runs *r, size_t size)
{
    struct be_line *more = be_arena_room(r->cx->arena, size * sizeof *more);

    if (more == NULL)
        return false;
    memcpy(more, r->line, r->n * sizeof *more);
    r->line = more;
    r->size = size;
    return true;
}

static bool add_line(struct runs *r, const struct be_line *line, size_t from, size_t to)
{
    struct be_line *piece;
    bool own = r->line == r->cx->win->lines;

    if (own && from == 0 && to == line->len) {
        r->n++;
        return true;
    }
    if ((own || r->n == r->size) && !make_room(r, r->size * 2))
        return false;
    piece = &r->line[r->n++];
    *piece = *line;
    if (to - from == line->len)
        return true;
    piece->off += (uint32_t)from;
    piece->len = (uint32_t)(to - from);
    piece->has = be_letters(be_span(r->cx->win->text.p + piece->off, piece->len));
    if (from > 0)
        piece->flags = 0;
    return true;
}

/* 监督索引号53092201076301000: the number of a page, not of a year. */
static bool ends_index(struct be_span text)
{
    size_t n = 0;

    while (n < text.len && be_is_digit(text.p[text.len - 1 - n]))
        n++;
    return n >= INDEX_DIGITS;
}

/* A cover that lost its line ends: words parted by blanks, but not around digits. */
static bool add_cover(struct runs *r, const struct be_line *line, struct be_span text)
{
    size_t from = 0;

    for (size_t i = 1; i + 1 < text.len; i++) {
        size_t next = be_cuts_skip(text, i);
        if (next == i || next == text.len || be_is_digit(text.p[next]) || i - from < 6 ||
            (be_is_digit(text.p[i - 1]) && !ends_index(be_span_to(text, i))))
            continue;
        if (!add_line(r, line, from, i))
            return false;
        from = i = next;
    }
    return add_line(r, line, from, text.len);
}

static bool add_pieces(struct runs *r, const struct be_line *line, struct be_span text)
{
    bool run = r->cuts.titles > 1, cover = run && r->cx->win->first && line->no == r->cx->win->lines[0].no;
    size_t from = 0;

    for (size_t k = 0; k < r->cuts.n; k++) {
        size_t at = r->cuts.cut[k].at;
        if (at >= text.len || at <= from || !(run || r->cuts.cut[k].sure))
            continue;
        if (!(from == 0 && cover ? add_cover(r, line, be_span_to(text, at)) : add_line(r, line, from, at)))
            return false;
        from = at;
    }
    return add_line(r, line, from, text.len);
}

/* ---- block tags ---- */

static const char *const BLOCKS[] = {"br", "p", "/p", "div", "/div", "li", "/li", "h1", "h2", "h3", "h4", "/h1", "/h2", "/h3", "/h4"};

/* Length of the block tag at the front, 0: none. */
static size_t block_tag(struct be_span text)
{
    for (size_t k = 0; k < sizeof BLOCKS / sizeof *BLOCKS; k++) {
        size_t n = strlen(BLOCKS[k]);
        const char *end;
        if (text.len < n + 2 || text.p[0] != '<' || strncasecmp(text.p + 1, BLOCKS[k], n) != 0 ||
            (text.p[n + 1] != '>' && text.p[n + 1] != ' ' && text.p[n + 1] != '/'))
            continue;
        end = memchr(text.p, '>', text.len < 400 ? text.len : 400);
        return end == NULL ? 0 : (size_t)(end + 1 - text.p);
    }
    return 0;
}

/* A row of a table, or a table on one line; without tabs. */
static bool holds_table(struct be_span text)
{
    struct be_span at = be_span_trim(text);

    return be_starts(at, "|") || be_ends(at, "|") || be_span_has(text, "<t") || be_span_has(text, "<T");
}

/* ---- the window ---- */

static bool add_titled(struct runs *r, const struct be_line *line, struct be_span text)
{
    size_t marks = text.len < RUN_BYTES ? 0 : be_marks_titles(text);

    if (marks == 0)
        return add_line(r, line, 0, text.len);
    be_cuts_find(&r->cuts, text, marks);
    return r->cuts.titles == 0 ? add_line(r, line, 0, text.len) : add_pieces(r, line, text);
}

/* Cuts a line at its block tags, and what stands between them at its titles. */
static bool add_tagged(struct runs *r, const struct be_line *line, struct be_span text)
{
    struct be_line piece = *line;
    size_t from = 0;

    for (size_t i = 0; i < text.len; i++) {
        const char *tag = memchr(text.p + i, '<', text.len - i);
        size_t n;
        if (tag == NULL)
            break;
        i = (size_t)(tag - text.p);
        n = block_tag(be_span_from(text, i));
        if (n == 0)
            continue;
        piece.off = line->off + (uint32_t)from;
        if (i > from && !add_titled(r, &piece, be_span(text.p + from, i - from)))
            return false;
        from = i + n;
        i += n - 1;
    }
    piece.off = line->off + (uint32_t)from;
    return from == text.len || add_titled(r, &piece, be_span_from(text, from));
}

static bool may_hold_several(const struct be_line *line, struct be_span text)
{
    return !(line->flags & BE_LINE_CONTINUED) && text.len >= RUN_BYTES && (line->has & BE_HAS_TAB) == 0 &&
           ((line->has & BE_HAS_MARK) == 0 || !holds_table(text));
}

static bool cut_line(struct runs *r, const struct be_line *line, struct be_span text)
{
    if (!may_hold_several(line, text))
        return add_line(r, line, 0, text.len);
    return (line->has & BE_HAS_MARK) != 0 ? add_tagged(r, line, text) : add_titled(r, line, text);
}

enum be_status be_runs_cut(struct be_context *cx)
{
    struct be_window *win = cx->win;
    struct runs r = {.cx = cx, .line = win->lines, .size = win->nlines + 16};

    r.cuts = (struct be_cuts){.matcher = cx->matcher, .cut = be_arena_room(cx->arena, BE_CUTS * sizeof *r.cuts.cut)};
    if (r.cuts.cut == NULL)
        return BE_ENOMEM;
    for (size_t i = 0; i < win->nlines; i++) {
        win->lines[i].has = r.cuts.has = be_letters(be_line_text(win, i));
        if (!cut_line(&r, &win->lines[i], be_line_text(win, i)) ||
            (r.line == win->lines && r.n <= i && !make_room(&r, r.size)))
            return BE_ENOMEM;
    }
    win->lines = r.line;
    win->nlines = r.n;
    return BE_OK;
}
