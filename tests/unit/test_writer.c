/* The writers: what is written can be read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/buf.h"
#include "output/writer.h"

static enum be_status collect(void *user, const char *p, size_t n)
{
    return be_buf_add(user, be_span(p, n));
}

/* One row of all columns through a writer, into text. */
static void write_row(struct be_buf *text, const struct be_layout *layout, const struct be_record *r)
{
    struct be_writer writer;
    struct be_out out;

    text->len = 0;
    assert_int_equal(be_out_function(&out, collect, text), BE_OK);
    be_writer_init(&writer, layout, &out);
    assert_int_equal(be_writer_row(&writer, r->field), BE_OK);
    assert_int_equal(be_out_close(&out, true), BE_OK);
}

static struct be_layout all_columns(enum be_format format)
{
    struct be_layout layout = {.format = format};
    struct be_span bad;

    assert_int_equal(be_layout_columns(&layout, &be_record_schema, NULL, &bad), BE_OK);
    return layout;
}

static uint32_t seed = 20240601;
static uint32_t dice(uint32_t sides)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % sides;
}

/* A field made of what is awkward to some format. */
static struct be_span awkward(char *room, size_t size)
{
    static const char *const bits[] = {
        "a", "行", "政运行", ",", "\"", "\n", "\r", "\t", "\\", " ", "=", "-", "1", "2024", ".", "\\n", "；",
        "\x01", "'", "abcdefgh", "{", "\x7f",
    };
    size_t len = 0, n = dice(12);

    for (size_t i = 0; i < n; i++) {
        const char *bit = bits[dice(sizeof bits / sizeof bits[0])];

        if (len + strlen(bit) > size)
            break;
        memcpy(room + len, bit, strlen(bit));
        len += strlen(bit);
    }
    return be_span(room, len);
}

struct read_back {
    const struct be_record *expected;
    size_t field, rows;
};

static void on_field(void *p, size_t n, void *user)
{
    struct read_back *r = user;

    assert_true(r->field < BE_COLUMNS);
    assert_true(be_span_eq(be_span(p, n), r->expected->field[r->field]));
    r->field++;
}

static void on_end(int c, void *user)
{
    struct read_back *r = user;

    (void)c;
    assert_int_equal(r->field, BE_COLUMNS);
    r->rows++;
}

static void csv_is_read_back_the_same_by_libcsv(void **state)
{
    struct be_layout layout = all_columns(BE_CSV);
    static char room[BE_COLUMNS][128];
    struct be_buf text = {0};

    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct be_record record = {0};
        struct read_back back = {&record, 0, 0};
        struct csv_parser parser;

        for (size_t i = 0; i < BE_COLUMNS; i++)
            record.field[i] = awkward(room[i], sizeof room[i]);
        write_row(&text, &layout, &record);
        assert_int_equal(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
        assert_int_equal(csv_parse(&parser, text.p, text.len, on_field, on_end, &back), text.len);
        assert_int_equal(csv_fini(&parser, on_field, on_end, &back), 0);
        assert_int_equal(back.rows, 1);
        csv_free(&parser);
    }
    be_buf_free(&text);
}

static void tsv_is_a_line_a_row_and_read_back_the_same(void **state)
{
    struct be_layout layout = all_columns(BE_TSV);
    static char room[BE_COLUMNS][128];
    struct be_buf text = {0}, back = {0};

    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct be_record record = {0};
        size_t at = 0;

        for (size_t i = 0; i < BE_COLUMNS; i++)
            record.field[i] = awkward(room[i], sizeof room[i]);
        write_row(&text, &layout, &record);
        assert_ptr_equal(memchr(text.p, '\n', text.len), text.p + text.len - 1);
        for (size_t i = 0; i < BE_COLUMNS; i++, at++) {
            for (back.len = 0; text.p[at] != '\t' && text.p[at] != '\n'; at++) {
                char c = text.p[at];

                if (c == '\\') {
                    c = text.p[++at];
                    c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
                }
                be_buf_byte(&back, c);
            }
            assert_true(be_span_eq(be_buf_span(&back), record.field[i]));
        }
        assert_int_equal(at, text.len);
    }
    be_buf_free(&text);
    be_buf_free(&back);
}

/* What is written for one field of a column, without the line end. */
static void one_field(struct be_buf *text, enum be_format format, bool excel, const char *column,
                      const char *value)
{
    struct be_layout layout = {.format = format, .excel = excel};
    struct be_record record = {0};
    struct be_span bad;

    assert_int_equal(be_layout_columns(&layout, &be_record_schema, column, &bad), BE_OK);
    record.field[layout.column[0]] = be_span_of(value);
    write_row(text, &layout, &record);
    text->len -= excel ? 2 : 1;
    assert_int_equal(be_buf_byte(text, '\0'), BE_OK);
}

static void spreadsheets_neither_alter_nor_run_a_cell(void **state)
{
    static const struct { const char *column, *value, *written; } cases[] = {
        {"number", "3253.80", "3253.80"},
        {"number", "-3.94", "-3.94"},
        {"yuan", "1234567890123456", "\"=\"\"1234567890123456\"\"\""},
        {"yuan", "123456789012345", "123456789012345"},
        {"number", "0.000000000000001", "0.000000000000001"},
        {"code", "2080101", "\"=\"\"2080101\"\"\""},
        {"path", "2.3", "\"=\"\"2.3\"\"\""},
        {"value", "968.84", "968.84"},
        {"value", "007", "\"=\"\"007\"\"\""},
        {"value", "2024-01", "\"=\"\"2024-01\"\"\""},
        {"item", "1/2", "\"=\"\"1/2\"\"\""},
        {"item", "12月5日", "\"=\"\"12月5日\"\"\""},
        {"item", "3E5", "\"=\"\"3E5\"\"\""},
        {"item", "=HYPERLINK(\"http://x\")", "\"=\"\"=HYPERLINK(\"\"\"\"http://x\"\"\"\")\"\"\""},
        {"item", "@SUM(1)", "\"=\"\"@SUM(1)\"\"\""},
        {"item", "+1", "\"=\"\"+1\"\"\""},
        {"item", " =1", "\"=\"\" =1\"\"\""},
        {"item", "＝1", "\"=\"\"＝1\"\"\""},
        {"item", "-", "\"=\"\"-\"\"\""},
        {"item", "行政运行", "行政运行"},
        {"item", "2024年预算", "2024年预算"},
        {"item", "", "\"\""},
    };
    struct be_buf text = {0};
    char longest[400];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        one_field(&text, BE_CSV, true, cases[i].column, cases[i].value);
        if (cases[i].value[0] != '\0')
            assert_string_equal(text.p, cases[i].written);
    }
    memset(longest, '1', sizeof longest);
    longest[0] = '=';
    longest[sizeof longest - 1] = '\0';
    one_field(&text, BE_CSV, true, "text", longest);
    assert_memory_equal(text.p, "\"'=111", 6);
    be_buf_free(&text);
}

static void json_numbers_are_numbers_digit_for_digit(void **state)
{
    static const struct { const char *column, *value, *written; } cases[] = {
        {"number", "3253.80", "{\"number\":3253.80}"},
        {"number", "-0.5", "{\"number\":-0.5}"},
        {"yuan", "92233720368547758.07", "{\"yuan\":92233720368547758.07}"},
        {"number", "007", "{\"number\":\"007\"}"},
        {"number", "1.", "{\"number\":\"1.\"}"},
        {"number", ".5", "{\"number\":\".5\"}"},
        {"value", "3253.80", "{\"value\":\"3253.80\"}"},
        {"code", "2080101", "{\"code\":\"2080101\"}"},
        {"text", "a\"b\\c\n\x01", "{\"text\":\"a\\\"b\\\\c\\n\\u0001\"}"},
        {"text", "", "{}"},
    };
    struct be_buf text = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        one_field(&text, BE_JSONL, false, cases[i].column, cases[i].value);
        assert_string_equal(text.p, cases[i].written);
    }
    be_buf_free(&text);
}

static void a_lone_empty_field_is_a_row_too(void **state)
{
    struct be_buf text = {0};

    (void)state;
    one_field(&text, BE_CSV, false, "item", "");
    assert_string_equal(text.p, "\"\"");
    be_buf_free(&text);
}

static void a_row_larger_than_the_buffer_goes_through(void **state)
{
    struct be_layout layout = all_columns(BE_CSV);
    struct be_record record = {0};
    struct be_buf text = {0};
    size_t n = 3 * BE_OUT_BYTES;
    char *big = malloc(n);

    (void)state;
    assert_non_null(big);
    memset(big, 'x', n);
    record.field[BE_NOTE] = be_span(big, n);
    write_row(&text, &layout, &record);
    assert_int_equal(text.len, n + BE_COLUMNS - 1 + 1);
    be_buf_free(&text);
    free(big);
}

static void every_column_has_two_names_and_two_descriptions(void **state)
{
    const struct be_schema *schemas[] = {&be_record_schema, &be_finding_schema};

    (void)state;
    for (size_t s = 0; s < 2; s++)
        for (size_t i = 0; i < schemas[s]->n; i++) {
            const struct be_column_info *c = &schemas[s]->column[i];

            assert_non_null(c->name);
            assert_non_null(c->zh);
            assert_non_null(c->about);
            assert_non_null(c->about_zh);
            assert_int_equal(be_schema_find(schemas[s], be_span_of(c->name)), i);
            assert_int_equal(be_schema_find(schemas[s], be_span_of(c->zh)), i);
            assert_true(strlen(c->zh) <= 64); /* be_writer_header's room */
        }
    assert_string_equal(be_column_name(BE_YUAN, true), "金额（元）");
    assert_string_equal(be_finding_column_name(BE_F_RULE, false), "rule");
}

/* The only file of a folder, or "" */
static bool there(const char *path)
{
    return access(path, F_OK) == 0;
}

static void a_file_appears_when_it_is_complete(void **state)
{
    char folder[] = "/tmp/bextract-test-XXXXXX", path[64], temp[64];
    struct be_out out;
    struct stat st;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/out.csv", folder);
    assert_int_equal(be_out_file(&out, path), BE_OK);
    assert_int_equal(be_out_add(&out, BE_LIT("a,b\n")), BE_OK);
    assert_false(there(path));
    assert_int_equal(be_out_close(&out, true), BE_OK);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_size, 4);

    assert_int_equal(be_out_file(&out, path), BE_OK); /* given up: the old one stays */
    snprintf(temp, sizeof temp, "%s", out.temp);
    assert_true(there(temp));
    assert_int_equal(be_out_close(&out, false), BE_OK);
    assert_false(there(temp));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_size, 4);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(be_out_file(&out, path), BE_EIO);
    assert_int_equal(out.error, ENOENT);
}

static void the_first_failure_is_kept(void **state)
{
    struct be_out out;

    (void)state;
    assert_int_equal(be_out_file(&out, "/dev/full"), BE_OK);
    assert_int_equal(be_out_add(&out, BE_LIT("x")), BE_OK);
    assert_int_equal(be_out_flush(&out), BE_EIO);
    assert_int_equal(be_out_add(&out, BE_LIT("x")), BE_EIO);
    assert_int_equal(be_out_close(&out, true), BE_EIO);
    assert_int_equal(out.error, ENOSPC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_is_read_back_the_same_by_libcsv),
        cmocka_unit_test(tsv_is_a_line_a_row_and_read_back_the_same),
        cmocka_unit_test(spreadsheets_neither_alter_nor_run_a_cell),
        cmocka_unit_test(json_numbers_are_numbers_digit_for_digit),
        cmocka_unit_test(a_lone_empty_field_is_a_row_too),
        cmocka_unit_test(a_row_larger_than_the_buffer_goes_through),
        cmocka_unit_test(every_column_has_two_names_and_two_descriptions),
        cmocka_unit_test(a_file_appears_when_it_is_complete),
        cmocka_unit_test(the_first_failure_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
