/* clause_item.c - what a figure is of: of what its label names, or of what is carried on. */
#include "clause_walk.h"

/* ---- its own label ---- */

struct be_wordlist be_item_no_name = BE_WORDLIST(
    "支出", "收入", "支出完成", "预算支出", "支出实际", "支出总", "支出数");
static struct be_wordlist NUMBER_OF = BE_WORDLIST("支出数", "收入数", "决算数", "执行数", "预算数", "实际支出数");
static struct be_wordlist OF_A_PURPOSE = BE_WORDLIST("费", "费用");

static enum be_part part_of(struct be_span item)
{
    static const struct { const char *name; enum be_part part; } PART[] = {
        {"基本支出", BE_PART_BASIC}, {"基本支出预算", BE_PART_BASIC}, {"项目支出", BE_PART_PROJECT},
        {"项目支出预算", BE_PART_PROJECT}, {"人员经费", BE_PART_PERSONNEL}, {"人员支出", BE_PART_PERSONNEL},
        {"公用经费", BE_PART_PUBLIC}, {"公用支出", BE_PART_PUBLIC}, {"日常公用经费", BE_PART_PUBLIC},
    };

    for (size_t i = 0; i < sizeof PART / sizeof *PART; i++)
        if (be_span_is(item, PART[i].name))
            return PART[i].part;
    return BE_PART_NONE;
}

/* Whether the label names an item of its own. part: the figure is that part of the subject. */
bool be_item_is_own(const struct walk *w, const struct be_figure *f, const struct be_cut *label,
                    struct be_span raw, enum be_part *part)
{
    bool carries = w->c->now.item.len > 0;
    bool behind = !w->first || w->last_end > w->clause;     /* another figure in the sentence, or in the part */
    struct be_span now = w->c->now.item;

    *part = BE_PART_NONE;
    if (label->item.len == 0)
        return false;
    if (w->c->now.subject) {
        bool directly = w->start == w->run.mark_end || (w->lists.depth == 0 && !label->list);

        *part = part_of(label->item);
        if (*part != BE_PART_NONE || ((directly || f->phase != BE_PHASE_NONE) && be_label_neutral(label->item, true)))
            return false;            /* …（项）预算5万元，支出决算4万元, in a list too */
    }
    if (!w->c->now.subject && w->run.mark_end > 0 && w->start == w->run.mark_end && be_label_neutral(label->item, true))
        return false;                /* A（款）、B（款）合计9万元 */
    if (!carries && be_span_is(label->item, "支出") && be_wordlist_back(&OF_A_PURPOSE, be_item_heading(w)) > 0)
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
    return !((w->c->pending.len > 0 || (carries && behind)) && (f->phase != BE_PHASE_NONE || be_measure_apart(f)) && be_wordlist_is(&be_item_no_name, label->item));
}

struct be_ref be_item_ref(const struct walk *w, const struct be_figure *f, const struct be_cut *label)
{
    bool head = w->first && w->lists.depth == 0;

    return (struct be_ref){.item = label->item, .source = label->source, .code = label->code, .count = !f->money, .year = head ? 0 : label->year, .hit = -1};
}

/* ---- what is carried on ---- */

static struct be_wordlist ASIDE = BE_WORDLIST("每", "人均", "户均", "车均", "平均", "单价", "年均", "月均");

static struct be_wordlist RATE = BE_WORDLIST("率", "进度", "比例", "得分", "评分");

static struct be_wordlist LEFT_OVER = BE_WORDLIST("结余", "结转", "结余资金", "结转资金");

static bool is_rate(struct be_span item)
{
    return be_wordlist_back(&RATE, item) > 0;
}

/* 到位资金8万元，到位率80%，支出6万元; 自评得分94分。全年预算数为9万元: money is not of the rate or
 * score before it, but of what the sentence or the project is about. */
static void leave_rate(struct walk *w)
{
    bool named = w->c->project.len > 0 && be_span_find(w->c->now.item, w->c->project) >= 0;

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
static void leave_count(struct walk *w)
{
    struct be_span heading = w->spent.item.len > 0 ? be_span(NULL, 0) : be_item_heading(w);

    if (w->spent.item.len == 0 && be_label_money(heading))
        w->spent = (struct be_ref){.item = heading, .hit = -1};
    if (w->spent.item.len > 0)
        w->c->now = w->c->head = w->spent;
}

/* 其中，自评项目2个，涉及资金30万元。占项目支出的60%: a share that begins a sentence is of the last figure where the
 * sentence before it named nothing but parts. */
static void take_last(struct walk *w)
{
    const struct be_hit *last = w->cx->hits.n > w->hits ? &w->cx->hits.hit[w->cx->hits.n - 1] : NULL;

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

struct be_ref be_item_carried(struct walk *w, const struct be_figure *f)
{
    const bool begins = w->first && w->last_end <= w->clause;
    struct be_ref ref;

    if (f->money && is_rate(w->c->now.item))
        leave_rate(w);
    if (w->c->now.count && begins && (f->stat == BE_STAT_COMPLETION || (f->stat == BE_STAT_CHANGE && f->money)))
        leave_count(w);
    if (f->stat == BE_STAT_COMPLETION && w->lists.depth == 0 && be_wordlist_back(&LEFT_OVER, w->c->now.item) > 0 && w->c->head.item.len > 0)
        w->c->now = w->c->head;      /* 支出118万元，结余2万元，执行率98% */
    if (begins && (f->stat == BE_STAT_CHANGE || f->stat == BE_STAT_CHANGE_RATE) && !w->c->now.subject && one_part(w))
        take_last(w);
    if (begins && f->stat == BE_STAT_SHARE && !w->c->now.subject && w->c->now.item.len == 0 && w->c->pending.len == 0)
        take_last(w);
    ref = w->c->now;
    if (w->c->pending.len > 0) {
        ref = (struct be_ref){.item = w->c->pending, .hit = -1};
        w->c->pending = be_span(NULL, 0);
        if (w->first)
            w->c->head = ref;
        w->first = false;
        w->c->now = ref;
    } else if (f->money && ref.count && f->phase != BE_PHASE_NONE && be_label_money(be_item_heading(w))) {
        ref = (struct be_ref){.item = be_item_heading(w), .hit = -1};   /* 团组0个，预算为0万元 */
        w->c->now = ref;
    } else if (!ref.subject && ref.item.len == 0) {
        /* 项目名称：水库维修. 预算安排规模：120万元: of the project, which no words of its own name */
        const bool project = w->c->project.len > 0 && (f->money || f->stat == BE_STAT_COMPLETION);

        ref = (struct be_ref){.item = project ? w->c->project : be_item_heading(w), .hit = -1};
        w->c->now = ref;
    }
    return ref;
}

void be_item_set(struct walk *w, struct be_ref ref, const struct be_cut *label, const struct be_figure *f)
{
    bool in_list = w->lists.depth > 0 || label->list || label->ordinal;

    if (be_wordlist_front(&ASIDE, ref.item) > 0 && (f->money || !be_starts(ref.item, "单价")))
        return;                      /* 人均400元; but 单价50万元以上设备3台 */
    w->c->pending = be_span(NULL, 0);
    w->c->now = ref;
    if (w->why.on || w->use.on || in_list || !(w->first || (w->c->head.count && f->money)))
        return;
    if (ref.count && !w->c->head.count)
        w->spent = w->c->head;
    w->c->head = ref;
    w->first = false;
}
