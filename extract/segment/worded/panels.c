/* panels.c - tables of economic codes in panels beside each other, whose blank cells have left no trace. */
#include "table.h"

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

void be_worded_put_panels(struct be_worded_table *t, struct be_cell *cells, size_t r)
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

/* A code, or 人员经费合计 without one. */
static bool begins_group(const struct be_worded *w, size_t k)
{
    return w[k].kind == BE_WORDED_CODE || (w[k].kind == BE_WORDED_TEXT && (k == 0 || w[k - 1].kind != BE_WORDED_CODE));
}

/* Do the figures of each 类 add up to its own? Those of a stream that is out of order do not. */
static bool adds_up(const struct be_worded_table *t, const struct be_worded_row *all)
{
    const struct be_worded *w = &t->word[all->first];
    struct be_fill_row *group = be_arena_room(t->arena, all->n * sizeof *group);
    size_t n = 0;

    for (uint32_t class = 301; group != NULL && class < 400; class++) {
        struct be_fill_row *g = NULL;
        for (size_t k = 0; k < all->n; k++) {
            if (begins_group(w, k)) {
                bool here = w[k].kind == BE_WORDED_CODE && code_of(w[k].text) / 100 == class;
                g = here ? &group[n++] : NULL;
                if (here)
                    *g = (struct be_fill_row){.code = w[k].text};
            } else if (g != NULL && w[k].kind == BE_WORDED_NUMBER && g->n < BE_FILL_COLUMNS) {
                g->figure[g->n++] = w[k].text;
                if (g->n > be_worded_room(t, 0) - 1)
                    return false;
            }
        }
    }
    return group != NULL && be_fill_sums(group, n, t->arena);
}

/* The panel that has come to the code's 类, or the next one that is still empty; else the one it follows most nearly. */
static size_t panel_in(const struct be_worded_table *t, size_t next, uint32_t code)
{
    for (size_t s = 0; s < t->sides; s++)
        if (t->last[s] > 0 && (t->last[s] / 100 == code / 100 || (t->last[s] / 100 == 301 && code / 100 == 303)))
            return s;
    while (next < t->sides && t->last[next] > 0)
        next++;
    return next < t->sides ? next : panel_of(t, 0, 0, code);
}

/* Of a stream: a row ends before the group that would stand in a panel passed already. */
static void cut_rows(struct be_worded_table *t, struct be_worded_row all)
{
    const struct be_worded *w = &t->word[all.first];
    size_t next = 0;
    bool coded = true;           /* the group before has a code */

    t->rows = t->head;
    for (size_t k = 0; k < all.n; k++) {
        bool begins = begins_group(w, k), code = w[k].kind == BE_WORDED_CODE, row = k == 0;
        if (begins && code) {
            size_t panel = panel_in(t, next, code_of(w[k].text));
            t->last[panel] = code_of(w[k].text);
            row = row || panel < next;
            next = panel + 1;
        } else if (begins) {
            row = row || coded;
            next = t->sides;
        }
        coded = begins ? code : coded;
        if (row)
            t->row[t->rows++] = (struct be_worded_row){.first = (uint32_t)(all.first + k)};
        t->row[t->rows - 1].n++;
    }
    memset(t->last, 0, sizeof t->last);
}

/* 科目编码 科目名称 金额 科目编码 科目名称 金额: panels. */
bool be_worded_panels(struct be_worded_table *t)
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
    if (t->stream && !adds_up(t, &t->row[t->head]))
        return false;
    if (t->stream)
        cut_rows(t, t->row[t->head]);
    return true;
}
