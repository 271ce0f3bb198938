/* options.h - the command line. One table (be_option_table) from which the parser, --help, the
 * manual page and the completion are made.
 *
 * In:    argv.
 * Out:   struct be_command; nothing else is touched, so a test may parse as often as it likes.
 * Keeps: nothing. Strings of the command point into argv.
 *
 * A new option is a line in the table of options.c, and a member here; command.c reads the line and
 * completes what only the whole of it tells. It is added when what it asks for works, not before.
 */
#ifndef BE_COMMAND_H
#define BE_COMMAND_H

#include "output/agencies.h"
#include "output/writer.h"
#include "run/archive.h"
#include "run/glob.h"
#include <stdio.h>

enum be_action {
    BE_RUN, BE_CHECK_PATTERNS, BE_LIST_RULES, BE_CODES, BE_HELP, BE_VERSION, BE_MANUAL, BE_COMPLETION
};

/* What the rows are. */
enum be_rows { BE_RECORDS, BE_TABLES, BE_FINDINGS, BE_SUMMARY, BE_COVERAGE, BE_TRACE, BE_UNCLAIMED };

enum be_show_progress { BE_PROGRESS_AUTO, BE_PROGRESS_ALWAYS, BE_PROGRESS_NEVER };

struct be_command {
    enum be_action action;
    struct be_options options;   /* handed to the library */
    /* what comes in */
    const char **input;          /* owned array; names as given, "-" is standard input */
    size_t inputs;
    const char *files_from, *files0_from;
    struct be_globs globs;       /* --include, --exclude */
    struct be_archive_limits limits;
    const char *pre;             /* program that makes text of a file; NULL: none */
    struct be_globs pre_globs;   /* for which files */
    bool convert;                /* by the usual programs */
    unsigned convert_timeout;    /* seconds */
    const char *label;           /* name of the document on standard input; NULL: "-" */
    const char *agencies_file;   /* NULL: none */
    const struct be_agencies *agencies; /* what it holds; loaded by who runs the command */
    const char *patterns;        /* folder; NULL: those built in */
    /* what goes out */
    enum be_rows rows;
    const char *output;          /* NULL: standard output */
    const char *findings;        /* file; NULL: none */
    bool strict;
    enum be_format format;
    bool workbook;               /* the format is xlsx: -o FILE.xlsx or --format */
    bool table_sheets;
    bool format_given;
    bool excel, no_header, zh_header;
    const char *columns;         /* a,b,c; NULL: all */
    unsigned kinds;              /* bits of enum be_kind; 0: all */
    bool figures;
    struct be_layout layout;     /* made from the above */
    const int *outputs;          /* descriptors of what is being written: never read as an input */
    size_t output_count;
    /* how it is done */
    int jobs;                    /* workers; 0: one per core */
    bool resume;
    struct be_buf said;          /* owned; the options that the output depends on, with a NUL */
    /* messages */
    bool quiet, verbose;
    int progress;                /* enum be_show_progress */
    char mistake[256];           /* what is wrong with the command line, one line */
};

enum be_option_group {
    BE_GROUP_INPUT, BE_GROUP_KNOWN, BE_GROUP_CHOICE, BE_GROUP_FORM, BE_GROUP_CHECKS, BE_GROUP_PATTERNS,
    BE_GROUP_MESSAGES, BE_GROUP_HELP, BE_OPTION_GROUPS,
    BE_GROUP_HIDDEN              /* understood, but told to nobody */
};

struct be_option {
    const char *name;            /* without the dashes */
    char letter;                 /* 0: none */
    const char *arg;             /* name of its argument (FILE and DIR are completed); NULL: none */
    const char *choices;         /* the values it takes, parted by blanks; NULL: open */
    enum be_option_group group;
    const char *help;            /* marked for translation, one or two sentences */
    enum { BE_SET_TRUE, BE_SET_INT, BE_SET_TEXT, BE_SET_CALL } how;
    size_t off;                  /* of the member: bool, int, const char * */
    int value;                   /* BE_SET_INT without argument */
    /* BE_SET_CALL: false when the value makes no sense, with cmd->mistake filled */
    bool (*set)(struct be_command *cmd, const struct be_option *option, const char *value);
};

/* Keeps the first mistake of a command line in cmd->mistake; returns false, for the caller to pass on. */
bool be_mistake(struct be_command *cmd, const char *format, ...) __attribute__((format(printf, 2, 3)));

extern const struct be_option be_option_table[]; /* ends with a NULL name */
const char *be_option_group_title(enum be_option_group group); /* translated */

/* command.c: the line as a whole. BE_EUSAGE: cmd->mistake says what is wrong. BE_ENOMEM. cmd is to be freed in any case. */
enum be_status be_command_parse(struct be_command *cmd, int argc, char **argv);
void be_command_free(struct be_command *cmd);

/* manual.c: what is made from the table. */
void be_help_print(FILE *to);
void be_manual_print(FILE *to);      /* a page for man(1), section 1 */
void be_completion_print(FILE *to);  /* for bash */

#endif
