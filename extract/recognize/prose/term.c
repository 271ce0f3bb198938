#include "term.h"
#include "label.h"
#include "squeeze.h"
#include "subject.h"
#include "../../resolve/codebook.h"

static void keep(struct be_terms *terms, unsigned level, struct be_span name)
{
    name = be_span_to(name, BE_TERM_NAME);
    if (name.len > 0)
        memcpy(terms->name[level], name.p, name.len);
    terms->len[level] = name.len;
}

static struct be_span kept(const struct be_terms *terms, unsigned level, struct be_arena *arena)
{
    return terms->len[level] == 0 ? be_span(NULL, 0) : be_arena_copy(arena, be_span(terms->name[level], terms->len[level]));
}

/* 水利工程建设（项） behind entries of 社会保障: a name that is another class's, by the official names. */
static bool is_of_another(struct be_context *cx, const struct be_hit *hit)
{
    struct be_codes_ask ask = {.scheme = BE_FUNCTIONAL, .level = {hit->level[0], hit->level[1], hit->level[2]}};
    struct be_codes codes;

    if (hit->level[2].len == 0)
        return false;
    be_codebook_resolve(cx->model->codebook, cx->memo, &ask, &codes);
    if (codes.official[0] != '\0')
        return false;
    ask.level[0] = ask.level[1] = be_span(NULL, 0);
    be_codebook_resolve(cx->model->codebook, cx->memo, &ask, &codes);
    return codes.official[0] != '\0';
}

/* Levels of an entry; a 项 under 社会保障和就业支出（类）： takes what it lacks from there. */
static void read_levels(struct be_context *cx, struct be_hit *hit, const struct be_match *m, struct be_terms *terms)
{
    struct be_arena *arena = cx->arena;
    bool inherits;

    hit->level[0] = be_match_group(m, "level1");
    hit->level[1] = be_match_group(m, "level2");
    hit->level[2] = be_match_group(m, "level3");
    if (hit->level[0].len + hit->level[1].len + hit->level[2].len == 0) {
        terms->len[0] = terms->len[1] = 0;
        return;
    }
    hit->scheme = BE_FUNCTIONAL;
    inherits = hit->level[0].len == 0;
    if (!inherits)
        terms->len[1] = 0;
    else
        hit->level[0] = kept(terms, 0, arena);
    if (hit->level[1].len == 0 && hit->level[2].len > 0)
        hit->level[1] = kept(terms, 1, arena);
    if (inherits && be_match_group(m, "level2").len == 0 && is_of_another(cx, hit))
        hit->level[0] = hit->level[1] = be_span(NULL, 0);
    keep(terms, 0, hit->level[0]);
    keep(terms, 1, hit->level[1]);
}

/* 11.社会保障和就业支出（类）： alone: no entry, but what the entries below it inherit. */
static bool read_group(struct be_context *cx, struct be_span text, struct be_terms *terms, uint64_t line)
{
    struct be_subject subject = {0};
    struct be_mark mark;
    size_t from = 0;

    if (text.len > 300)
        return false;
    while (be_mark_next(&mark, cx->matcher, text, from, line)) {
        be_subject_take(&subject, &mark, be_span(text.p + from, mark.off - from), false);
        from = mark.end;
    }
    if (!subject.known || subject.depth == 2)
        return false;
    for (struct be_span rest = be_span_from(text, from); rest.len > 0; rest = be_span_from(rest, 3))
        if (!be_starts(rest, "：") && !be_starts(rest, "。") && rest.p[0] != ':')
            return false;
    for (unsigned i = 0; i < 2; i++)
        keep(terms, i, subject.name[i]);
    return true;
}

/* 联系方式：023-… stands below many a glossary and is none of its entries. */
static bool is_definition(struct be_span note)
{
    return note.len > 0 && (unsigned char)note.p[0] >= 0x80;
}

/* 三、“三公”经费 on a line of its own; the next paragraph begins 指…. */
static void keep_alone(struct be_terms *terms, struct be_span name, uint64_t line)
{
    if (name.len > BE_TERM_NAME)
        return;
    memcpy(terms->alone, name.p, name.len);
    terms->alone_len = name.len;
    terms->alone_line = line;
}

/* Quotation marks around all of a term are no part of it; “三公”经费 keeps its own. */
static struct be_span unquote(struct be_span item)
{
    if (be_starts(item, "【") && be_ends(item, "】"))
        return be_span(item.p + 3, item.len - 6);
    if (be_starts(item, "“") && be_span_find(item, BE_LIT("”")) == (long)item.len - 3)
        return be_span(item.p + 3, item.len - 6);
    return item;
}

enum be_status be_term_find(struct be_context *cx, const struct be_block *block, struct be_terms *terms)
{
    uint64_t line = be_joined_line(cx->win, &block->text, 0);
    struct be_squeezed text;
    struct be_span alone;
    struct be_match m;
    struct be_hit *hit;

    if (!be_squeeze(&text, block->text.text, cx->arena))
        return BE_ENOMEM;
    alone = be_arena_copy(cx->arena, be_span(terms->alone, terms->alone_len));
    terms->alone_len = 0;
    if (read_group(cx, text.text, terms, line) ||
        !be_match_of(&m, cx->matcher, BE_P_TERM, be_match_needs(cx->matcher, BE_P_TERM, text.text, block->has), text.text, line))
        return BE_OK;
    if (strcmp(m.pattern, "alone") == 0) {
        keep_alone(terms, be_match_group(&m, "item"), line);
        return BE_OK;
    }
    if (be_match_group(&m, "item").len == 0 && alone.len == 0)
        return BE_OK;        /* a definition of nothing */
    if (!is_definition(be_match_group(&m, "note")))
        return BE_OK;
    hit = be_hits_add(&cx->hits, cx->arena, BE_TERM);
    if (hit == NULL)
        return BE_ENOMEM;
    hit->item = unquote(be_match_group(&m, "item"));
    if (hit->item.len == 0) {
        hit->item = alone;
        line = terms->alone_line;
    }
    hit->code = be_match_group(&m, "code");
    hit->note = be_match_group(&m, "note");
    read_levels(cx, hit, &m, terms);
    hit->line = line;
    hit->text = be_span_chars(text.text, 200);
    return BE_OK;
}
