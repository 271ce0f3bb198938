/* writer.h - rows as text: CSV, TSV, JSON lines, and CSV that a double-click opens right.
 *
 * In:    rows of a schema (record, finding, ...), one span per column.
 * Out:   bytes into a be_out; a row is written whole or not at all.
 * Keeps: nothing that a row depends on, so one worker may format into a buffer of its own and the
 *        pieces can be put together in any order.
 *
 * csv    RFC 4180, lines end in LF, quoted only where needed.
 * tsv    tab, line end and backslash as \t \n \r \\, so that a line is a row and cut(1) works.
 * jsonl  an object per row, empty columns left out. Integers and decimals are JSON numbers,
 *        digit for digit as in CSV: exact in the text. A reader that makes them doubles (jq 1.6,
 *        DuckDB, pandas) still gives back every number of up to 15 digits unchanged; value is
 *        a string with all published digits.
 * excel  for Excel and WPS: BOM, CRLF; what they would alter (codes, 2.3.3, dates, more than 15
 *        digits) or execute (a cell that begins with = + - @) stands as ="text", which shows
 *        as text. A text too long for that (255 characters) gets an apostrophe in front.
 */
#ifndef BE_WRITER_H
#define BE_WRITER_H

#include "out.h"
#include "record.h"

enum be_format { BE_CSV, BE_TSV, BE_JSONL };

struct be_layout {
    const struct be_schema *schema;
    enum be_format format;
    bool excel;                  /* with BE_CSV */
    bool no_header, zh;          /* zh: Chinese names in the header and as JSON keys */
    bool whole;                  /* all columns in their order */
    uint8_t column[BE_SCHEMA_COLUMNS]; /* else which, and in which order */
    size_t columns;
};

/* Parts of rows that are still in a be_out's buffer, from where a row takes what is the same. */
#define BE_PARTS_KEPT 16u        /* of those that take turns from column to column */
struct be_rows_before {
    uint64_t gone;               /* out->gone when it began: they are in the buffer as long as it is that; else nothing is known */
    struct be_part_before {
        uint64_t number;         /* be_marks.same */
        const char *p;
        size_t len;
    } doc, front, time[BE_PARTS_KEPT], lists[BE_PARTS_KEPT], measure[BE_PARTS_KEPT], back, place;
};

struct be_writer {
    struct be_layout layout;
    struct be_out *out;          /* borrowed; NULL: rows are not wanted */
    bool plain;                  /* records as CSV, all columns */
    struct be_rows_before before; /* with plain */
    /* Writes one field; at p there is room for BE_FIELD_ROOM(text.len). Returns its end. */
    char *(*field)(char *p, const struct be_column_info *column, struct be_span text);
};

/* The largest a field gets: \u0001 for a byte, or =""""""""; and its JSON key. */
#define BE_FIELD_ROOM(len) (6 * (len) + 96)

/* All columns of the schema, or those named in names (a,b,c; English or Chinese; NULL: all).
 * BE_EUSAGE: *bad is the name that does not exist or comes twice. */
enum be_status be_layout_columns(struct be_layout *layout, const struct be_schema *schema,
                                 const char *names, struct be_span *bad);
void be_writer_init(struct be_writer *writer, const struct be_layout *layout, struct be_out *out);
/* BOM and header line, where the format has them. Once, at the top. */
enum be_status be_writer_header(struct be_writer *writer);
/* A row: field[i] is column i of the schema. */
enum be_status be_writer_row(struct be_writer *writer, const struct be_span *field);
/* The same for records, all of one pipeline. */
enum be_status be_writer_record(struct be_writer *writer, const struct be_record *record);

/* csv.c, excel.c, tsv.c, jsonl.c */
char *be_csv_field(char *p, const struct be_column_info *column, struct be_span text);
char *be_excel_field(char *p, const struct be_column_info *column, struct be_span text);
char *be_tsv_field(char *p, const struct be_column_info *column, struct be_span text);
char *be_json_value(char *p, const struct be_column_info *column, struct be_span text);
char *be_json_string(char *p, struct be_span text); /* with its quotes */

/* The row of a pipeline's record, all columns. */
enum be_status be_csv_record(struct be_writer *writer, const struct be_record *record);

/* A row without its line end: what be_csv_field does, field by field. */
char *be_csv_row(char *p, const struct be_layout *layout, const struct be_span *field);

/* Copies text up to the first byte below limit, or equal to a or b, eight bytes at a time; returns
 * how many. At p there is room for eight bytes more. */
size_t be_copy_until(char *p, struct be_span text, unsigned char limit, char a, char b);

/* [-]digits[.digits] without leading zeros, as JSON, CSV readers and spreadsheets all take it.
 * *significant: how many digits count. */
bool be_number_plain(struct be_span text, size_t *significant);

#endif
