#include "rowcode.h"
#include "../resolve/codebook.h"

size_t be_row_parted_digits(struct be_row_code *code, struct be_span text)
{
    size_t n = 0;

    code->text = code->room;
    code->len = 0;
    if (text.len > 2 * BE_ROW_CODE)
        return 0;
    if (text.len > 1 && (text.p[0] == '\'' || text.p[0] == '`')) /* a worksheet's sign for text */
        text = be_span_from(text, 1);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.p[i];
        if (be_is_digit(c)) {
            if (n == sizeof code->room)
                return 0;
            code->room[n++] = c;
        } else if (n == 0 || (c != ' ' && c != '-' && c != '.')) {
            return 0;
        }
    }
    return code->len = n;
}

/* 100万元以上 is a number. */
size_t be_row_code_before(struct be_row_code *code, struct be_span text)
{
    static const char *const UNITS[] = {"万", "元", "年", "月", "日", "人", "个", "台", "辆", "%", "亿", "."};
    const size_t from = text.len > 0 && text.p[0] == '[';
    size_t i = from, n;

    code->len = 0;
    while (i < text.len && i < from + 8 && be_is_digit(text.p[i]))
        i++;
    n = i - from;
    if (!be_row_class_length(n) || (text.p[from] != '2' && text.p[from] != '3' && text.p[from] != '5') || i >= text.len)
        return 0;
    for (size_t k = 0; k < sizeof UNITS / sizeof *UNITS; k++)
        if (be_span_starts(be_span_from(text, i), be_span_of(UNITS[k])) &&
            !(text.p[i] == '.' && i + 1 < text.len && !be_is_digit(text.p[i + 1])))
            return 0;
    while (i < text.len && (text.p[i] == ' ' || text.p[i] == '-' || text.p[i] == ']' || text.p[i] == '_' || text.p[i] == '.'))
        i++;
    if (i == text.len || be_is_digit(text.p[i]))
        return 0;
    code->text = text.p + from;
    code->len = n;
    return i;
}

/* The code in split columns; a blank part that a later one follows is merged from above. A part
 * may be printed whole: 208 | 20805 | 2080501, or 208 | 208 | 208. */
static void join_parts(struct be_row_code *code, struct be_open *open, const struct be_label_group *lg, size_t g,
                       const struct be_grid *grid, size_t row, bool keep)
{
    char part[3][8];
    size_t len[3] = {0}, last = 0;

    for (size_t k = 0; k < 3; k++) {
        size_t n = be_row_digits(code, be_row_cell(grid, row, lg->part[k]));
        if (n > 7)
            n = 0;
        memcpy(part[k], code->text, n);
        len[k] = n;
        if (n > 0)
            last = k + 1;
    }
    code->text = code->room;
    code->len = 0;
    for (size_t k = 0; k < last; k++) {
        if (len[k] == 0) {
            len[k] = open->part[g][k].len;
            memcpy(part[k], open->part[g][k].text, len[k]);
        } else if (keep) {
            memcpy(open->part[g][k].text, part[k], len[k]);
            open->part[g][k].len = (uint8_t)len[k];
            for (size_t d = k + 1; d < 3; d++)
                open->part[g][d].len = 0;
        }
        if (len[k] >= 3 && len[k] == code->len && memcmp(part[k], code->room, len[k]) == 0)
            continue;        /* a wide cell's code, printed in every column it covers */
        if (len[k] > code->len && code->len > 0 && memcmp(part[k], code->room, code->len) == 0) {
            memcpy(code->room, part[k], len[k]);
            code->len = len[k];
        } else if (code->len + len[k] < BE_ROW_CODE) {
            memcpy(code->room + code->len, part[k], len[k]);
            code->len += len[k];
        }
    }
}

void be_row_odd_code(struct be_row_code *code, struct be_open *open, const struct be_plan *plan, size_t g,
                     const struct be_grid *grid, size_t row, bool keep)
{
    const struct be_label_group *lg = &plan->group[g];

    code->len = 0;
    if (lg->part[0] >= 0)
        join_parts(code, open, lg, g, grid, row, keep);
    if (code->len == 0 && lg->code >= 0) {
        struct be_span text = be_row_cell(grid, row, lg->code);
        if (be_row_digits(code, text) == 0)
            be_row_code_before(code, text);
    }
    for (size_t k = lg->names; code->len == 0 && k-- > 0;) {    /* the one that names the row comes first */
        struct be_span text = be_row_cell(grid, row, lg->name[k]);
        if (text.len > 0 && (be_is_digit(text.p[0]) || text.p[0] == '['))
            be_row_code_before(code, text);
    }
}

bool be_row_split(struct be_span text, struct be_span *code, struct be_span *name)
{
    size_t i = 0;

    while (i < text.len && (be_is_digit(text.p[i]) || (text.p[i] >= 'A' && text.p[i] <= 'Z')))
        i++;
    if (i < 3 || i + 1 >= text.len || (text.p[i] != '-' && text.p[i] != '_' && text.p[i] != ' ') || !be_is_digit(text.p[0]))
        return false;
    *code = be_span_to(text, i);
    *name = be_span_trim(be_span_from(text, i + 1));
    return name->len > 0;
}

/* ---- codes that give only what is new ---- */

static bool is_name_of(const struct be_codebook *book, const char *code, size_t len, struct be_span name)
{
    return len > 0 && be_span_eq(be_codebook_name(book, be_span(code, len)), name);
}

/* May a code of two digits stand in this column, below one with its 类? */
static bool has_short_codes(const struct be_grid *grid, size_t from, size_t col)
{
    for (size_t r = from; r < grid->rows; r++) {
        struct be_span text = be_grid_at(grid, r, col)->text;
        if (text.len > 1 && (text.len < 3 || !be_span_digits(be_span_to(text, 3))) && (unsigned char)text.p[0] < 0x80)
            return true;
    }
    return false;
}

void be_row_whole_codes(struct be_context *cx, const struct be_plan *plan, size_t g, struct be_grid *grid, size_t from,
                        struct be_arena *arena)
{
    const struct be_label_group *lg = &plan->group[g];
    const struct be_codebook *book = cx->model->codebook;
    char open[BE_ROW_CODE];      /* 类 and 款 so far */
    size_t len = 0;

    if (lg->code < 0 || lg->names == 0 || !has_short_codes(grid, from, (size_t)lg->code))
        return;
    for (size_t r = from; r < grid->rows; r++) {
        struct be_cell *cell = be_grid_at(grid, r, (size_t)lg->code);
        struct be_span name = be_row_cell(grid, r, lg->name[lg->names - 1]);
        struct be_row_code code;
        size_t n = be_row_digits(&code, cell->text);
        if (n >= 3) {
            len = be_row_class_length(n) ? (n < 5 ? n : 5) : 0;
            memcpy(open, code.text, len);
            continue;
        }
        if (n != 2 || len == 0)
            continue;
        name = be_word_item(name, arena);
        memcpy(open + len, code.text, 2);
        if (len == 5 && is_name_of(book, open, 7, name)) {
            cell->text = be_arena_copy(arena, be_span(open, 7));
        } else {
            memcpy(open + 3, code.text, 2);
            len = is_name_of(book, open, 5, name) ? 5 : 0;
            if (len == 5)
                cell->text = be_arena_copy(arena, be_span(open, 5));
        }
        cell->number = cell->word = 0;
    }
}
