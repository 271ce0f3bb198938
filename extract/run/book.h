/* book.h - an .xlsx file being written with libxlsxwriter, in constant memory: cells and styles.
 *
 * In:    texts and numbers, a row after the other, sheet by sheet.
 * Out:   a file that is whole or reported as broken.
 * Keeps: a row, the styles, and the library's temporary file per sheet (unnamed, in dir).
 */
#ifndef BE_BOOK_H
#define BE_BOOK_H

#include "../base/buf.h"
#include "late.h"

#define BE_BOOK_ROWS 1048576u     /* of a sheet, Excel's limit */
#define BE_BOOK_COLUMNS 16384u
#define BE_BOOK_TEXT 32767u       /* characters of a cell, counted as UTF-16 */
#define BE_BOOK_DIGITS 15u        /* a number with more stands as text */
#define BE_BOOK_DECIMALS 10u
#define BE_BOOK_SHEETS 1000u

enum be_look { BE_LOOK_PLAIN, BE_LOOK_ERROR, BE_LOOK_WARN, BE_LOOK_INFO, BE_LOOK_PASS, BE_LOOK_HEAD, BE_LOOK_TITLE, BE_LOOK_QUIET, BE_LOOKS };

struct be_book {
    lxw_workbook *book;
    lxw_worksheet *sheet;         /* the one being written */
    lxw_format *text[BE_LOOKS], *number[BE_LOOKS][BE_BOOK_DECIMALS + 1], *whole[BE_LOOKS];
    struct be_buf buf;            /* a text as the file has it */
    size_t sheets;
    uint64_t bytes[BE_BOOK_SHEETS]; /* of rows, to prove that the file has them */
    uint64_t cut;                 /* texts that were too long */
    enum be_status status;        /* the first failure */
    int error;
};

/* be_late_workbook and be_late_archive have returned true. BE_EIO: errno tells. */
enum be_status be_book_open(struct be_book *book, const char *path, const char *dir, bool huge);
/* A sheet; the name may be of any length and is made one that Excel takes. */
enum be_status be_book_sheet(struct be_book *book, struct be_span name);
/* How the sheet is printed: on A4 across, and on one page's width when it is at most that wide. */
#define BE_BOOK_PAGE 240u
void be_book_page(struct be_book *book, size_t width);
void be_book_text(struct be_book *book, uint32_t row, size_t col, struct be_span text, enum be_look look);
/* A plain number with so many decimals shown, as text when it has too many digits. */
void be_book_number(struct be_book *book, uint32_t row, size_t col, struct be_span text, size_t decimals, enum be_look look);
/* A whole number that is no amount: a year, a line. */
void be_book_whole(struct be_book *book, uint32_t row, size_t col, struct be_span text, enum be_look look);
/* All rows of the sheet are written. */
void be_book_end_sheet(struct be_book *book);
/* Writes the file and proves it: BE_OK, or what failed (errno in book->error). */
enum be_status be_book_close(struct be_book *book, const char *path);

/* How wide a text is, a Chinese character being two; at most limit. */
size_t be_book_width(struct be_span text, size_t limit);

/* whole.c: is it a complete zip, whose sheets end and have at least so many bytes? */
bool be_book_whole_file(const char *path, const uint64_t *bytes, size_t sheets);

#endif
