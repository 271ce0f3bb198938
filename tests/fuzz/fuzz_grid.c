/* A table block of any text: its grid by every way it can come, its header, its plan. */
#include "fuzz.h"
#include "recognize/table/cell.h"
#include "recognize/table/plan.h"
#include "resolve/facts.h"
#include "resolve/sense.h"

#define LINES 4096u

static struct be_context cx;
static struct be_model *model;
static const struct be_sink sink;
static struct be_facts facts;

static void set_up(void)
{
    if (be_model_new(&model, NULL, NULL, NULL) != BE_OK)
        abort();
    cx.model = model;
    cx.sink = &sink;
    cx.facts = &facts;
    cx.memo = be_memo_new(1u << 16);
    cx.matcher = be_matcher_new(model->patterns, cx.memo, &cx.diag);
    cx.arena = be_arena_new();
    cx.tables = be_tables_new();
    cx.senses = be_senses_new(model->words, model->codebook, cx.memo);
    if (cx.matcher == NULL || cx.arena == NULL || cx.tables == NULL || cx.memo == NULL || cx.senses == NULL)
        abort();
}

/* The first byte says what most lines are; a line's first byte may say otherwise. */
static enum be_line_type type_of(struct be_span line, unsigned char most)
{
    static const enum be_line_type TYPES[] = {BE_LINE_ROW, BE_LINE_CELL, BE_LINE_PIPE, BE_LINE_TAG};

    if (line.len == 0)
        return BE_LINE_BLANK;
    if ((unsigned char)line.p[0] % 31 == 0)
        return BE_LINE_TEXT;
    return TYPES[most % 4];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct be_line line[LINES];
    struct be_window win = {.lines = line, .first = true, .last = true};
    struct be_block block = {.type = BE_BLOCK_TABLE};
    struct be_head head;
    struct be_plan plan;
    struct be_grid grid;
    char *text;
    uint32_t at = 0;

    if (cx.model == NULL)
        set_up();
    if (size < 2)
        return 0;
    text = valid_copy(data + 1, size - 1);
    win.text = be_span(text, size - 1);
    for (size_t p = 0; p < size - 1 && win.nlines < LINES;) {
        const char *end = memchr(text + p, '\n', size - 1 - p);
        size_t len = end == NULL ? size - 1 - p : (size_t)(end - text) - p;
        struct be_line *l = &line[win.nlines++];
        *l = (struct be_line){.off = (uint32_t)p, .len = (uint32_t)len, .no = win.nlines};
        l->type = (uint8_t)type_of(be_span(text + p, len), data[0]);
        p += len + 1;
    }
    cx.win = &win;
    block.end = block.last = (uint32_t)win.nlines;
    while (at < block.end) {
        uint32_t before = at;
        if (be_grid_part(&grid, &cx, &block, &at, cx.arena) != BE_OK || at <= before)
            abort();
        if (grid.rows > 0 && be_header_find(&head, &grid, &cx, cx.arena) == BE_OK)
            be_plan_make(&plan, &head, &(struct be_sample){.grid = &grid, .from = head.rows}, &cx, cx.arena);
    }
    be_arena_reset(cx.arena);
    at = 0;
    be_tables_reset(cx.tables);
    cx.hits = (struct be_hits){0};
    if (be_cells_find(&cx, &block) != BE_OK)
        abort();
    while (be_cells_more(&cx))
        if (be_cells_next(&cx) != BE_OK)
            abort();
    be_arena_reset(cx.arena);
    free(text);
    return 0;
}
