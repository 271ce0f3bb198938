/* clause_time.c - when a figure is of, and what it is compared with. */
#include "clause_walk.h"
#include "../../resolve/facts.h"

/* 与2019年相比， and 2024年，: good for the rest of the sentence. */
void be_time_read(struct walk *w, struct be_span chunk)
{
    struct be_cut label;

    if (chunk.len > BE_LABEL_BYTES || chunk.len < 6)
        return;
    if (!be_span_has(chunk, "年") && be_wordlist_front(&be_against_words, chunk) == 0)
        return;
    cut_label(w, &label, chunk);
    if ((w->why.on || w->use.on) && label.item.len > 0)
        return;                      /* 主要是2016年车辆减少: when something else was */
    if (label.base.len > 0)
        w->times.base = label.base;
    if (label.base.len > 0 && label.item.len > 0 && label.item.len <= BE_WAITING_BYTES && be_label_money(label.item))
        be_wait_for(w, label.item, false);   /* 会议费与上年相比，减少1万元 */
    if (label.year == 0 && label.year_shift != 0 && label.as_of && w->cx->facts->year != 0)
        label.year = w->cx->facts->year + label.year_shift;      /* 截至上一年12月底， */
    if (label.year == 0)
        return;
    w->times.year = label.year;
    w->times.carried = false;
    w->c->as_of = label.as_of ? label.year : 0;
}

/* The first year of a sentence is the sentence's, until a figure of the same item names another:
 * 2024年决算数为8万元，2025年决算数为9万元，增长12.5%. The document's own need not be kept. */
void be_time_settle(struct walk *w, const struct be_cut *label, bool own)
{
    struct list *list = be_list(w);
    bool documents = label->year == w->cx->facts->year && !own;

    if (label->base.len > 0 || (own && !label->as_of && !(w->first && w->lists.depth == 0)))
        return;
    if (list != NULL && list->bracket && w->lists.held > 0) {
        list->year = label->year;    /* 运行费6万元（2017年5万元），… */
        return;
    }
    w->times.several = w->times.several || !w->first;
    w->times.year = documents ? 0 : label->year;
    w->times.carried = false;
    if (!own)
        w->times.part_year = 0;
    w->c->as_of = label->as_of ? label->year : 0;
}

/* 2023年支出8万元；2024年支出9万元: a year at the begin of a part is good for it. */
void be_time_part(struct walk *w, const struct be_cut *label)
{
    if (w->start == w->clause || be_span_is(between(w, w->clause, w->start), "其中，"))
        w->times.part_year = label->year;
}

void be_time_end_part(struct walk *w)
{
    w->times.part_year = 0;
}

void be_time_carry(struct walk *w)
{
    w->times.year = w->c->as_of;
    w->times.carried = w->times.year != 0;
}

/* parts: 其中 follows. */
void be_time_end_sentence(struct walk *w, bool parts)
{
    const bool one_year = w->times.year != 0 && !w->times.several && (w->c->now.year == 0 || w->c->now.year == w->times.year);

    if (!parts)
        w->times.base = be_span(NULL, 0);
    if (!parts || !one_year || w->times.year == w->cx->facts->year)
        be_time_carry(w);            /* 2019年支出8万元。其中，接待费1万元: of the same year */
    w->times.part_year = 0;
    w->times.several = false;
}

/* ---- of a hit ---- */

/* The nearest that is said: of the item, of the bracket that it stands in, of the part, of the sentence. */
int be_time_of(const struct walk *w, const struct be_ref *ref)
{
    int bracket = w->lists.depth > 0 ? be_list(w)->year : 0;

    return ref->year != 0 ? ref->year : bracket != 0 ? bracket : w->times.part_year != 0 ? w->times.part_year : w->times.year;
}

static struct be_wordlist BEHIND_BASE = BE_WORDLIST("为", "的", "：", "是", "（", "约");

static void take_base(struct walk *w, const struct be_cut *label, const struct be_figure *f, struct be_hit *hit)
{
    if (label->base.len > 0)
        w->times.base = label->base;
    if (be_time_is_compared(label, f) && f->phase != BE_PHASE_NONE) {
        /* 比2022年|年初预算10.00万元|减少: the figure's own words belong to the comparator */
        w->times.base = between(w, (size_t)(label->base.p - w->text.p), f->digits);
        while (be_wordlist_strip_back(&BEHIND_BASE, &w->times.base))
            continue;
    }
    if (w->why.on && !f->money && f->unit.len > 0 && !be_span_is(f->unit, "%") && label->base.len == 0)
        return;                      /* 比年初预算减少3万元，主要是车辆减少2辆: not of the budget */
    hit->base = f->base.len == 0 && (f->stat == BE_STAT_CHANGE || f->stat == BE_STAT_CHANGE_RATE) ? w->times.base : f->base;
}

static void take_time(const struct be_cut *label, const struct be_figure *f, struct be_hit *hit)
{
    if (label->year != 0)
        hit->year = label->year;
    if (be_time_is_compared(label, f)) {
        hit->year = label->base_year;
        hit->year_shift = label->base_shift;
        if (hit->phase == BE_PHASE_NONE)
            hit->phase = label->base_phase;
    } else if (label->year_shift != 0) {
        hit->year = 0;
        hit->year_shift = label->year_shift;
    }
}

static bool is_same(const struct later *later, const struct be_hit *hit)
{
    return later->sentence == hit->sentence && be_span_eq(later->item, hit->item);
}

/* 2016年预算8万元，2015年预算12.5万元，对比减少4.5万元: what changed is the later year's. */
static void of_change(struct walk *w, bool printed, bool compared, struct be_hit *hit)
{
    const bool change = hit->stat == BE_STAT_CHANGE || hit->stat == BE_STAT_CHANGE_RATE;
    const bool amount = hit->stat == BE_STAT_AMOUNT && !compared && hit->year_shift == 0;
    struct later *own = &w->times.later[w->lists.depth > 0], *later;

    if (!amount && !(change && !printed && hit->year != 0))
        return;
    later = is_same(own, hit) ? own : &w->times.later[0];
    if (change && is_same(later, hit) && hit->year < later->year) {
        hit->year = later->year;
    } else if (amount) {
        const int year = hit->year == 0 ? w->cx->facts->year : hit->year;

        *own = (struct later){is_same(own, hit) && own->year > year ? own->year : year, hit->item, hit->sentence};
    }
}

void be_time_hit(struct walk *w, const struct be_cut *label, const struct be_figure *f, struct be_hit *hit)
{
    if (w->times.carried && hit->year == w->times.year && label->year == 0 && f->money && !be_measure_is_stock(w, hit))
        hit->year = 0;               /* 截至2023年末，房屋100平方米。公务接待费2万元: no stock */
    take_base(w, label, f, hit);
    take_time(label, f, hit);
    of_change(w, label->year != 0, be_time_is_compared(label, f), hit);
}
