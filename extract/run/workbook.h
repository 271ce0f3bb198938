/* workbook.h - everything as a workbook: -o FILE.xlsx.
 *
 * In:    the bytes of its streams, in input order.
 * Out:   FILE, when it is complete: summary first, then figures, indicators, projects, findings
 *        (when checked), documents, errors (when there are), with --table-sheets the tables in
 *        their published shape, and all records last.
 * Keeps: a spool on the disk of FILE per stream; the workbook itself is written at the end, since
 *        its sheets stand in another order than documents arrive.
 */
#ifndef BE_WORKBOOK_H
#define BE_WORKBOOK_H

#include "../output/package.h"
#include "scribe.h"

/* Its streams: those of the data package, then all records, and the tables as grids.h spools them. */
enum { BE_WORKBOOK_RECORDS = BE_PK_FILES, BE_WORKBOOK_TABLES, BE_WORKBOOK_STREAMS };
/* How a stream's rows wait in their spool; false: they have no sheet, and nobody wants them. */
bool be_workbook_layout(struct be_layout *layout, const struct be_command *cmd, size_t stream);

extern const struct be_scribe_kind be_scribe_workbook; /* package.c */

struct be_workbook;
/* What the workbook could not take, to be told. */
struct be_workbook_left {
    uint64_t cut;                /* texts that were too long for a cell */
    size_t tables;               /* that have no sheet */
};

/* BE_EIO: errno tells. *out is to be freed in any case. */
enum be_status be_workbook_open(struct be_workbook **out, const struct be_command *cmd);
enum be_status be_workbook_write(struct be_workbook *workbook, size_t stream, struct be_span bytes);
/* Writes the file; without keep nothing is left of it. BE_EIO: errno tells. */
enum be_status be_workbook_close(struct be_workbook *workbook, bool keep, struct be_workbook_left *left);
void be_workbook_free(struct be_workbook *workbook); /* accepts NULL */

#endif
