#include "facts.h"
#include "cover.h"
#include "outline.h"
#include "facts_words.h"
#include "../segment/heading.h"
#include "../recognize/owner.h"
#include "../base/wordlist.h"

#define CANDIDATES 32u      /* agencies counted */
#define AGENCY_CERTAIN 5u   /* named so often it is the document's */
#define SIGNATURE 3u         /* blocks at the end, its date among them */
#define FRONT_CHARS 200u    /* of a heading or paragraph, where it says whose it is */

void be_facts_reset(struct be_facts *facts, const struct be_options *options)
{
    *facts = (struct be_facts){0};
    facts->agency = be_span_of(options->agency);
    facts->unit = be_span_of(options->unit);
    facts->year = options->year;
    if (options->phase != NULL)
        facts->phase = strcmp(options->phase, "final") == 0 ? BE_FINAL
                     : strcmp(options->phase, "adjusted") == 0 ? BE_ADJUSTED : BE_BUDGET;
}

void be_facts_agency(struct be_facts *facts, struct be_span name)
{
    while (name.len > BE_FACTS_BYTES)
        name.len -= be_char_before(name.p, name.p + name.len);
    memcpy(facts->agency_buf, name.p, name.len);
    facts->agency = be_span(facts->agency_buf, name.len);
    facts->agency_read = true;
}

void be_facts_unit(struct be_facts *facts, struct be_span unit)
{
    if (unit.len == 0 || unit.len > sizeof facts->unit_buf)
        return;
    memcpy(facts->unit_buf, unit.p, unit.len);
    facts->unit = be_span(facts->unit_buf, unit.len);
}

/* ---- counting what headings and prose say ---- */

struct count {
    struct be_span name;
    unsigned n;
};

struct counts {
    struct count agency[CANDIDATES];
    size_t agencies;
    unsigned year[BE_YEAR_MAX - BE_YEAR_MIN + 1];
    unsigned phase[BE_FINAL + 1], told[BE_FINAL + 1]; /* by headings and titles; by paragraphs */
};

static void count_agency(struct counts *c, struct be_span name)
{
    for (size_t i = 0; i < c->agencies; i++)
        if (be_span_eq(c->agency[i].name, name)) {
            c->agency[i].n++;
            return;
        }
    if (c->agencies < CANDIDATES)
        c->agency[c->agencies++] = (struct count){name, 1};
}

static struct be_wordlist COMPARATOR = BE_WORDLIST("比", "较", "与", "同");

/* Years as 2024年 or 二〇二四年, wherever they stand, but for those that something is compared
 * with: the document's own is the one it speaks of most. */
static void count_years(struct counts *c, struct be_span text, unsigned weight)
{
    long next;

    for (size_t at = 0; (next = be_span_find(be_span_from(text, at), BE_LIT("年"))) >= 0; at += strlen("年")) {
        struct be_span front;
        int year;

        at += (size_t)next;
        front = be_span_trim(be_span_to(text, at));
        year = be_words_year_before(front);
        if (year > 0 && front.p[front.len - 1] <= '9' && front.p[front.len - 1] >= '0' &&
            be_wordlist_back(&COMPARATOR, be_span_trim(be_span_to(front, front.len - 4))) > 0)
            continue;
        if (year > 0)
            c->year[year - BE_YEAR_MIN] += weight;
    }
}

static void count_phase(unsigned phases[BE_FINAL + 1], struct be_span text, unsigned weight)
{
    enum be_phase phase = be_words_phase(text);

    if (phase != BE_PHASE_NONE)
        phases[phase] += phase == BE_BUDGET && be_words_only_names(text) ? 1 : weight;
}

/* Behind the first comma from off on; the end when there is none. */
static size_t next_clause(struct be_span text, size_t off)
{
    struct be_span rest = be_span_from(text, off);
    long wide = be_span_find(rest, BE_LIT("，")), narrow = be_span_find(rest, BE_LIT(","));

    if (narrow >= 0 && (wide < 0 || narrow < wide))
        return off + (size_t)narrow + 1;
    return wide < 0 ? text.len : off + (size_t)wide + strlen("，");
}

/* A clause of a paragraph that begins with agency and year: 某局2024年部门预算已经批复. */
static bool clause_match(struct be_context *cx, struct be_match *m, struct be_span text, uint32_t has, uint64_t line)
{
    for (size_t off = 0; off < text.len; off = next_clause(text, off))
        if (be_match_may(cx->matcher, BE_P_DOCUMENT, UINT64_MAX, be_span_from(text, off), has) != 0 &&
            be_match_at(m, cx->matcher, BE_P_DOCUMENT, text, off, line))
            return true;
    return false;
}

/* What a block says of year and phase, unless they are known already. */
static void count_block(struct be_context *cx, struct counts *c, const struct be_block *b)
{
    struct be_span text = b->type == BE_BLOCK_TABLE ? b->title : be_span_chars(b->text.text, FRONT_CHARS);
    bool heading = b->type == BE_BLOCK_HEADING, paragraph = b->type == BE_BLOCK_PARAGRAPH;

    if (!cx->facts->year_read)
        count_years(c, text, heading ? 20 : paragraph ? 1 : 4);
    if (!cx->facts->phase_read && !paragraph)
        count_phase(c->phase, text, heading && b->level == BE_ORD_PART ? 50 : 4);
    else if (!cx->facts->phase_read && be_words_sangong(text))  /* no title, no headings: 现将2021年度“三公”经费决算情况公布如下 */
        count_phase(c->told, text, 1);
}

static bool says_duty(struct be_context *cx, struct be_match *m, struct be_span text, uint32_t has, uint64_t line)
{
    return be_match_any(m, cx->matcher, BE_P_DOCUMENT, be_match_bit(cx->matcher, BE_P_DOCUMENT, "duty"), text, has, line);
}

static struct be_wordlist TOTAL = BE_WORDLIST("总预算", "收入预算", "支出预算", "总决算");

static bool names_budget(struct be_span text)
{
    return be_span_has(text, "部门") || be_words_sangong(text) || be_wordlist_holds(&TOTAL, text);
}

/* The agency that a heading or a paragraph names. */
static struct be_span agency_of(struct be_context *cx, const struct be_block *b)
{
    struct be_span text = be_span_chars(b->text.text, FRONT_CHARS);
    uint64_t line = cx->win->lines[b->first].no;
    struct be_ordinal_mark ordinal;
    struct be_match m;

    if (b->type == BE_BLOCK_PARAGRAPH && be_heading_ordinal(&ordinal, cx->matcher, text, line))
        text = be_span_from(text, ordinal.title);
    if (b->type == BE_BLOCK_HEADING
            ? be_cover_title(cx, &m, text, b->has, line)
            : (names_budget(text) && be_words_phase(text) != BE_PHASE_NONE && clause_match(cx, &m, text, b->has, line)) ||
                  says_duty(cx, &m, text, b->has, line))
        return be_match_group(&m, "agency");
    return be_span(NULL, 0);
}

/* The agency named most often by the blocks of a type. The patterns for agencies cost more than
 * all else that is asked of a paragraph: the first few that name one decide. */
static struct be_span most_named(struct be_context *cx, struct counts *c, const struct be_blocks *blocks, enum be_block_type type)
{
    const struct count *best = NULL;

    c->agencies = 0;
    for (size_t i = 0; i < blocks->n && (best == NULL || best->n < AGENCY_CERTAIN); i++) {
        struct be_span agency = blocks->block[i].type == type ? agency_of(cx, &blocks->block[i]) : be_span(NULL, 0);

        if (agency.len > 0)
            count_agency(c, agency);
        for (size_t k = 0; k < c->agencies && agency.len > 0; k++)
            if (best == NULL || c->agency[k].n > best->n)
                best = &c->agency[k];
    }
    return best == NULL ? be_span(NULL, 0) : best->name;
}

static struct be_wordlist SEALED = BE_WORDLIST("（盖章）", "（公章）", "（章）");

/* Nothing but a body's name: the first line of all, or the signature at the end. */
static struct be_span signed_by(const struct be_blocks *blocks)
{
    for (size_t i = 0; i < blocks->n; i++) {
        struct be_span text;

        if (i == 1 && blocks->n > SIGNATURE)
            i = blocks->n - SIGNATURE;
        if (blocks->block[i].type != BE_BLOCK_PARAGRAPH)
            continue;
        text = be_span_trim(blocks->block[i].text.text);
        be_wordlist_strip_back(&SEALED, &text);
        if (be_starts(text, "（") && be_ends(text, "）"))
            text = be_span(text.p + 3, text.len - 6);
        if (be_owner_is(text))
            return text;
    }
    return be_span(NULL, 0);
}

/* Without a title: the first line 部门： or 编制单位：, then headings, then prose. */
static void find_agency(struct be_context *cx, struct counts *c, const struct be_blocks *blocks)
{
    struct be_span agency = be_span(NULL, 0);

    for (size_t i = 0; i < blocks->n && agency.len == 0; i++)
        if (blocks->block[i].type == BE_BLOCK_TABLE)
            agency = blocks->block[i].entity;
    if (agency.len == 0)
        agency = most_named(cx, c, blocks, BE_BLOCK_HEADING);
    if (agency.len == 0)
        agency = most_named(cx, c, blocks, BE_BLOCK_PARAGRAPH);
    if (agency.len == 0 && cx->win->first)
        agency = signed_by(blocks);
    if (agency.len > 0)
        be_facts_agency(cx->facts, agency);
}

static void settle(struct be_facts *facts, const struct counts *c)
{
    const unsigned *phase = c->phase[BE_FINAL] + c->phase[BE_BUDGET] > 0 ? c->phase : c->told;
    unsigned most = 0;

    for (int y = BE_YEAR_MIN; y <= BE_YEAR_MAX && !facts->year_read; y++)
        if (c->year[y - BE_YEAR_MIN] >= most && c->year[y - BE_YEAR_MIN] > 0) {
            most = c->year[y - BE_YEAR_MIN];
            facts->year = y;
        }
    facts->year_read = facts->year_read || most > 0;
    if (!facts->phase_read && phase[BE_FINAL] + phase[BE_BUDGET] > 0) {
        facts->phase = phase[BE_FINAL] >= phase[BE_BUDGET] ? BE_FINAL : BE_BUDGET;
        facts->phase_read = true;
    }
}

static struct be_span first_unit(const struct be_blocks *blocks)
{
    for (size_t i = 0; i < blocks->n; i++)
        if (blocks->block[i].type == BE_BLOCK_TABLE && blocks->block[i].unit.len > 0)
            return blocks->block[i].unit;
    return be_span(NULL, 0);
}

void be_facts_read(struct be_context *cx, const struct be_blocks *blocks)
{
    struct be_facts *facts = cx->facts;
    struct counts *c;

    if (facts->unit.len == 0)
        be_facts_unit(facts, first_unit(blocks));
    if (cx->win->first)
        be_cover_read(cx);
    if (facts->agency_read && facts->year_read && facts->phase_read)
        return;
    c = be_arena_alloc(cx->arena, sizeof *c);
    if (c == NULL)
        return;
    if (!facts->agency_read)
        find_agency(cx, c, blocks);
    if (facts->year_read && facts->phase_read)
        return;
    for (size_t i = 0; i < blocks->n; i++)
        count_block(cx, c, &blocks->block[i]);
    settle(facts, c);
    for (size_t i = 0; i < blocks->n && !facts->phase_read; i++)  /* 较2014年决算数下降5%: what else it speaks of */
        if (blocks->block[i].type == BE_BLOCK_PARAGRAPH)
            count_phase(c->told, be_span_chars(blocks->block[i].text.text, FRONT_CHARS), 1);
    settle(facts, c);
}

struct be_time be_facts_section(const struct be_facts *facts, const struct be_outline *outline)
{
    struct be_time time = {0};
    struct be_span title;

    for (size_t n = 0; time.year == 0 && (title = be_outline_title(outline, n)).len > 0; n++)
        time = be_words_time(title, facts->phase);
    return time;
}

void be_facts_time(struct be_facts *facts, struct be_time time)
{
    facts->year = time.year;
    facts->phase = time.phase;
}
