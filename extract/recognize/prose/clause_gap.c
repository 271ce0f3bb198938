/* clause_gap.c - the words between two figures: where a list, a bracket, a part or a sentence begins and ends. */
#include "clause_walk.h"
#include "../../resolve/facts.h"

#define TITLE_BYTES 120u         /* a first sentence that is only a name is shorter */
#define WAITING_BYTES 90u        /* a label that waits for its figure too */

static struct be_wordlist OPENS_LIST = BE_WORDLIST(
    "其中", "包括", "如下", "方面", "主要有", "分别为", "分别是", "具体为", "具体是", "构成", "情况", "下列", "内容", "说明", "组成");
static struct be_wordlist EDGE = BE_WORDLIST("）", "”", "、", "，", "；");
struct be_wordlist be_walk_compares = BE_WORDLIST("比", "较", "与");

/* ---- lists ---- */

void be_walk_push(struct walk *w, bool bracket, bool open_list)
{
    if (!bracket && w->brackets > w->held && w->brackets <= BE_CLAUSE_DEPTH) {
        be_walk_push(w, true, false);    /* （其中：…）: the list ends with its bracket */
        w->held = w->brackets;
    }
    if (w->depth < BE_CLAUSE_DEPTH)
        w->frame[w->depth++] = (struct frame){.back = w->c->now, .parent = w->c->now.hit, .bracket = bracket, .open_list = open_list, .year = w->c->now.year};
}

void be_walk_pop(struct walk *w)
{
    w->c->now = w->frame[--w->depth].back;
}

static struct be_wordlist GOES_ON = BE_WORDLIST("二是", "三是", "四是", "五是", "六是");     /* a reason of several */

static void end_sentence(struct walk *w, size_t at)
{
    const bool parts = be_starts(be_span_from(w->text, at + strlen("。")), "其中");
    const bool one_year = w->year != 0 && !w->years && (w->c->now.year == 0 || w->c->now.year == w->year);

    be_walk_end_use(w, at);
    if (!w->why || be_wordlist_front(&GOES_ON, be_span_from(w->text, at + strlen("。"))) == 0)
        be_walk_end_why(w, at);
    w->depth = 0;
    w->brackets = w->held = 0;
    w->c->now = w->c->head;
    if (!parts)
        w->base = be_span(NULL, 0);
    w->waiting = be_span(NULL, 0);
    if (!parts || !one_year || w->year == w->cx->facts->year)
        w->year = w->c->as_of;       /* 2019年支出8万元。其中，接待费1万元: of the same year */
    w->part_year = 0;
    w->years = false;
    w->first = true;
    w->spreading = false;
    w->nspread = 0;
    if (!w->c->now.subject || w->whole == 0)
        w->whole = w->c->now.subject && w->c->subject.run > 1 ? 1 : 0;
    w->c->sentence++;
}

/* …减少2万元，其中：接待费减少1万元，主要原因是…；: of the part that the ； ends, not of the whole. */
static void end_why_of_part(struct walk *w, size_t at)
{
    w->why_within = w->depth > 0 ? w->frame[w->depth - 1].parent : -1;
    be_walk_end_why(w, at);
    w->why_within = -1;
}

/* ；ends a list whose parts are parted by commas or 、, and a reason that is not one of several. */
static void end_part(struct walk *w, size_t at)
{
    if (w->why && !be_walk_enumerates(between(w, w->why_from, at), be_span_from(w->text, at + strlen("；"))))
        end_why_of_part(w, at);
    if (w->use && w->use_part == 0)
        w->use_part = at;
    while (w->depth > 0 && (w->frame[w->depth - 1].comma || w->frame[w->depth - 1].row) && !w->frame[w->depth - 1].bracket)
        be_walk_pop(w);
    w->part_year = 0;
    w->spreading = false;
}

/* ---- chunks: words that end at a separator and hold no figure ---- */

/* 与2019年相比， and 2024年，: good for the rest of the sentence. */
static void read_time(struct walk *w, struct be_span chunk)
{
    struct be_cut label;

    if (chunk.len > BE_LABEL_BYTES || chunk.len < 6)
        return;
    if (!be_span_has(chunk, "年") && be_wordlist_front(&be_walk_compares, chunk) == 0)
        return;
    be_walk_label(w, &label, chunk);
    if ((w->why || w->use) && label.item.len > 0)
        return;                      /* 主要是2016年车辆减少: when something else was */
    if (label.base.len > 0)
        w->base = label.base;
    if (label.base.len > 0 && label.item.len > 0 && label.item.len <= WAITING_BYTES && be_label_money(label.item)) {
        w->c->pending = label.item;  /* 会议费与上年相比，减少1万元 */
        w->named = false;
    }
    if (label.year == 0)
        return;
    w->year = label.year;
    w->c->as_of = label.as_of ? label.year : 0;
}

/* Where reason and purpose begin and end. */
static void read_note(struct walk *w, struct be_span chunk, char sep)
{
    size_t at = (size_t)(chunk.p - w->text.p), word;
    long why;

    if ((word = be_wordlist_front(&be_walk_use, chunk)) > 0) {
        be_walk_begin_use(w, at + word);
    } else if ((word = be_wordlist_front(&be_walk_why, chunk)) > 0) {
        be_walk_begin_why(w, at + word, be_span(NULL, 0));
    } else if (be_wordlist_front(&be_walk_compares, chunk) > 0) {
        be_walk_end_use(w, w->chunk);
        be_walk_end_why(w, w->chunk);
    } else if (chunk.len < 300 && (why = be_span_find(chunk, BE_LIT("原因"))) > 0) {
        be_walk_begin_why(w, sep == ':' ? at + chunk.len : at + (size_t)why + strlen("原因"), be_span_to(chunk, (size_t)why));
    }
}

static struct be_wordlist ENDS_WAITING = BE_WORDLIST("支出", "收入", "经费", "费用", "资金", "总额", "预算", "决算", "活动", "活动等");
static struct be_wordlist NO_WAITING = BE_WORDLIST("根据", "按", "由于", "为", "因", "经", "从");

static void read_waiting(struct walk *w, struct be_span chunk)
{
    struct be_cut label;

    w->waiting = be_span(NULL, 0);
    if (w->why || w->use || be_wordlist_back(&ENDS_WAITING, chunk) == 0 || be_wordlist_front(&NO_WAITING, chunk) > 0)
        return;
    be_walk_label(w, &label, chunk);
    if (label.base.len == 0 && label.item.len <= WAITING_BYTES)
        w->waiting = label.item;
}

/* （一）收入预算，2024年年初预算数9万元: a paragraph's first words are but a name. */
static void read_name(struct walk *w, struct be_span chunk)
{
    struct be_span name = be_label_ordinal(chunk);
    struct be_cut label;

    if (name.len == chunk.len || name.len > WAITING_BYTES || be_wordlist_back(&ENDS_WAITING, name) == 0)
        return;
    be_walk_label(w, &label, name);
    if (be_span_eq(label.item, name))
        w->c->pending = name;
}

static struct be_wordlist DIVIDED = BE_WORDLIST("分类", "分", "类别", "性质", "用途", "构成");

/* 按支出用途分类，基本支出9万元: another division of the whole; the subject before it is done. */
static bool divides(struct be_span chunk)
{
    return be_starts(be_label_ordinal(chunk), "按") && chunk.len <= WAITING_BYTES && be_wordlist_back(&DIVIDED, chunk) > 0;
}

static struct be_wordlist BOTH = BE_WORDLIST("收入支出", "收入、支出", "收入和支出", "收入与支出");

/* 收入包括：, 支出包括：: what flows the parts of the list are. */
static enum be_flow flow_of(struct be_span chunk)
{
    if (be_wordlist_front(&BOTH, chunk) > 0)
        return BE_FLOW_NONE;
    return be_starts(chunk, "收入") ? BE_INCOME : be_starts(chunk, "支出") ? BE_EXPENDITURE : BE_FLOW_NONE;
}

static struct be_wordlist PLANNED = BE_WORDLIST("预算金额", "预算资金", "预算安排", "预算规模", "预算总额", "预算");

void be_walk_end_chunk(struct walk *w, size_t at, char sep)
{
    struct be_span chunk = between(w, w->chunk, at);
    struct be_cut label;

    while (be_wordlist_strip(&EDGE, &chunk))
        continue;
    if (chunk.len == 0)
        return;
    if ((sep == ',' || sep == ':') && divides(chunk)) {
        w->depth = 0;
        w->c->pending = be_span(NULL, 0);
        if (w->c->now.subject || w->c->head.subject)
            w->c->now = w->c->head = (struct be_ref){.hit = -1};
        w->c->subject = (struct be_subject){0};
        be_walk_push(w, false, false);       /* its parts, of which none is what the sentence is about */
        w->first = false;
        return;
    }
    read_note(w, chunk, sep);
    if (sep == ',' && (be_span_is(chunk, "其中") || (be_span_is(chunk, "中") && w->last_end == w->chunk))) {
        be_walk_push(w, false, false);
        return;
    }
    if (sep == ',' && w->chunk == 0)
        read_name(w, chunk);
    if (sep == ',') {
        read_time(w, chunk);
        read_waiting(w, chunk);
    }
    if (sep != ':')
        return;
    if (w->use || be_wordlist_back(&OPENS_LIST, chunk) > 0) {
        be_walk_push(w, false, be_starts(chunk, "主要"));
        w->frame[w->depth - 1].flow = flow_of(be_label_ordinal(chunk));
    } else if (!w->why) {
        be_walk_label(w, &label, chunk);
        if (label.item.len > 0 && label.item.len <= WAITING_BYTES) {
            w->c->pending = label.item;
            w->named = true;
        }
        w->planned = label.item.len == 0 && be_wordlist_is(&PLANNED, chunk);
        if (label.year != 0)
            read_time(w, chunk);
    }
}

/* 1、一般公共服务支出。年初预算数为100万元: a first sentence that is only a name. */
static void read_title(struct walk *w, size_t at)
{
    struct be_span title = between(w, 0, at);
    struct be_cut label;

    if (title.len > TITLE_BYTES || w->cx->hits.n > w->hits || w->c->now.subject)
        return;
    be_walk_label(w, &label, title);
    if (label.item.len > 0 && label.item.len <= WAITING_BYTES && label.base.len == 0 && !label.why) {
        w->c->pending = label.item;
        w->named = false;
    }
}

/* ---- separators ---- */

static void separator(struct walk *w, size_t at, size_t len, char sep)
{
    bool title = sep == '.' && w->chunk == 0;

    if (sep == '.' && at > w->chunk && w->c->head.hit >= 0)
        w->c->pending = be_span(NULL, 0);    /* 结转事项：设备尾款。: words, and no figure came */
    be_walk_end_chunk(w, at, sep);
    w->chunk = w->start = at + len;
    if (sep == ';') {
        if (be_label_ordinal(be_span_from(w->text, w->chunk)).len < w->text.len - w->chunk)
            w->c->pending = be_span(NULL, 0);    /* （1）项目概述：河道清淤；（2）预算安排：5万元 */
        end_part(w, at);
        w->clause = w->chunk;
    } else if (sep == '.') {
        end_sentence(w, at);
        if (title)
            read_title(w, at);
        w->clause = w->chunk;
    }
}

static void open_bracket(struct walk *w, size_t at)
{
    if (w->brackets < BE_CLAUSE_DEPTH)
        w->bracket[w->brackets] = w->start;
    w->brackets++;
    w->start = w->chunk = at + 3;
}

void be_clause_unit(struct be_carry *carry, struct be_span unit)
{
    static const char UNIT[][8] = {"万元", "亿元", "元"};    /* arrays: no unit in a text or pattern begins there */

    for (size_t i = 0; i < 3; i++)
        if (be_span_is(unit, UNIT[i]))
            carry->unit = be_span_of(UNIT[i]);
}

static struct be_wordlist UNIT_LABEL = BE_WORDLIST("单位：", "单位:");

/* 支出情况（单位：万元）：工资福利支出1.2、商品和服务支出3.4: of all that follows. */
static void read_unit(struct walk *w, size_t at)
{
    struct be_span unit = between(w, at < 32 ? 0 : at - 32, at);

    for (size_t i = 0; i < unit.len; i++) {
        const size_t label = be_wordlist_front(&UNIT_LABEL, be_span_from(unit, i));

        if (label > 0)
            be_clause_unit(w->c, be_span_from(unit, i + label));
    }
}

static void close_bracket(struct walk *w, size_t at)
{
    bool bracket = false;

    if (w->brackets == 0)
        return;
    if (w->held == w->brackets && !w->why && w->last_end <= w->chunk)
        read_note(w, between(w, w->chunk, at), ',');
    w->brackets--;
    if (w->why && w->why_brackets > w->brackets && w->held > w->brackets)
        be_walk_end_why(w, at);          /* （运行费2万元，减少1万元，原因是报废车辆） */
    if (w->held > w->brackets) {         /* figures stood in it: it is no part of a label */
        w->held = w->brackets;
        while (w->depth > 0 && !bracket) {
            bracket = w->frame[w->depth - 1].bracket;
            be_walk_pop(w);
        }
        w->start = w->chunk = at + 3;
    } else if (w->brackets < BE_CLAUSE_DEPTH) {
        w->start = w->chunk = w->bracket[w->brackets];
        read_unit(w, at);
    }
}

/* ASCII , and . part only what is not a number. */
static void ascii(struct walk *w, size_t i)
{
    const char *t = w->text.p;
    bool number = i > 0 && i + 1 < w->text.len && be_is_digit(t[i - 1]) && be_is_digit(t[i + 1]);

    if ((t[i] == ',' && !number) || t[i] == ';' || t[i] == ':')
        separator(w, i, 1, t[i]);
    else if (t[i] == '.' && i > 0 && ((unsigned char)t[i - 1] & 0x80) != 0)
        separator(w, i, 1, '.');
}

void be_walk_gap(struct walk *w, size_t from, size_t to)
{
    const char *t = w->text.p;

    for (size_t i = from; i < to; i++) {
        while (i < to && (unsigned char)(t[i] - 0xE4) < 0xEF - 0xE4)
            i += 3;              /* all Chinese characters; no separator begins so */
        if (i >= to)
            return;
        if ((unsigned char)t[i] < 0x80) {
            ascii(w, i);
        } else if ((unsigned char)t[i] >= 0xE0 && i + 2 < w->text.len) {
            if (memcmp(t + i, "。", 3) == 0) {
                separator(w, i, 3, '.');
            } else if ((unsigned char)t[i] == 0xEF && (unsigned char)t[i + 1] == 0xBC) {
                switch ((unsigned char)t[i + 2]) {
                case 0x8C: separator(w, i, 3, ','); break;
                case 0x9A: separator(w, i, 3, ':'); break;
                case 0x9B: separator(w, i, 3, ';'); break;
                case 0x81: case 0x9F: separator(w, i, 3, '.'); break; /* ！？ */
                case 0x88: open_bracket(w, i); break;
                case 0x89: close_bracket(w, i); break;
                default: break;
                }
            }
            i += 2;
        }
    }
}
