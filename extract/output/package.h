/* package.h - a corpus as a data package: one table a file, made from the records of documents.
 *
 * In:    the records, findings and ends of documents, one document after the other.
 * Out:   rows into one writer per file of the package.
 * Keeps: of the document at hand its open indicator row, its projects (BE_PACKAGE_PROJECTS) and
 *        its open table, in an arena that is reset at its end.
 */
#ifndef BE_PACKAGE_H
#define BE_PACKAGE_H

#include "agencies.h"
#include "../base/arena.h"
#include "summary.h"
#include "writer.h"

#define BE_PACKAGE_PROJECTS 4096u /* of one document; further ones have their figures, but no row of their own */

enum be_package_file {
    BE_PK_FIGURES,      /* subjects, amounts, numeric cells and nils */
    BE_PK_SUMMARY, BE_PK_COVERAGE,
    BE_PK_INDICATORS,   /* a row an indicator */
    BE_PK_PROJECTS, BE_PK_TEXTS, BE_PK_HEADINGS, BE_PK_TERMS, BE_PK_TABLES, BE_PK_FINDINGS,
    BE_PK_DOCUMENTS, BE_PK_ERRORS,
    BE_PK_FILES
};

/* One file of the package: NAME.csv, what its rows are, and what they are for. */
struct be_package_info {
    const char *name;
    const struct be_schema *schema;
    const char *columns;          /* of the schema; NULL: all */
    const char *about, *about_zh;
};
extern const struct be_package_info be_package_files[BE_PK_FILES];

struct be_package;
/* writer[f] gets the rows of file f; borrowed. NULL: memory is out. */
struct be_package *be_package_new(struct be_writer *writer);
/* Whose list the documents' agencies are looked up in; borrowed, may be NULL. */
void be_package_agencies(struct be_package *package, const struct be_agencies *agencies);
void be_package_free(struct be_package *package); /* accepts NULL */
enum be_status be_package_record(struct be_package *package, const struct be_record *record);
enum be_status be_package_finding(struct be_package *package, const struct be_finding *finding);
enum be_status be_package_document(struct be_package *package, const struct be_document *document);
/* A document that could not be read, and why. */
enum be_status be_package_error(struct be_package *package, struct be_span doc, struct be_span reason);

#endif
