/* The samples: NAME.csv beside NAME.pcre, every line run through all patterns of the kind.
 *
 * Columns: line; refuse (y: the pattern must win nothing in this line); one per named group;
 * also, if wanted: mark (the constant) and match (all that is matched). Several rows with the
 * same line are its matches in order.
 */
#include "set.h"
#include "../../base/buf.h"
#include <csv.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define SAMPLE_COLUMNS (BE_CAPTURES + 4)
#define LEAST_MATCHES 3u

struct sample {
    size_t row;                         /* in the file, header is 1 */
    struct be_span cell[SAMPLE_COLUMNS];
};

struct samples {
    struct be_buf text;                 /* all cells; spans are made when it has stopped growing */
    size_t *end;                        /* of each cell in text */
    size_t ncells, size;
    size_t *first;                      /* of each row: its first cell */
    size_t nrows, rows_size;
    bool failed;
    struct sample *row;                 /* row[0] is the header */
    size_t cols;
};

struct check {
    const struct be_patterns *set;
    const struct be_say *say;
    struct be_matcher *matcher;
    enum be_pattern_kind kind;
    struct pattern *pattern;
    const struct set_file *file;        /* the samples */
    struct samples samples;
    size_t wrong;
};

static void end_cell(void *cell, size_t len, void *user)
{
    struct samples *s = user;

    if (be_buf_add(&s->text, be_span(cell, len)) != BE_OK ||
        !be_grow(&s->end, s->ncells, &s->size, sizeof *s->end)) {
        s->failed = true;
        return;
    }
    s->end[s->ncells++] = s->text.len;
}

static void end_row(int c, void *user)
{
    struct samples *s = user;

    (void)c;
    if (!be_grow(&s->first, s->nrows + 1, &s->rows_size, sizeof *s->first)) {
        s->failed = true;
        return;
    }
    s->first[++s->nrows] = s->ncells;
}

static bool read_samples(struct samples *s, struct be_span bytes)
{
    struct csv_parser csv;

    if (csv_init(&csv, CSV_STRICT | CSV_EMPTY_IS_NULL) != 0)
        return false;
    s->rows_size = 64;
    s->first = calloc(s->rows_size, sizeof *s->first);
    s->failed = s->first == NULL;
    if (!s->failed && csv_parse(&csv, bytes.p, bytes.len, end_cell, end_row, s) != bytes.len)
        s->failed = true;
    if (!s->failed)
        s->failed = csv_fini(&csv, end_cell, end_row, s) != 0;
    csv_free(&csv);
    s->row = s->failed ? NULL : calloc(s->nrows + 1, sizeof *s->row);
    for (size_t r = 0; s->row != NULL && r < s->nrows; r++) {
        s->row[r].row = r + 1;
        for (size_t i = s->first[r], c = 0; i < s->first[r + 1] && c < SAMPLE_COLUMNS; i++, c++) {
            size_t begin = i == 0 ? 0 : s->end[i - 1];

            s->row[r].cell[c] = be_span(s->text.p + begin, s->end[i] - begin);
        }
    }
    s->cols = s->nrows == 0 ? 0 : s->first[1];
    return s->row != NULL;
}

static void free_samples(struct samples *s)
{
    be_buf_free(&s->text);
    free(s->end);
    free(s->first);
    free(s->row);
    memset(s, 0, sizeof *s);
}

static struct be_span cell(const struct check *c, const struct sample *s, const char *column)
{
    for (size_t i = 0; i < c->samples.cols && i < SAMPLE_COLUMNS; i++)
        if (be_span_is(c->samples.row[0].cell[i], column))
            return s->cell[i];
    return be_span(NULL, 0);
}

static bool has_column(const struct check *c, const char *column)
{
    for (size_t i = 0; i < c->samples.cols && i < SAMPLE_COLUMNS; i++)
        if (be_span_is(c->samples.row[0].cell[i], column))
            return true;
    return false;
}

static void fault(struct check *c, const struct sample *s, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void fault(struct check *c, const struct sample *s, const char *format, ...)
{
    char text[1024];
    struct be_span line = cell(c, s, "line");
    va_list ap;

    va_start(ap, format);
    vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    line = be_span_chars(line, 120);
    be_tell(c->say, "%s: row %zu: %s\n    %.*s", be_set_path(c->set, c->file), s->row, text,
            (int)line.len, line.p);
    c->wrong++;
}

/* How far the pattern got: by callouts before each of its items. */
struct progress {
    const struct pattern *pattern;
    size_t furthest;
    const char *group;
};

static int callout(pcre2_callout_block *b, void *user)
{
    struct progress *p = user;

    if (b->current_position == b->start_match || b->current_position < p->furthest)
        return 0;            /* a later start is no progress */
    p->furthest = b->current_position;
    for (size_t i = 0; i < p->pattern->ngroups; i++) {
        uint32_t number = p->pattern->group[i].number;

        if (number < b->capture_top && b->offset_vector[2 * number] != PCRE2_UNSET)
            p->group = p->pattern->group[i].name;
    }
    return 0;
}

static struct progress how_far(const struct check *c, struct be_span line)
{
    struct progress p = {.pattern = c->pattern};
    pcre2_code *code;
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    pcre2_match_data *data = pcre2_match_data_create(BE_CAPTURES, NULL);

    be_pattern_compile(&code, c->set, c->pattern->file, PCRE2_AUTO_CALLOUT | PCRE2_NO_START_OPTIMIZE, NULL, NULL);
    if (code != NULL && context != NULL && data != NULL && line.len > 0) {
        pcre2_set_callout(context, callout, &p);
        pcre2_set_match_limit(context, 1000000);
        pcre2_match(code, (PCRE2_SPTR)line.p, line.len, 0,
                    be_kind_anchored[c->kind] ? PCRE2_ANCHORED : 0, data, context);
    }
    pcre2_code_free(code);
    pcre2_match_context_free(context);
    pcre2_match_data_free(data);
    return p;
}

static void tell_unmatched(struct check *c, const struct sample *s)
{
    struct be_span line = cell(c, s, "line"), rest;
    struct progress p = how_far(c, line);

    rest = be_span_chars(be_span_from(line, p.furthest), 12);
    if (p.group != NULL)
        fault(c, s, "no match; the last group filled was \"%s\", stopped before \"%.*s\"", p.group,
              (int)rest.len, rest.p);
    else
        fault(c, s, "no match; no group was filled, stopped before \"%.*s\"", (int)rest.len,
              rest.p);
}

/* Another pattern of the kind with a match of the same extent. */
static void check_tie(struct check *c, const struct sample *s, const struct be_match *m,
                      struct be_span line)
{
    struct pattern_kind *k = c->set->kind[c->kind];
    size_t at = (size_t)(m->whole.p - line.p);
    struct be_match other;

    for (size_t i = 0; i < k->n; i++) {
        if (&k->pattern[i] == c->pattern || be_pattern_ready(c->set, &k->pattern[i], NULL) != BE_OK)
            continue;
        if (be_match_one(&other, c->matcher, c->kind, k->pattern[i].name, line, at, 0) &&
            other.whole.p == m->whole.p && other.whole.len == m->whole.len)
            fault(c, s, "a tie: %s/%s matches the same", be_kind_name[c->kind], k->pattern[i].name);
    }
}

static void check_captures(struct check *c, const struct sample *s, const struct be_match *m)
{
    struct be_span want;

    for (size_t i = 0; i < c->pattern->ngroups; i++) {
        const char *name = c->pattern->group[i].name;
        struct be_span got = be_match_group(m, name);

        want = cell(c, s, name);
        if (!be_span_eq(got, want))
            fault(c, s, "%s is \"%.*s\", expected \"%.*s\"", name, (int)got.len, got.p,
                  (int)want.len, want.p);
    }
    want = cell(c, s, "mark");
    if (has_column(c, "mark") && !be_span_is(want, m->mark))
        fault(c, s, "mark is \"%s\", expected \"%.*s\"", m->mark == NULL ? "" : m->mark,
              (int)want.len, want.p);
    want = cell(c, s, "match");
    if (has_column(c, "match") && !be_span_eq(want, m->whole))
        fault(c, s, "match is \"%.*s\", expected \"%.*s\"", (int)m->whole.len, m->whole.p,
              (int)want.len, want.p);
}

/* The next match that the pattern wins in line from *off on; other winners are noted. */
static bool next_win(struct check *c, struct be_span line, size_t *off, struct be_match *m,
                     const char **winner)
{
    const uint32_t has = be_letters(line);
    const uint64_t may = be_kind_anchored[c->kind] ? be_match_may(c->matcher, c->kind, UINT64_MAX, line, has)
                                                   : be_match_needs(c->matcher, c->kind, line, has);

    *winner = NULL;
    while (*off <= line.len) {
        bool found = be_kind_anchored[c->kind] ? *off == 0 && be_match_of(m, c->matcher, c->kind, may, line, 0)
                                               : be_match_from(m, c->matcher, c->kind, may, line, *off, 0);
        if (!found)
            return false;
        *off = (size_t)(m->whole.p - line.p) + m->whole.len;
        if (strcmp(m->pattern, c->pattern->name) == 0)
            return true;
        *winner = m->pattern;
    }
    return false;
}

/* Rows [i, j) say all the matches of one line. */
static void check_line(struct check *c, size_t i, size_t j)
{
    const struct sample *s = &c->samples.row[i];
    struct be_span line = cell(c, s, "line");
    bool refuse = cell(c, s, "refuse").len > 0;
    struct be_match m;
    const char *winner;
    size_t off = 0;

    for (; i < j; i++) {
        s = &c->samples.row[i];
        if (refuse)
            break;
        if (!next_win(c, line, &off, &m, &winner)) {
            if (winner != NULL)
                fault(c, s, "%s/%s wins", be_kind_name[c->kind], winner);
            else
                tell_unmatched(c, s);
            return;
        }
        check_captures(c, s, &m);
        check_tie(c, s, &m, line);
    }
    if (next_win(c, line, &off, &m, &winner))
        fault(c, s, refuse ? "must be refused, matches \"%.*s\"" : "one more match: \"%.*s\"",
              (int)m.whole.len, m.whole.p);
}

static void check_header(struct check *c)
{
    const struct sample *head = &c->samples.row[0];

    if (!has_column(c, "line") || !has_column(c, "refuse"))
        fault(c, head, "the header needs line and refuse");
    for (size_t i = 0; i < c->pattern->ngroups; i++)
        if (!has_column(c, c->pattern->group[i].name))
            fault(c, head, "no column for the group %s", c->pattern->group[i].name);
    for (size_t i = 0; i < c->samples.cols && i < SAMPLE_COLUMNS; i++) {
        struct be_span name = head->cell[i];
        bool known = be_span_is(name, "line") || be_span_is(name, "refuse") ||
                     be_span_is(name, "mark") || be_span_is(name, "match");

        for (size_t g = 0; g < c->pattern->ngroups; g++)
            known = known || be_span_is(name, c->pattern->group[g].name);
        if (!known)
            fault(c, head, "the pattern has no group %.*s", (int)name.len, name.p);
    }
}

static void check_rows(struct check *c)
{
    size_t matches = 0, refused = 0, j;

    for (size_t i = 1; i < c->samples.nrows; i = j) {
        const struct sample *s = &c->samples.row[i];

        for (j = i + 1; j < c->samples.nrows; j++)
            if (!be_span_eq(cell(c, s, "line"), cell(c, &c->samples.row[j], "line")))
                break;
        if (cell(c, s, "refuse").len > 0)
            refused++;
        else
            matches += j - i;
        check_line(c, i, j);
    }
    if (matches < LEAST_MATCHES || refused == 0) {
        be_tell(c->say, "%s: %zu matches and %zu refused lines; at least %u and 1 are needed",
                be_set_path(c->set, c->file), matches, refused, LEAST_MATCHES);
        c->wrong++;
    }
}

static void check_pattern(struct check *c)
{
    char path[600];

    if (be_pattern_ready(c->set, c->pattern, c->say) != BE_OK) {
        c->wrong++;
        return;
    }
    snprintf(path, sizeof path, "%s/%s.csv", be_kind_name[c->kind], c->pattern->name);
    c->file = be_set_file(c->set, path);
    if (c->file == NULL || c->file->bytes.len == 0) {
        be_tell(c->say, "%s: no samples, there is no %s", be_set_path(c->set, c->pattern->file),
                path);
        c->wrong++;
        return;
    }
    if (!read_samples(&c->samples, c->file->bytes)) {
        be_tell(c->say, "%s: no valid CSV", be_set_path(c->set, c->file));
        c->wrong++;
    } else if (c->samples.nrows > 0) {
        check_header(c);
        check_rows(c);
    }
    free_samples(&c->samples);
}

enum be_status be_patterns_check(const struct be_patterns *patterns,
                                 void (*say)(void *user, const char *message), void *user)
{
    struct be_say tell = {say, user};
    struct check c = {.set = patterns, .say = &tell};

    c.matcher = be_matcher_new(patterns, NULL, NULL);
    if (c.matcher == NULL)
        return BE_ENOMEM;
    for (size_t k = 0; k < BE_P_KINDS; k++)
        for (size_t i = 0; i < patterns->kind[k]->n; i++) {
            c.kind = (enum be_pattern_kind)k;
            c.pattern = &patterns->kind[k]->pattern[i];
            check_pattern(&c);
        }
    be_matcher_free(c.matcher);
    return c.wrong == 0 ? BE_OK : BE_EPATTERN;
}
