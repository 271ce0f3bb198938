/* tower_words.c - what headers of these tables are called (patterns/columns.csv): cells broken over several lines are put
 * together so that they come out as one of these.
 */
#include "aligned.h"
#include "tower.h"
#include "../../base/rows.h"
#include <stdlib.h>

#define WORD_BYTES 96u

/* The text without blanks and years; its length, 0: too long. */
static size_t plain(struct be_span text, char out[WORD_BYTES])
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.p[i] == ' ')
            continue;
        if (be_is_digit(text.p[i]) && text.len - i >= 4 && be_span_digits(be_span(text.p + i, 4))) {      /* a year */
            i += 4;
            while (i < text.len && text.p[i] == ' ')
                i++;
            i += be_starts(be_span_from(text, i), "年") ? 3 : 0;
            i += be_starts(be_span_from(text, i), "度") ? 3 : 0;
            i--;
            continue;
        }
        if (n == WORD_BYTES)
            return 0;
        out[n++] = text.p[i];
    }
    return n;
}

static bool is_before(struct be_span a, struct be_span b)
{
    int order = memcmp(a.p, b.p, a.len < b.len ? a.len : b.len);

    return order < 0 || (order == 0 && a.len < b.len);
}

enum be_tower_name be_tower_name(const struct be_column_names *names, struct be_span text)
{
    char word[WORD_BYTES];
    size_t lo = 0, hi = names->n, i = 0;

    while (i < text.len && text.p[i] != ' ' && !be_is_digit(text.p[i]))
        i += (unsigned char)text.p[i] >= 0xE0 ? 3 : 1;
    if (i < text.len) {
        size_t n = plain(text, word);
        if (n == 0 && text.len < WORD_BYTES)
            return BE_NAME_BEGUN;       /* nothing but a year, which names begin with */
        text = be_span(word, n);
    }
    if (text.len < 3)
        return BE_NAME_NONE;
    while (lo < hi) {        /* the first that is not before it */
        size_t mid = lo + (hi - lo) / 2;
        if (is_before(names->name[mid], text))
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == names->n || !be_span_starts(names->name[lo], text))
        return BE_NAME_NONE;
    return names->name[lo].len == text.len ? BE_NAME_WHOLE : BE_NAME_BEGUN;
}

/* ---- patterns/columns.csv ---- */

enum be_status be_column_names_load(struct be_column_names **out, struct be_span bytes, void (*say)(void *user, const char *message), void *user)
{
    const struct be_rows_ask ask = {.name = "columns.csv", .say = say, .say_user = user};
    struct be_column_names *names = malloc(sizeof *names);
    enum be_status rc = BE_OK;

    if (names == NULL)
        return BE_ENOMEM;
    names->n = 0;
    for (size_t line = 1; bytes.len > 0 && rc == BE_OK; line++) {
        struct be_span name = be_rows_line(&bytes);

        if (line == 1 || name.len == 0 || be_starts(name, "#"))
            continue;        /* the title, remarks */
        if (names->n == BE_COLUMN_NAMES || name.len > WORD_BYTES)
            rc = be_rows_fail(&ask, line, "more than %u names, or one longer than %u bytes", BE_COLUMN_NAMES, WORD_BYTES);
        else if (names->n > 0 && !is_before(names->name[names->n - 1], name))
            rc = be_rows_fail(&ask, line, "names are sorted by their bytes: %.*s", (int)name.len, name.p);
        else
            names->name[names->n++] = name;
    }
    if (rc == BE_OK)
        *out = names;
    else
        free(names);
    return rc;
}
