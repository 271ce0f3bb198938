/* pattern.h - the patterns: loaded from patterns/ (built in, or a folder), proved by their
 * samples, compiled on first use, tried as one kind at a time.
 *
 * A pattern is patterns/KIND/NAME.pcre (one PCRE2 expression, extended form, lexicon names as
 * (?&Name)) with NAME.csv beside it (line,refuse,<groups>). Its named groups are record
 * columns; a constant is given with (*MARK:...).
 *
 * Keeps: be_patterns is read-only and shared by all threads (compilation on first use is
 * locked). be_matcher belongs to one worker: match data and a limit-hit message.
 */
#ifndef BE_PATTERN_H
#define BE_PATTERN_H

#include "../../base/arena.h"
#include "../../base/diag.h"

enum be_pattern_kind {  /* the folders of patterns/ */
    BE_P_LINE, BE_P_DOCUMENT, BE_P_HEADING, BE_P_SUBJECT, BE_P_AMOUNT, BE_P_TERM, BE_P_NIL, BE_P_TABLE,
    BE_P_KINDS
};

#define BE_MATCH_GROUPS 16u  /* named groups of one match; further ones are left out */

struct be_patterns;
struct be_matcher;

enum be_group_id {  /* groups that are asked for at each figure: by their number, not by their name */
    BE_GROUP_OTHER, BE_GROUP_VALUE, BE_GROUP_UNIT, BE_GROUP_BASE, BE_GROUP_NOTE, BE_GROUP_IDS
};

struct be_group { const char *name; enum be_group_id id; struct be_span text; };

struct be_match {
    const char *pattern;        /* NAME of the pattern that won; static as long as the patterns */
    const char *mark;           /* (*MARK:...) or NULL */
    struct be_span whole;
    struct be_group group[BE_MATCH_GROUPS]; /* the named groups that took part, in pattern order */
    size_t ngroups;
};

enum be_status be_patterns_load(struct be_patterns **out, const char *dir,
                                void (*say)(void *user, const char *message), void *user);
void be_patterns_free(struct be_patterns *patterns);
/* Runs every pattern on its samples, in the program's way. Says each failure. */
enum be_status be_patterns_check(const struct be_patterns *patterns,
                                 void (*say)(void *user, const char *message), void *user);
/* The bytes of a data file of patterns/ (topics.csv, codes/functional.csv), from the folder
 * given at load if it is there, else built in. Empty span: no such file. Lives as long as patterns. */
struct be_span be_patterns_file(const struct be_patterns *patterns, const char *path);

/* memo: for be_match_kept, and for those who ask for it; NULL: nothing is remembered. */
struct be_memo;                  /* base/memo.h */
struct be_matcher *be_matcher_new(const struct be_patterns *patterns, struct be_memo *memo, const struct be_diag *diag);
void be_matcher_free(struct be_matcher *matcher);
/* Memory was out: some patterns were not there to match. A new document makes it forgotten. */
bool be_matcher_failed(const struct be_matcher *matcher);
/* A new document begins: limits that were said are said again. */
void be_matcher_document(struct be_matcher *matcher);
/* The leftmost, then longest match of any pattern of the kind in text from off on. Never empty.
 * Text is valid UTF-8; ^ and $ are its beginning and end. A PCRE2 limit that is hit is said
 * (diag, with line and pattern, once a document) and counts as no match. */
bool be_match(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind,
              struct be_span text, size_t off, uint64_t line);
/* The same for matches that begin before until. */
bool be_match_until(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind,
                    struct be_span text, size_t off, size_t until, uint64_t line);
/* The first place from off on and before until at which a pattern can begin; until: there is none. */
size_t be_match_opens(struct be_matcher *matcher, enum be_pattern_kind kind, struct be_span text, size_t off, size_t until);
/* Are the kind's patterns those that are built in, and has none been left out, or met a limit, in this
 * document? Then what a text matched once it will match again. */
bool be_matcher_plain(const struct be_matcher *matcher, enum be_pattern_kind kind);
/* The longest match that begins at off: for line, document, heading, term and table patterns,
 * which stand at the beginning of a line, title or cell. */
bool be_match_at(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind,
                 struct be_span text, size_t off, uint64_t line);
/* The same with one pattern of the kind only; name as in the file name. False if there is none.
 * Searches or stays at off as the patterns of its kind do. */
bool be_match_one(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind,
                  const char *name, struct be_span text, size_t off, uint64_t line);
/* The same from the beginning of text, remembered: for texts that come again. */
bool be_match_kept(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind,
                   const char *name, struct be_span text, uint64_t line);
/* For those who remember themselves what patterns of the kind told of a text; NULL: they are not those that are built in, or
 * one met a limit, and nothing is to be remembered. */
struct be_memo *be_matcher_memo(const struct be_matcher *matcher, enum be_pattern_kind kind);
/* What is asked of a text several times: the bit of the pattern called name, 0: there is none; which of a set
 * may match at its beginning, has: at least what stands in it (letters.h); the longest match of those that may. */
uint64_t be_match_bit(struct be_matcher *matcher, enum be_pattern_kind kind, const char *name);
uint64_t be_match_bits(struct be_matcher *matcher, enum be_pattern_kind kind, const char *const *names); /* NULL ends them */
uint64_t be_match_may(struct be_matcher *matcher, enum be_pattern_kind kind, uint64_t set, struct be_span text, uint32_t has);
/* Those that a text may hold which has no more than this, wherever they stand in it. */
uint64_t be_match_has(struct be_matcher *matcher, enum be_pattern_kind kind, uint32_t has);
/* Those that may match at its beginning, by its first character alone: where what follows tells little. */
uint64_t be_match_first(struct be_matcher *matcher, enum be_pattern_kind kind, struct be_span text);
bool be_match_of(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind, uint64_t set,
                 struct be_span text, uint64_t line);
/* Both at once: the longest match of those of a set that may match. Most texts are told by what they have not. */
bool be_match_any(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind, uint64_t set,
                  struct be_span text, uint32_t has, uint64_t line);
/* Which patterns find in the text what they need, wherever it stands: no other characters than has says stand in
 * it (letters.h); the leftmost, then longest match of those of a set from off on. */
uint64_t be_match_needs(struct be_matcher *matcher, enum be_pattern_kind kind, struct be_span text, uint32_t has);
bool be_match_from(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind, uint64_t set,
                   struct be_span text, size_t off, uint64_t line);
/* Group by name; empty span when it took no part. */
struct be_span be_match_group(const struct be_match *match, const char *name);

static inline struct be_span be_match_part(const struct be_match *match, enum be_group_id id)
{
    for (size_t i = 0; i < match->ngroups; i++)
        if (match->group[i].id == id)
            return match->group[i].text;
    return be_span(NULL, 0);
}

#endif
