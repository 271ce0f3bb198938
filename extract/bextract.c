/* bextract.c - the whole pipeline on one screen.
 *
 *   bytes -> decode -> html -> windower -> [ types -> blocks -> facts -> hits -> records ] -> sink
 *                                                                    records  -> check -> findings at the document's end
 *
 * What stands in brackets happens window by window, in process_window below.
 */
#include "base/buf.h"
#include "base/memo.h"
#include "check/check.h"
#include "context.h"
#include "input/decode.h"
#include "input/html.h"
#include "input/window.h"
#include "recognize/table/cell.h"
#include "recognize/prose/label.h"
#include "recognize/prose/prose.h"
#include "recognize/prose/subject.h"
#include "resolve/codebook.h"
#include "resolve/columns.h"
#include "resolve/facts.h"
#include "resolve/names.h"
#include "resolve/outline.h"
#include "resolve/resolve.h"
#include "resolve/sense.h"
#include "segment/line.h"
#include "trace.h"
#include <stdlib.h>

struct be_pipeline {
    struct be_context cx;
    struct be_decode *decode;
    struct be_html *html;
    struct be_windower *windower;
    struct be_facts facts;
    struct be_time section;      /* what the open headings say, against the facts */
    struct be_line_state lines;
    struct be_prose *prose;
    struct be_setting at;        /* of the block at hand */
    struct be_columns *columns;
    struct be_check *check;      /* NULL: nobody asked */
    struct be_claims claims;     /* of the block at hand, for sink->unclaimed */
    struct be_buf fed_name;      /* as given by be_pipeline_name */
    struct be_buf name;          /* of the document at hand */
    bool figures;                /* of the section at hand are made */
    size_t tables;               /* those of so many blocks are read, for their cells or their numbers */
    uint64_t n;                  /* records of the document at hand */
    uint64_t records[BE_TERM + 1]; /* the same by kind */
};

/* ---- a block's hits become records ---- */

/* before: records of the document when its block's hits began, to which hit->parent counts. */
static enum be_status emit(struct be_pipeline *p, struct be_hit *hit, uint64_t before)
{
    const struct be_record *record;
    const bool made = be_makes(&p->cx, hit->kind);
    enum be_status rc = BE_OK;

    if (made || hit->kind != BE_CELL)
        be_resolve_hit(&p->cx, hit, &p->at);       /* also for the hits that are parts of it */
    if (!made)
        return BE_OK;
    record = be_columns_record(p->columns, &p->cx, hit, ++p->n);
    p->records[hit->kind]++;
    if (p->check != NULL)
        rc = be_check_figure(p->check, &p->cx, hit, p->at.table, record, p->n,
                             hit->parent >= 0 ? before + (uint64_t)hit->parent + 1 : 0);
    if (rc != BE_OK || p->cx.sink->record == NULL)
        return rc;
    p->cx.counts.records++;
    return p->cx.sink->record(p->cx.sink->user, record);
}

static enum be_status emit_hits(struct be_pipeline *p, const struct be_table_place *table)
{
    enum be_status rc = BE_OK;
    uint64_t before = p->n;

    if (p->cx.hits.n == 0 || be_arena_failed(p->cx.arena))
        return p->cx.hits.n == 0 ? BE_OK : BE_ENOMEM;
    if (p->cx.sink->unclaimed != NULL && !be_claims_take(&p->claims, &p->cx.hits))
        return BE_ENOMEM;
    be_setting_make(&p->at, &p->cx, table);
    be_columns_block(p->columns, &p->cx, &p->at);
    for (size_t i = 0; i < p->cx.hits.n && rc == BE_OK; i++)
        rc = emit(p, &p->cx.hits.hit[i], before);
    return rc;
}

static enum be_status heading(struct be_pipeline *p, const struct be_block *block)
{
    struct be_hit *hit = be_hits_add(&p->cx.hits, p->cx.arena, BE_HEADING);

    be_outline_open(p->cx.outline, p->cx.senses, (enum be_ordinal)block->level, block->ordinal, block->text.text,
                    p->facts.agency);
    be_prose_heading(p->prose);
    be_prose_unit(p->prose, block->unit);
    if (hit == NULL)
        return BE_ENOMEM;
    p->section = be_facts_section(&p->facts, p->cx.outline);
    hit->item = hit->text = block->text.text;
    hit->line = p->cx.win->lines[block->first].no;
    return hit->item.len == 0 ? BE_OK : emit_hits(p, NULL);
}

/* A paragraph that does not end is read in pieces: its figures take many times its room. */
#define PIECE_BYTES (64u << 10)

/* Spares the patterns: 3. and （3） end no section when none of number 2 is open. */
static bool may_pass(const struct be_outline *outline, struct be_span text)
{
    unsigned number = 0;

    if (!be_heading_may_begin(text))
        return false;
    if (be_starts(text, "（"))
        text = be_span_from(text, strlen("（"));
    if (text.len == 0 || !be_is_digit(text.p[0]))
        return text.len > 0;
    for (size_t i = 0; i < text.len && i < 4 && be_is_digit(text.p[i]); i++)
        number = 10 * number + (unsigned)(text.p[i] - '0');
    return be_outline_awaits(outline, number);
}

/* A numbered sentence ends the section of the heading before it. */
static void pass_section(struct be_pipeline *p, const struct be_block *block)
{
    struct be_ordinal_mark m;

    if (may_pass(p->cx.outline, block->text.text) &&
        be_heading_ordinal(&m, p->cx.matcher, block->text.text, p->cx.win->lines[block->first].no) && m.style > BE_ORD_PART &&
        be_outline_pass(p->cx.outline, m.style, m.number))
        p->section = be_facts_section(&p->facts, p->cx.outline);
}

static enum be_status paragraph(struct be_pipeline *p, const struct be_block *block)
{
    pass_section(p, block);
    struct be_place place = {
        .section = be_outline_section(p->cx.outline),
        .above = be_outline_parent(p->cx.outline),
        .topic = be_outline_topic(p->cx.outline),
        .glossary = be_outline_in(p->cx.outline, BE_TOPIC_GLOSSARY),
        .annex = be_outline_in(p->cx.outline, BE_TOPIC_ANNEX),
        .duties = be_outline_in(p->cx.outline, BE_TOPIC_DUTIES),
        .figures = p->figures,
    };
    struct be_block piece = *block;
    struct be_time own = {p->facts.year, p->facts.phase};
    enum be_status rc = BE_OK;

    if (p->section.year != 0)
        be_facts_time(&p->facts, p->section);
    for (size_t from = 0; rc == BE_OK && from < block->text.text.len; from += piece.text.text.len) {
        struct be_arena_mark mark = be_arena_mark(p->cx.arena);

        p->cx.hits = (struct be_hits){0};
        if (!be_joined_piece(&piece.text, &block->text, from, PIECE_BYTES, p->cx.arena))
            return BE_ENOMEM;
        rc = be_prose_find(&p->cx, &piece, &place, p->prose);
        if (rc == BE_OK)
            rc = emit_hits(p, NULL);
        be_arena_release(p->cx.arena, mark);
    }
    be_facts_time(&p->facts, own);
    return rc;
}

static enum be_status table(struct be_pipeline *p, const struct be_block *block, bool wanted)
{
    struct be_table_place place;
    enum be_status rc;

    be_facts_unit(&p->facts, block->unit);
    if (block->body == block->end)
        be_prose_unit(p->prose, block->unit);
    if (!wanted || (!be_makes(&p->cx, BE_CELL) && be_cells_count(&p->cx, block)))
        return BE_OK;
    rc = be_cells_find(&p->cx, block);
    if (rc != BE_OK)
        return rc;
    place = be_tables_place(p->cx.tables);
    while (rc == BE_OK && be_cells_more(&p->cx)) { /* a very long table comes in parts */
        rc = emit_hits(p, &place);
        p->cx.hits.n = 0;
        if (rc == BE_OK)
            rc = be_cells_next(&p->cx);
        place = be_tables_place(p->cx.tables);
    }
    be_facts_unit(&p->facts, place.unit);      /* of a caption among its rows */
    if (rc == BE_OK && block->remark.len > 0)
        rc = be_prose_remark(&p->cx, block->remark, p->cx.win->lines[block->remark_line].no);
    return rc == BE_OK ? emit_hits(p, &place) : rc;
}

/* ---- documents and windows ---- */

static enum be_status begin_document(struct be_pipeline *p, struct be_span name)
{
    p->name.len = 0;
    if (be_buf_add(&p->name, name) != BE_OK)
        return BE_ENOMEM;
    p->cx.diag.doc = be_buf_span(&p->name);
    p->n = 0;
    memset(p->records, 0, sizeof p->records);
    be_facts_reset(&p->facts, p->cx.options);
    p->section = (struct be_time){0};
    be_outline_reset(p->cx.outline);
    be_prose_reset(p->prose);
    be_tables_reset(p->cx.tables);
    if (p->check != NULL)
        be_check_reset(p->check);
    be_matcher_document(p->cx.matcher);
    return BE_OK;
}

static enum be_status end_document(struct be_pipeline *p)
{
    const struct be_decoded *about = be_decode_about(p->decode);
    struct be_document d = {
        .name = be_buf_span(&p->name),
        .agency = p->facts.agency,
        .phase = be_names_phase[p->facts.phase],
        .unit = p->facts.unit,
        .encoding = be_span_of(about->content.encoding),
        .year = p->facts.year,
        .bytes = about->bytes,
        .lines = be_windower_lines(p->windower),
        .bad_bytes = about->bad,
    };

    enum be_status rc = p->check == NULL ? BE_OK : be_check_finish(p->check, &p->cx);

    be_diag_rest(&p->cx.diag);
    if (rc != BE_OK)
        return rc;
    memcpy(d.records, p->records, sizeof d.records);
    return p->cx.sink->document == NULL ? BE_OK : p->cx.sink->document(p->cx.sink->user, &d);
}

/* ---- what no kind asked for needs is not looked for ---- */

static bool finds_nil(struct be_pipeline *p, struct be_span text)
{
    p->cx.hits = (struct be_hits){0};
    return text.len > 0 && be_prose_remark(&p->cx, text, 0) == BE_OK && p->cx.hits.n > 0;
}

/* May one of the table's rows, or its remark, say that there is nothing? */
static bool may_be_nil(struct be_pipeline *p, const struct be_block *block)
{
    for (uint32_t i = block->body; i < block->end && block->type == BE_BLOCK_TABLE; i++) {
        if ((p->cx.win->lines[i].has & BE_HAS_NONE) != 0 && finds_nil(p, be_span_trim(be_line_text(p->cx.win, i))))
            return true;
    }
    return finds_nil(p, block->remark);
}

/* The blocks whose tables are read: for their cells, or to number one in whose remark or rows a
 * statement of nothing stands. What is behind the window may hold such a one. */
static size_t needs_tables(struct be_pipeline *p, const struct be_blocks *blocks)
{
    size_t last = 0;

    if (be_makes(&p->cx, BE_CELL) || !be_makes(&p->cx, BE_NIL))
        return be_makes(&p->cx, BE_CELL) ? blocks->n : 0;
    if (!p->cx.win->first || !p->cx.win->last)
        return blocks->n;
    for (size_t i = 0; i < blocks->n; i++)
        if (may_be_nil(p, &blocks->block[i]))
            last = i + 1;
    return last;
}

/* Subjects are among the figures of a section that marks one, in its title or in its text; what
 * goes on in the next window may. */
static bool needs_figures(const struct be_pipeline *p, const struct be_blocks *blocks, size_t from)
{
    if (be_makes(&p->cx, BE_AMOUNT) || !be_makes(&p->cx, BE_SUBJECT))
        return be_makes(&p->cx, BE_AMOUNT);
    for (size_t i = from; i < blocks->n && (i == from || blocks->block[i].type != BE_BLOCK_HEADING); i++)
        if ((blocks->block[i].has & BE_HAS_CLOSE) != 0 && be_subject_any(blocks->block[i].text.text))
            return true;
        else if (i + 1 == blocks->n)
            return !p->cx.win->last;
    return false;
}

static enum be_status process_blocks(struct be_pipeline *p, const struct be_blocks *blocks)
{
    enum be_status rc = BE_OK;

    p->tables = needs_tables(p, blocks);
    for (size_t i = 0; i < blocks->n && rc == BE_OK; i++) {
        const struct be_block *b = &blocks->block[i];
        if (b->type == BE_BLOCK_HEADING || (i == 0 && p->cx.win->first))
            p->figures = needs_figures(p, blocks, i);
        struct be_arena_mark mark = be_arena_mark(p->cx.arena);
        p->cx.hits = (struct be_hits){0};
        p->claims.n = 0;
        if (p->check != NULL)
            rc = be_check_block(p->check, &p->cx, b);
        if (rc == BE_OK)
            rc = b->type == BE_BLOCK_HEADING ? heading(p, b) : b->type == BE_BLOCK_TABLE ? table(p, b, i < p->tables) : paragraph(p, b);
        be_arena_release(p->cx.arena, mark);   /* a block's hits and records are gone */
        if (rc == BE_OK && p->cx.sink->unclaimed != NULL && b->type != BE_BLOCK_HEADING)
            rc = be_trace_unclaimed(&p->cx, b, &p->claims);
    }
    p->cx.hits = (struct be_hits){0};
    return rc;
}

static enum be_status process_window(void *user, struct be_window *win)
{
    struct be_pipeline *p = user;
    struct be_blocks blocks;
    struct be_shape shape;
    enum be_status rc = BE_OK;

    p->cx.win = win;
    if (win->first)
        rc = begin_document(p, win->name.len > 0 ? win->name : be_buf_span(&p->fed_name));
    if (rc == BE_OK && win->unrelated)
        be_diag_say(&p->cx.diag, BE_SAY_NOTE, 0, "nothing in its first 16 KiB speaks of a budget: skipped");
    if (rc == BE_OK)
        rc = be_line_types(&p->cx, &p->lines, &shape);
    if (rc == BE_OK)
        rc = be_blocks_find(&p->cx, &shape, &blocks);
    if (rc == BE_OK) {
        be_facts_read(&p->cx, &blocks);
        be_outline_bodies(p->cx.outline, &blocks);
        p->at.opened = 0;
        be_columns_window(p->columns, &p->cx);
        if (p->cx.sink->trace != NULL)
            rc = be_trace_lines(&p->cx);
    }
    if (rc == BE_OK)
        rc = process_blocks(p, &blocks);
    if (rc == BE_OK && (be_arena_failed(p->cx.arena) || be_matcher_failed(p->cx.matcher)))
        rc = BE_ENOMEM;
    if (rc == BE_OK && win->last)
        rc = end_document(p);
    be_arena_reset(p->cx.arena);
    return rc;
}

static enum be_status text(void *user, struct be_span piece)
{
    return be_html_feed(((struct be_pipeline *)user)->html, piece);
}

static enum be_status lines(void *user, struct be_span piece)
{
    struct be_pipeline *p = user;

    be_windower_soft(p->windower, be_html_is(p->html));
    return be_windower_feed(p->windower, piece);
}

/* ---- the public face ---- */

#define MEMO_BYTES (8u << 20)    /* half of it is in use at a time; touched only as far as texts differ */

struct be_pipeline *be_pipeline_new(const struct be_model *model, const struct be_options *options, const struct be_sink *sink)
{
    struct be_pipeline *p = calloc(1, sizeof *p);

    if (p == NULL)
        return NULL;
    p->cx = (struct be_context){.model = model, .options = options, .sink = sink, .facts = &p->facts};
    p->cx.diag.sink = sink;
    p->cx.arena = be_arena_new();
    p->cx.memo = be_memo_new(MEMO_BYTES);
    p->cx.matcher = be_matcher_new(model->patterns, p->cx.memo, &p->cx.diag);
    p->cx.outline = be_outline_new();
    p->cx.tables = be_tables_new();
    p->cx.senses = be_senses_new(model->words, model->codebook, p->cx.memo);
    p->prose = be_prose_new();
    p->columns = be_columns_new();
    if (options->check)
        p->check = be_check_new(options);
    if (p->check == NULL && sink->table == NULL && sink->unclaimed == NULL)
        p->cx.kinds = options->kinds;
    p->decode = be_decode_new(options->encoding, text, p);
    p->html = be_html_new(lines, p);
    p->windower = be_windower_new(process_window, p);
    if (p->windower != NULL && options->skip_unrelated)
        be_windower_skip(p->windower);
    if (p->cx.arena == NULL || p->cx.matcher == NULL || p->cx.outline == NULL || p->cx.tables == NULL ||
        p->cx.memo == NULL || p->cx.senses == NULL || p->prose == NULL || p->columns == NULL || p->decode == NULL || p->html == NULL ||
        p->windower == NULL || (p->check == NULL && options->check) || be_pipeline_name(p, "-") != BE_OK) {
        be_pipeline_free(p);
        return NULL;
    }
    return p;
}

void be_pipeline_free(struct be_pipeline *p)
{
    if (p == NULL)
        return;
    be_windower_free(p->windower);
    be_html_free(p->html);
    be_decode_free(p->decode);
    be_prose_free(p->prose);
    be_columns_free(p->columns);
    be_check_free(p->check);
    be_senses_free(p->cx.senses);
    be_memo_free(p->cx.memo);
    be_tables_free(p->cx.tables);
    be_outline_free(p->cx.outline);
    be_matcher_free(p->cx.matcher);
    be_arena_free(p->cx.arena);
    free(p->claims.key);
    be_buf_free(&p->fed_name);
    be_buf_free(&p->name);
    free(p);
}

enum be_status be_pipeline_name(struct be_pipeline *p, const char *name)
{
    p->fed_name.len = 0;
    if (be_buf_add(&p->fed_name, be_span(name, strlen(name) + 1)) != BE_OK)
        return BE_ENOMEM;
    p->fed_name.len--; /* the NUL stays behind it, for be_kind_explain */
    p->cx.diag.doc = be_buf_span(&p->fed_name);
    return be_windower_name(p->windower, be_buf_span(&p->fed_name));
}

struct be_counts be_pipeline_counts(const struct be_pipeline *p)
{
    return p->cx.counts;
}

/* What is no text is named, with the command that makes text of it. */
static enum be_status explained(struct be_pipeline *p, enum be_status rc)
{
    char text[512];

    if (rc == BE_ENOTTEXT) {
        be_windower_abandon(p->windower);
        be_kind_explain(text, sizeof text, &be_decode_about(p->decode)->content, p->fed_name.p);
        be_diag_say(&p->cx.diag, BE_SAY_ERROR, 0, "%s", text);
    }
    return rc;
}

enum be_status be_pipeline_feed(struct be_pipeline *p, const void *bytes, size_t n)
{
    return explained(p, be_decode_feed(p->decode, bytes, n));
}

enum be_status be_pipeline_finish(struct be_pipeline *p)
{
    enum be_status rc = explained(p, be_decode_finish(p->decode));
    const struct be_decoded *about = be_decode_about(p->decode);
    enum be_status rest = be_html_finish(p->html, rc == BE_OK);
    enum be_status end = be_windower_finish(p->windower);

    if (rc == BE_OK && about->bad > 0)
        be_diag_say(&p->cx.diag, BE_SAY_WARNING, about->bad_line,
                    "%llu places are not %s and were read as U+FFFD; --encoding names another encoding",
                    (unsigned long long)about->bad, about->content.encoding);
    be_arena_reset(p->cx.arena);
    return rc != BE_OK ? rc : rest != BE_OK ? rest : end;
}
