#include "interval.h"

#define LIMIT ((be_exact)1 << 86) /* room for the products below */

static be_exact power_of_ten(int n)
{
    be_exact p = 1;

    while (n-- > 0)
        p *= 10;
    return p;
}

static be_exact absolute(be_exact a)
{
    return a < 0 ? -a : a;
}

bool be_interval_make(struct be_interval *out, struct be_decimal number, int power, unsigned decimals)
{
    int places = (int)(number.scale > decimals ? number.scale : decimals);
    int lift = power + BE_EXACT_POWER - number.scale;
    int half = power + BE_EXACT_POWER - 1 - places;

    if (lift < 0 || half < 0 || lift > 20)
        return false;
    out->mid = (be_exact)number.digits * power_of_ten(lift);
    out->half = number.digits == 0 ? 0 : 5 * power_of_ten(half);
    return absolute(out->mid) < LIMIT;
}

struct be_interval be_interval_add(struct be_interval a, struct be_interval b)
{
    return (struct be_interval){a.mid + b.mid, a.half + b.half};
}

struct be_interval be_interval_sub(struct be_interval a, struct be_interval b)
{
    return (struct be_interval){a.mid - b.mid, a.half + b.half};
}

bool be_interval_meets(struct be_interval a, struct be_interval b)
{
    return absolute(a.mid - b.mid) <= a.half + b.half;
}

bool be_percent_make(struct be_interval *out, struct be_decimal number)
{
    bool whole = number.digits == 0 || (number.scale == 0 && absolute(number.digits) == 100);

    if (!be_interval_make(out, number, 0, whole ? 2 : 0))
        return false;
    if (number.digits == 0) /* 0% is what rounds to it, unlike an amount of 0 */
        out->half = 5 * power_of_ten(BE_EXACT_POWER - 3);
    return absolute(out->mid) < power_of_ten(BE_EXACT_POWER + 6); /* a million percent */
}

/* percent.lo * whole <= 100 * part.hi and 100 * part.lo <= percent.hi * whole, each with the end of
 * whole that allows most; signs by turning all to a positive whole and percent. */
bool be_interval_share(struct be_interval percent, struct be_interval part, struct be_interval whole)
{
    const be_exact hundred = 100 * power_of_ten(BE_EXACT_POWER);
    be_exact lo, hi, low, high;

    if (absolute(part.mid) >= LIMIT || absolute(whole.mid) >= LIMIT)
        return true;
    if (whole.mid < 0) {
        whole.mid = -whole.mid;
        part.mid = -part.mid;
    }
    if (percent.mid < 0) {
        percent.mid = -percent.mid;
        part.mid = -part.mid;
    }
    low = whole.mid - whole.half;
    high = whole.mid + whole.half;
    if (low <= 0)
        return false;
    /* Products: 10^12 * 2^86 is below 2^127. Amounts in 10^-6 lose nothing that matters by
     * dividing out what both sides share. */
    lo = percent.mid - percent.half;
    hi = percent.mid + percent.half;
    return lo * (lo > 0 ? low : high) / hundred <= part.mid + part.half &&
           part.mid - part.half <= hi * high / hundred + 1;
}

bool be_interval_percent(be_exact *out, struct be_interval part, struct be_interval whole)
{
    be_exact n, d = whole.mid, q;

    if (d == 0 || absolute(part.mid) >= LIMIT)
        return false;
    n = part.mid * 10000;
    q = (absolute(n) + absolute(d) / 2) / absolute(d);
    if ((n < 0) != (d < 0))
        q = -q;
    *out = q * power_of_ten(BE_EXACT_POWER - 2);
    return true;
}

size_t be_exact_write(char *buf, be_exact value, int power)
{
    char digits[BE_EXACT_CHARS], *p = digits + sizeof digits;
    int places = power + BE_EXACT_POWER;
    bool negative = value < 0, any = false;
    size_t n;

    value = absolute(value);
    for (int i = 0; i < places; i++, value /= 10) { /* decimals, without the zeros at the end */
        int d = (int)(value % 10);

        any = any || d != 0;
        if (any)
            *--p = (char)('0' + d);
    }
    if (any)
        *--p = '.';
    do
        *--p = (char)('0' + (int)(value % 10));
    while ((value /= 10) > 0);
    if (negative)
        *--p = '-';
    n = (size_t)(digits + sizeof digits - p);
    memcpy(buf, p, n);
    return n;
}
