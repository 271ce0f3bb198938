/* plan.h - what each column of a table is: which ones label the rows, which hold data, and what
 * a figure in them is a figure of. Made once a table, so that its rows are walked by bytes alone.
 *
 * In:    a grid and its header.
 * Out:   a plan: a role a column; measure, stat, phase, year, unit, dimensions of data columns;
 *        the groups of label columns (two where income stands beside expenditure).
 * Keeps: nothing itself; a plan outlives its window inside struct be_tables, its texts copied.
 */
#ifndef BE_PLAN_H
#define BE_PLAN_H

#include "../../segment/grid/header.h"
#include "sample.h"
#include "word.h"

#define BE_GROUPS 8u
#define BE_GROUP_NAMES 4u
#define BE_LEVEL_SETS 3u

enum be_role {
    BE_ROLE_DATA, BE_ROLE_SKIP,
    BE_ROLE_NAME, BE_ROLE_CODE, BE_ROLE_CODE1, BE_ROLE_CODE2, BE_ROLE_CODE3,
    BE_ROLE_UNIT_CODE, BE_ROLE_UNIT_NAME, BE_ROLE_PROJECT, BE_ROLE_PROJECT_CODE,
    BE_ROLE_LEVEL1, BE_ROLE_LEVEL2, BE_ROLE_LEVEL3, BE_ROLE_QUANTITY,
};

struct be_column_plan {
    uint8_t role;                /* enum be_role */
    uint8_t group;               /* data: the label columns to its left */
    uint8_t set;                 /* indicator tables: the levels to its left */
    uint8_t stat, phase, part, fund, flow, topic; /* their enums */
    bool sum;                    /* a total of the columns beside it */
    bool among;                  /* 其中: a part of the column before, not of the total */
    bool apart;                  /* no part of a total beside it: 单价; 会议费 beside 三公合计 */
    bool before_levels;          /* indicator table: belongs to the project */
    bool phase_beside;           /* its phase is that of the columns beside it */
    bool lessens;                /* 比上年减少: what is printed there without a sign is less */
    bool unit_told;              /* its unit by the words of its header: 编制人数 */
    bool money;                  /* numbers are money unless their cell says otherwise */
    bool price;                  /* 原值, 金额 beside 数量: what a row counts is not counted here */
    int year, year_shift;
    struct be_span measure;      /* header levels joined with / */
    struct be_span thing;        /* the innermost level that names a thing */
    struct be_span unit;
    uint16_t top, parent;        /* header cells: outermost, and the one over its own; 0: none */
    uint64_t no;                 /* of the column's header, see be_hit.header_no */
};

/* Label columns that stand side by side. -1: it has none. */
struct be_label_group {
    int8_t ordinal;              /* the column of 序号 before it, where 合计 may stand */
    int8_t subject;              /* the one of the names whose header says that they are of subjects: 科目名称, 单位名称（科目） */
    int8_t name[BE_GROUP_NAMES], code, part[3], unit_code, unit_name, project, project_code;
    uint8_t names;
    bool economic, functional;   /* its header says 经济, 功能 */
    bool government;             /* and 政府预算 */
    bool projects;               /* its names are of units and of their projects, */
    bool below;                  /* of subjects and of their projects */
    bool second;                 /* another classification of the rows of the group before */
};

struct be_plan {
    struct be_label_group group[BE_GROUPS];
    size_t groups;
    /* indicator columns, and that of their unit; more than one set where 实施期 stands beside 年度 */
    struct be_level_set { int8_t level[3], quantity; } set[BE_LEVEL_SETS];
    size_t sets;
    bool indicator;
    bool coded;                  /* its rows carry codes of a classification */
    bool subjects;               /* no codes: its header says that the names are those of subjects */
    bool indented;               /* then: their depth is that of their indent */
    bool sangong;                /* 三公经费 over its labels */
    bool rollups;                /* sums and leaves can be told apart */
    uint64_t data;               /* set of the columns of data */
    size_t cols;
    struct be_column_plan column[BE_GRID_COLUMNS]; /* the first cols of them; last, see be_plan_bytes */
};

/* What of it is in use: no table has all the columns, and plans are made and copied for every table. */
static inline size_t be_plan_bytes(size_t cols)
{
    return offsetof(struct be_plan, column) + cols * sizeof(struct be_column_plan);
}

/* rows: of data; they are asked where the header does not say it. */
enum be_status be_plan_make(struct be_plan *out, const struct be_head *head, struct be_sample *rows, struct be_context *cx,
                            struct be_arena *arena);
/* 项目支出 in the table's title: what has no code below a subject is a project of it. */
void be_plan_titled(struct be_plan *plan, struct be_span title);
/* What only the rows at hand say of it: a plan that was made for others, with the same answers, is theirs then. */
void be_plan_settle(struct be_plan *plan, const struct be_grid *grid, size_t from);
/* Is b the plan of a table whose header is a's again? A page may begin with the lower header
 * rows only, so a measure may have lost its outer levels. */
bool be_plan_same(const struct be_plan *a, const struct be_plan *b);
/* The innermost header over column c; empty: none. */
static inline struct be_span be_plan_header(const struct be_head *head, size_t c)
{
    const struct be_head_column *h = &head->column[c];

    return h->levels == 0 ? be_span(NULL, 0) : h->level[h->levels - 1];
}
/* labels.c: the groups of label columns, each data column with the one that labels it. */
void be_plan_groups(struct be_plan *p, const struct be_head *head, struct be_sample *rows);
/* 预算数 beside 支出项目: which way its money goes. */
void be_plan_flows(struct be_plan *p, const struct be_head *head);
/* 项目名称, 单位名称、项目名称 and 单位（专项）名称 */
bool be_plan_names_projects(struct be_span header);
/* column.c: a data column by its header. */
void be_plan_column(struct be_column_plan *col, const struct be_head_column *h, struct be_context *cx, struct be_arena *arena);
/* Of 数量 and 金额 beside each other, the money. */
void be_plan_prices(struct be_plan *plan);
/* A level of a measure: these are parted by /, so a / inside one is written ／. */
struct be_span be_plan_level(struct be_span text, struct be_arena *arena);
/* The dimensions that a header or a form's label says: stat, phase, year, part, fund, unit. */
void be_plan_say(struct be_column_plan *col, struct be_context *cx, struct be_span text, enum be_word word);
/* The unit in brackets at the end of a label: 当年预算（万元） → 万元; empty: none. */
struct be_span be_plan_unit(struct be_context *cx, struct be_span text);

#endif
