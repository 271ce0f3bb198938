/* label_lead.c - words in front of a label that are no part of its name: 一是其中, 主要原因是, 截至. */
#include "label_parts.h"
#include "against.h"
#include "../../base/wordlist.h"

static struct be_wordlist EDGE = BE_WORDLIST(
    "，", ",", "；", ";", "。", "：", ":", "、", "）", ")", "”", "’", "》", " ", "—", "-", ".", "】", "=", "＝",
    "×", "÷", "/", "*", "+", "的");
static struct be_wordlist WHY = BE_WORDLIST(
    "主要变动原因是", "变动的主要原因是", "变动原因是", "主要原因是由于", "主要原因是因", "主要原因是", "主要原因为",
    "主要原因系", "主要原因", "主要是因为", "增加的原因是", "减少的原因是", "增加原因是", "减少原因是", "增加原因",
    "减少原因", "增长原因", "下降原因", "主要是由于", "主要是因", "主要是", "主要为", "主要系",
    "主要由于", "主要因", "原因是", "原因为", "原因", "由于", "因为");
static struct be_wordlist USE = BE_WORDLIST(
    "主要用于", "用于", "主要支出方向为", "主要支出内容为");
static struct be_wordlist LIST = BE_WORDLIST(
    "其中", "主要包括", "具体包括", "包括", "包含", "具体为", "具体是", "具体如下", "分别是", "含");
static struct be_wordlist JOIN = BE_WORDLIST(
    "以及", "还有", "另有", "另设", "另外", "同时", "此外", "并且", "全部为", "全部", "均为", "都是", "共有", "共计", "现有", "拥有",
    "实有", "现存", "即", "及", "和", "并", "均", "也", "则", "系", "其余为", "其余", "另", "已经", "已", "拟", "预计", "全年共",
    "本年度", "本年共", "全年按规定", "全年", "按规定", "累计", "今年", "我市", "共", "截至", "截止", "建议", "是", "将", "还", "且", "占",
    "开支", "共开支", "相应", "经比较", "经统计", "经汇总", "由", "可实现", "实现", "计划");

static struct be_wordlist STOCK_TIME = BE_WORDLIST("年末", "年底", "期末", "目前", "本年末", "当年末", "日前");
static struct be_wordlist NAME_AFTER_ALL = BE_WORDLIST(
    "共同", "共产", "共青", "共享", "和平", "和谐", "及时", "到账", "到期", "至善", "是非", "并轨", "还贷", "还本",
    "还款", "全年预算", "均衡", "也门", "将军", "另类", "占用", "占地", "占有", "含税", "含山", "累计折旧",
    "累计摊销", "完成率", "完成情况", "完成值", "完成数", "完成比例", "完成度", "完成进度", "完成预算", "累计结余", "累计结转", "实有人数", "全部补助", "及格", "其余支出", "其余收入", "其余经费", "其余资金", "其余项目", "计划生育", "计划单列", "计划内", "计划外", "计划财务", "计划管理", "计划完成", "计划数", "系统", "系列", "系数");

/* Words of JOIN that begin a name after all. */
static bool is_name_after_all(struct be_span text)
{
    return be_wordlist_front(&NAME_AFTER_ALL, text) > 0 || be_span_is(text, "实有人员") || be_span_is(text, "实有") || be_span_is(text, "其余") || be_span_is(text, "其余为");
}

static struct be_wordlist BEHIND_ASIDE = BE_WORDLIST("、", "，", "；");

/* 三中队2人|（龙溪中队）、|五中队: the length of a bracket that is about the figure before it; 0: none. */
static size_t aside_len(struct be_cut *out, struct be_span text)
{
    const long shut = be_starts(text, "（") ? be_span_find(text, BE_LIT("）")) : -1;
    const size_t end = shut < 0 ? 0 : (size_t)shut + strlen("）");

    (void)out;
    return end > 0 && be_wordlist_front(&BEHIND_ASIDE, be_span_from(text, end)) > 0 ? end : 0;
}

/* 一是|…, （一）|… */
static size_t ordinal_len(struct be_cut *out, struct be_span text)
{
    const size_t n = be_label_ordinal_len(text);

    out->ordinal = out->ordinal || (n == strlen("一是") && be_starts(be_span_from(text, 3), "是"));    /* and not 一、 */
    return n;
}

static size_t edge_len(struct be_cut *out, struct be_span text)
{
    (void)out;
    return be_wordlist_front(&EDGE, text);
}

/* 主要原因是|在编人员; 主要是|因公出国费减少 */
static size_t why_len(struct be_cut *out, struct be_span text)
{
    const size_t n = be_wordlist_front(&WHY, text);
    const struct be_span rest = be_span_from(text, n);

    out->why = out->why || n > 0;
    return n > 0 && (be_starts(rest, "公出国") || be_starts(rest, "公临时出国")) ? n - strlen("因") : n;
}

/* 主要用于|办公费; but 用于社会福利的彩票公益金支出 is a name */
static size_t use_len(struct be_cut *out, struct be_span text)
{
    const size_t n = be_wordlist_front(&USE, text);

    if (n == 0 || be_span_has(text, "彩票公益金"))
        return 0;
    out->use = true;
    return n;
}

#define STOP SIZE_MAX

/* 全部补助, 系统: words of those below that begin a name after all */
static size_t name_begins(struct be_cut *out, struct be_span text)
{
    (void)out;
    return is_name_after_all(text) ? STOP : 0;
}

static size_t verb_len(struct be_cut *out, struct be_span text)
{
    (void)out;
    return be_aside_verb(text);
}

/* 其中|基本支出 */
static size_t list_len(struct be_cut *out, struct be_span text)
{
    const size_t n = be_wordlist_front(&LIST, text);

    out->list = out->list || n > 0;
    return n;
}

/* 截至|2023年, 截至年末|固定资产 */
static size_t as_of_len(struct be_cut *out, struct be_span text)
{
    if (!be_starts(text, "截至") && !be_starts(text, "截止"))
        return 0;
    out->as_of = true;
    return strlen("截至") + be_wordlist_front(&STOCK_TIME, be_span_from(text, strlen("截至")));
}

/* 全年共|支出; 和 of 和上年相比 is the comparator's */
static size_t join_len(struct be_cut *out, struct be_span text)
{
    (void)out;
    return be_against_joins(text) ? 0 : be_wordlist_front(&JOIN, text);
}

/* How much of text is such a word; the first that is one counts, and then all are asked again. */
static size_t (*const LEAD[])(struct be_cut *out, struct be_span text) = {
    ordinal_len, aside_len, edge_len, why_len, use_len, name_begins, verb_len, list_len, as_of_len, join_len,
};

void be_lead_strip(struct be_cut *out, struct be_span *text)
{
    size_t n;

    do {
        n = 0;
        for (size_t i = 0; i < sizeof LEAD / sizeof *LEAD && n == 0; i++)
            n = LEAD[i](out, *text);
        if (n != STOP)
            *text = be_span_from(*text, n);
    } while (n > 0 && n != STOP);
}
