#include "top.h"
#include "cell.h"
#include "../../segment/grid/ragged.h"

#define KEY_BYTES 1200u
#define TEXTS 4u                 /* the texts of header and plan take so many times the key */
#define ROOM (2u << 20)          /* a top takes 1 to 12 KB */

struct be_top {
    bool met;
    bool headed, planned;        /* its header, its plan are known */
    size_t cols, first, rows;
    struct be_form_start start;
    struct be_span title, unit, entity;            /* of these, and those of columns, p says how far in text they lie */
    struct be_sample sample;                       /* what the plan was made by */
    const char *given;           /* where a copy of text lies, for the table at hand */
    size_t head_len, text_len;   /* of the header; of all */
    size_t text_room;
    struct be_head_column header[];                /* behind them the plan, behind that the text */
};

struct be_memo *be_tops_new(void)
{
    return be_memo_new(ROOM);
}

static char *plan_of(struct be_top *top)
{
    return (char *)(top->header + top->cols);
}

static char *text_of(struct be_top *top)
{
    return plan_of(top) + be_plan_bytes(top->cols);
}

/* ---- the rows that are looked at for a header ---- */

/* A row with a figure ends the header, unless it begins as one that counts columns, 栏次, or gives their codes,
 * 类 款 项 505 509, or as a caption: then what follows is looked at, too. */
static bool ends_header(struct be_context *cx, const struct be_grid *grid, size_t r)
{
    struct be_cell *first = be_grid_at(grid, r, 0);
    enum be_word word;

    if (!be_header_figures(grid, r))
        return false;
    while (first->text.len == 0)
        first++;
    word = be_header_is_figure(first) ? BE_WORD_NONE : be_word_cell(cx, first);
    return word != BE_WORD_ORDINAL && word != BE_WORD_CAPTION && !(word >= BE_WORD_CODE1 && word <= BE_WORD_CODE3);
}

/* The texts of these rows; 0: they are too long. */
static size_t make_key(char *key, size_t *rows, struct be_context *cx, const struct be_grid *grid)
{
    size_t n = 0, r;

    key[n++] = (char)grid->cols;
    for (r = 0; r < grid->rows && !ends_header(cx, grid, r); r++)
        for (size_t c = 0; c < grid->cols; c++) {
            struct be_span text = be_grid_at(grid, r, c)->text;
            if (n + text.len + 2 > KEY_BYTES)
                return 0;
            be_copy_text(key + n, text);
            n += text.len;
            key[n++] = '\t';
        }
    key[n++] = r < grid->rows ? '\n' : '\f';
    *rows = r;
    return n;
}

struct be_top *be_top_of(struct be_context *cx, const struct be_grid *grid)
{
    char key[KEY_BYTES];
    size_t rows, n = grid->rows == 0 || grid->cols > BE_TOP_COLUMNS ? 0 : make_key(key, &rows, cx, grid);
    const size_t text_room = TEXTS * n, header = grid->cols * sizeof(struct be_head_column);
    struct be_top *top = n == 0 ? NULL : be_memo_of(be_tables_tops(cx->tables), BE_ASKS_TOP, be_span(key, n), 0,
                                                    sizeof *top + header + be_plan_bytes(grid->cols) + text_room);

    if (top == NULL)
        return NULL;
    if (!top->met)
        top->start.top = rows;
    top->met = true;
    top->cols = grid->cols;
    top->text_room = text_room;
    top->given = NULL;
    return top;
}

/* ---- its texts ---- */

static bool put(struct be_top *top, struct be_span *to, struct be_span text)
{
    *to = be_span((const char *)top->text_len, text.len);
    if (top->text_len + text.len > top->text_room)
        return false;
    if (text.len > 0)
        memcpy(text_of(top) + top->text_len, text.p, text.len);
    top->text_len += text.len;
    return true;
}

static struct be_span given(const struct be_top *top, struct be_span text)
{
    return text.len == 0 ? be_span(NULL, 0) : be_span(top->given + (uintptr_t)text.p, text.len);
}

/* ---- the header ---- */

bool be_top_header(struct be_head *out, struct be_top *top, const struct be_grid *grid, struct be_arena *arena)
{
    if (!top->headed || !be_ragged_headed(grid, top->first))
        return false;
    top->given = be_arena_copy(arena, be_span(text_of(top), top->text_len)).p;
    if (top->given == NULL)
        return false;
    out->first = top->first;
    out->rows = top->rows;
    out->title = given(top, top->title);
    out->unit = given(top, top->unit);
    out->entity = given(top, top->entity);
    return true;
}

void be_top_columns(struct be_head *out, const struct be_top *top)
{
    for (size_t c = 0; c < top->cols; c++) {
        out->column[c] = top->header[c];
        for (size_t k = 0; k < out->column[c].levels; k++)
            out->column[c].level[k] = given(top, top->header[c].level[k]);
    }
}

bool be_top_keep(struct be_top *top, const struct be_head *head, const struct be_grid *grid)
{
    bool room = put(top, &top->title, head->title) && put(top, &top->unit, head->unit) && put(top, &top->entity, head->entity);

    top->first = head->first;
    top->rows = head->rows;
    for (size_t c = 0; c < grid->cols && room; c++) {
        top->header[c] = head->column[c];
        for (size_t k = 0; k < head->column[c].levels && room; k++)
            room = put(top, &top->header[c].level[k], head->column[c].level[k]);
    }
    top->headed = room;
    if (!room)
        top->text_len = 0;
    top->head_len = top->text_len;
    return room;
}

void be_top_start(struct be_form_start *out, const struct be_top *top)
{
    *out = top == NULL ? (struct be_form_start){.top = SIZE_MAX} : top->start;
}

void be_top_started(struct be_top *top, const struct be_form_start *start)
{
    if (top != NULL && (start->told || (start->unlike && start->row <= start->top)))
        top->start = *start;
}

/* ---- the plan ---- */

bool be_top_plan(struct be_plan *out, struct be_top *top, const struct be_grid *grid)
{
    if (!top->planned || !be_sample_agrees(&top->sample, grid, top->rows))
        return false;
    memcpy(out, plan_of(top), be_plan_bytes(top->cols));
    for (uint64_t left = out->data; left != 0; left &= left - 1) {
        struct be_column_plan *column = &out->column[__builtin_ctzll(left)];

        column->measure = given(top, column->measure);
        column->thing = given(top, column->thing);
        column->unit = given(top, column->unit);
    }
    be_plan_settle(out, grid, top->rows);
    return true;
}

void be_top_keep_plan(struct be_top *top, const struct be_plan *plan, const struct be_sample *rows)
{
    struct be_column_plan *column = (struct be_column_plan *)(void *)(plan_of(top) + offsetof(struct be_plan, column));
    bool room = rows->n <= BE_SAMPLE_ANSWERS;

    memcpy(plan_of(top), plan, be_plan_bytes(plan->cols));
    top->sample = *rows;
    top->text_len = top->head_len;
    for (size_t c = 0; c < plan->cols && room; c++)
        room = put(top, &column[c].measure, column[c].measure) && put(top, &column[c].thing, column[c].thing) &&
               put(top, &column[c].unit, column[c].unit);
    top->planned = room;
    if (!room)
        top->text_len = top->head_len;
}
