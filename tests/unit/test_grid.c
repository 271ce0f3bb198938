/* The grid alone: rows and cells from tabs, lone cells, bars and tags; header trees; healing. */
#include "segment/grid/grid.h"
#include "segment/grid/header.h"
#include "segment/grid/markup.h"
#include "segment/grid/ragged.h"
#include "table_bench.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define LINES 512u

struct bench {
    struct be_context cx;
    struct be_window win;
    struct be_line line[LINES];
    struct be_grid grid;
    struct be_head head;
};

static enum be_line_type type_of(struct be_span text)
{
    const char *tab = text.len == 0 ? NULL : memchr(text.p, '\t', text.len);

    if (be_span_trim(text).len == 0 && tab == NULL)
        return BE_LINE_BLANK;
    if (tab != NULL)
        return tab == text.p && memchr(tab + 1, '\t', text.len - 1) == NULL ? BE_LINE_CELL : BE_LINE_ROW;
    if (memchr(text.p, '|', text.len) != NULL)
        return BE_LINE_PIPE;
    return text.p[0] == '<' ? BE_LINE_TAG : BE_LINE_TEXT;
}

static void set_lines(struct bench *b, const char *text)
{
    b->win = (struct be_window){.text = be_span_of(text), .lines = b->line, .first = true, .last = true};
    for (const char *p = text; *p != '\0' && b->win.nlines < LINES;) {
        const char *end = strchr(p, '\n');
        size_t len = end == NULL ? strlen(p) : (size_t)(end - p);
        struct be_line *line = &b->line[b->win.nlines++];
        *line = (struct be_line){.off = (uint32_t)(p - text), .len = (uint32_t)len, .no = b->win.nlines};
        line->type = (uint8_t)type_of(be_span(p, len));
        p += len + (end != NULL);
    }
    b->cx.win = &b->win;
}

static void make(struct bench *b, const char *text)
{
    struct be_block block = {.type = BE_BLOCK_TABLE};
    uint32_t line = 0;

    set_lines(b, text);
    block.end = block.last = (uint32_t)b->win.nlines;
    assert_int_equal(be_grid_part(&b->grid, &b->cx, &block, &line, b->cx.arena), BE_OK);
}

static void make_head(struct bench *b, const char *text)
{
    make(b, text);
    assert_int_equal(be_header_find(&b->head, &b->grid, &b->cx, b->cx.arena), BE_OK);
}

static void cell_is(const struct bench *b, size_t row, size_t col, const char *text)
{
    struct be_span got;

    assert_true(row < b->grid.rows && col < b->grid.cols);
    got = be_grid_at(&b->grid, row, col)->text;
    if (!be_span_is(got, text))
        fail_msg("cell %zu,%zu is \"%.*s\", expected \"%s\"", row, col, (int)got.len, got.p == NULL ? "" : got.p, text);
}

/* The header levels above a column, joined with /. */
static void head_is(const struct bench *b, size_t col, const char *levels)
{
    const struct be_head_column *h = &b->head.column[col];
    char text[512];
    size_t n = 0;

    for (size_t k = 0; k < h->levels; k++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%.*s", k > 0 ? "/" : "", (int)h->level[k].len, h->level[k].p);
    text[n] = '\0';
    assert_string_equal(text, levels);
}

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);

    *state = b;
    return b == NULL ? -1 : open_context(&b->cx);
}

static int tear_down(void **state)
{
    struct bench *b = *state;

    close_context(&b->cx);
    free(b);
    return 0;
}

/* ---- rows ---- */

static void tabs_become_cells(void **state)
{
    struct bench *b = *state;

    make(b, "项目\t预算数\t决算数\n 合 计\t1,2 \t\n");
    assert_int_equal(b->grid.rows, 2);
    assert_int_equal(b->grid.cols, 3);
    cell_is(b, 1, 0, "合 计");
    cell_is(b, 1, 1, "1,2");
    cell_is(b, 1, 2, "");
}

static void row_broken_by_a_page_is_healed(void **state)
{
    struct bench *b = *state;

    make(b, "201\t一般公共服务支出\t10.00\t5.00\n20101\t人大事务\t10.00\t5.00\n2080505\t机关事业单位基本养老\n\n保险缴费支出\t7.00\t6.00\n221\t住房保障支出\t8.00\t8.00\n");
    assert_int_equal(b->grid.rows, 4);
    cell_is(b, 2, 1, "机关事业单位基本养老保险缴费支出");
    cell_is(b, 2, 2, "7.00");
    assert_true(be_grid_at(&b->grid, 2, 1)->flags & BE_CELL_HEALED);
}

static void short_rows_stay_rows(void **state)
{
    struct bench *b = *state;

    make(b, "201\t一般公共服务支出\t10.00\t5.00\t1\n20101\t人大事务\t10.00\n20102\t政协事务\t9.00\n221\t住房保障支出\t8.00\t8.00\t2\n");
    assert_int_equal(b->grid.rows, 4);
    cell_is(b, 2, 0, "20102");
}

static void row_with_too_many_cells_is_bounded(void **state)
{
    struct bench *b = *state;
    char text[1024];
    size_t n = 0;

    for (int i = 0; i < 200; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%d\t", i % 10);
    snprintf(text + n, sizeof text - n, "end\n");
    make(b, text);
    assert_int_equal(b->grid.cols, BE_GRID_COLUMNS);
    assert_int_equal(b->grid.rows, 1);
}

static void lone_cells_become_rows(void **state)
{
    struct bench *b = *state;

    make(b, "\t指标\n\t一级\n\t值\n\n\t\n\t数量\n\n指标\n\t5\n\n\t\n\t质量指标\n\t6\n");
    assert_int_equal(b->grid.rows, 3);
    cell_is(b, 1, 0, "");
    cell_is(b, 1, 1, "数量指标");
    cell_is(b, 1, 2, "5");
    cell_is(b, 2, 2, "6");
}

static void lone_cells_without_blank_lines(void **state)
{
    struct bench *b = *state;

    make(b, "\t项目\n\t预算数\n\t决算数\n\t合计\n\t6.00\n\t4.00\n\t接待费\n\t6.00\n\t4.00\n");
    assert_int_equal(b->grid.rows, 3);
    assert_int_equal(b->grid.cols, 3);
    cell_is(b, 2, 0, "接待费");
}

static void lone_row_parted_by_a_page_is_healed(void **state)
{
    struct bench *b = *state;

    make(b, "\t一\n\t二\n\t三\n\t值\n\n\t甲\n\t乙\n\t丙\n\t1\n\n\t丁\n\t戊\n\n\t己\n\t2\n\n\t庚\n\t辛\n\t壬\n\t3\n");
    assert_int_equal(b->grid.rows, 4);
    cell_is(b, 2, 2, "己");
}

static void bars_become_cells(void **state)
{
    struct bench *b = *state;

    make(b, "| 项目 | 预算数 |\n|---|---:|\n| **合计** | 5.00 |\n| 甲\\|乙 | |\n");
    assert_int_equal(b->grid.rows, 3);
    cell_is(b, 1, 0, "合计");
    cell_is(b, 2, 0, "甲\\|乙");
    assert_false(b->grid.packed);
}

static void a_cell_and_a_bar_a_line(void **state)
{
    struct bench *b = *state;

    make(b, "项目 |\n预算数 |\n决算数 |\n合计 |\n6.00 |\n4.00 |\n出国费 |\n|\n|\n");
    assert_int_equal(b->grid.rows, 3);
    cell_is(b, 2, 0, "出国费");
    cell_is(b, 2, 1, "");
}

static void tags_with_spans(void **state)
{
    struct bench *b = *state;

    make(b, "<table><tr><th rowspan=\"2\">科目</th><th colspan=2>支出</th></tr>\n<tr><td>基本&nbsp;支出</td><td>项目支出</td>\n<tr><td>201<td>1<br>2<td></table>\n");
    assert_int_equal(b->grid.rows, 3);
    assert_int_equal(b->grid.cols, 3);
    cell_is(b, 0, 1, "支出");
    cell_is(b, 1, 0, "");
    cell_is(b, 1, 1, "基本 支出");
    cell_is(b, 2, 1, "12");
}

static void hostile_spans_are_bounded(void **state)
{
    struct bench *b = *state;

    make(b, "<tr><td colspan=99999999999 rowspan=4000000000>a<td>b</tr>\n<tr><td colspan=0>c</tr>\n<td>d\n</tr></tr></table>\n");
    assert_true(b->grid.cols <= BE_GRID_COLUMNS);
}

static void a_caption_within_a_line_of_tags_parts_nothing(void **state)
{
    struct bench *b = *state;

    make(b, "<tr><td>项目</td><td>预算数</td></tr><tr><td>合计</td><td>6.00</td></tr><tr><td>表2</td></tr><tr><td>支出预算表</td></tr>"
            "<tr><td>项目</td><td>预算数</td></tr><tr><td>合计</td><td>6.00</td></tr>\n");
    assert_int_equal(b->grid.rows, 6);
}

static void tags_and_entities_of_a_cell(void **state)
{
    struct bench *b = *state;
    struct be_span text = be_markup_text(BE_LIT("<p>甲&lt;5&#x4E59;</p> a < b &unknown;"), b->cx.arena);

    assert_true(be_span_is(text, "甲<5乙 a < b &unknown;"));
    text = be_markup_text(BE_LIT("&#65;&#183;&#20998;&#x20000;&#xD800;&#x110000;&#0;"), b->cx.arena);
    assert_true(be_span_is(text, "A·分\xF0\xA0\x80\x80\xEF\xBF\xBD\xEF\xBF\xBD&#0;"));
}

/* ---- header trees ---- */

static void spans_are_read_from_blanks(void **state)
{
    struct bench *b = *state;

    make_head(b, "科目编码\t\t\t单位名称（科目）\t合计\t财政拨款\t\t\n类\t款\t项\t\t\t小计\t基本支出\t项目支出\n201\t01\t01\t行政运行\t1\t1\t1\t\n");
    assert_int_equal(b->head.rows, 2);
    head_is(b, 2, "项");
    head_is(b, 3, "单位名称（科目）");
    head_is(b, 4, "合计");
    head_is(b, 5, "财政拨款/小计");
    head_is(b, 7, "财政拨款/项目支出");
}

static void repeated_subheaders_say_where_groups_begin(void **state)
{
    struct bench *b = *state;

    make_head(b, "2023年预算数\t\t\t2024年预算数\t\t\t\t\n合计\t因公出国费\t公务用车费\t\t合计\t因公出国费\t公务用车费\t\n\t\t小计\t购置费\t\t\t小计\t购置费\n1\t2\t3.00\t4\t5\t6\t7\t8\n");
    head_is(b, 3, "2023年预算数/公务用车费/购置费");
    head_is(b, 4, "2024年预算数/合计");
    head_is(b, 7, "2024年预算数/公务用车费/购置费");
}

static void column_numbers_are_header(void **state)
{
    struct bench *b = *state;

    make_head(b, "项目\t\t本年收入合计\t财政拨款收入\n科目编码\t科目名称\t\t\n栏次\t\t1\t2\n合计\t\t9\t9\n");
    assert_int_equal(b->head.rows, 3);
    head_is(b, 2, "本年收入合计");
}

static void a_row_of_names_is_no_header(void **state)
{
    struct bench *b = *state;

    make_head(b, "项目\t预算数\t项目\t预算数\n一般公共预算资金\t\t社会保障和就业支出\t\n合计\t5\t合计\t5\n");
    assert_int_equal(b->head.rows, 1);
}

static void a_first_column_that_counts_is_header(void **state)
{
    struct bench *b = *state;

    make_head(b, "序号\t预算单位名称\n1\t甲局\n2\t乙局\n");
    assert_int_equal(b->head.rows, 1);
}

static void caption_rows_stand_above(void **state)
{
    struct bench *b = *state;

    make_head(b, "部门：某县某局\t\t\t单位：万元\n项目\t预算数\t项目\t预算数\n收入\t1\t支出\t2\n");
    assert_int_equal(b->head.first, 1);
    assert_true(be_span_is(b->head.unit, "万元"));
    assert_true(be_span_is(b->head.entity, "某县某局"));
}

static void bars_moved_left_get_their_places(void **state)
{
    struct bench *b = *state;

    make_head(b, "项目 | 本年支出合计 | 基本支出 | | |\n科目编码 | 科目名称 | | | |\n合计 | 9.00 | 8.00 | | |\n201 | 一般公共服务支出 | 9.00 | 8.00 |\n20101 | 人大事务 | 9.00 | 8.00 |\n");
    cell_is(b, 2, 2, "9.00");
    head_is(b, 2, "本年支出合计");
    head_is(b, 1, "科目名称");
}

/* A header further down looks at the rows below it again: one that was moved ends where it ends now. */
static void a_row_that_was_moved_is_as_wide_as_it_stands(void **state)
{
    static const uint8_t at[] = {0, 2, 4};
    struct bench *b = *state;

    make(b, "甲\t乙\t丙\t丁\t戊\n行政运行\t9.00\t8.00\n机关服务\t1.00\n");
    be_ragged_move(&b->grid, 1, at, 3);
    cell_is(b, 1, 4, "8.00");
    assert_int_equal(b->grid.width[0], 5);
    assert_int_equal(b->grid.width[1], 5);
    assert_int_equal(b->grid.width[2], 2);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(tabs_become_cells), T(row_broken_by_a_page_is_healed), T(short_rows_stay_rows),
        T(row_with_too_many_cells_is_bounded), T(lone_cells_become_rows), T(lone_cells_without_blank_lines),
        T(lone_row_parted_by_a_page_is_healed), T(bars_become_cells), T(a_cell_and_a_bar_a_line),
        T(tags_with_spans), T(hostile_spans_are_bounded), T(a_caption_within_a_line_of_tags_parts_nothing), T(tags_and_entities_of_a_cell),
        T(spans_are_read_from_blanks), T(repeated_subheaders_say_where_groups_begin),
        T(column_numbers_are_header), T(a_row_of_names_is_no_header), T(a_first_column_that_counts_is_header),
        T(caption_rows_stand_above), T(bars_moved_left_get_their_places),
        T(a_row_that_was_moved_is_as_wide_as_it_stands),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
