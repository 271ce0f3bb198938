#include "span.h"

long be_span_find(struct be_span a, struct be_span needle)
{
    const char *at;

    if (needle.len == 0)
        return 0;
    if (a.len < needle.len)
        return -1;
    at = memmem(a.p, a.len, needle.p, needle.len);
    return at == NULL ? -1 : (long)(at - a.p);
}

struct be_span be_span_trim(struct be_span a)
{
    while (a.len > 0 && (a.p[0] == ' ' || a.p[0] == '\t'))
        a = be_span(a.p + 1, a.len - 1);
    while (a.len > 0 && (a.p[a.len - 1] == ' ' || a.p[a.len - 1] == '\t'))
        a.len--;
    return a;
}

size_t be_char_len(const char *p, const char *end)
{
    unsigned char c = (unsigned char)*p;
    size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

    if (c >= 0x80 && c < 0xC2)
        n = 1;
    return n > (size_t)(end - p) ? 1 : n;
}

size_t be_char_before(const char *begin, const char *p)
{
    size_t n = 1;

    while (n < 4 && p - n > begin && ((unsigned char)p[-(long)n] & 0xC0) == 0x80)
        n++;
    return n;
}

uint32_t be_char_at(const char *p, const char *end)
{
    const unsigned char *u = (const unsigned char *)p;

    switch (be_char_len(p, end)) {
    case 2:
        return ((uint32_t)(u[0] & 0x1F) << 6) | (u[1] & 0x3F);
    case 3:
        return ((uint32_t)(u[0] & 0x0F) << 12) | ((uint32_t)(u[1] & 0x3F) << 6) | (u[2] & 0x3F);
    case 4:
        return ((uint32_t)(u[0] & 0x07) << 18) | ((uint32_t)(u[1] & 0x3F) << 12) |
               ((uint32_t)(u[2] & 0x3F) << 6) | (u[3] & 0x3F);
    default:
        return u[0] < 0x80 ? u[0] : 0xFFFD;
    }
}

struct be_span be_span_chars(struct be_span a, size_t n)
{
    const char *p = a.p, *end = a.p + a.len;

    if (a.len <= n)     /* no more characters than bytes */
        return a;
    while (n-- > 0 && p < end)
        p += be_char_len(p, end);
    return be_span(a.p, (size_t)(p - a.p));
}

size_t be_span_count(struct be_span a)
{
    size_t n = 0;

    for (const char *p = a.p, *end = a.p + a.len; p < end; p += be_char_len(p, end))
        n++;
    return n;
}
