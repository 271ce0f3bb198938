#include "utf8.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Length of the valid character at p; 0: none, or cut off; *have is how many of its bytes are
 * right from the front. */
static size_t character(const unsigned char *p, size_t n, size_t *have)
{
    unsigned char c = p[0], low = 0x80, high = 0xBF;
    size_t len;

    *have = 1;
    if (c < 0x80)
        return c != 0;
    if (c < 0xC2 || c > 0xF4) {
        *have = 0;
        return 0;
    }
    len = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (c == 0xE0)
        low = 0xA0;
    else if (c == 0xED)
        high = 0x9F;
    else if (c == 0xF0)
        low = 0x90;
    else if (c == 0xF4)
        high = 0x8F;
    for (size_t i = 1; i < len; i++, low = 0x80, high = 0xBF) {
        if (i == n || p[i] < low || p[i] > high)
            return 0;
        *have = i + 1;
    }
    return len;
}

#ifdef __SSE2__
static inline unsigned bits(__m128i v)
{
    return (unsigned)_mm_movemask_epi8(v);
}

/* How many bytes from the front are characters of three bytes, but E0 and ED, or 01..7F: as far as
 * sixteen at a time tell. Chinese text is hardly anything else. */
static size_t three_bytes(const unsigned char *p, size_t n)
{
    size_t i = 0;

    while (n - i >= 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        const unsigned high = bits(v), begin = high & bits(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xBF)));
        const unsigned three = bits(_mm_cmpeq_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xF0)), _mm_set1_epi8((char)0xE0)));
        const unsigned others = bits(_mm_or_si128(_mm_cmpeq_epi8(v, _mm_setzero_si128()),
                                                  _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xE0)), _mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xED)))));

        if (begin != three || others != 0 || (high ^ begin) != ((three << 1 | three << 2) & 0xFFFF))
            break;
        i += (three & 0x8000) != 0 ? 15 : (three & 0x4000) != 0 ? 14 : 16;
    }
    return i;
}
#endif

size_t be_utf8_valid(const char *text, size_t n)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + n;

    while (p < end) {
        size_t len, have;

#ifdef __SSE2__
        while (end - p >= 16 && *p < 0x80) {
            __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
            /* A byte that is not 01..7F: signed compare with 0 finds both. */
            unsigned ascii = (unsigned)_mm_movemask_epi8(_mm_cmpgt_epi8(v, _mm_setzero_si128()));

            if (ascii != 0xFFFF) {
                p += __builtin_ctz(~ascii);
                break;
            }
            p += 16;
        }
        if (p == end)
            break;
#endif
#ifdef __SSE2__
        p += three_bytes(p, (size_t)(end - p));
#endif
        /* Two characters of three bytes at once; E0 and ED have rules of their own. */
        while (end - p >= 8) {
            uint64_t v;

            memcpy(&v, p, sizeof v);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
            v = __builtin_bswap64(v);
#endif
            if ((v & 0xC0C0F0C0C0F0) != 0x8080E08080E0 || p[0] == 0xE0 || p[0] == 0xED ||
                p[3] == 0xE0 || p[3] == 0xED)
                break;
            p += 6;
        }
        if (p == end)
            break;
        len = character(p, (size_t)(end - p), &have);
        if (len == 0)
            break;
        p += len;
    }
    return n - (size_t)(end - p);
}

size_t be_utf8_bad(const char *p, size_t n)
{
    const unsigned char *u = (const unsigned char *)p;
    size_t have;

    if (u[0] == 0 || character(u, n, &have) != 0)
        return 1;
    return have == n && have > 0 ? 0 : have == 0 ? 1 : have;
}
