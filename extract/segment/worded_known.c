/* worded_known.c - headers that the ministry's forms print, broken over so many lines that only their
 * characters are left: 本年收入合 / 计 / 财政拨款收 / 入. A header whose characters are those of one of
 * them, and of the words over labels, is that one. */
#include "worded_table.h"

#define KNOWN_COLUMNS 12u
#define SPARE 36u            /* characters of the words over labels */

/* A column; behind its group's name and a / where it has one. */
static const char *const KNOWN[][KNOWN_COLUMNS] = {
    {"本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"},
    {"本年收入合计", "财政拨款收入", "上级补助收入", "事业收入/小计", "事业收入/其中：教育收费", "经营收入", "附属单位上缴收入", "其他收入"},
    {"本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"},
    {"本年支出/小计", "本年支出/基本支出", "本年支出/项目支出"},
    {"本年支出合计", "基本支出", "项目支出"},
    {"合计", "基本支出", "项目支出"},
    {"合计", "基本支出", "项目支出", "上缴上级支出", "对附属单位补助支出"},
    {"合计", "基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出"},
    {"年初结转和结余", "本年收入", "本年支出/小计", "本年支出/基本支出", "本年支出/项目支出", "年末结转和结余"},
    {"合计", "因公出国（境）费", "公务用车购置及运行维护费/小计", "公务用车购置及运行维护费/公务用车购置费",
     "公务用车购置及运行维护费/公务用车运行维护费", "公务接待费"},
    {"合计", "因公出国（境）费", "公务用车购置及运行费/小计", "公务用车购置及运行费/公务用车购置费", "公务用车购置及运行费/公务用车运行费", "公务接待费"},
};

static const char LABELS[] = "项目功能分类支出科目编码代名称栏次类款项单位（）";

/* Characters of a header, each as often as it stands there. */
struct letters {
    size_t n;
    struct be_span letter[512];
};

static size_t next_letter(struct be_span text, size_t i)
{
    return be_char_len(text.p + i, text.p + text.len);
}

static bool read_letters(struct letters *l, const struct be_worded_table *t)
{
    l->n = 0;
    for (size_t r = 0; r < t->head; r++)
        for (size_t k = 0; k < t->row[r].n; k++) {
            struct be_span text = be_worded_words(t, r)[k].text;
            for (size_t i = 0; i < text.len; i += next_letter(text, i)) {
                if (text.p[i] == ' ')
                    continue;
                if (l->n == sizeof l->letter / sizeof *l->letter)
                    return false;
                l->letter[l->n++] = be_span(text.p + i, next_letter(text, i));
            }
        }
    return true;
}

/* Takes the characters of a text out; false when one of them is not there. */
static bool take(struct letters *l, struct be_span text)
{
    for (size_t i = 0; i < text.len; i += next_letter(text, i)) {
        struct be_span letter = be_span(text.p + i, next_letter(text, i));
        size_t k = 0;
        while (k < l->n && !be_span_eq(l->letter[k], letter))
            k++;
        if (k == l->n)
            return false;
        l->letter[k] = l->letter[--l->n];
    }
    return true;
}

static struct be_span group_of(struct be_span column)
{
    const char *slash = memchr(column.p, '/', column.len);

    return slash == NULL ? be_span(column.p, 0) : be_span_to(column, (size_t)(slash - column.p));
}

static struct be_span leaf_of(struct be_span column)
{
    struct be_span group = group_of(column);

    return group.len > 0 ? be_span_from(column, group.len + 1) : column;
}

static size_t count_columns(const char *const *known)
{
    size_t n = 0;

    while (n < KNOWN_COLUMNS && known[n] != NULL)
        n++;
    return n;
}

/* Are the header's characters those of this one, `halves` times, and of labels? */
static bool is_it(struct letters l, const char *const *known, size_t halves)
{
    for (size_t half = 0; half < halves; half++)
        for (size_t c = 0; c < count_columns(known); c++) {
            struct be_span column = be_span_of(known[c]), group = group_of(column);
            bool first = c == 0 || !be_span_eq(group, group_of(be_span_of(known[c - 1])));
            if (!take(&l, leaf_of(column)) || (first && !take(&l, group)))
                return false;
        }
    if (halves == 2 && !take(&l, BE_LIT("预算数决算数")))
        return false;
    for (size_t k = 0; k < l.n; k++)
        if (be_span_find(be_span_of(LABELS), l.letter[k]) < 0)
            return false;
    return l.n <= SPARE;
}

/* The column that sums up column c of a known header, from column `base` on. */
static int8_t whole_of(const char *const *known, size_t c, size_t base)
{
    struct be_span group = group_of(be_span_of(known[c]));
    size_t first = c;

    if (be_span_starts(leaf_of(be_span_of(known[c])), BE_LIT("其中")))
        return -1;
    while (group.len > 0 && first > 0 && be_span_eq(group, group_of(be_span_of(known[first - 1]))))
        first--;
    if (first < c)
        return (int8_t)(base + first);
    return c > 0 && be_span_ends(leaf_of(be_span_of(known[0])), BE_LIT("计")) && group_of(be_span_of(known[0])).len == 0 ? (int8_t)base : -1;
}

/* Row `level` of the header: 0 the halves', 1 groups, 2 leaves. */
static void put_row(struct be_worded_table *t, size_t r, size_t level, const char *const *known, size_t halves)
{
    uint32_t line = be_worded_words(t, r)->line;
    struct be_worded *to = &t->word[t->words];
    size_t labels = t->codes + t->texts, n = count_columns(known);

    for (size_t c = 0; c < labels; c++)
        to[c] = (struct be_worded){r == 0 ? be_worded_label(t, c) : be_span("", 0), line, BE_WORDED_TEXT};
    for (size_t k = 0; k < n * halves; k++) {
        struct be_span column = be_span_of(known[k % n]), group = group_of(column), text = be_span("", 0);
        bool first = k % n == 0 || !be_span_eq(group, group_of(be_span_of(known[k % n - 1])));
        if (level == 0 && k % n == 0)
            text = k == 0 ? BE_LIT("预算数") : BE_LIT("决算数");
        else if (level == 1 && (group.len == 0 || first))
            text = group.len > 0 ? group : column;
        else if (level == 2 && group.len > 0)
            text = leaf_of(column);
        to[labels + k] = (struct be_worded){text, line, BE_WORDED_TEXT};
        t->whole[k] = whole_of(known, k % n, k - k % n);
    }
    t->row[r] = (struct be_worded_row){.first = (uint32_t)t->words, .n = (uint16_t)t->width};
    t->words += t->width;
}

static bool write(struct be_worded_table *t, const char *const *known, size_t halves)
{
    bool grouped = false;
    size_t rows = 0, want;

    for (size_t c = 0; c < count_columns(known); c++)
        grouped = grouped || group_of(be_span_of(known[c])).len > 0;
    want = 1u + grouped + (halves - 1);
    t->width = t->codes + t->texts + t->numbers;
    if (t->words + want * t->width > BE_WORDED_WORDS || want > t->head)
        return false;
    for (size_t level = 2 - halves; level <= 1u + grouped; level++)
        put_row(t, rows++, level, known, halves);
    memmove(t->row + rows, t->row + t->head, (t->rows - t->head) * sizeof *t->row);
    t->rows -= t->head - rows;
    t->head = rows;
    return true;
}

bool be_worded_known(struct be_worded_table *t)
{
    struct letters *l = be_arena_room(t->arena, sizeof *l);

    if (l == NULL || !read_letters(l, t) || t->codes + t->texts > KNOWN_COLUMNS)
        return false;
    for (size_t k = 0; k < sizeof KNOWN / sizeof *KNOWN; k++) {
        size_t n = count_columns(KNOWN[k]);
        for (size_t halves = 1; halves <= 2; halves++)
            if (n * halves == t->numbers && is_it(*l, KNOWN[k], halves))
                return write(t, KNOWN[k], halves);
    }
    return false;
}
