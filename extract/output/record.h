/* record.h - the columns: their names, types, closed lists and meaning, in English and Chinese.
 *
 * In:    nothing; one table per kind of row, known at compile time.
 * Out:   what headers, --columns, JSON types, datapackage.json and the manual are made from.
 * Keeps: nothing.
 */
#ifndef BE_RECORD_H
#define BE_RECORD_H

#include "../base/span.h"

enum be_type {
    BE_TYPE_TEXT,
    BE_TYPE_CODE,    /* text made of digits: 2080101, 2.3.3. A spreadsheet must not take it for a number */
    BE_TYPE_INTEGER,
    BE_TYPE_DECIMAL,
};

struct be_column_info {
    const char *name, *zh;        /* headers */
    enum be_type type;
    const char *values;           /* closed list, parted by blanks; NULL: open */
    const char *about, *about_zh; /* one line each */
};

/* The columns of one kind of row, in their order. */
struct be_schema {
    const char *name;             /* "record", "finding": also the name of the data resource */
    const struct be_column_info *column;
    size_t n;
};

#define BE_SCHEMA_COLUMNS 64u     /* no schema has more */

extern const struct be_schema be_record_schema;   /* struct be_record.field */
extern const struct be_schema be_finding_schema;  /* struct be_finding.field */

/* --list-rules. */
enum { BE_R_RULE, BE_R_SEVERITY, BE_R_ZH, BE_R_EN, BE_R_FORMULA, BE_R_CHECKED, BE_RULE_COLUMNS };
extern const struct be_schema be_rule_schema;

/* --trace and --unclaimed, for those who write patterns. */
enum { BE_T_DOC, BE_T_LINE, BE_T_TYPE, BE_T_PATTERN, BE_T_TEXT, BE_TRACE_COLUMNS };
enum { BE_U_DOC, BE_U_LINE, BE_U_NUMBER, BE_U_TEXT, BE_UNCLAIMED_COLUMNS };
extern const struct be_schema be_trace_schema;
extern const struct be_schema be_unclaimed_schema;

/* The index of the column with this English or Chinese name, or schema->n. */
size_t be_schema_find(const struct be_schema *schema, struct be_span name);

#endif
