/* manual.c - help, manual page and completion, made from the table of options. */
#include "base/i18n.h"
#include "options.h"

#define HELP_COLUMN 26 /* where the explanations begin */
#define HELP_WIDTH 79

/* Columns of a terminal: Chinese characters take two. */
static int width(struct be_span text)
{
    const char *end = text.p + text.len;
    int w = 0;

    for (const char *p = text.p; p < end; p += be_char_len(p, end))
        w += be_char_at(p, end) >= 0x1100 ? 2 : 1;
    return w;
}

/* Marks that no line begins with. */
static bool closes(const char *p, size_t n)
{
    return n == 3 && (memcmp(p, "，", 3) == 0 || memcmp(p, "。", 3) == 0 || memcmp(p, "；", 3) == 0
                      || memcmp(p, "：", 3) == 0 || memcmp(p, "、", 3) == 0
                      || memcmp(p, "）", 3) == 0);
}

/* Marks that no line ends with. */
static bool opens(const char *p, size_t n)
{
    return n == 3 && (memcmp(p, "（", 3) == 0 || memcmp(p, "“", 3) == 0);
}

/* What is not broken: a word, or a Chinese character with the marks around it; then blanks. */
static struct be_span piece(const char *p, const char *end)
{
    const char *q = p;
    bool wide = false, glued = false;

    while (q < end && *q != ' ') {
        size_t n = be_char_len(q, end);
        bool w = width(be_span(q, n)) == 2;

        if (q > p && (w || wide) && !closes(q, n) && !glued)
            break;
        glued = opens(q, n);
        wide = w;
        q += n;
    }
    while (q < end && *q == ' ')
        q++;
    return be_span(p, (size_t)(q - p));
}

static void wrap(FILE *to, const char *text, int column, int indent)
{
    const char *end = text + strlen(text);
    int blanks = 0; /* behind the last piece: printed only when the line goes on */

    while (text < end) {
        struct be_span s = piece(text, end);
        struct be_span word = s;

        while (word.len > 0 && word.p[word.len - 1] == ' ')
            word.len--;
        if (column + blanks + width(word) > HELP_WIDTH && column > indent) {
            fprintf(to, "\n%*s", indent, "");
            column = indent;
            blanks = 0;
        }
        fprintf(to, "%*s%.*s", blanks, "", (int)word.len, word.p);
        column += blanks + width(word);
        blanks = (int)(s.len - word.len);
        text += s.len;
    }
    putc('\n', to);
}

static void help_option(FILE *to, const struct be_option *o)
{
    char left[96];

    if (o->letter != 0)
        snprintf(left, sizeof left, "  -%c, --%s", o->letter, o->name);
    else
        snprintf(left, sizeof left, "      --%s", o->name);
    if (o->arg != NULL) {
        size_t len = strlen(left);

        snprintf(left + len, sizeof left - len, "=%s", _(o->arg));
    }
    fputs(left, to);
    if (width(be_span_of(left)) < HELP_COLUMN - 1)
        fprintf(to, "%*s", HELP_COLUMN - width(be_span_of(left)), "");
    else
        fprintf(to, "\n%*s", HELP_COLUMN, "");
    wrap(to, _(o->help), HELP_COLUMN, HELP_COLUMN);
}

/* All options but the hidden ones, group by group. */
static void each_option(FILE *to, void (*title)(FILE *to, const char *text), void (*option)(FILE *to, const struct be_option *o))
{
    for (int g = 0; g < BE_OPTION_GROUPS; g++) {
        title(to, be_option_group_title((enum be_option_group)g));
        for (const struct be_option *o = be_option_table; o->name != NULL; o++)
            if (o->group == (enum be_option_group)g)
                option(to, o);
    }
}

static void help_title(FILE *to, const char *text)
{
    fprintf(to, "\n%s:\n", text);
}

void be_help_print(FILE *to)
{
    fputs(_("usage: bextract [OPTION]... [FILE]...\n"), to);
    wrap(to, _("Reads Chinese public budgets and accounts (部门预算, 部门决算) as plain text and "
               "writes every published figure as a record, CSV by default. Without FILE, or when "
               "FILE is -, it reads standard input."), 0, 0);
    each_option(to, help_title, help_option);
    putc('\n', to);
    wrap(to, _("Exit status: 0 done; 1 done, but an input failed; 2 the job could not be done "
               "(usage, patterns, output); 3 with --strict, there is a finding of severity error."), 0, 0);
}

/* Text for troff: backslashes, dashes and leading dots are its own. */
static void roff(FILE *to, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '\\')
            fputs("\\e", to);
        else if (*p == '-')
            fputs("\\-", to);
        else if ((*p == '.' || *p == '\'') && p == text)
            fprintf(to, "\\&%c", *p);
        else
            putc(*p, to);
    }
}

static void manual_option(FILE *to, const struct be_option *o)
{
    fputs(".TP\n.B ", to);
    if (o->letter != 0)
        fprintf(to, "\\-%c\\fR, \\fB", o->letter);
    fputs("\\-\\-", to);
    roff(to, o->name);
    if (o->arg != NULL) {
        fputs("\\fR=\\fI", to);
        roff(to, _(o->arg));
        fputs("\\fR", to);
    }
    putc('\n', to);
    roff(to, _(o->help));
    putc('\n', to);
}

static void manual_title(FILE *to, const char *text)
{
    fprintf(to, ".SS %s\n", text);
}

static void manual_columns(FILE *to)
{
    const struct be_schema *s = &be_record_schema;

    fprintf(to, ".SH %s\n", _("COLUMNS"));
    for (size_t i = 0; i < s->n; i++) {
        fputs(".TP\n.B ", to);
        roff(to, s->column[i].name);
        putc('\n', to);
        roff(to, s->column[i].about);
        if (s->column[i].values != NULL) {
            fputs(": ", to);
            roff(to, s->column[i].values);
        }
        putc('\n', to);
    }
}

static void manual_section(FILE *to, const char *title, const char *text)
{
    fprintf(to, ".SH %s\n", title);
    roff(to, text);
    putc('\n', to);
}

void be_manual_print(FILE *to)
{
    fputs(".TH BEXTRACT 1 \"\" \"bextract " BEXTRACT_VERSION "\"\n", to);
    manual_section(to, _("NAME"), _("bextract - figures of Chinese public budgets and accounts, as CSV"));
    fprintf(to, ".SH %s\n.B bextract\n[%s]... [\\fI%s\\fR]...\n", _("SYNOPSIS"), _("OPTION"), _("FILE"));
    manual_section(to, _("DESCRIPTION"),
                   _("Reads disclosures of budgets and accounts (部门预算, 部门决算) as plain text and "
                     "writes one record per published figure, statement of nothing, heading or "
                     "term, each with the line it came from. Without FILE, or when FILE is -, it "
                     "reads standard input. Several documents may stand in one stream: a line "
                     "==> NAME <== begins the document NAME."));
    fprintf(to, ".SH %s\n", _("OPTIONS"));
    each_option(to, manual_title, manual_option);
    manual_columns(to);
    manual_section(to, _("EXIT STATUS"),
                   _("0 done; 1 done, but an input failed (the others were read); 2 the job could "
                     "not be done: a mistake in the command line, in patterns, or output that "
                     "cannot be written; 3 with --strict, there is a finding of severity error."));
    fprintf(to, ".SH %s\n.nf\n"
                "pdftotext \\-layout a.pdf \\- | bextract > a.csv\n"
                "bextract \\-\\-figures \\-\\-excel \\-o figures.csv *.txt\n"
                ".fi\n", _("EXAMPLES"));
}

static void completion_values(FILE *to, const struct be_option *o)
{
    if (o->choices != NULL)
        fprintf(to, "        --%s) COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return ;;\n", o->name,
                o->choices);
    else if (strcmp(o->arg, "FILE") == 0)
        fprintf(to, "        --%s) COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n", o->name);
    else if (strcmp(o->arg, "DIR") == 0)
        fprintf(to, "        --%s) COMPREPLY=($(compgen -d -- \"$cur\")); return ;;\n", o->name);
    else if (strcmp(o->name, "columns") != 0)
        fprintf(to, "        --%s) return ;;\n", o->name);
}

void be_completion_print(FILE *to)
{
    const char *p = "";

    fputs("# bash completion for bextract, made by bextract --completion bash\n"
          "_bextract()\n{\n"
          "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} done=\n"
          "    COMPREPLY=()\n"
          "    # --name=value comes as three words: --name, =, value\n"
          "    if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
          "    case $prev in\n", to);
    for (const struct be_option *o = be_option_table; o->name != NULL; o++)
        if (o->arg != NULL && o->group != BE_GROUP_HIDDEN)
            completion_values(to, o);
    fputs("        --columns)\n"
          "            [[ $cur == *,* ]] && done=${cur%,*},\n"
          "            COMPREPLY=($(compgen -P \"$done\" -W '", to);
    for (size_t i = 0; i < be_record_schema.n; i++, p = " ")
        fprintf(to, "%s%s", p, be_record_schema.column[i].name);
    fputs("' -- \"${cur##*,}\")); return ;;\n"
          "    esac\n"
          "    if [[ $cur == -* ]]; then\n"
          "        COMPREPLY=($(compgen -W '", to);
    p = "";
    for (const struct be_option *o = be_option_table; o->name != NULL; o++, p = " ")
        if (o->group != BE_GROUP_HIDDEN)
            fprintf(to, "%s--%s", p, o->name);
    fputs("' -- \"$cur\"))\n"
          "    else\n"
          "        COMPREPLY=($(compgen -f -- \"$cur\"))\n"
          "    fi\n"
          "}\n"
          "complete -o filenames -F _bextract bextract\n", to);
}
