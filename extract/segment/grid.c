#include "grid.h"
#include "aligned.h"
#include "markup.h"

#define HEAL_SAMPLE 256u  /* rows looked at to learn the usual width and number columns */

/* ---- rows of any length ---- */

void be_maker_row(struct be_maker *m, bool gap)
{
    if (m->rows == m->rows_size) {
        size_t size = m->rows_size == 0 ? 64 : m->rows_size * 2;
        struct be_maker_row *more = be_arena_alloc(m->arena, size * sizeof *more);
        if (more == NULL) {
            m->failed = true;
            return;
        }
        if (m->rows > 0)
            memcpy(more, m->row, m->rows * sizeof *more);
        m->row = more;
        m->rows_size = size;
    }
    m->row[m->rows++] = (struct be_maker_row){.start = (uint32_t)m->n, .gap = gap};
}

static struct be_span trim_cell(struct be_span text, uint8_t *indent)
{
    size_t lead = 0;

    while (text.len > 0 && (text.p[text.len - 1] == ' ' || text.p[text.len - 1] == '\t'))
        text.len--;
    while (lead < text.len && text.p[lead] == ' ')
        lead++;
    *indent = (uint8_t)(lead > 255 ? 255 : lead);
    return be_span_from(text, lead);
}

struct be_cell *be_maker_cell(struct be_maker *m, struct be_span text, uint32_t line)
{
    struct be_cell *cell;

    if (m->rows == 0 || m->failed || m->row[m->rows - 1].n == BE_GRID_COLUMNS)
        return NULL;
    if (m->n == m->size) {
        size_t size = m->size == 0 ? 512 : m->size * 2;
        struct be_cell *more = be_arena_alloc(m->arena, size * sizeof *more);
        if (more == NULL) {
            m->failed = true;
            return NULL;
        }
        if (m->n > 0)
            memcpy(more, m->cell, m->n * sizeof *more);
        m->cell = more;
        m->size = size;
    }
    cell = &m->cell[m->n++];
    m->row[m->rows - 1].n++;
    cell->line = line;
    cell->flags = 0;
    cell->text = trim_cell(text, &cell->indent);
    return cell;
}

/* Two Latin words or numbers need their space; Chinese characters do not. */
static bool needs_space(struct be_span a, struct be_span b)
{
    unsigned char x, y;

    if (a.len == 0 || b.len == 0)
        return false;
    x = (unsigned char)a.p[a.len - 1];
    y = (unsigned char)b.p[0];
    return ((x | 0x20) >= 'a' && (x | 0x20) <= 'z') && ((y | 0x20) >= 'a' && (y | 0x20) <= 'z');
}

void be_maker_join(struct be_maker *m, struct be_cell *cell, struct be_span text)
{
    uint8_t indent;
    size_t need;
    bool space;

    text = trim_cell(text, &indent);
    if (text.len == 0)
        return;
    cell->flags |= BE_CELL_HEALED;
    if (cell->text.len == 0) {
        cell->text = text;
        return;
    }
    space = needs_space(cell->text, text);
    need = cell->text.len + space + text.len;
    if (cell->text.p != m->join || need > m->join_size) {
        char *room = be_arena_alloc(m->arena, need * 2);
        if (room == NULL) {
            m->failed = true;
            return;
        }
        memcpy(room, cell->text.p, cell->text.len);
        cell->text.p = m->join = room;
        m->join_size = need * 2;
    }
    if (space)
        m->join[cell->text.len++] = ' ';
    memcpy(m->join + cell->text.len, text.p, text.len);
    cell->text.len = need;
}

enum be_status be_maker_grid(struct be_maker *m, struct be_grid *out)
{
    size_t cols = 0;

    for (size_t r = 0; r < m->rows; r++)
        for (size_t c = m->row[r].n; c > cols; c--)
            if (m->cell[m->row[r].start + c - 1].text.len > 0) {
                cols = c;
                break;
            }
    if (m->rows > 0 && cols > BE_GRID_MOST / m->rows)
        cols = BE_GRID_MOST / m->rows;
    out->rows = cols == 0 ? 0 : m->rows;
    out->cols = cols;
    out->head = 0;
    out->cell = NULL;
    if (m->failed)
        return BE_ENOMEM;
    if (out->rows == 0)
        return BE_OK;
    out->cell = be_arena_alloc(m->arena, out->rows * cols * sizeof *out->cell);
    if (out->cell == NULL)
        return BE_ENOMEM;
    for (size_t r = 0; r < m->rows; r++) {
        size_t n = m->row[r].n < cols ? m->row[r].n : cols;
        struct be_cell *to = be_grid_at(out, r, 0);
        if (n > 0)
            memcpy(to, &m->cell[m->row[r].start], n * sizeof *to);
        for (size_t c = n; c < cols; c++)
            to[c].line = n > 0 ? to[n - 1].line : 0;
    }
    return BE_OK;
}

/* ---- what a cell looks like ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool be_cell_numeric(struct be_span text)
{
    static const char *const SIGNS[] = {"−", "–", "－", "△", "▲", "（"};
    size_t i = 0, digits = 0, rest;

    if (text.len == 0 || text.len > 40)
        return false;
    if (text.p[0] == '-' || text.p[0] == '+' || text.p[0] == '(')
        i = 1;
    else if ((unsigned char)text.p[0] >= 0xE2 && text.len > 3)
        for (size_t k = 0; k < sizeof SIGNS / sizeof *SIGNS; k++)
            if (memcmp(text.p, SIGNS[k], 3) == 0)
                i = 3;
    for (; i < text.len; i++) {
        if (is_digit(text.p[i]))
            digits++;
        else if (text.p[i] != '.' && text.p[i] != ',' && text.p[i] != ' ')
            break;
    }
    if (digits == 0)
        return false;
    rest = text.len - i;
    if (rest == 0 || (rest == 1 && (text.p[i] == '%' || text.p[i] == ')')))
        return true;
    return rest == 3 && (memcmp(text.p + i, "）", 3) == 0 || memcmp(text.p + i, "万", 3) == 0);
}

/* ---- tab rows ---- */

/* The cells of a tab line from p on, into the row at hand. */
static void split_tabs(struct be_maker *m, struct be_span text, uint32_t line)
{
    const char *p = text.p, *end = text.p + text.len;

    for (;;) {
        const char *tab = memchr(p, '\t', (size_t)(end - p));
        if (m->row[m->rows - 1].n + 1u == BE_GRID_COLUMNS)
            tab = NULL;
        if (be_maker_cell(m, be_span(p, (size_t)((tab == NULL ? end : tab) - p)), line) == NULL)
            return;
        if (tab == NULL)
            return;
        p = tab + 1;
    }
}

static struct be_cell *last_cell(struct be_maker *m)
{
    return m->rows == 0 || m->row[m->rows - 1].n == 0 ? NULL : &m->cell[m->n - 1];
}

static bool is_gap(uint8_t type)
{
    return type == BE_LINE_BLANK || type == BE_LINE_RUNNING;
}

static uint32_t tab_rows(struct be_maker *m, const struct be_window *win, uint32_t from, uint32_t end)
{
    bool gap = false;
    uint32_t i;

    for (i = from; i < end && m->n < BE_GRID_CELLS && !m->failed; i++) {
        struct be_span text = be_line_text(win, i);
        const struct be_line *line = &win->lines[i];
        if (is_gap(line->type)) {
            gap = true;
            continue;
        }
        if (line->flags & BE_LINE_PAGE)
            gap = true;
        if ((line->flags & BE_LINE_CONTINUED) && last_cell(m) != NULL) {
            const char *tab = memchr(text.p, '\t', text.len);
            size_t n = tab == NULL ? text.len : (size_t)(tab - text.p);
            be_maker_join(m, last_cell(m), be_span_to(text, n));
            if (tab != NULL)
                split_tabs(m, be_span_from(text, n + 1), i);
            continue;
        }
        if (line->type != BE_LINE_ROW && line->type != BE_LINE_CELL && memchr(text.p, '\t', text.len) == NULL) {
            /* a line end inside a cell: the word goes on in a line without tabs */
            if ((line->type == BE_LINE_TEXT || line->type == BE_LINE_HEADING) && last_cell(m) != NULL) {
                be_maker_join(m, last_cell(m), text);
                m->row[m->rows - 1].cut = true;
            }
            continue;
        }
        be_maker_row(m, gap);
        if (m->failed)
            break;
        split_tabs(m, text, i);
        gap = false;
    }
    return i;
}

/* ---- one cell per line ---- */

/* Behind a blank line, text without a tab: a word that a page layout broke inside its cell. */
static bool goes_on(const struct be_window *win, uint32_t i, uint32_t end)
{
    while (i < end && is_gap(win->lines[i].type))
        i++;
    return i < end && win->lines[i].type == BE_LINE_TEXT && memchr(be_line_text(win, i).p, '\t', win->lines[i].len) == NULL;
}

static uint32_t lone_rows(struct be_maker *m, const struct be_window *win, uint32_t from, uint32_t end)
{
    bool open = false;
    uint32_t i;

    for (i = from; i < end && !m->failed; i++) {
        struct be_span text = be_line_text(win, i);
        if (is_gap(win->lines[i].type)) {
            if (open && !goes_on(win, i, end))
                open = false;
            if (!open && m->n >= BE_GRID_CELLS)
                break;
            continue;
        }
        if (memchr(text.p, '\t', text.len) == NULL) {
            if (open && last_cell(m) != NULL)
                be_maker_join(m, last_cell(m), text);
            continue;
        }
        if (!open || m->row[m->rows - 1].n == BE_GRID_COLUMNS)
            be_maker_row(m, true);
        if (m->failed)
            break;
        open = true;
        while (text.len > 0 && text.p[0] == ' ')
            text = be_span_from(text, 1);
        split_tabs(m, be_span_starts(text, BE_LIT("\t")) ? be_span_from(text, 1) : text, i);
    }
    return i;
}

/* Without blank lines between the rows, the width is the one at which number columns fall
 * under each other; a first row of words, then rows alike. */
static size_t lone_width(const struct be_maker *m)
{
    size_t n = m->row[0].n;

    for (size_t w = 2; w <= n / 2; w++) {
        size_t alike = 0, numbers = 0, rows = n / w;
        if (n % w != 0)
            continue;
        for (size_t c = 0; c < w; c++) {
            size_t numeric = 0;
            for (size_t r = 1; r < rows; r++)
                numeric += be_cell_numeric(m->cell[r * w + c].text);
            numbers += numeric == rows - 1;
            alike += numeric == 0 || numeric == rows - 1;
            if (be_cell_numeric(m->cell[c].text))
                alike = 0;
        }
        if (alike == w && numbers > 0)
            return w;
    }
    return 0;
}

static void split_lone(struct be_maker *m)
{
    size_t w = m->rows == 1 ? lone_width(m) : 0, n = m->n;

    if (w == 0)
        return;
    m->rows = 0;
    for (size_t i = 0; i < n && !m->failed; i += w) {
        be_maker_row(m, false);
        if (m->failed)
            return;
        m->row[m->rows - 1].start = (uint32_t)i;
        m->row[m->rows - 1].n = (uint16_t)w;
    }
}

/* A row that a page end parted: its two halves stand between rows of their common width. */
static void heal_lone(struct be_maker *m)
{
    size_t to = 0;

    for (size_t r = 0; r < m->rows; r++) {
        m->row[to++] = m->row[r];
        if (to < 2 || r + 2 >= m->rows)
            continue;
        if (m->row[to - 2].n >= 4 && m->row[r].n + m->row[r + 1].n == m->row[to - 2].n &&
            m->row[r + 2].n == m->row[to - 2].n &&
            m->row[r].start + m->row[r].n == m->row[r + 1].start) {
            m->row[to - 1].n = (uint16_t)(m->row[r].n + m->row[r + 1].n);
            r++;
        }
    }
    m->rows = to;
}

/* ---- healing tab rows ---- */

struct shape {
    size_t width;                       /* the usual number of cells */
    uint32_t rows;                      /* rows of that width */
    uint32_t numeric[BE_GRID_COLUMNS];  /* of them, how many have a number there, */
    uint32_t words[BE_GRID_COLUMNS];    /* or text */
};

static void learn_shape(const struct be_maker *m, struct shape *s)
{
    uint32_t widths[BE_GRID_COLUMNS + 1] = {0};
    size_t rows = m->rows < HEAL_SAMPLE ? m->rows : HEAL_SAMPLE;

    memset(s, 0, sizeof *s);
    for (size_t r = 0; r < rows; r++)
        widths[m->row[r].n]++;
    for (size_t w = 2; w <= BE_GRID_COLUMNS; w++)
        if (widths[w] >= widths[s->width] && widths[w] > 0)
            s->width = w;
    for (size_t r = 0; r < rows; r++) {
        if (m->row[r].n != s->width)
            continue;
        s->rows++;
        for (size_t c = 0; c < s->width; c++) {
            struct be_span text = m->cell[m->row[r].start + c].text;
            if (be_cell_numeric(text))
                s->numeric[c]++;
            else if (text.len > 0)
                s->words[c]++;
        }
    }
}

/* Does a cell fit below the others of its column? 0: it does not, 1: blank, 2: yes. */
static int fits(const struct shape *s, size_t col, struct be_span text)
{
    if (text.len == 0)
        return 1;
    if (be_cell_numeric(text))
        return s->numeric[col] > 0 && s->numeric[col] >= s->words[col] ? 2 : 0;
    return s->words[col] > s->numeric[col] ? 2 : 0;
}

static bool row_fits(const struct be_maker *m, const struct shape *s, size_t r, size_t shift, size_t from)
{
    bool some = false;

    for (size_t c = from; c < m->row[r].n; c++) {
        int how = c + shift < s->width ? fits(s, c + shift, m->cell[m->row[r].start + c].text) : 0;
        if (how == 0)
            return false;
        some = some || how == 2;
    }
    return some;
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
    if (b >= s->width || row_fits(m, s, r + 1, 0, 0))
        return 0;
    if (a + b - 1 == s->width && row_fits(m, s, r + 1, a - 1, 1))
        return 1;
    if (a + b == s->width && row_fits(m, s, r + 1, a, 0))
        return 2;
    return 0;
}

static void heal_rows(struct be_maker *m)
{
    struct shape s;
    size_t to = 0;

    learn_shape(m, &s);
    for (size_t r = 0; r < m->rows; r++, to++) {
        size_t how = rest_of_row(m, &s, r);
        m->row[to] = m->row[r];
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

enum be_status be_grid_part(struct be_grid *out, const struct be_window *win,
                            const struct be_block *block, uint32_t *line, struct be_arena *arena)
{
    struct be_maker m = {.arena = arena};
    enum form form;

    if (block->layout) {
        bool sure;
        enum be_status rc = be_aligned_part(out, win, block, line, arena, &sure);
        out->unsure = !sure;
        return rc;
    }
    form = form_of(win, *line, block->end);
    *out = (struct be_grid){.lone = form == FORM_LONE};
    out->packed = form == FORM_PIPES && be_markup_packed(win, *line, block->end);
    switch (form) {
    case FORM_PIPES:
        *line = be_markup_pipes(&m, win, *line, block->end);
        break;
    case FORM_TAGS:
        *line = be_markup_tags(&m, win, *line, block->end);
        break;
    case FORM_LONE:
        *line = lone_rows(&m, win, *line, block->end);
        if (m.rows > 0 && !m.failed) {
            split_lone(&m);
            heal_lone(&m);
        }
        break;
    case FORM_TABS:
        *line = tab_rows(&m, win, *line, block->end);
        if (m.rows > 1 && !m.failed)
            heal_rows(&m);
        break;
    }
    return be_maker_grid(&m, out);
}

enum be_status be_grid_make(struct be_grid *out, const struct be_window *win,
                            const struct be_block *block, struct be_arena *arena)
{
    uint32_t line = block->body;

    return be_grid_part(out, win, block, &line, arena);
}
