/* fuzz_segment.c - any text through the types of lines and the blocks made of them: types are known,
 * titles stand in their lines, blocks ascend and hold their parts, joined text knows its lines.
 */
#include "fuzz.h"
#include "input/window.h"
#include "recognize/table/cell.h"
#include "resolve/sense.h"
#include "segment/block.h"
#include "segment/line.h"

static struct be_context cx;
static struct be_model *model;
static struct be_line_state state;
static const struct be_options options;
static const struct be_sink sink;

static void set_up(void)
{
    must(be_model_new(&model, NULL, NULL, NULL) == BE_OK, "patterns");
    cx = (struct be_context){.model = model, .tables = be_tables_new(), .options = &options, .sink = &sink, .arena = be_arena_new()};
    cx.memo = be_memo_new(1u << 16);
    cx.senses = be_senses_new(model->words, model->codebook, cx.memo);
    cx.matcher = be_matcher_new(model->patterns, cx.memo, &cx.diag);
    must(cx.arena != NULL && cx.tables != NULL && cx.memo != NULL && cx.senses != NULL && cx.matcher != NULL, "memory");
}

static void check_lines(const struct be_window *win)
{
    for (size_t i = 0; i < win->nlines; i++) {
        const struct be_line *line = &win->lines[i];

        must(line->type <= BE_LINE_RUNNING, "a type of line");
        must((size_t)line->off + line->len <= win->text.len, "a line in its window");
        must(line->type != BE_LINE_HEADING || line->title <= line->len, "a title in its line");
    }
}

static void check_block(const struct be_window *win, const struct be_block *b, uint32_t before)
{
    must(b->first >= before && b->first <= b->last && b->last <= win->nlines, "blocks ascend");
    if (b->type == BE_BLOCK_TABLE) {
        must(b->first <= b->body && b->body <= b->end && b->end <= b->last, "a table's rows are in it");
        must(b->remark.len == 0 || b->remark_line < win->nlines, "the line of a remark");
        return;
    }
    must(b->text.nseams >= 1 && b->text.seams[0].off == 0, "seams");
    for (size_t i = 0; i < b->text.nseams; i++) {
        must(b->text.seams[i].line < win->nlines, "the line of a seam");
        must(i == 0 || b->text.seams[i].off >= b->text.seams[i - 1].off, "seams ascend");
    }
    for (size_t i = 0; i <= b->text.text.len; i += 7)
        must(be_joined_line(win, &b->text, i) >= win->lines[0].no, "a byte's line");
}

static enum be_status window(void *user, struct be_window *win)
{
    struct be_blocks blocks;
    struct be_shape shape;
    uint32_t at = 0;

    (void)user;
    cx.win = win;
    must(be_line_types(&cx, &state, &shape) == BE_OK, "types of lines");
    check_lines(win);
    must(be_blocks_find(&cx, &shape, &blocks) == BE_OK, "blocks");
    for (size_t i = 0; i < blocks.n; i++) {
        check_block(win, &blocks.block[i], at);
        at = blocks.block[i].run_in ? blocks.block[i].first : blocks.block[i].last;
    }
    be_arena_reset(cx.arena);
    return BE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct be_windower *windower;
    char *text;

    if (windower == NULL) {
        set_up();
        windower = be_windower_new(window, NULL);
    }
    text = valid_copy(data, size);
    state = (struct be_line_state){0};
    must(be_windower_feed(windower, be_span(text, size)) == BE_OK && be_windower_finish(windower) == BE_OK, "windows");
    free(text);
    return 0;
}
