/* clause_list.c - lists (其中：…) and brackets: where they begin and end, and what their parts have. */
#include "clause_walk.h"
#include "../../resolve/facts.h"

void be_list_open(struct walk *w, bool bracket, bool open_list)
{
    if (!bracket && w->lists.brackets > w->lists.held && w->lists.brackets <= BE_CLAUSE_DEPTH) {
        be_list_open(w, true, false);    /* （其中：…）: the list ends with its bracket */
        w->lists.held = w->lists.brackets;
    }
    if (w->lists.depth < BE_CLAUSE_DEPTH)
        w->lists.list[w->lists.depth++] = (struct list){.back = w->c->now, .parent = w->c->now.hit, .bracket = bracket, .open_list = open_list, .year = w->c->now.year};
}

void be_list_close(struct walk *w)
{
    w->c->now = w->lists.list[--w->lists.depth].back;
}

void be_list_close_all(struct walk *w)
{
    w->lists.depth = 0;
}

/* ；ends a list whose parts are parted by commas or 、. */
void be_list_end_part(struct walk *w)
{
    for (const struct list *list = be_list(w); list != NULL && (list->comma || list->row) && !list->bracket; list = be_list(w))
        be_list_close(w);
}

/* 总支出9万元，其中基本支出5万元，项目支出4万元，预算执行率98%: a rate that no part had but the
 * last is of the whole; so is what is compared behind parts in a row, 5万元、4万元，比上年增加1万元,
 * and 预算9万元，其中接待费3万元；支出决算8万元, of which no part had both. */
void be_list_end_before(struct walk *w, const struct be_figure *f, const struct be_cut *label)
{
    const struct list *list = be_list(w);
    struct be_span gap = between(w, w->last_end, w->start);
    bool whole, accounts;

    if (list->bracket || list->back.item.len == 0)
        return;
    whole = !list->rated && label->item.len == 0 && list->parts > 1 && (list->comma || list->row) && be_ends(gap, "，") &&
            (f->stat == BE_STAT_COMPLETION || (list->row && f->stat != BE_STAT_COUNT && label->base.len > 0 && w->last.stat == BE_STAT_AMOUNT));
    accounts = !list->planned && (label->item.len == 0 || be_wordlist_is(&be_item_no_name, label->item)) && be_ends(gap, "；") &&
               f->stat == BE_STAT_AMOUNT && f->phase == BE_FINAL && w->phases.said == BE_BUDGET;
    if (whole || accounts)
        be_list_close(w);
}

void be_list_count(struct walk *w, const struct be_hit *hit, const struct be_cut *label)
{
    struct list *list = be_list(w);
    bool budget = hit->phase == BE_BUDGET || hit->phase == BE_ADJUSTED;

    /* budget and accounts of its own: the rate behind them is its own too */
    list->rated = list->rated || hit->stat == BE_STAT_COMPLETION || budget;
    list->planned = list->planned || (budget && !(hit->inferred & BE_INFER_PHASE));
    list->row = list->row || (list->part.len > 0 && be_starts(between(w, w->start, w->text.len), "、"));
    list->comma = list->comma || (label->item.len > 0 && list->part.len > 0 && !be_span_eq(list->part, hit->item) && be_ends(between(w, w->last_end, w->start), "，"));
    if (be_span_eq(list->part, hit->item))
        return;
    if (hit->stat == BE_STAT_AMOUNT || hit->stat == BE_STAT_COUNT)
        list->part = hit->item;
    if (hit->stat == BE_STAT_AMOUNT)
        list->parts++;
}

/* ---- brackets ---- */

void be_bracket_open(struct walk *w, size_t at)
{
    if (w->lists.brackets < BE_CLAUSE_DEPTH)
        w->lists.bracket[w->lists.brackets] = w->start;
    w->lists.brackets++;
    w->start = w->chunk = at + 3;
}

/* The words in front of the innermost bracket; none where another bracket is between. */
static struct be_span before_bracket(const struct walk *w)
{
    const size_t from = w->lists.bracket[w->lists.brackets - 1];

    if (w->lists.brackets - w->lists.held > 1 || w->chunk < from + strlen("（") || w->chunk - from > BE_LABEL_BYTES)
        return be_span(NULL, 0);
    return between(w, from, w->chunk - strlen("（"));
}

/* 办公室（4人）: nothing but a count stands in the bracket. */
static bool counts_front(const struct walk *w, const struct be_figure *f)
{
    return f->stat == BE_STAT_COUNT && !f->money && !be_span_is(f->unit, "%") && f->off == w->start &&
           be_starts(be_span_from(w->text, f->end), "）");
}

/* A figure stands in the bracket: it is of a list of its own. 公务接待费（占88.2%）12.5万元: it, and what stands behind
 * it, is of the name in front. 与2019年度（9万元）相比，: it is of that year, and what follows is against it. */
void be_bracket_hold(struct walk *w, const struct be_figure *f)
{
    struct be_span front;
    struct be_cut label;

    if (w->lists.brackets > BE_CLAUSE_DEPTH)
        return;
    front = before_bracket(w);
    cut_label(w, &label, front);
    if (label.why || label.use)
        label = (struct be_cut){0};
    if (label.item.len == 0)
        be_time_read(w, front);
    else if (label.base.len == 0 && (be_label_money(label.item) || counts_front(w, f)))
        be_item_set(w, (struct be_ref){.item = label.item, .source = label.source, .code = label.code, .hit = -1}, &label, f);
    be_list_open(w, true, false);
    if (label.item.len == 0 && (label.base_year != 0 || (label.base_shift != 0 && w->cx->facts->year != 0)))
        be_list(w)->year = label.base_year != 0 ? label.base_year : w->cx->facts->year + label.base_shift;
    w->lists.held = w->lists.brackets;
}

void be_bracket_close(struct walk *w, size_t at)
{
    bool bracket = false;

    if (w->lists.brackets == 0)
        return;
    if (w->lists.held == w->lists.brackets && !w->why.on && w->last_end <= w->chunk)
        be_note_read(w, between(w, w->chunk, at), ',');
    w->lists.brackets--;
    if (w->why.on && w->why.brackets > w->lists.brackets && w->lists.held > w->lists.brackets)
        be_why_end(w, at);          /* （运行费2万元，减少1万元，原因是报废车辆） */
    if (w->lists.held > w->lists.brackets) {         /* figures stood in it: it is no part of a label */
        w->lists.held = w->lists.brackets;
        while (w->lists.depth > 0 && !bracket) {
            bracket = be_list(w)->bracket;
            be_list_close(w);
        }
        w->start = w->chunk = at + 3;
    } else if (w->lists.brackets < BE_CLAUSE_DEPTH) {
        w->start = w->chunk = w->lists.bracket[w->lists.brackets];
        be_unit_read(w, at);
    }
}

/* A sentence ends all that is open. */
void be_list_end_sentence(struct walk *w)
{
    be_list_close_all(w);
    w->lists.brackets = w->lists.held = 0;
}
