/* row.h - whose figures a row holds: its label, code, levels, unit, project, and whether it is
 * a sum of rows below.
 *
 * In:    a row of the grid, the plan, and the rows that follow (one that carries a code is
 *        looked for, to see whether this one has parts).
 * Out:   a struct be_row per group of label columns.
 * Keeps: struct be_open: the open 类 款 项 of each group and what merged cells say (unit,
 *        project, indicators). Its texts point into the window; struct be_tables copies them
 *        when the table outlives it.
 */
#ifndef BE_ROW_H
#define BE_ROW_H

#include "plan.h"

#define BE_ROW_CODE 24u      /* longer is no code */

struct be_open_code { char code[BE_ROW_CODE]; uint8_t len; struct be_span name; };

struct be_open {
    struct be_open_code level[BE_GROUPS][3];
    struct { char text[8]; uint8_t len; } part[BE_GROUPS][3]; /* parts of a code, merged down */
    struct be_span entity, entity_code, project, project_code;
    struct be_span indicator[BE_LEVEL_SETS][3];
    uint8_t indent[3];       /* of the open levels where subjects are only indented */
    enum be_scheme scheme;   /* of them */
    bool more;               /* rows follow that are not in the grid at hand */
    size_t codeless[BE_GROUPS]; /* rows of the grid at hand before this one, from the present on, have no code */
    bool vehicles[BE_GROUPS];    /* the rows above count vehicles */
    bool running[BE_GROUPS];     /* they are of the running costs */
    enum be_topic section[BE_GROUPS]; /* what the last row with an ordinal 一、 is about */
    uint8_t carryover[BE_GROUPS]; /* they are money carried over: 1, with an ordinal 一、: 2 */
};

struct be_row {
    uint64_t no;             /* of the row, see be_hit.label_no */
    struct be_span item;     /* empty: a row without label */
    struct be_span level[3];
    enum be_scheme scheme;
    struct be_span code, entity, entity_code, project, project_code;
    struct be_span unit;     /* in brackets at the end of its label */
    struct be_span counts;   /* the same of a label that names what it counts without brackets */
    enum be_topic topic;
    enum be_fund fund;
    enum be_phase phase;     /* of a row named 2023年决算数 */
    int year, year_shift;
    bool carried;            /* it is a part of what is carried over */
    bool sum;
    bool says;               /* of the figures: one of topic, fund, phase, year, carried */
    uint8_t inferred;        /* BE_INFER_LEVELS: they came from rows above; BE_INFER_MERGED: unit or project did */
    bool blank;
    uint8_t beside;          /* its label stands in this column, counted from 1, which is none of labels; else 0 */
};

/* What cell of the plan's roles a row carries; reads row `row` of the grid for group g. */
void be_row_read(struct be_row *out, struct be_open *open, const struct be_plan *plan, size_t g,
                 const struct be_grid *grid, size_t row, struct be_context *cx, struct be_arena *arena);
/* 401001-NAME, 50010922T000000086715-监察办案经费: code and name; false when there is no code. */
bool be_row_split(struct be_span text, struct be_span *code, struct be_span *name);

#endif
