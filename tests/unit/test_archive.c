/* Archives of every kind, made here with the library that reads them: members, names, damage. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "run/archive.h"

#define SIZE (1u << 20)
static char made[SIZE];

static const struct be_globs all = {0};
static const struct be_archive_limits limits = {1u << 30, 250, 4};

static void add(struct archive *w, const char *name, const char *text)
{
    struct archive_entry *e = archive_entry_new();

    archive_entry_copy_pathname(e, name);
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    archive_entry_set_size(e, (la_int64_t)strlen(text));
    assert_int_equal(archive_write_header(w, e), ARCHIVE_OK);
    assert_int_equal(archive_write_data(w, text, strlen(text)), (la_ssize_t)strlen(text));
    archive_entry_free(e);
}

/* An archive of two members in made; returns its size. 0: the library cannot write it. */
static size_t make(int (*format)(struct archive *), int (*filter)(struct archive *), const char *first_name)
{
    struct archive *w = archive_write_new();
    size_t used = 0;

    if (format(w) != ARCHIVE_OK || (filter != NULL && filter(w) != ARCHIVE_OK)) {
        archive_write_free(w);
        return 0;
    }
    archive_write_set_bytes_in_last_block(w, 1);
    assert_int_equal(archive_write_open_memory(w, made, SIZE, &used), ARCHIVE_OK);
    add(w, first_name, "first text\n");
    add(w, "b/second.txt", "second\n");
    archive_write_close(w);
    archive_write_free(w);
    return used;
}

/* "NAME=TEXT|NAME=TEXT|", a failure as NAME!, of the first n bytes of made in a file or a pipe. */
static void read_made(char *out, size_t size, size_t n, bool piped, const struct be_archive_limits *how)
{
    struct be_archive *a = be_archive_new(how, &all);
    FILE *file = tmpfile();
    int ends[2], fd = fileno(file);
    struct be_member m;
    size_t len = 0, seen = n < BE_ARCHIVE_BEGIN ? n : BE_ARCHIVE_BEGIN;
    enum be_status rc;

    assert_true(be_archive_begins(be_span(made, seen)));
    fwrite(made, 1, n, file);
    rewind(file);
    if (piped) {
        assert_int_equal(pipe(ends), 0);
        assert_int_equal(write(ends[1], made + seen, n - seen), (ssize_t)(n - seen));
        close(ends[1]);
        fd = ends[0];
    }
    out[0] = '\0';
    rc = be_archive_open(a, fd, be_span(made, seen));
    while (rc == BE_OK && be_archive_next(a, &m) == BE_OK && m.name != NULL) {
        struct be_span bytes = {"", 1};

        len += (size_t)snprintf(out + len, size - len, "%s%s", m.name, m.failed != NULL ? "!" : "=");
        while (m.failed == NULL && bytes.len > 0) {
            if (be_archive_read(a, &bytes) != BE_OK) {
                len += (size_t)snprintf(out + len, size - len, "!");
                break;
            }
            len += (size_t)snprintf(out + len, size - len, "%.*s", (int)bytes.len, bytes.p);
        }
        len += (size_t)snprintf(out + len, size - len, "|");
        assert_true(len < size);
    }
    if (rc != BE_OK)
        snprintf(out, size, "!");
    be_archive_free(a);
    fclose(file);
    if (piped)
        close(ends[0]);
}

static void every_kind_is_read_from_files_and_pipes(void **state)
{
    static const struct {
        int (*format)(struct archive *), (*filter)(struct archive *);
    } kinds[] = {
        {archive_write_set_format_ustar, NULL},
        {archive_write_set_format_pax, archive_write_add_filter_gzip},
        {archive_write_set_format_gnutar, archive_write_add_filter_bzip2},
        {archive_write_set_format_pax, archive_write_add_filter_xz},
        {archive_write_set_format_pax, archive_write_add_filter_zstd},
        {archive_write_set_format_zip, NULL},
        {archive_write_set_format_7zip, NULL},
        {archive_write_set_format_zip, archive_write_add_filter_gzip},
    };
    char got[4096];

    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        size_t n = make(kinds[i].format, kinds[i].filter, "a.txt");

        for (int piped = 0; n > 0 && piped < 2; piped++) {
            read_made(got, sizeof got, n, piped, &limits);
            assert_string_equal(got, "a.txt=first text\n|b/second.txt=second\n|");
        }
    }
}

static void names_of_chinese_windows_are_read(void **state)
{
    char got[4096];
    size_t n;

    (void)state;
    n = make(archive_write_set_format_zip, NULL, "\xD4\xA4\xCB\xE3.txt"); /* GBK */
    read_made(got, sizeof got, n, false, &limits);
    assert_string_equal(got, "预算.txt=first text\n|b/second.txt=second\n|");
    n = make(archive_write_set_format_ustar, NULL, "预算.txt");
    read_made(got, sizeof got, n, true, &limits);
    assert_string_equal(got, "预算.txt=first text\n|b/second.txt=second\n|");
    n = make(archive_write_set_format_ustar, NULL, "\xFFx.txt");
    read_made(got, sizeof got, n, true, &limits);
    assert_string_equal(got, "\\xFFx.txt=first text\n|b/second.txt=second\n|");
    n = make(archive_write_set_format_ustar, NULL, "../../etc/passwd");
    read_made(got, sizeof got, n, false, &limits);
    assert_string_equal(got, "../../etc/passwd=first text\n|b/second.txt=second\n|");
    n = make(archive_write_set_format_zip, NULL, "__MACOSX/._a.txt");
    read_made(got, sizeof got, n, false, &limits);
    assert_string_equal(got, "b/second.txt=second\n|");
}

static void an_archive_cut_anywhere_ends(void **state)
{
    static int (*const formats[])(struct archive *) = {
        archive_write_set_format_ustar, archive_write_set_format_zip, archive_write_set_format_7zip,
    };
    char got[4096];

    (void)state;
    for (size_t f = 0; f < sizeof formats / sizeof formats[0]; f++) {
        size_t n = make(formats[f], NULL, "a.txt");

        for (size_t cut = f == 0 ? 600 : 40; cut < n; cut += 37)
            read_made(got, sizeof got, cut, cut % 2 == 0, &limits);
    }
}

static void what_expands_too_much_is_left_out(void **state)
{
    static const struct be_archive_limits small = {12, 250, 4};
    char got[4096];
    size_t n = make(archive_write_set_format_zip, NULL, "a.txt");

    (void)state;
    read_made(got, sizeof got, n, false, &small);
    assert_string_equal(got, "a.txt=first text\n|b/second.txt!|");
}

static void office_documents_are_no_archives(void **state)
{
    size_t n = make(archive_write_set_format_zip, NULL, "[Content_Types].xml");

    (void)state;
    assert_false(be_archive_begins(be_span(made, n)));
    assert_false(be_archive_begins(BE_LIT("BZh9 is how a text may begin")));
    assert_false(be_archive_begins(BE_LIT("")));
    assert_false(be_archive_begins(BE_LIT("PK")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_read_from_files_and_pipes),
        cmocka_unit_test(names_of_chinese_windows_are_read),
        cmocka_unit_test(an_archive_cut_anywhere_ends),
        cmocka_unit_test(what_expands_too_much_is_left_out),
        cmocka_unit_test(office_documents_are_no_archives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
