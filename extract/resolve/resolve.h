/* resolve.h - what the text did not say at the spot is derived: a hit gets its year, phase, unit,
 * topic, dimensions, scheme and concept.
 *
 * In:    a hit, and where it stands (outline, facts, table).
 * Out:   the hit, completed in place; columns.h writes it down.
 * Keeps: nothing of its own.
 */
#ifndef BE_RESOLVE_H
#define BE_RESOLVE_H

#include "../context.h"
#include "words.h"

/* The table a hit stands in; NULL for prose. */
struct be_table_place {
    unsigned number;
    struct be_span title, unit, entity, entity_code;
    int year;                    /* that its title or a line below it names; 0: none */
    enum be_phase phase;         /* that its title names */
    bool sangong;                /* no title, but 三公经费 over its labels */
};

/* What is the same for all hits of a block: made before the first of them, of paragraphs again only
 * below another heading. */
#define BE_SOLVED 64u
struct be_setting {
    const struct be_table_place *table; /* NULL: prose */
    uint64_t opened;             /* headings when it was made; 0: to be made again */
    struct be_span section, entity; /* entity: which the headings name */
    enum be_topic topic;         /* what the table's title or the headings above say */
    bool topics;                 /* figures may have topics of their own: a table's, and of prose those that its heading */
    uint64_t within;             /* names beside it, as rules: 机关运行经费、政府采购和国有资产 */
    bool annex;                  /* all that stands here is of the annex */
    unsigned inferred;           /* BE_INFER_ bits that every figure here has */
    struct be_span money, counted; /* units of cells that have none, of money and of what is counted; tables only */
    unsigned money_inferred;     /* BE_INFER_UNIT: the former is not the table's own */
    bool said_known[2];
    struct be_said said[2];      /* what the title above says: [1] of a part of spending */
    /* What a cell of a column was and what it became, where its row is classified: all such cells
     * of the column become the same. By header_no; only for tables. */
    uint64_t solved_set;         /* which of them are known */
    struct be_solved {
        uint64_t header_no, before, after;
        int year, year_shift, year_after;
        unsigned inferred;
    } solved[BE_SOLVED];
};
void be_setting_make(struct be_setting *at, struct be_context *cx, const struct be_table_place *table);

/* Derives what the hit leaves open (year, phase, topic, dimensions, scheme, concept), in place. */
void be_resolve_hit(struct be_context *cx, struct be_hit *hit, struct be_setting *at);

#endif
