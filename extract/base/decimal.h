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
/* 三十五, 两, 一百二十, 〇: whole numbers in Chinese numerals, also 壹贰叁. */
bool be_decimal_chinese(struct be_decimal *out, struct be_span text);
/* out = a * 10^power (power may be negative), exact; false when it does not fit. */
bool be_decimal_shift(struct be_decimal *out, struct be_decimal a, int power);
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
