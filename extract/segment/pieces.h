/* pieces.h - a line of aligned text as pieces: what stands between runs of blanks, and where.
 *
 * In:    the folded text of one line.
 * Out:   its pieces from left to right, each with its place in two measures: a column a
 *        character (so pdftotext lays text out, Chinese or not), and display columns, where an
 *        East Asian wide character is two (so people and terminals do). A region tells which
 *        of the two it was laid out in (gutters.h).
 * Keeps: nothing.
 */
#ifndef BE_PIECES_H
#define BE_PIECES_H

#include "../base/span.h"

#define BE_PIECES_LINE 96u   /* a line with more is no row: the rest stays in its last piece */

enum be_piece_kind {
    BE_PIECE_TEXT,
    BE_PIECE_NUMBER,         /* 1,284.60  0  -  12.5% */
    BE_PIECE_CODE,           /* 201 20101 2010101; also 01 behind a code */
    BE_PIECE_NONE,           /* joined to another */
};

struct be_piece {
    uint32_t off, len;       /* in its line */
    uint32_t x[2], end[2];   /* columns [x, end) by character and by display width */
    uint32_t line;           /* index into win->lines; set by the caller */
    struct be_span healed;   /* its text, when it was put together from two lines; else empty */
    uint8_t kind;            /* enum be_piece_kind */
    uint8_t col;             /* column of the grid, when known */
};

/* Runs of text parted by two or more blanks; how many. *numeric: how many of them are numbers or
 * codes. Cheap: no pieces are made. */
size_t be_pieces_count(struct be_span line, size_t *numeric);
/* The pieces, also those parted by one blank, or by none (301工资福利支出), where both sides are
 * certain to be cells of their own. */
size_t be_pieces_split(struct be_span line, struct be_piece out[BE_PIECES_LINE]);
/* Display columns of a text, as in x[1]. */
uint32_t be_pieces_width(struct be_span text);
/* A number as tables print it, alone. */
bool be_piece_is_number(struct be_span text);
bool be_piece_is_stroke(struct be_span text);   /* a blank cell's: - — / */

#endif
