/* folder.h - the data package on disk: -o DIR.
 *
 * In:    the bytes of its streams, in input order.
 * Out:   DIR/NAME.csv for every file of the package, codes.csv and datapackage.json. Files are
 *        written as NAME.csv.part, synced, and named when all of them are complete.
 * Keeps: a buffered file per stream.
 */
#ifndef BE_FOLDER_H
#define BE_FOLDER_H

#include "../output/package.h"
#include "scribe.h"

extern const struct be_scribe_kind be_scribe_package;

struct be_folder;
/* Makes DIR when it is not there. BE_EIO: errno tells, *path is the name it is about. */
enum be_status be_folder_open(struct be_folder **out, const struct be_command *cmd, const char **path);
enum be_status be_folder_write(struct be_folder *folder, size_t stream, struct be_span bytes);
/* Completes it: codes and description written, everything synced and named; without keep the
 * parts are removed. Then frees it. On BE_EIO errno tells and *path is the name it is about;
 * the path lives until be_folder_free. */
enum be_status be_folder_close(struct be_folder *folder, const struct be_model *model, bool keep, const char **path);
void be_folder_free(struct be_folder *folder); /* accepts NULL */

/* Is OUTPUT the name of a folder: it ends in /, is one, or has no extension and is no file? */
bool be_folder_is(const char *output);

#endif
