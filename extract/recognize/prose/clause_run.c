/* clause_run.c - marked subjects: what a mark names, those in a row that share figures, and where a run of 项 ends. */
#include "clause_walk.h"
#include "../../resolve/codebook.h"

/* 社会保障和就业支出9万元，其中：民政管理事务（20802）5万元, or 民政管理事务（款）: the class is the item above
 * it, when the code or the name is of that class. */
static void take_class(struct walk *w)
{
    struct be_subject *s = &w->c->subject;
    struct be_span code = be_subject_code(s, 3, w->cx->arena), above = w->c->head.item;
    struct be_codes_ask ask = {.scheme = BE_FUNCTIONAL, .level = {above}};
    struct be_codes class, group;
    bool coded = code.len >= 5;

    if (s->name[0].len > 0 || above.len == 0)
        return;
    be_codebook_resolve(w->cx->model->codebook, w->cx->memo, &ask, &class);
    if (class.official[0] == '\0' || (coded ? !be_starts(code, class.official) : s->name[1].len == 0))
        return;
    if (!coded) {
        ask.level[1] = s->name[1];
        be_codebook_resolve(w->cx->model->codebook, w->cx->memo, &ask, &group);
        if (group.official[0] == '\0')
            return;
    }
    s->name[0] = above;
    if (coded)
        s->code[0] = be_span_to(code, strlen(class.official));
}

/* 1.（2013401）行政运行500万元: a code in front of its name, and no mark behind one. */
bool be_run_in_front(const struct walk *w, const struct be_mark *mark)
{
    struct be_span text = between(w, mark->off, mark->end);

    return w->run.mark_end == 0 && text.len == strlen("（2013401）") && be_is_digit(text.p[3]) &&
           be_label_ordinal(be_span_trim(between(w, w->start, mark->off))).len == 0;
}

static struct be_wordlist JOINS_ROW = BE_WORDLIST("、", "和", "及", "与", "以及");

/* A（项）、B（项）: nothing but their names between them. depth: of the subject before this mark. */
static void take_row(struct walk *w, const struct be_mark *mark, unsigned depth)
{
    const bool another = w->run.mark_end > 0 && w->run.n > 0 && mark->level <= depth;

    if (w->run.mark_end == 0 || (another && be_wordlist_front(&JOINS_ROW, be_span_from(w->text, w->run.mark_end)) == 0)) {
        w->run.n = 0;
        w->run.shared = false;
    }
    w->run.at = 0;
    if (w->run.n == 0 || (another && w->run.n < BE_SPREAD))
        w->run.n++;
    w->run.row[w->run.n - 1] = w->c->subject;
}

void be_run_mark(struct walk *w, const struct be_mark *mark)
{
    const unsigned depth = w->c->subject.depth;
    /* nothing parts it from the mark before: all between them is the name */
    bool group = w->run.mark_end > 0 && w->start == w->run.mark_end;

    be_use_end(w, w->chunk);
    be_subject_take(&w->c->subject, mark, between(w, w->start, mark->off), !group);
    w->run.whole = 0;
    if (mark->level == 0)
        w->run.rated = false;
    w->c->purpose = be_span(NULL, 0);
    be_wait_drop(w);
    if (!w->c->subject.known)
        return;
    take_class(w);
    take_row(w, mark, depth);
    w->c->now = (struct be_ref){.subject = true, .hit = -1};
    if (w->lists.depth == 0 || w->first)
        w->c->head = w->c->now;
    w->first = false;
    w->run.mark_end = mark->end;
}

void be_run_name_behind(struct walk *w, struct be_cut *label)
{
    struct be_subject *s = &w->c->subject;

    if (!w->c->now.subject || s->name[s->depth].len > 0 || s->code[s->depth].len == 0)
        return;
    s->name[s->depth] = label->item;
    label->item.len = 0;
}

bool be_run_share(struct walk *w, const struct be_figure *f, bool each)
{
    const bool shared = each || w->run.shared || w->run.mark_end > 0 || be_span_has(between(w, f->off, f->digits), "分别");
    const bool goes_on = w->run.at > 0 && w->run.at < w->run.n && be_spread_another(w, w->last_end);

    if (w->run.n < 2)
        return false;
    if (!goes_on)
        w->run.at = 0;
    if (!goes_on && !(shared && be_spread_figures(w, f->end) == w->run.n))
        return false;
    w->c->subject = w->run.row[w->run.at++];
    w->run.shared = true;
    w->run.whole = 0;
    return true;
}

static struct be_wordlist SUM = BE_WORDLIST("合计", "共计", "总计", "小计");

/* B（项）年初预算5万元，支出决算4万元，完成预算80%: budget and accounts are its own, and so is the rate. */
static bool has_both(const struct walk *w)
{
    const struct be_hit *hit = w->cx->hits.hit;
    const size_t n = w->cx->hits.n;

    return n >= w->hits + 2 && hit[n - 1].phase == BE_FINAL && (hit[n - 2].phase == BE_BUDGET || hit[n - 2].phase == BE_ADJUSTED) &&
           be_span_eq(hit[n - 1].item, hit[n - 2].item);
}

/* How many of their levels all subjects of the row have; 0: they have other classes. */
static unsigned row_shares(const struct walk *w)
{
    unsigned levels = 2;

    for (size_t i = 1; i < w->run.n; i++)
        for (unsigned level = 0; level < levels; level++)
            if (w->run.row[i].name[level].len == 0 || !be_span_eq(w->run.row[i].name[level], w->run.row[0].name[level]))
                levels = level;
    return levels;
}

/* A（类）B（款）、C（类）D（款）共计9万元: they have no subject in common, and are named together. */
static void join_row(struct walk *w)
{
    struct be_span joined = {NULL, 0};

    for (size_t i = 0; i < w->run.n; i++) {
        struct be_span item = be_subject_item(&w->run.row[i], 3);

        joined = i == 0 ? item : be_arena_printf(w->cx->arena, "%.*s、%.*s", (int)joined.len, joined.p, (int)item.len, item.p);
    }
    w->c->now = w->c->head = (struct be_ref){.item = joined, .hit = -1};
}

/* A（项）1万元、B（项）2万元，分别完成预算的98%、100%: the last subjects of the paragraph, as many as figures follow,
 * are in a row. */
static void row_of_last(struct walk *w, size_t want)
{
    size_t n = 0, from = w->cx->hits.n;

    while (from > w->hits && w->cx->hits.hit[from - 1].kind == BE_SUBJECT && n < want) {
        const struct be_hit *hit = &w->cx->hits.hit[--from];

        n += from == w->hits || !be_span_eq(hit->item, hit[-1].item);
    }
    if (n < want || want > BE_SPREAD)
        return;
    w->run.n = 0;
    for (; w->run.n < want; from++) {
        const struct be_hit *hit = &w->cx->hits.hit[from];
        struct be_subject s = {.known = true, .depth = 2, .run = 1};

        if (w->run.n > 0 && be_span_eq(hit->item, hit[-1].item))
            continue;
        for (unsigned i = 0; i < 3; i++)
            s.name[i] = hit->level[i];
        while (s.depth > 0 && s.name[s.depth].len == 0)
            s.depth--;
        s.code[s.depth] = hit->code;
        w->run.row[w->run.n++] = s;
    }
    w->run.at = 0;
    w->run.shared = true;
}

/* A（项）1万元、B（项）2万元，完成预算100%: a rate that none of the run had but its last is of
 * the run's 类; 合计3万元 is of what its parts share. */
void be_run_end_before(struct walk *w, const struct be_figure *f, struct be_span raw)
{
    const struct be_subject *s = &w->c->subject;

    if (w->c->now.subject && w->run.mark_end > 0 && w->run.n > 1 && be_spread_figures(w, f->end) != w->run.n) {
        w->run.whole = row_shares(w);    /* A（项）和B（项）支出9万元 */
        if (w->run.whole == 0)
            join_row(w);
    }
    if (!w->c->now.subject || s->run < 2 || w->run.mark_end > 0 || w->run.whole > 0)
        return;
    if (be_ends(raw, "分别") && be_spread_figures(w, f->end) > 1)
        row_of_last(w, be_spread_figures(w, f->end));
    if (w->run.shared && (w->run.at < w->run.n || be_spread_figures(w, f->end) == w->run.n))
        return;                      /* 完成预算90%、95%: of each of the row */
    if (raw.len < 60 && be_wordlist_holds(&SUM, raw))
        w->run.whole = s->groups < 2 && s->name[1].len > 0 ? 2 : 1;
    else if (!w->run.rated && (f->stat == BE_STAT_COMPLETION || f->level) && !has_both(w))
        w->run.whole = 1;
}

/* B（项）2万元，完成预算90%: a rate, or another figure that is no amount, of a 项 itself. */
void be_run_rate(struct walk *w, const struct at_hand *h)
{
    if (h->ref.subject && w->run.whole == 0 && h->f->stat != BE_STAT_AMOUNT && w->c->subject.run <= 1)
        w->run.rated = true;
}

void be_run_end_sentence(struct walk *w)
{
    if (!w->c->now.subject || w->run.whole == 0)
        w->run.whole = w->c->now.subject && w->c->subject.run > 1 ? 1 : 0;
}
