/* fuzz.h - what the fuzz targets share. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/span.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void must(bool ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "broken: %s\n", what);
        abort();
    }
}

/* The stages behind decode are told that text is UTF-8: all else becomes a question mark. */
static inline char *valid_copy(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);

    must(text != NULL, "memory");
    memcpy(text, data, size);
    text[size] = '\0';
    for (size_t i = 0; i < size;) {
        size_t len = be_char_len(text + i, text + size);
        bool good = len > 1 || (unsigned char)text[i] < 0x80;

        for (size_t k = 1; k < len && good; k++)
            good = ((unsigned char)text[i + k] & 0xC0) == 0x80;
        if (!good)
            text[i] = '?';
        i += good ? len : 1;
    }
    return text;
}

/* The part of the input before the next FF byte, which is taken off it. */
static inline struct be_span next_part(const uint8_t **data, size_t *size)
{
    const uint8_t *end = *size == 0 ? NULL : memchr(*data, 0xFF, *size);
    struct be_span part = be_span((const char *)*data, end == NULL ? *size : (size_t)(end - *data));

    *data += end == NULL ? *size : part.len + 1;
    *size -= end == NULL ? *size : part.len + 1;
    return part;
}

/* A file of these bytes, at path /proc/self/fd/N. */
static inline int file_of(struct be_span bytes, char *path, size_t room)
{
    int fd = memfd_create("fuzz", 0);

    must(fd >= 0 && write(fd, bytes.p, bytes.len) == (ssize_t)bytes.len && lseek(fd, 0, SEEK_SET) == 0, "a file");
    snprintf(path, room, "/proc/self/fd/%d", fd);
    return fd;
}

static inline void count_heard(void *user, const char *message)
{
    *(size_t *)user += strlen(message);
}

#endif
