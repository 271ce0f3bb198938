#include "letters.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Where the class of a character of three bytes stands, from its second and third: no two of the same
 * low twelve bits, as the compiler would say. */
#define PLACE(second, third) (((second) * 64u + (third)) & 0xFFF)
#define AT(c) PLACE(0x80 | ((c) >> 6 & 0x3F), 0x80 | ((c) & 0x3F))

static const uint32_t CLASS[0x1000] = {
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
    [AT(U'箱')] = BE_HAS_CONTACT, [AT(U'址')] = BE_HAS_CONTACT,
    [AT(U'综')] = BE_HAS_PROJECT, [AT(U'称')] = BE_HAS_PROJECT,
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

#ifdef __SSE2__
static inline __m128i is(__m128i v, unsigned char c)
{
    return _mm_cmpeq_epi8(v, _mm_set1_epi8((char)c));
}

/* Is it c, when the bits that are not of mask do not count? */
static inline __m128i is_like(__m128i v, unsigned char mask, unsigned char c)
{
    return is(_mm_and_si128(v, _mm_set1_epi8((char)mask)), c);
}

/* Is it one of n bytes from c on? */
static inline __m128i is_of(__m128i v, unsigned char c, unsigned char n)
{
    const __m128i t = _mm_sub_epi8(v, _mm_set1_epi8((char)c));

    return _mm_cmpeq_epi8(_mm_min_epu8(t, _mm_set1_epi8((char)(n - 1))), t);
}

struct met { __m128i tab, blank, mark, digit, latin, colon; };   /* of ASCII */

static inline void meet(struct met *m, __m128i v)
{
    m->tab = _mm_or_si128(m->tab, is(v, '\t'));
    m->blank = _mm_or_si128(m->blank, is(v, ' '));
    m->mark = _mm_or_si128(m->mark, _mm_or_si128(is(v, '*'), _mm_or_si128(is_like(v, 0x9F, 0x1C), is_like(v, 0xFD, '$')))); /* < \ |; $ & */
    m->digit = _mm_or_si128(m->digit, is_of(v, '0', 10));
    m->latin = _mm_or_si128(m->latin, is_of(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 26));
    m->colon = _mm_or_si128(m->colon, is(v, ':'));
}

static inline uint32_t class_of(__m128i met, uint32_t class)
{
    return _mm_movemask_epi8(met) != 0 ? class : 0;
}

/* Sixteen bytes at a time, the last ones of them not for the first time: ASCII all at once, of the
 * others each character that takes three bytes or more by the place where it begins. */
static uint32_t by_sixteen(struct be_span text)
{
    const __m128i none = _mm_setzero_si128();
    const unsigned char *p = (const unsigned char *)text.p, *last = p + text.len - 16;
    struct met m = {none, none, none, none, none, none};
    uint32_t found = 0;

    for (;;) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
        unsigned begins = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(v, _mm_set1_epi8((char)0xE0)), v));

        if (_mm_movemask_epi8(v) != 0xFFFF)
            meet(&m, v);
        for (; begins != 0; begins &= begins - 1)
            found |= of_three(p + __builtin_ctz(begins));
        if (p == last)
            break;
        p = p + 16 < last ? p + 16 : last;
    }
    return found | class_of(m.tab, BE_HAS_TAB) | class_of(m.blank, BE_HAS_BLANK) | class_of(m.mark, BE_HAS_MARK) | class_of(m.digit, BE_HAS_DIGIT) |
           class_of(m.latin, BE_HAS_LATIN) | class_of(m.colon, BE_HAS_COLON);
}

uint32_t be_letters(struct be_span text)
{
    char few[16 + 2] = {0};

    if (text.len >= 16)
        return by_sixteen(text);
    memcpy(few, text.p, text.len);
    return text.len == 0 ? 0 : by_sixteen(be_span(few, 16));
}
#else
uint32_t be_letters(struct be_span text)
{
    const char *p = text.p, *end = text.p + text.len;
    uint32_t found = 0;

    for (size_t n; p < end; p += n) {
        n = be_char_len(p, end);
        found |= n == 1 ? of_ascii(*p) : n >= 3 ? of_three((const unsigned char *)p) : 0;
    }
    return found;
}
#endif
