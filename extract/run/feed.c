#include "feed.h"
#include "archive.h"
#include "../base/i18n.h"
#include "stop.h"
#include "tree.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct feed {
    const struct be_command *cmd;
    struct be_pool *pool;
    struct be_tree *tree;        /* made when the first folder comes */
    struct be_archive *archive;  /* and the first archive */
    struct be_progress *progress;
    uint64_t told;               /* bytes of the archive that progress knows of */
    struct be_journal *journal;  /* NULL once its past has been passed over */
    struct be_job passed;        /* only its name is used: of an input that is complete */
    int64_t size, mtime;         /* of the file at hand */
    bool names_on_stdin;
    bool in_folder;              /* the name was found, not given */
};

static enum be_status set_name(struct be_job *job, const char *name, const char *member)
{
    enum be_status rc = be_job_name(job, name);

    return rc == BE_OK && member[0] != '\0' ? be_job_member(job, member) : rc;
}

static enum be_status not_the_same(const char *doc, const char *text)
{
    fprintf(stderr, "bextract: %s: %s\n", doc, text);
    return BE_EUSAGE;
}

/* An input that the journal says is complete: is it the one that comes now, as it was? */
static enum be_status compare(struct feed *feed, const struct be_journal_entry *entry, const char *name,
                              const char *member)
{
    enum be_status rc = set_name(&feed->passed, name, member);
    const char *doc = feed->passed.doc.p;
    char text[512];

    if (rc != BE_OK)
        return rc;
    if (!be_journal_same(entry, be_span_of(doc))) {
        snprintf(text, sizeof text, _("cannot go on: the inputs are others than before; here was %.*s"),
                 (int)be_span_chars(entry->doc, 100).len, entry->doc.p);
        return not_the_same(doc, text);
    }
    if (entry->size < 0 && feed->size < 0 && entry->failed)
        return BE_OK; /* could not be opened then, cannot be now */
    if (entry->size < 0 || feed->size < 0)
        return not_the_same(doc, _("cannot go on: it is no file whose size and time tell that it is unchanged"));
    if (entry->size != feed->size || entry->mtime != feed->mtime)
        return not_the_same(doc, _("cannot go on: its size or time has changed since"));
    return BE_OK;
}

/* The next job, named; NULL for an input that is complete. BE_ESTOP: the pool takes no more. */
static enum be_status next_job(struct feed *feed, struct be_job **job, const char *name, const char *member)
{
    struct be_journal_entry entry;
    enum be_status rc;

    *job = NULL;
    if (feed->journal != NULL && be_journal_next(feed->journal, &entry))
        return compare(feed, &entry, name, member);
    feed->journal = NULL;
    *job = be_pool_next(feed->pool);
    if (*job == NULL)
        return BE_ESTOP;
    rc = set_name(*job, name, member);
    (*job)->size = feed->size;
    (*job)->mtime = feed->mtime;
    return rc;
}

/* Size and time of a file, as the journal keeps them. */
static void note_file(struct feed *feed, const struct stat *st)
{
    bool regular = st != NULL && S_ISREG(st->st_mode);

    feed->size = regular ? (int64_t)st->st_size : -1;
    feed->mtime = regular ? (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec : 0;
}

static enum be_status failed(struct feed *feed, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* An input that cannot be read: a job all the same, so that it is told in its place. */
static enum be_status failed(struct feed *feed, const char *name, const char *format, ...)
{
    struct be_job *job;
    enum be_status rc;
    char text[512];
    va_list ap;

    note_file(feed, NULL);
    rc = next_job(feed, &job, name, "");
    if (rc != BE_OK || job == NULL)
        return rc;
    va_start(ap, format);
    vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    be_job_fail(job, text);
    be_pool_submit(feed->pool, job);
    return BE_OK;
}

/* ---- archives ---- */

static void tell_progress(struct feed *feed)
{
    uint64_t consumed = be_archive_consumed(feed->archive);

    be_progress_read(feed->progress, consumed - feed->told);
    feed->told = consumed;
}

static enum be_status pull(void *user, struct be_job *job, struct be_span *bytes)
{
    struct feed *feed = user;
    enum be_status rc = be_archive_read(feed->archive, bytes);

    tell_progress(feed);
    return rc == BE_EIO ? be_job_broken(job, be_archive_reason(feed->archive)) : rc;
}

static enum be_status one_member(struct feed *feed, const char *name, const struct be_member *member)
{
    struct be_job *job;
    enum be_status rc = next_job(feed, &job, name, member->name);

    if (rc != BE_OK || job == NULL)
        return rc;
    if (member->failed != NULL) {
        be_job_fail(job, member->failed);
    } else {
        job->pull = pull;
        job->pull_user = feed;
    }
    be_pool_submit(feed->pool, job);
    return BE_OK;
}

static enum be_status one_archive(struct feed *feed, const char *name, int fd, struct be_span first)
{
    struct be_member member;
    enum be_status rc;

    if (feed->archive == NULL)
        feed->archive = be_archive_new(&feed->cmd->limits, &feed->cmd->globs);
    if (feed->archive == NULL)
        return BE_ENOMEM;
    feed->told = 0;
    rc = be_archive_open(feed->archive, fd, first);
    if (rc == BE_EIO) {
        member = (struct be_member){.name = "", .failed = be_archive_reason(feed->archive)};
        return one_member(feed, name, &member);
    }
    while (rc == BE_OK) {
        rc = be_archive_next(feed->archive, &member);
        if (rc != BE_OK || member.name == NULL)
            break;
        rc = one_member(feed, name, &member);
    }
    return rc;
}

/* ---- files ---- */

/* The first bytes, to see whether they are an archive's. Those of a pipe are gone then. */
static struct be_span look(int fd, char *first, bool regular, bool *ended)
{
    size_t n = 0;
    ssize_t got = 1;

    *ended = false;
    if (regular)
        got = pread(fd, first, BE_ARCHIVE_BEGIN, lseek(fd, 0, SEEK_CUR));
    while (!regular && n < BE_ARCHIVE_BEGIN && be_stop_wait(fd, -1)
           && (got = read(fd, first + n, BE_ARCHIVE_BEGIN - n)) > 0)
        n += (size_t)got;
    *ended = !regular && got == 0;
    return be_span(first, regular && got > 0 ? (size_t)got : n);
}

static bool is_for_pre(const struct feed *feed, const char *name, int fd)
{
    return feed->cmd->pre != NULL && fd != STDIN_FILENO && be_globs_want(&feed->cmd->pre_globs, name, false);
}

static enum be_status one_document(struct feed *feed, const char *name, int fd, struct be_span first, bool ended)
{
    struct be_job *job;
    enum be_status rc = next_job(feed, &job, name, "");

    if (rc != BE_OK || job == NULL) {
        if (fd != STDIN_FILENO)
            close(fd);
        return rc;
    }
    job->waits = feed->size < 0;
    job->ended = ended;
    job->pre = is_for_pre(feed, name, fd);
    if (job->waits && be_buf_add(&job->head, first) != BE_OK)
        return BE_ENOMEM;
    if (fd != STDIN_FILENO && be_buf_add(&job->path, be_span(name, strlen(name) + 1)) != BE_OK)
        return BE_ENOMEM;
    job->fd = fd;
    job->keep_fd = fd == STDIN_FILENO;
    be_pool_submit(feed->pool, job);
    return BE_OK;
}

/* What is being written would be read without an end. */
static bool is_output(const struct feed *feed, const struct stat *st)
{
    struct stat out;

    for (size_t i = 0; i < feed->cmd->output_count; i++)
        if (S_ISREG(st->st_mode) && fstat(feed->cmd->outputs[i], &out) == 0 && out.st_dev == st->st_dev
            && out.st_ino == st->st_ino)
            return true;
    return false;
}

static enum be_status one_open(struct feed *feed, const char *name, int fd)
{
    char bytes[BE_ARCHIVE_BEGIN];
    struct be_span first;
    struct stat st;
    enum be_status rc;
    bool known = fstat(fd, &st) == 0, ended;

    if (known && is_output(feed, &st)) {
        if (fd != STDIN_FILENO)
            close(fd);
        return feed->in_folder ? BE_OK : failed(feed, name, "%s", _("is where the output goes"));
    }
    note_file(feed, known ? &st : NULL);
    first = look(fd, bytes, feed->size >= 0, &ended);
    if (is_for_pre(feed, name, fd) || !be_archive_begins(first))
        return one_document(feed, name, fd, first, ended);
    rc = one_archive(feed, name, fd, first);
    if (fd != STDIN_FILENO)
        close(fd);
    return rc;
}

static enum be_status one_file(struct feed *feed, const char *name)
{
    int fd = open(name, O_RDONLY | O_CLOEXEC);

    if (fd < 0 && errno == EINTR && be_stop_signal() != 0)
        return BE_ESTOP;
    if (fd < 0)
        return failed(feed, name, _("cannot open: %s"), strerror(errno));
    return one_open(feed, name, fd);
}

static enum be_status one_folder(struct feed *feed, const char *folder)
{
    const char *name;
    enum be_status rc;

    if (feed->tree == NULL)
        feed->tree = be_tree_new(&feed->cmd->globs);
    if (feed->tree == NULL)
        return BE_ENOMEM;
    be_tree_avoid(feed->tree, feed->cmd->output);
    rc = be_tree_begin(feed->tree, folder);
    if (rc == BE_EIO)
        return failed(feed, folder, _("cannot read the folder: %s"), strerror(errno));
    feed->in_folder = true;
    while (rc == BE_OK) {
        rc = be_tree_next(feed->tree, &name);
        if (rc == BE_EIO)
            rc = failed(feed, name, _("cannot read the folder: %s"), strerror(errno));
        else if (rc == BE_OK && name == NULL)
            break;
        else if (rc == BE_OK)
            rc = one_file(feed, name);
    }
    feed->in_folder = false;
    return rc;
}

static enum be_status one_input(struct feed *feed, const char *name)
{
    const char *label = feed->cmd->label != NULL ? feed->cmd->label : "-";
    struct stat st;

    if (strcmp(name, "-") == 0) {
        if (feed->names_on_stdin)
            return failed(feed, name, _("standard input gives the names, it cannot be a document too"));
        return one_open(feed, label, STDIN_FILENO);
    }
    if (stat(name, &st) == 0 && S_ISDIR(st.st_mode))
        return one_folder(feed, name);
    return one_file(feed, name);
}

/* The names of --files-from or --files0-from, each ended by the delimiter. */
static enum be_status named_inputs(struct feed *feed, const char *list, int delimiter)
{
    enum be_status rc = BE_OK;
    FILE *in;
    char *name = NULL;
    size_t size = 0;

    feed->names_on_stdin = strcmp(list, "-") == 0;
    in = feed->names_on_stdin ? stdin : fopen(list, "rb");
    if (in == NULL) {
        fprintf(stderr, "bextract: %s: ", list);
        fprintf(stderr, _("cannot open: %s"), strerror(errno));
        fputc('\n', stderr);
        return BE_EUSAGE;
    }
    while (rc == BE_OK && be_stop_signal() == 0 && getdelim(&name, &size, delimiter, in) > 0) {
        if (delimiter == '\n') /* the list may have been made on Windows */
            name[strcspn(name, "\r\n")] = '\0';
        if (name[0] != '\0')
            rc = one_input(feed, name);
    }
    if (rc == BE_OK && ferror(in) && be_stop_signal() == 0)
        rc = failed(feed, list, _("cannot read: %s"), strerror(errno));
    free(name);
    if (!feed->names_on_stdin)
        fclose(in);
    return rc;
}

enum be_status be_feed_all(const struct be_command *cmd, struct be_pool *pool, struct be_journal *journal,
                           struct be_progress *progress)
{
    struct feed feed = {.cmd = cmd, .pool = pool, .journal = journal, .progress = progress};
    struct be_journal_entry entry;
    enum be_status rc = BE_OK;

    if (cmd->files_from != NULL)
        rc = named_inputs(&feed, cmd->files_from, '\n');
    else if (cmd->files0_from != NULL)
        rc = named_inputs(&feed, cmd->files0_from, '\0');
    else if (cmd->inputs == 0)
        rc = one_input(&feed, "-");
    for (size_t i = 0; rc == BE_OK && i < cmd->inputs; i++)
        rc = one_input(&feed, cmd->input[i]);
    if (rc == BE_OK && feed.journal != NULL && be_stop_signal() == 0 && be_journal_next(feed.journal, &entry)) {
        fprintf(stderr, _("bextract: cannot go on: %.*s was an input, and is none now\n"), (int)entry.doc.len,
                entry.doc.p);
        rc = BE_EUSAGE;
    }
    be_job_free(&feed.passed);
    be_tree_free(feed.tree);
    be_archive_free(feed.archive);
    return rc == BE_ESTOP ? BE_OK : rc;
}
