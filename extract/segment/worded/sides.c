/* sides.c - tables whose blank cells have left no trace, with several sets of labels beside each
 * other: 收入 and 支出. */
#include "table.h"

bool be_worded_names_rows(struct be_span text)
{
    text = be_span_chars(text, 5);
    return (be_starts(text, "项") && !be_span_has(text, "支出")) || be_starts(text, "科目");
}

/* The words from the first 项目 that comes again are a row of their own. */
static bool split_stream(struct be_worded_table *t)
{
    const struct be_worded *w = be_worded_words(t, 0);
    size_t n = t->row[0].n;

    for (size_t k = 0; k < n; k++)
        for (size_t again = k + 2; again < n && (be_worded_names_rows(w[k].text) || be_span_has(w[k].text, "编码")); again++) {
            if (!be_span_eq(w[k].text, w[again].text))
                continue;
            if (k > 0) {
                memmove(t->row + 1, t->row, t->rows++ * sizeof *t->row);
                t->row[0].n = (uint16_t)k;
                t->row[1].first += (uint32_t)k;
                t->row[1].n = (uint16_t)(n - k);
                t->head++;
            }
            return true;
        }
    return false;
}

/* 项目 行次 金额 项目 行次 合计: the sides of a table of income and expenditure. */
static bool find_sides(struct be_worded_table *t)
{
    const struct be_worded *w = be_worded_words(t, t->head - 1);
    size_t n = t->row[t->head - 1].n;

    t->sides = 0;
    if (!be_worded_names_rows(w[0].text))
        return false;
    for (size_t k = 0; k < n; k++) {
        if (be_worded_names_rows(w[k].text) && t->sides < BE_WORDED_SIDES)
            t->begins[t->sides++] = k;
        else if (t->sides > 0 && be_starts(w[k].text, "行") && k == t->begins[t->sides - 1] + 1)
            t->ordinal[t->sides - 1] = true;
    }
    t->begins[t->sides] = t->width = n;
    for (size_t s = 0; s < t->sides; s++) {
        size_t room = be_worded_room(t, s);
        if (room == 0 || room > BE_FILL_COLUMNS || t->ordinal[s] != t->ordinal[0])
            return false;
    }
    return t->sides > 1 && t->width <= BE_GRID_COLUMNS;
}

bool be_worded_sides(struct be_worded_table *t)
{
    bool codes = false, told;

    if (t->stream && !split_stream(t))
        return false;
    for (size_t r = t->head; r < t->rows && !codes; r++)
        codes = t->row[r].codes > 0;
    if (find_sides(t) && (t->ordinal[0] || !codes))
        told = be_worded_parts(t) && be_worded_place(t);
    else
        told = be_worded_panels(t);
    t->sides = t->sides == 0 ? 1 : t->sides;     /* it has some, told or not */
    return told;
}
