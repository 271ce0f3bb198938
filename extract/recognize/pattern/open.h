/* open.h - which patterns of a kind can begin a match at a place of a text.
 *
 * In:    a text and a place in it.
 * Out:   where the next place is at which a pattern can begin, and which can begin there; which
 *        find in the text what they need (needs.h).
 * Keeps: in struct kind_table what was found out about characters, pairs and fours of them, by a
 *        partial match of these alone; bounded, and the same whatever was met before.
 *
 * Shared by open.c, match.c and kept.c. Nobody else's.
 */
#ifndef BE_PATTERN_OPEN_H
#define BE_PATTERN_OPEN_H

#include "set.h"
#include "../../base/memo.h"

#define BE_OPEN_SETS 254u        /* different sets of patterns that the table of characters can tell */
#define BE_OPEN_CHARS 0x10000u   /* characters of the BMP */
#define BE_OPENINGS 8192u        /* openings remembered for a kind; a power of two */
#define BE_OPENING 16u           /* bytes of one */
#define BE_OPENING_WORTH 8u      /* met so often it is asked about: that costs about so many tries */
#define BE_HAS_KEPT 128u         /* a power of two: texts differ little in what they have */
#define BE_DEAD 4096u            /* pairs of characters known to begin nothing; a power of two */
#define BE_MATCH_NAMES 64u       /* names remembered for be_match_one */

/* Which patterns can begin with these characters: most kinds have one that begins with a number or
 * a common character, and what follows tells that it is not meant. */
struct opening {
    uint64_t key[BE_OPENING / 8]; /* the characters' bytes; 0: free */
    uint64_t set;
    uint32_t met;
};

enum role { ALONE = 1, SECOND = 2 };  /* is needed; ends two that are */

enum { NOT_MET, NOTHING };      /* of a character: what else it is, is the place of its set */

struct kind_table {             /* which patterns of a kind can begin with what */
    bool ready;
    uint64_t all;
    uint64_t behind;            /* those that want something before them: known by first byte only */
    uint64_t loose;             /* those that begin with anything, such as 的 */
    uint64_t start;             /* those that match at the beginning of the text only (^) */
    uint64_t given_up;          /* left out for the rest of the document */
    uint64_t said;              /* their limit was said for this document */
    uint64_t byte[256];         /* by first byte */
    int lead;                   /* the one byte that all begin with, or -1; without start */
    uint8_t *place;             /* by character of the BMP: NOT_MET, NOTHING, or of its set; without start.
                                   From the build, when the patterns are those built in: then all are met */
    uint64_t set[BE_OPEN_SETS + 2];
    uint8_t nsets;
    struct opening *opening;
    uint64_t free[BE_NEEDS];    /* those without such a need */
    uint32_t has[BE_KIND_PATTERNS][BE_NEEDS];  /* classes that a text has which holds what one needs, one at least; 0: not known */
    uint8_t role[BE_NEED_HASHES];              /* of a character: bits of enum role */
    uint64_t alone[BE_NEED_HASHES][BE_NEEDS];  /* those that have a character among their needs, */
    uint64_t pair[BE_NEED_HASHES][BE_NEEDS];   /* or two of them */
    uint32_t classes;           /* all that stand in it */
    struct { uint32_t has; uint64_t set; } by_has[BE_HAS_KEPT];  /* what be_open_has said */
    uint32_t dead[BE_DEAD];     /* two characters of the BMP that begin nothing, but for start */
    uint8_t limits[BE_KIND_PATTERNS];
};

struct be_matcher {
    const struct be_patterns *patterns;
    const struct be_diag *diag;
    pcre2_match_data *data[2];  /* the best match so far, and the one being tried */
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    struct kind_table kind[BE_P_KINDS];
    uint8_t *places;            /* their own, when the build gives none */
    struct be_memo *memo;       /* kept.c; not its own, may be NULL */
    struct { const char *name; uint8_t kind, at; } named[BE_MATCH_NAMES]; /* where a name was found */
    bool failed;                /* memory was out: what matched not, might have */
};

/* The index of a pattern in its kind, or -1. A name is known again by where it stands. */
int be_match_find(struct be_matcher *m, enum be_pattern_kind kind, const char *name);
/* Fills what is known of a kind before any text; once, unless memory was out. */
void be_open_table(struct be_matcher *m, enum be_pattern_kind kind);
/* Asks about every character, for the build, which keeps the answers (prepared.h). */
void be_open_ask_all(struct be_matcher *m, enum be_pattern_kind kind);
/* Where the next characters stand that one of these patterns can begin with. A number is not entered in its middle. */
size_t be_open_next(struct kind_table *t, uint64_t only, struct be_span text, size_t off);
/* Which patterns can begin at off by the character there alone; none, if none of `only` can. */
uint64_t be_open_first(struct be_matcher *m, enum be_pattern_kind kind, uint64_t only, struct be_span text, size_t off,
                       size_t *len);
/* Which of these patterns can begin at off; *len gets the length of the character there. */
uint64_t be_open_at(struct be_matcher *m, enum be_pattern_kind kind, uint64_t only, struct be_span text, size_t off,
                    size_t *len);

/* Which patterns a text of these classes of characters does not rule out. */
uint64_t be_open_has(struct kind_table *t, uint32_t has);
/* Which patterns find in text what they need. */
uint64_t be_open_needs(const struct kind_table *t, struct be_span text);

/* The place of the lowest bit of a set that is not empty. */
static inline int be_lowest(uint64_t set)
{
    return __builtin_ctzll(set);
}

#endif
