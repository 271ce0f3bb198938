#include "resolve.h"
#include "../base/wordlist.h"
#include "../base/unit.h"
#include "codebook.h"
#include "dimensions.h"
#include "facts.h"
#include "outline.h"
#include "sense.h"

static struct be_wordlist SANGONG = BE_WORDLIST("三公", "因公出国", "公务用车", "出国（境）", "接待");

/* Items of 三公 stand for themselves where no heading is above them: a town's statement of it. */
static bool is_sangong(const struct be_facts *facts, const struct be_hit *hit)
{
    if (facts->sangong)
        return true;
    return be_wordlist_holds(&SANGONG, hit->item);
}

/* Money without a unit is in that of its table's unit line, else in the one that the document stated
 * last; 单位：人 is no unit of money. */
static void units_of(struct be_setting *at, const struct be_context *cx)
{
    struct be_span unit = at->table->unit;

    at->money = unit.len > 0 ? unit : cx->facts->unit;
    at->money_inferred = unit.len == 0 && cx->facts->unit.len > 0 ? BE_INFER_UNIT : 0;
    at->counted = be_unit_money(unit) ? be_span(NULL, 0) : unit;
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
    at->entity = be_outline_entity(cx->outline);
    at->topic = table == NULL ? BE_TOPIC_NONE : table->sangong ? BE_TOPIC_SANGONG
                                              : be_sense_title(cx->senses, table->title, cx->facts->agency).topic;
    /* below 附件 alone, with no report's title, stand the document's own tables */
    at->annex = be_outline_in(cx->outline, BE_TOPIC_ANNEX) &&
                (table == NULL || at->topic == BE_TOPIC_NONE || at->section.len > 0);
    if (at->topic == BE_TOPIC_NONE)
        at->topic = be_outline_topic(cx->outline);
    at->topics = be_words_has_cell_topics(cx->model->words, at->topic);
    at->within = table == NULL && at->topics && at->section.len > 0 ? be_sense_within(cx->senses, be_sense_of(cx->senses, at->section)) : 0;
    at->inferred = cx->facts->agency.len > 0 && !cx->facts->agency_read ? BE_INFER_AGENCY : 0;
    at->said_known[0] = at->said_known[1] = false;
    at->solved_set = 0;
    if (table != NULL)
        units_of(at, cx);
}

/* of: the senses of a figure. */
static enum be_topic topic_of(struct be_context *cx, const struct be_hit *hit, struct be_hit_senses *of, const struct be_setting *at)
{
    uint64_t within;

    if (hit->kind == BE_TERM)
        return BE_TOPIC_GLOSSARY;
    if (at->annex)
        return BE_TOPIC_ANNEX;
    if (hit->topic != BE_TOPIC_NONE)
        return hit->topic;
    if (at->topic == BE_TOPIC_NONE && at->table == NULL && at->section.len == 0 && is_sangong(cx->facts, hit))
        return BE_TOPIC_SANGONG;
    if (!at->topics || (hit->kind != BE_CELL && hit->kind != BE_AMOUNT))
        return at->topic;
    if (hit->kind == BE_AMOUNT)
        return at->within == 0 ? at->topic : be_words_cell_topic(cx->model->words, at->topic, at->within & be_sense_within(cx->senses, of->item));
    /* 30217 公务接待费, or a column of it beside 办公费: a part of the running costs */
    if (at->topic == BE_TOPIC_RUNNING && hit->scheme == BE_ECONOMIC)
        return at->topic;
    within = be_sense_within(cx->senses, of->item);
    if (at->topic != BE_TOPIC_RUNNING)
        within |= be_senses_within(cx->senses, of, hit->measure);
    return be_words_cell_topic(cx->model->words, at->topic, within);
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
    for (size_t n = 1; !titled && said.fund == BE_FUND_NONE; n++) {
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
    struct be_said said = at->said[part];
    if (hit->topic == BE_TOPIC_PROCUREMENT && at->topic != hit->topic)
        said.fund = BE_FUND_NONE;    /* a section of purchases in a table of 三公 */
    return said;
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
    if ((hit->part == BE_PART_BASIC && whole->part >= BE_PART_PERSONNEL) ||     /* 基本工资 of 人员经费 */
        (hit->part == BE_PART_NONE && whole->part >= BE_PART_BASIC && hit->flow == BE_EXPENDITURE))
        hit->part = whole->part;             /* 商品和服务支出 of 项目支出 */
}

/* 2050204-高中教育3105万元: a code printed before the name that it has is a subject's. */
static void take_printed_code(struct be_context *cx, struct be_hit *hit)
{
    struct be_codes_ask ask = {.scheme = BE_FUNCTIONAL, .code = hit->code, .year = cx->facts->year};
    struct be_codes codes;
    size_t level = hit->code.len == 7 ? 2 : 1;

    ask.level[level] = hit->item;
    be_codebook_resolve(cx->model->codebook, cx->memo, &ask, &codes);
    if (!be_span_is(hit->code, codes.official))
        return;
    hit->scheme = BE_FUNCTIONAL;
    hit->level[level] = hit->item;
}

static struct be_wordlist PATH_MARKS = BE_WORDLIST("-", "/", "—", "–", "→");

#define PATH_BYTES 20u           /* two names and a mark are longer */

/* Asked of every amount: few items hold the first byte of a mark. */
static bool is_path(struct be_span item)
{
    return item.len > PATH_BYTES && (memchr(item.p, '-', item.len) != NULL || memchr(item.p, '/', item.len) != NULL ||
                                     memchr(item.p, 0xE2, item.len) != NULL) && be_wordlist_holds(&PATH_MARKS, item);
}

/* The next name of a path, and what is behind its mark. */
static struct be_span next_name(struct be_span *rest)
{
    struct be_span name = *rest;
    size_t at = 0;

    while (at < name.len && be_wordlist_front(&PATH_MARKS, be_span_from(name, at)) == 0)
        at += be_char_len(name.p + at, name.p + name.len);
    *rest = be_span_from(name, at);
    be_wordlist_strip(&PATH_MARKS, rest);
    return be_span_trim(be_span_to(name, at));
}

/* 教育支出-普通教育-初中教育: the names of 类, 款 and 项 without marks, where they are official ones. */
static void take_path(struct be_context *cx, struct be_hit *hit)
{
    struct be_codes_ask ask = {.scheme = BE_FUNCTIONAL, .year = cx->facts->year};
    struct be_span rest = hit->item;
    struct be_codes codes;
    size_t n = 0;

    while (rest.len > 0 && n < 3)
        ask.level[n++] = next_name(&rest);
    if (n < 2 || rest.len > 0 || ask.level[n - 1].len == 0)
        return;
    be_codebook_resolve(cx->model->codebook, cx->memo, &ask, &codes);
    if (strlen(codes.official) != 2 * n + 1)
        return;
    hit->scheme = BE_FUNCTIONAL;
    memcpy(hit->level, ask.level, sizeof hit->level);
    hit->item = ask.level[n - 1];
}

/* 教育支出, and 工资福利支出预算 in prose: 预算 is no part of the name in a classification. */
static void classify(struct be_context *cx, struct be_hit *hit, struct be_sense *item, bool table)
{
    enum be_label label = be_sense_class(cx->senses, item, cx->facts->year);
    struct be_span whole = hit->item;
    size_t word = strlen("预算");

    if (label == BE_LABEL_NONE && !table && (be_ends(whole, "支出预算") || be_ends(whole, "支出决算"))) {
        hit->item.len -= word;
        label = be_sense_class(cx->senses, be_sense_of(cx->senses, hit->item), cx->facts->year);
    }
    be_codebook_classify(hit, label, table);
    hit->item = whole;
}

/* Prose that leaves a unit out stays without. */
static inline void take_unit(struct be_hit *hit, const struct be_setting *at)
{
    if (hit->unit.len > 0)
        return;
    if (hit->money) {
        hit->unit = at->money;
        hit->inferred |= at->money_inferred;
    } else if (hit->numeric && hit->stat == BE_STAT_COUNT) {
        hit->unit = at->counted;
    }
}

/* 单位：人 says so, too. Out of the way of most units, which no label tells. */
static __attribute__((noinline)) void take_told_unit(struct be_hit *hit, const struct be_setting *at)
{
    if (be_span_eq(hit->unit, at->table->unit))
        hit->inferred &= ~(unsigned)BE_INFER_UNIT;
    take_unit(hit, at);
}

/* Unit and entity, which are the table's where the cell has none; the headings' where that has none. */
static inline void take_table(struct be_hit *hit, const struct be_setting *at)
{
    if (hit->entity.len == 0 && (at->table == NULL || at->table->entity.len == 0))
        hit->entity = at->entity;
    if (at->table == NULL)
        return;
    if (hit->entity.len == 0) {
        hit->entity = at->table->entity;
        hit->entity_code = at->table->entity_code;
    }
    if ((hit->inferred & BE_INFER_UNIT) != 0)
        take_told_unit(hit, at);
    else
        take_unit(hit, at);
}

/* The words of a classified label say nothing of the figure, the column's say all. False: they
 * do not, or the column's first such cell is at hand. */
static bool solved(struct be_hit *hit, const struct be_setting *at)
{
    const struct be_solved *s = &at->solved[hit->header_no % BE_SOLVED];

    if ((at->solved_set >> hit->header_no % BE_SOLVED & 1) == 0 || s->header_no != hit->header_no || s->before != hit->lists ||
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

    if (hit->kind == BE_AMOUNT && be_codebook_open(hit) && is_path(hit->item))
        take_path(cx, hit);
    of = figure ? be_senses_hit(cx->senses, hit) : NULL;
    hit->topic = topic_of(cx, hit, of, at);
    if (hit->kind == BE_HEADING || hit->kind == BE_TERM)
        return;
    hit->inferred |= at->inferred;
    year_and_phase(cx, hit, at->table);
    take_table(hit, at);
    if (!figure)
        return;
    if (at->table == NULL && (hit->code.len == 5 || hit->code.len == 7) && be_codebook_open(hit))
        take_printed_code(cx, hit);
    if (be_codebook_open(hit))
        classify(cx, hit, of->item, at->table != NULL);
    item_asked = be_dimensions(hit, of, said_above(cx, hit, at), cx->senses);
    take_after_whole(cx, hit);
    hit->concept = be_words_concept(cx->model->words, of, hit);
    if (at->table == NULL || hit->header_no == 0 || !classified || at->topics || item_asked)
        return;
    at->solved_set |= UINT64_C(1) << hit->header_no % BE_SOLVED;
    at->solved[hit->header_no % BE_SOLVED] = (struct be_solved){
        .header_no = hit->header_no, .before = before, .after = hit->lists, .year = year, .year_shift = year_shift,
        .year_after = hit->year, .inferred = hit->inferred & ~inferred & ~(unsigned)BE_INFER_UNIT,
    };
}

void be_resolve_hit(struct be_context *cx, struct be_hit *hit, struct be_setting *at)
{
    if (solved(hit, at))
        take_table(hit, at);
    else
        derive(cx, hit, at);
}
