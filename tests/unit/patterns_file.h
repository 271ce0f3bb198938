/* Reads a file of patterns/ for a unit test, from the folder the tests are run in. */
#ifndef PATTERNS_FILE_H
#define PATTERNS_FILE_H

#include "base/span.h"
#include <stdio.h>
#include <stdlib.h>

static inline struct be_span patterns_file(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "patterns/%s", name);
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return be_span("", 0);
    char *bytes = malloc(1u << 20);
    size_t n = bytes == NULL ? 0 : fread(bytes, 1, 1u << 20, in);
    fclose(in);
    return be_span(bytes, n);                 /* the test frees p */
}

#endif
