/* labels.c - which label columns of a table stand side by side and name its figures together. */
#include "plan.h"

bool be_plan_names_projects(struct be_span header)
{
    return be_span_has(header, "名称") && (be_span_has(header, "项目") || be_span_has(header, "专项"));
}

static void no_columns(struct be_label_group *g)
{
    memset(g, -1, sizeof *g);
    g->names = 0;
    g->economic = g->functional = g->government = g->projects = g->below = g->second = false;
}

static void join_group(struct be_label_group *g, const struct be_plan *p, const struct be_head *head, size_t c)
{
    int8_t at = (int8_t)c;

    switch ((enum be_role)p->column[c].role) {
    case BE_ROLE_NAME:
        if (g->names < BE_GROUP_NAMES)
            g->name[g->names++] = at;
        break;
    case BE_ROLE_CODE: if (g->code < 0) g->code = at; break;
    case BE_ROLE_CODE1: g->part[0] = at; break;
    case BE_ROLE_CODE2: g->part[1] = at; break;
    case BE_ROLE_CODE3: g->part[2] = at; break;
    case BE_ROLE_UNIT_CODE: g->unit_code = at; break;
    case BE_ROLE_UNIT_NAME: g->unit_name = at; break;
    case BE_ROLE_PROJECT:
        if (g->project < 0 || g->project + 1 == at)    /* 二级项目 behind 一级项目 */
            g->project = at;
        break;
    case BE_ROLE_PROJECT_CODE: if (g->project_code < 0) g->project_code = at; break;
    default: break;
    }
    for (size_t k = 0; k < head->column[c].levels; k++) {
        struct be_span header = head->column[c].level[k];

        g->economic = g->economic || be_span_has(header, "经济");
        g->government = g->government || be_span_has(header, "政府预算经济") || be_span_has(header, "政府经济");
        g->functional = g->functional || be_span_has(header, "功能");
        g->projects = g->projects || (be_span_has(header, "单位") && be_plan_names_projects(header));
        g->subject = p->column[c].role == BE_ROLE_NAME && be_span_has(header, "科目") ? at : g->subject;
        g->below = g->below || (be_span_has(header, "科目") && be_span_has(header, "项目"));
    }
}

static bool is_label(uint8_t role)
{
    return role >= BE_ROLE_NAME && role <= BE_ROLE_PROJECT_CODE;
}

/* 收入项目 and 支出项目, 收入 and 支出. */
static bool is_other_side(struct be_span a, struct be_span b)
{
    return (be_span_has(a, "收入") && be_span_has(b, "支出")) || (be_span_has(a, "支出") && be_span_has(b, "收入"));
}

/* Do the label columns from c on name rows anew (income | expenditure side by side)? A unit or
 * a remark behind the figures does not. */
static bool names_anew(const struct be_plan *p, const struct be_head *head, size_t c)
{
    const struct be_label_group *first = &p->group[0];

    for (; c < p->cols && (is_label(p->column[c].role) || p->column[c].role == BE_ROLE_SKIP); c++) {
        uint8_t role = p->column[c].role;
        if (role >= BE_ROLE_CODE && role <= BE_ROLE_CODE3)
            return true;
        if (role == BE_ROLE_NAME &&
            (first->names == 0 || be_span_eq(be_plan_header(head, c), be_plan_header(head, (size_t)first->name[0])) ||
             is_other_side(be_plan_header(head, (size_t)first->name[0]), be_plan_header(head, c)) ||
             (head->column[c].levels > 1 && head->column[c].word[0] == BE_WORD_FLOW)))
            return true;
    }
    return false;
}

/* A second code behind a name, with no figures between: another classification of the same rows.
 * The figures are labelled by the nearer one. */
static bool codes_anew(const struct be_label_group *g, uint8_t role)
{
    return (role == BE_ROLE_CODE || role == BE_ROLE_CODE1) && g->names > 0 && (g->code >= 0 || g->part[0] >= 0);
}

static void find_groups(struct be_plan *p, const struct be_head *head)
{
    bool open = false, data = false, labelled = false;

    no_columns(&p->group[0]);
    p->groups = 1;
    if (p->cols > 0 && p->column[0].role == BE_ROLE_SKIP)
        p->group[0].ordinal = 0;
    for (size_t c = 0; c < p->cols; c++) {
        uint8_t *role = &p->column[c].role;
        if (*role == BE_ROLE_SKIP || *role > BE_ROLE_PROJECT_CODE)
            continue;
        if (!is_label(*role)) {
            data = labelled;     /* 项目分类 before the labels parts none of them */
            open = false;
            p->column[c].group = (uint8_t)(p->groups - 1);
            continue;
        }
        labelled = true;
        if (!p->indicator && p->groups < BE_GROUPS && codes_anew(&p->group[p->groups - 1], *role) && (!data || open)) {
            const struct be_label_group *before = &p->group[p->groups - 1];
            no_columns(&p->group[p->groups]);
            p->group[p->groups].second = true;
            p->group[p->groups].unit_name = before->unit_name;
            p->group[p->groups].unit_code = before->unit_code;
            p->group[p->groups].project = before->project;
            p->group[p->groups].project_code = before->project_code;
            p->groups++;
        } else if (data && !open && p->groups < BE_GROUPS && !p->indicator && names_anew(p, head, c)) {
            no_columns(&p->group[p->groups++]);
            open = true;
        } else if (data && !open && *role == BE_ROLE_NAME) {
            *role = BE_ROLE_DATA;  /* 内容 behind the figures is text about the row */
            p->column[c].group = (uint8_t)(p->groups - 1);
            continue;
        }
        join_group(&p->group[p->groups - 1], p, head, c);
    }
    for (size_t g = 0; g < p->groups; g++)
        p->coded = p->coded || p->group[g].code >= 0 || p->group[g].part[0] >= 0;
}

/* Of two classifications side by side the finer one labels the figures: 办公费 and 印刷费 are
 * both 办公经费 of the other. */
static void prefer_finer(struct be_plan *p, struct be_sample *rows)
{
    for (size_t g = 1; g < p->groups; g++) {
        int col = p->group[g].code >= 0 ? p->group[g].code : p->group[g].names > 0 ? p->group[g].name[0] : -1;
        bool same = p->group[g].second && col >= 0 && be_sample_ask(rows, BE_ASK_REPEATS, (size_t)col);
        for (size_t c = 0; c < p->cols && same; c++)
            if (p->column[c].group == g)
                p->column[c].group = (uint8_t)(g - 1);
    }
}

void be_plan_groups(struct be_plan *p, const struct be_head *head, struct be_sample *rows)
{
    find_groups(p, head);
    prefer_finer(p, rows);
}

void be_plan_flows(struct be_plan *p, const struct be_head *head)
{
    for (size_t c = 0; c < p->cols && p->groups > 1; c++) {
        struct be_column_plan *col = &p->column[c];
        const struct be_label_group *g = &p->group[col->group];
        struct be_span side = g->names > 0 ? be_plan_header(head, (size_t)g->name[0]) : be_span(NULL, 0);
        if (col->role == BE_ROLE_DATA && col->flow == BE_FLOW_NONE)
            col->flow = be_span_has(side, "收入") ? BE_INCOME : be_span_has(side, "支出") ? BE_EXPENDITURE : BE_FLOW_NONE;
    }
}
