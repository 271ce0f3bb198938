/* fuzz_journal.c - any bytes as the journal of an interrupted run: refused with a reason, or its past
 * can be gone through, added to, and read again with what was added.
 */
#include "fuzz.h"
#include "run/journal.h"
#include <errno.h>

#define STREAMS 3u

static char path[] = "/tmp/fuzz_journal.XXXXXX";

static void drop(void)
{
    unlink(path);
}

static enum be_status resume(struct be_journal **j)
{
    char reason[512] = "";
    enum be_status rc = be_journal_resume(j, path, "", STREAMS, reason, sizeof reason);

    must(rc == BE_OK || (rc == BE_EUSAGE && reason[0] != '\0') || (rc == BE_EIO && errno == ENOENT), "refused without a reason");
    return rc;
}

static void go_on(struct be_journal *j)
{
    struct be_journal_past past = *be_journal_past(j);
    struct be_journal_entry e, more = {.doc = BE_LIT("more\n.txt"), .size = 7, .at = {1, 2, 3}};
    uint64_t entries = 0, failed = 0;

    while (be_journal_next(j, &e)) {
        entries++;
        failed += e.failed;
        must(be_journal_same(&e, e.doc), "an entry is about its own document");
    }
    must(entries == past.entries && failed == past.failed, "the past, entry by entry");
    must(be_journal_add(j, &more) == BE_OK && be_journal_sync(j) == BE_OK, "an entry more");
    be_journal_free(j);
    if (past.ended)
        return;
    must(resume(&j) == BE_OK, "read again");
    must(be_journal_past(j)->entries == past.entries + 1 && be_journal_past(j)->at[2] == 3, "what was added");
    be_journal_free(j);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char head[] = "bextract journal 1\t" BEXTRACT_VERSION "\t3\t\n";
    static int fd = -1;
    struct be_journal *j;
    size_t skip = size > 0 && data[0] == 'b' ? sizeof head : 0; /* else a good first line comes before it */

    if (fd < 0) {
        fd = mkstemp(path);
        atexit(drop);
    }
    must(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0, "a file");
    if (skip == 0)
        must(write(fd, head, sizeof head - 1) == (ssize_t)sizeof head - 1, "its head");
    must(write(fd, data, size) == (ssize_t)size, "its lines");
    if (resume(&j) == BE_OK)
        go_on(j);
    return 0;
}
