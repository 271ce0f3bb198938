/* source.h - the bytes of one file, or of standard input.
 *
 * In:    a path; "-" is standard input.
 * Out:   chunks of at most BE_SOURCE_BYTES.
 * Keeps: one chunk, for all files read one after the other.
 */
#ifndef BE_SOURCE_H
#define BE_SOURCE_H

#include "../base/span.h"

#define BE_SOURCE_BYTES ((size_t)256 << 10)

struct be_source;
struct be_source *be_source_new(void); /* NULL: memory is out */
void be_source_free(struct be_source *source); /* closes; accepts NULL */
/* BE_EIO: errno tells why (EISDIR for a directory). Closes what was open before. */
enum be_status be_source_open(struct be_source *source, const char *path);
/* The next bytes; empty at the end. They live until the next call. BE_EIO: errno tells. */
enum be_status be_source_read(struct be_source *source, struct be_span *chunk);
/* Size of the file when it is a regular one, else 0. For progress and scheduling. */
uint64_t be_source_size(const struct be_source *source);
void be_source_close(struct be_source *source);

#endif
