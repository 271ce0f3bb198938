/* lineends.h - counts line ends: LF, CR LF, CR.
 *
 * In:    text in pieces.
 * Out:   how many line ends stand in a piece. *cr: the piece before ended with a CR, to which an
 *        LF at the front belongs; set for the next.
 * Keeps: nothing.
 */
#ifndef BE_LINEENDS_H
#define BE_LINEENDS_H

#include "../base/span.h"

uint64_t be_line_ends(struct be_span text, bool *cr);

#endif
