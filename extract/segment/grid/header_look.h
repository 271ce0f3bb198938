/* header_look.h - what one row of a table's first rows is: a caption, the numbers or codes of the columns, or
 * words of the header. For header.c alone.
 */
#ifndef BE_HEADER_LOOK_H
#define BE_HEADER_LOOK_H

#include "header.h"
#include "../../recognize/table/word.h"

struct be_header_look {        /* one row, its cells without blanks */
    struct be_span text[BE_GRID_COLUMNS];
    enum be_word word[BE_GRID_COLUMNS];
    size_t filled, numbers, first;   /* first: column of the first filled cell */
    bool alone;                      /* its text is the row's only one, printed once or in every column it covers */
};

void be_header_look(struct be_header_look *look, struct be_context *cx, const struct be_grid *grid, size_t row, struct be_arena *arena);
/* 栏次 and the numbers behind it; or a bare run 1 2 3=1+2 ... */
bool be_header_counts(const struct be_header_look *look, size_t cols);
/* 类 | 款 | 项 | 501 | 502: the codes of what the columns are of. */
bool be_header_codes(const struct be_header_look *look, size_t cols);
/* How many rows of captions stand in front; what they say goes into out. The row behind them is looked at. */
size_t be_header_captions(struct be_header_look *look, struct be_context *cx, const struct be_grid *grid, struct be_head *out,
                       struct be_arena *arena);

#endif
