/* The journal: what was synced comes back, torn and altered lines do not, others are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "run/journal.h"

static char path[] = "/tmp/test_journal.XXXXXX";
static char reason[512];

static int make_path(void **state)
{
    (void)state;
    strcpy(path + sizeof path - 7, "XXXXXX");
    close(mkstemp(path));
    return 0;
}

static int remove_path(void **state)
{
    (void)state;
    unlink(path);
    return 0;
}

/* Entries of three inputs; the second failed, the third's name has a line end. */
static void write_three(void)
{
    struct be_journal *j;
    struct be_journal_entry e[] = {
        {.doc = BE_LIT("a.txt"), .size = 10, .mtime = 1700000000123456789, .errors = 2, .at = {100, 5}},
        {.doc = BE_LIT("没有.txt"), .size = -1, .failed = true, .at = {100, 5}},
        {.doc = BE_LIT("b\nc\td.txt"), .size = 3000000000, .mtime = -5, .at = {4000000000, 6}},
    };

    assert_int_equal(be_journal_begin(&j, path, " --year=2024", 2), BE_OK);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(be_journal_add(j, &e[i]), BE_OK);
    assert_int_equal(be_journal_sync(j), BE_OK);
    be_journal_free(j);
}

static enum be_status resume(struct be_journal **j)
{
    return be_journal_resume(j, path, " --year=2024", 2, reason, sizeof reason);
}

static void what_was_synced_comes_back(void **state)
{
    struct be_journal_entry e;
    struct be_journal *j;

    (void)state;
    write_three();
    assert_int_equal(resume(&j), BE_OK);
    assert_int_equal(be_journal_past(j)->entries, 3);
    assert_int_equal(be_journal_past(j)->failed, 1);
    assert_int_equal(be_journal_past(j)->errors, 2);
    assert_true(be_journal_past(j)->at[0] == 4000000000);
    assert_int_equal(be_journal_past(j)->at[1], 6);
    assert_false(be_journal_past(j)->ended);
    assert_true(be_journal_next(j, &e));
    assert_true(be_journal_same(&e, BE_LIT("a.txt")));
    assert_true(e.size == 10 && e.mtime == 1700000000123456789 && !e.failed);
    assert_true(be_journal_next(j, &e));
    assert_true(be_journal_same(&e, BE_LIT("没有.txt")) && e.size == -1 && e.failed);
    assert_true(be_journal_next(j, &e));
    assert_true(be_journal_same(&e, BE_LIT("b\nc\td.txt")) && e.mtime == -5);
    assert_false(be_journal_same(&e, BE_LIT("b")));
    assert_false(be_journal_next(j, &e));
    be_journal_free(j);
}

/* However a line is cut or altered: those before it count, and what is added next is whole. */
static void a_torn_line_does_not_count(void **state)
{
    struct be_journal *j;
    struct be_journal_entry more = {.doc = BE_LIT("more.txt"), .at = {7, 8}};
    struct stat st;

    (void)state;
    write_three();
    assert_int_equal(stat(path, &st), 0);
    for (off_t cut = st.st_size - 1; cut > st.st_size - 20; cut--) {
        write_three();
        assert_int_equal(truncate(path, cut), 0);
        assert_int_equal(resume(&j), BE_OK);
        assert_int_equal(be_journal_past(j)->entries, 2);
        assert_int_equal(be_journal_add(j, &more), BE_OK);
        assert_int_equal(be_journal_sync(j), BE_OK);
        be_journal_free(j);
        assert_int_equal(resume(&j), BE_OK);
        assert_int_equal(be_journal_past(j)->entries, 3);
        assert_int_equal(be_journal_past(j)->at[1], 8);
        be_journal_free(j);
    }
    for (off_t at = st.st_size - 12; at > st.st_size - 30; at--) {
        int fd;

        write_three();
        fd = open(path, O_WRONLY);
        assert_int_equal(pwrite(fd, "#", 1, at), 1);
        close(fd);
        assert_int_equal(resume(&j), BE_OK);
        assert_int_equal(be_journal_past(j)->entries, 2);
        be_journal_free(j);
    }
}

static void an_end_is_remembered(void **state)
{
    struct be_journal *j;

    (void)state;
    write_three();
    assert_int_equal(resume(&j), BE_OK);
    assert_int_equal(be_journal_end(j), BE_OK);
    assert_int_equal(be_journal_sync(j), BE_OK);
    be_journal_free(j);
    assert_int_equal(resume(&j), BE_OK);
    assert_true(be_journal_past(j)->ended);
    assert_int_equal(be_journal_past(j)->entries, 3);
    be_journal_free(j);
}

static void others_are_refused(void **state)
{
    struct be_journal *j, *second;
    FILE *f;

    (void)state;
    write_three();
    assert_int_equal(be_journal_resume(&j, path, " --year=2023", 2, reason, sizeof reason), BE_EUSAGE);
    assert_non_null(strstr(reason, "--year=2024"));
    assert_int_equal(be_journal_resume(&j, path, " --year=2024", 3, reason, sizeof reason), BE_EUSAGE);
    f = fopen(path, "w");
    fputs("something else\n", f);
    fclose(f);
    assert_int_equal(resume(&j), BE_EUSAGE);
    assert_int_equal(be_journal_resume(&j, "/nowhere/journal", "", 2, reason, sizeof reason), BE_EIO);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(be_journal_begin(&j, path, "", 2), BE_OK);
    assert_int_equal(be_journal_begin(&second, path, "", 2), BE_EIO);
    assert_int_equal(errno, EWOULDBLOCK);
    be_journal_free(j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_synced_comes_back, make_path, remove_path),
        cmocka_unit_test_setup_teardown(a_torn_line_does_not_count, make_path, remove_path),
        cmocka_unit_test_setup_teardown(an_end_is_remembered, make_path, remove_path),
        cmocka_unit_test_setup_teardown(others_are_refused, make_path, remove_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
