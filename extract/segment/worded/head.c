/* head.c - the header of a table whose cells are parted by one blank.
 *
 * Its rows say nothing of what stands below what: 合计 基本支出 项目支出 over 小计 人员经费 公用经费.
 * Every way is tried in which the lower words may stand below the upper ones; the figures of the
 * rows that came whole must add up, and do so in one way only. */
#include "fill.h"
#include "../../base/wordlist.h"
#include "table.h"

#define COLUMNS 32u
#define GROUPS 4u
#define ROW_TRIES 20000u             /* rows looked at for all ways together; a wrong way fails at its first rows */

struct way {
    size_t parents, parent[GROUPS];    /* upper words, and how many lower ones stand below each */
    size_t below[GROUPS];
};

struct head {
    const struct be_worded *upper, *lower;
    size_t uppers, lowers;
};

static struct be_wordlist OF_LABELS = BE_WORDLIST("科目", "编码", "代码", "名称", "项目", "单位");

bool be_worded_is_label(struct be_span text)
{
    if (be_starts(text, "项目支出") || be_span_has(text, "单位资金") || be_span_has(text, "事业单位") || be_span_has(text, "附属单位"))
        return false;
    return be_is_code_part(text) || be_wordlist_holds(&OF_LABELS, text);
}

static size_t count_labels(const struct be_worded *w, size_t n)
{
    size_t labels = 0;

    while (labels < n && be_worded_is_label(w[labels].text))
        labels++;
    return labels;
}

/* ---- do the figures add up? ---- */

static bool sum_of(struct be_decimal *out, const struct be_decimal *v, size_t n)
{
    *out = (struct be_decimal){0, 0};
    for (size_t k = 0; k < n; k++)
        if (!be_decimal_add(out, *out, v[k]))
            return false;
    return true;
}

/* One row under one way. *says: its figures tell something. */
static bool row_adds_up(const struct head *h, const struct way *way, const struct be_decimal *v, bool *says)
{
    struct be_decimal top[COLUMNS], sum;
    size_t at = 0, g = 0, low = 0;

    for (size_t u = 0; u < h->uppers; u++) {
        if (g == way->parents || way->parent[g] != u) {
            top[u] = v[at++];
            continue;
        }
        if (be_worded_is_sum(h->lower[low].text)) {
            if (be_worded_is_sum(h->upper[u].text))
                return false;        /* 合计 is no group with a sum */
            if (!sum_of(&sum, v + at + 1, way->below[g] - 1) || be_decimal_cmp(sum, v[at]) != 0)
                return false;
            *says = *says || sum.digits != 0;
            top[u] = v[at];
        } else if (!sum_of(&top[u], v + at, way->below[g])) {
            return false;
        }
        at += way->below[g];
        low += way->below[g++];
    }
    if (!be_worded_is_sum(h->upper[0].text) || (way->parents > 0 && way->parent[0] == 0))
        return true;
    return sum_of(&sum, top + 1, h->uppers - 1) && be_decimal_cmp(sum, top[0]) == 0;
}

/* All rows that came whole, from the figure `from` on; so many rows are left to be looked at. */
static bool adds_up(const struct be_worded_table *t, const struct head *h, const struct way *way, size_t from, size_t *left)
{
    size_t leaves = h->uppers - way->parents + h->lowers;
    bool says = false;

    for (size_t r = t->head; r < t->rows; r++) {
        const struct be_worded_row *row = &t->row[r];
        struct be_decimal v[COLUMNS];
        if (row->numbers != t->numbers)
            continue;
        if (*left == 0)
            return false;
        --*left;
        for (size_t k = 0; k < leaves; k++)
            if (!be_fill_figure(&v[k], be_worded_words(t, r)[row->n - row->numbers + from + k].text))
                return false;
        if (!row_adds_up(h, way, v, &says))
            return false;
    }
    return says;
}

/* ---- ways ---- */

/* 增减额 增减%: of two years beside each other. */
static bool begins_change(const struct be_worded *w, size_t k)
{
    return be_starts(w[k].text, "增") && k > 0 && !be_starts(w[k - 1].text, "增");
}

/* The lower words in runs, each begun by its sum. */
static bool cut_lower(const struct head *h, struct way *way)
{
    way->parents = 0;
    for (size_t k = 0; k < h->lowers; k++) {
        if (k == 0 || be_worded_is_sum(h->lower[k].text) || begins_change(h->lower, k)) {
            if (way->parents == GROUPS)
                return false;
            way->below[way->parents++] = 0;
        }
        way->below[way->parents - 1]++;
    }
    return way->parents <= h->uppers;
}

/* The next choice of parents, in order; false behind the last. */
static bool next_way(struct way *way, size_t uppers)
{
    for (size_t g = way->parents; g-- > 0;)
        if (way->parent[g] + (way->parents - g) < uppers) {
            way->parent[g]++;
            for (size_t k = g + 1; k < way->parents; k++)
                way->parent[k] = way->parent[k - 1] + 1;
            return true;
        }
    return false;
}

/* The only way whose figures add up. */
static bool find_way(const struct be_worded_table *t, const struct head *h, size_t halves, struct way *out)
{
    struct way way = {0};
    size_t found = 0, left = ROW_TRIES, leaves;

    if (!cut_lower(h, &way))
        return false;
    leaves = h->uppers - way.parents + h->lowers;
    if (leaves * halves != t->numbers || leaves > COLUMNS)
        return false;
    for (size_t g = 0; g < way.parents; g++)
        way.parent[g] = g;
    do {
        bool fits = true;
        for (size_t k = 0; k < halves && fits; k++)
            fits = adds_up(t, h, &way, k * leaves, &left);
        if (fits && found++ == 0)
            *out = way;
    } while (left > 0 && next_way(&way, h->uppers));
    return found == 1 && left > 0;
}

/* ---- the header with its blanks ---- */

struct writer {
    struct be_worded_table *t;
    struct be_worded *to;
    uint32_t line;
    size_t col;
};

static void put(struct writer *w, struct be_span text)
{
    w->to[w->col++] = (struct be_worded){text, w->line, BE_WORDED_TEXT};
}

struct be_span be_worded_label(const struct be_worded_table *t, size_t c)
{
    static const char *const PARTS[] = {"类", "款", "项", "单位代码"};

    if (c >= t->codes)
        return be_span_of(c == t->codes ? "科目名称" : "");
    return be_span_of(t->codes > 1 ? PARTS[c < 4 ? c : 3] : "科目编码");
}

static bool says_code(struct be_span text)
{
    return be_span_has(text, "码") || be_span_has(text, "号");
}

/* The labels' own words where there are as many as columns, else what such columns hold. */
static void put_labels(struct writer *w, const struct be_worded *label, size_t labels)
{
    const struct be_worded_table *t = w->t;
    bool own = labels == t->codes + t->texts && (t->codes == 0 || (t->codes == 1 && says_code(label[0].text)));

    for (size_t k = 0; k < t->codes + t->texts; k++)
        put(w, own ? label[k].text : be_worded_label(t, k));
}

static void put_upper(struct writer *w, const struct head *h, const struct way *way)
{
    for (size_t u = 0, g = 0; u < h->uppers; u++) {
        put(w, h->upper[u].text);
        for (size_t k = 1; g < way->parents && way->parent[g] == u && k < way->below[g]; k++)
            put(w, be_span("", 0));
        g += g < way->parents && way->parent[g] == u;
    }
}

static void put_lower(struct writer *w, const struct head *h, const struct way *way)
{
    for (size_t u = 0, g = 0, low = 0; u < h->uppers; u++) {
        if (g == way->parents || way->parent[g] != u) {
            put(w, be_span("", 0));
            continue;
        }
        for (size_t k = 0; k < way->below[g]; k++)
            put(w, h->lower[low++].text);
        g++;
    }
}

static bool open_row(struct writer *w, struct be_worded_table *t, size_t r)
{
    if (t->words + t->width > BE_WORDED_WORDS)
        return false;
    *w = (struct writer){t, &t->word[t->words], be_worded_words(t, r)->line, 0};
    t->row[r] = (struct be_worded_row){.first = (uint32_t)t->words, .n = (uint16_t)t->width};
    t->words += t->width;
    return true;
}

static void drop_rows(struct be_worded_table *t, size_t from, size_t n)
{
    memmove(t->row + from, t->row + from + n, (t->rows - from - n) * sizeof *t->row);
    t->rows -= n;
    t->head -= n;
}

/* One row of the header has a word for every column of figures, the others name the labels. */
static bool one_row(struct be_worded_table *t, size_t r)
{
    const struct be_worded *word = be_worded_words(t, r);
    size_t n = t->row[r].n, labels = count_labels(word, n);
    struct writer w;

    if (n - labels < t->numbers || (t->codes + t->texts == 0 && n != t->numbers) || (t->head > 1 && n - labels != t->numbers) || labels + 1 < t->texts)
        return false;
    t->numbers = n - labels;
    t->width = t->codes + t->texts + t->numbers;
    drop_rows(t, r + 1, t->head - r - 1);
    drop_rows(t, 0, r);
    if (!open_row(&w, t, 0))
        return false;
    put_labels(&w, word, labels);
    for (size_t k = 0; k < t->numbers; k++) {
        put(&w, word[labels + k].text);
        t->whole[k] = k > 0 && be_worded_is_sum(word[labels].text) ? 0 : -1;
    }
    return true;
}

static void say_wholes(struct be_worded_table *t, const struct head *h, const struct way *way, size_t from)
{
    size_t col = from, low = 0, g = 0;

    for (size_t u = 0; u < h->uppers; u++) {
        bool parent = g < way->parents && way->parent[g] == u;
        int8_t top = u > 0 && be_worded_is_sum(h->upper[0].text) && way->parent[0] > 0 ? (int8_t)from : -1, sum = (int8_t)col;
        t->whole[col++] = top;
        if (!parent)
            continue;
        for (size_t k = 1; k < way->below[g]; k++)
            t->whole[col++] = be_worded_is_sum(h->lower[low].text) ? sum : top;
        low += way->below[g++];
    }
}

/* Two rows of it, over all figures or over each half of them. top: the row over the halves; 0: none. */
static bool two_rows(struct be_worded_table *t, size_t r, size_t halves)
{
    const struct be_worded *upper = be_worded_words(t, r), *lower = be_worded_words(t, r + 1), *top = be_worded_words(t, 0);
    size_t labels = count_labels(upper, t->row[r].n), under = count_labels(lower, t->row[r + 1].n);
    struct head h = {upper + labels, lower + under, t->row[r].n - labels, t->row[r + 1].n - under};
    struct writer w;
    struct way way = {0};

    if (h.lowers == 0 || h.uppers == 0 || h.uppers % halves != 0 || h.lowers % halves != 0 || h.uppers > COLUMNS)
        return false;
    h.uppers /= halves;
    h.lowers /= halves;
    if (!find_way(t, &h, halves, &way))
        return false;
    for (size_t half = 0; half < halves; half++)
        say_wholes(t, &h, &way, half * t->numbers / halves);
    t->width = t->codes + t->texts + t->numbers;
    for (size_t k = 0; k < t->head; k++) {
        if (!open_row(&w, t, k))
            return false;
        if (k == 0)
            put_labels(&w, under > labels ? lower : upper, under > labels ? under : labels);
        else
            for (size_t c = 0; c < t->codes + t->texts; c++)
                put(&w, be_span("", 0));
        for (size_t half = 0; half < halves; half++) {
            if (k < r)
                put(&w, top[half].text);
            while (k < r && w.col < t->codes + t->texts + (half + 1) * t->numbers / halves)
                put(&w, be_span("", 0));
            if (k == r)
                put_upper(&w, &h, &way);
            else if (k > r)
                put_lower(&w, &h, &way);
        }
    }
    return true;
}

/* 合计 出国 车 接待 合计 出国 车 接待: the same words twice. */
static bool repeats(const struct be_worded_table *t, size_t r)
{
    const struct be_worded *w = be_worded_words(t, r);
    size_t half = t->row[r].n / 2;

    if (t->row[r].n % 2 != 0 || half == 0)
        return false;
    for (size_t k = 0; k < half; k++)
        if (!be_span_eq(w[k].text, w[k + half].text))
            return false;
    return true;
}

/* A row above the header: one word over all figures. */
static bool put_over(struct be_worded_table *t, struct be_span text)
{
    struct writer w;

    memmove(t->row + 1, t->row, t->rows++ * sizeof *t->row);
    t->head++;
    if (!open_row(&w, t, 0))
        return false;
    for (size_t c = 0; c < t->width; c++)
        put(&w, c == t->codes + t->texts ? text : be_span("", 0));
    return true;
}

/* 支出预算 alone above 合计 基本支出 项目支出, which are all the columns: it stands over them. */
static bool topped_row(struct be_worded_table *t, size_t top, size_t r)
{
    const struct be_worded *word = be_worded_words(t, top), *under = be_worded_words(t, r);
    size_t labels = count_labels(word, t->row[top].n), below = count_labels(under, t->row[r].n);
    struct be_worded over = word[labels];

    if (t->row[top].n != labels + 1 || be_worded_is_sum(over.text) || t->row[r].n - below != t->numbers || t->numbers < 2 ||
        !be_worded_is_sum(under[below].text) || !one_row(t, r))
        return false;
    return put_over(t, over.text);
}

static bool place_rows(struct be_worded_table *t)
{
    size_t wide = t->head;

    if (t->head == 3 && t->row[0].n == 2 && repeats(t, 1) && repeats(t, 2))
        return two_rows(t, 1, 2);
    for (size_t r = 0; r < t->head; r++) {
        if (count_labels(be_worded_words(t, r), t->row[r].n) == t->row[r].n)
            continue;
        if (wide < t->head)
            return (t->head == 2 && two_rows(t, 0, 1)) || topped_row(t, wide, r);
        wide = r;
    }
    return wide < t->head && one_row(t, wide);
}

/* ---- the header of a stream ---- */

/* Labels first: 项目 | 合计 基本支出 | 科目编码 科目名称 came row by row. */
static void labels_first(struct be_worded_table *t)
{
    struct be_worded *w = be_worded_words(t, 0), rest[BE_GRID_COLUMNS];
    size_t labels = 0, others = 0;

    if (t->row[0].n > BE_GRID_COLUMNS)
        return;
    for (size_t k = 0; k < t->row[0].n; k++)
        if (be_worded_is_label(w[k].text))
            w[labels++] = w[k];
        else
            rest[others++] = w[k];
    memcpy(w + labels, rest, others * sizeof *rest);
}

/* All of it as one row: each word another column, of which only the first may be a sum. */
static bool place_whole(struct be_worded_table *t)
{
    const struct be_worded *w = be_worded_words(t, 0);
    size_t labels = count_labels(w, t->row[0].n);

    for (size_t k = labels; k < t->row[0].n; k++) {
        if (be_worded_is_sum(w[k].text) && k > labels)
            return false;
        for (size_t i = labels; i < k; i++)
            if (be_span_eq(w[i].text, w[k].text))
                return false;
    }
    return (t->row[0].n - labels == t->numbers || t->counted == 0) && one_row(t, 0);
}

/* In order labels come first, and 合计 before what it sums up; 小计 stands in the lower row. */
static bool is_ordered(const struct be_worded_table *t)
{
    const struct be_worded *w = be_worded_words(t, 0);
    size_t others = 0, sums = 0, names = 0;

    for (size_t k = 0; k < t->row[0].n; k++) {
        bool label = be_worded_is_label(w[k].text);
        if (be_worded_is_sum(w[k].text) && sums++ == 0 && others > 1 && !be_span_is(w[k].text, "小计"))
            return false;
        names += label;
        others += !label;
    }
    return names == 0 || be_worded_is_label(w[0].text);
}

/* Where its rows end nothing says: all ways are tried, of which one may fit. */
static bool place_stream(struct be_worded_table *t)
{
    struct be_worded_row all = t->row[0];
    size_t found = 0, best = 0;

    if (!is_ordered(t))
        return false;
    labels_first(t);
    memmove(t->row + 1, t->row, t->rows++ * sizeof *t->row);
    t->head = 2;
    for (size_t upper = 1; upper <= all.n; upper++) {
        struct be_worded_table one = *t;
        size_t at = upper < all.n ? upper : best;    /* the last time the one that was found */
        t->row[0] = (struct be_worded_row){.first = all.first, .n = (uint16_t)at};
        t->row[1] = (struct be_worded_row){.first = (uint32_t)(all.first + at), .n = (uint16_t)(all.n - at)};
        if (upper == all.n && found == 1)
            return two_rows(t, 0, 1);
        if (upper < all.n && two_rows(&one, 0, 1)) {
            found++;
            best = upper;
        }
    }
    t->head = 1;
    memmove(t->row + 1, t->row + 2, (--t->rows - 1) * sizeof *t->row);
    t->row[0] = all;
    return found == 0 && place_whole(t);
}

/* 决算数 决算数 决算数: a row of the header says the same of every column, as one word over them would. *text: what. */
static bool says_same(const struct be_worded_table *t, size_t r, struct be_span *text)
{
    const struct be_worded *word = be_worded_words(t, r);
    size_t labels = count_labels(word, t->row[r].n);

    if (t->numbers < 3 || t->row[r].n - labels != t->numbers)
        return false;
    for (size_t k = labels + 1; k < t->row[r].n; k++)
        if (!be_span_eq(word[k].text, word[labels].text))
            return false;
    *text = word[labels].text;
    return true;
}

bool be_worded_head(struct be_worded_table *t)
{
    struct be_span same = {NULL, 0};
    bool found;

    for (size_t r = t->head; r-- > 1 && same.len == 0 && !t->stream;)
        if (says_same(t, r, &same))
            drop_rows(t, r, 1);
    found = be_worded_known(t) || (t->stream ? place_stream(t) : place_rows(t));
    return found && (same.len == 0 || put_over(t, same));
}
