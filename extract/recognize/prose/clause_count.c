/* clause_count.c - what is counted: the words before a count, or the noun behind it. */
#include "clause_walk.h"

#define NOUN_CHARS 20u

static struct be_wordlist ENDS_NOUN = BE_WORDLIST("平均", "人均", "每",
    "，", "。", "；", "、", "：", "（", "）", "”", "“", "以及", "和", "的", "导致", "开展", "进行", "组织", "编制", "实际", "绩效",
    "等", "并", "与", "已", "工资", "全面", "被", "受", "按", "机关运行", "全部", "及", "纳入", "实行", "财政拨款", "实施", "涉及", "参加",
    "用于", "资金支出进度", "支出进度", "低于", "高于", "超过", "未达", "因", "增加", "减少", "编报", "填报", "组成", "公务用车保有", "“三公", "将", "为", "得分", "综合得分", "自评得分", "设置了", "设置绩效", "设立绩效", "设定绩效", "制定", "申报");
static struct be_wordlist NAMES_NOTHING = BE_WORDLIST(
    "对", "由", "设", "做好", "内设", "下设", "设有", "承担", "选取", "组织", "抽取", "选择", "编制了", "涉及", "完成", "包含", "下辖",
    "解决", "新建", "改造", "建成", "修建", "召开", "举办", "举行", "辖", "建立", "对其中", "列入", "纳入", "开展", "实施", "下属", "所属", "设置", "核定", "批复", "新增", "增设", "反映");
static struct be_wordlist NAMES_NOTHING_BACK = BE_WORDLIST(
    "所属", "下属", "直属", "局属", "包括", "”", "等", "内设", "下设", "设有", "对", "本级和", "本级及", "机关和", "选取", "抽取",
    "开展了", "编制了", "下辖", "覆盖", "中心设", "局设", "所设", "院设", "校设", "馆设", "站设", "镇设", "乡设", "辖");

static struct be_wordlist BUDGET_OF = BE_WORDLIST("财政预算", "部门预算", "年初预算", "预算安排", "预算");
static struct be_wordlist NO_BUDGET_OF = BE_WORDLIST("结余", "单位", "编制", "执行", "绩效", "管理", "完成", "项目", "部门");

static struct be_wordlist RESULTS = BE_WORDLIST("因公", "为优", "为良", "为中", "为差", "绩效自评结果", "绩效评价结果", "绩效自评情况", "绩效评价情况");    /* 2个项目绩效自评结果, 评为优 */

/* 对12个50万元以上项目: a bound in front of the noun is part of it; its length. */
static size_t bound_len(struct be_span rest)
{
    size_t i = 0;

    if (rest.len == 0 || rest.p[0] < '0' || rest.p[0] > '9')
        return 0;
    for (; i < rest.len && i < 24; i += be_char_len(rest.p + i, rest.p + rest.len))
        if (be_starts(be_span_from(rest, i), "以上") || be_starts(be_span_from(rest, i), "以下"))
            return i + strlen("以上");
    return 0;
}

/* 1个机关行政科（室）及: a bracket of one character is of the noun; its length. */
static size_t aside_len(struct be_span rest)
{
    const size_t n = strlen("（室）");

    return rest.len >= n && be_starts(rest, "（") && be_starts(be_span_from(rest, n - 3), "）") ? n : 0;
}

/* 新增1名事业人员: what is counted stands behind. */
static struct be_span noun_behind(const struct walk *w, size_t end)
{
    struct be_span rest = be_span_from(w->text, end);
    size_t i, n = 0;

    if (be_starts(rest, "为"))
        rest = be_span_from(rest, strlen("为"));     /* 1辆为环卫专用车 */
    i = bound_len(rest);
    for (; i < rest.len && n < NOUN_CHARS; i += be_char_len(rest.p + i, rest.p + rest.len), n++) {
        if (n > 0)
            i += aside_len(be_span_from(rest, i));
        if (i == rest.len || ((unsigned char)rest.p[i] & 0x80) == 0 ||
            (be_wordlist_front(&ENDS_NOUN, be_span_from(rest, i)) > 0 && be_wordlist_front(&RESULTS, be_span_from(rest, i)) == 0))
            break;
    }
    return n >= 2 ? be_span_to(rest, i) : be_span(NULL, 0);
}

/* 内设8个股室, 对15个项目: the words before the count do not name what is counted. */
static bool names_nothing(struct be_span item)
{
    return be_wordlist_is(&NAMES_NOTHING, item) || be_wordlist_back(&NAMES_NOTHING_BACK, item) > 0;
}

static struct be_wordlist JOINS_COUNTS = BE_WORDLIST("、", "，", "和", "及", "以及", "；", ",");

/* 1个行政单位、3个事业单位: the first noun is no label of the second count. */
static bool noun_of_last(const struct walk *w, const struct be_figure *f)
{
    struct be_span gap = between(w, w->noun_end, f->off);

    return w->noun_end > w->last_end && (be_wordlist_is(&JOINS_COUNTS, gap) || w->noun_end == f->off);    /* 7个乡镇58个村 */
}

/* 1家机关和2家事业单位|财政拨款的机关运行经费800万元: what was counted is no part of the label. */
void be_count_cut_noun(const struct walk *w, const struct be_figure *f, struct be_cut *label)
{
    struct be_span gap = between(w, w->noun_end, f->off);
    struct be_cut rest;

    if (!f->money || be_wordlist_is(&JOINS_COUNTS, gap))
        return;
    cut_label(w, &rest, be_starts(gap, "的") ? be_span_from(gap, strlen("的")) : gap);
    if (rest.item.len > 0)
        *label = rest;
}

static struct be_wordlist FOREIGN = BE_WORDLIST("外事接待", "外公务接待", "外接待", "外宾接待");
static struct be_wordlist RECEIVED = BE_WORDLIST("接待", "接待人次", "接待人数");
static struct be_wordlist SUMS = BE_WORDLIST("总计", "合计", "累计", "共计");
static struct be_wordlist OF_PEOPLE = BE_WORDLIST("人数", "人次", "人次数");   /* 公务接待24批次，人数210人 */
static struct be_wordlist AT_HAND = BE_WORDLIST("共有", "现有", "内有", "下设", "内设", "共设", "设有", "现单位实有");

/* 街道共有工作人员73人: what there is stands behind the verb, whoever has it. */
static struct be_span at_hand(struct be_span item)
{
    for (size_t i = 0; i < item.len; i += be_char_len(item.p + i, item.p + item.len)) {
        size_t n = be_wordlist_front(&AT_HAND, be_span_from(item, i));

        if (i > 0 && n > 0 && item.len >= i + n + strlen("车辆"))
            return be_span_from(item, i + n);
    }
    return item;
}

static struct be_wordlist HAS_COUNTS = BE_WORDLIST("公务用车保有", "资金支出进度", "支出进度", "综合得分", "自评得分", "得分");   /* 3个预算单位|公务用车保有量4辆 */

static struct be_wordlist OPENS_NOUN = BE_WORDLIST("的", "、", "和", "以及");     /* 直属支队、4个高速公路支队 */

/* 2024年财政预算财政供给人员147人: whose budget it is does not name what is counted. */
void be_count_cut(const struct walk *w, const struct be_figure *f, struct be_span *item)
{
    const char *noun = w->text.p + w->noun_end;
    size_t n = be_wordlist_front(&BUDGET_OF, *item);

    if (n > 0 && item->len > n + 3 && be_wordlist_front(&NO_BUDGET_OF, be_span_from(*item, n)) == 0)
        *item = be_span_from(*item, n);
    if (w->noun_end > w->last_end && item->p < noun && item->p + item->len > noun && be_wordlist_front(&HAS_COUNTS, be_span_from(w->text, w->noun_end)) > 0)
        *item = be_span(noun, (size_t)(item->p + item->len - noun));
    *item = at_hand(*item);
    if (be_wordlist_is(&SUMS, *item) || (w->c->now.count && be_wordlist_is(&OF_PEOPLE, *item) && !be_span_has(w->c->now.item, "团组")) || (be_wordlist_is(&RECEIVED, *item) && be_wordlist_holds(&FOREIGN, w->c->now.item)))
        item->len = 0;               /* 团组7个，总计21人次; 外事接待支出0万元，接待0人次 */
    /* 内设8个股室; 办公室、工程科2个科室; 已完成的4个项目 */
    if (noun_behind(w, f->end).len > 0 &&
        (names_nothing(*item) || be_span_has(*item, "、") || be_span_eq(*item, w->in->agency) ||
         be_wordlist_back(&OPENS_NOUN, between(w, w->start, f->off)) > 0 || noun_of_last(w, f)))
        item->len = 0;
}

static struct be_wordlist BOUGHT = BE_WORDLIST("购置的", "新购的", "购买的", "购置更新的");

/* 经批准购置的6辆公务用车: of those bought, not of those there are. */
static struct be_span bought(const struct walk *w, const struct be_figure *f, struct be_span noun)
{
    if (!be_ends(noun, "车") && !be_ends(noun, "车辆"))
        return noun;
    return be_wordlist_back(&BOUGHT, between(w, w->start, f->off)) == 0
               ? noun : be_arena_printf(w->cx->arena, "购置%.*s", (int)noun.len, noun.p);
}

/* A count without a label is of what stands behind it, never of the subject at hand. */
void be_count_ref(struct walk *w, const struct be_figure *f, struct be_ref *ref)
{
    struct be_span noun = noun_behind(w, f->end);

    if (noun.len > 0)
        w->noun_end = (size_t)(noun.p + noun.len - w->text.p);
    noun = bought(w, f, noun);
    if (noun.len > 0) {
        bool alone = !w->c->now.subject && w->c->now.hit < 0 && w->c->head.hit < 0;

        *ref = (struct be_ref){.item = noun, .hit = -1};
        if (alone)
            w->c->now = *ref;
    } else if (ref->subject) {
        *ref = (struct be_ref){.hit = -1};
    }
}
