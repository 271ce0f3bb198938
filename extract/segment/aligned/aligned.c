/* aligned.c - which lines are rows of aligned tables. */
#include "aligned.h"
#include "../line.h"
#include "../pieces.h"

#define LOOSE_LINES 16u      /* lines of one piece in a row between two of several */
#define HEAD_LINES 10u       /* of one piece above the first of several: tops of header towers */
#define TAIL_LINES 3u        /* below the last: rests of a wrapped cell */
#define CAPTION_LINES 8u
#define BLANK_LINES 60u      /* so many in a row end a table */
#define WIDE 60u             /* a lone piece so wide is prose, */
#define DEEP 6u              /* unless it stands in so far */
#define PLACES 400u          /* columns looked at for what stands below each other */

struct look {                /* what a line looks like; made once */
    uint8_t pieces;          /* 0: not a line that could stand in a table */
    uint8_t numeric;
};

struct finder {
    struct be_context *cx;
    struct be_window *win;
    struct look *look;
    bool tabs;               /* the document has tables made of tabs or tags */
};

static struct be_span line_of(const struct finder *f, size_t i)
{
    return be_span_trim(be_line_text(f->win, i));
}

/* 第一部分    概况; 一、    概况: an ordinal and its title, not two cells. */
static bool is_spaced_title(struct be_span text, struct be_span first)
{
    if (be_starts(text, "第") && first.len <= 24 && (be_ends(first, "部分") || be_ends(first, "章") || be_ends(first, "篇")))
        return true;
    return first.len <= 16 && (be_ends(first, "、") || be_ends(first, "）") || be_ends(first, "．")) &&
           !be_span_has(be_span_from(text, first.len), "  ");
}

static bool says_table(struct be_span text)
{
    return text.len >= 12 && (be_ends(text, "表") || be_ends(text, "表）") || be_span_has(text, "表（"));
}

/* A table's title and its number on one line, or a name and 单位： */
static bool is_caption(struct be_span text, struct be_span first, size_t pieces)
{
    if (pieces > 3)
        return false;
    return says_table(text) || says_table(first) || be_span_has(text, "单位：") || be_span_has(text, "单位:") ||
           (be_span_has(text, "公开") && be_ends(text, "表"));
}

static struct look look_at(const struct be_line *line, struct be_span text)
{
    struct look look = {0};
    struct be_span trimmed = be_span_trim(text), first;
    size_t numeric, n;
    long gap;

    if (text.len > BE_ALIGNED_LINE || trimmed.len == 0)
        return look;
    gap = (line->flags & BE_LINE_GAPPED) == 0 ? -1 : be_span_find(trimmed, BE_LIT("  "));
    if (gap < 0) {
        look.pieces = 1;
        return look;
    }
    first = be_span_to(trimmed, (size_t)gap);
    n = be_pieces_count(trimmed, &numeric);
    if (is_spaced_title(trimmed, first) || is_caption(trimmed, first, n))
        return look;
    /* prose with a wide gap in it; what stands far in are cells of projects and their aims */
    if (n == 2 && line->indent < 2 * DEEP && numeric == 0 && !be_ends(first, "。") && (be_span_has(trimmed, "。") || be_span_has(trimmed, "，")))
        return look;
    if (n < 4 && numeric == 0 && line->indent < 2 * DEEP && !be_ends(first, "。") && be_line_width(trimmed) >= WIDE && be_span_has(trimmed, "。"))
        return look;
    look.pieces = (uint8_t)(n > 200 ? 200 : n);
    look.numeric = (uint8_t)(numeric > 200 ? 200 : numeric);
    return look;
}

static bool is_row(const struct finder *f, size_t i)
{
    return f->win->lines[i].type == BE_LINE_TEXT && f->look[i].pieces >= 2;
}

/* May line i, of one piece, stand inside a table: short, or far in, and no sentence? */
static bool is_loose(const struct finder *f, size_t i)
{
    struct be_span text;
    unsigned width;

    if (f->win->lines[i].type != BE_LINE_TEXT || f->look[i].pieces != 1)
        return false;
    text = line_of(f, i);
    if (text.len > 400 || says_table(text))
        return false;
    width = be_line_width(text);
    if (f->win->lines[i].indent < DEEP && (width >= WIDE || be_span_has(text, "。") || be_ends(text, "：")))
        return false;
    return width < 2 * WIDE && !(width >= 30 && be_span_has(text, "。"));
}

/* ---- how far a region goes ---- */

static size_t region_end(const struct finder *f, size_t first)
{
    size_t last = first, loose = 0, blank = 0;

    for (size_t i = first + 1; i < f->win->nlines; i++) {
        uint8_t type = f->win->lines[i].type;
        if (be_line_is_gap(type)) {
            if (++blank > BLANK_LINES)
                break;
            continue;
        }
        blank = 0;
        if (is_row(f, i)) {
            last = i;
            loose = 0;
        } else if (is_loose(f, i)) {
            loose += f->win->lines[i].indent < 4 * DEEP;
            if (loose > LOOSE_LINES)
                break;
        } else {
            break;
        }
    }
    return last + 1;
}

/* The widest of the words with one blank between them: headers of narrow columns stand so. */
static unsigned widest_word(struct be_span text)
{
    unsigned widest = 0;

    while (text.len > 0) {
        long blank = be_span_find(text, BE_LIT(" "));
        unsigned width = be_line_width(be_span_to(text, blank < 0 ? text.len : (size_t)blank));
        widest = width > widest ? width : widest;
        text = be_span_from(text, blank < 0 ? text.len : (size_t)blank + 1);
    }
    return widest;
}

/* Above the first row of several pieces the tops of header towers stand alone, below the line
 * with the unit. *caption: such a line, or a table's title, was met. */
static size_t region_top(const struct finder *f, size_t first, bool *caption)
{
    size_t top = first;
    long k = (long)first;

    *caption = false;
    for (unsigned n = 0; n < HEAD_LINES; n++) {
        struct be_span text;
        k = be_line_before(f->win, (size_t)k);
        if (k < 0)
            return first;
        text = line_of(f, (size_t)k);
        if (f->win->lines[k].type == BE_LINE_UNIT || f->win->lines[k].type == BE_LINE_ENTITY ||
            (f->win->lines[k].type == BE_LINE_TEXT && (says_table(text) || (f->look[k].pieces == 0 && be_span_has(text, "表"))))) {
            *caption = true;
            return top;
        }
        if (f->win->lines[k].type != BE_LINE_TEXT || f->look[k].pieces != 1 || widest_word(text) > (f->win->lines[k].indent < 4 * DEEP ? WIDE / 2 : WIDE) || be_span_has(text, "。") ||
            be_span_has(text, "，") || be_span_has(text, "年度）") || be_ends(text, "："))
            return first;
        top = (size_t)k;
    }
    return first;
}

/* Rests of a wrapped cell below the last row: far in, short, right below. */
static size_t region_tail(const struct finder *f, size_t end)
{
    size_t last = end, far = 0;

    for (size_t i = end; i < f->win->nlines && i < end + 2 * TAIL_LINES; i++) {
        struct be_span text = line_of(f, i);
        if (f->win->lines[i].type == BE_LINE_BLANK)
            continue;
        if (!is_loose(f, i) || f->win->lines[i].indent < DEEP || (f->win->lines[i].flags & BE_LINE_PAGE) || be_span_has(text, "。") ||
            be_span_has(text, "，") || be_span_has(text, "年"))
            break;
        if (f->win->lines[i].indent < 4 * DEEP && (be_line_width(text) > WIDE / 2 || ++far > TAIL_LINES))
            break;
        last = i + 1;
    }
    return last;
}

/* ---- is it a table? ---- */

/* Do the pieces stand below each other? Share of those behind the first, in percent, whose left
 * or right edge stands at a column where another line has one. */
static unsigned alignment(const struct finder *f, size_t first, size_t end)
{
    static const unsigned LINES = 64;
    uint8_t left[PLACES + 2] = {0}, right[PLACES + 2] = {0};
    struct be_piece piece[BE_PIECES_LINE];
    unsigned all = 0, hit = 0;

    for (int pass = 0; pass < 2; pass++) {
        unsigned lines = 0;
        for (size_t i = first; i < end && lines < LINES; i++) {
            size_t n;
            if (!is_row(f, i))
                continue;
            lines++;
            n = be_pieces_split(be_line_text(f->win, i), piece);
            for (size_t k = 1; k < n; k++) {
                uint32_t a = piece[k].x[0] + 1, b = piece[k].end[0] + 1;
                if (b > PLACES)
                    break;
                if (pass == 0) {
                    left[a]++;
                    right[b]++;
                    continue;
                }
                all++;
                hit += left[a - 1] + left[a] + left[a + 1] > 1 || right[b - 1] + right[b] + right[b + 1] > 1;
            }
        }
    }
    return all == 0 ? 0 : hit * 100 / all;
}

/* Titles with page numbers: a list of contents that does not say so. */
static bool is_contents(const struct finder *f, size_t first, size_t end)
{
    long page = -1;

    for (size_t i = first; i < end; i++) {
        struct be_span text;
        const char *p, *stop;
        long number = 0;
        if (!is_row(f, i))
            continue;
        text = line_of(f, i);
        stop = p = text.p + text.len;
        while (p > text.p && p[-1] >= '0' && p[-1] <= '9')
            p--;
        if (f->look[i].pieces != 2 || p == stop || stop - p > 3 || p[-1] != ' ')
            return false;
        for (; p < stop; p++)
            number = number * 10 + *p - '0';
        if (number < page)
            return false;
        page = number;
    }
    return page > 0;
}

static bool is_table(const struct finder *f, size_t first, size_t end, bool caption)
{
    size_t rows = 0, numeric = 0, many = 0, prose = 0;

    for (size_t i = first; i < end; i++) {
        struct be_span text;
        if (!is_row(f, i))
            continue;
        text = line_of(f, i);
        rows++;
        prose += be_span_has(text, "，") || be_ends(text, "。") || be_ends(text, "；");
        numeric += f->look[i].numeric > 0;
        many += f->look[i].pieces > 2;
    }
    if (!caption && (prose * 3 >= rows || is_contents(f, first, end)))
        return false;        /* lines set with wide blanks; titles with page numbers */
    if (f->cx->options->layout > 0)
        return rows >= 2 || caption;
    if (f->tabs)
        return numeric >= 4 && many >= 2 && alignment(f, first, end) >= 60;
    if (caption)
        return rows >= 2 || (rows == 1 && many > 0);
    if (numeric >= 2)
        return rows >= 3 && alignment(f, first, end) >= 50;
    return rows >= 3 && (many >= 2 || numeric > 0) && alignment(f, first, end) >= 60;
}

/* ---- a table over several pages ---- */

/* Does line i stand among the caption lines above the table that begins at top? */
static bool in_caption(const struct finder *f, size_t i, size_t top)
{
    long k = (long)top;

    for (unsigned n = 0; n < CAPTION_LINES; n++) {
        k = be_line_before(f->win, (size_t)k);
        if (k < 0 || f->win->lines[k].type == BE_LINE_ALIGNED)
            return false;
        if (be_span_same_letters(line_of(f, i), line_of(f, (size_t)k)))
            return true;
    }
    return false;
}

/* A page begins with the title, the unit and the header of the table that goes on there: these
 * lines are left out, and the rows belong to one table. from: behind the table's last row so
 * far; to: where the rows go on. */
static void join_pages(struct finder *f, size_t top, size_t from, size_t to)
{
    size_t captions = 0;
    bool page = false;

    for (size_t i = from; i < to; i++) {
        const struct be_line *line = &f->win->lines[i];
        page = page || (line->flags & BE_LINE_PAGE);
        if (be_line_is_gap(line->type))
            continue;
        if (!page || (!in_caption(f, i, top) && !be_span_has(line_of(f, i), "续表") && !be_span_has(line_of(f, i), "（续")))
            return;
        captions++;
    }
    for (size_t i = from; i < to && captions > 0; i++)
        if (f->win->lines[i].type != BE_LINE_BLANK)
            f->win->lines[i].type = BE_LINE_RUNNING;
}

/* Has a line of text a gap, as a row has? */
static bool is_gapped(const struct be_window *win)
{
    for (size_t i = 0; i < win->nlines; i++)
        if (win->lines[i].type == BE_LINE_TEXT && (win->lines[i].flags & BE_LINE_GAPPED) != 0)
            return true;
    return false;
}

void be_aligned_types(struct be_context *cx)
{
    struct be_window *win = cx->win;
    struct finder f = {.cx = cx, .win = win};
    size_t rows = 0, first = 0, last = 0; /* of the table at hand: where it begins, behind its last row */

    if (cx->options->layout < 0)
        return;
    if (!is_gapped(win))
        return;
    f.look = be_arena_alloc(cx->arena, win->nlines * sizeof *f.look);
    if (f.look == NULL)
        return;
    for (size_t i = 0; i < win->nlines; i++) {
        if (win->lines[i].type == BE_LINE_TEXT)
            f.look[i] = look_at(&win->lines[i], be_line_text(win, i));
        rows += f.look[i].pieces >= 2;
        f.tabs = f.tabs || be_line_in_table(win->lines[i].type);
    }
    if (rows == 0)
        return;
    for (size_t i = 0; i < win->nlines; i++) {
        size_t top, end;
        bool caption;
        if (!is_row(&f, i))
            continue;
        end = region_end(&f, i);
        top = region_top(&f, i, &caption);
        if (is_table(&f, i, end, caption)) {
            end = region_tail(&f, end);
            if (last > 0)
                join_pages(&f, first, last, top);
            if (last == 0 || be_line_next(win, last) != top)
                first = top;
            last = end;
            for (size_t k = top; k < end; k++)
                if (win->lines[k].type == BE_LINE_TEXT)
                    win->lines[k].type = BE_LINE_ALIGNED;
        }
        i = end - 1;
    }
}
