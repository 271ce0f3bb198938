/* folder.h - the data package on disk: -o DIR.
 *
 * In:    the bytes of its streams, in input order.
 * Out:   DIR/NAME.csv for every file of the package, codes.csv and datapackage.json. Files are
 *        written as NAME.csv.part, synced, and named when all of them are complete. A journal
 *        stands beside them until then (journal.h), so that --resume goes on with what there is.
 * Keeps: a buffered file per stream; a thread that syncs beside the work, BE_FOLDER_SYNC_MILLISECONDS
 *        after it did so last; lines of the journal until then, BE_FOLDER_WAITING at most.
 */
#ifndef BE_FOLDER_H
#define BE_FOLDER_H

#include "../output/package.h"
#include "job.h"
#include "journal.h"

#define BE_FOLDER_SYNC_FIRST 20u
#define BE_FOLDER_SYNC_MILLISECONDS 500u
#define BE_FOLDER_WAITING (1u << 20)

extern const struct be_scribe_kind be_scribe_package;

struct be_folder;
/* Makes DIR when it is not there; with cmd->resume goes on with what it holds. BE_EIO: errno
 * tells, *path is the name it is about. BE_EUSAGE: it cannot be gone on with; *path tells why. */
enum be_status be_folder_open(struct be_folder **out, const struct be_command *cmd, const char **path);
/* The journal, for who finds the inputs: its past is what needs not be read again. NULL: nothing
 * is to be read any more, the package was complete. */
struct be_journal *be_folder_journal(struct be_folder *folder);
enum be_status be_folder_write(struct be_folder *folder, size_t stream, struct be_span bytes);
/* The last byte of a job has been written. */
enum be_status be_folder_done(struct be_folder *folder, const struct be_job *job);
/* Completes it: codes and description written, everything synced and named. Without keep the
 * parts stay for --resume, if any input is complete, else they are removed. On BE_EIO errno
 * tells and *path is the name it is about; the path lives until be_folder_free. */
enum be_status be_folder_close(struct be_folder *folder, const struct be_model *model, bool keep, const char **path);
/* Whether a run that did not end can be gone on with. */
bool be_folder_resumable(const struct be_folder *folder);
void be_folder_free(struct be_folder *folder); /* accepts NULL */

/* Is OUTPUT the name of a folder: it ends in /, is one, or has no extension and is no file? */
bool be_folder_is(const char *output);

#endif
