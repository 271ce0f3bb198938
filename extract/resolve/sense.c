#include "sense.h"

#include "../base/memo.h"
#include "wordrows.h"
#include <stdlib.h>

#define HEADERS 256u                 /* columns whose senses are at hand */
#define LABELS 1024u                 /* senses that are found by the number of their text */

struct be_senses {
    const struct be_words *words;
    const struct be_codebook *book;
    struct be_memo *memo;
    uint64_t turn;                   /* of the memo: since then all that is at hand was found */
    /* what was asked last: cells come row by row */
    const struct be_label_texts *label_of;
    struct be_span item;             /* of a hit that shares its label with nobody: prose goes on about the same */
    struct be_sense *label;
    struct be_label_sense { uint64_t no; struct be_sense *sense; } numbered[LABELS];
    struct be_header_senses { uint64_t no; struct be_hit_senses senses; } header[HEADERS];
    struct be_header_senses loose;   /* of a cell that shares its header with nobody */
    struct be_hit_senses prose;      /* of a hit without header */
    uint64_t agencies;               /* so far */
    size_t agency_len, folded_len;   /* the agency whose name was looked for in titles, and that folded */
    char agency[BE_SENSE_BYTES], folded[BE_SENSE_BYTES];
};

struct be_senses *be_senses_new(const struct be_words *words, const struct be_codebook *book, struct be_memo *memo)
{
    struct be_senses *s = calloc(1, sizeof *s);

    if (s != NULL) {
        s->words = words;
        s->book = book;
        s->memo = memo;
        s->prose.header_known = true;
    }
    return s;
}

void be_senses_free(struct be_senses *senses)
{
    free(senses);
}

void be_senses_block(struct be_senses *s)
{
    s->label_of = NULL;
    s->item = be_span(NULL, 0);
    s->label = NULL;
}

/* What is at hand may be forgotten when the memo turns again. */
static void leave(struct be_senses *s)
{
    for (size_t i = 0; i < HEADERS; i++)
        s->header[i].no = 0;
    memset(s->numbered, 0, sizeof s->numbered);
    be_senses_block(s);
    s->turn = be_memo_turn(s->memo);
}

struct be_sense *be_sense_of(struct be_senses *s, struct be_span text)
{
    struct be_sense *sense;

    text = be_span_to(text, BE_SENSE_BYTES);
    sense = be_memo_of(s->memo, BE_ASKS_SENSE, text, 0, sizeof *sense);
    sense->text = be_memo_text(sense, text.len);
    return sense;
}

static void header_senses(struct be_hit_senses *out, struct be_senses *s, struct be_span measure)
{
    struct be_span level;

    out->levels = 0;
    out->header_known = out->within_known = false;
    while (out->levels < BE_MEASURE_LEVELS && be_measure_level(&measure, &level))
        out->level[out->levels++] = be_sense_of(s, level);
}

/* The senses of its header's levels. */
static inline struct be_hit_senses *header_of(struct be_senses *s, const struct be_hit *hit)
{
    struct be_header_senses *at = hit->header_no == 0 ? &s->loose : &s->header[hit->header_no % HEADERS];

    if (at->no != hit->header_no || at == &s->loose)
        header_senses(&at->senses, s, hit->measure);
    at->no = hit->header_no;
    return &at->senses;
}

/* Of a cell's item, by the number of its text where that has one. */
static struct be_sense *label_sense(struct be_senses *s, const struct be_hit *hit)
{
    uint64_t no = hit->label == NULL ? 0 : hit->label->item;
    struct be_label_sense *at = &s->numbered[no % LABELS];

    if (no == 0)
        return be_sense_of(s, hit->item);
    if (at->no != no)
        *at = (struct be_label_sense){no, be_sense_of(s, hit->item)};
    return at->sense;
}

struct be_hit_senses *be_senses_hit(struct be_senses *s, const struct be_hit *hit)
{
    struct be_hit_senses *of = &s->prose;
    bool again;

    if (s->turn != be_memo_turn(s->memo))
        leave(s);
    if (hit->kind == BE_CELL)
        of = header_of(s, hit);
    again = hit->label == s->label_of && (hit->label != NULL || (hit->item.p == s->item.p && hit->item.len == s->item.len));
    if (!again || s->label == NULL) {
        s->label = label_sense(s, hit);
        s->label_of = hit->label;
        s->item = hit->item;
    }
    of->item = s->label;
    return of;
}

/* ---- the answers ---- */

void be_sense_find_said(const struct be_senses *senses, struct be_sense *sense)
{
    struct be_said said[BE_SAID_PLACES];

    be_words_dimensions(senses->words, sense->text, said);
    memcpy(sense->said, said, sizeof sense->said);
    sense->said_known = true;
}

void be_senses_find_header(const struct be_senses *senses, struct be_hit_senses *of)
{
    of->header = (struct be_said){0, 0, 0};
    of->part_below_total = BE_PART_NONE;
    of->carryover = false;
    of->header_known = true;
    for (size_t i = 0; i < of->levels; i++) {
        struct be_said said = be_sense_said(senses, of->level[i], BE_SAID_HEADER);

        /* 本年支出 over 一般公共预算 does not say that the column holds totals */
        if (said.part == BE_PART_TOTAL && i > 0 && !be_ends(of->level[0]->text, "计"))
            said.part = BE_PART_NONE;
        if (of->header.part == BE_PART_NONE)
            of->header.part = said.part;
        if (of->part_below_total == BE_PART_NONE && said.part != BE_PART_TOTAL)
            of->part_below_total = said.part;
        if (of->header.fund == BE_FUND_NONE)
            of->header.fund = said.fund;
        if (of->header.flow == BE_FLOW_NONE)
            of->header.flow = said.flow;
        of->carryover = of->carryover || said.fund == BE_FUND_CARRYOVER;
    }
}

struct title {
    bool known;
    bool named;                      /* the agency, for which it was asked last */
    uint16_t len;                    /* of it as words.c looks it up */
    struct be_said_topic said;       /* where it does not name the agency */
    uint64_t asked_for;
    char folded[];
};

/* Does a title name the agency, both folded? */
static bool names(struct be_senses *s, struct title *title, struct be_span agency)
{
    if (agency.len == 0)
        return false;
    if (!be_span_eq(agency, be_span(s->agency, s->agency_len))) {
        memcpy(s->agency, agency.p, agency.len);
        s->agency_len = agency.len;
        s->folded_len = be_words_fold(s->words, agency, s->folded, sizeof s->folded);
        s->agencies++;
    }
    if (title->asked_for != s->agencies)
        title->named = s->folded_len > 0 && be_span_find(be_span(title->folded, title->len), be_span(s->folded, s->folded_len)) >= 0;
    title->asked_for = s->agencies;
    return title->named;
}

struct be_said_topic be_sense_title(struct be_senses *s, struct be_span text, struct be_span agency)
{
    const size_t room = text.len < BE_TITLE_BYTES / 3 ? 3 * text.len : BE_TITLE_BYTES; /* a bracket may take three bytes */
    struct title *title;

    if (text.len == 0 || text.len > BE_SENSE_BYTES || agency.len > BE_SENSE_BYTES)
        return be_words_say(s->words, text, agency);
    title = be_memo_of(s->memo, BE_ASKS_TITLE, text, 0, sizeof *title + room);
    if (!title->known) {
        title->said = be_words_say(s->words, text, be_span(NULL, 0));
        title->len = (uint16_t)be_words_fold(s->words, text, title->folded, room);
        title->known = true;
    }
    return names(s, title, agency) ? be_words_say(s->words, text, agency) : title->said;
}

struct be_said be_sense_topic(const struct be_senses *senses, struct be_sense *sense, enum be_topic topic)
{
    if ((sense->topics_known >> topic & 1) == 0) {
        sense->topic[topic] = be_words_topic_says(senses->words, topic, sense->text);
        sense->topics_known |= (uint32_t)1 << topic;
    }
    return sense->topic[topic];
}

uint64_t be_senses_within(struct be_senses *senses, struct be_hit_senses *of, struct be_span measure)
{
    if (!of->within_known)
        of->within = be_sense_within(senses, be_sense_of(senses, measure));
    of->within_known = true;
    return of->within;
}

uint64_t be_sense_within(const struct be_senses *senses, struct be_sense *sense)
{
    if (!sense->within_known) {
        sense->within = be_words_within(senses->words, sense->text);
        sense->within_known = true;
    }
    return sense->within;
}

enum be_label be_sense_class(const struct be_senses *senses, struct be_sense *sense, int year)
{
    size_t i = (unsigned)year % BE_SENSE_YEARS;

    if (!sense->class[i].known || sense->class[i].year != year) {
        sense->class[i].label = be_codebook_label(senses->book, sense->text, year);
        sense->class[i].year = year;
        sense->class[i].known = true;
    }
    return sense->class[i].label;
}
