/* What a text must hold for a pattern to match in it (pattern/needs.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "recognize/pattern/needs.h"

/* Does text hold one of the n keys? */
static bool holds(const struct be_need *key, size_t n, struct be_span text)
{
    uint32_t before = 0, c;

    for (const char *p = text.p, *end = text.p + text.len; p < end; p += be_char_len(p, end), before = c) {
        c = be_char_at(p, end);
        for (size_t i = 0; i < n; i++)
            if (key[i].last == be_need_last(c) && (!key[i].pair || (before != 0 && key[i].hash == be_need_hash(before, c))))
                return true;
    }
    return false;
}

static bool may(const char *expression, const char *text)
{
    struct pattern_needs needs;
    bool may = true;

    be_needs_read(&needs, be_span_of(expression));
    for (size_t k = 0; k < BE_NEEDS; k++)
        may = may && (needs.n[k] == 0 || holds(needs.key[k], needs.n[k], be_span_of(text)));
    return may;
}

/* Expressions, a text that each matches, and one that has not what it needs; NULL: nothing is needed. */
static void a_text_without_what_is_needed_is_told(void **state)
{
    static const char *const CASE[][3] = {
        {"[^\\n]{0,80} ( 电话 | 热线 ) [ ]* [：:]", "联系电话：", "联系人"},
        {"单 [ ]* 位 [ ]* [：:]", "单 位：", "某局"},
        {"表 # 表号\n [0-9]", "表1", "图1"},
        {"(?<title> 预 | 决 ) 算?", "决", "其他"},
        {"(?= 附件 ) .", "附件", "某局"},
        {"(?! 附件 ) 附", "附", "图"},
        {"电 (?: 话 ){2,3} 号", "电话话号", "电号"},
        {"a \\. (?: xls | pdf )", "a.pdf", "a.doc"},
        {"[[] 索引 []] ", "[索引]", "[目录]"},
        {"( 主办 | ) 单位", "单位", "主办"},
        {"( 主办 | )", "其他", NULL},
        {"( 主办 )?", "其他", NULL},
        {"主办* 局", "主局", "主办"},
        {"主{0,2} 办*", "其他", NULL},
        {"\\d+", "1", NULL},
        {"[^主]", "其他", NULL},
        {"[一-龥]", "其他", NULL},
        {"(?i) copyright", "COPYRIGHT", NULL},
        {"\\Q主办\\E|局", "主办", NULL},
        {"(*MARK:电话) 热线", "热线", "电话"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        assert_true(may(CASE[i][0], CASE[i][1]));
        if (CASE[i][2] != NULL && may(CASE[i][0], CASE[i][2]))
            fail_msg("%s is not told from %s", CASE[i][2], CASE[i][0]);
        if (CASE[i][2] == NULL && !may(CASE[i][0], "？"))
            fail_msg("%s needs something", CASE[i][0]);
    }
}

static void classes_are_told_of_what_is_needed(void **state)
{
    static const struct { const char *expression; uint32_t has[2]; } CASE[] = {
        {"没有 | 不 (?= 编列 | 列支 )", {BE_HAS_NONE, 0}},
        {"[9-:]", {BE_HAS_DIGIT | BE_HAS_COLON, 0}},
        {"[9a局]", {0, 0}},
        {"[^9] 无? (?! 无 ) (?<item> . )", {0, 0}},
        {"20 [0-9]{2} 年 .* 类", {BE_HAS_SUBJECT, BE_HAS_DIGIT}},
        {"无 | 局", {0, 0}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        struct pattern_needs needs;

        be_needs_read(&needs, be_span_of(CASE[i].expression));
        for (size_t k = 0; k < BE_NEEDS; k++)
            if (needs.has[k] != CASE[i].has[k])
                fail_msg("%s needs %x, not %x", CASE[i].expression, needs.has[k], CASE[i].has[k]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_without_what_is_needed_is_told),
        cmocka_unit_test(classes_are_told_of_what_is_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
