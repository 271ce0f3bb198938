/* heading.h - ordinals at the start of a line, and whether what follows is a heading.
 *
 * In:    the folded text of one line.
 * Out:   its ordinal (style, number, where the title begins), and a judgement of the title:
 *        a heading, a run-in heading (（一）机关运行经费。2024年…), or a numbered sentence.
 * Keeps: nothing. What depends on neighbours (contents lists, glossaries, titles over several
 *        lines) is decided in line.c and block.c.
 */
#ifndef BE_HEADING_H
#define BE_HEADING_H

#include "../context.h"

/* Styles of ordinals, from the outside in. A heading closes all open ones of its own style
 * and of those further in. */
enum be_ordinal {
    BE_ORD_NONE,
    BE_ORD_PART,         /* 第一部分, 第一章 */
    BE_ORD_ANNEX,        /* 附件1 */
    BE_ORD_SECTION,      /* 第一节, below 第一章 */
    BE_ORD_HAN,          /* 一、 */
    BE_ORD_PAREN_HAN,    /* （一） */
    BE_ORD_ARABIC,       /* 1. 1． 1、 */
    BE_ORD_PAREN_ARABIC, /* （1）, 1.1 */
    BE_ORD_CIRCLED,      /* ①, 1.1.1 */
    BE_ORD_PLAIN,        /* a title without an ordinal: Markdown #, or known from its surroundings */
    BE_ORD_STYLES
};

struct be_ordinal_mark {
    enum be_ordinal style;
    unsigned number;      /* 0: none printed */
    size_t title;         /* where the title begins in the line */
    const char *pattern;  /* the pattern that recognised it */
};

/* False when the line does not begin with an ordinal. */
bool be_heading_ordinal(struct be_ordinal_mark *out, struct be_matcher *matcher, struct be_span line,
                        uint64_t no);

/* The same without its patterns: false for nearly all that has none. */
bool be_heading_may_begin(struct be_span line);

enum be_heading_kind { BE_HEADING_NO, BE_HEADING_WHOLE, BE_HEADING_RUN_IN };

/* The unit in a bracket that text ends in, 支出明细（单位：万元）：, which is cut off; empty: there is none. */
struct be_span be_heading_unit(struct be_span *text);
/* What the text behind an ordinal of this style is. *title gets the title's length (without
 * its closing mark), *rest where the run-in text begins. */
enum be_heading_kind be_heading_judge(enum be_ordinal style, struct be_span text, size_t *title,
                                      size_t *rest);

/* A title's closing noun (情况, 说明, 概况 ...) ends it: what titles of such documents end in. */
bool be_heading_ends_as_title(struct be_span title);
/* The name of a public body ends it: 局, 中心, 幼儿园 ... */
bool be_heading_ends_as_unit(struct be_span title);
/* A figure with a unit of money, percent or count stands in it: no title has one. */
bool be_heading_has_figure(struct be_span text);

#endif
