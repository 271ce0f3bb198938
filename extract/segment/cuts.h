/* cuts.h - where a line that holds what once were several may be cut: at ordinals that go on counting, and
 * behind titles.
 *
 * In:    the text of a line, and how far in it ordinals stand that may be titles' (marks.c).
 * Out:   the places, ascending, at most BE_CUTS of them; how many titles of outer ordinals there are.
 * Keeps: nothing.
 */
#ifndef BE_CUTS_H
#define BE_CUTS_H

#include "heading.h"

#define BE_CUTS 4096u        /* in one line; more are left uncut */

/* Where a piece begins. */
struct be_cut {
    uint32_t at;
    bool sure;               /* at a title's begin or end; else at an ordinal that may only number a sentence */
};

struct be_cuts {
    struct be_matcher *matcher;
    struct be_cut *cut;      /* room for all of one line */
    size_t n, titles;
    uint32_t has;            /* what stands in it, see letters.h */
    bool columns;            /* its blanks may part columns */
    unsigned last[BE_ORD_STYLES]; /* the number last met of each style, in this line */
};

/* marks: where the ordinals end. Behind that a line of less than two titles is not cut but at a list of contents. */
void be_cuts_find(struct be_cuts *c, struct be_span text, size_t marks);

static inline bool be_cuts_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Behind the blanks at i. */
static inline size_t be_cuts_skip(struct be_span text, size_t i)
{
    while (i < text.len && be_cuts_blank(text.p[i]))
        i++;
    return i;
}

#endif
