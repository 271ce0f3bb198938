#include "spool.h"
#include "../base/buf.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static enum be_status failed(struct be_spool *spool)
{
    spool->error = errno != 0 ? errno : EIO;
    return spool->error == ENOMEM ? BE_ENOMEM : BE_EIO;
}

enum be_status be_spool_open(struct be_spool *spool, const char *dir)
{
    char *name;
    int fd;

    *spool = (struct be_spool){0};
    if (asprintf(&name, "%s/bextract.XXXXXX", dir) < 0)
        return BE_ENOMEM;
    fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        unlink(name);
    free(name);
    if (fd < 0)
        return failed(spool);
    spool->in = fdopen(fd, "r+");
    if (spool->in == NULL) {
        close(fd);
        return failed(spool);
    }
    return be_out_fd(&spool->out, fd);
}

enum be_status be_spool_add(struct be_spool *spool, struct be_span bytes)
{
    enum be_status rc = be_out_add(&spool->out, bytes);

    spool->bytes += bytes.len;
    if (rc != BE_OK)
        spool->error = spool->out.error;
    return rc == BE_ESTOP ? BE_EIO : rc;
}

enum be_status be_spool_rewind(struct be_spool *spool)
{
    if (spool->out.p != NULL && be_out_close(&spool->out, true) != BE_OK) {
        spool->error = spool->out.error;
        return spool->out.status == BE_ENOMEM ? BE_ENOMEM : BE_EIO;
    }
    return be_spool_seek(spool, 0);
}

long be_spool_tell(struct be_spool *spool)
{
    return ftell(spool->in);
}

enum be_status be_spool_seek(struct be_spool *spool, long where)
{
    return fseek(spool->in, where, SEEK_SET) == 0 ? BE_OK : failed(spool);
}

/* Takes the escapes of be_tsv_field out, in place. Returns the end. */
static char *plain(char *p, const char *end)
{
    char *to = p;

    for (; p < end; p++) {
        if (*p != '\\' || p + 1 == end) {
            *to++ = *p;
            continue;
        }
        p++;
        *to++ = *p == 't' ? '\t' : *p == 'n' ? '\n' : *p == 'r' ? '\r' : *p;
    }
    return to;
}

static enum be_status split(struct be_spool *spool, char *p, char *end)
{
    spool->fields = 0;
    for (;;) {
        char *tab = memchr(p, '\t', (size_t)(end - p));
        char *stop = tab != NULL ? tab : end, *last;

        if (!be_grow(&spool->field, spool->fields, &spool->room, sizeof *spool->field))
            return BE_ENOMEM;
        last = plain(p, stop);
        *last = '\0';
        spool->field[spool->fields++] = be_span(p, (size_t)(last - p));
        if (tab == NULL)
            return BE_OK;
        p = tab + 1;
    }
}

enum be_status be_spool_next(struct be_spool *spool)
{
    ssize_t n;

    errno = 0;
    n = getline(&spool->line, &spool->size, spool->in);
    if (n <= 0)
        return ferror(spool->in) || errno == ENOMEM ? failed(spool) : BE_ESTOP;
    if (spool->line[n - 1] == '\n')
        n--;
    return split(spool, spool->line, spool->line + n);
}

void be_spool_close(struct be_spool *spool)
{
    be_out_close(&spool->out, false);
    if (spool->in != NULL)
        fclose(spool->in);
    free(spool->line);
    free(spool->field);
    *spool = (struct be_spool){0};
}
