#include "prose.h"
#include "clause.h"
#include "label.h"
#include "nil.h"
#include "term.h"
#include "../resolve/facts.h"
#include <stdlib.h>

/* What the carry's spans point to between two paragraphs. */
enum { OWN_NOW, OWN_HEAD, OWN_PENDING, OWN_PURPOSE, OWN_PROJECT, OWN_NAME, OWN_CODE = OWN_NAME + 3, OWN_SPANS = OWN_CODE + 3 };

struct be_prose {
    struct be_carry carry;       /* its spans are good during be_prose_find only */
    struct be_terms terms;
    char text[OWN_SPANS][BE_PROSE_NAME];
    size_t len[OWN_SPANS];
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
    switch (i) {
    case OWN_NOW: return &c->now.item;
    case OWN_HEAD: return &c->head.item;
    case OWN_PENDING: return &c->pending;
    case OWN_PURPOSE: return &c->purpose;
    case OWN_PROJECT: return &c->project;
    default: return i < OWN_CODE ? &c->subject.name[i - OWN_NAME] : &c->subject.code[i - OWN_CODE];
    }
}

static void keep(struct be_prose *prose)
{
    for (size_t i = 0; i < OWN_SPANS; i++) {
        struct be_span text = *owned(&prose->carry, i);

        while (text.len > BE_PROSE_NAME || (text.len > 0 && text.len < owned(&prose->carry, i)->len && ((unsigned char)text.p[text.len] & 0xC0) == 0x80))
            text.len = text.len > BE_PROSE_NAME ? BE_PROSE_NAME : text.len - 1;
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
    return !be_arena_failed(arena);
}

void be_prose_heading(struct be_prose *prose, struct be_span title)
{
    uint32_t sentence = prose->carry.sentence;

    (void)title;
    memset(prose->len, 0, sizeof prose->len);
    prose->carry = (struct be_carry){.sentence = sentence + 1};
    prose->terms.len[0] = prose->terms.len[1] = 0;
}

/* Digits, 万元 behind Chinese numerals, 持平: without any of them there is no figure. */
static bool may_hold_figure(struct be_span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.p[i] >= '0' && text.p[i] <= '9')
            return true;
    return be_span_find(text, BE_LIT("万元")) >= 0 || be_span_find(text, BE_LIT("亿元")) >= 0 ||
           be_span_find(text, BE_LIT("持平")) >= 0;
}

/* 职业技能鉴定经费项目绩效目标完成情况综述: the project that the figures behind it are of. */
static struct be_span find_project(struct be_span text)
{
    static const char *const BEHIND[] = {
        "绩效目标完成情况", "绩效目标实际完成情况", "绩效完成情况", "绩效自评情况", "绩效自评结果", "绩效自评", "自评情况", "自评结果", "自评", "绩效评价", "绩效", "情况", "支出",
    };
    static const char *const STOP[] = {"。", "；", "，", "：", "、"};
    long at = be_span_find(text, BE_LIT("综述"));
    struct be_span name;
    bool again = true;

    if (at <= 0)
        return be_span(NULL, 0);
    name = be_span_to(text, (size_t)at);
    for (size_t i = name.len; i >= 3; i--)
        for (size_t k = 0; k < sizeof STOP / sizeof *STOP; k++)
            if (memcmp(name.p + i - 3, STOP[k], 3) == 0) {
                name = be_span_from(name, i);
                i = 3;
                break;
            }
    while (again) {
        again = false;
        for (size_t k = 0; k < sizeof BEHIND / sizeof *BEHIND; k++)
            if (be_span_ends(name, be_span_of(BEHIND[k]))) {
                name.len -= strlen(BEHIND[k]);
                again = true;
            }
    }
    name = be_label_ordinal(name);
    if (be_span_starts(name, BE_LIT("“")) && be_span_ends(name, BE_LIT("”")))
        name = be_span(name.p + 3, name.len - 6);
    return name.len > 240 ? be_span(NULL, 0) : name;
}

static enum be_status find_figures(struct be_context *cx, const struct be_block *block, const struct be_place *place, struct be_prose *prose)
{
    struct be_squeezed squeezed;
    struct be_clause_text text = {.squeezed = &squeezed, .block = block, .place = place};
    struct be_span project;
    enum be_status rc;

    if (!be_squeeze(&squeezed, block->text.text, cx->arena) || !recall(prose, cx->arena))
        return BE_ENOMEM;
    text.agency = cx->facts == NULL ? be_span(NULL, 0) : cx->facts->agency;
    project = find_project(squeezed.text);
    if (project.len > 0)
        prose->carry.project = project;
    rc = be_clause_find(cx, &text, &prose->carry);
    keep(prose);
    return rc;
}

enum be_status be_prose_find(struct be_context *cx, const struct be_block *block, const struct be_place *place, struct be_prose *prose)
{
    struct be_span text = block->text.text;
    enum be_status rc;

    if (text.len == 0)
        return BE_OK;
    if (place->glossary)
        return be_term_find(cx, block, &prose->terms);
    rc = place->duties ? BE_OK : be_nil_find(cx, text, &block->text, 0);
    if (rc == BE_OK && (may_hold_figure(text) || be_subject_any(text)))
        rc = find_figures(cx, block, place, prose);
    return rc;
}

enum be_status be_prose_remark(struct be_context *cx, struct be_span remark, uint64_t no)
{
    return be_nil_find(cx, remark, NULL, no);
}
