/* child.h - another program whose standard output is read: no shell, a time limit, killed with
 * all it started.
 *
 * In:    the words of its command line.
 * Out:   its output, piece by piece; when it fails, why.
 * Keeps: the first words of its complaints.
 */
#ifndef BE_CHILD_H
#define BE_CHILD_H

#include "../base/span.h"
#include <sys/types.h>

#define BE_CHILD_SAID 200u

struct be_child {
    pid_t pid;                   /* 0: none */
    int out, err;
    uint64_t deadline;           /* milliseconds of the monotonic clock */
    unsigned seconds;
    bool late;
    const char *program;         /* borrowed */
    char said[BE_CHILD_SAID];    /* on its standard error */
    size_t said_len;
};

/* Starts argv[0], looked for on PATH, with input (or nothing, when -1) as its standard input.
 * BE_EIO: errno tells (ENOENT: there is no such program). */
enum be_status be_child_start(struct be_child *child, char *const *argv, int input, unsigned seconds);
/* *n bytes of its output; 0 at the end, or when its time is up. BE_ESTOP: we are asked to end. */
enum be_status be_child_read(struct be_child *child, char *chunk, size_t size, size_t *n);
/* Waits for it, or kills it when its output was not read to the end. BE_EIO: it failed, reason
 * tells how. */
enum be_status be_child_end(struct be_child *child, char *reason, size_t size);

#endif
