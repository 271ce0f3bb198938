/* groups.c - the cells of a header's row in groups, by what they say and where blanks are. */
#include "groups.h"

/* 类 款 项 are one thing. */
static bool is_code_part(enum be_word word)
{
    return word == BE_WORD_CODE2 || word == BE_WORD_CODE3;
}

static size_t count_groups(const struct be_groups *c, size_t n)
{
    size_t groups = 0;

    for (size_t i = 0; i < n; i++)
        groups += c->begins[i];
    return groups;
}

enum rule { BEHIND_DATA = 1, AT_LABELS = 2, REPEATS = 4, AT_SUMS = 8, AT_CHANGES = 16 };

/* S1 S2 S3 S1 S2 S3: a run that repeats is as many groups. */
static void cut_repeats(struct be_groups *c, const struct be_head_cells *below, size_t from, size_t to)
{
    for (size_t period = 2; period * 2 <= to - from; period++) {
        bool same = (to - from) % period == 0;
        for (size_t i = from; i + period < to && same; i++)
            same = be_span_eq(below->text[i], below->text[i + period]);
        for (size_t i = from; i < to && same; i += period)
            c->begins[i] = true;
        if (same)
            return;
    }
}

static void cut_by(struct be_groups *c, const struct be_head_cells *below, unsigned rules)
{
    for (size_t i = 1; i < below->n; i++) {
        bool label = be_word_is_label(below->word[i]), before = be_word_is_label(below->word[i - 1]);
        if (below->text[i].len == 0 || below->text[i - 1].len == 0)
            continue;
        if ((rules & BEHIND_DATA) && label && !before)
            c->begins[i] = true;
        if ((rules & AT_LABELS) && label != before)
            c->begins[i] = true;
        if ((rules & AT_CHANGES) && be_groups_change(below->word[i]) &&
            (!be_groups_change(below->word[i - 1]) || (below->word[i] == BE_WORD_CHANGE && below->word[i - 1] == BE_WORD_CHANGE_RATE)))
            c->begins[i] = true;
        if ((rules & AT_SUMS) && below->word[i] == BE_WORD_TOTAL)
            c->begins[i] = true;
    }
    for (size_t from = 0, to; from < below->n && (rules & REPEATS); from = to) {
        for (to = from + 1; to < below->n && !c->begins[to]; to++)
            ;
        cut_repeats(c, below, from, to);
    }
}

/* Parts the cells of a row into `want` groups. A blank cell is a group of its own: the cell above
 * reaches down into it. */
bool be_groups_of(struct be_groups *out, const struct be_head_cells *below, size_t want)
{
    static const unsigned ORDER[] = {0, BEHIND_DATA, AT_LABELS, BEHIND_DATA | REPEATS, AT_LABELS | REPEATS,
                                     BEHIND_DATA | AT_SUMS, AT_LABELS | AT_SUMS, REPEATS, AT_CHANGES,
                                     AT_LABELS | AT_CHANGES, AT_LABELS | AT_SUMS | AT_CHANGES};
    struct be_groups units = {0}, runs = {0};

    for (size_t i = 0; i < below->n; i++) {
        bool blank = below->text[i].len == 0;
        units.begins[i] = i == 0 || !is_code_part(below->word[i]);
        runs.begins[i] = i == 0 || blank || below->text[i - 1].len == 0;
    }
    *out = units;
    out->n = count_groups(out, below->n);
    if (out->n == want)
        return true;
    for (size_t k = 0; k < sizeof ORDER / sizeof *ORDER; k++) {
        *out = runs;
        cut_by(out, below, ORDER[k]);
        out->n = count_groups(out, below->n);
        if (out->n == want)
            return true;
    }
    return false;
}

/* 行政 事业 小计 在职 退休 小计: the sums stand last. */
bool be_groups_behind_sums(struct be_groups *out, const struct be_head_cells *below, size_t want)
{
    for (size_t i = 0; i < below->n; i++)
        out->begins[i] = i == 0 || below->text[i].len == 0 || below->text[i - 1].len == 0 || below->word[i - 1] == BE_WORD_TOTAL;
    out->n = count_groups(out, below->n);
    return out->n == want;
}

/* Groups of labels and data that are more than wanted: the last ones are one. */
bool be_groups_front(struct be_groups *out, const struct be_head_cells *below, size_t want)
{
    size_t n = 0;

    *out = (struct be_groups){.n = want, .begins = {true}};
    cut_by(out, below, BEHIND_DATA);
    for (size_t i = 0; i < below->n; i++) {
        n += out->begins[i];
        out->begins[i] = out->begins[i] && n <= want;
    }
    return n >= want && want > 1;
}

/* So many cells, blank ones behind those that it came with: their row lost its end. */
void be_groups_fill(struct be_head_cells *look, size_t n)
{
    for (; look->n < n; look->n++) {
        look->text[look->n] = be_span(NULL, 0);
        look->word[look->n] = BE_WORD_NONE;
    }
}

/* “三公”经费 | 机关运行经费 over 合计 | 出国 | 接待 | 用车 over blank, blank, blank, 小计 | 购置 | 运行, blank: the
 * second row lost the blank cell at its end, below which the third has one. */
bool be_groups_trimmed(struct be_groups *out, const struct be_head_cells *below, struct be_head_cells *row)
{
    size_t extra;

    *out = (struct be_groups){.n = 0};
    for (size_t i = 0; i < below->n; i++)
        out->begins[i] = i == 0 || below->text[i].len == 0 || below->text[i - 1].len == 0;
    out->n = count_groups(out, below->n);
    if (out->n <= row->n || row->gaps)
        return false;
    extra = out->n - row->n;
    for (size_t k = 1; k <= extra; k++)
        if (below->text[below->n - k].len > 0)
            return false;
    be_groups_fill(row, out->n);
    return true;
}
