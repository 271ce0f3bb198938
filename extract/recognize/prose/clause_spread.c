/* clause_spread.c - several items of one clause, or the last before it, that share its figures: 收、支总计A、B; 各, 分别. */
#include "clause_walk.h"

static struct be_wordlist BETWEEN = BE_WORDLIST("、", "和", "，", "及", ",");

bool be_spread_another(const struct walk *w, size_t end)
{
    const struct be_span rest = be_span_from(w->text, end);
    const size_t between = be_starts(rest, ",") ? 1 : strlen("、");

    return rest.len > between && (be_is_digit(rest.p[between]) || rest.p[between] == '-') && be_wordlist_front(&BETWEEN, rest) > 0;
}

static struct be_wordlist ENDS_ROW = BE_WORDLIST("。", "；", "，", ";");

static bool ends_row(struct be_span rest)
{
    return be_wordlist_front(&ENDS_ROW, rest) > 0 || (rest.p[0] == ',' && !be_is_digit(rest.p[1]));
}

size_t be_spread_figures(const struct walk *w, size_t end)
{
    struct be_span rest = be_span_to(be_span_from(w->text, end), 120);
    size_t n = 1;

    for (; rest.len > 3 && !ends_row(rest); rest = be_span_from(rest, 1))
        n += (be_starts(rest, "、") || be_starts(rest, "和")) && rest.p[3] >= '0' && rest.p[3] <= '9';
    return n;
}

/* ---- its items ---- */

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
            w->spread.item[k] = be_arena_printf(w->cx->arena, "%.*s%s%.*s", (int)front.len, front.p, PAIR[i][k + 1],
                                           (int)back.len, back.p);
        w->spread.n = 2;
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
    for (size_t i = 1; i < w->spread.n; i++)
        if (w->spread.item[i].len == 0 || month_len(w->spread.item[i]) != w->spread.item[i].len)
            return;
    if (w->spread.n < 2 || month_len(w->spread.item[0]) == 0)
        return;
    w->spread.item[0].len -= month_len(w->spread.item[0]);
    for (size_t i = 1; i < w->spread.n; i++)
        w->spread.item[i] = w->spread.item[0];
}

static struct be_wordlist PURCHASED = BE_WORDLIST("货物类", "工程类", "服务类", "货物", "工程", "服务");

/* 货物、工程、服务采购金额分别为: what stands behind the last is of each. */
static void share_purchase(struct walk *w)
{
    struct be_span last = w->spread.n > 1 ? w->spread.item[w->spread.n - 1] : be_span(NULL, 0);
    struct be_span shared = be_span_from(last, be_wordlist_front(&PURCHASED, last));
    size_t n = 0;

    while (n + 1 < w->spread.n && be_wordlist_is(&PURCHASED, w->spread.item[n]))
        n++;
    if (shared.len == 0 || shared.len == last.len || n + 1 < w->spread.n)
        return;
    while (n-- > 0)
        w->spread.item[n] = be_arena_printf(w->cx->arena, "%.*s%.*s", (int)w->spread.item[n].len, w->spread.item[n].p, (int)shared.len, shared.p);
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

    for (size_t i = 0; i <= item.len && w->spread.n < BE_SPREAD;) {
        struct be_span at = be_span_from(item, i);
        bool part = be_starts(at, "、") || ((be_starts(at, "和") || be_starts(at, "及")) && !in_one_name(item, i));

        if (i == item.len || part) {
            if (i > from)
                w->spread.item[w->spread.n++] = be_span(item.p + from, i - from);
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

/* 会议费1.5万元、培训费0.9万元，分别下降25%、10%: the last items of the sentence, or of the one
 * before, as many as figures follow. */
static void spread_last(struct walk *w, size_t end)
{
    struct be_span item[BE_SPREAD] = {{NULL, 0}};
    uint32_t sentence = last_sentence(w);
    size_t want = be_spread_figures(w, end), n = 0;

    for (size_t i = w->cx->hits.n; i-- > w->hits && n < want && n < BE_SPREAD;) {
        const struct be_hit *hit = &w->cx->hits.hit[i];

        if (hit->sentence != sentence || sentence + 1 < w->c->sentence || hit->kind != BE_AMOUNT)
            break;
        if (n == 0 || !be_span_eq(item[n - 1], hit->item))
            item[n++] = hit->item;
    }
    w->spread.n = n == want ? n : 0;
    for (size_t i = 0; i < w->spread.n; i++)
        w->spread.item[i] = item[n - 1 - i];
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
        w->spread.item[0] = be_arena_printf(w->cx->arena, "%.*s、%.*s", (int)item[1].len, item[1].p, (int)item[0].len, item[0].p);
    w->spread.n = n == 2 ? 1 : 0;
}

static void begin(struct walk *w, struct be_span item, bool each, size_t end)
{
    bool follows = be_spread_another(w, end), again;

    if (!follows && !each)
        return;
    again = item.len == 0 || be_span_is(item, "收支") || be_span_is(item, "收、支");
    if (!follows && item.len == 0 && !w->c->now.subject) {
        join_last(w);
        return;
    }
    if (again && each && w->spread.n < 2) {
        spread_last(w, end);
    } else if (!(again && follows && (each || w->spread.n > 1))) {    /* ，分别减少6.38%、6.38% */
        w->spread.n = 0;
        if (each)
            spread_list(w, item);
        if (w->spread.n < 3)          /* 收入、支出和结余分别为 names all it is of; 收、支总计各 does not */
            spread_pair(w, item);
    }
    w->spread.on = follows && w->spread.n > 1;
}

/* ---- its figures ---- */

/* The first of several figures that are shared out over the items of its label, or of the clauses before. */
void be_spread_begin(struct walk *w, struct at_hand *h)
{
    h->in_row = h->ref.subject && be_run_share(w, h->f, h->label.each);
    if (h->in_row)
        return;
    begin(w, h->own ? h->label.item : be_span(NULL, 0), h->label.each, h->f->end);
    if (w->spread.on) {
        h->ref.item = w->spread.item[0];
        h->ref.subject = false;
        w->spread.at = 1;
        h->own = true;
    } else if (h->label.each && w->spread.n == 1 && !h->own && !h->ref.subject) {
        h->ref = (struct be_ref){.item = w->spread.item[0], .hit = -1};
        w->c->now = h->ref;
        w->spread.n = 0;
    }
}

struct be_ref be_spread_next(struct walk *w)
{
    struct be_ref ref = w->c->now;

    if (w->spread.at < w->spread.n)
        ref.item = w->spread.item[w->spread.at++];
    ref.hit = -1;
    w->c->now = ref;
    return ref;
}

static struct be_wordlist EACH = BE_WORDLIST("各", "各有", "各为", "各是", "各计");

/* 轿车、越野车各1辆: a figure that is of each of several. */
bool be_spread_of_each(const struct walk *w, const struct at_hand *h)
{
    return !w->spread.on && w->spread.n > 1 && w->spread.n < BE_SPREAD && be_wordlist_back(&EACH, h->raw) > 0 &&
           (h->f->stat == BE_STAT_COUNT || h->f->stat == BE_STAT_AMOUNT) && !be_span_has(h->label.item, "及");
}

void be_spread_end_part(struct walk *w)
{
    w->spread.on = false;
}

void be_spread_end_sentence(struct walk *w)
{
    w->spread.on = false;
    w->spread.n = 0;
}
