/* merged.c - labels of indicators (一级指标, 二级指标), and projects left of them, whose cell is merged over several rows.
 *
 * Such a label stands in the middle of its rows. A tab table has it in the first of them; here it
 * is moved there: from the top, each label takes as many rows as leave it in the middle. Where
 * that does not come out even, and the first row has no label, nothing says which row belongs to
 * which: the labels are taken out.
 */
#include "region.h"
#include "../../base/wordlist.h"

#define OFF 5u               /* quarters of a line a label may stand off its middle */

struct places {              /* twice the line of its middle, by row of the body */
    uint32_t *row, *label;   /* of its data, of its label in the column at hand */
    bool *begins;            /* a label further out begins here */
    size_t n;
};

static bool is_level(const struct be_grid *g, size_t head, size_t col)
{
    for (size_t r = 0; r < head; r++) {
        struct be_span text = be_grid_at(g, r, col)->text;
        if (be_ends(text, "级指标") || be_span_is(text, "指标类型") || be_span_is(text, "指标类别"))
            return true;
    }
    return false;
}

static struct be_wordlist LEVELS = BE_WORDLIST("产出指标", "效益指标", "满意度指标");

bool be_merged_astray(struct be_grid *g, size_t head)
{
    bool level[BE_GRID_COLUMNS], levels = false, astray = false;

    for (size_t c = 0; c < g->cols; c++)
        levels = (level[c] = is_level(g, head, c)) || levels;
    for (size_t r = head; r < g->rows && levels; r++) {
        bool here = false;
        for (size_t c = 0; c < g->cols; c++)
            here = here || (!level[c] && be_wordlist_is(&LEVELS, be_grid_at(g, r, c)->text));
        if (here)
            memset(be_grid_at(g, r, 0), 0, g->cols * sizeof *g->cell);
        astray = astray || here;
    }
    return astray;
}

/* Twice the middle of the lines on which each row has pieces in the columns [from, to). */
static void middles(const struct be_region *r, const uint32_t *row, size_t from, size_t to, uint32_t *out, size_t n)
{
    uint32_t *low = be_arena_alloc(r->arena, n * sizeof *low);

    if (low == NULL)
        return;
    memset(out, 0, n * sizeof *out);
    for (size_t i = r->body; i < r->lines; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            uint32_t at = row[i - r->body];
            if (p->col < from || p->col >= to || at >= n)
                continue;
            if (low[at] == 0)
                low[at] = r->line[i].line + 1;
            out[at] = low[at] + r->line[i].line + 1;
        }
}

/* Where each label begins, in starts; false when it does not come out even. */
static bool settle(const struct places *p, uint32_t *starts)
{
    size_t s = 0;

    for (size_t at = 0; at < p->n; at++) {
        uint32_t best = UINT32_MAX;
        size_t end = s, next = at + 1;
        if (p->label[at] == 0)
            continue;
        while (s < p->n && p->row[s] == 0)
            s++;             /* lines of labels alone */
        while (next < p->n && p->label[next] == 0)
            next++;          /* the next label's row is not this one's */
        if (s >= p->n)
            return false;
        for (size_t e = s; e < next && (e == s || !p->begins[e]); e++) {
            uint32_t sum = p->row[s] + p->row[e], twice = 2 * p->label[at], off = sum > twice ? sum - twice : twice - sum;
            if (p->row[e] != 0 && off <= best) {
                best = off;
                end = e;
            }
        }
        if (best > OFF)
            return false;
        starts[at] = (uint32_t)s;
        s = end + 1;
    }
    while (s < p->n && p->row[s] == 0)
        s++;
    return s == p->n;
}

/* Lines between the rows that stand nearest to each other; those of a cell are nearer. */
static uint32_t row_pitch(const struct places *p)
{
    uint32_t last = 0, pitch = UINT32_MAX;

    for (size_t i = 0; i < p->n; i++) {
        if (p->row[i] == 0)
            continue;
        if (last > 0 && (p->row[i] - last) / 2 < pitch)
            pitch = (p->row[i] - last) / 2;
        last = p->row[i];
    }
    return pitch;
}

/* The row nearest to a place, twice its line. */
static size_t row_at(const struct places *p, uint32_t place)
{
    size_t best = p->n;
    uint32_t least = UINT32_MAX;

    for (size_t i = 0; i < p->n; i++) {
        uint32_t off = p->row[i] > place ? p->row[i] - place : place - p->row[i];
        if (p->row[i] != 0 && off < least) {
            least = off;
            best = i;
        }
    }
    return best;
}

/* The cells of a column whose lines are nearer to each other than rows: of each the middle, at the row nearest to it,
 * and its text there in `text`. False when two are at one row, or the first at the first: it may stand at the top. */
static bool gather(struct places *p, const struct be_region *r, size_t col, struct be_cell *text)
{
    uint32_t from = 0, to = 0, pitch = row_pitch(p);
    struct be_cell cell = {0};

    memset(p->label, 0, p->n * sizeof *p->label);
    memset(text, 0, p->n * sizeof *text);
    for (size_t i = r->body; i <= r->lines; i++) {
        const struct be_piece *here = NULL;
        for (size_t k = 0; i < r->lines && k < r->line[i].n; k++)
            if (r->piece[r->line[i].first + k].col == col)
                here = &r->piece[r->line[i].first + k];
        if (here == NULL && i < r->lines)
            continue;
        if (cell.text.len > 0 && (i == r->lines || r->line[i].line + 1 - to >= pitch)) {
            size_t at = row_at(p, from + to);
            if (at == p->n || p->label[at] != 0 || at == 0)
                return false;
            p->label[at] = from + to;
            text[at] = cell;
            cell = (struct be_cell){0};
        }
        if (here == NULL || !be_cell_add(&cell, r->arena, be_piece_text(r, here), here->line))
            continue;
        from = cell.text.len == be_piece_text(r, here).len ? r->line[i].line + 1 : from;
        to = r->line[i].line + 1;
    }
    return true;
}

/* Projects and their units, merged over all their indicators: moved to the first of them, all lines of a cell together. */
static void move_projects(struct be_grid *g, size_t head, const struct be_region *r, struct places *p, size_t cols, uint32_t *starts)
{
    struct be_cell *text = be_arena_alloc(r->arena, p->n * sizeof *text);

    for (size_t c = 0; c < cols && text != NULL; c++) {
        if (!gather(p, r, c, text) || !settle(p, starts))
            continue;
        for (size_t i = 0; i < p->n; i++)
            *be_grid_at(g, head + i, c) = (struct be_cell){0};
        for (size_t i = 0; i < p->n; i++)
            if (p->label[i] != 0) {
                *be_grid_at(g, head + starts[i], c) = text[i];
                p->begins[starts[i]] = true;
            }
    }
}

/* Rows that had nothing but lines of labels. */
static void drop_blank(struct be_grid *g, size_t head)
{
    size_t to = head;

    for (size_t r = head; r < g->rows; r++) {
        if (be_grid_blank(g, r))
            continue;
        memmove(be_grid_at(g, to, 0), be_grid_at(g, r, 0), g->cols * sizeof *g->cell);
        to++;
    }
    g->rows = to;
}

void be_merged_labels(struct be_grid *g, size_t head, const struct be_region *r, const uint32_t *row, bool *sure)
{
    struct places p = {.n = g->rows - head};
    uint32_t *starts;
    size_t first = 0, levels;

    while (first < g->cols && !is_level(g, head, first))
        first++;
    for (levels = first; levels < g->cols && is_level(g, head, levels);)
        levels++;
    if (levels < first + 2 || p.n < 2 || r->line[r->body].page != r->line[r->lines - 1].page)
        return;
    p.row = be_arena_alloc(r->arena, 2 * p.n * sizeof *p.row);
    p.begins = be_arena_alloc(r->arena, p.n * sizeof *p.begins);
    starts = be_arena_alloc(r->arena, p.n * sizeof *starts);
    if (p.row == NULL || p.begins == NULL || starts == NULL)
        return;
    p.label = p.row + p.n;
    middles(r, row, levels - 1, g->cols, p.row, p.n);
    move_projects(g, head, r, &p, first, starts);
    for (size_t c = first; c + 1 < levels; c++) {
        bool even;
        middles(r, row, c, c + 1, p.label, p.n);
        even = settle(&p, starts);
        if (!even && p.label[0] != 0)
            continue;        /* labels at the top of their cells */
        *sure = *sure && even;
        for (size_t at = 0; at < p.n; at++) {
            struct be_cell *from = be_grid_at(g, head + at, c);
            struct be_cell cell = *from;
            if (p.label[at] == 0)
                continue;
            from->text = be_span(NULL, 0);
            from->flags = 0;
            if (!even)
                continue;
            *be_grid_at(g, head + starts[at], c) = cell;
            p.begins[starts[at]] = true;
        }
    }
    drop_blank(g, head);
}
