/* coderows.h - how the codebook keeps its rows; for codebook.c (loads, prints) and codes.c (resolves). */
#ifndef BE_CODEROWS_H
#define BE_CODEROWS_H

#include "../base/buf.h"
#include "codebook.h"

#define BE_CODE_NAME_BYTES 192u        /* a longer name is in no classification */

struct be_code_row {
    char code[BE_CODE_DIGITS + 1];
    uint8_t level;                /* 1 类, 2 款, 3 项 */
    uint8_t scheme;               /* enum be_scheme */
    bool government;              /* economic: 5xx, 政府预算经济分类 */
    uint16_t since, until;        /* 0: open */
    int32_t parent;               /* row, or -1 */
    uint32_t name, name_len;      /* offsets into text */
    uint32_t aliases, aliases_len;
};

/* A name a row goes by. Names of one key hang in a chain. */
struct be_code_name {
    uint32_t folded, folded_len;  /* offsets into text */
    uint32_t key, key_len;
    int32_t row, next;            /* next: name of the same slot, or -1 */
    bool alias;
};

struct be_codebook {
    struct be_traditional traditional;
    struct be_code_row *row;      /* sorted by code */
    size_t rows, rows_size;
    struct be_code_name *name;
    size_t names, names_size;
    int32_t *slot;                /* first name per hash value, or -1 */
    size_t slots;                 /* a power of two */
    struct be_buf text;
};

/* How well a printed name fits a row, the smaller the better. */
enum be_fit { BE_FIT_NAME, BE_FIT_ALIAS, BE_FIT_STEM, BE_FIT_NEAR, BE_FIT_NONE };

/* A printed name, folded for look-up. */
struct be_folded {
    char text[BE_CODE_NAME_BYTES], key[BE_CODE_NAME_BYTES];
    size_t len, key_len;          /* 0: no name, or too long */
    int32_t slot;                 /* first of its chain, or -1 */
    bool known;                   /* at least one row of any scheme goes by it */
};

void be_folded_set(const struct be_codebook *book, struct be_folded *out, struct be_span name);
/* How the name fits that row. */
enum be_fit be_folded_fit(const struct be_codebook *book, const struct be_folded *name, int32_t row);
/* Whether the name e of the chain has the same key; then its fit. */
enum be_fit be_name_fit(const struct be_codebook *book, const struct be_folded *name,
                        const struct be_code_name *e);
/* The row of a code, or -1. */
int32_t be_code_row(const struct be_codebook *book, struct be_span code);

#endif
