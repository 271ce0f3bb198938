/* context.h - what the stages of one pipeline share while a window goes through.
 *
 * One pipeline = one context. Long-lived state is in the members' own structs; window, blocks,
 * hits and the arena's memory die with the window.
 */
#ifndef BE_CONTEXT_H
#define BE_CONTEXT_H

#include "base/arena.h"
#include "base/diag.h"
#include "recognize/hit.h"
#include "recognize/pattern/pattern.h"

struct be_codebook;   /* resolve/codebook.h */
struct be_words;      /* resolve/words.h: topics.csv and concepts.csv */
struct be_facts;      /* resolve/facts.h: agency, year, phase, unit */
struct be_outline;    /* resolve/outline.h: path and section */
struct be_tables;     /* recognize/table/cell.h: the open table, table numbers */
struct be_senses;     /* resolve/sense.h: what labels say */
struct be_memo;       /* base/memo.h */
struct be_column_names; /* segment/aligned/aligned.h */

struct be_model {
    struct be_patterns *patterns;
    const struct be_codebook *codebook;
    const struct be_words *words;
    struct be_column_names *column_names;
    struct be_codebook *read_codebook; /* owned; NULL: prepared by the build */
    struct be_words *read_words;
};

struct be_context {
    const struct be_model *model;
    const struct be_options *options;
    const struct be_sink *sink;
    struct be_diag diag;
    struct be_counts counts;
    unsigned kinds;              /* of records that are made, a bit each; 0: all */
    struct be_matcher *matcher;
    struct be_arena *arena;
    struct be_facts *facts;
    struct be_outline *outline;
    struct be_tables *tables;
    struct be_memo *memo;        /* answers asked before; tables need it, prose may do without */
    struct be_senses *senses;
    struct be_window *win;
    struct be_hits hits;         /* of the block at hand */
};

static inline bool be_makes(const struct be_context *cx, enum be_kind kind)
{
    return cx->kinds == 0 || (cx->kinds >> kind & 1) != 0;
}

#endif
