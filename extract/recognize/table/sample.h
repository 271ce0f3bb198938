/* sample.h - what the first rows of a table tell of its columns where its header does not.
 *
 * In:    a grid, where its rows of data begin, a question about a column.
 * Out:   yes or no.
 * Keeps: the answers, as long as the struct lives: the same header and the same answers make the
 *        same plan, so a plan is made again only where one of them is another (top.h).
 */
#ifndef BE_SAMPLE_H
#define BE_SAMPLE_H

#include "../../segment/grid/grid.h"

#define BE_SAMPLE_ROWS 64u
#define BE_SAMPLE_ANSWERS 32u

enum be_question {
    BE_ASK_WORDS,            /* does it hold words? */
    BE_ASK_LABELS,           /* more words than numbers? */
    BE_ASK_NAMES,            /* words that are no codes of the catalogue of what is bought? */
    BE_ASK_CATALOGUE,        /* such codes, and no other words? */
    BE_ASK_PARTS,            /* two digits, 款 or 项, or blank? */
    BE_ASK_REPEATS,          /* the same text twice, one below the other? */
};

struct be_sample {
    const struct be_grid *grid;
    size_t from;
    size_t n;                /* more than BE_SAMPLE_ANSWERS: not all of them are here */
    struct be_answer { uint8_t question, col; bool yes; } answer[BE_SAMPLE_ANSWERS];
};

bool be_sample_ask(struct be_sample *sample, enum be_question question, size_t col);
/* Would the rows of another grid, from `from` on, answer the same? */
bool be_sample_agrees(const struct be_sample *sample, const struct be_grid *grid, size_t from);

#endif
