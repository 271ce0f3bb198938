/* cover.h - what the title of a document says, on its cover, below its list of contents, on the card of a web page.
 *
 * In:    the document's first window, its lines typed.
 * Out:   the facts that the title states: agency, year, phase; where it names no body, who signs below it.
 * Keeps: nothing.
 */
#ifndef BE_COVER_H
#define BE_COVER_H

#include "../context.h"

void be_cover_read(struct be_context *cx);
/* Is the text a title of such a document? Its patterns begin with any name: nearly every text is told by what it
 * has not (letters.h). */
bool be_cover_title(struct be_context *cx, struct be_match *m, struct be_span text, uint32_t has, uint64_t no);

#endif
