/* Words: titles to topics, labels to concepts, texts to dimensions. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "patterns_file.h"
#include "base/memo.h"
#include "base/traditional.h"
#include "resolve/dimensions.h"
#include "resolve/names.h"
#include "resolve/resolve.h"
#include "resolve/sense.h"

static struct be_words *words;
#define MEMO_BYTES (1u << 16)
static struct be_memo *memo;
static struct be_traditional traditional;
static struct be_senses *senses;

static void print(void *user, const char *message)
{
    (void)user;
    print_error("%s\n", message);
}

static int open_words(void **state)
{
    struct be_words_files files = {patterns_file("topics.csv"), patterns_file("concepts.csv"), patterns_file("dimensions.csv"), &traditional};
    struct be_span characters = patterns_file("traditional.csv");
    (void)state;
    enum be_status rc = be_traditional_load(&traditional, characters, print, NULL);
    if (rc == BE_OK)
        rc = be_words_read(&words, &files, print, NULL);
    free((void *)files.topics.p);
    free((void *)files.concepts.p);
    free((void *)files.dimensions.p);
    free((void *)characters.p);
    memo = be_memo_new(MEMO_BYTES);
    senses = be_senses_new(words, NULL, memo);
    return rc == BE_OK && memo != NULL && senses != NULL ? 0 : -1;
}

static int close_words(void **state)
{
    (void)state;
    be_words_free(words);
    be_senses_free(senses);
    be_memo_free(memo);
    return 0;
}

static void titles(void **state)
{
    static const struct { const char *title, *topic; } WANT[] = {
        {"部门收支总表", "balance"}, {"收入支出决算总表", "balance"}, {"部门预算收支总表", "balance"},
        {"收支预算情况说明", "balance"}, {"收入支出决算总体情况说明", "balance"}, {"部门收支总体情况", "balance"},
        {"部门收入总表", "income"}, {"收入决算表", "income"}, {"收入预算情况", "income"}, {"收入预算", "income"},
        {"部门支出总表", "expenditure"}, {"支出决算情况说明", "expenditure"}, {"部门支出总体情况表", "expenditure"},
        {"财政拨款收支总表", "grant_balance"}, {"财政拨款收入支出决算总表", "grant_balance"},
        {"财政拨款收支预算情况说明", "grant_balance"}, {"财政拨款收入支出决算总体情况说明", "grant_balance"},
        {"一般公共预算支出表", "general"}, {"一般公共预算财政拨款收入支出决算表", "general"},
        {"一般公共预算当年拨款规模变化情况", "general"}, {"一般公共预算财政拨款支出决算具体情况", "general"},
        {"一般公共预算基本支出表", "basic"}, {"基本支出（公用经费）", "basic"},
        {"一般公共预算财政拨款基本支出决算情况说明", "basic"}, {"一般公共预算基本支出及项目支出情况说明", "basic"},
        {"一般公共预算项目支出预算表", "projects"}, {"其他运转类及特定目标类项目支出", "projects"},
        {"一般公共预算“三公”经费支出表", "sangong"}, {"“三公”经费财政拨款预算安排情况", "sangong"},
        {"因公出国（境）经费", "sangong"}, {"公务接待费", "sangong"}, {"一般公共预算\"三公\"经费支出表", "sangong"},
        {"政府性基金预算支出表", "fund_gov"}, {"政府性基金“三公”经费支出预算表", "fund_gov"},
        {"政府性基金预算财政拨款收入支出决算表", "fund_gov"}, {"国有资本经营预算支出表", "fund_soe"},
        {"机关运行经费情况", "running"}, {"政府采购及政府购买公共服务情况", "procurement"}, {"政府采购预算表", "procurement"},
        {"国有资产占有使用情况说明", "assets"}, {"预算绩效目标情况说明", "performance"},
        {"部门预算项目支出绩效目标表", "performance"}, {"整体支出绩效目标表", "performance"},
        {"机构设置", "staff"}, {"部门预算单位构成", "staff"}, {"人员概况", "staff"},
        {"基本职能及主要工作", "duties"}, {"2024年重点工作", "duties"}, {"主要职责", "duties"}, {"部门概况", "duties"},
        {"名词解释", "glossary"}, {"附件", "annex"}, {"名詞解釋", "glossary"}, {"財政撥款收支總表", "grant_balance"},
        {"收 支 预 算 总 表", "balance"}, {"其他重要事项的情况说明", ""}, {"2024年部门预算情况说明", ""},
        {"2024年部门预算表", ""}, {"", ""}, {"科学技术支出（类）基础研究（款）机构运行（项）", ""},
        {"财政拨款（含一般公共预算和政府性基金预算）“三公”经费支出情况表", "sangong"}, {"部门专项业务经费支出表", "projects"},
        {"一般公共预算机关运行经费支出预算表", "running"}, {"支出预算分类汇总表（按政府预算经济分类）", "expenditure"},
        {"编制现状、人员构成", "staff"}, {"预算编制情况", ""}, {"会议费支出情况", ""}, {"收入增减变化情况", "income"},
        {"一般公共服务支出（类）社会工作事务（款）行政运行（项）", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof WANT / sizeof WANT[0]; i++) {
        const char *got = be_names_topic[be_words_topic(words, be_span_of(WANT[i].title))].p;
        if (strcmp(got, WANT[i].topic) != 0)
            fail_msg("%s: %s, not %s", WANT[i].title, got, WANT[i].topic);
    }
}

/* 政府采购中心 publishes more than procurement. */
static void the_agencys_name_says_nothing(void **state)
{
    struct be_span agency = BE_LIT("某市政府采购中心");
    (void)state;
    assert_int_equal(be_words_say(words, BE_LIT("某市政府采购中心2024年部门收支总表"), agency).topic, BE_TOPIC_BALANCE);
    assert_int_equal(be_words_say(words, BE_LIT("某市政府采购中心 2024年部门预算"), agency).topic, BE_TOPIC_NONE);
    assert_int_equal(be_words_say(words, BE_LIT("某市政府采购中心2024年收入总表"), agency).topic, BE_TOPIC_INCOME);
}

static enum be_topic path(const char *outer, const char *inner)
{
    struct be_said_topic none = {BE_TOPIC_NONE, 0};
    struct be_said_topic above = be_words_below(none, be_words_say(words, be_span_of(outer), be_span(NULL, 0)));
    return be_words_below(above, be_words_say(words, be_span_of(inner), be_span(NULL, 0))).topic;
}

static void a_vaguer_heading_changes_nothing(void **state)
{
    (void)state;
    assert_int_equal(path("一般公共预算支出情况", "支出结构情况"), BE_TOPIC_GENERAL);
    assert_int_equal(path("收支预算情况说明", "支出预算情况"), BE_TOPIC_EXPENDITURE);
    assert_int_equal(path("一般公共预算财政拨款支出决算情况说明", "财政拨款支出决算总体情况"), BE_TOPIC_GENERAL);
    assert_int_equal(path("财政拨款收支预算情况说明", "收入预算情况"), BE_TOPIC_GRANT_BALANCE);
    assert_int_equal(path("一般公共预算支出情况", "一般公共预算基本支出情况"), BE_TOPIC_BASIC);
    assert_int_equal(path("2024年重点工作", "优化财政支出预算"), BE_TOPIC_DUTIES);
    assert_int_equal(path("部门概况", "机构设置"), BE_TOPIC_STAFF);
    assert_int_equal(path("附件", "基本支出情况"), BE_TOPIC_ANNEX);
    assert_int_equal(path("部门预算情况说明", "机关运行经费"), BE_TOPIC_RUNNING);
}

static enum be_topic cell_topic(enum be_topic topic, const char *item, const char *measure)
{
    return be_words_cell_topic(words, topic, be_words_within(words, be_span_of(item)) | be_words_within(words, be_span_of(measure)));
}

static void rows_with_a_topic_of_their_own(void **state)
{
    (void)state;
    assert_int_equal(cell_topic(BE_TOPIC_SANGONG, "机关运行经费", "预算数"), BE_TOPIC_RUNNING);
    assert_int_equal(cell_topic(BE_TOPIC_SANGONG, "合计", "2024年/机关运行经费"), BE_TOPIC_RUNNING);
    assert_int_equal(cell_topic(BE_TOPIC_SANGONG, "公务用车运行费", ""), BE_TOPIC_SANGONG);
    assert_int_equal(cell_topic(BE_TOPIC_BASIC, "机关运行经费", ""), BE_TOPIC_BASIC);
}

/* item, header (NULL: prose), topic, unit, concept */
struct want { const char *item, *header; enum be_topic topic; const char *unit, *concept; };

static void concepts(void **state)
{
    static const struct want WANT[] = {
        {"收入预算总额", NULL, BE_TOPIC_INCOME, "万元", "revenue_total"},
        {"本年收入合计", NULL, BE_TOPIC_INCOME, "万元", "revenue_total"},
        {"收总计", NULL, BE_TOPIC_BALANCE, "万元", "revenue_total"},
        {"收入预算", NULL, BE_TOPIC_INCOME, "万元", "revenue_total"},
        {"支出预算总额", NULL, BE_TOPIC_EXPENDITURE, "万元", "expenditure_total"},
        {"支出总计", "支出/预算数", BE_TOPIC_BALANCE, "万元", "expenditure_total"},
        {"收支总预算", NULL, BE_TOPIC_BALANCE, "万元", ""},
        {"合计", "收入/预算数", BE_TOPIC_BALANCE, "万元", "revenue_total"},
        {"合计", "2024年支出/预算数", BE_TOPIC_BALANCE, "万元", "expenditure_total"},
        {"合计", "基本支出", BE_TOPIC_EXPENDITURE, "万元", "basic"},
        {"合计", "项目支出", BE_TOPIC_EXPENDITURE, "万元", "project"},
        {"合计", "本年支出合计", BE_TOPIC_EXPENDITURE, "万元", "expenditure_total"},
        {"合计", "一般公共预算拨款收入", BE_TOPIC_INCOME, "万元", ""},
        {"合计", "2024年基本支出/人员经费", BE_TOPIC_BASIC, "万元", "personnel"},
        {"合计", "2024年基本支出/公用经费", BE_TOPIC_BASIC, "万元", "public"},
        {"办公楼维修", "基本支出", BE_TOPIC_EXPENDITURE, "万元", ""},
        {"人员经费合计", "决算数", BE_TOPIC_BASIC, "万元", "personnel"},
        {"一般公共预算基本支出（人员类项目）", NULL, BE_TOPIC_BASIC, "万元", "personnel"},
        {"一般公共预算基本支出（公用经费）", NULL, BE_TOPIC_BASIC, "万元", "public"},
        {"日常公用经费", NULL, BE_TOPIC_BASIC, "万元", "public"},
        {"公用经费", NULL, BE_TOPIC_PROCUREMENT, "万元", ""},
        {"“三公”经费财政拨款预算总额", NULL, BE_TOPIC_SANGONG, "万元", "sangong"},
        {"“三公”经费财政拨款支出", NULL, BE_TOPIC_SANGONG, "万元", "sangong"},
        {"合计", "2024年预算数/合计", BE_TOPIC_SANGONG, "万元", "sangong"},
        {"小计", "2024年预算数/公务用车购置及运行费/小计", BE_TOPIC_SANGONG, "万元", "car"},
        {"公务用车运行费", "2024年预算数/公务用车购置及运行费/公务用车运行费", BE_TOPIC_SANGONG, "万元", "car_run"},
        {"2023年预算数", "因公出国(境)费", BE_TOPIC_SANGONG, "万元", "abroad"},
        {"某某单位", "公务接待费", BE_TOPIC_SANGONG, "万元", "reception"},
        {"会议费", "预算数", BE_TOPIC_SANGONG, "万元", ""},
        {"因公出国（境）费支出", NULL, BE_TOPIC_SANGONG, "万元", "abroad"},
        {"公务用车购置及运行维护费支出", NULL, BE_TOPIC_SANGONG, "万元", "car"},
        {"公务用车购置支出", NULL, BE_TOPIC_SANGONG, "万元", "car_buy"},
        {"公務接待費", NULL, BE_TOPIC_SANGONG, "萬元", "reception"},
        {"公务用车", NULL, BE_TOPIC_SANGONG, "辆", "vehicles"},
        {"国内公务接待", NULL, BE_TOPIC_SANGONG, "批次", "reception_batches"},
        {"国内公务接待", NULL, BE_TOPIC_SANGONG, "人次", "reception_people"},
        {"接待国内来访团组", NULL, BE_TOPIC_SANGONG, "个", "reception_batches"},
        {"来宾", NULL, BE_TOPIC_SANGONG, "人次", "reception_people"},
        {"因公出国（境）团组", NULL, BE_TOPIC_SANGONG, "个", "abroad_groups"},
        {"公务接待费", NULL, BE_TOPIC_BASIC, "万元", ""},
        {"机关运行经费财政拨款预算", NULL, BE_TOPIC_RUNNING, "万元", "running"},
        {"一般公共预算财政拨款运行经费", NULL, BE_TOPIC_RUNNING, "万元", "running"},
        {"政府采购预算支出", NULL, BE_TOPIC_PROCUREMENT, "万元", "procurement"},
        {"政府采购支出总额", NULL, BE_TOPIC_PROCUREMENT, "万元", "procurement"},
        {"政府集中采购预算", NULL, BE_TOPIC_PROCUREMENT, "万元", ""},
        {"支出合计", "统计数／决算数", BE_TOPIC_SANGONG, "万元", "sangong"},
        {"政府采购金额（以合同签订为准）", NULL, BE_TOPIC_PROCUREMENT, "万元", "procurement"},
        {"政府采购货物支出", NULL, BE_TOPIC_PROCUREMENT, "万元", "procurement_goods"},
        {"工程采购金额", NULL, BE_TOPIC_PROCUREMENT, "万元", "procurement_works"},
        {"授予中小企业合同金额", NULL, BE_TOPIC_PROCUREMENT, "万元", "procurement_sme"},
        {"授予小微企业合同金额", NULL, BE_TOPIC_PROCUREMENT, "万元", "procurement_small"},
        {"面向中小企业预留政府采购项目预算金额", NULL, BE_TOPIC_PROCUREMENT, "万元", "procurement_sme"},
        {"政府购买公共服务支出", NULL, BE_TOPIC_PROCUREMENT, "万元", "service_purchase"},
        {"政府性基金预算支出", NULL, BE_TOPIC_FUND_GOV, "万元", "fund_gov"},
        {"政府性基金预算拨款", NULL, BE_TOPIC_INCOME, "万元", ""},
        {"国有资本经营预算支出", NULL, BE_TOPIC_FUND_SOE, "万元", "fund_soe"},
        {"固定资产原值", NULL, BE_TOPIC_ASSETS, "万元", "assets_original"},
        {"累计折旧", NULL, BE_TOPIC_ASSETS, "万元", "assets_depreciation"},
        {"净值", NULL, BE_TOPIC_ASSETS, "万元", "assets_net"},
        {"车辆", NULL, BE_TOPIC_ASSETS, "辆", "vehicles"},
        {"其他用车", NULL, BE_TOPIC_ASSETS, "辆", ""},
        {"购置车辆", NULL, BE_TOPIC_ASSETS, "辆", "vehicles_bought"},
        {"供给车辆", NULL, BE_TOPIC_STAFF, "辆", ""},
        {"单价50万元以上通用设备", NULL, BE_TOPIC_ASSETS, "台（套）", "equipment_500k"},
        {"单价100万元（含）以上设备（不含车辆）", NULL, BE_TOPIC_ASSETS, "台（套）", "equipment_1m"},
        {"财政供给人员", NULL, BE_TOPIC_STAFF, "人", "staff"},
        {"合计", "上年结转结余/小计", BE_TOPIC_INCOME, "万元", "carryover_in"},
        {"合计", "上年结转结余/一般公共预算", BE_TOPIC_INCOME, "万元", ""},
        {"合计", "本年收入/单位资金", BE_TOPIC_INCOME, "万元", "own_revenue"},
        {"本年收入小计", "收入/预算数", BE_TOPIC_BALANCE, "万元", "revenue_total"},
        {"财政拨款收支总预算", NULL, BE_TOPIC_GRANT_BALANCE, "万元", "grant_total"},
        {"总计", "支出/一般公共预算财政拨款", BE_TOPIC_GRANT_BALANCE, "万元", "general_total"},
        {"一般公共预算财政拨款", NULL, BE_TOPIC_GENERAL, "万元", "general_total"},
        {"上年结转", NULL, BE_TOPIC_INCOME, "万元", "carryover_in"},
        {"预算项目资金", NULL, BE_TOPIC_PERFORMANCE, "万元", "performance_money"},
        {"", NULL, BE_TOPIC_SANGONG, "万元", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof WANT / sizeof WANT[0]; i++) {
        const struct want *w = &WANT[i];
        struct be_hit hit = {
            .kind = w->header == NULL ? BE_AMOUNT : BE_CELL, .item = be_span_of(w->item), .topic = w->topic,
            .measure = be_span_of(w->header == NULL ? "预算数" : w->header), .unit = be_span_of(w->unit),
            .numeric = true, .money = be_span_has(be_span_of(w->unit), "元"), .stat = BE_STAT_AMOUNT,
        };
        struct be_hit_senses *of = be_senses_hit(senses, &hit);
        be_dimensions(&hit, of, (struct be_said){0, 0, 0}, senses);
        struct be_span got = be_words_concept(words, of, &hit);
        if (!be_span_is(got, w->concept))
            fail_msg("%s | %s: %.*s, not %s", w->item, w->header, (int)got.len, got.p, w->concept);
    }
}

static void dimensions(void **state)
{
    static const struct {
        const char *item, *header, *title, *section;
        enum be_topic topic;
        const char *part, *fund, *flow;
    } WANT[] = {
        {"基本支出", NULL, "", "支出预算情况", BE_TOPIC_EXPENDITURE, "basic", "all", "expenditure"},
        {"收支总预算", NULL, "", "收支预算情况说明", BE_TOPIC_BALANCE, "", "all", "both"},
        {"一般公共预算拨款收入", NULL, "", "", BE_TOPIC_INCOME, "", "general", "income"},
        {"年初结转和结余资金", NULL, "", "收入决算情况说明", BE_TOPIC_INCOME, "", "carryover", "income"},
        {"人员经费支出", NULL, "", "", BE_TOPIC_ANNEX, "personnel", "", "expenditure"},
        {"合计", "支出/一般公共预算", "财政拨款收支总表", "", BE_TOPIC_GRANT_BALANCE, "", "general", "expenditure"},
        {"合计", "支出/合计", "财政拨款收支总表", "", BE_TOPIC_GRANT_BALANCE, "", "grant", "expenditure"},
        {"合计", "2024年预算数/基本支出", "一般公共预算财政拨款支出预算表", "", BE_TOPIC_GENERAL, "basic", "general", "expenditure"},
        {"合计", "基本支出/公用经费", "一般公共预算基本支出表", "", BE_TOPIC_BASIC, "public", "general", "expenditure"},
        {"办公费", NULL, "", "基本支出（公用经费）", BE_TOPIC_BASIC, "public", "", "expenditure"},
        {"公务接待费", NULL, "", "“三公”经费财政拨款预算安排情况", BE_TOPIC_SANGONG, "", "grant", "expenditure"},
        {"合计", "上年结转结余/一般公共预算", "部门收入总表", "", BE_TOPIC_INCOME, "", "carryover", "income"},
        {"事业收入", NULL, "", "", BE_TOPIC_INCOME, "", "own", "income"},
        {"财政专户管理资金", NULL, "", "", BE_TOPIC_INCOME, "", "", "income"},
        {"收入合计", NULL, "", "", BE_TOPIC_BALANCE, "", "all", "income"},
        {"固定资产原值", NULL, "", "国有资产占有使用情况", BE_TOPIC_ASSETS, "", "", ""},
        {"财政拨款", "", "项目支出绩效目标表", "", BE_TOPIC_PERFORMANCE, "", "grant", ""},
    };
    (void)state;
    for (int round = 0; round < (int)(MEMO_BYTES / sizeof(struct be_sense)); round++) {   /* remembered, and forgotten in between */
        const size_t i = (size_t)round % (sizeof WANT / sizeof WANT[0]);
        bool title = WANT[i].title[0] != '\0';
        struct be_hit_senses *of;
        char other[16];
        struct be_hit hit = {
            .kind = WANT[i].header == NULL ? BE_AMOUNT : BE_CELL, .item = be_span_of(WANT[i].item), .topic = WANT[i].topic,
            .measure = be_span_of(WANT[i].header), .stat = BE_STAT_AMOUNT, .money = true, .numeric = true,
        };
        of = be_senses_hit(senses, &hit);
        be_sense_of(senses, be_span(other, (size_t)snprintf(other, sizeof other, "%d", round)));
        be_dimensions(&hit, of, be_sense_said(senses, be_sense_of(senses, be_span_of(title ? WANT[i].title : WANT[i].section)),
                                          title ? BE_SAID_TITLE : BE_SAID_SECTION), senses);
        if (!be_span_is(be_names_part[hit.part], WANT[i].part) || !be_span_is(be_names_fund[hit.fund], WANT[i].fund)
            || !be_span_is(be_names_flow[hit.flow], WANT[i].flow))
            fail_msg("%s: %s %s %s", WANT[i].item, be_names_part[hit.part].p, be_names_fund[hit.fund].p, be_names_flow[hit.flow].p);
    }
}

static void hostile_texts(void **state)
{
    static char text[1 << 20];
    struct be_hit hit = {.kind = BE_CELL, .stat = BE_STAT_AMOUNT, .money = true, .numeric = true, .topic = BE_TOPIC_SANGONG};
    (void)state;
    for (int round = 0; round < 4; round++) {
        memset(text, "\xFF/\xE5 "[round], sizeof text);
        hit.item = hit.measure = be_span(text, sizeof text);
        assert_int_equal(be_words_topic(words, hit.item), BE_TOPIC_NONE);
        struct be_hit_senses *of = be_senses_hit(senses, &hit);
        assert_int_equal(be_words_concept(words, of, &hit).len, 0);
    }
    for (size_t n = 290; n < 310; n++)        /* characters cut at the end of the buffer */
        be_words_topic(words, be_span("收支总表收支总表", n % 24));
}

static size_t said;
static void count(void *user, const char *message)
{
    (void)user, (void)message;
    said++;
}

static void refuses_wrong_files(void **state)
{
    static const char *const BAD[][3] = {
        {"topic,rank,all,none,within\nnothing,1,a,,\n", NULL, NULL},
        {"topic,rank,all,none,within\nincome,x,a,,\n", NULL, NULL},
        {"topic,rank,all,none,within\nincome,1,a||b,,\n", NULL, NULL},
        {"topic,rank,all,none,within\nincome,1,a b c d e f g,,\n", NULL, NULL},
        {NULL, "dimension,value,where,all,none\npart,rest,item,a,\n", NULL},
        {NULL, "dimension,value,where,all,none\npart,basic,here,a,\n", NULL},
        {NULL, NULL, "concept,label,core,topic,part,fund,flow,unit,where\nx,[a,,,,,,,\n"},
        {NULL, NULL, "concept,label,core,topic,part,fund,flow,unit,where\nx,,,,,,,,\n"},
        {NULL, NULL, "concept,label,core,topic,part,fund,flow,unit,where\nx,a,,nothing,,,,,\n"},
        {NULL, NULL, "concept,label,core,topic,part,fund,flow,unit,where\nx,[a/b][a/b][a/b][a/b][a/b][a/b][a/b][a/b][a/b],,,,,,,\n"},
    };
    struct be_words *none;
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        struct be_words_files files = {
            be_span_of(BAD[i][0] ? BAD[i][0] : "topic,rank,all,none,within\n"),
            be_span_of(BAD[i][2] ? BAD[i][2] : "concept,label,core,topic,part,fund,flow,unit,where\n"),
            be_span_of(BAD[i][1] ? BAD[i][1] : "dimension,value,where,all,none\n"), &traditional,
        };
        said = 0;
        if (be_words_read(&none, &files, count, NULL) != BE_EPATTERN || none != NULL || said == 0)
            fail_msg("%zu was taken", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles),
        cmocka_unit_test(the_agencys_name_says_nothing),
        cmocka_unit_test(a_vaguer_heading_changes_nothing),
        cmocka_unit_test(rows_with_a_topic_of_their_own),
        cmocka_unit_test(concepts),
        cmocka_unit_test(dimensions),
        cmocka_unit_test(hostile_texts),
        cmocka_unit_test(refuses_wrong_files),
    };
    return cmocka_run_group_tests(tests, open_words, close_words);
}
