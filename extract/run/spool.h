/* spool.h - rows that wait on disk until all of them are known.
 *
 * In:    bytes, lines of fields as be_tsv_field writes them.
 * Out:   the rows again, from the first, as often as asked.
 * Keeps: an unnamed temporary file, and one row.
 */
#ifndef BE_SPOOL_H
#define BE_SPOOL_H

#include "../output/out.h"
#include <stdio.h>

struct be_spool {
    struct be_out out;           /* where bytes go while it is filled */
    uint64_t bytes;
    FILE *in;                    /* being read */
    char *line;                  /* the row at hand, its fields parted by NUL */
    size_t size;
    struct be_span *field;
    size_t fields, room;
    int error;                   /* errno of what failed */
};

enum be_status be_spool_open(struct be_spool *spool, const char *dir);
enum be_status be_spool_add(struct be_spool *spool, struct be_span bytes);
/* From the first row on, or from where be_spool_tell was. */
enum be_status be_spool_rewind(struct be_spool *spool);
long be_spool_tell(struct be_spool *spool);
enum be_status be_spool_seek(struct be_spool *spool, long where);
/* The next row in spool->field, each with a NUL behind it. BE_ESTOP: there is none. */
enum be_status be_spool_next(struct be_spool *spool);
void be_spool_close(struct be_spool *spool); /* accepts one that is all zero */

#endif
