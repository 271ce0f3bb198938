/* Decimals and units: what is read is exact, what does not fit is refused. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/decimal.h"
#include "base/unit.h"

static const char *show(struct be_decimal a, bool trim)
{
    static char room[BE_DECIMAL_CHARS], buf[BE_DECIMAL_CHARS + 1];
    struct be_span text = be_decimal_text(room, a, trim);
    memcpy(buf, text.p, text.len);
    buf[text.len] = '\0';
    return buf;
}

static void expect(const char *text, const char *plain)
{
    struct be_decimal a;
    bool ok = be_decimal_read(&a, be_span_of(text));
    if (ok != (plain != NULL))
        fail_msg("%s: %s", text, ok ? show(a, false) : "refused");
    if (ok)
        assert_string_equal(show(a, false), plain);
}

static void reads_what_is_printed(void **state)
{
    (void)state;
    expect("968.84", "968.84");
    expect("43.00", "43.00");
    expect("0", "0");
    expect("0.05", "0.05");
    expect(".5", "0.5");
    expect("1,234,567.80", "1234567.80");
    expect("5,\t738.89", "5738.89");
    expect("12 345.6 0", "12345.60");
    expect(" 12\xE3\x80\x80", "12");
    expect("-3.94", "-3.94");
    expect("- 3.94", "-3.94");
    expect("−3.94", "-3.94");
    expect("–3.94", "-3.94");
    expect("－3.94", "-3.94");
    expect("△3.94", "-3.94");
    expect("▲3.94", "-3.94");
    expect("（12.5）", "-12.5");
    expect("(12.5)", "-12.5");
    expect("+7", "7");
    expect("-0.00", "0.00");
    expect("9223372036854775807", "9223372036854775807");
    expect("0.000000000000000001", "0.000000000000000001");
}

static void refuses_the_rest(void **state)
{
    static const char *const BAD[] = {
        "", " ", "-", "--1", "-（1）", "（-1）", "1.", ".", "1..2", "1.2.3", "1,2", "1,23", "12,3456", "1234,567",
        ",123", "1,234,", "1.234,5", "12a", "万", "1，234", "9223372036854775808", "99999999999999999999",
        "0.0000000000000000001", "1-2", "（）", "()", "1（2）", "１２",
    };
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        expect(BAD[i], NULL);
}

/* Digit by digit, as be_decimal_digits is to read it. */
static bool by_digits(struct be_decimal *out, struct be_span text)
{
    size_t point = text.len;

    *out = (struct be_decimal){0, 0};
    for (size_t i = 0; i < text.len; i++) {
        if (text.p[i] == '.' && point == text.len)
            point = i;
        else if (!be_is_digit(text.p[i]))
            return false;
        else
            out->digits = out->digits * 10 + (text.p[i] - '0');
    }
    out->scale = (uint8_t)(point == text.len ? 0 : text.len - point - 1);
    return text.len > 0 && text.len <= BE_DECIMAL_SCALE && point + 1 != text.len;
}

/* Of every length, with the point, and with every other byte, at every place. */
static void digits_are_read_eight_at_a_time(void **state)
{
    const char all[] = "907153284617390528";

    (void)state;
    for (size_t len = 0; len <= BE_DECIMAL_SCALE; len++)
        for (size_t at = 0; at < len; at++)
            for (unsigned byte = 0; byte < 256; byte++)
                for (size_t again = 0; again <= at; again++) {
                    struct be_decimal want, got;
                    char *text = malloc(len);        /* nothing behind it may be read */
                    bool is;

                    assert_non_null(text);
                    memcpy(text, all, len);
                    text[at] = text[again] = (char)byte;
                    is = be_decimal_digits(&got, be_span(text, len));
                    assert_int_equal(is, by_digits(&want, be_span(text, len)));
                    if (is) {
                        assert_int_equal(got.digits, want.digits);
                        assert_int_equal(got.scale, want.scale);
                    }
                    free(text);
                }
    assert_false(be_decimal_digits(&(struct be_decimal){0, 0}, be_span(all, 0)));
    assert_false(be_decimal_digits(&(struct be_decimal){0, 0}, BE_LIT("1234567890123456789")));
}

static void chinese_with(const char *text, int64_t want, unsigned scale)
{
    struct be_decimal a;
    bool ok = be_decimal_chinese(&a, be_span_of(text));
    if (ok != (want >= 0) || (ok && (a.digits != want || a.scale != scale)))
        fail_msg("%s: %lld", text, ok ? (long long)a.digits : -1LL);
}

static void chinese(const char *text, int64_t want)
{
    chinese_with(text, want, 0);
}

static void reads_chinese_numerals(void **state)
{
    (void)state;
    chinese("三十五", 35);
    chinese("十", 10);
    chinese("十五", 15);
    chinese("两", 2);
    chinese("〇", 0);
    chinese("一百二十", 120);
    chinese("一百零五", 105);
    chinese("一千零五", 1005);
    chinese("一千零五十", 1050);
    chinese("三千二百一十五", 3215);
    chinese("一百十五", 115);
    chinese("两万五千", 25000);
    chinese("十二万零三百", 120300);
    chinese("三亿零五万", 300050000);
    chinese("一亿二千万", 120000000);
    chinese("壹贰叁", 123);
    chinese_with("六点一", 61, 1);
    chinese_with("六点一\t", 61, 1);     /* what is behind the blank was read */
    chinese_with("三十五点零五", 3505, 2);
    chinese_with("零点八", 8, 1);
    chinese("六点十", -1);
    chinese("六点", -1);
    chinese("点五", -1);
    chinese("六点一点二", -1);
    chinese("壹佰贰拾叁", 123);
    chinese("二〇二四", 2024);
    chinese("一百二", -1);
    chinese("一万五", -1);
    chinese("百", -1);
    chinese("十百", -1);
    chinese("五五十", -1);
    chinese("万", -1);
    chinese("三元", -1);
    chinese("", -1);
    chinese("一二三四五六七八九一二三四五六七八九一二", -1);
}

static void counts_exactly(void **state)
{
    struct be_decimal a = {96884, 2}, b = {12, 1}, max = {INT64_MAX, 0}, out;
    int64_t units;
    (void)state;
    assert_true(be_decimal_shift(&out, a, 4));
    assert_string_equal(show(out, true), "9688400");
    assert_true(be_decimal_shift(&out, a, -2));
    assert_string_equal(show(out, false), "9.6884");
    assert_false(be_decimal_shift(&out, max, 1));
    assert_false(be_decimal_shift(&out, a, -17));
    assert_true(be_decimal_shift(&out, (struct be_decimal){0, 2}, 30));
    assert_true(be_decimal_fixed(&units, BE_LIT("1,968.8"), 4) && units == 19688000);
    assert_true(be_decimal_fixed(&units, BE_LIT("-0.0001"), 4) && units == -1);
    assert_false(be_decimal_fixed(&units, BE_LIT("0.00001"), 4) || be_decimal_fixed(&units, BE_LIT(""), 4) ||
                 be_decimal_fixed(&units, BE_LIT("合计"), 4));
    assert_true(be_decimal_add(&out, a, b));
    assert_string_equal(show(out, false), "970.04");
    assert_true(be_decimal_sub(&out, b, a));
    assert_string_equal(show(out, false), "-967.64");
    assert_false(be_decimal_add(&out, max, (struct be_decimal){1, 0}));
    assert_true(be_decimal_add(&out, max, (struct be_decimal){0, 18}));
    assert_string_equal(show(out, false), "9223372036854775807");
    assert_int_equal(be_decimal_cmp(a, (struct be_decimal){968840, 3}), 0);
    assert_int_equal(be_decimal_cmp(b, a), -1);
    assert_int_equal(be_decimal_cmp(max, (struct be_decimal){INT64_MAX, 18}), 1);
    assert_int_equal(be_decimal_cmp((struct be_decimal){INT64_MIN, 0}, (struct be_decimal){1, 18}), -1);
    assert_string_equal(show((struct be_decimal){INT64_MIN, 18}, false), "-9.223372036854775808");
    assert_string_equal(show((struct be_decimal){4300, 2}, true), "43");
}

static uint64_t seed = 20240131;
static uint64_t dice(void)
{
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return seed;
}

/* A plain number is known by its length, and its point is moved in its text. */
static void a_point_is_moved(void **state)
{
    (void)state;
    for (int round = 0; round < 50000; round++) {
        struct be_decimal a = {(int64_t)(dice() >> (1 + dice() % 63)), (uint8_t)(dice() % 7)}, moved;
        char room[BE_DECIMAL_CHARS + 2 * BE_PADDED] = "", text[BE_DECIMAL_CHARS + 1] = "0", right[BE_DECIMAL_CHARS], left[BE_MOVED_CHARS];
        unsigned power = (unsigned)(dice() % 9);
        struct be_span plain, out;

        a.digits = dice() % 4 == 0 ? -a.digits : a.digits;
        plain = be_decimal_text(room, a, false);
        assert_true(be_decimal_is_plain(a, plain));
        memcpy(text + 1, plain.p, plain.len);
        assert_false(be_decimal_is_plain(a, be_span(text, plain.len + 1)));
        if (plain.p[0] <= '0' || !be_decimal_moved(left, &out, plain, a.scale, power))
            continue;
        assert_true(be_decimal_shift(&moved, a, (int)power));
        if (!be_span_eq(out, be_decimal_text(right, moved, true)))
            fail_msg("%.*s by %u: %.*s", (int)plain.len, plain.p, power, (int)out.len, out.p);
    }
}

/* Any amount printed in any of the ways disclosures print it is read back the same. */
static void what_is_printed_is_read_back(void **state)
{
    static const char *const MINUS[] = {"-", "−", "–", "－", "△", "（", "("};
    (void)state;
    for (int round = 0; round < 50000; round++) {
        struct be_decimal a = {(int64_t)(dice() >> (1 + dice() % 63)), (uint8_t)(dice() % 7)}, back;
        char room[BE_DECIMAL_CHARS], text[256];
        struct be_span plain = be_decimal_text(room, a, false);
        size_t n = plain.len, out = 0, whole = n;
        const char *minus = dice() % 3 ? NULL : MINUS[dice() % 7];
        unsigned how = (unsigned)dice() % 4; /* plain, separators, blanks, both */

        if (a.scale > 0)
            whole -= (size_t)a.scale + 1;
        if (minus != NULL)
            out += (size_t)sprintf(text, "%s", minus);
        for (size_t i = 0; i < n; i++) {
            if ((how & 1) && i > 0 && i < whole && (whole - i) % 3 == 0)
                text[out++] = ',';
            if ((how & 2) && dice() % 8 == 0)
                text[out++] = ' ';
            text[out++] = plain.p[i];
        }
        if (minus != NULL && (minus == MINUS[5] || minus == MINUS[6]))
            out += (size_t)sprintf(text + out, "%s", minus == MINUS[5] ? "）" : ")");
        if (minus != NULL)
            a.digits = -a.digits;
        if (!be_decimal_read(&back, be_span(text, out)) || back.digits != a.digits || back.scale != a.scale)
            fail_msg("%.*s", (int)out, text);
    }
}

static void yuan(const char *unit, int want)
{
    int power = -99;
    bool ok = be_unit_yuan(be_span_of(unit), &power);
    if (ok != (want != -99) || power != want)
        fail_msg("%s: %d", unit, power);
}

static void fold(const char *unit, const char *want)
{
    struct be_span got = be_unit_fold(be_span_of(unit));
    if (!be_span_is(got, want))
        fail_msg("%s: %.*s", unit, (int)got.len, got.p);
}

static void units_of_money(void **state)
{
    (void)state;
    yuan("元", 0);
    yuan("千元", 3);
    yuan("万元", 4);
    yuan("萬元", 4);
    yuan("万", 4);
    yuan("十万元", 5);
    yuan("百万元", 6);
    yuan("亿元", 8);
    yuan("亿", 8);
    yuan("人民币万元", 4);
    yuan("万元（人民币）", 4);
    yuan("万圆", 4);
    yuan("万美元", -99);
    yuan("港元", -99);
    yuan("辆", -99);
    yuan("", -99);
    fold("萬元", "万元");
    fold("人民币元", "元");
    fold("圆", "元");
    fold(" 辆 ", "辆");
    fold("㎡", "平方米");
    fold("件次", "件次");
    assert_true(be_unit_money(be_span_of("万美元")));
    assert_false(be_unit_money(be_span_of("单元楼")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_is_printed),
        cmocka_unit_test(refuses_the_rest),
        cmocka_unit_test(digits_are_read_eight_at_a_time),
        cmocka_unit_test(reads_chinese_numerals),
        cmocka_unit_test(counts_exactly),
        cmocka_unit_test(what_is_printed_is_read_back),
        cmocka_unit_test(a_point_is_moved),
        cmocka_unit_test(units_of_money),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
