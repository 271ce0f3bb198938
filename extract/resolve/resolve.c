#include "resolve.h"
#include "../base/unit.h"
#include "codebook.h"
#include "dimensions.h"
#include "facts.h"
#include "outline.h"
#include "words.h"

#define TEXT_CHARS 200u     /* of the column text */

/* ---- deriving ---- */

/* Items of 三公 stand for themselves where no heading is above them: a town's statement of it. */
static bool is_sangong(const struct be_facts *facts, const struct be_hit *hit)
{
    static const char *const WORDS[] = {"三公", "因公出国", "公务接待", "公务用车", "出国（境）", "接待"};

    if (facts->sangong)
        return true;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (be_span_find(hit->item, be_span_of(WORDS[i])) >= 0)
            return true;
    return false;
}

static enum be_topic topic_of(struct be_context *cx, const struct be_hit *hit, const struct be_table_place *table)
{
    enum be_topic title;

    if (hit->kind == BE_TERM)
        return BE_TOPIC_GLOSSARY;
    if (be_outline_in(cx->outline, BE_TOPIC_ANNEX))
        return BE_TOPIC_ANNEX;
    if (hit->topic != BE_TOPIC_NONE)
        return hit->topic;
    title = table == NULL ? BE_TOPIC_NONE : be_said_title(cx->model->words, cx->said_cache, table->title, cx->facts->agency);
    if (title == BE_TOPIC_NONE)
        title = be_outline_topic(cx->outline);
    if (title == BE_TOPIC_NONE && table == NULL && be_outline_section(cx->outline).len == 0 && is_sangong(cx->facts, hit))
        title = BE_TOPIC_SANGONG;
    return hit->kind == BE_CELL ? be_words_cell_topic(cx->model->words, title, hit->item, hit->measure) : title;
}

/* A figure's own year wins; 上年 is the document's less one; else the document's. */
static void year_and_phase(struct be_context *cx, struct be_hit *hit)
{
    const struct be_facts *facts = cx->facts;

    if (hit->year == 0 && facts->year != 0) {
        hit->year = facts->year + hit->year_shift;
        if (hit->year_shift == 0)
            hit->inferred |= BE_INFER_YEAR;
    }
    if (hit->phase == BE_PHASE_NONE && facts->phase != BE_PHASE_NONE) {
        hit->phase = facts->phase;
        hit->inferred |= BE_INFER_PHASE;
    }
    if (facts->agency.len > 0 && !facts->agency_read)
        hit->inferred |= BE_INFER_AGENCY;
}

/* A cell's money without a unit is in that of its table's unit line, else in the one that the
 * document stated last. Prose that leaves it out stays without. */
static void unit_of(struct be_context *cx, struct be_hit *hit, const struct be_table_place *table)
{
    if (!hit->money || hit->unit.len > 0 || table == NULL)
        return;
    hit->unit = table->unit;
    if (hit->unit.len == 0 && cx->facts->unit.len > 0) {
        hit->unit = cx->facts->unit;
        hit->inferred |= BE_INFER_UNIT;
    }
}

/* The parts of an income are income, those of money granted are granted: 收入预算9万元，其中：经费拨款
 * 8万元. All money is no fund that a part could be of. */
static void take_after_whole(const struct be_context *cx, struct be_hit *hit)
{
    const struct be_hit *whole = hit->parent < 0 ? NULL : &cx->hits.hit[hit->parent];

    if (whole == NULL || hit->stat == BE_STAT_COUNT || whole->stat == BE_STAT_COUNT)
        return;
    if (hit->flow == BE_FLOW_NONE && whole->flow != BE_FLOW_BOTH)
        hit->flow = whole->flow;
    if (hit->fund == BE_FUND_NONE && whole->fund >= BE_FUND_GRANT && whole->fund <= BE_FUND_SOE)
        hit->fund = whole->fund;
}

void be_resolve_hit(struct be_context *cx, struct be_hit *hit, const struct be_table_place *table)
{
    bool figure = hit->kind == BE_SUBJECT || hit->kind == BE_AMOUNT || hit->kind == BE_CELL;

    hit->topic = topic_of(cx, hit, table);
    if (hit->kind == BE_HEADING || hit->kind == BE_TERM)
        return;
    year_and_phase(cx, hit);
    unit_of(cx, hit, table);
    if (table != NULL && hit->entity.len == 0) {
        hit->entity = table->entity;
        hit->entity_code = table->entity_code;
    }
    if (!figure)
        return;
    be_codebook_classify(cx->model->codebook, hit, hit->topic, table != NULL, cx->facts->year);
    be_dimensions(hit, table == NULL ? be_span(NULL, 0) : table->title, be_outline_section(cx->outline), hit->topic,
                  cx->model->words, cx->said_cache);
    take_after_whole(cx, hit);
}

/* ---- writing the columns ---- */

static struct be_span number_text(struct be_context *cx, struct be_decimal number, bool trim)
{
    char text[BE_DECIMAL_CHARS];

    return be_arena_copy(cx->arena, be_span(text, be_decimal_write(text, number, trim)));
}

static struct be_span integer_text(struct be_context *cx, uint64_t n)
{
    char text[24], *p = text + sizeof text;

    do
        *--p = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    return be_arena_copy(cx->arena, be_span(p, (size_t)(text + sizeof text - p)));
}

/* Money in yuan, exact; nothing when the unit is unknown or no yuan. */
static struct be_span yuan_text(struct be_context *cx, const struct be_hit *hit)
{
    struct be_decimal yuan;
    int power;

    if (!hit->numeric || !hit->money || !be_unit_yuan(hit->unit, &power) || !be_decimal_shift(&yuan, hit->number, power))
        return be_span(NULL, 0);
    return number_text(cx, yuan, true);
}

static struct be_span inferred_text(struct be_context *cx, unsigned inferred)
{
    static const char LETTERS[] = "aypuclhm";
    char text[sizeof LETTERS];
    size_t n = 0;

    for (size_t i = 0; i < sizeof LETTERS - 1; i++)
        if (inferred & (1u << i))
            text[n++] = LETTERS[i];
    return n == 0 ? be_span(NULL, 0) : be_arena_copy(cx->arena, be_span(text, n));
}

static void write_codes(struct be_context *cx, struct be_span *f, const struct be_hit *hit)
{
    struct be_codes codes;

    if (hit->kind == BE_TERM && hit->level[0].len == 0 && hit->level[1].len == 0 && hit->level[2].len == 0)
        return;
    be_codebook_hit(cx->model->codebook, cx->codes_cache, hit, be_span(NULL, 0), cx->facts->year, &codes);
    f[BE_OFFICIAL_CODE] = be_arena_copy(cx->arena, be_span_of(codes.official));
    f[BE_CLASS_CODE] = be_arena_copy(cx->arena, be_span_of(codes.prefix));
}

/* Where it stands, which every kind has. */
static void write_place(struct be_context *cx, struct be_span *f, const struct be_hit *hit,
                        const struct be_table_place *table)
{
    f[BE_PATH] = be_outline_path(cx->outline);
    f[BE_SECTION] = hit->kind == BE_HEADING ? be_outline_parent(cx->outline) : be_outline_section(cx->outline);
    if (table != NULL) {
        f[BE_TABLE_NO] = integer_text(cx, table->number);
        f[BE_TABLE_TITLE] = table->title;
        if (hit->table_row > 0)
            f[BE_TABLE_ROW] = integer_text(cx, hit->table_row);
        if (hit->table_col > 0)
            f[BE_TABLE_COL] = integer_text(cx, hit->table_col);
    }
    f[BE_LINE] = integer_text(cx, hit->line);
    f[BE_TEXT] = be_span_chars(be_span_trim(hit->text), TEXT_CHARS);
}

static void write_figure(struct be_context *cx, struct be_span *f, const struct be_hit *hit)
{
    f[BE_STAT] = be_span_of(be_names_stat(hit->stat));
    f[BE_PART] = be_span_of(be_names_part(hit->part));
    f[BE_FUND] = be_span_of(be_names_fund(hit->fund));
    f[BE_FLOW] = be_span_of(be_names_flow(hit->flow));
    f[BE_ROLLUP] = be_span_of(be_names_rollup(hit->rollup));
    if (hit->numeric)
        f[BE_NUMBER] = number_text(cx, hit->number, false);
    f[BE_UNIT] = hit->unit;
    f[BE_YUAN] = yuan_text(cx, hit);
    f[BE_VALUE] = hit->value;
    f[BE_MEASURE] = hit->measure;
    f[BE_CONCEPT] = be_words_concept(cx->model->words, hit);
    f[BE_CODE] = hit->code;
    f[BE_PROJECT] = hit->project;
    f[BE_PROJECT_CODE] = hit->project_code;
    f[BE_BASE] = hit->base;
}

enum be_status be_resolve_record(struct be_context *cx, struct be_record *out, const struct be_hit *hit,
                                 const struct be_table_place *table, uint64_t n)
{
    struct be_span *f = out->field;
    bool placed = hit->kind == BE_HEADING || hit->kind == BE_TERM;
    unsigned inferred = hit->inferred;

    *out = (struct be_record){0};
    f[BE_DOC] = cx->diag.doc;
    f[BE_N] = integer_text(cx, n);
    f[BE_KIND] = be_span_of(be_names_kind(hit->kind));
    f[BE_AGENCY] = cx->facts->agency;
    if (cx->facts->year > 0)
        f[BE_DOC_YEAR] = integer_text(cx, (uint64_t)cx->facts->year);
    if (!placed) {
        if (hit->year > 0)
            f[BE_YEAR] = integer_text(cx, (uint64_t)hit->year);
        f[BE_PHASE] = be_span_of(be_names_phase(hit->phase));
    }
    f[BE_TOPIC] = be_span_of(be_names_topic(hit->topic));
    f[BE_ITEM] = hit->item;
    f[BE_LEVEL1] = hit->level[0];
    f[BE_LEVEL2] = hit->level[1];
    f[BE_LEVEL3] = hit->level[2];
    f[BE_SCHEME] = be_span_of(be_names_scheme(hit->scheme));
    f[BE_NOTE] = hit->note;
    f[BE_ENTITY] = hit->entity;
    f[BE_ENTITY_CODE] = hit->entity_code;
    if (hit->scheme == BE_FUNCTIONAL || hit->scheme == BE_ECONOMIC)
        write_codes(cx, f, hit);
    if (f[BE_OFFICIAL_CODE].len > 0 && hit->code.len == 0)
        inferred |= BE_INFER_CODE;
    if (!placed && hit->kind != BE_NIL)
        write_figure(cx, f, hit);
    f[BE_INFERRED] = inferred_text(cx, inferred);
    write_place(cx, f, hit, table);
    return be_arena_failed(cx->arena) ? BE_ENOMEM : BE_OK;
}
