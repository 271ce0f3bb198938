/* clause_own.c - whether the words in front of a figure name an item of its own, or go on with the one before. */
#include "clause_rule.h"

struct be_wordlist be_item_no_name = BE_WORDLIST(
    "支出", "收入", "支出完成", "预算支出", "支出实际", "支出总", "支出数");
static struct be_wordlist NUMBER_OF = BE_WORDLIST("支出数", "收入数", "决算数", "执行数", "预算数", "实际支出数");
static struct be_wordlist OF_A_PURPOSE = BE_WORDLIST("费", "费用", "公务用车", "公务接待", "出国（境）");

static enum be_part part_of(struct be_span item)
{
#define PART(name, part) {{name, sizeof name - 1}, part}
    static const struct { struct be_span name; enum be_part part; } PARTS[] = {
        PART("基本支出", BE_PART_BASIC), PART("基本支出预算", BE_PART_BASIC), PART("项目支出", BE_PART_PROJECT),
        PART("项目支出预算", BE_PART_PROJECT), PART("人员经费", BE_PART_PERSONNEL), PART("人员支出", BE_PART_PERSONNEL),
        PART("公用经费", BE_PART_PUBLIC), PART("公用支出", BE_PART_PUBLIC), PART("日常公用经费", BE_PART_PUBLIC),
    };
#undef PART

    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        if (be_span_eq(item, PARTS[i].name))
            return PARTS[i].part;
    return BE_PART_NONE;
}

static bool carries(const struct walk *w)
{
    return w->c->now.item.len > 0;
}

/* …（项）9万元，其中：基本支出5万元 */
static bool is_part(const struct walk *w, const struct at_hand *h)
{
    (void)w;
    return h->part != BE_PART_NONE;
}

/* …（项）预算5万元，支出决算4万元, in a list too */
static bool says_subject(const struct walk *w, const struct at_hand *h)
{
    const bool directly = w->start == w->run.mark_end || (w->lists.depth == 0 && !h->label.list);

    return w->c->now.subject && (directly || h->f->phase != BE_PHASE_NONE) && be_label_neutral(h->label.item, true);
}

/* A（款）、B（款）合计9万元 */
static bool sums_marked(const struct walk *w, const struct at_hand *h)
{
    return !w->c->now.subject && w->start == w->run.mark_end && be_label_neutral(h->label.item, true);
}

static struct be_wordlist SUMS = BE_WORDLIST("合计", "小计", "共计", "总计", "支出合计");

/* 教育支出（类）合计9万元 */
static bool sums_subject(const struct walk *w, const struct at_hand *h)
{
    return w->c->now.subject && w->start == w->run.mark_end && be_wordlist_is(&SUMS, h->label.item);
}

/* 1.公务接待费。2018年支出1万元 */
static bool heading_names(const struct walk *w, const struct at_hand *h)
{
    (void)h;
    return !carries(w) && be_wordlist_back(&OF_A_PURPOSE, be_item_heading(w)) > 0;
}

/* 公务车购置费0万元，费用支出较上年无增减 */
static bool costs_compared(const struct walk *w, const struct at_hand *h)
{
    return carries(w) && h->label.base.len > 0;
}

/* 公务接待费支出数8万元，预算数9万元，支出数比预算数减少1万元 */
static bool numbers_compared(const struct walk *w, const struct at_hand *h)
{
    return carries(w) && h->label.base.len > 0 && be_wordlist_is(&NUMBER_OF, h->label.item);
}

/* 2.公务用车运行维护费：支出1万元 */
static bool spends_waiting(const struct walk *w, const struct at_hand *h)
{
    (void)h;
    return be_wordlist_back(&OF_A_PURPOSE, w->c->pending) > 0;
}

/* 清运项目预算9万元，到位9万元，支出8万元 */
static bool spends_project(const struct walk *w, const struct at_hand *h)
{
    (void)h;
    return be_ends(w->c->now.item, "项目") && w->in->place->topic == BE_TOPIC_PERFORMANCE;
}

/* 公务用车运行维护费预算数2万元，支出1.5万元 */
static bool spends_budget(const struct walk *w, const struct at_hand *h)
{
    (void)h;
    return w->last.phase == BE_BUDGET && be_wordlist_back(&OF_A_PURPOSE, w->c->now.item) > 0;
}

/* 项目支出共3项，合计350万元 */
static bool sums_counted(const struct walk *w, const struct at_hand *h)
{
    return carries(w) && w->c->now.count && h->f->money;
}

/* 国内公务接待…，共计支出; 公务接待24批次，支出2万元 */
static bool spends_in_all(const struct walk *w, const struct at_hand *h)
{
    return carries(w) && (be_span_has(h->raw, "共") || be_span_has(h->raw, "合计") || w->c->now.count);
}

/* 机关运行经费预算9万元，支出决算8万元。支出决算比上年减少1万元 */
static bool accounts_compared(const struct walk *w, const struct at_hand *h)
{
    return carries(w) && h->label.base.len > 0 && be_starts(h->raw, "支出决算") && !be_span_has(w->c->now.item, "收入");
}

/* 收入决算10万元，支出决算9万元 */
static bool is_other_side(const struct walk *w, const struct at_hand *h)
{
    struct be_span now = w->c->now.item, item = h->label.item;

    return (be_ends(now, "收入") && be_starts(item, "支出")) || (be_ends(now, "支出") && be_starts(item, "收入"));
}

/* 财政拨款支出9万元，较上年的10万元减少10个百分点，支出减少1万元 */
static bool spends_again(const struct walk *w, const struct at_hand *h)
{
    (void)h;
    return w->lists.depth == 0 && !w->first && be_ends(w->c->now.item, "支出") && !be_span_is(w->c->now.item, "支出");
}

/* 公务接待费…，支出决算为; 公务接待费：支出决算为 */
static bool names_nothing(const struct walk *w, const struct at_hand *h)
{
    const bool behind = !w->first || w->last_end > w->clause;   /* another figure in the sentence, or in the part */

    return (w->c->pending.len > 0 || (carries(w) && behind)) && (h->f->phase != BE_PHASE_NONE || be_measure_apart(h->f)) &&
           be_wordlist_is(&be_item_no_name, h->label.item) && !is_other_side(w, h);
}

/* Words behind marks that are the subject's own. */
static const struct rule OF_SUBJECT[] = {
    {"part of the subject", .holds = is_part},
    {"words of the subject", .holds = says_subject},
    {"sum of marked subjects", .holds = sums_marked},
    {"sum of a subject", .holds = sums_subject},
};

#define SHORT_BYTES 18u          /* no word of these is longer */

/* Words that go on with what is carried, or with the heading. */
static const struct rule GOES_ON[] = {
    {"spending of the heading", .item = BE_RULE_ITEM("支出"), .holds = heading_names},
    {"costs compared", .item = BE_RULE_ITEM("费用支出"), .holds = costs_compared},
    {"numbers compared", .holds = numbers_compared},
    {"spending of what waits", .item = BE_RULE_ITEM("支出"), .holds = spends_waiting},
    {"spending of a project", .item = BE_RULE_ITEM("支出"), .holds = spends_project},
    {"spending behind its budget", .item = BE_RULE_ITEM("支出"), .holds = spends_budget},
    {"sum of what is counted", .item = BE_RULE_ITEM("合计"), .holds = sums_counted},
    {"spending in all", .item = BE_RULE_ITEM("支出"), .holds = spends_in_all},
    {"accounts compared", .item = BE_RULE_ITEM("支出"), .holds = accounts_compared},
    {"spending again", .of = BE_OF_CHANGE, .item = BE_RULE_ITEM("支出"), .holds = spends_again},
    {"a word that names nothing", .holds = names_nothing},
};

bool be_item_is_own(struct walk *w, struct at_hand *h)
{
    const bool subject = w->c->now.subject, short_word = h->label.item.len <= SHORT_BYTES;

    h->part = BE_PART_NONE;
    if (h->label.item.len == 0)
        return false;
    if (subject)
        h->part = part_of(h->label.item);
    return !((subject || w->run.mark_end > 0) && be_rules_hold(OF_SUBJECT, sizeof OF_SUBJECT / sizeof *OF_SUBJECT, w, h)) &&
           !(short_word && be_rules_hold(GOES_ON, sizeof GOES_ON / sizeof *GOES_ON, w, h));
}

static struct be_wordlist OTHER_SIDE = BE_WORDLIST("支出", "本年支出", "支出总计", "本年支出合计", "收入", "本年收入", "收入总计", "本年收入合计");

/* 政府性基金预算财政拨款本年收入10万元，本年支出9万元: the money of the one is that of the other. */
static struct be_span source_of(const struct walk *w, const struct be_cut *label)
{
    const struct be_span head = w->c->head.item;

    if (label->source.len > 0 || w->first || !be_wordlist_is(&OTHER_SIDE, label->item))
        return label->source;
    return be_ends(head, be_span_has(label->item, "支出") ? "收入" : "支出") ? head : label->source;
}

struct be_ref be_item_ref(const struct walk *w, const struct at_hand *h)
{
    const bool head = w->first && w->lists.depth == 0;

    return (struct be_ref){.item = h->label.item, .source = source_of(w, &h->label), .code = h->label.code,
                           .count = !h->f->money && !h->f->level && !be_span_is(h->f->unit, "%"),
                           .year = head ? 0 : h->label.year, .hit = -1};
}
