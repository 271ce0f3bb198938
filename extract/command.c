/* command.c - the words of the command line, by the table of options.c, and what they must not be together. */
#include "options.h"
#include "output/summary.h"
#include "base/i18n.h"
#include "check/check.h"
#include "input/decode.h"
#include "run/folder.h"
#include "suggest.h"
#include <stdarg.h>
#include <stdlib.h>

bool be_mistake(struct be_command *cmd, const char *format, ...)
{
    va_list ap;

    if (cmd->mistake[0] == '\0') {
        va_start(ap, format);
        vsnprintf(cmd->mistake, sizeof cmd->mistake, format, ap);
        va_end(ap);
    }
    return false;
}

/* What the output depends on is noted, for --resume to compare. */
static bool note(struct be_command *cmd, const struct be_option *option, const char *value)
{
    static const char *const others[] = {"output", "resume", "jobs", "progress", "quiet", "verbose",
                                         "files-from", "files0-from"};

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(option->name, others[i]) == 0)
            return true;
    if (be_buf_add(&cmd->said, BE_LIT(" --")) == BE_OK && be_buf_add(&cmd->said, be_span_of(option->name)) == BE_OK
        && (value == NULL || (be_buf_byte(&cmd->said, '=') == BE_OK
                              && be_buf_add(&cmd->said, be_span_to(be_span_of(value), strcspn(value, "\t\n"))) == BE_OK)))
        return true;
    return be_mistake(cmd, "%s", _("memory is out"));
}

static bool set(struct be_command *cmd, const struct be_option *option, const char *value)
{
    char *member = (char *)cmd + option->off;

    if (!note(cmd, option, value))
        return false;
    switch (option->how) {
    case BE_SET_TRUE: *(bool *)member = true; return true;
    case BE_SET_INT: *(int *)member = option->value; return true;
    case BE_SET_TEXT: *(const char **)member = value; return true;
    case BE_SET_CALL: return option->set(cmd, option, value);
    }
    return false;
}

static const struct be_option *by_name(struct be_span name)
{
    const struct be_option *o;

    for (o = be_option_table; o->name != NULL; o++)
        if (be_span_is(name, o->name))
            return o;
    return NULL;
}

static bool unknown(struct be_command *cmd, struct be_span name)
{
    struct be_nearest n = be_nearest_to(name);
    char more[96];

    for (const struct be_option *o = be_option_table; o->name != NULL; o++)
        if (o->group != BE_GROUP_HIDDEN)
            be_nearest_offer(&n, be_span_of(o->name));
    return be_mistake(cmd, _("unknown option --%.*s%s"), (int)be_span_chars(name, 40).len, name.p,
                   be_nearest_suggestion(more, sizeof more, &n, "--"));
}

/* --name, --name=value, --name value. *next is the argument behind, taken when needed. */
static bool parse_long(struct be_command *cmd, const char *arg, char ***next)
{
    size_t len = strcspn(arg, "=");
    const struct be_option *o = by_name(be_span(arg, len));

    if (o == NULL)
        return unknown(cmd, be_span(arg, len));
    if (o->arg == NULL)
        return arg[len] == '=' ? be_mistake(cmd, _("--%s takes no argument"), o->name)
                               : set(cmd, o, NULL);
    if (arg[len] == '=')
        return set(cmd, o, arg + len + 1);
    if (**next == NULL)
        return be_mistake(cmd, _("--%s needs an argument: %s"), o->name, _(o->arg));
    return set(cmd, o, *(*next)++);
}

/* -q, -qv, -oFILE, -o FILE. */
static bool parse_short(struct be_command *cmd, const char *arg, char ***next)
{
    for (; *arg != '\0'; arg++) {
        const struct be_option *o = be_option_table;

        while (o->name != NULL && o->letter != *arg)
            o++;
        if (o->name == NULL)
            return be_mistake(cmd, _("unknown option -%.*s"),
                           (int)be_char_len(arg, arg + strlen(arg)), arg);
        if (o->arg == NULL) {
            if (!set(cmd, o, NULL))
                return false;
            continue;
        }
        if (arg[1] != '\0')
            return set(cmd, o, arg + 1);
        if (**next == NULL)
            return be_mistake(cmd, _("-%c needs an argument: %s"), o->letter, _(o->arg));
        return set(cmd, o, *(*next)++);
    }
    return true;
}

/* -o FILE.xlsx and --format xlsx, and what does not go with them. */
static bool complete_workbook(struct be_command *cmd)
{
    bool named = cmd->output != NULL && be_ends(be_span_of(cmd->output), ".xlsx");

    if (cmd->action != BE_RUN)
        return true;
    if (named && cmd->format_given && !cmd->workbook)
        return be_mistake(cmd, _("-o %.60s is a workbook; it does not go with another --format"), cmd->output);
    cmd->workbook |= named;
    if (!cmd->workbook && cmd->table_sheets)
        return be_mistake(cmd, _("--table-sheets goes with a workbook: -o FILE.xlsx"));
    if (!cmd->workbook)
        return true;
    if (cmd->output == NULL)
        return be_mistake(cmd, _("--format xlsx needs -o FILE: a workbook is no stream of rows"));
    if (cmd->excel || cmd->no_header)
        return be_mistake(cmd, _("--excel and --no-header do not go with a workbook"));
    if (cmd->rows == BE_TRACE || cmd->rows == BE_UNCLAIMED)
        return be_mistake(cmd, _("--trace and --unclaimed do not go with a workbook"));
    if (cmd->findings != NULL)
        return be_mistake(cmd, _("in a workbook the findings are a sheet: give --check instead of --findings"));
    cmd->table_sheets |= cmd->rows == BE_TABLES;
    return true;
}

/* What only the whole line can tell: options that exclude each other, and the columns. */
static bool complete(struct be_command *cmd)
{
    static const struct be_schema *const schemas[] = {
        [BE_RECORDS] = &be_record_schema,
        [BE_TABLES] = &be_record_schema, /* a table has the columns it has */
        [BE_SUMMARY] = &be_summary_schema,
        [BE_COVERAGE] = &be_coverage_schema,
        [BE_FINDINGS] = &be_finding_schema,
        [BE_TRACE] = &be_trace_schema,
        [BE_UNCLAIMED] = &be_unclaimed_schema,
    };
    const struct be_schema *schema = cmd->action == BE_LIST_RULES ? &be_rule_schema : schemas[cmd->rows];
    bool chosen[BE_RULES_MAX];
    struct be_span bad;
    char more[96];

    if (!complete_workbook(cmd))
        return false;
    if (cmd->excel && cmd->format != BE_CSV)
        return be_mistake(cmd, _("--excel is a way to write csv; it does not go with another --format"));
    cmd->options.check = cmd->rows == BE_FINDINGS || cmd->findings != NULL || cmd->strict;
    if (cmd->findings != NULL && cmd->rows == BE_FINDINGS)
        return be_mistake(cmd, _("--check writes the findings instead of records, --findings beside them: give one"));
    if ((cmd->options.rules != NULL || cmd->options.passed) && !cmd->options.check && cmd->action == BE_RUN)
        return be_mistake(cmd, _("--rules and --passed go with --check, --findings or --strict"));
    if (cmd->options.rules != NULL && !be_rules_select(chosen, cmd->options.rules, &bad))
        return be_mistake(cmd, _("--rules: '%.*s' is no rule that is checked; --list-rules shows them"), (int)be_span_chars(bad, 40).len, bad.p);
    if (cmd->resume && (cmd->output == NULL || !be_folder_is(cmd->output)))
        return be_mistake(cmd, _("--resume goes on with a folder: it needs --output=DIR"));
    if (cmd->action == BE_CODES && cmd->inputs == 0)
        return be_mistake(cmd, _("--codes needs a name or code: bextract --codes 行政运行"));
    if (cmd->options.encoding != NULL && !be_decode_knows(cmd->options.encoding))
        return be_mistake(cmd, _("--encoding: iconv knows no '%.40s'; iconv -l lists what it knows"),
                       cmd->options.encoding);
    if ((cmd->files_from != NULL) + (cmd->files0_from != NULL) + (cmd->inputs > 0) > 1)
        return be_mistake(cmd, _("file names, --files-from and --files0-from exclude each other"));
    if (cmd->rows == BE_TABLES && cmd->columns != NULL)
        return be_mistake(cmd, _("--columns does not go with --tables: a table has the columns it has"));
    if (be_layout_columns(&cmd->layout, schema, cmd->columns, &bad) != BE_OK) {
        struct be_nearest n = be_nearest_to(bad);

        if (be_schema_find(schema, bad) < schema->n)
            return be_mistake(cmd, _("--columns: %.*s twice"), (int)bad.len, bad.p);
        for (size_t i = 0; i < schema->n; i++)
            be_nearest_offer(&n, be_span_of(schema->column[i].name));
        return be_mistake(cmd, _("--columns: no column '%.*s'%s"), (int)be_span_chars(bad, 40).len,
                       bad.p, be_nearest_suggestion(more, sizeof more, &n, ""));
    }
    /* A workbook and a package say more than the records chosen: they need all. */
    if (cmd->rows == BE_RECORDS && !cmd->workbook && (cmd->output == NULL || !be_folder_is(cmd->output)))
        cmd->options.kinds = cmd->kinds;
    cmd->layout.format = cmd->format;
    cmd->layout.excel = cmd->excel;
    cmd->layout.no_header = cmd->no_header;
    cmd->layout.zh = cmd->zh_header;
    return true;
}

enum be_status be_command_parse(struct be_command *cmd, int argc, char **argv)
{
    char **next = argv + (argc > 0);
    bool options = true, good = true;

    *cmd = (struct be_command){.limits = {.size = UINT64_C(64) << 30, .ratio = 250, .depth = 4},
                                .convert_timeout = 60};
    cmd->input = calloc((size_t)argc + 1, sizeof *cmd->input);
    if (cmd->input == NULL)
        return BE_ENOMEM;
    while (good && *next != NULL) {
        const char *arg = *next++;

        if (!options || arg[0] != '-' || arg[1] == '\0')
            cmd->input[cmd->inputs++] = arg;
        else if (strcmp(arg, "--") == 0)
            options = false;
        else if (arg[1] == '-')
            good = parse_long(cmd, arg + 2, &next);
        else
            good = parse_short(cmd, arg + 1, &next);
        if (good && (cmd->action == BE_HELP || cmd->action == BE_VERSION))
            return BE_OK; /* asked for: whatever else is on the line does not matter */
    }
    if (be_buf_byte(&cmd->said, '\0') != BE_OK)
        return BE_ENOMEM;
    return good && complete(cmd) ? BE_OK : BE_EUSAGE;
}

void be_command_free(struct be_command *cmd)
{
    free(cmd->input);
    be_globs_free(&cmd->globs);
    be_globs_free(&cmd->pre_globs);
    be_buf_free(&cmd->said);
    cmd->input = NULL;
    cmd->inputs = 0;
}
