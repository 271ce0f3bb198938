/* row.h - whose figures a row holds: its label, code, levels, unit, project, and whether it is
 * a sum of rows below.
 *
 * In:    a grid, its plan; row after row. Codes of rows below are read ahead, to see whether a
 *        row has parts.
 * Out:   a struct be_row per row and group of label columns.
 * Keeps: struct be_open: the open 类 款 项 of each group and what merged cells say (unit,
 *        project, indicators). Its texts point into the window; struct be_tables copies them
 *        when the table outlives it.
 */
#ifndef BE_ROW_H
#define BE_ROW_H

#include "plan.h"

#define BE_ROW_CODE 24u      /* longer is no code */

struct be_open_code { char code[BE_ROW_CODE]; uint8_t len; struct be_span name; uint64_t no; /* of the name, see be_label_texts */ };

struct be_open_group {
    struct be_open_code level[3];
    struct { char text[8]; uint8_t len; } part[3]; /* parts of a code, merged down */
    bool vehicles;           /* the rows above count vehicles */
    bool running;            /* they are of the running costs */
    uint8_t carryover;       /* they are money carried over: 1, with an ordinal 一、: 2 */
    enum be_topic section;   /* what the last row with an ordinal 一、 is about */
};

struct be_open {
    struct be_open_group group[BE_GROUPS];
    struct be_span entity, entity_code, project, project_code;
    struct be_span indicator[BE_LEVEL_SETS][3];
    uint8_t indent[3];       /* of the open levels where subjects are only indented */
    enum be_scheme scheme;   /* of them */
    bool more;               /* rows follow that are not in the grid at hand */
};

struct be_row {
    struct be_label_texts *label; /* what it is made of, see be_hit.label */
    struct be_span item;     /* empty: a row without label */
    struct be_span level[3];
    struct be_span code, entity, entity_code, project, project_code;
    enum be_scheme scheme;
    bool sum;
    uint8_t inferred;        /* BE_INFER_LEVELS: they came from rows above; BE_INFER_MERGED: unit or project did */
    bool blank;
    uint8_t beside;          /* its label stands in this column, counted from 1, which is none of labels; else 0 */
    bool units;              /* it has one of unit and counts */
    bool says;               /* of the figures: one of topic, fund, phase, stat, year, carried */
    bool carried;            /* it is a part of what is carried over */
    enum be_topic topic;
    enum be_fund fund;
    enum be_phase phase;     /* of a row named 2023年决算数 */
    enum be_stat stat;       /* of a row named 增减额, 完成率 */
    int year, year_shift;
    struct be_span unit;     /* in brackets at the end of its label */
    struct be_span counts;   /* the same of a label that names what it counts without brackets */
};

/* The rows of a grid as one group of label columns names them. */
struct be_row_reader {
    struct be_context *cx;
    struct be_arena *arena;
    const struct be_plan *plan;
    const struct be_label_group *at;
    size_t g;                /* number of that group; the readers of those before it stand before this one */
    const struct be_grid *grid;
    size_t from;             /* first row of data */
    struct be_open *open;
    struct be_open_group *above;     /* of this group */
    struct be_label_texts *label;    /* by row */
    bool sides;              /* there are columns of units or projects */
    struct be_span *code;    /* by row, of those before `known`; see rowcode.h */
    size_t known;
    size_t coded;            /* no row between the one at hand and this one has a code */
    struct be_span whole;    /* what the next code goes on from if it gives only what is new: 208, 20805 */
    size_t row;              /* at hand, */
    struct be_row said;      /* and what it says */
};

void be_row_begin(struct be_row_reader *rows, struct be_context *cx, const struct be_plan *plan, size_t g,
                   const struct be_grid *grid, size_t from, struct be_open *open);
/* What row `row` says, which is none before the last one read; good until the next. */
const struct be_row *be_row_read(struct be_row_reader *rows, size_t row);
/* rowside.c: the unit and project columns: what stands there, or what a merged cell above says; */
void be_row_read_sides(struct be_row_reader *rows);
/* the project's name as the label, when it stands nearer to the figures than the subject's; */
void be_row_read_project(struct be_row_reader *rows);
/* a row that only its unit's name labels. */
void be_row_read_unit(struct be_row_reader *rows);
void be_row_open_entity(struct be_open *open, struct be_span name, struct be_span code);
void be_row_open_project(struct be_open *open, struct be_span name, struct be_span code);
/* 401001-NAME, 50010922T000000086715-监察办案经费: code and name; false when there is no code. */
bool be_row_split(struct be_span text, struct be_span *code, struct be_span *name);
/* The same of a unit, whose code may stand right before its name: 401001某县水务局. */
bool be_row_split_unit(const struct be_context *cx, struct be_span text, struct be_span *code, struct be_span *name);

#endif
