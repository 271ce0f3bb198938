/* kept_head.c - two rows of a header whose words came one a line, above rows that are known: which words
 * stand over which columns. What a wide or a high cell covers has no line, so a word of the upper row may
 * head one column or several, and then as many words of the lower row stand below it. Every way is tried in
 * which names stand over words and nothing else over figures, and in which 小计 is what the columns
 * beside it come to; there must be one way only. */
#include "kept.h"
#include "fill.h"

#define TRIES 4000u

struct trial {
    const struct be_kept *k;
    const struct be_worded *word;
    size_t uppers, lowers;
    uint8_t below[BE_KEPT_COLUMNS];      /* of each upper word: lower ones below it; 0: none */
    size_t ways, front;                  /* front: columns of labels, from the left */
    unsigned tries;
    uint8_t found[BE_KEPT_COLUMNS];
    size_t found_uppers;
};

static bool over_words(const struct trial *t, size_t c)
{
    return c < t->front || t->k->holds[c] == BE_KEPT_WORDS;
}

/* May a word head the column, `first` of those that stand below one word or beside each other? */
static bool may_head(const struct trial *t, struct be_span text, size_t c, bool first)
{
    if (over_words(t, c))
        return !be_worded_is_sum(text) && !be_kept_says_figures(text);
    return !be_worded_is_label(text) && (first || !be_worded_is_sum(text));
}

/* Is each row's figure in column c the sum of the n columns behind it? Not of nothing but blanks. */
static bool sums_up(const struct be_kept *k, size_t c, size_t n)
{
    bool says = false;

    for (size_t at = k->head; at < k->n; at += be_kept_row(k, at)) {
        struct be_decimal sum = {0, 0}, all, one;
        if (k->wide[at] == BE_KEPT_TWO_SUMS || be_span_has(k->cell[at].text, "栏次"))
            continue;
        if (!be_fill_figure(&all, be_kept_at(k, at, c)))
            return false;
        for (size_t i = 1; i <= n; i++)
            if (!be_fill_figure(&one, be_kept_at(k, at, c + i)) || !be_decimal_add(&sum, sum, one))
                return false;
        if (be_decimal_cmp(sum, all) != 0)
            return false;
        says = says || all.digits != 0;
    }
    return says;
}

/* 基本支出 is no part of an income, 增减额 none of one year's money, 一般公共预算 none of what no budget gives. */
static bool is_part(struct be_span part, struct be_span of)
{
    if (be_starts(part, "增"))
        return be_span_has(of, "比") || be_span_has(of, "较") || be_span_has(of, "增") || be_span_has(of, "变");
    if (be_ends(part, "支出"))
        return !be_span_has(of, "收入") && !be_span_has(of, "结转") && !be_span_has(of, "结余");
    return !be_starts(part, "一般公共预算") || (!be_span_has(of, "专户") && !be_span_has(of, "单位资金"));
}

/* n words of the lower row, from `low` on, below the upper one at column c. */
static bool may_stand(const struct trial *t, struct be_span upper, size_t low, size_t c, size_t n)
{
    const struct be_worded *w = t->word + t->uppers + low;

    for (size_t i = 0; i < n; i++) {
        if (!may_head(t, w[i].text, c + i, i == 0) || over_words(t, c + i) != over_words(t, c) ||
            (c + i < t->front && !be_worded_is_label(w[i].text)) || !is_part(w[i].text, upper))
            return false;
        for (size_t j = 0; j < i; j++)
            if (be_span_eq(w[i].text, w[j].text))
                return false;
    }
    return !be_worded_is_sum(w[0].text) || sums_up(t->k, c, n - 1);
}

static void place(struct trial *t, size_t u, size_t low, size_t c)
{
    struct be_span text = u < t->uppers ? t->word[u].text : be_span("", 0);

    if (t->tries == TRIES)
        return;
    t->tries++;
    if (u == t->uppers) {
        if (low < t->lowers || c < t->k->width)
            return;
        if (t->ways++ == 0) {
            memcpy(t->found, t->below, sizeof t->found);
            t->found_uppers = u;
        }
        return;
    }
    if (c == t->k->width)
        return;
    t->below[u] = 0;
    if (may_head(t, text, c, c == t->front))
        place(t, u + 1, low, c + 1);
    for (size_t n = 2; low + n <= t->lowers && c + n <= t->k->width && !be_worded_is_sum(text); n++) {
        if (!may_stand(t, text, low, c, n))
            continue;
        t->below[u] = (uint8_t)n;
        place(t, u + 1, low + n, c + n);
    }
}

bool be_kept_groups(const struct be_kept *k, struct be_worded *upper, struct be_worded *lower)
{
    struct trial t = {.k = k, .word = k->cell};
    size_t c = 0, low;

    while (t.front < k->width && (k->holds[t.front] == BE_KEPT_WORDS || t.front < be_kept_codes(k)))
        t.front++;
    for (t.uppers = k->head - k->width; t.uppers < k->head; t.uppers++) {
        t.lowers = k->head - t.uppers;
        place(&t, 0, 0, 0);
    }
    if (t.ways != 1 || t.tries == TRIES)
        return false;
    low = t.found_uppers;
    for (size_t u = 0; u < t.found_uppers; u++) {
        const struct be_worded blank = {be_span("", 0), k->cell[u].line, BE_WORDED_TEXT};
        size_t n = t.found[u] > 0 ? t.found[u] : 1;
        for (size_t i = 0; i < n; i++, c++) {
            upper[c] = i == 0 ? k->cell[u] : blank;
            lower[c] = t.found[u] > 0 ? k->cell[low++] : blank;
        }
    }
    return true;
}
