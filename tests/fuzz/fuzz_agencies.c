/* fuzz_agencies.c - any bytes as a list of agencies, then every field of it looked up: refused with a
 * word, or what is found is whole.
 */
#include "fuzz.h"
#include "output/agencies.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct be_agencies *list = NULL;
    struct be_span all = be_span((const char *)data, size);
    size_t heard = 0;
    char path[64];
    int fd = file_of(all, path, sizeof path);
    enum be_status rc = be_agencies_load(&list, path, count_heard, &heard);
    char *text = valid_copy(data, size); /* with a NUL behind it */
    uint64_t sum = 0;

    close(fd);
    must(rc == BE_OK || (rc == BE_EPATTERN && heard > 0 && list == NULL), "refused without a word");
    for (size_t from = 0; rc == BE_OK && from < size;) {
        size_t n = strcspn(text + from, ",|;\n\"");
        const struct be_span *field = be_agencies_find(list, be_span(text + from, n));

        for (size_t i = 0; field != NULL && i < BE_AGENCY_COLUMNS; i++)
            for (size_t k = 0; k < field[i].len; k++)
                sum += (unsigned char)field[i].p[k];
        from += n + 1;
    }
    must(sum < UINT64_MAX, "the fields are readable");
    be_agencies_free(list);
    free(text);
    return 0;
}
