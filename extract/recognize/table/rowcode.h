/* rowcode.h - codes in the rows of a table, read by bytes: whole, in parts over columns, before a
 * name, or only what is new below the row above.
 *
 * In:    rows of the grid and their label columns, from the top.
 * Out:   their codes, each read once.
 * Keeps: in struct be_row_reader what a code may go on from; parts merged down in struct be_open.
 */
#ifndef BE_ROWCODE_H
#define BE_ROWCODE_H

#include "row.h"

#define BE_ROW_NONE be_span(NULL, 0)

/* Text of a column that may not be there (-1). */
static inline struct be_span be_row_cell(const struct be_row_reader *rows, size_t row, int col)
{
    return col < 0 || (size_t)col >= rows->grid->cols ? be_span(NULL, 0) : be_grid_at(rows->grid, row, (size_t)col)->text;
}

/* Of the row at hand. */
static inline struct be_span be_row_own(const struct be_row_reader *rows, int col)
{
    return be_row_cell(rows, rows->row, col);
}

/* Its name as printed; empty: its label columns are blank. */
struct be_span be_row_other_name(const struct be_row_reader *rows, size_t row);
static inline struct be_span be_row_name(const struct be_row_reader *rows, size_t row)
{
    struct be_span text = rows->at->names == 0 ? be_span(NULL, 0) : be_row_cell(rows, row, rows->at->name[rows->at->names - 1]);

    return text.len > 0 ? text : be_row_other_name(rows, row);
}

/* Its code; those of the rows above are read with it. */
struct be_span be_row_read_codes(struct be_row_reader *rows, size_t row);
static inline struct be_span be_row_code(struct be_row_reader *rows, size_t row)
{
    return row < rows->known ? rows->code[row] : be_row_read_codes(rows, row);
}
/* That of the next row below the one at hand which has one; empty: there is none. */
struct be_span be_row_code_below(struct be_row_reader *rows);

/* Digits of a cell that holds nothing but a code: 208 05 05, 208-05-05, 208.05.05; else empty. */
struct be_span be_row_digits(struct be_span text, struct be_arena *arena);
/* A code of the classification before a name in one cell, 2080501行政单位离退休: length of the code
 * with what parts it from the name, 0: none. */
size_t be_row_code_before(struct be_span *code, struct be_span text);

/* 20805 goes on from 208: it is of a part. */
static inline bool be_row_goes_on(struct be_span code, struct be_span above)
{
    return code.len > above.len && memcmp(code.p, above.p, above.len) == 0;
}
/* Codes of the classification have 3, 5 or 7 digits; those of units mostly 6. */
static inline bool be_row_class_length(size_t len)
{
    return len == 3 || len == 5 || len == 7;
}
static inline enum be_scheme be_row_scheme(struct be_span code)
{
    if (be_row_class_length(code.len)) {
        if (code.p[0] == '2')
            return BE_FUNCTIONAL;
        if ((code.p[0] == '3' || code.p[0] == '5') && code.len < 7)
            return BE_ECONOMIC;
    }
    return BE_SCHEME_NONE;
}

#endif
