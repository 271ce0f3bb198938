/* Figures that are remembered by the words in front of them, against the patterns asked each time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include "recognize/prose/front.h"
#include "base/memo.h"

static struct be_patterns *set;
static struct be_matcher *matcher;
static struct be_memo *memo;
static struct be_arena *arena;

static int begin(void **state)
{
    (void)state;
    if (be_patterns_load(&set, NULL, NULL, NULL) != BE_OK)
        return -1;
    matcher = be_matcher_new(set, NULL, NULL);
    memo = be_memo_new(1u << 20);
    arena = be_arena_new();
    return matcher == NULL || memo == NULL || arena == NULL;
}

static int end(void **state)
{
    (void)state;
    be_arena_free(arena);
    be_memo_free(memo);
    be_matcher_free(matcher);
    be_patterns_free(set);
    return 0;
}

static bool same_part(struct be_span a, struct be_span b)
{
    return a.len == b.len && (a.len == 0 || a.p == b.p);
}

static bool same(const struct be_figure *a, const struct be_figure *b)
{
    return a->off == b->off && a->end == b->end && a->digits == b->digits && be_span_eq(be_span_of(a->mark), be_span_of(b->mark)) &&
           be_span_eq(a->measure, b->measure) && a->stat == b->stat && a->phase == b->phase && a->sign == b->sign &&
           be_span_eq(a->value, b->value) && be_span_eq(a->unit, b->unit) && same_part(a->base, b->base) && same_part(a->note, b->note) &&
           be_decimal_cmp(a->number, b->number) == 0 && a->number.scale == b->number.scale && a->plain == b->plain && a->numeric == b->numeric && a->money == b->money && a->level == b->level && a->odd == b->odd;
}

static void compare(struct be_span text)
{
    const struct be_context asks = {.matcher = matcher, .arena = arena}, remembers = {.matcher = matcher, .arena = arena, .memo = memo};
    struct be_figure asked, remembered;
    size_t off = 0;
    bool found = true;

    while (found) {
        found = be_amount_next(&asked, &asks, text, off, 1);
        if (be_amount_next(&remembered, &remembers, text, off, 1) != found || (found && !same(&asked, &remembered)))
            fail_msg("from %zu of: %.*s: asked, %s", off, (int)text.len, text.p, found ? "a figure" : "nothing");
        off = found ? asked.end : 0;
    }
    be_arena_reset(arena);
}

/* What patterns begin with, numbers in all their forms, units, and what parts them. */
static const char *const WORD[] = {
    "比2023年决算数", "减少", "增加", "增加/减少", "占", "占总收入的", "占2023年收入", "完成", "完成年初预算的", "年初预算为", "决算数为",
    "决算数大于预算数", "预算数", "全年预算", "持平", "无变化", "更新", "新增", "约", "￥", "三十五", "百", "公务用车", "的", "执行率", "超",
    "其中：基本支出", "2022年", "20", "第", "（", "为", "与上年相比", "编制数", "体制数", "保有量：",
};
static const char *const UNIT[] = {
    "万元", "元", "亿元", "%", "万元/年", "元/人/年", "人", "人员", "人次", "辆", "个", "个百分点", "台（套）", "平方米", "年", "月", "万",
    "亿", "亿6500万元", "余人", "万余元", "名", "项目", "户籍", "", "-", "%-", "~", "至", "．", ".", ",", "，", " ", "人民币", "万美元",
};
static const char *const SEPARATOR[] = {"，", "。", "；", "、", "（", "）", "：", "", "", ","};

static unsigned seed = 7;

static unsigned below(size_t n)
{
    seed = seed * 1103515245u + 12345u;
    return (seed >> 16) % (unsigned)n;
}

#define ANY(list) list[below(sizeof list / sizeof *list)]

static size_t number(char *to, size_t room)
{
    static const char *const FORM[] = {"#", "##", "###", "####", "#######", "##.##", "###.#", "#,###.##", "####,###", "##,##", "#.#####", "-#.#", "0", "#############", "20##", "# ###"};
    size_t n = (size_t)snprintf(to, room, "%s", ANY(FORM));

    for (size_t i = 0; i < n; i++)
        if (to[i] == '#')
            to[i] = (char)('0' + below(10));
    return n;
}

/* Words come again with other numbers and units, so that nearly all is remembered by then. */
static void as_if_each_were_asked(void **state)
{
    char text[512];

    (void)state;
    for (unsigned round = 0; round < 100000; round++) {
        size_t n = 0, parts = 1 + below(3);

        for (size_t i = 0; i < parts; i++) {
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", ANY(WORD), below(3) == 0 ? ANY(WORD) : "");
            if (below(8) > 0)
                n += number(text + n, sizeof text - n);
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", ANY(UNIT), ANY(SEPARATOR));
        }
        compare(be_span(text, n));
    }
}

static void a_long_way_to_the_number(void **state)
{
    char text[1024];

    (void)state;
    for (size_t far = 0; far < 80; far++) {
        size_t n = 0;

        n += (size_t)snprintf(text + n, sizeof text - n, "占2023年");
        for (size_t i = 0; i < far; i++)
            n += (size_t)snprintf(text + n, sizeof text - n, "%s", i % 5 == 4 ? "1" : "收");
        n += (size_t)snprintf(text + n, sizeof text - n, "%zu%%，与上年持平。", far);
        compare(be_span(text, n));
    }
}

static int *told(struct be_memo *small, int i)
{
    char text[16];
    size_t n = (size_t)snprintf(text, sizeof text, "%d", i);

    return be_memo_of(small, BE_ASKS_WORD, be_span(text, n), 1, sizeof(int));
}

/* What is asked again stays, whatever comes in between; what is not is forgotten, but never told wrong. */
static void a_memo_keeps_what_it_is_told(void **state)
{
    struct be_memo *small = be_memo_new(4096);
    static const char LONG[300];
    int *value, known = 0;

    (void)state;
    assert_non_null(small);
    assert_null(be_memo_of(small, BE_ASKS_WORD, be_span(LONG, sizeof LONG), 0, sizeof(int)));
    assert_null(be_memo_of(NULL, BE_ASKS_WORD, BE_LIT("a"), 0, sizeof(int)));
    value = be_memo_of(small, BE_ASKS_WORD, BE_LIT("a"), 1, sizeof(int));
    assert_int_equal(*value, 0);
    *value = 5;
    assert_int_equal(*(int *)be_memo_of(small, BE_ASKS_WORD, BE_LIT("a"), 1, sizeof(int)), 5);
    assert_int_equal(*(int *)be_memo_of(small, BE_ASKS_WORD, BE_LIT("a"), 2, sizeof(int)), 0);
    assert_int_equal(*(int *)be_memo_of(small, BE_ASKS_ROW, BE_LIT("a"), 1, sizeof(int)), 0);
    for (int i = 1; i < 2000; i++) {
        value = told(small, i);
        assert_int_equal(*value, 0);
        *value = i;
        for (int before = i; before > 0 && before > i - 8; before--)
            assert_int_equal(*told(small, before), before);
        assert_int_equal(*value, i);
        assert_int_equal(*(int *)be_memo_of(small, BE_ASKS_WORD, BE_LIT("a"), 1, sizeof(int)), 5);
    }
    for (int i = 1999; i > 0; i--) {
        value = told(small, i);
        assert_true(*value == i || *value == 0);
        known += *value == i;
    }
    assert_in_range(known, 1, 200);
    be_memo_free(small);
}

/* Texts that an enemy makes have one hash: they are forgotten, but none is told what another was. */
static void a_memo_tells_texts_of_one_hash_apart(void **state)
{
    const uint64_t times = UINT64_C(0x9E3779B97F4A7C15);
    struct be_memo *small = be_memo_new(1u << 18);
    uint64_t inverse = times;

    (void)state;
    assert_non_null(small);
    for (int i = 0; i < 6; i++)
        inverse *= 2 - times * inverse;
    for (int round = 0; round < 2; round++)
        for (uint64_t i = 1; i < 2000; i++) {
            const uint64_t h = i << 32 | (i ^ 12345), word = (h * inverse) ^ (UINT64_C(8) << 5);
            struct be_span text = be_span((const char *)&word, sizeof word);
            uint64_t *value = be_memo_of(small, BE_ASKS_WORD, text, 0, sizeof *value);

            assert_int_equal(be_span_hash(text), 12345);
            assert_true(*value == 0 || *value == i);
            *value = i;
            assert_int_equal(*(uint64_t *)be_memo_of(small, BE_ASKS_WORD, text, 0, sizeof *value), i);
        }
    be_memo_free(small);
}

/* What the build found out about first characters is read only, so it says something of each. */
static void a_nul_can_be_asked_about(void **state)
{
    const char text[] = {0, 0};
    struct be_match m;

    (void)state;
    for (unsigned kind = 0; kind < BE_P_KINDS; kind++)
        assert_true(!be_match_at(&m, matcher, (enum be_pattern_kind)kind, be_span(text, sizeof text), 0, 1) || m.whole.p == text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_if_each_were_asked),
        cmocka_unit_test(a_long_way_to_the_number),
        cmocka_unit_test(a_memo_keeps_what_it_is_told),
        cmocka_unit_test(a_memo_tells_texts_of_one_hash_apart),
        cmocka_unit_test(a_nul_can_be_asked_about),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
