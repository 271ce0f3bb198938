#include "tree.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

struct level {
    char **entry;                /* owned, sorted */
    size_t n, at;
    size_t prefix;               /* length of the folder's name in path, with its slash */
    dev_t dev;
    ino_t ino;
};

struct be_tree {
    const struct be_globs *globs;
    struct level level[BE_TREE_DEPTH];
    size_t depth;
    bool avoids;
    dev_t avoid_dev;
    ino_t avoid_ino;
    size_t root;                 /* where names for the globs begin in path */
    struct be_buf path;
};

struct be_tree *be_tree_new(const struct be_globs *globs)
{
    struct be_tree *tree = calloc(1, sizeof *tree);

    if (tree != NULL)
        tree->globs = globs;
    return tree;
}

void be_tree_avoid(struct be_tree *tree, const char *folder)
{
    struct stat st;

    tree->avoids = folder != NULL && stat(folder, &st) == 0 && S_ISDIR(st.st_mode);
    if (tree->avoids) {
        tree->avoid_dev = st.st_dev;
        tree->avoid_ino = st.st_ino;
    }
}

static void leave(struct be_tree *tree)
{
    struct level *level = &tree->level[--tree->depth];

    for (size_t i = 0; i < level->n; i++)
        free(level->entry[i]);
    free(level->entry);
    *level = (struct level){0};
}

void be_tree_free(struct be_tree *tree)
{
    if (tree == NULL)
        return;
    while (tree->depth > 0)
        leave(tree);
    be_buf_free(&tree->path);
    free(tree);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum be_status add(struct level *level, size_t *size, const char *name)
{
    if (!be_grow(&level->entry, level->n, size, sizeof *level->entry))
        return BE_ENOMEM;
    level->entry[level->n] = strdup(name);
    return level->entry[level->n] == NULL ? BE_ENOMEM : (level->n++, BE_OK);
}

static enum be_status read_entries(struct level *level, DIR *dir)
{
    enum be_status rc = BE_OK;
    size_t size = 0;
    const struct dirent *d;

    while (rc == BE_OK) {
        errno = 0;
        d = readdir(dir);
        if (d == NULL)
            break;
        if (d->d_name[0] != '.')
            rc = add(level, &size, d->d_name);
    }
    if (rc == BE_OK && errno != 0)
        rc = BE_EIO;
    if (level->n > 1)
        qsort(level->entry, level->n, sizeof *level->entry, by_bytes);
    return rc;
}

/* path = the first len bytes of it, then text; with a NUL behind that is not counted. */
static enum be_status set_path(struct be_tree *tree, size_t len, const char *text)
{
    enum be_status rc;

    tree->path.len = len;
    rc = be_buf_add(&tree->path, be_span(text, strlen(text) + 1));
    if (rc == BE_OK)
        tree->path.len--;
    return rc;
}

/* Goes down into the folder that path names. BE_EIO: it stays where it is. */
static enum be_status enter(struct be_tree *tree)
{
    struct level *level = &tree->level[tree->depth];
    struct stat st;
    enum be_status rc;
    DIR *dir;

    if (stat(tree->path.p, &st) != 0)
        return BE_EIO;
    for (size_t i = 0; i < tree->depth; i++)
        if (tree->level[i].dev == st.st_dev && tree->level[i].ino == st.st_ino) {
            errno = ELOOP;
            return BE_EIO;
        }
    if (tree->depth == BE_TREE_DEPTH) {
        errno = ELOOP;
        return BE_EIO;
    }
    dir = opendir(tree->path.p);
    if (dir == NULL)
        return BE_EIO;
    *level = (struct level){.dev = st.st_dev, .ino = st.st_ino};
    tree->depth++;
    rc = read_entries(level, dir);
    closedir(dir);
    if (rc == BE_OK && (tree->path.len == 0 || tree->path.p[tree->path.len - 1] != '/'))
        rc = set_path(tree, tree->path.len, "/");
    level->prefix = tree->path.len;
    if (rc != BE_OK) {
        int error = errno;

        leave(tree);
        errno = error;
    }
    return rc;
}

enum be_status be_tree_begin(struct be_tree *tree, const char *folder)
{
    enum be_status rc = set_path(tree, 0, folder);

    while (tree->depth > 0)
        leave(tree);
    if (rc == BE_OK)
        rc = enter(tree);
    tree->root = tree->path.len;
    return rc;
}

enum be_status be_tree_next(struct be_tree *tree, const char **name)
{
    struct stat st;

    *name = NULL;
    while (tree->depth > 0) {
        struct level *level = &tree->level[tree->depth - 1];
        enum be_status rc;

        *name = NULL;
        if (level->at == level->n) {
            leave(tree);
            continue;
        }
        rc = set_path(tree, level->prefix, level->entry[level->at++]);
        if (rc != BE_OK)
            return rc;
        *name = tree->path.p;
        if (stat(*name, &st) != 0) { /* a link to nothing, or gone: opening it will tell */
            if (be_globs_want(tree->globs, *name + tree->root, false))
                return BE_OK;
        } else if (S_ISDIR(st.st_mode)) {
            if (!be_globs_want(tree->globs, *name + tree->root, true)
                || (tree->avoids && st.st_dev == tree->avoid_dev && st.st_ino == tree->avoid_ino))
                continue;
            rc = enter(tree);
            *name = tree->path.p;
            if (rc != BE_OK)
                return rc;
        } else if (S_ISREG(st.st_mode) && be_globs_want(tree->globs, *name + tree->root, false)) {
            return BE_OK;
        }
    }
    *name = NULL;
    return BE_OK;
}
