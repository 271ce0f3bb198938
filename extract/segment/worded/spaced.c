/* spaced.c - tables whose cells are parted by one blank, as pages saved as text have them:
 *
 *     项目 2022年执行数 2023年预算数
 *     1、公务接待费 15000 20000
 *     2、公务用车购置费     40000
 *
 * Nothing stands below anything, so such a table is known by its header (it begins with 项目 or
 * the like) and by rows that end in as many figures as the header has columns. Where those come,
 * the blanks between cells become tabs in the window's text, and the lines are rows like any
 * other. An empty cell leaves two blanks more; a row whose cells do not come out even keeps its
 * text in its label, and gives no figure: a blank does not say whose it is. */
#include "worded.h"
#include "../line.h"
#include "../pieces.h"
#include "../../base/wordlist.h"

#define CELLS 16u         /* columns behind the label; with more it is no such table */
#define HEADER_BYTES 240u
#define LABEL_BYTES 150u
#define ROWS 3u           /* so many rows must come out even */

struct word {
    uint32_t off, len;
    uint32_t blanks;      /* before it */
};

/* Words of a line from the left, at most max; how many there are (max + 1: more). */
static size_t words_of(struct be_span text, struct word *out, size_t max)
{
    size_t n = 0, i = 0;

    for (;;) {
        size_t blanks = 0, start;
        while (i < text.len && text.p[i] == ' ') {
            i++;
            blanks++;
        }
        if (i == text.len)
            return n;
        if (n == max)
            return max + 1;
        start = i;
        while (i < text.len && text.p[i] != ' ')
            i++;
        out[n++] = (struct word){(uint32_t)start, (uint32_t)(i - start), (uint32_t)blanks};
    }
}

static bool is_chinese(struct be_span word)
{
    for (size_t i = 0; i < word.len; i++)
        if ((unsigned char)word.p[i] >= 0xE3 && (unsigned char)word.p[i] <= 0xE9)
            return true;
    return false;
}

static struct be_wordlist STOPS = BE_WORDLIST("。", "；", "，", "：");

static bool has_stop(struct be_span text)
{
    return be_wordlist_holds(&STOPS, text);
}

/* What a header's labels begin with. */
static struct be_wordlist FRONTS = BE_WORDLIST("项", "科目", "功能科目", "支出项目", "收入项目", "单位名称", "预算项目", "指标");

static struct be_wordlist LABELS = BE_WORDLIST("项目", "科目", "科目名称", "功能科目", "支出项目", "收入项目", "项目名称", "单位名称", "预算项目", "指标");

/* A header: a name for the labels, then one word a column. Sets where the columns begin; their
 * number, 0: no header. */
static size_t header_columns(struct be_span text, struct word word[CELLS + 2], size_t *first)
{
    size_t n;

    if (text.len > HEADER_BYTES || be_wordlist_front(&FRONTS, be_span_trim(text)) == 0 || has_stop(text))
        return 0;
    n = words_of(text, word, CELLS + 2);
    if (n < 2 || n > CELLS + 2)
        return 0;
    *first = 1;
    if (word[0].len == 3 && word[1].len == 3 && n > 2 &&        /* 项 目 */
        be_starts(be_span_from(text, word[0].off), "项") && be_starts(be_span_from(text, word[1].off), "目"))
        *first = 2;
    else if (!be_wordlist_is(&LABELS, be_span(text.p + word[0].off, word[0].len)))
        return 0;
    for (size_t i = *first; i < n; i++)
        if (!is_chinese(be_span(text.p + word[i].off, word[i].len)))
            return 0;
    return n - *first;
}

enum row { NO_ROW, LABEL_ROW, EVEN_ROW, ODD_ROW };

struct cut { uint32_t at; uint32_t tabs; };  /* a run of blanks that parts cells, and how many cells on */

/* What the line is under a header of `columns`. Cuts, left to right, when it is even. */
static enum row judge(struct be_span text, size_t columns, struct cut cut[CELLS], size_t *cuts)
{
    size_t end = text.len, figures = 0, cells = 0, back = 0;

    *cuts = 0;
    while (end > 0 && text.p[end - 1] == ' ')
        end--;
    if (end == 0 || end > LABEL_BYTES + CELLS * 24)
        return NO_ROW;
    for (;;) {
        size_t start = end, blanks;
        while (start > 0 && text.p[start - 1] != ' ')
            start--;
        if (start == 0 || !be_piece_is_number(be_span(text.p + start, end - start)))
            break;
        for (blanks = start; blanks > 0 && text.p[blanks - 1] == ' ';)
            blanks--;
        if (blanks == 0 || figures == CELLS)
            return figures == 0 ? NO_ROW : ODD_ROW;
        /* one blank parts neighbours; every empty cell between leaves two more */
        cut[figures++] = (struct cut){(uint32_t)blanks, (uint32_t)((start - blanks + 1) / 2)};
        cells += (start - blanks + 1) / 2;
        back = blanks;
        end = blanks;
    }
    if (figures == 0) {
        struct be_span label = be_span_trim(text);
        if (be_ends(label, "表") || be_ends(label, "表）"))
            return NO_ROW;              /* the next table's title */
        return label.len <= LABEL_BYTES / 2 && !has_stop(label) ? LABEL_ROW : NO_ROW;
    }
    if (back > LABEL_BYTES || !is_chinese(be_span_to(text, back)))
        return NO_ROW;
    for (size_t i = 0; i < figures / 2; i++) {
        struct cut swap = cut[i];
        cut[i] = cut[figures - 1 - i];
        cut[figures - 1 - i] = swap;
    }
    *cuts = figures;
    if (text.p[text.len - 1] == ' ' && cells < columns)      /* empty cells at its end */
        cells = columns;
    return cells == columns ? EVEN_ROW : ODD_ROW;
}

/* Below a header of one column, its sub-headers: 小计 其中：一般公共预算. How many; 0: none. */
static size_t sub_columns(const struct be_window *win, size_t i, struct word word[CELLS + 2])
{
    struct be_span text;
    size_t n;

    if (i + 1 >= win->nlines || win->lines[i + 1].type != BE_LINE_TEXT || win->lines[i + 1].len > HEADER_BYTES)
        return 0;
    text = be_line_text(win, i + 1);
    n = words_of(text, word, CELLS);
    if (n < 2 || n > CELLS || text.p[-1] != '\n' || be_span_has(text, "。") || be_span_has(text, "，"))
        return 0;
    for (size_t k = 0; k < n; k++)
        if (!is_chinese(be_span(text.p + word[k].off, word[k].len)))
            return 0;
    return n;
}

/* Lets the cells of a row be parted by tabs; the line keeps its length. */
static void part(char *p, const struct cut *cut, size_t cuts)
{
    for (size_t i = 0; i < cuts; i++)
        for (uint32_t k = 0; k < cut[i].tabs; k++)
            p[cut[i].at + k] = '\t';
}

static char *writable(struct be_window *win, size_t i)
{
    return (char *)(uintptr_t)(win->text.p + win->lines[i].off);   /* a window may be changed: window.h */
}

/* How many lines below the header belong to a table of `columns`, and whether it is one: enough
 * rows come out even. The next header ends it, so no line is looked at under two. */
static size_t reach(const struct be_window *win, size_t from, size_t columns, bool *sure)
{
    size_t even = 0, odd = 0, cuts, first, end = from;
    struct word word[CELLS + 2];
    struct cut cut[CELLS];

    for (; end < win->nlines; end++) {
        enum row row;
        if (win->lines[end].type == BE_LINE_BLANK)
            continue;
        if (win->lines[end].type != BE_LINE_TEXT || header_columns(be_line_text(win, end), word, &first) > 0)
            break;
        row = judge(be_line_text(win, end), columns, cut, &cuts);
        if (row == NO_ROW)
            break;
        even += row == EVEN_ROW;
        odd += row == ODD_ROW;
    }
    *sure = even >= ROWS && odd <= even;
    return end;
}

static void make_rows(struct be_window *win, size_t from, size_t end, size_t columns)
{
    struct cut cut[CELLS];
    size_t cuts;

    for (size_t k = from; k < end; k++) {
        if (win->lines[k].type == BE_LINE_BLANK)
            continue;
        if (judge(be_line_text(win, k), columns, cut, &cuts) == EVEN_ROW)
            part(writable(win, k), cut, cuts);
        win->lines[k].has |= BE_HAS_TAB;
        win->lines[k].type = BE_LINE_ROW;
    }
}

void be_spaced_types(struct be_context *cx)
{
    struct be_window *win = cx->win;
    struct word word[CELLS + 2], below[CELLS + 2];

    for (size_t i = 0; i < win->nlines; i++) {
        size_t columns, first = 0, subs, end;
        bool sure;
        if (win->lines[i].type != BE_LINE_TEXT || win->lines[i].len > HEADER_BYTES || (win->lines[i].has & BE_HAS_BLANK) == 0)
            continue;
        columns = header_columns(be_line_text(win, i), word, &first);
        if (columns == 0)
            continue;
        subs = columns == 1 ? sub_columns(win, i, below) : 0;
        end = reach(win, i + 1 + (subs > 0), subs > 0 ? subs : columns, &sure);
        if (!sure)
            continue;
        for (size_t k = first; k < first + columns; k++)
            writable(win, i)[word[k].off - 1] = '\t';
        win->lines[i].has |= BE_HAS_TAB;
        win->lines[i].type = BE_LINE_ROW;
        if (subs > 0) {     /* the line end before it makes room for the tab of the empty label */
            struct be_line *line = &win->lines[i + 1];
            for (size_t k = 1; k < subs; k++)
                writable(win, i + 1)[below[k].off - 1] = '\t';
            line->off--;
            line->len++;
            writable(win, i + 1)[0] = '\t';
            line->has |= BE_HAS_TAB;
            line->type = BE_LINE_ROW;
        }
        make_rows(win, i + 1 + (subs > 0), end, subs > 0 ? subs : columns);
        i = end - 1;
    }
}
