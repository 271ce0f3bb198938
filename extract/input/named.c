#include "named.h"

#define BEGIN "==> "
#define END " <=="
#define AROUND (sizeof BEGIN - 1)
#define LINE_BYTES (BE_NAME_BYTES + 2 * AROUND)

static bool ends_line(char c)
{
    return c == '\n' || c == '\r';
}

void be_named_reset(struct be_named *n)
{
    n->at_start = true;
    n->held = 0;
}

/* What is held is a whole line: a name, or text like any other. */
static enum be_status end_line(struct be_named *n, char end, bool *is_name)
{
    struct be_span line = be_span(n->line, n->held);

    n->held = 0;
    *is_name = line.len > 2 * AROUND && be_starts(line, BEGIN) && be_ends(line, END);
    return *is_name ? n->name(n->user, be_span(line.p + AROUND, line.len - 2 * AROUND), end) : n->text(n->user, line);
}

/* Takes bytes of a line that may be one off the front of text, until that is decided. */
static enum be_status take(struct be_named *n, struct be_span *text)
{
    enum be_status rc;
    size_t i = 0;
    bool is_name;

    for (; i < text->len; i++) {
        char c = text->p[i];

        if (ends_line(c) || (n->held >= LINE_BYTES && (c & 0xC0) != 0x80) || (n->held < AROUND && c != BEGIN[n->held]))
            break;
        n->line[n->held++] = c;
    }
    *text = be_span_from(*text, i);
    if (text->len == 0)
        return BE_OK;
    n->at_start = false;
    if (!ends_line(*text->p)) {
        size_t held = n->held;

        n->held = 0;
        return n->text(n->user, be_span(n->line, held));
    }
    rc = end_line(n, *text->p, &is_name);
    if (is_name) {
        n->at_start = true;
        *text = be_span_from(*text, 1);
    }
    return rc;
}

/* How much of text stands before the next line that begins with '='. */
static size_t before_line(const struct be_named *n, struct be_span text)
{
    const char *p = text.p, *end = text.p + text.len;

    while (p < end && (p = memchr(p, '=', (size_t)(end - p))) != NULL) {
        if (p == text.p ? n->at_start : ends_line(p[-1]))
            return (size_t)(p - text.p);
        while (p < end && *p == '=')
            p++;
    }
    return text.len;
}

enum be_status be_named_feed(struct be_named *n, struct be_span text)
{
    enum be_status rc = BE_OK;

    while (rc == BE_OK && text.len > 0) {
        if (n->held == 0) {
            size_t before = before_line(n, text);

            if (before > 0) {
                rc = n->text(n->user, be_span_to(text, before));
                n->at_start = ends_line(text.p[before - 1]);
                text = be_span_from(text, before);
            }
            if (rc != BE_OK || text.len == 0)
                break;
        }
        rc = take(n, &text);
    }
    return rc;
}

enum be_status be_named_finish(struct be_named *n)
{
    bool is_name;

    return n->held > 0 ? end_line(n, '\0', &is_name) : BE_OK;
}
