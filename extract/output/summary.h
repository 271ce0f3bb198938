/* summary.h - a document in one row: what it says of each concept, and which topics it covers.
 *
 * In:    the records of a document, in reading order, as they go to the sink.
 * Out:   a row of be_summary_schema (a column per concept: yuan, or a count; 0 is a published
 *        zero, nil a statement that there is none, empty: not stated), and one of
 *        be_coverage_schema (a column per topic that a disclosure is expected to have).
 * Keeps: the best value so far of each concept: body before annex, table before prose, then the
 *        first; of the document's own year and phase (assets and counts: of any date given).
 */
#ifndef BE_SUMMARY_H
#define BE_SUMMARY_H

#include "agencies.h"
#include "record.h"

extern const struct be_schema be_summary_schema;
extern const struct be_schema be_coverage_schema;

struct be_summary;
struct be_summary *be_summary_new(void); /* NULL: memory is out */
void be_summary_free(struct be_summary *summary); /* accepts NULL */
void be_summary_reset(struct be_summary *summary); /* a new document */
/* Whose list the agency's name is looked up in; borrowed, may be NULL. Stays over resets. */
void be_summary_agencies(struct be_summary *summary, const struct be_agencies *agencies);
void be_summary_take(struct be_summary *summary, const struct be_record *record);
/* field has room for BE_SCHEMA_COLUMNS spans; they live until the next take or reset. */
void be_summary_row(struct be_summary *summary, const struct be_document *document, struct be_span *field);
void be_coverage_row(struct be_summary *summary, const struct be_document *document, struct be_span *field);

#endif
