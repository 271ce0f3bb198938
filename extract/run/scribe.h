/* scribe.h - what a document's results look like as bytes: one stream per file that is written.
 *
 * In:    the results of one document after the other (records, tables, findings ...).
 * Out:   rows into be_outs of its own, one per stream. Who owns the be_outs brings the bytes of
 *        all documents together in input order, so a row must not depend on the document before.
 * Keeps: nothing between documents.
 *
 * be_scribe_rows writes the stream of standard output or -o FILE, and that of --findings; package.c has
 * those of -o DIR and -o FILE.xlsx.
 */
#ifndef BE_SCRIBE_H
#define BE_SCRIBE_H

#include "../options.h"

#define BE_STREAMS 16u           /* most streams a kind may have */

struct be_scribe_kind {
    size_t streams;
    /* One per worker. Writes into out[0 .. streams); fills the callbacks of sink that it wants
     * (but message) and sink->user. NULL: memory is out. */
    void *(*new)(const struct be_command *cmd, struct be_out *out, struct be_sink *sink);
    void (*free)(void *scribe);
    enum be_status (*end)(void *scribe, const char *doc, const char *reason); /* an input ends; reason: why it could not be read, else NULL */
    /* What stands in front of all documents: header lines. Called once, may be NULL. */
    enum be_status (*top)(const struct be_command *cmd, size_t stream, struct be_out *out);
};

extern const struct be_scribe_kind be_scribe_rows;

/* Whether --kind and --figures let a record through. */
bool be_scribe_chosen(const struct be_command *cmd, const struct be_record *record);

#endif
