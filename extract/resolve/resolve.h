/* resolve.h - a hit becomes a record: what the text did not say at the spot is derived.
 *
 * In:    a hit, and where it stands (outline, facts, table).
 * Out:   a record with all its columns; spans point into the hit, the arena, or long-lived state.
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
    enum be_topic topic;         /* what its title says, set by be_resolve_place */
    struct be_said said;
};

/* What is the same for all hits of a table: once, before its hits. */
void be_resolve_place(struct be_context *cx, struct be_table_place *table);

/* Derives what the hit leaves open (year, phase, topic, dimensions, scheme, concept), in place. */
void be_resolve_hit(struct be_context *cx, struct be_hit *hit, const struct be_table_place *table);
/* Writes the columns of a resolved hit. BE_ENOMEM when memory is out. */
enum be_status be_resolve_record(struct be_context *cx, struct be_record *out, const struct be_hit *hit,
                                 const struct be_table_place *table, uint64_t n);

/* Names as they stand in the columns; empty for none. Static text, with a NUL behind it. */
struct be_span be_names_kind(enum be_kind kind);
struct be_span be_names_stat(enum be_stat stat);
struct be_span be_names_phase(enum be_phase phase);
struct be_span be_names_topic(enum be_topic topic);
struct be_span be_names_part(enum be_part part);
struct be_span be_names_fund(enum be_fund fund);
struct be_span be_names_flow(enum be_flow flow);
struct be_span be_names_rollup(enum be_rollup rollup);
struct be_span be_names_scheme(enum be_scheme scheme);

#endif
