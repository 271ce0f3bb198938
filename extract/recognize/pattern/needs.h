/* needs.h - what a text must hold for a pattern to match in it.
 *
 * In:    an expression with its lexicon put in.
 * Out:   up to two sets of keys; a text without a key of each matches nowhere. A key is a character
 *        or two characters next to each other (电话), in 12 bits: other characters may have the same.
 *        Up to two sets of classes of characters (letters.h), of which the same holds.
 * Keeps: nothing.
 *
 * Read from the expression: of what stands in a row the rarest literals, of alternatives those of each.
 * Where it says something that this does not read, nothing is needed.
 */
#ifndef BE_PATTERN_NEEDS_H
#define BE_PATTERN_NEEDS_H

#include "../../base/letters.h"

#define BE_NEEDS 2u              /* sets of a pattern */
#define BE_NEED_KEYS 96u         /* of a set; with more nothing is needed */
#define BE_NEED_BITS 12u
#define BE_NEED_HASHES (1u << BE_NEED_BITS)

struct be_need {
    uint16_t hash, last;         /* be_need_hash of two, be_need_last of the last */
    bool pair;
};

struct pattern_needs {
    uint8_t n[BE_NEEDS];         /* 0: nothing */
    struct be_need key[BE_NEEDS][BE_NEED_KEYS];
    uint32_t has[BE_NEEDS];      /* classes of letters.h, of which a text has one at least; 0: nothing */
};

/* Of two characters in a row. */
static inline unsigned be_need_hash(uint32_t before, uint32_t c)
{
    return ((before << 16 | (c & 0xFFFF)) * 0x9E3779B1u) >> (32 - BE_NEED_BITS);
}

static inline unsigned be_need_last(uint32_t c)
{
    return c & (BE_NEED_HASHES - 1);
}

void be_needs_read(struct pattern_needs *out, struct be_span expression);

#endif
