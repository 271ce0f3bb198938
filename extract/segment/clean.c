/* clean.c - marks of other formats left in lines of prose: tags of HTML, Markdown's bold, list
 * and quotation marks. They are taken out where they stand, so that all that follows sees text. */
#include "line.h"
#include <strings.h>

#define TAG_BYTES 400u /* a longer one is no tag */

/* Length of the tag at p: <p>, </span>, <h2 style="...">; 0: none. */
static size_t tag_len(const char *p, const char *end)
{
    const char *q = p + 1;

    if (q < end && *q == '/')
        q++;
    if (q >= end || !be_is_latin(*q))
        return 0;
    for (; q < end && q < p + TAG_BYTES && *q != '<'; q++)
        if (*q == '>')
            return (size_t)(q + 1 - p);
    return 0;
}

/* Length of the entity at p and what it stands for; 0: none. */
static size_t entity_len(const char *p, const char *end, char *out)
{
    static const struct { const char *name; char c; } ENTITIES[] = {
        {"&nbsp;", ' '}, {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&emsp;", ' '}, {"&ensp;", ' '},
    };

    for (size_t i = 0; i < sizeof ENTITIES / sizeof *ENTITIES; i++) {
        size_t n = strlen(ENTITIES[i].name);
        if ((size_t)(end - p) >= n && memcmp(p, ENTITIES[i].name, n) == 0) {
            *out = ENTITIES[i].c;
            return n;
        }
    }
    return 0;
}

/* A run of exactly two asterisks is Markdown's bold; *** stands for a name left open. */
static size_t bold_len(const char *p, const char *end)
{
    size_t n = 0;

    while (p + n < end && p[n] == '*')
        n++;
    return n == 2 || n == 4 ? n : 0;
}

/* - item, * item, > quotation: how long is the mark at the front? */
static size_t list_mark_len(struct be_span text)
{
    size_t i = 0;

    while (i < text.len && text.p[i] == ' ')
        i++;
    if (i + 1 < text.len && text.p[i] == '>')
        return i + 1;
    if (i + 2 >= text.len || (text.p[i] != '-' && text.p[i] != '*') || text.p[i + 1] != ' ')
        return 0;
    return (unsigned char)text.p[i + 2] >= 0x80 || text.p[i + 2] == '*' ? i + 2 : 0;   /* - 3 - is a page number */
}

void be_clean_line(char *p, struct be_line *line)
{
    char *out = p + list_mark_len(be_span(p, line->len)), *front = out;
    const char *in = out, *end = p + line->len;

    while (in < end) {
        size_t n = *in == '<' ? tag_len(in, end) : *in == '*' ? bold_len(in, end) : 0;
        char c = *in;
        if (n > 0) {
            in += n;
            continue;
        }
        n = *in == '&' ? entity_len(in, end, &c) : 0;
        if (*in == '*' && n == 0)              /* what is no bold stays as a whole run */
            while (in + 1 < end && in[1] == '*')
                *out++ = *in++;
        *out++ = c;
        in += n > 0 ? n : 1;
    }
    line->off += (uint32_t)(front - p);
    line->len = (uint32_t)(out - front);
}
