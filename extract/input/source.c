#include "source.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct be_source {
    int fd;
    uint64_t size;
    char chunk[BE_SOURCE_BYTES];
};

struct be_source *be_source_new(void)
{
    struct be_source *s = malloc(sizeof *s);

    if (s != NULL)
        s->fd = -1;
    return s;
}

void be_source_close(struct be_source *s)
{
    if (s->fd > STDIN_FILENO)
        close(s->fd);
    s->fd = -1;
}

void be_source_free(struct be_source *s)
{
    if (s == NULL)
        return;
    be_source_close(s);
    free(s);
}

enum be_status be_source_open(struct be_source *s, const char *path)
{
    struct stat st;

    be_source_close(s);
    s->size = 0;
    s->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (s->fd < 0)
        return BE_EIO;
    if (fstat(s->fd, &st) != 0)
        return BE_EIO;
    if (S_ISDIR(st.st_mode)) {
        be_source_close(s);
        errno = EISDIR;
        return BE_EIO;
    }
    if (S_ISREG(st.st_mode) && st.st_size > 0)
        s->size = (uint64_t)st.st_size;
    (void)posix_fadvise(s->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    return BE_OK;
}

enum be_status be_source_read(struct be_source *s, struct be_span *chunk)
{
    ssize_t n;

    do
        n = read(s->fd, s->chunk, sizeof s->chunk);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return BE_EIO;
    *chunk = be_span(s->chunk, (size_t)n);
    return BE_OK;
}

uint64_t be_source_size(const struct be_source *s)
{
    return s->size;
}
