#include "resolve.h"
#include "../base/unit.h"
#include "codebook.h"
#include "dimensions.h"
#include "facts.h"
#include "outline.h"
#include "sense.h"

/* Items of 三公 stand for themselves where no heading is above them: a town's statement of it. */
static bool is_sangong(const struct be_facts *facts, const struct be_hit *hit)
{
    static const char *const WORDS[] = {"三公", "因公出国", "公务接待", "公务用车", "出国（境）", "接待"};

    if (facts->sangong)
        return true;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (be_span_has(hit->item, WORDS[i]))
            return true;
    return false;
}

void be_setting_make(struct be_setting *at, struct be_context *cx, const struct be_table_place *table)
{
    uint64_t opened = be_outline_opened(cx->outline);

    be_senses_block(cx->senses);
    if (table == NULL && at->table == NULL && opened == at->opened && opened != 0)
        return;
    at->table = table;
    at->opened = opened;
    at->section = be_outline_section(cx->outline);
    at->topic = table == NULL ? BE_TOPIC_NONE : be_sense_title(cx->senses, table->title, cx->facts->agency).topic;
    /* below 附件 alone, with no report's title, stand the document's own tables */
    at->annex = be_outline_in(cx->outline, BE_TOPIC_ANNEX) &&
                (table == NULL || at->topic == BE_TOPIC_NONE || at->section.len > 0);
    if (at->topic == BE_TOPIC_NONE)
        at->topic = be_outline_topic(cx->outline);
    at->topics = be_words_has_cell_topics(cx->model->words, at->topic);
    at->inferred = cx->facts->agency.len > 0 && !cx->facts->agency_read ? BE_INFER_AGENCY : 0;
    at->said_known[0] = at->said_known[1] = false;
    for (size_t i = 0; i < BE_SOLVED && table != NULL; i++)
        at->solved[i].header_no = 0;
}

static enum be_topic topic_of(struct be_context *cx, const struct be_hit *hit, const struct be_setting *at)
{
    if (hit->kind == BE_TERM)
        return BE_TOPIC_GLOSSARY;
    if (at->annex)
        return BE_TOPIC_ANNEX;
    if (hit->topic != BE_TOPIC_NONE)
        return hit->topic;
    if (at->topic == BE_TOPIC_NONE && at->table == NULL && at->section.len == 0 && is_sangong(cx->facts, hit))
        return BE_TOPIC_SANGONG;
    if (hit->kind != BE_CELL || !at->topics)
        return at->topic;
    /* 30217 公务接待费, or a column of it beside 办公费: a part of the running costs */
    if (at->topic == BE_TOPIC_RUNNING)
        return hit->scheme == BE_ECONOMIC ? at->topic
                                          : be_words_cell_topic(cx->model->words, cx->senses, at->topic, hit->item, be_span(NULL, 0));
    return be_words_cell_topic(cx->model->words, cx->senses, at->topic, hit->item, hit->measure);
}

/* What the title above says of part, fund and flow: the table's, else the section's. Below
 * 财政拨款“三公”经费支出 or 一般公共预算支出 a section of its own (1.公务接待费, （一）基本支出) leaves
 * open whose money it is. */
static struct be_said find_said(struct be_context *cx, const struct be_setting *at, bool part)
{
    bool titled = at->table != NULL && at->table->title.len > 0;
    struct be_span section = titled ? at->table->title : at->section;
    struct be_said said;

    if (section.len == 0)
        return (struct be_said){0, 0, 0};
    said = be_sense_said(cx->senses, be_sense_of(cx->senses, section), titled ? BE_SAID_TITLE : BE_SAID_SECTION);
    for (size_t n = 1; !titled && said.fund == BE_FUND_NONE && n < BE_SENSE_LOOKUPS / 2; n++) {
        section = be_outline_title(cx->outline, n);
        if (!be_span_has(section, "三公") && !(n == 1 && part))
            break;
        said.fund = be_sense_said(cx->senses, be_sense_of(cx->senses, section), BE_SAID_SECTION).fund;
    }
    return said;
}

static struct be_said said_above(struct be_context *cx, const struct be_hit *hit, struct be_setting *at)
{
    bool part = hit->topic == BE_TOPIC_BASIC || hit->topic == BE_TOPIC_PROJECTS;

    if (!at->said_known[part]) {
        at->said[part] = find_said(cx, at, part);
        at->said_known[part] = true;
    }
    return at->said[part];
}

/* A figure's own year wins; 上年 is the document's less one; else the document's. A table's title may name
 * another year, and say that it is a budget among final accounts. */
static void year_and_phase(struct be_context *cx, struct be_hit *hit, const struct be_table_place *table)
{
    const struct be_facts *facts = cx->facts;
    int year = table != NULL && table->year != 0 ? table->year : facts->year;
    enum be_phase phase = table != NULL && table->phase != BE_PHASE_NONE ? table->phase : facts->phase;

    if (hit->year == 0 && year != 0) {
        hit->year = year + hit->year_shift;
        if (hit->year_shift == 0)
            hit->inferred |= BE_INFER_YEAR;
    }
    if (hit->phase == BE_PHASE_NONE && phase != BE_PHASE_NONE) {
        hit->phase = phase;
        hit->inferred |= BE_INFER_PHASE;
    }
}

/* A cell's money without a unit is in that of its table's unit line, else in the one that the
 * document stated last. Prose that leaves it out stays without. */
static void unit_of(struct be_context *cx, struct be_hit *hit, const struct be_table_place *table)
{
    if (table != NULL && (hit->inferred & BE_INFER_UNIT) != 0 && be_span_eq(hit->unit, table->unit))
        hit->inferred &= ~(unsigned)BE_INFER_UNIT;     /* 单位：人 says so, too */
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
    if ((hit->fund == BE_FUND_NONE || hit->fund == BE_FUND_ALL) && whole->fund >= BE_FUND_GRANT && whole->fund <= BE_FUND_SOE)
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

    ask.level[level] = hit->item;
    be_codebook_resolve(cx->model->codebook, cx->codes, &ask, &codes);
    if (!be_span_is(hit->code, codes.official))
        return;
    hit->scheme = BE_FUNCTIONAL;
    hit->level[level] = hit->item;
}

/* 教育支出, and 工资福利支出预算 in prose: 预算 is no part of the name in a classification. */
static void classify(struct be_context *cx, struct be_hit *hit, struct be_sense *item, bool table)
{
    enum be_label label = be_sense_class(cx->senses, item, cx->facts->year);
    struct be_span whole = hit->item;
    size_t word = strlen("预算");

    if (label == BE_LABEL_NONE && !table && (be_span_ends(whole, BE_LIT("支出预算")) || be_span_ends(whole, BE_LIT("支出决算")))) {
        hit->item.len -= word;
        label = be_sense_class(cx->senses, be_sense_of(cx->senses, hit->item), cx->facts->year);
    }
    be_codebook_classify(hit, label, table);
    hit->item = whole;
}

/* Unit and entity, which are the table's where the cell has none. */
static void take_table(struct be_context *cx, struct be_hit *hit, const struct be_table_place *table)
{
    unit_of(cx, hit, table);
    if (table != NULL && hit->entity.len == 0) {
        hit->entity = table->entity;
        hit->entity_code = table->entity_code;
    }
}

/* The words of a classified label say nothing of the figure, the column's say all. False: they
 * do not, or the column's first such cell is at hand. */
static bool solved(struct be_hit *hit, const struct be_setting *at)
{
    const struct be_solved *s = &at->solved[hit->header_no % BE_SOLVED];

    if (at->table == NULL || hit->header_no == 0 || s->header_no != hit->header_no || s->before != hit->lists ||
        s->year != hit->year || s->year_shift != hit->year_shift)
        return false;
    hit->lists = s->after;
    hit->year = s->year_after;
    hit->inferred |= s->inferred;
    return true;
}

static __attribute__((noinline)) void derive(struct be_context *cx, struct be_hit *hit, struct be_setting *at)
{
    bool figure = hit->kind == BE_SUBJECT || hit->kind == BE_AMOUNT || hit->kind == BE_CELL;
    bool classified = hit->scheme == BE_FUNCTIONAL || hit->scheme == BE_ECONOMIC, item_asked;
    uint64_t before = hit->lists;
    int year = hit->year, year_shift = hit->year_shift;
    unsigned inferred = hit->inferred;
    struct be_hit_senses *of;

    hit->topic = topic_of(cx, hit, at);
    if (hit->kind == BE_HEADING || hit->kind == BE_TERM)
        return;
    hit->inferred |= at->inferred;
    year_and_phase(cx, hit, at->table);
    take_table(cx, hit, at->table);
    if (!figure)
        return;
    if (at->table == NULL && (hit->code.len == 5 || hit->code.len == 7) && be_codebook_open(hit))
        take_printed_code(cx, hit);
    of = be_senses_hit(cx->senses, hit);
    if (be_codebook_open(hit))
        classify(cx, hit, of->item, at->table != NULL);
    item_asked = be_dimensions(hit, of, said_above(cx, hit, at), cx->senses);
    take_after_whole(cx, hit);
    hit->concept = be_words_concept(cx->model->words, of, hit);
    if (at->table == NULL || hit->header_no == 0 || !classified || at->topics || item_asked)
        return;
    at->solved[hit->header_no % BE_SOLVED] = (struct be_solved){
        .header_no = hit->header_no, .before = before, .after = hit->lists, .year = year, .year_shift = year_shift,
        .year_after = hit->year, .inferred = hit->inferred & ~inferred & ~(unsigned)BE_INFER_UNIT,
    };
}

void be_resolve_hit(struct be_context *cx, struct be_hit *hit, struct be_setting *at)
{
    if (solved(hit, at))
        take_table(cx, hit, at->table);
    else
        derive(cx, hit, at);
}
