/* The codebook: names and codes to official codes; nothing is guessed. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "patterns_file.h"
#include "base/memo.h"
#include "resolve/codebook.h"

static struct be_codebook *book;
static struct be_memo *cache;

static void print(void *user, const char *message)
{
    (void)user;
    print_error("%s\n", message);
}

static int open_book(void **state)
{
    struct be_codebook_files files = {
        patterns_file("codes/functional.csv"), patterns_file("codes/economic.csv"), patterns_file("traditional.csv"),
    };
    (void)state;
    enum be_status rc = be_codebook_load(&book, &files, print, NULL);
    free((void *)files.functional.p);
    free((void *)files.economic.p);
    free((void *)files.traditional.p);
    cache = be_memo_new(1u << 16);
    return rc == BE_OK && cache != NULL ? 0 : -1;
}

static int close_book(void **state)
{
    (void)state;
    be_codebook_free(book);
    be_memo_free(cache);
    return 0;
}

struct want { const char *level[3], *code; int year; const char *official, *prefix; };

static void check(enum be_scheme scheme, const struct want *w)
{
    struct be_codes_ask ask = {.scheme = scheme, .code = be_span_of(w->code), .year = w->year};
    struct be_codes got, again;

    for (int i = 0; i < 3; i++)
        ask.level[i] = be_span_of(w->level[i]);
    be_codebook_resolve(book, NULL, &ask, &got);
    be_codebook_resolve(book, cache, &ask, &again);
    be_codebook_resolve(book, cache, &ask, &again);
    assert_memory_equal(&got, &again, sizeof got);
    if (strcmp(got.official, w->official) != 0 || strcmp(got.prefix, w->prefix) != 0)
        fail_msg("%s|%s|%s %s %d: want %s %s, got %s %s", w->level[0], w->level[1], w->level[2], w->code, w->year,
                 w->official, w->prefix, got.official, got.prefix);
}

static void functional_names_top_down(void **state)
{
    static const struct want WANT[] = {
        {{"社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出"}, "", 2024, "2080505", "2080505"},
        {{"社会保障和就业", "人力资源和社会保障管理事务", "行政运行（人社）"}, "", 2024, "2080101", "2080101"},
        {{"社会保障和就业（类）", "人力资源和社会保障管理事务（款）", "行政运行（项）"}, "", 2024, "2080101", "2080101"},
        {{"社会保障 和就业支出", "“行政事业单位养老支出”", "事业单位离退休"}, "", 2024, "2080502", "2080502"},
        {{"社會保障和就業支出", "行政事業單位養老支出", "機關事業單位職業年金繳費支出"}, "", 2024, "2080506", "2080506"},
        {{"住房保障", "住房改革支出", "住房公积金"}, "", 2024, "2210201", "2210201"},
        {{"住房保障支出", "住房改革", "购房补贴"}, "", 2024, "2210203", "2210203"},
        {{"卫生健康支出", "行政事业单位医疗", "其他行政事业单位医疗"}, "", 2024, "2101199", "2101199"},
        {{"卫生健康支出", "行政事业单位医疗", "行政单位医疗支出"}, "", 2024, "2101101", "2101101"},
        {{"", "", "住房公积金"}, "", 2024, "2210201", "2210201"},
        {{"社会保障和就业支出", "行政事业单位养老支出", "[2080502]事业单位离退休"}, "", 2024, "2080502", "2080502"},
        {{"", "政府办公厅(室)及相关机构事务", "机关服务（政府办公厅（室）及相关机构）"}, "", 2024, "2010303", "2010303"},
        {{"", "人大事务", "行政运行2010101"}, "", 2024, "2010101", "2010101"},
        {{"", "20805-行政事业单位养老支出", ""}, "", 2024, "20805", "20805"},
        {{"", "", "行政运行"}, "", 2024, "", ""},
        {{"", "人大事务", "行政运行"}, "", 2024, "2010101", "2010101"},
        {{"社会保障和就业支出", "", "事业运行"}, "", 2024, "", "208"},
        {{"社会保障和就业支出", "", ""}, "", 2024, "208", "208"},
        {{"", "行政事业单位医疗", ""}, "", 2024, "21011", "21011"},
        {{"医疗卫生与计划生育支出", "行政事业单位医疗", "行政单位医疗"}, "", 2018, "2101101", "2101101"},
        {{"社会保障和就业支出", "行政事业单位离退休", "机关事业单位基本养老保险缴费支出"}, "", 2019, "2080505", "2080505"},
        /* one number before and after the year the code changed */
        {{"社会保障和就业支出", "其他社会保障和就业支出", "其他社会保障和就业支出"}, "", 2020, "2089901", "2089901"},
        {{"社会保障和就业支出", "其他社会保障和就业支出", "其他社会保障和就业支出"}, "", 2024, "2089999", "2089999"},
        {{"一般公共服务支出", "人力资源事务", "其他人力资源事务支出"}, "", 2020, "2011099", "2011099"},
        {{"一般公共服务支出", "人力资源事务", "其他人力资源事务支出"}, "", 2024, "2011099", "2011099"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof WANT / sizeof WANT[0]; i++)
        check(BE_FUNCTIONAL, &WANT[i]);
}

static void slips_get_no_code(void **state)
{
    static const struct want WANT[] = {
        {{"社会保障和就业", "行政事业单位医疗", "其他行政事业单位医疗支出"}, "", 2024, "", "208"},
        {{"社会保障和就业", "行政单位养老支出", "机关事业单位基本养老保险缴费支出"}, "", 2024, "", "208"},
        {{"社会保障与就业支出", "", ""}, "", 2024, "", "208"},
        {{"社会保障与就业支出", "行政事业单位养老支出", "行政单位离退休"}, "", 2024, "", "2080501"},
        {{"卫生健康支出", "行政事业单位医疗", "其他行政行政事业单位医疗"}, "", 2024, "", "21011"},
        {{"卫生健康", "行政事业单位医疗", "职工基本医疗保险"}, "", 2024, "", "21011"},
        {{"社会保瘴和就业", "行政事业单位医疗", "行政单位医疗"}, "", 2024, "", "2101101"},
        {{"社会保障和就业", "人力资源和社会保障管理事务", "综合业务"}, "", 2024, "", "20801"},
        {{"住房保障支出", "住房改革", "公积金"}, "", 2024, "", "22102"},
        {{"一般公共服务", "", ""}, "", 2024, "201", "201"},
        {{"某某支出", "", ""}, "", 2024, "", ""},
        {{"", "", ""}, "", 2024, "", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof WANT / sizeof WANT[0]; i++)
        check(BE_FUNCTIONAL, &WANT[i]);
}

static void printed_codes(void **state)
{
    static const struct want WANT[] = {
        {{"", "", "事业运行"}, "2080150", 2024, "2080150", "2080150"},
        {{"社会保障和就业支出", "人力资源和社会保障管理事务", "事业运行"}, "2080150", 0, "2080150", "2080150"},
        {{"", "行政事业单位养老支出", ""}, "20805", 2024, "20805", "20805"},
        {{"社会保障与就业支出", "", ""}, "208", 2024, "208", "208"},       /* the code confirms a slip */
        {{"", "", "事业运行"}, "2080101", 2024, "", "20801"},   /* one of 59, the 款 has one too */
        {{"", "", "事业运行"}, "2210201", 2024, "", ""},        /* 住房保障 has none */
        {{"社会保障和就业支出", "人力资源和社会保障管理事务", "事业运行"}, "2080101", 2024, "", "20801"},
        {{"", "", "综合业务"}, "2080104", 2024, "", "20801"},
        {{"", "", "不知道的事务"}, "2080188", 2024, "", "20801"},
        {{"卫生健康支出", "", "不知道的事务"}, "2080188", 2024, "", ""},
        {{"", "", ""}, "2080101", 2024, "", "2080101"},
        {{"", "", "事业运行"}, "302002", 2024, "", ""},          /* a unit's code */
        {{"", "", "住房公积金"}, "2210202", 2024, "", "22102"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof WANT / sizeof WANT[0]; i++)
        check(BE_FUNCTIONAL, &WANT[i]);
}

static void economic_names(void **state)
{
    static const struct want WANT[] = {
        {{"工资福利支出", "基本工资", ""}, "", 2024, "30101", "30101"},
        {{"", "住房公积金", ""}, "", 2024, "30113", "30113"},
        {{"机关工资福利支出", "住房公积金", ""}, "", 2024, "50103", "50103"},
        {{"", "住房公积金", ""}, "50103", 2024, "50103", "50103"},
        {{"", "办公经费", ""}, "", 2024, "", ""},
        {{"机关商品和服务支出", "办公经费", ""}, "", 2024, "50201", "50201"},
        {{"", "维修(护)费", ""}, "30213", 2024, "30213", "30213"},
        {{"对个人和家庭的补助支出", "", ""}, "", 2024, "303", "303"},
        {{"商品和服务支出", "咨询费", ""}, "30202", 2024, "", "302"},       /* local numbering */
        {{"商品和服务支出", "", ""}, "", 2024, "302", "302"},
        {{"", "房屋建筑物购建", ""}, "", 2024, "", ""},                     /* 30901 or 31001 */
        {{"资本性支出", "房屋建筑物购建", ""}, "", 2024, "31001", "31001"},
        {{"", "办公费", ""}, "3020101", 2024, "", "30201"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof WANT / sizeof WANT[0]; i++)
        check(BE_ECONOMIC, &WANT[i]);
}

static void codes_relative_to_the_row_above(void **state)
{
    struct be_codes_ask ask = {.scheme = BE_FUNCTIONAL, .level = {{0}}, .year = 2024};
    struct be_codes got;
    (void)state;
    ask.level[2] = BE_LIT("行政运行");
    ask.parent = BE_LIT("20132");
    be_codebook_resolve(book, NULL, &ask, &got);
    assert_string_equal(got.official, "2013201");
    ask.level[2] = BE_LIT("行政单位离退休");
    ask.parent = BE_LIT("20805");
    ask.code = BE_LIT("01");
    be_codebook_resolve(book, NULL, &ask, &got);
    assert_string_equal(got.official, "2080501");
    ask.level[2] = BE_LIT("没有的名称");
    ask.code = be_span(NULL, 0);
    be_codebook_resolve(book, NULL, &ask, &got);
    assert_string_equal(got.official, "");
    assert_string_equal(got.prefix, "20805");
}

static void labels(void **state)
{
    static const struct { const char *name; enum be_label want; } WANT[] = {
        {"一般公共服务支出", BE_LABEL_CLASS}, {"一般公共服务", BE_LABEL_CLASS}, {"卫生健康支出", BE_LABEL_CLASS},
        {"教育支出", BE_LABEL_CLASS}, {"教育", BE_LABEL_SHARED}, {"社会保障与就业支出", BE_LABEL_NEAR},
        {"医疗卫生与计划生育支出", BE_LABEL_CLASS}, {"其他支出", BE_LABEL_SHARED},
        {"国有资本经营预算支出", BE_LABEL_SHARED}, {"基本工资", BE_LABEL_ECONOMIC},
        {"住房公积金", BE_LABEL_ECONOMIC_OR_ITEM}, {"机关事业单位基本养老保险缴费支出", BE_LABEL_NONE}, {"工资福利支出", BE_LABEL_ECONOMIC_CLASS},
        {"对个人和家庭的补助支出", BE_LABEL_ECONOMIC_CLASS}, {"基本支出", BE_LABEL_NONE}, {"行政运行", BE_LABEL_NONE},
        {"房屋建筑物购建", BE_LABEL_ECONOMIC}, {"办公经费", BE_LABEL_NONE}, {"", BE_LABEL_NONE}, {"支出", BE_LABEL_NONE}, {"合计", BE_LABEL_NONE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof WANT / sizeof WANT[0]; i++)
        if (be_codebook_label(book, be_span_of(WANT[i].name), 2024) != WANT[i].want)
            fail_msg("%s: %d", WANT[i].name, (int)be_codebook_label(book, be_span_of(WANT[i].name), 2024));
}

static void classify(struct be_hit *hit, enum be_topic topic, bool table)
{
    hit->topic = topic;
    be_codebook_classify(hit, be_codebook_label(book, hit->item, 2024), table);
}

static void classifies_what_nobody_marked(void **state)
{
    struct be_hit hit = {.item = BE_LIT("其他支出")};
    (void)state;
    classify(&hit, BE_TOPIC_EXPENDITURE, false);
    assert_int_equal(hit.scheme, BE_SCHEME_NONE);
    classify(&hit, BE_TOPIC_BALANCE, true);
    assert_int_equal(hit.scheme, BE_FUNCTIONAL);
    assert_true(be_span_is(hit.level[0], "其他支出"));
    hit = (struct be_hit){.item = BE_LIT("公务接待费")};
    classify(&hit, BE_TOPIC_SANGONG, false);
    assert_int_equal(hit.scheme, BE_SCHEME_NONE);
    classify(&hit, BE_TOPIC_BASIC, false);
    assert_int_equal(hit.scheme, BE_ECONOMIC);
    assert_true(be_span_is(hit.level[1], "公务接待费"));
    hit = (struct be_hit){.item = BE_LIT("公务接待费")};
    classify(&hit, BE_TOPIC_NONE, false);
    assert_int_equal(hit.scheme, BE_SCHEME_NONE);
    hit = (struct be_hit){.item = BE_LIT("住房公积金")};
    classify(&hit, BE_TOPIC_GENERAL, false);
    assert_int_equal(hit.scheme, BE_SCHEME_NONE);
    classify(&hit, BE_TOPIC_BASIC, false);
    assert_int_equal(hit.scheme, BE_ECONOMIC);
}

static void a_placeholder_has_no_code(void **state)
{
    struct be_hit hit = {.scheme = BE_FUNCTIONAL, .level = {BE_LIT("一般公共服务")}};
    struct be_codes got;
    (void)state;
    be_codebook_hit(book, cache, &hit, 2020, &got);
    assert_string_equal(got.official, "");
    assert_string_equal(got.prefix, "201");
    hit.item = hit.level[0];
    be_codebook_hit(book, cache, &hit, 2020, &got);
    assert_string_equal(got.official, "201");
}

/* The numbers of the names are the question, and the code: what was answered before is not the answer to another. */
static void names_are_known_by_their_numbers(void **state)
{
    static const struct be_label_texts one = {.item = 2, .level = {1, 2}}, other = {.item = 3, .level = {1, 3}};
    struct be_hit hit = {
        .scheme = BE_FUNCTIONAL, .item = BE_LIT("财政事务"), .level = {BE_LIT("一般公共服务支出"), BE_LIT("财政事务")}, .label = &one,
    };
    struct be_codes got;

    (void)state;
    for (int round = 0; round < 2; round++) {
        hit.label = &one;
        hit.item = hit.level[1] = BE_LIT("财政事务");
        be_codebook_hit(book, cache, &hit, 2024, &got);
        assert_string_equal(got.official, "20106");
        hit.label = &other;
        hit.item = hit.level[1] = BE_LIT("税收事务");
        be_codebook_hit(book, cache, &hit, 2024, &got);
        assert_string_equal(got.official, "20107");
        hit.code = BE_LIT("20106");
        be_codebook_hit(book, cache, &hit, 2024, &got);
        assert_string_equal(got.official, "");
        hit.code = be_span(NULL, 0);
    }
}

/* Names of any length and bytes are answered, and quickly. */
static void hostile_names(void **state)
{
    static char text[1 << 16];
    struct be_codes_ask ask = {.scheme = BE_FUNCTIONAL};
    struct be_codes got;
    (void)state;
    for (int round = 0; round < 4; round++) {
        memset(text, "\xFF(\xE5 "[round], sizeof text);
        for (int i = 0; i < 3; i++)
            ask.level[i] = be_span(text, sizeof text - (size_t)i);
        ask.code = ask.parent = ask.level[0];
        be_codebook_resolve(book, cache, &ask, &got);
        assert_string_equal(got.official, "");
    }
    for (size_t i = 0; i + 3 <= sizeof text; i += 3)
        memcpy(text + i, i % 2 ? "）" : "（", 3);
    for (size_t n = 150; n < 250; n++) {
        ask.level[2] = be_span(text, n);
        be_codebook_resolve(book, cache, &ask, &got);
        assert_string_equal(got.official, "");
    }
}

static void looking_up(void **state)
{
    char buf[4096];
    FILE *out = fmemopen(buf, sizeof buf, "w");
    (void)state;
    assert_int_equal(be_codebook_find(book, BE_LIT("2210201"), out), 1);
    assert_int_equal(be_codebook_find(book, BE_LIT("因公出国(境)费"), out), 2);
    assert_true(be_codebook_find(book, BE_LIT("行政运行"), out) > 90);
    assert_int_equal(be_codebook_find(book, BE_LIT(""), out), 0);
    assert_int_equal(be_codebook_find(book, BE_LIT("没有"), out), 0);
    fclose(out);
    assert_non_null(strstr(buf, "2210201 项  住房保障支出 › 住房改革支出 › 住房公积金"));
    assert_non_null(strstr(buf, "30212   部门经济款  商品和服务支出 › 因公出国（境）费用  = 因公出国（境）费"));
    assert_true(be_span_is(be_codebook_name(book, BE_LIT("208")), "社会保障和就业支出"));
}

static size_t said;
static void count(void *user, const char *message)
{
    (void)user, (void)message;
    said++;
}

static void refuses_wrong_files(void **state)
{
    static const char *const BAD[] = {
        "", "code,name\n", "code,level,name,aliases,since,until\n20,lei,x,,,\n",
        "code,level,name,aliases,since,until\n201,kuan,x,,,\n", "code,level,name,aliases,since,until\n201,lei,,,,\n",
        "code,level,name,aliases,since,until\n201,lei,x,,20a4,\n",
        "code,level,name,aliases,since,until\n202,lei,x,,,\n201,lei,x,,,\n",
        "code,level,name,aliases,since,until\n201,lei,\"x,,,\n",
    };
    struct be_codebook *none;
    struct be_codebook_files files = {.economic = BE_LIT("code,level,name,aliases,since,until\n"),
                                      .traditional = BE_LIT("traditional,simplified\n")};
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        said = 0;
        files.functional = be_span_of(BAD[i]);
        if (be_codebook_load(&none, &files, count, NULL) != BE_EPATTERN || none != NULL || said == 0)
            fail_msg("%s: said %zu", BAD[i], said);
    }
    files.functional = files.economic;
    assert_int_equal(be_codebook_load(&none, &files, count, NULL), BE_OK);
    be_codebook_free(none);
    files.traditional = BE_LIT("traditional,simplified\nab,c\n");
    assert_int_equal(be_codebook_load(&none, &files, count, NULL), BE_EPATTERN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functional_names_top_down),
        cmocka_unit_test(slips_get_no_code),
        cmocka_unit_test(printed_codes),
        cmocka_unit_test(economic_names),
        cmocka_unit_test(codes_relative_to_the_row_above),
        cmocka_unit_test(labels),
        cmocka_unit_test(classifies_what_nobody_marked),
        cmocka_unit_test(a_placeholder_has_no_code),
        cmocka_unit_test(names_are_known_by_their_numbers),
        cmocka_unit_test(hostile_names),
        cmocka_unit_test(looking_up),
        cmocka_unit_test(refuses_wrong_files),
    };
    return cmocka_run_group_tests(tests, open_book, close_book);
}
