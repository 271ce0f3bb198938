#include "span.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* A short needle is looked for by its third byte and the one before: of a Chinese character they say
 * most (the first says next to nothing). memmem, which sets up a table of 256 bytes for each
 * question, took 14 % of all instructions on prose, memchr for the third byte alone twice as much on
 * tables, whose texts are short, as this. */
struct short_needle {
    struct be_span text;
    size_t key, before;      /* the bytes that are looked for */
};

static bool is_at(const struct short_needle *needle, const char *p)
{
    return p[0] == needle->text.p[0] && p[needle->key] == needle->text.p[needle->key] && p[needle->before] == needle->text.p[needle->before] &&
           (needle->text.len <= 3 || memcmp(p, needle->text.p, needle->text.len) == 0);
}

#ifdef __SSE2__
/* The same where the text has `step` bytes or more from the key on, 8 or 16. */
static inline long find_by(struct be_span a, const struct short_needle *needle, size_t step)
{
    const __m128i key = _mm_set1_epi8(needle->text.p[needle->key]), before = _mm_set1_epi8(needle->text.p[needle->before]);
    const char *p = a.p, *last = a.p + a.len - needle->key - step, *end = a.p + a.len - needle->text.len;

    for (;;) {
        const __m128i *k = (const __m128i *)(p + needle->key), *b = (const __m128i *)(p + needle->before);
        __m128i there = step == 16 ? _mm_and_si128(_mm_cmpeq_epi8(_mm_loadu_si128(k), key), _mm_cmpeq_epi8(_mm_loadu_si128(b), before))
                                   : _mm_and_si128(_mm_cmpeq_epi8(_mm_loadl_epi64(k), key), _mm_cmpeq_epi8(_mm_loadl_epi64(b), before));

        for (unsigned at = (unsigned)_mm_movemask_epi8(there) & ((1u << step) - 1); at != 0; at &= at - 1) {
            const char *found = p + __builtin_ctz(at);
            if (found <= end && is_at(needle, found))
                return found - a.p;
        }
        if (p >= last)
            return -1;
        p = p + step < last ? p + step : last;     /* the last step may go over some again */
    }
}
#endif

static long find_short(struct be_span a, struct be_span text)
{
    const struct short_needle needle = {text, text.len < 3 ? text.len - 1 : 2, text.len < 2 ? 0 : text.len < 3 ? text.len - 2 : 1};

#ifdef __SSE2__
    if (a.len >= 16 + needle.key)
        return find_by(a, &needle, 16);
    if (a.len >= 8 + needle.key)
        return find_by(a, &needle, 8);
#endif
    for (size_t i = 0; i + text.len <= a.len; i++)
        if (is_at(&needle, a.p + i))
            return (long)i;
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

size_t be_span_digit_from(struct be_span a, size_t off)
{
#ifdef __SSE2__
    const __m128i to_lowest = _mm_set1_epi8((char)(128 - '0')), above = _mm_set1_epi8((char)(128 + 10));

    for (; off + 16 <= a.len; off += 16) {
        /* a digit's byte is one of the ten lowest now, as signed bytes are ordered */
        __m128i x = _mm_add_epi8(_mm_loadu_si128((const __m128i *)(a.p + off)), to_lowest);
        int digits = _mm_movemask_epi8(_mm_cmplt_epi8(x, above));

        if (digits != 0)
            return off + (size_t)__builtin_ctz((unsigned)digits);
    }
#endif
    while (off < a.len && !be_is_digit(a.p[off]))
        off++;
    return off;
}

long be_span_find_either(struct be_span a, const char *one, const char *other)
{
    size_t i = 2;

#ifdef __SSE2__
    const __m128i x = _mm_set1_epi8(one[2]), y = _mm_set1_epi8(other[2]);

    for (; i + 16 <= a.len; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(a.p + i));
        unsigned at = (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(v, x), _mm_cmpeq_epi8(v, y)));

        for (; at != 0; at &= at - 1) {
            const char *p = a.p + i + __builtin_ctz(at) - 2;
            if (memcmp(p, one, 3) == 0 || memcmp(p, other, 3) == 0)
                return p - a.p;
        }
    }
#endif
    for (; i < a.len; i++)
        if ((a.p[i] == one[2] && memcmp(a.p + i - 2, one, 3) == 0) || (a.p[i] == other[2] && memcmp(a.p + i - 2, other, 3) == 0))
            return (long)i - 2;
    return -1;
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

struct be_span be_span_without_blanks(struct be_span a)
{
    static const char BLANKS[] = "        ";

    while (a.len >= 8 && memcmp(a.p, BLANKS, 8) == 0)      /* a centred title, a column of numbers */
        a = be_span(a.p + 8, a.len - 8);
    while (a.len > 0 && be_is_blank(a.p[0]))
        a = be_span(a.p + 1, a.len - 1);
    while (a.len > 0 && be_is_blank(a.p[a.len - 1]))
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

#ifdef __SSE2__
/* How many of 64 bytes begin a character. */
static size_t begins(const char *p)
{
    __m128i n = _mm_setzero_si128();
    uint64_t half[2];

    for (size_t i = 0; i < 64; i += 16)      /* 10xxxxxx: does not */
        n = _mm_sub_epi8(n, _mm_cmpgt_epi8(_mm_loadu_si128((const __m128i *)(const void *)(p + i)), _mm_set1_epi8((char)0xBF)));
    n = _mm_sad_epu8(n, _mm_setzero_si128());
    memcpy(half, &n, sizeof half);
    return half[0] + half[1];
}
#endif

struct be_span be_span_chars(struct be_span a, size_t n)
{
    const char *p = a.p, *end = a.p + a.len;

    if (a.len <= n)          /* no more characters than bytes */
        return a;
#ifdef __SSE2__
    for (size_t most; n > 0 && end - p >= 64 && (most = begins(p)) <= n; p += 64)     /* of valid UTF-8, as all text of a window is */
        n -= most;
#endif
    if ((size_t)(end - p) <= n)
        return a;
    if (p > a.p)
        while (p < end && ((unsigned char)*p & 0xC0) == 0x80)
            p++;
    while (n-- > 0 && p < end)
        p += be_char_len(p, end);
    return be_span(a.p, (size_t)(p - a.p));
}

size_t be_span_count(struct be_span a)
{
    const uint64_t high = UINT64_C(0x8080808080808080), ones = UINT64_C(0x0101010101010101);
    size_t n = a.len, i = 0;

    for (uint64_t eight; i + 8 <= a.len; i += 8) {       /* without the bytes that go on with a character */
        memcpy(&eight, a.p + i, 8);
        n -= ((eight & ~(eight << 1) & high) >> 7) * ones >> 56;
    }
    for (; i < a.len; i++)
        n -= ((unsigned char)a.p[i] & 0xC0) == 0x80;
    return n;
}
