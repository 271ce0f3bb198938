/* clause.c - figures and marks in their order; the steps that a figure goes through. */
#include "clause_walk.h"
#include "../../resolve/facts.h"

/* ---- a figure ---- */

/* What the words in front of a figure open: a list, a bracket, a reason, a purpose. The order matters: the name in
 * front of a bracket is at hand in it, unless a reason or a purpose goes on. */
static void open_lists(struct walk *w, const struct be_cut *label, const struct be_figure *f)
{
    if (w->use.on)
        be_use_end_before(w, label);
    if (label->year != 0)
        be_time_part(w, label);
    if (w->lists.brackets > w->lists.held)
        be_bracket_hold(w, f);
    if (label->why || label->use)
        be_note_begin(w, label, f);
    if (label->list && !w->why.on)
        be_list_open(w, false, false);
}

/* 按支出功能分类划分，共分为3类 */
static bool is_division(const struct at_hand *h)
{
    return be_span_is(h->f->unit, "类") && (be_ends(h->raw, "分为") || be_ends(h->raw, "分"));
}

/* 收入9万元，支出8万元，比上年收入增加1万元: which side it is of stands in the comparator. */
static void take_side(const struct walk *w, struct be_cut *label)
{
    const struct be_span now = w->c->now.item, base = label->base;

    if ((be_ends(base, "收入") && be_ends(now, "支出")) || (be_ends(base, "支出") && be_ends(now, "收入")))
        label->item = be_span_from(base, base.len - strlen("收入"));
}

/* What the words in front say, and what they open and end. */
static void read_label(struct walk *w, struct at_hand *h)
{
    struct be_figure *f = h->f;

    if (be_settle_year_runs_on(w, f, h->raw))
        h->raw.len += strlen("年");
    if (f->phase != BE_PHASE_NONE && be_wordlist_back(&be_against_words, h->raw) > 0)
        h->raw.len = f->digits - w->start;   /* 较|年初预算110万元: the figure's words are the comparator's */
    cut_label(w, &h->label, h->raw);
    if (f->stat == BE_STAT_SHARE && be_span_has(between(w, f->off, f->digits), "分别"))
        h->label.each = true;        /* A、B占比分别为60%、40% */
    if (w->noun_end > w->start && w->noun_end < f->off)
        be_count_cut_noun(w, f, &h->label);
    if (w->lists.depth > 0)
        be_list_end_before(w, f, &h->label);
    if (f->money && (w->why.on || w->use.on))
        be_note_end_before(w, f, &h->label, h->raw);
    open_lists(w, &h->label, f);
    be_wait_take(w, f, &h->label, h->raw);
    be_settle_budget(w, f, &h->label, h->raw);
    be_settle_verb(w, f, &h->label);
    if (f->stat == BE_STAT_COUNT || f->unit.len == 0)
        be_bare_settle(w, h);
    be_settle_label(w, f, &h->label);
    if (h->label.item.len == 0 && h->label.base.len > 0)
        take_side(w, &h->label);
}

static void find_ref(struct walk *w, struct at_hand *h)
{
    if (w->run.mark_end > 0 && w->start == w->run.mark_end)
        be_run_name_behind(w, &h->label);
    h->own = be_item_is_own(w, h);
    if (h->label.year != 0)
        be_time_settle(w, &h->label, h->own);
    else if (h->label.year_shift != 0 && h->label.as_of && w->cx->facts->year != 0)
        be_time_settle(w, &(struct be_cut){.year = w->cx->facts->year + h->label.year_shift, .as_of = true}, h->own);   /* 上年末 */
    h->ref = h->goes_on ? be_spread_next(w) : h->own ? be_item_ref(w, h) : be_item_carried(w, h);
    if (!h->goes_on)
        be_spread_begin(w, h);
}

static struct be_wordlist OF_WHOLE = BE_WORDLIST("占", "，占", ",占", "、占", "（占");

/* 项目支出80万元，占支出总额100万元的80%: the second is no item of what follows, the first is. */
static bool is_shared(const struct walk *w, const struct be_figure *f, struct be_span raw)
{
    return be_wordlist_front(&OF_WHOLE, raw) > 0 && be_measure_rate_follows(w, f);
}

static struct be_wordlist ENDS_BASE = BE_WORDLIST(
    "年", "年度", "数", "算", "期", "额", "比", "总计", "合计", "支出", "收入");

/* 持平, 一致 of something else than money, or of what has been said. */
static bool says_nothing_new(const struct walk *w, const struct be_figure *f, const struct be_cut *label)
{
    if (be_wordlist_back(&ENDS_BASE, label->base.len > 0 ? label->base : w->times.base) == 0)
        return true;                 /* 与预算口径一致 */
    if (label->item.len > 0)
        return false;
    if (w->why.on && (w->last.stat == BE_STAT_CHANGE || w->last.stat == BE_STAT_CHANGE_RATE) && w->last.number.digits == 0)
        return true;                 /* 增加0万元，主要原因是与上年持平 */
    return w->last.level && label->base.len == 0 && f->off - w->last_end <= strlen("，");   /* 与上年持平，无增减变化 */
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
    if (!be_unit_settle(w, f, h->ref.item, h->ref.subject) || (f->level && says_nothing_new(w, f, &h->label)))
        return false;
    if (w->last_end > 0 && be_span_is(f->unit, "%") && (be_span_is(h->raw, "的") || be_span_is(h->raw, "）的")))
        be_measure_rate_of_last(w, f);
    if (!h->own && !h->goes_on && !h->in_row && (f->stat == BE_STAT_COUNT || (f->stat == BE_STAT_CHANGE && be_span_is(f->unit, "个"))))
        be_count_ref(w, f, &h->ref);
    be_measure_sign(w, f, h->goes_on || (h->in_row && w->run.at > 1));
    return true;
}

/* What the figures behind it are of. */
static void carry_on(struct walk *w, struct at_hand *h)
{
    if (h->own)
        be_item_set(w, h->ref, &h->label, h->f);
    else if (is_worth(w, h))
        h->f->measure = BE_LIT("金额");
    be_run_rate(w, h);
}

static enum be_status emit(struct walk *w, struct at_hand *h)
{
    enum be_status rc = BE_OK;

    if (!h->own || !h->label.each || !be_spread_of_each(w, h))
        return be_clause_hit(w, h);
    for (size_t i = 0; i < w->spread.n && rc == BE_OK; i++) {
        h->ref.item = w->spread.item[i];
        rc = be_clause_hit(w, h);
    }
    return rc;
}

static enum be_status on_figure(struct walk *w, struct be_figure *f)
{
    struct at_hand h;

    h.f = f;
    h.in_row = false;
    h.raw = between(w, w->start, f->off);
    h.goes_on = w->spread.on && f->off - w->last_end <= 3 && be_spread_another(w, w->last_end);
    if (is_division(&h))
        return BE_OK;
    be_run_end_before(w, f, h.raw);
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
    w->c->open = w->chunk < w->text.len || w->lists.depth > 0 || be_ends(w->text, "，") || be_ends(w->text, "；");
    if (w->chunk < w->text.len)
        be_gap_end_chunk(w, w->text.len, '.');
    be_wait_end_paragraph(w);
    be_use_end(w, w->text.len);
    be_why_end(w, w->text.len);
    if (!w->c->open || w->lists.depth > 0)
        w->c->now = w->c->head;
}

enum be_status be_clause_find(struct be_context *cx, const struct be_clause_text *text, struct be_carry *carry)
{
    struct list list[BE_CLAUSE_DEPTH];
    struct be_subject row[BE_SPREAD];
    struct walk w = {.cx = cx, .in = text, .c = carry, .text = text->squeezed->text, .first = true, .hits = cx->hits.n, .lists.list = list,
                     .run.row = row, .why.within = -1};
    uint64_t line = cx->win->lines[text->block->first].no;
    enum be_status rc = BE_OK;
    struct be_figure f;
    struct be_mark m = {0};
    bool figure, mark;
    size_t pos = 0;

    carry->sentence++;
    be_time_carry(&w);
    carry->now.hit = carry->head.hit = -1;
    carry->subject.run = 0;
    figure = be_amount_next(&f, cx, w.text, 0, line);
    mark = (text->block->has & BE_HAS_CLOSE) != 0 && be_subject_any(w.text) && be_mark_next(&m, cx->matcher, w.text, 0, line);
    while (rc == BE_OK && (figure || mark)) {
        if (mark && (!figure || m.off < f.digits)) {
            be_gap_read(&w, pos, m.off);
            pos = be_amount_behind(w.text, pos, m.end);
            if (!be_run_in_front(&w, &m)) {
                be_run_mark(&w, &m);
                w.start = w.chunk = pos;
            }
        } else {
            be_gap_read(&w, pos, f.off);
            rc = on_figure(&w, &f);
            pos = w.start = w.chunk = w.last_end = be_amount_behind(w.text, pos, f.end);
        }
        if (figure && f.off < pos)
            figure = be_amount_next(&f, cx, w.text, pos, line);
        if (mark && m.off < pos)
            mark = be_mark_next(&m, cx->matcher, w.text, pos, line);
    }
    be_gap_read(&w, pos, w.text.len);
    end_paragraph(&w);
    return rc == BE_OK ? w.traced : rc;
}
