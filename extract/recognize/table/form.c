#include "form.h"
#include "../../base/wordlist.h"
#include "../../base/unit.h"

bool be_form_label(enum be_word w)
{
    return be_word_is_frame(w);
}

/* What a cell's word is, its ordinal left out. */
static enum be_word word_behind_lead(struct be_context *cx, struct be_cell *cell)
{
    if (be_word_may_lead(cell->text)) {
        struct be_span text = be_word_squeeze(cell->text, be_tables_arena(cx->tables));
        size_t lead = be_word_lead(text, NULL);
        if (lead > 0)
            return be_word_of(cx, be_span_from(text, lead), NULL);
    }
    return be_word_cell(cx, cell);
}

void be_form_look(struct be_form_row *row, struct be_context *cx, const struct be_grid *grid, size_t r)
{
    row->n = 0;
    for (size_t c = 0; c < grid->cols; c++) {
        struct be_cell *cell = be_grid_at(grid, r, c);
        struct be_span text = cell->text;
        if (text.len == 0)
            continue;
        row->col[row->n] = c;
        row->number[row->n] = be_cell_number(cell);
        row->text[row->n] = text;
        row->word[row->n] = BE_WORD_NONE;
        if (!row->number[row->n] && text.len <= BE_WORD_BYTES) {
            row->text[row->n] = be_word_squeeze(text, be_tables_arena(cx->tables));
            row->word[row->n] = word_behind_lead(cx, cell);
        }
        row->n++;
    }
    /* a project may be called 公用经费 or 机关运行经费: behind 项目名称 that is its name */
    for (size_t i = 1; i < row->n; i++)
        if (row->word[i - 1] == BE_WORD_PROJECT &&
            (row->word[i] == BE_WORD_NAME || row->word[i] == BE_WORD_PART || row->word[i] == BE_WORD_FUND ||
             row->word[i] == BE_WORD_RUNNING || row->word[i] == BE_WORD_COUNT || row->word[i] == BE_WORD_FLOW))
            row->word[i] = BE_WORD_NONE;
}

/* ---- is it a form? ---- */

#define LOOK_ROWS 12u

static bool has_level1(const struct be_form_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (row->word[i] == BE_WORD_LEVEL1)
            return true;
    return false;
}

static bool all_frame(const struct be_form_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (!be_form_label(row->word[i]))
            return false;
    return true;
}

static bool labels_form(enum be_word w)
{
    return w == BE_WORD_FORM || w == BE_WORD_UNIT_NAME || w == BE_WORD_PROJECT || w == BE_WORD_PROJECT_CODE ||
           w == BE_WORD_UNIT_CODE || w == BE_WORD_WEIGHT;
}

bool be_form_labelled(const struct be_form_row *row)
{
    return row->n > 0 && labels_form(row->word[0]);
}

/* be_form_labelled of a row that nothing else is asked about; it is not blank. */
static bool first_labels(struct be_context *cx, const struct be_grid *grid, size_t r)
{
    struct be_cell *cell = be_grid_at(grid, r, 0);

    while (cell->text.len == 0)
        cell++;
    return cell->text.len <= BE_WORD_BYTES && !be_cell_number(cell) && labels_form(word_behind_lead(cx, cell));
}

/* What may stand in a row's cells, by the lines that they are of. */
static uint32_t row_has(const struct be_window *win, const struct be_grid *grid, size_t r)
{
    uint32_t has = 0;

    for (const struct be_cell *cell = be_grid_at(grid, r, 0), *end = cell + grid->cols; cell < end; cell++)
        has |= cell->flags != 0 ? UINT32_MAX : cell->text.len > 0 ? win->lines[cell->line].has : 0;
    return has;
}

/* has_level1 of a row that nothing else is asked about. */
bool be_form_opens_levels(struct be_context *cx, const struct be_grid *grid, size_t r)
{
    struct be_cell *cell = be_grid_at(grid, r, 0), *end = cell + grid->cols;

    if (!be_word_may_stand(cx, row_has(cx->win, grid, r), BE_WORD_LEVEL1))
        return false;
    for (; cell < end; cell++) {
        struct be_span text;
        if (cell->text.len == 0 || cell->text.len > BE_WORD_BYTES || be_cell_number(cell))
            continue;
        text = be_word_squeeze(cell->text, be_tables_arena(cx->tables));
        if (be_word_may_be(cx, be_span_from(text, be_word_lead(text, NULL)), BE_WORD_LEVEL1) &&
            word_behind_lead(cx, cell) == BE_WORD_LEVEL1)
            return true;
    }
    return false;
}

/* The look at the first rows, up to row *r. A row with figures opens no levels and begins no other table. */
static bool looks_like_form(struct be_context *cx, const struct be_grid *grid, size_t *r, struct be_form_start *start)
{
    struct be_form_row row;
    size_t rows = start->unlike ? start->rows : 0, labels = 0;
    bool values = start->unlike && start->values, paired = false;

    for (; *r < grid->rows && rows < LOOK_ROWS; ++*r) {
        if (rows > 0 && !paired && (values || *r == start->top)) {    /* only 一级指标 can make it a form now */
            bool figures = be_header_figures(grid, *r);
            if (!start->unlike)
                *start = (struct be_form_start){.unlike = true, .values = values, .row = *r, .rows = rows, .top = start->top};
            if (!figures && be_form_opens_levels(cx, grid, *r))
                return values;
            if (!figures && be_walk_renews(cx, grid, *r))
                break;
            rows += figures || !be_grid_blank(grid, *r);
            values = true;
            continue;
        }
        if (rows > 0 && be_header_figures(grid, *r)) {
            rows++;
            labels += first_labels(cx, grid, *r);
            values = true;
            continue;
        }
        be_form_look(&row, cx, grid, *r);
        if (row.n == 0 || (row.n == 1 && rows == 0 && !be_form_label(row.word[0])))
            continue;
        if (has_level1(&row))
            return rows > 0 && values;
        if (rows > 0 && be_walk_renews(cx, grid, *r))
            break;
        rows++;
        labels += be_form_labelled(&row);
        values = values || !all_frame(&row);
        /* the first row already sets a value beside its label */
        if (rows == 1)
            paired = be_form_labelled(&row) && row.n > 1 && !be_form_label(row.word[1]);
    }
    return paired && labels * 2 > rows;
}

bool be_form_begins(struct be_context *cx, const struct be_grid *grid, size_t from, struct be_form_start *start)
{
    size_t r = start->unlike ? start->row : from;

    if (start->told)
        return start->form;
    start->form = looks_like_form(cx, grid, &r, start);
    start->told = r < start->top && r < grid->rows;
    return start->form;
}

/* ---- one pair of label and value ---- */

static struct be_wordlist DATES = BE_WORDLIST("电话", "手机", "日期", "时间", "编码", "代码", "编号", "年度", "年限", "期限", "邮编", "文号", "账号");

/* 联系电话, 项目编码: digits that are no figure. */
static bool is_textual(struct be_span label)
{
    return be_wordlist_back(&DATES, label) > 0;
}

static bool is_score(struct be_span label)
{
    return be_span_has(label, "得分") || be_span_has(label, "评分") || be_span_is(label, "总分");
}

void be_form_say(struct be_column_plan *say, struct be_context *cx, struct be_span label, enum be_word word)
{
    be_plan_say(say, cx, label, word);
    if (say->stat == BE_STAT_NONE && is_score(label))
        say->stat = BE_STAT_COUNT;
}

void be_form_settle(struct be_column_plan *say, const struct be_form *form)
{
    if (say->stat == BE_STAT_NONE)
        say->stat = BE_STAT_AMOUNT;
    say->money = say->stat == BE_STAT_AMOUNT || say->stat == BE_STAT_CHANGE;
    if (say->money && say->unit.len == 0)
        say->unit = form->unit;
    if (say->unit.len > 0 && be_span_is(say->unit, "%"))
        say->money = false;
}

void be_form_add(struct be_context *cx, struct be_table *t, const struct be_cell *cell, size_t col,
                      const struct be_column_plan *say, struct be_span item)
{
    struct be_hit like;
    struct be_arena *arena = be_tables_arena(cx->tables);
    struct be_value value;
    struct be_hit *hit;

    be_value_read(&value, cell->text, cx, arena);
    if (value.kind == BE_VALUE_NUMBER && is_textual(item)) {
        value.kind = BE_VALUE_TEXT;
        value.text = cell->text;
    }
    be_walk_column(&like, say, col);
    hit = be_walk_add(cx, t, cell, &like, item, &value);
    if (hit == NULL)
        return;
    if (!hit->numeric)
        hit->stat = BE_STAT_TEXT;
    hit->project = t->open.project;
    hit->project_code = t->open.project_code;
    hit->entity = t->open.entity;
    hit->entity_code = t->open.entity_code;
}

/* ---- whose form it is ---- */

/* 401001-宁州市水务局: name and code. */
static void take_owner(struct be_span *name, struct be_span *code, struct be_span text, struct be_arena *arena)
{
    *code = be_span(NULL, 0);
    if (!be_row_split(text, code, name))
        *name = text;
    *name = be_word_squeeze(*name, arena);
}

static void take_entity(struct be_table *t, struct be_span text, struct be_arena *arena)
{
    take_owner(&t->open.entity, &t->open.entity_code, text, arena);
}

static void take_project(struct be_table *t, struct be_span text, struct be_arena *arena)
{
    take_owner(&t->open.project, &t->open.project_code, text, arena);
}

/* 预算单位 and 项目名称 are true of the whole form, also of what stands above them. */
static void read_owner(struct be_context *cx, struct be_table *t, const struct be_grid *grid)
{
    struct be_arena *arena = be_tables_arena(cx->tables);
    struct be_span unit = {NULL, 0};
    struct be_form_row row;
    const char *mark;

    for (size_t r = 0; r < grid->rows; r++) {
        be_form_look(&row, cx, grid, r);
        if (has_level1(&row))
            break;
        for (size_t i = 0; i + 1 < row.n; i++) {
            struct be_span value = row.text[i + 1];
            if (be_form_label(row.word[i + 1]))
                continue;
            if (row.word[i] == BE_WORD_UNIT_NAME && t->open.entity.len == 0)
                take_entity(t, value, arena);
            else if (row.word[i] == BE_WORD_PROJECT && t->open.project.len == 0)
                take_project(t, value, arena);
            else if (row.word[i] == BE_WORD_PROJECT_CODE && t->open.project_code.len == 0)
                t->open.project_code = value;
            else if (row.word[i] == BE_WORD_FORM && unit.len == 0 && be_word_of(cx, row.text[i], &mark) == BE_WORD_FORM &&
                     strcmp(mark, "unit") == 0)
                unit = value;
        }
    }
    if (t->open.entity.len == 0 && unit.len > 0 && t->place.entity.len == 0)
        take_entity(t, unit, arena);
}

/* ---- rows ---- */

void be_form_side(struct be_context *cx, struct be_form *form, struct be_span text)
{
    memset(form, 0, sizeof *form);
    form->side = text;
    form->unit = be_plan_unit(cx, text);
    if (!be_unit_money(form->unit))
        form->unit = be_span(NULL, 0);
}


/* 年度资金总额：36.00 in one cell. */
static bool own_pair(struct be_context *cx, struct be_table *t, const struct be_cell *cell, size_t col)
{
    long at = be_span_find(be_span_to(cell->text, BE_WORD_BYTES), BE_LIT("："));
    struct be_arena *arena = be_tables_arena(cx->tables);
    struct be_column_plan say = {0};
    struct be_cell value = *cell;
    struct be_span label;
    enum be_word word;

    if (at <= 0)
        return false;
    label = be_word_squeeze(be_span_to(cell->text, (size_t)at), arena);
    value.text = be_span_trim(be_span_from(cell->text, (size_t)at + 3));
    word = be_word_of(cx, label, NULL);
    if (value.text.len == 0 || !be_form_label(word))
        return false;
    be_form_say(&say, cx, label, word);
    be_form_settle(&say, &t->form);
    be_form_add(cx, t, &value, col, &say, be_word_item(label, arena));
    return true;
}


/* 目标2 below 目标1: the label left of them is a merged cell. */
static bool text_goes_on(struct be_context *cx, struct be_table *t, const struct be_grid *grid, size_t r, const struct be_form_row *row)
{
    struct be_column_plan say = {.stat = BE_STAT_TEXT};

    if (row->n != 1 || row->number[0] || t->form.last.len == 0 || row->col[0] != t->form.last_col || be_form_label(row->word[0]))
        return false;
    be_form_add(cx, t, be_grid_at(grid, r, row->col[0]), row->col[0], &say, t->form.last);
    return true;
}

/* Label and value alternate. A label behind a label: the first one is that of a section down the
 * side. A word that is not known as a label is one when its turn has come. */
static void pair_row(struct be_context *cx, struct be_table *t, const struct be_grid *grid, size_t r,
                     const struct be_form_row *row)
{
    struct be_form *form = &t->form;
    struct be_arena *arena = be_tables_arena(cx->tables);
    long pending = -1;

    if (text_goes_on(cx, t, grid, r, row))
        return;
    form->last = be_span(NULL, 0);
    /* 其他资金 | 3.00 below 项目资金（万元） that has no cell beside it */
    if (row->n > 0 && row->col[0] == 0 && !(grid->packed && be_unit_money(form->unit) && row->n == 2 && row->number[1] && be_form_label(row->word[0])))
        be_form_side(cx, form, be_span(NULL, 0));
    for (size_t i = 0; i < row->n; i++) {
        struct be_column_plan say = {0};
        struct be_span label;
        size_t from;
        bool is_label = be_form_label(row->word[i]) || (i == 0 && row->col[0] == 0 && !row->number[0]);
        if (!is_label && (pending < 0 || row->col[pending] == 0) && own_pair(cx, t, be_grid_at(grid, r, row->col[i]), row->col[i])) {
            pending = -1;
            continue;
        }
        if (is_label && pending >= 0 && row->col[pending] == 0)
            be_form_side(cx, form, row->text[pending]);
        if (is_label || pending < 0) {
            pending = row->number[i] ? -1 : (long)i;
            continue;
        }
        from = row->col[pending];
        label = row->text[pending];
        be_form_say(&say, cx, label, row->word[pending]);
        if (say.phase != BE_PHASE_NONE)
            form->phase[from] = say.phase;
        else
            say.phase = form->phase[from];
        if (be_unit_money(say.unit))
            form->among = say.unit;
        else if (say.unit.len == 0 && be_starts(label, "其中"))
            say.unit = form->among;
        be_form_settle(&say, form);
        form->last = row->n == 2 && !row->number[i] ? be_word_item(label, arena) : be_span(NULL, 0);
        form->last_col = row->col[i];
        be_form_add(cx, t, be_grid_at(grid, r, row->col[i]), row->col[i], &say, be_word_item(label, arena));
        pending = -1;
    }
}

/* The rows below 一级指标 ... are read with a plan made of that row. */
static size_t open_indicators(struct be_context *cx, struct be_table *t, const struct be_grid *grid, size_t r)
{
    struct be_grid below = *grid;
    struct be_sample rows = {.grid = &below};
    struct be_arena *arena = be_tables_arena(cx->tables);
    struct be_head head;

    below.cell += r * grid->cols;
    below.rows -= r;
    below.width = NULL;      /* its rows are moved one by one, packed.c */
    if (be_header_find(&head, &below, cx, arena) != BE_OK)
        return 1;
    rows.from = head.rows;
    if (be_plan_make(&t->plan, &head, &rows, cx, arena) != BE_OK)
        return 1;
    be_walk_columns(t, arena);
    memset(&t->form, 0, sizeof t->form);
    t->form.indicators = true;
    memset(t->open.indicator, 0, sizeof t->open.indicator);
    return head.rows > 0 ? head.rows : 1;
}

/* 总分, 自评结论 ... below the indicators: the form goes on. */
static bool leaves_indicators(const struct be_table *t, const struct be_form_row *row)
{
    size_t first = BE_GRID_COLUMNS;

    for (int k = 2; k >= 0; k--)
        if (t->plan.set[0].level[k] >= 0)
            first = (size_t)t->plan.set[0].level[k];
    if (row->n == 0 || row->col[0] >= first)
        return false;
    for (size_t i = 1; i < row->n; i++)
        if (!row->number[i])
            return row->word[0] == BE_WORD_FORM || row->word[0] == BE_WORD_TOTAL || row->word[0] == BE_WORD_NOTE;
    return false; /* 总分 and its numbers stand below the indicators' headers */
}

/* A tab before every row is no column: labels stand down the left side. */
static void drop_lead(struct be_grid *grid)
{
    for (size_t r = 0; r < grid->rows; r++)
        if (be_grid_at(grid, r, 0)->text.len > 0)
            return;
    for (size_t r = 0; r < grid->rows && grid->cols > 1; r++) {
        struct be_cell *row = be_grid_at(grid, r, 0);
        memmove(row, row + 1, (grid->cols - 1) * sizeof *row);
        row[grid->cols - 1].text.len = 0;
    }
}

void be_form_rows(struct be_context *cx, struct be_table *t, struct be_grid *grid, size_t from, bool first)
{
    struct be_form_row *row = be_arena_alloc(be_tables_arena(cx->tables), sizeof *row);

    if (row == NULL)
        return;
    drop_lead(grid);
    be_form_unrepeat(cx, grid);
    grid->packed = grid->packed || be_packed_side(cx, grid);
    if (first)
        read_owner(cx, t, grid);
    for (size_t r = from; r < grid->rows && !be_arena_failed(cx->arena);) {
        be_form_look(row, cx, grid, r);
        if (row->n == 0) {
            r++;
            continue;
        }
        if (has_level1(row)) {
            r += open_indicators(cx, t, grid, r);
            continue;
        }
        t->rows++;
        if (grid->width != NULL && be_packed_sum(t, grid, r, row))
            be_form_look(row, cx, grid, r);
        else if (grid->packed && row->col[0] == 0) {
            size_t by = be_packed_shift(t, grid, r, row);
            if (by > 0) {
                be_packed_move(grid, r, by);
                be_form_look(row, cx, grid, r);
            }
        }
        if (t->form.indicators && leaves_indicators(t, row))
            t->form.indicators = false;
        if (t->form.indicators)
            be_walk_indicator(cx, t, grid, r);
        else if (be_section_opens(row) || be_section_heads_one(cx, grid, r, row))
            be_section_open(cx, &t->form, grid, r, row);
        else if (!be_section_row(cx, t, grid, r, row))
            pair_row(cx, t, grid, r, row);
        r++;
    }
}
