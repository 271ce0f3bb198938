#include "fill.h"

struct sums {
    const struct be_fill_row *row;
    const int8_t *whole;                       /* of each column the one that sums it up */
    struct be_decimal rest[BE_FILL_COLUMNS];   /* of the whole, by column: what its parts have not taken yet */
    size_t cols, parts, tries, found;
    bool free;                                 /* of no whole: whatever adds up within the row */
    size_t part[BE_FILL_PARTS];
    uint8_t at[BE_FILL_PARTS][BE_FILL_COLUMNS], best[BE_FILL_PARTS][BE_FILL_COLUMNS];
};

bool be_fill_figure(struct be_decimal *out, struct be_span text)
{
    if (be_decimal_read(out, text))
        return true;
    *out = (struct be_decimal){0, 0};
    return text.len == 0 || be_span_is(text, "-") || be_span_is(text, "—");
}

/* Do the row's figures add up, standing in the columns `at`? */
static bool adds_up(const struct sums *s, const struct be_fill_row *row, const uint8_t *at)
{
    struct be_decimal sum[BE_FILL_COLUMNS] = {{0, 0}}, one;
    bool filled[BE_FILL_COLUMNS] = {false}, parts[BE_FILL_COLUMNS] = {false};

    for (size_t k = 0; k < row->n; k++) {
        int whole = s->whole[at[k]];
        if (!be_fill_figure(&one, row->figure[k]) || !be_decimal_add(&sum[at[k]], sum[at[k]], one))
            return false;
        filled[at[k]] = true;
        if (whole >= 0 && !be_decimal_sub(&sum[whole], sum[whole], one))
            return false;
        if (whole >= 0)
            parts[whole] = true;
    }
    for (size_t c = 0; c < s->cols; c++) {
        bool has_parts = false;
        for (size_t k = 0; k < s->cols && !has_parts; k++)
            has_parts = s->whole[k] == (int)c;
        if (has_parts && (filled[c] || parts[c]) && (!filled[c] || sum[c].digits != 0))
            return false;
    }
    return true;
}

static bool is_known(const struct be_fill_row *row)
{
    for (size_t k = 0; k < row->n; k++)
        if (row->at[k] == BE_FILL_UNKNOWN)
            return false;
    return row->n > 0;
}

/* Takes a row's figures from what is left, by the columns in at; or gives them back. */
static bool take(struct be_decimal *rest, const struct be_fill_row *row, const uint8_t *at, bool back)
{
    for (size_t k = 1; k < row->n; k++) {
        struct be_decimal one;
        if (!be_fill_figure(&one, row->figure[k]) || !(back ? be_decimal_add : be_decimal_sub)(&rest[at[k]], rest[at[k]], one))
            return false;
    }
    return true;
}

/* Do all parts together leave nothing of the whole? */
static bool nothing_left(const struct sums *s)
{
    for (size_t c = 1; c < s->cols && !s->free; c++)
        if (s->rest[c].digits != 0)
            return false;
    return true;
}

static void place_parts(struct sums *s, size_t p);

/* Figure k of part p in each column from `from` on. */
static void place_figure(struct sums *s, size_t p, size_t k, size_t from)
{
    const struct be_fill_row *row = &s->row[s->part[p]];

    if (k == row->n) {
        if (adds_up(s, row, s->at[p]) && take(s->rest, row, s->at[p], false)) {
            place_parts(s, p + 1);
            take(s->rest, row, s->at[p], true);
        }
        return;
    }
    for (size_t c = from; c + (row->n - k) <= s->cols && s->found < 2 && s->tries < BE_FILL_TRIES; c++) {
        struct be_decimal one;
        s->tries++;
        /* no part is greater than its whole */
        if (!be_fill_figure(&one, row->figure[k]) || (!s->free && one.digits > 0 && be_decimal_cmp(one, s->rest[c]) > 0))
            continue;
        s->at[p][k] = (uint8_t)c;
        place_figure(s, p, k + 1, c + 1);
    }
}

static void place_parts(struct sums *s, size_t p)
{
    if (p < s->parts) {
        s->at[p][0] = 0;
        place_figure(s, p, 1, 1);
        return;
    }
    if (!nothing_left(s))
        return;
    if (s->found++ == 0)
        memcpy(s->best, s->at, sizeof s->best);
}

/* The nearest 类 or 款 above whose code begins a row's own; of what is in no other, the total. */
static void find_wholes(struct be_fill_row *row, size_t rows)
{
    uint32_t total = 0, open[3] = {0};

    for (size_t i = 0; i < rows; i++)
        if (row[i].total && total == 0)
            total = (uint32_t)i + 1;
    for (size_t i = 0; i < rows; i++) {
        size_t depth = row[i].code.len <= 3 ? 0 : row[i].code.len <= 5 ? 1 : 2;
        row[i].whole = row[i].code.len > 0 ? total : 0;
        if (row[i].code.len == 0)
            continue;
        for (size_t d = 0; d < depth; d++)
            if (open[d] > 0 && be_span_starts(row[i].code, row[open[d] - 1].code))
                row[i].whole = open[d];
        open[depth] = (uint32_t)i + 1;
    }
}

bool be_fill_sums(struct be_fill_row *row, size_t rows, struct be_arena *arena)
{
    struct be_decimal *left = be_arena_room(arena, (rows + 1) * sizeof *left), one;
    bool *parts = be_arena_alloc(arena, rows + 1), says = false;

    if (left == NULL || parts == NULL)
        return false;
    find_wholes(row, rows);
    for (size_t i = 0; i < rows; i++) {
        left[i] = (struct be_decimal){0, 0};
        if (row[i].n > 0 && !be_fill_figure(&left[i], row[i].figure[0]))
            return false;
    }
    for (size_t i = 0; i < rows; i++) {
        size_t p = row[i].whole;
        if (p == 0 || p == i + 1)
            continue;
        parts[p - 1] = says = true;
        if (row[i].n > 0 && (!be_fill_figure(&one, row[i].figure[0]) || !be_decimal_sub(&left[p - 1], left[p - 1], one)))
            return false;
    }
    for (size_t i = 0; i < rows; i++)
        if (parts[i] && left[i].digits != 0)
            return false;
    return says;
}

/* Places the parts at hand when there is one way only. */
static void settle(struct sums *s, struct be_fill_row *row)
{
    s->tries = s->found = 0;
    if (s->parts == 0)
        return;
    place_parts(s, 0);
    if (s->found != 1 || s->tries >= BE_FILL_TRIES)
        return;
    for (size_t k = 0; k < s->parts; k++)
        memcpy(row[s->part[k]].at, s->best[k], row[s->part[k]].n);
}

/* The parts of row p, which is known. */
static void solve(struct sums *s, struct be_fill_row *row, size_t rows, size_t p)
{
    s->parts = 0;
    s->free = false;
    memset(s->rest, 0, sizeof s->rest);
    if (!take(s->rest, &row[p], row[p].at, true))
        return;
    for (size_t i = 0; i < rows; i++) {
        if (i == p || row[i].n == 0 || row[i].whole != p + 1)
            continue;
        if (is_known(&row[i]) ? !take(s->rest, &row[i], row[i].at, false) : s->parts == BE_FILL_PARTS)
            return;
        if (!is_known(&row[i]))
            s->part[s->parts++] = i;
    }
    settle(s, row);
}

/* Its first figure is the sum of the others, or some of them are sums of the rest: the first is known. */
static bool begins_with_sum(const struct sums *s, const struct be_fill_row *row)
{
    struct be_decimal whole, sum = {0, 0}, one;
    bool nested = false;

    for (size_t c = 0; c < s->cols; c++)
        nested = nested || s->whole[c] > 0;
    if (row->n < 2 || !be_fill_figure(&whole, row->figure[0]))
        return false;
    for (size_t k = 1; k < row->n; k++)
        if (!be_fill_figure(&one, row->figure[k]) || !be_decimal_add(&sum, sum, one))
            return false;
    return be_decimal_cmp(whole, sum) == 0 || (nested && be_decimal_cmp(whole, sum) < 0);
}

bool be_fill_across(const struct be_fill_row *row, size_t rows, size_t cols, const int8_t *whole)
{
    const struct sums s = {.whole = whole, .cols = cols};

    for (size_t i = 0; i < rows; i++)
        if (is_known(&row[i]) && !adds_up(&s, &row[i], row[i].at))
            return false;
    return true;
}

void be_fill(struct be_fill_row *row, size_t rows, size_t cols, const int8_t *whole, struct be_arena *arena)
{
    struct sums *s = be_arena_room(arena, sizeof *s);

    for (size_t i = 0; i < rows; i++) {
        memset(row[i].at, BE_FILL_UNKNOWN, sizeof row[i].at);
        for (size_t k = 0; k < cols && row[i].n == cols; k++)
            row[i].at[k] = (uint8_t)k;
    }
    if (s == NULL || cols < 3 || whole[0] != -1 || whole[1] != 0)
        return;                  /* no first column that sums up the others */
    s->row = row;
    s->cols = cols;
    s->whole = whole;
    if (!be_fill_across(row, rows, cols, whole))
        return;
    find_wholes(row, rows);
    for (size_t i = 0; i < rows; i++) {
        if (row[i].n >= cols || !begins_with_sum(s, &row[i]))
            continue;
        row[i].at[0] = 0;
        s->free = true;
        memset(s->rest, 0, sizeof s->rest);
        s->part[0] = i;
        s->parts = 1;
        settle(s, row);
    }
    for (size_t depth = 0; depth < 3; depth++)     /* the total may stand below, its 类 be known behind their 款 */
        for (size_t i = 0; i < rows; i++)
            if (is_known(&row[i]))
                solve(s, row, rows, i);
}
