/* check.h - what does not add up in a document: its records held against each other.
 *
 * In:    every resolved hit with its record, every block, the document's end. And --rules.
 * Out:   findings to cx->sink->finding, in the order of their lines, when the document has ended.
 *        Records are never changed.
 * Keeps: the figures of the document that a rule may still need, with their labels stored once:
 *        at most BE_CHECK_FIGURES of them and BE_CHECK_BYTES of memory. What comes behind is not
 *        checked; a message says from which line on. Nothing outlives the document.
 */
#ifndef BE_CHECK_H
#define BE_CHECK_H

#include "../resolve/resolve.h"

#define BE_CHECK_FIGURES 60000u
#define BE_CHECK_BYTES (6u << 20) /* of names and texts; the figures come to 12 MiB */
#define BE_CHECK_FINDINGS 20000u

enum be_rule_severity { BE_RULE_ERROR, BE_RULE_WARN, BE_RULE_INFO };

/* The one table of rules. checked is false for what the catalogue knows and this program leaves out. */
struct be_rule_info {
    const char *id, *zh, *en, *formula;
    enum be_rule_severity severity;
    bool checked;
};
#define BE_RULES_MAX 128u
size_t be_rules_count(void);
const struct be_rule_info *be_rules_info(size_t i);
const char *be_severity_name(enum be_rule_severity severity);
/* Which rules a list like T01,N0*,-C* selects: one that begins with a minus takes away, from all
 * rules if it comes first. chosen[i] for rule i. False, with *bad, when a part names no rule
 * that is checked. */
bool be_rules_select(bool *chosen, const char *list, struct be_span *bad);

struct be_check;
struct be_check *be_check_new(const struct be_options *options); /* NULL: memory is out */
void be_check_free(struct be_check *check);                      /* accepts NULL */
void be_check_reset(struct be_check *check);                     /* a document begins */
/* parent: the record number of the figure whose parts list this one stands in; 0: none. */
enum be_status be_check_figure(struct be_check *check, struct be_context *cx, const struct be_hit *hit,
                               const struct be_table_place *table, const struct be_record *record, uint64_t n,
                               uint64_t parent);
/* A block, before its hits come. */
enum be_status be_check_block(struct be_check *check, struct be_context *cx, const struct be_block *block);
enum be_status be_check_finish(struct be_check *check, struct be_context *cx);

#endif
