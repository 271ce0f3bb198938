#include "pool.h"
#include "stop.h"
#include <pthread.h>
#include <stdlib.h>

/* Jobs are numbered; job n lives in slot n % size. next: the number of the job to be handed in.
 * taken: the first no worker has taken. head: the oldest that has not left. head <= taken <= next.
 * Who runs the oldest job, or carries finished ones out (leaving), is alone with the outlet. */
struct be_pool {
    struct be_desk_ask ask;
    const struct be_outlet *outlet;
    struct be_job *job;
    uint64_t size, head, taken, next;
    size_t held;                 /* bytes in all jobs' out */
    bool leaving, closed;
    enum be_status status;       /* what ended all work */
    unsigned workers, running, idle;
    struct be_desk *desk;        /* of the only worker, when there is one */
    pthread_t thread[BE_POOL_WORKERS];
    pthread_mutex_t lock;
    pthread_cond_t work;         /* a job was handed in, or no more will come */
    pthread_cond_t moved;        /* head moved, or status */
    pthread_cond_t room;         /* the ring was full and half of it is free, or status */
    pthread_cond_t fed;          /* bytes of a job with pull came, or were taken */
};

#define SLOT(pool, no) (&(pool)->job[(no) % (pool)->size])
#define SAID_HELD (64u << 10)    /* messages of a job that wait for its turn */
#define OUT_KEPT (64u << 10)     /* of the buffer of a stream, for the next job in its slot */

static enum be_status take(void *user, struct be_job *job, size_t stream, struct be_span bytes);
static void said(void *user, struct be_job *job);
static enum be_status fed(void *user, struct be_job *job, struct be_span *bytes);

struct be_pool *be_pool_new(unsigned workers, const struct be_desk_ask *ask, const struct be_outlet *outlet)
{
    struct be_pool *pool = calloc(1, sizeof *pool);

    if (pool == NULL)
        return NULL;
    pool->workers = workers < 1 ? 1 : workers > BE_POOL_WORKERS ? BE_POOL_WORKERS : workers;
    pool->ask = *ask;
    pool->ask.take = take;
    pool->ask.said = said;
    pool->ask.fed = fed;
    pool->ask.user = pool;
    pool->outlet = outlet;
    pool->size = pool->workers == 1 ? 1 : pool->workers * BE_POOL_JOBS;
    if (pool->size > BE_POOL_RING)
        pool->size = BE_POOL_RING;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->work, NULL);
    pthread_cond_init(&pool->moved, NULL);
    pthread_cond_init(&pool->room, NULL);
    pthread_cond_init(&pool->fed, NULL);
    pool->job = calloc(pool->size, sizeof *pool->job);
    if (pool->workers == 1)
        pool->desk = be_desk_new(&pool->ask);
    if (pool->job == NULL || (pool->workers == 1 && pool->desk == NULL)) {
        be_pool_free(pool);
        return NULL;
    }
    return pool;
}

void be_pool_free(struct be_pool *pool)
{
    if (pool == NULL)
        return;
    for (uint64_t i = 0; pool->job != NULL && i < pool->size; i++)
        be_job_free(&pool->job[i]);
    be_desk_free(pool->desk);
    pthread_cond_destroy(&pool->fed);
    pthread_cond_destroy(&pool->room);
    pthread_cond_destroy(&pool->moved);
    pthread_cond_destroy(&pool->work);
    pthread_mutex_destroy(&pool->lock);
    free(pool->job);
    free(pool);
}

/* With the lock: all work ends; whoever waits is woken. */
static void end_all(struct be_pool *pool, enum be_status status)
{
    if (pool->status == BE_OK)
        pool->status = status;
    pthread_cond_broadcast(&pool->moved);
    pthread_cond_broadcast(&pool->room);
    pthread_cond_broadcast(&pool->fed);
    pthread_cond_broadcast(&pool->work);
}

/* ---- out: only by who is alone with the outlet, without the lock ---- */

static enum be_status write_held(struct be_pool *pool, struct be_job *job)
{
    enum be_status rc = BE_OK;

    for (size_t i = 0; i < pool->ask.kind->streams && rc == BE_OK; i++) {
        if (job->out[i].len > 0)
            rc = pool->outlet->write(pool->outlet->user, i, be_buf_span(&job->out[i]));
        job->out[i].len = 0;
        if (job->out[i].size > OUT_KEPT)
            be_buf_free(&job->out[i]);
    }
    pthread_mutex_lock(&pool->lock);
    pool->held -= job->held;
    pthread_mutex_unlock(&pool->lock);
    job->held = 0;
    if (job->said.len > 0)
        pool->outlet->say(pool->outlet->user, be_buf_span(&job->said));
    job->said.len = 0;
    return rc;
}

static enum be_status leave(struct be_pool *pool, struct be_job *job)
{
    enum be_status rc = write_held(pool, job);

    if (rc == BE_OK && pool->outlet->done != NULL)
        rc = pool->outlet->done(pool->outlet->user, job);
    if (rc == BE_OK && pool->ask.watched && pool->outlet->show != NULL)
        rc = pool->outlet->show(pool->outlet->user);
    return rc;
}

/* Waits until the job is the oldest. False: all work has ended. */
static bool wait_turn(struct be_pool *pool, const struct be_job *job)
{
    bool on;

    pthread_mutex_lock(&pool->lock);
    while (pool->status == BE_OK && pool->head != job->no)
        pthread_cond_wait(&pool->moved, &pool->lock);
    on = pool->status == BE_OK;
    pthread_mutex_unlock(&pool->lock);
    return on;
}

static bool is_oldest(struct be_pool *pool, const struct be_job *job)
{
    bool oldest;

    pthread_mutex_lock(&pool->lock);
    oldest = pool->head == job->no;
    pthread_mutex_unlock(&pool->lock);
    return oldest;
}

/* May n more bytes wait in the job? */
static bool hold(struct be_pool *pool, struct be_job *job, size_t n)
{
    bool fits;

    pthread_mutex_lock(&pool->lock);
    fits = job->held + n <= BE_JOB_HELD && pool->held + n <= (size_t)pool->workers * BE_POOL_HELD;
    if (fits) {
        job->held += n;
        pool->held += n;
    }
    pthread_mutex_unlock(&pool->lock);
    return fits;
}

static enum be_status take(void *user, struct be_job *job, size_t stream, struct be_span bytes)
{
    struct be_pool *pool = user;
    enum be_status rc;

    if (!is_oldest(pool, job)) {
        if (hold(pool, job, bytes.len))
            return be_buf_add(&job->out[stream], bytes);
        if (!wait_turn(pool, job))
            return BE_ESTOP;
    }
    rc = write_held(pool, job);
    if (rc == BE_OK)
        rc = pool->outlet->write(pool->outlet->user, stream, bytes);
    if (rc == BE_OK && pool->ask.watched && pool->outlet->show != NULL)
        rc = pool->outlet->show(pool->outlet->user);
    return rc;
}

static void said(void *user, struct be_job *job)
{
    struct be_pool *pool = user;

    if (!is_oldest(pool, job) && (job->said.len < SAID_HELD || !wait_turn(pool, job)))
        return;
    pool->outlet->say(pool->outlet->user, be_buf_span(&job->said));
    job->said.len = 0;
}

static bool half_free(const struct be_pool *pool)
{
    return pool->next - pool->head <= pool->size / 2;
}

/* With the lock: carries out the oldest jobs as far as they are done. */
static void carry_out(struct be_pool *pool)
{
    if (pool->leaving)
        return;
    pool->leaving = true;
    while (pool->status == BE_OK && pool->head < pool->taken
           && SLOT(pool, pool->head)->state == BE_JOB_DONE) {
        struct be_job *job = SLOT(pool, pool->head);
        enum be_status rc;

        pthread_mutex_unlock(&pool->lock);
        rc = leave(pool, job);
        pthread_mutex_lock(&pool->lock);
        if (rc != BE_OK)
            end_all(pool, rc);
        job->state = BE_JOB_FREE;
        pool->head++;
        pthread_cond_broadcast(&pool->moved);
        if (half_free(pool))
            pthread_cond_signal(&pool->room);
    }
    pool->leaving = false;
}

/* ---- in ---- */

/* What a worker reads of a job with pull: the bytes that wait are swapped for the ones read. */
static enum be_status fed(void *user, struct be_job *job, struct be_span *bytes)
{
    struct be_pool *pool = user;
    enum be_status rc = BE_OK;

    if (pool->workers == 1) {
        rc = be_stop_signal() != 0 ? BE_ESTOP : job->pull(job->pull_user, job, bytes);
        return rc == BE_EIO ? BE_OK : rc;
    }
    pthread_mutex_lock(&pool->lock);
    while (pool->status == BE_OK && job->fed.len == 0 && !job->fed_all)
        pthread_cond_wait(&pool->fed, &pool->lock);
    if (pool->status != BE_OK) {
        rc = BE_ESTOP;
    } else {
        struct be_buf empty = job->eaten;

        job->eaten = job->fed;
        job->fed = empty;
        job->fed.len = 0;
        *bytes = be_buf_span(&job->eaten);
        pthread_cond_broadcast(&pool->fed);
    }
    pthread_mutex_unlock(&pool->lock);
    return rc;
}

/* A worker that refuses a document is done with it before all has been pulled. */
static bool wants_more(const struct be_pool *pool, const struct be_job *job)
{
    return pool->status == BE_OK && !job->fed_all
           && (job->state == BE_JOB_FILLED || job->state == BE_JOB_TAKEN);
}

/* With the lock: pulls some bytes for the job, once there is room for them. */
static void pull_some(struct be_pool *pool, struct be_job *job)
{
    struct be_span bytes;
    enum be_status rc;

    pthread_mutex_unlock(&pool->lock);
    bytes = be_span(NULL, 0);
    rc = be_stop_signal() != 0 ? BE_ESTOP : job->pull(job->pull_user, job, &bytes);
    pthread_mutex_lock(&pool->lock);
    while (wants_more(pool, job) && job->fed.len >= BE_JOB_FED)
        pthread_cond_wait(&pool->fed, &pool->lock);
    if (rc == BE_OK)
        rc = be_buf_add(&job->fed, bytes);
    if (rc != BE_OK && rc != BE_EIO)
        end_all(pool, rc);
    if (rc != BE_OK || bytes.len == 0)
        job->fed_all = true;
}

static void *worker(void *user)
{
    struct be_pool *pool = user;
    struct be_desk *desk;

    desk = be_desk_new(&pool->ask);
    pthread_mutex_lock(&pool->lock);
    if (desk == NULL)
        end_all(pool, BE_ENOMEM);
    for (;;) {
        struct be_job *job;
        enum be_status rc;

        pool->idle++;
        while (pool->status == BE_OK && pool->taken == pool->next && !pool->closed)
            pthread_cond_wait(&pool->work, &pool->lock);
        pool->idle--;
        if (pool->status != BE_OK || pool->taken == pool->next)
            break;
        job = SLOT(pool, pool->taken++);
        job->state = BE_JOB_TAKEN;
        pthread_mutex_unlock(&pool->lock);
        rc = be_desk_run(desk, job);
        pthread_mutex_lock(&pool->lock);
        if (rc != BE_OK)
            end_all(pool, rc);
        job->state = BE_JOB_DONE;
        pthread_cond_broadcast(&pool->fed);
        carry_out(pool);
    }
    pthread_mutex_unlock(&pool->lock);
    be_desk_free(desk);
    return NULL;
}

struct be_job *be_pool_next(struct be_pool *pool)
{
    struct be_job *job = NULL;

    pthread_mutex_lock(&pool->lock);
    if (pool->next - pool->head == pool->size) /* not woken for each job that leaves */
        while (pool->status == BE_OK && !half_free(pool))
            pthread_cond_wait(&pool->room, &pool->lock);
    if (pool->status == BE_OK && be_stop_signal() == 0) {
        job = SLOT(pool, pool->next);
        be_job_reset(job);
        job->no = pool->next;
        job->state = BE_JOB_FILLED;
    }
    pthread_mutex_unlock(&pool->lock);
    return job;
}

/* One more worker, while every one there is has something to do. */
static void hire(struct be_pool *pool)
{
    if (pool->next - pool->taken <= pool->idle || pool->running == pool->workers)
        return;
    if (pthread_create(&pool->thread[pool->running], NULL, worker, pool) == 0)
        pool->running++;
    else if (pool->running == 0)
        end_all(pool, BE_ENOMEM); /* fewer than asked for will do, none will not */
}

static void submit_here(struct be_pool *pool, struct be_job *job)
{
    enum be_status rc;

    pool->next++;
    pool->taken++;
    rc = be_desk_run(pool->desk, job);
    if (rc == BE_OK)
        rc = leave(pool, job);
    if (rc != BE_OK)
        pool->status = rc;
    pool->head++;
}

void be_pool_submit(struct be_pool *pool, struct be_job *job)
{
    if (pool->workers == 1) {
        submit_here(pool, job);
        return;
    }
    pthread_mutex_lock(&pool->lock);
    /* Most members of archives are small and are there as a whole before a worker begins. */
    while (job->pull != NULL && wants_more(pool, job) && job->fed.len < BE_JOB_FED)
        pull_some(pool, job);
    pool->next++;
    hire(pool);
    pthread_cond_signal(&pool->work);
    while (job->pull != NULL && wants_more(pool, job)) {
        pull_some(pool, job);
        pthread_cond_broadcast(&pool->fed);
    }
    pthread_mutex_unlock(&pool->lock);
}

enum be_status be_pool_finish(struct be_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->closed = true;
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < pool->running; i++)
        pthread_join(pool->thread[i], NULL);
    pool->running = 0;
    if (pool->status == BE_OK && be_stop_signal() != 0)
        return BE_ESTOP;
    return pool->status;
}
