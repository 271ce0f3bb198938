/* interval.h - published figures as intervals, in exact arithmetic.
 *
 * A figure printed with d decimals stands for all that rounds to it: value ± half a unit of the
 * last place. Sums of such figures hold when the intervals meet; shares and rates when the
 * quotient of the intervals meets the printed percentage. Nothing here is floating point: an
 * amount is a whole number of 10^-6 of its unit (money: of a yuan), in 128 bits.
 *
 * In:    published decimals. Out: intervals and verdicts. Keeps: nothing.
 */
#ifndef BE_INTERVAL_H
#define BE_INTERVAL_H

#include "../base/decimal.h"

__extension__ typedef __int128 be_exact;

struct be_interval {
    be_exact mid, half;
};

#define BE_EXACT_POWER 6 /* 10^-6 of the unit */
#define BE_EXACT_CHARS 64

/* number * 10^power, known to `decimals` places of the number as printed or to its own, if it has
 * more; an explicit zero is exact. False when it does not fit. */
bool be_interval_make(struct be_interval *out, struct be_decimal number, int power, unsigned decimals);
struct be_interval be_interval_add(struct be_interval a, struct be_interval b);
struct be_interval be_interval_sub(struct be_interval a, struct be_interval b);
/* What both may stand for: their difference is no more than rounding. */
bool be_interval_meets(struct be_interval a, struct be_interval b);

/* A printed percentage: its own decimals, 100 and 0 at least two of them. */
bool be_percent_make(struct be_interval *out, struct be_decimal number);
/* Whether part / whole may be printed as percent (which came from be_percent_make). A whole that
 * may be nothing holds nothing. */
bool be_interval_share(struct be_interval percent, struct be_interval part, struct be_interval whole);
/* part / whole in percent, rounded to two decimals (to whole units of 10^-6 percent). False when
 * the whole is nothing. */
bool be_interval_percent(be_exact *out, struct be_interval part, struct be_interval whole);

/* Writes value / 10^power of a unit, plain, without trailing zeros; returns the length. */
size_t be_exact_write(char *buf, be_exact value, int power);

#endif
