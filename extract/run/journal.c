#include "journal.h"
#include "../base/i18n.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#define FORMAT "bextract journal 1"

struct be_journal {
    int fd;
    size_t streams;
    struct be_buf waiting;       /* lines to be written */
    struct be_buf cut;           /* those whose turn it is */
    struct be_journal_past past;
    FILE *old;                   /* the past, while it is read once more */
    uint64_t read;
    char *line;
    size_t line_size;
};

static uint32_t check_sum(const char *p, size_t n)
{
    uint32_t h = 0x811C9DC5u;

    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)p[i]) * 0x01000193u;
    return h;
}

static struct be_journal *new_journal(size_t streams)
{
    struct be_journal *j = calloc(1, sizeof *j);

    if (j != NULL) {
        j->fd = -1;
        j->streams = streams;
    }
    return j;
}

void be_journal_free(struct be_journal *j)
{
    if (j == NULL)
        return;
    if (j->old != NULL)
        fclose(j->old);
    if (j->fd >= 0)
        close(j->fd);
    free(j->line);
    be_buf_free(&j->waiting);
    be_buf_free(&j->cut);
    free(j);
}

/* Only one run at a time writes a journal. */
static enum be_status open_locked(struct be_journal *j, const char *path, int flags)
{
    j->fd = open(path, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW | flags, 0666);
    return j->fd < 0 || flock(j->fd, LOCK_EX | LOCK_NB) != 0 ? BE_EIO : BE_OK;
}

static enum be_status keep(struct be_journal **out, struct be_journal *j, enum be_status rc)
{
    int error = errno;

    if (rc != BE_OK) {
        be_journal_free(j);
        j = NULL;
    }
    errno = error;
    *out = j;
    return rc;
}

enum be_status be_journal_begin(struct be_journal **out, const char *path, const char *options, size_t streams)
{
    struct be_journal *j = new_journal(streams);
    enum be_status rc = j == NULL ? BE_ENOMEM : open_locked(j, path, O_CREAT);
    char head[64];

    if (rc == BE_OK && ftruncate(j->fd, 0) != 0)
        rc = BE_EIO;
    if (rc == BE_OK) {
        int n = snprintf(head, sizeof head, FORMAT "\t%s\t%zu\t", BEXTRACT_VERSION, streams);

        rc = be_buf_add(&j->waiting, be_span(head, (size_t)n));
    }
    if (rc == BE_OK)
        rc = be_buf_add(&j->waiting, be_span_of(options));
    if (rc == BE_OK)
        rc = be_buf_byte(&j->waiting, '\n');
    if (rc == BE_OK)
        rc = be_journal_sync(j);
    return keep(out, j, rc);
}

/* ---- lines ---- */

/* The next whole line, its end taken off; false at the end, or where the last one breaks off. */
static bool next_line(struct be_journal *j, size_t *n)
{
    ssize_t got = getline(&j->line, &j->line_size, j->old);

    if (got <= 0 || j->line[got - 1] != '\n' || memchr(j->line, '\0', (size_t)got) != NULL)
        return false;
    j->line[got - 1] = '\0';
    *n = (size_t)got - 1;
    return true;
}

/* SUM TAB FAILED TAB ERRORS TAB SIZE TAB MTIME TAB LENGTH,LENGTH... TAB NAME */
static bool parse(struct be_journal *j, size_t n, struct be_journal_entry *entry)
{
    char *p = j->line, *end;

    if (n < 9 || p[8] != '\t' || strtoul(p, &end, 16) != check_sum(p + 9, n - 9) || end != p + 8)
        return false;
    p += 9;
    *entry = (struct be_journal_entry){.failed = *p == '1'};
    entry->errors = strtoull(p + 1, &end, 10);
    entry->size = strtoll(end, &end, 10);
    entry->mtime = strtoll(end, &end, 10);
    for (size_t i = 0; i < j->streams; i++) {
        entry->at[i] = strtoull(end, &end, 10);
        end += *end == ',';
    }
    if (*end != '\t')
        return false;
    entry->doc = be_span(end + 1, n - (size_t)(end + 1 - j->line));
    return true;
}

static bool is_end(const struct be_journal *j)
{
    return strcmp(j->line, "end") == 0;
}

static enum be_status check_head(struct be_journal *j, const char *options, char *reason, size_t size)
{
    char head[64];
    int len = snprintf(head, sizeof head, FORMAT "\t%s\t%zu\t", BEXTRACT_VERSION, j->streams);
    size_t n;

    if (!next_line(j, &n)) {
        errno = ENOENT; /* nothing had been written yet */
        return BE_EIO;
    }
    if (strncmp(j->line, head, (size_t)len) != 0) {
        snprintf(reason, size, _("it was begun by another version of the program"));
        return BE_EUSAGE;
    }
    if (strcmp(j->line + len, options) != 0) {
        snprintf(reason, size, _("it was begun with other options: '%.200s', now '%.200s'"), j->line + len, options);
        return BE_EUSAGE;
    }
    return BE_OK;
}

/* Reads to the last good line, and cuts off what may stand behind it. */
static enum be_status read_past(struct be_journal *j)
{
    long good = ftell(j->old), first = good;
    struct be_journal_entry entry;
    size_t n;

    while (!j->past.ended && next_line(j, &n)) {
        if (is_end(j)) {
            j->past.ended = true;
        } else if (parse(j, n, &entry)) {
            j->past.entries++;
            j->past.failed += entry.failed;
            j->past.errors += entry.errors;
            memcpy(j->past.at, entry.at, sizeof entry.at);
        } else {
            break;
        }
        good = ftell(j->old);
    }
    if (ftruncate(j->fd, good) != 0 || fseek(j->old, first, SEEK_SET) != 0)
        return BE_EIO;
    return BE_OK;
}

enum be_status be_journal_resume(struct be_journal **out, const char *path, const char *options, size_t streams,
                                 char *reason, size_t size)
{
    struct be_journal *j = new_journal(streams);
    enum be_status rc = j == NULL ? BE_ENOMEM : open_locked(j, path, 0);

    if (rc == BE_OK) {
        j->old = fopen(path, "rbe");
        rc = j->old == NULL ? BE_EIO : check_head(j, options, reason, size);
    }
    if (rc == BE_OK)
        rc = read_past(j);
    return keep(out, j, rc);
}

const struct be_journal_past *be_journal_past(const struct be_journal *journal)
{
    return &journal->past;
}

bool be_journal_next(struct be_journal *j, struct be_journal_entry *entry)
{
    size_t n;

    if (j->read == j->past.entries || !next_line(j, &n) || !parse(j, n, entry))
        return false;
    j->read++;
    return true;
}

enum be_status be_journal_add(struct be_journal *j, const struct be_journal_entry *entry)
{
    char number[32], sum[16];
    size_t begin = j->waiting.len, len;
    enum be_status rc = be_buf_add(&j->waiting, BE_LIT("00000000\t"));

    snprintf(number, sizeof number, "%d\t%" PRIu64, entry->failed, entry->errors);
    rc = rc == BE_OK ? be_buf_add(&j->waiting, be_span_of(number)) : rc;
    snprintf(number, sizeof number, "\t%" PRId64, entry->size);
    rc = rc == BE_OK ? be_buf_add(&j->waiting, be_span_of(number)) : rc;
    snprintf(number, sizeof number, "\t%" PRId64, entry->mtime);
    rc = rc == BE_OK ? be_buf_add(&j->waiting, be_span_of(number)) : rc;
    for (size_t i = 0; i < j->streams && rc == BE_OK; i++) {
        snprintf(number, sizeof number, "%c%" PRIu64, i == 0 ? '\t' : ',', entry->at[i]);
        rc = be_buf_add(&j->waiting, be_span_of(number));
    }
    rc = rc == BE_OK ? be_buf_byte(&j->waiting, '\t') : rc;
    for (size_t i = 0; i < entry->doc.len && rc == BE_OK; i++) /* as be_journal_same compares it */
        rc = be_buf_byte(&j->waiting, entry->doc.p[i] == '\n' ? '\r' : entry->doc.p[i]);
    if (rc == BE_OK) {
        len = j->waiting.len - begin - 9;
        snprintf(sum, sizeof sum, "%08" PRIx32, check_sum(j->waiting.p + begin + 9, len));
        memcpy(j->waiting.p + begin, sum, 8);
        rc = be_buf_byte(&j->waiting, '\n');
    }
    if (rc != BE_OK)
        j->waiting.len = begin;
    return rc;
}

enum be_status be_journal_end(struct be_journal *j)
{
    return be_buf_add(&j->waiting, BE_LIT("end\n"));
}

size_t be_journal_waiting(const struct be_journal *j)
{
    return j->waiting.len;
}

void be_journal_cut(struct be_journal *j)
{
    struct be_buf empty = j->cut;

    empty.len = 0;
    j->cut = j->waiting;
    j->waiting = empty;
}

enum be_status be_journal_write(struct be_journal *j)
{
    const char *p = j->cut.p;
    size_t left = j->cut.len;

    while (left > 0) {
        ssize_t n = write(j->fd, p, left);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return BE_EIO;
        p += n;
        left -= (size_t)n;
    }
    j->cut.len = 0;
    return fdatasync(j->fd) != 0 && errno != EINVAL ? BE_EIO : BE_OK;
}

enum be_status be_journal_sync(struct be_journal *j)
{
    be_journal_cut(j);
    return be_journal_write(j);
}

bool be_journal_same(const struct be_journal_entry *entry, struct be_span doc)
{
    if (entry->doc.len != doc.len)
        return false;
    for (size_t i = 0; i < doc.len; i++)
        if (entry->doc.p[i] != (doc.p[i] == '\n' ? '\r' : doc.p[i]))
            return false;
    return true;
}
