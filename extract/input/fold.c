#include "fold.h"
#include <pthread.h>
#include <utf8proc.h>
#if defined __x86_64__ && defined __GNUC__
#include <tmmintrin.h>
#define BY_SIXTEEN
#endif

/* CJK supplement radicals that are written like a character: Unicode gives them no
 * decomposition, yet fonts embedded in PDF use them for that character. */
static const uint16_t radicals[0x2EF4 - 0x2E80] = {
    [0x00] = 0x51AB, [0x01] = 0x5382, [0x02] = 0x4E5B, [0x03] = 0x4E5A, [0x04] = 0x4E59,
    [0x05] = 0x4EBB, [0x06] = 0x5182, [0x08] = 0x5200, [0x09] = 0x5202, [0x0A] = 0x535C,
    [0x0C] = 0x5C0F, [0x0D] = 0x5C0F, [0x0E] = 0x5140, [0x0F] = 0x5C23, [0x10] = 0x5C22,
    [0x12] = 0x5DF3, [0x13] = 0x5E7A, [0x14] = 0x5F51, [0x15] = 0x5F50, [0x16] = 0x5FC4,
    [0x17] = 0x38FA, [0x18] = 0x624C, [0x19] = 0x6535, [0x1B] = 0x65E1, [0x1C] = 0x65E5,
    [0x1D] = 0x6708, [0x1E] = 0x6B7A, [0x1F] = 0x6BCD, [0x20] = 0x6C11, [0x21] = 0x6C35,
    [0x22] = 0x6C3A, [0x23] = 0x706C, [0x24] = 0x722B, [0x25] = 0x722B, [0x26] = 0x4E2C,
    [0x27] = 0x725B, [0x28] = 0x72AD, [0x29] = 0x738B, [0x2A] = 0x758B, [0x2B] = 0x7F52,
    [0x2C] = 0x793A, [0x2D] = 0x793B, [0x2E] = 0x7AF9, [0x2F] = 0x7CF9, [0x30] = 0x7E9F,
    [0x31] = 0x7F53, [0x32] = 0x7F52, [0x36] = 0x7F8A, [0x37] = 0x7F8A, [0x38] = 0x7F8B,
    [0x39] = 0x8002, [0x3A] = 0x8080, [0x3B] = 0x807F, [0x3C] = 0x8089, [0x3D] = 0x81FC,
    [0x3E] = 0x8279, [0x3F] = 0x8279, [0x40] = 0x8279, [0x41] = 0x864E, [0x42] = 0x8864,
    [0x43] = 0x8980, [0x44] = 0x897F, [0x45] = 0x89C1, [0x46] = 0x89D2, [0x48] = 0x8BA0,
    [0x49] = 0x8D1D, [0x4A] = 0x8DB3, [0x4B] = 0x8F66, [0x4C] = 0x8FB6, [0x4D] = 0x8FB6,
    [0x4E] = 0x8FB6, [0x4F] = 0x9091, [0x50] = 0x9485, [0x51] = 0x9577, [0x52] = 0x9578,
    [0x53] = 0x957F, [0x54] = 0x95E8, [0x55] = 0x961C, [0x56] = 0x961D, [0x57] = 0x96E8,
    [0x58] = 0x9752, [0x59] = 0x97E6, [0x5A] = 0x9875, [0x5B] = 0x98CE, [0x5C] = 0x98DE,
    [0x5D] = 0x98DF, [0x5E] = 0x98E0, [0x5F] = 0x98E0, [0x60] = 0x9963, [0x62] = 0x9A6C,
    [0x63] = 0x9AA8, [0x64] = 0x9B3C, [0x65] = 0x9C7C, [0x66] = 0x9E1F, [0x67] = 0x5364,
    [0x68] = 0x9EA6, [0x69] = 0x9EC4, [0x6A] = 0x9EFE, [0x6B] = 0x6589, [0x6C] = 0x9F50,
    [0x6D] = 0x6B6F, [0x6E] = 0x9F7F, [0x6F] = 0x7ADC, [0x70] = 0x9F99, [0x71] = 0x9F9C,
    [0x72] = 0x4E80, [0x73] = 0x9F9F,
};

/* Decomposed by utf8proc: Kangxi radicals and the two blocks of compatibility ideographs. */
static uint32_t kangxi[0x2FE0 - 0x2F00], compat[0xFB00 - 0xF900], compat2[0x2FA20 - 0x2F800];
static pthread_once_t tables_once = PTHREAD_ONCE_INIT;

static void decompose(uint32_t *table, uint32_t first, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        utf8proc_int32_t to[4];
        int last = 0;
        utf8proc_ssize_t len =
            utf8proc_decompose_char((utf8proc_int32_t)(first + i), to, 4,
                                    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last);

        table[i] = len == 1 ? (uint32_t)to[0] : (uint32_t)(first + i);
    }
}

static void make_tables(void)
{
    decompose(kangxi, 0x2F00, sizeof kangxi / sizeof *kangxi);
    decompose(compat, 0xF900, sizeof compat / sizeof *compat);
    decompose(compat2, 0x2F800, sizeof compat2 / sizeof *compat2);
}

static char *blanks(char *out, int n)
{
    while (n-- > 0)
        *out++ = ' ';
    return out;
}

/* A number in round brackets, or with a point, that is one character. */
static char *put_ordinal(char *out, uint32_t cp)
{
    static const uint16_t chinese[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                       0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};

    if (cp >= 0x3220) { /* ㈠ */
        out = be_char_put(be_char_put(out, 0xFF08), chinese[cp - 0x3220]);
        return be_char_put(out, 0xFF09);
    }
    bool point = cp >= 0x2488; /* ⒈, else ⑴ */
    uint32_t n = cp - (point ? 0x2488 : 0x2474) + 1;

    if (!point)
        out = be_char_put(out, 0xFF08);
    if (n >= 10)
        *out++ = (char)('0' + n / 10);
    *out++ = (char)('0' + n % 10);
    return be_char_put(out, point ? 0xFF0E : 0xFF09);
}

/* U+FE10-FE6F: vertical, small and other presentation forms. 0: as it is. */
static uint32_t presentation(uint32_t cp)
{
    switch (cp) {
    case 0xFE10: case 0xFE50: return 0xFF0C;    /* ， */
    case 0xFE11: case 0xFE51: return 0x3001;    /* 、 */
    case 0xFE12: return 0x3002;                 /* 。 */
    case 0xFE13: case 0xFE55: return 0xFF1A;    /* ： */
    case 0xFE14: case 0xFE54: return 0xFF1B;    /* ； */
    case 0xFE35: case 0xFE59: return 0xFF08;
    case 0xFE36: case 0xFE5A: return 0xFF09;
    case 0xFE52: return 0xFF0E;
    case 0xFE5F: return '#';
    case 0xFE60: return '&';
    case 0xFE61: return '*';
    case 0xFE62: return '+';
    case 0xFE63: return '-';
    case 0xFE64: return '<';
    case 0xFE65: return '>';
    case 0xFE66: return '=';
    case 0xFE69: return '$';
    case 0xFE6A: return '%';
    case 0xFE6B: return '@';
    default: return 0;
    }
}

/* U+FF00-FFEF. */
static uint32_t full_width(uint32_t cp)
{
    if (cp > 0xFF00 && cp < 0xFF5F) {
        char c = (char)(cp - 0xFF00 + 0x20);

        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
            strchr("%+-=#&@*<>_$", c) != NULL)
            return (uint32_t)c;
        return cp;
    }
    switch (cp) {
    case 0xFF5F: return 0xFF08;
    case 0xFF60: return 0xFF09;
    case 0xFF61: return 0x3002;
    case 0xFF64: return 0x3001;
    default: return cp;
    }
}

/* Characters of no width, and controls. Tab and line ends never come here. */
static bool is_nothing(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xAD || cp == 0x180E ||
           (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF ||
           (cp >= 0xFFF9 && cp <= 0xFFFC) || (cp >= 0xE0000 && cp <= 0xE0FFF);
}

static bool is_blank(uint32_t cp)
{
    return cp == 0x0B || cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F ||
           cp == 0x205F || cp == 0x2800 || (cp >= 0xF020 && cp <= 0xF0FF);
}

/* Any character, the slow way. */
static char *fold_char(char *out, uint32_t cp)
{
    uint32_t to;

    if (cp == '(')
        return be_char_put(out, 0xFF08);
    if (cp == ')')
        return be_char_put(out, 0xFF09);
    if (cp == 0x3000 || cp == 0xE5E5)
        return blanks(out, 2);
    if (is_blank(cp))
        return blanks(out, 1);
    if (is_nothing(cp))
        return out;
    if (cp >= 0x2E80 && cp < 0x2EF4 && radicals[cp - 0x2E80] != 0)
        return be_char_put(out, radicals[cp - 0x2E80]);
    if (cp >= 0x2F00 && cp < 0x2FE0)
        return be_char_put(out, kangxi[cp - 0x2F00]);
    if (cp >= 0xF900 && cp < 0xFB00)
        return be_char_put(out, compat[cp - 0xF900]);
    if (cp >= 0x2F800 && cp < 0x2FA20)
        return be_char_put(out, compat2[cp - 0x2F800]);
    if ((cp >= 0x2474 && cp <= 0x249B) || (cp >= 0x3220 && cp <= 0x3229))
        return put_ordinal(out, cp);
    if (cp == 0x2768 || cp == 0x2985)
        return be_char_put(out, 0xFF08);
    if (cp == 0x2769 || cp == 0x2986)
        return be_char_put(out, 0xFF09);
    if (cp >= 0xFE10 && cp < 0xFE70 && (to = presentation(cp)) != 0)
        return be_char_put(out, to);
    if (cp >= 0xFF00 && cp < 0xFFF0)
        return be_char_put(out, full_width(cp));
    return be_char_put(out, cp);
}

/* True when the character at p, whose first byte needs a look, stays as it is: the common
 * punctuation of Chinese text. */
static inline bool stays(const unsigned char *p, size_t left)
{
    if (left < 3)
        return false;
    if (p[0] == 0xEF)
        return p[1] == 0xBC && (p[2] == 0x8C || p[2] == 0x9A || p[2] == 0x9B || p[2] == 0x88 ||
                                p[2] == 0x89);           /* ， ： ； （ ） */
    if (p[0] == 0xE3)
        return p[1] == 0x80 ? p[2] != 0x80 : p[1] != 0x88; /* U+3000; U+3220 */
    if (p[0] == 0xE2)
        return p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0xA7; /* — “ ” … */
    return false;
}

/* Bytes that may begin a character to change. */
static inline bool needs_look(unsigned char c)
{
    return c < 0x20 ? !(c == '\t' || c == '\n' || c == '\r' || c == '\f')
                    : (c == '(' || c == ')' || c == 0x7F || c == 0xC2 || (c & 0xFC) == 0xE0 ||
                       c >= 0xEE);
}

#ifdef BY_SIXTEEN
/* One bit for each of 16 bytes that needs a look: by the classes that its low and its high half have both. */
__attribute__((target("ssse3"))) static inline unsigned look_mask(__m128i v)
{
    enum { CONTROL = 1, CONTROL1 = 2, BRACKET = 4, DELETE = 8, LATIN = 16, THREE = 32, FOUR = 64, ANY = CONTROL1 | FOUR };
    const __m128i low = _mm_setr_epi8(ANY | CONTROL | THREE, ANY | CONTROL | THREE, ANY | CONTROL | LATIN | THREE, ANY | CONTROL | THREE, ANY | CONTROL,
                                      ANY | CONTROL, ANY | CONTROL, ANY | CONTROL, ANY | CONTROL | BRACKET, ANY | BRACKET, ANY, ANY | CONTROL, ANY, ANY,
                                      ANY | CONTROL | THREE, ANY | CONTROL | DELETE | THREE);
    const __m128i high = _mm_setr_epi8(CONTROL, CONTROL1, BRACKET, 0, 0, 0, 0, DELETE, 0, 0, 0, 0, LATIN, 0, THREE, FOUR);
    const __m128i half = _mm_set1_epi8(0x0F);
    const __m128i look = _mm_and_si128(_mm_shuffle_epi8(low, _mm_and_si128(v, half)), _mm_shuffle_epi8(high, _mm_and_si128(_mm_srli_epi16(v, 4), half)));

    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(look, _mm_setzero_si128())) ^ 0xFFFF;
}

/* Copies what stays, sixteen bytes at a time, up to what does not or to less than sixteen: so many. */
__attribute__((target("ssse3"))) static size_t copy_same(char *out, const char *p, size_t n)
{
    size_t i = 0;

    for (; n - i >= 16; i += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));

        _mm_storeu_si128((__m128i *)(void *)(out + i), v);
        for (unsigned mask = look_mask(v); mask != 0; mask &= mask - 1) {
            const size_t at = i + (unsigned)__builtin_ctz(mask);

            if (!stays((const unsigned char *)p + at, n - at))
                return at;
        }
    }
    return i;
}
#endif

size_t be_fold(char *out, struct be_span in)
{
    const char *p = in.p, *end = in.p + in.len;
    char *o = out;

    pthread_once(&tables_once, make_tables);
    while (p < end) {
#ifdef BY_SIXTEEN
        if (__builtin_cpu_supports("ssse3")) {
            const size_t same = copy_same(o, p, (size_t)(end - p));

            p += same;
            o += same;
        }
#endif
        while (p < end && (!needs_look((unsigned char)*p) || stays((const unsigned char *)p, (size_t)(end - p))))
            *o++ = *p++;
        if (p == end)
            break;
        o = fold_char(o, be_char_at(p, end));
        p += be_char_len(p, end);
    }
    return (size_t)(o - out);
}
