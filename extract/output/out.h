/* out.h - where bytes leave the program: one buffer in front of a file, a pipe or a function.
 *
 * In:    bytes, a row at a time.
 * Out:   the bytes in large pieces. A named file appears under its name only when complete.
 * Keeps: BE_OUT_BYTES (more only while one row is larger), and the first error: after it
 *        nothing is written any more and every call returns it.
 */
#ifndef BE_OUT_H
#define BE_OUT_H

#include "../base/span.h"

#define BE_OUT_BYTES (256u << 10)

struct be_out {
    char *p;
    size_t len, size;
    uint64_t gone;               /* bytes that have left the buffer */
    int fd;                      /* -1: none */
    int error;                   /* errno of the first failure; 0: none. EPIPE: nobody reads on */
    enum be_status status;       /* BE_OK, BE_ENOMEM, BE_EIO; BE_ESTOP when the pipe is closed */
    enum be_status (*take)(void *user, const char *p, size_t n); /* instead of fd; may be NULL */
    void *user;
    char *path, *temp;           /* final and temporary name; NULL: not a named file */
};

/* Standard output or another open descriptor; it is not closed. */
enum be_status be_out_fd(struct be_out *out, int fd);
/* The bytes go to a function. */
enum be_status be_out_function(struct be_out *out,
                               enum be_status (*take)(void *user, const char *p, size_t n),
                               void *user);
/* A named file: written beside it under a temporary name. What is there already and is no
 * regular file (/dev/stdout, a pipe) is written as it is. BE_EIO: errno tells. */
enum be_status be_out_file(struct be_out *out, const char *path);

/* Room for n bytes, to be filled and then counted with be_out_wrote. NULL: see out->status. */
char *be_out_make_room(struct be_out *out, size_t n);
static inline char *be_out_room(struct be_out *out, size_t n)
{
    return out->status == BE_OK && n <= out->size - out->len ? out->p + out->len : be_out_make_room(out, n);
}
static inline void be_out_wrote(struct be_out *out, const char *end)
{
    out->len = (size_t)(end - out->p);
}
enum be_status be_out_add(struct be_out *out, struct be_span text);
enum be_status be_out_flush(struct be_out *out);
/* Flushes; a named file is synced and renamed when keep and nothing failed, else removed.
 * Returns out->status; the members error and status stay readable. */
enum be_status be_out_close(struct be_out *out, bool keep);

#endif
