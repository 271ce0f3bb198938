/* label.c - a label is cut: the pieces in their order, until the name is left. */
#include "label_parts.h"
#include "against.h"
#include "../owner.h"
#include "../../base/wordlist.h"

/* What it has become: 接待费支出决算减少为0万元. */
static struct be_wordlist BECAME = BE_WORDLIST(
    "减少为", "增加为", "减少至", "减少到", "增加至", "增加到", "下降至", "下降到", "降低至", "降低到", "降至", "降到", "增至", "增长至", "增长到",
    "提高至", "提高到", "压减至", "压缩至", "压缩到", "现调整至", "现调整为", "调整至", "调整为", "调减至", "调减为", "调增至", "调增为");
static struct be_wordlist TAIL = BE_WORDLIST(
    "分别为", "均为", "共计", "总共", "分别", "达到", "大约", "预计", "安排", "人民币", "约为", "为", "是",
    "约", "近", "达", "仅", "共", "已", "各", "均", "将", "拟", "计划", "：", ":", "￥", "¥", "“", "（", "由",
    "从", "下达", "批复", "同口径", "核定", "控制在", "实际完成", "稳定在", "保持在", "预算安排了", "了", "有", "，", ",", "、", "—", "-", "；", "的", "=", "＝",
    "仅支付", "已支付", "拨入", "/", "累计", "≥", "≤");
static struct be_wordlist MEASURE = BE_WORDLIST(
    "决算数", "预算数", "执行数", "决算", "年初预算", "全年预算");

/* Words that end in one of TAIL and are no part of the figure's verb. */
static struct be_wordlist WHOLE_TAIL = BE_WORDLIST(
    "人均", "户均", "车均", "平均", "月均", "年均", "实有", "保有", "节约");

static struct be_wordlist ACHIEVED = BE_WORDLIST("收入实现", "收入完成", "税收完成", "支出完成", "收入共完成", "支出共完成", "收入累计完成", "支出累计完成", "税收累计完成", "收入预计完成", "支出预计完成",
    "部门完成", "口径）完成");

static void strip_tail(struct be_cut *out, struct be_span *text, bool compared)
{
    for (;;) {
        if (be_ends(*text, "各计"))
            text->len -= strlen("计");
        if (be_ends(*text, "分别") || be_ends(*text, "各") || be_ends(*text, "均") || be_ends(*text, "分别为") || be_ends(*text, "均为"))
            out->each = true;
        if (be_ends(*text, "合计为") || be_ends(*text, "总计为") || be_ends(*text, "统计"))
            compared = false;
        if (be_wordlist_back(&WHOLE_TAIL, *text) > 0)
            return;
        if (be_wordlist_back(&ACHIEVED, *text) > 0)
            text->len -= strlen("完成");
        compared = be_wordlist_strip_back(&BECAME, text) || compared;
        if (be_wordlist_strip_back(&TAIL, text))
            continue;
        if (!compared || be_ends(*text, "总决算") || !be_wordlist_strip_back(&MEASURE, text))
            return;
    }
}

static struct be_wordlist SPENT = BE_WORDLIST("支出", "经费", "费用");

/* 用于保障机关正常运转的日常支出: what is spent stands behind the last 的. */
static struct be_span behind_use(struct be_span text)
{
    struct be_span found = text, tail = text;

    while (be_wordlist_strip_back(&TAIL, &tail))
        continue;
    if (be_wordlist_back(&SPENT, tail) == 0)
        return text;
    for (long at = be_span_find(found, BE_LIT("的")); at >= 0 && (size_t)at + 9 < found.len; at = be_span_find(found, BE_LIT("的")))
        found = be_span_from(found, (size_t)at + 3);
    return found;
}

static struct be_wordlist SCORED = BE_WORDLIST("自评", "绩效自评", "绩效评价", "自评综述", "绩效自评综述");

/* “职业技能鉴定”科目, “公用经费”: quotation marks around the whole name are dropped. */
static struct be_span unquote(struct be_span text)
{
    struct be_span scored = text;

    if (be_ends(text, "科目"))
        text.len -= 6;
    if (be_wordlist_strip_back(&SCORED, &scored) && be_ends(scored, "项目") && scored.len > 2 * strlen("项目"))
        text = scored;               /* 清淤项目自评97分 */
    if (be_ends(text, "支出类支出"))
        text.len -= strlen("类支出");
    if (be_ends(text, "支出类"))
        text.len -= strlen("类");
    if (be_ends(text, "”") && !be_span_has(text, "“"))
        text.len -= strlen("”");     /* 11“.灾害防治支出”: the one that opens stands elsewhere */
    if (be_starts(text, "“")) {
        long shut = be_span_find(text, BE_LIT("”"));
        if (shut >= 0 && (size_t)shut + 3 == text.len)
            return be_span(text.p + 3, text.len - 6);
    }
    return text;
}

static struct be_wordlist LISTED_IN = BE_WORDLIST("纳入", "列入");

static struct be_wordlist NO_ITEM = BE_WORDLIST("编制", "单位", "部门预算", "部门决算");

static struct be_wordlist FOUNDED = BE_WORDLIST("成立于", "建于", "组建于", "设立于", "创办于", "创建于", "更名于", "批准于");
static struct be_wordlist WAS_FOUNDED = BE_WORDLIST("成立", "建立", "组建", "设立", "创办", "创建", "更名", "建校", "建院", "机构改革");

/* Cuts everything up to the last year in front of the item. */
static void cut_years(struct be_cut *out, struct be_span *text, struct be_span agency)
{
    struct be_span before = {text->p, 0};
    bool cut = false;

    for (size_t i = 0; i < text->len;) {
        struct be_span front = be_span_to(*text, i);
        int year = 0, shift = 0;
        bool as_of = false;
        size_t n = be_is_digit(text->p[i]) && !(i > 0 && be_is_digit(text->p[i - 1]))
                 ? be_against_year(be_span_from(*text, i), &year, &shift, &as_of) : 0;

        if (n == 0 || be_ends(front, "的")) {
            i += be_char_len(text->p + i, text->p + text->len);
            continue;
        }
        if (!cut)
            before = front;
        cut = true;
        *text = be_span_from(*text, i + n);
        i = 0;
        if (be_wordlist_back(&FOUNDED, front) > 0 || be_wordlist_front(&WAS_FOUNDED, *text) > 0)
            continue;                /* a body's year, of no figure */
        out->year = year;
        out->as_of = out->as_of || as_of;
    }
    if (!cut)
        return;
    be_lead_strip(out, text);        /* 2020年度|的公务接待费 */
    /* 机关运行经费2024年预算安排8万元: the item stands in front of the year */
    if (before.len > 0) {
        struct be_span rest = *text;
        struct be_cut unused = {0};

        strip_tail(&unused, &rest, true);
        if (!be_label_neutral(rest, true))
            return;
        be_owner_strip(&before, agency);
        be_wordlist_strip_back(&LISTED_IN, &before);     /* 采购项目纳入2024年部门预算共计 */
        if (before.len > 0 && be_owner_len(before) == 0 && !be_span_eq(before, agency) && !be_label_neutral(before, false) && !be_ends(before, "在") && !be_ends(before, "部门") && !be_wordlist_is(&NO_ITEM, before))
            *text = before;
    }
}

/* 就业补助资金截至6月底仅支付: the item stands before the date. */
static void cut_date(struct be_cut *out, struct be_span *text)
{
    long at = be_span_find(*text, BE_LIT("截至"));

    if (at < 0)
        at = be_span_find(*text, BE_LIT("截止"));
    if (at < 6)
        return;
    out->as_of = true;
    text->len = (size_t)at;
}

/* 决算数大于预算数的主要原因是退休人员: what the reason speaks of stands behind. */
static void cut_reason(struct be_cut *out, struct be_span *text)
{
    long at = be_span_find(*text, BE_LIT("原因是"));

    if (at < 0)
        at = be_span_find(*text, BE_LIT("原因为"));
    if (at <= 0)
        return;
    out->why = true;
    *text = be_span_from(*text, (size_t)at);
}

static struct be_wordlist NO_OBJECT = BE_WORDLIST("资金", "经费", "支出", "收入", "拨款", "预算资金", "财政资金", "财政拨款");

static struct be_wordlist WITHIN_YEAR = BE_WORDLIST("年中", "年内", "中途");

/* 按进度年中|调减项目经费: why stands in front. */
static struct be_span behind_midyear(struct be_span item)
{
    for (size_t i = 0; i < item.len; i += be_char_len(item.p + i, item.p + item.len)) {
        const size_t n = be_wordlist_front(&WITHIN_YEAR, be_span_from(item, i));
        bool less;

        if (n > 0 && be_against_verb(be_span_from(item, i + n), &less) > 0)
            return be_span_from(item, i + n);
    }
    return item;
}

/* 增加人员经费: what stands behind the verb; nothing when that names nothing. */
static struct be_span cut_verb(struct be_cut *out, struct be_span item)
{
    bool less;
    size_t n = be_against_verb(item, &less);

    if (n == 0)
        return item;
    out->less = less;
    out->more = !less;
    item = be_span_from(item, n);
    return be_wordlist_is(&NO_OBJECT, item) || be_label_neutral(item, false) ? be_span_to(item, 0) : item;
}

static struct be_wordlist CARRIED_OVER = BE_WORDLIST("结转", "结余", "结存", "滚存", "余额", "指标", "未", "存量", "留存", "净余");

/* 上年决算数为, 上年末固定资产, 上年基本支出: of another year; 上年结转资金 is a name. */
static void cut_other_year(struct be_cut *out, struct be_span *left)
{
    bool unused = false;
    size_t n = be_against_year(*left, &out->year, &out->year_shift, &unused);
    struct be_span rest = be_span_from(*left, n);
    struct be_cut tail;

    if (n == 0 || out->year_shift == 0)
        return;
    tail = (struct be_cut){0};
    strip_tail(&tail, &rest, true);
    if (be_label_neutral(rest, true) || ((unused || be_label_money(rest)) && !be_wordlist_holds(&CARRIED_OVER, rest))) {
        *left = rest;
        out->as_of = out->as_of || unused;
    } else {
        out->year_shift = 0;
    }
}

static struct be_wordlist NO_NAME = BE_WORDLIST("项目名称", "使用的资金", "使用资金", "部门", "单位", "涉及", "解决", "现调整", "执行中", "预算执行中", "年度执行中", "年中", "年内");

void be_label_cut(struct be_cut *out, struct be_span text, struct be_span agency)
{
    struct be_span left = text;
    struct be_against against;
    bool compared;

    *out = (struct be_cut){0};
    be_aside_remark(&left);
    be_aside_parts(&left);
    if (left.len > BE_LABEL_BYTES) {
        left = be_span_from(left, left.len - BE_LABEL_BYTES);
        while (left.len > 0 && ((unsigned char)left.p[0] & 0xC0) == 0x80)
            left = be_span_from(left, 1);
    }
    be_aside_cited(&left);
    be_aside_named(&left);
    cut_reason(out, &left);
    be_lead_strip(out, &left);
    compared = be_against_cut(&against, left);
    left = against.left;
    out->base = against.base;
    out->base_year = against.year;
    out->base_shift = against.shift;
    out->base_phase = against.phase;
    out->each = against.each;
    if (against.behind.len > 0) {
        bool named = cut_verb(out, against.behind).len > 0 && (out->more || out->less);

        if (named || left.len == 0 || be_label_neutral(left, true))
            left = against.behind;
    }
    cut_date(out, &left);
    cut_years(out, &left, agency);
    cut_other_year(out, &left);
    be_owner_strip(&left, agency);
    if (out->year == 0 && out->year_shift == 0)
        cut_other_year(out, &left);      /* 我单位上年末固定资产 */
    left = be_context_strip(left, &out->source);
    if (out->source.len > 0) {
        cut_years(out, &left, agency);   /* 财政拨款安排的2023年公务接待费 */
        be_owner_strip(&left, agency);   /* 财政拨款安排的本单位出国团组 */
    }
    be_lead_strip(out, &left);
    if (out->use)
        left = behind_use(left);
    if (be_starts(left, "涉及") && be_label_money(left) && !be_starts(left, "涉及金额") && !be_starts(left, "涉及预算") && !be_starts(left, "涉及资金"))
        left = be_span_from(left, 6);
    if (be_starts(left, "安排"))
        left = be_span_from(left, 6);
    be_context_strip_spent(&left);
    strip_tail(out, &left, compared);
    out->item = unquote(left);
    out->code = be_label_code(&out->item);
    out->item = cut_verb(out, behind_midyear(out->item));
    if (be_label_neutral(out->item, false) || be_wordlist_is(&NO_NAME, out->item) || be_aside_left_out(out->item))
        out->item = be_span(left.p, 0);
}
