#include "trace.h"
#include "base/buf.h"
#include "base/wordlist.h"
#include <stdlib.h>

enum be_status be_trace_lines(struct be_context *cx)
{
    static const char *const TYPES[] = {
        "text", "blank", "heading", "row", "cell", "pipe", "tag", "aligned", "title", "unit", "entity", "remark", "contents", "running",
    };
    enum be_status rc = BE_OK;

    for (size_t i = 0; i < cx->win->nlines && rc == BE_OK; i++) {
        const struct be_line *line = &cx->win->lines[i];
        rc = cx->sink->trace(cx->sink->user, cx->diag.doc, line->no, TYPES[line->type], line->pattern, be_line_text(cx->win, i));
    }
    return rc;
}

static struct be_wordlist UNITS = BE_WORDLIST("万元", "亿元", "元", "%", "千元", "人", "辆", "台", "套", "个", "批次", "人次", "平方米", "项");

/* The units that make a number a figure here; years and list numbers have none of them. */
static size_t unit_len(struct be_span text)
{
    if (be_starts(text, "项目") || be_starts(text, "项）"))
        return 0;                /* 2项目支出, （01项） */
    return be_wordlist_front(&UNITS, text);
}

/* Where the tag that begins at i ends: <td width="120">. i itself where none does; no tag of the line
 * ends behind `closed`. */
static size_t tag_end(struct be_span text, size_t i, size_t closed)
{
    if (i + 1 >= closed || text.p[i] != '<' || text.p[i + 1] < '/' || be_is_digit(text.p[i + 1]))
        return i;
    return i + (size_t)be_span_find(be_span_from(text, i), BE_LIT(">"));
}

/* Where the number that begins at i ends. A comma behind decimals is none of its own. */
static size_t number_end(struct be_span text, size_t i)
{
    bool decimals = false;

    if (i < text.len && !be_is_digit(text.p[i]))
        return i;
    for (; i < text.len && (be_is_digit(text.p[i]) || text.p[i] == '.' || (text.p[i] == ',' && !decimals)); i++)
        decimals = decimals || text.p[i] == '.';
    return i;
}

/* ---- what hits took ---- */

/* The digits and where they stand, in 64 bits. */
static uint64_t key_of(struct be_span number, uint64_t line)
{
    uint64_t key = line;

    for (size_t i = 0; i < number.len; i++)
        if (number.p[i] != ',')
            key = (key ^ (unsigned char)number.p[i]) * 0x9E3779B97F4A7C15u;
    return key;
}

static bool take(struct be_claims *claims, struct be_span text, uint64_t line)
{
    for (size_t i = 0; i < text.len && claims->n < BE_CLAIMS; i++) {
        size_t end = number_end(text, i);

        if (end == i)
            continue;
        if (!be_grow(&claims->key, claims->n, &claims->size, sizeof *claims->key))
            return false;
        claims->key[claims->n++] = key_of(be_span(text.p + i, end - i), line);
        i = end;
    }
    return true;
}

bool be_claims_take(struct be_claims *claims, const struct be_hits *hits)
{
    const char *item = NULL;

    for (size_t i = 0; i < hits->n; i++) {
        const struct be_hit *hit = &hits->hit[i];

        if (!take(claims, hit->value, hit->line) || (hit->item.p != item && !take(claims, hit->item, hit->line)))
            return false;
        item = hit->item.p;      /* cells of a row share one */
    }
    return true;
}

static int by_key(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* A line is shown whole, or what stands around the number: a document may be one line. */
#define SHOWN 1000u
#define AROUND 300u

static struct be_span around(struct be_span text, size_t from, size_t to)
{
    if (text.len <= SHOWN)
        return text;
    from = from > AROUND ? from - AROUND : 0;
    to = text.len - to > AROUND ? to + AROUND : text.len;
    while (from > 0 && ((unsigned char)text.p[from] & 0xC0) == 0x80)
        from--;
    while (to < text.len && ((unsigned char)text.p[to] & 0xC0) == 0x80)
        to++;
    return be_span(text.p + from, to - from);
}

static enum be_status trace_line(struct be_context *cx, const struct be_claims *claims, const struct be_line *line, struct be_span text)
{
    const char *last = memrchr(text.p, '>', text.len);
    size_t closed = last == NULL ? 0 : (size_t)(last - text.p) + 1;
    enum be_status rc = BE_OK;

    for (size_t i = 0; i < text.len && rc == BE_OK; i++) {
        size_t end, unit, len;
        uint64_t key;

        i = tag_end(text, i, closed);
        end = unit = number_end(text, i);
        if (end == i)
            continue;
        while (unit < text.len && text.p[unit] == ' ')
            unit++;
        len = text.p[end - 1] == '.' ? 0 : unit_len(be_span_from(text, unit));     /* 2. is an ordinal */
        key = key_of(be_span(text.p + i, end - i), line->no);
        if (len > 0 && (claims->n == 0 || bsearch(&key, claims->key, claims->n, sizeof key, by_key) == NULL))
            rc = cx->sink->unclaimed(cx->sink->user, cx->diag.doc, line->no, be_span(text.p + i, unit - i + len),
                                     around(text, i, unit + len));
        i = end;
    }
    return rc;
}

enum be_status be_trace_unclaimed(struct be_context *cx, const struct be_block *block, struct be_claims *claims)
{
    enum be_status rc = BE_OK;

    if (claims->n > 0)
        qsort(claims->key, claims->n, sizeof *claims->key, by_key);
    for (size_t k = block->first; k < block->last && rc == BE_OK; k++)
        rc = trace_line(cx, claims, &cx->win->lines[k], be_line_text(cx->win, k));
    return rc;
}
