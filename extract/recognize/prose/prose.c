#include "prose.h"
#include "clause.h"
#include "nil.h"
#include "project.h"
#include "reading.h"
#include "term.h"
#include "topic.h"
#include "../../resolve/facts.h"
#include <stdlib.h>

/* What the carry's spans point to between two paragraphs. */
enum { OWN_NOW, OWN_HEAD, OWN_PENDING, OWN_PURPOSE, OWN_PROJECT, OWN_NAME, OWN_CODE = OWN_NAME + 3, OWN_SPANS = OWN_CODE + 3 };

struct be_prose {
    struct be_carry carry;       /* its spans are good during be_prose_find only */
    struct be_terms terms;
    char text[OWN_SPANS][BE_PROSE_NAME];
    size_t len[OWN_SPANS];
    bool fresh;                  /* no paragraph since the heading */
    enum be_script script;
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

/* What the heading above says for the paragraphs below it: a subject's levels, a project. */
static void read_heading(struct be_context *cx, struct be_span title, struct be_carry *carry)
{
    struct be_span project = be_project_find(title, UINT32_MAX);
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

/* ---- one paragraph ---- */

/* 行政经费及“三公”经费: running costs have a topic of their own below a heading that names both. */
static void name_running(struct be_hits *hits, size_t from)
{
    for (size_t i = from; i < hits->n; i++)
        if (be_span_has(hits->hit[i].item, "机关运行"))
            hits->hit[i].topic = BE_TOPIC_RUNNING;
}

/* What follows is no longer of what the lines above were of. */
static void leave_item(struct be_carry *carry)
{
    carry->pending = be_span(NULL, 0);
    carry->now = carry->head = (struct be_ref){.hit = -1};
}

static enum be_status find_figures(struct be_context *cx, const struct be_block *block, const struct be_place *place,
                                   struct be_prose *prose)
{
    struct be_squeezed squeezed;
    struct be_clause_text text = {.squeezed = &squeezed, .block = block, .place = place};
    size_t from = cx->hits.n;
    struct be_span project;
    struct be_reading reading;
    enum be_status rc;

    if (!be_squeeze(&squeezed, block->text.text, cx->arena) || !recall(prose, cx->arena) ||
        !be_reading_make(&reading, cx, &prose->script, squeezed.text))
        return BE_ENOMEM;
    squeezed.text = reading.read;
    text.agency = cx->facts->agency;
    if (prose->fresh)
        read_heading(cx, place->section, &prose->carry);
    prose->fresh = false;
    project = be_project_find(squeezed.text, be_reading_has(&reading, block->has));
    if (project.len > 0)
        prose->carry.project = project;
    if (project.len > 0 && be_starts(squeezed.text, "项目名称"))
        leave_item(&prose->carry);
    rc = be_clause_find(cx, &text, &prose->carry);
    if (be_topic_is_open(place))
        be_topic_name(cx, place, squeezed.text, from);
    if (place->topic == BE_TOPIC_SANGONG)
        name_running(&cx->hits, from);
    be_reading_show_hits(&reading, &cx->hits, from);
    for (size_t i = 0; reading.shown.p != reading.read.p && i < OWN_SPANS; i++)
        be_reading_show(&reading, owned(&prose->carry, i));
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
    project = be_project_find(squeezed.text, block->has);
    if (project.len == 0)
        return BE_OK;
    if (!recall(prose, cx->arena))
        return BE_ENOMEM;
    prose->carry.project = project;
    leave_item(&prose->carry);
    keep(prose);
    return BE_OK;
}

static enum be_status find_term(struct be_context *cx, const struct be_block *block, struct be_prose *prose)
{
    struct be_block plain = *block;
    size_t from = cx->hits.n;
    struct be_reading reading;
    enum be_status rc;

    if (!be_reading_make(&reading, cx, &prose->script, block->text.text))
        return BE_ENOMEM;
    plain.text.text = reading.read;
    plain.has = be_reading_has(&reading, block->has);
    rc = be_term_find(cx, &plain, &prose->terms);
    be_reading_show_hits(&reading, &cx->hits, from);
    return rc;
}

#define BARE_BYTES 9u    /* 无。 above all headings is of nothing in particular */

static enum be_status find_nil(struct be_context *cx, enum be_script *script, struct be_span text, uint32_t has,
                               const struct be_joined *joined, uint64_t no)
{
    size_t from = cx->hits.n;
    struct be_reading reading;
    enum be_status rc;

    if (!be_reading_make(&reading, cx, script, text))
        return BE_ENOMEM;
    rc = be_nil_find(cx, reading.read, be_reading_has(&reading, has), joined, no);
    be_reading_show_hits(&reading, &cx->hits, from);
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
    enum be_script script = BE_SCRIPT_UNKNOWN;

    return find_nil(cx, &script, remark, be_letters(remark), NULL, no);
}
