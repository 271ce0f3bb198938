/* facts_words.h - what the words of a title, heading or sentence say of year and phase.
 *
 * In:    a text: 云岭县水务局2024年部门预算.
 * Out:   the years and the phase that it names.
 * Keeps: nothing.
 */
#ifndef BE_FACTS_WORDS_H
#define BE_FACTS_WORDS_H

#include "facts.h"

#define BE_YEAR_MIN 1990
#define BE_YEAR_MAX 2099

int be_words_year(struct be_span text);          /* that it begins with, 2024 or 二〇二四; 0: none */
int be_words_year_before(struct be_span text);   /* that it ends in; 0: none */
int be_words_title_year(struct be_span title);   /* the one that it names, and no other: 2024年; 0: none */
enum be_phase be_words_phase(struct be_span text);
/* Whether 预算 stands in it only as a word of a budget's own name: （二）政府性基金预算. */
bool be_words_only_names(struct be_span text);
/* …预算表 of the year that follows, among final accounts; …决算表 of the last one, in a budget. */
enum be_phase be_words_table_phase(struct be_span title);
bool be_words_sangong(struct be_span text);
/* What a heading says for the figures below it in a document of such a phase; year 0: nothing. */
struct be_time be_words_time(struct be_span title, enum be_phase document);
/* 【财政预算】云岭县水务局2024年部门预算: without the shelf on which a page has put it. */
struct be_span be_words_without_shelf(struct be_span text);
bool be_words_latin(struct be_span text);        /* a name once more, in Latin letters: YUN LING XIAN SHUI WU JU */

#endif
