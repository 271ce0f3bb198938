/* worded_sides.c - tables whose cells are parted by one blank, with several sets of labels beside each
 * other: 收入 and 支出, or panels of economic codes. */
#include "worded_table.h"
#include "line.h"
#include "../recognize/word.h"

static bool names_rows(struct be_span text)
{
    text = be_span_chars(text, 5);
    return (be_span_starts(text, BE_LIT("项")) && !be_span_has(text, "支出")) || be_span_starts(text, BE_LIT("科目"));
}

/* 项目 行次 金额 项目 行次 合计: the sides of a table of income and expenditure. */
static bool find_sides(struct be_worded_table *t)
{
    const struct be_worded *w = be_worded_words(t, t->head - 1);
    size_t n = t->row[t->head - 1].n;

    if (!names_rows(w[0].text))
        return false;
    for (size_t k = 0; k < n; k++) {
        if (names_rows(w[k].text) && t->sides < BE_WORDED_SIDES)
            t->begins[t->sides++] = k;
        else if (t->sides > 0 && be_span_starts(w[k].text, BE_LIT("行")) && k == t->begins[t->sides - 1] + 1)
            t->ordinal[t->sides - 1] = true;
    }
    t->begins[t->sides] = t->width = n;
    return t->sides > 1;
}

/* 科目编码 科目名称 金额 科目编码 科目名称 金额: panels. */
static bool find_panels(struct be_worded_table *t)
{
    const struct be_worded *w = be_worded_words(t, t->head - 1);
    size_t n = t->row[t->head - 1].n, period = 1;

    while (period < n && !be_span_eq(w[0].text, w[period].text))
        period++;
    if (period < 3 || n % period != 0 || n / period > BE_WORDED_SIDES ||
        (!be_span_has(w[0].text, "编码") && !be_span_has(w[0].text, "代码")))
        return false;
    for (size_t k = period; k < n; k++)
        if (!be_span_eq(w[k].text, w[k - period].text))
            return false;
    for (t->sides = 0; t->sides < n / period; t->sides++)
        t->begins[t->sides] = t->sides * period;
    t->begins[t->sides] = t->width = n;
    t->coded = true;
    return true;
}

bool be_worded_sides(struct be_worded_table *t)
{
    bool codes = false;

    for (size_t r = t->head; r < t->rows && !codes; r++)
        codes = t->row[r].codes > 0;
    return codes ? find_panels(t) : find_sides(t);
}

/* ---- rows of two sides ---- */

/* Where a second label begins within a text: at its ordinal, or the only blank. 0: nowhere. */
static size_t second_label(struct be_span text)
{
    const char *blank = memchr(text.p, ' ', text.len);

    for (const char *p = blank; p != NULL; p = memchr(p + 1, ' ', (size_t)(text.p + text.len - p - 1)))
        if (be_word_lead(be_span_from(text, (size_t)(p + 1 - text.p)), NULL) > 0)
            return (size_t)(p + 1 - text.p);
    if (blank == NULL || be_worded_count(text) != 2 || blank - text.p < 9 || text.p + text.len - blank < 10)
        return 0;
    return (size_t)(blank + 1 - text.p);
}

static bool of_expenditure(struct be_span text)
{
    return be_span_has(text, "支出") || be_span_has(text, "结转下年") || be_span_has(text, "年末");
}

/* The labels of a row each in the column of its side, the figures behind them. */
static void put_labels(const struct be_worded_table *t, struct be_cell *cells, size_t r)
{
    struct be_worded word[BE_WORDED_LINE + BE_WORDED_SIDES];
    size_t n = 0, labels = 0, side = 0, figures = 0, left;

    for (size_t k = 0; k < t->row[r].n; k++) {
        struct be_worded w = be_worded_words(t, r)[k];
        size_t at = w.kind == BE_WORDED_TEXT ? second_label(w.text) : 0;
        if (at > 0) {
            word[n++] = (struct be_worded){be_span_trim(be_span_to(w.text, at)), w.line, BE_WORDED_TEXT};
            w.text = be_span_from(w.text, at);
            labels++;
        }
        labels += w.kind == BE_WORDED_TEXT;
        word[n++] = w;
    }
    if (labels == 0 || word[0].kind != BE_WORDED_TEXT || labels > t->sides || (labels < t->sides && t->sides > 2))
        return;
    left = labels < t->sides && n > 0 && of_expenditure(word[0].text) ? 1 : 0;
    for (size_t k = 0; k < n; k++) {
        size_t col, room, behind = 0;
        if (word[k].kind == BE_WORDED_TEXT) {
            side = k == 0 ? left : side + 1;
            figures = 0;
            if (side == t->sides)
                return;
            be_worded_put(cells, t->begins[side], &word[k]);
            continue;
        }
        while (k + behind < n && word[k + behind].kind != BE_WORDED_TEXT)
            behind++;
        room = t->begins[side + 1] - t->begins[side] - 1 - t->ordinal[side];
        col = t->begins[side] + 1 + figures;
        /* all of them, or the first, the sum of the others */
        if ((figures == 0 && t->ordinal[side]) || figures + behind == room + t->ordinal[side] || figures == (size_t)t->ordinal[side])
            if (col < t->begins[side + 1])
                be_worded_put(cells, col, &word[k]);
        figures++;
    }
}

/* ---- rows of panels ---- */

/* How far a panel that came to code `last` is from this one; its codes only grow. 303 is money for
 * people, as 301 is. */
static uint32_t distance(uint32_t last, uint32_t code)
{
    bool people = code / 100 == 303 && last / 100 == 301;

    if (code <= last)
        return UINT32_MAX / 8;
    return last == 0 ? 50000 : code - last + (code / 100 != last / 100 && !people ? 1000 : 0);
}

static uint32_t code_of(struct be_span text)
{
    uint32_t n = 0;

    for (size_t i = 0; i < 5; i++)
        n = n * 10 + (i < text.len ? (uint32_t)(text.p[i] - '0') : 0);
    return n;
}

/* The panel of a group that begins with a code: the one that it follows most nearly, behind those of
 * the groups before and before those of the `left` groups behind. */
static size_t panel_of(const struct be_worded_table *t, size_t from, size_t left, uint32_t code)
{
    size_t best = from;

    for (size_t s = from; s + left < t->sides; s++)
        if (distance(t->last[s], code) < distance(t->last[best], code))
            best = s;
    return best;
}

static size_t count_codes(const struct be_worded *w, size_t n)
{
    size_t codes = 0;

    for (size_t k = 0; k < n; k++)
        codes += w[k].kind == BE_WORDED_CODE;
    return codes;
}

static void put_panels(struct be_worded_table *t, struct be_cell *cells, size_t r)
{
    const struct be_worded *w = be_worded_words(t, r);
    size_t n = t->row[r].n, left = count_codes(w, n), side = 0, next = 0, figures = 0;

    if (left > t->sides)
        return;
    for (size_t k = 0; k < n; k++) {
        size_t room = t->begins[1] - 2;
        if (w[k].kind == BE_WORDED_CODE) {
            side = panel_of(t, next, --left, code_of(w[k].text));
            t->last[side] = code_of(w[k].text);
            be_worded_put(cells, t->begins[side], &w[k]);
            next = side + 1;
            figures = 0;
        } else if (w[k].kind == BE_WORDED_TEXT) {
            if (k == 0 || w[k - 1].kind != BE_WORDED_CODE) {     /* 人员经费合计 */
                side = next++;
                figures = 0;
                if (side >= t->sides)
                    return;
            }
            be_worded_put(cells, t->begins[side] + 1, &w[k]);
        } else if (figures < room) {
            be_worded_put(cells, t->begins[side] + 2 + figures++, &w[k]);
        }
    }
}

void be_worded_put_sides(struct be_worded_table *t, struct be_cell *cells, size_t r)
{
    if (t->coded)
        put_panels(t, cells, r);
    else
        put_labels(t, cells, r);
}
