/* section.c - sections of a form: a row of headers, and the rows below it. */
#include "form.h"
#include "../../base/unit.h"

/* 总体目标 | 年度目标 over a row with nothing but the text below: one header is enough. */
bool be_section_heads_one(struct be_context *cx, const struct be_grid *grid, size_t r, const struct be_form_row *row)
{
    size_t from = row->n > 0 && row->col[0] == 0 ? 1 : 0, c, at;

    if (row->n != from + 1 || !be_form_label(row->word[from]) || r + 1 >= grid->rows)
        return false;
    c = row->col[from];
    at = grid->packed && from == 1 ? 0 : c;      /* packed: the label down the side has no cell beside the text */
    for (size_t k = 0; k < grid->cols; k++)
        if ((k == at) != (be_grid_at(grid, r + 1, k)->text.len > 0))
            return false;
    return c > 0 && !be_form_label(be_word_of(cx, be_word_squeeze(be_grid_at(grid, r + 1, at)->text, be_tables_arena(cx->tables)), NULL));
}


/* A row of headers inside the form: 项目资金（万元） | 年初预算数 | 全年预算数 | ... */
bool be_section_opens(const struct be_form_row *row)
{
    size_t from = row->n > 0 && row->col[0] == 0 ? 1 : 0;

    if (row->n < from + 2)
        return false;
    for (size_t i = from; i < row->n; i++)
        if (!be_form_label(row->word[i]))
            return false;
    return true;
}


/* 预算金额（万元） over 总额 | 财政拨款: the second row's headers stand below the first's. */
static struct be_span below(const struct be_form *form, size_t c, struct be_span text, struct be_arena *arena)
{
    size_t over = c;

    while (over > 0 && form->head[over].len == 0)
        over--;
    if (form->head[over].len == 0)
        return text;
    return be_arena_printf(arena, "%.*s/%.*s", (int)form->head[over].len, form->head[over].p, (int)text.len, text.p);
}

/* 项目名称 | 单位名称 | 年初预算数 over a row with a figure that has as many cells: its first cell is a header, too. */
static bool heads_all(struct be_context *cx, const struct be_grid *grid, size_t r, const struct be_form_row *row)
{
    struct be_form_row next;
    bool figure = false;

    if (row->col[0] > 0 || row->n < 3 || r + 1 >= grid->rows)
        return false;
    be_form_look(&next, cx, grid, r + 1);
    if (next.n != row->n || next.number[0] || be_form_label(next.word[0]))
        return false;
    for (size_t i = 0; i < next.n; i++) {
        if (next.col[i] != row->col[i])
            return false;
        figure = figure || next.number[i];
    }
    return figure;
}

void be_section_open(struct be_context *cx, struct be_form *form, const struct be_grid *grid, size_t r, const struct be_form_row *row)
{
    struct be_span head[BE_GRID_COLUMNS] = {{NULL, 0}};
    bool deeper = form->section && row->col[0] > 0 && !be_starts(row->text[0], "按");   /* 按收入性质分 begins anew */
    size_t i = 0;

    if (row->col[0] == 0) {
        bool all = heads_all(cx, grid, r, row);
        be_form_side(cx, form, all ? be_span(NULL, 0) : row->text[0]);
        i = all ? 0 : 1;
    }
    for (; i < row->n; i++) {
        struct be_span text = be_plan_level(row->text[i], be_tables_arena(cx->tables));
        head[row->col[i]] = deeper ? below(form, row->col[i], text, be_tables_arena(cx->tables)) : text;
    }
    for (size_t c = 0; c < BE_GRID_COLUMNS; c++)
        if (head[c].len > 0 || !deeper)
            form->head[c] = head[c];
    form->section = true;
}

/* 总额 | 238.93 | 251.89 | 100.00% | /: the first cell names the numbers behind it. */
static bool names_numbers(const struct be_form_row *row)
{
    size_t numbers = 0;

    if (row->number[0])
        return false;
    for (size_t i = 1; i < row->n; i++)
        numbers += row->number[i];
    return numbers > 0;
}

static struct be_span innermost(struct be_span head)
{
    size_t from = head.len;

    while (from > 0 && head.p[from - 1] != '/')
        from--;
    return be_span_from(head, from);
}

/* What a header says, its innermost level first. */
static void say_head(struct be_column_plan *say, struct be_context *cx, struct be_span head)
{
    while (head.len > 0) {
        struct be_span own = innermost(head);
        be_form_say(say, cx, own, be_word_of(cx, own, NULL));
        head.len = own.len < head.len ? head.len - own.len - 1 : 0;
    }
}

/* Under a section's headers: a label without a header names the row, the rest are its values. */
bool be_section_row(struct be_context *cx, struct be_table *t, const struct be_grid *grid, size_t r,
                        const struct be_form_row *row)
{
    struct be_form *form = &t->form;
    struct be_arena *arena = be_tables_arena(cx->tables);
    struct be_span label = {NULL, 0};
    size_t i = 0;

    if (!form->section || row->n == 0)
        return false;
    if (row->col[0] == 0 && form->head[0].len == 0) {
        bool numbers = row->n > 1;
        for (size_t k = 1; k < row->n; k++)
            numbers = numbers && (row->number[k] || row->text[k].len <= 6);
        if (!numbers)
            return false;
    }
    if (form->head[row->col[0]].len == 0 || names_numbers(row)) {
        struct be_span unit = be_plan_unit(cx, form->head[row->col[0]]);
        label = be_word_item(row->text[0], arena);
        if (form->head[row->col[0]].len > 0 && be_word_of(cx, form->head[row->col[0]], NULL) == BE_WORD_PROJECT)
            t->open.project = label;
        if (be_unit_money(unit))
            form->unit = unit;
        i = 1;
    }
    for (size_t k = i; k < row->n; k++)
        if (be_form_label(row->word[k]) && form->head[row->col[k]].len > 0 && !row->number[k])
            return false;
    for (; i < row->n; i++) {
        size_t c = row->col[i], h = c;
        struct be_column_plan say = {0};
        struct be_span head, own;
        while (h > 0 && form->head[h].len == 0)
            h--;
        head = form->head[h];
        if (head.len == 0)
            continue;
        if (label.len > 0)
            be_form_say(&say, cx, label, BE_WORD_NONE);
        say.phase = BE_PHASE_NONE;
        say.stat = BE_STAT_NONE;
        say_head(&say, cx, head);
        own = innermost(head);
        say.measure = label.len > 0 || own.len < head.len ? head : be_span(NULL, 0);
        be_form_settle(&say, form);
        be_form_add(cx, t, be_grid_at(grid, r, c), c, &say, label.len > 0 ? label : be_word_item(own, arena));
    }
    return true;
}
