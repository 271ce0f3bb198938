#include "options.h"
#include "output/summary.h"
#include "base/i18n.h"
#include "check/check.h"
#include "input/decode.h"
#include "recognize/hit.h"
#include "run/folder.h"
#include "run/pool.h"
#include <stdarg.h>
#include <stdlib.h>

#define MEMBER(name) offsetof(struct be_command, name)

static bool mistake(struct be_command *cmd, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
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
     N_("read no further in a document whose first 16 KiB hold no word of a budget: 预算, 决算, 财政, 收支, 三公, 经费 (of 58 disclosures none was lost)"),
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
     N_("write to FILE, which appears when it is complete (default: standard output); DIR: a data package; FILE.xlsx: a workbook"),
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
     N_("instead of records: every line, what it was taken for, and the pattern that decided"),
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

/* Keeps the first mistake; returns false, for the caller to pass on. */
static bool mistake(struct be_command *cmd, const char *format, ...)
{
    va_list ap;

    if (cmd->mistake[0] == '\0') {
        va_start(ap, format);
        vsnprintf(cmd->mistake, sizeof cmd->mistake, format, ap);
        va_end(ap);
    }
    return false;
}

/* How many letters differ (one too many, one missing, another, two swapped), at most limit + 1.
 * Names are short; what is longer than any of them is no misspelling. */
static size_t distance(struct be_span a, struct be_span b)
{
    size_t row[3][33];
    size_t *before = row[0], *last = row[1], *now = row[2];

    if (a.len > 32 || b.len > 32)
        return 99;
    for (size_t j = 0; j <= b.len; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *oldest = before;

        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t best = last[j - 1] + (a.p[i - 1] != b.p[j - 1]);

            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1]
                && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
        before = last;
        last = now;
        now = oldest;
    }
    return last[b.len];
}

/* Keeps the nearest of the names offered one by one. */
struct nearest {
    struct be_span wanted, name;
    size_t away;
};

static void offer(struct nearest *n, struct be_span name)
{
    size_t away = distance(n->wanted, name);

    if (n->wanted.len >= 3 && be_span_starts(name, n->wanted))
        away = 1;
    if (away < n->away && away <= (n->wanted.len + 1) / 3) {
        n->away = away;
        n->name = name;
    }
}

/* ", did you mean X?" or nothing, into a small buffer. */
static const char *suggestion(char *buf, size_t size, const struct nearest *n, const char *dashes)
{
    buf[0] = '\0';
    if (n->name.len > 0)
        snprintf(buf, size, _("; did you mean %s%.*s?"), dashes, (int)n->name.len, n->name.p);
    return buf;
}

static void offer_choices(struct nearest *n, const char *choices)
{
    while (*choices != '\0') {
        size_t len = strcspn(choices, " ");

        offer(n, be_span(choices, len));
        choices += len + (choices[len] == ' ');
    }
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
    struct nearest n = {value, {NULL, 0}, 99};
    char more[96];

    offer_choices(&n, option->choices);
    if (n.name.len == 0)
        return mistake(cmd, _("--%s: '%.*s' is none of: %s"), option->name,
                       (int)be_span_chars(value, 40).len, value.p, option->choices);
    return mistake(cmd, _("--%s: no '%.*s'%s"), option->name,
                   (int)be_span_chars(value, 40).len, value.p,
                   suggestion(more, sizeof more, &n, ""));
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
        return mistake(cmd, _("--%s: '%.40s' is no year"), option->name, value);
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
        return mistake(cmd, _("--%s: '%.40s' is no size, such as 500M"), option->name, value);
    *(uint64_t *)((char *)cmd + option->off) = (uint64_t)n << shift;
    return true;
}

/* From 1 to option->value. */
static bool set_number(struct be_command *cmd, const struct be_option *option, const char *value)
{
    char *end;
    unsigned long n = strtoul(value, &end, 10);

    if (*value < '0' || *value > '9' || *end != '\0' || n < 1 || n > (unsigned long)option->value)
        return mistake(cmd, _("--%s: '%.40s' is no number from 1 to %d"), option->name, value, option->value);
    *(unsigned *)((char *)cmd + option->off) = (unsigned)n;
    return true;
}

static bool set_jobs(struct be_command *cmd, const struct be_option *option, const char *value)
{
    char *end;
    long n = strtol(value, &end, 10);

    if (*end != '\0' || *value == '\0' || n < 0 || n > (long)BE_POOL_WORKERS)
        return mistake(cmd, _("--%s: '%.40s' is no number from 1 to %u (0: all cores)"), option->name,
                       value, BE_POOL_WORKERS);
    cmd->jobs = (int)n;
    return true;
}

static bool set_glob(struct be_command *cmd, const struct be_option *option, const char *value)
{
    struct be_globs *g = option->name[0] == 'p' ? &cmd->pre_globs : &cmd->globs;
    bool in = option->name[0] != 'e';

    if (!be_globs_add(in ? &g->include : &g->exclude, in ? &g->includes : &g->excludes, value))
        return mistake(cmd, "%s", _("memory is out"));
    return true;
}

static bool set_completion(struct be_command *cmd, const struct be_option *option, const char *value)
{
    if (strcmp(value, "bash") != 0)
        return no_choice(cmd, option, be_span_of(value));
    cmd->action = BE_COMPLETION;
    return true;
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
    return mistake(cmd, "%s", _("memory is out"));
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
    struct nearest n = {name, {NULL, 0}, 99};
    char more[96];

    for (const struct be_option *o = be_option_table; o->name != NULL; o++)
        if (o->group != BE_GROUP_HIDDEN)
            offer(&n, be_span_of(o->name));
    return mistake(cmd, _("unknown option --%.*s%s"), (int)be_span_chars(name, 40).len, name.p,
                   suggestion(more, sizeof more, &n, "--"));
}

/* --name, --name=value, --name value. *next is the argument behind, taken when needed. */
static bool parse_long(struct be_command *cmd, const char *arg, char ***next)
{
    size_t len = strcspn(arg, "=");
    const struct be_option *o = by_name(be_span(arg, len));

    if (o == NULL)
        return unknown(cmd, be_span(arg, len));
    if (o->arg == NULL)
        return arg[len] == '=' ? mistake(cmd, _("--%s takes no argument"), o->name)
                               : set(cmd, o, NULL);
    if (arg[len] == '=')
        return set(cmd, o, arg + len + 1);
    if (**next == NULL)
        return mistake(cmd, _("--%s needs an argument: %s"), o->name, _(o->arg));
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
            return mistake(cmd, _("unknown option -%.*s"),
                           (int)be_char_len(arg, arg + strlen(arg)), arg);
        if (o->arg == NULL) {
            if (!set(cmd, o, NULL))
                return false;
            continue;
        }
        if (arg[1] != '\0')
            return set(cmd, o, arg + 1);
        if (**next == NULL)
            return mistake(cmd, _("-%c needs an argument: %s"), o->letter, _(o->arg));
        return set(cmd, o, *(*next)++);
    }
    return true;
}

/* -o FILE.xlsx and --format xlsx, and what does not go with them. */
static bool complete_workbook(struct be_command *cmd)
{
    bool named = cmd->output != NULL && be_span_ends(be_span_of(cmd->output), BE_LIT(".xlsx"));

    if (cmd->action != BE_RUN)
        return true;
    if (named && cmd->format_given && !cmd->workbook)
        return mistake(cmd, _("-o %.60s is a workbook; it does not go with another --format"), cmd->output);
    cmd->workbook |= named;
    if (!cmd->workbook && cmd->table_sheets)
        return mistake(cmd, _("--table-sheets goes with a workbook: -o FILE.xlsx"));
    if (!cmd->workbook)
        return true;
    if (cmd->output == NULL)
        return mistake(cmd, _("--format xlsx needs -o FILE: a workbook is no stream of rows"));
    if (cmd->excel || cmd->no_header)
        return mistake(cmd, _("--excel and --no-header do not go with a workbook"));
    if (cmd->rows == BE_TRACE || cmd->rows == BE_UNCLAIMED)
        return mistake(cmd, _("--trace and --unclaimed do not go with a workbook"));
    if (cmd->findings != NULL)
        return mistake(cmd, _("in a workbook the findings are a sheet: give --check instead of --findings"));
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
        return mistake(cmd, _("--excel is a way to write csv; it does not go with another --format"));
    cmd->options.check = cmd->rows == BE_FINDINGS || cmd->findings != NULL || cmd->strict;
    if (cmd->findings != NULL && cmd->rows == BE_FINDINGS)
        return mistake(cmd, _("--check writes the findings instead of records, --findings beside them: give one"));
    if ((cmd->options.rules != NULL || cmd->options.passed) && !cmd->options.check && cmd->action == BE_RUN)
        return mistake(cmd, _("--rules and --passed go with --check, --findings or --strict"));
    if (cmd->options.rules != NULL && !be_rules_select(chosen, cmd->options.rules, &bad))
        return mistake(cmd, _("--rules: '%.*s' is no rule; --list-rules shows them"), (int)be_span_chars(bad, 40).len, bad.p);
    if (cmd->resume && (cmd->output == NULL || !be_folder_is(cmd->output)))
        return mistake(cmd, _("--resume goes on with a folder: it needs --output=DIR"));
    if (cmd->action == BE_CODES && cmd->inputs == 0)
        return mistake(cmd, _("--codes needs a name or code: bextract --codes 行政运行"));
    if (cmd->options.encoding != NULL && !be_decode_knows(cmd->options.encoding))
        return mistake(cmd, _("--encoding: iconv knows no '%.40s'; iconv -l lists what it knows"),
                       cmd->options.encoding);
    if ((cmd->files_from != NULL) + (cmd->files0_from != NULL) + (cmd->inputs > 0) > 1)
        return mistake(cmd, _("file names, --files-from and --files0-from exclude each other"));
    if (cmd->rows == BE_TABLES && cmd->columns != NULL)
        return mistake(cmd, _("--columns does not go with --tables: a table has the columns it has"));
    if (be_layout_columns(&cmd->layout, schema, cmd->columns, &bad) != BE_OK) {
        struct nearest n = {bad, {NULL, 0}, 99};

        if (be_schema_find(schema, bad) < schema->n)
            return mistake(cmd, _("--columns: %.*s twice"), (int)bad.len, bad.p);
        for (size_t i = 0; i < schema->n; i++)
            offer(&n, be_span_of(schema->column[i].name));
        return mistake(cmd, _("--columns: no column '%.*s'%s"), (int)be_span_chars(bad, 40).len,
                       bad.p, suggestion(more, sizeof more, &n, ""));
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
