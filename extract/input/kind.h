/* kind.h - what the first bytes of an input are: text in which encoding, or no text.
 *
 * In:    the first bytes, at most BE_KIND_BYTES of them.
 * Out:   struct be_content; all its strings are static.
 * Keeps: nothing.
 */
#ifndef BE_KIND_H
#define BE_KIND_H

#include "../base/span.h"

#define BE_KIND_BYTES (64u << 10) /* looked at; more say nothing new */

struct be_content {
    const char *encoding;  /* UTF-8, UTF-16LE, UTF-16BE, GB18030, ASCII (so far: may yet turn
                              out to be one of the others); NULL: no text */
    size_t bom;            /* bytes of byte order mark in front */
    const char *name;      /* no text: what it is, "a PDF document" */
    const char *command;   /* no text: the command that makes text of FILE, or NULL */
};

void be_kind_find(struct be_content *out, struct be_span first);
/* As be_kind_find, but only what is told by a signature (PDF, zip ...), for bytes whose
 * encoding was given. True when it is no text. */
bool be_kind_signature(struct be_content *out, struct be_span first);
/* Text known not to be UTF-16: "UTF-8", "GB18030" or "ASCII". */
const char *be_kind_encoding(struct be_span text);
/* "is a PDF document, not text; try: pdftotext -layout 'a.pdf' - | bextract" for a message
 * about path (NULL or "-": FILE is left for the reader to fill in). Returns the length, as
 * snprintf does. */
int be_kind_explain(char *buf, size_t size, const struct be_content *content, const char *path);

#endif
