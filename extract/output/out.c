#include "out.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static enum be_status fail(struct be_out *out, int error)
{
    if (out->status == BE_OK) {
        out->error = error;
        out->status = error == EPIPE ? BE_ESTOP : error == ENOMEM ? BE_ENOMEM : BE_EIO;
    }
    return out->status;
}

static enum be_status begin(struct be_out *out, int fd)
{
    *out = (struct be_out){.fd = fd, .size = BE_OUT_BYTES};
    out->p = malloc(out->size);
    return out->p == NULL ? fail(out, ENOMEM) : BE_OK;
}

enum be_status be_out_fd(struct be_out *out, int fd)
{
    return begin(out, fd);
}

enum be_status be_out_function(struct be_out *out,
                               enum be_status (*take)(void *user, const char *p, size_t n),
                               void *user)
{
    enum be_status rc = begin(out, -1);

    out->take = take;
    out->user = user;
    return rc;
}

/* FILE.XXXXXX beside the file itself, so that the rename stays within one file system. */
static int open_temp(struct be_out *out, const char *path)
{
    mode_t mask = umask(0);
    int fd;

    umask(mask);
    out->path = realpath(path, NULL); /* a link stays a link; what it points to is replaced */
    if (out->path == NULL)
        out->path = strdup(path);
    if (out->path == NULL || asprintf(&out->temp, "%s.XXXXXX", out->path) < 0) {
        out->temp = NULL;
        errno = ENOMEM;
        return -1;
    }
    fd = mkostemp(out->temp, O_CLOEXEC);
    if (fd < 0) {
        free(out->temp);
        out->temp = NULL;
        return -1;
    }
    /* mkostemp says 0600; a new file has what the user's mask allows, an old one keeps its own. */
    struct stat st;
    mode_t mode = stat(out->path, &st) == 0 ? st.st_mode & 0777 : 0666 & ~mask;
    if (fchmod(fd, mode) != 0 && errno != EPERM && errno != ENOTSUP) {
        close(fd);
        return -1;
    }
    return fd;
}

enum be_status be_out_file(struct be_out *out, const char *path)
{
    struct stat st;
    enum be_status rc = begin(out, -1);

    if (rc != BE_OK)
        return rc;
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
        out->fd = open(path, O_WRONLY | O_CLOEXEC);
    else
        out->fd = open_temp(out, path);
    if (out->fd < 0 || (out->path == NULL && (out->path = strdup(path)) == NULL)) {
        fail(out, errno);
        be_out_close(out, false);
        errno = out->error;
    }
    return out->status;
}

static enum be_status write_all(struct be_out *out, const char *p, size_t n)
{
    while (n > 0) {
        ssize_t done = write(out->fd, p, n);

        if (done < 0) {
            if (errno == EINTR)
                continue;
            return fail(out, errno);
        }
        p += done;
        n -= (size_t)done;
    }
    return BE_OK;
}

enum be_status be_out_flush(struct be_out *out)
{
    if (out->status == BE_OK && out->len > 0) {
        if (out->take == NULL)
            write_all(out, out->p, out->len);
        else
            out->status = out->take(out->user, out->p, out->len);
    }
    out->gone += out->len;
    out->len = 0;
    return out->status;
}

char *be_out_make_room(struct be_out *out, size_t n)
{
    be_out_flush(out);
    if (n > out->size) {
        char *p = realloc(out->p, n);

        if (p == NULL) {
            fail(out, ENOMEM);
            return NULL;
        }
        out->p = p;
        out->size = n;
    }
    return out->status == BE_OK ? out->p + out->len : NULL;
}

enum be_status be_out_add(struct be_out *out, struct be_span text)
{
    char *p;

    if (text.len >= BE_OUT_BYTES / 4 && out->take == NULL) /* a large piece needs no copy */
        return be_out_flush(out) == BE_OK ? write_all(out, text.p, text.len) : out->status;
    p = be_out_room(out, text.len);
    if (p == NULL)
        return out->status;
    if (text.len > 0)
        memcpy(p, text.p, text.len);
    be_out_wrote(out, p + text.len);
    return BE_OK;
}

/* The rename itself must survive a power cut too: the folder is synced. Not every file system
 * can; then the file is there all the same. */
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? strdup(".") : strndup(path, (size_t)(slash - path) + 1);
    int fd = folder == NULL ? -1 : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

enum be_status be_out_close(struct be_out *out, bool keep)
{
    if (keep && out->p != NULL)
        be_out_flush(out);
    if (out->temp != NULL && keep && out->status == BE_OK && fsync(out->fd) != 0
        && errno != EINVAL && errno != EROFS)
        fail(out, errno);
    if (out->path != NULL && out->fd >= 0 && close(out->fd) != 0 && errno != EINTR)
        fail(out, errno);
    if (out->temp != NULL) {
        if (!keep || out->status != BE_OK)
            unlink(out->temp);
        else if (rename(out->temp, out->path) != 0) {
            fail(out, errno);
            unlink(out->temp);
        } else {
            sync_folder(out->path);
        }
    }
    free(out->p);
    free(out->path);
    free(out->temp);
    out->p = out->path = out->temp = NULL;
    out->len = out->size = 0;
    out->fd = -1;
    return out->status;
}
