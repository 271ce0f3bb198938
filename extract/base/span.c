#include "span.h"

/* A short needle is looked for by its third byte: of a Chinese character it says most (the first
 * says next to nothing). memmem, which sets up a table of 256 bytes for each question, took 14 %
 * of all instructions on prose; this takes a third of that. */
static long find_short(struct be_span a, struct be_span needle)
{
    size_t key = needle.len < 3 ? needle.len - 1 : 2, last = a.len - needle.len;

    for (size_t i = 0; i <= last; i++) {
        const char *at = memchr(a.p + i + key, needle.p[key], last - i + 1);

        if (at == NULL)
            return -1;
        i = (size_t)(at - a.p) - key;
        if (memcmp(a.p + i, needle.p, needle.len) == 0)
            return (long)i;
    }
    return -1;
}

long be_span_find(struct be_span a, struct be_span needle)
{
    const char *at;

    if (needle.len == 0)
        return 0;
    if (a.len < needle.len)
        return -1;
    if (needle.len <= 32)
        return find_short(a, needle);
    at = memmem(a.p, a.len, needle.p, needle.len);
    return at == NULL ? -1 : (long)(at - a.p);
}

bool be_span_same_letters(struct be_span a, struct be_span b)
{
    size_t i = 0, k = 0;

    for (;;) {
        while (i < a.len && a.p[i] == ' ')
            i++;
        while (k < b.len && b.p[k] == ' ')
            k++;
        if (i == a.len || k == b.len)
            return i == a.len && k == b.len;
        if (a.p[i++] != b.p[k++])
            return false;
    }
}

struct be_span be_span_trim(struct be_span a)
{
    while (a.len > 0 && (a.p[0] == ' ' || a.p[0] == '\t'))
        a = be_span(a.p + 1, a.len - 1);
    while (a.len > 0 && (a.p[a.len - 1] == ' ' || a.p[a.len - 1] == '\t'))
        a.len--;
    return a;
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

/* How many of 8 bytes begin a character. */
static size_t begins(const char *p)
{
    uint64_t x;

    memcpy(&x, p, 8);
    x = (x >> 7 & ~x >> 6) & UINT64_C(0x0101010101010101);    /* 10xxxxxx: does not */
    return 8 - (size_t)(x * UINT64_C(0x0101010101010101) >> 56);
}

struct be_span be_span_chars(struct be_span a, size_t n)
{
    const char *p = a.p, *end = a.p + a.len;

    if (a.len <= n)     /* no more characters than bytes */
        return a;
    while (n >= 8 && end - p >= 8) {     /* of valid UTF-8, as all text of a window is */
        n -= begins(p);
        p += 8;
    }
    if (p > a.p)
        while (p < end && ((unsigned char)*p & 0xC0) == 0x80)
            p++;
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
