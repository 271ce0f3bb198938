/* rows.h - the rows of a data file: CSV with a header line, columns found by their name.
 *
 * In:    the bytes of a whole file (patterns/topics.csv ...).
 * Out:   one call per row, with the columns asked for, in the order asked for. Rows whose first
 *        column begins with # are comments, empty rows are skipped.
 * Keeps: nothing.
 */
#ifndef BE_ROWS_H
#define BE_ROWS_H

#include "span.h"

#define BE_ROWS_COLUMNS 16u /* most columns that can be asked for */

struct be_rows_ask {
    const char *name;             /* of the file, for messages */
    const char *const *columns;   /* names, NULL at the end */
    size_t needed;                /* so many of them may not be missing; 0: all */
    enum be_status (*row)(const struct be_rows_ask *ask, size_t line, const struct be_span *field);
    void *user;                   /* row's own */
    void (*say)(void *user, const char *message); /* may be NULL */
    void *say_user;
};

/* A column that may be missing and is comes empty. BE_EPATTERN when the file is no CSV or lacks a column (said with name and line); a status of
 * row is passed on unchanged. Fields die when row returns. */
enum be_status be_rows_read(struct be_span bytes, const struct be_rows_ask *ask);
/* Takes the first line off a file's bytes, without its end: where a file is looked up as it is. */
struct be_span be_rows_line(struct be_span *bytes);
/* Says "name:line: text" to the asker and gives BE_EPATTERN back. */
enum be_status be_rows_fail(const struct be_rows_ask *ask, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
