/* kept.c - tables with a cell a line whose blank cells came as blank lines, as a Word table saved as
 * text has them: a row is as many lines as the table has columns, and a line's place in it is its column.
 * Where that holds from the first row to the last nothing else need be known. */
#include "table.h"

#define LEAST_ROWS 3u        /* of fewer it may hold by chance */

/* The line of the first row's first column, by a row that begins with its code, or with its only label;
 * without labels it is the line below the header. */
static bool find_base(const struct be_worded_table *t, long *base)
{
    if (t->codes + t->texts == 0) {
        *base = (long)t->word[t->row[t->head].first - 1].line + 1;
        return true;
    }
    for (size_t r = t->head; r < t->rows; r++) {
        const struct be_worded *w = be_worded_words(t, r);
        if (w->kind != (t->codes > 0 ? BE_WORDED_CODE : BE_WORDED_TEXT))
            continue;
        *base = (long)w->line - (long)((r - t->head) * t->width);
        return true;
    }
    return false;
}

/* The column of word k in row r, from 0; less, or more than there are: it stands in none. */
static long column_of(const struct be_worded_table *t, long base, size_t r, size_t k)
{
    return (long)be_worded_words(t, r)[k].line - base - (long)((r - t->head) * t->width);
}

static bool is_kept(const struct be_worded_table *t, long base)
{
    long labels = (long)(t->codes + t->texts), width = (long)t->width;

    for (size_t r = t->head; r < t->rows; r++)
        for (size_t k = 0; k < t->row[r].n; k++) {
            long col = column_of(t, base, r, k);
            if (col < 0 || col >= width || (be_worded_words(t, r)[k].kind == BE_WORDED_NUMBER) != (col >= labels))
                return false;
        }
    return t->rows - t->head >= LEAST_ROWS || labels == 0;
}

bool be_worded_kept(const struct be_worded_table *t, struct be_fill_row *fill)
{
    size_t labels = t->codes + t->texts;
    long base;

    if (!t->stream || !find_base(t, &base) || !is_kept(t, base))
        return false;
    for (size_t r = t->head; r < t->rows; r++)
        for (size_t k = 0, figure = 0; k < t->row[r].n && figure < fill[r].n; k++)
            if (be_worded_words(t, r)[k].kind == BE_WORDED_NUMBER)
                fill[r].at[figure++] = (uint8_t)((size_t)column_of(t, base, r, k) - labels);
    /* 三公 across: a row or two, whose sums must hold */
    return labels > 0 || (t->row[t->head].numbers > 1 && t->whole[1] == 0 && be_fill_across(fill + t->head, t->rows - t->head, t->numbers, t->whole));
}
