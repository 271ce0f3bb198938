#include "warc.h"
#include <stdlib.h>
#include <strings.h>

bool be_warc_begins(struct be_span first)
{
    return first.len >= 8 && memcmp(first.p, "WARC/", 5) == 0 && (first.p[5] == '0' || first.p[5] == '1');
}

void be_warc_free(struct be_warc *warc)
{
    be_buf_free(&warc->head);
    be_buf_free(&warc->uri);
}

/* Bytes ahead, at most limit; fetched when there are none. Empty at the end. */
static enum be_status ahead(struct be_warc *w, uint64_t limit, struct be_span *bytes)
{
    enum be_status rc = BE_OK;

    if (w->have.len == 0)
        rc = w->more(w->user, &w->have);
    *bytes = rc == BE_OK ? be_span_to(w->have, limit < SIZE_MAX ? (size_t)limit : SIZE_MAX) : be_span(NULL, 0);
    return rc;
}

/* One line into head, without its end; *limit bytes of it may be taken at most, and are counted
 * down. *some: anything was read at all. A line that is too long is BE_EUSAGE. */
static enum be_status line(struct be_warc *w, uint64_t *limit, bool *some)
{
    w->head.len = 0;
    *some = false;
    for (;;) {
        struct be_span bytes;
        const char *end;
        size_t n;
        enum be_status rc = ahead(w, *limit, &bytes);

        if (rc != BE_OK || bytes.len == 0)
            return rc;
        *some = true;
        end = memchr(bytes.p, '\n', bytes.len);
        n = end == NULL ? bytes.len : (size_t)(end - bytes.p) + 1;
        if (w->head.len + n > BE_WARC_HEAD)
            return BE_EUSAGE;
        rc = be_buf_add(&w->head, be_span(bytes.p, n - (end != NULL)));
        if (rc != BE_OK)
            return rc;
        w->have = be_span_from(w->have, n);
        *limit -= n;
        if (end != NULL) {
            if (w->head.len > 0 && w->head.p[w->head.len - 1] == '\r')
                w->head.len--;
            return BE_OK;
        }
    }
}

/* The value of "name: value", when the line at hand is that; else a NULL p. */
static struct be_span value(const struct be_warc *w, const char *name)
{
    struct be_span text = be_buf_span(&w->head);
    size_t n = strlen(name);

    if (text.len <= n || text.p[n] != ':' || strncasecmp(text.p, name, n) != 0)
        return be_span(NULL, 0);
    return be_span_trim(be_span_from(text, n + 1));
}

static uint64_t number(struct be_span text, unsigned base)
{
    uint64_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.p[i];
        unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
                       : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
                       : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10) : 99;

        if (digit >= base || n > UINT64_MAX / base - base)
            break;
        n = n * base + digit;
    }
    return n;
}

struct record {
    bool wanted, response, http;
};

/* Header lines of a record, from "WARC/1.0" to the empty line. False at the end of all. */
static enum be_status record_head(struct be_warc *w, struct record *r, bool *any)
{
    uint64_t limit = BE_WARC_HEAD;
    bool some;
    enum be_status rc;

    do { /* empty lines part the records; 2 of them, or as many as there are */
        limit = BE_WARC_HEAD;
        rc = line(w, &limit, &some);
    } while (rc == BE_OK && some && w->head.len == 0);
    *any = some;
    *r = (struct record){0};
    w->left = 0;
    w->uri.len = 0;
    if (rc != BE_OK || !some)
        return rc;
    if (!be_warc_begins(be_buf_span(&w->head)))
        return BE_EUSAGE;
    while ((rc = line(w, &limit, &some)) == BE_OK && some && w->head.len > 0) {
        struct be_span v;

        if ((v = value(w, "WARC-Type")).p != NULL) {
            r->response = be_span_is(v, "response");
            r->wanted = r->response || be_span_is(v, "conversion") || be_span_is(v, "resource");
        } else if ((v = value(w, "Content-Length")).p != NULL) {
            w->left = number(v, 10);
        } else if ((v = value(w, "Content-Type")).p != NULL) {
            r->http = be_starts(v, "application/http");
        } else if ((v = value(w, "WARC-Target-URI")).p != NULL) {
            if (v.len > 1 && v.p[0] == '<' && v.p[v.len - 1] == '>') /* as WARC 1.0 was often read */
                v = be_span(v.p + 1, v.len - 2);
            w->uri.len = 0;
            rc = be_buf_add(&w->uri, v);
        }
        if (rc != BE_OK)
            return rc;
    }
    return rc == BE_OK && !some ? BE_EUSAGE : rc;
}

static bool no_document(struct be_span type)
{
    static const char *const no[] = {"image/", "video/", "audio/", "font/", "text/css", "text/javascript",
                                     "application/javascript", "application/x-javascript"};

    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        if (type.len >= strlen(no[i]) && strncasecmp(type.p, no[i], strlen(no[i])) == 0)
            return true;
    return false;
}

/* The HTTP header of a response. *wanted: a document follows. */
static enum be_status http_head(struct be_warc *w, bool *wanted)
{
    bool some;
    enum be_status rc = line(w, &w->left, &some);
    long space;

    if (rc != BE_OK || !some)
        return rc;
    space = be_span_find(be_buf_span(&w->head), BE_LIT(" "));
    *wanted = space >= 0 && be_starts(be_span_from(be_buf_span(&w->head), (size_t)space), " 200");
    while ((rc = line(w, &w->left, &some)) == BE_OK && some && w->head.len > 0) {
        struct be_span v;

        if ((v = value(w, "Transfer-Encoding")).p != NULL)
            w->chunked = v.len >= 7 && strncasecmp(v.p, "chunked", 7) == 0;
        else if ((v = value(w, "Content-Type")).p != NULL && no_document(v))
            *wanted = false;
    }
    return rc;
}

/* Some tools write the header of a chunked answer, but its body in one piece. */
static bool chunks_follow(struct be_warc *w)
{
    struct be_span bytes;

    if (ahead(w, w->left, &bytes) != BE_OK || bytes.len == 0)
        return false;
    for (size_t i = 0; i < bytes.len && i < 10; i++)
        if (bytes.p[i] == '\r' || bytes.p[i] == ';' || bytes.p[i] == ' ')
            return i > 0;
        else if (strchr("0123456789abcdefABCDEF", bytes.p[i]) == NULL)
            return false;
    return false;
}

static enum be_status skip(struct be_warc *w)
{
    enum be_status rc = BE_OK;
    struct be_span bytes;

    while (w->left > 0 && rc == BE_OK) {
        rc = ahead(w, w->left, &bytes);
        if (rc == BE_OK && bytes.len == 0)
            return BE_EUSAGE;
        w->have = be_span_from(w->have, bytes.len);
        w->left -= bytes.len;
    }
    return rc;
}

enum be_status be_warc_next(struct be_warc *w)
{
    for (;;) {
        struct record r;
        bool any, wanted;
        enum be_status rc = skip(w);

        if (rc == BE_OK)
            rc = record_head(w, &r, &any);
        if (rc != BE_OK || !any) {
            w->uri.len = 0;
            return rc;
        }
        w->chunked = w->chunked_end = false;
        w->chunk_left = 0;
        wanted = r.wanted && w->uri.len > 0;
        if (wanted && r.response && r.http)
            rc = http_head(w, &wanted);
        if (rc == BE_OK && wanted) {
            w->chunked = w->chunked && chunks_follow(w);
            return be_buf_byte(&w->uri, '\0');
        }
        if (rc != BE_OK)
            return rc;
    }
}

/* The size of the next chunk, in a line of its own. 0: no more. */
static enum be_status next_chunk(struct be_warc *w)
{
    bool some;
    enum be_status rc;

    do
        rc = line(w, &w->left, &some);
    while (rc == BE_OK && some && w->head.len == 0); /* the line end behind the chunk before */
    w->chunk_left = rc == BE_OK && some ? number(be_buf_span(&w->head), 16) : 0;
    w->chunked_end = w->chunk_left == 0;
    return rc;
}

enum be_status be_warc_read(struct be_warc *w, struct be_span *bytes)
{
    enum be_status rc = BE_OK;
    uint64_t limit = w->left;

    *bytes = be_span(NULL, 0);
    if (w->chunked && w->chunk_left == 0 && !w->chunked_end)
        rc = next_chunk(w);
    if (w->chunked)
        limit = w->chunk_left < w->left ? w->chunk_left : w->left;
    if (rc != BE_OK || limit == 0)
        return rc;
    rc = ahead(w, limit, bytes);
    if (rc == BE_OK && bytes->len == 0)
        return BE_EUSAGE;
    w->have = be_span_from(w->have, bytes->len);
    w->left -= bytes->len;
    if (w->chunked)
        w->chunk_left -= bytes->len;
    return rc;
}
