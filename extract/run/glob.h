/* glob.h - which names are wanted: --include and --exclude.
 *
 * In:    patterns as of a shell: ? one character, * any but /, ** any, [a-z], [!a-z], \ before a
 *        character that stands for itself. A pattern without / is for the last part of a name
 *        ('*.txt'), one with / for the whole of it, from the folder given or the archive's
 *        root on (2023/a*.txt); one that ends in / is for folders only.
 * Out:   yes or no.
 * Keeps: the patterns, borrowed.
 */
#ifndef BE_GLOB_H
#define BE_GLOB_H

#include <stdbool.h>
#include <stddef.h>

struct be_globs {
    const char **include, **exclude; /* owned arrays of borrowed patterns */
    size_t includes, excludes;
};

/* Time is at most length of pattern * length of name squared, without recursion. */
bool be_glob_match(const char *pattern, const char *name);
/* False when memory is out. */
bool be_globs_add(const char ***list, size_t *n, const char *pattern);
/* A folder is wanted unless excluded; a file when included (or nothing is asked for) and not excluded. */
bool be_globs_want(const struct be_globs *globs, const char *name, bool folder);
void be_globs_free(struct be_globs *globs);

#endif
