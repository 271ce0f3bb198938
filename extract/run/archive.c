#include "archive.h"
#include "../base/i18n.h"
#include "../input/gb.h"
#include "../input/utf8.h"
#include "late.h"
#include "name.h"
#include "stop.h"
#include "warc.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (64u << 10)

/* The lowest level is a file. Each one above reads the entry at hand of the one below: a zip in
 * a tar is three levels. A file may also stand above: the copy of a 7z that came through a pipe. */
struct level {
    struct be_archive *owner;
    enum { FILE_LEVEL, ARCHIVE_LEVEL, WARC_LEVEL } type;
    int fd;                      /* FILE_LEVEL */
    bool own_fd, seekable;
    struct archive *archive;     /* ARCHIVE_LEVEL */
    struct archive_entry *entry;
    struct be_warc warc;
    char *chunk;                 /* of CHUNK bytes, to read the entry at hand into */
    char first[BE_ARCHIVE_BEGIN];
    struct be_span ahead;        /* of the entry at hand: read but not handed out */
    size_t name;                 /* how long the name of the container is */
    bool open;                   /* an entry is at hand, and not at its end */
    bool broken;                 /* nothing more can be read, which has been told */
    bool unnamed;                /* its one entry has no name of its own */
};

struct be_archive {
    const struct be_archive_limits *limits;
    const struct be_globs *globs;
    struct level level[BE_ARCHIVE_DEPTH + 2];
    size_t depth;                /* levels in use */
    uint64_t consumed, expanded; /* bytes of the file, bytes of all entries */
    struct be_buf name;          /* of the entry at hand, with the archives it stands in */
    char reason[512];
};

/* ---- what is an archive ---- */

/* An office document is a zip whose first entry is one of a few. */
static bool office(struct be_span first)
{
    static const char *const names[] = {"[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/",
                                        "mimetype", "OFD.xml", "Doc_0/", "customXml/"};
    struct be_span name;

    if (first.len < 31)
        return false;
    name = be_span_to(be_span_from(first, 30), (unsigned char)first.p[26] + 256u * (unsigned char)first.p[27]);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (be_span_starts(name, be_span_of(names[i])))
            return true;
    return false;
}

static bool is_7z(struct be_span first)
{
    return be_span_starts(first, BE_LIT("7z\xBC\xAF\x27\x1C"));
}

bool be_archive_begins(struct be_span first)
{
    static const struct be_span signs[] = {
        {"\x1F\x8B\x08", 3}, {"BZh", 3}, {"\xFD" "7zXZ\0", 6}, {"\x28\xB5\x2F\xFD", 4}, {"PK\5\6", 4},
    };

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (be_span_starts(first, signs[i]))
            return i != 1 || (first.len > 9 && memcmp(first.p + 4, "1AY&SY", 6) == 0);
    if (be_span_starts(first, BE_LIT("PK\3\4")))
        return !office(first);
    return is_7z(first) || be_warc_begins(first) || (first.len >= 262 && memcmp(first.p + 257, "ustar", 5) == 0);
}

/* ---- levels ---- */

static enum be_status broken(struct be_archive *a, const char *format, const char *why)
{
    snprintf(a->reason, sizeof a->reason, format, why);
    return BE_EIO;
}

static struct level *top(struct be_archive *a)
{
    return &a->level[a->depth - 1];
}

static void pop(struct be_archive *a)
{
    struct level *l = top(a);

    if (l->archive != NULL)
        be_la.read_free(l->archive);
    if (l->own_fd)
        close(l->fd);
    be_warc_free(&l->warc);
    free(l->chunk);
    *l = (struct level){0};
    a->depth--;
}

/* NULL when memory is out; the depth has been looked at. */
static struct level *push(struct be_archive *a)
{
    struct level *l = &a->level[a->depth];

    *l = (struct level){.owner = a, .fd = -1};
    l->chunk = malloc(CHUNK);
    if (l->chunk == NULL)
        return NULL;
    a->depth++;
    l->name = a->name.len;
    return l;
}

/* Past a limit nothing more of the file is read. */
static enum be_status limit(struct be_archive *a, uint64_t expanded)
{
    bool size = expanded > a->limits->size;

    if (!size && (expanded <= BE_ARCHIVE_FREE || expanded / a->limits->ratio <= a->consumed))
        return BE_OK;
    for (size_t i = 0; i < a->depth; i++)
        a->level[i].broken = true;
    return broken(a, "%s", size ? _("the archive expands to more than --max-size allows, the rest is left out")
                                : _("the archive expands to more times its size than --max-ratio allows, the rest is left out"));
}

static enum be_status count(struct be_archive *a, size_t n)
{
    a->expanded += n;
    return limit(a, a->expanded);
}

static enum be_status read_file(struct be_archive *a, struct level *l, struct be_span *bytes)
{
    ssize_t n;

    do {
        if (be_stop_signal() != 0 || (!l->seekable && !be_stop_wait(l->fd, -1)))
            return BE_ESTOP;
        n = read(l->fd, l->chunk, CHUNK);
    } while (n < 0 && (errno == EINTR || errno == EAGAIN));
    if (n < 0)
        return broken(a, _("cannot read: %s"), strerror(errno));
    if (l == a->level)
        a->consumed += (uint64_t)n;
    *bytes = be_span(l->chunk, (size_t)n);
    return BE_OK;
}

static enum be_status read_archive(struct be_archive *a, struct level *l, struct be_span *bytes)
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
        return broken(a, l->broken ? _("the archive is damaged here, what follows is lost: %s")
                                   : _("cannot be unpacked: %s"), why != NULL ? why : _("nobody said why"));
    }
    *bytes = be_span(l->chunk, (size_t)n);
    return count(a, (size_t)n);
}

/* The next bytes of the entry at hand of a level; empty at its end. */
static enum be_status entry_bytes(struct level *l, struct be_span *bytes)
{
    struct be_archive *a = l->owner;
    enum be_status rc = BE_OK;

    *bytes = l->ahead;
    l->ahead = be_span(NULL, 0);
    if (bytes->len > 0 || !l->open)
        return BE_OK;
    switch (l->type) {
    case FILE_LEVEL: rc = read_file(a, l, bytes); break;
    case ARCHIVE_LEVEL: rc = read_archive(a, l, bytes); break;
    case WARC_LEVEL:
        rc = be_warc_read(&l->warc, bytes);
        l->broken |= rc != BE_OK;
        if (rc == BE_EUSAGE)
            rc = broken(a, _("the archive is damaged here, what follows is lost: %s"), _("a record is cut"));
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
    struct level *l = user;
    struct be_span bytes;
    enum be_status rc = entry_bytes(l - 1, &bytes);

    *p = bytes.p;
    if (rc == BE_OK)
        return (la_ssize_t)bytes.len;
    be_la.set_error(archive, EIO, "%s", l->owner->reason);
    return -1;
}

static enum be_status below_warc(void *user, struct be_span *bytes)
{
    return entry_bytes((struct level *)user - 1, bytes);
}

static la_int64_t seek_below(struct archive *archive, void *user, la_int64_t offset, int whence)
{
    struct level *file = (struct level *)user - 1;
    off_t at = lseek(file->fd, offset, whence);

    (void)archive;
    file->ahead = be_span(NULL, 0);
    file->open = true;
    return at < 0 ? ARCHIVE_FATAL : at;
}

/* Without it a zip's entries that are not wanted would be read. */
static la_int64_t skip_below(struct archive *archive, void *user, la_int64_t n)
{
    struct level *file = (struct level *)user - 1;

    (void)archive;
    if (!file->seekable || file->ahead.len > 0 || n <= 0)
        return 0;
    return lseek(file->fd, n, SEEK_CUR) < 0 ? 0 : n;
}

static enum be_status open_archive(struct be_archive *a, struct level *l)
{
    struct archive *r;
    const struct level *file = l - 1;

    if (!be_late_archive())
        return broken(a, _("cannot be unpacked: %s"), be_late_reason());
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
    if (file->type == FILE_LEVEL && file->seekable) {
        be_la.read_set_seek_callback(r, seek_below);
        be_la.read_set_skip_callback(r, skip_below);
    }
    if (be_la.read_open1(r) != ARCHIVE_OK)
        return a->reason[0] != '\0' ? BE_EIO : broken(a, _("cannot be unpacked: %s"), be_la.error_string(r));
    return BE_OK;
}

/* A 7z can only be read from its end: what comes through a pipe is copied to a file first. */
static enum be_status spool(struct be_archive *a)
{
    struct level *from = top(a), *to;
    FILE *temp = tmpfile();
    struct be_span bytes = {"", 0};
    enum be_status rc = BE_OK;
    int fd = -1;

    if (temp == NULL)
        return broken(a, _("cannot make a temporary file: %s"), strerror(errno));
    do {
        rc = entry_bytes(from, &bytes);
        if (rc == BE_OK && from->type == FILE_LEVEL)
            rc = count(a, bytes.len);
        if (rc == BE_OK && bytes.len > 0 && fwrite(bytes.p, 1, bytes.len, temp) != bytes.len)
            rc = broken(a, _("cannot write a temporary file: %s"), strerror(errno));
    } while (rc == BE_OK && bytes.len > 0);
    if (rc == BE_OK && fflush(temp) != 0)
        rc = broken(a, _("cannot write a temporary file: %s"), strerror(errno));
    if (rc == BE_OK && (fd = dup(fileno(temp))) < 0)
        rc = broken(a, _("cannot make a temporary file: %s"), strerror(errno));
    fclose(temp);
    if (rc != BE_OK)
        return rc;
    lseek(fd, 0, SEEK_SET);
    to = push(a);
    if (to == NULL) {
        close(fd);
        return BE_ENOMEM;
    }
    to->fd = fd;
    to->own_fd = to->seekable = to->open = true;
    return BE_OK;
}

/* The entry at hand of the top level is an archive: a level more. */
static enum be_status descend(struct be_archive *a, struct be_span first)
{
    bool warc = be_warc_begins(first);
    struct level *l;
    enum be_status rc = BE_OK;

    a->reason[0] = '\0';
    if (is_7z(first) && !(top(a)->type == FILE_LEVEL && top(a)->seekable))
        rc = spool(a);
    if (rc != BE_OK)
        return rc;
    l = push(a);
    if (l == NULL)
        return BE_ENOMEM;
    if (warc) {
        l->type = WARC_LEVEL;
        l->warc.more = below_warc;
        l->warc.user = l;
        return BE_OK;
    }
    l->type = ARCHIVE_LEVEL;
    return open_archive(a, l);
}

/* ---- entries ---- */

/* UTF-8 as it is; else GBK, as Chinese Windows has always written zips; else \xNN. */
static enum be_status set_name(struct be_archive *a, size_t prefix, const char *raw)
{
    struct be_buf text = {0};
    struct be_span in = be_span_of(raw);
    enum be_status rc = BE_OK;

    a->name.len = prefix;
    if (prefix > 0)
        rc = be_buf_byte(&a->name, '/');
    if (rc == BE_OK)
        rc = be_buf_reserve(&a->name, in.len * 3 + 1);
    if (rc == BE_OK && be_utf8_valid(in.p, in.len) < in.len) {
        size_t used, n = be_gb_decode(a->name.p + a->name.len, in.len * 3, in, &used);

        if (used == in.len) {
            a->name.len += n;
            in.len = 0;
        }
    }
    if (rc == BE_OK && in.len > 0) {
        rc = be_name_text(&text, raw);
        if (rc == BE_OK)
            rc = be_buf_add(&a->name, be_span(text.p, text.len - 1));
        be_buf_free(&text);
    }
    if (rc == BE_OK) {
        rc = be_buf_byte(&a->name, '\0');
        a->name.len--;
    }
    return rc;
}

static const char *raw_name(struct archive_entry *entry)
{
    const char *name = be_la.entry_pathname(entry);

    if (name == NULL)
        name = be_la.entry_pathname_utf8(entry);
    return name != NULL ? name : "?";
}

/* What systems put into archives beside what their users did. */
static bool litter(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash == NULL ? name : slash + 1;

    return strncmp(name, "__MACOSX/", 9) == 0 || strstr(name, "/__MACOSX/") != NULL || base[0] == '.'
           || strcmp(base, "Thumbs.db") == 0 || strcmp(base, "desktop.ini") == 0;
}

/* An entry that is passed over is read, so that what it expands to is counted. In a file that can
 * be seeked in, without compression around it, it costs nothing to leave it. */
static enum be_status pass_over(struct level *l)
{
    enum be_status rc = BE_OK;
    struct be_span bytes = {"", 1};

    l->ahead = be_span(NULL, 0);
    if (l->type != ARCHIVE_LEVEL || !l->open)
        return BE_OK;
    if ((l - 1)->seekable && be_la.filter_count(l->archive) <= 1
        && be_la.format(l->archive) != ARCHIVE_FORMAT_7ZIP)
        return BE_OK;
    while (rc == BE_OK && bytes.len > 0)
        rc = entry_bytes(l, &bytes);
    return rc;
}

static enum be_status next_record(struct be_archive *a, struct level *l, bool *end)
{
    enum be_status rc = be_warc_next(&l->warc);

    if (rc == BE_EUSAGE)
        return broken(a, _("the archive is damaged, what follows is lost: %s"), _("a record is cut"));
    *end = rc == BE_OK && l->warc.uri.len == 0;
    return rc != BE_OK || *end ? rc : set_name(a, l->name, l->warc.uri.p);
}

static enum be_status next_header(struct be_archive *a, struct level *l, bool *end)
{
    const char *why;
    int got;

    do
        got = be_la.read_next_header(l->archive, &l->entry);
    while (got == ARCHIVE_RETRY && be_stop_signal() == 0);
    if (be_stop_signal() != 0)
        return BE_ESTOP;
    if (got == ARCHIVE_EOF)
        return BE_OK;
    l->unnamed = be_la.format(l->archive) == ARCHIVE_FORMAT_RAW;
    why = be_la.error_string(l->archive);
    if (got == ARCHIVE_OK && l->unnamed && be_la.filter_count(l->archive) <= 1) {
        got = ARCHIVE_FATAL; /* it only begins like one */
        why = _("its first header is wrong");
    }
    if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
        return a->reason[0] != '\0' ? BE_EIO
               : broken(a, _("the archive is damaged, what follows is lost: %s"), why != NULL ? why : _("nobody said why"));
    *end = false;
    if (!l->unnamed)
        return set_name(a, l->name, raw_name(l->entry));
    a->name.len = l->name;
    return be_buf_add(&a->name, be_span("", 1)) == BE_OK ? (a->name.len--, BE_OK) : BE_ENOMEM;
}

/* The level's next entry, named. *end: there is none. BE_EIO: the level is broken. */
static enum be_status next_entry(struct be_archive *a, struct level *l, bool *end)
{
    enum be_status rc;

    *end = true;
    if (l->type == FILE_LEVEL || l->broken)
        return BE_OK;
    if (l->type == WARC_LEVEL)
        return next_record(a, l, end);
    rc = next_header(a, l, end);
    if (rc == BE_OK && !*end && be_la.filter_count(l->archive) > 1) /* headers too come out of compressed bytes */
        rc = limit(a, (uint64_t)be_la.filter_bytes(l->archive, 0));
    return rc;
}

static bool wanted(const struct be_archive *a, const struct level *l)
{
    if (l->type == WARC_LEVEL)
        return be_globs_want(a->globs, a->name.p, false);
    if (l->unnamed)
        return true;
    return be_la.entry_filetype(l->entry) == AE_IFREG && be_la.entry_hardlink(l->entry) == NULL
           && !litter(a->name.p) && be_globs_want(a->globs, a->name.p, false);
}

/* The first bytes of the entry at hand; they will come again. */
static enum be_status look(struct level *l, struct be_span *first)
{
    enum be_status rc = entry_bytes(l, first);

    l->ahead = *first;
    *first = be_span_to(*first, BE_ARCHIVE_BEGIN);
    return rc;
}

static unsigned nesting(const struct be_archive *a)
{
    unsigned n = 0;

    for (size_t i = 0; i < a->depth; i++)
        n += a->level[i].type != FILE_LEVEL;
    return n;
}

static enum be_status give(struct be_archive *a, struct be_member *member, enum be_status rc)
{
    if (rc != BE_OK && rc != BE_EIO)
        return rc;
    member->name = a->name.len == 0 ? "" : a->name.p;
    member->failed = rc == BE_EIO ? a->reason : NULL;
    return BE_OK;
}

/* The name of the container itself, for what is wrong with it. */
static void container_name(struct be_archive *a, size_t len)
{
    if (len < a->name.len)
        a->name.len = len;
    if (a->name.p != NULL)
        a->name.p[a->name.len] = '\0';
}

enum be_status be_archive_next(struct be_archive *a, struct be_member *member)
{
    *member = (struct be_member){0};
    while (a->depth > 0) {
        struct level *l = top(a);
        struct be_span first;
        bool end;
        enum be_status rc = pass_over(l);

        if (rc == BE_OK)
            rc = next_entry(a, l, &end);
        if (rc != BE_OK || end) {
            container_name(a, l->name);
            pop(a);
            if (rc != BE_OK)
                return give(a, member, rc);
            continue;
        }
        if (!wanted(a, l))
            continue;
        l->open = true;
        a->reason[0] = '\0';
        rc = look(l, &first);
        if (rc == BE_OK && be_archive_begins(first)) {
            if (nesting(a) < a->limits->depth && a->depth < BE_ARCHIVE_DEPTH) {
                size_t depth = a->depth;

                rc = descend(a, first);
                while (rc != BE_OK && a->depth > depth)
                    pop(a);
                if (rc == BE_OK)
                    continue;
            } else {
                rc = broken(a, "%s", _("is an archive in more archives than --max-depth allows"));
            }
        }
        return give(a, member, rc);
    }
    return BE_OK;
}

enum be_status be_archive_read(struct be_archive *archive, struct be_span *bytes)
{
    *bytes = be_span(NULL, 0);
    return archive->depth == 0 ? BE_OK : entry_bytes(top(archive), bytes);
}

uint64_t be_archive_consumed(const struct be_archive *archive)
{
    return archive->consumed;
}

const char *be_archive_reason(const struct be_archive *archive)
{
    return archive->reason;
}

struct be_archive *be_archive_new(const struct be_archive_limits *limits, const struct be_globs *globs)
{
    struct be_archive *a = calloc(1, sizeof *a);

    if (a != NULL) {
        a->limits = limits;
        a->globs = globs;
    }
    return a;
}

void be_archive_free(struct be_archive *archive)
{
    if (archive == NULL)
        return;
    while (archive->depth > 0)
        pop(archive);
    be_buf_free(&archive->name);
    free(archive);
}

enum be_status be_archive_open(struct be_archive *a, int fd, struct be_span first)
{
    struct level *l;
    struct stat st;
    enum be_status rc;

    while (a->depth > 0)
        pop(a);
    a->consumed = a->expanded = 0;
    a->name.len = 0;
    l = push(a);
    if (l == NULL)
        return BE_ENOMEM;
    l->fd = fd;
    l->seekable = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    l->open = true;
    if (!l->seekable) { /* else they can be read again */
        a->consumed = first.len;
        first = be_span_to(first, sizeof l->first);
        memcpy(l->first, first.p, first.len);
        l->ahead = be_span(l->first, first.len);
    }
    rc = descend(a, first);
    while (rc != BE_OK && a->depth > 0)
        pop(a);
    return rc;
}
