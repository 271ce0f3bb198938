#include "decode.h"
#include "../base/buf.h"
#include "gb.h"
#include "lineends.h"
#include "utf8.h"
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <strings.h>

#define PIECE (64u << 10) /* text handed on at a time, when it is not the caller's own bytes */
#define CUT 16u           /* bytes of a character that a chunk's end cut off */
#define NO_ICONV ((iconv_t)-1)

static const char replacement[] = "\xEF\xBF\xBD";

enum state {
    SNIFF,   /* keeps the first bytes */
    ASCII,   /* nothing but ASCII so far */
    TURN,    /* keeps what comes from the first other byte on */
    UTF8,
    ICONV,
};

struct be_decode {
    char *encoding;      /* given; NULL: find out */
    enum be_status (*text)(void *user, struct be_span piece);
    void *user;
    enum state state;
    bool ended;          /* about is of the document before */
    bool failed;         /* nothing more is handed on until finish */
    bool begun;          /* text was handed on: no BOM any more */
    bool cr;             /* the last byte handed on was a CR */
    struct be_buf held;  /* SNIFF, TURN: bytes not decided; else the cut character */
    char *piece;         /* PIECE bytes */
    char *converted;     /* PIECE bytes, of iconv */
    size_t piece_len;
    uint64_t lines;      /* line ends handed on; counted until the first bad place */
    iconv_t iconv;
    bool gb;             /* it is for GB18030 or a subset */
    struct be_decoded about;
};

struct be_decode *be_decode_new(const char *encoding,
                                enum be_status (*text)(void *user, struct be_span piece),
                                void *user)
{
    struct be_decode *d = calloc(1, sizeof *d);

    if (d == NULL)
        return NULL;
    d->text = text;
    d->user = user;
    d->iconv = NO_ICONV;
    d->piece = malloc(PIECE);
    d->converted = malloc(PIECE);
    if (encoding != NULL)
        d->encoding = strdup(encoding);
    if (d->piece == NULL || d->converted == NULL ||
        (encoding != NULL && d->encoding == NULL)) {
        be_decode_free(d);
        return NULL;
    }
    return d;
}

void be_decode_free(struct be_decode *d)
{
    if (d == NULL)
        return;
    if (d->iconv != NO_ICONV)
        iconv_close(d->iconv);
    be_buf_free(&d->held);
    free(d->encoding);
    free(d->piece);
    free(d->converted);
    free(d);
}

const struct be_decoded *be_decode_about(const struct be_decode *d)
{
    return &d->about;
}

bool be_decode_knows(const char *encoding)
{
    iconv_t try = iconv_open("UTF-8", encoding);

    if (try == NO_ICONV)
        return false;
    iconv_close(try);
    return true;
}

static enum be_status hand_on(struct be_decode *d, struct be_span text)
{
    if (!d->begun && text.len > 0) {
        d->begun = true;
        if (be_starts(text, "\xEF\xBB\xBF"))
            text = be_span_from(text, 3);
    }
    if (text.len == 0)
        return BE_OK;
    if (d->about.bad == 0)
        d->lines += be_line_ends(text, &d->cr);
    return d->text(d->user, text);
}

static enum be_status flush(struct be_decode *d)
{
    size_t len = d->piece_len;

    d->piece_len = 0;
    return hand_on(d, be_span(d->piece, len));
}

/* Adds valid text to the piece, handing full ones on at a character's end. */
static enum be_status add(struct be_decode *d, const char *p, size_t n)
{
    enum be_status rc;

    while (n > PIECE - d->piece_len) {
        size_t part = PIECE - d->piece_len;

        while (part > 0 && ((unsigned char)p[part] & 0xC0) == 0x80)
            part--;
        memcpy(d->piece + d->piece_len, p, part);
        d->piece_len += part;
        p += part;
        n -= part;
        rc = flush(d);
        if (rc != BE_OK)
            return rc;
    }
    memcpy(d->piece + d->piece_len, p, n);
    d->piece_len += n;
    return BE_OK;
}

static enum be_status add_bad(struct be_decode *d)
{
    if (d->about.bad == 0) {
        enum be_status rc = flush(d);  /* counts its lines */

        if (rc != BE_OK)
            return rc;
        d->about.bad_line = d->lines + 1;
    }
    d->about.bad++;
    return add(d, replacement, 3);
}

/* Adds UTF-8 to the piece, with what is not valid replaced. Returns through *left how many bytes
 * of a cut character remain at the end. */
static enum be_status add_utf8(struct be_decode *d, const char *p, size_t n, size_t *left)
{
    enum be_status rc = BE_OK;

    while (n > 0) {
        size_t valid = be_utf8_valid(p, n), bad;

        rc = add(d, p, valid);
        p += valid;
        n -= valid;
        if (rc != BE_OK || n == 0)
            break;
        bad = be_utf8_bad(p, n);
        if (bad == 0)
            break;
        rc = add_bad(d);
        p += bad;
        n -= bad;
        if (rc != BE_OK)
            break;
    }
    *left = n;
    return rc;
}

/* UTF-8. What is valid from end to end, nearly always, is handed on where it stands. */
static enum be_status utf8_text(struct be_decode *d, const char *p, size_t n, size_t *left)
{
    size_t valid = be_utf8_valid(p, n);
    enum be_status rc;

    if (valid == n || be_utf8_bad(p + valid, n - valid) == 0) {
        *left = n - valid;
        return hand_on(d, be_span(p, valid));
    }
    rc = add_utf8(d, p, n, left);
    return rc == BE_OK ? flush(d) : rc;
}

/* Bytes of the smallest unit of an encoding. */
static size_t unit_size(const char *encoding)
{
    if (strncasecmp(encoding, "UTF-16", 6) == 0 || strncasecmp(encoding, "UCS-2", 5) == 0)
        return 2;
    return strncasecmp(encoding, "UTF-32", 6) == 0 || strncasecmp(encoding, "UCS-4", 5) == 0 ? 4 : 1;
}

/* What iconv does, and the table before it for GB18030. A unit that iconv refuses is replaced. */
static enum be_status iconv_text(struct be_decode *d, const char *bytes, size_t n, size_t *left)
{
    size_t unit = unit_size(d->about.content.encoding), none;
    char *in = (char *)(uintptr_t)bytes; /* iconv's type lacks a const; it does not write */
    enum be_status rc = BE_OK;

    while (n > 0 && rc == BE_OK) {
        char *out = d->converted;
        size_t room = PIECE, got, most = n, rest;

        if (d->gb) {
            size_t used;

            out += be_gb_decode(out, room, be_span(in, n), &used);
            room -= (size_t)(out - d->converted);
            in += used;
            n -= used;
            most = n < 4 ? n : 4; /* one character; then the table goes on */
        }
        rest = most;
        got = iconv(d->iconv, &in, &rest, &out, &room);
        n -= most - rest;
        /* Valid, but for NUL. */
        int why = errno;
        rc = add_utf8(d, d->converted, PIECE - room, &none);
        if (rc != BE_OK || got != (size_t)-1 || why == E2BIG)
            continue;
        if (why == EINVAL) {
            if (rest == n)
                break;
            if (most - rest > 0)
                continue;
        }
        rc = add_bad(d);
        in += n < unit ? n : unit;
        n -= n < unit ? n : unit;
    }
    *left = n;
    return rc == BE_OK ? flush(d) : rc;
}

/* Bytes of a known encoding; what is held of a cut character comes first. */
static enum be_status decode(struct be_decode *d, const char *p, size_t n)
{
    enum be_status (*to_text)(struct be_decode *, const char *, size_t, size_t *) =
        d->state == UTF8 ? utf8_text : iconv_text;
    enum be_status rc;
    size_t left;

    /* Complete the cut character: byte by byte, it is only a few. */
    while (d->held.len > 0 && n > 0) {
        rc = be_buf_byte(&d->held, *p);
        if (rc != BE_OK)
            return rc;
        p++;
        n--;
        rc = to_text(d, d->held.p, d->held.len, &left);
        if (rc != BE_OK)
            return rc;
        memmove(d->held.p, d->held.p + d->held.len - left, left);
        d->held.len = left;
        if (left >= CUT) { /* no encoding has such characters: iconv is stuck */
            d->held.len = 0;
            rc = add_bad(d);
            if (rc != BE_OK)
                return rc;
        }
    }
    if (n == 0)
        return BE_OK;
    rc = to_text(d, p, n, &left);
    if (rc != BE_OK || left == 0)
        return rc;
    return be_buf_add(&d->held, be_span(p + n - left, left));
}

static enum be_status start(struct be_decode *d, const char *encoding)
{
    d->about.content.encoding = encoding;
    if (strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0) {
        d->state = UTF8;
        return BE_OK;
    }
    if (d->iconv != NO_ICONV)
        iconv_close(d->iconv);
    /* What calls itself GB2312 or GBK has characters of its successor. */
    d->gb = strcasecmp(encoding, "GB18030") == 0 || strcasecmp(encoding, "GBK") == 0 ||
            strcasecmp(encoding, "GB2312") == 0;
    d->iconv = iconv_open("UTF-8", d->gb ? "GB18030" : encoding);
    d->state = ICONV;
    return d->iconv == NO_ICONV ? BE_EUSAGE : BE_OK;
}

static enum be_status route(struct be_decode *d, const char *p, size_t n, bool last);

/* The first bytes are all here: decide. */
static enum be_status decide(struct be_decode *d, const char *p, size_t n, bool last)
{
    struct be_content *content = &d->about.content;
    enum be_status rc;

    if (d->encoding != NULL) {
        if (be_kind_signature(content, be_span_to(be_span(p, n), BE_KIND_BYTES)))
            return BE_ENOTTEXT;
        rc = start(d, d->encoding);
    } else {
        be_kind_find(content, be_span(p, n));
        if (content->encoding == NULL)
            return BE_ENOTTEXT;
        if (strcmp(content->encoding, "ASCII") == 0) {
            d->state = ASCII;
            rc = BE_OK;
        } else {
            p += content->bom;
            n -= content->bom;
            rc = start(d, content->encoding);
        }
    }
    return rc == BE_OK ? route(d, p, n, last) : rc;
}

/* Where the first byte stands that is not ASCII. */
static size_t ascii_run(const char *p, size_t n)
{
    size_t i = 0;

    for (uint64_t v; n - i >= sizeof v; i += sizeof v) {
        memcpy(&v, p + i, sizeof v);
        if ((v & 0x8080808080808080) != 0)
            break;
    }
    while (i < n && (unsigned char)p[i] < 0x80)
        i++;
    return i;
}

/* Holds bytes until there are BE_KIND_BYTES, then decides; without a copy when this chunk
 * alone is enough. */
static enum be_status hold(struct be_decode *d, const char *p, size_t n, bool last)
{
    enum be_status rc = BE_OK;
    size_t take = BE_KIND_BYTES - d->held.len;
    struct be_buf held;

    if (d->held.len > 0 || (n < BE_KIND_BYTES && !last)) {
        if (take > n)
            take = n;
        rc = be_buf_add(&d->held, be_span(p, take));
        p += take;
        n -= take;
        if (rc != BE_OK || (d->held.len < BE_KIND_BYTES && !last))
            return rc;
        held = d->held;
        d->held = (struct be_buf){0};
        if (d->state == TURN) {
            rc = start(d, be_kind_encoding(be_buf_span(&held)));
            if (rc == BE_OK)
                rc = route(d, held.p, held.len, false);
        } else {
            rc = decide(d, held.p, held.len, false);
        }
        be_buf_free(&held);
        return rc == BE_OK && n > 0 ? route(d, p, n, last) : rc;
    }
    if (d->state != TURN)
        return decide(d, p, n, last);
    rc = start(d, be_kind_encoding(be_span_to(be_span(p, n), BE_KIND_BYTES)));
    return rc == BE_OK ? route(d, p, n, last) : rc;
}

static enum be_status route(struct be_decode *d, const char *p, size_t n, bool last)
{
    enum be_status rc;
    size_t run, left;

    if (d->state == SNIFF || d->state == TURN)
        return hold(d, p, n, last);
    if (d->state != ASCII)
        return decode(d, p, n);
    run = ascii_run(p, n);
    rc = utf8_text(d, p, run, &left);  /* replaces NUL */
    if (rc != BE_OK || run == n)
        return rc;
    d->state = TURN;
    return hold(d, p + run, n - run, last);
}

static void forget(struct be_decode *d)
{
    d->state = SNIFF;
    d->ended = true;
    d->begun = d->cr = d->failed = false;
    d->held.len = 0;
    d->piece_len = 0;
    d->lines = 0;
    if (d->iconv != NO_ICONV)
        iconv_close(d->iconv);
    d->iconv = NO_ICONV;
}

enum be_status be_decode_feed(struct be_decode *d, const void *bytes, size_t n)
{
    enum be_status rc = BE_OK;

    if (d->ended) {
        d->ended = false;
        d->about = (struct be_decoded){0};
    }
    d->about.bytes += n;
    if (n > 0)
        rc = route(d, bytes, n, false);
    d->failed = rc != BE_OK;
    return rc;
}

enum be_status be_decode_finish(struct be_decode *d)
{
    enum be_status rc = BE_OK;

    if (d->ended)
        d->about = (struct be_decoded){0};
    if (!d->failed && (d->state == SNIFF || d->state == TURN))
        rc = hold(d, "", 0, true);
    if (!d->failed && rc == BE_OK && d->held.len > 0) {
        rc = add_bad(d);
        if (rc == BE_OK)
            rc = flush(d);
    }
    forget(d);
    return rc;
}
