/* column.c - what the header of one column says of its figures. */
#include "cell.h"
#include "../../base/wordlist.h"
#include "plan.h"
#include "rowlabel.h"
#include "../../base/unit.h"

struct be_span be_plan_unit(struct be_context *cx, struct be_span text)
{
    struct be_span inner;
    const char *p;

    if (be_ends(text, "%"))
        return BE_LIT("%");
    if (!be_ends(text, "）") || text.len < 7)
        return be_span(NULL, 0);
    for (p = text.p + text.len - 3; p > text.p && memcmp(p, "（", 3) != 0; p--)
        ;
    if (memcmp(p, "（", 3) != 0)
        return be_span(NULL, 0);
    inner = be_span(p + 3, (size_t)(text.p + text.len - 3 - (p + 3)));
    if (be_starts(inner, "单位："))
        inner = be_span_from(inner, 9);
    if (inner.len == 0 || be_word_of(cx, inner, NULL) != BE_WORD_QUANTITY)
        return be_span(NULL, 0);
    return be_unit_fold(inner);
}

static enum be_stat stat_of(enum be_word word)
{
    switch (word) {
    case BE_WORD_CHANGE: return BE_STAT_CHANGE;
    case BE_WORD_CHANGE_RATE: return BE_STAT_CHANGE_RATE;
    case BE_WORD_SHARE: return BE_STAT_SHARE;
    case BE_WORD_COMPLETION: return BE_STAT_COMPLETION;
    case BE_WORD_COUNT: return BE_STAT_COUNT;
    case BE_WORD_TARGET: return BE_STAT_TARGET;
    case BE_WORD_ACTUAL: return BE_STAT_ACTUAL;
    case BE_WORD_WEIGHT: return BE_STAT_WEIGHT;
    case BE_WORD_NOTE: return BE_STAT_TEXT;
    default: return BE_STAT_NONE;
    }
}

/* 增减 over 金额 and %: what the outer level changes, the inner one measures. */
static void say_stat(struct be_column_plan *col, enum be_word word)
{
    enum be_stat stat = stat_of(word);

    if (stat == BE_STAT_NONE)
        return;
    if (stat == BE_STAT_CHANGE && (col->stat == BE_STAT_SHARE || col->stat == BE_STAT_CHANGE_RATE ||
                                   be_span_is(col->unit, "%")))
        col->stat = BE_STAT_CHANGE_RATE;
    else if (col->stat == BE_STAT_NONE)
        col->stat = (uint8_t)stat;
}

/* Up to 比 or 较, or 为 of a header like 决算数为上年决算数的%; 0 where there is no such word. */
static size_t until_compared(const struct be_column_plan *col, struct be_span text)
{
    long than = be_span_find(text, BE_LIT("比")), as = be_span_find(text, BE_LIT("较"));

    if (be_span_is(col->unit, "%") && be_span_has(text, "数为"))
        return (size_t)be_span_find(text, BE_LIT("数为"));
    if (col->stat != BE_STAT_CHANGE && col->stat != BE_STAT_CHANGE_RATE)
        return 0;
    if (than < 0 || (as >= 0 && as < than))
        than = as;
    return than < 0 ? 0 : (size_t)than;
}

#define BIT(what) (1u << (what))

/* Phase and year, of the text or of what stands before its 比. */
static void say_time(struct be_column_plan *col, const int16_t *means, enum be_word word)
{
    if (col->phase == BE_PHASE_NONE && word != BE_WORD_COMPLETION)
        col->phase = (uint8_t)means[BE_MEANS_PHASE];
    if (col->year == 0 && col->year_shift == 0) {
        if (means[BE_MEANS_YEAR] == BE_MEANS_LAST_YEAR)
            col->year_shift = -1;
        else
            col->year = means[BE_MEANS_YEAR];
    }
}

void be_plan_say(struct be_column_plan *col, struct be_context *cx, struct be_span text, enum be_word word)
{
    const unsigned time = BIT(BE_MEANS_PHASE) | BIT(BE_MEANS_YEAR), dimensions = BIT(BE_MEANS_PART) | BIT(BE_MEANS_FUND) | BIT(BE_MEANS_FLOW);
    const int16_t *means;
    size_t until;
    bool compares;

    if (col->unit.len == 0)
        col->unit = be_plan_unit(cx, text);
    if (col->stat == BE_STAT_COUNT && be_unit_money(col->unit)) /* 批复数（元） over 数量: it is of the columns beside */
        col->unit = be_span(NULL, 0);
    say_stat(col, word);
    /* 2024年预算数比2023年执行数: a change of the first */
    until = until_compared(col, text);
    compares = until > 0 || col->stat == BE_STAT_CHANGE || col->stat == BE_STAT_CHANGE_RATE;
    if (compares)
        say_time(col, be_word_meanings(cx, time, be_span_to(text, until)), BE_WORD_NONE);
    means = be_word_meanings(cx, compares ? dimensions : dimensions | time, text);
    if (!compares)
        say_time(col, means, word);
    if (col->part == BE_PART_NONE)
        col->part = (uint8_t)means[BE_MEANS_PART];
    if (col->fund == BE_FUND_NONE)
        col->fund = (uint8_t)means[BE_MEANS_FUND];
    if (col->flow == BE_FLOW_NONE)
        col->flow = (uint8_t)means[BE_MEANS_FLOW];
    if (be_span_has(text, "机关运行") && be_word_means(cx, BE_MEANS_RUNNING, text) != 0)
        col->topic = BE_TOPIC_RUNNING;
}

struct be_span be_plan_level(struct be_span text, struct be_arena *arena)
{
    char *to = text.len == 0 || memchr(text.p, '/', text.len) == NULL ? NULL : be_arena_room(arena, text.len * 3);
    size_t n = 0;

    for (size_t i = 0; i < text.len && to != NULL; i++) {
        if (text.p[i] == '/') {
            memcpy(to + n, "／", 3);
            n += 3;
        } else {
            to[n++] = text.p[i];
        }
    }
    return to == NULL ? text : be_span(to, n);
}

static struct be_span join_levels(const struct be_head_column *h, struct be_arena *arena)
{
    size_t n = 0;
    char *to;

    if (h->levels == 0)
        return be_span(NULL, 0);
    if (h->levels == 1)
        return be_plan_level(h->level[0], arena);
    for (size_t k = 0; k < h->levels; k++)
        n += h->level[k].len * 3 + 1;
    to = be_arena_alloc(arena, n);
    if (to == NULL)
        return be_span(NULL, 0);
    n = 0;
    for (size_t k = 0; k < h->levels; k++) {
        struct be_span level = be_plan_level(h->level[k], arena);
        if (k > 0)
            to[n++] = '/';
        memcpy(to + n, level.p, level.len);
        n += level.len;
    }
    return be_span(to, n);
}

static bool names_a_thing(const struct be_head_column *h, size_t k)
{
    enum be_word w = (enum be_word)h->word[k];

    return w != BE_WORD_PHASE && w != BE_WORD_MEASURE && w != BE_WORD_YEAR;
}

static struct be_wordlist LESS = BE_WORDLIST("减少", "下降", "降低", "减幅");

/* 减少, 下降（%）, and not 增减, 升降. */
static bool says_less(struct be_span header)
{
    if (be_wordlist_holds(&LESS, header))
        return !be_span_has(header, "增") && !be_span_has(header, "升");
    return false;
}

void be_plan_column(struct be_column_plan *col, const struct be_head_column *h, struct be_context *cx,
                        struct be_arena *arena)
{
    col->measure = join_levels(h, arena);
    col->no = be_tables_number(cx->tables);
    for (size_t k = h->levels; k-- > 0;)
        be_plan_say(col, cx, h->level[k], (enum be_word)h->word[k]);
    for (size_t k = h->levels; k-- > 0 && col->thing.len == 0;)
        if (names_a_thing(h, k))
            col->thing = h->level[k];
    if (col->thing.len == 0 && h->levels > 0)
        col->thing = h->level[h->levels - 1];
    col->thing = be_word_item(col->thing, arena);
    if (h->levels > 0) {
        col->top = h->cell[0];
        col->parent = h->levels > 1 ? h->cell[h->levels - 2] : 0;
        col->apart = be_ends(h->level[h->levels - 1], "单价");
        col->among = be_starts(h->level[h->levels - 1], "其中");
    }
    if (col->unit.len > 0 && !be_unit_money(col->unit) && col->stat == BE_STAT_NONE)
        col->stat = be_span_is(col->unit, "%") ? BE_STAT_SHARE : BE_STAT_COUNT;
    if (col->stat == BE_STAT_COUNT && be_unit_money(col->unit))
        col->stat = BE_STAT_AMOUNT;
    if (col->stat == BE_STAT_NONE && col->unit.len == 0 && h->levels > 0) {
        col->unit = be_row_counts(h->level[h->levels - 1]);    /* 国内公务接待批次 */
        col->unit_told = col->unit.len > 0;
        col->stat = col->unit_told ? BE_STAT_COUNT : BE_STAT_NONE;
    }
    for (size_t k = h->levels; k-- > 0 && col->stat == BE_STAT_COUNT && col->unit.len == 0;) {
        col->unit = be_ends(h->level[k], "人员") ? BE_LIT("人") : be_row_counts(h->level[k]);
        col->unit_told = col->unit.len > 0;
    }
    if (col->stat == BE_STAT_NONE)
        col->stat = BE_STAT_AMOUNT;
    col->money = col->stat == BE_STAT_AMOUNT || col->stat == BE_STAT_CHANGE;
    col->lessens = (col->stat == BE_STAT_CHANGE || col->stat == BE_STAT_CHANGE_RATE) && h->levels > 0 && says_less(h->level[h->levels - 1]);
}

static struct be_wordlist PRICES = BE_WORDLIST("金额", "原值", "净值", "价值");

void be_plan_prices(struct be_plan *plan)
{
    bool counts = false;

    for (size_t c = 0; c < plan->cols; c++)
        counts = counts || (plan->column[c].role == BE_ROLE_DATA && be_ends(plan->column[c].measure, "数量"));
    for (size_t c = 0; c < plan->cols && counts; c++)
        plan->column[c].price = plan->column[c].money && be_wordlist_back(&PRICES, plan->column[c].measure) > 0;
}
