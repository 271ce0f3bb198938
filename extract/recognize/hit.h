/* hit.h - what a recogniser found: a figure, heading, term or statement of nothing, as printed.
 *
 * A recogniser fills what the text says; resolve/ derives the rest (year, phase, topic,
 * dimensions, codes, yuan) and makes the record. Spans point into the window or the arena.
 */
#ifndef BE_HIT_H
#define BE_HIT_H

#include "../base/arena.h"
#include "../base/decimal.h"
#include "../segment/block.h"

/* Each in a byte, so that those of two hits are compared at once. */
#define BE_BYTE __attribute__((packed))

enum BE_BYTE be_stat {
    BE_STAT_NONE, BE_STAT_AMOUNT, BE_STAT_CHANGE, BE_STAT_CHANGE_RATE, BE_STAT_SHARE,
    BE_STAT_COMPLETION, BE_STAT_COUNT, BE_STAT_TARGET, BE_STAT_ACTUAL, BE_STAT_WEIGHT,
    BE_STAT_TEXT,
};

enum BE_BYTE be_phase { BE_PHASE_NONE, BE_BUDGET, BE_ADJUSTED, BE_FINAL };

enum BE_BYTE be_scheme { BE_SCHEME_NONE, BE_FUNCTIONAL, BE_ECONOMIC, BE_INDICATOR, BE_SCHEME_ENTITY };

enum BE_BYTE be_rollup { BE_ROLLUP_NONE, BE_ROLLUP_LEAF, BE_ROLLUP_ROWS, BE_ROLLUP_COLS, BE_ROLLUP_BOTH };

enum BE_BYTE be_topic {
    BE_TOPIC_NONE, BE_TOPIC_BALANCE, BE_TOPIC_INCOME, BE_TOPIC_EXPENDITURE, BE_TOPIC_GRANT_BALANCE,
    BE_TOPIC_GENERAL, BE_TOPIC_BASIC, BE_TOPIC_PROJECTS, BE_TOPIC_SANGONG, BE_TOPIC_FUND_GOV,
    BE_TOPIC_FUND_SOE, BE_TOPIC_RUNNING, BE_TOPIC_PROCUREMENT, BE_TOPIC_ASSETS,
    BE_TOPIC_PERFORMANCE, BE_TOPIC_STAFF, BE_TOPIC_DUTIES, BE_TOPIC_ANNEX, BE_TOPIC_GLOSSARY,
    BE_TOPICS
};

enum BE_BYTE be_part { BE_PART_NONE, BE_PART_TOTAL, BE_PART_BASIC, BE_PART_PROJECT, BE_PART_PERSONNEL, BE_PART_PUBLIC };
enum BE_BYTE be_fund { BE_FUND_NONE, BE_FUND_ALL, BE_FUND_GRANT, BE_FUND_GENERAL, BE_FUND_GOV, BE_FUND_SOE, BE_FUND_OWN, BE_FUND_CARRYOVER };
enum BE_BYTE be_flow { BE_FLOW_NONE, BE_INCOME, BE_EXPENDITURE, BE_FLOW_BOTH };

/* Letters of the column inferred: what was not printed at the spot. */
enum {
    BE_INFER_AGENCY = 1, BE_INFER_YEAR = 2, BE_INFER_PHASE = 4, BE_INFER_UNIT = 8,
    BE_INFER_CODE = 16, BE_INFER_LEVELS = 32, BE_INFER_HEALED = 64, BE_INFER_MERGED = 128,
};

/* What the label of a row is made of, by numbers: texts of one number are the same. 0: nobody knows. */
struct be_label_texts { uint64_t item, level[3]; };

struct be_hit {
    enum be_kind kind;
    union {
        struct {                 /* what the closed lists of the record say of it, and whether it is a number */
            enum be_stat stat;
            enum be_part part;
            enum be_fund fund;
            enum be_flow flow;
            enum be_phase phase; /* the figure's own word; NONE: the document's */
            enum be_topic topic; /* a table's row or column may say more than title or section */
            enum be_scheme scheme;
            bool numeric;
        };
        uint64_t lists;          /* all of it at once */
    };
    enum be_rollup rollup;
    bool money;                  /* number is money (unit may be missing) */
    bool plain;                  /* value is the number as be_decimal_text writes it */
    bool government;             /* its header says 政府预算经济分类 */
    bool this_year;              /* a total without what was carried over, below the total with it */
    bool open_list;              /* its parts list ends in 等 or begins with 主要 */
    struct be_span item;         /* folded label, ordinals and 其中： stripped */
    struct be_span level[3];
    struct be_span source;       /* words of its clause that say whose money it is; may be empty */
    struct be_span value;        /* as published, blanks and separators out, minus applied */
    struct be_decimal number;    /* valid when numeric */
    struct be_span unit;         /* folded; empty: none printed (money: resolve may infer it) */
    struct be_span measure, base, note;
    int year;                    /* the figure's own; 0: the document's */
    int year_shift;              /* -1 for 上年, applied to the document's year when year is 0 */
    struct be_span code;         /* as printed, joined */
    struct be_span project, project_code, entity, entity_code;
    struct be_span concept;      /* set by resolve; lives as long as the model */
    unsigned table_row, table_col; /* from 1; 0: no table */
    /* Of cells: hits of a block with the same of it share a row's label (item, levels, code); hits of one
     * number, a column's header (measure), so that what these mean is found once. 0: they share it with nobody. */
    const struct be_label_texts *label;
    uint64_t header_no;
    uint64_t line;               /* physical line of the first digit (or first character) */
    struct be_span text;         /* the clause, or label and cell */
    unsigned inferred;           /* BE_INFER_ bits known to the recogniser */
    /* prose, for the checks: which list a figure belongs to */
    uint32_t sentence;           /* number of its sentence in the document, from 1; 0: none */
    int32_t parent;              /* index of the hit whose parts list it stands in (其中), or -1 */
};

/* The hits of a block, growing in the arena. */
struct be_hits {
    struct be_hit *hit;
    size_t n, size;
};

/* Makes room for so many when there are none yet: hits are large, to copy them costs more than room. */
void be_hits_room(struct be_hits *hits, struct be_arena *arena, size_t n);
/* A new zeroed hit (parent -1), or NULL when memory is out. The pointer is good until the next. */
struct be_hit *be_hits_add(struct be_hits *hits, struct be_arena *arena, enum be_kind kind);

bool be_hits_grow(struct be_hits *hits, struct be_arena *arena);
static inline struct be_hit *be_hits_next(struct be_hits *hits, struct be_arena *arena)
{
    return hits->n < hits->size || be_hits_grow(hits, arena) ? &hits->hit[hits->n++] : NULL;
}
/* A copy of another. */
#define BE_HIT_FRONT (sizeof(struct be_hit) / 32 * 16)
static inline struct be_hit *be_hits_like(struct be_hits *hits, struct be_arena *arena, const struct be_hit *like)
{
    struct be_hit *hit = be_hits_next(hits, arena);

    if (hit != NULL) {           /* in two pieces, which compilers copy by registers; one by rep movs, a fifth of what a cell takes */
        memcpy(hit, like, BE_HIT_FRONT);
        memcpy((char *)hit + BE_HIT_FRONT, (const char *)like + BE_HIT_FRONT, sizeof *hit - BE_HIT_FRONT);
    }
    return hit;
}

#endif
