#include "walk.h"
#include "ranks.h"
#include "../../resolve/codebook.h"
#include "../../base/unit.h"


/* ---- one cell becomes a hit ---- */

/* Label and cell, as printed: 行政运行 1,950.74 */
static inline __attribute__((always_inline)) struct be_span label_and_cell(struct be_span label, struct be_span text, struct be_arena *arena)
{
    char *to;

    if (label.len == 0)
        return text;
    to = be_arena_room(arena, label.len + 1 + text.len);
    if (to == NULL)
        return text;
    be_copy_text(to, label);
    to[label.len] = ' ';
    be_copy_text(to + label.len + 1, text);
    return be_span(to, label.len + 1 + text.len);
}

/* A unit that stands behind the number, or in its row's label, says what kind of number it is. */
static void take_unit(struct be_hit *hit, struct be_span unit)
{
    bool amount = hit->stat == BE_STAT_AMOUNT;

    hit->unit = unit;
    if (be_span_is(unit, "%")) {
        hit->money = false;
        hit->stat = amount ? BE_STAT_SHARE : hit->stat == BE_STAT_CHANGE ? BE_STAT_CHANGE_RATE : hit->stat;
        return;
    }
    if (hit->money && be_span_is(unit, "万"))
        hit->unit = BE_LIT("万元");
    else if (hit->money && be_span_is(unit, "亿"))
        hit->unit = BE_LIT("亿元");
    hit->money = be_unit_money(hit->unit);
    if (!hit->money && amount)
        hit->stat = BE_STAT_COUNT;
}

/* The unit of a count that only its label's words tell. */
static void take_counted(struct be_hit *hit, struct be_span unit)
{
    if (hit->stat == BE_STAT_AMOUNT)
        take_unit(hit, unit);
    else if (hit->stat == BE_STAT_COUNT)
        hit->unit = unit;
    if (hit->stat == BE_STAT_COUNT)
        hit->inferred |= BE_INFER_UNIT;
}

void be_walk_column(struct be_hit *like, const struct be_column_plan *column, size_t col)
{
    *like = (struct be_hit){
        .kind = BE_CELL, .parent = -1, .table_col = (unsigned)col + 1, .measure = column->measure, .header_no = column->no,
        .stat = (enum be_stat)column->stat, .phase = (enum be_phase)column->phase, .year = column->year,
        .year_shift = column->year_shift, .part = (enum be_part)column->part, .fund = (enum be_fund)column->fund,
        .flow = (enum be_flow)column->flow, .topic = (enum be_topic)column->topic, .unit = column->unit, .money = column->money,
        .inferred = (column->phase_beside ? BE_INFER_PHASE : 0u) | (column->unit_told ? BE_INFER_UNIT : 0u), .numeric = true,
    };
    if (like->stat == BE_STAT_TEXT || like->stat == BE_STAT_NONE)
        like->stat = BE_STAT_COUNT;
    if (like->stat == BE_STAT_TARGET || like->stat == BE_STAT_ACTUAL)
        like->money = be_unit_money(like->unit);
}

/* Of the figures of a column in rows that are no sums. */
static enum be_rollup rollup_of(const struct be_plan *plan, size_t c)
{
    const struct be_column_plan *col = &plan->column[c];

    if (!plan->rollups || col->stat != BE_STAT_AMOUNT || col->apart || (col->among && !(c > 0 && plan->column[c - 1].sum)))
        return BE_ROLLUP_NONE;
    return col->sum ? BE_ROLLUP_COLS : BE_ROLLUP_LEAF;
}

void be_walk_columns(struct be_table *t, struct be_arena *arena)
{
    t->like = be_arena_room(arena, t->plan.cols * sizeof *t->like);
    for (uint64_t left = t->like == NULL ? 0 : t->plan.data; left != 0; left &= left - 1) {
        size_t c = (size_t)__builtin_ctzll(left);

        be_walk_column(&t->like[c], &t->plan.column[c], c);
        t->like[c].rollup = rollup_of(&t->plan, c);
        t->like[c].government = t->plan.group[t->plan.column[c].group].government;
    }
}

static void text_hit(struct be_hit *hit)
{
    hit->numeric = false;
    hit->unit = be_span(NULL, 0);
    hit->money = false;
    if (hit->stat != BE_STAT_TARGET && hit->stat != BE_STAT_ACTUAL)
        hit->stat = BE_STAT_TEXT;
}

/* value: of the cell, not nothing. like: a hit of its column. */
static inline __attribute__((always_inline)) struct be_hit *add(struct be_context *cx, const struct be_table *t, const struct be_cell *cell,
                                                                const struct be_hit *like, struct be_span item,
                                                                const struct be_value *value, struct be_arena *arena)
{
    struct be_hit *hit = be_hits_like(&cx->hits, cx->arena, like);

    if (hit == NULL)
        return NULL;
    hit->item = item;
    hit->value = value->text;
    hit->table_row = t->rows;
    hit->line = cx->win->lines[cell->line].no;
    hit->text = label_and_cell(item, value->kind == BE_VALUE_TEXT ? value->text : cell->text, arena);
    if (cell->flags & BE_CELL_HEALED)
        hit->inferred |= BE_INFER_HEALED;
    hit->number = value->number;
    hit->plain = value->plain;
    if (value->kind == BE_VALUE_TEXT)
        text_hit(hit);
    else if (value->unit.len > 0)
        take_unit(hit, value->unit);
    return hit;
}

struct be_hit *be_walk_add(struct be_context *cx, const struct be_table *t, const struct be_cell *cell, const struct be_hit *like,
                           struct be_span item, const struct be_value *value)
{
    return value->kind == BE_VALUE_NOTHING ? NULL : add(cx, t, cell, like, item, value, be_tables_arena(cx->tables));
}

/* ---- tables with a header ---- */

/* 增减额, 增减率 as the name of a row below figures: what its figures are, whatever their columns hold. */
static void take_stat(struct be_hit *hit, enum be_stat stat)
{
    if (hit->stat != BE_STAT_AMOUNT && hit->stat != BE_STAT_SHARE)
        return;
    hit->stat = stat == BE_STAT_CHANGE && be_span_is(hit->unit, "%") ? BE_STAT_CHANGE_RATE : stat;
    if (stat == BE_STAT_CHANGE)
        return;
    hit->unit = BE_LIT("%");
    hit->money = false;
}

static void take_row(struct be_hit *hit, const struct be_row *row)
{
    if (row->item.len > 0)
        hit->label = row->label;
    memcpy(hit->level, row->level, sizeof hit->level);
    hit->scheme = row->scheme;
    hit->code = row->code;
    hit->entity = row->entity;
    hit->entity_code = row->entity_code;
    hit->project = row->project;
    hit->project_code = row->project_code;
    hit->inferred |= row->inferred;
    if (row->sum && hit->rollup != BE_ROLLUP_NONE)
        hit->rollup = hit->rollup == BE_ROLLUP_COLS ? BE_ROLLUP_BOTH : BE_ROLLUP_ROWS;
    if (!row->says)
        return;
    if (row->stat != BE_STAT_NONE)
        take_stat(hit, row->stat);
    if (hit->phase == BE_PHASE_NONE)
        hit->phase = row->phase;
    if (hit->year == 0 && hit->year_shift == 0) {
        hit->year = row->year;
        hit->year_shift = row->year_shift;
    }
    if (row->topic != BE_TOPIC_NONE)
        hit->topic = row->topic;
    if (hit->fund == BE_FUND_NONE && row->carried)
        hit->fund = BE_FUND_CARRYOVER;
    if ((hit->fund == BE_FUND_NONE || (hit->fund == BE_FUND_GRANT && row->fund != BE_FUND_NONE)) && hit->flow == BE_INCOME)
        hit->fund = row->fund;     /* 财政拨款收入 over 政府性基金 */
}

/* What the figures prove, of a row without a code. */
static void take_rank(struct be_hit *hit, uint8_t rank)
{
    if (rank == BE_RANK_AMONG)
        hit->rollup = BE_ROLLUP_NONE;
    else if (rank == BE_RANK_SUM && hit->rollup != BE_ROLLUP_NONE)
        hit->rollup = hit->rollup == BE_ROLLUP_COLS || hit->rollup == BE_ROLLUP_BOTH ? BE_ROLLUP_BOTH : BE_ROLLUP_ROWS;
}

/* 公用经费合计 over two groups of columns: its figure stands below the second, whose own labels
 * are blank. */
static const struct be_row *label_of(const struct be_row_reader *label, const struct be_plan *plan, size_t g,
                                     const struct be_grid *grid, size_t r)
{
    const struct be_row *own = &label[g].said;

    if (label[0].said.beside > 0)
        return &label[0].said;
    if (g == 0 || !own->blank || label[g - 1].said.item.len == 0)
        return own;
    for (size_t c = 0; c < grid->cols && c < plan->cols; c++)
        if (plan->column[c].role == BE_ROLE_DATA && plan->column[c].group == g - 1 && be_grid_at(grid, r, c)->text.len > 0)
            return own;
    return &label[g - 1].said;
}

/* The label of a wide cell, printed in every column that it covers: 公用经费合计 thrice. */
static bool repeats_label(const struct be_plan *plan, const struct be_grid *grid, size_t r, size_t c)
{
    struct be_span text = be_grid_at(grid, r, c)->text;

    while (c > 0 && plan->column[c].role == BE_ROLE_DATA)
        if (!be_span_eq(be_grid_at(grid, r, --c)->text, text))
            return false;
    return plan->column[c].role != BE_ROLE_DATA;
}

/* The filled cells of a row in columns of data, and what the plain numbers among them are. */
struct data_row {
    size_t n;
    struct datum { struct be_cell *cell; size_t col; struct be_value value; } of[BE_GRID_COLUMNS]; /* kind NOTHING: not read yet */
};

/* A unit beside the number, or that of all its row. */
static void take_row_unit(struct be_hit *hit, const struct be_row *label, const struct be_plan *plan, const struct be_grid *grid,
                          size_t r, struct be_arena *arena)
{
    int quantity = plan->set[0].quantity;

    if (label->unit.len > 0)
        take_unit(hit, label->unit);
    else if (label->counts.len > 0 && memchr(hit->value.p, '.', hit->value.len) == NULL)
        take_counted(hit, label->counts);
    else if (quantity >= 0 && (size_t)quantity < grid->cols && hit->stat == BE_STAT_COUNT && be_grid_at(grid, r, (size_t)quantity)->text.len > 0)
        hit->unit = be_unit_fold(be_word_squeeze(be_grid_at(grid, r, (size_t)quantity)->text, arena));
}

static void lessen(struct be_hit *hit, struct be_arena *arena)
{
    if (hit->number.digits <= 0)
        return;
    hit->number.digits = -hit->number.digits;
    hit->value = be_arena_printf(arena, "-%.*s", (int)hit->value.len, hit->value.p);
}

/* A cell that is no plain number. False: it says nothing, or the row's label, or is it. */
static bool read_other(struct datum *d, struct be_context *cx, const struct be_plan *plan, const struct be_row *label,
                       const struct be_grid *grid, size_t r)
{
    if (d->col + 1 == label->beside)
        return false;
    be_value_read(&d->value, d->cell->text, cx, be_tables_arena(cx->tables));
    if (d->value.kind == BE_VALUE_TEXT)
        return !repeats_label(plan, grid, r, d->col) && be_word_cell(cx, d->cell) != BE_WORD_TOTAL;
    return d->value.kind == BE_VALUE_NUMBER;
}

static void plain_row(struct be_context *cx, struct be_table *t, const struct be_grid *grid, size_t r, struct data_row *data)
{
    const struct be_plan *plan = &t->plan;
    struct be_arena *arena = be_tables_arena(cx->tables);
    const struct be_row *labels[BE_GROUPS];

    for (size_t g = 0; g < plan->groups; g++) {
        be_row_read(&t->label[g], r);
        labels[g] = label_of(t->label, plan, g, grid, r);
    }
    for (struct datum *d = data->of, *end = d + data->n; d < end; d++) {
        const struct be_column_plan *col = &plan->column[d->col];
        const struct be_row *label = labels[col->group];
        struct be_hit *hit;
        if (d->value.kind == BE_VALUE_NOTHING && !read_other(d, cx, plan, label, grid, r))
            continue;
        hit = add(cx, t, d->cell, &t->like[d->col], label->item.len > 0 ? label->item : col->thing, &d->value, arena);
        if (hit == NULL)
            continue;
        take_row(hit, label);
        if (t->ranks != NULL)
            take_rank(hit, t->ranks[r]);
        if ((label->units || plan->set[0].quantity >= 0) && hit->numeric && d->value.unit.len == 0 && col->unit.len == 0 && !col->price)
            take_row_unit(hit, label, plan, grid, r, arena);
        if (col->lessens && hit->numeric)
            lessen(hit, arena);
        if (hit->stat != BE_STAT_AMOUNT)
            hit->rollup = BE_ROLLUP_NONE;
    }
}

/* ---- all rows ---- */

/* The lowest header row again, as behind a page end of a table whose header has left the grid:
 * each cell says what its column's measure ends in. */
static bool repeats_measures(struct be_context *cx, const struct be_plan *plan, const struct be_grid *grid, size_t r)
{
    size_t cols = grid->cols < plan->cols ? grid->cols : plan->cols, same = 0;

    for (size_t c = 0; c < cols; c++) {    /* most rows are told by a figure */
        struct be_cell *cell = be_grid_at(grid, r, c);
        struct be_span text = cell->text, measure = plan->column[c].measure;
        if (plan->column[c].role == BE_ROLE_DATA && text.len > 0 &&
            (measure.len == 0 || text.p[text.len - 1] != measure.p[measure.len - 1] || be_cell_number(cell)))
            return false;
    }
    for (size_t c = 0; c < cols; c++) {
        struct be_cell *cell = be_grid_at(grid, r, c);
        struct be_span text, measure = plan->column[c].measure;
        if (cell->text.len == 0)
            continue;
        if (plan->column[c].role != BE_ROLE_DATA) {
            if (!be_word_is_label(be_word_cell(cx, cell)))
                return false;
            continue;
        }
        text = be_word_squeeze(cell->text, be_tables_arena(cx->tables));
        if (!be_span_ends(measure, text) || (measure.len > text.len && measure.p[measure.len - text.len - 1] != '/'))
            return false;
        same++;
    }
    return same >= 2;
}

/* A row of nothing but words of headers, its first one of a label column: another table begins,
 * with nothing between the two. */
bool be_walk_renews(struct be_context *cx, const struct be_grid *grid, size_t r)
{
    size_t filled = 0;

    for (size_t c = 0; c < grid->cols; c++) {    /* most rows are told by a figure */
        struct be_cell *cell = be_grid_at(grid, r, c);
        if (cell->text.len == 0)
            continue;
        if (cell->text.len > BE_WORD_BYTES || (cell->text.p[0] >= '0' && cell->text.p[0] <= '9' && be_cell_number(cell)))
            return false;
        filled++;
    }
    for (size_t c = 0, n = 0; c < grid->cols && filled >= 3; c++) {
        struct be_cell *cell = be_grid_at(grid, r, c);
        enum be_word word;
        if (cell->text.len == 0)
            continue;
        word = be_word_cell(cx, cell);
        if (n++ == 0 ? !be_word_is_label(word) && word != BE_WORD_FLOW : word < BE_WORD_NAME || word > BE_WORD_TOTAL)
            return false;
    }
    return filled >= 3;
}

/* A name broken over two rows, the second with nothing but its rest: they are one when together
 * they are the name of the first one's code. */
static void join_names(struct be_context *cx, const struct be_plan *plan, size_t g, struct be_grid *grid, size_t from)
{
    int name = plan->group[g].names == 1 ? plan->group[g].name[0] : -1, code = plan->group[g].code;
    struct be_maker m = {.arena = be_tables_arena(cx->tables)};

    for (size_t r = from; name >= 0 && code >= 0 && r + 1 < grid->rows; r++) {
        struct be_cell *above = be_grid_at(grid, r, (size_t)name), *rest = be_grid_at(grid, r + 1, (size_t)name);
        struct be_span printed = be_grid_at(grid, r, (size_t)code)->text, official;
        size_t filled = 0;
        if (rest->text.len == 0 || above->text.len == 0 || printed.len == 0 || be_grid_at(grid, r + 1, (size_t)code)->text.len > 0)
            continue;
        for (size_t c = 0; c < grid->cols; c++)
            filled += be_grid_at(grid, r + 1, c)->text.len > 0;
        official = filled == 1 ? be_codebook_name(cx->model->codebook, printed) : be_span(NULL, 0);
        if (official.len != above->text.len + rest->text.len || !be_span_starts(official, above->text) ||
            !be_span_ends(official, rest->text))
            continue;
        be_maker_join(&m, above, rest->text);
        rest->text.len = 0;
    }
}

void be_walk_begin(struct be_context *cx, struct be_table *t, struct be_grid *grid, size_t from)
{
    struct be_arena *arena = be_tables_arena(cx->tables);

    if (t->plan.indicator)
        be_walk_join(t, grid, from, grid->rows, arena);
    for (size_t g = 0; g < t->plan.groups; g++)
        join_names(cx, &t->plan, g, grid, from);
    if (!be_makes(cx, BE_CELL))
        return;
    t->ranks = t->open.more || t->rows > 0 ? NULL : be_ranks_find(&t->plan, grid, from, cx, arena);
    t->plan.rollups = t->plan.rollups || t->ranks != NULL;
    be_walk_columns(t, arena);
    t->label = be_arena_room(arena, t->plan.groups * sizeof *t->label);
    for (size_t g = 0; g < t->plan.groups && t->label != NULL; g++)
        be_row_begin(&t->label[g], cx, &t->plan, g, grid, from, &t->open);
}

/* Does a row of the header have a word that begins so in this column? */
static bool may_be_headed(const struct be_head *head, const struct be_grid *grid, size_t c, char first)
{
    for (size_t r = head->first; r < head->rows; r++)
        if (be_grid_at(grid, r, c)->text.len > 0 && be_grid_at(grid, r, c)->text.p[0] == first)
            return true;
    return false;
}

/* What stands in a row's columns of data. Is a number among it that tells that the row is one of
 * data, no header and no statement? It tells nearly all. */
static bool look_at_data(struct data_row *out, const struct be_plan *plan, const struct be_head *head, const struct be_grid *grid,
                         size_t r, struct be_arena *arena)
{
    struct be_cell *row = be_grid_at(grid, r, 0);
    struct datum *d = out->of;
    bool told = false;

    for (uint64_t left = plan->data & (~UINT64_C(0) >> (BE_GRID_COLUMNS - grid->cols)); left != 0; left &= left - 1) {
        const size_t c = (size_t)__builtin_ctzll(left);
        const struct be_span text = row[c].text;
        if (text.len == 0)
            continue;
        d->cell = &row[c];
        d->col = c;
        d->value.kind = BE_VALUE_NOTHING;
        if (be_is_digit(text.p[0]) && (be_value_digits(&d->value, text) || be_value_plain(&d->value, text, arena)) && !told)
            told = !may_be_headed(head, grid, c, text.p[0]);
        d++;
    }
    out->n = (size_t)(d - out->of);
    return told;
}

/* Rows of data are told from headers that come again, and from statements of nothing. */
enum row_kind { ROW_DATA, ROW_PASSED, ROW_RENEWS };

static enum row_kind row_kind(struct be_context *cx, struct be_table *t, const struct be_grid *grid, size_t r, bool first)
{
    if (be_grid_blank(grid, r) || repeats_measures(cx, &t->plan, grid, r) || be_walk_states(cx, grid, r))
        return ROW_PASSED;
    return t->rows > 0 && !first && be_walk_renews(cx, grid, r) ? ROW_RENEWS : ROW_DATA;
}

size_t be_walk_rows(struct be_context *cx, struct be_table *t, struct be_grid *grid, const struct be_head *head,
                    size_t from, size_t hits)
{
    struct be_arena *arena = be_tables_arena(cx->tables);
    struct data_row data;
    size_t r = from;

    for (; r < grid->rows && cx->hits.n < hits && !be_arena_failed(cx->arena) && !be_arena_failed(arena); r++) {
        if (!look_at_data(&data, &t->plan, head, grid, r, arena)) {
            size_t again = head->rows > head->first ? be_header_again(head, grid, r, arena) : 0;
            enum row_kind kind = again > 0 ? ROW_PASSED : row_kind(cx, t, grid, r, r == from);
            if (kind == ROW_RENEWS)
                break;
            if (kind == ROW_PASSED) {
                r += again > 0 ? again - 1 : 0;
                continue;
            }
        }
        t->rows++;
        if (!be_makes(cx, BE_CELL))
            continue;
        if (t->plan.indicator)
            be_walk_indicator(cx, t, grid, r);
        else
            plain_row(cx, t, grid, r, &data);
    }
    return r;
}
