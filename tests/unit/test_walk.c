/* Which names are wanted (glob.c), in which order (tree.c). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "run/tree.h"

static void a_glob_is_as_of_a_shell(void **state)
{
    static const struct {
        const char *pattern, *name;
        bool match;
    } cases[] = {
        {"*.txt", "a.txt", true}, {"*.txt", "a.txt.gz", false}, {"*.txt", ".txt", true},
        {"?.txt", "预.txt", true}, {"?.txt", "ab.txt", false}, {"*预算*", "2023年部门预算.txt", true},
        {"[a-c]x", "bx", true}, {"[!a-c]x", "bx", false}, {"[!a-c]x", "dx", true}, {"[]]x", "]x", true},
        {"[预决]算", "决算", true}, {"[预决]算", "结算", false}, {"[a", "[a", true}, {"\\*", "*", true},
        {"\\*", "a", false}, {"a*b*c", "aXbXbXc", true}, {"a*b*c", "aXbXbX", false},
        {"a/*.txt", "a/b.txt", true}, {"a/*.txt", "a/b/c.txt", false}, {"a/**", "a/b/c.txt", true},
        {"a/**/c.txt", "a/c.txt", true}, {"a/**/c.txt", "a/b/d/c.txt", true}, {"a/**/c.txt", "a/bc.txt", false},
        {"**/x/*.txt", "x/a.txt", true}, {"**/x/*.txt", "a/b/x/a.txt", true}, {"**/x/*.txt", "a/x/b/a.txt", false},
        {"*", "a/b", false}, {"**", "a/b", true}, {"", "", true}, {"*", "", true}, {"", "a", false},
        {"a?b", "a/b", false}, {"a[/]b", "a/b", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (be_glob_match(cases[i].pattern, cases[i].name) != cases[i].match)
            fail_msg("'%s' and '%s'", cases[i].pattern, cases[i].name);
}

static void a_hostile_glob_ends(void **state)
{
    char name[4096];

    (void)state;
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_false(be_glob_match("*a*a*a*a*a*a*a*a*a*a*b", name));
    assert_false(be_glob_match("**a**a**a**a**a**a**a**b", name));
}

static void touch(const char *folder, const char *name)
{
    char path[512];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    f = fopen(path, "w");
    assert_non_null(f);
    fclose(f);
}

static void folder(const char *in, const char *name)
{
    char path[512];

    snprintf(path, sizeof path, "%s/%s", in, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

/* Names below root, joined with blanks; a folder that could not be read with ! in front. */
static void list(char *out, size_t size, const char *root, const struct be_globs *globs)
{
    struct be_tree *tree = be_tree_new(globs);
    enum be_status rc = be_tree_begin(tree, root);
    const char *name;
    size_t len = 0;

    out[0] = '\0';
    assert_int_equal(rc, BE_OK);
    for (;;) {
        rc = be_tree_next(tree, &name);
        assert_true(rc == BE_OK || rc == BE_EIO);
        if (rc == BE_OK && name == NULL)
            break;
        len += (size_t)snprintf(out + len, size - len, "%s%s ", rc == BE_OK ? "" : "!", name + strlen(root) + 1);
    }
    be_tree_free(tree);
}

static void a_tree_is_walked_in_order(void **state)
{
    char root[] = "/tmp/test_walk.XXXXXX", path[512], got[1024], command[600];
    struct be_globs none = {0}, some = {0};

    (void)state;
    assert_non_null(mkdtemp(root));
    folder(root, "b");
    folder(root, "b/deep");
    folder(root, ".git");
    touch(root, "b/10");
    touch(root, "b/9.txt");
    touch(root, "b/deep/x.txt");
    touch(root, "c.txt");
    touch(root, "B.txt");
    touch(root, ".hidden");
    touch(root, ".git/x");
    snprintf(path, sizeof path, "%s/b/deep/up", root);
    assert_int_equal(symlink("../..", path), 0);
    snprintf(path, sizeof path, "%s/z", root);
    assert_int_equal(symlink("nowhere", path), 0);
    list(got, sizeof got, root, &none);
    assert_string_equal(got, "B.txt b/10 b/9.txt !b/deep/up b/deep/x.txt c.txt z ");
    assert_true(be_globs_add(&some.include, &some.includes, "*.txt"));
    assert_true(be_globs_add(&some.exclude, &some.excludes, "deep/"));
    assert_true(be_globs_add(&some.exclude, &some.excludes, "/c.txt"));
    list(got, sizeof got, root, &some);
    assert_string_equal(got, "B.txt b/9.txt c.txt ");
    be_globs_free(&some);
    snprintf(command, sizeof command, "rm -rf %s", root);
    assert_int_equal(system(command), 0);
}

static void what_is_no_folder_is_told(void **state)
{
    struct be_globs none = {0};
    struct be_tree *tree = be_tree_new(&none);
    const char *name;

    (void)state;
    assert_int_equal(be_tree_begin(tree, "/nowhere/at/all"), BE_EIO);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(be_tree_next(tree, &name), BE_OK);
    assert_null(name);
    be_tree_free(tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_glob_is_as_of_a_shell),
        cmocka_unit_test(a_hostile_glob_ends),
        cmocka_unit_test(a_tree_is_walked_in_order),
        cmocka_unit_test(what_is_no_folder_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
