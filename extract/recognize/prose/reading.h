/* reading.h - a text in traditional characters is read as one in simplified ones, and shown as published.
 *
 * In:    a text; hits whose spans point into what was read.
 * Out:   the same text in simplified characters, byte for byte as long; the hits with spans of what was published.
 * Keeps: the script of the document, in its caller's hands.
 */
#ifndef BE_READING_H
#define BE_READING_H

#include "../../context.h"

enum be_script { BE_SCRIPT_UNKNOWN, BE_SCRIPT_SIMPLIFIED, BE_SCRIPT_TRADITIONAL };

struct be_reading {
    struct be_span shown, read;  /* of the same length; the same when nothing had to be simplified */
};

/* False: memory is out. A document is in one script; its first paragraph that shows which decides. */
bool be_reading_make(struct be_reading *out, struct be_context *cx, enum be_script *script, struct be_span text);
/* What stands in the text, when this stands in what was published: 無 is of no class, 无 is. */
uint32_t be_reading_has(const struct be_reading *r, uint32_t has);
void be_reading_show(const struct be_reading *r, struct be_span *text);
/* Measures and units stay as the patterns give them; all that is a document's own is shown. */
void be_reading_show_hits(const struct be_reading *r, struct be_hits *hits, size_t from);

#endif
