/* counted.c - tables that nobody wants the cells of: what their lines tell, without the grid, which took
 * 7 instructions a byte of all texts to make of columns of blanks alone. */
#include "cell.h"
#include "../../segment/line.h"

#define HEAD_ROWS 3u         /* rows of a header, */
#define HEAD_LINES 12u       /* and its lines where blanks part the columns */
#define TABLE_LINES 120u     /* so many lines come in one part */
#define HEADER_WORDS 3u      /* another header has so many */

/* Cells that may stand in the line, those that blanks part included. */
static size_t count_words(struct be_span text)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += !be_is_blank(text.p[i]) && (i == 0 || be_is_blank(text.p[i - 1]));
    return n;
}

/* Does a figure stand in the line? 2023年预算数 is none, and where such words stand the point of 12.50 tells. */
static bool has_figure(const struct be_line *line, struct be_span text)
{
    const char *point = text.p, *end = text.p + text.len;

    if ((line->has & BE_HAS_DIGIT) == 0 || (line->has & (BE_HAS_YEAR | BE_HAS_BUDGET)) == 0)
        return (line->has & BE_HAS_DIGIT) != 0;
    while ((point = memchr(point, '.', (size_t)(end - point))) != NULL && ++point < end)
        if (be_is_digit(*point))
            return true;
    return false;
}

bool be_table_is_one(const struct be_window *win, const struct be_block *block)
{
    const size_t most = block->layout ? HEAD_LINES : HEAD_ROWS;
    size_t head = 0, words = 0;
    uint32_t has = be_letters(block->remark) & BE_HAS_NONE;
    bool data = false;

    for (uint32_t i = block->body; i < block->end && head <= most && words < HEADER_WORDS; i++) {
        const struct be_line *line = &win->lines[i];
        struct be_span text = be_line_text(win, i);
        if (be_line_is_gap(line->type))
            continue;
        if (line->type == BE_LINE_TAG && block->title.len == 0)
            return false;       /* <table width="960"> may be around the page */
        has |= line->has;
        if ((line->has & BE_HAS_UNIT) != 0 && (be_line_holds(line, text, BE_HAS_COLON, BE_LIT("：")) || memchr(text.p, ':', text.len) != NULL))
            return false;
        if (has_figure(line, text)) {
            data = true;
            words = 0;
        } else if (data) {
            words += count_words(text);
        } else {
            head++;
        }
    }
    return data && head <= most && words < HEADER_WORDS && block->end - block->body <= TABLE_LINES &&
           (has & (BE_HAS_TABLE | BE_HAS_NONE)) == 0;
}
