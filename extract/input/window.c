#include "window.h"
#include "../base/buf.h"
#include "fold.h"
#include "lineends.h"
#include "named.h"
#include "related.h"
#include "restart.h"
#include <stdio.h>
#include <stdlib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define SLICE ((size_t)16 << 10) /* folded at a time */
#define TEXT_BYTES (BE_WINDOW_BYTES + SLICE * BE_FOLD_GROWTH + BE_FOLD_SLACK)
#define COVER_LINES 12u          /* a cover and its contents title are not longer */

enum related { ANY, ASK, UNRELATED };

struct be_windower {
    enum be_status (*window)(void *user, struct be_window *win);
    void *user;
    char *text;            /* TEXT_BYTES */
    struct be_line *lines; /* BE_WINDOW_LINES */
    size_t len, nlines;
    size_t begin;          /* where the line begins that has not ended yet */
    size_t scan;           /* where the search for its end goes on */
    uint8_t flags;         /* of that line */
    bool cr;               /* the line before ended with a CR: an LF now belongs to it */
    uint64_t no;           /* its number - 1 = line ends so far */
    bool ended;            /* no is that of the stream before */
    bool soft;             /* form feeds part lines */
    bool failed;           /* nothing more is handed on until finish */
    bool begun;            /* a window of this document was handed on */
    bool skips;            /* documents that are unrelated */
    enum related related;  /* this document: any is taken, it is asked for when enough is there, it is left out */
    bool named;            /* the stream named this document */
    bool told;             /* and its first window carried the name */
    struct be_restart restart;
    unsigned again;        /* how often 第一部分 started again under this name */
    struct be_buf name;    /* as given, or as in ==> NAME <== */
    struct be_buf full;    /* with #2 */
    struct be_named names; /* before the fold, for a name stays as it is */
};

static void forget(struct be_windower *w)
{
    w->len = w->nlines = w->begin = w->scan = 0;
    w->flags = 0;
    w->cr = w->begun = w->named = w->told = w->failed = false;
    w->ended = true;
    w->restart = (struct be_restart){0};
    w->again = 0;
    be_named_reset(&w->names);
    w->related = w->skips ? ASK : ANY;
}

/* Drops the first n bytes of the text; no line stands in them. */
static void drop(struct be_windower *w, size_t n)
{
    memmove(w->text, w->text + n, w->len - n);
    w->len -= n;
    w->begin -= n;
    w->scan -= n;
    for (size_t i = 0; i < w->nlines; i++)
        w->lines[i].off -= (uint32_t)n;
}

/* Decides about a document of which enough is there, or all. */
static void judge(struct be_windower *w)
{
    w->related = be_related(be_span(w->text, w->len)) ? ANY : UNRELATED;
    if (w->related == UNRELATED)
        w->len = w->nlines = w->begin = w->scan = 0;
}

/* Hands on lines [0, n), and moves the rest to the front. */
static enum be_status hand_on(struct be_windower *w, size_t n, bool last)
{
    struct be_window win = {.text = {w->text, 0}, .lines = w->lines, .first = !w->begun, .last = last};
    enum be_status rc;
    size_t rest;

    if (w->related == ASK)
        judge(w);
    n = n < w->nlines ? n : w->nlines;
    rest = n < w->nlines ? w->lines[n].off : w->begin;
    win.text.len = rest;
    win.nlines = n;
    win.unrelated = w->related == UNRELATED;
    if (w->named && !w->told)
        win.name = be_buf_span(&w->full);
    w->begun = w->told = true;
    rc = w->window(w->user, &win);
    memmove(w->lines, w->lines + n, (w->nlines - n) * sizeof *w->lines);
    w->nlines -= n;
    drop(w, rest);
    return rc;
}

static bool is_blank(struct be_span line)
{
    return be_span_trim(line).len == 0;
}

static struct be_span text_of(const struct be_windower *w, size_t i)
{
    return be_span(w->text + w->lines[i].off, w->lines[i].len);
}

/* The window is full: cuts behind a blank line of its last quarter, or at its end. */
static enum be_status cut(struct be_windower *w)
{
    size_t n = w->nlines, quarter = w->begin - w->begin / 4;

    while (n > 0 && w->lines[n - 1].off >= quarter && !is_blank(text_of(w, n - 1)))
        n--;
    if (n == 0 || w->lines[n - 1].off < quarter)
        n = w->nlines;
    return hand_on(w, n, false);
}

/* The document ends before line n; the lines from n on are of the next. */
static enum be_status end_document(struct be_windower *w, size_t n)
{
    enum be_status rc = hand_on(w, n, true);

    w->begun = w->told = false;
    return rc;
}

/* The line just added is 第一部分 of another document: find where its cover begins. */
static enum be_status start_again(struct be_windower *w)
{
    size_t n = w->nlines - 1, at = n;
    char number[24];
    enum be_status rc;

    w->related = ANY;        /* it has parts, and speaks of money */
    while (n > 0 && w->nlines - n < COVER_LINES) {
        enum be_cover cover = be_restart_cover(text_of(w, --n));

        if (cover == BE_COVER_NO)
            break;
        if (cover == BE_COVER_BEGINS || (w->lines[n].flags & BE_LINE_PAGE) != 0 ||
            (cover == BE_COVER_NAME && at == n + 1 && at < w->nlines - 1))
            at = n;
    }
    rc = end_document(w, at);
    if (rc != BE_OK)
        return rc;
    w->again++;
    w->named = true;
    snprintf(number, sizeof number, "#%u", w->again + 1);
    w->full.len = 0;
    rc = be_buf_add(&w->full, be_buf_span(&w->name));
    return rc == BE_OK ? be_buf_add(&w->full, be_span_of(number)) : rc;
}

/* Adds the line [begin, end) of the text, or a part of it. */
static enum be_status add_line(struct be_windower *w, size_t end, bool part)
{
    struct be_line *line;
    size_t indent = w->begin;
    char first;
    enum be_status rc = BE_OK;

    while (indent < end && (w->text[indent] == ' ' || w->text[indent] == '\t'))
        indent++;
    first = indent < end ? w->text[indent] : '\n';
    indent -= w->begin;
    line = &w->lines[w->nlines++];
    *line = (struct be_line){
        .off = (uint32_t)w->begin,
        .len = (uint32_t)(end - w->begin),
        .no = w->no + 1,
        .flags = w->flags,
        .indent = (uint8_t)(indent < UINT8_MAX ? indent : UINT8_MAX),
    };
    w->flags = part ? BE_LINE_CONTINUED : 0;
    w->begin = end;
    if (!(line->flags & BE_LINE_CONTINUED) && be_restart_matters(&w->restart, first) &&
        be_restart_line(&w->restart, text_of(w, w->nlines - 1)))
        rc = start_again(w);
    return rc;
}

/* Makes room so that the line that begins at w->begin, now len bytes long, fits: hands on what
 * stands before it, then parts of itself. */
static enum be_status fit(struct be_windower *w, size_t len)
{
    enum be_status rc = BE_OK;

    while (rc == BE_OK && w->begin + len > BE_WINDOW_BYTES && w->nlines > 0)
        rc = cut(w);
    if (w->nlines == 0)
        drop(w, w->begin); /* form feeds: a million of them are no line */
    while (rc == BE_OK && len > BE_WINDOW_BYTES) {
        size_t end = w->begin + BE_WINDOW_BYTES;

        while (((unsigned char)w->text[end] & 0xC0) == 0x80)
            end--;
        len -= end - w->begin;
        rc = add_line(w, end, true);
        if (rc == BE_OK)
            rc = hand_on(w, w->nlines, false);
    }
    return rc;
}

/* The next LF, CR or FF in [p, end), or end. plain: there are but LFs. */
static const char *next_end(const char *p, const char *end, bool plain)
{
    if (plain) {
        const char *lf = memchr(p, '\n', (size_t)(end - p));

        return lf == NULL ? end : lf;
    }
#ifdef __SSE2__
    for (; end - p >= 16; p += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i t = _mm_sub_epi8(v, _mm_set1_epi8('\n')); /* LF VT FF CR -> 0..3; no VT here */
        int mask = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(t, _mm_set1_epi8(3)), t));

        if (mask != 0)
            return p + __builtin_ctz((unsigned)mask);
    }
#endif
    while (p < end && *p != '\n' && *p != '\r' && *p != '\f')
        p++;
    return p;
}

/* Finds lines in what was folded but not yet looked at. */
static enum be_status scan(struct be_windower *w)
{
    const char *from = w->text + w->scan;
    bool plain = memchr(from, '\r', w->len - w->scan) == NULL && memchr(from, '\f', w->len - w->scan) == NULL;
    enum be_status rc = BE_OK;

    while (rc == BE_OK && w->scan < w->len) {
        size_t at = (size_t)(next_end(w->text + w->scan, w->text + w->len, plain) - w->text), len;
        char c;

        if (at == w->len) {
            w->cr = w->cr && at == w->begin;
            w->scan = at;
            break;
        }
        c = w->text[at];
        if (c == '\n' && w->cr && at == w->begin) { /* the LF of a CR LF */
            w->scan = w->begin = at + 1;
            w->cr = false;
            continue;
        }
        w->cr = false;
        if (c == '\f' && (!w->soft || at == w->begin)) {
            w->scan = at + 1;
            if (w->soft) {
                w->begin = at + 1;
                continue;
            }
            if (at == w->begin) {
                w->begin = at + 1;
                w->flags |= BE_LINE_PAGE;
            } else {
                w->text[at] = ' ';
            }
            continue;
        }
        len = at - w->begin;
        if (w->begin + len > BE_WINDOW_BYTES || w->nlines == 0)
            rc = fit(w, len);
        if (rc == BE_OK && w->nlines == BE_WINDOW_LINES)
            rc = cut(w);
        if (rc != BE_OK)
            break;
        /* fit may have handed on parts of this line, and moved the rest */
        at = w->begin + (len <= BE_WINDOW_BYTES ? len : 0);
        if (len > BE_WINDOW_BYTES)
            at = (size_t)(next_end(w->text + w->begin, w->text + w->len, plain) - w->text);
        rc = add_line(w, at, false);
        w->no += c != '\f';
        w->begin++;
        w->scan = w->begin;
        w->cr = c == '\r';
    }
    return rc == BE_OK ? fit(w, w->len - w->begin) : rc;
}

/* Folds text and finds its lines. */
static enum be_status add_text(void *user, struct be_span text)
{
    struct be_windower *w = user;
    const char *p = text.p;
    size_t n = text.len;
    enum be_status rc = BE_OK;

    while (n > 0 && rc == BE_OK && w->related != UNRELATED) {
        size_t part = n;

        if (n > SLICE) {
            part = SLICE;
            while (((unsigned char)p[part] & 0xC0) == 0x80 && part > SLICE - 4)
                part--;
        }
        w->len += be_fold(w->text + w->len, be_span(p, part));
        rc = scan(w);
        p += part;
        n -= part;
        if (rc == BE_OK && w->related == ASK && w->len >= BE_RELATED_BYTES)
            judge(w);
    }
    if (n > 0 && rc == BE_OK)
        w->no += be_line_ends(be_span(p, n), &w->cr);
    return rc;
}

/* A line ==> NAME <==: a new document, unless nothing but blank lines came before. */
static enum be_status new_document(void *user, struct be_span name, char end)
{
    struct be_windower *w = user;
    enum be_status rc = BE_OK;
    bool empty = !w->begun && !w->named && w->related != UNRELATED;

    for (size_t i = 0; i < w->nlines && empty; i++)
        empty = is_blank(text_of(w, i));
    if (empty)
        w->len = w->nlines = w->begin = w->scan = 0;
    else
        rc = end_document(w, w->nlines);
    w->flags = 0;
    w->named = true;
    w->again = 0;
    w->related = w->skips ? ASK : ANY;
    w->restart = (struct be_restart){0};
    if (rc == BE_OK)
        rc = be_windower_name(w, name);
    w->full.len = 0;
    if (rc == BE_OK)
        rc = be_buf_add(&w->full, name);
    w->no++;
    w->cr = end == '\r';
    return rc;
}

/* ---- the public face ---- */

void be_windower_skip(struct be_windower *w)
{
    w->skips = true;
    w->related = ASK;
}

struct be_windower *be_windower_new(enum be_status (*window)(void *user, struct be_window *win),
                                    void *user)
{
    struct be_windower *w = calloc(1, sizeof *w);

    if (w == NULL)
        return NULL;
    w->window = window;
    w->user = user;
    w->names = (struct be_named){.text = add_text, .name = new_document, .user = w};
    w->text = malloc(TEXT_BYTES);
    w->lines = malloc(BE_WINDOW_LINES * sizeof *w->lines);
    if (w->text == NULL || w->lines == NULL ||
        be_windower_name(w, BE_LIT("-")) != BE_OK) {
        be_windower_free(w);
        return NULL;
    }
    forget(w);
    return w;
}

void be_windower_free(struct be_windower *w)
{
    if (w == NULL)
        return;
    free(w->text);
    free(w->lines);
    be_buf_free(&w->name);
    be_buf_free(&w->full);
    free(w);
}

enum be_status be_windower_name(struct be_windower *w, struct be_span name)
{
    w->name.len = 0;
    return be_buf_add(&w->name, name);
}

uint64_t be_windower_lines(const struct be_windower *w)
{
    return w->no;
}

static void begin_stream(struct be_windower *w)
{
    if (w->ended)
        w->no = 0;
    w->ended = false;
}

enum be_status be_windower_feed(struct be_windower *w, struct be_span text)
{
    enum be_status rc;

    begin_stream(w);
    rc = be_named_feed(&w->names, text);
    w->failed = rc != BE_OK;
    return rc;
}

void be_windower_soft(struct be_windower *w, bool soft)
{
    w->soft = soft;
}

void be_windower_abandon(struct be_windower *w)
{
    w->failed = true;
}

enum be_status be_windower_finish(struct be_windower *w)
{
    enum be_status rc = BE_OK;

    begin_stream(w);
    if (w->failed)
        goto done;
    rc = be_named_finish(&w->names);
    if (rc == BE_OK && w->begin < w->len && w->nlines == BE_WINDOW_LINES)
        rc = cut(w);
    if (rc == BE_OK && w->begin < w->len) {
        rc = add_line(w, w->len, false);
        w->no++;
    } else if (w->related == UNRELATED && !w->names.at_start) {
        w->no++;
    }
    if (rc == BE_OK)
        rc = end_document(w, w->nlines);
done:
    forget(w);
    w->name.len = 0;
    (void)be_buf_byte(&w->name, '-'); /* there is room: a name was in it */
    return rc;
}
