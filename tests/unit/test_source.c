/* Reading files: what is there comes whole; what cannot be read says why. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "input/source.h"

static void test_whole(void **state)
{
    char path[] = "/tmp/test_source_XXXXXX";
    int fd = mkstemp(path);
    FILE *out = fdopen(fd, "wb");
    struct be_source *s = be_source_new();
    struct be_span chunk;
    size_t n = 0;

    (void)state;
    for (size_t i = 0; i < BE_SOURCE_BYTES + 1000; i++)
        putc((int)(i % 251), out);
    fclose(out);
    assert_int_equal(be_source_open(s, path), BE_OK);
    assert_int_equal(be_source_size(s), BE_SOURCE_BYTES + 1000);
    do {
        assert_int_equal(be_source_read(s, &chunk), BE_OK);
        for (size_t i = 0; i < chunk.len; i++)
            assert_int_equal((unsigned char)chunk.p[i], (n + i) % 251);
        n += chunk.len;
    } while (chunk.len > 0);
    assert_int_equal(n, BE_SOURCE_BYTES + 1000);
    be_source_free(s);
    unlink(path);
}

static void test_refusals(void **state)
{
    struct be_source *s = be_source_new();

    (void)state;
    assert_int_equal(be_source_open(s, "/tmp"), BE_EIO);
    assert_int_equal(errno, EISDIR);
    assert_int_equal(be_source_open(s, "/tmp/no such file"), BE_EIO);
    assert_int_equal(errno, ENOENT);
    be_source_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
