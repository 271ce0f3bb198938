/* convert.h - documents that are no text, turned into text by the usual programs: --convert, and
 * by a program of the user's: --pre.
 *
 * In:    a file, and what it is (input/kind.h).
 * Out:   its text, piece by piece.
 * Keeps: a folder for temporary files while one document is converted, when it needs one.
 */
#ifndef BE_CONVERT_H
#define BE_CONVERT_H

#include "../input/kind.h"
#include "child.h"

struct be_converter;
/* How the usual programs turn this into text; NULL: they do not, or it is text. first: its first
 * BE_KIND_BYTES; name: the document's. */
const struct be_converter *be_convert_find(struct be_span first, const char *name);

struct be_conversion;
struct be_conversion *be_convert_new(void);  /* NULL: memory is out */
void be_convert_free(struct be_conversion *conversion); /* accepts NULL; ends what runs */
/* A file that the document's bytes are to be put into, for what has no path. Its name ends as a
 * converter expects it. -1: errno tells. */
int be_convert_spool(struct be_conversion *conversion, const struct be_converter *converter);
/* Begins: by the converter, or (NULL) by the program. path NULL: the spooled file. BE_EIO:
 * be_convert_reason tells. */
enum be_status be_convert_begin(struct be_conversion *conversion, const struct be_converter *converter,
                                const char *program, const char *path, unsigned seconds);
/* The next bytes of text; 0 at the end. BE_ESTOP. */
enum be_status be_convert_read(struct be_conversion *conversion, char *chunk, size_t size, size_t *n);
/* Ends it and removes what was temporary. BE_EIO: it failed, be_convert_reason tells. */
enum be_status be_convert_end(struct be_conversion *conversion);
const char *be_convert_reason(const struct be_conversion *conversion);

#endif
