/* clause.h - the grammar of a paragraph's figures: labels, lists, comparators, what is carried.
 *
 * In:    a squeezed paragraph and what runs on from the one before (struct be_carry).
 * Out:   subject and amount hits in cx->hits; the carry as it is at the paragraph's end.
 * Keeps: nothing but the carry. Lists nest BE_CLAUSE_DEPTH deep, further in they are flat.
 *
 * How it is read: clause_walk.h.
 */
#ifndef BE_CLAUSE_H
#define BE_CLAUSE_H

#include "prose.h"
#include "squeeze.h"
#include "subject.h"

#define BE_CLAUSE_DEPTH 8u

struct be_ref {                  /* what a figure is of */
    struct be_span item;         /* empty: nothing known */
    struct be_span code;         /* printed with it */
    struct be_span source;       /* words before it that say whose money */
    bool subject;                /* the subject at hand, not the item */
    bool count;                  /* only counts were seen with it */
    int year;                    /* named with the item; 0: none */
    bool as_of;
    int32_t hit;                 /* its first figure in this block, or -1 */
};

struct be_carry {
    struct be_ref now, head;     /* the last item, and that of the sentence without its lists */
    struct be_span pending;      /* a label that waits for its figure (clause_wait.c) */
    struct be_span purpose;      /* 主要用于 of the subject at hand */
    struct be_span project;
    struct be_subject subject;
    struct be_span unit;         /* of figures without one: （单位：万元）, good until the next heading */
    int as_of;                   /* year of the stock date; 0: none */
    bool whole[2];               /* 收入总计, 支出总计 of the section have been seen: 本年收入合计 is another figure */
    bool open;                   /* the paragraph did not end with a stop */
    uint32_t sentence;
};

struct be_clause_text {
    const struct be_squeezed *squeezed;
    const struct be_block *block;
    const struct be_place *place;
    struct be_span agency;
};

/* Of the figures without a unit that follow. */
void be_clause_unit(struct be_carry *carry, struct be_span unit);

enum be_status be_clause_find(struct be_context *cx, const struct be_clause_text *text,
                              struct be_carry *carry);

#endif
