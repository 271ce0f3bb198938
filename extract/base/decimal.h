/* decimal.h - exact decimal numbers: 64-bit digits and a scale. Never floating point.
 *
 * value = digits / 10^scale. 968.84 is {96884, 2}; trailing zeros are kept, they state the
 * published precision.
 */
#ifndef BE_DECIMAL_H
#define BE_DECIMAL_H

#include "span.h"

#define BE_DECIMAL_SCALE 18 /* largest scale */

struct be_decimal {
    int64_t digits;
    uint8_t scale;
};

/* Reads all of text: [+-]digits[.digits], with ',' as thousands separator and blanks anywhere
 * skipped, minus also as − – － △ ▲ or by brackets （12.5）. Chinese numerals are
 * be_decimal_chinese's. False when text is something else or does not fit. */
bool be_decimal_read(struct be_decimal *out, struct be_span text);
#define BE_BYTES(c) (UINT64_C(0x0101010101010101) * (c))

/* One to eight characters at once, the first in the lowest byte of a word: digits, and one point among
 * them, which is taken out and counted. False: there is something else. */
static inline bool be_decimal_eight(struct be_decimal *out, unsigned *points, struct be_span text)
{
    const unsigned blank = 64 - 8 * (unsigned)text.len;
    uint64_t word = be_span_word(text) << blank | (((UINT64_C(1) << blank) - 1) & BE_BYTES('0')), point = word ^ BE_BYTES('.');

    out->scale = 0;
    point = (point - BE_BYTES(1)) & ~point & BE_BYTES(0x80);
    if (point != 0) {
        const unsigned at = (unsigned)__builtin_ctzll(point) - 7;    /* its lowest bit */

        out->scale = (uint8_t)(7 - at / 8);
        word = (word >> at >> 8 << 8 << at) | (word & ((UINT64_C(1) << at) - 1)) << 8 | '0';
        ++*points;
    }
    word ^= BE_BYTES('0');
    if (((word + BE_BYTES(0x80 - 10)) | word) & BE_BYTES(0x80))
        return false;
    word = (word * (1 + (10 << 8))) >> 8;                            /* pairs of digits, of pairs, of these */
    word = ((word & UINT64_C(0x00FF00FF00FF00FF)) * (1 + (UINT64_C(100) << 16))) >> 16;
    out->digits = (int64_t)(((word & UINT64_C(0x0000FFFF0000FFFF)) * (1 + (UINT64_C(10000) << 32))) >> 32);
    return true;
}

bool be_decimal_long(struct be_decimal *out, struct be_span text);
/* Nothing but digits and a point among them, behind which one at least stands, as nearly every number
 * is printed: 1234.56 and 1234. */
static inline bool be_decimal_digits(struct be_decimal *out, struct be_span text)
{
    unsigned points = 0;

    if (text.len - 1 >= 8)
        return be_decimal_long(out, text);
    return text.p[text.len - 1] != '.' && be_decimal_eight(out, &points, text);
}
/* 三十五, 两, 一百二十, 〇, 六点一: numbers in Chinese numerals, also 壹贰叁. */
bool be_decimal_chinese(struct be_decimal *out, struct be_span text);
/* out = a * 10^power (power may be negative), exact; false when it does not fit. */
bool be_decimal_shift(struct be_decimal *out, struct be_decimal a, int power);
/* The number that a text is, in units of 10^-scale; false: it is none, or finer. */
static inline bool be_decimal_fixed(int64_t *out, struct be_span text, int scale)
{
    struct be_decimal d;

    if (text.len == 0 || !be_decimal_read(&d, text) || d.scale > scale || !be_decimal_shift(&d, d, scale))
        return false;
    *out = d.digits;             /* no decimals are left */
    return true;
}
bool be_decimal_add(struct be_decimal *out, struct be_decimal a, struct be_decimal b);
bool be_decimal_sub(struct be_decimal *out, struct be_decimal a, struct be_decimal b);
int be_decimal_cmp(struct be_decimal a, struct be_decimal b);
/* Writes it: plain, with all its decimals, or trimmed of trailing zeros. */
#define BE_DECIMAL_CHARS 48
struct be_span be_decimal_text(char room[BE_DECIMAL_CHARS], struct be_decimal a, bool trim);
/* A whole number, written so that it ends with the room. */
#define BE_WHOLE_CHARS 20
struct be_span be_decimal_whole(char room[BE_WHOLE_CHARS], uint64_t n);

/* The same of one below 100: static text, BE_PADDED bytes may be read there. */
#define BE_SMALL 100u
extern const char be_decimal_pairs[2 * BE_SMALL + BE_PADDED]; /* 00 to 99 */
static inline struct be_span be_decimal_small(unsigned n)
{
    return n < 10 ? be_span(be_decimal_pairs + 2 * n + 1, 1) : be_span(be_decimal_pairs + 2 * n, 2);
}

/* Is text, which reads as a, what be_decimal_text writes of it, with all its decimals? */
bool be_decimal_is_plain(struct be_decimal a, struct be_span text);
/* The number times 10^power (>= 0), trimmed of trailing zeros, by moving its point: plain is what
 * be_decimal_text writes of it, does not begin with a zero, and 2 * BE_PADDED bytes may be read there.
 * False: too long for this. */
#define BE_MOVED_CHARS 64
bool be_decimal_moved(char room[BE_MOVED_CHARS], struct be_span *out, struct be_span plain, unsigned scale, unsigned power);

#endif
