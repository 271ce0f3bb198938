/* clause_hit.c - a figure, and what its clause says of it, becomes a hit. */
#include "clause_walk.h"

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

static void fill(struct walk *w, struct be_hit *hit, const struct be_figure *f, const struct be_ref *ref)
{
    const struct list *list = be_list(w);

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
    hit->year = be_time_of(w, ref);
    hit->item = ref->item;
    hit->source = ref->source;
    hit->code = ref->code;
    if (list != NULL) {
        hit->parent = list->parent;
        hit->open_list = list->open_list;
        if (f->money && list->flow != BE_FLOW_NONE && !be_span_has(hit->item, "收入") && !be_span_has(hit->item, "支出"))
            hit->flow = list->flow;
    }
}

static struct be_wordlist WHOLE = BE_WORDLIST("收入总计", "收入决算总计", "收总计", "收入预算总计", "支出总计", "支出决算总计", "支总计", "支出预算总计");
static struct be_wordlist YEARS = BE_WORDLIST("本年收入", "本年支出", "本年收入合计", "本年收入决算合计", "本年支出合计", "本年支出决算合计", "本年收入预算合计", "本年支出预算合计");

/* （一）收入决算总计9万元，包括：1.本年收入决算合计8万元；2.年初结转1万元: the totals differ in kind. */
static void tell_totals(struct walk *w, struct be_hit *hit)
{
    size_t side;

    if (w->in->place->topic != BE_TOPIC_BALANCE)
        return;
    side = be_span_has(hit->item, "收") ? 0 : 1;
    if (be_wordlist_is(&WHOLE, hit->item))
        w->c->whole[side] = true;
    hit->this_year = w->c->whole[side] && be_wordlist_is(&YEARS, hit->item);
}

enum be_status be_clause_hit(struct walk *w, const struct at_hand *h)
{
    const struct be_figure *f = h->f;
    const bool compared = be_time_is_compared(&h->label, f);
    struct be_hit *hit = be_hits_add(&w->cx->hits, w->cx->arena, h->ref.subject ? BE_SUBJECT : BE_AMOUNT);

    if (hit == NULL)
        return BE_ENOMEM;
    fill(w, hit, f, &h->ref);
    if (h->ref.subject)
        fill_subject(w, hit, w->run.whole > 0 ? w->run.whole : 3, h->part);
    be_time_hit(w, &h->label, f, hit);
    be_measure_hit(w, hit);
    tell_totals(w, hit);
    if (hit->stat == BE_STAT_AMOUNT && w->lists.depth == 0 && !compared && !be_measure_rate_follows(w, f))
        be_measure_said(w, hit);
    if (w->c->now.hit < 0)
        w->c->now.hit = (int32_t)(w->cx->hits.n - 1);
    if (w->c->head.hit < 0 && w->lists.depth == 0 && !compared)
        w->c->head.hit = w->c->now.hit;
    if (w->lists.depth > 0)
        be_list_count(w, hit, &h->label);
    be_run_hit(w);
    w->money_seen = w->money_seen || f->money;
    w->last = *f;
    return BE_OK;
}
