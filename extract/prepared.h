/* prepared.h - what the build has worked out of patterns/, so that a start need not: the words
 * and codes of the data files ready for look-up, the patterns compiled, and what they can begin with.
 *
 * prepare.c, run by the build, writes the tables as C (build/prepared.c). They hold for the
 * patterns that are built in; with a folder of patterns all is read and compiled as it stands.
 * A PCRE2 library of another version than the build's refuses its code: then the pattern is
 * compiled like any other.
 */
#ifndef BE_PREPARED_H
#define BE_PREPARED_H

#include "recognize/pattern/set.h"
#include "resolve/coderows.h"
#include "resolve/wordrows.h"

struct be_prepared_pattern {
    const char *path;            /* KIND/NAME.pcre; they are sorted by it */
    const unsigned char *code;   /* as pcre2_serialize_encode wrote it */
    struct pattern_front front;
    struct pattern_needs needs;
};

/* Which patterns of a kind can begin with a character of the BMP (pattern/open.h). */
struct be_prepared_open {
    const uint8_t *place;
    const uint64_t *set;
    uint8_t nsets;
};

struct be_prepared {
    const struct be_codebook *codebook; /* NULL: nothing is prepared, as while preparing */
    const struct be_words *words;
    const struct be_prepared_pattern *pattern;
    size_t patterns;
    struct be_prepared_open open[BE_P_KINDS];
};
extern const struct be_prepared be_prepared;

#endif
