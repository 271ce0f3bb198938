#include "plan.h"
#include "cell.h"
#include "../../resolve/facts_words.h"

#define RANK_ROWS 256u    /* rows looked at to see how their labels are indented */

/* ---- roles ---- */

static enum be_role role_of(enum be_word word)
{
    switch (word) {
    case BE_WORD_NAME: return BE_ROLE_NAME;
    case BE_WORD_CODE: return BE_ROLE_CODE;
    case BE_WORD_CODE1: return BE_ROLE_CODE1;
    case BE_WORD_CODE2: return BE_ROLE_CODE2;
    case BE_WORD_CODE3: return BE_ROLE_CODE3;
    case BE_WORD_UNIT_CODE: return BE_ROLE_UNIT_CODE;
    case BE_WORD_UNIT_NAME: return BE_ROLE_UNIT_NAME;
    case BE_WORD_PROJECT: return BE_ROLE_PROJECT;
    case BE_WORD_PROJECT_CODE: return BE_ROLE_PROJECT_CODE;
    case BE_WORD_ORDINAL: return BE_ROLE_SKIP;
    case BE_WORD_LEVEL1: return BE_ROLE_LEVEL1;
    case BE_WORD_LEVEL2: return BE_ROLE_LEVEL2;
    case BE_WORD_LEVEL3: return BE_ROLE_LEVEL3;
    case BE_WORD_QUANTITY_UNIT: return BE_ROLE_QUANTITY;
    default: return BE_ROLE_DATA;
    }
}

/* 支出 over the names of what is spent on, beside 收入 over those of what comes in. */
static void other_side(struct be_plan *p, const struct be_head *head, struct be_sample *rows, size_t c)
{
    for (c += 2; c < p->cols; c++) {
        const struct be_head_column *h = &head->column[c];
        if (p->column[c].role == BE_ROLE_DATA && h->levels == 1 && h->word[0] == BE_WORD_FLOW && be_sample_ask(rows, BE_ASK_LABELS, c))
            p->column[c].role = BE_ROLE_NAME;
    }
}

/* Without a header that says so, the rows are named by the first column that holds words. */
static void find_label(struct be_plan *p, const struct be_head *head, struct be_sample *rows)
{
    bool named = false;

    for (size_t c = 0; c < p->cols; c++)
        named = named || p->column[c].role >= BE_ROLE_NAME;
    if (named)
        return;
    for (size_t c = 0; c < p->cols; c++) {
        if (p->column[c].role != BE_ROLE_DATA || !be_sample_ask(rows, BE_ASK_LABELS, c))
            continue;
        enum be_word word = head->column[c].levels == 0 ? BE_WORD_NONE : (enum be_word)head->column[c].word[head->column[c].levels - 1];
        if (word >= BE_WORD_PHASE && word <= BE_WORD_TOTAL && !(word == BE_WORD_FLOW && c == 0))
            return;
        p->column[c].role = BE_ROLE_NAME;
        if (word == BE_WORD_FLOW && head->column[c].levels == 1)
            other_side(p, head, rows, c);
        return;
    }
}

/* A level that comes again begins another set; it shares the outer levels. 指标内容 behind 三级指标
 * is text about the indicator. */
static void add_level(struct be_plan *p, const struct be_head *head, uint8_t *role, size_t c)
{
    struct be_level_set *set = &p->set[p->sets - 1];
    int k = *role - BE_ROLE_LEVEL1;

    if (set->level[k] >= 0) {
        bool other = k == 2 && !be_span_eq(be_plan_header(head, (size_t)set->level[k]), be_plan_header(head, c));
        if (other || p->sets == BE_LEVEL_SETS) {
            *role = other ? BE_ROLE_DATA : BE_ROLE_SKIP;
            return;
        }
        set = &p->set[p->sets++];
        for (int d = 0; d < k; d++)
            set->level[d] = set[-1].level[d];
    }
    set->level[k] = (int8_t)c;
}

/* 采购目录 that holds nothing but codes names no row when another column does. */
static void catalogue_codes(struct be_plan *p, struct be_sample *rows)
{
    size_t names = 0;
    bool named = false;

    for (size_t c = 0; c < p->cols; c++)
        names += p->column[c].role == BE_ROLE_NAME;
    for (size_t c = 0; c < p->cols && names > 1 && !named; c++)
        named = p->column[c].role == BE_ROLE_NAME && be_sample_ask(rows, BE_ASK_NAMES, c);
    for (size_t c = 0; c < p->cols && named; c++)
        if (p->column[c].role == BE_ROLE_NAME && be_sample_ask(rows, BE_ASK_CATALOGUE, c))
            p->column[c].role = BE_ROLE_DATA;
}

static bool below_one(const struct be_head_column *a, const struct be_head_column *b)
{
    return a->levels > 0 && a->levels == b->levels && a->cell[a->levels - 1] == b->cell[b->levels - 1];
}

/* 绩效指标 beside 绩效指标值, and no levels: its cells are the innermost. */
static bool names_indicators(struct be_plan *p, const struct be_head *head)
{
    for (size_t c = 0; c < p->cols; c++) {
        struct be_span text = be_plan_header(head, c);
        if (be_span_is(text, "绩效指标") || be_span_is(text, "指标名称") || be_span_is(text, "指标")) {
            p->column[c].role = BE_ROLE_LEVEL3;
            if (c > 0 && (be_span_is(be_plan_header(head, c - 1), "指标类型") || be_span_is(be_plan_header(head, c - 1), "指标类别")))
                p->column[c - 1].role = BE_ROLE_LEVEL1;
            return true;
        }
    }
    return false;
}

/* 科目编码 over 208 | 01 | 01, and no 类 款 项 below it. */
static void code_parts(struct be_plan *p, const struct be_head *head, struct be_sample *rows)
{
    for (size_t c = 1; c < p->cols; c++) {
        uint8_t *before = &p->column[c - 1].role;
        if ((*before != BE_ROLE_CODE && *before != BE_ROLE_CODE2) || p->column[c].role != BE_ROLE_CODE ||
            !below_one(&head->column[c - 1], &head->column[c]) || !be_sample_ask(rows, BE_ASK_PARTS, c))
            continue;
        p->column[c].role = *before == BE_ROLE_CODE ? BE_ROLE_CODE2 : BE_ROLE_CODE3;
        if (*before == BE_ROLE_CODE)
            *before = BE_ROLE_CODE1;
    }
}

static void find_roles(struct be_plan *p, const struct be_head *head, struct be_sample *rows)
{
    bool level1 = false, level3 = false, valued = false;

    for (size_t c = 0; c < p->cols; c++) {
        const struct be_head_column *h = &head->column[c];
        enum be_word word = h->levels == 0 ? BE_WORD_NONE : (enum be_word)h->word[h->levels - 1];
        p->column[c].role = (uint8_t)role_of(word);
        level1 = level1 || word == BE_WORD_LEVEL1;
        level3 = level3 || word == BE_WORD_LEVEL2 || word == BE_WORD_LEVEL3;
        valued = valued || word == BE_WORD_TARGET || word == BE_WORD_ACTUAL;
    }
    code_parts(p, head, rows);
    p->indicator = level1 || (level3 && valued);
    if (!p->indicator && valued)
        p->indicator = names_indicators(p, head);
    for (size_t c = 0; c < p->cols; c++) {
        uint8_t *role = &p->column[c].role;
        if (*role >= BE_ROLE_LEVEL1 && *role <= BE_ROLE_LEVEL3) {
            if (p->indicator && c > 0 && below_one(&head->column[c - 1], &head->column[c]))
                *role = BE_ROLE_SKIP;        /* 三级指标 over two columns: names stand in the first */
            else if (p->indicator)
                add_level(p, head, role, c);
            else
                *role = BE_ROLE_NAME;
        }
        p->column[c].set = (uint8_t)(p->sets - 1);
        if (*role == BE_ROLE_QUANTITY)
            p->set[p->sets - 1].quantity = (int8_t)c;
        /* 单位 over names of units, not over 个 and 人次 */
        if (*role == BE_ROLE_QUANTITY && !p->indicator && be_span_is(head->column[c].level[head->column[c].levels - 1], "单位") &&
            c == 0) {
            *role = BE_ROLE_UNIT_NAME;
            p->set[0].quantity = -1;
        }
    }
    if (p->indicator) {
        const int8_t *level = p->set[0].level;
        int first = level[0] >= 0 ? level[0] : level[1] >= 0 ? level[1] : level[2];
        for (size_t c = 0; c < p->cols && (int)c < first; c++) {
            p->column[c].before_levels = true;
            /* 单位名称、项目名称: the project's, when the rows are of indicators */
            if (p->column[c].role == BE_ROLE_NAME && be_sample_ask(rows, BE_ASK_WORDS, c))
                p->column[c].role = be_plan_names_projects(be_plan_header(head, c)) ? BE_ROLE_PROJECT : BE_ROLE_DATA;
            /* 绩效指标 down the side of its rows names none of them */
            if (p->column[c].role == BE_ROLE_DATA && (int)c + 1 == first && be_span_has(be_plan_header(head, c), "指标"))
                p->column[c].role = BE_ROLE_SKIP;
        }
    } else {
        catalogue_codes(p, rows);
        find_label(p, head, rows);
    }
}

/* ---- totals among columns ---- */

static bool is_total(const struct be_head *head, size_t c)
{
    const struct be_head_column *h = &head->column[c];

    /* “三公”经费预算数 beside the three */
    return h->levels > 0 && (h->word[h->levels - 1] == BE_WORD_TOTAL || be_span_has(h->level[h->levels - 1], "三公"));
}

/* 会议费 and 培训费 stand beside the three in their table, and are none of them. */
static bool of_sangong(const struct be_head *head, size_t c)
{
    static const char *const WORDS[] = {"出国", "车", "接待"};
    const struct be_head_column *h = &head->column[c];

    for (size_t l = 0; l < h->levels; l++)
        for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
            if (be_span_has(h->level[l], WORDS[i]))
                return true;
    return false;
}

static void find_sums(struct be_plan *p, const struct be_head *head)
{
    for (size_t c = 0; c < p->cols; c++) {
        struct be_column_plan *col = &p->column[c];
        size_t beside = 0, among = 0;
        bool basic = false, project = false, sangong;
        if (col->role != BE_ROLE_DATA || col->stat != BE_STAT_AMOUNT || !is_total(head, c))
            continue;
        sangong = be_span_has(head->column[c].level[head->column[c].levels - 1], "三公");
        for (size_t k = 0; k < p->cols; k++) {
            const struct be_column_plan *o = &p->column[k];
            bool below = head->column[c].levels <= 1;
            if (k == c || o->role != BE_ROLE_DATA || o->stat != BE_STAT_AMOUNT || o->group != col->group)
                continue;
            for (size_t l = 0; l + 1 < head->column[k].levels && !below; l++)
                below = head->column[k].cell[l] == col->parent;
            if (!below || o->year != col->year || o->year_shift != col->year_shift ||
                (o->phase != col->phase && !(sangong && o->phase == BE_PHASE_NONE)))
                continue;
            p->column[k].apart = p->column[k].apart || (sangong && !of_sangong(head, k));
            beside += !p->column[k].apart;
            among += o->among;
            basic = basic || o->part == BE_PART_BASIC;
            project = project || o->part == BE_PART_PROJECT;
        }
        col->sum = beside > 0 && !(beside == 1 && among == 1);
        if (basic && project && col->part == BE_PART_NONE)
            col->part = BE_PART_TOTAL;
    }
}

/* ---- what changes ---- */

/* 增减 beside two columns of budgets is a change of budgets. */
static void settle_changes(struct be_plan *p)
{
    int phase = -1;

    for (size_t c = 0; c < p->cols; c++)
        if (p->column[c].role == BE_ROLE_DATA && p->column[c].stat == BE_STAT_AMOUNT && p->column[c].phase != BE_PHASE_NONE)
            phase = phase < 0 || phase == p->column[c].phase ? p->column[c].phase : BE_PHASE_NONE;
    for (size_t c = 0; c < p->cols && phase > 0; c++)
        if ((p->column[c].stat == BE_STAT_CHANGE || p->column[c].stat == BE_STAT_CHANGE_RATE) && p->column[c].phase == BE_PHASE_NONE) {
            p->column[c].phase = (uint8_t)phase;
            p->column[c].phase_beside = true;
        }
}

/* ---- lists without codes: are their rows all of one rank? ---- */

/* 科目名称 over names without codes, which may be indented by level. */
static bool lists_subjects(const struct be_plan *p, const struct be_head *head)
{
    int col = p->groups == 1 && p->group[0].names == 1 && !p->coded && !p->indicator ? p->group[0].name[0] : -1;
    struct be_span header = col < 0 ? be_span(NULL, 0) : be_plan_header(head, (size_t)col);

    return be_span_has(header, "科目") || be_span_has(header, "分类");
}

/* Are its names indented by level, none of them numbered? */
static bool is_indented(const struct be_plan *p, const struct be_grid *grid, size_t from)
{
    int least = 255, most = 0;

    for (size_t r = from; r < grid->rows && r < from + RANK_ROWS; r++) {
        const struct be_cell *cell = be_grid_at(grid, r, (size_t)p->group[0].name[0]);
        if (cell->text.len == 0)
            continue;
        if (be_word_lead(cell->text, NULL) > 0)
            return false;
        least = cell->indent < least ? cell->indent : least;
        most = cell->indent > most ? cell->indent : most;
    }
    return most > least;
}

static bool one_rank(const struct be_plan *p, const struct be_grid *grid, size_t from)
{
    int col = p->group[0].names > 0 ? p->group[0].name[p->group[0].names - 1] : -1;
    int indent = -1;

    if (p->groups != 1)
        return false;
    for (size_t r = from; col >= 0 && r < grid->rows && r < from + RANK_ROWS; r++) {
        const struct be_cell *cell = be_grid_at(grid, r, (size_t)col);
        bool among = false;
        if (cell->text.len == 0)
            continue;
        if (be_word_lead(cell->text, &among) > 0 || among || be_starts(cell->text, "其中"))
            return false;
        if (indent >= 0 && cell->indent != indent)
            return false;
        indent = cell->indent;
    }
    return true;
}

enum be_status be_plan_make(struct be_plan *out, const struct be_head *head, struct be_sample *rows, struct be_context *cx,
                            struct be_arena *arena)
{
    memset(out, 0, be_plan_bytes(rows->grid->cols));
    out->cols = rows->grid->cols;
    memset(out->set, -1, sizeof out->set);
    out->sets = 1;
    find_roles(out, head, rows);
    be_plan_groups(out, head, rows);
    for (size_t c = 0; c < out->cols; c++)
        if (out->column[c].role == BE_ROLE_DATA) {
            out->data |= UINT64_C(1) << c;
            be_plan_column(&out->column[c], &head->column[c], cx, arena);
        }
    be_plan_flows(out, head);
    find_sums(out, head);
    settle_changes(out);
    be_plan_prices(out);
    out->subjects = lists_subjects(out, head);
    out->sangong = out->group[0].names > 0 && be_words_sangong(be_plan_header(head, (size_t)out->group[0].name[0]));
    be_plan_settle(out, rows->grid, rows->from);
    return be_arena_failed(arena) ? BE_ENOMEM : BE_OK;
}

void be_plan_titled(struct be_plan *plan, struct be_span title)
{
    struct be_label_group *g = &plan->group[0];

    g->below = g->below || (g->subject >= 0 && g->project < 0 && be_span_has(title, "项目支出"));
}

void be_plan_settle(struct be_plan *plan, const struct be_grid *grid, size_t from)
{
    plan->indented = plan->subjects && is_indented(plan, grid, from);
    plan->rollups = !plan->indicator && (plan->coded || plan->indented || one_rank(plan, grid, from));
}

bool be_plan_same(const struct be_plan *a, const struct be_plan *b)
{
    if (a->cols < b->cols || a->indicator != b->indicator || b->cols == 0)
        return false;
    for (size_t c = 0; c < b->cols; c++) {
        const struct be_span x = a->column[c].measure, y = b->column[c].measure;
        if (a->column[c].role != b->column[c].role || (y.len == 0) != (x.len == 0))
            return false;
        if (y.len > 0 && !(be_span_ends(x, y) && (x.len == y.len || x.p[x.len - y.len - 1] == '/')))
            return false;
    }
    return true;
}
