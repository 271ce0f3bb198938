/* clause_note.c - reasons and purposes: where they begin and end, and the figures they are noted at. */
#include "clause_walk.h"

#define NOTE_CHARS 300u          /* purposes and reasons are cut here */

static struct be_wordlist WHY = BE_WORDLIST(
    "主要是因为", "主要是由于", "主要原因", "主要变动原因", "变动原因", "变动的主要原因", "原因", "增加原因", "减少原因",
    "增加的原因", "减少的原因", "增加的主要原因", "减少的主要原因", "增长的主要原因", "下降的主要原因", "主要是", "主要为",
    "主要由于", "主要系", "主要因");
static struct be_wordlist USE = BE_WORDLIST(
    "主要用于", "用于", "主要支出方向", "主要开支内容", "资金用途", "主要是用于");
static struct be_wordlist FRONT_OF_USE = BE_WORDLIST("：", ":", "，", ",", "、");
static struct be_wordlist FRONT_OF_WHY = BE_WORDLIST("分析", "：", ":", "，", ",", "是", "为", "有：", "有:", "有以下几点：", "如下：");
static struct be_wordlist BACK_OF_NOTE = BE_WORDLIST("，", "；", "。", ",", ";");
static struct be_wordlist NO_USE = BE_WORDLIST("以下", "如下");

static struct be_wordlist FIRST = BE_WORDLIST("1、", "1.", "1．", "（1）", "（一）", "①", "一、");

/* 一是…；二是…, 1、…；2、…: a reason of several parts, when next goes on with it. */
static bool enumerates(struct be_span why, struct be_span next)
{
    why = be_span_to(why, 300);
    if (be_span_has(why, "一是"))
        return true;
    while (be_wordlist_strip(&FRONT_OF_WHY, &why))
        continue;
    return be_wordlist_front(&FIRST, why) > 0 && be_label_ordinal(next).len < next.len;
}

static struct be_span cut_note(struct be_span note, struct be_wordlist *front)
{
    while (be_wordlist_strip(front, &note))
        continue;
    while (be_wordlist_strip_back(&BACK_OF_NOTE, &note))
        continue;
    if (be_ends(note, "）") && !be_span_has(note, "（"))
        note.len -= strlen("）");    /* the bracket that the reason stands in */
    return be_span_chars(note, NOTE_CHARS);
}

/* ---- purposes ---- */

void be_use_end(struct walk *w, size_t at)
{
    struct be_span note;

    if (!w->use.on)
        return;
    w->use.on = false;
    for (size_t i = w->use.hits; i < w->cx->hits.n; i++)
        if (w->cx->hits.hit[i].money)
            return;                  /* a list of what was spent on what, not a purpose */
    note = between(w, w->use.from, at);
    be_wordlist_strip(&USE, &note);
    note = cut_note(note, &FRONT_OF_USE);
    if (note.len == 0 || be_wordlist_front(&NO_USE, note) > 0)
        return;
    if (w->use.ref.subject)
        w->c->purpose = note;
    if (w->use.ref.hit < 0)
        return;
    for (size_t i = w->use.hits, n = 0; i-- > (size_t)w->use.ref.hit && n < 12; n++) {
        struct be_hit *hit = &w->cx->hits.hit[i];

        if (hit->stat == BE_STAT_AMOUNT && hit->note.len == 0 &&
            be_span_eq(hit->item, w->cx->hits.hit[w->use.ref.hit].item))
            hit->note = note;
    }
}

void be_use_begin(struct walk *w, size_t at)
{
    be_why_end(w, w->chunk);
    be_use_end(w, w->chunk);
    w->use.on = true;
    w->use.from = at;
    w->use.hits = w->cx->hits.n;
    w->use.part = 0;
    w->use.ref = w->c->now;
}

/* ---- reasons ---- */

static bool is_change(const struct be_hit *hit)
{
    return hit->stat == BE_STAT_CHANGE || hit->stat == BE_STAT_CHANGE_RATE || hit->stat == BE_STAT_COMPLETION;
}

static struct be_wordlist WHOSE = BE_WORDLIST("一般公共预算", "财政拨款", "公共财政", "公共预算", "部门", "单位", "安排的");
static struct be_wordlist KIND = BE_WORDLIST("支出", "决算", "预算", "总额", "合计", "数", "经费", "汇总");

/* “三公” of 一般公共预算财政拨款“三公”经费支出决算. */
static struct be_span core(struct be_span item)
{
    while (be_wordlist_strip(&WHOSE, &item))
        continue;
    while (be_wordlist_strip_back(&KIND, &item))
        continue;
    return item;
}

static bool same_item(struct be_span a, struct be_span b)
{
    a = core(a);
    b = core(b);
    return a.len > 0 && b.len > 0 && (be_span_starts(a, b) || be_span_starts(b, a));
}

/* 决算数小于预算数的原因是…: what has changed against another year has other reasons. */
static bool explains(const struct walk *w, const struct be_hit *hit)
{
    return is_change(hit) && (!w->why.budget || hit->stat == BE_STAT_COMPLETION || hit->base.len == 0 || be_span_has(hit->base, "预算"));
}

/* 公务接待费减少的原因是…, behind the figures of several items: the reason is of those of its own. */
static bool note_named(struct walk *w, struct be_span note)
{
    bool found = false;

    for (size_t i = w->why.hits; w->why.item.len > 0 && i-- > w->hits;) {
        struct be_hit *hit = &w->cx->hits.hit[i];

        if (!explains(w, hit) || !same_item(hit->item, w->why.item))
            continue;
        found = true;
        if (hit->note.len == 0)
            hit->note = note;
    }
    return found;
}

/* Is it of this part, or stands in a bracket behind a figure of it? */
static bool within(const struct walk *w, const struct be_hit *hit, int32_t part)
{
    int32_t parent = hit->parent;

    if (parent != part && parent >= (int32_t)w->hits)
        parent = w->cx->hits.hit[parent].parent;
    return parent == part;
}

void be_why_end(struct walk *w, size_t at)
{
    struct be_span note;
    unsigned own;

    if (!w->why.on)
        return;
    w->why.on = false;
    own = w->why.hits > w->hits && w->cx->hits.hit[w->why.hits - 1].sentence == w->why.sentence ? 0 : 1;
    note = between(w, w->why.from, at);
    do
        note = cut_note(note, &FRONT_OF_WHY);
    while (be_wordlist_strip(&WHY, &note));
    if (note.len > 0 && note_named(w, note))
        return;
    for (size_t i = w->why.hits, n = 0; note.len > 0 && i-- > w->hits && n < 8; n++) {
        struct be_hit *hit = &w->cx->hits.hit[i];

        /* a reason reaches into the sentence before only where it begins its own */
        if (hit->sentence + own < w->why.sentence || hit->note.len > 0)
            break;
        if (w->why.within >= 0 && !within(w, hit, w->why.within))
            break;
        /* in its own sentence a reason reaches back to the last ； */
        if (hit->sentence == w->why.sentence && hit->text.p < w->text.p + w->why.clause)
            break;
        if (explains(w, hit))
            hit->note = note;
    }
}

static struct be_wordlist CHANGED = BE_WORDLIST(
    "大于预算数", "小于预算数", "大于年初预算数", "小于年初预算数", "高于预算数", "低于预算数", "高于年初预算数", "低于年初预算数",
    "大于全年预算数", "小于全年预算数", "差异", "增加", "减少", "增长", "下降", "降低", "上升", "提高", "持平", "变化", "变动", "增减", "增减变化", "增减变动", "的", "主要", "情况", "较大", "有所", "略有");

/* 2025年“三公”经费预算下降的|原因: what has changed. */
static struct be_span changed_item(struct walk *w, struct be_span text)
{
    struct be_cut label;
    size_t len = text.len;

    while (be_wordlist_strip_back(&CHANGED, &text))
        continue;
    if (text.len == len || text.len > BE_LABEL_BYTES)
        return be_span(NULL, 0);
    cut_label(w, &label, text);
    return label.item;
}

static struct be_wordlist APART = BE_WORDLIST(
    "大于预算", "小于预算", "大于年初预算", "小于年初预算", "高于预算", "低于预算", "高于年初预算", "低于年初预算", "大于全年预算", "小于全年预算", "与预算数", "与年初预算数", "与预算差异");

void be_why_begin(struct walk *w, size_t at, struct be_span changed)
{
    be_use_end(w, w->chunk);
    be_why_end(w, w->chunk);
    w->why.on = true;
    w->why.item = changed_item(w, changed);
    w->why.budget = be_wordlist_holds(&APART, changed);
    w->why.brackets = w->lists.brackets;
    w->why.from = at;
    w->why.clause = w->clause;
    w->why.sentence = w->c->sentence;
    w->why.hits = w->cx->hits.n;
    /* 增长7.31%；增加的主要原因是…: a part of nothing but a reason gives that of the part before it */
    if (w->why.hits > w->hits && w->last_end <= w->clause && w->cx->hits.hit[w->why.hits - 1].sentence == w->why.sentence)
        w->why.clause = (size_t)(w->cx->hits.hit[w->why.hits - 1].text.p - w->text.p);
}

/* ---- where the words say so ---- */

/* Where reason and purpose begin and end. */
void be_note_read(struct walk *w, struct be_span chunk, char sep)
{
    size_t at = (size_t)(chunk.p - w->text.p), word;
    long why;

    if (be_starts(chunk, "其中"))
        be_why_end(w, at);           /* 主要是压缩接待费，其中：接待费5万元 */
    if ((word = be_wordlist_front(&USE, chunk)) > 0) {
        be_use_begin(w, at + word);
    } else if ((word = be_wordlist_front(&WHY, chunk)) > 0) {
        be_why_begin(w, at + word, be_span(NULL, 0));
    } else if (be_wordlist_front(&be_against_words, chunk) > 0) {
        be_use_end(w, w->chunk);
        be_why_end(w, w->chunk);
    } else if (chunk.len < 300 && (why = be_span_find(chunk, BE_LIT("原因"))) > 0) {
        be_why_begin(w, sep == ':' ? at + chunk.len : at + (size_t)why + strlen("原因"), be_span_to(chunk, (size_t)why));
    }
}

/* 用于村干部培训；|会议费…, 用于检查接待，|共接待5批次: where a figure's label is none of the purpose. */
void be_use_end_before(struct walk *w, const struct be_cut *label)
{
    if (w->use.part > 0 && label->item.len > 0)
        be_use_end(w, w->use.part);
    else if (be_starts(be_span_from(w->text, w->start), "共"))
        be_use_end(w, w->start);
}

/* 决算减少的|主要原因是在编人员减少5人: the words in front of a figure begin one. */
void be_note_begin(struct walk *w, const struct be_cut *label, const struct be_figure *f)
{
    if (label->why && !w->why.on) {
        const long at = be_span_find(between(w, w->start, f->off), BE_LIT("原因"));
        const size_t reason = w->start + (at < 0 ? 0 : (size_t)at);

        be_why_begin(w, reason, between(w, w->start, reason));
    }
    if (label->use && !w->use.on)
        be_use_begin(w, w->start);
}

/* 原因是厉行节约，与上年相比减少1万元; 原因是车辆更新，公务用车运行费10万元，与上年持平: where
 * figures of the item, or another item, follow a reason or a purpose. */
void be_note_end_before(struct walk *w, const struct be_figure *f, const struct be_cut *label, struct be_span raw)
{
    struct be_span rest = be_span_from(w->text, f->end);

    rest = be_span_from(rest, be_starts(rest, "，") ? 3 : rest.len > 0 && rest.p[0] == ',' ? 1 : rest.len);
    if (label->item.len == 0 ? be_wordlist_front(&be_against_words, raw) > 0
                             : w->why.on && w->start == w->chunk && be_wordlist_front(&be_against_words, rest) > 0) {
        be_why_end(w, w->start);
        be_use_end(w, w->start);
    }
}

/* …减少2万元，其中：接待费减少1万元，主要原因是…；: of the part that the ； ends, not of the whole. */
static void end_why_of_part(struct walk *w, size_t at)
{
    w->why.within = w->lists.depth > 0 ? be_list(w)->parent : -1;
    be_why_end(w, at);
    w->why.within = -1;
}

/* ；ends a reason that is not one of several. */
void be_note_end_part(struct walk *w, size_t at)
{
    if (w->why.on && !enumerates(between(w, w->why.from, at), be_span_from(w->text, w->chunk)))
        end_why_of_part(w, at);
    if (w->use.on && w->use.part == 0)
        w->use.part = at;
}

static struct be_wordlist GOES_ON = BE_WORDLIST("二是", "三是", "四是", "五是", "六是");     /* a reason of several */

/* 其中：A1万元。B决算数小于预算数的主要原因是节约。比上年减少2万元: a sentence of nothing but a reason names what is
 * spoken of. */
static void speak_of_reasons(struct walk *w)
{
    for (size_t i = w->hits; w->first && w->why.item.len > 0 && i < w->why.hits; i++)
        if (w->cx->hits.hit[i].kind == BE_AMOUNT && w->cx->hits.hit[i].money && same_item(w->cx->hits.hit[i].item, w->why.item)) {
            w->c->head = (struct be_ref){.item = w->cx->hits.hit[i].item, .hit = (int32_t)i};
            return;
        }
}

void be_note_end_sentence(struct walk *w, size_t at)
{
    if (w->why.on && w->why.hits == w->cx->hits.n)
        speak_of_reasons(w);
    be_use_end(w, at);
    if (!w->why.on || be_wordlist_front(&GOES_ON, be_span_from(w->text, w->chunk)) == 0)
        be_why_end(w, at);
}
