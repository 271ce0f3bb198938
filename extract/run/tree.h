/* tree.h - the files of a folder and all folders below it, sorted.
 *
 * In:    the name of a folder, and which names are wanted.
 * Out:   names of files, FOLDER/..., one by one: each folder's entries in the order of their
 *        bytes, a folder's files where the folder stands. Links are followed; a link that leads
 *        back to a folder on the way is a loop and is told once. Names that begin with a dot,
 *        and what is neither file nor folder, are passed over.
 * Keeps: the names of the folders on the way down, BE_TREE_DEPTH of them at most.
 */
#ifndef BE_TREE_H
#define BE_TREE_H

#include "../base/buf.h"
#include "glob.h"

#define BE_TREE_DEPTH 128u

struct be_tree;
/* NULL when memory is out. globs is borrowed. */
struct be_tree *be_tree_new(const struct be_globs *globs);
void be_tree_free(struct be_tree *tree); /* accepts NULL */
/* A folder below that is never entered: where the output goes. NULL: none. */
void be_tree_avoid(struct be_tree *tree, const char *folder);
/* Begins with folder. BE_OK, or as be_tree_next. */
enum be_status be_tree_begin(struct be_tree *tree, const char *folder);
/* The next file; NULL at the end. It lives until the next call. BE_EIO: *name is a folder that
 * could not be read (errno tells; ELOOP for a loop or too deep), the rest follows. */
enum be_status be_tree_next(struct be_tree *tree, const char **name);

#endif
