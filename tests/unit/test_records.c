/* Records of a pipeline say what they have in common with those before: it is so, and a row
 * written with it is the row written without.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include "base/buf.h"
#include "base/decimal.h"
#include "output/writer.h"
#include "resolve/marks.h"

#define KEPT 64u

static const struct { enum be_column first, last; } COLUMNS[BE_SAMES] = {
    [BE_SAME_DOC] = {BE_DOC, BE_DOC}, [BE_SAME_FRONT] = {BE_KIND, BE_LEVEL3}, [BE_SAME_TIME] = {BE_KIND, BE_TOPIC},
    [BE_SAME_LISTS] = {BE_STAT, BE_ROLLUP}, [BE_SAME_MEASURE] = {BE_MEASURE, BE_MEASURE},
    [BE_SAME_BACK] = {BE_SCHEME, BE_TABLE_ROW}, [BE_SAME_PLACE] = {BE_PATH, BE_TABLE_TITLE},
};
static struct { bool known; uint64_t number; struct be_buf text; } before[BE_SAMES][KEPT];
static struct be_buf quick, plain;
static struct be_out quick_out, plain_out;
static struct be_writer quick_writer, plain_writer;
static uint64_t records, kept[BE_SAMES], turn;

static enum be_status take(void *user, const char *p, size_t n)
{
    return be_buf_add(user, be_span(p, n));
}

static void same(const struct be_record *r, enum be_same what)
{
    size_t at = r->marks->same[what] % KEPT;
    struct be_buf *text = &before[what][at].text, now = {0};

    for (size_t i = COLUMNS[what].first; i <= COLUMNS[what].last; i++) {
        assert_int_equal(be_buf_add(&now, r->field[i]), BE_OK);
        assert_int_equal(be_buf_byte(&now, '|'), BE_OK);
    }
    if (before[what][at].known && before[what][at].number == r->marks->same[what]) {
        if (!be_span_eq(be_buf_span(&now), be_buf_span(text)))
            fail_msg("record %.*s: %.*s was %.*s", (int)r->field[BE_N].len, r->field[BE_N].p, (int)now.len, now.p, (int)text->len, text->p);
        kept[what]++;
    }
    be_buf_free(text);
    *text = now;
    before[what][at].number = r->marks->same[what];
    before[what][at].known = true;
}

static enum be_status record(void *user, const struct be_record *r)
{
    (void)user;
    for (unsigned i = 0; i < BE_SAMES; i++)
        same(r, (enum be_same)i);
    for (size_t i = 0; i < BE_COLUMNS; i++)
        for (size_t k = 0; (r->marks->made >> i & 1) != 0 && k < r->field[i].len; k++)
            assert_null(strchr(",\"\r\n \t", r->field[i].p[k]));
    if (r->field[BE_NUMBER].len > 0) {      /* the value, as a plain decimal */
        char room[BE_DECIMAL_CHARS];
        struct be_decimal a;

        assert_true(be_decimal_read(&a, r->field[BE_VALUE]));
        assert_true(be_span_eq(be_decimal_text(room, a, false), r->field[BE_NUMBER]));
    }
    records++;
    if (++turn % 7 == 0 || turn % 11 == 0)     /* a filter lets it not through */
        return BE_OK;
    if (turn % 101 == 0)
        assert_int_equal(be_out_flush(&quick_out), BE_OK);
    assert_int_equal(be_writer_record(&quick_writer, r), BE_OK);
    return be_writer_row(&plain_writer, r->field);
}

static void feed(struct be_pipeline *pipeline, const char *path)
{
    FILE *f = fopen(path, "rb");
    char chunk[4096];
    size_t n;

    assert_non_null(f);
    assert_int_equal(be_pipeline_name(pipeline, path), BE_OK);
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
        assert_int_equal(be_pipeline_feed(pipeline, chunk, n), BE_OK);
    fclose(f);
    assert_int_equal(be_pipeline_finish(pipeline), BE_OK);
}

/* A definition that is quoted and larger than a buffer, between two that are not. */
static void feed_large(struct be_pipeline *pipeline)
{
    static const char *const END = "。\n二、基本支出：指“日常”支出。\n";

    assert_int_equal(be_pipeline_name(pipeline, "a \"large\", one"), BE_OK);
    for (int i = 0; i < 3; i++) {
        const char *begin = "第四部分 名词解释\n一、财政拨款收入：指";

        assert_int_equal(be_pipeline_feed(pipeline, begin, strlen(begin)), BE_OK);
        for (int k = 0; k < (i == 1 ? 60000 : 1); k++)
            assert_int_equal(be_pipeline_feed(pipeline, "\",资金", 8), BE_OK);
        assert_int_equal(be_pipeline_feed(pipeline, END, strlen(END)), BE_OK);
    }
    assert_int_equal(be_pipeline_finish(pipeline), BE_OK);
}

static void what_is_the_same_is_the_same(void **state)
{
    static const struct be_options options;
    static const struct be_sink sink = {.record = record};
    struct be_layout layout = {.format = BE_CSV};
    struct be_pipeline *pipeline;
    struct be_model *model;
    struct be_span bad;
    glob_t corpus;

    (void)state;
    assert_int_equal(be_layout_columns(&layout, &be_record_schema, NULL, &bad), BE_OK);
    assert_int_equal(be_out_function(&quick_out, take, &quick), BE_OK);
    assert_int_equal(be_out_function(&plain_out, take, &plain), BE_OK);
    be_writer_init(&quick_writer, &layout, &quick_out);
    be_writer_init(&plain_writer, &layout, &plain_out);
    assert_int_equal(be_model_new(&model, NULL, NULL, NULL), BE_OK);
    pipeline = be_pipeline_new(model, &options, &sink);
    assert_non_null(pipeline);
    assert_int_equal(glob("corpus/*.txt", 0, NULL, &corpus), 0);
    for (size_t i = 0; i < corpus.gl_pathc; i++)
        feed(pipeline, corpus.gl_pathv[i]);
    feed_large(pipeline);
    feed(pipeline, corpus.gl_pathv[0]);
    globfree(&corpus);
    assert_int_equal(be_out_close(&quick_out, true), BE_OK);
    assert_int_equal(be_out_close(&plain_out, true), BE_OK);
    assert_true(records > 1000);
    for (unsigned i = 0; i < BE_SAMES; i++)
        assert_true(kept[i] > records / 8);
    assert_int_equal(quick.len, plain.len);
    assert_memory_equal(quick.p, plain.p, plain.len);
    be_pipeline_free(pipeline);
    be_model_free(model);
    for (size_t i = 0; i < BE_SAMES * KEPT; i++)
        be_buf_free(&before[i / KEPT][i % KEPT].text);
    be_buf_free(&quick);
    be_buf_free(&plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_the_same_is_the_same)};

    return cmocka_run_group_tests_name("records", tests, NULL, NULL);
}
