/* archive.h - the documents in an archive, as they stand in it.
 *
 * In:    a file or pipe whose first bytes say that it is tar, zip, 7z, WARC, or something
 *        compressed (gz, bz2, xz, zst) - by content, never by name.
 * Out:   members, one by one: a name, then the bytes. Archives in it are opened in their turn.
 *        What is merely compressed is one member that has no name of its own.
 * Keeps: a reader per level (BE_ARCHIVE_DEPTH at most), and for a 7z that comes through a pipe
 *        an unlinked temporary file, because it can only be read from its end.
 *
 * Hostile archives: names are only names, nothing is ever written under them; what comes out is
 * counted against the limits, whatever the headers say.
 */
#ifndef BE_ARCHIVE_H
#define BE_ARCHIVE_H

#include "../base/buf.h"
#include "glob.h"

#define BE_ARCHIVE_DEPTH 16u
#define BE_ARCHIVE_BEGIN 512u       /* bytes that be_archive_begins looks at */
#define BE_ARCHIVE_FREE (16u << 20) /* what any archive may expand to, whatever the ratio */

struct be_archive_limits {
    uint64_t size;               /* bytes one file may expand to, all members together */
    uint64_t ratio;              /* and how many times its own size */
    unsigned depth;              /* archives in archives */
};

struct be_member {
    const char *name;            /* UTF-8, without the archive's own; "" for what is merely compressed; NULL: the end */
    const char *failed;          /* not to be read: why; else NULL */
};

struct be_archive;
bool be_archive_begins(struct be_span first);
/* Limits and globs (which members are wanted) are borrowed. NULL: memory is out. */
struct be_archive *be_archive_new(const struct be_archive_limits *limits, const struct be_globs *globs);
void be_archive_free(struct be_archive *archive); /* accepts NULL; fd stays open */
/* Begins with a file; first: its first bytes, which have been read already when it is a pipe. BE_EIO: be_archive_reason. */
enum be_status be_archive_open(struct be_archive *archive, int fd, struct be_span first);
/* The next member; its strings live until the call after. BE_ENOMEM, BE_ESTOP. */
enum be_status be_archive_next(struct be_archive *archive, struct be_member *member);
/* Bytes of the member; empty at its end. BE_EIO: it breaks off, be_archive_reason tells why. */
enum be_status be_archive_read(struct be_archive *archive, struct be_span *bytes);
/* Bytes of the file that have been read so far. */
uint64_t be_archive_consumed(const struct be_archive *archive);
const char *be_archive_reason(const struct be_archive *archive);

#endif
