/* desk.h - where one worker works: a pipeline, a scribe, and the job at hand.
 *
 * In:    a job.
 * Out:   its streams and messages, piece by piece, to the functions asked for.
 * Keeps: nothing between jobs.
 */
#ifndef BE_DESK_H
#define BE_DESK_H

#include "job.h"
#include "progress.h"

struct be_desk_ask {
    const struct be_model *model;
    const struct be_command *cmd;
    const struct be_scribe_kind *kind;
    /* Bytes of one stream of the job at hand. A status other than BE_OK ends all work. */
    enum be_status (*take)(void *user, struct be_job *job, size_t stream, struct be_span bytes);
    /* A message was added to job->said. */
    void (*said)(void *user, struct be_job *job);
    /* The next bytes of a job with pull. */
    enum be_status (*fed)(void *user, struct be_job *job, struct be_span *bytes);
    void *user;
    struct be_progress *progress; /* is told of bytes read; may be NULL */
    bool watched;                /* output is a terminal: nothing is held back */
};

struct be_desk;
struct be_desk *be_desk_new(const struct be_desk_ask *ask); /* NULL: memory is out. ask is copied */
void be_desk_free(struct be_desk *desk); /* accepts NULL */
/* BE_OK when the next job may follow, also when this one failed. */
enum be_status be_desk_run(struct be_desk *desk, struct be_job *job);

#endif
