/* The fold: what changes, what stays, and that the fast path and the slow one agree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "input/fold.h"

static void folds(const char *in, const char *to)
{
    /* At every distance from a 16-byte block's start. */
    for (size_t before = 0; before < 20; before++) {
        char text[512], out[512 * BE_FOLD_GROWTH + BE_FOLD_SLACK], want[512];
        size_t n;

        memset(text, 'x', before);
        strcpy(text + before, in);
        memset(want, 'x', before);
        strcpy(want + before, to);
        n = be_fold(out, be_span_of(text));
        out[n] = '\0';
        assert_string_equal(out, want);
    }
}

static void test_changes(void **state)
{
    (void)state;
    folds("⼈⼒资源", "人力资源");                 /* Kangxi radicals */
    folds("⺠⻓⻅⻔⺟", "民长见门母");               /* CJK supplement radicals */
    folds("\xEF\xA4\xAF", "勞");                    /* U+F92F */
    folds("２０２４年Ａｂ％＋－＝", "2024年Ab%+-=");
    folds("(一)收入(万元)", "（一）收入（万元）");
    folds("﹙一﹚﹪﹐", "（一）%，");
    folds("合\u3000计", "合  计");
    folds("a\u00A0b\u2003c\u202Fd", "a b c d");
    folds("a\u200Bb\uFEFF\u00ADc\u2060", "abc");
    folds("a\vb\xC2\x85" "c\u2028d", "a b c d");
    folds("a\x01\x7F\xC2\x80z", "az");
    folds("\uE5E5一\uF0B7二\uE004", "  一 二\uE004");
    folds("㈠总㈩⑴⒈⒛⒇", "（一）总（十）（1）1．20．（20）");
}

static void test_stays(void **state)
{
    static const char text[] = "一、部门：职责；预算，１．Ａ①②「」[1]【注】〔2024〕《》“”——…·×㎡‰￥Ⅳ萬元\t|／｜";

    (void)state;
    folds("１２，３", "12，3");                     /* two numbers */
    folds("１．５", "1．5");
    folds("\n\r\n\f\t", "\n\r\n\f\t");
    folds("国務院𠀀é", "国務院𠀀é");
    folds(text, "一、部门：职责；预算，1．A①②「」[1]【注】〔2024〕《》“”——…·×㎡‰￥Ⅳ萬元\t|／｜");
}

/* Each character alone and within a long run must fold alike. */
static void test_every_character(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp < 0x30000; cp++) {
        char c[8], run[200], alone[64], out[200 * BE_FOLD_GROWTH + BE_FOLD_SLACK];
        size_t len = 0, n, m, k = 0;

        if (cp >= 0xD800 && cp < 0xE000)
            continue;
        if (cp < 0x80) {
            c[len++] = (char)cp;
        } else if (cp < 0x800) {
            c[len++] = (char)(0xC0 | cp >> 6);
        } else if (cp < 0x10000) {
            c[len++] = (char)(0xE0 | cp >> 12);
            c[len++] = (char)(0x80 | (cp >> 6 & 0x3F));
        } else {
            c[len++] = (char)(0xF0 | cp >> 18);
            c[len++] = (char)(0x80 | (cp >> 12 & 0x3F));
            c[len++] = (char)(0x80 | (cp >> 6 & 0x3F));
        }
        if (cp >= 0x80)
            c[len++] = (char)(0x80 | (cp & 0x3F));
        n = be_fold(alone, be_span(c, len));
        assert_true(n <= len * BE_FOLD_GROWTH);
        for (size_t i = 0; i < 20; i++, k += len)
            memcpy(run + k, c, len);
        m = be_fold(out, be_span(run, k));
        assert_int_equal(m, 20 * n);
        for (size_t i = 0; i < 20; i++)
            assert_memory_equal(out + i * n, alone, n);
        assert_int_equal(be_fold(run, be_span(alone, n)), n); /* folding again changes nothing */
        assert_memory_equal(run, alone, n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_stays),
        cmocka_unit_test(test_every_character),
    };
    return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
