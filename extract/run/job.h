/* job.h - one document on its way: where its bytes come from, and what came of them.
 *
 * In:    filled in by who finds the inputs (feed.c), handed to the pool.
 * Out:   the streams of its scribe and its messages, for the pool to pass on in input order.
 * Keeps: BE_JOB_FED bytes of input and BE_JOB_HELD bytes of output, until it is its turn.
 */
#ifndef BE_JOB_H
#define BE_JOB_H

#include "../base/buf.h"
#include "scribe.h"

#define BE_JOB_FED (256u << 10)  /* input that waits for a worker, when it comes from an archive */
#define BE_JOB_HELD (1u << 20)   /* output that waits for its turn; a document with more waits */
#define BE_CHUNK (64u << 10)     /* bytes read at a time: what is read is still in the cache when its turn comes */

struct be_job {
    /* The document; fd or pull is where its bytes come from. Neither: it only failed. */
    struct be_buf doc;           /* its name as text, with a NUL */
    int fd;                      /* >= 0: read by the worker, which closes it */
    bool keep_fd;                /* standard input: not closed */
    struct be_buf head;          /* bytes of fd that have been read already */
    bool head_read;              /* and handed on */
    bool ended;                  /* there are no more in fd */
    int64_t size, mtime;         /* of the file it stands in (journal.h); size -1: not known */
    bool waits;                  /* a read of fd may wait for ever: a pipe, a terminal */
    struct be_buf path;          /* of its file, with a NUL; empty: it has none */
    bool pre;                    /* --pre is for it */
    /* Called by who hands the job in, while a worker already reads: the next bytes, empty at the
     * end. BE_EIO: the document is not whole, broken tells why. */
    enum be_status (*pull)(void *user, struct be_job *job, struct be_span *bytes);
    void *pull_user;
    struct be_buf broken;        /* text with a NUL; else empty */
    /* what came of it */
    bool failed;
    struct be_buf reason;        /* why, the first of it */
    struct be_buf said;          /* messages, whole lines */
    struct be_buf out[BE_STREAMS];
    size_t held;                 /* bytes in out */
    uint64_t bytes, records;
    uint64_t errors;             /* findings of severity error */
    /* the pool's own */
    uint64_t no;
    enum { BE_JOB_FREE, BE_JOB_FILLED, BE_JOB_TAKEN, BE_JOB_DONE } state;
    struct be_buf fed, eaten;    /* bytes pulled that wait, and those being read */
    bool fed_all;
};

void be_job_reset(struct be_job *job); /* as new; buffers stay */
/* For pull: says why it gives up. Returns BE_EIO. */
enum be_status be_job_broken(struct be_job *job, const char *text);
void be_job_free(struct be_job *job);
enum be_status be_job_name(struct be_job *job, const char *name); /* bytes that are no UTF-8 as \xNN */
enum be_status be_job_member(struct be_job *job, const char *member); /* NAME becomes NAME/member, text */
/* The document could not be read, or not to its end: listed, and told as "DOC: text". */
void be_job_fail(struct be_job *job, const char *text);
/* A message about a document; doc may be empty, line 0. */
void be_job_say(struct be_job *job, struct be_span doc, uint64_t line, const char *text);

#endif
