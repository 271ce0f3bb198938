/* feed.h - finds the inputs and makes jobs of them, in order.
 *
 * In:    the command: names, lists of names, folders, archives.
 * Out:   jobs into the pool; what cannot be read is a job that only failed, in its place.
 * Keeps: the folders on the way down (tree.h), the archive at hand (archive.h).
 */
#ifndef BE_FEED_H
#define BE_FEED_H

#include "journal.h"
#include "pool.h"

/* Inputs of the journal's past (NULL: there is none) must come first, as they are, and are passed
 * over. BE_OK: all others were handed in, or the pool takes no more. BE_EUSAGE: a list of names
 * could not be opened, or an input is not what the journal knows, which has been told. BE_ENOMEM. */
enum be_status be_feed_all(const struct be_command *cmd, struct be_pool *pool, struct be_journal *journal,
                           struct be_progress *progress);

#endif
