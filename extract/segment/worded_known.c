/* worded_known.c - headers that the ministry's forms print, broken over so many lines that only their
 * characters are left: 本年收入合 / 计 / 财政拨款收 / 入. A header whose characters are those of one in
 * patterns/headers.csv, and of the words over labels, is that one.
 */
#include "worded_table.h"
#include "../base/rows.h"

#define KNOWN_COLUMNS 12u
#define SPARE 36u            /* characters of the words over labels */

struct known {
    struct { struct be_span group, leaf; } column[KNOWN_COLUMNS]; /* group: empty where it has none */
    size_t n;
};

static const char LABELS[] = "项目功能分类支出科目编码代名称栏次类款项单位（）";

/* Characters of a header, each as often as it stands there. */
struct letters {
    size_t n;
    struct be_span letter[512];
};

static size_t next_letter(struct be_span text, size_t i)
{
    return be_char_len(text.p + i, text.p + text.len);
}

static bool read_letters(struct letters *l, const struct be_worded_table *t)
{
    l->n = 0;
    for (size_t r = 0; r < t->head; r++)
        for (size_t k = 0; k < t->row[r].n; k++) {
            struct be_span text = be_worded_words(t, r)[k].text;
            for (size_t i = 0; i < text.len; i += next_letter(text, i)) {
                if (text.p[i] == ' ')
                    continue;
                if (l->n == sizeof l->letter / sizeof *l->letter)
                    return false;
                l->letter[l->n++] = be_span(text.p + i, next_letter(text, i));
            }
        }
    return true;
}

/* Takes the characters of a text out; false when one of them is not there. */
static bool take(struct letters *l, struct be_span text)
{
    for (size_t i = 0; i < text.len; i += next_letter(text, i)) {
        struct be_span letter = be_span(text.p + i, next_letter(text, i));
        size_t k = 0;
        while (k < l->n && !be_span_eq(l->letter[k], letter))
            k++;
        if (k == l->n)
            return false;
        l->letter[k] = l->letter[--l->n];
    }
    return true;
}

/* Names parted by blanks; false: there are none, or too many. */
static bool read_known(struct known *k, struct be_span names)
{
    for (k->n = 0; names.len > 0; k->n++) {
        const char *blank = memchr(names.p, ' ', names.len);
        struct be_span name = blank == NULL ? names : be_span_to(names, (size_t)(blank - names.p));
        const char *slash = memchr(name.p, '/', name.len);
        size_t group = slash == NULL ? 0 : (size_t)(slash - name.p);

        if (k->n == KNOWN_COLUMNS || name.len == 0)
            return false;
        k->column[k->n].group = be_span_to(name, group);
        k->column[k->n].leaf = be_span_from(name, group + (slash != NULL));
        names = be_span_from(names, name.len + (blank != NULL));
    }
    return k->n > 0;
}

/* Does column c begin a group, or stand in none? */
static bool begins(const struct known *k, size_t c)
{
    return c == 0 || !be_span_eq(k->column[c].group, k->column[c - 1].group);
}

/* Half 0 or 1 of a header that has all columns twice: 预算数 and 决算数, or its first two words, such as 2024年预算数. */
static struct be_span half_name(const struct be_worded_table *t, size_t half)
{
    const struct be_worded *w = be_worded_words(t, 0);

    if (t->row[0].n > 1 && be_span_ends(w[0].text, BE_LIT("数")) && be_span_ends(w[1].text, BE_LIT("数")))
        return w[half].text;
    return half == 0 ? BE_LIT("预算数") : BE_LIT("决算数");
}

/* Are the header's characters those of this one, `halves` times, and of labels? */
static bool is_it(struct letters l, const struct be_worded_table *t, const struct known *k, size_t halves)
{
    for (size_t half = 0; half < halves; half++)
        for (size_t c = 0; c < k->n; c++)
            if (!take(&l, k->column[c].leaf) || (begins(k, c) && !take(&l, k->column[c].group)))
                return false;
    if (halves == 2 && (!take(&l, half_name(t, 0)) || !take(&l, half_name(t, 1))))
        return false;
    for (size_t i = 0; i < l.n; i++)
        if (be_span_find(be_span_of(LABELS), l.letter[i]) < 0)
            return false;
    return l.n <= SPARE;
}

/* The column that sums up column c of a known header, from column `base` on. */
static int8_t whole_of(const struct known *k, size_t c, size_t base)
{
    size_t first = c;

    if (be_span_starts(k->column[c].leaf, BE_LIT("其中")))
        return -1;
    while (k->column[c].group.len > 0 && !begins(k, first))
        first--;
    if (first < c)
        return (int8_t)(base + first);
    return c > 0 && be_span_ends(k->column[0].leaf, BE_LIT("计")) && k->column[0].group.len == 0 ? (int8_t)base : -1;
}

/* Row `level` of the header: 0 the halves', 1 groups, 2 leaves. */
static void put_row(struct be_worded_table *t, size_t r, uint32_t line, size_t level, const struct known *k, const struct be_span half[2])
{
    struct be_worded *to = &t->word[t->words];
    size_t labels = t->codes + t->texts;

    for (size_t c = 0; c < labels; c++)
        to[c] = (struct be_worded){r == 0 ? be_worded_label(t, c) : be_span("", 0), line, BE_WORDED_TEXT};
    for (size_t i = 0; i < t->numbers; i++) {
        size_t c = i % k->n;
        struct be_span group = k->column[c].group, leaf = k->column[c].leaf, text = be_span("", 0);
        if (level == 0 && c == 0)
            text = half[i > 0];
        else if (level == 1 && (group.len == 0 || begins(k, c)))
            text = be_arena_copy(t->arena, group.len > 0 ? group : leaf);
        else if (level == 2 && group.len > 0)
            text = be_arena_copy(t->arena, leaf);
        to[labels + i] = (struct be_worded){text, line, BE_WORDED_TEXT};
        t->whole[i] = whole_of(k, c, i - c);
    }
    t->row[r] = (struct be_worded_row){.first = (uint32_t)t->words, .n = (uint16_t)t->width};
    t->words += t->width;
}

static bool write(struct be_worded_table *t, const struct known *k, size_t halves)
{
    bool grouped = false;
    const struct be_span half[2] = {half_name(t, 0), half_name(t, 1)};
    uint32_t line[3];
    size_t rows = 0, want;

    for (size_t c = 0; c < k->n; c++)
        grouped = grouped || k->column[c].group.len > 0;
    want = 1u + grouped + (halves - 1);
    t->width = t->codes + t->texts + t->numbers;
    if (t->words + want * t->width > BE_WORDED_WORDS || (want > t->head && !t->stream))
        return false;
    for (size_t r = 0; r < want; r++)
        line[r] = be_worded_words(t, r < t->head ? r : t->head - 1)->line;
    memmove(t->row + want, t->row + t->head, (t->rows - t->head) * sizeof *t->row);
    t->rows = t->rows - t->head + want;
    t->head = want;
    for (size_t level = 2 - halves; level <= 1u + grouped; level++, rows++)
        put_row(t, rows, line[rows], level, k, half);
    return true;
}

/* ---- patterns/headers.csv ---- */

struct search {
    struct be_worded_table *t;   /* NULL: the file is only read */
    const struct letters *letters;
    bool found, written;
};

static enum be_status try_header(const struct be_rows_ask *ask, size_t line, const struct be_span *field)
{
    struct search *s = ask->user;
    struct known k;

    if (!read_known(&k, field[0]))
        return be_rows_fail(ask, line, "a header has 1 to %u columns, parted by one blank", KNOWN_COLUMNS);
    for (size_t halves = 1; halves <= 2 && s->t != NULL && !s->found; halves++)
        if (k.n * halves == s->t->numbers && is_it(*s->letters, s->t, &k, halves)) {
            s->found = true;
            s->written = write(s->t, &k, halves);
        }
    return BE_OK;
}

static enum be_status search_headers(struct search *s, struct be_span bytes, void (*say)(void *user, const char *message), void *user)
{
    static const char *const COLUMNS[] = {"columns", NULL};
    struct be_rows_ask ask = {.name = "headers.csv", .columns = COLUMNS, .row = try_header, .user = s, .say = say, .say_user = user};

    return be_rows_read(bytes, &ask);
}

enum be_status be_worded_headers(struct be_span bytes, void (*say)(void *user, const char *message), void *user)
{
    return search_headers(&(struct search){0}, bytes, say, user);
}

bool be_worded_known(struct be_worded_table *t)
{
    struct letters *l = be_arena_room(t->arena, sizeof *l);
    struct search s = {.t = t, .letters = l};

    if (l == NULL || !read_letters(l, t) || t->codes + t->texts > KNOWN_COLUMNS)
        return false;
    return search_headers(&s, t->headers, NULL, NULL) == BE_OK && s.written;
}
