#include "header_look.h"
#include "../line.h"
#include "../../recognize/table/cell.h"

void be_header_look(struct be_header_look *look, struct be_context *cx, const struct be_grid *grid, size_t row, struct be_arena *arena)
{
    look->filled = look->numbers = 0;
    look->alone = true;
    for (size_t c = 0; c < grid->cols; c++) {
        struct be_cell *cell = be_grid_at(grid, row, c);
        struct be_span text = cell->text;
        look->text[c] = be_span(text.p, 0);
        look->word[c] = BE_WORD_NONE;
        if (text.len == 0)
            continue;
        if (look->filled++ == 0)
            look->first = c;
        else
            look->alone = look->alone && be_span_eq(text, be_grid_at(grid, row, look->first)->text);
        if (be_cell_number(cell) && !be_is_year(text)) {
            look->numbers++;
            look->text[c] = text;
            continue;
        }
        text = be_word_squeeze(text, arena);
        while (be_ends(text, "：") || be_ends(text, ":"))
            text.len -= text.p[text.len - 1] == ':' ? 1 : 3;
        look->text[c] = text;
        look->word[c] = be_word_cell(cx, cell);
    }
}

/* 1, 12, 1=2+3, （5-4）: the number of a column, or how it is computed. */
static bool is_formula(struct be_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c < 0x80 && strchr("0123456789=+-*/%().,ABCDEFGH", c) == NULL)
            return false;
        if (c >= 0xE4 && c <= 0xE9) /* a Chinese character */
            return false;
    }
    return true;
}

static bool is_stars(struct be_span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.p[i] != '*')
            return false;
    return text.len > 0;
}

bool be_header_counts(const struct be_header_look *look, size_t cols)
{
    long want = -1;
    size_t run = 0, numbers = 0;
    bool stars = false;

    if (look->filled > 1 && look->word[look->first] == BE_WORD_ORDINAL) {
        for (size_t c = look->first + 1; c < cols; c++)
            if (look->word[c] != BE_WORD_ORDINAL && !is_formula(look->text[c]))
                return false;
        return true;
    }
    for (size_t c = 0; c < cols; c++) {
        long n = 0;
        size_t i = 0;
        if (look->text[c].len == 0 || look->word[c] != BE_WORD_NONE)
            continue;
        if (is_stars(look->text[c])) {   /* ** below the labels */
            stars = true;
            continue;
        }
        while (i < look->text[c].len && i < 2 && look->text[c].p[i] >= '0' && look->text[c].p[i] <= '9')
            n = n * 10 + (look->text[c].p[i++] - '0');
        if (i == 0 || (i < look->text[c].len && (look->text[c].p[i] != '=' || !is_formula(look->text[c]))))
            return false;
        if (want < 0 ? n != 1 : n != want)
            return false;
        want = n + 1;
        run++;
        numbers += i == look->text[c].len;
    }
    return run >= (stars ? 1u : 3u) && numbers == look->numbers;
}

bool be_header_codes(const struct be_header_look *look, size_t cols)
{
    size_t codes = 0, parts = 0;

    for (size_t c = 0; c < cols; c++) {
        struct be_span text = look->text[c];
        if (look->word[c] >= BE_WORD_CODE1 && look->word[c] <= BE_WORD_CODE3)
            parts++;
        else if (text.len == 3 && (text.p[0] == '3' || text.p[0] == '5') && be_span_digits(text))
            codes++;
        else if (text.len > 0)
            return false;
    }
    return parts > 1 && codes > 1;
}

/* ---- rows that are no header but stand in the table's first rows ---- */

static struct be_span behind_colon(struct be_span text)
{
    long full = be_span_find(text, BE_LIT("：")), half = be_span_find(text, BE_LIT(":"));

    if (full >= 0)
        return be_span_trim(be_span_from(text, (size_t)full + 3));
    return half < 0 ? be_span(text.p, 0) : be_span_trim(be_span_from(text, (size_t)half + 1));
}

/* 单位：个、人 is of counts and names none. */
static bool counts(struct be_context *cx, struct be_span value)
{
    long comma = be_span_find(value, BE_LIT("、"));

    return be_word_of(cx, comma < 0 ? value : be_span_to(value, (size_t)comma), NULL) == BE_WORD_QUANTITY;
}

/* Does the row hold words of captions and nothing else? */
static bool is_all_caption(struct be_context *cx, const struct be_grid *grid, size_t row)
{
    size_t filled = 0;

    for (size_t c = 0; c < grid->cols; c++) {
        struct be_cell *cell = be_grid_at(grid, row, c);
        if (cell->text.len > 0 && be_word_cell(cx, cell) != BE_WORD_CAPTION)
            return false;
        filled += cell->text.len > 0;
    }
    return filled > 1;
}

/* 部门：某局 | | 单位：万元, 公开01表, or the title alone over all columns: it says that it is one, or stands above the unit. */
static bool is_caption_row(struct be_context *cx, const struct be_header_look *look, size_t cols, bool above_unit, struct be_head *out)
{
    bool caption = false;

    for (size_t c = 0; c < cols; c++) {
        if (look->text[c].len == 0)
            continue;
        if (look->word[c] == BE_WORD_CAPTION) {
            struct be_span value = behind_colon(look->text[c]);
            caption = true;
            if (be_span_has(look->text[c], "位") && be_span_has(value, "元") && value.len < 20)
                out->unit = value;
            else if (value.len > 0 && !counts(cx, value))
                out->entity = value;
            continue;
        }
        if (look->alone && cols > 2 && look->text[c].len >= BE_CAPTION_TITLE && look->text[c].len < 150 &&
            (be_caption_says_table(look->text[c]) || above_unit)) {
            out->title = look->text[c];
            return true;
        }
        if (!caption)
            return false;
    }
    return caption;
}

size_t be_header_captions(struct be_header_look *look, struct be_context *cx, const struct be_grid *grid, struct be_head *out, struct be_arena *arena)
{
    size_t row = 0;

    for (; row < grid->rows && row < BE_HEAD_ROWS; row++) {
        be_header_look(look, cx, grid, row, arena);
        bool above = look->alone && look->filled > 0 && row + 1 < grid->rows && is_all_caption(cx, grid, row + 1);
        if (look->filled > 0 && !is_caption_row(cx, look, grid->cols, above, out))
            break;
    }
    return row;
}

enum be_status be_header_caption(struct be_head *out, const struct be_grid *grid, struct be_context *cx,
                                 struct be_arena *arena)
{
    struct be_header_look *look = be_arena_alloc(be_tables_scratch(cx->tables), sizeof *look);

    be_header_none(out);
    if (look == NULL)
        return BE_ENOMEM;
    out->first = out->rows = be_header_captions(look, cx, grid, out, arena);
    return be_arena_failed(arena) ? BE_ENOMEM : BE_OK;
}
