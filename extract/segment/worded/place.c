/* place.c - tables of two sides whose blank cells have left no trace: the columns of their figures. */
#include "table.h"
#include "../../recognize/table/word.h"

static struct be_span label_of(const struct be_worded_table *t, size_t p)
{
    return be_word_squeeze(t->part[p].label.text, t->arena);
}

static bool first_figure(const struct be_worded_part *part, struct be_decimal *out)
{
    *out = (struct be_decimal){0, 0};
    return part->n == 0 || be_fill_figure(out, part->figure[0].text);
}

/* ---- are the figures in order? ---- */

struct tally {
    struct be_decimal all, above, below;     /* of what stands side by side; the last of them, and its parts */
    bool parts;
    size_t sums;
};

static bool parts_add_up(struct tally *s)
{
    bool fine = !s->parts || be_decimal_cmp(s->above, s->below) == 0;

    s->parts = false;
    s->below = (struct be_decimal){0, 0};
    return fine;
}

static bool count_in(struct tally *s, const struct be_worded_part *part, struct be_span label)
{
    struct be_decimal one;
    bool among = be_word_lead(label, NULL) > 0 && (be_starts(label, "（") || be_is_digit(label.p[0]) || be_starts(label, "其中"));

    if (!first_figure(part, &one))
        return false;
    if (among) {
        s->parts = s->parts || part->n > 0;
        return be_decimal_add(&s->below, s->below, one);
    }
    if (!parts_add_up(s))
        return false;
    s->above = one;
    if (!be_worded_is_sum(label))
        return be_decimal_add(&s->all, s->all, one);
    s->sums++;
    return part->n > 0 && be_decimal_cmp(s->all, one) == 0;
}

/* 本年收入合计 is the sum of what stands above it, 收入总计 that and what stands between; so on the other side. */
static bool adds_up(const struct be_worded_table *t, size_t side)
{
    struct tally s = {0};

    for (size_t p = 0; p < t->parts; p++)
        if (t->part[p].side == side && !count_in(&s, &t->part[p], label_of(t, p)))
            return false;
    return s.sums > 0 && parts_add_up(&s);
}

/* ---- money that there is none of ---- */

static const char *const FUNDS[] = {"一般公共预算", "政府性基金", "国有资本"};
#define FUND_KINDS (sizeof FUNDS / sizeof *FUNDS)

static size_t fund_of(struct be_span text)
{
    size_t kind = 0;

    while (kind < FUND_KINDS && !be_span_has(text, FUNDS[kind]))
        kind++;
    return kind;
}

/* Which funds have no income, where what the others have is all of it. */
static void find_unused(const struct be_worded_table *t, bool unused[FUND_KINDS])
{
    struct be_decimal sum = {0, 0}, all = {0, 0}, one;
    bool has[FUND_KINDS] = {false}, named[FUND_KINDS] = {false};

    for (size_t p = 0; p < t->parts; p++) {
        struct be_span label = label_of(t, p);
        size_t fund = fund_of(label);
        if (t->part[p].side > 0 || !first_figure(&t->part[p], &one))
            continue;
        if (be_ends(label, "总计"))
            all = one;
        if (fund == FUND_KINDS)
            continue;
        named[fund] = true;
        has[fund] = has[fund] || one.digits != 0;
        if (!be_decimal_add(&sum, sum, one))
            return;
    }
    for (size_t k = 0; k < FUND_KINDS; k++)
        unused[k] = named[k] && !has[k] && all.digits != 0 && be_decimal_cmp(all, sum) == 0;
}

/* ---- columns of a side ---- */

struct side {
    struct be_worded_table *t;
    size_t side, room, cols;             /* cols: those that may hold something */
    uint8_t col[BE_FILL_COLUMNS];        /* which they are */
    bool kept[BE_FILL_COLUMNS];
};

static struct be_span header_of(const struct side *s, size_t c)
{
    const struct be_worded_table *t = s->t;

    return be_word_squeeze(be_worded_words(t, t->head - 1)[t->begins[s->side] + 1 + t->ordinal[s->side] + c].text, t->arena);
}

static void find_columns(struct side *s)
{
    bool unused[FUND_KINDS + 1] = {false};

    if (s->side == 1 && s->t->sides == 2)
        find_unused(s->t, unused);
    for (size_t c = 0; c < s->room; c++) {
        s->kept[c] = !unused[fund_of(header_of(s, c))];
        if (s->kept[c])
            s->col[s->cols++] = (uint8_t)c;
    }
}

static bool is_zero(struct be_span text)
{
    struct be_decimal v;

    return be_fill_figure(&v, text) && v.digits == 0;
}

/* The part as a row of figures in the columns that may hold something. A zero among fewer figures than
 * columns may stand in one that holds nothing. False: its figures are not placed this way. */
static bool row_of(const struct side *s, const struct be_worded_part *part, struct be_fill_row *row)
{
    for (size_t k = 0; k < part->n; k++) {
        bool zero = is_zero(part->figure[k].text);
        if (part->n < s->room ? zero && k > 0 : !s->kept[k] && !zero)
            return false;
        if (part->n < s->room || s->kept[k])
            row->figure[row->n++] = part->figure[k].text;
    }
    return row->n <= s->cols;
}

/* By the sums: of each row, and of 本年支出 down its column. */
static void fill_side(struct side *s)
{
    struct be_worded_table *t = s->t;
    struct be_fill_row *row = be_arena_room(t->arena, (t->parts + 1) * sizeof *row);
    int8_t whole[BE_FILL_COLUMNS];
    bool total = false;
    size_t n = 0;

    for (size_t p = 0; row != NULL && p < t->parts; p++) {
        struct be_span label = label_of(t, p);
        if (t->part[p].side != s->side)
            continue;
        row[n] = (struct be_fill_row){0};
        if (!row_of(s, &t->part[p], &row[n]))
            row[n].n = 0;
        row[n].total = !total && be_span_has(label, "本年支出");
        total = total || row[n].total;
        if (!row[n].total && be_ends(label, "支出"))
            row[n].code = BE_LIT("200");     /* parts of the total, beside each other */
        n++;
    }
    if (row == NULL)
        return;
    for (size_t c = 0; c < s->cols; c++)
        whole[c] = c == 0 ? -1 : 0;
    be_fill(row, n, s->cols, whole, t->arena);
    n = 0;
    for (size_t p = 0; p < t->parts; p++) {
        struct be_worded_part *part = &t->part[p];
        if (part->side != s->side)
            continue;
        for (size_t k = 0; k < row[n].n && row[n].n == part->n; k++)
            if (row[n].at[k] != BE_FILL_UNKNOWN)
                part->at[k] = s->col[row[n].at[k]];
        n++;
    }
}

/* Two figures that are the same, of a sum and of the only column that it sums up. */
static void place_pair(const struct side *s, struct be_worded_part *part)
{
    if (s->cols == 2 && part->n == 2 && be_span_eq(part->figure[0].text, part->figure[1].text) && !is_zero(part->figure[0].text))
        part->at[1] = s->col[1];
}

static void place_side(struct be_worded_table *t, size_t side)
{
    struct side s = {.t = t, .side = side, .room = be_worded_room(t, side)};
    bool sum;

    find_columns(&s);
    sum = s.room == 1 || be_worded_is_sum(header_of(&s, 0));
    for (size_t p = 0; p < t->parts; p++)
        if (t->part[p].side == side)
            memset(t->part[p].at, BE_FILL_UNKNOWN, sizeof t->part[p].at);
    if (sum && s.cols > 2)
        fill_side(&s);
    for (size_t p = 0; p < t->parts; p++) {
        struct be_worded_part *part = &t->part[p];
        if (part->side != side)
            continue;
        for (size_t k = 0; k < part->n && part->n == s.room; k++)
            part->at[k] = (uint8_t)k;
        if (sum && part->n > 0)
            part->at[0] = 0;     /* the sum of the others, of which there are some */
        if (sum)
            place_pair(&s, part);
        for (size_t k = 0; k < part->n; k++)
            t->lost = t->lost || part->at[k] == BE_FILL_UNKNOWN;
    }
}

bool be_worded_place(struct be_worded_table *t)
{
    for (size_t side = 0; side < t->sides; side++) {
        if (t->stream && !t->ordinal[0] && !adds_up(t, side))
            return false;
        place_side(t, side);
    }
    return t->parts > 0;
}
