#include "writer.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* A record is many times the text it was made from, so this is where output spends its time.
 * All that is ever quoted (comma, quote, line ends, a blank at either end) is at or below ','
 * in ASCII, where hardly any field has a byte: it is looked for while the field is copied, 16
 * bytes at a time. What is no multiple of that is covered by loads that overlap: two thirds of
 * the fields are shorter than 8 bytes. */

/* Not 0: one of the eight bytes is at or below ','. */
static inline uint64_t low8(uint64_t x)
{
    return (x - UINT64_C(0x0101010101010101) * (',' + 1)) & ~x & UINT64_C(0x8080808080808080);
}

static inline uint64_t copy8(char *p, const char *t)
{
    uint64_t x;

    memcpy(&x, t, 8);
    memcpy(p, &x, 8);
    return low8(x);
}

static inline uint64_t copy4(char *p, const char *t)
{
    uint32_t x;

    memcpy(&x, t, 4);
    memcpy(p, &x, 4);
    return x;
}

static inline uint64_t copy1(char *p, const char *t)
{
    *p = *t;
    return (unsigned char)*t;
}

#ifdef __SSE2__
static inline __m128i copy16(char *p, const char *t)
{
    __m128i x = _mm_loadu_si128((const __m128i *)(const void *)t);

    _mm_storeu_si128((__m128i *)(void *)p, x);
    return _mm_cmpeq_epi8(_mm_min_epu8(x, _mm_set1_epi8(',')), x);
}

static inline bool copy_long(char *p, const char *t, size_t n)
{
    __m128i low = copy16(p + n - 16, t + n - 16);

    for (size_t i = 0; i + 16 < n; i += 16)
        low = _mm_or_si128(low, copy16(p + i, t + i));
    return _mm_movemask_epi8(low) != 0;
}
#else
static inline bool copy_long(char *p, const char *t, size_t n)
{
    uint64_t low = copy8(p + n - 8, t + n - 8);

    for (size_t i = 0; i + 8 < n; i += 8)
        low |= copy8(p + i, t + i);
    return low != 0;
}
#endif

/* Copies n > 0 bytes; false when all of them are above ','. */
static inline bool copy(char *p, const char *t, size_t n)
{
    if (n >= 16)
        return copy_long(p, t, n);
    if (n >= 8)
        return (copy8(p, t) | copy8(p + n - 8, t + n - 8)) != 0;
    if (n >= 4)
        return low8(copy4(p, t) | copy4(p + n - 4, t + n - 4) << 32) != 0;
    return low8(copy1(p, t) | copy1(p + n / 2, t + n / 2) << 8 | copy1(p + n - 1, t + n - 1) << 16 |
                UINT64_C(0x4141414141000000)) != 0;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t';
}

/* A blank at either end is quoted too, because readers (libcsv among them) drop it. */
static bool needs_quotes(const char *t, size_t n)
{
    size_t i = 0;

    if (blank(t[0]) || blank(t[n - 1]))
        return true;
#ifdef __SSE2__
    for (; i + 16 <= n; i += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(t + i));
        __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8(',')), _mm_cmpeq_epi8(x, _mm_set1_epi8('"')));
        __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(x, _mm_set1_epi8('\r')));
        if (_mm_movemask_epi8(_mm_or_si128(marks, ends)) != 0)
            return true;
    }
#endif
    for (; i < n; i++)
        if (t[i] == ',' || t[i] == '"' || t[i] == '\n' || t[i] == '\r')
            return true;
    return false;
}

static char *quoted(char *p, struct be_span text)
{
    const char *quote;

    *p++ = '"';
    while ((quote = memchr(text.p, '"', text.len)) != NULL) {
        size_t n = (size_t)(quote - text.p) + 1;
        memcpy(p, text.p, n);
        p[n] = '"';
        p += n + 1;
        text = be_span_from(text, n);
    }
    memcpy(p, text.p, text.len);
    p[text.len] = '"';
    return p + text.len + 1;
}

/* n fields, parted by commas. One place for all copying, so that it is no call. */
static char *fields(char *p, const struct be_span *field, size_t n)
{
    for (const struct be_span *end = field + n; field < end; field++) {
        size_t len = field->len;

        if (len > 0) {
            if (copy(p, field->p, len) && needs_quotes(field->p, len))
                p = quoted(p, *field);
            else
                p += len;
        }
        *p++ = ',';
    }
    return p - 1;
}

char *be_csv_field(char *p, const struct be_column_info *column, struct be_span text)
{
    (void)column;
    return fields(p, &text, 1);
}

/* What a record has the same as the one before it was taken from the row before, to see: of 42
 * columns a dozen differ, and to find and to copy the runs between them took as long as to
 * write them. */
char *be_csv_row(char *p, const struct be_layout *layout, const struct be_span *field)
{
    if (layout->whole)
        return fields(p, field, layout->columns);
    for (size_t i = 0; i < layout->columns; i++) {
        p = fields(p, &field[layout->column[i]], 1);
        *p++ = ',';
    }
    return p - 1;
}
