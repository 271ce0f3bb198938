/* known.c - headers that the ministry's forms print, broken over so many lines that only their
 * characters are left (known.h).
 */
#include "table.h"
#include "../grid/known.h"

static bool read_letters(struct be_known_letters *l, const struct be_worded_table *t)
{
    l->n = 0;
    for (size_t r = 0; r < t->head; r++)
        for (size_t k = 0; k < t->row[r].n; k++)
            if (!be_known_add(l, be_worded_words(t, r)[k].text))
                return false;
    return true;
}

/* Half 0 or 1 of a header that has all columns twice: 预算数 and 决算数, or its first two words, such as 2024年预算数. */
static struct be_span half_name(const struct be_worded_table *t, size_t half)
{
    const struct be_worded *w = be_worded_words(t, 0);

    if (t->row[0].n > 1 && be_ends(w[0].text, "数") && be_ends(w[1].text, "数"))
        return w[half].text;
    return half == 0 ? BE_LIT("预算数") : BE_LIT("决算数");
}

/* The column that sums up column c of a known header, from column `base` on. */
static int8_t whole_of(const struct be_known *k, size_t c, size_t base)
{
    size_t first = c;

    if (be_starts(k->column[c].leaf, "其中"))
        return -1;
    while (k->column[c].group.len > 0 && !be_known_begins(k, first))
        first--;
    if (first < c)
        return (int8_t)(base + first);
    return c > 0 && be_ends(k->column[0].leaf, "计") && k->column[0].group.len == 0 ? (int8_t)base : -1;
}

/* Row `level` of the header: 0 the halves', 1 groups, 2 leaves. */
static void put_row(struct be_worded_table *t, size_t r, uint32_t line, size_t level, const struct be_known *k, const struct be_span half[2])
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
        else if (level == 1 && (group.len == 0 || be_known_begins(k, c)))
            text = group.len > 0 ? group : leaf;
        else if (level == 2 && group.len > 0)
            text = leaf;
        to[labels + i] = (struct be_worded){text, line, BE_WORDED_TEXT};
        t->whole[i] = whole_of(k, c, i - c);
    }
    t->row[r] = (struct be_worded_row){.first = (uint32_t)t->words, .n = (uint16_t)t->width};
    t->words += t->width;
}

static bool write(struct be_worded_table *t, const struct be_known *k, const struct be_span half[2])
{
    bool grouped = false;
    uint32_t line[3];
    size_t rows = 0, want;

    for (size_t c = 0; c < k->n; c++)
        grouped = grouped || k->column[c].group.len > 0;
    want = 1u + grouped + (k->halves - 1);
    t->width = t->codes + t->texts + t->numbers;
    if (t->words + want * t->width > BE_WORDED_WORDS || (want > t->head && !t->stream))
        return false;
    for (size_t r = 0; r < want; r++)
        line[r] = be_worded_words(t, r < t->head ? r : t->head - 1)->line;
    memmove(t->row + want, t->row + t->head, (t->rows - t->head) * sizeof *t->row);
    t->rows = t->rows - t->head + want;
    t->head = want;
    for (size_t level = 2 - k->halves; level <= 1u + grouped; level++, rows++)
        put_row(t, rows, line[rows], level, k, half);
    return true;
}

bool be_worded_known(struct be_worded_table *t)
{
    struct be_known_letters *l = be_arena_room(t->arena, sizeof *l);
    const struct be_span half[2] = {half_name(t, 0), half_name(t, 1)};
    struct be_known k;

    if (l == NULL || !read_letters(l, t) || t->codes + t->texts > BE_KNOWN_COLUMNS)
        return false;
    if (be_known_find(&k, t->headers, l, t->numbers, half))
        return write(t, &k, half);
    for (size_t n = t->numbers + 1; n <= BE_KNOWN_COLUMNS && !t->stream; n++)    /* no row has a figure in every column */
        if (be_known_find(&k, t->headers, l, n, half) && k.halves == 1) {
            t->numbers = n;
            return write(t, &k, half);
        }
    return false;
}
