#include "folder.h"
#include "../context.h"
#include "../output/describe.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES (BE_PK_FILES + 2u)      /* and codes.csv, datapackage.json */

struct file {
    char *part, *path;                /* name while written, final name */
    int fd;
    struct be_out out;
    bool open;
};

struct be_folder {
    const struct be_command *cmd;
    char *dir;
    struct file file[FILES];
};

bool be_folder_is(const char *output)
{
    const char *name = strrchr(output, '/');
    struct stat st;

    if (stat(output, &st) == 0)
        return S_ISDIR(st.st_mode);
    if (name != NULL && name[1] == '\0')
        return true;
    return strchr(name == NULL ? output : name + 1, '.') == NULL;
}

static const char *extension(const struct be_command *cmd)
{
    return cmd->format == BE_TSV ? "tsv" : cmd->format == BE_JSONL ? "jsonl" : "csv";
}

static char *join(const char *dir, const char *name, const char *ext, const char *tail)
{
    size_t n = strlen(dir) + strlen(name) + strlen(ext) + strlen(tail) + 3;
    char *path = malloc(n);

    if (path != NULL)
        snprintf(path, n, "%s/%s.%s%s", dir, name, ext, tail);
    return path;
}

static enum be_status open_file(struct be_folder *folder, size_t i, const char *name, const char *ext)
{
    struct file *f = &folder->file[i];

    f->path = join(folder->dir, name, ext, "");
    f->part = join(folder->dir, name, ext, ".part");
    if (f->path == NULL || f->part == NULL)
        return BE_ENOMEM;
    /* A link planted under the name of a part is not followed. */
    unlink(f->part);
    f->fd = open(f->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (f->fd < 0)
        return BE_EIO;
    f->open = true;
    return be_out_fd(&f->out, f->fd);
}

enum be_status be_folder_open(struct be_folder **out, const struct be_command *cmd, const char **path)
{
    struct be_folder *folder = calloc(1, sizeof *folder);
    enum be_status rc = BE_OK;
    size_t n = strlen(cmd->output);

    *path = cmd->output;
    if (folder == NULL)
        return BE_ENOMEM;
    *out = folder;
    folder->cmd = cmd;
    folder->dir = strdup(cmd->output);
    if (folder->dir == NULL)
        return BE_ENOMEM;
    while (n > 1 && folder->dir[n - 1] == '/')
        folder->dir[--n] = '\0';
    if (mkdir(folder->dir, 0777) != 0 && errno != EEXIST)
        return BE_EIO;
    for (size_t i = 0; i < BE_PK_FILES && rc == BE_OK; i++) {
        rc = open_file(folder, i, be_package_files[i].name, extension(cmd));
        if (rc == BE_OK)
            rc = be_scribe_package.top(cmd, i, &folder->file[i].out);
        if (rc != BE_OK)
            *path = folder->file[i].part;
    }
    return rc;
}

enum be_status be_folder_write(struct be_folder *folder, size_t stream, struct be_span bytes)
{
    return be_out_add(&folder->file[stream].out, bytes);
}

/* What is written once, when all documents are through. */
static enum be_status describe(struct be_folder *folder, const struct be_model *model)
{
    enum be_status rc = open_file(folder, BE_PK_FILES, "codes", extension(folder->cmd));

    if (rc == BE_OK)
        rc = be_describe_codes(&folder->file[BE_PK_FILES].out, &folder->cmd->layout, model->patterns);
    if (rc == BE_OK)
        rc = open_file(folder, BE_PK_FILES + 1, "datapackage", "json");
    if (rc == BE_OK)
        rc = be_describe_package(&folder->file[BE_PK_FILES + 1].out, folder->cmd->format, extension(folder->cmd));
    return rc;
}

static enum be_status settle(struct file *f)
{
    enum be_status rc = be_out_close(&f->out, true);

    if (rc == BE_EIO)
        errno = f->out.error;
    if (rc == BE_OK && fsync(f->fd) != 0)
        rc = BE_EIO;
    if (close(f->fd) != 0 && rc == BE_OK)
        rc = BE_EIO;
    f->open = false;
    return rc;
}

static void sync_folder(const char *dir)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
}

enum be_status be_folder_close(struct be_folder *folder, const struct be_model *model, bool keep, const char **path)
{
    enum be_status rc = keep ? describe(folder, model) : BE_OK;

    *path = folder->cmd->output;
    for (size_t i = 0; i < FILES && keep && rc == BE_OK; i++) {
        rc = settle(&folder->file[i]);
        *path = rc == BE_OK ? *path : folder->file[i].part;
    }
    for (size_t i = 0; i < FILES && keep && rc == BE_OK; i++)
        if (rename(folder->file[i].part, folder->file[i].path) != 0) {
            rc = BE_EIO;
            *path = folder->file[i].path;
        }
    if (keep && rc == BE_OK)
        sync_folder(folder->dir);
    else
        for (size_t i = 0; i < FILES; i++)
            if (folder->file[i].part != NULL) {
                int error = errno;
                unlink(folder->file[i].part);
                errno = error;
            }
    return rc;
}

void be_folder_free(struct be_folder *folder)
{
    if (folder == NULL)
        return;
    for (size_t i = 0; i < FILES; i++) {
        struct file *f = &folder->file[i];
        if (f->open) {
            be_out_close(&f->out, false);
            close(f->fd);
        }
        free(f->path);
        free(f->part);
    }
    free(folder->dir);
    free(folder);
}
