/* word.h - what a cell's word is in tables of this kind: a label column's header, the name of
 * a sum, a measure, a label of a form ... by the patterns of patterns/table/.
 *
 * In:    the text of one cell, without blanks.
 * Out:   its class, and the constant the pattern gives (a fund, a phase).
 * Keeps: the answers for the words met last (memo.h), because the same words come again in table after table: a
 *        pattern is asked once a word, never once a cell of data.
 */
#ifndef BE_WORD_H
#define BE_WORD_H

#include "../../context.h"
#include "../../segment/grid/grid.h"

#define BE_WORD_BYTES 120u   /* a longer text is no word of a table's frame */

enum be_word {               /* in the order of NAMES in word.c */
    BE_WORD_NONE,
    /* headers of columns that label a row */
    BE_WORD_NAME, BE_WORD_CODE, BE_WORD_CODE1, BE_WORD_CODE2, BE_WORD_CODE3, BE_WORD_UNIT_CODE,
    BE_WORD_UNIT_NAME, BE_WORD_PROJECT, BE_WORD_PROJECT_CODE, BE_WORD_ORDINAL,
    BE_WORD_LEVEL1, BE_WORD_LEVEL2, BE_WORD_LEVEL3,
    /* headers of columns with data */
    BE_WORD_QUANTITY_UNIT, BE_WORD_PHASE, BE_WORD_MEASURE, BE_WORD_CHANGE, BE_WORD_CHANGE_RATE,
    BE_WORD_SHARE, BE_WORD_COMPLETION, BE_WORD_COUNT, BE_WORD_TARGET, BE_WORD_ACTUAL,
    BE_WORD_WEIGHT, BE_WORD_NOTE, BE_WORD_FUND, BE_WORD_PART, BE_WORD_FLOW, BE_WORD_YEAR,
    BE_WORD_RUNNING,
    BE_WORD_TOTAL,           /* a column or a row */
    BE_WORD_FORM,            /* a label beside its value */
    BE_WORD_ENTITY,          /* the name of a budget unit */
    BE_WORD_QUANTITY,        /* the unit of a count or of money */
    BE_WORD_CAPTION,         /* 单位：万元 as a row of the table */
    BE_WORD_NOTHING,         /* 此表无数据 */
    BE_WORDS
};

/* The class of the whole of text; *mark (may be NULL) gets the pattern's constant or "". */
enum be_word be_word_of(struct be_context *cx, struct be_span text, const char **mark);
/* Can it be of this class? Asks its pattern only, and remembers nothing: for words that hardly ever come. */
bool be_word_may_be(struct be_context *cx, struct be_span text, enum be_word word);
/* Can a text of this class stand where only these characters do (letters.h)? */
bool be_word_may_stand(struct be_context *cx, uint32_t has, enum be_word word);
/* The class of a cell's text; the cell remembers it. */
enum be_word be_word_cell(struct be_context *cx, struct be_cell *cell);

/* What a text says of the figures below it, by a part of it or as a whole; 0: nothing. */
enum be_meaning {
    BE_MEANS_PHASE,          /* enum be_phase */
    BE_MEANS_YEAR,           /* 2023, or BE_MEANS_LAST_YEAR */
    BE_MEANS_PART, BE_MEANS_FUND, BE_MEANS_FLOW, /* enum be_part, be_fund, be_flow */
    BE_MEANS_RUNNING,        /* 1: 机关运行经费 */
    BE_MEANINGS
};
#define BE_MEANS_LAST_YEAR (-1)
int be_word_means(struct be_context *cx, enum be_meaning what, struct be_span text);
/* The same of all meanings of a set, a bit each, by their number; the others are not to be looked at.
 * Lives until the next text is asked about. */
const int16_t *be_word_meanings(struct be_context *cx, unsigned set, struct be_span text);

/* Headers of label columns. */
static inline bool be_word_is_label(enum be_word w)
{
    return w >= BE_WORD_NAME && w <= BE_WORD_LEVEL3;
}
/* Words that stand in a table's frame, never as a value. */
static inline bool be_word_is_frame(enum be_word w)
{
    return w >= BE_WORD_NAME && w <= BE_WORD_FORM;
}

/* ---- folding of cells: labels, headers ---- */

/* Without blanks; text itself when it holds none, else a copy in the arena. */
struct be_span be_word_squeeze(struct be_span text, struct be_arena *arena);
/* A label as item: no blanks, no leading ordinal or 其中：, no trailing mark, no quotes around,
 * no tags. */
struct be_span be_word_item(struct be_span text, struct be_arena *arena);
/* What stands before it: 一、 （一） 1. ① 其中：. Its length in bytes, 0: nothing. *among (may be
 * NULL): 其中 was there. */
size_t be_word_lead(struct be_span text, bool *among);
/* May it, by its first character? */
bool be_word_may_lead(struct be_span text);

#endif
