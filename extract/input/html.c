#include "html.h"
#include <stdlib.h>
#include <strings.h>

#define HEAD_BYTES 1024u  /* what stands before a page's first tag is not longer */
#define FIRST_BYTES 14u   /* <!doctype html */
#define NAME_BYTES 10u    /* of a tag; longer ones are not looked for */

enum mode {
    MODE_START,           /* not known yet what the document is */
    MODE_PLAIN,           /* no page: all goes on as it is */
    MODE_TEXT,
    MODE_NAME,            /* behind <, in a tag's name */
    MODE_TAG,             /* behind its name */
    MODE_SKIP,            /* in a script, style or comment, up to `until` */
};

struct be_html {
    enum be_status (*out)(void *user, struct be_span text);
    void *user;
    enum mode mode;
    char head[HEAD_BYTES];
    size_t heads;
    char name[NAME_BYTES + 2];   /* of the tag, with its < */
    size_t names;
    const char *until;
    size_t matched;              /* bytes of it */
    unsigned newlines;           /* inside the tag: they come out behind it */
    bool words;                  /* something stands on the line so far */
    bool drop;                   /* the tag at hand ends what is skipped */
};

struct be_html *be_html_new(enum be_status (*out)(void *user, struct be_span text), void *user)
{
    struct be_html *h = calloc(1, sizeof *h);

    if (h != NULL) {
        h->out = out;
        h->user = user;
    }
    return h;
}

void be_html_free(struct be_html *h)
{
    free(h);
}

bool be_html_is(const struct be_html *h)
{
    return h->mode > MODE_PLAIN;
}

/* Hands on text of the page; form feeds of its own would be breaks, and the tabs before a line's words or in a tag
 * are no cells. words: it is no tag. */
static enum be_status put(struct be_html *h, struct be_span text, bool words)
{
    enum be_status rc = BE_OK;
    size_t from = 0;

    for (size_t i = 0; rc == BE_OK && i < text.len; i++) {
        const char c = text.p[i];
        const bool indents = c == '\t' && !(words && h->words);

        if (indents || c == '\f') {
            rc = h->out(h->user, be_span(text.p + from, i - from));
            if (rc == BE_OK && indents)
                rc = h->out(h->user, BE_LIT(" "));
            from = i + 1;
        } else {
            h->words = c == '\n' ? false : h->words || (words && c != ' ' && c != '\t' && c != '\r');
        }
    }
    return rc == BE_OK && from < text.len ? h->out(h->user, be_span_from(text, from)) : rc;
}

/* ---- tags ---- */

static bool is_one_of(const char *name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(name, list[i]) == 0)
            return true;
    return false;
}

/* Tags that begin or end a line. */
static bool breaks(const char *name)
{
    static const char *const BLOCKS[] = {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "hr", "dd", "dt",
                                         "section", "article", "form", "option", "header", "footer", "nav", "body", "pre", "blockquote"};

    return is_one_of(name + (name[0] == '/'), BLOCKS, sizeof BLOCKS / sizeof *BLOCKS);
}

/* What holds no text to read, and what ends it; NULL: it does. */
static const char *skipped(const char *name)
{
    static const struct { const char *name, *end; } SKIPPED[] = {
        {"script", "</script"}, {"style", "</style"}, {"title", "</title"}, {"noscript", "</noscript"},
    };

    if (name[0] == '%')
        return "%>";
    if (name[0] == '!' || name[0] == '?')
        return strncmp(name, "!--", 3) == 0 ? "-->" : ">";
    for (size_t i = 0; i < sizeof SKIPPED / sizeof *SKIPPED; i++)
        if (strcasecmp(name, SKIPPED[i].name) == 0)
            return SKIPPED[i].end;
    return NULL;
}

/* The tag's name is complete. */
static enum be_status named(struct be_html *h)
{
    const char *name = h->name + 1;
    enum be_status rc = BE_OK;

    h->name[h->names] = '\0';
    h->mode = MODE_TAG;
    h->drop = false;
    h->until = skipped(name);
    if (h->until != NULL) {
        h->mode = MODE_SKIP;
        h->matched = 0;
        return BE_OK;
    }
    if (h->words && breaks(name)) {
        rc = h->out(h->user, BE_LIT("\f"));
        h->words = false;
    }
    return rc == BE_OK ? put(h, be_span(h->name, h->names), false) : rc;
}

static bool in_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '!' || c == '?' || c == '%' || c == '-';
}

static enum be_status newlines(struct be_html *h)
{
    enum be_status rc = BE_OK;

    for (; rc == BE_OK && h->newlines > 0; h->newlines--)
        rc = put(h, BE_LIT("\n"), false);
    h->newlines = 0;
    return rc;
}

/* ---- the page ---- */

static enum be_status text(struct be_html *h, struct be_span *rest)
{
    const char *lt = memchr(rest->p, '<', rest->len);
    size_t n = lt == NULL ? rest->len : (size_t)(lt - rest->p);
    enum be_status rc = put(h, be_span_to(*rest, n), true);

    *rest = be_span_from(*rest, n + (lt != NULL));
    if (lt != NULL) {
        h->mode = MODE_NAME;
        h->name[0] = '<';
        h->names = 1;
    }
    return rc;
}

static bool is_comment(const struct be_html *h)
{
    return h->names == 4 && memcmp(h->name, "<!--", 4) == 0;
}

static enum be_status name(struct be_html *h, struct be_span *rest)
{
    while (rest->len > 0 && in_name(rest->p[0]) && h->names <= NAME_BYTES && !is_comment(h)) {
        h->name[h->names++] = rest->p[0];
        *rest = be_span_from(*rest, 1);
    }
    if (rest->len == 0 && !is_comment(h))
        return BE_OK;
    if (h->names > 1)
        return named(h);
    h->mode = MODE_TEXT;         /* <5 is text */
    return put(h, BE_LIT("<"), true);
}

/* What stands in the tag, up to its >. */
static enum be_status tag(struct be_html *h, struct be_span *rest)
{
    size_t n = 0;
    enum be_status rc = BE_OK;

    while (n < rest->len && rest->p[n] != '>' && rest->p[n] != '\n')
        n++;
    if (!h->drop)
        rc = put(h, be_span_to(*rest, n + (n < rest->len && rest->p[n] == '>')), false);
    if (rc == BE_OK && n < rest->len && rest->p[n] == '\n') {
        h->newlines++;
        rc = h->drop ? BE_OK : put(h, BE_LIT(" "), false);
    } else if (rc == BE_OK && n < rest->len) {
        h->mode = MODE_TEXT;
        rc = newlines(h);
    }
    *rest = be_span_from(*rest, n < rest->len ? n + 1 : n);
    return rc;
}

static enum be_status skip(struct be_html *h, struct be_span *rest)
{
    enum be_status rc = BE_OK;

    while (rc == BE_OK && rest->len > 0 && h->until[h->matched] != '\0') {
        char c = rest->p[0] >= 'A' && rest->p[0] <= 'Z' ? (char)(rest->p[0] | 0x20) : rest->p[0];

        if (c == h->until[h->matched])
            h->matched++;
        else if (!(c == '-' && h->until[0] == '-' && h->matched == 2))
            h->matched = c == h->until[0];
        if (c == '\n')
            rc = put(h, BE_LIT("\n"), false);
        *rest = be_span_from(*rest, 1);
    }
    if (h->until[h->matched] == '\0') {
        h->mode = h->until[0] == '<' ? MODE_TAG : MODE_TEXT;
        h->drop = true;
    }
    return rc;
}

static enum be_status page(struct be_html *h, struct be_span rest)
{
    enum be_status rc = BE_OK;

    while (rc == BE_OK && rest.len > 0)
        switch (h->mode) {
        case MODE_NAME: rc = name(h, &rest); break;
        case MODE_TAG: rc = tag(h, &rest); break;
        case MODE_SKIP: rc = skip(h, &rest); break;
        default: rc = text(h, &rest);
        }
    return rc;
}

/* ---- the document ---- */

static bool begins_page(struct be_span first)
{
    static const char *const BEGINS[] = {"<!doctype html", "<html", "<head", "<body"};

    for (size_t i = 0; i < sizeof BEGINS / sizeof *BEGINS; i++)
        if (first.len >= strlen(BEGINS[i]) && strncasecmp(first.p, BEGINS[i], strlen(BEGINS[i])) == 0)
            return true;
    return false;
}

/* Enough of the document is there, or all: what is it? */
static enum be_status decide(struct be_html *h, struct be_span first)
{
    h->mode = begins_page(first) ? MODE_TEXT : MODE_PLAIN;
    return h->mode == MODE_PLAIN ? h->out(h->user, be_span(h->head, h->heads)) : page(h, be_span(h->head, h->heads));
}

/* What may stand before a page: <?xml ... ?>, <!-- saved from ... -->, <%@ page ... %>; empty when it does not end yet. */
static struct be_span behind_notes(struct be_span text)
{
    static const struct { const char *begin, *end; } NOTES[] = {{"<!--", "-->"}, {"<?", "?>"}, {"<%", "%>"}};

    for (size_t i = 0; i < sizeof NOTES / sizeof *NOTES; i++) {
        long end;
        if (!be_starts(text, NOTES[i].begin))
            continue;
        end = be_span_find(text, be_span_of(NOTES[i].end));
        return end < 0 ? be_span(text.p, 0) : be_span_from(text, (size_t)end + strlen(NOTES[i].end));
    }
    return text;
}

static struct be_span behind_blanks(struct be_span text)
{
    const char *was = NULL;

    if (be_starts(text, "\xEF\xBB\xBF"))
        text = be_span_from(text, 3);
    while (text.p != was && text.len > 0) {
        was = text.p;
        while (text.len > 0 && memchr(" \t\r\n", text.p[0], 4) != NULL)
            text = be_span_from(text, 1);
        text = behind_notes(text);
    }
    return text;
}

enum be_status be_html_feed(struct be_html *h, struct be_span piece)
{
    enum be_status rc = BE_OK;

    if (h->mode == MODE_START) {
        size_t n = piece.len < HEAD_BYTES - h->heads ? piece.len : HEAD_BYTES - h->heads;
        struct be_span first;

        while (n < piece.len && n > 0 && ((unsigned char)piece.p[n] & 0xC0) == 0x80)
            n--;             /* whole characters are handed on */
        memcpy(h->head + h->heads, piece.p, n);
        h->heads += n;
        piece = be_span_from(piece, n);
        first = behind_blanks(be_span(h->head, h->heads));
        if (h->heads + 4 < HEAD_BYTES && (first.len == 0 || (first.p[0] == '<' && first.len < FIRST_BYTES)))
            return BE_OK;
        rc = decide(h, first);
    }
    if (rc != BE_OK || piece.len == 0)
        return rc;
    return h->mode == MODE_PLAIN ? h->out(h->user, piece) : page(h, piece);
}

enum be_status be_html_finish(struct be_html *h, bool wanted)
{
    enum be_status rc = BE_OK;

    if (wanted && h->mode == MODE_START && h->heads > 0)
        rc = decide(h, behind_blanks(be_span(h->head, h->heads)));
    if (rc == BE_OK && wanted && h->mode == MODE_NAME)
        rc = put(h, be_span(h->name, h->names), true);
    if (rc == BE_OK && wanted)
        rc = newlines(h);
    *h = (struct be_html){.out = h->out, .user = h->user};
    return rc;
}
