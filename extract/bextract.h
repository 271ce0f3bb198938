/* bextract.h - the library: feed the bytes of budget disclosures, receive records.
 *
 * The only public header. Everything is push: a caller makes a model (patterns and
 * classification codes) once, a pipeline per thread, feeds bytes in chunks of any size and
 * gets a callback per record. A pipeline takes one document after the other, and keeps
 * bounded memory however long a document is.
 *
 * Encodings: bytes fed may be UTF-8, UTF-16, or GB18030/GBK; all text handed out is UTF-8.
 * Ownership: spans handed to a callback die when it returns; copy what you keep.
 * Threads:   a model may be shared by any number of threads; a pipeline belongs to one.
 */
#ifndef BEXTRACT_H
#define BEXTRACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BEXTRACT_VERSION "0.1.0"

#if defined(__GNUC__)
#define BE_PUBLIC __attribute__((visibility("default")))
#else
#define BE_PUBLIC
#endif

/* A look at bytes owned by somebody else; no NUL at the end. p may be NULL when len is 0. */
struct be_span {
    const char *p;
    size_t len;
};

enum be_status {
    BE_OK = 0,
    BE_ENOMEM,   /* memory is out */
    BE_EIO,      /* reading or writing failed; errno tells */
    BE_EUSAGE,   /* an argument or option that makes no sense */
    BE_EPATTERN, /* a pattern or code file is wrong; the message says where */
    BE_ENOTTEXT, /* the bytes are no text; the message names what they are */
    BE_ESTOP,    /* a callback asked to stop; passed on unchanged */
};

/* The columns of a record, in their order (the contract is in README.md, "The columns"). */
enum be_column {
    BE_DOC, BE_N, BE_KIND, BE_AGENCY, BE_YEAR, BE_PHASE, BE_TOPIC, BE_ITEM,
    BE_LEVEL1, BE_LEVEL2, BE_LEVEL3, BE_STAT, BE_PART, BE_FUND, BE_FLOW, BE_ROLLUP,
    BE_NUMBER, BE_UNIT, BE_YUAN, BE_VALUE, BE_MEASURE, BE_CONCEPT,
    BE_SCHEME, BE_CODE, BE_OFFICIAL_CODE, BE_CLASS_CODE, BE_PROJECT, BE_PROJECT_CODE,
    BE_ENTITY, BE_ENTITY_CODE, BE_DOC_YEAR, BE_BASE, BE_NOTE, BE_INFERRED,
    BE_PATH, BE_SECTION, BE_TABLE_NO, BE_TABLE_TITLE, BE_TABLE_ROW, BE_TABLE_COL,
    BE_LINE, BE_TEXT,
    BE_COLUMNS
};

enum be_kind { BE_SUBJECT, BE_AMOUNT, BE_CELL, BE_NIL, BE_HEADING, BE_TERM };

/* One record: its columns as text. Empty spans where there is nothing to say. */
struct be_record {
    struct be_span field[BE_COLUMNS];
    const struct be_marks *marks; /* for the library's own writers; NULL in a record of your own */
};

/* The columns of a finding (--check). */
enum be_finding_column {
    BE_F_DOC, BE_F_LINE, BE_F_N, BE_F_RULE, BE_F_SEVERITY, BE_F_ITEM, BE_F_STATED, BE_F_COMPUTED,
    BE_F_DIFFERENCE, BE_F_TOLERANCE, BE_F_VERDICT, BE_F_LINES, BE_F_TEXT,
    BE_FINDING_COLUMNS
};
struct be_finding {
    struct be_span field[BE_FINDING_COLUMNS];
};

/* A table in its published shape, healed: rows * cols cells, row by row (--tables). */
struct be_table_view {
    struct be_span doc, title, unit, entity;
    unsigned number;             /* in its document, from 1 */
    size_t rows, cols, head;     /* head: how many of the rows are header */
    bool continued;              /* goes on from the view before: a very long table comes in parts */
    const struct be_span *cells;
};

/* What is known of a document when it has ended. */
struct be_document {
    struct be_span name, agency, phase, unit, encoding;
    int year;                    /* 0: not known */
    uint64_t bytes, lines, records[BE_TERM + 1]; /* records by enum be_kind */
    uint64_t bad_bytes;          /* bytes that were not the encoding */
};

enum be_severity { BE_SAY_NOTE, BE_SAY_WARNING, BE_SAY_ERROR };

/* Where results go. Any member may be NULL. A callback returns BE_OK, or a status that stops
 * the pipeline and is passed back to the caller of feed/finish unchanged. */
struct be_sink {
    void *user;
    enum be_status (*record)(void *user, const struct be_record *record);
    enum be_status (*finding)(void *user, const struct be_finding *finding);
    enum be_status (*table)(void *user, const struct be_table_view *table);
    enum be_status (*document)(void *user, const struct be_document *document);
    /* --trace: a line, what it was taken for, and the pattern that decided (NULL: none); or a figure in prose
     * and the rule that says of what it is. */
    enum be_status (*trace)(void *user, struct be_span doc, uint64_t line, const char *type, const char *pattern,
                            struct be_span text);
    /* --unclaimed: a number with a unit that no record took. */
    enum be_status (*unclaimed)(void *user, struct be_span doc, uint64_t line, struct be_span number,
                                struct be_span text);
    /* Messages for people; line 0: none. Who hears them need not be who takes the results. */
    void (*message)(void *message_user, enum be_severity severity, struct be_span doc, uint64_t line,
                    const char *text);
    void *message_user;
};

/* What a caller may decide. All zero is the default. Strings are borrowed and must outlive
 * the pipeline. */
struct be_options {
    const char *encoding;        /* NULL: find out; else a name that iconv knows */
    const char *agency;          /* for documents that do not say; NULL: not given */
    const char *phase;           /* budget, adjusted, final */
    const char *unit;            /* 万元, 元 ... */
    int year;
    int layout;                  /* columns made of spaces: 0 find out, 1 yes, -1 no */
    bool skip_unrelated;         /* documents whose first 16 KiB hold no word of a budget have no records */
    bool check;                  /* run the checks, call sink.finding */
    bool passed;                 /* also report what was checked and held */
    const char *rules;           /* T01,N0*,-C*: which checks; NULL: all */
    unsigned kinds;              /* a bit per kind (1 << its number), 0: all. Records of other kinds are
                                  * not made, nor counted in n; the checks, tables and unclaimed
                                  * numbers need all */
};

/* Patterns, codes, topics and concepts. dir NULL: those built in; else a folder laid out as
 * patterns/, whose files are added to or replace the built-in ones of the same name.
 * On failure *out is NULL and say (may be NULL) got one message per mistake. */
struct be_model;
BE_PUBLIC enum be_status be_model_new(struct be_model **out, const char *dir,
                                      void (*say)(void *user, const char *message), void *user);
BE_PUBLIC void be_model_free(struct be_model *model); /* accepts NULL */

struct be_pipeline;
/* NULL when memory is out. Model, options and sink are borrowed until be_pipeline_free. */
BE_PUBLIC struct be_pipeline *be_pipeline_new(const struct be_model *model,
                                              const struct be_options *options,
                                              const struct be_sink *sink);
BE_PUBLIC void be_pipeline_free(struct be_pipeline *pipeline); /* accepts NULL */
/* The name of the document that begins with the next byte fed; copied. */
BE_PUBLIC enum be_status be_pipeline_name(struct be_pipeline *pipeline, const char *name);
/* Feeds n bytes. After any status but BE_OK only be_pipeline_finish and _free are allowed. */
BE_PUBLIC enum be_status be_pipeline_feed(struct be_pipeline *pipeline, const void *bytes, size_t n);
/* Ends the document: the rest of the records come. The pipeline is as new afterwards. */
BE_PUBLIC enum be_status be_pipeline_finish(struct be_pipeline *pipeline);

/* What a pipeline has made of all documents fed so far. */
struct be_counts {
    uint64_t records;            /* handed to sink.record */
    uint64_t errors;             /* findings of severity error that are no pass, with options.check */
};
BE_PUBLIC struct be_counts be_pipeline_counts(const struct be_pipeline *pipeline);

/* The header of a column in "en" (the name used everywhere else) or "zh". Static text. */
BE_PUBLIC const char *be_column_name(enum be_column column, bool chinese);
BE_PUBLIC const char *be_finding_column_name(enum be_finding_column column, bool chinese);

#ifdef __cplusplus
}
#endif
#endif
