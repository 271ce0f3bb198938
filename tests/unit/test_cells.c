/* Cells: a table cut by a window's end between any two rows gives the same hits as the whole. */
#include "base/buf.h"
#include "table_bench.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define LINES 64u

static const char CODED[] =
    "科目编码\t科目名称\t2023年预算数\t2024年预算数\t\t\n"
    "\t\t\t总计\t基本支出\t项目支出\n"
    "合计\t\t30.00\t33.00\t21.00\t12.00\n"
    "208\t社会保障和就业支出\t20.00\t22.00\t10.00\t12.00\n"
    "20801\t人力资源和社会保障管理事务\t20.00\t22.00\t10.00\t12.00\n"
    "2080101\t行政运行\t10.00\t10.00\t10.00\t\n"
    "2080102\t一般行政管理事务\t10.00\t12.00\t\t12.00\n"
    "221\t住房保障支出\t10.00\t11.00\t11.00\t\n"
    "22102\t住房改革支出\t10.00\t11.00\t11.00\t\n"
    "2210201\t住房公积金\t10.00\t11.00\t11.00\t\n";

static const char INDICATORS[] =
    "单位名称\t项目名称\t预算数\t一级指标\t二级指标\t三级指标\t指标值\t度量单位\t权重\n"
    "甲局\t项目一\t5.00\t产出指标\t数量指标\t办件\t20\t件\t40\n"
    "\t\t\t\t质量指标\t合格率\t98\t%\t30\n"
    "\t\t\t效益指标\t社会效益指标\t受益人数\t300\t人\t30\n"
    "\t项目二\t6.00\t产出指标\t数量指标\t培训\t4\t次\t100\n";

static struct be_span keep(struct be_span text)
{
    char *to = malloc(text.len + 1);

    assert_non_null(to);
    if (text.len > 0)
        memcpy(to, text.p, text.len);
    return be_span(to, text.len);
}

/* One line a hit, all that must not depend on where the window ends. */
static void write_hits(struct be_buf *out, const struct be_hits *hits, bool rollup)
{
    char line[1024];

    for (size_t i = 0; i < hits->n; i++) {
        const struct be_hit *h = &hits->hit[i];
        int n = snprintf(line, sizeof line, "%llu %u,%u %.*s|%.*s>%.*s>%.*s|%.*s|%.*s%.*s|%.*s|%.*s|%.*s|%d %d %d\n",
                         (unsigned long long)h->line, h->table_row, h->table_col, (int)h->item.len, h->item.p,
                         (int)h->level[0].len, h->level[0].p, (int)h->level[1].len, h->level[1].p, (int)h->level[2].len,
                         h->level[2].p, (int)h->measure.len, h->measure.p, (int)h->value.len, h->value.p, (int)h->unit.len,
                         h->unit.p, (int)h->code.len, h->code.p, (int)h->project.len, h->project.p, (int)h->entity.len,
                         h->entity.p, h->year, (int)h->phase, rollup ? (int)h->rollup : 0);
        be_buf_add(out, be_span(line, (size_t)n));
    }
}

/* Lines [from, to) of the text as a window of its own, in memory that dies with it. */
static void find(struct be_context *cx, const char *text, size_t from, size_t to, bool last, struct be_buf *out, bool rollup)
{
    struct be_line line[LINES];
    struct be_window win = {.lines = line, .first = from == 0, .last = last};
    struct be_block block = {.type = BE_BLOCK_TABLE, .opens_above = from > 0, .unit = BE_LIT("万元")};
    size_t no = 0, begin = 0, end = 0;

    for (const char *p = text; *p != '\0'; no++) {
        const char *nl = strchr(p, '\n');
        if (no == from)
            begin = (size_t)(p - text);
        if (no >= from && no < to) {
            line[win.nlines++] = (struct be_line){.off = (uint32_t)((size_t)(p - text) - begin), .len = (uint32_t)(nl - p),
                                                  .no = no + 1, .type = BE_LINE_ROW};
            end = (size_t)(nl + 1 - text);
        }
        p = nl + 1;
    }
    win.text = keep(be_span(text + begin, end - begin));
    block.end = block.last = (uint32_t)win.nlines;
    cx->win = &win;
    cx->hits = (struct be_hits){0};
    assert_int_equal(be_cells_find(cx, &block), BE_OK);
    while (be_cells_more(cx))
        assert_int_equal(be_cells_next(cx), BE_OK);
    write_hits(out, &cx->hits, rollup);
    memset((char *)(uintptr_t)win.text.p, 'x', win.text.len);  /* nothing may look at it any more */
    free((char *)(uintptr_t)win.text.p);
    be_arena_reset(cx->arena);
}

static void cut_anywhere(struct be_context *cx, const char *text, size_t head, bool rollup)
{
    struct be_buf whole = {0}, parts = {0};
    size_t lines = 0;

    for (const char *p = text; *p != '\0'; p++)
        lines += *p == '\n';
    be_tables_reset(cx->tables);
    find(cx, text, 0, lines, true, &whole, rollup);
    assert_true(whole.len > 0);
    for (size_t cut = head + 1; cut < lines; cut++) {
        parts.len = 0;
        be_tables_reset(cx->tables);
        find(cx, text, 0, cut, false, &parts, rollup);
        find(cx, text, cut, lines, true, &parts, rollup);
        if (!be_span_eq(be_buf_span(&whole), be_buf_span(&parts)))
            fail_msg("cut before line %zu:\n%.*s\nwhole:\n%.*s", cut + 1, (int)parts.len, parts.p, (int)whole.len, whole.p);
    }
    be_buf_free(&whole);
    be_buf_free(&parts);
}

static void coded_table_cut_anywhere(void **state)
{
    cut_anywhere(*state, CODED, 2, true);
}

static void indicators_cut_anywhere(void **state)
{
    cut_anywhere(*state, INDICATORS, 1, true);
}

static int set_up(void **state)
{
    struct be_context *cx = calloc(1, sizeof *cx);

    *state = cx;
    return cx == NULL ? -1 : open_context(cx);
}

static int tear_down(void **state)
{
    struct be_context *cx = *state;

    close_context(cx);
    free(cx);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(coded_table_cut_anywhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(indicators_cut_anywhere, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
