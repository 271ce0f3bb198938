/* findings.c - what rules found: kept until the document ends, handed on by line. */
#include "figures.h"
#include <stdlib.h>

/* ---- handing them on ---- */

static int by_line(const void *a, const void *b)
{
    const struct be_finding_row *x = a, *y = b;

    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static struct be_span integer(char *room24, uint64_t n)
{
    char *p = room24 + 24;

    do
        *--p = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    return be_span(p, (size_t)(room24 + 24 - p));
}

static enum be_status emit(struct be_context *cx, const struct be_finding_row *row)
{
    char line[24], n[24];
    struct be_finding finding = {{
        [BE_F_DOC] = cx->diag.doc,
        [BE_F_LINE] = integer(line, row->line),
        [BE_F_N] = row->n > 0 ? integer(n, row->n) : be_span(NULL, 0),
        [BE_F_RULE] = be_span_of(row->rule->info.id),
        [BE_F_SEVERITY] = be_span_of(be_severity_name(row->severity)),
        [BE_F_ITEM] = row->item,
        [BE_F_STATED] = row->stated,
        [BE_F_COMPUTED] = row->computed,
        [BE_F_DIFFERENCE] = row->difference,
        [BE_F_TOLERANCE] = row->tolerance,
        [BE_F_VERDICT] = row->fail ? BE_LIT("fail") : BE_LIT("pass"),
        [BE_F_LINES] = row->lines,
        [BE_F_TEXT] = row->text,
    }};
    cx->counts.errors += row->fail && row->severity == BE_RULE_ERROR;
    return cx->sink->finding == NULL ? BE_OK : cx->sink->finding(cx->sink->user, &finding);
}

enum be_status be_findings_tell(struct be_check *check, struct be_context *cx)
{
    enum be_status rc = BE_OK;

    if (check->nfound == 0)
        return BE_OK;
    qsort(check->found, check->nfound, sizeof *check->found, by_line);
    for (size_t i = 0; i < check->nfound && rc == BE_OK; i++)
        rc = emit(cx, &check->found[i]);
    return rc;
}

/* ---- making them ---- */

void be_lines_add(struct be_lines *lines, const struct be_figure *figure)
{
    size_t max = sizeof lines->line / sizeof *lines->line;

    for (size_t i = 0; i < lines->n; i++)
        if (lines->line[i] == figure->line)
            return;
    if (lines->n < max)
        lines->line[lines->n++] = figure->line;
}

bool be_wants(const struct be_check *check, const struct be_rule *rule)
{
    return check->chosen[rule - be_rule_table];
}

static struct be_span exact_text(struct be_check *check, be_exact value, int power)
{
    char text[BE_EXACT_CHARS + 1];

    return be_figures_keep(check, be_span(text, be_exact_write(text, value, power)));
}

static int ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

static struct be_span lines_text(struct be_check *check, const struct be_lines *lines)
{
    struct be_lines sorted = *lines;
    char text[60 * 21], digits[24];
    size_t len = 0;

    qsort(sorted.line, sorted.n, sizeof *sorted.line, ascending);
    for (size_t i = 0; i < sorted.n; i++) {
        struct be_span number = integer(digits, sorted.line[i]);

        if (len > 0)
            text[len++] = ';';
        memcpy(text + len, number.p, number.len);
        len += number.len;
    }
    return be_span_to(be_figures_keep(check, be_span(text, len)), len);
}

static struct be_finding_row *add_row(struct be_check *check, const struct be_rule *rule, bool fail)
{
    struct be_finding_row *row;

    if ((!fail && !check->options->passed) || check->nfound >= BE_CHECK_FINDINGS)
        return NULL;
    if (!be_figures_room(check, (void **)&check->found, check->nfound, &check->found_size, sizeof *check->found))
        return NULL;
    row = &check->found[check->nfound];
    *row = (struct be_finding_row){.rule = rule, .order = (uint32_t)check->nfound, .fail = fail};
    check->nfound++;
    return row;
}

/* A cell's words are its label and its header; they were not kept apart for that. */
static struct be_span figure_text(struct be_check *check, const struct be_figure *f)
{
    struct be_span parts[3] = {be_name_span(f->item), be_name_span(f->measure), be_span(NULL, 0)};
    char text[1024], number[BE_DECIMAL_CHARS];
    size_t len = 0;

    if (f->table == 0)
        return be_name_span(f->text);
    parts[2] = be_decimal_text(number, f->number, false);
    for (int i = 0; i < 3; i++) {
        struct be_span s = be_span_chars(parts[i], 80);

        if (len > 0 && s.len > 0)
            text[len++] = ' ';
        memcpy(text + len, s.p, s.len);
        len += s.len;
    }
    return be_figures_keep(check, be_span(text, len));
}

static void fill(struct be_check *check, struct be_finding_row *row, const struct be_figure *at,
                 const struct be_lines *lines)
{
    struct be_lines all = lines != NULL ? *lines : (struct be_lines){.n = 0};

    be_lines_add(&all, at);
    row->line = at->line;
    row->n = at->n;
    row->lines = lines_text(check, &all);
    row->text = figure_text(check, at);
    row->item = be_name_span(at->item);
}

bool be_verdict(struct be_check *check, const struct be_rule *rule, const struct be_figure *stated,
                struct be_interval computed, be_exact tolerance, enum be_rule_severity severity,
                const struct be_lines *lines, const char *what)
{
    be_exact difference = stated->value.mid - computed.mid;
    bool fail = (difference < 0 ? -difference : difference) > tolerance;
    struct be_finding_row *row = add_row(check, rule, fail);

    if (row == NULL)
        return !fail;
    fill(check, row, stated, lines);
    row->severity = severity;
    if (what != NULL)
        row->item = be_figures_keep(check, be_span_of(what));
    row->stated = exact_text(check, stated->value.mid, stated->power);
    row->computed = exact_text(check, computed.mid, stated->power);
    row->difference = exact_text(check, difference, stated->power);
    row->tolerance = exact_text(check, tolerance, stated->power);
    return !fail;
}

void be_stale_finding(struct be_check *check, const struct be_rule *rule, const struct be_figure *stated,
                      struct be_interval prior, const struct be_lines *lines)
{
    struct be_finding_row *row = add_row(check, rule, true);

    if (row == NULL)
        return;
    fill(check, row, stated, lines);
    row->severity = rule->info.severity;
    row->stated = exact_text(check, stated->value.mid, stated->power);
    row->computed = exact_text(check, prior.mid, stated->power);
    row->difference = row->tolerance = BE_LIT("0");
}

void be_words_finding(struct be_check *check, const struct be_rule *rule, uint64_t line, uint32_t n,
                      enum be_rule_severity severity, bool fail, struct be_span item, struct be_span stated,
                      struct be_span computed, struct be_span text)
{
    struct be_finding_row *row = add_row(check, rule, fail);
    struct be_lines lines = {.line = {line}, .n = 1};

    if (row == NULL)
        return;
    row->line = line;
    row->n = n;
    row->severity = severity;
    row->item = be_figures_keep(check, item);
    row->stated = be_figures_keep(check, stated);
    row->computed = be_figures_keep(check, computed);
    row->lines = lines_text(check, &lines);
    row->text = be_figures_keep(check, be_span_chars(be_span_trim(text), 120));
}

static struct be_span percent_text(struct be_check *check, be_exact value)
{
    char text[BE_EXACT_CHARS + 1];
    size_t n = be_exact_write(text, value, 0);

    text[n++] = '%';
    return be_figures_keep(check, be_span(text, n));
}

bool be_percent_verdict(struct be_check *check, const struct be_rule *rule, const struct be_figure *stated,
                        struct be_interval part, struct be_interval whole, bool holds, enum be_rule_severity severity,
                        const struct be_lines *lines)
{
    struct be_finding_row *row = add_row(check, rule, !holds);
    be_exact percent;

    if (row == NULL)
        return holds;
    fill(check, row, stated, lines);
    row->severity = severity;
    row->stated = percent_text(check, stated->value.mid);
    row->tolerance = percent_text(check, stated->value.half);
    if (be_interval_percent(&percent, part, whole)) {
        row->computed = percent_text(check, percent);
        row->difference = percent_text(check, stated->value.mid - percent);
    }
    return holds;
}
