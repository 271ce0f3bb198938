#include "decimal.h"

/* Powers of ten that fit 64 bits. */
static const int64_t TEN[BE_DECIMAL_SCALE + 1] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
    10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000,
    1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000,
};

/* ---- reading digits ---- */

/* A minus as disclosures print it; 0 when p begins with none. △ and ▲ come from accounting
 * software, the dashes from word processors. */
static size_t minus_len(const char *p, const char *end)
{
    static const char *const MINUS[] = {"−", "–", "－", "﹣", "△", "▲"};

    if (p == end)
        return 0;
    if (*p == '-')
        return 1;
    if ((unsigned char)*p < 0xE2 || end - p < 3)
        return 0;
    for (size_t i = 0; i < sizeof MINUS / sizeof MINUS[0]; i++)
        if (memcmp(p, MINUS[i], 3) == 0)
            return 3;
    return 0;
}

/* Skips a blank: space, tab, ideographic or no-break space. Page layout puts them anywhere. */
static size_t blank_len(const char *p, const char *end)
{
    if (p == end)
        return 0;
    if (*p == ' ' || *p == '\t')
        return 1;
    if (end - p >= 2 && memcmp(p, "\xC2\xA0", 2) == 0)
        return 2;
    if (end - p >= 3 && memcmp(p, "\xE3\x80\x80", 3) == 0)
        return 3;
    return 0;
}

/* Takes brackets off 12.5 in （12.5） and (12.5), the bookkeeper's minus. */
static bool unbracket(const char **p, const char **end)
{
    if (*end - *p >= 6 && memcmp(*p, "（", 3) == 0 && memcmp(*end - 3, "）", 3) == 0) {
        *p += 3;
        *end -= 3;
        return true;
    }
    if (*end - *p >= 2 && **p == '(' && *(*end - 1) == ')') {
        *p += 1;
        *end -= 1;
        return true;
    }
    return false;
}

bool be_decimal_long(struct be_decimal *out, struct be_span text)
{
    static const uint64_t POWER[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
    struct be_decimal part;
    uint64_t digits = 0;
    unsigned scale = 0, points = 0;

    if (text.len == 0 || text.len > BE_DECIMAL_SCALE || text.p[text.len - 1] == '.')
        return false;
    for (size_t n; text.len > 0; text = be_span_from(text, n)) {
        const unsigned before = points;

        n = text.len < 8 ? text.len : 8;
        if (!be_decimal_eight(&part, &points, be_span_to(text, n)) || points > 1)
            return false;
        digits = digits * POWER[n - (points - before)] + (uint64_t)part.digits;
        scale = before == 0 ? part.scale : scale + (unsigned)n;
    }
    *out = (struct be_decimal){(int64_t)digits, (uint8_t)scale};
    return true;
}

bool be_decimal_read(struct be_decimal *out, struct be_span text)
{
    if (be_decimal_digits(out, text))
        return true;
    text = be_span_trim(text);
    if (text.len == 0)
        return false;
    const char *p = text.p, *end = p + text.len;
    uint64_t digits = 0;
    unsigned whole = 0, scale = 0, group = 0; /* digits before the point, behind it, since ',' */
    bool point = false, comma = false, negative = unbracket(&p, &end);

    while (blank_len(p, end) > 0)
        p += blank_len(p, end);
    size_t sign = minus_len(p, end);
    if (sign > 0) {
        if (negative)
            return false;
        negative = true;
    } else if (p < end && *p == '+') {
        sign = 1;
    }
    for (p += sign; p < end;) {
        unsigned d = (unsigned)(unsigned char)*p - '0';
        if (d <= 9) {
            if (digits > (uint64_t)INT64_MAX / 10 || digits * 10 + d > (uint64_t)INT64_MAX)
                return false;
            digits = digits * 10 + d;
            if (point && ++scale > BE_DECIMAL_SCALE)
                return false;
            whole += !point;
            group++;
            p++;
        } else if (*p == '.') {
            if (point || (comma && group != 3))
                return false;
            point = true;
            group = 0;
            p++;
        } else if (*p == ',') {
            if (point || whole == 0 || (comma ? group != 3 : group > 3))
                return false;
            comma = true;
            group = 0;
            p++;
        } else {
            size_t blank = blank_len(p, end);
            if (blank == 0)
                return false;
            p += blank;
        }
    }
    if (whole + scale == 0 || (point && scale == 0) || (comma && !point && group != 3))
        return false;
    out->digits = negative ? -(int64_t)digits : (int64_t)digits;
    out->scale = (uint8_t)scale;
    return true;
}

/* ---- reading Chinese numerals ---- */

/* What a numeral is worth: a digit 0..9, or 10, 100, 1000, 10^4, 10^8; -1: none. All are
 * three bytes long. */
static int64_t numeral(const char *p)
{
    static const struct { char text[4]; int64_t worth; } NUMERAL[] = {
        {"〇", 0}, {"零", 0}, {"○", 0}, {"一", 1}, {"二", 2}, {"两", 2}, {"兩", 2}, {"三", 3}, {"四", 4},
        {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}, {"十", 10}, {"百", 100}, {"千", 1000},
        {"壹", 1}, {"贰", 2}, {"貳", 2}, {"叁", 3}, {"叄", 3}, {"參", 3}, {"肆", 4}, {"伍", 5},
        {"陆", 6}, {"陸", 6}, {"柒", 7}, {"捌", 8}, {"玖", 9}, {"拾", 10}, {"佰", 100}, {"仟", 1000},
        {"万", 10000}, {"萬", 10000}, {"亿", 100000000}, {"億", 100000000},
    };

    for (size_t i = 0; i < sizeof NUMERAL / sizeof NUMERAL[0]; i++)
        if (memcmp(p, NUMERAL[i].text, 3) == 0)
            return NUMERAL[i].worth;
    return -1;
}

/* 二〇二四, 壹贰叁: digits one after the other. */
static bool positional(struct be_decimal *out, struct be_span text)
{
    int64_t n = 0;

    if (text.len > BE_DECIMAL_SCALE * 3)
        return false;
    for (size_t i = 0; i < text.len; i += 3)
        n = n * 10 + numeral(text.p + i);
    *out = (struct be_decimal){n, 0};
    return true;
}

/* 三十五, 一千零五. */
static bool chinese_whole(struct be_decimal *out, struct be_span text)
{
    int64_t total = 0, block = 0, digit = -1; /* below 亿, below 万, not yet multiplied */
    int64_t last = INT64_MAX;                 /* the unit before, within the block */
    int64_t big = INT64_MAX;                  /* the 万 or 亿 before */
    bool units = false, zero = false;

    text = be_span_trim(text);
    if (text.len == 0 || text.len % 3 != 0 || text.len > 3 * 40)
        return false;
    for (size_t i = 0; i < text.len; i += 3) {
        int64_t n = numeral(text.p + i);
        if (n < 0)
            return false;
        units = units || n >= 10;
    }
    if (!units)
        return positional(out, text);
    for (size_t i = 0; i < text.len; i += 3) {
        int64_t n = numeral(text.p + i);
        if (n == 0) {                         /* 一千零五 */
            if (digit >= 0)
                return false;
            zero = true;
        } else if (n < 10) {
            if (digit >= 0)
                return false;
            digit = n;
        } else if (n <= 1000) {
            if (digit < 0 && n != 10)         /* only 十 may stand alone: 十五 */
                return false;
            if (n >= last)
                return false;
            block += (digit < 0 ? 1 : digit) * n;
            digit = -1;
            last = n;
            zero = false;
        } else {
            block += digit > 0 ? digit : 0;
            if (block == 0 || n >= big)
                return false;
            total += block * n;
            block = 0;
            digit = -1;
            last = INT64_MAX;
            big = n;
            zero = false;
        }
    }
    /* 一百二 is 120 when spoken; in writing nobody can tell. */
    if (digit > 0 && !zero && (last > 10 && (last < INT64_MAX || big < INT64_MAX)))
        return false;
    *out = (struct be_decimal){total + block + (digit > 0 ? digit : 0), 0};
    return true;
}

bool be_decimal_chinese(struct be_decimal *out, struct be_span text)
{
    long point = be_span_find(text, BE_LIT("点"));
    struct be_span behind = be_span_from(text, point < 0 ? text.len : (size_t)point + strlen("点"));
    struct be_decimal whole, part;

    if (point < 0)
        return chinese_whole(out, text);
    behind = be_span_trim(behind);
    if (behind.len > 3 * 4 || behind.len % 3 != 0 || !chinese_whole(&whole, be_span_to(text, (size_t)point)) || !chinese_whole(&part, behind))
        return false;
    for (size_t i = 0; i < behind.len; i += 3)
        if (numeral(behind.p + i) > 9)
            return false;            /* 六点十 */
    part.scale = (uint8_t)(behind.len / 3);
    return be_decimal_add(out, whole, part);
}

/* ---- arithmetic ---- */

static bool times_ten(int64_t *digits, unsigned power)
{
    int64_t product;

    if (*digits == 0)
        return true;
    if (power > BE_DECIMAL_SCALE || __builtin_mul_overflow(*digits, TEN[power], &product))
        return false;
    *digits = product;
    return true;
}

/* Takes off trailing zero decimals until at most scale are left, or a digit would be lost. */
static struct be_decimal shorten(struct be_decimal a, unsigned scale)
{
    while (a.scale > scale && a.digits % 10 == 0) {
        a.digits /= 10;
        a.scale--;
    }
    return a;
}

bool be_decimal_shift(struct be_decimal *out, struct be_decimal a, int power)
{
    if (power < -2 * BE_DECIMAL_SCALE || power > 2 * BE_DECIMAL_SCALE)
        return false;
    int scale = a.scale - power;

    if (scale < 0) {
        if (!times_ten(&a.digits, (unsigned)-scale))
            return false;
        scale = 0;
    }
    while (scale > BE_DECIMAL_SCALE && a.digits % 10 == 0) {
        a.digits /= 10;
        scale--;
        if (a.digits == 0)
            scale = BE_DECIMAL_SCALE;
    }
    if (scale > BE_DECIMAL_SCALE)
        return false;
    *out = (struct be_decimal){a.digits, (uint8_t)scale};
    return true;
}

/* Brings both to the larger scale. */
static bool level(struct be_decimal *a, struct be_decimal *b)
{
    struct be_decimal *low = a->scale < b->scale ? a : b, *high = low == a ? b : a;
    unsigned by = (unsigned)(high->scale - low->scale);

    if (by > 0 && !times_ten(&low->digits, by)) {
        *high = shorten(*high, low->scale);   /* 1.000000 + a big one: the zeros may go */
        by = (unsigned)(high->scale - low->scale);
        if (by > 0 && !times_ten(&low->digits, by))
            return false;
    }
    low->scale = high->scale;
    return true;
}

bool be_decimal_add(struct be_decimal *out, struct be_decimal a, struct be_decimal b)
{
    int64_t sum;

    if (!level(&a, &b) || __builtin_add_overflow(a.digits, b.digits, &sum))
        return false;
    *out = (struct be_decimal){sum, a.scale};
    return true;
}

bool be_decimal_sub(struct be_decimal *out, struct be_decimal a, struct be_decimal b)
{
    int64_t rest;

    if (!level(&a, &b) || __builtin_sub_overflow(a.digits, b.digits, &rest))
        return false;
    *out = (struct be_decimal){rest, a.scale};
    return true;
}

int be_decimal_cmp(struct be_decimal a, struct be_decimal b)
{
    __extension__ typedef __int128 wide;      /* 63 bits times 10^18 fits: exact at any scale */
    wide x = (wide)a.digits * TEN[b.scale > a.scale ? b.scale - a.scale : 0];
    wide y = (wide)b.digits * TEN[a.scale > b.scale ? a.scale - b.scale : 0];

    return (x > y) - (x < y);
}

/* ---- writing ---- */

const char be_decimal_pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
    "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
    "8081828384858687888990919293949596979899";

/* Writes the digits of n so that they end at end, two at a time: one division for both. Returns
 * where they begin. */
static inline char *digits_before(char *end, uint64_t n)
{
    for (; n >= 100; n /= 100)
        memcpy(end -= 2, be_decimal_pairs + 2 * (n % 100), 2);
    if (n < 10)
        *--end = (char)('0' + n);
    else
        memcpy(end -= 2, be_decimal_pairs + 2 * n, 2);
    return end;
}

struct be_span be_decimal_whole(char room[BE_WHOLE_CHARS], uint64_t n)
{
    char *end = room + BE_WHOLE_CHARS, *p = digits_before(end, n);

    return be_span(p, (size_t)(end - p));
}

struct be_span be_decimal_text(char room[BE_DECIMAL_CHARS], struct be_decimal a, bool trim)
{
    char *end = room + BE_DECIMAL_CHARS, *p = end;
    uint64_t digits;

    if (trim)
        a = shorten(a, 0);
    digits = a.digits < 0 ? 0 - (uint64_t)a.digits : (uint64_t)a.digits;
    if (a.scale > 0) {
        p = digits_before(end, digits % (uint64_t)TEN[a.scale]);
        while (end - p < a.scale)
            *--p = '0';
        *--p = '.';
        digits /= (uint64_t)TEN[a.scale];
    }
    p = digits_before(p, digits);
    if (a.digits < 0)
        *--p = '-';
    return be_span(p, (size_t)(end - p));
}

bool be_decimal_is_plain(struct be_decimal a, struct be_span text)
{
    uint64_t n = (a.digits < 0 ? 0 - (uint64_t)a.digits : (uint64_t)a.digits) | 1;   /* 0 has a digit too */
    unsigned bits = 64 - (unsigned)__builtin_clzll(n & INT64_MAX), tens = bits * 1233 >> 12;
    unsigned digits = tens + 1 - (n < (uint64_t)TEN[tens]);

    if (digits <= a.scale)
        digits = a.scale + 1u;
    /* No sign, zero, blank or separator is in it that need not be. */
    return text.len == digits + (a.scale > 0) + (a.digits < 0) && (be_is_digit(text.p[0]) || text.p[0] == '-');
}

bool be_decimal_moved(char room[BE_MOVED_CHARS], struct be_span *out, struct be_span plain, unsigned scale, unsigned power)
{
    size_t whole = plain.len - scale - (scale > 0), end = whole + scale, point = whole + power;

    if (plain.len > BE_PADDED || point > BE_DECIMAL_SCALE)
        return false;
    memcpy(room, plain.p, BE_PADDED);
    memcpy(room + whole, plain.p + whole + 1, BE_PADDED);
    memset(room + end, '0', BE_PADDED);
    while (end > point && room[end - 1] == '0')
        end--;
    if (end > point) {
        char decimals[BE_PADDED];

        memcpy(decimals, room + point, BE_PADDED);
        room[point] = '.';
        memcpy(room + point + 1, decimals, BE_PADDED);
        end++;
    }
    *out = be_span(room, end > point ? end : point);
    return true;
}
