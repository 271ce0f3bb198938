/* clause_settle.c - words that stand on the wrong side: in the label and say what kind of figure it is, or the other way about. */
#include "clause_walk.h"
#include "../../resolve/facts.h"

/* 2021年初预算数为8万元: its 年 is the year's too. */
bool be_settle_year_runs_on(const struct walk *w, const struct be_figure *f, struct be_span raw)
{
    struct be_span last = be_span_from(raw, raw.len < 4 ? raw.len : raw.len - 4);

    return (be_starts(last, "19") || be_starts(last, "20")) && be_span_digits(last) && be_starts(be_span_from(w->text, f->off), "年初");
}

static struct be_wordlist PLANNED = BE_WORDLIST("预算", "预算为", "预算金额", "预算金额为");

static struct be_wordlist FROM_BUDGET = BE_WORDLIST("由年初", "由年初的", "由年初预算", "由年初预算的");
static struct be_wordlist OF_BUDGET = BE_WORDLIST("由年初", "由年初预算", "调整");

/* 完成预算29.60万元的92.8%, 支出1.2万元，预算2万元, 预算金额：2万元, 由年初的6万元: the figure is the budget;
 * 调整为7万元: the adjusted one. */
void be_settle_budget(struct walk *w, struct be_figure *f, struct be_cut *label, struct be_span raw)
{
    const bool planned = be_wait_planned(w);
    bool alone;

    if (!f->money || f->stat != BE_STAT_AMOUNT || f->measure.len > 0)
        return;
    alone = w->cx->facts->phase == BE_FINAL && label->item.len == 0 && label->base.len == 0 && (planned || be_wordlist_back(&PLANNED, raw) > 0);
    if (be_ends(raw, "调整为")) {
        f->measure = BE_LIT("全年预算数");
        f->phase = BE_ADJUSTED;
        be_wordlist_strip_back(&OF_BUDGET, &label->item);
    } else if (be_wordlist_back(&FROM_BUDGET, raw) > 0) {
        f->measure = BE_LIT("年初预算数");
        f->phase = BE_BUDGET;
        be_wordlist_strip_back(&OF_BUDGET, &label->item);
    } else if (be_span_has(label->base, "年初预算")) {
        f->measure = BE_LIT("年初预算数");   /* 与年初预算的9万元相比 */
        f->phase = BE_BUDGET;
    } else if (alone || be_ends(raw, "完成预算") || be_ends(raw, "完成预算数")) {
        f->measure = BE_LIT("预算数");
        f->phase = BE_BUDGET;
    }
}

static struct be_wordlist IN_A_ROW = BE_WORDLIST("、", "和", "及");

/* 增加人员经费5万元、公用经费2万元: what there is more of stands between the verb and its figure. */
void be_settle_verb(struct walk *w, struct be_figure *f, struct be_cut *label)
{
    bool row;

    if (f->measure.len > 0 && f->stat != BE_STAT_COUNT)
        return;
    row = w->verb.end > 0 && w->verb.end == w->last_end && label->base.len == 0 &&
          be_wordlist_front(&IN_A_ROW, between(w, w->last_end, f->off)) > 0;
    if ((!label->more && !label->less && !row) || w->in->place->duties)
        return;
    if (row)
        label->less = w->verb.less;
    w->verb.end = f->end;
    w->verb.less = label->less;
    f->stat = BE_STAT_CHANGE;
    f->measure = BE_LIT("增减额");
    if (label->less)
        f->sign = BE_SIGN_LESS;
}

/* ---- words of the label that are the measure's, and the other way about ---- */

static struct be_wordlist PLANNED_SPENDING = BE_WORDLIST("预算支出", "年初预算支出", "全年预算支出", "调整预算支出", "部门预算支出");

/* 年初预算支出9万元，决算支出8万元, 决算收入9万元，决算支出8万元: what is spent is another item. */
static void take_spending(const struct walk *w, const struct be_figure *f, struct be_span *item)
{
    const struct be_span now = w->c->now.item;

    if (f->phase == BE_FINAL && item->len == 0 && (be_wordlist_is(&PLANNED_SPENDING, now) || be_ends(now, "收入")) &&
        be_starts(between(w, f->off, f->end), "决算支出"))
        *item = between(w, f->off, f->off + strlen("决算支出"));
}

/* 收入总|决算8万元; but 收入总的决算数 */
static void give_accounts(const struct walk *w, const struct be_figure *f, struct be_span *item)
{
    if (be_ends(*item, "总") && item->p + item->len == w->text.p + f->off && be_starts(be_span_from(w->text, f->off), "决算"))
        item->len += strlen("决算");
}

static struct be_wordlist SAVED = BE_WORDLIST("费节约", "经费节约", "费用节约", "支出节约");

/* 原因是水费、电费|节约1.5万元, 比预算|节约1万元 */
static void cut_saved(struct be_figure *f, struct be_cut *label)
{
    if (!f->money || f->measure.len > 0)
        return;
    if (be_wordlist_back(&SAVED, label->item) > 0)
        label->item.len -= strlen("节约");
    else if (be_ends(label->base, "节约"))
        label->base.len -= strlen("节约");
    else
        return;
    f->stat = BE_STAT_CHANGE;
    f->measure = BE_LIT("增减额");
    f->sign = BE_SIGN_LESS;
}

static struct be_wordlist NUMBERS = BE_WORDLIST("决算数", "预算数");

/* 公务接待费支出决算|减少1万元, 支出决算数|小于预算数1万元 */
static void cut_accounts(struct be_span *item)
{
    if (be_wordlist_back(&NUMBERS, *item) > 0)
        item->len -= strlen(be_ends(*item, "预算数") ? "预算数" : "数");
    if (be_ends(*item, "决算") && !be_ends(*item, "总决算"))
        item->len -= strlen("决算");
}

/* Do the accounts of the same item follow? */
static bool accounts_follow(const struct walk *w, size_t end)
{
    struct be_span rest = be_span_from(w->text, end);

    rest = be_span_from(rest, be_starts(rest, "，") || be_starts(rest, "；") ? 3 : rest.len > 0 && (rest.p[0] == ',' || rest.p[0] == ';' || rest.p[0] == '/') ? 1 : 0);
    if (be_starts(rest, "到位"))
        return true;
    if (be_starts(rest, "支出")) {
        rest = be_span_from(rest, strlen("支出"));
        if (rest.len > 0 && be_is_digit(rest.p[0]))
            return true;
    }
    return be_starts(rest, "决算") || be_starts(rest, "实际") || be_starts(rest, "执行");
}

/* 公务接待费支出预算|为0.8万元，支出决算为0.5万元: 预算 tells the two figures apart, it is not the item's. */
static void cut_budget(const struct walk *w, struct be_figure *f, struct be_span *item)
{
    if (w->cx->facts->phase != BE_FINAL || item->len <= strlen("支出预算") || !be_ends(*item, "预算"))
        return;
    if (!be_ends(*item, "支出预算") && !be_ends(*item, "收入预算") && !accounts_follow(w, f->end))
        return;
    item->len -= strlen("预算");
    f->measure = BE_LIT("预算数");
    f->phase = BE_BUDGET;
}

/* 综合得分93分，其中投入15分、过程28分: what otherwise names nothing names a part of the score. */
static void give_scored(const struct walk *w, const struct be_figure *f, struct be_span *item)
{
    struct be_span raw = between(w, w->start, f->off);

    if (item->len == 0 && be_span_is(f->unit, "分") && be_ends(raw, "投入"))
        *item = be_span_from(raw, raw.len - strlen("投入"));
}

void be_settle_label(const struct walk *w, struct be_figure *f, struct be_cut *label)
{
    struct be_span *item = &label->item;

    if (f->unit.len == 0 && f->money)
        be_unit_take(w, f, item);
    take_spending(w, f, item);
    if (f->stat == BE_STAT_AMOUNT) {
        give_accounts(w, f, item);
        cut_saved(f, label);
    } else if (f->stat == BE_STAT_CHANGE || f->stat == BE_STAT_CHANGE_RATE) {
        cut_accounts(item);
    } else if (f->stat == BE_STAT_COUNT) {
        give_scored(w, f, item);
        be_count_cut(w, f, item);
    }
    if (f->money && f->measure.len == 0)
        cut_budget(w, f, item);
}
