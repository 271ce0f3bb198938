/* sheet.h - a list as a worksheet: header, filter, widths, numbers as numbers.
 *
 * In:    the rows of one stream, waiting in a spool, and the layout they were written with.
 * Out:   a worksheet, or several when there are more rows than one may have: the next begins with
 *        a document. Beside a column of yuan stands the same in 万元.
 * Keeps: widths, and where to split.
 */
#ifndef BE_SHEET_H
#define BE_SHEET_H

#include "../output/writer.h"
#include "book.h"
#include "spool.h"

struct be_sheet_ask {
    const char *name;             /* of the worksheet; the second is NAME 2 */
    const struct be_layout *layout;
    bool exact;                   /* value stays the published text */
    bool leaves;                  /* filtered to leaves: the other rows are there, but hidden */
    size_t frozen;                /* columns that stay in sight */
    size_t rows;                  /* of a worksheet, without header; 0: as many as Excel takes */
};

enum be_status be_sheet_write(struct be_book *book, struct be_spool *spool, const struct be_sheet_ask *ask);

/* yuan as 万元, exact: 9688400 is 968.84. Into room of 64 bytes; empty when it is no plain number. */
struct be_span be_sheet_wan(char *room, struct be_span yuan);

#endif
