/* Worksheets: more rows than one may have begin a further one, with a document where they can. */
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
#include "output/record.h"
#include "run/sheet.h"

static char path[] = "/tmp/test_sheet.XXXXXX";

/* Rows "NAME n text", so many of each document. */
static void fill(struct be_spool *spool, const char *const *name, const size_t *rows, size_t documents)
{
    char row[128];

    assert_int_equal(be_spool_open(spool, "/tmp"), BE_OK);
    for (size_t d = 0; d < documents; d++)
        for (size_t i = 0; i < rows[d]; i++) {
            int n = snprintf(row, sizeof row, "%s\t%zu\t合计\n", name[d], i + 1);
            assert_int_equal(be_spool_add(spool, be_span(row, (size_t)n)), BE_OK);
        }
}

/* The workbook's parts of this name, as one text. */
static void read_part(const char *part, char *text, size_t room)
{
    struct archive *zip = archive_read_new();
    struct archive_entry *entry;
    la_ssize_t n = 0;

    archive_read_support_format_zip(zip);
    assert_int_equal(archive_read_open_filename(zip, path, 65536), ARCHIVE_OK);
    while (archive_read_next_header(zip, &entry) == ARCHIVE_OK)
        if (strcmp(archive_entry_pathname(entry), part) == 0)
            n = archive_read_data(zip, text, room - 1);
    assert_true(n >= 0 && (size_t)n < room - 1);
    text[n] = '\0';
    archive_read_free(zip);
}

static size_t count(const char *text, const char *word)
{
    size_t n = 0;

    for (const char *p = text; (p = strstr(p, word)) != NULL; p++)
        n++;
    return n;
}

/* Worksheets of at most `limit` rows; their rows are as expected, 0 at the end. */
static void check(size_t limit, const char *const *name, const size_t *rows, size_t documents, const size_t *want)
{
    static char text[1 << 20];
    struct be_layout layout = {.format = BE_TSV};
    struct be_sheet_ask ask = {.name = "figures", .layout = &layout, .rows = limit};
    struct be_spool spool;
    struct be_book book;
    struct be_span bad;
    size_t sheets = 0;
    char part[64];

    assert_int_equal(be_layout_columns(&layout, &be_record_schema, "doc,n,item", &bad), BE_OK);
    fill(&spool, name, rows, documents);
    assert_true(be_late_workbook() && be_late_archive());
    assert_int_equal(be_book_open(&book, path, "/tmp", false), BE_OK);
    assert_int_equal(be_sheet_write(&book, &spool, &ask), BE_OK);
    assert_int_equal(be_book_close(&book, path), BE_OK);
    be_spool_close(&spool);
    for (; want[sheets] > 0; sheets++) {
        snprintf(part, sizeof part, "xl/worksheets/sheet%zu.xml", sheets + 1);
        read_part(part, text, sizeof text);
        assert_int_equal(count(text, "<row "), want[sheets] + 1); /* and the header */
        snprintf(part, sizeof part, "<autoFilter ref=\"A1:C%zu\"/>", want[sheets] + 1);
        assert_non_null(strstr(text, part));
    }
    read_part("xl/workbook.xml", text, sizeof text);
    assert_int_equal(count(text, "<sheet "), sheets);
    snprintf(part, sizeof part, "\"figures %zu\"", sheets);
    assert_true(sheets == 1 || strstr(text, part) != NULL);
}

static void rows_over_the_limit_begin_a_sheet_with_a_document(void **state)
{
    static const char *const name[] = {"a.txt", "b.txt", "c.txt", "d.txt"};
    static const size_t some[] = {3, 3, 7, 1}, exact[] = {5, 5, 4, 1}, one[] = {16, 0, 0, 0};

    (void)state;
    check(5, name, some, 4, (const size_t[]){3, 3, 5, 3, 0}); /* c.txt alone has more than fit */
    check(5, name, exact, 4, (const size_t[]){5, 5, 5, 0});
    check(5, name, one, 1, (const size_t[]){5, 5, 5, 1, 0});
    check(16, name, one, 1, (const size_t[]){16, 0});
    check(0, name, some, 4, (const size_t[]){14, 0}); /* as many as Excel takes */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_over_the_limit_begin_a_sheet_with_a_document)};
    int failed;

    close(mkstemp(path));
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path);
    return failed;
}
