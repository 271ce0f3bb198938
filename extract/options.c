#include "options.h"
#include "base/i18n.h"
#include "run/pool.h"
#include "suggest.h"
#include <stdlib.h>

#define MEMBER(name) offsetof(struct be_command, name)

static bool set_format(struct be_command *, const struct be_option *, const char *);
static bool set_header(struct be_command *, const struct be_option *, const char *);
static bool set_kinds(struct be_command *, const struct be_option *, const char *);
static bool set_choice(struct be_command *, const struct be_option *, const char *);
static bool set_year(struct be_command *, const struct be_option *, const char *);
static bool set_jobs(struct be_command *, const struct be_option *, const char *);
static bool set_glob(struct be_command *, const struct be_option *, const char *);
static bool set_which(struct be_command *, const struct be_option *, const char *);
static bool set_size(struct be_command *, const struct be_option *, const char *);
static bool set_number(struct be_command *, const struct be_option *, const char *);
static bool set_completion(struct be_command *, const struct be_option *, const char *);

const struct be_option be_option_table[] = {
    {"label", 0, N_("NAME"), NULL, BE_GROUP_INPUT,
     N_("name of the document on standard input, for the column doc (default: -)"),
     BE_SET_TEXT, MEMBER(label), 0, NULL},
    {"files-from", 0, N_("FILE"), NULL, BE_GROUP_INPUT,
     N_("read the documents named in FILE, one name a line; - is standard input"),
     BE_SET_TEXT, MEMBER(files_from), 0, NULL},
    {"files0-from", 0, N_("FILE"), NULL, BE_GROUP_INPUT,
     N_("the same with each name ended by a NUL byte, as find -print0 writes them"),
     BE_SET_TEXT, MEMBER(files0_from), 0, NULL},
    {"include", 0, N_("GLOB"), NULL, BE_GROUP_INPUT,
     N_("of folders, read only files whose name matches GLOB, such as '*.txt'; may be given again"),
     BE_SET_CALL, 0, 0, set_glob},
    {"exclude", 0, N_("GLOB"), NULL, BE_GROUP_INPUT,
     N_("of folders, leave out files and folders whose name matches GLOB; may be given again"),
     BE_SET_CALL, 0, 0, set_glob},
    {"max-size", 0, N_("SIZE"), NULL, BE_GROUP_INPUT,
     N_("what an archive may expand to, such as 500M or 2T (default: 64G); the rest of it is left out"),
     BE_SET_CALL, MEMBER(limits.size), 0, set_size},
    {"max-ratio", 0, N_("N"), NULL, BE_GROUP_INPUT,
     N_("how many times its own size an archive may expand to (default: 250), from 16M on"),
     BE_SET_CALL, MEMBER(limits.ratio), 0, set_size},
    {"max-depth", 0, N_("N"), NULL, BE_GROUP_INPUT,
     N_("how deep archives may stand in archives (default: 4); something compressed counts as one"),
     BE_SET_CALL, MEMBER(limits.depth), (int)BE_ARCHIVE_DEPTH, set_number},
    {"convert", 0, NULL, NULL, BE_GROUP_INPUT,
     N_("have PDF, Word, Excel and RTF turned into text by the usual programs (pdftotext, pandoc, libreoffice, antiword)"),
     BE_SET_TRUE, MEMBER(convert), 0, NULL},
    {"pre", 0, N_("COMMAND"), NULL, BE_GROUP_INPUT,
     N_("run COMMAND with each file's name and read the text it writes to its standard output"),
     BE_SET_TEXT, MEMBER(pre), 0, NULL},
    {"pre-glob", 0, N_("GLOB"), NULL, BE_GROUP_INPUT,
     N_("use --pre only for files whose name matches GLOB; may be given again"),
     BE_SET_CALL, 0, 0, set_glob},
    {"convert-timeout", 0, N_("SECONDS"), NULL, BE_GROUP_INPUT,
     N_("how long one file may take in --convert and --pre (default: 60)"),
     BE_SET_CALL, MEMBER(convert_timeout), 86400, set_number},
    {"jobs", 'j', N_("N"), NULL, BE_GROUP_INPUT,
     N_("documents read at a time (default: as many as there are cores); the output is the same"),
     BE_SET_CALL, 0, 0, set_jobs},
    {"encoding", 0, N_("NAME"), NULL, BE_GROUP_INPUT,
     N_("the documents' encoding, as iconv names it (default: found out: UTF-8, UTF-16, GB18030)"),
     BE_SET_TEXT, MEMBER(options.encoding), 0, NULL},
    {"skip-unrelated", 0, NULL, NULL, BE_GROUP_INPUT,
     N_("read no further in a document whose first 16 KiB hold no word of a budget: 预算, 决算, 财政, 收支, 三公, 经费, 绩效 (of 58 disclosures none was lost)"),
     BE_SET_TRUE, MEMBER(options.skip_unrelated), 0, NULL},
    {"layout", 0, NULL, NULL, BE_GROUP_INPUT,
     N_("columns are made of spaces, as pdftotext -layout writes them (default: found out)"),
     BE_SET_INT, MEMBER(options.layout), 1, NULL},
    {"no-layout", 0, NULL, NULL, BE_GROUP_INPUT,
     N_("spaces never make columns"),
     BE_SET_INT, MEMBER(options.layout), -1, NULL},

    {"agency", 0, N_("NAME"), NULL, BE_GROUP_KNOWN,
     N_("the agency of documents that do not name it"),
     BE_SET_TEXT, MEMBER(options.agency), 0, NULL},
    {"agencies", 0, N_("FILE"), NULL, BE_GROUP_KNOWN,
     N_("a list of agencies (CSV: name, aliases, code, parent, region, level), to be named in summaries and documents.csv"),
     BE_SET_TEXT, MEMBER(agencies_file), 0, NULL},
    {"year", 0, N_("YEAR"), NULL, BE_GROUP_KNOWN,
     N_("the year of documents that do not name it"),
     BE_SET_CALL, 0, 0, set_year},
    {"phase", 0, N_("PHASE"), "budget adjusted final", BE_GROUP_KNOWN,
     N_("the phase of documents that do not name it: budget, adjusted or final"),
     BE_SET_CALL, MEMBER(options.phase), 0, set_choice},
    {"unit", 0, N_("UNIT"), "元 千元 万元 百万元 亿元", BE_GROUP_KNOWN,
     N_("the unit of money in documents that do not name it: 元, 千元, 万元, 百万元 or 亿元"),
     BE_SET_CALL, MEMBER(options.unit), 0, set_choice},

    {"kind", 0, N_("KIND,..."), "subject amount cell nil heading term", BE_GROUP_CHOICE,
     N_("only records of these kinds: subject, amount, cell, nil, heading, term; what others need is not done, and n counts these"),
     BE_SET_CALL, 0, 0, set_kinds},
    {"figures", 0, NULL, NULL, BE_GROUP_CHOICE,
     N_("only figures and statements of nothing, duties and achievements left out"),
     BE_SET_TRUE, MEMBER(figures), 0, NULL},
    {"tables", 0, NULL, NULL, BE_GROUP_CHOICE,
     N_("instead of records: every table in its published shape"),
     BE_SET_INT, MEMBER(rows), BE_TABLES, NULL},
    {"summary", 0, NULL, NULL, BE_GROUP_CHOICE,
     N_("instead of records: a row a document, a column a concept, in yuan or counts; nil: stated as none"),
     BE_SET_INT, MEMBER(rows), BE_SUMMARY, NULL},
    {"coverage", 0, NULL, NULL, BE_GROUP_CHOICE,
     N_("instead of records: a row a document; present, nil or missing for each topic expected"),
     BE_SET_INT, MEMBER(rows), BE_COVERAGE, NULL},
    {"columns", 0, N_("COLUMN,..."), NULL, BE_GROUP_CHOICE,
     N_("only these columns, in this order; English or Chinese names"),
     BE_SET_TEXT, MEMBER(columns), 0, NULL},

    {"output", 'o', N_("FILE"), NULL, BE_GROUP_FORM,
     N_("write to FILE, which appears when it is complete (default: standard output); DIR, or a new name without a dot: a data package; FILE.xlsx: a workbook"),
     BE_SET_TEXT, MEMBER(output), 0, NULL},
    {"resume", 0, NULL, NULL, BE_GROUP_FORM,
     N_("go on with a run with --output=DIR that was interrupted: inputs that are complete are not read again"),
     BE_SET_TRUE, MEMBER(resume), 0, NULL},
    {"format", 0, N_("FORMAT"), "csv tsv jsonl xlsx", BE_GROUP_FORM,
     N_("csv (default), tsv (tab and line end escaped), jsonl (one JSON object per line) or xlsx (a workbook; -o FILE.xlsx too)"),
     BE_SET_CALL, 0, 0, set_format},
    {"excel", 0, NULL, NULL, BE_GROUP_FORM,
     N_("CSV that a double-click opens right in Excel and WPS: codes stay text, no cell is run"),
     BE_SET_TRUE, MEMBER(excel), 0, NULL},
    {"table-sheets", 0, NULL, NULL, BE_GROUP_FORM,
     N_("in a workbook, also a sheet per table in its published shape (at most 200)"),
     BE_SET_TRUE, MEMBER(table_sheets), 0, NULL},
    {"header", 0, N_("LANGUAGE"), "en zh", BE_GROUP_FORM,
     N_("column names in English (en, default) or Chinese (zh)"),
     BE_SET_CALL, 0, 0, set_header},
    {"no-header", 0, NULL, NULL, BE_GROUP_FORM,
     N_("no header line"),
     BE_SET_TRUE, MEMBER(no_header), 0, NULL},

    {"check", 0, NULL, NULL, BE_GROUP_CHECKS,
     N_("instead of records: findings, what does not add up in a document"),
     BE_SET_INT, MEMBER(rows), BE_FINDINGS, NULL},
    {"findings", 0, N_("FILE"), NULL, BE_GROUP_CHECKS,
     N_("write the findings to FILE, beside the records"),
     BE_SET_TEXT, MEMBER(findings), 0, NULL},
    {"rules", 0, N_("RULE,..."), NULL, BE_GROUP_CHECKS,
     N_("only these rules: T01,N0* selects, -C* takes away"),
     BE_SET_TEXT, MEMBER(options.rules), 0, NULL},
    {"passed", 0, NULL, NULL, BE_GROUP_CHECKS,
     N_("also what was checked and held"),
     BE_SET_TRUE, MEMBER(options.passed), 0, NULL},
    {"strict", 0, NULL, NULL, BE_GROUP_CHECKS,
     N_("exit with 3 when there is a finding of severity error"),
     BE_SET_TRUE, MEMBER(strict), 0, NULL},
    {"list-rules", 0, NULL, NULL, BE_GROUP_CHECKS,
     N_("list the rules with name, severity and formula, and which of them are not checked, and end"),
     BE_SET_INT, MEMBER(action), BE_LIST_RULES, NULL},

    {"patterns", 0, N_("DIR"), NULL, BE_GROUP_PATTERNS,
     N_("add the patterns of DIR; KIND/NAME.pcre replaces a built-in one, an empty file removes it"),
     BE_SET_TEXT, MEMBER(patterns), 0, NULL},
    {"check-patterns", 0, NULL, NULL, BE_GROUP_PATTERNS,
     N_("prove every pattern by the samples beside it, and end"),
     BE_SET_INT, MEMBER(action), BE_CHECK_PATTERNS, NULL},
    {"trace", 0, NULL, NULL, BE_GROUP_PATTERNS,
     N_("instead of records: every line, what it was taken for, and the pattern or rule that decided"),
     BE_SET_INT, MEMBER(rows), BE_TRACE, NULL},
    {"unclaimed", 0, NULL, NULL, BE_GROUP_PATTERNS,
     N_("instead of records: every number with a unit that no record took"),
     BE_SET_INT, MEMBER(rows), BE_UNCLAIMED, NULL},
    {"codes", 0, NULL, NULL, BE_GROUP_PATTERNS,
     N_("look up the official codes of the names (or names of the codes) given instead of files"),
     BE_SET_INT, MEMBER(action), BE_CODES, NULL},

    {"quiet", 'q', NULL, NULL, BE_GROUP_MESSAGES,
     N_("say nothing but errors"),
     BE_SET_TRUE, MEMBER(quiet), 0, NULL},
    {"verbose", 'v', NULL, NULL, BE_GROUP_MESSAGES,
     N_("say more"),
     BE_SET_TRUE, MEMBER(verbose), 0, NULL},

    {"progress", 0, N_("WHEN"), "auto always never", BE_GROUP_MESSAGES,
     N_("show how far it is: auto (default: when standard error is a terminal), always or never"),
     BE_SET_CALL, MEMBER(progress), 0, set_which},

    {"help", 'h', NULL, NULL, BE_GROUP_HELP, N_("show this help"),
     BE_SET_INT, MEMBER(action), BE_HELP, NULL},
    {"version", 'V', NULL, NULL, BE_GROUP_HELP, N_("show the version"),
     BE_SET_INT, MEMBER(action), BE_VERSION, NULL},

    {"man", 0, NULL, NULL, BE_GROUP_HIDDEN, NULL,
     BE_SET_INT, MEMBER(action), BE_MANUAL, NULL},
    {"completion", 0, "SHELL", "bash", BE_GROUP_HIDDEN, NULL,
     BE_SET_CALL, 0, 0, set_completion},
    {0},
};

const char *be_option_group_title(enum be_option_group group)
{
    static const char *const title[BE_OPTION_GROUPS] = {
        [BE_GROUP_INPUT] = N_("What is read"),
        [BE_GROUP_KNOWN] = N_("What documents may not say"),
        [BE_GROUP_CHOICE] = N_("What is written"),
        [BE_GROUP_FORM] = N_("How it is written"),
        [BE_GROUP_CHECKS] = N_("Checks"),
        [BE_GROUP_PATTERNS] = N_("Patterns"),
        [BE_GROUP_MESSAGES] = N_("Messages"),
        [BE_GROUP_HELP] = N_("Help"),
    };
    return _(title[group]);
}

/* The place of value in a list parted by blanks, or -1. */
static int choice_of(const char *choices, struct be_span value)
{
    for (int i = 0; *choices != '\0'; i++) {
        size_t len = strcspn(choices, " ");

        if (be_span_eq(value, be_span(choices, len)))
            return i;
        choices += len + (choices[len] == ' ');
    }
    return -1;
}

static bool no_choice(struct be_command *cmd, const struct be_option *option, struct be_span value)
{
    struct be_nearest n = be_nearest_to(value);
    char more[96];

    be_nearest_offer_choices(&n, option->choices);
    if (n.name.len == 0)
        return be_mistake(cmd, _("--%s: '%.*s' is none of: %s"), option->name,
                       (int)be_span_chars(value, 40).len, value.p, option->choices);
    return be_mistake(cmd, _("--%s: no '%.*s'%s"), option->name,
                   (int)be_span_chars(value, 40).len, value.p,
                   be_nearest_suggestion(more, sizeof more, &n, ""));
}

static bool set_choice(struct be_command *cmd, const struct be_option *option, const char *value)
{
    if (choice_of(option->choices, be_span_of(value)) < 0)
        return no_choice(cmd, option, be_span_of(value));
    *(const char **)((char *)cmd + option->off) = value;
    return true;
}

/* The place of the value among the choices. */
static bool set_which(struct be_command *cmd, const struct be_option *option, const char *value)
{
    int i = choice_of(option->choices, be_span_of(value));

    if (i < 0)
        return no_choice(cmd, option, be_span_of(value));
    *(int *)((char *)cmd + option->off) = i;
    return true;
}

static bool set_format(struct be_command *cmd, const struct be_option *option, const char *value)
{
    int i = choice_of(option->choices, be_span_of(value));

    if (i < 0)
        return no_choice(cmd, option, be_span_of(value));
    cmd->format_given = true;
    cmd->workbook = i > BE_JSONL; /* its rows wait as tsv */
    cmd->format = cmd->workbook ? BE_TSV : (enum be_format)i;
    return true;
}

static bool set_header(struct be_command *cmd, const struct be_option *option, const char *value)
{
    int i = choice_of(option->choices, be_span_of(value));

    if (i < 0)
        return no_choice(cmd, option, be_span_of(value));
    cmd->zh_header = i == 1;
    return true;
}

static bool set_kinds(struct be_command *cmd, const struct be_option *option, const char *value)
{
    cmd->kinds = 0;
    for (;;) {
        size_t len = strcspn(value, ",");
        int i = choice_of(option->choices, be_span(value, len));

        if (i < 0)
            return no_choice(cmd, option, be_span(value, len));
        cmd->kinds |= 1u << i;
        if (value[len] == '\0')
            return true;
        value += len + 1;
    }
}

static bool set_year(struct be_command *cmd, const struct be_option *option, const char *value)
{
    char *end;
    long year = strtol(value, &end, 10);

    if (*end != '\0' || year < 1949 || year > 2100)
        return be_mistake(cmd, _("--%s: '%.40s' is no year"), option->name, value);
    cmd->options.year = (int)year;
    return true;
}

/* 1000, 500M, 2T: powers of 1024. */
static bool set_size(struct be_command *cmd, const struct be_option *option, const char *value)
{
    static const char letters[] = "KMGT";
    char *end;
    unsigned long long n = strtoull(value, &end, 10);
    const char *letter = *end == '\0' ? NULL : strchr(letters, *end);
    unsigned shift = letter == NULL ? 0 : 10 * (unsigned)(letter - letters + 1);

    if (*value < '0' || *value > '9' || n == 0 || (*end != '\0' && (letter == NULL || end[1] != '\0'))
        || n > UINT64_MAX >> shift)
        return be_mistake(cmd, _("--%s: '%.40s' is no size, such as 500M"), option->name, value);
    *(uint64_t *)((char *)cmd + option->off) = (uint64_t)n << shift;
    return true;
}

/* From 1 to option->value. */
static bool set_number(struct be_command *cmd, const struct be_option *option, const char *value)
{
    char *end;
    unsigned long n = strtoul(value, &end, 10);

    if (*value < '0' || *value > '9' || *end != '\0' || n < 1 || n > (unsigned long)option->value)
        return be_mistake(cmd, _("--%s: '%.40s' is no number from 1 to %d"), option->name, value, option->value);
    *(unsigned *)((char *)cmd + option->off) = (unsigned)n;
    return true;
}

static bool set_jobs(struct be_command *cmd, const struct be_option *option, const char *value)
{
    char *end;
    long n = strtol(value, &end, 10);

    if (*end != '\0' || *value == '\0' || n < 0 || n > (long)BE_POOL_WORKERS)
        return be_mistake(cmd, _("--%s: '%.40s' is no number from 1 to %u (0: all cores)"), option->name,
                       value, BE_POOL_WORKERS);
    cmd->jobs = (int)n;
    return true;
}

static bool set_glob(struct be_command *cmd, const struct be_option *option, const char *value)
{
    struct be_globs *g = option->name[0] == 'p' ? &cmd->pre_globs : &cmd->globs;
    bool in = option->name[0] != 'e';

    if (!be_globs_add(in ? &g->include : &g->exclude, in ? &g->includes : &g->excludes, value))
        return be_mistake(cmd, "%s", _("memory is out"));
    return true;
}

static bool set_completion(struct be_command *cmd, const struct be_option *option, const char *value)
{
    if (strcmp(value, "bash") != 0)
        return no_choice(cmd, option, be_span_of(value));
    cmd->action = BE_COMPLETION;
    return true;
}
