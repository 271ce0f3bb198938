/* fuzz_patterns.c - a folder with any lexicon, pattern, samples: loading says what is wrong or
 * gives a set that can be checked and used; nothing crashes or runs on.
 *
 * The input is pattern, or pattern FF samples, or pattern FF samples FF lexicon.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../extract/recognize/pattern/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LONGEST 4096u

static char dir[] = "/tmp/fuzz_patterns.XXXXXX";
static const char *const NAMES[] = {"amount/mine.pcre", "amount/mine.csv", "lexicon.pcre"};

static void drop(void)
{
    char path[128];

    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, NAMES[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/amount", dir);
    rmdir(path);
    rmdir(dir);
}

static void put(const char *name, const uint8_t *data, size_t size)
{
    char path[128];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", dir, name);
    f = fopen(path, "wb");
    if (f == NULL)
        abort();
    fwrite(data, 1, size, f);
    fclose(f);
}

static void hear(void *user, const char *message)
{
    *(size_t *)user += strlen(message);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool made;
    struct be_patterns *set;
    size_t heard = 0;
    char path[128];

    if (!made) {
        if (mkdtemp(dir) == NULL)
            abort();
        snprintf(path, sizeof path, "%s/amount", dir);
        mkdir(path, 0700);
        atexit(drop);
        made = true;
    }
    if (size > LONGEST)
        return 0;
    for (size_t i = 0; i < 3; i++) {
        const uint8_t *end = size == 0 ? NULL : memchr(data, 0xff, size);
        size_t n = end == NULL ? size : (size_t)(end - data);

        snprintf(path, sizeof path, "%s/%s", dir, NAMES[i]);
        unlink(path);
        if (n > 0)
            put(NAMES[i], data, n);
        data += end == NULL ? size : n + 1;
        size -= end == NULL ? size : n + 1;
    }
    if (be_patterns_load(&set, dir, hear, &heard) == BE_OK) {
        struct be_matcher *m = be_matcher_new(set, NULL, NULL);
        struct be_span text = BE_LIT("2024年预算12,345.60万元，比2023年增加5%，占（3）。");
        struct be_match match;

        for (size_t off = 0; m != NULL && be_match(&match, m, BE_P_AMOUNT, text, off, 1); off = (size_t)(match.whole.p - text.p) + match.whole.len)
            if (match.whole.len == 0)
                abort();
        be_matcher_free(m);
        be_patterns_check(set, hear, &heard);
    } else if (heard == 0) {
        abort(); /* refused without a word */
    }
    be_patterns_free(set);
    return 0;
}
