/* A list of agencies: names and aliases are found however they are spaced, never guessed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "output/agencies.h"

static char said[512];

static void say(void *user, const char *message)
{
    (void)user;
    snprintf(said, sizeof said, "%s", message);
}

static enum be_status load(struct be_agencies **a, const char *text)
{
    char path[] = "/tmp/test_agencies.XXXXXX";
    int fd = mkstemp(path);
    enum be_status rc;

    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    said[0] = '\0';
    rc = be_agencies_load(a, path, say, NULL);
    unlink(path);
    return rc;
}

static void check(const struct be_agencies *a, const char *name, const char *code)
{
    const struct be_span *f = be_agencies_find(a, be_span_of(name));

    if (code == NULL ? f != NULL : f == NULL || !be_span_is(f[BE_AGENCY_CODE], code))
        fail_msg("%s", name);
}

static void names_and_aliases_are_found(void **state)
{
    struct be_agencies *a;
    const struct be_span *f;

    (void)state;
    assert_int_equal(load(&a, "\xEF\xBB\xBF" "code,name,aliases,parent,region,level\r\n"
                              "001,甲市教育局,市教育局|教育局;教委,甲市人民政府,甲市,市级\r\n"
                              "002,乙县教育局（机关）,教育局,乙县人民政府,乙县,县级\r\n"
                              "003,\"甲市　第一 中学\",,甲市教育局,甲市,\r\n"), BE_OK);
    check(a, "甲市教育局", "001");
    check(a, " 甲 市教育局（本级）", "001");
    check(a, "甲市教育局(本级)", "001");
    check(a, "教委", "001");
    check(a, "教育局", NULL); /* of two */
    check(a, "乙县教育局", "002");
    check(a, "“甲市第一中学”", "003");
    check(a, "第一中学", NULL);
    check(a, "", NULL);
    f = be_agencies_find(a, BE_LIT("甲市第一中学"));
    assert_true(be_span_is(f[BE_AGENCY_NAME], "甲市　第一 中学"));
    assert_true(be_span_is(f[BE_AGENCY_PARENT], "甲市教育局"));
    assert_true(be_span_is(f[BE_AGENCY_REGION], "甲市"));
    assert_int_equal(f[BE_AGENCY_LEVEL].len, 0);
    assert_null(be_agencies_find(NULL, BE_LIT("甲市教育局")));
    be_agencies_free(a);
}

static void columns_may_be_missing_but_name(void **state)
{
    struct be_agencies *a;
    struct be_span f[BE_AGENCY_COLUMNS];

    (void)state;
    assert_int_equal(load(&a, "name,region\n甲局,丙市\n"), BE_OK);
    be_agencies_fill(a, BE_LIT("甲局"), f);
    assert_true(be_span_is(f[BE_AGENCY_REGION], "丙市"));
    assert_int_equal(f[BE_AGENCY_CODE].len, 0);
    be_agencies_fill(a, BE_LIT("乙局"), f);
    assert_int_equal(f[BE_AGENCY_NAME].len, 0);
    be_agencies_free(a);
    assert_int_equal(load(&a, "code,region\n1,2\n"), BE_EPATTERN);
    assert_non_null(strstr(said, "column name is missing"));
    assert_int_equal(load(&a, "name,code\n,2\n"), BE_EPATTERN);
    assert_non_null(strstr(said, ":2:"));
    assert_int_equal(load(&a, ""), BE_EPATTERN);
    assert_int_equal(be_agencies_load(&a, "/nowhere.csv", say, NULL), BE_EIO);
    assert_int_equal(errno, ENOENT);
}

static void many_are_found_too(void **state)
{
    struct be_agencies *a;
    char *text = malloc(1 << 20), name[64];
    size_t n = (size_t)sprintf(text, "name,code\n");

    (void)state;
    for (int i = 0; i < 20000; i++)
        n += (size_t)sprintf(text + n, "第%d局,%d\n", i, i);
    assert_int_equal(load(&a, text), BE_OK);
    for (int i = 0; i < 20000; i += 77) {
        char code[16];

        snprintf(name, sizeof name, "第 %d 局", i);
        snprintf(code, sizeof code, "%d", i);
        check(a, name, code);
    }
    be_agencies_free(a);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_aliases_are_found),
        cmocka_unit_test(columns_may_be_missing_but_name),
        cmocka_unit_test(many_are_found_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
