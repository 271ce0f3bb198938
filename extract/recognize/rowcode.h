/* rowcode.h - codes in the rows of a table, read by bytes: whole, in parts over columns, before a name.
 *
 * In:    a row of the grid and its label columns.
 * Out:   its code; parts that are merged down come from the rows above (struct be_open).
 * Keeps: nothing.
 */
#ifndef BE_ROWCODE_H
#define BE_ROWCODE_H

#include "row.h"

struct be_row_code {
    const char *text;            /* in its cell, or in room */
    size_t len;
    char room[BE_ROW_CODE];
};

/* Text of a column that may not be there (-1). */
static inline struct be_span be_row_cell(const struct be_grid *grid, size_t row, int col)
{
    return col < 0 || (size_t)col >= grid->cols ? be_span(NULL, 0) : be_grid_at(grid, row, (size_t)col)->text;
}

/* Digits of a cell that holds nothing but a code: 208 05 05, 208-05-05, 208.05.05. 0: it does not. */
size_t be_row_parted_digits(struct be_row_code *code, struct be_span text);
static inline size_t be_row_digits(struct be_row_code *code, struct be_span text)
{
    if (text.len > BE_ROW_CODE || !be_span_digits(text))
        return be_row_parted_digits(code, text);
    code->text = text.p;
    return code->len = text.len;
}
/* A code of the classification before a name in one cell, 2080501行政单位离退休: length of the code
 * with what parts it from the name, 0: none. */
size_t be_row_code_before(struct be_row_code *code, struct be_span text);
/* The code of a row; keep: its parts are remembered for the rows below. */
void be_row_odd_code(struct be_row_code *code, struct be_open *open, const struct be_plan *plan, size_t g,
                     const struct be_grid *grid, size_t row, bool keep);
static inline void be_row_code(struct be_row_code *code, struct be_open *open, const struct be_plan *plan, size_t g,
                               const struct be_grid *grid, size_t row, bool keep)
{
    struct be_span text = plan->group[g].part[0] < 0 ? be_row_cell(grid, row, plan->group[g].code) : be_span(NULL, 0);

    if (text.len > BE_ROW_CODE || !be_span_digits(text)) {     /* mostly it is all that its cell holds */
        be_row_odd_code(code, open, plan, g, grid, row, keep);
        return;
    }
    code->text = text.p;
    code->len = text.len;
}
/* Codes of the classification have 3, 5 or 7 digits; those of units mostly 6. */
static inline bool be_row_class_length(size_t len)
{
    return len == 3 || len == 5 || len == 7;
}
static inline enum be_scheme be_row_scheme(const char *code, size_t len)
{
    if (be_row_class_length(len)) {
        if (code[0] == '2')
            return BE_FUNCTIONAL;
        if ((code[0] == '3' || code[0] == '5') && len < 7)
            return BE_ECONOMIC;
    }
    return BE_SCHEME_NONE;
}

/* 208 | 02 | 01 down one column: each row's code gives only its own part. Where the names tell which
 * 款 or 项 it is, the cells get the whole code. */
void be_row_whole_codes(struct be_context *cx, const struct be_plan *plan, size_t g, struct be_grid *grid, size_t from,
                        struct be_arena *arena);

#endif
