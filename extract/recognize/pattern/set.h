/* set.h - what the parts of pattern.h share: pattern.c (load), compile.c
 * (lexicon, PCRE2), ready.c (on first use), open.c and match.c (search),
 * check.c (samples). Nobody else's.
 *
 * Bounds: BE_SET_FILES files of at most BE_SET_BYTES; BE_KIND_PATTERNS patterns a kind (so that
 * a set of patterns is one 64-bit word); BE_EXPANDED bytes for one pattern with its lexicon.
 */
#ifndef BE_PATTERN_SET_H
#define BE_PATTERN_SET_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include "pattern.h"
#include "needs.h"
#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>

#define BE_SET_FILES 4096u
#define BE_SET_BYTES (16u << 20)
#define BE_KIND_PATTERNS 64u
#define BE_CAPTURES 64u            /* numbered groups of one pattern; names may repeat */
#define BE_EXPANDED (256u << 10)
#define BE_LEXICON_DEPTH 16u       /* a lexicon name in a lexicon name in ... */

/* The table that extract/embed.sh makes. */
struct be_embedded {
    const char *path;
    const char *bytes;
    size_t len;
};
extern const struct be_embedded be_embedded[];
extern const size_t be_embedded_n;

struct be_say {
    void (*say)(void *user, const char *message);
    void *user;
};
void be_tell(const struct be_say *say, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

struct set_file {
    char *path;              /* KIND/NAME.pcre, topics.csv ...; owned */
    struct be_span bytes;
    bool owned;              /* bytes were read from the folder */
};

struct lexeme {              /* a lexicon name and what it stands for */
    struct be_span name, body;
    const struct set_file *file;
};

struct pattern_group {
    char *name;              /* owned */
    enum be_group_id id;
    uint32_t number;
};

struct pattern_front {       /* what is known of a match's beginning */
    uint8_t first[32];       /* bit set of bytes it can begin with */
    bool start;              /* begins with ^ */
    bool behind;             /* something must stand before it: its front alone tells nothing */
};

enum pattern_state { PATTERN_NEW, PATTERN_READY, PATTERN_WRONG };

struct pattern {
    char *name;              /* owned; the file's name without .pcre */
    const struct set_file *file;
    atomic_int state;
    pcre2_code *code;        /* anchored, for the interpreter */
    _Atomic(pcre2_code *) jit; /* the same with machine code; NULL: not yet or never */
    atomic_uint tries;       /* until it is worth machine code */
    atomic_bool jit_tried;
    struct pattern_front front;
    struct pattern_needs needs;
    struct pattern_group group[BE_CAPTURES]; /* named groups, in pattern order */
    size_t ngroups;
};

struct pattern_kind {
    struct pattern pattern[BE_KIND_PATTERNS]; /* sorted by name */
    size_t n;
};

struct be_patterns {
    char *dir;               /* owned; NULL: built in only */
    struct set_file *file;   /* sorted by path */
    size_t nfiles;
    struct set_file builtin_lexicon; /* also when the folder has one of its own */
    struct lexeme *lexicon;
    size_t nlexicon;
    struct pattern_kind *kind[BE_P_KINDS];
    pthread_mutex_t lock;    /* held while a pattern is compiled */
};

extern const char *const be_kind_name[BE_P_KINDS];
/* Kinds whose patterns are tried at the beginning of their text only (be_match_at). */
extern const bool be_kind_anchored[BE_P_KINDS];

const struct set_file *be_set_file(const struct be_patterns *set, const char *path);
/* How a file of the set is called in messages; static per thread until the next call. */
const char *be_set_path(const struct be_patterns *set, const struct set_file *file);

/* Reads a lexicon file into set->lexicon, replacing names that are there already. */
enum be_status be_lexicon_read(struct be_patterns *set, const struct set_file *file,
                               const struct be_say *say);
/* Makes a pattern ready if it is not yet. BE_EPATTERN: it is wrong, which was said once. */
enum be_status be_pattern_ready(const struct be_patterns *set, struct pattern *pattern,
                                const struct be_say *say);
/* Its machine code; may be called by any thread, does its work once. */
void be_pattern_jit(struct pattern *pattern);
/* Compiles with further options. about: NULL, or told what the expression says of its matches. On
 * failure *out is NULL. */
enum be_status be_pattern_compile(pcre2_code **out, const struct be_patterns *set, const struct set_file *file,
                                  uint32_t options, struct pattern *about, const struct be_say *say);

#endif
