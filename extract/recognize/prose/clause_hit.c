/* clause_hit.c - a figure, and what its clause says of it, becomes a hit. */
#include "clause_walk.h"
#include "../../resolve/facts.h"

static struct be_wordlist BEHIND_BASE = BE_WORDLIST("为", "的", "：", "是", "（", "约");

#define PART_BYTES 1000u         /* more than the text of a figure has */

/* Where the part ends in which at stands; found once for all its figures. */
static size_t part_end(struct walk *w, size_t at)
{
    struct be_span rest = be_span_to(be_span_from(w->text, at), PART_BYTES);
    long stop;

    if (at >= w->part_from && at <= w->part_to)
        return w->part_to;
    stop = be_span_find_either(rest, "。", "；");
    if (stop >= 0)
        rest.len = (size_t)stop;
    w->part_from = at;
    w->part_to = rest.len < PART_BYTES ? at + rest.len : at;
    return at + rest.len;
}

/* The clause around a figure: from the last ；or 。, at most 200 characters. */
static struct be_span clause_text(struct walk *w, const struct be_figure *f)
{
    size_t from = w->clause, to = part_end(w, f->end);

    if (f->end - from > 420) {
        from = f->off > 240 ? f->off - 240 : 0;
        while (from < f->off && ((unsigned char)w->text.p[from] & 0xC0) == 0x80)
            from++;
    }
    return to - from <= 200 ? between(w, from, to) : be_span_chars(between(w, from, to), 200);
}

static void fill_subject(struct walk *w, struct be_hit *hit, unsigned levels, enum be_part part)
{
    const struct be_subject *s = &w->c->subject;

    hit->item = be_subject_item(s, levels);
    for (unsigned i = 0; i < levels; i++)
        hit->level[i] = s->name[i];
    hit->scheme = BE_FUNCTIONAL;
    hit->code = be_subject_code(s, levels, w->cx->arena);
    hit->part = part;
    if (hit->stat != BE_STAT_AMOUNT)
        return;
    hit->rollup = hit->level[2].len > 0 ? BE_ROLLUP_LEAF : BE_ROLLUP_ROWS;
    if (hit->note.len == 0)
        hit->note = w->c->purpose;
}

/* The nearest that is said: of the item, of the bracket that it stands in, of the part, of the sentence. */
static int year_of(const struct walk *w, const struct be_ref *ref)
{
    int bracket = w->depth > 0 ? w->frame[w->depth - 1].year : 0;

    return ref->year != 0 ? ref->year : bracket != 0 ? bracket : w->part_year != 0 ? w->part_year : w->year;
}

static void fill(struct walk *w, struct be_hit *hit, const struct be_figure *f, const struct be_ref *ref)
{
    hit->value = f->value;
    hit->number = f->number;
    hit->plain = f->plain;
    hit->numeric = f->numeric;
    hit->unit = f->unit;
    if (f->unit.len > 0 && f->unit.p == w->c->unit.p)
        hit->inferred |= BE_INFER_UNIT;
    hit->money = f->money;
    hit->measure = f->measure;
    hit->stat = f->stat;
    hit->phase = f->phase;
    hit->note = f->note;
    hit->line = be_joined_line(w->cx->win, &w->in->block->text, be_squeezed_off(w->in->squeezed, f->digits));
    hit->text = clause_text(w, f);
    hit->sentence = w->c->sentence;
    hit->project = w->c->project;
    hit->year = year_of(w, ref);
    hit->item = ref->item;
    hit->source = ref->source;
    hit->code = ref->code;
    if (w->depth > 0) {
        hit->parent = w->frame[w->depth - 1].parent;
        hit->open_list = w->frame[w->depth - 1].open_list;
        if (f->money && w->frame[w->depth - 1].flow != BE_FLOW_NONE && !be_span_has(hit->item, "收入") && !be_span_has(hit->item, "支出"))
            hit->flow = w->frame[w->depth - 1].flow;
    }
}

/* ---- comparators ---- */

bool be_walk_is_compared(const struct be_cut *label, const struct be_figure *f)
{
    return label->base.len > 0 && !f->level && (f->stat == BE_STAT_AMOUNT || f->stat == BE_STAT_COUNT);
}

static void take_base(struct walk *w, const struct be_cut *label, const struct be_figure *f, struct be_hit *hit)
{
    if (label->base.len > 0)
        w->base = label->base;
    if (be_walk_is_compared(label, f) && f->phase != BE_PHASE_NONE) {
        /* 比2022年|年初预算10.00万元|减少: the figure's own words belong to the comparator */
        w->base = between(w, (size_t)(label->base.p - w->text.p), f->digits);
        while (be_wordlist_strip_back(&BEHIND_BASE, &w->base))
            continue;
    }
    if (w->why && !f->money && f->unit.len > 0 && !be_span_is(f->unit, "%") && label->base.len == 0)
        return;                      /* 比年初预算减少3万元，主要是车辆减少2辆: not of the budget */
    hit->base = f->base.len == 0 && (f->stat == BE_STAT_CHANGE || f->stat == BE_STAT_CHANGE_RATE) ? w->base : f->base;
}

static void take_time(const struct be_cut *label, const struct be_figure *f, struct be_hit *hit)
{
    if (label->year != 0)
        hit->year = label->year;
    if (be_walk_is_compared(label, f)) {
        hit->year = label->base_year;
        hit->year_shift = label->base_shift;
        if (hit->phase == BE_PHASE_NONE)
            hit->phase = label->base_phase;
    } else if (label->year_shift != 0) {
        hit->year = 0;
        hit->year_shift = label->year_shift;
    }
}

static void count_part(struct walk *w, const struct be_hit *hit, const struct be_cut *label)
{
    struct frame *list = &w->frame[w->depth - 1];
    bool budget = hit->phase == BE_BUDGET || hit->phase == BE_ADJUSTED;

    /* budget and accounts of its own: the rate behind them is its own too */
    list->rated = list->rated || hit->stat == BE_STAT_COMPLETION || budget;
    list->planned = list->planned || (budget && !(hit->inferred & BE_INFER_PHASE));
    list->row = list->row || (list->part.len > 0 && be_starts(between(w, w->start, w->text.len), "、"));
    list->comma = list->comma || (label->item.len > 0 && list->part.len > 0 && be_ends(between(w, w->last_end, w->start), "，"));
    if (hit->stat == BE_STAT_AMOUNT && !be_span_eq(list->part, hit->item)) {
        list->part = hit->item;
        list->parts++;
    }
}

bool be_walk_rate_follows(const struct walk *w, const struct be_figure *f)
{
    struct be_span behind = be_span_from(w->text, f->end);

    return be_starts(behind, "的") && behind.len > 3 && be_is_digit(behind.p[3]);
}

/* The phase that the parts of a total are of: 支出12万元，预算18万元。其中接待费3万元 is spent. */
static void settle_said(struct walk *w, const struct be_hit *hit)
{
    bool accounts = w->cx->facts->phase == BE_FINAL && w->said != BE_BUDGET && w->said != BE_ADJUSTED;

    if (accounts && (hit->phase == BE_BUDGET || hit->phase == BE_ADJUSTED) && be_span_eq(w->said_of, hit->item))
        return;
    w->said = hit->phase;
    w->said_of = hit->item;
}

static struct be_wordlist WHOLE = BE_WORDLIST("收入总计", "收入决算总计", "收总计", "收入预算总计", "支出总计", "支出决算总计", "支总计", "支出预算总计");
static struct be_wordlist YEARS = BE_WORDLIST("本年收入合计", "本年收入决算合计", "本年支出合计", "本年支出决算合计", "本年收入预算合计", "本年支出预算合计");

/* （一）收入决算总计9万元，包括：1.本年收入决算合计8万元；2.年初结转1万元: the totals differ in kind. */
static void tell_totals(struct walk *w, struct be_hit *hit)
{
    size_t side;

    if (w->in->place->topic != BE_TOPIC_BALANCE || !hit->money)
        return;
    side = be_span_has(hit->item, "收") ? 0 : 1;
    if (be_wordlist_is(&WHOLE, hit->item))
        w->c->whole[side] = true;
    hit->this_year = w->c->whole[side] && be_wordlist_is(&YEARS, hit->item);
}

enum be_status be_walk_emit(struct walk *w, const struct be_figure *f, const struct be_cut *label, const struct be_ref *ref,
                           enum be_part part)
{
    struct be_hit *hit = be_hits_add(&w->cx->hits, w->cx->arena, ref->subject ? BE_SUBJECT : BE_AMOUNT);

    if (hit == NULL)
        return BE_ENOMEM;
    fill(w, hit, f, ref);
    if (ref->subject)
        fill_subject(w, hit, w->whole > 0 ? w->whole : 3, part);
    take_base(w, label, f, hit);
    take_time(label, f, hit);
    be_walk_change_year(w, label->year != 0, be_walk_is_compared(label, f), hit);
    be_walk_measure(w, hit);
    tell_totals(w, hit);
    if (hit->stat == BE_STAT_AMOUNT && w->depth == 0 && !be_walk_is_compared(label, f) && !be_walk_rate_follows(w, f))
        settle_said(w, hit);
    if (w->c->now.hit < 0)
        w->c->now.hit = (int32_t)(w->cx->hits.n - 1);
    if (w->c->head.hit < 0 && w->depth == 0 && !be_walk_is_compared(label, f))
        w->c->head.hit = w->c->now.hit;
    if (w->depth > 0)
        count_part(w, hit, label);
    w->money_seen = w->money_seen || f->money;
    w->group_end = 0;
    w->last = *f;
    return BE_OK;
}
