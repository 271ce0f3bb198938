/* squeeze.h - a paragraph without its blanks, each byte knowing where it stood.
 *
 * In:    the text of a block, folded: every space is one blank, tabs stay.
 * Out:   the same without blanks and tabs, so that 2024 年度 and 2024年度 read alike. A blank
 *        between two digits stays unless it cuts one number (5, 738.89; 641 .15).
 * Keeps: nothing; the result lives in the arena, or is the text itself if it has no blank.
 */
#ifndef BE_SQUEEZE_H
#define BE_SQUEEZE_H

#include "../../base/arena.h"

struct be_gap {           /* from byte off of the squeezed text on, lost bytes are missing before */
    uint32_t off, lost;
};

struct be_squeezed {
    struct be_span text;
    const struct be_gap *gap; /* off ascending; NULL when nothing was left out */
    size_t ngaps;
};

/* False when memory is out. */
bool be_squeeze(struct be_squeezed *out, struct be_span text, struct be_arena *arena);
/* Where byte off of the squeezed text stood. */
size_t be_squeezed_off(const struct be_squeezed *squeezed, size_t off);

#endif
