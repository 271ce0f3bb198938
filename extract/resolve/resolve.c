#include "resolve.h"
#include "../base/unit.h"
#include "codebook.h"
#include "dimensions.h"
#include "facts.h"
#include "outline.h"
#include "sense.h"

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

void be_resolve_place(struct be_context *cx, struct be_table_place *table)
{
    be_senses_begin(cx->senses);
    table->topic = be_words_say(cx->model->words, table->title, cx->facts->agency).topic;
    table->said = (struct be_said){0, 0, 0};
    if (table->title.len > 0)
        table->said = be_sense_said(cx->senses, be_sense_of(cx->senses, table->title), BE_SAID_TITLE);
}

static enum be_topic topic_of(struct be_context *cx, const struct be_hit *hit, const struct be_table_place *table)
{
    enum be_topic title;

    if (hit->kind == BE_TERM)
        return BE_TOPIC_GLOSSARY;
    /* below 附件 alone, with no report's title, stand the document's own tables */
    if (be_outline_in(cx->outline, BE_TOPIC_ANNEX) &&
        (table == NULL || table->topic == BE_TOPIC_NONE || be_outline_section(cx->outline).len > 0))
        return BE_TOPIC_ANNEX;
    if (hit->topic != BE_TOPIC_NONE)
        return hit->topic;
    title = table == NULL ? BE_TOPIC_NONE : table->topic;
    if (title == BE_TOPIC_NONE)
        title = be_outline_topic(cx->outline);
    if (title == BE_TOPIC_NONE && table == NULL && be_outline_section(cx->outline).len == 0 && is_sangong(cx->facts, hit))
        title = BE_TOPIC_SANGONG;
    return hit->kind == BE_CELL ? be_words_cell_topic(cx->model->words, cx->senses, title, hit->item, hit->measure) : title;
}

static bool is_part(const struct be_hit *hit)
{
    return hit->topic == BE_TOPIC_BASIC || hit->topic == BE_TOPIC_PROJECTS;
}

/* What the title above says of part, fund and flow: the table's, else the section's. Below
 * 财政拨款“三公”经费支出 or 一般公共预算支出 a section of its own (1.公务接待费, （一）基本支出) leaves
 * open whose money it is. */
static struct be_said said_above(struct be_context *cx, const struct be_hit *hit, const struct be_table_place *table)
{
    struct be_span section;
    struct be_said said;

    if (table != NULL && table->title.len > 0)
        return table->said;
    section = be_outline_section(cx->outline);
    if (section.len == 0)
        return (struct be_said){0, 0, 0};
    said = be_sense_said(cx->senses, be_sense_of(cx->senses, section), BE_SAID_SECTION);
    for (size_t n = 1; said.fund == BE_FUND_NONE && n < BE_SENSE_LOOKUPS / 2; n++) {
        section = be_outline_title(cx->outline, n);
        if (be_span_find(section, BE_LIT("三公")) < 0 && !(n == 1 && is_part(hit)))
            break;
        said.fund = be_sense_said(cx->senses, be_sense_of(cx->senses, section), BE_SAID_SECTION).fund;
    }
    return said;
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
    if (hit->unit.len > 0 || table == NULL)
        return;
    if (hit->numeric && hit->stat == BE_STAT_COUNT && !be_unit_money(table->unit))
        hit->unit = table->unit;     /* 单位：人 */
    if (!hit->money)
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
    if (hit->part == BE_PART_BASIC && whole->part >= BE_PART_PERSONNEL)
        hit->part = whole->part;             /* 基本工资 of 人员经费 */
}

/* 2050204-高中教育3105万元: a code printed before the name that it has is a subject's. */
static void take_printed_code(struct be_context *cx, struct be_hit *hit)
{
    struct be_codes_ask ask = {.scheme = BE_FUNCTIONAL, .code = hit->code, .year = cx->facts->year};
    struct be_codes codes;
    size_t level = hit->code.len == 7 ? 2 : 1;

    if (hit->code.len != 7 && hit->code.len != 5)
        return;
    ask.level[level] = hit->item;
    be_codebook_resolve(cx->model->codebook, cx->codes_cache, &ask, &codes);
    if (!be_span_is(hit->code, codes.official))
        return;
    hit->scheme = BE_FUNCTIONAL;
    hit->level[level] = hit->item;
}

void be_resolve_hit(struct be_context *cx, struct be_hit *hit, const struct be_table_place *table)
{
    bool figure = hit->kind == BE_SUBJECT || hit->kind == BE_AMOUNT || hit->kind == BE_CELL;
    struct be_hit_senses of;

    be_senses_begin(cx->senses);
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
    if (table == NULL && be_codebook_open(hit))
        take_printed_code(cx, hit);
    be_senses_hit(&of, cx->senses, hit);
    if (be_codebook_open(hit))
        be_codebook_classify(hit, be_sense_class(cx->senses, of.item, cx->facts->year), table != NULL);
    be_dimensions(hit, &of, said_above(cx, hit, table), cx->senses);
    take_after_whole(cx, hit);
    hit->concept = be_words_concept(cx->model->words, &of, hit);
}

/* ---- writing the columns ---- */

/* The texts of a record that stand nowhere else: nine numbers, the codes, the letters. */
struct room {
    char number[2][BE_DECIMAL_CHARS], whole[7][BE_WHOLE_CHARS], inferred[8];
    struct be_codes codes;
};

static struct be_span whole_text(char to[BE_WHOLE_CHARS], uint64_t n)
{
    return n == 0 ? be_span(NULL, 0) : be_decimal_whole(to, n);
}

/* Money in yuan, exact; nothing when the unit is unknown or no yuan. */
static struct be_span yuan_text(char to[BE_DECIMAL_CHARS], const struct be_hit *hit)
{
    struct be_decimal yuan;
    int power;

    if (!hit->numeric || !hit->money || !be_unit_yuan(hit->unit, &power) || !be_decimal_shift(&yuan, hit->number, power))
        return be_span(NULL, 0);
    return be_decimal_text(to, yuan, true);
}

static struct be_span inferred_text(char *to, unsigned inferred)
{
    static const char LETTERS[] = "aypuclhm";
    size_t n = 0;

    for (size_t i = 0; i < sizeof LETTERS - 1; i++)
        if (inferred >> i & 1)
            to[n++] = LETTERS[i];
    return be_span(to, n);
}

static void write_codes(struct be_context *cx, struct be_span *f, struct be_codes *codes, const struct be_hit *hit)
{
    if (hit->kind == BE_TERM && hit->level[0].len == 0 && hit->level[1].len == 0 && hit->level[2].len == 0)
        return;
    be_codebook_hit(cx->model->codebook, cx->codes_cache, hit, be_span(NULL, 0), cx->facts->year, codes);
    f[BE_OFFICIAL_CODE] = be_span_of(codes->official);
    f[BE_CLASS_CODE] = be_span_of(codes->prefix);
}

/* Where it stands, which every kind has. */
static void write_place(struct be_context *cx, struct be_span *f, struct room *room, const struct be_hit *hit,
                        const struct be_table_place *table)
{
    f[BE_PATH] = be_outline_path(cx->outline);
    f[BE_SECTION] = hit->kind == BE_HEADING ? be_outline_parent(cx->outline) : be_outline_section(cx->outline);
    if (table != NULL) {
        f[BE_TABLE_NO] = whole_text(room->whole[0], table->number);
        f[BE_TABLE_TITLE] = table->title;
        f[BE_TABLE_ROW] = whole_text(room->whole[1], hit->table_row);
        f[BE_TABLE_COL] = whole_text(room->whole[2], hit->table_col);
    }
    f[BE_LINE] = whole_text(room->whole[3], hit->line);
    f[BE_TEXT] = be_span_chars(be_span_trim(hit->text), TEXT_CHARS);
}

static void write_figure(struct be_span *f, struct room *room, const struct be_hit *hit)
{
    f[BE_STAT] = be_names_stat(hit->stat);
    f[BE_PART] = be_names_part(hit->part);
    f[BE_FUND] = be_names_fund(hit->fund);
    f[BE_FLOW] = be_names_flow(hit->flow);
    f[BE_ROLLUP] = be_names_rollup(hit->rollup);
    if (hit->numeric)
        f[BE_NUMBER] = be_decimal_text(room->number[0], hit->number, false);
    f[BE_UNIT] = hit->unit;
    f[BE_YUAN] = yuan_text(room->number[1], hit);
    f[BE_VALUE] = hit->value;
    f[BE_MEASURE] = hit->measure;
    f[BE_CONCEPT] = hit->concept;
    f[BE_CODE] = hit->code;
    f[BE_PROJECT] = hit->project;
    f[BE_PROJECT_CODE] = hit->project_code;
    f[BE_BASE] = hit->base;
}

enum be_status be_resolve_record(struct be_context *cx, struct be_record *out, const struct be_hit *hit,
                                 const struct be_table_place *table, uint64_t n)
{
    struct be_span *f = out->field;
    struct room *room = be_arena_room(cx->arena, sizeof *room);
    bool placed = hit->kind == BE_HEADING || hit->kind == BE_TERM;
    unsigned inferred = hit->inferred;

    *out = (struct be_record){0};
    if (room == NULL)
        return BE_ENOMEM;
    f[BE_DOC] = cx->diag.doc;
    f[BE_N] = whole_text(room->whole[4], n);
    f[BE_KIND] = be_names_kind(hit->kind);
    f[BE_AGENCY] = cx->facts->agency;
    if (cx->facts->year > 0)
        f[BE_DOC_YEAR] = whole_text(room->whole[6], (uint64_t)cx->facts->year);
    if (!placed) {
        if (hit->year > 0)
            f[BE_YEAR] = hit->year == cx->facts->year ? f[BE_DOC_YEAR] : whole_text(room->whole[5], (uint64_t)hit->year);
        f[BE_PHASE] = be_names_phase(hit->phase);
    }
    f[BE_TOPIC] = be_names_topic(hit->topic);
    f[BE_ITEM] = hit->item;
    f[BE_LEVEL1] = hit->level[0];
    f[BE_LEVEL2] = hit->level[1];
    f[BE_LEVEL3] = hit->level[2];
    f[BE_SCHEME] = be_names_scheme(hit->scheme);
    f[BE_NOTE] = hit->note;
    f[BE_ENTITY] = hit->entity;
    f[BE_ENTITY_CODE] = hit->entity_code;
    if (hit->scheme == BE_FUNCTIONAL || hit->scheme == BE_ECONOMIC)
        write_codes(cx, f, &room->codes, hit);
    if (f[BE_OFFICIAL_CODE].len > 0 && hit->code.len == 0)
        inferred |= BE_INFER_CODE;
    if (!placed && hit->kind != BE_NIL)
        write_figure(f, room, hit);
    f[BE_INFERRED] = inferred_text(room->inferred, inferred);
    write_place(cx, f, room, hit, table);
    return be_arena_failed(cx->arena) ? BE_ENOMEM : BE_OK;
}
