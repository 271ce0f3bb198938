#include "letters.h"
#if defined __x86_64__ && defined __GNUC__
#include <tmmintrin.h>
#define BY_SIXTEEN
#endif

/* Where the class of a character of three bytes stands, from its second and third: as they are read
 * at once, less the highest bits, so that no two of the same low twelve bits meet. */
#define PLACE(second, third) (((second) | (unsigned)(third) << 8) & 0x3FFF)
#define AT(c) PLACE(0x80 | ((c) >> 6 & 0x3F), 0x80 | ((c) & 0x3F))

static const uint32_t CLASS[0x4000] = {
    [AT(U'：')] = BE_HAS_COLON,
    [AT(U'。')] = BE_HAS_STOP,
    [AT(U'，')] = BE_HAS_COMMA,
    [AT(U'；')] = BE_HAS_SEMICOLON,
    [AT(U'、')] = BE_HAS_PAUSE,
    [AT(U'（')] = BE_HAS_OPEN,
    [AT(U'）')] = BE_HAS_CLOSE,
    [AT(U'年')] = BE_HAS_YEAR,
    [AT(U'元')] = BE_HAS_YUAN,
    [AT(U'表')] = BE_HAS_TABLE,
    [AT(U'位')] = BE_HAS_UNIT, [AT(U'门')] = BE_HAS_UNIT,
    [AT(U'目')] = BE_HAS_LIST,
    [AT(U'预')] = BE_HAS_BUDGET, [AT(U'決')] = BE_HAS_BUDGET, [AT(U'决')] = BE_HAS_BUDGET, [AT(U'預')] = BE_HAS_BUDGET,
    [AT(U'无')] = BE_HAS_NONE, [AT(U'没')] = BE_HAS_NONE, [AT(U'未')] = BE_HAS_NONE, [AT(U'涉')] = BE_HAS_NONE,
    [AT(U'空')] = BE_HAS_NONE, [AT(U'不')] = BE_HAS_NONE, [AT(U'零')] = BE_HAS_NONE,
    [AT(U'指')] = BE_HAS_MEANING, [AT(U'映')] = BE_HAS_MEANING,
    [AT(U'备')] = BE_HAS_CONTACT, [AT(U'话')] = BE_HAS_CONTACT, [AT(U'线')] = BE_HAS_CONTACT, [AT(U'传')] = BE_HAS_CONTACT,
    [AT(U'箱')] = BE_HAS_CONTACT, [AT(U'址')] = BE_HAS_CONTACT, [AT(U'网')] = BE_HAS_CONTACT,
    [AT(U'综')] = BE_HAS_PROJECT, [AT(U'评')] = BE_HAS_PROJECT, [AT(U'称')] = BE_HAS_PROJECT,
    [AT(U'类')] = BE_HAS_SUBJECT, [AT(U'款')] = BE_HAS_SUBJECT, [AT(U'项')] = BE_HAS_SUBJECT,
};

static inline uint32_t of_three(const unsigned char *p)
{
    return CLASS[PLACE(p[1], p[2])];
}

static uint32_t of_ascii(char c)
{
    if (be_is_digit(c))
        return BE_HAS_DIGIT;
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
        return BE_HAS_LATIN;
    return c == ':' ? BE_HAS_COLON : c == '\t' ? BE_HAS_TAB : c == ' ' ? BE_HAS_BLANK : c != '\0' && strchr("|<*&\\$", c) != NULL ? BE_HAS_MARK : 0;
}

uint32_t be_letters_of(uint32_t c)
{
    return c < 0x80 ? of_ascii((char)c) : c < 0x800 || c > 0xFFFF ? 0 : CLASS[AT(c)];
}

static uint32_t one_by_one(struct be_span text)
{
    const char *p = text.p, *end = text.p + text.len;
    uint32_t found = 0;

    for (size_t n; p < end; p += n) {
        n = be_char_len(p, end);
        found |= n == 1 ? of_ascii(*p) : n >= 3 ? of_three((const unsigned char *)p) : 0;
    }
    return found;
}

#ifdef BY_SIXTEEN
/* A byte of ASCII has the classes that its low and its high half have both, a bit each; two of them
 * take two bits. A byte that is not ASCII has none. */
enum {
    TAB = BE_HAS_TAB, MARK = BE_HAS_MARK, DIGIT = BE_HAS_DIGIT, COLON = BE_HAS_COLON, BLANK = BE_HAS_BLANK, LATIN = BE_HAS_LATIN,
    MARK2 = 0x40, LATIN2 = 0x80, ANY = DIGIT | LATIN | LATIN2,
};

#define SIXTEEN(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)                                                                        \
    _mm_setr_epi8((char)(a), (char)(b), (char)(c), (char)(d), (char)(e), (char)(f), (char)(g), (char)(h), (char)(i), (char)(j), \
                  (char)(k), (char)(l), (char)(m), (char)(n), (char)(o), (char)(p))

__attribute__((target("ssse3"))) static inline __m128i classes(__m128i v)
{
    const __m128i low = SIXTEEN(DIGIT | LATIN2 | BLANK, ANY, ANY, ANY, ANY | MARK2, ANY, ANY | MARK2, ANY, ANY, ANY | TAB,
                                LATIN | LATIN2 | MARK2 | COLON, LATIN, LATIN | MARK, LATIN, LATIN, LATIN);
    const __m128i high = SIXTEEN(TAB, 0, BLANK | MARK2, DIGIT | COLON | MARK, LATIN, LATIN2 | MARK, LATIN, LATIN2 | MARK,
                                 0, 0, 0, 0, 0, 0, 0, 0);
    const __m128i half = _mm_and_si128(_mm_srli_epi16(v, 4), _mm_set1_epi8(0x0F));

    return _mm_and_si128(_mm_shuffle_epi8(low, v), _mm_shuffle_epi8(high, half));
}

static uint32_t together(__m128i found)
{
    uint64_t all;

    found = _mm_or_si128(found, _mm_srli_si128(found, 8));
    all = (uint64_t)_mm_cvtsi128_si64(found);
    all |= all >> 32;
    all |= all >> 16;
    all |= all >> 8;
    return (all & (MARK2 - 1)) | ((all & MARK2) != 0 ? MARK : 0) | ((all & LATIN2) != 0 ? LATIN : 0);
}

/* Sixteen bytes at a time, the last ones of them not for the first time: ASCII all at once, of the
 * others each character that takes three bytes or more by the place where it begins. */
__attribute__((target("ssse3"))) static uint32_t by_sixteen(const unsigned char *p, size_t len)
{
    const unsigned char *const last = p + len - 16;
    __m128i ascii = _mm_setzero_si128();
    unsigned fresh = 0xFFFF;
    uint32_t found = 0;

    for (;;) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
        unsigned begins = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(v, _mm_set1_epi8((char)0xE0)), v)) & fresh;

        ascii = _mm_or_si128(ascii, classes(v));
        for (; begins != 0; begins &= begins - 1)
            found |= of_three(p + __builtin_ctz(begins));
        if (p == last)
            return found | together(ascii);
        p += 16;
        if (p > last) {
            fresh = 0xFFFFu << (p - last);
            p = last;
        }
    }
}
#endif

uint32_t be_letters(struct be_span text)
{
#ifdef BY_SIXTEEN
    if (text.len >= 16 && __builtin_cpu_supports("ssse3"))
        return by_sixteen((const unsigned char *)text.p, text.len);
#endif
    return one_by_one(text);
}
