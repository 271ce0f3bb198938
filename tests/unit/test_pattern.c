/* The patterns: loading and overriding, messages, search, limits, samples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "recognize/pattern/pattern.h"

static char said[8192];       /* what was said since the last clear */
static unsigned times_said;

static void hear(void *user, const char *message)
{
    size_t n = strlen(said);

    (void)user;
    times_said++;
    snprintf(said + n, sizeof said - n, "%s\n", message);
}

static void hear_document(void *user, enum be_severity severity, struct be_span doc, uint64_t line,
                          const char *text)
{
    char at[32];

    (void)severity;
    (void)doc;
    snprintf(at, sizeof at, "line %u: ", (unsigned)line);
    strcat(said, at);
    hear(user, text);
}

static const struct be_sink sink = {.message = hear_document};
static const struct be_diag diag = {.sink = &sink};

static void clear(void)
{
    said[0] = '\0';
    times_said = 0;
}

/* ---- a folder of patterns, made for one test ---- */

static char dir[] = "/tmp/test_pattern.XXXXXX";
static const char *const KINDS[] = {"amount", "line", "nil", "oddkind"};

static int make_dir(void **state)
{
    char path[128];

    (void)state;
    clear();
    strcpy(dir + sizeof dir - 7, "XXXXXX");
    if (mkdtemp(dir) == NULL)
        return -1;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, KINDS[i]);
        if (mkdir(path, 0700) != 0)
            return -1;
    }
    return 0;
}

static int drop_dir(void **state)
{
    char command[128];

    (void)state;
    snprintf(command, sizeof command, "rm -r '%s'", dir);
    return system(command);
}

static void put(const char *name, const char *text)
{
    char path[128];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", dir, name);
    f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static struct be_patterns *load(enum be_status want)
{
    struct be_patterns *set;

    assert_int_equal(be_patterns_load(&set, dir, hear, NULL), want);
    if (want != BE_OK)
        assert_null(set);
    return set;
}

static void assert_said(const char *what)
{
    if (strstr(said, what) == NULL)
        fail_msg("not said: %s\nsaid: %s", what, said);
}

static void assert_group(const struct be_match *m, const char *name, const char *want)
{
    struct be_span got = be_match_group(m, name);

    if (!be_span_is(got, want))
        fail_msg("%s is \"%.*s\", not \"%s\"", name, (int)got.len, got.p, want);
}

/* ---- the set ---- */

static void built_in_patterns_agree_with_their_samples(void **state)
{
    struct be_patterns *set;

    (void)state;
    clear();
    assert_int_equal(be_patterns_load(&set, NULL, hear, NULL), BE_OK);
    be_patterns_check(set, hear, NULL);
    assert_string_equal(said, "");
    be_patterns_free(set);
}

static void a_folder_adds_replaces_and_removes(void **state)
{
    struct be_patterns *set;
    struct be_matcher *m;
    struct be_match match;

    (void)state;
    put("line/page_number.pcre", "");
    put("line/remark.pcre", "批注 (?<note> .* )");
    put("amount/mine.pcre", "甲 (?<value> [0-9]+ )");
    put("topics.csv", "mine\n");
    set = load(BE_OK);
    m = be_matcher_new(set, NULL, &diag);
    assert_false(be_match_one(&match, m, BE_P_LINE, "page_number", BE_LIT("- 3 -"), 0, 1));
    assert_false(be_match_one(&match, m, BE_P_LINE, "remark", BE_LIT("备注：无"), 0, 1));
    assert_true(be_match_one(&match, m, BE_P_LINE, "remark", BE_LIT("批注无"), 0, 1));
    assert_true(be_match_one(&match, m, BE_P_AMOUNT, "mine", BE_LIT("乙甲12"), 0, 1));
    assert_group(&match, "value", "12");
    assert_true(be_span_is(be_patterns_file(set, "topics.csv"), "mine\n"));
    assert_int_equal(be_patterns_file(set, "nowhere.csv").len, 0);
    be_matcher_free(m);
    be_patterns_free(set);
}

static void a_folder_that_is_not_there_is_an_input_error(void **state)
{
    struct be_patterns *set;

    (void)state;
    clear();
    assert_int_equal(be_patterns_load(&set, "/nonexistent/patterns", hear, NULL), BE_EIO);
    assert_null(set);
    assert_said("/nonexistent/patterns: cannot open");
}

static void an_unknown_kind_is_said(void **state)
{
    (void)state;
    put("oddkind/x.pcre", "x");
    load(BE_EPATTERN);
    assert_said("there is no kind of patterns called oddkind");
}

static void a_compile_error_has_a_caret_in_its_own_line(void **state)
{
    (void)state;
    put("amount/bad.pcre", "# a comment\n预算 (?&Number) [9-0]\n");
    load(BE_EPATTERN);
    assert_said("amount/bad.pcre:2:18: range out of order in character class\n"
                "    预算 (?&Number) [9-0]\n"
                "                       ^");
}

static void an_unclosed_bracket_is_shown_at_the_end(void **state)
{
    (void)state;
    put("amount/open.pcre", "预算 ( 甲\n\n");
    load(BE_EPATTERN);
    assert_said("amount/open.pcre:1:7: missing closing parenthesis");
}

static void lexicon_names_are_known_acyclic_and_replaceable(void **state)
{
    struct be_patterns *set;

    (void)state;
    put("amount/unknown.pcre", "甲 (?&Nothing)");
    load(BE_EPATTERN);
    assert_said("amount/unknown.pcre:1:6: the lexicon has no such name");
    put("amount/unknown.pcre", "(?&Mine)");
    put("lexicon.pcre", "(?(DEFINE) (?<Mine> 甲 (?&Yours) ) (?<Yours> 乙 (?&Mine) ) )");
    load(BE_EPATTERN);
    assert_said("this lexicon name contains itself");
    put("lexicon.pcre", "(?(DEFINE) (?<Mine> [9-0] ) )");
    clear();
    load(BE_EPATTERN);
    assert_said("lexicon.pcre:1:24: range out of order");
    put("lexicon.pcre", "(?(DEFINE) (?<Mine> 甲 # )\n ) (?<Number> [a-z]+ ) )");
    put("amount/unknown.pcre", "(?&Mine) (?<value> (?&Number) )");
    put("amount/unknown.csv", "line,refuse,value\n甲x,,x\n甲y,,y\n乙甲zz,,zz\n甲1,y,\n");
    clear();
    set = load(BE_OK);
    be_patterns_check(set, hear, NULL);
    assert_null(strstr(said, "unknown"));
    be_patterns_free(set);
}

static void a_broken_lexicon_is_shown_where_it_breaks(void **state)
{
    (void)state;
    put("lexicon.pcre", "(?(DEFINE)\n  (?<lower> x ) )");
    load(BE_EPATTERN);
    assert_said("lexicon.pcre:2:3: expected (?<Name> ... )");
    put("lexicon.pcre", "(?(DEFINE)\n  (?<Upper> x ");
    load(BE_EPATTERN);
    assert_said("lexicon.pcre:2:3: no bracket closes this name");
    put("lexicon.pcre", "x");
    load(BE_EPATTERN);
    assert_said("lexicon.pcre:1:1: expected (?(DEFINE)");
}

/* ---- samples ---- */

static void check(const char *pcre, const char *csv)
{
    struct be_patterns *set;

    put("amount/mine.pcre", pcre);
    put("amount/mine.csv", csv);
    set = load(BE_OK);
    clear();
    assert_int_equal(be_patterns_check(set, hear, NULL), BE_EPATTERN);
    be_patterns_free(set);
}

static void samples_prove_a_pattern(void **state)
{
    (void)state;
    check("囍 (?<value> [0-9]+ ) (?<unit> 元 )", "line,refuse,value,unit\n囍1元,,1,元\n囍2元,,2,元\n");
    assert_said("2 matches and 0 refused lines; at least 3 and 1 are needed");
    check("囍 (?<value> [0-9]+ ) (?<unit> 元 )", "line,refuse,value,unit\n囍1角,,1,元\n囍2元,y,,\n囍3元,,3,角\n");
    assert_said("row 2: no match; the last group filled was \"value\", stopped before \"角\"");
    assert_said("row 3: must be refused, matches \"囍2元\"");
    assert_said("row 4: unit is \"元\", expected \"角\"");
    check("囍 (?<value> [0-9]+ )", "line,refuse,value\n囍1囍2,,1\n囍1囍2,,3\n囍4囍5,,4\n");
    assert_said("row 3: value is \"2\", expected \"3\"");
    assert_said("row 4: one more match: \"囍5\"");
    check("囍 (?<value> [0-9]+ )", "line,refuse,figure\n囍1,,1\n");
    assert_said("no column for the group value");
    assert_said("the pattern has no group figure");
    check("囍 (*MARK:占比) [0-9]+", "line,refuse,mark,match\n囍1,,占比,囍1\n囍2,,,囍2\n囍3,,占比,3\n囍,y,,\n");
    assert_said("row 3: mark is \"占比\", expected \"\"");
    assert_said("row 4: match is \"囍3\", expected \"3\"");
}

static void a_tie_and_another_winner_are_named(void **state)
{
    (void)state;
    put("amount/other.pcre", "囍 [0-9]{1,2}");
    put("amount/other.csv", "line,refuse\n囍1,\n囍2,\n囍3,\n囍,y\n");
    check("囍 [0-9]", "line,refuse\n囍1,\n囍12,\n囍3,\n囍,y\n");
    assert_said("row 2: a tie: amount/other matches the same");
    assert_said("row 3: amount/other wins");
}

/* ---- search ---- */

/* The next match behind the one before; *off: where it ended. */
static bool next_match(struct be_match *out, struct be_matcher *m, enum be_pattern_kind kind, struct be_span text, size_t *off)
{
    bool found = be_match(out, m, kind, text, *off, 7);

    if (found)
        *off = (size_t)(out->whole.p - text.p) + out->whole.len;
    return found;
}

static void the_leftmost_then_longest_match_wins(void **state)
{
    struct be_patterns *set;
    struct be_matcher *m;
    struct be_match match;
    struct be_span text = BE_LIT("零甲1甲乙22乙3");
    size_t off = 0;

    (void)state;
    put("nil/one.pcre", "甲 (?<a> [0-9]+ )? ");
    put("nil/two.pcre", "甲乙 (?<b> [0-9]+ ) (*MARK:two)");
    put("nil/three.pcre", "乙 (?<c> [0-9]+ )");
    set = load(BE_OK);
    m = be_matcher_new(set, NULL, &diag);
    assert_true(next_match(&match, m, BE_P_NIL, text, &off));
    assert_string_equal(match.pattern, "one");
    assert_group(&match, "a", "1");
    assert_null(match.mark);
    assert_true(next_match(&match, m, BE_P_NIL, text, &off));
    assert_string_equal(match.pattern, "two");
    assert_string_equal(match.mark, "two");
    assert_true(next_match(&match, m, BE_P_NIL, text, &off));
    assert_string_equal(match.pattern, "three");
    assert_ptr_equal(match.whole.p, text.p + text.len - 4);
    assert_false(next_match(&match, m, BE_P_NIL, text, &off));
    assert_false(be_match_at(&match, m, BE_P_NIL, text, 0, 7));
    assert_true(be_match_at(&match, m, BE_P_NIL, text, 3, 7));
    assert_true(be_match_one(&match, m, BE_P_NIL, "three", text, 0, 7));
    assert_group(&match, "c", "22");
    assert_false(be_match(&match, m, BE_P_NIL, be_span(NULL, 0), 0, 7));
    assert_false(be_match(&match, m, BE_P_NIL, text, text.len, 7));
    be_matcher_free(m);
    be_patterns_free(set);
}

static void a_limit_is_said_once_a_document_and_is_no_match(void **state)
{
    static char text[4096];
    struct be_patterns *set;
    struct be_matcher *m;
    struct be_match match;

    (void)state;
    put("nil/slow.pcre", "囍 ( x+ x+ )+ 囍");
    set = load(BE_OK);
    m = be_matcher_new(set, NULL, &diag);
    memcpy(text, "囍", 3);
    memset(text + 3, 'x', 60);
    assert_false(be_match(&match, m, BE_P_NIL, be_span(text, 63), 0, 12));
    assert_false(be_match(&match, m, BE_P_NIL, be_span(text, 63), 0, 13));
    assert_int_equal(times_said, 1);
    assert_said("line 12: the pattern nil/slow took too many steps");
    be_matcher_document(m);
    assert_false(be_match(&match, m, BE_P_NIL, be_span(text, 63), 0, 1));
    assert_int_equal(times_said, 2);
    be_matcher_free(m);
    be_patterns_free(set);
}

/* Every pattern on long lines made of what patterns look for; each would take minutes were a
 * search quadratic. The same answers before and after there is machine code. */
static const char *const PIECES[] = {
    "1", "一", " ", "\t", "（", "）", "：", "，", "。", "1,", "1.", "…", ".", "附件", "表1", "第一部分", "单位：",
    "部门：", "没有", "无", "没有政府性基金", "未使用", "“", "”", "（类）", "甲（类）", "甲（款）乙（项）", "政府性基金",
    "2024年", "某市财政局2024年部门预算", "的", "# ", "**", "-", "1万元", "1元、", "%", "1 ", "一、", "①", "==> ",
    "（图1", "1、", "占", "增加1", "比2023年", "其中：", "1万元，", "一般公共预算", "本单位", "某  ", "某\t", "局（局）",
};

static size_t count_all(struct be_matcher *m, struct be_span text)
{
    size_t n = 0;
    struct be_match match;

    for (int k = 0; k < BE_P_KINDS; k++) {
        n += be_match_at(&match, m, (enum be_pattern_kind)k, text, 0, 1);
        if (k != BE_P_SUBJECT && k != BE_P_AMOUNT && k != BE_P_NIL)
            continue;
        for (size_t off = 0; next_match(&match, m, (enum be_pattern_kind)k, text, &off);)
            n++;
    }
    return n;
}

static void long_hostile_lines_take_linear_time(void **state)
{
    static char text[60000];
    static size_t found[sizeof PIECES / sizeof *PIECES];
    struct be_patterns *set;
    struct be_matcher *m;

    (void)state;
    assert_int_equal(be_patterns_load(&set, NULL, hear, NULL), BE_OK);
    m = be_matcher_new(set, NULL, NULL);
    alarm(120);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
            size_t len = strlen(PIECES[i]), n = 0, count;

            while (n + len <= sizeof text) {
                memcpy(text + n, PIECES[i], len);
                n += len;
            }
            be_matcher_document(m);
            count = count_all(m, be_span(text, n));
            if (pass == 1)
                assert_int_equal(count, found[i]);
            found[i] = count;
        }
    alarm(0);
    be_matcher_free(m);
    be_patterns_free(set);
}

static void *match_much(void *arg)
{
    struct be_patterns *set = arg;
    struct be_matcher *m = be_matcher_new(set, NULL, NULL);
    size_t n = 0;

    for (int i = 0; i < 3000; i++)
        n += count_all(m, BE_LIT("一、本部门2024年没有使用政府性基金预算拨款安排的支出，比2023年减少1.5万元。"));
    be_matcher_free(m);
    return (void *)n;
}

static void threads_share_the_patterns(void **state)
{
    struct be_patterns *set;
    pthread_t other;
    void *here, *there;

    (void)state;
    assert_int_equal(be_patterns_load(&set, NULL, hear, NULL), BE_OK);
    assert_int_equal(pthread_create(&other, NULL, match_much, set), 0);
    here = match_much(set);
    pthread_join(other, &there);
    assert_ptr_equal(here, there);
    be_patterns_free(set);
}

#define WITH_DIR(test) cmocka_unit_test_setup_teardown(test, make_dir, drop_dir)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(built_in_patterns_agree_with_their_samples),
        WITH_DIR(a_folder_adds_replaces_and_removes),
        cmocka_unit_test(a_folder_that_is_not_there_is_an_input_error),
        WITH_DIR(an_unknown_kind_is_said),
        WITH_DIR(a_compile_error_has_a_caret_in_its_own_line),
        WITH_DIR(an_unclosed_bracket_is_shown_at_the_end),
        WITH_DIR(lexicon_names_are_known_acyclic_and_replaceable),
        WITH_DIR(a_broken_lexicon_is_shown_where_it_breaks),
        WITH_DIR(samples_prove_a_pattern),
        WITH_DIR(a_tie_and_another_winner_are_named),
        WITH_DIR(the_leftmost_then_longest_match_wins),
        WITH_DIR(a_limit_is_said_once_a_document_and_is_no_match),
        cmocka_unit_test(long_hostile_lines_take_linear_time),
        cmocka_unit_test(threads_share_the_patterns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
