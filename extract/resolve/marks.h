/* marks.h - what the records of a pipeline say of themselves to the library's own writers.
 *
 * It saves work: with it a row takes what stands in a row before, and asks no text of the program's
 * own whether it is to be quoted.
 */
#ifndef BE_MARKS_H
#define BE_MARKS_H

#include "../bextract.h"

/* Columns that stand side by side and often hold what they held in a record before. */
enum be_same {
    BE_SAME_DOC,                 /* doc */
    BE_SAME_FRONT,               /* kind .. level3, */
    BE_SAME_TIME,                /* and of these kind .. topic */
    BE_SAME_LISTS,               /* stat .. rollup */
    BE_SAME_MEASURE,             /* measure */
    BE_SAME_BACK,                /* scheme .. table_row, */
    BE_SAME_PLACE,               /* and of these path .. table_title */
    BE_SAMES
};

struct be_marks {
    uint64_t same[BE_SAMES];     /* records of a pipeline that have the same number here hold the same in these columns */
    uint64_t made;               /* columns (1 << column) whose text nobody has printed: there is nothing in it to be
                                  * quoted, and at it 16 bytes may be read */
};

#endif
