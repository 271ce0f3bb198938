/* against.h - what a figure is compared with, and the years in front of labels.
 *
 * In:    a label: 支出决算比2018年; 与上年相比收、支总计; 2024年末.
 * Out:   the comparator cut off, its year and phase.
 * Keeps: nothing.
 */
#ifndef BE_AGAINST_H
#define BE_AGAINST_H

#include "../hit.h"
#include "../../base/wordlist.h"

struct be_against {
    struct be_span left;         /* the label without its comparator */
    struct be_span behind;       /* words behind 相比: 收、支总计; 增加人员经费 in 较上年增加人员经费5万元 */
    struct be_span base;         /* 2018年: without 比 and 相比 */
    int year, shift;             /* of the base; -1: 上年 */
    enum be_phase phase;
    bool each;                   /* 较上年分别: what follows is shared out */
};

extern struct be_wordlist be_against_words;           /* 比, 较, 与: what may begin one */
/* False when there is no comparator; left is then all of text. */
bool be_against_cut(struct be_against *out, struct be_span text);
/* 和上年相比: 和 is its comparator and joins nothing. */
bool be_against_joins(struct be_span text);
/* The length of 增加, 减少 at the front of text, when what is more or less of follows: 增加人员经费; 0: none. */
size_t be_against_verb(struct be_span text, bool *less);

/* Reads 2024年度, 2023年12月31日, 上年 at the front of text; its length, 0 when there is none.
 * shift gets -1 for 上年, as_of true for a date of stock (末, 底, a day). */
size_t be_against_year(struct be_span text, int *year, int *shift, bool *as_of);

#endif
