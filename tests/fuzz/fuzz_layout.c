/* Aligned tables of any shape: each byte is a piece of one (a gap, a number, a code, a name, a
 * line end), so that short inputs are tables. Nothing is lost twice, nothing stands outside the
 * grid, and every part moves on. */
#include "segment/aligned/aligned.h"
#include "input/window.h"
#include <stdio.h>
#include <stdlib.h>

#define LINES 2048u
#define TEXT (1u << 17)

static const char *const TOKEN[] = {
    " ", "  ", "   ", "      ", "                  ", "\n", "\n", "\n", "\f", "1", "12", "0.00", "1,284.60", "-", "—", "201", "20101",
    "2010101", "01", "301工资福利支出", "行政运行", "机关事业单位基本养老保险缴费支出", "支出", "合计", "项目", "收入", "科目编码",
    "科目名称", "预算数", "决算数", "栏次", "一、", "二、财政拨款", "（类）", "x", "。", "“三公”", "款",
    "实施单位", "主管部门", "全年预算数", "全年执行数", "分值", "（万元）", "一级指标", "三级指标", "年度绩效指标", "小计", "\n",
};

static char text[TEXT];
static struct be_line line[LINES];

static size_t spell(const uint8_t *data, size_t size)
{
    size_t n = 0;

    for (size_t i = 0; i < size; i++) {
        const char *t = TOKEN[data[i] % (sizeof TOKEN / sizeof *TOKEN)];
        size_t len = strlen(t);
        if (n + len > TEXT)
            break;
        memcpy(text + n, t, len);
        n += len;
    }
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct be_arena *arena;
    static struct be_model *model;
    struct be_window win = {.lines = line, .first = true, .last = true};
    struct be_block block = {.type = BE_BLOCK_TABLE, .layout = true};
    struct be_context cx = {.win = &win};
    uint32_t at = 0;
    size_t n = spell(data, size);

    if (arena == NULL && ((arena = be_arena_new()) == NULL || be_model_new(&model, NULL, NULL, NULL) != BE_OK))
        abort();
    cx.model = model;
    win.text = be_span(text, n);
    for (size_t p = 0; p < n && win.nlines < LINES;) {
        const char *end = memchr(text + p, '\n', n - p);
        size_t len = end == NULL ? n - p : (size_t)(end - text) - p;
        struct be_line *l = &line[win.nlines++];
        *l = (struct be_line){.off = (uint32_t)p, .len = (uint32_t)len, .no = win.nlines};
        if (len > 0 && text[p] == '\f') {
            l->flags = BE_LINE_PAGE;
            l->off++;
            l->len--;
        }
        l->type = be_span_trim(be_line_text(&win, win.nlines - 1)).len == 0 ? BE_LINE_BLANK : BE_LINE_ALIGNED;
        p += len + 1;
    }
    block.end = block.last = (uint32_t)win.nlines;
    while (at < block.end) {
        uint32_t before = at;
        struct be_grid grid;
        bool sure;
        if (be_aligned_part(&grid, &cx, &block, &at, arena, &sure) != BE_OK || at <= before || at > block.end)
            abort();
        for (size_t r = 0; r < grid.rows; r++)
            for (size_t c = 0; c < grid.cols; c++)
                if (be_grid_at(&grid, r, c)->text.len > n || be_grid_at(&grid, r, c)->line >= win.nlines)
                    abort();
    }
    be_arena_reset(arena);
    return 0;
}
