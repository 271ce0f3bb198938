/* proof.c - do the columns of an aligned table hold what its row of sums says, on every page?
 *
 * On each page columns stand elsewhere, and one whose figures are few may be taken for its neighbour. Then the row
 * 合计 has more in one column than stands above it, and less by the same figure in another: the pages that explain
 * it, if it is one choice of them alone, have their figures moved.
 */
#include "region.h"
#include "../../base/decimal.h"
#include "../../base/wordlist.h"

#define PAGES 8u             /* told apart; those behind count as one */
#define SCALE 4              /* decimals of the figures */
#define MOST (INT64_MAX / 65536)     /* their sums stay exact */
#define ROWS 4096u           /* a longer table is not looked at */

struct proof {
    struct be_grid *g;
    size_t head;
    uint8_t *page;           /* of each row of the body */
    uint8_t *part;           /* of each row: enum */
    size_t pages;
    int64_t slack;           /* what rounding may have lost */
    bool figures[BE_GRID_COLUMNS];   /* a column of figures */
    int64_t sum[PAGES][BE_GRID_COLUMNS];     /* what 合计 has over the rows it sums up, by page */
    bool filled[PAGES][BE_GRID_COLUMNS];
};

enum { ROW_OTHER, ROW_LEAF, ROW_SUM };

static struct be_wordlist SUMS = BE_WORDLIST("合计", "总计", "本年支出合计", "支出合计", "本年收入合计", "收入合计");
static struct be_wordlist HAN = BE_WORDLIST("一", "二", "三", "四", "五", "六", "七", "八", "九", "十");

/* A figure in units of 10^-SCALE. */
static bool read_figure(int64_t *out, struct be_span text)
{
    struct be_decimal d;

    if (text.len == 0 || !be_decimal_read(&d, text) || d.scale > SCALE || !be_decimal_shift(&d, d, SCALE))
        return false;
    for (*out = d.digits; d.scale > 0; d.scale--)
        *out /= 10;
    return *out <= MOST && *out >= -MOST;
}

/* ---- which rows, which columns ---- */

static bool is_sum(struct be_span text)
{
    char plain[64];
    size_t n = 0;

    for (size_t i = 0; i < text.len && n < sizeof plain; i++)
        if (text.p[i] != ' ')
            plain[n++] = text.p[i];
    return n > 0 && be_wordlist_front(&SUMS, be_span(plain, n)) == n;
}

/* 八、社会保障和就业支出 */
static bool is_numbered(struct be_span text)
{
    size_t n = 0, one;

    while ((one = be_wordlist_front(&HAN, be_span_from(text, n))) > 0)
        n += one;
    return n > 0 && be_span_starts(be_span_from(text, n), BE_LIT("、"));
}

/* The code that stands before column `label`, its parts joined; its length, 0: none. */
static size_t code_of(const struct proof *p, size_t r, size_t label, char code[8])
{
    size_t n = 0;

    for (size_t c = 0; c < label; c++) {
        struct be_span text = be_grid_at(p->g, r, c)->text;
        if (text.len == 0 || !be_span_digits(text))
            continue;
        if (n + text.len > 7)
            return 0;
        memcpy(code + n, text.p, text.len);
        n += text.len;
    }
    return n == 3 || n == 5 || n == 7 ? n : 0;
}

/* What each row is, by its label in this column: the row of sums, or one of those it sums up. False: that is not said. */
static bool read_rows(struct proof *p, size_t label)
{
    char code[8], below[8] = "";
    size_t sums = 0, leaves = 0, last = 0;

    for (size_t r = p->g->rows; r-- > p->head;) {
        struct be_span text = be_grid_at(p->g, r, label)->text;
        size_t n = code_of(p, r, label, code);
        if (text.len == 0 && label > 0)
            text = be_grid_at(p->g, r, label - 1)->text;      /* 合计 over 科目编码 */
        p->part[r] = ROW_OTHER;
        if (is_sum(text)) {
            p->part[r] = ROW_SUM;
            sums++;
        } else if (n > 0 ? n >= last || memcmp(code, below, n) != 0 : is_numbered(text)) {
            p->part[r] = ROW_LEAF;
            leaves++;
        }
        if (n > 0) {
            memcpy(below, code, n);
            last = n;
        }
    }
    /* 本年支出合计 before 总计 */
    for (size_t r = p->head, seen = 0; r < p->g->rows; r++)
        if (p->part[r] == ROW_SUM && seen++ > 0)
            p->part[r] = ROW_OTHER;
    return sums > 0 && leaves > 1;
}

static void read_columns(struct proof *p, bool *words)
{
    for (size_t c = 0; c < p->g->cols; c++) {
        size_t figures = 0, texts = 0, codes = 0;
        for (size_t r = p->head; r < p->g->rows; r++) {
            struct be_span text = be_grid_at(p->g, r, c)->text;
            int64_t figure;
            if (text.len == 0)
                continue;
            if (read_figure(&figure, text))
                figures++;
            else
                texts++;
            codes += be_span_digits(text);
        }
        words[c] = texts > figures;
        p->figures[c] = figures > texts && codes < figures;      /* 行次 and codes are no figures */
    }
}

static void add_up(struct proof *p, size_t from, size_t to)
{
    memset(p->sum, 0, sizeof p->sum);
    memset(p->filled, 0, sizeof p->filled);
    p->slack = 0;
    for (size_t r = p->head; r < p->g->rows; r++) {
        p->slack += p->part[r] == ROW_LEAF ? 50 : 0;     /* half of 0.01 */
        for (size_t c = from; c < to; c++) {
            int64_t figure;
            if (!p->figures[c] || !read_figure(&figure, be_grid_at(p->g, r, c)->text))
                continue;
            p->filled[p->page[r]][c] = true;
            p->sum[p->page[r]][c] += p->part[r] == ROW_SUM ? figure : p->part[r] == ROW_LEAF ? -figure : 0;
        }
    }
}

/* ---- moves ---- */

static bool is_nothing(const struct proof *p, int64_t sum)
{
    return sum <= p->slack && sum >= -p->slack;
}

static int64_t of_pages(const struct proof *p, unsigned pages, size_t c)
{
    int64_t sum = 0;

    for (size_t k = 0; k < p->pages; k++)
        sum += pages >> k & 1 ? p->sum[k][c] : 0;
    return sum;
}

/* Do both columns add up when the figures that these pages have in one are the other's? */
static bool explains(const struct proof *p, unsigned pages, size_t from, size_t to)
{
    const unsigned all = (1u << p->pages) - 1;
    int64_t moved = of_pages(p, pages, from);

    for (size_t k = 0; k < p->pages; k++)
        if ((pages >> k & 1) && (!p->filled[k][from] || p->filled[k][to]))
            return false;
    return is_nothing(p, of_pages(p, all, from) - moved) && is_nothing(p, of_pages(p, all, to) + moved);
}

static void move(struct proof *p, unsigned pages, size_t from, size_t to)
{
    for (size_t r = p->head; r < p->g->rows; r++)
        if (pages >> p->page[r] & 1) {
            *be_grid_at(p->g, r, to) = *be_grid_at(p->g, r, from);
            *be_grid_at(p->g, r, from) = (struct be_cell){0};
        }
    for (size_t k = 0; k < p->pages; k++)
        if (pages >> k & 1) {
            p->sum[k][to] = p->sum[k][from];
            p->filled[k][to] = true;
            p->sum[k][from] = 0;
            p->filled[k][from] = false;
        }
}

static void empty(struct proof *p, unsigned pages, size_t a, size_t b)
{
    for (size_t r = p->head; r < p->g->rows; r++)
        if (pages >> p->page[r] & 1) {
            *be_grid_at(p->g, r, a) = (struct be_cell){0};
            *be_grid_at(p->g, r, b) = (struct be_cell){0};
        }
}

/* Two columns of which one has what the other lacks: a misprint, where no choice of pages explains it. False: more than
 * one does, and the figures that they disagree about were taken out. */
static bool mend(struct proof *p, size_t a, size_t b)
{
    unsigned found[2] = {0, 0}, pages[2] = {0, 0}, touched[2] = {0, 0};   /* without the first page, whose header was read; with it */
    size_t from[2] = {0, 0};

    for (unsigned set = 1; set < 1u << p->pages; set++)
        for (unsigned way = 0; way < 2; way++)
            if (explains(p, set, way == 0 ? a : b, way == 0 ? b : a)) {
                found[set & 1]++;
                pages[set & 1] = set;
                touched[set & 1] |= set;
                from[set & 1] = way == 0 ? a : b;
            }
    for (unsigned k = 0; k < 2; k++)
        if (found[k] == 1) {
            move(p, pages[k], from[k], from[k] == a ? b : a);
            return true;
        } else if (found[k] > 1) {
            empty(p, touched[k], a, b);
            return false;
        }
    return true;
}

static bool prove(struct proof *p, size_t from, size_t to)
{
    const unsigned all = (1u << p->pages) - 1;
    bool good = true;

    add_up(p, from, to);
    for (size_t a = from; a < to; a++)
        for (size_t b = a + 1; b < to; b++) {
            int64_t left = of_pages(p, all, a), right = of_pages(p, all, b);
            if (p->figures[a] && p->figures[b] && !is_nothing(p, left) && !is_nothing(p, right) && is_nothing(p, left + right))
                good = mend(p, a, b) && good;
        }
    return good;
}

bool be_proof_pages(struct be_grid *g, size_t head, const struct be_region *r, const uint32_t *row)
{
    struct proof *p = be_arena_alloc(r->arena, sizeof *p);
    uint8_t *rows = be_arena_alloc(r->arena, 2 * g->rows + 1);
    bool words[BE_GRID_COLUMNS + 1], good = true;

    if (p == NULL || rows == NULL || g->rows > ROWS)
        return true;
    *p = (struct proof){.g = g, .head = head, .page = rows, .part = rows + g->rows, .pages = 1};
    for (size_t i = r->body; i < r->lines; i++) {
        size_t page = (size_t)(r->line[i].page - r->line[r->body].page);
        page = page < PAGES ? page : PAGES - 1;
        p->page[head + row[i - r->body]] = (uint8_t)page;
        p->pages = page + 1 > p->pages ? page + 1 : p->pages;
    }
    read_columns(p, words);
    words[g->cols] = true;
    for (size_t label = 0, to; label < g->cols; label = to) {
        for (to = label + 1; to < g->cols && !words[to]; to++)
            ;
        if (words[label] && to > label + 2 && read_rows(p, label))
            good = prove(p, label + 1, to) && good;
    }
    return good;
}
