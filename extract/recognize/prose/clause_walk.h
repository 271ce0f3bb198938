/* clause_walk.h - what the parts of clause.c share: clause.c (figures and marks in their order),
 * clause_mark.c (what a mark names), clause_gap.c (the words between them), clause_note.c (reasons
 * and purposes), clause_item.c (whose figure it is), clause_count.c (what is counted), clause_measure.c (what kind of figure),
 * clause_hit.c (the figure as a hit). Nobody else's.
 */
#ifndef BE_CLAUSE_WALK_H
#define BE_CLAUSE_WALK_H

#include "amount.h"
#include "clause.h"
#include "label.h"
#include "../../base/wordlist.h"

#define BE_SPREAD 8u             /* items of one 分别 clause */

struct frame {                   /* an open list */
    struct be_ref back;          /* what was at hand before it */
    int32_t parent;
    bool bracket, open_list;
    int year;                    /* of what it is a list of, or named in its bracket; good until it ends */
    bool comma;                  /* its parts are parted by commas: a semicolon ends it */
    unsigned parts;              /* items with an amount */
    struct be_span part;         /* the last of them */
    bool rated;                  /* a part has a rate of its own */
    bool planned;                /* a part has a budget of its own, and says so */
    bool row;                    /* its parts stand in a row, parted by 、 */
    enum be_flow flow;           /* 收入包括：…, 支出包括：… */
};

struct walk {
    struct be_context *cx;
    const struct be_clause_text *in;
    struct be_carry *c;
    struct be_span text;
    size_t start;                /* where the label of the next figure begins */
    size_t chunk;                /* where the words since the last separator begin */
    size_t clause;               /* begin of the clause, for the column text */
    size_t part_from, part_to;   /* between them no ；or 。: the end of the column text */
    size_t group_end;            /* end of the mark before, when only a name may follow it */
    size_t hits;                 /* hits of other kinds, before this paragraph's figures */
    /* lists and brackets */
    struct frame *frame;         /* BE_CLAUSE_DEPTH, not all of them made */
    unsigned depth;
    size_t bracket[BE_CLAUSE_DEPTH]; /* label starts outside of the open brackets */
    unsigned brackets, held;     /* open now; of these, with a frame of their own */
    /* comparator and year */
    struct be_span base;
    int year;                    /* of the sentence */
    int part_year;               /* of the part since the last ；; 0: none of its own */
    int later;                   /* the latest year that an amount of later_item was of in later_sentence */
    struct be_span later_item;
    uint32_t later_sentence;
    bool planned;                /* 预算金额：, whose figure comes */
    bool named;                  /* the label that waits for its figure stood before a colon */
    struct be_span waiting;      /* …的公用经费支出，|合计100万元: the words before a comma that name money */
    /* the sentence */
    bool years;                  /* several */
    bool first;                  /* no labelled figure in it yet */
    struct be_ref spent;         /* what sentences before were of whose last are of counts only */
    unsigned whole;              /* a run of 项 has ended: figures are of so many of its levels; 0: no */
    bool run_rated;              /* a 项 of the run has a rate of its own */
    bool money_seen;
    /* reason and purpose: where they begin, and the hits when they began */
    bool why, use;
    size_t why_from, use_from;
    size_t why_hits, use_hits;
    uint32_t why_sentence;
    unsigned why_brackets;       /* brackets open where it begins */
    bool why_budget;             /* why the accounts are not the budget */
    int32_t why_within;          /* only figures of this one's list; -1: any */
    struct be_span why_item;     /* what the reason is given for, where it says so */
    size_t why_clause;           /* begin of the part that the reason stands in */
    size_t use_part;             /* the first ；of the purpose */
    struct be_ref use_ref;
    /* 收、支总计A、B */
    struct be_span spread[BE_SPREAD];
    size_t nspread, spread_at;
    bool spreading;
    /* A（项）、B（项）支出决算分别为1万元、2万元 */
    struct be_subject *row;      /* subjects with no figure between them, BE_SPREAD */
    size_t nrow, row_at;         /* row_at: the next one's; 0: they share no figures */
    bool row_shared;             /* they have shared some */
    /* the figure before */
    struct be_figure last;
    struct be_span share_of;     /* 占支出总额100万元的80%: what the figure before is, when a share of it comes */
    enum be_phase said;          /* of the last total: its parts are of it, in a bracket too */
    struct be_span said_of;      /* that total's item */
    enum be_phase changed;       /* of the last change whose item says it */
    int changed_year;
    size_t last_end;
    size_t verb_end;             /* end of the last figure behind 增加人员经费 */
    bool verb_less;              /* 减少 */
    size_t noun_end;             /* end of the noun behind the count before: no label of the next */
};

static inline struct be_span between(const struct walk *w, size_t from, size_t to)
{
    return be_span(w->text.p + from, to > from ? to - from : 0);
}

static inline void be_walk_label(const struct walk *w, struct be_cut *out, struct be_span text)
{
    be_label_find(out, w->cx->memo, text, w->in->agency);
}

/* clause_note.c */
extern struct be_wordlist be_walk_why, be_walk_use;   /* 主要原因是 ..., 主要用于 ... */
void be_walk_begin_use(struct walk *w, size_t at);
bool be_walk_enumerates(struct be_span why, struct be_span next);
void be_walk_begin_why(struct walk *w, size_t at, struct be_span changed);
void be_walk_end_use(struct walk *w, size_t at);
void be_walk_end_why(struct walk *w, size_t at);
void be_walk_end_note(struct walk *w, const struct be_figure *f, const struct be_cut *label, struct be_span raw);

/* clause_gap.c */
extern struct be_wordlist be_walk_compares;           /* 比, 较, 与 */
void be_walk_push(struct walk *w, bool bracket, bool open_list);
void be_walk_pop(struct walk *w);
void be_walk_gap(struct walk *w, size_t from, size_t to);
void be_walk_end_chunk(struct walk *w, size_t at, char sep);

/* clause_mark.c */
/* Is it a code in front of a name, and no mark behind one? */
bool be_walk_stands_in_front(const struct walk *w, const struct be_mark *mark);
void be_walk_mark(struct walk *w, const struct be_mark *mark);
/* Takes the name that stands behind marks which only codes stood before: 201（类）01（款）01（项）行政运行. */
void be_walk_name_behind(struct walk *w, struct be_cut *label);
void be_walk_end_run(struct walk *w, const struct be_figure *f, struct be_span raw);
/* Takes the subject that the figure is of, where those of a row share figures. False: it is not one of several. */
bool be_walk_share_row(struct walk *w, const struct be_figure *f, bool each);

/* clause_item.c */
struct be_span be_walk_heading(const struct walk *w); /* what the heading names as an item */
struct be_ref be_walk_carried(struct walk *w, const struct be_figure *f); /* for a figure without a label */
void be_walk_set_now(struct walk *w, struct be_ref ref, const struct be_cut *label, const struct be_figure *f);
bool be_walk_another_follows(const struct walk *w, size_t end);
size_t be_walk_figures(const struct walk *w, size_t end);  /* so many stand in a row with the one that ends there */
void be_walk_spread(struct walk *w, struct be_span item, bool each, size_t end);
enum be_part be_walk_part(struct be_span item);

/* clause_count.c */
void be_walk_cut_count(const struct walk *w, const struct be_figure *f, struct be_span *item);
void be_walk_cut_noun(const struct walk *w, const struct be_figure *f, struct be_cut *label);
void be_walk_ref_of_count(struct walk *w, const struct be_figure *f, struct be_ref *ref);

/* clause_measure.c */
void be_walk_measure(struct walk *w, struct be_hit *hit);
bool be_walk_unit(const struct walk *w, struct be_figure *f, struct be_span item, bool subject);
void be_walk_verb(struct walk *w, struct be_figure *f, struct be_cut *label);
void be_walk_bare_change(const struct walk *w, struct be_figure *f, struct be_span raw);
void be_walk_sign(const struct walk *w, struct be_figure *f, bool goes_on);
/* printed, compared: the figure has a year of its own, is the comparator's. */
void be_walk_change_year(struct walk *w, bool printed, bool compared, struct be_hit *hit);
void be_walk_rate_of_last(const struct walk *w, struct be_figure *f);

/* clause_hit.c */
enum be_status be_walk_emit(struct walk *w, const struct be_figure *f, const struct be_cut *label, const struct be_ref *ref, enum be_part part);
/* Is it the comparator's own figure: 比2023年预算总数650.27万元减少9.12万元? */
bool be_walk_is_compared(const struct be_cut *label, const struct be_figure *f);
/* Is it only what a rate is of: 完成预算18万元的68.61%? */
bool be_walk_rate_follows(const struct walk *w, const struct be_figure *f);

#endif
