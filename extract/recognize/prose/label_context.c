/* label_context.c - words in front of a name that say of what, of whom or with whose money it is. */
#include "label_parts.h"
#include "../../base/wordlist.h"

static struct be_wordlist WHOLE = BE_WORDLIST(
    "支出", "收入", "经费", "决算", "预算", "总额", "资金", "合计", "总计", "费", "费用", "人员", "用车", "车辆", "项目",
    "款", "数", "情况", "采购", "单位", "自评", "评价");
static struct be_wordlist OWNER = BE_WORDLIST(
    "单位", "部门", "局", "机关", "中心", "委员会", "厅");

static struct be_wordlist SPENT_ON = BE_WORDLIST(
    "“三公", "三公", "公务接待", "国内公务接待", "国内接待", "外宾接待", "外事接待", "公务用车", "“公务用车", "公车", "因公出国", "出国", "会议费", "培训费", "机关运行经费");
static struct be_wordlist MONEY_OF = BE_WORDLIST("拨款", "资金", "公共预算");

struct place {                   /* of a word that may end the context */
    struct be_span text, front;  /* all, and what stands in front of the word */
    struct be_span rest;         /* the name, if so */
};

static bool of_whole(const struct place *p)
{
    return be_wordlist_back(&WHOLE, p->front) > 0;
}

static bool of_owner(const struct place *p)
{
    return be_wordlist_back(&OWNER, p->front) > 0;
}

static bool names_money(const struct place *p)
{
    return be_wordlist_back(&MONEY_OF, p->front) > 0;
}

static bool spends(const struct place *p)
{
    return p->front.len > 0 && be_wordlist_front(&SPENT_ON, p->rest) > 0;
}

static bool spends_money(const struct place *p)
{
    return spends(p) && names_money(p);
}

/* 其他按规定配备的公务用车 is a name. */
static bool is_spent_on(const struct place *p)
{
    return spends(p) && !be_ends(p->front, "配备");
}

static bool is_money_spent_on(const struct place *p)
{
    return is_spent_on(p) && names_money(p);
}

static bool inside(const struct place *p)
{
    return p->front.len > 0;
}

static bool inside_of_no_bodies(const struct place *p)
{
    return inside(p) && !be_starts(p->rest, "单位");
}

static bool uses_money(const struct place *p)
{
    return inside(p) && be_starts(p->text, "使用") && names_money(p);
}

/* But 结转下年、安排预算稳定调节基金, and 安排 that nothing is named behind. */
static bool is_provided(const struct place *p)
{
    return !be_label_neutral(p->rest, true) && !be_ends(p->front, "、");
}

#define WORD(word) {word, sizeof word - 1}

/* The first that fits a place counts. */
static const struct context {
    struct be_span word;
    bool (*fits)(const struct place *p);
    bool begins;                 /* the name begins with the word, not behind it */
    bool source;                 /* what stands in front says whose money it is */
} CONTEXTS[] = {
    {WORD("中的"), of_whole, false, false},              /* 基本支出中的|工资福利支出 */
    {WORD("中"), of_whole, false, false},                /* 基本支出中|工资福利支出 */
    {WORD("的"), of_owner, false, false},                /* 单位的|机关运行经费 */
    {WORD("的"), is_money_spent_on, false, true},        /* 使用财政拨款的|公务接待费 */
    {WORD("的"), is_spent_on, false, false},             /* 开展业务的|公务用车运行费 */
    {WORD("支出"), spends_money, false, true},           /* 使用自有资金支出|公务接待费 */
    {WORD("开支"), spends, false, false},                /* 开展业务开支|公务接待费 */
    {WORD("机关运行经费"), of_owner, true, false},         /* 本单位|机关运行经费 */
    {WORD("批准的"), inside, false, true},               /* 经人大批准的|公用经费 */
    {WORD("范围的"), inside_of_no_bodies, false, false},  /* 纳入决算编制范围的|独立核算单位 */
    {WORD("全口径"), inside, false, false},               /* 2024年全口径|支出 */
    {WORD("情况为"), inside, false, false},
    {WORD("主要包括"), inside, false, false},
    {WORD("包括"), inside, false, false},                 /* “三公”经费包括|公务接待费 */
    {WORD("来源为"), inside, false, false},               /* 资金来源为|一般公共预算 */
    {WORD("来源是"), inside, false, false},
    {WORD("主要用于"), inside, false, false},
    {WORD("购置"), uses_money, true, true},              /* 使用财政拨款|购置公务用车 */
    {WORD("安排的"), is_provided, false, true},           /* 一般公共预算安排的|基本支出 */
    {WORD("安排"), is_provided, false, true},            /* 一般公共预算安排|购置车辆 */
};

static struct be_wordlist ENDS_CONTEXT = BE_WORDLIST(
    "中", "的", "支出", "开支", "机关运行经费", "批准的", "范围的", "全口径", "情况为", "主要包括", "包括", "来源为", "来源是", "主要用于", "购置", "安排");

/* Which of them fits; p->rest is then the name. */
static const struct context *find(struct place *p, struct be_span at)
{
    for (size_t i = 0; i < sizeof CONTEXTS / sizeof *CONTEXTS; i++) {
        if (!be_span_starts(at, CONTEXTS[i].word))
            continue;
        p->rest = be_span_from(at, CONTEXTS[i].begins ? 0 : CONTEXTS[i].word.len);
        if (CONTEXTS[i].fits(p))
            return &CONTEXTS[i];
    }
    return NULL;
}

struct be_span be_context_strip(struct be_span text, struct be_span *source)
{
    struct be_span found = text;

    for (size_t i = 0; i < text.len; i += be_char_len(text.p + i, text.p + text.len)) {
        struct be_span at = be_span_from(text, i);
        struct place p = {.text = text, .front = be_span_to(text, i)};
        const struct context *context = be_wordlist_front(&ENDS_CONTEXT, at) > 0 ? find(&p, at) : NULL;

        if (context == NULL)
            continue;
        if (context->source)
            *source = p.front;
        if (be_starts(p.rest, "，"))
            p.rest = be_span_from(p.rest, strlen("，"));
        if (p.rest.len > 0)
            found = p.rest;
    }
    return found;
}

static struct be_wordlist DISCLOSED = BE_WORDLIST("部门决算公开", "部门预算公开", "部门决算汇总", "部门预算汇总");
static struct be_wordlist SPENDING = BE_WORDLIST("实际支出", "支出", "列支", "实际发生", "发生", "实际开支");

/* 支出公务接待费, 部门决算公开“三公”经费: the verb is no part of the name. */
void be_context_strip_spent(struct be_span *text)
{
    size_t n;

    for (long at = be_span_find(*text, BE_LIT("等")); at > 0; at = -1)
        if (be_wordlist_front(&SPENT_ON, be_span_from(*text, (size_t)at + strlen("等"))) > 0)
            *text = be_span_from(*text, (size_t)at + strlen("等"));   /* 交通费、住宿费等公务接待费 */
    be_wordlist_strip(&DISCLOSED, text);
    n = be_starts(*text, "对") ? strlen("对") : be_wordlist_front(&SPENDING, *text);     /* 对公务接待费压减2万元 */
    if (n > 0 && be_wordlist_front(&SPENT_ON, be_span_from(*text, n)) > 0)
        *text = be_span_from(*text, n);
}
