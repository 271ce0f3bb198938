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
/* What 64 bytes are, a bit each. */
struct marks {
    uint64_t high, more, three;  /* not ASCII; 10xxxxxx; 1110xxxx */
    bool odd;                    /* one is 00, C0, C1, E0, E1, ED or above EF: these have rules of their own, or are rare */
};

static inline void mark(struct marks *m, __m128i *odd, const unsigned char *p, unsigned at)
{
    const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + at));
    const __m128i above = _mm_add_epi8(v, _mm_set1_epi8(16));         /* F0..FF, 00: 0..16 */

    m->high |= (uint64_t)(unsigned)_mm_movemask_epi8(v) << at;
    m->more |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(v, _mm_set1_epi8((char)0xC0))) << at;
    m->three |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xF0)), _mm_set1_epi8((char)0xE0))) << at;
    *odd = _mm_or_si128(*odd, _mm_cmpeq_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xDE)), _mm_set1_epi8((char)0xC0)));
    *odd = _mm_or_si128(*odd, _mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xED)));
    *odd = _mm_or_si128(*odd, _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(16)), above));
}

static inline struct marks marks_of(const unsigned char *p)
{
    struct marks m = {0};
    __m128i odd = _mm_setzero_si128();

    mark(&m, &odd, p, 0);
    mark(&m, &odd, p, 16);
    mark(&m, &odd, p, 32);
    mark(&m, &odd, p, 48);
    m.odd = _mm_movemask_epi8(odd) != 0;
    return m;
}

/* Are 64 bytes ASCII and none of them 00, as most text that is no Chinese? */
static inline bool ascii(const unsigned char *p)
{
    const __m128i *v = (const __m128i *)(const void *)p;
    const __m128i a = _mm_loadu_si128(v), b = _mm_loadu_si128(v + 1), c = _mm_loadu_si128(v + 2), d = _mm_loadu_si128(v + 3);

    return _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d))) == 0 &&
           _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(_mm_min_epu8(a, b), _mm_min_epu8(c, d)), _mm_setzero_si128())) == 0;
}

/* How many bytes from the front are characters of one to three bytes, whole ones, as far as 64 at a
 * time tell. Chinese text is hardly anything else. */
static size_t usual(const unsigned char *p, size_t n)
{
    uint64_t carried = 0;        /* bytes of the next 64 that the last character still has */
    size_t i = 0;

    for (; n - i >= 64; i += 64) {
        struct marks m;
        uint64_t begin;

        if (carried == 0 && ascii(p + i))
            continue;
        m = marks_of(p + i);
        begin = m.high & ~m.more;
        if (m.odd || m.more != (begin << 1 | m.three << 2 | carried))
            break;
        carried = begin >> 63 | m.three >> 62;
    }
    if (carried != 0)
        while ((p[--i] & 0xC0) == 0x80)
            ;
    return i;
}
#else
static size_t usual(const unsigned char *p, size_t n)
{
    (void)p;
    (void)n;
    return 0;
}
#endif

size_t be_utf8_valid(const char *text, size_t n)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + n;

    while (p < end) {
        const unsigned char *stop;
        size_t len, have;

        p += usual(p, (size_t)(end - p));
        stop = end - p < 64 ? end : p + 64;
        for (; p < stop; p += len) {
            len = character(p, (size_t)(end - p), &have);
            if (len == 0)
                return (size_t)(p - (const unsigned char *)text);
        }
    }
    return n;
}

size_t be_utf8_bad(const char *p, size_t n)
{
    const unsigned char *u = (const unsigned char *)p;
    size_t have;

    if (u[0] == 0 || character(u, n, &have) != 0)
        return 1;
    return have == n && have > 0 ? 0 : have == 0 ? 1 : have;
}
