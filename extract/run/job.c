#include "job.h"
#include "name.h"

void be_job_reset(struct be_job *job)
{
    job->fd = -1;
    job->keep_fd = job->ended = job->head_read = job->pre = job->waits = job->failed = job->fed_all = false;
    job->pull = NULL;
    job->size = -1;
    job->mtime = 0;
    job->doc.len = job->head.len = job->path.len = job->reason.len = job->said.len = job->fed.len = job->broken.len = 0;
    job->held = 0;
    job->bytes = job->records = job->errors = 0;
    for (size_t i = 0; i < BE_STREAMS; i++)
        job->out[i].len = 0;
}

void be_job_free(struct be_job *job)
{
    struct be_buf *bufs[] = {&job->doc, &job->head, &job->path, &job->reason,
                             &job->said, &job->fed, &job->eaten, &job->broken};

    for (size_t i = 0; i < sizeof bufs / sizeof bufs[0]; i++)
        be_buf_free(bufs[i]);
    for (size_t i = 0; i < BE_STREAMS; i++)
        be_buf_free(&job->out[i]);
}

enum be_status be_job_name(struct be_job *job, const char *name)
{
    return be_name_text(&job->doc, name);
}

enum be_status be_job_member(struct be_job *job, const char *member)
{
    enum be_status rc;

    job->doc.p[job->doc.len - 1] = '/';
    rc = be_buf_add(&job->doc, be_span(member, strlen(member) + 1));
    if (rc != BE_OK)
        job->doc.p[job->doc.len - 1] = '\0';
    return rc;
}

void be_job_say(struct be_job *job, struct be_span doc, uint64_t line, const char *text)
{
    char number[32];
    int digits = line == 0 ? 0 : snprintf(number, sizeof number, "%llu:", (unsigned long long)line);
    const struct be_span parts[] = {
        BE_LIT("bextract: "), doc, be_span_of(doc.len > 0 ? ":" : ""), be_span(number, (size_t)digits),
        be_span_of(doc.len > 0 || line > 0 ? " " : ""), be_span_of(text), BE_LIT("\n"),
    };
    size_t before = job->said.len;

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (be_buf_add(&job->said, parts[i]) != BE_OK) {
            job->said.len = before; /* memory is out: a message less */
            return;
        }
}

void be_job_fail(struct be_job *job, const char *text)
{
    if (!job->failed && be_buf_add(&job->reason, be_span(text, strlen(text) + 1)) != BE_OK)
        job->reason.len = 0;
    job->failed = true;
    be_job_say(job, be_span_of(job->doc.p), 0, text);
}

enum be_status be_job_broken(struct be_job *job, const char *text)
{
    job->broken.len = 0;
    return be_buf_add(&job->broken, be_span(text, strlen(text) + 1)) == BE_OK ? BE_EIO : BE_ENOMEM;
}
