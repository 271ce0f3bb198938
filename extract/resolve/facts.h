/* facts.h - what a document says of itself: agency, fiscal year, phase, unit of money.
 *
 * In:    a whole window, typed and grouped, before its records are made.
 * Out:   the facts, found from cover, titles, entity lines, headings and prose, in this order.
 * Keeps: the facts of the document at hand; strings cut at BE_FACTS_BYTES.
 */
#ifndef BE_FACTS_H
#define BE_FACTS_H

#include "../context.h"

#define BE_FACTS_BYTES 240u

struct be_outline;
struct be_time {
    int year;
    enum be_phase phase;
};

struct be_facts {
    struct be_span agency, unit; /* point into the buffers below, or at the caller's options */
    int year;                    /* 0: not known */
    enum be_phase phase;
    bool agency_read, year_read, phase_read; /* printed, not given by options */
    bool series;                 /* the agency is a place whose departments publish: a title with a body's name is better */
    bool sangong;                /* it is about 三公 alone: its title or first sentence says so */
    char agency_buf[BE_FACTS_BYTES], unit_buf[32];
};

void be_facts_reset(struct be_facts *facts, const struct be_options *options);
/* What the open headings say of the figures below them, against the document: those of 一、2023年预算
 * 执行情况 are the accounts of 2023. year 0: nothing. */
struct be_time be_facts_section(const struct be_facts *facts, const struct be_outline *outline);
void be_facts_time(struct be_facts *facts, struct be_time time);
/* Completes what is not known yet. */
void be_facts_read(struct be_context *cx, const struct be_blocks *blocks);
/* It is the document's, as printed; a copy is kept. */
void be_facts_agency(struct be_facts *facts, struct be_span name);
/* A unit line was passed: money without a unit of its own is in it from now on. */
void be_facts_unit(struct be_facts *facts, struct be_span unit);

#endif
