/* The patterns: loading, the lexicon, search, limits, samples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "recognize/pattern.h"

static void print(void *user, const char *message)
{
    (void)user;
    fprintf(stderr, "%s\n", message);
}

static void built_in_patterns_agree_with_their_samples(void **state)
{
    struct be_patterns *set;

    (void)state;
    assert_int_equal(be_patterns_load(&set, NULL, print, NULL), BE_OK);
    assert_int_equal(be_patterns_check(set, print, NULL), BE_OK);
    be_patterns_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(built_in_patterns_agree_with_their_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
