#include "level.h"
#include "../base/i18n.h"
#include "../input/gb.h"
#include "../input/utf8.h"
#include "name.h"
#include "stop.h"
#include <stdlib.h>
#include <sys/stat.h>

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
    while (name != NULL && name[0] == '.' && name[1] == '/')
        name += 2;               /* as tar writes what stands in . */
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
static enum be_status pass_over(struct be_level *l)
{
    enum be_status rc = BE_OK;
    struct be_span bytes = {"", 1};

    l->ahead = be_span(NULL, 0);
    if (l->type != BE_ARCHIVE_LEVEL || !l->open)
        return BE_OK;
    if ((l - 1)->seekable && be_la.filter_count(l->archive) <= 1
        && be_la.format(l->archive) != ARCHIVE_FORMAT_7ZIP)
        return BE_OK;
    while (rc == BE_OK && bytes.len > 0)
        rc = be_level_bytes(l, &bytes);
    return rc;
}

static enum be_status next_record(struct be_archive *a, struct be_level *l, bool *end)
{
    enum be_status rc = be_warc_next(&l->warc);

    if (rc == BE_EUSAGE)
        return be_level_broken(a, _("the archive is damaged, what follows is lost: %s"), _("a record is cut"));
    *end = rc == BE_OK && l->warc.uri.len == 0;
    return rc != BE_OK || *end ? rc : set_name(a, l->name, l->warc.uri.p);
}

static enum be_status next_header(struct be_archive *a, struct be_level *l, bool *end)
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
               : be_level_broken(a, _("the archive is damaged, what follows is lost: %s"), why != NULL ? why : _("nobody said why"));
    *end = false;
    if (!l->unnamed)
        return set_name(a, l->name, raw_name(l->entry));
    a->name.len = l->name;
    return be_buf_add(&a->name, be_span("", 1)) == BE_OK ? (a->name.len--, BE_OK) : BE_ENOMEM;
}

/* The level's next entry, named. *end: there is none. BE_EIO: the level is broken. */
static enum be_status next_entry(struct be_archive *a, struct be_level *l, bool *end)
{
    enum be_status rc;

    *end = true;
    if (l->type == BE_FILE_LEVEL || l->broken)
        return BE_OK;
    if (l->type == BE_WARC_LEVEL)
        return next_record(a, l, end);
    rc = next_header(a, l, end);
    if (rc == BE_OK && !*end && be_la.filter_count(l->archive) > 1) /* headers too come out of compressed bytes */
        rc = be_level_limit(a, (uint64_t)be_la.filter_bytes(l->archive, 0));
    return rc;
}

static bool wanted(const struct be_archive *a, const struct be_level *l)
{
    if (l->type == BE_WARC_LEVEL)
        return be_globs_want(a->globs, a->name.p, false);
    if (l->unnamed)
        return true;
    return be_la.entry_filetype(l->entry) == AE_IFREG && be_la.entry_hardlink(l->entry) == NULL
           && !litter(a->name.p) && be_globs_want(a->globs, a->name.p, false);
}

/* The first bytes of the entry at hand; they will come again. */
static enum be_status look(struct be_level *l, struct be_span *first)
{
    enum be_status rc = be_level_bytes(l, first);

    l->ahead = *first;
    *first = be_span_to(*first, BE_ARCHIVE_BEGIN);
    return rc;
}

static unsigned nesting(const struct be_archive *a)
{
    unsigned n = 0;

    for (size_t i = 0; i < a->depth; i++)
        n += a->level[i].type != BE_FILE_LEVEL;
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
        struct be_level *l = be_level_top(a);
        struct be_span first;
        bool end;
        enum be_status rc = pass_over(l);

        if (rc == BE_OK)
            rc = next_entry(a, l, &end);
        if (rc != BE_OK || end) {
            container_name(a, l->name);
            be_level_pop(a);
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

                rc = be_level_descend(a, first);
                while (rc != BE_OK && a->depth > depth)
                    be_level_pop(a);
                if (rc == BE_OK)
                    continue;
            } else {
                rc = be_level_broken(a, "%s", _("is an archive in more archives than --max-depth allows"));
            }
        }
        return give(a, member, rc);
    }
    return BE_OK;
}

enum be_status be_archive_read(struct be_archive *archive, struct be_span *bytes)
{
    *bytes = be_span(NULL, 0);
    return archive->depth == 0 ? BE_OK : be_level_bytes(be_level_top(archive), bytes);
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
        be_level_pop(archive);
    be_buf_free(&archive->name);
    free(archive);
}

enum be_status be_archive_open(struct be_archive *a, int fd, struct be_span first)
{
    struct be_level *l;
    struct stat st;
    enum be_status rc;

    while (a->depth > 0)
        be_level_pop(a);
    a->consumed = a->expanded = 0;
    a->name.len = 0;
    l = be_level_push(a);
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
    rc = be_level_descend(a, first);
    while (rc != BE_OK && a->depth > 0)
        be_level_pop(a);
    return rc;
}
