#include "folder.h"
#include "clock.h"
#include "../base/i18n.h"
#include "../context.h"
#include "../output/describe.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES (BE_PK_FILES + 2u)      /* and codes.csv, datapackage.json */

struct file {
    char *part, *path;                /* name while written, final name */
    int fd;
    struct be_out out;
    bool open;
    bool settled;                     /* synced, and perhaps named */
    uint64_t at;                      /* length, with what is still in out */
    uint64_t synced;                  /* what at was when the last round began */
};

/* What was written is made last beside the work: a slow disk holds nobody up before it has to. */
struct round {
    pthread_t thread;
    bool begun;                       /* and not joined */
    atomic_bool over;
    bool changed[BE_PK_FILES];        /* the files to be synced */
    enum be_status rc;
    const char *path;                 /* what failed, and why */
    int error;
};

struct be_folder {
    const struct be_command *cmd;
    char *dir;
    struct file file[FILES];
    char *journal_path;
    struct be_journal *journal;
    uint64_t entries;                 /* lines in the journal, synced or not */
    struct round round;
    uint64_t began, pause;            /* when it did, and how long until the next; milliseconds */
    bool made;                        /* the folder, by us */
    bool complete;                    /* it was there, whole */
    const char *failed;               /* what could not be written, and why */
    int error;
    char reason[512];
};

bool be_folder_is(const char *output)
{
    const char *name = strrchr(output, '/');
    struct stat st;

    if (stat(output, &st) == 0)
        return S_ISDIR(st.st_mode);
    if (name != NULL && name[1] == '\0')
        return true;
    return strchr(name == NULL ? output : name + 1, '.') == NULL;
}

static const char *extension(const struct be_command *cmd)
{
    return cmd->format == BE_TSV ? "tsv" : cmd->format == BE_JSONL ? "jsonl" : "csv";
}

static char *join(const char *dir, const char *name, const char *ext, const char *tail)
{
    size_t n = strlen(dir) + strlen(name) + strlen(ext) + strlen(tail) + 3;
    char *path = malloc(n);

    if (path != NULL)
        snprintf(path, n, "%s/%s.%s%s", dir, name, ext, tail);
    return path;
}

static enum be_status name_file(struct be_folder *folder, size_t i, const char *name, const char *ext)
{
    struct file *f = &folder->file[i];

    f->path = join(folder->dir, name, ext, "");
    f->part = join(folder->dir, name, ext, ".part");
    return f->path == NULL || f->part == NULL ? BE_ENOMEM : BE_OK;
}

static enum be_status open_file(struct be_folder *folder, size_t i, const char *name, const char *ext)
{
    struct file *f = &folder->file[i];

    if (name_file(folder, i, name, ext) != BE_OK)
        return BE_ENOMEM;
    /* A link planted under the name of a part is not followed. */
    unlink(f->part);
    f->fd = open(f->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (f->fd < 0)
        return BE_EIO;
    f->open = true;
    return be_out_fd(&f->out, f->fd);
}

/* Nothing is complete: as if nothing had been begun. */
static void remove_all(struct be_folder *folder)
{
    int error = errno;

    for (size_t i = 0; i < FILES; i++)
        if (folder->file[i].part != NULL)
            unlink(folder->file[i].part);
    if (folder->journal != NULL)
        unlink(folder->journal_path);
    if (folder->made)
        rmdir(folder->dir);
    errno = error;
}

static enum be_status begin_files(struct be_folder *folder, const char **path)
{
    enum be_status rc = be_journal_begin(&folder->journal, folder->journal_path, folder->cmd->said.p, BE_PK_FILES);

    if (rc != BE_OK)
        *path = folder->journal_path;
    for (size_t i = 0; i < BE_PK_FILES && rc == BE_OK; i++) {
        struct file *f = &folder->file[i];

        rc = open_file(folder, i, be_package_files[i].name, extension(folder->cmd));
        if (rc == BE_OK)
            rc = be_scribe_package.top(folder->cmd, i, &f->out);
        if (rc == BE_OK)
            rc = be_out_flush(&f->out);
        if (rc == BE_OK)
            f->at = (uint64_t)lseek(f->fd, 0, SEEK_CUR);
        else
            *path = f->part;
    }
    if (rc != BE_OK)
        remove_all(folder);
    return rc;
}

/* ---- --resume ---- */

static enum be_status refuse(struct be_folder *folder, const char **path, const char *why)
{
    if (why != folder->reason)
        snprintf(folder->reason, sizeof folder->reason, "%s", why);
    *path = folder->reason;
    return BE_EUSAGE;
}

/* A part as long as the journal says, what stands behind is cut off. A part that is not there
 * because the run was ended while naming the files is settled. */
static enum be_status reopen_file(struct be_folder *folder, size_t i, const struct be_journal_past *past,
                                  const char **path)
{
    struct file *f = &folder->file[i];
    struct stat st;

    if (name_file(folder, i, be_package_files[i].name, extension(folder->cmd)) != BE_OK)
        return BE_ENOMEM;
    *path = f->part;
    f->fd = open(f->part, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (f->fd < 0 && errno == ENOENT && past->ended && stat(f->path, &st) == 0) {
        f->settled = true;
        return BE_OK;
    }
    if (f->fd < 0)
        return BE_EIO;
    f->open = true;
    if (fstat(f->fd, &st) != 0)
        return BE_EIO;
    if ((uint64_t)st.st_size < past->at[i]) {
        snprintf(folder->reason, sizeof folder->reason, _("%s is shorter than the journal says"), f->part);
        return refuse(folder, path, folder->reason);
    }
    f->at = past->at[i];
    if (ftruncate(f->fd, (off_t)f->at) != 0 || lseek(f->fd, (off_t)f->at, SEEK_SET) < 0)
        return BE_EIO;
    return be_out_fd(&f->out, f->fd);
}

static bool has_package(const struct be_folder *folder)
{
    char *path = join(folder->dir, "datapackage", "json", "");
    bool there = path != NULL && access(path, F_OK) == 0;

    free(path);
    return there;
}

static enum be_status resume_files(struct be_folder *folder, const char **path)
{
    const struct be_journal_past *past;
    enum be_status rc = be_journal_resume(&folder->journal, folder->journal_path, folder->cmd->said.p, BE_PK_FILES,
                                          folder->reason, sizeof folder->reason);

    *path = folder->journal_path;
    if (rc == BE_EUSAGE)
        return refuse(folder, path, folder->reason);
    if (rc == BE_EIO && errno == ENOENT) {
        folder->complete = has_package(folder);
        return folder->complete ? BE_OK : begin_files(folder, path);
    }
    if (rc != BE_OK)
        return rc;
    past = be_journal_past(folder->journal);
    if (past->entries == 0 && !past->ended) {
        be_journal_free(folder->journal);
        folder->journal = NULL;
        return begin_files(folder, path);
    }
    folder->entries = past->entries;
    for (size_t i = 0; i < BE_PK_FILES && rc == BE_OK; i++)
        rc = reopen_file(folder, i, past, path);
    return rc;
}

struct be_journal *be_folder_journal(struct be_folder *folder)
{
    return folder->complete ? NULL : folder->journal;
}

bool be_folder_resumable(const struct be_folder *folder)
{
    return folder->entries > 0 && access(folder->journal_path, F_OK) == 0;
}

enum be_status be_folder_open(struct be_folder **out, const struct be_command *cmd, const char **path)
{
    struct be_folder *folder = calloc(1, sizeof *folder);
    size_t n = strlen(cmd->output);

    *path = cmd->output;
    if (folder == NULL)
        return BE_ENOMEM;
    *out = folder;
    folder->cmd = cmd;
    folder->dir = strdup(cmd->output);
    if (folder->dir == NULL)
        return BE_ENOMEM;
    while (n > 1 && folder->dir[n - 1] == '/')
        folder->dir[--n] = '\0';
    folder->journal_path = join(folder->dir, "bextract", "journal", "");
    if (folder->journal_path == NULL)
        return BE_ENOMEM;
    folder->made = mkdir(folder->dir, 0777) == 0;
    if (!folder->made && errno != EEXIST)
        return BE_EIO;
    folder->began = be_clock_ms();
    folder->pause = BE_FOLDER_SYNC_FIRST;
    return cmd->resume ? resume_files(folder, path) : begin_files(folder, path);
}

/* What ended the run is told when the folder is closed. */
static enum be_status note(struct be_folder *folder, enum be_status rc, const char *path, int error)
{
    if (rc == BE_EIO && folder->failed == NULL) {
        folder->failed = path;
        folder->error = error;
    }
    return rc;
}

enum be_status be_folder_write(struct be_folder *folder, size_t stream, struct be_span bytes)
{
    struct file *f = &folder->file[stream];

    enum be_status rc = be_out_add(&f->out, bytes);

    f->at += bytes.len;
    return note(folder, rc, f->part, f->out.error);
}

/* The files first, then the lines that speak of them: a line is never wrong. */
static void *run_round(void *user)
{
    struct be_folder *folder = user;
    struct round *round = &folder->round;

    round->rc = BE_OK;
    for (size_t i = 0; i < BE_PK_FILES && round->rc == BE_OK; i++)
        if (round->changed[i] && fdatasync(folder->file[i].fd) != 0 && errno != EINVAL) {
            round->rc = BE_EIO;
            round->path = folder->file[i].part;
        }
    if (round->rc == BE_OK) {
        round->rc = be_journal_write(folder->journal);
        round->path = folder->journal_path;
    }
    round->error = errno;
    atomic_store(&round->over, true);
    return NULL;
}

/* Waits for the round that is on, if any. Where one failed, none follows. */
static enum be_status end_round(struct be_folder *folder)
{
    struct round *round = &folder->round;

    if (round->begun)
        pthread_join(round->thread, NULL);
    round->begun = false;
    return note(folder, round->rc, round->path, round->error);
}

/* What is in the buffers goes out, with the journal's lines about it. What came of it end_round tells. */
static enum be_status begin_round(struct be_folder *folder)
{
    struct round *round = &folder->round;
    enum be_status rc = end_round(folder);

    for (size_t i = 0; i < BE_PK_FILES && rc == BE_OK; i++) {
        struct file *f = &folder->file[i];

        rc = note(folder, be_out_flush(&f->out), f->part, f->out.error);
        round->changed[i] = f->at != f->synced;
        f->synced = f->at;
    }
    if (rc != BE_OK)
        return rc;
    be_journal_cut(folder->journal);
    atomic_store(&round->over, false);
    round->begun = pthread_create(&round->thread, NULL, run_round, folder) == 0;
    if (!round->begun)
        run_round(folder);
    return BE_OK;
}

static enum be_status sync_all(struct be_folder *folder)
{
    enum be_status rc = begin_round(folder);

    return rc == BE_OK ? end_round(folder) : rc;
}

/* A round begins soon at first, then less often, one at a time. */
static bool is_due(const struct be_folder *folder)
{
    const struct round *round = &folder->round;

    if (be_journal_waiting(folder->journal) > BE_FOLDER_WAITING)
        return true;
    return be_clock_ms() - folder->began >= folder->pause && (!round->begun || atomic_load(&round->over));
}

enum be_status be_folder_done(struct be_folder *folder, const struct be_job *job)
{
    struct be_journal_entry entry = {
        .doc = be_span(job->doc.p, job->doc.len - 1), .size = job->size, .mtime = job->mtime,
        .failed = job->failed, .errors = job->errors,
    };
    enum be_status rc;

    for (size_t i = 0; i < BE_PK_FILES; i++)
        entry.at[i] = folder->file[i].at;
    rc = be_journal_add(folder->journal, &entry);
    folder->entries++;
    if (rc != BE_OK || !is_due(folder))
        return rc;
    folder->began = be_clock_ms();
    folder->pause = folder->pause * 2 < BE_FOLDER_SYNC_MILLISECONDS ? folder->pause * 2 : BE_FOLDER_SYNC_MILLISECONDS;
    return begin_round(folder);
}

/* What is written once, when all documents are through. */
static enum be_status describe(struct be_folder *folder, const struct be_model *model)
{
    enum be_status rc = open_file(folder, BE_PK_FILES, "codes", extension(folder->cmd));

    if (rc == BE_OK)
        rc = be_describe_codes(&folder->file[BE_PK_FILES].out, &folder->cmd->layout, model->patterns);
    if (rc == BE_OK)
        rc = open_file(folder, BE_PK_FILES + 1, "datapackage", "json");
    if (rc == BE_OK)
        rc = be_describe_package(&folder->file[BE_PK_FILES + 1].out, folder->cmd->format, extension(folder->cmd));
    return rc;
}

static enum be_status settle(struct file *f)
{
    enum be_status rc;

    if (f->settled)
        return BE_OK;
    rc = be_out_close(&f->out, true);
    if (rc == BE_EIO)
        errno = f->out.error;
    if (rc == BE_OK && fsync(f->fd) != 0)
        rc = BE_EIO;
    if (close(f->fd) != 0 && rc == BE_OK)
        rc = BE_EIO;
    f->open = false;
    return rc;
}

static void sync_folder(const char *dir)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
}

/* All files are whole: the journal says so before the first of them gets its name. */
static enum be_status name_all(struct be_folder *folder, const char **path)
{
    enum be_status rc = be_journal_end(folder->journal);

    *path = folder->journal_path;
    if (rc == BE_OK)
        rc = be_journal_sync(folder->journal);
    for (size_t i = 0; i < FILES && rc == BE_OK; i++)
        if (!folder->file[i].settled && rename(folder->file[i].part, folder->file[i].path) != 0) {
            rc = BE_EIO;
            *path = folder->file[i].path;
        }
    if (rc == BE_OK) {
        sync_folder(folder->dir);
        unlink(folder->journal_path);
        sync_folder(folder->dir);
    }
    return rc;
}

/* What is complete stays, as far as it can be written. */
static enum be_status give_up(struct be_folder *folder, const char **path)
{
    if (be_folder_resumable(folder))
        sync_all(folder);
    else
        remove_all(folder);
    if (folder->failed == NULL)
        return BE_OK;
    *path = folder->failed;
    errno = folder->error;
    return BE_EIO;
}

enum be_status be_folder_close(struct be_folder *folder, const struct be_model *model, bool keep, const char **path)
{
    enum be_status rc;

    *path = folder->cmd->output;
    if (folder->complete)
        return BE_OK;
    if (end_round(folder) != BE_OK || !keep)
        return give_up(folder, path);
    rc = describe(folder, model);
    for (size_t i = 0; i < FILES && rc == BE_OK; i++) {
        rc = settle(&folder->file[i]);
        *path = rc == BE_OK ? *path : folder->file[i].part;
    }
    if (rc == BE_OK)
        return name_all(folder, path);
    if (!be_folder_resumable(folder))
        remove_all(folder);
    return rc;
}

void be_folder_free(struct be_folder *folder)
{
    if (folder == NULL)
        return;
    end_round(folder);
    for (size_t i = 0; i < FILES; i++) {
        struct file *f = &folder->file[i];
        if (f->open) {
            be_out_close(&f->out, false);
            close(f->fd);
        }
        free(f->path);
        free(f->part);
    }
    be_journal_free(folder->journal);
    free(folder->journal_path);
    free(folder->dir);
    free(folder);
}
