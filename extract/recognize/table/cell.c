#include "cell.h"
#include "../../base/unit.h"
#include "../../resolve/facts_words.h"
#include "../../segment/line.h"
#include "../../segment/grid/ragged.h"
#include "rowlabel.h"
#include "top.h"
#include "walk.h"
#include <stdlib.h>

#define BATCH_HITS 1024u         /* hits handed on at a time: they are large */

struct be_tables {
    struct be_table table;       /* the one at hand, or the last one */
    struct be_memo *tops;        /* top.h */
    struct be_arena *arena;      /* grid and texts of the part at hand */
    struct be_arena *scratch;    /* of the header being found */
    struct be_arena *keep[2];    /* texts of `table` that outlive their part; by turns */
    unsigned turn;
    unsigned number;
    uint64_t given;              /* by be_tables_number */
    struct be_block block;       /* at hand; line: where its next part begins */
    uint32_t line;
    struct be_grid grid;         /* its part at hand, walked up to row */
    struct be_head head;
    size_t row;
    bool open;                   /* `table` may go on in the next block or window */
    bool counted;                /* `block` was only counted, see be_cells_count */
    bool inside;                 /* a header stands within the block: its own again, or another's */
    uint32_t last;               /* line behind its last one */
    size_t cols;
};

struct be_tables *be_tables_new(void)
{
    struct be_tables *t = calloc(1, sizeof *t);

    if (t == NULL)
        return NULL;
    t->tops = be_tops_new();
    t->arena = be_arena_new();
    t->scratch = be_arena_new();
    t->keep[0] = be_arena_new();
    t->keep[1] = be_arena_new();
    if (t->tops == NULL || t->arena == NULL || t->scratch == NULL || t->keep[0] == NULL || t->keep[1] == NULL) {
        be_tables_free(t);
        return NULL;
    }
    return t;
}

void be_tables_free(struct be_tables *tables)
{
    if (tables == NULL)
        return;
    be_memo_free(tables->tops);
    be_arena_free(tables->arena);
    be_arena_free(tables->scratch);
    be_arena_free(tables->keep[0]);
    be_arena_free(tables->keep[1]);
    free(tables);
}

void be_tables_reset(struct be_tables *tables)
{
    tables->number = 0;
    tables->open = tables->counted = false;
    memset(&tables->table, 0, offsetof(struct be_table, plan) + be_plan_bytes(0));
}

struct be_table_place be_tables_place(const struct be_tables *tables)
{
    return tables->table.place;
}

struct be_memo *be_tables_tops(const struct be_tables *tables)
{
    return tables->tops;
}

uint64_t be_tables_number(struct be_tables *tables)
{
    return ++tables->given;
}

struct be_arena *be_tables_arena(const struct be_tables *tables)
{
    return tables->arena;
}

struct be_arena *be_tables_scratch(struct be_tables *tables)
{
    be_arena_reset(tables->scratch);
    return tables->scratch;
}

/* ---- what outlives a part or a window ---- */

static void keep(struct be_span *text, struct be_arena *to)
{
    if (text->len > 0)
        *text = be_arena_copy(to, *text);
}

static enum be_status keep_table(struct be_tables *tables)
{
    struct be_arena *to = tables->keep[tables->turn ^= 1];
    struct be_table *t = &tables->table;
    struct be_span *const single[] = {
        &t->place.title, &t->place.unit, &t->place.entity, &t->place.entity_code, &t->open.entity, &t->open.entity_code,
        &t->open.project, &t->open.project_code,
        &t->form.side, &t->form.unit, &t->form.among, &t->form.last,
    };

    be_arena_reset(to);
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        keep(single[i], to);
    for (size_t c = 0; c < t->plan.cols; c++) {
        keep(&t->plan.column[c].measure, to);
        keep(&t->plan.column[c].thing, to);
        keep(&t->plan.column[c].unit, to);
    }
    for (size_t i = 0; i < 3 * BE_LEVEL_SETS; i++)
        keep(&t->open.indicator[i / 3][i % 3], to);
    for (size_t c = 0; c < BE_GRID_COLUMNS && t->is_form; c++)
        keep(&t->form.head[c], to);
    for (size_t g = 0; g < t->plan.groups; g++)
        for (size_t d = 0; d < 3; d++)
            keep(&t->open.group[g].level[d].name, to);
    return be_arena_failed(to) ? BE_ENOMEM : BE_OK;
}

/* ---- the grid itself, for those who want it ---- */

static enum be_status show(struct be_context *cx, const struct be_grid *grid, const struct be_head *head, bool continued)
{
    const struct be_table *t = &cx->tables->table;
    struct be_table_view view = {
        .doc = cx->diag.doc, .title = t->place.title, .unit = t->place.unit, .entity = t->place.entity,
        .number = t->place.number, .rows = grid->rows, .cols = grid->cols, .head = head->rows, .continued = continued,
    };
    struct be_span *cells;

    if (cx->sink->table == NULL || grid->rows == 0)
        return BE_OK;
    cells = be_arena_alloc(cx->tables->arena, grid->rows * grid->cols * sizeof *cells);
    if (cells == NULL)
        return BE_ENOMEM;
    for (size_t i = 0; i < grid->rows * grid->cols; i++)
        cells[i] = grid->cell[i].text;
    view.cells = cells;
    return cx->sink->table(cx->sink->user, &view);
}

/* ---- parts ---- */

static bool only_gaps(const struct be_window *win, uint32_t from, uint32_t to)
{
    for (; from < to; from++)
        if (!be_line_is_gap(win->lines[from].type))
            return false;
    return true;
}

/* The caption of the table before it again, as sheets print it on every page: the same title, and
 * no other unit's; a sum in the first row begins another table. */
static bool same_caption(struct be_context *cx, const struct be_grid *grid, const struct be_head *head)
{
    const struct be_tables *tables = cx->tables;
    const struct be_table_place *place = &tables->table.place;
    const struct be_block *b = &tables->block;
    struct be_span title = b->title.len > 0 ? b->title : head->title;

    if (!be_span_eq(title, place->title) || (b->entity.len > 0 && !be_span_eq(b->entity, place->entity)))
        return false;
    for (size_t c = 0; c < grid->cols && c < 5 && head->rows < grid->rows; c++)
        if (be_word_of(cx, be_word_squeeze(be_grid_at(grid, head->rows, c)->text, tables->arena), NULL) == BE_WORD_TOTAL)
            return false;
    return true;
}

/* Does the block go on with the table before it: cut by a window's or a page's end, no title,
 * no header of its own? plan: of the header that stands here. */
static bool continues(struct be_context *cx, const struct be_grid *grid, const struct be_head *head, const struct be_plan *plan)
{
    const struct be_tables *tables = cx->tables;
    const struct be_block *b = &tables->block;
    bool headless = head->rows == head->first, titled = b->title.len > 0 || head->title.len > 0;

    if (!tables->open || tables->table.is_form || grid->cols > tables->cols)
        return false;
    if (titled)
        return !headless && (tables->inside || (tables->last <= b->first && only_gaps(cx->win, tables->last, b->first))) &&
               be_plan_same(&tables->table.plan, plan) && same_caption(cx, grid, head);
    if (b->opens_above)
        return headless || be_plan_same(&tables->table.plan, plan);
    if (!headless && !be_plan_same(&tables->table.plan, plan))
        return false;
    return tables->inside || (b->unit.len == 0 && b->entity.len == 0 && tables->last <= b->first &&
                              only_gaps(cx->win, tables->last, b->first));
}

/* The year of its title, or of a line in its caption: （2023年度）. */
static int caption_year(const struct be_window *win, const struct be_block *b, struct be_span title)
{
    int year = be_words_title_year(title);

    for (uint32_t i = b->first; i < b->body && year == 0; i++) {
        struct be_span text = be_span_trim(be_line_text(win, i));
        if (be_caption_dates(text))
            year = be_words_title_year(text);
    }
    return year;
}

static void begin_table(struct be_context *cx, const struct be_head *head)
{
    struct be_tables *tables = cx->tables;
    const struct be_block *b = &tables->block;

    memset(&tables->table, 0, offsetof(struct be_table, plan));
    tables->table.place = (struct be_table_place){
        .number = ++tables->number, .title = b->title, .unit = b->unit, .entity = b->entity, .entity_code = b->entity_code,
    };
    if (head->title.len > 0)
        tables->table.place.title = head->title;
    if (b->unit.len == 0)
        tables->table.place.unit = be_unit_fold(head->unit);
    if (b->entity.len == 0) {
        tables->table.place.entity = head->entity;
        be_row_split(head->entity, &tables->table.place.entity_code, &tables->table.place.entity);
    }
    tables->table.place.phase = be_words_table_phase(tables->table.place.title);
    tables->table.place.year = caption_year(cx->win, b, tables->table.place.title);
}

/* The header, as it was found over a table before (known), or found now. A form has none but its caption. */
static enum be_status find_header(struct be_context *cx, struct be_grid *grid, struct be_head *head, struct be_top **top, bool *known,
                                  bool *form)
{
    struct be_arena *arena = cx->tables->arena;
    struct be_form_start start;
    enum be_status rc = BE_OK;
    bool whole;

    *top = be_top_of(cx, grid);
    *known = *top != NULL && be_top_header(head, *top, grid, arena);
    if (!*known)
        rc = be_header_caption(head, grid, cx, arena);
    be_top_start(&start, *top);
    *form = rc == BE_OK && grid->rows > 0 && be_form_begins(cx, grid, head->first, &start);
    be_top_started(*top, &start);
    if (*form)
        head->rows = head->first;
    if (*known && !*form)
        be_ragged_places(grid, head->first, cx, arena);
    if (grid->rows <= head->first)
        head->rows = head->first;                   /* its columns cannot be told: it has no rows now */
    if (*known || *form || rc != BE_OK)
        return rc;
    whole = be_ragged_headed(grid, head->first);    /* else its rows are changed */
    rc = be_header_find(head, grid, cx, arena);
    if (*top != NULL && (!whole || grid->rows == 0 || rc != BE_OK || !be_top_keep(*top, head, grid)))
        *top = NULL;
    return rc;
}

/* Its plan, as it was made below this header before, or made now. */
static enum be_status find_plan(struct be_context *cx, struct be_plan *plan, struct be_head *head, const struct be_grid *grid,
                                struct be_top *top, bool known)
{
    struct be_sample rows = {.grid = grid, .from = head->rows};
    enum be_status rc;

    if (known && be_top_plan(plan, top, grid))
        return BE_OK;
    if (known)
        be_top_columns(head, top);
    rc = be_plan_make(plan, head, &rows, cx, cx->tables->arena);
    if (rc == BE_OK && top != NULL)
        be_top_keep_plan(top, plan, &rows);
    return rc;
}

/* Tags around a page, or around its columns: no table of the document; one that cannot be read is one. */
static bool lays_out(const struct be_block *b, const struct be_grid *grid)
{
    return grid->rows == 0 && !grid->unsure && b->title.len + b->unit.len + b->entity.len + b->remark.len == 0;
}

static enum be_status first_part(struct be_context *cx, struct be_grid *grid, struct be_head *head)
{
    struct be_tables *tables = cx->tables;
    struct be_table *t = &tables->table;
    struct be_plan *plan = be_arena_room(tables->arena, sizeof *plan);
    struct be_top *top;
    enum be_status rc;
    bool known, form;

    if (plan == NULL)
        return BE_ENOMEM;
    memset(plan, 0, be_plan_bytes(0));
    rc = find_header(cx, grid, head, &top, &known, &form);
    if (rc == BE_OK && !form && grid->rows > 0)
        rc = find_plan(cx, plan, head, grid, top, known);
    if (rc != BE_OK)
        return rc;
    if (!form && continues(cx, grid, head, plan))
        return BE_OK;
    if (lays_out(&tables->block, grid))
        memset(t, 0, offsetof(struct be_table, plan));
    else
        begin_table(cx, head);
    t->place.sangong = t->place.title.len == 0 && !form && plan->sangong;
    t->is_form = form;
    memcpy(&t->plan, plan, be_plan_bytes(plan->cols));
    be_plan_titled(&t->plan, t->place.title);
    return BE_OK;
}

/* Tables follow each other with nothing but a title alone in its row between them. */
static bool begins_anew(struct be_context *cx, const struct be_grid *grid)
{
    struct be_tables *tables = cx->tables;

    if (be_header_caption(&tables->head, grid, cx, tables->arena) != BE_OK || tables->head.title.len == 0)
        return false;
    tables->block.title = tables->block.entity = tables->block.entity_code = be_span(NULL, 0);
    if (tables->head.unit.len > 0)
        tables->block.unit = be_span(NULL, 0);
    return true;
}

/* Behind the header of the part at hand: a form is read at once, rows are walked by and by. */
static void begin_rows(struct be_context *cx, bool fresh)
{
    struct be_tables *tables = cx->tables;
    struct be_table *t = &tables->table;

    tables->row = tables->head.rows;
    if (!t->is_form) {
        be_walk_begin(cx, t, &tables->grid, tables->row);
        return;
    }
    if (be_makes(cx, BE_CELL) || tables->block.remark.len > 0) {     /* whose form it is, a remark's statement says too */
        be_walk_columns(t, tables->arena);
        be_form_rows(cx, t, &tables->grid, tables->row, fresh);
    }
    tables->row = tables->grid.rows;
}

static void say_unsure(struct be_context *cx, bool bare)
{
    const struct be_block *block = &cx->tables->block;
    unsigned long long end = cx->win->lines[block->end - 1].no;
    struct be_span title = block->title.len > 0 ? block->title : BE_LIT("-");

    if (bare)
        be_diag_say(&cx->diag, be_diag_often(&cx->diag, BE_OFTEN_BARE), cx->win->lines[block->body].no,
                    "layout-uncertain: %.*s: its blank cells left no trace, so not all figures up to line %llu can be told; "
                    "text by pdftotext -layout, or with tabs between the cells, would tell",
                    (int)title.len, title.p, end);
    else
        be_diag_say(&cx->diag, be_diag_often(&cx->diag, BE_OFTEN_UNSURE), cx->win->lines[block->body].no,
                    "layout-uncertain: %.*s: the columns or rows of the table up to line %llu cannot all be told",
                    (int)title.len, title.p, end);
}

static enum be_status make_part(struct be_context *cx, bool first)
{
    struct be_tables *tables = cx->tables;
    struct be_table *t = &tables->table;
    struct be_grid *grid = &tables->grid;
    enum be_status rc;
    bool fresh;

    be_arena_reset(tables->arena);
    be_header_none(&tables->head);
    rc = be_grid_part(grid, cx, &tables->block, &tables->line, tables->arena);
    tables->inside = rc == BE_OK && !first && begins_anew(cx, grid);
    if (rc == BE_OK && (first || tables->inside))
        rc = first_part(cx, grid, &tables->head);
    tables->inside = false;
    if (rc != BE_OK)
        return rc;
    if (grid->unsure)
        say_unsure(cx, grid->bare);
    fresh = t->rows == 0;
    t->open.more = tables->line < tables->block.end || (!cx->win->last && tables->block.last >= cx->win->nlines);
    tables->cols = grid->cols > tables->cols || first ? grid->cols : tables->cols;
    tables->open = grid->rows > 0;
    begin_rows(cx, fresh);
    return show(cx, grid, &tables->head, !fresh);
}

/* The rest of the grid is another table, that begins with its header. */
static enum be_status renew(struct be_context *cx)
{
    struct be_tables *tables = cx->tables;
    struct be_grid *grid = &tables->grid;
    enum be_status rc;

    grid->cell += tables->row * grid->cols;
    grid->width = grid->width == NULL ? NULL : grid->width + tables->row;
    grid->rows -= tables->row;
    tables->block.title = be_span(NULL, 0);
    tables->open = tables->inside = true;
    rc = first_part(cx, grid, &tables->head);
    tables->inside = false;
    if (rc == BE_OK)
        begin_rows(cx, tables->table.rows == 0);
    return rc;
}

/* A batch ends with the row that fills it. */
static size_t most_hits(const struct be_grid *grid, size_t row)
{
    size_t cells = (grid->rows - row) * grid->cols;

    return cells < BATCH_HITS ? cells : BATCH_HITS + grid->cols;
}

/* Rows of the part at hand; a table that may go on keeps what its next rows need. */
static enum be_status walk_part(struct be_context *cx)
{
    struct be_tables *tables = cx->tables;

    if (be_makes(cx, BE_CELL) && !tables->table.is_form && tables->grid.rows > tables->row)
        be_hits_room(&cx->hits, cx->arena, most_hits(&tables->grid, tables->row));
    if (!tables->table.is_form)
        tables->row = be_walk_rows(cx, &tables->table, &tables->grid, &tables->head, tables->row, cx->hits.n + BATCH_HITS);
    if (be_arena_failed(tables->arena) || be_arena_failed(cx->arena))
        return BE_ENOMEM;
    return tables->row < tables->grid.rows ? BE_OK : keep_table(tables);
}

/* Is it certain, without its grid, that the block does not go on with the table before it? See continues. */
static bool stands_apart(const struct be_context *cx, const struct be_block *b)
{
    const struct be_tables *tables = cx->tables;
    struct be_span title = tables->counted ? tables->block.title : tables->table.place.title;

    if (!tables->open && !tables->counted)
        return true;
    return tables->last > b->first || !only_gaps(cx->win, tables->last, b->first) ||
           (title.len > 0 && b->title.len > 0 && !be_span_eq(title, b->title));
}

bool be_cells_count(struct be_context *cx, const struct be_block *block)
{
    struct be_tables *tables = cx->tables;

    if (!cx->win->first || !cx->win->last || !stands_apart(cx, block) || !be_table_is_one(cx->win, block))
        return false;
    tables->number++;
    tables->block = *block;
    tables->last = block->last;
    tables->counted = true;
    return true;
}

/* The table that was counted is read after all: this one may go on with it. */
static enum be_status read_counted(struct be_context *cx)
{
    const struct be_block block = cx->tables->block;

    cx->tables->counted = cx->tables->open = false;
    cx->tables->number--;
    return be_cells_find(cx, &block);
}

enum be_status be_cells_find(struct be_context *cx, const struct be_block *block)
{
    struct be_tables *tables = cx->tables;
    enum be_status rc = tables->counted && !stands_apart(cx, block) ? read_counted(cx) : BE_OK;

    if (rc != BE_OK)
        return rc;
    if (tables->counted)
        tables->counted = tables->open = false;
    tables->block = *block;
    tables->line = block->body;
    rc = make_part(cx, true);
    tables->last = block->last;
    return rc == BE_OK ? walk_part(cx) : rc;
}

bool be_cells_more(const struct be_context *cx)
{
    return cx->tables->row < cx->tables->grid.rows || cx->tables->line < cx->tables->block.end;
}

enum be_status be_cells_next(struct be_context *cx)
{
    struct be_tables *tables = cx->tables;
    enum be_status rc = BE_OK;

    if (tables->row >= tables->grid.rows)
        rc = make_part(cx, false);
    else if (be_walk_renews(cx, &tables->grid, tables->row))
        rc = renew(cx);

    return rc == BE_OK ? walk_part(cx) : rc;
}
