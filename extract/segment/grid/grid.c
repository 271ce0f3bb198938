#include "grid.h"
#include "../../base/decimal.h"
#include "../aligned/aligned.h"
#include "../line.h"
#include "markup.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define HEAL_SAMPLE 256u  /* rows looked at to learn the usual width and number columns */

/* ---- tab rows ---- */

#define STEP 64u

#ifdef __SSE2__
static inline uint64_t tabs_of(const char *p)
{
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)p), _mm_set1_epi8('\t')));
}
#endif

/* Which of the next STEP bytes from p on are tabs, as far as `end`. readable: as far as bytes may be read. */
static uint64_t tabs_at(const char *p, const char *end, const char *readable)
{
    uint64_t tabs = 0;

#ifdef __SSE2__
    if (readable - p >= (long)STEP) {
        tabs = tabs_of(p) | tabs_of(p + 16) << 16 | tabs_of(p + 32) << 32 | tabs_of(p + 48) << 48;
        return end - p < (long)STEP ? tabs & ((UINT64_C(1) << (end - p)) - 1) : tabs;
    }
#endif
    for (unsigned i = 0; i < STEP && p + i < end; i++)
        tabs |= (uint64_t)(p[i] == '\t') << i;
    return tabs;
}

/* The cells of a tab line's text, into the row at hand. */
void be_maker_split(struct be_maker *m, const struct be_window *win, struct be_span text, uint32_t line)
{
    const char *p = text.p, *end = text.p + text.len, *readable = win->text.p + win->text.len;
    struct be_cell *cell = m->rows == 0 || m->failed ? NULL : be_maker_cells(m, BE_GRID_COLUMNS);
    size_t n = 0, most;

    if (cell == NULL || m->row[m->rows - 1].n == BE_GRID_COLUMNS)
        return;
    most = BE_GRID_COLUMNS - m->row[m->rows - 1].n;
    for (const char *step = p; step < end; step += STEP)
        for (uint64_t tabs = tabs_at(step, end, readable); tabs != 0 && n + 1 < most; tabs &= tabs - 1) {
            const char *tab = step + __builtin_ctzll(tabs);
            be_maker_set(&cell[n++], be_span(p, (size_t)(tab - p)), line);
            p = tab + 1;
        }
    be_maker_set(&cell[n++], be_span(p, (size_t)(end - p)), line);    /* holds the rest, if there are more */
    m->row[m->rows - 1].n = (uint16_t)(m->row[m->rows - 1].n + n);
    m->n += n;
}

static uint32_t tab_rows(struct be_maker *m, const struct be_window *win, uint32_t from, uint32_t end)
{
    bool gap = false;
    uint32_t i;

    for (i = from; i < end && m->n < BE_GRID_CELLS && !m->failed; i++) {
        struct be_span text = be_line_text(win, i);
        const struct be_line *line = &win->lines[i];
        if (be_line_is_gap(line->type)) {
            gap = true;
            continue;
        }
        if (line->flags & BE_LINE_PAGE)
            gap = true;
        if ((line->flags & BE_LINE_CONTINUED) && be_maker_last(m) != NULL) {
            const char *tab = memchr(text.p, '\t', text.len);
            size_t n = tab == NULL ? text.len : (size_t)(tab - text.p);
            be_maker_join(m, be_maker_last(m), be_span_to(text, n));
            if (tab != NULL)
                be_maker_split(m, win, be_span_from(text, n + 1), i);
            continue;
        }
        if (line->type != BE_LINE_ROW && line->type != BE_LINE_CELL && memchr(text.p, '\t', text.len) == NULL) {
            /* a line end inside a cell: the word goes on in a line without tabs */
            if ((line->type == BE_LINE_TEXT || line->type == BE_LINE_HEADING) && be_maker_last(m) != NULL) {
                be_maker_join(m, be_maker_last(m), text);
                m->row[m->rows - 1].cut = true;
            }
            continue;
        }
        be_maker_row(m, gap);
        if (m->failed)
            break;
        be_maker_split(m, win, text, i);
        gap = false;
    }
    return i;
}

/* ---- healing tab rows ---- */

struct shape {
    size_t width;                       /* the usual number of cells */
    size_t head;                        /* the most that a row above the first number has */
    uint32_t rows;                      /* rows of that width */
    uint32_t numeric[BE_GRID_COLUMNS];  /* of them, how many have a number there, */
    uint32_t words[BE_GRID_COLUMNS];    /* or text */
};

static void learn_shape(const struct be_maker *m, struct shape *s)
{
    uint32_t widths[BE_GRID_COLUMNS + 1] = {0};
    size_t rows = m->rows < HEAL_SAMPLE ? m->rows : HEAL_SAMPLE;
    bool numbers = false;

    memset(s, 0, sizeof *s);
    for (size_t r = 0; r < rows; r++) {
        widths[m->row[r].n]++;
        for (size_t c = 0; c < m->row[r].n && !numbers; c++)
            numbers = be_cell_number(&m->cell[m->row[r].start + c]);
        if (!numbers && m->row[r].n > s->head)
            s->head = m->row[r].n;
    }
    for (size_t w = 2; w <= BE_GRID_COLUMNS; w++)
        if (widths[w] >= widths[s->width] && widths[w] > 0)
            s->width = w;
    for (size_t r = 0; r < rows; r++) {
        if (m->row[r].n != s->width)
            continue;
        s->rows++;
        for (size_t c = 0; c < s->width; c++) {
            struct be_cell *cell = &m->cell[m->row[r].start + c];
            if (be_cell_number(cell))
                s->numeric[c]++;
            else if (cell->text.len > 0)
                s->words[c]++;
        }
    }
}

/* Does a cell fit below the others of its column? 0: it does not, 1: blank, 2: yes. */
static int fits(const struct shape *s, size_t col, struct be_cell *cell)
{
    if (cell->text.len == 0)
        return 1;
    if (be_cell_number(cell))
        return s->numeric[col] > 0 && s->numeric[col] >= s->words[col] ? 2 : 0;
    return s->words[col] > s->numeric[col] ? 2 : 0;
}

static bool row_fits(const struct be_maker *m, const struct shape *s, size_t r, size_t shift, size_t from)
{
    bool some = false;

    for (size_t c = from; c < m->row[r].n; c++) {
        int how = c + shift < s->width ? fits(s, c + shift, &m->cell[m->row[r].start + c]) : 0;
        if (how == 0)
            return false;
        some = some || how == 2;
    }
    return some;
}

/* 栏次 | 1 | 2 | 3: a row of its own. */
static bool counts_columns(const struct be_maker *m, size_t r)
{
    const struct be_cell *cell = &m->cell[m->row[r].start];
    size_t next = 1;

    for (size_t c = 0; c < m->row[r].n; c++) {
        char room[BE_WHOLE_CHARS];

        if (be_span_eq(cell[c].text, be_decimal_whole(room, next)))
            next++;
        else if (next > 1 && cell[c].text.len > 0 && !be_span_eq(cell[c].text, cell[0].text))
            return false;
    }
    return next > 2;
}

/* Two short rows are one when together they have the usual width (the cut went through a
 * cell: one less), the second does not fit as a row of its own, and fits as the rest. */
static size_t rest_of_row(const struct be_maker *m, const struct shape *s, size_t r)
{
    size_t a = m->row[r].n, b;

    if (r + 1 >= m->rows || (!m->row[r].cut && (s->rows < 2 || a >= s->width)))
        return 0;
    b = m->row[r + 1].n;
    if (m->row[r].cut && (a + b - 1 == s->width || a + b - 1 == m->row[0].n))
        return 1;
    if (b >= s->width || row_fits(m, s, r + 1, 0, 0) || counts_columns(m, r + 1))
        return 0;
    if (a + b - 1 == s->width && row_fits(m, s, r + 1, a - 1, 1))
        return 1;
    if (a + b == s->width && row_fits(m, s, r + 1, a, 0))
        return 2;
    return 0;
}

/* Of a row one cell too wide, the blank cell that was put in: the one without which the rest falls
 * under columns of its kind. 0: none. */
static size_t extra_cell(const struct be_maker *m, const struct shape *s, const struct be_maker_row *row)
{
    struct be_cell *cell = &m->cell[row->start];

    if (row->n != s->width + 1 || cell[row->n - 1].text.len == 0)
        return 0;
    for (size_t j = 1; j + 1 < row->n; j++) {
        bool fit = cell[j].text.len == 0, number = false;
        for (size_t c = j; c + 1 < row->n && fit; c++) {
            fit = fits(s, c, &cell[c + 1]) > 0;
            number = number || be_cell_number(&cell[c + 1]);
        }
        fit = fit && number;             /* words fit below any words: 总额 | 财政拨款 over a form's numbers */
        for (size_t c = 0; c < j && fit; c++)
            fit = fits(s, c, &cell[c]) > 0;
        if (fit)
            return j;
    }
    return 0;
}

/* Where a row is wider and has no blank cell too many, the others lost the blank ones at their ends. */
static bool is_trimmed(const struct be_maker *m, const struct shape *s)
{
    if (s->head > s->width)
        return true;
    for (size_t r = 0; r < m->rows; r++)
        if (m->row[r].n > s->width && m->cell[m->row[r].start + m->row[r].n - 1].text.len > 0 && extra_cell(m, s, &m->row[r]) == 0)
            return true;
    return false;
}

static void drop_extra(struct be_maker *m, const struct shape *s, struct be_maker_row *row)
{
    size_t j = extra_cell(m, s, row);

    if (j == 0)
        return;
    memmove(&m->cell[row->start + j], &m->cell[row->start + j + 1], (row->n - j - 1) * sizeof *m->cell);
    row->n--;
}

/* As in most tables: nothing is to be healed where all rows have the same number of cells. */
static bool is_even(const struct be_maker *m)
{
    for (size_t r = 0; r < m->rows; r++)
        if (m->row[r].n != m->row[0].n || m->row[r].cut)
            return false;
    return m->row[0].n >= 2;
}

static void heal_rows(struct be_maker *m)
{
    struct shape s;
    size_t to = 0;
    bool extra;

    if (is_even(m))
        return;
    learn_shape(m, &s);
    extra = s.rows > 1 && !is_trimmed(m, &s);
    for (size_t r = 0; r < m->rows; r++, to++) {
        size_t how = rest_of_row(m, &s, r);
        m->row[to] = m->row[r];
        if (extra)
            drop_extra(m, &s, &m->row[to]);
        if (how == 0)
            continue;
        struct be_maker_row *a = &m->row[to], *b = &m->row[r + 1];
        if (how == 1) {
            struct be_cell *cut = &m->cell[a->start + a->n - 1];
            be_maker_join(m, cut, m->cell[b->start].text);
            /* the cells stand in a row already: shifted by one, the joined one covers b's first */
            memmove(&m->cell[a->start + 1], &m->cell[a->start], a->n * sizeof *m->cell);
            a->start++;
            a->n = (uint16_t)(a->n - 1 + b->n);
        } else {
            a->n = (uint16_t)(a->n + b->n);
        }
        r++;
    }
    m->rows = to;
}

/* ---- which of them it is ---- */

enum form { FORM_TABS, FORM_LONE, FORM_PIPES, FORM_TAGS };

static enum form form_of(const struct be_window *win, uint32_t from, uint32_t end)
{
    size_t count[BE_LINE_RUNNING + 1] = {0};

    for (uint32_t i = from; i < end && i < from + 2000; i++)
        count[win->lines[i].type]++;
    if (count[BE_LINE_TAG] > 0 && count[BE_LINE_TAG] >= count[BE_LINE_ROW])
        return FORM_TAGS;
    if (count[BE_LINE_PIPE] > count[BE_LINE_ROW] + count[BE_LINE_CELL])
        return FORM_PIPES;
    return count[BE_LINE_CELL] > 2 * count[BE_LINE_ROW] ? FORM_LONE : FORM_TABS;
}

/* The part ends where a caption stands among its rows, as where sheets were copied one below the other. */
static void end_at_caption(struct be_maker *m, uint32_t *line)
{
    size_t r = be_maker_captioned(m);

    if (r < m->rows)
        *line = m->cell[m->row[r].start].line;
    m->rows = r;
}

enum be_status be_grid_part(struct be_grid *out, const struct be_context *cx,
                            const struct be_block *block, uint32_t *line, struct be_arena *arena)
{
    const struct be_window *win = cx->win;
    struct be_maker m = {.arena = arena};
    enum form form;

    if (block->layout) {
        bool sure;
        enum be_status rc = be_aligned_part(out, cx, block, line, arena, &sure);
        out->unsure = !sure;
        return rc;
    }
    form = form_of(win, *line, block->end);
    *out = (struct be_grid){.lone = form == FORM_LONE};
    out->padded = m.padded = form == FORM_PIPES && be_markup_padded(win, *line, block->end);
    out->packed = m.padded || (form == FORM_PIPES && be_markup_ragged(win, *line, block->end));
    switch (form) {
    case FORM_PIPES:
        *line = be_markup_pipes(&m, win, *line, block->end);
        out->unsure = m.rows == 0;   /* no width fits its cells */
        break;
    case FORM_TAGS:
        *line = be_markup_tags(&m, win, *line, block->end);
        break;
    case FORM_LONE:
        *line = be_lone_rows(&m, win, *line, block->end, &out->unsure);
        break;
    case FORM_TABS:
        *line = tab_rows(&m, win, *line, block->end);
        break;
    }
    if (m.rows > 1 && !m.failed)
        end_at_caption(&m, line);
    if (m.rows > 1 && !m.failed && form == FORM_TABS)
        heal_rows(&m);
    enum be_status rc = be_maker_grid(&m, out);
    if (form == FORM_TAGS)
        out->width = NULL;
    return rc;
}
