#include "desk.h"
#include "../base/i18n.h"
#include "convert.h"
#include "stop.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

struct stream {
    struct be_desk *desk;
    size_t no;
};

struct be_desk {
    struct be_desk_ask ask;
    struct be_sink sink;         /* results to the scribe, messages to the desk */
    struct be_pipeline *pipeline;
    void *scribe;
    struct be_out out[BE_STREAMS];
    struct stream stream[BE_STREAMS];
    struct be_job *job;
    char *chunk;
    struct be_buf ahead;         /* bytes of the job looked at to see what they are */
    size_t ahead_at;
    struct be_conversion *conversion; /* made when first needed */
    bool converting;             /* the job's bytes come out of it */
};

/* ---- results ---- */

static void on_message(void *user, enum be_severity severity, struct be_span doc, uint64_t line,
                       const char *text)
{
    struct be_desk *desk = user;
    const struct be_command *cmd = desk->ask.cmd;

    if ((severity == BE_SAY_NOTE && !cmd->verbose) || (severity == BE_SAY_WARNING && cmd->quiet))
        return;
    if (severity == BE_SAY_ERROR)
        be_job_fail(desk->job, text);
    else
        be_job_say(desk->job, doc, line, text);
    desk->ask.said(desk->ask.user, desk->job);
}

static enum be_status take(void *user, const char *p, size_t n)
{
    struct stream *stream = user;
    struct be_desk *desk = stream->desk;

    return desk->ask.take(desk->ask.user, desk->job, stream->no, be_span(p, n));
}

static enum be_status flush(struct be_desk *desk)
{
    enum be_status rc = BE_OK;

    for (size_t i = 0; i < desk->ask.kind->streams && rc == BE_OK; i++)
        rc = be_out_flush(&desk->out[i]);
    return rc;
}

struct be_desk *be_desk_new(const struct be_desk_ask *ask)
{
    struct be_desk *desk = calloc(1, sizeof *desk);

    if (desk == NULL)
        return NULL;
    desk->ask = *ask;
    desk->chunk = malloc(BE_CHUNK);
    for (size_t i = 0; i < ask->kind->streams; i++) {
        desk->stream[i] = (struct stream){desk, i};
        if (be_out_function(&desk->out[i], take, &desk->stream[i]) != BE_OK)
            goto failed;
    }
    desk->sink.message = on_message;
    desk->sink.message_user = desk;
    desk->scribe = ask->kind->new(ask->cmd, desk->out, &desk->sink);
    if (desk->chunk == NULL || desk->scribe == NULL)
        goto failed;
    desk->pipeline = be_pipeline_new(ask->model, &ask->cmd->options, &desk->sink);
    if (desk->pipeline != NULL)
        return desk;
failed:
    be_desk_free(desk);
    return NULL;
}

void be_desk_free(struct be_desk *desk)
{
    if (desk == NULL)
        return;
    be_pipeline_free(desk->pipeline);
    if (desk->scribe != NULL)
        desk->ask.kind->free(desk->scribe);
    for (size_t i = 0; i < desk->ask.kind->streams; i++)
        be_out_close(&desk->out[i], false);
    be_convert_free(desk->conversion);
    be_buf_free(&desk->ahead);
    free(desk->chunk);
    free(desk);
}

/* ---- a document ---- */

/* The job's own bytes; empty at the end, or where it breaks off (which is noted then). */
static enum be_status own_bytes(struct be_desk *desk, struct be_job *job, struct be_span *bytes)
{
    ssize_t n;

    *bytes = be_span(desk->chunk, 0);
    if (job->pull != NULL)
        return desk->ask.fed(desk->ask.user, job, bytes);
    if (job->head.len > 0 && !job->head_read) {
        *bytes = be_buf_span(&job->head);
        be_progress_read(desk->ask.progress, bytes->len);
        job->head_read = true;
        return BE_OK;
    }
    if (job->fd < 0 || job->ended)
        return BE_OK;
    do {
        if (be_stop_signal() != 0 || (job->waits && !be_stop_wait(job->fd, -1)))
            return BE_ESTOP;
        n = read(job->fd, desk->chunk, BE_CHUNK);
    } while (n < 0 && (errno == EINTR || errno == EAGAIN));
    if (n < 0) {
        char text[256];

        snprintf(text, sizeof text, _("cannot read: %s"), strerror(errno));
        be_job_fail(job, text);
        n = 0;
    }
    be_progress_read(desk->ask.progress, (uint64_t)n);
    *bytes = be_span(desk->chunk, (size_t)n);
    return BE_OK;
}

/* ---- other programs ---- */

/* The first bytes, enough to tell what they are; they come again. */
static enum be_status look_ahead(struct be_desk *desk, struct be_job *job)
{
    struct be_span bytes = {"", 1};
    enum be_status rc = BE_OK;

    while (rc == BE_OK && bytes.len > 0 && desk->ahead.len < BE_KIND_BYTES) {
        rc = own_bytes(desk, job, &bytes);
        if (rc == BE_OK)
            rc = be_buf_add(&desk->ahead, bytes);
    }
    return rc;
}

/* A document without a path of its own is put into a file for the converter. */
static enum be_status spool(struct be_desk *desk, struct be_job *job, const struct be_converter *converter)
{
    int fd = be_convert_spool(desk->conversion, converter);
    struct be_span bytes = be_buf_span(&desk->ahead);
    enum be_status rc = BE_OK;

    while (fd >= 0 && rc == BE_OK && bytes.len > 0) {
        ssize_t n = write(fd, bytes.p, bytes.len);

        if (n < 0 && errno != EINTR)
            break;
        bytes = be_span_from(bytes, n < 0 ? 0 : (size_t)n);
        if (bytes.len == 0)
            rc = own_bytes(desk, job, &bytes);
    }
    if (rc == BE_OK && (fd < 0 || bytes.len > 0)) {
        char text[256];

        snprintf(text, sizeof text, _("cannot write a temporary file: %s"), strerror(errno));
        be_job_fail(job, text);
    }
    if (fd >= 0)
        close(fd);
    return rc;
}

/* --pre and --convert: when they are for this document, its bytes come from another program. */
static enum be_status begin_conversion(struct be_desk *desk, struct be_job *job)
{
    const struct be_command *cmd = desk->ask.cmd;
    const struct be_converter *converter = NULL;
    const char *path = job->path.len > 0 && job->size >= 0 ? job->path.p : NULL;
    enum be_status rc = BE_OK;

    desk->ahead.len = desk->ahead_at = 0;
    desk->converting = false;
    if (!job->pre && !cmd->convert)
        return BE_OK;
    if (!job->pre || path == NULL)
        rc = look_ahead(desk, job);
    if (rc == BE_OK && !job->pre)
        converter = be_convert_find(be_buf_span(&desk->ahead), job->doc.p);
    if (rc != BE_OK || (!job->pre && converter == NULL))
        return rc;
    if (desk->conversion == NULL && (desk->conversion = be_convert_new()) == NULL)
        return BE_ENOMEM;
    desk->converting = true;
    if (path == NULL)
        rc = spool(desk, job, converter);
    if (rc == BE_OK && !job->failed) {
        rc = be_convert_begin(desk->conversion, converter, cmd->pre, path, cmd->convert_timeout);
        if (rc == BE_EIO)
            be_job_fail(job, be_convert_reason(desk->conversion));
    }
    return rc == BE_EIO ? BE_OK : rc;
}

static enum be_status end_conversion(struct be_desk *desk, struct be_job *job, enum be_status rc)
{
    if (!desk->converting)
        return rc;
    desk->converting = false;
    if (be_convert_end(desk->conversion) == BE_EIO && rc == BE_OK)
        be_job_fail(job, be_convert_reason(desk->conversion));
    return rc;
}

/* ---- all of a document ---- */

static enum be_status next_bytes(struct be_desk *desk, struct be_job *job, struct be_span *bytes)
{
    enum be_status rc;

    if (desk->converting) {
        size_t n;

        rc = be_convert_read(desk->conversion, desk->chunk, BE_CHUNK, &n);
        *bytes = be_span(desk->chunk, rc == BE_OK ? n : 0);
    } else if (desk->ahead_at < desk->ahead.len) {
        *bytes = be_span_from(be_buf_span(&desk->ahead), desk->ahead_at);
        desk->ahead_at = desk->ahead.len;
        rc = BE_OK;
    } else {
        rc = own_bytes(desk, job, bytes);
    }
    job->bytes += bytes->len;
    return rc;
}

/* All bytes of the job through the pipeline. BE_ENOTTEXT has been told by the pipeline. */
static enum be_status read_all(struct be_desk *desk, struct be_job *job)
{
    const struct be_counts before = be_pipeline_counts(desk->pipeline);
    struct be_counts now;
    struct be_span bytes;
    enum be_status rc = be_pipeline_name(desk->pipeline, job->doc.p);

    if (rc == BE_OK)
        rc = begin_conversion(desk, job);
    while (rc == BE_OK && !(desk->converting && job->failed)) {
        rc = next_bytes(desk, job, &bytes);
        if (rc != BE_OK || bytes.len == 0)
            break;
        rc = be_pipeline_feed(desk->pipeline, bytes.p, bytes.len);
        if (rc == BE_OK && desk->ask.watched)
            rc = flush(desk);
    }
    rc = end_conversion(desk, job, rc);
    if (rc == BE_OK)
        rc = be_pipeline_finish(desk->pipeline);
    else
        be_pipeline_finish(desk->pipeline); /* only to be as new */
    now = be_pipeline_counts(desk->pipeline);
    job->records = now.records - before.records;
    job->errors = now.errors - before.errors;
    return rc;
}

enum be_status be_desk_run(struct be_desk *desk, struct be_job *job)
{
    enum be_status rc = BE_OK;

    desk->job = job;
    if (job->fd >= 0 || job->pull != NULL)
        rc = read_all(desk, job);
    if (job->fd >= 0 && !job->keep_fd)
        close(job->fd);
    if (rc == BE_OK && job->broken.len > 0) /* read to the end, so nobody writes it any more */
        be_job_fail(job, job->broken.p);
    if (rc == BE_ENOTTEXT)
        rc = BE_OK;
    if (rc == BE_OK)
        rc = desk->ask.kind->end(desk->scribe, job->doc.p, job->failed ? job->reason.p : NULL);
    return rc == BE_OK ? flush(desk) : rc;
}
