/* The same document in other clothes gives the same records: encodings, line ends, chunks change
 * nothing; blank lines, width of brackets and digits, page breaks change lines at most. And any amount
 * printed in any of the ways documents print it comes out as the same exact yuan.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "bextract.h"

static const char *const DOCUMENTS[] = {
    "budget-prefecture-2024", "final-county-2022", "tables-tab-2023", "budget-tables-2025", "bars-2023", "markdown-pipe-2024",
    "prose-yuan-2024", "forms-2023", "html-tags-2023", "layout-2024", "sangong-2021",
};
#define DOCUMENTS_N (sizeof DOCUMENTS / sizeof *DOCUMENTS)

static struct be_model *model;
static struct be_pipeline *pipeline;
static struct be_buf got;        /* the records of the document at hand, a line each */
static uint64_t left_out;        /* columns that are not looked at, a bit each */
static uint64_t seed = 20240607;

static uint64_t dice(uint64_t sides)
{
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return seed % sides;
}

static enum be_status record(void *user, const struct be_record *r)
{
    (void)user;
    for (int i = 0; i < BE_COLUMNS; i++) {
        if ((left_out >> i & 1) == 0)
            be_buf_add(&got, r->field[i]);
        be_buf_byte(&got, '|');
    }
    return be_buf_byte(&got, '\n');
}

static int set_up(void **state)
{
    static const struct be_options options;
    static const struct be_sink sink = {.record = record};

    (void)state;
    assert_int_equal(be_model_new(&model, NULL, NULL, NULL), BE_OK);
    pipeline = be_pipeline_new(model, &options, &sink);
    return pipeline == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    be_pipeline_free(pipeline);
    be_model_free(model);
    be_buf_free(&got);
    return 0;
}

/* All records of these bytes, fed in chunks of random sizes or whole; the caller frees them. */
static char *records(struct be_span text, bool chunks)
{
    char *copy;

    got.len = 0;
    for (size_t at = 0; at < text.len;) {
        size_t n = chunks ? 1 + (size_t)dice(dice(2) ? 5 : 5000) : text.len;

        n = n < text.len - at ? n : text.len - at;
        assert_int_equal(be_pipeline_feed(pipeline, text.p + at, n), BE_OK);
        at += n;
    }
    assert_int_equal(be_pipeline_finish(pipeline), BE_OK);
    assert_true(got.len > text.len / 4); /* there is something to compare */
    be_buf_byte(&got, '\0');
    copy = strdup(got.p);
    assert_non_null(copy);
    return copy;
}

static struct be_buf document(const char *name)
{
    struct be_buf text = {0};
    char path[128];
    FILE *f;

    snprintf(path, sizeof path, "corpus/%s.txt", name);
    f = fopen(path, "rb");
    assert_non_null(f);
    assert_int_equal(be_buf_reserve(&text, 1u << 20), BE_OK);
    text.len = fread(text.p, 1, text.size, f);
    fclose(f);
    return text;
}

/* Where they differ first is shown. */
static void same(const char *name, const char *how, const char *want, const char *have)
{
    size_t line = 0, at = 0;

    if (strcmp(want, have) == 0)
        return;
    for (size_t i = 0; want[i] == have[i]; i++)
        if (want[i] == '\n')
            line++, at = i + 1;
    fail_msg("%s, %s: record %zu\n- %.*s\n+ %.*s", name, how, line + 1, (int)strcspn(want + at, "\n"), want + at,
             (int)strcspn(have + at, "\n"), have + at);
}

/* ---- clothes ---- */

static struct be_buf converted(struct be_span text, const char *encoding, const char *mark)
{
    iconv_t cd = iconv_open(encoding, "UTF-8");
    struct be_buf out = {0};
    char *from = (char *)text.p, *to;
    size_t left = text.len, room = 2 * text.len + 16;

    assert_true(cd != (iconv_t)-1);
    assert_int_equal(be_buf_add(&out, be_span(mark, strlen(mark))), BE_OK);
    assert_int_equal(be_buf_reserve(&out, room), BE_OK);
    to = out.p + out.len;
    assert_int_equal(iconv(cd, &from, &left, &to, &room), 0);
    out.len = (size_t)(to - out.p);
    iconv_close(cd);
    return out;
}

/* Every FROM as TO. */
static struct be_buf replaced(struct be_span text, const char *const (*pair)[2], size_t pairs)
{
    struct be_buf out = {0};

    for (size_t i = 0; i < text.len;) {
        size_t k = 0;

        while (k < pairs && !be_starts(be_span_from(text, i), pair[k][0]))
            k++;
        if (k < pairs) {
            be_buf_add(&out, be_span_of(pair[k][1]));
            i += strlen(pair[k][0]);
        } else {
            be_buf_byte(&out, text.p[i++]);
        }
    }
    return out;
}

/* A form feed in front of a line now and then. */
static struct be_buf with_pages(struct be_span text)
{
    struct be_buf out = {0};

    for (size_t i = 0; i < text.len; i++) {
        be_buf_byte(&out, text.p[i]);
        if (text.p[i] == '\n' && i + 1 < text.len && dice(7) == 0)
            be_buf_byte(&out, '\f');
    }
    return out;
}

/* A number alone on a line behind every so many lines, as the pages of a text whose form feeds are lost end. */
static struct be_buf with_numbers(struct be_span text)
{
    struct be_buf out = {0};
    unsigned lines = 0;
    char number[16];

    for (size_t i = 0; i < text.len; i++) {
        be_buf_byte(&out, text.p[i]);
        if (text.p[i] != '\n' || ++lines % 38 != 0)
            continue;
        snprintf(number, sizeof number, "%u\n", lines / 38);
        be_buf_add(&out, be_span_of(number));
    }
    return out;
}

/* Lines without the blanks at their ends, as editors leave them. */
static struct be_buf trimmed(struct be_span text)
{
    struct be_buf out = {0};

    for (size_t i = 0; i < text.len; i++) {
        if (text.p[i] == '\n')
            while (out.len > 0 && (out.p[out.len - 1] == ' ' || out.p[out.len - 1] == '\t'))
                out.len--;
        be_buf_byte(&out, text.p[i]);
    }
    return out;
}

static void check(const char *name, const char *how, struct be_buf text, const char *want, bool chunks)
{
    char *have = records(be_buf_span(&text), chunks);

    same(name, how, want, have);
    free(have);
    be_buf_free(&text);
}

static void encodings_line_ends_and_chunks_change_nothing(void **state)
{
    static const char *const crlf[][2] = {{"\r\n", "\r\n"}, {"\n", "\r\n"}}, *const cr[][2] = {{"\r\n", "\r"}, {"\n", "\r"}};

    (void)state;
    left_out = 0;
    for (size_t i = 0; i < DOCUMENTS_N; i++) {
        const char *name = DOCUMENTS[i];
        struct be_buf text = document(name);
        struct be_span all = be_buf_span(&text);
        char *want = records(all, false);

        check(name, "GB18030", converted(all, "GB18030", ""), want, false);
        check(name, "UTF-16LE", converted(all, "UTF-16LE", "\xFF\xFE"), want, true);
        check(name, "UTF-16BE", converted(all, "UTF-16BE", "\xFE\xFF"), want, false);
        check(name, "UTF-8 with a mark", converted(all, "UTF-8", "\xEF\xBB\xBF"), want, true);
        check(name, "CRLF", replaced(all, crlf, 2), want, true);
        check(name, "CR", replaced(all, cr, 2), want, false);
        check(name, "chunks", text, want, true);
        free(want);
    }
}

static void looks_change_lines_at_most(void **state)
{
    static const char *const blank[][2] = {{"\n\n", "\n\n\n"}}, *const apart[][2] = {{"\n", "\n\n"}};
    static const char *const narrow[][2] = {{"（", "("}, {"）", ")"}}, *const wide[][2] = {{"(", "（"}, {")", "）"}};
    static const char *const digits[][2] = {
        {"0", "０"}, {"1", "１"}, {"2", "２"}, {"3", "３"}, {"4", "４"}, {"5", "５"}, {"6", "６"}, {"7", "７"}, {"8", "８"}, {"9", "９"},
    };

    (void)state;
    left_out = (uint64_t)1 << BE_LINE | (uint64_t)1 << BE_TEXT;
    for (size_t i = 0; i < DOCUMENTS_N; i++) {
        const char *name = DOCUMENTS[i];
        bool aligned = strncmp(name, "layout", 6) == 0; /* its columns are made of widths, it has pages */
        struct be_buf text = document(name);
        struct be_span all = be_buf_span(&text);
        char *want = records(all, false);

        check(name, "blank lines", replaced(all, blank, 1), want, false);
        if (!aligned) {
            check(name, "narrow brackets", replaced(all, narrow, 2), want, false);
            check(name, "wide brackets", replaced(all, wide, 2), want, false);
            check(name, "wide digits", replaced(all, digits, 10), want, false);
        }
        if (!aligned)            /* where its pages end tells what is a page number */
            check(name, "page breaks", with_pages(all), want, false);
        if (!aligned) {
            check(name, "page numbers", with_numbers(all), want, false);
            check(name, "trimmed lines", trimmed(all), want, false);
            check(name, "lines apart", replaced(all, apart, 1), want, false);
        }
        free(want);
        be_buf_free(&text);
    }
}

/* ---- amounts ---- */

static const struct { const char *unit; size_t power; } UNITS[] = {{"元", 0}, {"千元", 3}, {"万元", 4}, {"百万元", 6}, {"亿元", 8}};

/* The digits, a point before the last `scale`, as documents print them. */
static size_t print(char *out, const char *digits, size_t scale)
{
    size_t n = strlen(digits), len = 0;
    bool separators = dice(2), wide = dice(3) == 0, blanks = dice(4) == 0;

    for (size_t i = 0; i < n; i++) {
        size_t left = n - scale - i; /* digits before the point, from here on */

        if (i == n - scale)
            len += (size_t)sprintf(out + len, ".");
        else if (separators && i > 0 && i < n - scale && left % 3 == 0)
            len += (size_t)sprintf(out + len, ",%s", blanks && dice(3) == 0 ? " " : "");
        len += wide ? (size_t)sprintf(out + len, "\xEF\xBC%c", 0x90 + digits[i] - '0') : (size_t)sprintf(out + len, "%c", digits[i]);
    }
    out[len] = '\0';
    return len;
}

/* The digits times ten to the power, without a point and without zeros that mean nothing. */
static void exact(char *out, const char *digits, size_t scale, size_t power)
{
    size_t n = strlen(digits), point = n - scale + power, len = 0;

    for (size_t i = 0; i < (point > n ? point : n); i++) {
        if (i == point)
            out[len++] = '.';
        if (len > 0 || i + 1 >= point || digits[i] != '0')
            out[len++] = i < n ? digits[i] : '0';
    }
    while (point < n && out[len - 1] == '0')
        len--;
    if (out[len - 1] == '.')
        len--;
    out[len] = '\0';
}

static void any_amount_is_read_exactly(void **state)
{
    (void)state;
    left_out = ~((uint64_t)1 << BE_YUAN | (uint64_t)1 << BE_KIND);
    for (int round = 0; round < 3000; round++) {
        char digits[20], printed[256], yuan[64], text[512], want[128], *have;
        size_t scale = (size_t)dice(5), n = scale + 1 + (size_t)dice(9), u = (size_t)dice(5), blank = (size_t)dice(4);

        for (size_t i = 0; i < n; i++)
            digits[i] = (char)('0' + (i == 0 ? 1 + dice(9) : dice(10)));
        digits[n] = '\0';
        print(printed, digits, scale);
        exact(yuan, digits, scale, UNITS[u].power);
        snprintf(text, sizeof text, "2024年收入预算总额为%s%s%s%s。\n", blank == 1 ? " " : "", printed, blank == 2 ? " " : "", UNITS[u].unit);
        snprintf(want, sizeof want, "||amount%.*s%s|", BE_YUAN - BE_KIND, "||||||||||||||||||||||||||||||||", yuan);
        have = records(be_span_of(text), false);
        if (strstr(have, want) == NULL)
            fail_msg("%s: not %s yuan\n%s", text, yuan, have);
        free(have);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_line_ends_and_chunks_change_nothing),
        cmocka_unit_test(looks_change_lines_at_most),
        cmocka_unit_test(any_amount_is_read_exactly),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
