/* clause_measure.c - what kind of figure it is: budget or accounts, a stock, a change and its sign, a share. */
#include "clause_walk.h"
#include "../../resolve/facts.h"

/* ---- before it is a hit ---- */

bool be_measure_rate_follows(const struct walk *w, const struct be_figure *f)
{
    struct be_span behind = be_span_from(w->text, f->end);

    return be_starts(behind, "的") && behind.len > 3 && be_is_digit(behind.p[3]);
}

/* 完成年初预算40.00万元的90.00%, 占支出总额100万元的5%. */
void be_measure_rate_of_last(const struct walk *w, struct be_figure *f)
{
    bool budget = w->last.phase == BE_BUDGET || w->last.phase == BE_ADJUSTED;

    f->stat = budget ? BE_STAT_COMPLETION : BE_STAT_SHARE;
    f->measure = budget ? BE_LIT("完成率") : BE_LIT("占比");
    if (w->share_of.len > 0)
        f->base = w->share_of;
    else if (budget)
        f->base = w->last.phase == BE_ADJUSTED ? BE_LIT("全年预算")
                : be_span_is(w->last.measure, "年初预算数") ? BE_LIT("年初预算") : BE_LIT("预算");
}

struct be_wordlist be_measure_less = BE_WORDLIST("下降", "降低", "减少");

/* Whether the sign a template left open (增加/减少) is a minus: the next rate tells. */
static bool open_is_less(const struct walk *w, size_t end)
{
    struct be_span rest = be_span_to(be_span_from(w->text, end), 120);
    const long more = be_span_find(rest, BE_LIT("增长"));

    return be_wordlist_holds(&be_measure_less, more < 0 ? rest : be_span_to(rest, (size_t)more));
}

/* Signs; goes_on: what the second figure of A、B takes over from the first. */
void be_measure_sign(const struct walk *w, struct be_figure *f, bool goes_on)
{
    if (goes_on && (f->stat == BE_STAT_COUNT || f->stat == BE_STAT_AMOUNT) && f->phase == BE_PHASE_NONE &&
        be_span_eq(f->unit, w->last.unit)) {
        f->measure = w->last.measure;
        f->stat = w->last.stat;
        f->phase = w->last.phase;
        f->sign = w->last.sign;
        f->base = w->last.base;
    }
    if (f->sign == BE_SIGN_LESS || (f->sign == BE_SIGN_OPEN && open_is_less(w, f->end)))
        be_amount_negate(f, w->cx->arena);
}

/* ---- of a hit ---- */

static struct be_wordlist STOCK = BE_WORDLIST(
    "原值", "净值", "折旧", "账面", "固定资产", "资产总额", "资产总值", "无形资产", "流动资产", "在建工程", "负债", "余额", "价值");
static struct be_wordlist FLOW = BE_WORDLIST("支出", "收入", "经费", "费用", "预算", "决算", "采购", "购置");
static struct be_wordlist OF_A_BUDGET = BE_WORDLIST(
    "公共", "基金", "经营", "部门", "财政", "国库", "综合");
static struct be_wordlist BEHIND_BUDGET = BE_WORDLIST(
    "单位", "绩效", "编制", "执行", "管理", "完成", "拨款", "收入", "财政", "资金", "外", "内", "稳定");

/* Which kind of figure 预算 or 决算 in an item says it is, 预算 rather than 决算; the names of budgets
 * (一般公共预算) and of things (预算单位) say nothing. */
static enum be_phase said_by(struct be_span item)
{
    enum be_phase said = BE_PHASE_NONE;
    struct be_span back = item;

    for (long at = be_span_find(back, BE_LIT("算")); at >= 0; at = be_span_find(back, BE_LIT("算"))) {
        struct be_span front = be_span(item.p, (size_t)(back.p + at - item.p));
        enum be_phase phase = be_ends(front, "预") ? BE_BUDGET : be_ends(front, "决") ? BE_FINAL : BE_PHASE_NONE;
        bool named;

        back = be_span_from(back, (size_t)at + strlen("算"));
        front.len -= phase == BE_PHASE_NONE ? 0 : strlen("预");
        named = be_wordlist_back(&OF_A_BUDGET, front) > 0 && !(be_ends(front, "财政") && back.len == 0);
        if (phase == BE_PHASE_NONE || named || be_wordlist_front(&BEHIND_BUDGET, back) > 0)
            continue;
        said = phase;
        if (phase == BE_BUDGET)
            break;
    }
    return said;
}

static struct be_wordlist COMPLETION = BE_WORDLIST("执行进度", "支出进度", "执行率", "预算完成率");

/* 固定资产98万元，其中房屋51万元. */
static bool part_of_stock(const struct walk *w, const struct be_hit *hit)
{
    return hit->parent >= (int32_t)w->hits && be_span_is(w->cx->hits.hit[hit->parent].measure, "金额");
}

/* Most items end in such a word. */
static bool names_flow(struct be_span item)
{
    return be_wordlist_back(&FLOW, item) > 0 || be_wordlist_holds(&FLOW, item);
}

static struct be_wordlist EARNED = BE_WORDLIST("处置收入", "资产使用收入", "出租收入", "出借收入");

/* 截至2023年12月31日，…资产处置收入5万元, in a budget: what assets brought in before it. */
static bool earned_before(const struct walk *w, const struct be_hit *hit)
{
    return be_wordlist_back(&EARNED, hit->item) > 0 && w->cx->facts->phase == BE_BUDGET;
}

bool be_measure_is_stock(const struct walk *w, const struct be_hit *hit)
{
    return (!names_flow(hit->item) || earned_before(w, hit)) &&
           (be_wordlist_holds(&STOCK, hit->item) || part_of_stock(w, hit) || (w->c->as_of != 0 && w->in->place->topic == BE_TOPIC_ASSETS));
}

/* What an amount is measured as that has no words for it of its own. */
static void measure_amount(const struct walk *w, struct be_hit *hit)
{
    const bool named = hit->kind == BE_AMOUNT && be_span_has(hit->item, "算");   /* 预算, 决算 */
    enum be_phase phase = !named ? BE_PHASE_NONE : be_span_has(hit->item, "全年预算") || be_span_has(hit->item, "调整预算") ? BE_ADJUSTED : said_by(hit->item);

    if (named && be_span_has(hit->item, "年初预算")) {
        hit->phase = BE_BUDGET;
        hit->measure = BE_LIT("年初预算数");
        return;
    }
    if (phase != BE_PHASE_NONE) {
        hit->phase = phase;
    } else if (hit->phase == BE_PHASE_NONE && w->lists.depth > 0 && w->phases.said != BE_PHASE_NONE) {
        hit->phase = w->phases.said;
        hit->inferred |= BE_INFER_PHASE;
    }
    phase = hit->phase == BE_PHASE_NONE ? w->cx->facts->phase : hit->phase;
    if (phase != BE_PHASE_NONE)
        hit->measure = phase == BE_BUDGET ? BE_LIT("预算数") : phase == BE_FINAL ? BE_LIT("决算数") : BE_LIT("全年预算数");
}

/* “三公”经费预算较2023年增加2万元，其中公务接待费减少1万元: the parts of a change are as it is. */
static void change_phase(struct walk *w, struct be_hit *hit)
{
    if (hit->phase == BE_PHASE_NONE)
        hit->phase = said_by(hit->item);
    if (hit->phase != BE_PHASE_NONE) {
        w->phases.changed = hit->phase;
        w->phases.changed_year = hit->year;
    } else if (w->lists.depth > 0 && hit->year == w->phases.changed_year) {
        hit->phase = w->phases.changed;
        hit->inferred |= BE_INFER_PHASE;
    }
}

void be_measure_hit(struct walk *w, struct be_hit *hit)
{
    if (hit->stat == BE_STAT_COUNT && be_span_is(hit->unit, "%") && be_wordlist_back(&COMPLETION, hit->item) > 0) {
        hit->stat = BE_STAT_COMPLETION;
        hit->measure = BE_LIT("完成率");
    } else if ((hit->stat == BE_STAT_CHANGE || hit->stat == BE_STAT_CHANGE_RATE) && hit->kind == BE_AMOUNT) {
        change_phase(w, hit);
    }
    if (hit->stat != BE_STAT_AMOUNT || hit->measure.len > 0)
        return;
    /* a stock is neither budget nor accounts */
    if (be_measure_is_stock(w, hit))
        hit->measure = BE_LIT("金额");
    else
        measure_amount(w, hit);
}

/* The phase that the parts of a total are of: 支出12万元，预算18万元。其中接待费3万元 is spent. */
void be_measure_said(struct walk *w, const struct be_hit *hit)
{
    bool accounts = w->cx->facts->phase == BE_FINAL && w->phases.said != BE_BUDGET && w->phases.said != BE_ADJUSTED;

    if (accounts && (hit->phase == BE_BUDGET || hit->phase == BE_ADJUSTED) && be_span_eq(w->phases.said_of, hit->item))
        return;
    w->phases.said = hit->phase;
    w->phases.said_of = hit->item;
}
