/* sense.h - what a label says by itself, whatever figure it stands at: which topic a row or column
 * has of its own, what it says of part, fund and flow, which rows of concepts.csv may hold for it,
 * whether it names a class of the classification.
 *
 * In:    labels as published: items, levels of headers, titles.
 * Out:   their senses; the questions are asked once, when somebody wants the answer.
 * Keeps: in the memo (base/memo.h) the senses of labels, because the same labels come again in row
 *        after row, table after table, document after document; it only saves time.
 */
#ifndef BE_SENSE_H
#define BE_SENSE_H

#include "codebook.h"
#include "words.h"

#define BE_SENSE_BYTES 600u      /* what stands further back in a label does not count */
#define BE_SENSE_YEARS 8u        /* documents of neighbouring years take turns */
#define BE_MEASURE_LEVELS 8u     /* a header has no more */

/* Rules of concepts.csv that may hold for a label: chains of be_concept_label, -1: none. */
struct be_sense_concept {
    bool known;
    bool empty, too_long;        /* nothing is left of it when folded; it is too long for a label */
    bool listed;                 /* among totals, value columns, flows */
    bool neutral;                /* says nothing of its own */
    bool any;                    /* one of these is a chain */
    int32_t whole[2], core[2];   /* of the label, and of the label without a closing bracket */
    int32_t scoped;              /* of the label without whose it is: 镇本级基本支出 */
};

struct be_sense {
    struct be_span text;
    bool said_known, within_known;
    struct be_said said[BE_SAID_TOPIC];     /* by enum be_said_place */
    struct be_said topic[BE_TOPICS];        /* what topic:label says; */
    uint32_t topics_known;                  /* set of topics that were asked */
    uint64_t within;                        /* set of the rules of topics.csv with `within` that hold */
    struct be_sense_concept concept;
    struct { int year; enum be_label label; bool known; } class[BE_SENSE_YEARS]; /* which class it names, by year */
};

struct be_senses;
/* NULL: memory is out. */
struct be_senses *be_senses_new(const struct be_words *words, const struct be_codebook *book, struct be_memo *memo);
void be_senses_free(struct be_senses *senses);

/* A block of hits begins, with texts of its own. */
void be_senses_block(struct be_senses *senses);
/* The sense of a text, which may be empty; good as long as the memo says. */
struct be_sense *be_sense_of(struct be_senses *senses, struct be_span text);
/* Those of a hit's item and of the levels of its header, from the inside out (of cells; else none). */
struct be_hit_senses {
    struct be_sense *item, *level[BE_MEASURE_LEVELS];
    size_t levels;
    /* what the levels say together, the inner before the outer; see be_senses_header */
    bool header_known, carryover;   /* carryover: one of them says so */
    uint8_t part_below_total;       /* the part when none of them is a total */
    struct be_said header;
    bool within_known;
    uint64_t within;                /* be_sense_within of the header as a whole, see be_senses_within */
};
/* They are good until the next hit's. */
struct be_hit_senses *be_senses_hit(struct be_senses *senses, const struct be_hit *hit);

/* The answers. */
void be_sense_find_said(const struct be_senses *senses, struct be_sense *sense);
static inline struct be_said be_sense_said(const struct be_senses *senses, struct be_sense *sense, enum be_said_place place)
{
    if (!sense->said_known)
        be_sense_find_said(senses, sense);
    return sense->said[place];
}
void be_senses_find_header(const struct be_senses *senses, struct be_hit_senses *of);
/* Once they are wanted. */
static inline void be_senses_header(const struct be_senses *senses, struct be_hit_senses *of)
{
    if (!of->header_known)
        be_senses_find_header(senses, of);
}
/* What a title says: be_words_say, remembered unless the agency is named in it. */
struct be_said_topic be_sense_title(struct be_senses *senses, struct be_span title, struct be_span agency);
struct be_said be_sense_topic(const struct be_senses *senses, struct be_sense *sense, enum be_topic topic);
uint64_t be_sense_within(const struct be_senses *senses, struct be_sense *sense);
/* Of a cell's header, which is its measure. */
uint64_t be_senses_within(struct be_senses *senses, struct be_hit_senses *of, struct be_span measure);
enum be_label be_sense_class(const struct be_senses *senses, struct be_sense *sense, int year);

#endif
