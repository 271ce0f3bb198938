/* journal.h - what makes an interrupted run go on where it was: which inputs are complete, and
 * how long each file of the package was then.
 *
 * In:    after each input, in order: its name, size and time, and the lengths of all files.
 * Out:   a text file, a line an input, each with a check sum. A line is written when what it
 *        speaks of is on the disk, never before: who adds lines syncs the files, then calls
 *        be_journal_sync. What stands in files behind the last line's lengths is to be cut.
 * Keeps: the lines that are not written yet.
 */
#ifndef BE_JOURNAL_H
#define BE_JOURNAL_H

#include "../base/buf.h"
#include "scribe.h"

struct be_journal_entry {
    struct be_span doc;          /* the input's name as text */
    int64_t size, mtime;         /* of its file, nanoseconds; size -1: not known (a pipe, no file) */
    bool failed;
    uint64_t errors;             /* findings of severity error */
    uint64_t at[BE_STREAMS];     /* lengths of the files behind it */
};

struct be_journal;
/* A new journal: one that is there is overwritten. options: what else the output depends on.
 * BE_EIO: errno tells (EWOULDBLOCK: another run writes it). */
enum be_status be_journal_begin(struct be_journal **out, const char *path, const char *options, size_t streams);
/* Goes on with the journal at path. BE_EIO: errno tells (ENOENT: there is none). BE_EUSAGE: it is
 * of another version, or of other options: reason tells. */
enum be_status be_journal_resume(struct be_journal **out, const char *path, const char *options, size_t streams,
                                 char *reason, size_t size);
void be_journal_free(struct be_journal *journal); /* accepts NULL; the file stays */

/* What was there on resuming: the last entry (at: the lengths), sums over all, and whether the
 * run had come to its end. */
struct be_journal_past {
    uint64_t entries, failed, errors;
    uint64_t at[BE_STREAMS];
    bool ended;
};
const struct be_journal_past *be_journal_past(const struct be_journal *journal);
/* The entries of the past, one by one; false when there are no more. */
bool be_journal_next(struct be_journal *journal, struct be_journal_entry *entry);
/* Whether the entry is about this document (a line end in a name does not stand in the journal). */
bool be_journal_same(const struct be_journal_entry *entry, struct be_span doc);

enum be_status be_journal_add(struct be_journal *journal, const struct be_journal_entry *entry);
enum be_status be_journal_end(struct be_journal *journal); /* all inputs are complete */
size_t be_journal_waiting(const struct be_journal *journal); /* bytes of lines that were not cut off yet */
/* What was added so far is to be written, by another thread if need be, while more is added. */
void be_journal_cut(struct be_journal *journal);
/* Writes what was cut off. BE_EIO: errno tells. */
enum be_status be_journal_write(struct be_journal *journal);
/* The two in one. */
enum be_status be_journal_sync(struct be_journal *journal);

#endif
