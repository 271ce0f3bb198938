/* marks.c - looks for marks of ordinals in a line, sixteen bytes at a time: what has none has no title in it. */
#include "line.h"
#include "../base/wordlist.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static struct be_wordlist HAN = BE_WORDLIST("一", "二", "三", "四", "五", "六", "七", "八", "九", "十");

/* Does 、 ） ． or a point end at this byte, or 第? */
static inline bool is_ordinal_mark(const unsigned char *p)
{
    return p[0] == '.' || (p[0] == 0x81 && p[-1] == 0x80 && p[-2] == 0xE3) || ((p[0] == 0x89 || p[0] == 0x8E) && p[-1] == 0xBC && p[-2] == 0xEF) ||
           (p[0] == 0xAC && p[-1] == 0xAC && p[-2] == 0xE7);
}

#ifdef __SSE2__
/* One bit for each of the 16 bytes at p at which is_ordinal_mark may be true. */
static inline unsigned ordinal_bits(const unsigned char *p)
{
    const __m128i last = _mm_loadu_si128((const __m128i *)(const void *)p), before = _mm_loadu_si128((const __m128i *)(const void *)(p - 1));
    const __m128i comma = _mm_and_si128(_mm_cmpeq_epi8(last, _mm_set1_epi8((char)0x81)), _mm_cmpeq_epi8(before, _mm_set1_epi8((char)0x80)));
    const __m128i full = _mm_and_si128(_mm_or_si128(_mm_cmpeq_epi8(last, _mm_set1_epi8((char)0x89)), _mm_cmpeq_epi8(last, _mm_set1_epi8((char)0x8E))),
                                       _mm_cmpeq_epi8(before, _mm_set1_epi8((char)0xBC)));
    const __m128i part = _mm_and_si128(_mm_cmpeq_epi8(last, _mm_set1_epi8((char)0xAC)), _mm_cmpeq_epi8(before, _mm_set1_epi8((char)0xAC)));
    const __m128i figure = _mm_and_si128(_mm_cmpgt_epi8(before, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(before, _mm_set1_epi8('9' + 1)));
    const __m128i point = _mm_andnot_si128(figure, _mm_cmpeq_epi8(last, _mm_set1_epi8('.')));    /* 12.5 is no ordinal of these */

    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(comma, full), _mm_or_si128(part, point)));
}
#endif

/* May the mark that ends at byte i be an ordinal's? */
static inline bool ends_ordinal(struct be_span text, size_t i)
{
    const size_t at = text.p[i] == '.' ? i : i - 2;

    if (at < i && (unsigned char)text.p[at] == 0xE7)
        return be_heading_may_begin(be_span_from(text, at));
    if (at >= 3 && (unsigned char)text.p[at - 1] >= 0x80)
        return be_wordlist_back(&HAN, be_span_to(text, at)) > 0;
    return be_wordlist_back(&HAN, be_span_trim(be_span_to(text, at))) > 0;
}

/* Behind the last ordinal that may be a title's; 0: there is none, as in nearly all prose. Looked for
 * by what closes an ordinal, or begins 第一部分, sixteen bytes at a time. */
size_t be_marks_titles(struct be_span text)
{
    const unsigned char *p = (const unsigned char *)text.p;
    size_t i = text.len;

#ifdef __SSE2__
    for (; i >= 16 + 2; i -= 16)
        for (unsigned bits = ordinal_bits(p + i - 16); bits != 0;) {
            const size_t k = i - 16 + 31 - (size_t)__builtin_clz(bits);
            bits ^= 1u << (k + 16 - i);
            if (is_ordinal_mark(p + k) && ends_ordinal(text, k))
                return k + 1;
        }
#endif
    for (; i > 2; i--)
        if (is_ordinal_mark(p + i - 1) && ends_ordinal(text, i - 1))
            return i;
    return 0;
}
