#include "clause_walk.h"
#include "../../resolve/facts.h"

static struct be_wordlist NO_ITEM = BE_WORDLIST(
    "支出", "收入", "支出完成", "预算支出", "支出实际", "支出总", "支出数");
static struct be_wordlist NUMBER_OF = BE_WORDLIST("支出数", "收入数", "决算数", "执行数", "预算数", "实际支出数");
static struct be_wordlist OF_A_PURPOSE = BE_WORDLIST("费", "费用");
static struct be_wordlist ENDS_BASE = BE_WORDLIST(
    "年", "年度", "数", "算", "期", "额", "比", "总计", "合计", "支出", "收入");

/* ---- labels ---- */

/* 总支出9万元，其中基本支出5万元，项目支出4万元，预算执行率98%: a rate that no part had but the
 * last is of the whole; so is what is compared behind parts in a row, 5万元、4万元，比上年增加1万元,
 * and 预算9万元，其中接待费3万元；支出决算8万元, of which no part had both. */
static void end_list(struct walk *w, const struct be_figure *f, const struct be_cut *label)
{
    const struct frame *list = w->depth > 0 ? &w->frame[w->depth - 1] : NULL;
    struct be_span gap = between(w, w->last_end, w->start);
    bool whole, accounts;

    if (list == NULL || list->bracket || list->back.item.len == 0)
        return;
    whole = !list->rated && label->item.len == 0 && list->parts > 1 && (list->comma || list->row) && be_ends(gap, "，") &&
            (f->stat == BE_STAT_COMPLETION || (list->row && f->stat != BE_STAT_COUNT && label->base.len > 0 && w->last.stat == BE_STAT_AMOUNT));
    accounts = !list->planned && (label->item.len == 0 || be_wordlist_is(&NO_ITEM, label->item)) && be_ends(gap, "；") &&
               f->stat == BE_STAT_AMOUNT && f->phase == BE_FINAL && w->said == BE_BUDGET;
    if (whole || accounts)
        be_walk_pop(w);
}

/* 公务接待费（占88.2%）12.5万元: the bracket, and what stands behind it, is of the name in front. */
static void name_before_bracket(struct walk *w, const struct be_figure *f)
{
    const size_t from = w->bracket[w->brackets - 1];
    struct be_cut label;

    if (w->brackets - w->held > 1 || w->chunk < from + strlen("（") || w->chunk - from > BE_LABEL_BYTES)
        return;
    be_walk_label(w, &label, between(w, from, w->chunk - strlen("（")));
    if (label.item.len == 0 || label.base.len > 0 || label.why || label.use || !be_label_money(label.item))
        return;
    be_walk_set_now(w, (struct be_ref){.item = label.item, .source = label.source, .code = label.code, .hit = -1}, &label, f);
}

/* What the words in front of a figure open: a list, a bracket, a reason, a purpose. */
static void open_lists(struct walk *w, const struct be_cut *label, const struct be_figure *f)
{
    if (w->use && w->use_part > 0 && label->item.len > 0)
        be_walk_end_use(w, w->use_part);     /* 用于村干部培训；会议费… */
    if (w->use && be_starts(between(w, w->start, w->text.len), "共"))
        be_walk_end_use(w, w->start);        /* 用于检查接待，共接待5批次 */
    if (label->year != 0 && (w->start == w->clause || be_span_is(between(w, w->clause, w->start), "其中，")))
        w->part_year = label->year;
    if (w->brackets > w->held && w->brackets <= BE_CLAUSE_DEPTH) {
        name_before_bracket(w, f);
        be_walk_push(w, true, false);
        w->held = w->brackets;
    }
    if (label->why && !w->why) {
        long reason = be_span_find(between(w, w->start, f->off), BE_LIT("原因"));

        reason = reason < 0 ? 0 : reason;
        be_walk_begin_why(w, w->start + (size_t)reason, between(w, w->start, w->start + (size_t)reason));
    }
    if (label->use && !w->use)
        be_walk_begin_use(w, w->start);
    if (label->list && !w->why)
        be_walk_push(w, false, false);
}

/* 公务接待费预算0.8万元，决算0.5万元: 预算 tells the two figures apart, it is not the item's. */
static bool accounts_follow(const struct walk *w, size_t end)
{
    struct be_span rest = be_span_from(w->text, end);

    rest = be_span_from(rest, be_starts(rest, "，") || be_starts(rest, "；") ? 3 : rest.len > 0 && (rest.p[0] == ',' || rest.p[0] == ';') ? 1 : 0);
    if (be_starts(rest, "到位"))
        return true;
    if (be_starts(rest, "支出")) {
        rest = be_span_from(rest, strlen("支出"));
        if (rest.len > 0 && be_is_digit(rest.p[0]))
            return true;
    }
    return be_starts(rest, "决算") || be_starts(rest, "实际") || be_starts(rest, "执行");
}

/* …安排的公用经费支出，合计100万元: what is summed up stands before the comma. */
static void take_waiting(struct walk *w, const struct be_figure *f, struct be_cut *label, struct be_span raw)
{
    bool spent = label->item.len == 0 && be_ends(raw, "开支");      /* 举办论坛、赛事活动，开支0万元 */

    if (f->money && w->waiting.len > 0 && (spent || be_span_is(label->item, "合计")) && w->depth == 0)
        label->item = w->waiting;
    w->waiting = be_span(NULL, 0);
}

/* 决算数大于预算数5万元: a change that names its comparator. */
static bool apart(const struct be_figure *f)
{
    return f->stat == BE_STAT_CHANGE && f->base.len > 0;
}

/* 办公费（万元）12.3: the unit stands in front, or in front of the list: 支出情况（单位：万元）：办公费12.3. */
static void take_unit(const struct walk *w, struct be_figure *f, struct be_span *item)
{
    static const char *const UNIT[][2] = {{"（万元）", "万元"}, {"（元）", "元"}};

    for (size_t i = 0; i < 2; i++)
        if (be_ends(*item, UNIT[i][0])) {
            item->len -= strlen(UNIT[i][0]);
            f->unit = be_span_of(UNIT[i][1]);
        }
    if (f->unit.len == 0)
        f->unit = w->c->unit;
}

/* What is spent behind it, 年初预算支出9万元，决算支出8万元, is another item. */
static struct be_wordlist PLANNED_SPENDING = BE_WORDLIST("预算支出", "年初预算支出", "全年预算支出", "调整预算支出", "部门预算支出");

/* Words that belong to the measure, not to the item, and the other way about. */
static void settle_label(const struct walk *w, struct be_figure *f, struct be_span *item)
{
    if (f->unit.len == 0 && f->money)
        take_unit(w, f, item);
    if (f->phase == BE_FINAL && item->len == 0 && be_wordlist_is(&PLANNED_SPENDING, w->c->now.item) && be_starts(between(w, f->off, f->end), "决算支出"))
        *item = between(w, f->off, f->off + strlen("决算支出"));
    if (f->stat == BE_STAT_AMOUNT && be_ends(*item, "总") && be_span_is(f->measure, "决算数"))
        item->len += strlen("决算"); /* 收入总决算 */
    if (apart(f) && be_ends(*item, "决算数"))
        item->len -= strlen("数");   /* 决算数大于预算数5万元 */
    if (apart(f) && be_span_is(*item, "决算"))
        item->len = 0;
    if ((f->stat == BE_STAT_CHANGE || f->stat == BE_STAT_CHANGE_RATE) && (be_ends(*item, "决算数") || be_ends(*item, "预算数")))
        item->len -= strlen(be_ends(*item, "预算数") ? "预算数" : "数");
    if ((f->stat == BE_STAT_CHANGE || f->stat == BE_STAT_CHANGE_RATE) && be_ends(*item, "决算") && !be_ends(*item, "总决算"))
        item->len -= strlen("决算"); /* 公务接待费支出决算减少… */
    if (f->stat == BE_STAT_COUNT)
        be_walk_cut_count(w, f, item);
    if (f->money && f->measure.len == 0 && w->cx->facts->phase == BE_FINAL &&
        item->len > strlen("支出预算") && be_ends(*item, "预算") &&
        (be_ends(*item, "支出预算") || be_ends(*item, "收入预算") || accounts_follow(w, f->end))) {
        item->len -= strlen("预算"); /* 公务接待费支出预算为…，支出决算为… */
        f->measure = BE_LIT("预算数");
        f->phase = BE_BUDGET;
    }
}

/* Whether the label names an item of its own. part: the figure is that part of the subject. */
static bool has_own_item(const struct walk *w, const struct be_figure *f, const struct be_cut *label,
                         struct be_span raw, enum be_part *part)
{
    bool carries = w->c->now.item.len > 0;
    bool behind = !w->first || w->last_end > w->clause;     /* another figure in the sentence, or in the part */
    struct be_span now = w->c->now.item;

    *part = BE_PART_NONE;
    if (label->item.len == 0)
        return false;
    if (w->c->now.subject) {
        bool directly = w->start == w->group_end || (w->depth == 0 && !label->list);

        *part = be_walk_part(label->item);
        if (*part != BE_PART_NONE || ((directly || f->phase != BE_PHASE_NONE) && be_label_neutral(label->item, true)))
            return false;            /* …（项）预算5万元，支出决算4万元, in a list too */
    }
    if (!w->c->now.subject && w->group_end > 0 && w->start == w->group_end && be_label_neutral(label->item, true))
        return false;                /* A（款）、B（款）合计9万元 */
    if (!carries && be_span_is(label->item, "支出") && be_wordlist_back(&OF_A_PURPOSE, be_walk_heading(w)) > 0)
        return false;                /* 1.公务接待费。2018年支出1万元 */
    if (carries && be_span_is(label->item, "费用支出") && label->base.len > 0)
        return false;                /* 公务车购置费0万元，费用支出较上年无增减 */
    if (carries && label->base.len > 0 && be_wordlist_is(&NUMBER_OF, label->item))
        return false;                /* 公务接待费支出数8万元，预算数9万元，支出数比预算数减少1万元 */
    if (be_span_is(label->item, "支出") && be_wordlist_back(&OF_A_PURPOSE, w->c->pending) > 0)
        return false;                /* 2.公务用车运行维护费：支出1万元 */
    if (be_span_is(label->item, "支出") && be_ends(w->c->now.item, "项目") && w->in->place->topic == BE_TOPIC_PERFORMANCE)
        return false;                /* 清运项目预算9万元，到位9万元，支出8万元 */
    if (be_span_is(label->item, "支出") && w->last.phase == BE_BUDGET && be_wordlist_back(&OF_A_PURPOSE, w->c->now.item) > 0)
        return false;                /* 公务用车运行维护费预算数2万元，支出1.5万元 */
    if (carries && w->c->now.count && f->money && be_span_is(label->item, "合计"))
        return false;                /* 项目支出共3项，合计350万元 */
    if (carries && be_span_is(label->item, "支出") && (be_span_has(raw, "共") || be_span_has(raw, "合计") || w->c->now.count))
        return false;                /* 国内公务接待…，共计支出; 公务接待24批次，支出2万元 */
    if (carries && label->base.len > 0 && be_span_is(label->item, "支出") && be_starts(raw, "支出决算") && !be_span_has(w->c->now.item, "收入"))
        return false;                /* 机关运行经费预算9万元，支出决算8万元。支出决算比上年减少1万元 */
    if ((be_ends(now, "收入") && be_starts(label->item, "支出")) || (be_ends(now, "支出") && be_starts(label->item, "收入")))
        return true;                 /* 收入决算10万元，支出决算9万元 */
    /* 公务接待费…，支出决算为; 公务接待费：支出决算为 */
    return !((w->c->pending.len > 0 || (carries && behind)) && (f->phase != BE_PHASE_NONE || apart(f)) && be_wordlist_is(&NO_ITEM, label->item));
}

/* The first year of a sentence is the sentence's, until a figure of the same item names another:
 * 2024年决算数为8万元，2025年决算数为9万元，增长12.5%. The document's own need not be kept. */
static void settle_year(struct walk *w, const struct be_cut *label, bool own)
{
    struct frame *list = w->depth > 0 ? &w->frame[w->depth - 1] : NULL;
    bool documents = label->year == w->cx->facts->year && !own;

    if (label->year == 0 || label->base.len > 0 || (own && !label->as_of && !(w->first && w->depth == 0)))
        return;
    if (list != NULL && list->bracket && w->held > 0) {
        list->year = label->year;    /* 运行费6万元（2017年5万元），… */
        return;
    }
    w->years = w->years || !w->first;
    w->year = documents ? 0 : label->year;
    if (!own)
        w->part_year = 0;
    w->c->as_of = label->as_of ? label->year : 0;
}

static struct be_ref own_ref(const struct walk *w, const struct be_figure *f, const struct be_cut *label)
{
    bool head = w->first && w->depth == 0;

    return (struct be_ref){.item = label->item, .source = label->source, .code = label->code, .count = !f->money, .year = head ? 0 : label->year, .hit = -1};
}

static struct be_ref next_spread(struct walk *w)
{
    struct be_ref ref = w->c->now;

    if (w->spread_at < w->nspread)
        ref.item = w->spread[w->spread_at++];
    ref.hit = -1;
    w->c->now = ref;
    return ref;
}

static struct be_wordlist PLANNED = BE_WORDLIST("预算", "预算为", "预算金额", "预算金额为");

static struct be_wordlist FROM_BUDGET = BE_WORDLIST("由年初", "由年初的", "由年初预算", "由年初预算的");
static struct be_wordlist OF_BUDGET = BE_WORDLIST("由年初", "由年初预算", "调整");

/* 完成预算29.60万元的92.8%, 支出1.2万元，预算2万元, 预算金额：2万元, 由年初的6万元: the figure is the budget;
 * 调整为7万元: the adjusted one. */
static void settle_budget(struct walk *w, struct be_figure *f, struct be_cut *label, struct be_span raw)
{
    bool accounts = w->cx->facts->phase == BE_FINAL;
    bool alone = accounts && label->item.len == 0 && label->base.len == 0 && (w->planned || be_wordlist_back(&PLANNED, raw) > 0);

    w->planned = false;
    if (!f->money || f->stat != BE_STAT_AMOUNT || f->measure.len > 0)
        return;
    if (be_ends(raw, "调整为")) {
        f->measure = BE_LIT("全年预算数");
        f->phase = BE_ADJUSTED;
        be_wordlist_strip_back(&OF_BUDGET, &label->item);
    } else if (be_wordlist_back(&FROM_BUDGET, raw) > 0) {
        f->measure = BE_LIT("年初预算数");
        f->phase = BE_BUDGET;
        be_wordlist_strip_back(&OF_BUDGET, &label->item);
    } else if (alone || be_ends(raw, "完成预算") || be_ends(raw, "完成预算数")) {
        f->measure = BE_LIT("预算数");
        f->phase = BE_BUDGET;
    }
}

static struct be_wordlist OF_WHOLE = BE_WORDLIST("占", "，占", ",占", "、占", "（占");

/* 项目支出80万元，占支出总额100万元的80%: the second is no item of what follows, the first is. */
static bool is_shared(const struct walk *w, const struct be_figure *f, struct be_span raw)
{
    return be_wordlist_front(&OF_WHOLE, raw) > 0 && be_walk_rate_follows(w, f);
}

/* 2021年初预算数为8万元: its 年 is the year's too. */
static bool year_runs_on(const struct walk *w, const struct be_figure *f, struct be_span raw)
{
    struct be_span last = be_span_from(raw, raw.len < 4 ? raw.len : raw.len - 4);

    return (be_starts(last, "19") || be_starts(last, "20")) && be_span_digits(last) && be_starts(be_span_from(w->text, f->off), "年初");
}

/* 持平, 一致 of something else than money, or of what has been said. */
static bool says_nothing_new(const struct walk *w, const struct be_figure *f, const struct be_cut *label)
{
    if (be_wordlist_back(&ENDS_BASE, label->base.len > 0 ? label->base : w->base) == 0)
        return true;                 /* 与预算口径一致 */
    if (label->item.len > 0)
        return false;
    if (w->why && w->last.stat == BE_STAT_CHANGE && w->last.number.digits == 0)
        return true;                 /* 增加0万元，主要原因是与上年持平 */
    return w->last.level && label->base.len == 0 && f->off - w->last_end <= strlen("，");   /* 与上年持平，无增减变化 */
}

/* ---- a figure ---- */

/* The figure at hand, as far as it is read. */
struct at_hand {
    struct be_figure *f;
    struct be_span raw;          /* the words in front of it */
    struct be_cut label;         /* what they say */
    struct be_ref ref;           /* what it is of */
    enum be_part part;
    bool own;                    /* its label names that */
    bool goes_on;                /* the next of A、B, which are shared out */
    bool in_row;                 /* of one of several subjects that share figures */
};

/* 按支出功能分类划分，共分为3类 */
static bool is_division(const struct at_hand *h)
{
    return be_span_is(h->f->unit, "类") && (be_ends(h->raw, "分为") || be_ends(h->raw, "分"));
}

/* What the words in front say, and what they open and end. */
static void read_label(struct walk *w, struct at_hand *h)
{
    struct be_figure *f = h->f;

    if (year_runs_on(w, f, h->raw))
        h->raw.len += strlen("年");
    if (f->phase != BE_PHASE_NONE && be_wordlist_back(&be_walk_compares, h->raw) > 0)
        h->raw.len = f->digits - w->start;   /* 较|年初预算110万元: the figure's words are the comparator's */
    be_walk_label(w, &h->label, h->raw);
    if (f->stat == BE_STAT_SHARE && be_span_has(between(w, f->off, f->digits), "分别"))
        h->label.each = true;        /* A、B占比分别为60%、40% */
    if (w->noun_end > w->start && w->noun_end < f->off)
        be_walk_cut_noun(w, f, &h->label);
    end_list(w, f, &h->label);
    be_walk_end_note(w, f, &h->label, h->raw);
    open_lists(w, &h->label, f);
    take_waiting(w, f, &h->label, h->raw);
    settle_budget(w, f, &h->label, h->raw);
    be_walk_verb(w, f, &h->label);
    be_walk_bare_change(w, f, h->raw);
    settle_label(w, f, &h->label.item);
}

/* The first of several figures that are shared out over the items of its label, or of the clauses before. */
static void share_out(struct walk *w, struct at_hand *h)
{
    h->in_row = h->ref.subject && be_walk_share_row(w, h->f, h->label.each);
    if (h->in_row)
        return;
    be_walk_spread(w, h->own ? h->label.item : be_span(NULL, 0), h->label.each, h->f->end);
    if (w->spreading) {
        h->ref.item = w->spread[0];
        h->ref.subject = false;
        w->spread_at = 1;
        h->own = true;
    } else if (h->label.each && w->nspread == 1 && !h->own && !h->ref.subject) {
        h->ref = (struct be_ref){.item = w->spread[0], .hit = -1};
        w->c->now = h->ref;
        w->nspread = 0;
    }
}

static void find_ref(struct walk *w, struct at_hand *h)
{
    if (w->group_end > 0 && w->start == w->group_end)
        be_walk_name_behind(w, &h->label);
    h->own = has_own_item(w, h->f, &h->label, h->raw, &h->part);
    settle_year(w, &h->label, h->own);
    h->ref = h->goes_on ? next_spread(w) : h->own ? own_ref(w, h->f, &h->label) : be_walk_carried(w, h->f);
    if (!h->goes_on)
        share_out(w, h);
}

/* 轿车2辆、金额30万元: what the things counted cost. */
static bool is_worth(const struct walk *w, const struct at_hand *h)
{
    if (h->own || !w->c->now.count || h->label.item.len > 0 || h->f->measure.len > 0)
        return false;
    return (be_span_has(h->raw, "金额") && !be_span_has(h->raw, "预算")) || be_span_has(h->raw, "价值") ||
           (w->in->place->topic == BE_TOPIC_ASSETS && !be_span_has(w->c->now.item, "购"));
}

/* What kind of figure it is, now that it is known of what. False: it is none. */
static bool settle_kind(struct walk *w, struct at_hand *h)
{
    struct be_figure *f = h->f;

    if (!f->numeric && f->stat == BE_STAT_COUNT && be_span_is(f->unit, "%") && !h->own)
        return false;                /* 预留20%-30%用于…: a rule */
    if (!be_walk_unit(w, f, h->ref.item, h->ref.subject) || (f->level && says_nothing_new(w, f, &h->label)))
        return false;
    if (!h->own && !h->goes_on && !h->in_row && (f->stat == BE_STAT_COUNT || (f->stat == BE_STAT_CHANGE && be_span_is(f->unit, "个"))))
        be_walk_ref_of_count(w, f, &h->ref);
    if (w->last_end > 0 && be_span_is(f->unit, "%") && (be_span_is(h->raw, "的") || be_span_is(h->raw, "）的")))
        be_walk_rate_of_last(w, f);
    be_walk_sign(w, f, h->goes_on || (h->in_row && w->row_at > 1));
    return true;
}

/* What the figures behind it are of. */
static void carry_on(struct walk *w, struct at_hand *h)
{
    if (h->own)
        be_walk_set_now(w, h->ref, &h->label, h->f);
    else if (is_worth(w, h))
        h->f->measure = BE_LIT("金额");
    if (be_walk_is_compared(&h->label, h->f))
        h->ref.year = 0;
    if (h->ref.subject && w->whole == 0 && h->f->stat != BE_STAT_AMOUNT && w->c->subject.run <= 1)
        w->run_rated = true;
}

static struct be_wordlist EACH = BE_WORDLIST("各", "各有", "各为", "各是", "各计");

/* 轿车、越野车各1辆: a figure that is of each of several. */
static bool is_of_each(const struct walk *w, const struct at_hand *h)
{
    return h->own && h->label.each && !w->spreading && w->nspread > 1 && w->nspread < BE_SPREAD && be_wordlist_back(&EACH, h->raw) > 0 &&
           (h->f->stat == BE_STAT_COUNT || h->f->stat == BE_STAT_AMOUNT) && !be_span_has(h->label.item, "及");
}

static enum be_status emit(struct walk *w, struct at_hand *h)
{
    enum be_status rc = BE_OK;

    if (!is_of_each(w, h))
        return be_walk_emit(w, h->f, &h->label, &h->ref, h->part);
    for (size_t i = 0; i < w->nspread && rc == BE_OK; i++) {
        h->ref.item = w->spread[i];
        rc = be_walk_emit(w, h->f, &h->label, &h->ref, h->part);
    }
    return rc;
}

static enum be_status on_figure(struct walk *w, struct be_figure *f)
{
    struct at_hand h;

    h.f = f;
    h.in_row = false;
    h.raw = between(w, w->start, f->off);
    h.goes_on = w->spreading && f->off - w->last_end <= 3 && be_walk_another_follows(w, w->last_end);
    if (is_division(&h))
        return BE_OK;
    be_walk_end_run(w, f, h.raw);
    read_label(w, &h);
    find_ref(w, &h);
    if (!settle_kind(w, &h))
        return BE_OK;
    w->share_of = h.own && is_shared(w, f, h.raw) ? h.label.item : be_span(NULL, 0);
    if (w->share_of.len == 0)
        carry_on(w, &h);
    return emit(w, &h);
}

/* ---- the paragraph ---- */

static void end_paragraph(struct walk *w)
{
    w->c->open = w->chunk < w->text.len || w->depth > 0 || be_ends(w->text, "，") || be_ends(w->text, "；");
    if (w->chunk < w->text.len)
        be_walk_end_chunk(w, w->text.len, '.');
    if (w->named && !be_ends(w->text, "：") && !be_ends(w->text, ":"))
        w->c->pending = be_span(NULL, 0);    /* 设立依据：财行28号: its words are here, no figure will come */
    be_walk_end_use(w, w->text.len);
    be_walk_end_why(w, w->text.len);
    if (!w->c->open || w->depth > 0)
        w->c->now = w->c->head;
}

enum be_status be_clause_find(struct be_context *cx, const struct be_clause_text *text, struct be_carry *carry)
{
    struct frame frame[BE_CLAUSE_DEPTH];
    struct be_subject row[BE_SPREAD];
    struct walk w = {.cx = cx, .in = text, .c = carry, .text = text->squeezed->text, .first = true, .hits = cx->hits.n, .frame = frame, .row = row,
                     .why_within = -1};
    uint64_t line = cx->win->lines[text->block->first].no;
    enum be_status rc = BE_OK;
    struct be_figure f;
    struct be_mark m = {0};
    bool figure, mark;
    size_t pos = 0;

    carry->sentence++;
    w.year = carry->as_of;
    carry->now.hit = carry->head.hit = -1;
    carry->subject.run = 0;
    figure = be_amount_next(&f, cx, w.text, 0, line);
    mark = (text->block->has & BE_HAS_CLOSE) != 0 && be_subject_any(w.text) && be_mark_next(&m, cx->matcher, w.text, 0, line);
    while (rc == BE_OK && (figure || mark)) {
        if (mark && (!figure || m.off < f.digits)) {
            be_walk_gap(&w, pos, m.off);
            pos = m.end;
            if (!be_walk_stands_in_front(&w, &m)) {
                be_walk_mark(&w, &m);
                w.start = w.chunk = m.end;
            }
        } else {
            be_walk_gap(&w, pos, f.off);
            rc = on_figure(&w, &f);
            pos = w.start = w.chunk = w.last_end = f.end;
        }
        if (figure && f.off < pos)
            figure = be_amount_next(&f, cx, w.text, pos, line);
        if (mark && m.off < pos)
            mark = be_mark_next(&m, cx->matcher, w.text, pos, line);
    }
    be_walk_gap(&w, pos, w.text.len);
    end_paragraph(&w);
    return rc;
}
