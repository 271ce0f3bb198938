/* Records of a pipeline say what they have in common with the one before: it is so, and a row
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
#include "output/writer.h"

static struct be_buf before[BE_COLUMNS], quick, plain;
static struct be_out quick_out, plain_out;
static struct be_writer quick_writer, plain_writer;
static uint64_t records, kept, turn;

static enum be_status take(void *user, const char *p, size_t n)
{
    return be_buf_add(user, be_span(p, n));
}

static enum be_status record(void *user, const struct be_record *r)
{
    (void)user;
    assert_true(r->padded);
    for (size_t i = 0; i < BE_COLUMNS; i++) {
        if (records > 0 && (r->same >> i & 1) != 0) {
            if (!be_span_eq(r->field[i], be_buf_span(&before[i])))
                fail_msg("%s of record %.*s changed in silence", be_column_name((enum be_column)i, false),
                         (int)r->field[BE_N].len, r->field[BE_N].p);
            kept++;
        }
        before[i].len = 0;
        assert_int_equal(be_buf_add(&before[i], r->field[i]), BE_OK);
    }
    records++;
    if (++turn % 7 == 0 || turn % 11 == 0) {   /* a filter lets it not through */
        be_writer_pass(&quick_writer, r);
        return BE_OK;
    }
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
    assert_true(records > 1000 && kept > 10 * records);
    assert_int_equal(quick.len, plain.len);
    assert_memory_equal(quick.p, plain.p, plain.len);
    be_pipeline_free(pipeline);
    be_model_free(model);
    for (size_t i = 0; i < BE_COLUMNS; i++)
        be_buf_free(&before[i]);
    be_buf_free(&quick);
    be_buf_free(&plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_the_same_is_the_same)};

    return cmocka_run_group_tests_name("records", tests, NULL, NULL);
}
