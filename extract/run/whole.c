/* whole.c - proves a workbook that was just written. libxlsxwriter does not look at errors of its
 * temporary files: on a full disk it makes a workbook with half a sheet and says that all is well.
 */
#include "book.h"
#include <errno.h>
#include <stdio.h>

#define PIECE (64u << 10)
#define FIRST "<?xml"
#define LAST "</worksheet>"

/* How many elements are open, by one character after the other. */
static void count_open(int64_t *open, char before, char c)
{
    if (before == '<')
        *open += c == '/' ? -1 : c != '?' && c != '!';
    if (before == '/' && c == '>')
        --*open;
}

/* Through all of a part: it unpacks, begins and ends as it should, and what opens is closed (a block
 * that was lost hardly ends as deep as it began); a sheet has its rows. */
static bool part_whole(struct archive *zip, const char *last, uint64_t least)
{
    char tail[sizeof LAST] = "", piece[PIECE];
    const size_t room = sizeof tail - 1;
    uint64_t size = 0;
    int64_t open = 0;
    bool good = true;
    la_ssize_t n;

    while ((n = be_la.read_data(zip, piece, sizeof piece)) > 0) {
        struct be_span got = be_span(piece, (size_t)n);
        size_t keep = got.len < room ? got.len : room;

        good = good && (size > 0 || be_starts(got, FIRST));
        for (size_t i = 0; i < got.len; i++)
            count_open(&open, i > 0 ? piece[i - 1] : tail[room - 1], piece[i]);
        memmove(tail, tail + keep, room - keep);
        memcpy(tail + room - keep, piece + got.len - keep, keep);
        size += got.len;
    }
    return n == 0 && good && size > 0 && size >= least && open == 0 &&
           be_ends(be_span(tail, room - (tail[room - 1] == '\n')), last);
}

/* The next part of the file. False: there is none, or it is not whole (then *good). */
static bool next_part(struct archive *zip, const uint64_t *bytes, size_t sheets, size_t *seen, bool *good)
{
    struct archive_entry *entry;
    int rc = be_la.read_next_header(zip, &entry);
    const char *name = rc == ARCHIVE_OK ? be_la.entry_pathname(entry) : NULL;
    unsigned no;

    if (rc == ARCHIVE_EOF)
        return false;
    if (name != NULL && sscanf(name, "xl/worksheets/sheet%u.xml", &no) == 1) {
        *good = no >= 1 && no <= sheets && part_whole(zip, LAST, bytes[no - 1]);
        ++*seen;
    } else {
        *good = name != NULL && part_whole(zip, ">", 0);
    }
    return *good;
}

bool be_book_whole_file(const char *path, const uint64_t *bytes, size_t sheets)
{
    struct archive *zip = be_la.read_new();
    size_t seen = 0;
    bool good = zip != NULL && be_la.read_support_format_zip(zip) == ARCHIVE_OK &&
                be_la.read_open_filename(zip, path, PIECE) == ARCHIVE_OK;

    while (good && next_part(zip, bytes, sheets, &seen, &good))
        continue;
    if (zip != NULL)
        be_la.read_free(zip);
    errno = ENOSPC; /* nothing else is known to make such a file */
    return good && seen == sheets;
}
