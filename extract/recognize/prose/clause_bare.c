/* clause_bare.c - a figure without a word or a unit of its own: what it is, by what stands before it. */
#include "clause_rule.h"
#include "../../resolve/facts.h"

static struct be_wordlist UP = BE_WORDLIST("增长", "上升", "增加", "提高");
static struct be_wordlist SHARED = BE_WORDLIST("占", "占比", "占比为");

/* Does the sentence give shares of its parts in brackets? */
static bool shares_before(const struct walk *w)
{
    for (size_t i = w->cx->hits.n; i-- > w->hits && w->cx->hits.hit[i].sentence == w->c->sentence;)
        if (w->cx->hits.hit[i].stat == BE_STAT_SHARE)
            return true;
    return false;
}

static struct be_wordlist BESIDE = BE_WORDLIST("，", ",", "、");
static struct be_wordlist ENDS = BE_WORDLIST("，", "；", "。", "、", "）", ",", ";");

/* 20万元（20%）, 20万元20%； 20万元，20%。: nothing but the figure, right behind another. */
static bool right_behind(const struct walk *w, const struct be_figure *f)
{
    struct be_span gap = between(w, w->last_end, f->off), rest = be_span_from(w->text, f->end);

    if (be_span_is(gap, "（"))
        return be_starts(rest, "）");
    return w->last_end > 0 && (gap.len == 0 || be_wordlist_is(&BESIDE, gap)) && (rest.len == 0 || be_wordlist_front(&ENDS, rest) > 0);
}

#define RATE_SCALE 4u            /* decimals to which shares are compared */

/* 支出200万元：基本支出150万元（75%）: the figure before it is so much of what the sentence is about. */
static bool is_share_of_head(const struct walk *w, const struct be_figure *f)
{
    const struct be_hit *head = w->c->head.hit < 0 ? NULL : &w->cx->hits.hit[w->c->head.hit];
    struct be_decimal whole, part, share, apart;
    const unsigned scale = f->number.scale;

    if (head == NULL || head->stat != BE_STAT_AMOUNT || !head->numeric || !be_span_eq(head->unit, w->last.unit) || scale > RATE_SCALE ||
        !be_decimal_shift(&part, w->last.number, 2 + RATE_SCALE) || !be_decimal_shift(&whole, head->number, 0))
        return false;
    while (part.scale < whole.scale && part.digits < INT64_MAX / 10) {
        part.digits *= 10;
        part.scale++;
    }
    while (whole.scale < part.scale && whole.digits < INT64_MAX / 10) {
        whole.digits *= 10;
        whole.scale++;
    }
    if (whole.digits <= 0 || whole.scale != part.scale)
        return false;
    share = (struct be_decimal){part.digits / whole.digits, RATE_SCALE};
    return be_decimal_sub(&apart, share, f->number) && be_decimal_cmp(apart, (struct be_decimal){1, (uint8_t)scale}) <= 0 &&
           be_decimal_cmp(apart, (struct be_decimal){-1, (uint8_t)scale}) >= 0;
}

/* Is what has no word of its own behind an amount its share? In a budget there is nothing else that it could be. */
static bool shares_bare(const struct walk *w, const struct be_figure *f)
{
    return shares_before(w) || (w->cx->facts->phase == BE_BUDGET && w->last.phase != BE_FINAL) || is_share_of_head(w, f);
}

static bool is_rate_behind(const struct walk *w, const struct at_hand *h)
{
    return w->last.money && be_span_is(h->f->unit, "%") && right_behind(w, h->f);
}

/* 教育支出80万元（占比80%），农林水支出20万元|（20%） */
static bool shares_amount(const struct walk *w, const struct at_hand *h)
{
    return w->last.stat == BE_STAT_AMOUNT && is_rate_behind(w, h) && shares_bare(w, h->f);
}

/* 减少18.50万元|（65.37%）: the rate of the change before it */
static bool rates_change(const struct walk *w, const struct at_hand *h)
{
    return w->last.stat == BE_STAT_CHANGE && is_rate_behind(w, h);
}

/* 同比减少3批|24人次: nothing parts the counts of one change */
static bool changes_with(const struct walk *w, const struct at_hand *h)
{
    return w->last.stat == BE_STAT_CHANGE && !w->last.money && w->last_end > 0 && h->f->off == w->last_end;
}

/* 占|76.23; */
static bool shares_without_unit(const struct walk *w, const struct at_hand *h)
{
    (void)w;
    return be_wordlist_is(&SHARED, h->raw);
}

/* 同比下降|18.87 */
static bool changes_without_unit(const struct walk *w, const struct at_hand *h)
{
    (void)w;
    return be_wordlist_back(&be_measure_less, h->raw) > 0 || be_wordlist_back(&UP, h->raw) > 0;
}

static void take_share(struct walk *w, struct at_hand *h)
{
    (void)w;
    h->f->stat = BE_STAT_SHARE;
    h->f->measure = BE_LIT("占比");
    h->f->money = false;
}

static void take_rate(struct walk *w, struct at_hand *h)
{
    h->f->stat = BE_STAT_CHANGE_RATE;
    h->f->measure = BE_LIT("增减率");
    h->f->sign = w->last.sign;
}

static void take_change(struct walk *w, struct at_hand *h)
{
    (void)w;
    h->f->stat = BE_STAT_CHANGE;
    h->f->measure = BE_LIT("增减额");
    h->f->sign = be_wordlist_back(&be_measure_less, h->raw) > 0 ? BE_SIGN_LESS : BE_SIGN_NONE;
}

static void take_same_change(struct walk *w, struct at_hand *h)
{
    take_change(w, h);
    h->f->sign = w->last.sign;
    h->f->base = w->last.base;
}

/* A count, as far as its unit tells. */
static const struct rule BEHIND[] = {
    {"share of the amount before it", .holds = shares_amount, .then = take_share},
    {"rate of the change before it", .holds = rates_change, .then = take_rate},
    {"change with the one before it", .holds = changes_with, .then = take_same_change},
};

/* Neither word nor unit. */
static const struct rule BARE[] = {
    {"share without a unit", .holds = shares_without_unit, .then = take_share},
    {"change without a unit", .holds = changes_without_unit, .then = take_change},
};

void be_bare_settle(struct walk *w, struct at_hand *h)
{
    if (h->f->stat == BE_STAT_COUNT)
        be_rules_first(BEHIND, sizeof BEHIND / sizeof *BEHIND, w, h);
    else if (h->f->measure.len == 0 && !h->f->level)
        be_rules_first(BARE, sizeof BARE / sizeof *BARE, w, h);
}
