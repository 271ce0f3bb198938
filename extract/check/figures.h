/* figures.h - the store of figures of one document, for the rules beside it.
 *
 * In:    figures, tables and prose as they come. Out: arrays in reading order; findings.
 * Keeps: see check.h. Names are stored once: the same words are the same pointer.
 */
#ifndef BE_FIGURES_H
#define BE_FIGURES_H

#include "check.h"
#include "interval.h"
#include "../base/wordlist.h"

struct be_name { uint32_t len; char text[]; };

struct be_figure {
    struct be_interval value;      /* money: yuan; else its unit; percent: be_percent_make */
    struct be_decimal number;
    const struct be_name *item, *measure, *base, *entity, *unit, *text, *section, *concept, *level1; /* never NULL */
    uint64_t line;
    uint32_t n, parent;            /* record numbers; parent 0: none */
    uint32_t sentence, block;      /* block: number of its paragraph or table block */
    uint32_t table, row;           /* 0: prose */
    uint16_t col;
    int16_t year;
    int8_t power;                  /* of ten: what its unit is worth in yuan; 0 for no money */
    uint8_t kind, stat, phase, topic, part, fund, flow, rollup, scheme; /* enums of hit.h */
    bool money, open, exact, unitless, has_base, annex, about; /* about: 约, 余 */
    bool torn;                     /* its sentence gives the same thing two values: read wrongly, or a range */
    char code[8];                  /* as printed, when it is one; else the official one; else "" */
    char class_code[8];            /* longest certain prefix */
    char class3[4];                /* prose: the functional 类 that is printed; "" when unknown */
    char home3[4];                 /* prose: the 类 that its 款 belongs to, when that is another one */
    bool printed;                  /* the code is printed */
};

/* A table as its block came. */
struct be_table_note {
    uint32_t number, block;
    uint64_t line, last;           /* of its title or first row; of its last row */
    const struct be_name *title, *entity;
    enum be_topic topic;
    bool unit;                     /* has a unit line */
    uint32_t cells, money;         /* records of it; those that are money */
    uint32_t filled, numbers;      /* that are not zero; those with a number */
    uint32_t unsaid;               /* money whose unit the table does not say */
    uint32_t first, end;           /* its figures in the store */
    uint8_t decimals;              /* most that its money is printed with */
};

/* An agency as a title, a cover or a table's 部门： line names it. */
enum be_place_of_name { BE_NAMED_COVER, BE_NAMED_TITLE, BE_NAMED_ENTITY };
struct be_named {
    uint64_t line;
    const struct be_name *name, *code;
    enum be_place_of_name place;
};
/* Something odd in the words of a block, found when it came. */
struct be_oddity {
    uint64_t line;
    struct be_span item, stated, text;
    enum { BE_ODD_PLACEHOLDER, BE_ODD_EMPTY_TABLE } what;
};
#define BE_CHECK_NAMED 2000u
#define BE_CHECK_ODDITIES 2000u

struct be_rule {
    struct be_rule_info info;
    void (*run)(struct be_check *check, const struct be_rule *rule); /* NULL: made elsewhere */
};

/* A finding as a rule gives it. */
struct be_said_finding {
    const struct be_figure *at;    /* the figure it is about; NULL: line says where */
    uint64_t line;
    enum be_rule_severity severity;
    bool fail;
    struct be_span item, stated, computed, difference, tolerance, lines, text;
};

/* A finding that waits for the document's end. */
struct be_finding_row {
    const struct be_rule *rule;
    uint64_t line;
    uint32_t n, order;
    enum be_rule_severity severity;
    bool fail;
    struct be_span item, stated, computed, difference, tolerance, lines, text;
};

struct be_check {
    const struct be_options *options;
    struct be_context *cx;         /* while a document is read */
    bool chosen[BE_RULES_MAX];
    struct be_figure *figure;
    size_t n, size;
    struct be_table_note *table;
    size_t tables, tables_size;
    struct be_finding_row *found;
    size_t nfound, found_size;
    struct be_arena *arena;        /* names and texts of findings, of this document */
    size_t bytes;                  /* given out by the arena */
    struct be_name_slot **names;   /* hash table of names */
    struct be_named *named;
    size_t nnamed, named_size;
    struct be_oddity *odd;
    size_t nodd, odd_size;
    struct be_oddity empty_table;  /* a table's block without a record so far; line 0: none */
    uint32_t empty_block;
    uint64_t block_line;           /* of the block at hand: a table's title */
    const struct be_block *block;  /* at hand; dies with its window */
    uint32_t blocks;
    uint8_t decimals[20];          /* prose: most decimals that money of a power was printed with */
    uint8_t power;                 /* of the last money in prose */
    bool one_fund;                 /* all money of the document's year is 一般公共预算 */
    uint64_t full_line;            /* from here on nothing is kept; 0: everything was */
    const struct be_name *empty, *agency;
    bool failed;                   /* memory is out */
};

/* figures.c */
const struct be_name *be_figures_name(struct be_check *check, struct be_span text);
static inline struct be_span be_name_span(const struct be_name *name) { return be_span(name->text, name->len); }
/* A text that lives as long as the document; empty when the bound is reached. */
static inline struct be_span be_figures_keep(struct be_check *check, struct be_span text)
{
    return be_name_span(be_figures_name(check, text));
}
struct be_table_note *be_figures_table(struct be_check *check, uint32_t number);
/* The figure with record number n, or NULL. */
const struct be_figure *be_figures_at(const struct be_check *check, uint32_t n);
/* Memory that lives as long as the document; NULL when the bound is reached (failed stays false). */
void *be_figures_alloc(struct be_check *check, size_t n);

/* wording.c: a table whose rows begin with its 部门： line. */
void be_wording_entity(struct be_check *check, struct be_context *cx, struct be_span entity, struct be_span code);
/* Room for one more of size bytes in an array that doubles; false when memory is out. */
bool be_figures_room(struct be_check *check, void **array, size_t n, size_t *size, size_t bytes);

/* ---- findings (findings.c) ---- */

/* Hands them on, sorted by line. */
enum be_status be_findings_tell(struct be_check *check, struct be_context *cx);

/* Lines of the figures that took part. Add any number; the first 60 are kept. */
struct be_lines { uint64_t line[60]; size_t n; };
void be_lines_add(struct be_lines *lines, const struct be_figure *figure);

bool be_wants(const struct be_check *check, const struct be_rule *rule);
/* Verdict on a figure that should be equal to computed (in the figure's own unit): pass within
 * tolerance. severity is for the failure. Returns whether it passed. */
bool be_verdict(struct be_check *check, const struct be_rule *rule, const struct be_figure *stated,
                struct be_interval computed, be_exact tolerance, enum be_rule_severity severity,
                const struct be_lines *lines, const char *what);
/* A finding made of words alone. */
void be_words_finding(struct be_check *check, const struct be_rule *rule, uint64_t line, uint32_t n,
                      enum be_rule_severity severity, bool fail, struct be_span item, struct be_span stated,
                      struct be_span computed, struct be_span text);
/* A finding about a percentage. */
bool be_percent_verdict(struct be_check *check, const struct be_rule *rule, const struct be_figure *stated,
                        struct be_interval part, struct be_interval whole, bool holds, enum be_rule_severity severity,
                        const struct be_lines *lines);
/* N28: stated is what was last year's. Always a failure, with a difference of 0. */
void be_stale_finding(struct be_check *check, const struct be_rule *rule, const struct be_figure *stated,
                      struct be_interval prior, const struct be_lines *lines);
extern const struct be_rule be_rule_table[];
const struct be_rule *be_rule_of(const char *id);

/* helpers shared by rules */
bool be_is(const struct be_figure *f, const char *concept);
bool be_amount(const struct be_figure *f); /* money, an amount (no change), a number */
bool be_same_scope(const struct be_figure *a, const struct be_figure *b); /* entity, year, phase */
/* One unit of the last place apart (of the coarser): a figure made to fit. */
bool be_balancing(const struct be_figure *a, const struct be_figure *b);
bool be_has(const struct be_name *name, const char *word);
/* Its fund, for comparing: one for all where the document has only one. */
enum be_fund be_scope_fund(const struct be_check *check, const struct be_figure *f);
static inline bool be_in_prose(const struct be_figure *f) { return f->table == 0 && f->kind != BE_NIL; }
bool be_is_basic_or_project(const struct be_figure *f);
bool be_is_people_or_running(const struct be_figure *f);
/* A part of a figure with its own concept: 其中：国内公务接待费 of 公务接待费. */
bool be_part_of_same(const struct be_check *check, const struct be_figure *f);
/* Are all parts, one at least, or is any, of this kind? */
bool be_parts_all(const struct be_figure *const *part, size_t n, bool (*is)(const struct be_figure *f));
bool be_parts_any(const struct be_figure *const *part, size_t n, bool (*is)(const struct be_figure *f));
/* Whether the first parts alone are the whole, and what follows is something else. */
bool be_parts_begin(const struct be_figure *const *part, size_t n, struct be_interval whole);
/* The sum of the parts. They may be listed with their own parts behind them (130: 42, 50, 38): such
 * are left out, and *nested is set. */
struct be_interval be_parts_sum(const struct be_figure *const *part, size_t n, bool *nested);

#endif
