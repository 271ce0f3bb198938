/* What stands in a text, by classes of characters (letters.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/letters.h"

/* Character by character, as the words of letters.h have it. */
static uint32_t one_by_one(struct be_span text)
{
    const char *end = text.p + text.len;
    uint32_t found = 0;

    for (const char *p = text.p; p < end; p += be_char_len(p, end))
        found |= be_letters_of(be_char_at(p, end));
    return found;
}

static void a_class_is_met_wherever_it_stands(void **state)
{
    static const char *const ONE[] = {"\t", " ", "|", "<", "*", "&", "\\", "$", "0", "9", ":", "：", "。", "，", "；", "、", "（", "）", "年", "元", "表",
                                      "位", "门", "目", "预", "决", "无", "不", "零", "指", "映", "类", "款", "项",
                                      "a", "Z", "备", "址"};
    char text[128];

    (void)state;
    for (size_t i = 0; i < sizeof ONE / sizeof *ONE; i++)
        for (size_t front = 0; front <= 40; front++)
            for (size_t behind = 0; behind <= 20; behind++) {
                size_t n = strlen(ONE[i]), len = 0;

                for (size_t k = 0; k < front; k++)
                    text[len++] = '-';
                memcpy(text + len, ONE[i], n);
                len += n;
                for (size_t k = 0; k < behind; k++, len += 3)
                    memcpy(text + len, "中", 3);
                assert_true(one_by_one(be_span_of(ONE[i])) != 0);
                assert_int_equal(be_letters(be_span(text, len)), one_by_one(be_span_of(ONE[i])));
            }
}

static void nothing_else_is_met(void **state)
{
    static const char *const NONE[] = {"", "-", "云岭县水利局", "云岭县水利局云岭县水利局", "#%'\"()+-./;=>?@[]^_`{}~",
                                       "·é€𠀀·é€𠀀·é€𠀀·é€𠀀", "\xEF\xBF\xBD"};

    (void)state;
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        assert_int_equal(be_letters(be_span_of(NONE[i])), 0);
    assert_int_equal(be_letters(be_span_of("单位：万元")), BE_HAS_UNIT | BE_HAS_COLON | BE_HAS_YUAN);
    assert_int_equal(be_letters(be_span_of("第一部分 2024年部门预算，3,253.80万元。")),
                     BE_HAS_YEAR | BE_HAS_UNIT | BE_HAS_BUDGET | BE_HAS_COMMA | BE_HAS_DIGIT | BE_HAS_BLANK | BE_HAS_YUAN | BE_HAS_STOP);
}

/* Sixteen at once or one by one. */
static void every_byte_of_ascii_has_its_class(void **state)
{
    (void)state;
    for (uint32_t c = 1; c < 0x80; c++) {
        char text[] = "--------------------";

        text[7] = (char)c;
        assert_int_equal(be_letters(be_span(text, 15)), be_letters_of(c));
        assert_int_equal(be_letters(be_span(text, 20)), be_letters_of(c));
    }
}

/* As many as there are, each among others of three bytes. */
static void every_character_has_its_class(void **state)
{
    const char few[] = "中-中-中-";
    char text[3 + 2 * sizeof few];

    (void)state;
    for (uint32_t c = 0x800; c < 0x10000; c++) {
        const char three[] = {(char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3F)), (char)(0x80 | (c & 0x3F))};
        size_t n = sizeof few - 1;

        memcpy(text, few, n);
        memcpy(text + n, three, 3);
        memcpy(text + n + 3, few, n);
        assert_int_equal(be_letters(be_span(text, n + 3)), be_letters_of(c));
        assert_int_equal(be_letters(be_span(text, n + 3 + n)), be_letters_of(c));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_class_is_met_wherever_it_stands),
        cmocka_unit_test(nothing_else_is_met),
        cmocka_unit_test(every_byte_of_ascii_has_its_class),
        cmocka_unit_test(every_character_has_its_class),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
