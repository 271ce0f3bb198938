/* span.h - looks at text: helpers for struct be_span (UTF-8, not owned, no NUL). */
#ifndef BE_SPAN_H
#define BE_SPAN_H

#include "../bextract.h"
#include <endian.h>
#include <string.h>

#define BE_LIT(s) ((struct be_span){(s), sizeof(s) - 1}) /* a string literal as a span */

#define BE_PADDED 16u /* bytes that may be read at a text that the program words itself */

static inline struct be_span be_span(const char *p, size_t len)
{
    return (struct be_span){p, len};
}

static inline struct be_span be_span_of(const char *s)
{
    return (struct be_span){s, s == NULL ? 0 : strlen(s)};
}

static inline bool be_span_eq(struct be_span a, struct be_span b)
{
    return a.len == b.len && (b.len == 0 || memcmp(a.p, b.p, b.len) == 0); /* b is often a literal */
}

static inline bool be_span_is(struct be_span a, const char *s)
{
    return be_span_eq(a, be_span_of(s));
}

static inline bool be_span_starts(struct be_span a, struct be_span with)
{
    return a.len >= with.len && memcmp(a.p, with.p, with.len) == 0;
}

static inline bool be_span_ends(struct be_span a, struct be_span with)
{
    return a.len >= with.len && memcmp(a.p + a.len - with.len, with.p, with.len) == 0;
}

/* The same of a word, as most are asked. */
static inline bool be_starts(struct be_span a, const char *with)
{
    return be_span_starts(a, be_span_of(with));
}

static inline bool be_ends(struct be_span a, const char *with)
{
    return be_span_ends(a, be_span_of(with));
}

static inline struct be_span be_span_from(struct be_span a, size_t off)
{
    return off >= a.len ? be_span(a.p + a.len, 0) : be_span(a.p + off, a.len - off);
}

static inline struct be_span be_span_to(struct be_span a, size_t len)
{
    return be_span(a.p, len < a.len ? len : a.len);
}

static inline bool be_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Up to eight bytes as a number, the first lowest. */
static inline uint64_t be_span_word(struct be_span a)
{
    uint64_t all;
    uint32_t front, back;

    if (a.len == 8) {
        memcpy(&all, a.p, 8);
        return le64toh(all);
    }
    if (a.len < 4)
        return a.len == 0 ? 0 : (uint64_t)(unsigned char)a.p[0] | (uint64_t)(unsigned char)a.p[a.len / 2] << 8 * (a.len / 2) |
                                (uint64_t)(unsigned char)a.p[a.len - 1] << 8 * (a.len - 1);
    memcpy(&front, a.p, 4);
    memcpy(&back, a.p + a.len - 4, 4);
    return le32toh(front) | (uint64_t)le32toh(back) << 8 * (a.len - 4);   /* what they share comes from both */
}

/* Copies a short text, of 1 to 32 bytes: memcpy is called where the length is not known. */
static inline void be_copy_short(char *to, const char *p, size_t n)
{
    if (n >= 16) {
        memcpy(to, p, 16);
        memcpy(to + n - 16, p + n - 16, 16);
    } else if (n >= 8) {
        memcpy(to, p, 8);
        memcpy(to + n - 8, p + n - 8, 8);
    } else if (n >= 4) {
        memcpy(to, p, 4);
        memcpy(to + n - 4, p + n - 4, 4);
    } else {
        to[0] = p[0];
        to[n / 2] = p[n / 2];
        to[n - 1] = p[n - 1];
    }
}

/* Copies a text that is mostly short. */
static inline void be_copy_text(char *to, struct be_span text)
{
    if (text.len - 1 < 32)
        be_copy_short(to, text.p, text.len);
    else if (text.len > 0)
        memcpy(to, text.p, text.len);
}

/* Nothing but digits, one at least. */
static inline bool be_span_digits(struct be_span a)
{
    const uint64_t high = UINT64_C(0xF0F0F0F0F0F0F0F0), zeros = UINT64_C(0x3030303030303030);

    if (a.len < 8) {             /* codes are: all bytes at once */
        uint64_t word = be_span_word(a) | zeros << 8 * a.len;
        return a.len > 0 && (word & high) == zeros && ((word + UINT64_C(0x0606060606060606)) & high) == zeros;
    }
    for (size_t i = 0; i < a.len; i++)
        if (!be_is_digit(a.p[i]))
            return false;
    return true;
}

static inline bool be_is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* How many digits text begins with. */
static inline size_t be_digits_front(struct be_span text)
{
    size_t n = 0;

    while (n < text.len && be_is_digit(text.p[n]))
        n++;
    return n;
}

/* How many bytes of 一, 十二 a text begins with; most begin with none by their first byte. */
static inline size_t be_han_front(struct be_span text)
{
    static const char HAN[] = "一二三四五六七八九十";
    size_t n = 0;

    while (n + 3 <= text.len && ((unsigned char)text.p[n] & 0xFE) == 0xE4 && memmem(HAN, sizeof HAN - 1, text.p + n, 3) != NULL)
        n += 3;
    return n;
}

/* For tables of texts; not against an enemy, who can only make them slower. */
static inline uint32_t be_span_hash(struct be_span a)
{
    const uint64_t times = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t h = a.len, word;
    size_t i = 0;

    for (; i + 8 <= a.len; i += 8) {
        memcpy(&word, a.p + i, 8);
        h = ((h << 5 | h >> 59) ^ word) * times;
    }
    if (i < a.len) {
        if (a.len >= 8)          /* the last eight bytes, some of them again */
            memcpy(&word, a.p + a.len - 8, 8);
        else
            word = be_span_word(a);
        h = ((h << 5 | h >> 59) ^ word) * times;
    }
    return (uint32_t)(h ^ h >> 32);
}

/* Is it a year, 2023 or 1998? */
static inline bool be_is_year(struct be_span a)
{
    return a.len == 4 && (be_starts(a, "20") || be_starts(a, "19")) && be_is_digit(a.p[2]) && be_is_digit(a.p[3]);
}

/* Does it begin with a year, 2023年? */
static inline bool be_starts_year(struct be_span a)
{
    return a.len > 4 && be_span_digits(be_span_to(a, 4)) && be_starts(be_span_from(a, 4), "年");
}

/* 类, 款 or 项: the name of a column that holds a part of a code. */
static inline bool be_is_code_part(struct be_span a)
{
    return a.len == 3 && (be_starts(a, "类") || be_starts(a, "款") || be_starts(a, "项"));
}

/* Where needle begins in a, or -1. */
long be_span_find(struct be_span a, struct be_span needle);
static inline bool be_span_has(struct be_span a, const char *word)
{
    return be_span_find(a, be_span_of(word)) >= 0;
}
/* Where the next digit stands, from off on; a's end: there is none. */
size_t be_span_digit_from(struct be_span a, size_t off);
/* Where the first of two Chinese characters begins in a, or -1. In one pass. */
long be_span_find_either(struct be_span a, const char *one, const char *other);
static inline bool be_span_has_either(struct be_span a, const char *one, const char *other)
{
    return be_span_find_either(a, one, other) >= 0;
}
/* Are they the same but for spaces? */
bool be_span_same_letters(struct be_span a, struct be_span b);
static inline bool be_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

struct be_span be_span_without_blanks(struct be_span a);     /* of be_span_trim: where there are some */
/* Without blanks (space, tab) at both ends. */
static inline struct be_span be_span_trim(struct be_span a)
{
    return a.len > 0 && (be_is_blank(a.p[0]) || be_is_blank(a.p[a.len - 1])) ? be_span_without_blanks(a) : a;
}
/* Length in bytes of the character at p (1..4), never past end. Bad bytes count 1. */
static inline size_t be_char_len(const char *p, const char *end)
{
    unsigned char c = (unsigned char)*p;
    size_t n = c < 0xC2 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

    return n > (size_t)(end - p) ? 1 : n;
}
/* Length in bytes of the character that ends at p, never before begin. */
size_t be_char_before(const char *begin, const char *p);
/* The code point at p; U+FFFD for bad bytes. */
uint32_t be_char_at(const char *p, const char *end);
/* Writes a code point, up to 4 bytes; returns where they end. */
static inline char *be_char_put(char *out, uint32_t cp)
{
    if (cp < 0x80) {
        *out++ = (char)cp;
    } else if (cp < 0x800) {
        *out++ = (char)(0xC0 | cp >> 6);
        *out++ = (char)(0x80 | (cp & 0x3F));
    } else {
        if (cp < 0x10000) {
            *out++ = (char)(0xE0 | cp >> 12);
        } else {
            *out++ = (char)(0xF0 | cp >> 18);
            *out++ = (char)(0x80 | (cp >> 12 & 0x3F));
        }
        *out++ = (char)(0x80 | (cp >> 6 & 0x3F));
        *out++ = (char)(0x80 | (cp & 0x3F));
    }
    return out;
}
/* At most n characters from the front. */
struct be_span be_span_chars(struct be_span a, size_t n);
size_t be_span_count(struct be_span a); /* characters */

#endif
