/* fuzz_archive.c - any bytes as an archive, in a file and through a pipe: members come, or what is
 * wrong is told; it ends, within the limits.
 */
#include "fuzz.h"
#include "../../extract/run/archive.h"

#define PIPE_BYTES 60000u /* what a pipe holds without anybody reading */

static const struct be_archive_limits limits = {8u << 20, 250, 4};
static const struct be_globs all;

static void go(int fd, struct be_span first)
{
    struct be_archive *a = be_archive_new(&limits, &all);
    struct be_member m;
    uint64_t bytes = 0;
    enum be_status rc = be_archive_open(a, fd, first);

    must(rc == BE_OK || rc == BE_EIO, "open");
    for (size_t n = 0; rc == BE_OK; n++) {
        struct be_span some = {"", 1};

        must(n < 1000000, "an end");
        must(be_archive_next(a, &m) == BE_OK, "next");
        if (m.name == NULL)
            break;
        must(m.failed == NULL || m.failed[0] != '\0', "a reason");
        while (m.failed == NULL && some.len > 0 && be_archive_read(a, &some) == BE_OK)
            bytes += some.len;
    }
    must(bytes <= limits.size + (1u << 20), "the limit");
    be_archive_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct be_span first = be_span((const char *)data, size < BE_ARCHIVE_BEGIN ? size : BE_ARCHIVE_BEGIN);
    int fd, ends[2];

    if (!be_archive_begins(first))
        return 0;
    fd = memfd_create("fuzz", 0);
    must(fd >= 0 && write(fd, data, size) == (ssize_t)size && lseek(fd, 0, SEEK_SET) == 0, "a file");
    go(fd, first);
    close(fd);
    if (size > PIPE_BYTES || pipe(ends) != 0)
        return 0;
    must(write(ends[1], data + first.len, size - first.len) == (ssize_t)(size - first.len), "a pipe");
    close(ends[1]);
    go(ends[0], first);
    close(ends[0]);
    return 0;
}
