/* whole.c - proves a workbook that was just written. libxlsxwriter does not look at errors of its
 * temporary files: on a full disk it makes a workbook with half a sheet and says that all is well.
 */
#include "book.h"
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>

#define PIECE (64u << 10)
#define LAST "</worksheet>"

/* Through all of a sheet: it unpacks, ends as a sheet ends, and has its rows. */
static bool sheet_whole(struct archive *zip, uint64_t least)
{
    static const size_t KEEP = sizeof LAST - 1;
    char tail[sizeof LAST] = "", piece[PIECE];
    uint64_t size = 0;
    la_ssize_t n;

    while ((n = archive_read_data(zip, piece, sizeof piece)) > 0) {
        size_t got = (size_t)n, keep = got < KEEP ? got : KEEP;

        memmove(tail, tail + keep, KEEP - keep);
        memcpy(tail + KEEP - keep, piece + got - keep, keep);
        size += got;
    }
    return n == 0 && size >= least && strcmp(tail, LAST) == 0;
}

bool be_book_whole_file(const char *path, const uint64_t *bytes, size_t sheets)
{
    struct archive *zip = archive_read_new();
    struct archive_entry *entry;
    size_t seen = 0;
    bool good = zip != NULL && archive_read_support_format_zip(zip) == ARCHIVE_OK &&
                archive_read_open_filename(zip, path, PIECE) == ARCHIVE_OK;

    while (good) {
        int rc = archive_read_next_header(zip, &entry);
        const char *name;
        unsigned no;

        if (rc == ARCHIVE_EOF)
            break;
        if (rc != ARCHIVE_OK) {
            good = false;
            break;
        }
        name = archive_entry_pathname(entry);
        if (name == NULL || sscanf(name, "xl/worksheets/sheet%u.xml", &no) != 1)
            continue;
        good = no >= 1 && no <= sheets && sheet_whole(zip, bytes[no - 1]);
        seen++;
    }
    if (zip != NULL)
        archive_read_free(zip);
    errno = ENOSPC; /* nothing else is known to make such a file */
    return good && seen == sheets;
}
