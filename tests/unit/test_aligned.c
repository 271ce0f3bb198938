/* Aligned tables: pieces of a line, columns from all lines together, rows from wrapped names,
 * header towers; and which lines of a document are such tables at all. */
#include "bextract.h"
#include "segment/aligned/aligned.h"
#include "segment/pieces.h"
#include "segment/aligned/tower.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define LINES 256u

static struct be_model *model;

struct bench {
    struct be_arena *arena;
    struct be_window win;
    struct be_line line[LINES];
    struct be_grid grid;
    bool sure;
};

static void make(struct bench *b, const char *text)
{
    struct be_block block = {.type = BE_BLOCK_TABLE, .layout = true};
    struct be_context cx = {.win = &b->win, .model = model};
    uint32_t at = 0;

    b->win = (struct be_window){.text = be_span_of(text), .lines = b->line, .first = true, .last = true};
    for (const char *p = text; *p != '\0' && b->win.nlines < LINES;) {
        const char *end = strchr(p, '\n');
        size_t len = end == NULL ? strlen(p) : (size_t)(end - p);
        struct be_line *line = &b->line[b->win.nlines++];
        *line = (struct be_line){.off = (uint32_t)(p - text), .len = (uint32_t)len, .no = b->win.nlines};
        if (*p == '\f')
            line->off++, line->len--, line->flags = BE_LINE_PAGE;
        line->type = len == 0 ? BE_LINE_BLANK : BE_LINE_ALIGNED;
        p += len + (end != NULL);
    }
    block.end = block.last = (uint32_t)b->win.nlines;
    assert_int_equal(be_aligned_part(&b->grid, &cx, &block, &at, b->arena, &b->sure), BE_OK);
    assert_int_equal(at, block.end);
}

/* A row, its cells joined with |. */
static void row_is(const struct bench *b, size_t row, const char *want)
{
    char got[1024];
    size_t n = 0;

    assert_true(row < b->grid.rows);
    for (size_t c = 0; c < b->grid.cols; c++) {
        struct be_span text = be_grid_at(&b->grid, row, c)->text;
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", c == 0 ? "" : "|", (int)text.len, text.p == NULL ? "" : text.p);
    }
    assert_string_equal(got, want);
}

/* ---- names of headers ---- */

static void test_names(void **state)
{
    const struct be_column_names *names = model->column_names;
    struct be_column_names *own;

    (void)state;
    assert_int_equal(be_column_names_load(&own, BE_LIT("name\r\n# sorted\r\n合计\r\n"), NULL, NULL), BE_OK);
    assert_int_equal(be_tower_name(own, BE_LIT("合计")), BE_NAME_WHOLE);
    assert_int_equal(be_tower_name(own, BE_LIT("name")), BE_NAME_NONE);
    free(own);
    assert_int_equal(be_column_names_load(&own, BE_LIT("name\n小计\n合计\n"), NULL, NULL), BE_EPATTERN);
    assert_int_equal(be_tower_name(names, BE_LIT("“三公”经费合计")), BE_NAME_WHOLE);     /* the first, */
    assert_int_equal(be_tower_name(names, BE_LIT("预算金额")), BE_NAME_WHOLE);           /* and the last of them */
    assert_int_equal(be_tower_name(names, BE_LIT("政府性基金预算")), BE_NAME_WHOLE);
    assert_int_equal(be_tower_name(names, BE_LIT("2024 年预算数")), BE_NAME_WHOLE);
    assert_int_equal(be_tower_name(names, BE_LIT("一般公共预")), BE_NAME_BEGUN);
    assert_int_equal(be_tower_name(names, BE_LIT("2024")), BE_NAME_BEGUN);
    assert_int_equal(be_tower_name(names, BE_LIT("算")), BE_NAME_NONE);
    assert_int_equal(be_tower_name(names, BE_LIT("")), BE_NAME_NONE);
}

/* ---- pieces ---- */

static void pieces_are(const char *line, const char *want)
{
    struct be_piece piece[BE_PIECES_LINE];
    char got[512] = "";
    size_t n = be_pieces_split(be_span_of(line), piece), len = 0;

    for (size_t i = 0; i < n; i++)
        len += (size_t)snprintf(got + len, sizeof got - len, "%s%.*s", i == 0 ? "" : "|", (int)piece[i].len, line + piece[i].off);
    assert_string_equal(got, want);
}

static void test_pieces(void **state)
{
    (void)state;
    pieces_are("  行政运行   1,284.60  12", "行政运行|1,284.60|12");
    pieces_are("86.00 二、外交支出", "86.00|二、外交支出");
    pieces_are("2010101 行政运行", "2010101|行政运行");
    pieces_are("208 05 01 行政运行", "208|05|01|行政运行");
    pieces_are("产出指标 数量指标", "产出指标|数量指标");
    pieces_are("301工资福利支出   5.00", "301|工资福利支出|5.00");
    pieces_are("4.00 5.00 6.00", "4.00|5.00|6.00");
    pieces_are("766.10 人员经费合计", "766.10|人员经费合计");
    /* a word whose characters stand far apart */
    pieces_are("项      目   合     计", "项      目|合     计");
    pieces_are("收  入  总  计   2.00", "收  入  总  计|2.00");
    /* not cells of their own */
    pieces_are("2024 年度预算", "2024 年度预算");
    pieces_are("支出 20.00 万元", "支出 20.00 万元");
    pieces_are("合 计", "合 计");
    pieces_are("301人", "301人");
}

static void test_places_in_both_measures(void **state)
{
    struct be_piece piece[BE_PIECES_LINE];

    (void)state;
    assert_int_equal(be_pieces_split(BE_LIT("收入  1.00"), piece), 2);
    assert_int_equal(piece[1].x[0], 4);
    assert_int_equal(piece[1].x[1], 6);
    assert_int_equal(piece[1].end[1], 10);
}

/* ---- grids ---- */

static void test_names_wrapped_around_their_row(void **state)
{
    struct bench *b = *state;

    make(b, "科目编码    科目名称       合计      基本支出\n"
            "        一般公共服务\n"
            "201                   10.00     4.00\n"
            "        支出\n"
            "20101   人大事务        6.00      4.00\n"
            "        机关事业单位\n"
            "20102   基本养老保险      4.00\n"
            "        缴费支出\n");
    assert_true(b->sure);
    row_is(b, 0, "科目编码|科目名称|合计|基本支出");
    row_is(b, 1, "201|一般公共服务支出|10.00|4.00");
    row_is(b, 2, "20101|人大事务|6.00|4.00");
    row_is(b, 3, "20102|机关事业单位基本养老保险缴费支出|4.00|");
    assert_int_equal(b->grid.rows, 4);
}

static void test_names_wrapped_below(void **state)
{
    struct bench *b = *state;

    make(b, "科目编码    科目名称       合计\n"
            "201     一般公共服务    10.00\n"
            "        支出\n"
            "20102   机关事业单位     4.00\n"
            "        基本养老保险\n"
            "        缴费支出\n"
            "20103   人大事务       6.00\n");
    row_is(b, 1, "201|一般公共服务支出|10.00");
    row_is(b, 2, "20102|机关事业单位基本养老保险缴费支出|4.00");
    row_is(b, 3, "20103|人大事务|6.00");
}

static void test_numbers_stand_right_in_their_column(void **state)
{
    struct bench *b = *state;

    make(b, "科目名称           合计            基本支出           项目支出\n"
            "行政运行         1,006.20          806.20         200.00\n"
            "住房公积金            9.20            9.20\n"
            "社区矫正           12.00                           12.00\n");
    row_is(b, 1, "行政运行|1,006.20|806.20|200.00");
    row_is(b, 2, "住房公积金|9.20|9.20|");
    row_is(b, 3, "社区矫正|12.00||12.00");
}

static void test_two_halves(void **state)
{
    struct bench *b = *state;

    make(b, "         收入                    支出\n"
            "    项目       决算数        项目        决算数\n"
            "一、财政拨款      9.00 一、外交支出\n"
            "二、其他收入           二、国防支出        9.00\n"
            "               三、教育支出\n"
            "   合计       9.00      合计         9.00\n");
    row_is(b, 0, "收入||支出|");
    row_is(b, 1, "项目|决算数|项目|决算数");
    row_is(b, 2, "一、财政拨款|9.00|一、外交支出|");
    row_is(b, 4, "||三、教育支出|");
    row_is(b, 5, "合计|9.00|合计|9.00");
}

static void test_header_of_three_levels(void **state)
{
    struct bench *b = *state;

    make(b, "                    预算数                                               决算数\n"
            "                  公务用车购置及运行费                                        公务用车购置及运行费\n"
            "        因公出                               公务接待            因公出                               公务接待\n"
            "合计                      公务用车     公务用车             合计                      公务用车     公务用车\n"
            "        国（境）费    小计                       费               国（境）费    小计                       费\n"
            "                        购置费      运行费                                      购置费      运行费\n"
            "9.00    0.00     8.00   0.00     8.00     1.00    7.20    0.00     6.80   0.00     6.80     0.40\n");
    row_is(b, 0, "预算数||||||决算数|||||");
    row_is(b, 1, "合计|因公出国（境）费|公务用车购置及运行费|||公务接待费|合计|因公出国（境）费|公务用车购置及运行费|||公务接待费");
    row_is(b, 2, "||小计|公务用车购置费|公务用车运行费||||小计|公务用车购置费|公务用车运行费|");
}

static void test_columns_shift_behind_a_page_end(void **state)
{
    struct bench *b = *state;

    make(b, "科目编码     科目名称           合计      基本支出     项目支出\n"
            "2010101  行政运行           51.32   51.32\n"
            "2010199  其他人大事务支出      202.24           202.24\n"
            "\f2010201  行政运行      2.22    2.22\n"
            "2010299  其他        4.00            4.00\n");
    row_is(b, 3, "2010201|行政运行|2.22|2.22|");
    row_is(b, 4, "2010299|其他|4.00||4.00");
}

static void test_repeated_header(void **state)
{
    struct bench *b = *state;

    make(b, "科目编码     科目名称     合计\n2010101  行政运行     1.00\n\f科目编码     科目名称     合计\n2010102  机关服务     2.00\n");
    assert_int_equal(b->grid.rows, 3);
    row_is(b, 2, "2010102|机关服务|2.00");
}

static void test_code_on_a_line_of_its_own(void **state)
{
    struct bench *b = *state;

    make(b, "科目编码   科目名称     决算数\n30201  办公费       2.00\n30202\n       印刷费       1.00\n30203  咨询费       3.00\n");
    row_is(b, 2, "30202|印刷费|1.00");
    row_is(b, 3, "30203|咨询费|3.00");
}

static void test_column_numbers_count_columns(void **state)
{
    struct bench *b = *state;

    make(b, "        项目\n科目编码     科目名称      合计     财政拨款收入   经营收入   其他收入\n         栏次       1         2       3      4\n"
            "2010101  行政运行      9.00     9.00\n");
    assert_int_equal(b->grid.cols, 6);
    row_is(b, b->grid.rows - 1, "2010101|行政运行|9.00|9.00||");
}

static void test_labels_in_the_middle_of_their_rows(void **state)
{
    struct bench *b = *state;

    make(b, " 一级指标     二级指标               三级指标        指标值     权重\n"
            "                    保障城市低保对象人数          ≥1200人   10\n"
            "        数量指标        保障农村低保对象人数          ≥5600人   10\n"
            "产出指标                新建村级幸福院              12个     10\n"
            "        质量指标        补助资金发放准确率            100%    15\n"
            "        时效指标        按月足额发放              每月10日前   5\n"
            "满意度指标   服务对象满意度指标   救助对象满意度              ≥95%    10\n");
    assert_true(b->sure);
    row_is(b, 1, "产出指标|数量指标|保障城市低保对象人数|≥1200人|10");
    row_is(b, 2, "||保障农村低保对象人数|≥5600人|10");
    row_is(b, 4, "|质量指标|补助资金发放准确率|100%|15");
    row_is(b, 6, "满意度指标|服务对象满意度指标|救助对象满意度|≥95%|10");
}

static void test_empty_table(void **state)
{
    struct bench *b = *state;

    make(b, "科目编码     科目名称      合计     基本支出\n");
    assert_int_equal(b->grid.rows, 0);
    assert_true(b->sure);
}

/* The first of two columns of nothing but sums takes its place in the second, which has none left of it. */
static void test_two_columns_of_sums(void **state)
{
    struct bench *b = *state;

    make(b, "                    合计         3420.10      3568.90            2471.90     1097.00       148.80        4.35\n"
            "                             小计                            事业收入          补助                 小计\n");
    assert_int_equal(b->grid.rows, 0);
}

/* ---- documents: what is a table at all ---- */

struct count {
    unsigned cells, others, uncertain, tables, negative;
};

static enum be_status count_record(void *user, const struct be_record *record)
{
    struct count *c = user;

    *(be_span_is(record->field[BE_KIND], "cell") ? &c->cells : &c->others) += 1;
    c->negative += be_starts(record->field[BE_NUMBER], "-");
    if (record->field[BE_TABLE_NO].len == 1)
        c->tables = (unsigned)(record->field[BE_TABLE_NO].p[0] - '0');
    return BE_OK;
}

static void count_message(void *user, enum be_severity severity, struct be_span doc, uint64_t line, const char *text)
{
    (void)severity, (void)doc, (void)line;
    ((struct count *)user)->uncertain += strstr(text, "layout-uncertain") != NULL;
}

static struct count read_text(const char *text, int layout)
{
    struct count count = {0};
    struct be_options options = {.layout = layout};
    struct be_sink sink = {.user = &count, .record = count_record, .message = count_message, .message_user = &count};
    struct be_pipeline *p;

    p = be_pipeline_new(model, &options, &sink);
    assert_non_null(p);
    assert_int_equal(be_pipeline_feed(p, text, strlen(text)), BE_OK);
    assert_int_equal(be_pipeline_finish(p), BE_OK);
    be_pipeline_free(p);
    return count;
}

static const char TABLE[] = "2024年部门预算\n收入预算表\n                 单位：万元\n项目          合计       基本支出\n行政运行        9.00     9.00\n住房公积金       1.00     1.00\n";

static void test_recognised_and_overridden(void **state)
{
    (void)state;
    assert_int_equal(read_text(TABLE, 0).cells, 4);
    assert_int_equal(read_text(TABLE, 1).cells, 4);
    assert_int_equal(read_text(TABLE, -1).cells, 0);
}

static void test_prose_is_no_table(void **state)
{
    (void)state;
    assert_int_equal(read_text("2024年部门预算\n一、概况\n  本部门   内设  8 个  科室，年末 在职  52  人。\n  二是  加强  管理，支出   1.00  万元。\n"
                               "  三是   强化   监督，支出  2.00   万元。\n", 0).cells, 0);
    assert_int_equal(read_text("目录\n一、部门概况        1\n二、收支情况        2\n三、名词解释        9\n\n一、部门概况\n本部门负责管理。\n", 0).cells, 0);
}

static void test_cells_one_a_line(void **state)
{
    static const char HEAD[] = "2024年部门预算\n支出预算表\n单位：万元\n科目编码\n科目名称\n合计\n基本支出\n";
    static const char ROWS[] = "合计\n10.00\n10.00\n201\n一般公共服务支出\n10.00\n10.00\n20101\n人大事务\n10.00\n10.00\n";
    char text[1024];
    struct count whole, torn;

    (void)state;
    snprintf(text, sizeof text, "%s%s2010101\n行政运行\n10.00\n10.00\n", HEAD, ROWS);
    whole = read_text(text, 0);
    assert_int_equal(whole.cells, 8);
    assert_int_equal(whole.uncertain, 0);
    /* a blank cell has left no trace: nothing says which column the figure belongs to; the rows above have both */
    snprintf(text, sizeof text, "%s%s2010101\n行政运行\n6.00\n2010102\n机关服务\n4.00\n", HEAD, ROWS);
    torn = read_text(text, 0);
    assert_int_equal(torn.cells, 6);
    assert_int_equal(torn.uncertain, 1);
    /* where the sums do not hold the order of all of them is in doubt */
    snprintf(text, sizeof text, "%s%s2010101\n行政运行\n6.00\n2010102\n机关服务\n5.00\n", HEAD, ROWS);
    torn = read_text(text, 0);
    assert_int_equal(torn.cells, 0);
    assert_int_equal(torn.uncertain, 1);
}

static void test_pages_without_form_feeds(void **state)
{
    (void)state;
    assert_int_equal(read_text("2024年部门预算\n                    1\n支出预算表\n                 单位：万元\n项目          合计       基本支出\n"
                               "行政运行        9.00     9.00\n住房公积金       1.00     1.00\n                    2\n购房补贴    1.00       1.00\n提租补贴    1.00       1.00\n"
                               "抚恤金     1.00       1.00\n丧葬费     1.00       1.00\n                    3\n", 0).cells, 12);
}

/* 公务用车运行经费 is a part of 三公, 会议费 is none. */
static void test_parts_of_sangong(void **state)
{
    struct count count;

    (void)state;
    count = read_text("2024年部门决算\n\n“三公”经费支出表\n单位：万元\n"
                      "单位名称         “三公”经费合计     因公出国费    公务接待费    公务用车运行经费      会议费\n"
                      "某市文化局             10.00            0.00          4.00              6.00           3.00\n"
                      "某市博物馆              9.00                          4.00              5.00           1.00\n"
                      "某市图书馆              7.00                          3.00              4.00           2.00\n", 0);
    assert_int_equal(count.cells, 13);
    assert_int_equal(count.uncertain, 0);
}

/* The sign of a number is no mark before a line's words. */
static void test_numbers_below_zero_one_a_line(void **state)
{
    struct count count;

    (void)state;
    count = read_text("2024年部门决算\n\n收入支出决算总表\n单位：万元\n项目\n上年数\n本年数\n财政拨款收入\n10.00\n▲5.00\n事业收入\n▲3.00\n2.00\n"
                      "其他收入\n1.00\n▲2.00\n合计\n8.00\n▲5.00\n", 0);
    assert_int_equal(count.cells, 8);
    assert_int_equal(count.negative, 4);
}

/* 实施单位 with figures beside it below a form's money is a field, and no row of the money again. */
static void test_fields_of_a_form_are_no_rows_of_its_money(void **state)
{
    static const char FIELD[] = "实施单位               3.00           3.00           2.00\n";
    char text[2048];
    int n = snprintf(text, sizeof text, "%s", "2024年部门决算\n\n项目支出绩效自评表\n\n项目名称            某工程             主管部门         某市文化局\n"
                                              "                 年初预算数      全年预算数     全年执行数     分值\n");

    (void)state;
    for (int i = 0; i < 12; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "%s", FIELD);
    snprintf(text + n, sizeof text - (size_t)n, "%s", "一级指标      二级指标      三级指标      年度指标值     实际完成值     分值\n"
                                                       "产出指标      数量指标      工程数量        3            3          10\n"
                                                       "产出指标      质量指标      工程质量        90           90         10\n");
    assert_true(read_text(text, 0).cells > 12);
}

/* Cells parted by one blank below a header of three rows, two years side by side, in words that no form has: the sums say
 * which word stands below which. */
static void test_halves_parted_by_one_blank(void **state)
{
    struct count count;

    (void)state;
    count = read_text("某市文化局2024年部门决算\n\n“三公”经费支出决算表\n单位：万元\n2024年预算数 2024年决算数\n"
                      "合计 因公出国费用 公车费用 接待费用 合计 因公出国费用 公车费用 接待费用\n"
                      "小计 购车费用 养车费用 小计 购车费用 养车费用\n"
                      "10.00 1.00 6.00 2.00 4.00 3.00 9.00 1.00 5.50 2.00 3.50 2.50\n", 0);
    assert_int_equal(count.cells, 12);
    assert_int_equal(count.uncertain, 0);
}

#define CAPTION "\n部门：某市文化局                          单位：万元\n\n"
#define HEADER "科目编码      科目名称        合计      基本支出      项目支出\n\n"
#define ROWS "20101     人大事务        30.00     20.00       10.00\n20102     政协事务        31.00     21.00       10.00\n\n"

/* Title, caption and header come again on the next page; or the first page ends right behind its header. */
static void test_tables_go_on_behind_a_page_end(void **state)
{
    static const char *const TEXT[] = {
        "2024年部门预算\n\n支出预算表\n" CAPTION HEADER ROWS "                    - 3 -\n\f支出预算表（续）\n" CAPTION HEADER ROWS,
        "2024年部门预算\n\n支出预算表\n" CAPTION HEADER ROWS "\f支出预算表\n" CAPTION ROWS,
        "2024年部门预算\n\n支出预算表\n" CAPTION HEADER "\f支出预算表\n" CAPTION HEADER ROWS ROWS,
    };
    struct count count;

    (void)state;
    for (size_t i = 0; i < sizeof TEXT / sizeof *TEXT; i++) {
        count = read_text(TEXT[i], 0);
        assert_int_equal(count.cells, 12);
        assert_int_equal(count.tables, 1);
        assert_int_equal(count.uncertain, 0);
    }
}

/* ---- */

static int load(void **state)
{
    (void)state;
    return be_model_new(&model, NULL, NULL, NULL) == BE_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    be_model_free(model);
    return 0;
}

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);

    if (b == NULL || (b->arena = be_arena_new()) == NULL)
        return -1;
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;

    be_arena_free(b->arena);
    free(b);
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_names), TEST(test_pieces), TEST(test_places_in_both_measures), TEST(test_names_wrapped_around_their_row), TEST(test_names_wrapped_below),
        TEST(test_numbers_stand_right_in_their_column), TEST(test_two_halves), TEST(test_header_of_three_levels),
        TEST(test_columns_shift_behind_a_page_end), TEST(test_repeated_header), TEST(test_code_on_a_line_of_its_own),
        TEST(test_column_numbers_count_columns), TEST(test_labels_in_the_middle_of_their_rows), TEST(test_empty_table), TEST(test_two_columns_of_sums), TEST(test_recognised_and_overridden), TEST(test_prose_is_no_table), TEST(test_cells_one_a_line),
        TEST(test_pages_without_form_feeds), TEST(test_tables_go_on_behind_a_page_end),
        TEST(test_halves_parted_by_one_blank), TEST(test_parts_of_sangong), TEST(test_numbers_below_zero_one_a_line), TEST(test_fields_of_a_form_are_no_rows_of_its_money),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
