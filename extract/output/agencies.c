#include "agencies.h"
#include "../base/wordlist.h"
#include "../base/buf.h"
#include "../base/rows.h"
#include "../base/traditional.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define KEY_BYTES 256u           /* the longest name that is looked up */
#define FILE_BYTES (256u << 20)  /* the largest list */

struct agency {
    size_t from[BE_AGENCY_COLUMNS], len[BE_AGENCY_COLUMNS]; /* in text, while it grows */
    struct be_span field[BE_AGENCY_COLUMNS];
};
struct key {
    size_t from, len;            /* in text */
    uint32_t agency;             /* number + 1; 0: none; AMBIGUOUS: of two */
};
#define AMBIGUOUS UINT32_MAX

struct be_agencies {
    struct be_buf text;
    struct agency *agency;
    size_t n, size;
    struct key *key;             /* open addressing, size a power of two */
    size_t keys, key_size;
};

/* ---- names ---- */

static struct be_wordlist TAILS = BE_WORDLIST("（本级）", "（机关）", "（机关本级）");

/* The name as it is compared, into room of KEY_BYTES; empty when it is too long. */
static struct be_span key_of(char *room, struct be_span name)
{
    size_t n = be_traditional_fold(NULL, name, room, KEY_BYTES, NULL), tail;
    struct be_span key = be_span(room, n == SIZE_MAX ? 0 : n);

    tail = be_wordlist_back(&TAILS, key);
    return be_span_to(key, tail < key.len ? key.len - tail : key.len);
}

static size_t slot_of(const struct be_agencies *a, struct be_span key)
{
    size_t i = be_span_hash(key) & (a->key_size - 1);

    while (a->key[i].agency != 0
           && !be_span_eq(key, be_span(a->text.p + a->key[i].from, a->key[i].len)))
        i = (i + 1) & (a->key_size - 1);
    return i;
}

static enum be_status grow(struct be_agencies *a)
{
    struct key *old = a->key;
    size_t size = a->key_size;

    if (a->keys * 2 < size)
        return BE_OK;
    a->key_size = size == 0 ? 1024 : size * 2;
    a->key = calloc(a->key_size, sizeof *a->key);
    if (a->key == NULL) {
        a->key = old;
        a->key_size = size;
        return BE_ENOMEM;
    }
    for (size_t i = 0; i < size; i++)
        if (old[i].agency != 0)
            a->key[slot_of(a, be_span(a->text.p + old[i].from, old[i].len))] = old[i];
    free(old);
    return BE_OK;
}

static enum be_status add_key(struct be_agencies *a, struct be_span name, uint32_t agency)
{
    char room[KEY_BYTES];
    struct be_span key = key_of(room, name);
    enum be_status rc = grow(a);
    struct key *k;

    if (rc != BE_OK || key.len == 0)
        return rc;
    k = &a->key[slot_of(a, key)];
    if (k->agency == 0) {
        *k = (struct key){a->text.len, key.len, agency};
        a->keys++;
        return be_buf_add(&a->text, key);
    }
    if (k->agency != agency)
        k->agency = AMBIGUOUS;
    return BE_OK;
}

/* ---- loading ---- */

enum { NAME, ALIASES, CODE, PARENT, REGION, LEVEL };

static enum be_status aliases(struct be_agencies *a, struct be_span text, uint32_t agency)
{
    enum be_status rc = BE_OK;

    while (text.len > 0 && rc == BE_OK) {
        size_t n = 0;

        while (n < text.len && text.p[n] != '|' && text.p[n] != ';')
            n++;
        rc = add_key(a, be_span(text.p, n), agency);
        text = n < text.len ? be_span_from(text, n + 1) : be_span(text.p, 0);
    }
    return rc;
}

static enum be_status on_row(const struct be_rows_ask *ask, size_t line, const struct be_span *field)
{
    static const size_t from[BE_AGENCY_COLUMNS] = {NAME, CODE, PARENT, REGION, LEVEL};
    struct be_agencies *a = ask->user;
    struct agency *agency;
    enum be_status rc = BE_OK;

    if (be_span_trim(field[NAME]).len == 0)
        return be_rows_fail(ask, line, "an agency has no name");
    if (!be_grow(&a->agency, a->n, &a->size, sizeof *a->agency))
        return BE_ENOMEM;
    agency = &a->agency[a->n++];
    for (size_t i = 0; i < BE_AGENCY_COLUMNS && rc == BE_OK; i++) {
        struct be_span text = be_span_trim(field[from[i]]);

        agency->from[i] = a->text.len;
        agency->len[i] = text.len;
        rc = be_buf_add(&a->text, text);
    }
    if (rc == BE_OK)
        rc = add_key(a, field[NAME], (uint32_t)a->n);
    return rc == BE_OK ? aliases(a, field[ALIASES], (uint32_t)a->n) : rc;
}

static enum be_status read_file(struct be_buf *out, const char *path)
{
    FILE *in = fopen(path, "rbe");
    enum be_status rc = in == NULL ? BE_EIO : BE_OK;
    size_t n = 1;

    while (rc == BE_OK && n > 0) {
        rc = out->len >= FILE_BYTES ? BE_ENOMEM : be_buf_reserve(out, 1u << 16);
        if (rc == BE_OK) {
            n = fread(out->p + out->len, 1, 1u << 16, in);
            out->len += n;
        }
        if (rc == BE_OK && ferror(in))
            rc = BE_EIO;
    }
    if (in != NULL) {
        int error = errno;

        fclose(in);
        errno = error;
    }
    return rc;
}

enum be_status be_agencies_load(struct be_agencies **out, const char *path,
                                void (*say)(void *user, const char *message), void *user)
{
    static const char *const columns[] = {"name", "aliases", "code", "parent", "region", "level", NULL};
    struct be_agencies *a = calloc(1, sizeof *a);
    struct be_rows_ask ask = {.name = path, .columns = columns, .needed = 1, .row = on_row, .user = a, .say = say, .say_user = user};
    struct be_buf bytes = {0};
    enum be_status rc = a == NULL ? BE_ENOMEM : read_file(&bytes, path);
    int error = errno;

    if (rc == BE_OK)
        rc = be_rows_read(be_buf_span(&bytes), &ask);
    for (size_t i = 0; rc == BE_OK && i < a->n; i++)
        for (size_t c = 0; c < BE_AGENCY_COLUMNS; c++)
            a->agency[i].field[c] = be_span(a->text.p + a->agency[i].from[c], a->agency[i].len[c]);
    be_buf_free(&bytes);
    if (rc != BE_OK) {
        be_agencies_free(a);
        a = NULL;
    }
    *out = a;
    errno = error;
    return rc;
}

void be_agencies_free(struct be_agencies *a)
{
    if (a == NULL)
        return;
    be_buf_free(&a->text);
    free(a->agency);
    free(a->key);
    free(a);
}

const struct be_span *be_agencies_find(const struct be_agencies *a, struct be_span name)
{
    char room[KEY_BYTES];
    struct be_span key;
    uint32_t found;

    if (a == NULL || a->key_size == 0 || name.len == 0)
        return NULL;
    key = key_of(room, name);
    found = key.len == 0 ? 0 : a->key[slot_of(a, key)].agency;
    return found == 0 || found == AMBIGUOUS ? NULL : a->agency[found - 1].field;
}

void be_agencies_fill(const struct be_agencies *a, struct be_span name, struct be_span *field)
{
    const struct be_span *found = be_agencies_find(a, name);

    for (size_t i = 0; i < BE_AGENCY_COLUMNS; i++)
        field[i] = found != NULL ? found[i] : be_span(NULL, 0);
}
