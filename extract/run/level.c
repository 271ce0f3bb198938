#include "level.h"
#include "../base/wordlist.h"
#include "../base/i18n.h"
#include "stop.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CHUNK (64u << 10)

/* ---- what is an archive ---- */

static struct be_wordlist OFFICE = BE_WORDLIST(
    "[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/", "mimetype", "OFD.xml", "Doc_0/", "customXml/");

/* An office document is a zip whose first entry is one of a few. */
static bool office(struct be_span first)
{
    struct be_span name;

    if (first.len < 31)
        return false;
    name = be_span_to(be_span_from(first, 30), (unsigned char)first.p[26] + 256u * (unsigned char)first.p[27]);
    return be_wordlist_front(&OFFICE, name) > 0;
}

static bool is_7z(struct be_span first)
{
    return be_starts(first, "7z\xBC\xAF\x27\x1C");
}

bool be_archive_begins(struct be_span first)
{
    static const struct be_span signs[] = {
        {"\x1F\x8B\x08", 3}, {"BZh", 3}, {"\xFD" "7zXZ\0", 6}, {"\x28\xB5\x2F\xFD", 4}, {"PK\5\6", 4},
    };

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (be_span_starts(first, signs[i]))
            return i != 1 || (first.len > 9 && memcmp(first.p + 4, "1AY&SY", 6) == 0);
    if (be_starts(first, "PK\3\4"))
        return !office(first);
    return is_7z(first) || be_warc_begins(first) || (first.len >= 262 && memcmp(first.p + 257, "ustar", 5) == 0);
}

/* ---- levels ---- */

enum be_status be_level_broken(struct be_archive *a, const char *format, const char *why)
{
    snprintf(a->reason, sizeof a->reason, format, why);
    return BE_EIO;
}

void be_level_pop(struct be_archive *a)
{
    struct be_level *l = be_level_top(a);

    if (l->archive != NULL)
        be_la.read_free(l->archive);
    if (l->own_fd)
        close(l->fd);
    be_warc_free(&l->warc);
    free(l->chunk);
    *l = (struct be_level){0};
    a->depth--;
}

struct be_level *be_level_push(struct be_archive *a)
{
    struct be_level *l = &a->level[a->depth];

    *l = (struct be_level){.owner = a, .fd = -1};
    l->chunk = malloc(CHUNK);
    if (l->chunk == NULL)
        return NULL;
    a->depth++;
    l->name = a->name.len;
    return l;
}

/* Past a limit nothing more of the file is read. */
enum be_status be_level_limit(struct be_archive *a, uint64_t expanded)
{
    bool size = expanded > a->limits->size;

    if (!size && (expanded <= BE_ARCHIVE_FREE || expanded / a->limits->ratio <= a->consumed))
        return BE_OK;
    for (size_t i = 0; i < a->depth; i++)
        a->level[i].broken = true;
    return be_level_broken(a, "%s", size ? _("the archive expands to more than --max-size allows, the rest is left out")
                                : _("the archive expands to more times its size than --max-ratio allows, the rest is left out"));
}

static enum be_status count(struct be_archive *a, size_t n)
{
    a->expanded += n;
    return be_level_limit(a, a->expanded);
}

static enum be_status read_file(struct be_archive *a, struct be_level *l, struct be_span *bytes)
{
    ssize_t n;

    do {
        if (be_stop_signal() != 0 || (!l->seekable && !be_stop_wait(l->fd, -1)))
            return BE_ESTOP;
        n = read(l->fd, l->chunk, CHUNK);
    } while (n < 0 && (errno == EINTR || errno == EAGAIN));
    if (n < 0)
        return be_level_broken(a, _("cannot read: %s"), strerror(errno));
    if (l == a->level)
        a->consumed += (uint64_t)n;
    *bytes = be_span(l->chunk, (size_t)n);
    return BE_OK;
}

static enum be_status read_archive(struct be_archive *a, struct be_level *l, struct be_span *bytes)
{
    la_ssize_t n;

    do {
        if (be_stop_signal() != 0)
            return BE_ESTOP;
        n = be_la.read_data(l->archive, l->chunk, CHUNK);
    } while (n == ARCHIVE_RETRY);
    if (n == ARCHIVE_FATAL || n == ARCHIVE_FAILED || n == ARCHIVE_WARN) {
        const char *why = be_la.error_string(l->archive);

        l->broken = n == ARCHIVE_FATAL;
        if (a->reason[0] != '\0') /* a limit, or a level below */
            return BE_EIO;
        return be_level_broken(a, l->broken ? _("the archive is damaged here, what follows is lost: %s")
                                   : _("cannot be unpacked: %s"), why != NULL ? why : _("nobody said why"));
    }
    *bytes = be_span(l->chunk, (size_t)n);
    return count(a, (size_t)n);
}

enum be_status be_level_bytes(struct be_level *l, struct be_span *bytes)
{
    struct be_archive *a = l->owner;
    enum be_status rc = BE_OK;

    *bytes = l->ahead;
    l->ahead = be_span(NULL, 0);
    if (bytes->len > 0 || !l->open)
        return BE_OK;
    switch (l->type) {
    case BE_FILE_LEVEL: rc = read_file(a, l, bytes); break;
    case BE_ARCHIVE_LEVEL: rc = read_archive(a, l, bytes); break;
    case BE_WARC_LEVEL:
        rc = be_warc_read(&l->warc, bytes);
        l->broken |= rc != BE_OK;
        if (rc == BE_EUSAGE)
            rc = be_level_broken(a, _("the archive is damaged here, what follows is lost: %s"), _("a record is cut"));
        else if (rc == BE_OK)
            rc = count(a, bytes->len);
        break;
    }
    if (rc != BE_OK || bytes->len == 0)
        l->open = false;
    return rc;
}

/* What a level reads from the one below it. */
static la_ssize_t below(struct archive *archive, void *user, const void **p)
{
    struct be_level *l = user;
    struct be_span bytes;
    enum be_status rc = be_level_bytes(l - 1, &bytes);

    *p = bytes.p;
    if (rc == BE_OK)
        return (la_ssize_t)bytes.len;
    be_la.set_error(archive, EIO, "%s", l->owner->reason);
    return -1;
}

static enum be_status below_warc(void *user, struct be_span *bytes)
{
    return be_level_bytes((struct be_level *)user - 1, bytes);
}

static la_int64_t seek_below(struct archive *archive, void *user, la_int64_t offset, int whence)
{
    struct be_level *file = (struct be_level *)user - 1;
    off_t at = lseek(file->fd, offset, whence);

    (void)archive;
    file->ahead = be_span(NULL, 0);
    file->open = true;
    return at < 0 ? ARCHIVE_FATAL : at;
}

/* Without it a zip's entries that are not wanted would be read. */
static la_int64_t skip_below(struct archive *archive, void *user, la_int64_t n)
{
    struct be_level *file = (struct be_level *)user - 1;

    (void)archive;
    if (!file->seekable || file->ahead.len > 0 || n <= 0)
        return 0;
    return lseek(file->fd, n, SEEK_CUR) < 0 ? 0 : n;
}

static enum be_status open_archive(struct be_archive *a, struct be_level *l)
{
    struct archive *r;
    const struct be_level *file = l - 1;

    if (!be_late_archive())
        return be_level_broken(a, _("cannot be unpacked: %s"), be_late_reason());
    l->archive = r = be_la.read_new();
    if (r == NULL)
        return BE_ENOMEM;
    be_la.read_support_filter_gzip(r);
    be_la.read_support_filter_bzip2(r);
    be_la.read_support_filter_xz(r);
    be_la.read_support_filter_zstd(r);
    be_la.read_support_format_tar(r);
    be_la.read_support_format_zip(r);
    be_la.read_support_format_7zip(r);
    be_la.read_support_format_raw(r);
    be_la.read_support_format_empty(r);
    be_la.read_set_callback_data(r, l);
    be_la.read_set_read_callback(r, below);
    if (file->type == BE_FILE_LEVEL && file->seekable) {
        be_la.read_set_seek_callback(r, seek_below);
        be_la.read_set_skip_callback(r, skip_below);
    }
    if (be_la.read_open1(r) != ARCHIVE_OK)
        return a->reason[0] != '\0' ? BE_EIO : be_level_broken(a, _("cannot be unpacked: %s"), be_la.error_string(r));
    return BE_OK;
}

/* A 7z can only be read from its end: what comes through a pipe is copied to a file first. */
static enum be_status spool(struct be_archive *a)
{
    struct be_level *from = be_level_top(a), *to;
    FILE *temp = tmpfile();
    struct be_span bytes = {"", 0};
    enum be_status rc = BE_OK;
    int fd = -1;

    if (temp == NULL)
        return be_level_broken(a, _("cannot make a temporary file: %s"), strerror(errno));
    do {
        rc = be_level_bytes(from, &bytes);
        if (rc == BE_OK && from->type == BE_FILE_LEVEL)
            rc = count(a, bytes.len);
        if (rc == BE_OK && bytes.len > 0 && fwrite(bytes.p, 1, bytes.len, temp) != bytes.len)
            rc = be_level_broken(a, _("cannot write a temporary file: %s"), strerror(errno));
    } while (rc == BE_OK && bytes.len > 0);
    if (rc == BE_OK && fflush(temp) != 0)
        rc = be_level_broken(a, _("cannot write a temporary file: %s"), strerror(errno));
    if (rc == BE_OK && (fd = dup(fileno(temp))) < 0)
        rc = be_level_broken(a, _("cannot make a temporary file: %s"), strerror(errno));
    fclose(temp);
    if (rc != BE_OK)
        return rc;
    lseek(fd, 0, SEEK_SET);
    to = be_level_push(a);
    if (to == NULL) {
        close(fd);
        return BE_ENOMEM;
    }
    to->fd = fd;
    to->own_fd = to->seekable = to->open = true;
    return BE_OK;
}

enum be_status be_level_descend(struct be_archive *a, struct be_span first)
{
    bool warc = be_warc_begins(first);
    struct be_level *l;
    enum be_status rc = BE_OK;

    a->reason[0] = '\0';
    if (is_7z(first) && !(be_level_top(a)->type == BE_FILE_LEVEL && be_level_top(a)->seekable))
        rc = spool(a);
    if (rc != BE_OK)
        return rc;
    l = be_level_push(a);
    if (l == NULL)
        return BE_ENOMEM;
    if (warc) {
        l->type = BE_WARC_LEVEL;
        l->warc.more = below_warc;
        l->warc.user = l;
        return BE_OK;
    }
    l->type = BE_ARCHIVE_LEVEL;
    return open_archive(a, l);
}
