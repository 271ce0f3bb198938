/* resolve.h - a hit becomes a record: what the text did not say at the spot is derived.
 *
 * In:    a hit, and where it stands (outline, facts, table).
 * Out:   a record with all its columns; spans point into the hit, the arena, or long-lived state.
 * Keeps: nothing of its own.
 */
#ifndef BE_RESOLVE_H
#define BE_RESOLVE_H

#include "../context.h"

/* The table a hit stands in; NULL for prose. */
struct be_table_place {
    unsigned number;
    struct be_span title, unit, entity, entity_code;
};

/* Derives what the hit leaves open (year, phase, topic, dimensions, codes), in place. */
void be_resolve_hit(struct be_context *cx, struct be_hit *hit, const struct be_table_place *table);
/* Writes the columns of a resolved hit. BE_ENOMEM when memory is out. */
enum be_status be_resolve_record(struct be_context *cx, struct be_record *out, const struct be_hit *hit,
                                 const struct be_table_place *table, uint64_t n);

/* Names as they stand in the columns; "" for none. Static text. */
const char *be_names_kind(enum be_kind kind);
const char *be_names_stat(enum be_stat stat);
const char *be_names_phase(enum be_phase phase);
const char *be_names_topic(enum be_topic topic);
const char *be_names_part(enum be_part part);
const char *be_names_fund(enum be_fund fund);
const char *be_names_flow(enum be_flow flow);
const char *be_names_rollup(enum be_rollup rollup);
const char *be_names_scheme(enum be_scheme scheme);

#endif
