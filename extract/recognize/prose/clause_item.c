/* clause_item.c - what a figure is of that has no label of its own, and of which of several items the next one is. */
#include "clause_walk.h"

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
struct be_span be_walk_heading(const struct walk *w)
{
    struct be_span item = be_label_heading(w->cx->memo, w->in->place->section);

    return item.len > 0 ? item : be_label_heading(w->cx->memo, w->in->place->above);
}

/* 公务接待费2万元。国内公务接待10批次，支出1.5万元。完成年初预算的75%: a sentence that begins with a rate
 * or a change of money is not of what was counted, but of the money before it, or that the heading names. */
static void leave_count(struct walk *w)
{
    struct be_span heading = w->spent.item.len > 0 ? be_span(NULL, 0) : be_walk_heading(w);

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

struct be_ref be_walk_carried(struct walk *w, const struct be_figure *f)
{
    const bool begins = w->first && w->last_end <= w->clause;
    struct be_ref ref;

    if (f->money && is_rate(w->c->now.item))
        leave_rate(w);
    if (w->c->now.count && begins && (f->stat == BE_STAT_COMPLETION || (f->stat == BE_STAT_CHANGE && f->money)))
        leave_count(w);
    if (f->stat == BE_STAT_COMPLETION && w->depth == 0 && be_wordlist_back(&LEFT_OVER, w->c->now.item) > 0 && w->c->head.item.len > 0)
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
    } else if (f->money && ref.count && f->phase != BE_PHASE_NONE && be_label_money(be_walk_heading(w))) {
        ref = (struct be_ref){.item = be_walk_heading(w), .hit = -1};   /* 团组0个，预算为0万元 */
        w->c->now = ref;
    } else if (!ref.subject && ref.item.len == 0) {
        /* 项目名称：水库维修. 预算安排规模：120万元: of the project, which no words of its own name */
        const bool project = w->c->project.len > 0 && (f->money || f->stat == BE_STAT_COMPLETION);

        ref = (struct be_ref){.item = project ? w->c->project : be_walk_heading(w), .hit = -1};
        w->c->now = ref;
    }
    return ref;
}

void be_walk_set_now(struct walk *w, struct be_ref ref, const struct be_cut *label, const struct be_figure *f)
{
    bool in_list = w->depth > 0 || label->list || label->ordinal;

    if (be_wordlist_front(&ASIDE, ref.item) > 0 && (f->money || !be_starts(ref.item, "单价")))
        return;                      /* 人均400元; but 单价50万元以上设备3台 */
    w->c->pending = be_span(NULL, 0);
    w->c->now = ref;
    if (w->why || w->use || in_list || !(w->first || (w->c->head.count && f->money)))
        return;
    if (ref.count && !w->c->head.count)
        w->spent = w->c->head;
    w->c->head = ref;
    w->first = false;
}

/* ---- one clause, several items ---- */

static struct be_wordlist BETWEEN = BE_WORDLIST("、", "和", "，", "及", ",");

bool be_walk_another_follows(const struct walk *w, size_t end)
{
    const struct be_span rest = be_span_from(w->text, end);
    const size_t between = be_starts(rest, ",") ? 1 : strlen("、");

    return rest.len > between && (be_is_digit(rest.p[between]) || rest.p[between] == '-') && be_wordlist_front(&BETWEEN, rest) > 0;
}

/* 收、支总计 parts into 收总计 and 支总计. */
static void spread_pair(struct walk *w, struct be_span item)
{
    static const char *const PAIR[][3] = {
        {"收、支", "收", "支"}, {"收入、支出", "收入", "支出"}, {"收入和支出", "收入", "支出"}, {"收支", "收", "支"},
    };

    for (size_t i = 0; i < sizeof PAIR / sizeof *PAIR; i++) {
        long at = be_span_find(item, be_span_of(PAIR[i][0]));
        struct be_span front, back;

        if (at < 0)
            continue;
        front = be_span_to(item, (size_t)at);
        back = be_span_from(item, (size_t)at + strlen(PAIR[i][0]));
        for (size_t k = 0; k < 2; k++)
            w->spread[k] = be_arena_printf(w->cx->arena, "%.*s%s%.*s", (int)front.len, front.p, PAIR[i][k + 1],
                                           (int)back.len, back.p);
        w->nspread = 2;
        return;
    }
}

static struct be_wordlist MONTH = BE_WORDLIST("月", "月底", "月末", "月份");

/* The length of 6月, 11月底 at the end of a name. */
static size_t month_len(struct be_span item)
{
    size_t word = be_wordlist_back(&MONTH, item), n = word;

    while (n > 0 && n < item.len && n < word + 2 && item.p[item.len - n - 1] >= '0' && item.p[item.len - n - 1] <= '9')
        n++;
    return n > word ? n : 0;
}

/* 支出执行进度6月、9月、11月分别为: one item at three times. */
static void join_months(struct walk *w)
{
    for (size_t i = 1; i < w->nspread; i++)
        if (w->spread[i].len == 0 || month_len(w->spread[i]) != w->spread[i].len)
            return;
    if (w->nspread < 2 || month_len(w->spread[0]) == 0)
        return;
    w->spread[0].len -= month_len(w->spread[0]);
    for (size_t i = 1; i < w->nspread; i++)
        w->spread[i] = w->spread[0];
}

static struct be_wordlist PURCHASED = BE_WORDLIST("货物类", "工程类", "服务类", "货物", "工程", "服务");

/* 货物、工程、服务采购金额分别为: what stands behind the last is of each. */
static void share_purchase(struct walk *w)
{
    struct be_span last = w->nspread > 1 ? w->spread[w->nspread - 1] : be_span(NULL, 0);
    struct be_span shared = be_span_from(last, be_wordlist_front(&PURCHASED, last));
    size_t n = 0;

    while (n + 1 < w->nspread && be_wordlist_is(&PURCHASED, w->spread[n]))
        n++;
    if (shared.len == 0 || shared.len == last.len || n + 1 < w->nspread)
        return;
    while (n-- > 0)
        w->spread[n] = be_arena_printf(w->cx->arena, "%.*s%.*s", (int)w->spread[n].len, w->spread[n].p, (int)shared.len, shared.p);
}

/* Names that hold a 和 or 及 of their own. */
static struct be_wordlist ONE_NAME = BE_WORDLIST("商品和服务", "保障和就业", "个人和家庭", "结转和结余", "林业和草原", "购置及运行", "购置和运行", "出国及");

static bool in_one_name(struct be_span item, size_t at)
{
    for (size_t back = 6; back <= 9 && back <= at; back++)
        if (be_wordlist_front(&ONE_NAME, be_span_from(item, at - back)) > back)
            return true;
    return false;
}

/* A、B和C分别为: into A, B and C. */
static void spread_list(struct walk *w, struct be_span item)
{
    size_t from = 0;

    for (size_t i = 0; i <= item.len && w->nspread < BE_SPREAD;) {
        struct be_span at = be_span_from(item, i);
        bool part = be_starts(at, "、") || ((be_starts(at, "和") || be_starts(at, "及")) && !in_one_name(item, i));

        if (i == item.len || part) {
            if (i > from)
                w->spread[w->nspread++] = be_span(item.p + from, i - from);
            from = i + 3;
        }
        i += i < item.len ? be_char_len(at.p, at.p + at.len) : 1;
    }
    join_months(w);
    share_purchase(w);
}

/* That of the last figure of the paragraph. */
static uint32_t last_sentence(const struct walk *w)
{
    return w->cx->hits.n > w->hits ? w->cx->hits.hit[w->cx->hits.n - 1].sentence : w->c->sentence;
}

static struct be_wordlist ENDS_ROW = BE_WORDLIST("。", "；", "，", ";");

static bool ends_row(struct be_span rest)
{
    return be_wordlist_front(&ENDS_ROW, rest) > 0 || (rest.p[0] == ',' && !be_is_digit(rest.p[1]));
}

size_t be_walk_figures(const struct walk *w, size_t end)
{
    struct be_span rest = be_span_to(be_span_from(w->text, end), 120);
    size_t n = 1;

    for (; rest.len > 3 && !ends_row(rest); rest = be_span_from(rest, 1))
        n += (be_starts(rest, "、") || be_starts(rest, "和")) && rest.p[3] >= '0' && rest.p[3] <= '9';
    return n;
}

/* 会议费1.5万元、培训费0.9万元，分别下降25%、10%: the last items of the sentence, or of the one
 * before, as many as figures follow. */
static void spread_last(struct walk *w, size_t end)
{
    struct be_span item[BE_SPREAD] = {{NULL, 0}};
    uint32_t sentence = last_sentence(w);
    size_t want = be_walk_figures(w, end), n = 0;

    for (size_t i = w->cx->hits.n; i-- > w->hits && n < want && n < BE_SPREAD;) {
        const struct be_hit *hit = &w->cx->hits.hit[i];

        if (hit->sentence != sentence || sentence + 1 < w->c->sentence || hit->kind != BE_AMOUNT)
            break;
        if (n == 0 || !be_span_eq(item[n - 1], hit->item))
            item[n++] = hit->item;
    }
    w->nspread = n == want ? n : 0;
    for (size_t i = 0; i < w->nspread; i++)
        w->spread[i] = item[n - 1 - i];
}

/* 收入总计9万元，支出总计9万元，各减少1万元: the one change is of both; in a sentence behind them, too. */
static void join_last(struct walk *w)
{
    struct be_span item[3];
    uint32_t sentence = last_sentence(w);
    size_t n = 0;

    for (size_t i = w->cx->hits.n; i-- > w->hits && n < 3 && w->cx->hits.hit[i].sentence == sentence && sentence + 1 >= w->c->sentence;)
        if (n == 0 || !be_span_eq(item[n - 1], w->cx->hits.hit[i].item))
            item[n++] = w->cx->hits.hit[i].item;
    if (n == 2)
        w->spread[0] = be_arena_printf(w->cx->arena, "%.*s、%.*s", (int)item[1].len, item[1].p, (int)item[0].len, item[0].p);
    w->nspread = n == 2 ? 1 : 0;
}

void be_walk_spread(struct walk *w, struct be_span item, bool each, size_t end)
{
    bool follows = be_walk_another_follows(w, end), again;

    if (!follows && !each)
        return;
    again = item.len == 0 || be_span_is(item, "收支") || be_span_is(item, "收、支");
    if (!follows && item.len == 0 && !w->c->now.subject) {
        join_last(w);
        return;
    }
    if (again && each && w->nspread < 2) {
        spread_last(w, end);
    } else if (!(again && follows && (each || w->nspread > 1))) {    /* ，分别减少6.38%、6.38% */
        w->nspread = 0;
        if (each)
            spread_list(w, item);
        if (w->nspread < 3)          /* 收入、支出和结余分别为 names all it is of; 收、支总计各 does not */
            spread_pair(w, item);
    }
    w->spreading = follows && w->nspread > 1;
}

enum be_part be_walk_part(struct be_span item)
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
