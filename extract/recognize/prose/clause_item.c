/* clause_item.c - what is carried on: of what a figure is whose words name no item of its own. */
#include "clause_rule.h"
#include "project.h"

static struct be_wordlist ASIDE = BE_WORDLIST("每", "人均", "户均", "车均", "平均", "单价", "年均", "月均");

static struct be_wordlist RATE = BE_WORDLIST("率", "进度", "比例", "得分", "评分");

static struct be_wordlist LEFT_OVER = BE_WORDLIST("结余", "结转", "结余资金", "结转资金");

static bool is_rate(struct be_span item)
{
    return be_wordlist_back(&RATE, item) > 0;
}

/* 到位资金8万元，到位率80%，支出6万元; 自评得分94分。全年预算数为9万元: money is not of the rate or
 * score before it, but of what the sentence or the project is about. */
static void leave_rate(struct walk *w, struct at_hand *h)
{
    bool named = w->c->project.len > 0 && be_span_find(w->c->now.item, w->c->project) >= 0;

    (void)h;
    if (w->c->head.item.len > 0 && !is_rate(w->c->head.item) && !named)
        w->c->now = w->c->head;
    else
        w->c->now = (struct be_ref){.item = w->c->project, .hit = -1};
}

/* What the heading names, or the one around it: （三）具体情况 below 五、一般公共预算财政拨款支出. */
struct be_span be_item_heading(const struct walk *w)
{
    struct be_span item = be_label_heading(w->cx->memo, w->in->place->section);

    return item.len > 0 ? item : be_label_heading(w->cx->memo, w->in->place->above);
}

/* 公务接待费2万元。国内公务接待10批次，支出1.5万元。完成年初预算的75%: a sentence that begins with a rate
 * or a change of money is not of what was counted, but of the money before it, or that the heading names. */
static void leave_count(struct walk *w, struct at_hand *h)
{
    struct be_span heading = w->spent.item.len > 0 ? be_span(NULL, 0) : be_item_heading(w);

    (void)h;
    if (w->spent.item.len == 0 && be_label_money(heading))
        w->spent = (struct be_ref){.item = heading, .hit = -1};
    if (w->spent.item.len > 0)
        w->c->now = w->c->head = w->spent;
}

/* 其中，自评项目2个，涉及资金30万元。占项目支出的60%: a share that begins a sentence is of the last figure where the
 * sentence before it named nothing but parts. */
static void take_last(struct walk *w, struct at_hand *h)
{
    const struct be_hit *last = w->cx->hits.n > w->hits ? &w->cx->hits.hit[w->cx->hits.n - 1] : NULL;

    (void)h;
    if (last != NULL && last->kind == BE_AMOUNT && last->sentence + 1 == w->c->sentence)
        w->c->now = (struct be_ref){.item = last->item, .hit = -1};
}

/* 其中，因公出国费6万元。比上年减少1万元: nothing but one part stands before it in the paragraph. */
static bool one_part(const struct walk *w)
{
    const struct be_hit *hit = w->cx->hits.hit + w->hits;
    const size_t n = w->cx->hits.n - w->hits;

    for (size_t i = 0; i < n; i++)
        if (hit[i].kind != BE_AMOUNT || hit[i].sentence + 1 != w->c->sentence || !be_span_eq(hit[i].item, hit[0].item))
            return false;
    return n > 0 && w->c->head.hit < 0;
}

static bool begins_sentence(const struct walk *w)
{
    return w->first && w->last_end <= w->clause;
}

static bool behind_rate(const struct walk *w, const struct at_hand *h)
{
    return h->f->money && is_rate(w->c->now.item);
}

static bool behind_count(const struct walk *w, const struct at_hand *h)
{
    return w->c->now.count && begins_sentence(w) && (h->f->stat == BE_STAT_COMPLETION || h->f->money);
}

/* 公务接待费2万元，接待9批次，比上年减少1万元; 车辆5台，平均每台3万元，比上年减少1万元: money that changed is not of what
 * was counted, but of the average right before it, or of the money that the sentence is about. */
static bool behind_things(const struct walk *w, const struct at_hand *h)
{
    return w->c->now.count && h->f->money && w->c->pending.len == 0;
}

static void leave_things(struct walk *w, struct at_hand *h)
{
    const struct be_hit *last = w->cx->hits.n > w->hits ? &w->cx->hits.hit[w->cx->hits.n - 1] : NULL;

    if (last != NULL && last->money && be_wordlist_front(&ASIDE, last->item) > 0 && be_span_eq(last->unit, h->f->unit))
        w->c->now = (struct be_ref){.item = last->item, .hit = -1};
    else if (w->c->head.item.len > 0 && !w->c->head.count)
        w->c->now = w->c->head;
}

static bool behind_left_over(const struct walk *w, const struct at_hand *h)
{
    (void)h;
    return w->lists.depth == 0 && be_wordlist_back(&LEFT_OVER, w->c->now.item) > 0 && w->c->head.item.len > 0;
}

/* 支出118万元，结余2万元，执行率98% */
static void take_head(struct walk *w, struct at_hand *h)
{
    (void)h;
    w->c->now = w->c->head;
}

static bool behind_one_part(const struct walk *w, const struct at_hand *h)
{
    (void)h;
    return begins_sentence(w) && !w->c->now.subject && one_part(w);
}

static bool behind_parts(const struct walk *w, const struct at_hand *h)
{
    (void)h;
    return begins_sentence(w) && !w->c->now.subject && w->c->now.item.len == 0 && w->c->pending.len == 0;
}

/* Where what is at hand is not what the figure is of. */
static const struct rule PUT_BACK[] = {
    {"money behind a rate", .holds = behind_rate, .then = leave_rate},
    {"sentence behind counts", .of = BE_OF(BE_STAT_COMPLETION) | BE_OF(BE_STAT_CHANGE), .holds = behind_count, .then = leave_count},
    {"change of money behind counts", .of = BE_OF(BE_STAT_CHANGE), .holds = behind_things, .then = leave_things},
    {"rate behind what is left over", .of = BE_OF(BE_STAT_COMPLETION), .holds = behind_left_over, .then = take_head},
    {"change behind one part", .of = BE_OF_CHANGE, .holds = behind_one_part, .then = take_last},
    {"share behind parts", .of = BE_OF(BE_STAT_SHARE), .holds = behind_parts, .then = take_last},
};

static struct be_ref take_pending(struct walk *w)
{
    const struct be_ref ref = {.item = w->c->pending, .hit = -1};

    be_wait_drop(w);
    if (w->first)
        w->c->head = ref;
    w->first = false;
    return ref;
}

/* 项目名称：水库维修. 预算安排规模：120万元: of the project, which no words of its own name; else of the heading. */
static struct be_span project_or_heading(const struct walk *w, const struct be_figure *f)
{
    return w->c->project.len > 0 && (f->money || f->stat == BE_STAT_COMPLETION) ? w->c->project : be_item_heading(w);
}

struct be_ref be_item_carried(struct walk *w, struct at_hand *h)
{
    const struct be_figure *f = h->f;

    be_rules_apply(PUT_BACK, sizeof PUT_BACK / sizeof *PUT_BACK, w, h);
    if (w->c->pending.len > 0)
        w->c->now = take_pending(w);
    else if (f->money && w->c->now.count && f->phase != BE_PHASE_NONE && be_label_money(be_item_heading(w)))
        w->c->now = (struct be_ref){.item = be_item_heading(w), .hit = -1};  /* 团组0个，预算为0万元 */
    else if (!w->c->now.subject && w->c->now.item.len == 0)
        w->c->now = (struct be_ref){.item = project_or_heading(w, f), .hit = -1};
    return w->c->now;
}

/* “A”项目得分98分，全年预算9万元；“B”项目得分97分，全年预算8万元: what follows a score is of that project. */
static void set_project(struct walk *w, struct be_span item)
{
    const struct be_span name = be_project_find(item, UINT32_MAX);

    if (name.len > 0)
        w->c->project = name;
}

void be_item_set(struct walk *w, struct be_ref ref, const struct be_cut *label, const struct be_figure *f)
{
    bool in_list = w->lists.depth > 0 || label->list || label->ordinal;

    if (be_span_is(f->unit, "分") && be_wordlist_back(&RATE, ref.item) > 0)
        set_project(w, ref.item);
    if (be_wordlist_front(&ASIDE, ref.item) > 0 && (f->money || !be_starts(ref.item, "单价")))
        return;                      /* 人均400元; but 单价50万元以上设备3台 */
    be_wait_drop(w);
    w->c->now = ref;
    if (w->why.on || w->use.on || in_list || !(w->first || (w->c->head.count && f->money)))
        return;
    if (ref.count && !w->c->head.count)
        w->spent = w->c->head;
    w->c->head = ref;
    w->first = false;
}
