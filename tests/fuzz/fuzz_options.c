/* Any command line: NUL-ended words, the rest of the bytes is the last. */
#include "options.h"
#include <stdlib.h>

#define WORDS 32

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *argv[WORDS + 2] = {(char *)"bextract"}, *text = malloc(size + 1);
    struct be_command cmd;
    int argc = 1;

    if (text == NULL)
        return 0;
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    for (size_t at = 0; at < size && argc <= WORDS; at += strlen(text + at) + 1)
        argv[argc++] = text + at;
    argv[argc] = NULL;
    if (be_command_parse(&cmd, argc, argv) == BE_EUSAGE && cmd.mistake[0] == '\0')
        abort(); /* a mistake is always said */
    be_command_free(&cmd);
    free(text);
    return 0;
}
