#include "known.h"

#define SPARE 36u            /* characters of the words over labels */
#define BLANKS 4u            /* of the title of a half, which are counted but no letters */

static const char LABELS[] = "项目功能分类支出科目编码代名称栏次类款项单位（）";

static size_t next_letter(struct be_span text, size_t i)
{
    return be_char_len(text.p + i, text.p + text.len);
}

bool be_known_add(struct be_known_letters *l, struct be_span text)
{
    for (size_t i = 0; i < text.len; i += next_letter(text, i)) {
        if (text.p[i] == ' ')
            continue;
        if (l->n == sizeof l->letter / sizeof *l->letter)
            return false;
        l->letter[l->n++] = be_char_at(text.p + i, text.p + text.len);
    }
    return true;
}

/* Where the character is; l->n: it is not there. */
static size_t find(const struct be_known_letters *l, uint32_t letter)
{
    size_t k = 0;

    while (k < l->n && l->letter[k] != letter)
        k++;
    return k;
}

bool be_known_has(const struct be_known_letters *l, struct be_span letter)
{
    return find(l, be_char_at(letter.p, letter.p + letter.len)) < l->n;
}

/* Takes the characters of a text out; false when one of them is not there. */
static bool take(struct be_known_letters *l, struct be_span text)
{
    for (size_t i = 0; i < text.len; i += next_letter(text, i)) {
        uint32_t letter = be_char_at(text.p + i, text.p + text.len);
        size_t k = find(l, letter);
        if (letter == ' ')
            continue;
        if (k == l->n)
            return false;
        l->letter[k] = l->letter[--l->n];
    }
    return true;
}

/* Names parted by blanks; false: there are none, or too many. */
static bool read_known(struct be_known *k, struct be_span names)
{
    for (k->n = 0; names.len > 0; k->n++) {
        const char *blank = memchr(names.p, ' ', names.len);
        struct be_span name = blank == NULL ? names : be_span_to(names, (size_t)(blank - names.p));
        const char *slash = memchr(name.p, '/', name.len);
        size_t group = slash == NULL ? 0 : (size_t)(slash - name.p);

        if (k->n == BE_KNOWN_COLUMNS || name.len == 0)
            return false;
        k->column[k->n].group = be_span_to(name, group);
        k->column[k->n].leaf = be_span_from(name, group + (slash != NULL));
        names = be_span_from(names, name.len + (blank != NULL));
    }
    return k->n > 0;
}

bool be_known_begins(const struct be_known *k, size_t c)
{
    return c == 0 || !be_span_eq(k->column[c].group, k->column[c - 1].group);
}

/* How many characters it has, but for the titles of its halves. */
static size_t count_letters(const struct be_known *k)
{
    size_t n = 0;

    for (size_t c = 0; c < k->n; c++)
        n += be_span_count(k->column[c].leaf) + (be_known_begins(k, c) ? be_span_count(k->column[c].group) : 0);
    return k->halves * n;
}

/* Are the header's characters those of this one, and of labels? */
static bool is_it(const struct be_known_letters *of, const struct be_known *k, const struct be_span half[2])
{
    struct be_known_letters l, labels = {.n = 0};
    size_t want = count_letters(k) + (k->halves == 2 ? be_span_count(half[0]) + be_span_count(half[1]) : 0);

    if (of->n + 2 * BLANKS < want || of->n > want + SPARE)
        return false;
    l.n = of->n;
    memcpy(l.letter, of->letter, l.n * sizeof *l.letter);
    for (size_t turn = 0; turn < k->halves; turn++)
        for (size_t c = 0; c < k->n; c++)
            if (!take(&l, k->column[c].leaf) || (be_known_begins(k, c) && !take(&l, k->column[c].group)))
                return false;
    if (k->halves == 2 && (!take(&l, half[0]) || !take(&l, half[1])))
        return false;
    be_known_add(&labels, be_span_of(LABELS));
    for (size_t i = 0; i < l.n; i++)
        if (find(&labels, l.letter[i]) == labels.n)
            return false;
    return l.n <= SPARE;
}

/* ---- patterns/headers.csv ---- */

static enum be_status check_header(const struct be_rows_ask *ask, size_t line, const struct be_span *field)
{
    struct be_known k;

    if (!read_known(&k, field[0]))
        return be_rows_fail(ask, line, "a header has 1 to %u columns, parted by one blank", BE_KNOWN_COLUMNS);
    return BE_OK;
}

enum be_status be_known_check(struct be_span bytes, void (*say)(void *user, const char *message), void *user)
{
    static const char *const COLUMNS[] = {"columns", NULL};
    struct be_rows_ask ask = {.name = "headers.csv", .columns = COLUMNS, .row = check_header, .say = say, .say_user = user};

    return be_rows_read(bytes, &ask);
}

/* The file was checked when it was loaded: each line is a header, or the title of the column, or begins with #. */
bool be_known_find(struct be_known *out, struct be_span headers, const struct be_known_letters *letters, size_t numbers, const struct be_span half[2])
{
    while (headers.len > 0) {
        struct be_span line = be_rows_line(&headers);
        if (be_starts(line, "#") || !read_known(out, be_span_trim(line)))
            continue;
        for (out->halves = 1; out->halves <= 2; out->halves++)
            if (out->n * out->halves == numbers && is_it(letters, out, half))
                return true;
    }
    return false;
}
