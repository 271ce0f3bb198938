/* Intervals of published figures, and which rules a list selects. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/check.h"
#include "check/interval.h"

static struct be_interval money(const char *text)
{
    struct be_decimal d;
    struct be_interval out;

    assert_true(be_decimal_read(&d, be_span_of(text)));
    assert_true(be_interval_make(&out, d, 4, 2));
    return out;
}

static struct be_interval percent(const char *text)
{
    struct be_decimal d;
    struct be_interval out;

    assert_true(be_decimal_read(&d, be_span_of(text)));
    assert_true(be_percent_make(&out, d));
    return out;
}

static struct be_interval sum(const char *const *text)
{
    struct be_interval all = {0};

    for (; *text != NULL; text++)
        all = be_interval_add(all, money(*text));
    return all;
}

#define SUM(...) sum((const char *const[]){__VA_ARGS__, NULL})

static void half_a_unit_of_the_last_place(void **state)
{
    (void)state;
    assert_true(money("31.6").half == money("31.60").half);   /* 万元: two decimals at least */
    assert_true(money("31.600").half * 10 == money("31.6").half);
    assert_true(money("0").half == 0);                        /* nothing is nothing */
    assert_true(money("12").mid == (be_exact)120000 * 1000000);
}

static void sums_hold_within_their_rounding(void **state)
{
    (void)state;
    assert_true(be_interval_meets(money("690.59"), SUM("608.97", "81.63")));   /* 690.60 */
    assert_true(be_interval_meets(money("641.15"), SUM("560.62", "21.43", "59.09")));
    assert_false(be_interval_meets(money("690.57"), SUM("608.97", "81.63")));
    assert_false(be_interval_meets(money("2051.06"), SUM("2033.32", "47.74")));
    /* 0.015 exactly is inside; these differ by 0.01 where binary floating point says more */
    assert_true(be_interval_meets(money("2425.25"), SUM("2425.24")));
    assert_true(be_interval_meets(money("4683.96"), SUM("4683.95")));
    /* one part that is zero adds no rounding */
    assert_false(be_interval_meets(money("10.02"), SUM("10.00", "0", "0", "0", "0", "0")));
}

static void shares_hold_within_theirs(void **state)
{
    (void)state;
    assert_true(be_interval_share(percent("87.14"), money("2835.33"), money("3253.80")));
    assert_false(be_interval_share(percent("85.66"), money("560.62"), money("641.15")));
    assert_false(be_interval_share(percent("3.8"), money("21.43"), money("641.15")));
    assert_false(be_interval_share(percent("35.53"), money("11.00"), money("32.64")));
    assert_false(be_interval_share(percent("3.98"), money("31.6"), money("792.56")));
    assert_false(be_interval_share(percent("1.87"), money("14.68"), money("777.88")));
    assert_true(be_interval_share(percent("6.31"), money("0.7"), money("11.1")));
    assert_true(be_interval_share(percent("100"), money("5"), money("5")));
    assert_false(be_interval_share(percent("100"), money("4990"), money("5000")));
    assert_true(be_interval_share(percent("0"), money("0"), money("5")));
    assert_false(be_interval_share(percent("5"), money("5"), money("0")));
    assert_true(be_interval_share(percent("-50"), money("-5"), money("10")));
    assert_false(be_interval_share(percent("-50"), money("5"), money("10")));
}

static void exact_numbers_are_written_plain(void **state)
{
    char text[BE_EXACT_CHARS];
    struct { const char *in, *out; } t[] = {
        {"3118.40", "3118.4"}, {"-30.00", "-30"}, {"0.005", "0.005"}, {"0", "0"}, {"2952.11", "2952.11"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        size_t n = be_exact_write(text, money(t[i].in).mid, 4);

        assert_true(be_span_is(be_span(text, n), t[i].out));
    }
}

static void what_does_not_fit_is_left_out(void **state)
{
    struct be_interval out;
    struct be_decimal big = {INT64_MAX, 0}, fine = {1, 18};

    (void)state;
    assert_false(be_interval_make(&out, big, 12, 2));
    assert_false(be_interval_make(&out, fine, 0, 2));
    assert_false(be_percent_make(&out, big));
}

static bool selects(const char *list, const char *id)
{
    bool chosen[BE_RULES_MAX];
    struct be_span bad;

    assert_true(be_rules_select(chosen, list, &bad));
    for (size_t i = 0; i < be_rules_count(); i++)
        if (strcmp(be_rules_info(i)->id, id) == 0)
            return chosen[i];
    fail();
    return false;
}

static void lists_of_rules(void **state)
{
    bool chosen[BE_RULES_MAX];
    struct be_span bad;

    (void)state;
    assert_true(be_rules_count() < BE_RULES_MAX);
    assert_true(selects(NULL, "T01"));
    assert_true(selects("T01", "T01"));
    assert_false(selects("T01", "T02"));
    assert_true(selects("T0*", "T09"));
    assert_false(selects("T0*", "T10"));
    assert_false(selects("-T*", "T10"));
    assert_true(selects("-T01", "T10"));
    assert_false(selects("T*,-T10", "T10"));
    assert_true(selects("-T*,T10", "T10"));
    assert_false(be_rules_select(chosen, "T01,Q7", &bad));
    assert_true(be_span_is(bad, "Q7"));
    assert_false(be_rules_select(chosen, "", &bad));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_a_unit_of_the_last_place),
        cmocka_unit_test(sums_hold_within_their_rounding),
        cmocka_unit_test(shares_hold_within_theirs),
        cmocka_unit_test(exact_numbers_are_written_plain),
        cmocka_unit_test(what_does_not_fit_is_left_out),
        cmocka_unit_test(lists_of_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
