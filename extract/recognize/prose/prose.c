#include "prose.h"
#include "clause.h"
#include "label.h"
#include "nil.h"
#include "term.h"
#include "topic.h"
#include "../../base/wordlist.h"
#include "../../resolve/codebook.h"
#include "../../resolve/facts.h"
#include "../../resolve/sense.h"
#include <stdlib.h>

/* What the carry's spans point to between two paragraphs. */
enum { OWN_NOW, OWN_HEAD, OWN_PENDING, OWN_PURPOSE, OWN_PROJECT, OWN_NAME, OWN_CODE = OWN_NAME + 3, OWN_SPANS = OWN_CODE + 3 };

enum script { SCRIPT_UNKNOWN, SCRIPT_SIMPLIFIED, SCRIPT_TRADITIONAL };

struct be_prose {
    struct be_carry carry;       /* its spans are good during be_prose_find only */
    struct be_terms terms;
    char text[OWN_SPANS][BE_PROSE_NAME];
    size_t len[OWN_SPANS];
    bool fresh;                  /* no paragraph since the heading */
    enum script script;
};

struct be_prose *be_prose_new(void)
{
    return calloc(1, sizeof(struct be_prose));
}

void be_prose_free(struct be_prose *prose)
{
    free(prose);
}

void be_prose_reset(struct be_prose *prose)
{
    memset(prose, 0, sizeof *prose);
}

static struct be_span *owned(struct be_carry *c, size_t i)
{
#define AT(member) offsetof(struct be_carry, member)
    static const size_t PLACE[OWN_SPANS] = {
        AT(now.item), AT(head.item), AT(pending), AT(purpose), AT(project), AT(subject.name[0]), AT(subject.name[1]), AT(subject.name[2]),
        AT(subject.code[0]), AT(subject.code[1]), AT(subject.code[2]),
    };
#undef AT

    return (struct be_span *)(void *)((char *)c + PLACE[i]);
}

static void keep(struct be_prose *prose)
{
    for (size_t i = 0; i < OWN_SPANS; i++) {
        struct be_span whole = *owned(&prose->carry, i), text = be_span_to(whole, BE_PROSE_NAME);

        while (text.len > 0 && text.len < whole.len && ((unsigned char)text.p[text.len] & 0xC0) == 0x80)
            text.len--;              /* not in the middle of a character */
        if (text.len > 0)
            memmove(prose->text[i], text.p, text.len);
        prose->len[i] = text.len;
    }
}

/* Copies into the arena: hits point to them until the window is done. */
static bool recall(struct be_prose *prose, struct be_arena *arena)
{
    for (size_t i = 0; i < OWN_SPANS; i++) {
        struct be_span *to = owned(&prose->carry, i);

        *to = be_span(NULL, 0);
        if (prose->len[i] > 0)
            *to = be_arena_copy(arena, be_span(prose->text[i], prose->len[i]));
    }
    prose->carry.now.code = prose->carry.head.code = be_span(NULL, 0); /* not carried */
    prose->carry.now.source = prose->carry.head.source = be_span(NULL, 0);
    return !be_arena_failed(arena);
}

void be_prose_heading(struct be_prose *prose)
{
    uint32_t sentence = prose->carry.sentence;

    prose->fresh = true;
    memset(prose->len, 0, sizeof prose->len);
    prose->carry = (struct be_carry){.sentence = sentence + 1};
    prose->terms.len[0] = prose->terms.len[1] = 0;
}

void be_prose_unit(struct be_prose *prose, struct be_span unit)
{
    be_clause_unit(&prose->carry, unit);
}

/* Digits, 万元 behind Chinese numerals, 百分之 in front of them, 持平: without any of them there is no figure. */
static bool may_hold_figure(struct be_span text)
{
    return be_span_digit_from(text, 0) < text.len || be_span_has(text, "万元") || be_span_has(text, "亿元") ||
           be_span_has(text, "百分之") || be_span_has(text, "持平");
}

static struct be_wordlist BEHIND_PROJECT = BE_WORDLIST(
    "绩效目标完成情况", "绩效目标实际完成情况", "绩效完成情况", "绩效自评情况", "绩效自评结果", "绩效自评", "自评情况", "自评结果",
    "自评", "绩效评价", "绩效", "情况", "支出");
static struct be_wordlist ENDS_PART = BE_WORDLIST("。", "；", "，", "：", "、");

static struct be_wordlist PROJECT_NAME = BE_WORDLIST("项目名称：", "项目名称:");

/* “职业技能鉴定”项目: what stands in the marks. */
static struct be_span unquoted(struct be_span name)
{
    if (be_starts(name, "“") && be_ends(name, "”项目"))
        name.len -= strlen("项目");
    if (be_starts(name, "“") && be_ends(name, "”"))
        name = be_span(name.p + 3, name.len - 6);
    return name;
}

static struct be_wordlist NO_PROJECT = BE_WORDLIST("本", "该", "各", "每", "全部", "所有", "上述", "以上", "单个", "部门");

/* 一是图书购置项目自评得分为98分: named by the words in front of its score. */
static struct be_span scored_project(struct be_span text)
{
    long at = be_span_find(text, BE_LIT("评得分"));
    struct be_span name = be_span_to(text, at < 0 ? 0 : (size_t)at + strlen("评"));

    while (be_wordlist_strip_back(&BEHIND_PROJECT, &name))
        continue;
    name = be_label_ordinal(be_span_trim(name));
    if (name.len <= strlen("项目") || name.len > BE_PROSE_NAME || !be_ends(name, "项目") ||
        be_wordlist_holds(&ENDS_PART, name) || be_wordlist_front(&NO_PROJECT, name) > 0 || be_span_digit_from(name, 0) < name.len)
        return be_span(NULL, 0);
    return unquoted(name);
}

static struct be_wordlist BEHIND_NUMBER = BE_WORDLIST("：", ":");
static struct be_wordlist NUMBER = BE_WORDLIST("一", "二", "三", "四", "五", "六", "七", "八", "九", "十");

/* 项目一：河道清淤, 项目2：河道清淤, 项目：河道清淤: a line of nothing but a project's name. */
static struct be_span listed_project(struct be_span text)
{
    struct be_span name = be_span_from(text, strlen("项目"));

    for (;;)
        if (name.len > 0 && be_is_digit(name.p[0]))
            name = be_span_from(name, 1);
        else if (!be_wordlist_strip(&NUMBER, &name))
            break;
    if (!be_wordlist_strip(&BEHIND_NUMBER, &name) || name.len == 0 || name.len > BE_PROSE_NAME || be_wordlist_holds(&ENDS_PART, name))
        return be_span(NULL, 0);
    return be_span_has(name, "万元") ? be_span(NULL, 0) : unquoted(name);
}

/* 职业技能鉴定经费项目绩效目标完成情况综述, 项目名称：职业技能鉴定经费: the project that the figures
 * behind it are of. */
static struct be_span find_project(struct be_span text, uint32_t has)
{
    long at = (has & BE_HAS_PROJECT) == 0 ? -1 : be_span_find(text, BE_LIT("综述"));
    struct be_span name, rest;

    if (be_starts(text, "项目") && (name = listed_project(text)).len > 0)
        return name;
    if ((has & BE_HAS_PROJECT) == 0)
        return be_span(NULL, 0);     /* nearly always */
    if (at < 0 && !be_span_has(be_span_to(text, 60), "项目名称"))
        return scored_project(text);
    name = be_label_ordinal(text);
    if (be_wordlist_strip(&PROJECT_NAME, &name)) {
        while (be_wordlist_strip_back(&ENDS_PART, &name))
            continue;
        return name.len > BE_PROSE_NAME || be_span_has(name, "。") ? be_span(NULL, 0) : name;
    }
    if (at <= 0)
        return be_span(NULL, 0);
    name = rest = be_span_to(text, (size_t)at);
    while (rest.len > 0 && be_wordlist_back(&ENDS_PART, rest) == 0)
        rest.len -= be_char_before(rest.p, rest.p + rest.len);
    name = be_span_from(name, rest.len);
    while (be_wordlist_strip_back(&BEHIND_PROJECT, &name))
        continue;
    name = be_label_ordinal(name);
    name = unquoted(name);
    return name.len > BE_PROSE_NAME ? be_span(NULL, 0) : name;
}

/* What the heading above says for the paragraphs below it: a subject's levels, a project. */
static void read_heading(struct be_context *cx, struct be_span title, struct be_carry *carry)
{
    struct be_span project = find_project(title, UINT32_MAX);
    struct be_mark mark;
    size_t from = 0;

    if (project.len > 0)
        carry->project = project;
    if (title.len > 300 || !be_subject_any(title))
        return;
    while (be_mark_next(&mark, cx->matcher, title, from, 0)) {
        be_subject_take(&carry->subject, &mark, be_span(title.p + from, mark.off - from), from == 0);
        from = mark.end;
    }
    if (carry->subject.known)
        carry->now = carry->head = (struct be_ref){.subject = true, .hit = -1};
}

/* ---- traditional characters: read as simplified ones, shown as published ---- */

struct reading {
    struct be_span shown, read;  /* of the same length; equal when nothing had to be simplified */
};

static struct be_wordlist TRADITIONAL = BE_WORDLIST("萬", "預", "決", "經", "費", "財", "撥", "資", "機", "營", "員", "無");
static struct be_wordlist SIMPLIFIED = BE_WORDLIST("万", "预", "决", "经", "费", "财", "拨", "资", "机", "营", "员", "无");

/* A document is in one script; the first paragraph that shows which decides. */
static bool is_traditional(enum script *script, struct be_span text)
{
    text = be_span_to(text, 3000);
    if (*script == SCRIPT_UNKNOWN && be_wordlist_holds(&TRADITIONAL, text))
        *script = SCRIPT_TRADITIONAL;
    else if (*script == SCRIPT_UNKNOWN && be_wordlist_holds(&SIMPLIFIED, text))
        *script = SCRIPT_SIMPLIFIED;
    return *script == SCRIPT_TRADITIONAL;
}

static bool simplify(struct reading *out, struct be_context *cx, enum script *script, struct be_span text)
{
    char *p;

    *out = (struct reading){text, text};
    if (!is_traditional(script, text))
        return true;
    p = be_arena_room(cx->arena, text.len);
    if (p == NULL)
        return false;
    be_traditional_text(be_codebook_traditional(cx->model->codebook), text, p);
    out->read = be_span(p, text.len);
    return true;
}

/* What stands in the text, when this stands in what was published: 無 is of no class, 无 is. */
static uint32_t of_reading(const struct reading *r, uint32_t has)
{
    return r->shown.p == r->read.p ? has : UINT32_MAX;
}

static void show(const struct reading *r, struct be_span *text)
{
    if (text->len > 0 && text->p >= r->read.p && text->p < r->read.p + r->read.len)
        text->p = r->shown.p + (text->p - r->read.p);
}

/* Measures and units stay as the patterns give them; all that is a document's own is shown. */
static void show_hits(const struct reading *r, struct be_hits *hits, size_t from)
{
    if (r->shown.p == r->read.p)
        return;
    for (size_t i = from; i < hits->n; i++) {
        struct be_hit *hit = &hits->hit[i];

        show(r, &hit->item);
        for (size_t k = 0; k < 3; k++)
            show(r, &hit->level[k]);
        show(r, &hit->base);
        show(r, &hit->note);
        show(r, &hit->project);
        show(r, &hit->text);
    }
}

/* ---- one paragraph ---- */

/* 行政经费及“三公”经费: running costs have a topic of their own below a heading that names both. */
static void name_running(struct be_hits *hits, size_t from)
{
    for (size_t i = from; i < hits->n; i++)
        if (be_span_has(hits->hit[i].item, "机关运行"))
            hits->hit[i].topic = BE_TOPIC_RUNNING;
}

static enum be_status find_figures(struct be_context *cx, const struct be_block *block, const struct be_place *place,
                                   struct be_prose *prose)
{
    struct be_squeezed squeezed;
    struct be_clause_text text = {.squeezed = &squeezed, .block = block, .place = place};
    size_t from = cx->hits.n;
    struct be_span project;
    struct reading reading;
    enum be_status rc;

    if (!be_squeeze(&squeezed, block->text.text, cx->arena) || !recall(prose, cx->arena) ||
        !simplify(&reading, cx, &prose->script, squeezed.text))
        return BE_ENOMEM;
    squeezed.text = reading.read;
    text.agency = cx->facts->agency;
    if (prose->fresh)
        read_heading(cx, place->section, &prose->carry);
    prose->fresh = false;
    project = find_project(squeezed.text, of_reading(&reading, block->has));
    if (project.len > 0)
        prose->carry.project = project;
    rc = be_clause_find(cx, &text, &prose->carry);
    if (be_topic_is_open(place))
        be_topic_name(cx, place, squeezed.text, from);
    if (place->topic == BE_TOPIC_SANGONG)
        name_running(&cx->hits, from);
    show_hits(&reading, &cx->hits, from);
    for (size_t i = 0; reading.shown.p != reading.read.p && i < OWN_SPANS; i++)
        show(&reading, owned(&prose->carry, i));
    keep(prose);
    return rc;
}

/* A line that names a project and holds no figure: those below it are the project's, and no longer of
 * what the lines above were of. */
static enum be_status read_project(struct be_context *cx, const struct be_block *block, struct be_prose *prose)
{
    struct be_squeezed squeezed;
    struct be_span project;

    if ((block->has & BE_HAS_PROJECT) == 0 && !be_starts(block->text.text, "项目"))
        return BE_OK;
    if (!be_squeeze(&squeezed, block->text.text, cx->arena))
        return BE_ENOMEM;
    project = find_project(squeezed.text, block->has);
    if (project.len == 0)
        return BE_OK;
    if (!recall(prose, cx->arena))
        return BE_ENOMEM;
    prose->carry.project = project;
    prose->carry.pending = be_span(NULL, 0);
    prose->carry.now = prose->carry.head = (struct be_ref){.hit = -1};
    keep(prose);
    return BE_OK;
}

static enum be_status find_term(struct be_context *cx, const struct be_block *block, struct be_prose *prose)
{
    struct be_block plain = *block;
    size_t from = cx->hits.n;
    struct reading reading;
    enum be_status rc;

    if (!simplify(&reading, cx, &prose->script, block->text.text))
        return BE_ENOMEM;
    plain.text.text = reading.read;
    plain.has = of_reading(&reading, block->has);
    rc = be_term_find(cx, &plain, &prose->terms);
    show_hits(&reading, &cx->hits, from);
    return rc;
}

#define BARE_BYTES 9u    /* 无。 above all headings is of nothing in particular */

static enum be_status find_nil(struct be_context *cx, enum script *script, struct be_span text, uint32_t has,
                               const struct be_joined *joined, uint64_t no)
{
    size_t from = cx->hits.n;
    struct reading reading;
    enum be_status rc;

    if (!simplify(&reading, cx, script, text))
        return BE_ENOMEM;
    rc = be_nil_find(cx, reading.read, of_reading(&reading, has), joined, no);
    show_hits(&reading, &cx->hits, from);
    return rc;
}

/* Statements of nothing [from, mid) and figures [mid, n) in the order of their lines. */
static enum be_status in_reading_order(struct be_hits *hits, size_t from, size_t mid, struct be_arena *arena)
{
    size_t n = hits->n - from, nil = from, figure = mid;
    struct be_hit *merged;
    int32_t *to;

    if (mid == from || mid == hits->n || hits->hit[mid - 1].line < hits->hit[mid].line)
        return BE_OK;
    merged = be_arena_room(arena, n * sizeof *merged);
    to = be_arena_room(arena, n * sizeof *to);
    if (merged == NULL || to == NULL)
        return BE_ENOMEM;
    for (size_t i = 0; i < n; i++) {
        bool first = figure == hits->n || (nil < mid && hits->hit[nil].line < hits->hit[figure].line);
        size_t *next = first ? &nil : &figure;

        to[*next - from] = (int32_t)(from + i);
        merged[i] = hits->hit[(*next)++];
    }
    for (size_t i = 0; i < n; i++)       /* parents are named by their place */
        if (merged[i].parent >= (int32_t)from)
            merged[i].parent = to[(size_t)merged[i].parent - from];
    memcpy(hits->hit + from, merged, n * sizeof *merged);
    return BE_OK;
}

enum be_status be_prose_find(struct be_context *cx, const struct be_block *block, const struct be_place *place,
                             struct be_prose *prose)
{
    struct be_span text = block->text.text;
    size_t from = cx->hits.n, mid;
    enum be_status rc;

    if (text.len == 0)
        return BE_OK;
    if (place->glossary)
        return be_makes(cx, BE_TERM) ? find_term(cx, block, prose) : BE_OK;
    rc = place->duties || !be_makes(cx, BE_NIL) || (place->section.len == 0 && text.len <= BARE_BYTES)
             ? BE_OK : find_nil(cx, &prose->script, text, block->has, &block->text, 0);
    mid = cx->hits.n;
    if (rc == BE_OK && place->figures && (may_hold_figure(text) || ((block->has & BE_HAS_CLOSE) != 0 && be_subject_any(text))))
        rc = find_figures(cx, block, place, prose);
    else if (rc == BE_OK && place->figures)
        rc = read_project(cx, block, prose);
    return rc == BE_OK ? in_reading_order(&cx->hits, from, mid, cx->arena) : rc;
}

enum be_status be_prose_remark(struct be_context *cx, struct be_span remark, uint64_t no)
{
    enum script script = SCRIPT_UNKNOWN;

    return find_nil(cx, &script, remark, be_letters(remark), NULL, no);
}
