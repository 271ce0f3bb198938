/* clause_wait.c - labels that wait for their figure: 收入预算：, …的公用经费支出，|合计100万元. */
#include "clause_walk.h"

#define TITLE_BYTES 120u         /* a first sentence that is only a name is shorter */

static struct be_wordlist ENDS_WAITING = BE_WORDLIST("支出", "收入", "经费", "费用", "资金", "总额", "预算", "决算", "活动", "活动等");
static struct be_wordlist NO_WAITING = BE_WORDLIST("根据", "按", "由于", "为", "因", "经", "从");

void be_wait_for(struct walk *w, struct be_span item, bool named)
{
    w->c->pending = item;
    w->waiting.named = named;
}

void be_wait_drop(struct walk *w)
{
    w->c->pending = be_span(NULL, 0);
}

/* 举办论坛、赛事活动，|开支0万元: words before a comma that name money. */
static void read_money(struct walk *w, struct be_span chunk)
{
    struct be_cut label;

    w->waiting.money = be_span(NULL, 0);
    if (w->why.on || (w->use.on && w->use.part == 0) || be_wordlist_back(&ENDS_WAITING, chunk) == 0 || be_wordlist_front(&NO_WAITING, chunk) > 0)
        return;
    cut_label(w, &label, chunk);
    if (label.base.len == 0 && label.item.len <= BE_WAITING_BYTES)
        w->waiting.money = label.item;
}

#define MONEY_BYTES 40u          /* 2024年年初预算安排 is shorter */

static struct be_wordlist MONEY = BE_WORDLIST("预算", "决算", "安排", "支出");

/* …，|预算安排9万元: nothing but words for money up to the figure. */
static bool money_follows(const struct walk *w, struct be_span chunk)
{
    struct be_span rest = be_span_from(w->text, (size_t)(chunk.p - w->text.p) + chunk.len);
    size_t n;

    if (be_starts(rest, "，"))
        rest = be_span_from(rest, strlen("，"));
    if (be_starts_year(rest))
        rest = be_span_from(rest, strlen("2024年"));
    for (n = 0; n < rest.len && n <= MONEY_BYTES && !be_is_digit(rest.p[n]); n++)
        continue;
    rest = be_span_to(rest, n);
    return rest.len > 0 && rest.len <= MONEY_BYTES && be_wordlist_holds(&MONEY, rest) && be_label_neutral(rest, true);
}

/* （一）收入预算，2024年年初预算数9万元; 3、劳动监察，预算安排9万元: a paragraph's first words are but a name. */
static void read_name(struct walk *w, struct be_span chunk)
{
    struct be_span name = be_label_ordinal(chunk);
    struct be_cut label;

    if (name.len == chunk.len || name.len > BE_LABEL_BYTES)
        return;
    if ((name.len > BE_WAITING_BYTES || be_wordlist_back(&ENDS_WAITING, name) == 0) && !money_follows(w, chunk))
        return;
    cut_label(w, &label, name);
    if (!be_span_eq(label.item, name))
        return;
    be_wait_for(w, name, false);
    if (w->c->now.subject && w->run.mark_end == 0)
        w->c->now = (struct be_ref){.hit = -1};       /* 2.劳动监察，预算5万元: not of the subject above */
}

static struct be_wordlist ALL_IS = BE_WORDLIST("全部为", "全部是", "均为", "全为");

/* 本年收入8万元，全部为财政拨款收入，占本年收入的100%: all of it has another name. */
static void read_whole(struct walk *w, struct be_span chunk)
{
    const size_t n = be_wordlist_front(&ALL_IS, chunk);
    struct be_cut label;

    if (n == 0 || w->last_end + strlen("，") != w->chunk || !w->last.money || chunk.len > BE_WAITING_BYTES)
        return;
    cut_label(w, &label, be_span_from(chunk, n));
    if (be_label_money(label.item))
        be_wait_for(w, label.item, false);
}

static struct be_wordlist HAPPENED = BE_WORDLIST(
    "完工", "完成", "竣工", "结束", "取消", "调整", "停止", "终止", "划转", "划出", "划入", "转入", "转出", "转为", "到期", "不再", "未安排", "启动",
    "开工", "压减", "核减", "上调", "下调", "提标");
static struct be_wordlist OF_WORKS = BE_WORDLIST("项目", "工程");

/* 二是办公用房维修项目完工，减少20万元: what a reason says happened to. */
static void read_happened(struct walk *w, struct be_span chunk)
{
    const struct be_span reason = be_label_ordinal(chunk);
    struct be_span name = reason;

    if (!w->why.on || reason.len == chunk.len || reason.len > BE_WAITING_BYTES)
        return;
    while (name.len > 0 && be_wordlist_front(&HAPPENED, name) == 0)
        name = be_span_from(name, be_char_len(name.p, name.p + name.len));
    if (name.len == 0)
        return;
    name = be_span_to(reason, reason.len - name.len);
    if (name.len > strlen("项目") && (be_label_money(name) || be_wordlist_back(&OF_WORKS, name) > 0))
        be_wait_for(w, name, false);
}

void be_wait_comma(struct walk *w, struct be_span chunk)
{
    read_whole(w, chunk);
    read_happened(w, chunk);
    if (w->chunk == 0)
        read_name(w, chunk);
    be_time_read(w, chunk);
    read_money(w, chunk);
}

/* 1、一般公共服务支出。年初预算数为100万元: a first sentence that is only a name. */
void be_wait_title(struct walk *w, size_t at)
{
    struct be_span title = between(w, 0, at);
    struct be_cut label;

    if (title.len > TITLE_BYTES || w->cx->hits.n > w->hits || w->c->now.subject)
        return;
    cut_label(w, &label, title);
    if (label.item.len > 0 && label.item.len <= BE_WAITING_BYTES && label.base.len == 0 && !label.why)
        be_wait_for(w, label.item, false);
}

static struct be_wordlist PLANNED = BE_WORDLIST("预算金额", "预算资金", "预算安排", "预算规模", "预算总额", "预算");

/* 收入预算：: what stands before a colon. */
void be_wait_colon(struct walk *w, struct be_span chunk)
{
    struct be_cut label;

    cut_label(w, &label, chunk);
    if (label.item.len > 0 && label.item.len <= BE_WAITING_BYTES)
        be_wait_for(w, label.item, true);
    w->waiting.planned = label.item.len == 0 && be_wordlist_is(&PLANNED, chunk);
    if (label.year != 0)
        be_time_read(w, chunk);
}

/* …安排的公用经费支出，合计100万元: what is summed up stands before the comma. */
void be_wait_take(struct walk *w, const struct be_figure *f, struct be_cut *label, struct be_span raw)
{
    bool spent = label->item.len == 0 && be_ends(raw, "开支");      /* 举办论坛、赛事活动，开支0万元 */

    if (f->money && w->waiting.money.len > 0 && (spent || be_span_is(label->item, "合计")) && w->lists.depth == 0)
        label->item = w->waiting.money;
    w->waiting.money = be_span(NULL, 0);
}

void be_wait_end_sentence(struct walk *w)
{
    w->waiting.money = be_span(NULL, 0);
}

void be_wait_end_paragraph(struct walk *w)
{
    if (w->waiting.named && !be_ends(w->text, "：") && !be_ends(w->text, ":"))
        be_wait_drop(w);             /* 设立依据：财行28号: its words are here, no figure will come */
}
