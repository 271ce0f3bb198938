/* proof.c - do the columns of an aligned table hold what its row of sums says, on every page?
 *
 * On each page columns stand elsewhere, and one whose figures are few may be taken for its neighbour, which then is for
 * the next. Then the row 合计 has more in one column than stands above it, and less in another: the columns and pages
 * that explain it, if it is one choice of them alone, are moved.
 */
#include "tower.h"
#include "../../base/decimal.h"

#define MOST_COLUMNS 24u
#define PAGES 8u             /* told apart; those behind count as one */
#define SCALE 4              /* decimals of the figures */
#define MOST (INT64_MAX / 65536)     /* their sums stay exact */
#define ROWS 4096u           /* a longer table is not looked at */
#define NO_FIGURE INT64_MIN
#define WRONG 8u             /* columns that may be wrong: each choice of pages is tried for each move among them */

struct proof {
    struct be_grid *g;
    size_t head;
    uint8_t *page;           /* of each row of the body */
    uint8_t *part;           /* of each row: enum */
    int64_t *figure;         /* of each cell of the body; NO_FIGURE: it holds none */
    size_t pages;
    int64_t slack;           /* what rounding may have lost */
    bool figures[BE_GRID_COLUMNS];   /* a column of figures */
    int64_t sum[PAGES][BE_GRID_COLUMNS];     /* what 合计 has over the rows it sums up, by page */
    bool filled[PAGES][BE_GRID_COLUMNS];
};

enum { ROW_OTHER, ROW_LEAF, ROW_SUM };

static struct be_wordlist SUMS = BE_WORDLIST("合计", "总计", "本年支出合计", "支出合计", "本年收入合计", "收入合计");

/* A figure in units of 10^-SCALE. */
static int64_t read_figure(struct be_span text)
{
    int64_t figure;

    return be_decimal_fixed(&figure, text, SCALE) && figure <= MOST && figure >= -MOST ? figure : NO_FIGURE;
}

static int64_t *figure_at(const struct proof *p, size_t r, size_t c)
{
    return &p->figure[(r - p->head) * p->g->cols + c];
}

/* ---- which rows, which columns ---- */

/* 八、社会保障和就业支出 */
static bool is_numbered(struct be_span text)
{
    const size_t n = be_han_front(text);

    return n > 0 && be_starts(be_span_from(text, n), "、");
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
        if (be_tower_is_one_of(text, &SUMS)) {
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
            *figure_at(p, r, c) = read_figure(text);
            if (text.len == 0)
                continue;
            if (*figure_at(p, r, c) != NO_FIGURE)
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
            const int64_t figure = *figure_at(p, r, c);
            if (!p->figures[c] || figure == NO_FIGURE)
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

static bool is_wrong(const struct proof *p, size_t c)
{
    return p->figures[c] && !is_nothing(p, of_pages(p, (1u << p->pages) - 1, c));
}

/* Columns [from, from + n) of some pages stand `by` further right, or left, than they should. */
struct shift {
    unsigned pages;
    size_t from, n;
    int by;
};

/* The column whose figures stand in column c when they are moved back; SIZE_MAX: none. */
static size_t source_of(const struct shift *s, size_t c)
{
    size_t at = (size_t)((int)c + s->by);

    return (int)c + s->by >= (int)s->from && at < s->from + s->n ? at : SIZE_MAX;
}

static bool is_moved(const struct shift *s, size_t c)
{
    return c >= s->from && c < s->from + s->n;
}

/* Are all columns that it touches wrong now? */
static bool touches_wrong(const struct proof *p, const struct shift *s, size_t from, size_t to)
{
    for (size_t c = from; c < to; c++)
        if ((source_of(s, c) != SIZE_MAX || is_moved(s, c)) && !is_wrong(p, c))
            return false;
    return true;
}

/* Are they right then? */
static bool explains(const struct proof *p, const struct shift *s, size_t from, size_t to)
{
    for (size_t c = from; c < to; c++) {
        size_t source = source_of(s, c);
        int64_t then = of_pages(p, (1u << p->pages) - 1, c);
        if (source == SIZE_MAX && !is_moved(s, c))
            continue;
        then -= is_moved(s, c) ? of_pages(p, s->pages, c) : 0;
        then += source != SIZE_MAX ? of_pages(p, s->pages, source) : 0;
        if (!is_nothing(p, then))
            return false;
        for (size_t k = 0; k < p->pages; k++)
            if ((s->pages >> k & 1) && (is_moved(s, c) ? !p->filled[k][c] : p->filled[k][c]))
                return false;
    }
    return true;
}

static void move(struct proof *p, const struct shift *s, size_t from, size_t to)
{
    for (size_t r = p->head; r < p->g->rows; r++) {
        struct be_cell was[BE_GRID_COLUMNS];
        if (!(s->pages >> p->page[r] & 1))
            continue;
        memcpy(was, be_grid_at(p->g, r, 0), p->g->cols * sizeof *was);
        for (size_t c = from; c < to; c++)
            if (source_of(s, c) != SIZE_MAX)
                *be_grid_at(p->g, r, c) = was[source_of(s, c)];
            else if (is_moved(s, c))
                *be_grid_at(p->g, r, c) = (struct be_cell){0};
    }
}

/* What stands in columns that do not add up is taken out on these pages. */
static void empty(struct proof *p, unsigned pages, size_t from, size_t to)
{
    for (size_t r = p->head; r < p->g->rows; r++)
        for (size_t c = from; c < to && (pages >> p->page[r] & 1); c++)
            if (is_wrong(p, c))
                *be_grid_at(p->g, r, c) = (struct be_cell){0};
}

struct found {
    struct shift one;
    unsigned n, pages;       /* how many there are, and the pages of them all */
};

/* Tries a move on each choice of pages; in found[0] those that leave the first page, whose header was read, as it is. */
static void try_pages(const struct proof *p, struct shift s, size_t from, size_t to, struct found found[2])
{
    for (s.pages = 1; s.pages < 1u << p->pages; s.pages++)
        if (explains(p, &s, from, to)) {
            struct found *f = &found[s.pages & 1];
            f->one = s;
            f->n++;
            f->pages |= s.pages;
        }
}

/* All that explain it. */
static void look(const struct proof *p, size_t from, size_t to, struct found found[2])
{
    struct shift s = {0};

    for (s.from = from; s.from < to; s.from++)
        for (s.n = 1; s.from + s.n <= to && is_wrong(p, s.from); s.n++)
            for (s.by = (int)(s.from + s.n) - (int)to; s.by <= (int)(s.from - from); s.by++)
                if (s.by != 0 && touches_wrong(p, &s, from, to))
                    try_pages(p, s, from, to, found);
}

static bool prove(struct proof *p, size_t from, size_t to)
{
    size_t wrong = 0;

    if (to - from > MOST_COLUMNS)
        return true;
    add_up(p, from, to);
    for (size_t c = from; c < to; c++)
        wrong += is_wrong(p, c);
    if (wrong > 1 && wrong <= WRONG) {
        struct found found[2] = {0};
        const struct found *f;
        look(p, from, to, found);
        f = &found[found[0].n == 0];
        if (f->n == 1)
            move(p, &f->one, from, to);
        else if (f->n > 1)
            empty(p, f->pages, from, to);
        return f->n <= 1;
    }
    return true;
}

bool be_proof_pages(struct be_grid *g, size_t head, const struct be_region *r, const uint32_t *row)
{
    struct proof *p = be_arena_alloc(r->arena, sizeof *p);
    uint8_t *rows = be_arena_alloc(r->arena, 2 * g->rows + 1);
    int64_t *figure = g->rows > ROWS ? NULL : be_arena_room(r->arena, (g->rows - head) * g->cols * sizeof *figure);
    bool words[BE_GRID_COLUMNS + 1], good = true;

    if (p == NULL || rows == NULL || figure == NULL)
        return true;
    *p = (struct proof){.g = g, .head = head, .page = rows, .part = rows + g->rows, .figure = figure, .pages = 1};
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
