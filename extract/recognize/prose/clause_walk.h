/* clause_walk.h - a paragraph's figures, read once from left to right: what the parts of clause.c share. Nobody else's.
 *
 * In:    a squeezed paragraph, and what runs on from the one before (struct be_carry).
 * Out:   a hit for each figure.
 * Keeps: the carry; all else ends with the paragraph.
 *
 * clause.c meets figures and marks in their order. Between two of them clause_gap.c reads the words, cut at
 * separators into chunks. For a figure, the words since the last separator (at_hand.raw) are cut into a label
 * (label.h); what it opens and ends is settled, then what the figure is of, then what kind of figure it is; at last
 * it becomes a hit. What later words need of earlier ones is kept by small machines. Each is a struct that only its
 * own file writes; struct walk merely holds them.
 *
 *   lists    clause_list.c     what is open, nested: from 其中： or （ to ）, 。, or a figure of the whole
 *   times    clause_time.c     year, and what changes are against: from 2024年, 与2019年相比 to 。, a part's own to ；
 *   waiting  clause_wait.c     a label whose figure comes: from 收入预算： or a title to its figure or 。
 *   why, use clause_note.c     where a reason or a purpose stands: from 主要原因是, 主要用于 to ；, 。 or another item
 *   spread   clause_spread.c   items that share figures: from 分别, 各, 收、支总计 to a figure apart, ； or 。
 *   run      clause_run.c      marked subjects in a row, or of one 类: from A（项） to another 类 or 。
 *   phases   clause_measure.c  budget or accounts, for the parts behind a total or a change
 *   verb     clause_settle.c   增加 or 减少, for what stands in a row behind it
 *
 * The item at hand (c->now), that of the sentence (c->head) and the label that waits (c->pending) are the carry's.
 * clause_own.c says whether a figure's own words name its item, clause_item.c what it is of if they do not; a list
 * puts c->now back when it ends, a sentence puts c->head back. Rules whose order matters are tables (clause_rule.h);
 * --trace says which held. To find out why a figure got its item, watch w->c->now.
 *
 * clause_count.c (what is counted), clause_unit.c (units that are shared), clause_settle.c (words that are the
 * measure's) and clause_hit.c (the hit) read all this.
 */
#ifndef BE_CLAUSE_WALK_H
#define BE_CLAUSE_WALK_H

#include "against.h"
#include "amount.h"
#include "clause.h"
#include "label.h"
#include "../../base/wordlist.h"

#define BE_SPREAD 8u             /* items of one 分别 clause */
#define BE_WAITING_BYTES 90u     /* a label that waits for its figure is shorter */

struct list {                    /* an open list, or a bracket with figures */
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

struct lists {
    struct list *list;           /* BE_CLAUSE_DEPTH, not all of them made */
    unsigned depth;
    size_t bracket[BE_CLAUSE_DEPTH]; /* label starts outside of the open brackets */
    unsigned brackets, held;     /* open now; of these, with a list of their own */
};

struct times {
    struct be_span base;         /* what changes are against */
    int year;                    /* of the sentence */
    int part_year;               /* of the part since the last ；; 0: none of its own */
    bool several;                /* years in the sentence */
    bool carried;                /* the year is that of 截至2023年末 in a sentence before */
    struct later {
        int year;                /* the latest that an amount of item was of in this sentence */
        struct be_span item;
        uint32_t sentence;
    } later[2];                  /* [1]: within lists and brackets, 10万元（含上年结转2万元） */
};

struct waiting {                 /* beside c->pending */
    bool named;                  /* the label that waits stood before a colon */
    bool planned;                /* 预算金额：, whose figure comes */
    struct be_span money;        /* …的公用经费支出，|合计100万元: the words before a comma that name money */
};

struct why {
    bool on;
    size_t from, hits;           /* where it begins, and the hits then */
    uint32_t sentence;
    unsigned brackets;           /* open where it begins */
    bool budget;                 /* why the accounts are not the budget */
    int32_t within;              /* only figures of this one's list; -1: any */
    struct be_span item;         /* what the reason is given for, where it says so */
    size_t clause;               /* begin of the part that the reason stands in */
};

struct use {
    bool on;
    size_t from, hits;
    size_t part;                 /* its first ； */
    struct be_ref ref;           /* what is used */
};

struct spread {                  /* 收、支总计A、B */
    struct be_span item[BE_SPREAD];
    size_t n, at;                /* at: the next one's */
    bool on;                     /* its figures are being read */
};

struct run {
    /* A（项）、B（项）支出决算分别为1万元、2万元: subjects with no figure between them */
    struct be_subject *row;      /* BE_SPREAD */
    size_t n, at;                /* at: the next one's; 0: they share no figures */
    bool shared;                 /* they have shared some */
    /* A（项）1万元、B（项）2万元，完成预算100% */
    unsigned whole;              /* it has ended: figures are of so many of its levels; 0: it has not */
    bool rated;                  /* a 项 of the run has a rate of its own */
    size_t mark_end;             /* end of the mark before, when only a name may follow it; else 0 */
};

struct phases {
    enum be_phase said;          /* of the last total: its parts are of it, in a bracket too */
    struct be_span said_of;      /* that total's item */
    enum be_phase changed;       /* of the last change whose item says it */
    int changed_year;
};

struct verb {                    /* 增加人员经费5万元、公用经费2万元 */
    size_t end;                  /* of the last figure behind it */
    bool less;                   /* 减少 */
};

struct walk {
    struct be_context *cx;
    const struct be_clause_text *in;
    struct be_carry *c;
    struct be_span text;
    /* where it stands */
    size_t start;                /* where the label of the next figure begins */
    size_t chunk;                /* where the words since the last separator begin */
    size_t clause;               /* begin of the clause, for the column text */
    size_t part_from, part_to;   /* between them no ；or 。: the end of the column text */
    size_t hits;                 /* hits of other kinds, before this paragraph's figures */
    /* the machines */
    struct lists lists;
    struct times times;
    struct waiting waiting;
    struct why why;
    struct use use;
    struct spread spread;
    struct run run;
    struct phases phases;
    struct verb verb;
    /* the sentence */
    bool first;                  /* no labelled figure in it yet */
    struct be_ref spent;         /* what sentences before were of whose last are of counts only */
    /* the figures before */
    struct be_figure last;
    size_t last_end;
    bool money_seen;             /* one of them was money */
    struct be_span share_of;     /* 占支出总额100万元的80%: what the figure before is, when a share of it comes */
    enum be_status traced;       /* what the sink of --trace said */
    size_t noun_end;             /* end of the noun behind the count before: no label of the next */
};

/* The figure at hand, as far as it is read. */
struct at_hand {
    struct be_figure *f;
    struct be_span raw;          /* the words in front of it */
    struct be_cut label;         /* what they say */
    struct be_ref ref;           /* what it is of */
    enum be_part part;
    bool own;                    /* its label names that */
    bool goes_on;                /* the next of A、B, which are shared out */
    bool in_row;                 /* of one of several subjects that share figures */
};

static inline struct be_span between(const struct walk *w, size_t from, size_t to)
{
    return be_span(w->text.p + from, to > from ? to - from : 0);
}

static inline void cut_label(const struct walk *w, struct be_cut *out, struct be_span text)
{
    be_label_find(out, w->cx->memo, text, w->in->agency);
}

/* clause_gap.c: the words between two figures or marks. */
void be_gap_read(struct walk *w, size_t from, size_t to);
/* Words without a figure end at a separator: ',' ':' ';' or '.', in whatever form. */
void be_gap_end_chunk(struct walk *w, size_t at, char sep);

/* clause_list.c. A bracket is held when figures stand in it: it is a list then, and no part of a label. */
/* The innermost that is open; NULL: none. */
static inline struct list *be_list(const struct walk *w)
{
    return w->lists.depth > 0 ? &w->lists.list[w->lists.depth - 1] : NULL;
}
void be_list_open(struct walk *w, bool bracket, bool open_list);
void be_list_close(struct walk *w);
void be_list_close_all(struct walk *w);
/* Where the figure is of the whole again. */
void be_list_end_before(struct walk *w, const struct be_figure *f, const struct be_cut *label);
void be_list_end_part(struct walk *w);
void be_list_end_sentence(struct walk *w);
/* What its parts have, now that there is another. */
void be_list_count(struct walk *w, const struct be_hit *hit, const struct be_cut *label);
void be_bracket_open(struct walk *w, size_t at);
void be_bracket_hold(struct walk *w, const struct be_figure *f);
void be_bracket_close(struct walk *w, size_t at);

/* clause_time.c */
/* 与2019年相比， and 2024年，: words without a figure. */
void be_time_read(struct walk *w, struct be_span chunk);
/* The year of a figure's label: of its part, of the sentence. */
void be_time_part(struct walk *w, const struct be_cut *label);
void be_time_settle(struct walk *w, const struct be_cut *label, bool own);
void be_time_end_part(struct walk *w);
void be_time_end_sentence(struct walk *w, bool parts);   /* parts: 其中 follows */
void be_time_carry(struct walk *w);                      /* a sentence begins */
/* Is it the comparator's own figure: 比2023年预算总数650.27万元减少9.12万元? */
static inline bool be_time_is_compared(const struct be_cut *label, const struct be_figure *f)
{
    return label->base.len > 0 && !f->level && (f->stat == BE_STAT_AMOUNT || f->stat == BE_STAT_COUNT);
}
/* The year of a figure whose label has none. */
int be_time_of(const struct walk *w, const struct be_ref *ref);
/* Year and base of a hit. */
void be_time_hit(struct walk *w, const struct be_cut *label, const struct be_figure *f, struct be_hit *hit);

/* clause_wait.c; c->pending is its own, too */
void be_wait_for(struct walk *w, struct be_span item, bool named);    /* named: it stands before a colon */
void be_wait_drop(struct walk *w);
/* Words without a figure before a comma, a colon; a first sentence that ends at at. */
void be_wait_comma(struct walk *w, struct be_span chunk);
void be_wait_colon(struct walk *w, struct be_span chunk);
void be_wait_title(struct walk *w, size_t at);
/* …的公用经费支出，|合计100万元: such words become the label. */
void be_wait_take(struct walk *w, const struct be_figure *f, struct be_cut *label, struct be_span raw);
/* Was it 预算金额：that the figure stands behind? */
static inline bool be_wait_planned(struct walk *w)
{
    const bool planned = w->waiting.planned;

    w->waiting.planned = false;
    return planned;
}
void be_wait_end_sentence(struct walk *w);
void be_wait_end_paragraph(struct walk *w);

/* clause_note.c: reasons (why) and purposes (use); the one ends the other. */
/* Where words without a figure begin or end one. */
void be_note_read(struct walk *w, struct be_span chunk, char sep);
/* Where those in front of a figure do. */
void be_note_begin(struct walk *w, const struct be_cut *label, const struct be_figure *f);
void be_note_end_before(struct walk *w, const struct be_figure *f, const struct be_cut *label, struct be_span raw);
void be_use_end_before(struct walk *w, const struct be_cut *label);
void be_note_end_part(struct walk *w, size_t at);
void be_note_end_sentence(struct walk *w, size_t at);
void be_why_begin(struct walk *w, size_t at, struct be_span changed);
void be_why_end(struct walk *w, size_t at);
void be_use_begin(struct walk *w, size_t at);
void be_use_end(struct walk *w, size_t at);

/* clause_spread.c: 收、支总计A、B is read at A (begin) and B (next). */
/* Does the next figure of A、B stand right behind? */
bool be_spread_another(const struct walk *w, size_t end);
size_t be_spread_figures(const struct walk *w, size_t end);  /* so many stand in a row with the one that ends there */
void be_spread_begin(struct walk *w, struct at_hand *h);
struct be_ref be_spread_next(struct walk *w);
bool be_spread_of_each(const struct walk *w, const struct at_hand *h);
void be_spread_end_part(struct walk *w);
void be_spread_end_sentence(struct walk *w);

/* clause_run.c */
/* Is it a code in front of a name, and no mark behind one? */
bool be_run_in_front(const struct walk *w, const struct be_mark *mark);
void be_run_mark(struct walk *w, const struct be_mark *mark);
/* Takes the name that stands behind marks which only codes stood before: 201（类）01（款）01（项）行政运行. */
void be_run_name_behind(struct walk *w, struct be_cut *label);
/* Takes the subject that the figure is of, where those of a row share figures. False: it is not one of several. */
bool be_run_share(struct walk *w, const struct be_figure *f, bool each);
/* Where the figure is of what the run's subjects share. */
void be_run_end_before(struct walk *w, const struct be_figure *f, struct be_span raw);
void be_run_rate(struct walk *w, const struct at_hand *h);
/* A figure parts the mark before it from the next. */
static inline void be_run_hit(struct walk *w)
{
    w->run.mark_end = 0;
}
void be_run_end_sentence(struct walk *w);

/* clause_own.c */
extern struct be_wordlist be_item_no_name;            /* 支出, 收入完成: words that name no item */
bool be_item_is_own(struct walk *w, struct at_hand *h);
struct be_ref be_item_ref(const struct walk *w, const struct at_hand *h);

/* clause_item.c */
struct be_span be_item_heading(const struct walk *w); /* what the heading names as an item */
struct be_ref be_item_carried(struct walk *w, struct at_hand *h); /* for a figure whose label names none */
/* What a label names is at hand from now on. */
void be_item_set(struct walk *w, struct be_ref ref, const struct be_cut *label, const struct be_figure *f);

/* clause_count.c */
/* What names nothing that is counted is cut off its label; 1家机关和2家事业单位|的: so is the noun of the count before. */
void be_count_cut(const struct walk *w, const struct be_figure *f, struct be_span *item);
void be_count_cut_noun(const struct walk *w, const struct be_figure *f, struct be_cut *label);
/* What a count without a label is of: the noun behind it. */
void be_count_ref(struct walk *w, const struct be_figure *f, struct be_ref *ref);

/* clause_settle.c: words of the label that say what kind of figure it is. */
bool be_settle_year_runs_on(const struct walk *w, const struct be_figure *f, struct be_span raw);
void be_settle_budget(struct walk *w, struct be_figure *f, struct be_cut *label, struct be_span raw);
void be_settle_verb(struct walk *w, struct be_figure *f, struct be_cut *label);
void be_settle_label(const struct walk *w, struct be_figure *f, struct be_cut *label);

/* clause_bare.c: of a count, or a figure without a unit. */
void be_bare_settle(struct walk *w, struct at_hand *h);

/* clause_unit.c */
/* （单位：万元） that ends at at: of the figures behind it. */
void be_unit_read(struct walk *w, size_t at);
void be_unit_take(const struct walk *w, struct be_figure *f, struct be_span *item);
/* False: without a unit it is no figure. */
bool be_unit_settle(const struct walk *w, struct be_figure *f, struct be_span item, bool subject);

/* clause_measure.c */
/* 决算数大于预算数5万元: a change that names its comparator. */
static inline bool be_measure_apart(const struct be_figure *f)
{
    return f->stat == BE_STAT_CHANGE && f->base.len > 0;
}
/* Is it only what a rate is of: 完成预算18万元的68.61%? */
bool be_measure_rate_follows(const struct walk *w, const struct be_figure *f);
void be_measure_rate_of_last(const struct walk *w, struct be_figure *f);
extern struct be_wordlist be_measure_less;            /* 下降, 降低, 减少 */
void be_measure_sign(const struct walk *w, struct be_figure *f, bool goes_on);
/* Budget, accounts or a stock. */
void be_measure_hit(struct walk *w, struct be_hit *hit);
bool be_measure_is_stock(const struct walk *w, const struct be_hit *hit);   /* what there is at a date, and no budget */
/* The phase that the parts behind this total are of. */
void be_measure_said(struct walk *w, const struct be_hit *hit);

/* clause_hit.c */
enum be_status be_clause_hit(struct walk *w, const struct at_hand *h);

#endif
