/* fill.h - which columns the figures of a row stand in, when its blank cells have left no trace.
 *
 * In:    rows of figures from top to bottom: those that came whole, and those that did not; the
 *        codes that say which row is a part of which.
 * Out:   the column of each figure, where the sums leave one way only.
 * Keeps: nothing. Bounds: BE_FILL_PARTS parts of one sum, BE_FILL_TRIES ways tried.
 */
#ifndef BE_FILL_H
#define BE_FILL_H

#include "../../base/arena.h"
#include "../../base/decimal.h"

#define BE_FILL_COLUMNS 32u
#define BE_FILL_PARTS 48u
#define BE_FILL_TRIES 4000u

#define BE_FILL_UNKNOWN 0xFFu

struct be_fill_row {
    struct be_span code;         /* digits; empty: none */
    bool total;                  /* 合计: the rows whose codes are in no other are its parts */
    uint32_t whole;              /* in here: the row it is a part of, from 1; 0: none */
    uint8_t n;                   /* its figures, in order */
    uint8_t at[BE_FILL_COLUMNS]; /* out: column of each, or BE_FILL_UNKNOWN */
    struct be_span figure[BE_FILL_COLUMNS];
};

/* A figure's number; -, — and nothing stand for 0. False: it is none. */
bool be_fill_figure(struct be_decimal *out, struct be_span text);

/* cols: columns of figures. Rows with as many have them all. whole: of each column the one that sums
 * it up, or -1; the first sums up all others. */
void be_fill(struct be_fill_row *row, size_t rows, size_t cols, const int8_t *whole, struct be_arena *arena);

/* Is every 类 and 款 the sum of its parts by their first figures, and the total that of the 类? At least
 * one of them has parts. */
bool be_fill_sums(struct be_fill_row *row, size_t rows, struct be_arena *arena);

/* Do all rows whose columns are known add up across? */
bool be_fill_across(const struct be_fill_row *row, size_t rows, size_t cols, const int8_t *whole);

#endif
