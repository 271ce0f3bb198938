/* pool.h - many documents at a time, out in the order they came in.
 *
 * In:    jobs, one after the other, from one thread.
 * Out:   to the outlet, one call at a time: the bytes of the first job, then those of the
 *        second ... and messages to stderr in the same order. Byte for byte the same for any
 *        number of workers.
 * Keeps: a ring of BE_POOL_JOBS jobs per worker, BE_POOL_RING in all. Only the oldest job writes
 *        through; those after it hold what job.h bounds, BE_POOL_HELD per worker together, and
 *        wait with more until they are the oldest.
 *
 * One worker: no threads at all, a job is done when be_pool_submit returns.
 */
#ifndef BE_POOL_H
#define BE_POOL_H

#include "desk.h"

/* Documents of some KB take a worker a millisecond: with 4 jobs each, workers waited for one another
 * or for the feeder wherever one of them was not given a processor for some of them. */
#define BE_POOL_JOBS 16u
#define BE_POOL_RING 512u        /* each has a file open: half of what a process may have */
#define BE_POOL_HELD (4u << 20)
#define BE_POOL_WORKERS 256u

/* Where the bytes of all jobs go. A status other than BE_OK ends all work. */
struct be_outlet {
    void *user;
    enum be_status (*write)(void *user, size_t stream, struct be_span bytes);
    /* The last byte of a job has been written, its messages are out. May be NULL. */
    enum be_status (*done)(void *user, const struct be_job *job);
    /* Output is a terminal: what was written is to be seen now. May be NULL. */
    enum be_status (*show)(void *user);
    void (*say)(void *user, struct be_span lines); /* messages, whole lines */
};

struct be_pool;
/* NULL: memory is out. The members of ask that the pool fills itself (take, said, fed, user)
 * may be NULL. ask is copied; outlet is borrowed. */
struct be_pool *be_pool_new(unsigned workers, const struct be_desk_ask *ask, const struct be_outlet *outlet);
void be_pool_free(struct be_pool *pool); /* accepts NULL */
/* A job to be filled in. NULL: nothing more can be done (be_pool_finish tells why). */
struct be_job *be_pool_next(struct be_pool *pool);
/* Hands in the job of the last be_pool_next. With pull it returns when all has been pulled. */
void be_pool_submit(struct be_pool *pool, struct be_job *job);
/* Waits for all jobs. BE_OK, or what ended all work. */
enum be_status be_pool_finish(struct be_pool *pool);

#endif
