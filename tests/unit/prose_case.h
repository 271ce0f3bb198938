/* prose_case.h - paragraphs fed to the prose stage alone; their hits written one a line. */
#ifndef PROSE_CASE_H
#define PROSE_CASE_H

#include <stdio.h>
#include <stdlib.h>
#include "base/memo.h"
#include "recognize/prose/prose.h"
#include "resolve/facts.h"
#include "resolve/sense.h"

struct prose_case {
    struct be_context cx;
    struct be_facts facts;
    struct be_prose *prose;
    struct be_model *model;
    struct be_place place;
    struct be_line line;
    struct be_window win;
    char told[16384];
    size_t len;
};

static inline void prose_case_free(struct prose_case *c)
{
    be_senses_free(c->cx.senses);
    be_memo_free(c->cx.memo);
    be_matcher_free(c->cx.matcher);
    be_model_free(c->model);
    be_arena_free(c->cx.arena);
    be_prose_free(c->prose);
    free(c);
}

static inline struct prose_case *prose_case_new(enum be_phase phase, int year)
{
    struct prose_case *c = calloc(1, sizeof *c);

    if (c == NULL || be_model_new(&c->model, NULL, NULL, NULL) != BE_OK)
        abort();
    c->facts.phase = phase;
    c->facts.year = year;
    c->cx.facts = &c->facts;
    c->cx.model = c->model;
    c->cx.arena = be_arena_new();
    c->cx.memo = be_memo_new(1u << 16);
    c->cx.matcher = be_matcher_new(c->model->patterns, c->cx.memo, NULL);
    c->cx.senses = be_senses_new(c->model->words, c->model->codebook, c->cx.memo);
    c->place.figures = true;
    c->prose = be_prose_new();
    c->line.no = 1;
    c->win = (struct be_window){.lines = &c->line, .nlines = 1};
    c->cx.win = &c->win;
    if (c->cx.arena == NULL || c->cx.memo == NULL || c->cx.matcher == NULL || c->cx.senses == NULL || c->prose == NULL)
        abort();
    return c;
}

static inline void prose_tell(struct prose_case *c, const char *format, struct be_span text)
{
    size_t room = sizeof c->told - c->len;
    int n = snprintf(c->told + c->len, room, format, (int)text.len, text.p == NULL ? "" : text.p);

    c->len += n < 0 ? 0 : (size_t)n < room ? (size_t)n : room - 1;
}

/* kind 类/款/项 item: measure value unit [base] {note} @year. Empty parts are left out. */
static inline void prose_tell_hit(struct prose_case *c, const struct be_hit *hit)
{
    static const char *const KIND[] = {"subject", "amount", "cell", "nil", "heading", "term"};
    static const char *const PART[] = {"", " basic", " project", " personnel", " public", " total"};
    char year[32] = "";

    prose_tell(c, "%.*s", be_span_of(KIND[hit->kind]));
    for (size_t i = 0; i < 3 && (hit->kind == BE_SUBJECT || hit->kind == BE_TERM); i++)
        if (hit->level[i].len > 0)
            prose_tell(c, i == 0 ? " %.*s" : "/%.*s", hit->level[i]);
    if (hit->kind != BE_SUBJECT && hit->item.len > 0)
        prose_tell(c, " %.*s", hit->item);
    if (hit->kind == BE_SUBJECT)
        prose_tell(c, "%.*s", be_span_of(hit->part == BE_PART_BASIC ? PART[1] : hit->part == BE_PART_PROJECT ? PART[2] : ""));
    if (hit->value.len > 0) {
        prose_tell(c, ": %.*s ", hit->measure);
        prose_tell(c, "%.*s", hit->value);
        prose_tell(c, "%.*s", hit->unit);
    }
    if (hit->base.len > 0)
        prose_tell(c, " [%.*s]", hit->base);
    if (hit->note.len > 0)
        prose_tell(c, " {%.*s}", hit->note);
    if (hit->project.len > 0)
        prose_tell(c, " <%.*s>", hit->project);
    if (hit->code.len > 0)
        prose_tell(c, " #%.*s", hit->code);
    if (hit->year != 0 || hit->year_shift != 0)
        snprintf(year, sizeof year, hit->year != 0 ? " @%d" : " @%+d", hit->year != 0 ? hit->year : hit->year_shift);
    prose_tell(c, "%.*s\n", be_span_of(year));
}

/* Feeds one paragraph; its hits are appended to what was told. */
static inline enum be_status prose_feed(struct prose_case *c, struct be_span text)
{
    struct be_seam seam = {0, 0};
    struct be_block block = {.type = BE_BLOCK_PARAGRAPH, .last = 1, .text = {text, &seam, 1}, .has = be_letters(text)};
    enum be_status rc;

    c->win.text = text;
    c->cx.hits = (struct be_hits){0};
    rc = be_prose_find(&c->cx, &block, &c->place, c->prose);
    for (size_t i = 0; i < c->cx.hits.n; i++)
        prose_tell_hit(c, &c->cx.hits.hit[i]);
    be_arena_reset(c->cx.arena);
    return rc;
}

#endif
