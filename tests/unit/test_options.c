/* The command line: what it means, and what is said about mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "options.h"
#include "recognize/hit.h"

#define ARGS_MAX 16

/* Parses words parted by blanks, after the program's name. The words live until the next call. */
static enum be_status parse(struct be_command *cmd, const char *line)
{
    static char words[512];
    char *argv[ARGS_MAX + 1] = {(char *)"bextract"};
    int argc = 1;

    snprintf(words, sizeof words, "%s", line);
    for (char *w = strtok(words, " "); w != NULL && argc < ARGS_MAX; w = strtok(NULL, " "))
        argv[argc++] = w;
    argv[argc] = NULL;
    return be_command_parse(cmd, argc, argv);
}

static void takes_options_anywhere_and_in_every_form(void **state)
{
    static const char *const lines[] = {
        "-o out.csv --year=2024 a.txt -q b.txt",
        "-oout.csv --year 2024 a.txt b.txt --quiet",
        "a.txt -qoout.csv --year=2024 b.txt",
        "-q --output out.csv --year 2024 -- a.txt b.txt",
        "--year 1990 --output=x --output=out.csv --year 2024 -q a.txt b.txt",
    };
    struct be_command cmd;

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        assert_int_equal(parse(&cmd, lines[i]), BE_OK);
        assert_string_equal(cmd.output, "out.csv");
        assert_int_equal(cmd.options.year, 2024);
        assert_true(cmd.quiet);
        assert_int_equal(cmd.inputs, 2);
        assert_string_equal(cmd.input[0], "a.txt");
        assert_string_equal(cmd.input[1], "b.txt");
        be_command_free(&cmd);
    }
}

static void everything_behind_two_dashes_is_a_file(void **state)
{
    struct be_command cmd;

    (void)state;
    assert_int_equal(parse(&cmd, "- -- --help -q -"), BE_OK);
    assert_int_equal(cmd.inputs, 4);
    assert_string_equal(cmd.input[1], "--help");
    be_command_free(&cmd);
}

static void choices_become_what_they_mean(void **state)
{
    struct be_command cmd;

    (void)state;
    assert_int_equal(parse(&cmd, "--kind=nil,subject --format tsv --header zh --columns year,金额（元） "
                                 "--unit 万元 --phase final --no-layout"), BE_OK);
    assert_int_equal(cmd.kinds, 1u << BE_NIL | 1u << BE_SUBJECT);
    assert_int_equal(cmd.layout.format, BE_TSV);
    assert_true(cmd.layout.zh);
    assert_int_equal(cmd.layout.columns, 2);
    assert_int_equal(cmd.layout.column[0], BE_YEAR);
    assert_int_equal(cmd.layout.column[1], BE_YUAN);
    assert_string_equal(cmd.options.unit, "万元");
    assert_string_equal(cmd.options.phase, "final");
    assert_int_equal(cmd.options.layout, -1);
    be_command_free(&cmd);
}

static void kinds_are_in_the_order_of_their_enumeration(void **state)
{
    static const char *const names[] = {"subject", "amount", "cell", "nil", "heading", "term"};
    static const enum be_kind kinds[] = {BE_SUBJECT, BE_AMOUNT, BE_CELL, BE_NIL, BE_HEADING, BE_TERM};
    struct be_command cmd;
    char line[32];

    (void)state;
    for (size_t i = 0; i < 6; i++) {
        snprintf(line, sizeof line, "--kind %s", names[i]);
        assert_int_equal(parse(&cmd, line), BE_OK);
        assert_int_equal(cmd.kinds, 1u << kinds[i]);
        be_command_free(&cmd);
    }
}

static void a_mistake_is_said_with_the_likely_remedy(void **state)
{
    static const struct { const char *line, *says; } cases[] = {
        {"--heade", "unknown option --heade; did you mean --header?"},
        {"--colunms=a", "unknown option --colunms; did you mean --columns?"},
        {"--xyz", "unknown option --xyz"},
        {"-z", "unknown option -z"},
        {"-é", "unknown option -é"},
        {"--output", "--output needs an argument: FILE"},
        {"-qo", "-o needs an argument: FILE"},
        {"--quiet=yes", "--quiet takes no argument"},
        {"--format parquet", "--format: 'parquet' is none of: csv tsv jsonl xlsx"},
        {"--format jsnl", "--format: no 'jsnl'; did you mean jsonl?"},
        {"--kind subject,", "--kind: '' is none of: subject amount cell nil heading term"},
        {"--kind cells", "--kind: no 'cells'; did you mean cell?"},
        {"--year 24", "--year: '24' is no year"},
        {"--columns year,itme", "--columns: no column 'itme'; did you mean item?"},
        {"--columns=", "--columns: no column ''"},
        {"--columns=year,年度", "--columns: 年度 twice"},
        {"--excel --format=tsv", "--excel is a way to write csv; it does not go with another --format"},
        {"--man=x", "--man takes no argument"},
    };
    struct be_command cmd;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(parse(&cmd, cases[i].line), BE_EUSAGE);
        assert_string_equal(cmd.mistake, cases[i].says);
        be_command_free(&cmd);
    }
}

static void help_wins_over_what_follows_it(void **state)
{
    struct be_command cmd;

    (void)state;
    assert_int_equal(parse(&cmd, "a.txt -qh --nonsense"), BE_OK);
    assert_int_equal(cmd.action, BE_HELP);
    be_command_free(&cmd);
    assert_int_equal(parse(&cmd, "--version --columns=none"), BE_OK);
    assert_int_equal(cmd.action, BE_VERSION);
    be_command_free(&cmd);
}

static void the_table_is_in_order(void **state)
{
    (void)state;
    for (const struct be_option *o = be_option_table; o->name != NULL; o++) {
        assert_true(strlen(o->name) <= 24);
        assert_true((o->group == BE_GROUP_HIDDEN) == (o->help == NULL));
        assert_true(o->how != BE_SET_CALL || o->set != NULL);
        assert_true(o->choices == NULL || o->arg != NULL);
        for (const struct be_option *p = be_option_table; p < o; p++) {
            assert_string_not_equal(o->name, p->name);
            assert_true(o->letter == 0 || o->letter != p->letter);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_options_anywhere_and_in_every_form),
        cmocka_unit_test(everything_behind_two_dashes_is_a_file),
        cmocka_unit_test(choices_become_what_they_mean),
        cmocka_unit_test(kinds_are_in_the_order_of_their_enumeration),
        cmocka_unit_test(a_mistake_is_said_with_the_likely_remedy),
        cmocka_unit_test(help_wins_over_what_follows_it),
        cmocka_unit_test(the_table_is_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
