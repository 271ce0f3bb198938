/* level.h - what archive.c stands on: a file, and an archive for each that is opened in it.
 *
 * In:    a descriptor; what is at its beginning.
 * Out:   the bytes of the entry at hand of a level, read by the level above or handed out.
 * Keeps: a chunk for each level.
 *
 * Everything here may fail with BE_ENOMEM, BE_ESTOP (interrupted) and BE_EIO (owner->reason says why).
 */
#ifndef BE_LEVEL_H
#define BE_LEVEL_H

#include "archive.h"
#include "late.h"
#include "warc.h"

/* The lowest level is a file. Each one above reads the entry at hand of the one below: a zip in
 * a tar is three levels. A file may also stand above: the copy of a 7z that came through a pipe. */
struct be_level {
    struct be_archive *owner;
    enum { BE_FILE_LEVEL, BE_ARCHIVE_LEVEL, BE_WARC_LEVEL } type;
    int fd;                      /* BE_FILE_LEVEL */
    bool own_fd, seekable;
    struct archive *archive;     /* BE_ARCHIVE_LEVEL */
    struct archive_entry *entry;
    struct be_warc warc;
    char *chunk;                 /* of a fixed size, to read the entry at hand into */
    char first[BE_ARCHIVE_BEGIN];
    struct be_span ahead;        /* of the entry at hand: read but not handed out */
    size_t name;                 /* how long the name of the container is */
    bool open;                   /* an entry is at hand, and not at its end */
    bool broken;                 /* nothing more can be read, which has been told */
    bool unnamed;                /* its one entry has no name of its own */
};

struct be_archive {
    const struct be_archive_limits *limits;
    const struct be_globs *globs;
    struct be_level level[BE_ARCHIVE_DEPTH + 2];
    size_t depth;                /* levels in use */
    uint64_t consumed, expanded; /* bytes of the file, bytes of all entries */
    struct be_buf name;          /* of the entry at hand, with the archives it stands in */
    char reason[512];
};

/* The level on top: there is one. */
static inline struct be_level *be_level_top(struct be_archive *a)
{
    return &a->level[a->depth - 1];
}

/* One more; NULL: memory is out. That there is room for it, the caller has looked. */
struct be_level *be_level_push(struct be_archive *a);
void be_level_pop(struct be_archive *a);
/* The next bytes of the entry at hand, good until the next ones; empty at its end. */
enum be_status be_level_bytes(struct be_level *l, struct be_span *bytes);
/* The entry at hand of the top level, which begins like this, is an archive: levels more are pushed,
 * also when that fails. */
enum be_status be_level_descend(struct be_archive *a, struct be_span first);
/* So many bytes are known to come out of the archive: BE_EIO past a limit, and no more is read. */
enum be_status be_level_limit(struct be_archive *a, uint64_t expanded);
/* Keeps the reason, which is put into the format; BE_EIO. */
enum be_status be_level_broken(struct be_archive *a, const char *format, const char *why);

#endif
