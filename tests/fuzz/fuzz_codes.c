/* fuzz_codes.c - any bytes as the tables of codes, then as names looked up in them: a table is refused
 * with a word or loaded; a code found is digits, and its class begins it.
 *
 * The input is names (a line each) FF functional.csv FF economic.csv FF traditional.csv; what is
 * missing are the tables built in.
 */
#include "fuzz.h"
#include "recognize/pattern/pattern.h"
#include "resolve/codebook.h"

static void look_up(const struct be_codebook *book, struct be_span lines)
{
    struct be_codes_ask ask = {.year = 2024};
    struct be_codes got;
    size_t n = 0;

    while (lines.len > 0) {
        const char *end = memchr(lines.p, '\n', lines.len);
        struct be_span name = be_span_to(lines, end == NULL ? lines.len : (size_t)(end - lines.p));

        lines = be_span_from(lines, name.len + (end != NULL));
        ask.level[2] = ask.level[1];
        ask.level[1] = ask.level[0];
        ask.level[0] = name;
        ask.code = n % 2 == 0 ? name : be_span(NULL, 0);
        ask.scheme = n++ % 3 == 0 ? BE_ECONOMIC : BE_FUNCTIONAL;
        be_codebook_resolve(book, NULL, &ask, &got);
        must(strspn(got.official, "0123456789") == strlen(got.official), "an official code is digits");
        must(strspn(got.prefix, "0123456789") == strlen(got.prefix), "a class code is digits");
        must(got.official[0] == '\0' || strcmp(got.official, got.prefix) == 0, "the class of a certain code is that code");
        be_codebook_label(book, name, ask.year);
        must(be_codebook_name(book, name).len < 1000, "a name");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct be_patterns *patterns;
    struct be_span names = next_part(&data, &size), functional = next_part(&data, &size), economic = next_part(&data, &size),
                   traditional = next_part(&data, &size);
    struct be_codebook_files files;
    struct be_codebook *book;
    size_t heard = 0;
    enum be_status rc;
    char *text = valid_copy((const uint8_t *)names.p, names.len);

    if (patterns == NULL)
        must(be_patterns_load(&patterns, NULL, NULL, NULL) == BE_OK, "patterns");
    files.functional = functional.len > 0 ? functional : be_patterns_file(patterns, "codes/functional.csv");
    files.economic = economic.len > 0 ? economic : be_patterns_file(patterns, "codes/economic.csv");
    files.traditional = traditional.len > 0 ? traditional : be_patterns_file(patterns, "traditional.csv");
    rc = be_codebook_load(&book, &files, count_heard, &heard);
    must(rc == BE_OK || (rc == BE_EPATTERN && heard > 0 && book == NULL), "refused without a word");
    if (rc == BE_OK)
        look_up(book, be_span(text, names.len));
    be_codebook_free(book);
    free(text);
    return 0;
}
