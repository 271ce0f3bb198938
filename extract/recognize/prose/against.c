#include "against.h"

struct be_wordlist be_against_words = BE_WORDLIST("比", "较", "与");

static struct be_wordlist COMPARED = BE_WORDLIST(
    "上年", "上一年", "去年", "前一年", "前年", "往年", "上期", "同期", "年初", "期初", "全年", "调整", "预算", "决算", "部门预算",
    "部门决算", "本年", "当年", "以前年度", "基期", "改革前");

static bool is_compared(struct be_span text)
{
    if (text.len >= 7 && be_is_digit(text.p[0]) && be_is_digit(text.p[1]) && be_is_digit(text.p[2]) && be_is_digit(text.p[3]))
        return be_starts(be_span_from(text, 4), "年") || be_starts(be_span_from(text, 4), "相比");     /* 与2020相比 */
    return be_wordlist_front(&COMPARED, text) > 0;
}

static struct be_wordlist COMPARATOR = BE_WORDLIST(
    "与比", "较比",              /* of two words one was to go */
    "相比于", "相较于", "相对于", "相比", "相较", "相对", "较之", "比之", "比起", "比照", "对比", "对照", "比", "较", "与", "同", "和", "跟");
static struct be_wordlist BEFORE_NO_COMPARATOR = BE_WORDLIST(
    "占", "同", "环", "相", "配", "计", "比");    /* 较 is always one: 收入总计较2021年 */
static struct be_wordlist TOTAL = BE_WORDLIST("总计", "合计");

static struct be_wordlist FROM = BE_WORDLIST("由", "从");
static struct be_wordlist OF_THAT_YEAR = BE_WORDLIST("的", "支出", "决算", "决算数", "支出的", "决算的");

/* 由上年|3.2万元减少至0.5万元, 从2020年的|: a year ends the words. */
static bool is_from(struct be_span at)
{
    size_t n = be_wordlist_front(&FROM, at);
    int year, shift = 0;
    bool as_of = false;
    struct be_span rest;

    if (n == 0)
        return false;
    rest = be_span_from(at, n);
    n = be_against_year(rest, &year, &shift, &as_of);
    rest = be_span_from(rest, n);
    return n > 0 && (rest.len == 0 || be_wordlist_is(&OF_THAT_YEAR, rest));
}

/* Where a comparator begins: 比2023年, 较上年, 与2019年相比; -1: none. */
static long find_against(struct be_span text, size_t *word)
{
    for (size_t i = 0; i < text.len; i += be_char_len(text.p + i, text.p + text.len)) {
        struct be_span at = be_span_from(text, i), front = be_span_to(text, i);
        size_t len;

        if (be_starts(at, "同比") || be_starts(at, "环比")) {
            *word = 0;
            return (long)i;
        }
        if (is_from(at)) {
            *word = strlen("由");
            return (long)i;
        }
        len = be_wordlist_front(&COMPARATOR, at);
        if (len == 0 || !is_compared(be_span_from(at, len)) ||
            (!be_starts(at, "较") && be_wordlist_back(&TOTAL, front) == 0 && be_wordlist_strip_back(&BEFORE_NO_COMPARATOR, &front)))
            continue;
        *word = len;
        return (long)i;
    }
    return -1;
}

static struct be_wordlist LAST_YEAR = BE_WORDLIST(
    "上年度", "上年", "上一年度", "上一年", "前一年度", "前一年", "去年");
static struct be_wordlist BEHIND_YEAR = BE_WORDLIST(
    "度", "末", "底", "年末", "年底", "期末", "初", "，", ",");
static struct be_wordlist BEHIND_BARE_YEAR = BE_WORDLIST(
    "基本支出", "项目支出", "收入", "支出", "部门", "单位", "一般公共", "三公", "“三公", "财政拨款", "政府性基金", "预算", "决算", "全区", "全市", "全县", "全省", "全镇", "相比");

static struct be_wordlist STOCK_WORD = BE_WORDLIST("年末", "年底", "年初");

/* Up to the first comma it names what is carried over. */
static bool is_carried_over(struct be_span text)
{
    long comma = be_span_find(text, BE_LIT("，"));

    text = be_span_to(text, comma < 0 ? 90 : (size_t)comma);
    return be_span_has(text, "结转") || be_span_has(text, "结余");
}

/* Reads 2024年, 上年 at the front of text; returns its length with 度 末 底 and a date. */
size_t be_against_year(struct be_span text, int *year, int *shift, bool *as_of)
{
    size_t n = 0, word;

    if (text.len >= 7 && be_is_digit(text.p[0]) && be_is_digit(text.p[1]) && be_is_digit(text.p[2]) && be_is_digit(text.p[3]) &&
        (be_starts(be_span_from(text, 4), "年") || be_wordlist_front(&BEHIND_BARE_YEAR, be_span_from(text, 4)) > 0)) {
        *year = (text.p[0] - '0') * 1000 + (text.p[1] - '0') * 100 + (text.p[2] - '0') * 10 + (text.p[3] - '0');
        if (*year < 1990 || *year > 2099)
            *year = 0;
        n = be_starts(be_span_from(text, 4), "年") ? 7 : 4;   /* 2022基本支出 */
    } else if ((n = be_wordlist_front(&LAST_YEAR, text)) > 0) {
        *shift = -1;
    } else {
        return 0;
    }
    for (;;) {
        struct be_span rest = be_span_from(text, n);
        size_t d = be_digits_front(be_span_to(rest, 3));

        if (d > 0 && be_starts(be_span_from(rest, d), "-") && be_digits_front(be_span_from(rest, d + 1)) > 0) {
            n += d + 1;              /* 2024年1-6月 */
        } else if (d > 0 && (be_starts(be_span_from(rest, d), "月") || be_starts(be_span_from(rest, d), "日"))) {
            n += d + 3;
            *as_of = true;
        } else if (d == 0 && be_wordlist_front(&STOCK_WORD, rest) > 0 && is_carried_over(rest)) {
            return n;                /* 2022年度|年末结转和结余 */
        } else if (d == 0 && (word = be_wordlist_front(&BEHIND_YEAR, rest)) > 0 && !be_starts(rest, "初步")) {
            *as_of = *as_of || be_starts(rest, "末") || be_starts(rest, "底") || be_starts(rest, "年末") || be_starts(rest, "年底") || be_starts(rest, "期末");
            n += word;
        } else {
            return n;
        }
    }
}

static struct be_wordlist COMPARED_WITH = BE_WORDLIST(
    "相比较", "相比", "比较", "相较", "对比");

/* 与上年相比收、支预算总计: the item stands behind the comparator. Cuts it off base. */
static struct be_span behind_base(struct be_span *base)
{
    for (size_t i = 0; i < base->len; i += be_char_len(base->p + i, base->p + base->len)) {
        size_t len = be_wordlist_front(&COMPARED_WITH, be_span_from(*base, i));
        struct be_span rest;

        if (i == 0 || len == 0)
            continue;
        rest = be_span_from(*base, i + len);
        base->len = i;
        while (be_starts(rest, "，") || be_starts(rest, "、"))
            rest = be_span_from(rest, 3);
        return rest;
    }
    return be_span(NULL, 0);
}

static struct be_wordlist BEHIND_BASE = BE_WORDLIST(
    "相比较", "相比", "比较", "对比", "相较", "比", "，", ",", "的", "同口径", "均", "各", "分别", "有所", "略有",
    "基本", "大致", "总体", "减");     /* 比2024年度减|增加2万元: of two words one was to go */

static struct be_wordlist MORE = BE_WORDLIST("增加了", "增加", "追加了", "追加", "增拨", "增列", "调增");
static struct be_wordlist LESS = BE_WORDLIST("减少了", "减少", "调减", "压减", "压缩", "核减", "缩减", "削减");
static struct be_wordlist NO_OBJECT = BE_WORDLIST(
    "值", "额", "率", "幅", "数", "的", "后", "至", "到", "为", "情况", "或", "、", "/", "（", "）", "和", "及", "，", ",", "原因", "主要", "比例");

size_t be_against_verb(struct be_span text, bool *less)
{
    size_t n = be_wordlist_front(&MORE, text);

    *less = n == 0;
    if (n == 0)
        n = be_wordlist_front(&LESS, text);
    return n == 0 || text.len < n + 6 || be_wordlist_front(&NO_OBJECT, be_span_from(text, n)) > 0 ? 0 : n;
}

/* 上年增加人员经费: the verb ends the comparator. */
static void cut_verb(struct be_against *out, struct be_span *base)
{
    bool less;

    for (size_t i = 6; i < base->len && out->behind.len == 0; i += be_char_len(base->p + i, base->p + base->len)) {
        if (be_against_verb(be_span_from(*base, i), &less) == 0)
            continue;
        out->behind = be_span_from(*base, i);
        base->len = i;
    }
}

static struct be_wordlist SHARES = BE_WORDLIST("分别", "各");

static struct be_wordlist NAMES_BUDGET = BE_WORDLIST("公共", "基金", "经营");

/* Is it compared with a budget? 2015年度一般公共预算财政拨款支出 is none. */
static bool is_budget(struct be_span base)
{
    for (long at = be_span_find(base, BE_LIT("预算")); at >= 0; at = be_span_find(base, BE_LIT("预算"))) {
        if (be_wordlist_back(&NAMES_BUDGET, be_span_to(base, (size_t)at)) == 0)
            return true;
        base = be_span_from(base, (size_t)at + strlen("预算"));
    }
    return false;
}

static void read_base(struct be_against *out, struct be_span base)
{
    bool as_of = false;

    if ((be_starts(base, "同比") || be_starts(base, "环比")) && !is_compared(be_span_from(base, 6)))
        base = be_span_to(base, 6);
    else
        do
            out->each = out->each || be_wordlist_back(&SHARES, base) > 0;
        while (be_wordlist_strip_back(&BEHIND_BASE, &base));
    if (be_starts(base, "同比") && base.len > 6)
        base = be_span_from(base, 6);        /* 同比|2023年 */
    out->base = base;
    for (size_t i = 0; i < base.len; i += be_char_len(base.p + i, base.p + base.len))
        if (be_against_year(be_span_from(base, i), &out->year, &out->shift, &as_of) > 0)
            break;
    out->phase = be_span_has(base, "决算") || be_span_has(base, "执行数") ? BE_FINAL
                    : be_span_has(base, "调整预算") || be_span_has(base, "全年预算") ? BE_ADJUSTED
                    : is_budget(base) ? BE_BUDGET : BE_PHASE_NONE;
}

bool be_against_joins(struct be_span text)
{
    return be_starts(text, "和") && is_compared(be_span_from(text, strlen("和"))) && be_span_has(text, "比");
}

bool be_against_cut(struct be_against *out, struct be_span text)
{
    size_t word = 0;
    long at = find_against(text, &word);
    struct be_span base;

    *out = (struct be_against){.left = text};
    if (at < 0)
        return false;
    base = be_span_from(text, (size_t)at + word);
    if (word > 0)
        out->behind = behind_base(&base);
    cut_verb(out, &base);
    read_base(out, base);
    out->left.len = (size_t)at;
    return true;
}
