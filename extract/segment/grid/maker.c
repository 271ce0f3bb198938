/* maker.c - rows of any length, put together cell by cell, and the rectangle made of them. */
#include "grid.h"
#include "../line.h"

#define CAPTION_ROWS 5u      /* a caption has no more rows */
#define NUMBER_BYTES 30u     /* nor is 公开02表 longer */

/* ---- rows of any length ---- */

void be_maker_row(struct be_maker *m, bool gap)
{
    if (m->rows == m->rows_size) {
        size_t size = m->rows_size == 0 ? 64 : m->rows_size * 2;
        struct be_maker_row *more = be_arena_room(m->arena, size * sizeof *more);
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

struct be_cell *be_maker_cells(struct be_maker *m, size_t n)
{
    if (m->n + n > m->size) {
        size_t size = m->size == 0 ? 512 : m->size * 2;
        struct be_cell *more = be_arena_room(m->arena, size * sizeof *more);
        if (more == NULL) {
            m->failed = true;
            return NULL;
        }
        if (m->n > 0)
            memcpy(more, m->cell, m->n * sizeof *more);
        m->cell = more;
        m->size = size;
    }
    return &m->cell[m->n];
}

struct be_cell *be_maker_cell(struct be_maker *m, struct be_span text, uint32_t line)
{
    struct be_cell *cell;

    if (m->rows == 0 || m->failed || m->row[m->rows - 1].n == BE_GRID_COLUMNS || (cell = be_maker_cells(m, 1)) == NULL)
        return NULL;
    m->n++;
    m->row[m->rows - 1].n++;
    be_maker_set(cell, text, line);
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

    text = be_maker_trim(text, &indent);
    if (text.len == 0)
        return;
    cell->flags |= BE_CELL_HEALED;
    cell->number = cell->word = 0;
    if (cell->text.len == 0) {
        cell->text = text;
        return;
    }
    space = needs_space(cell->text, text);
    need = cell->text.len + space + text.len;
    if (cell->text.p != m->join || need > m->join_size) {
        char *room = be_arena_room(m->arena, need * 2);
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

/* ---- a caption among the rows ---- */

/* The only text of a row, be it repeated in every column that it covers; empty: there are more, or none. */
static struct be_span only_text(const struct be_maker *m, size_t r)
{
    const struct be_cell *cell = &m->cell[m->row[r].start];
    struct be_span only = be_span(NULL, 0);

    for (size_t c = m->row[r].n; c-- > 0;)
        if (cell[c].text.len > 0 && only.len > 0 && !be_span_eq(cell[c].text, only))
            return be_span(NULL, 0);
        else if (cell[c].text.len > 0)
            only = cell[c].text;
    return only;
}

/* 单位：万元 in the row? */
static bool states_unit(const struct be_maker *m, size_t r)
{
    const struct be_cell *cell = &m->cell[m->row[r].start];

    for (size_t c = m->row[r].n; c-- > 0;)
        if (be_span_has(cell[c].text, "单位：") && be_ends(cell[c].text, "元"))
            return true;
    return false;
}

/* It says so, or stands above the unit. */
static bool is_title(const struct be_maker *m, size_t r)
{
    size_t last = m->row[r].start + m->row[r].n;
    struct be_span text;

    while (last > m->row[r].start && m->cell[last - 1].text.len == 0)
        last--;
    if (last == m->row[r].start || m->cell[last - 1].text.len < BE_CAPTION_TITLE)
        return false;            /* nearly all rows end in a figure */
    text = only_text(m, r);
    return text.len > 0 && text.len < 150 && !be_cell_numeric(text) &&
           (be_caption_says_table(text) || (r + 1 < m->rows && states_unit(m, r + 1)));
}

/* Behind a title come rows of its caption, then one of several words. */
static bool stands_over_header(const struct be_maker *m, size_t r)
{
    for (size_t end = r + CAPTION_ROWS; r < m->rows && r < end; r++) {
        struct be_span text = only_text(m, r);
        size_t words = 0;
        if (text.len > 0)
            continue;
        for (size_t c = 0; c < m->row[r].n; c++) {
            struct be_cell *cell = &m->cell[m->row[r].start + c];
            if (be_cell_number(cell))
                return false;
            words += cell->text.len > 0;
        }
        if (words > 1)
            return true;
    }
    return false;
}

/* Behind the table's own caption: a row of several texts, without a colon (部门：某局 | 单位：万元). */
static bool is_below_caption(const struct be_maker *m, size_t r)
{
    const struct be_cell *cell = &m->cell[m->row[r].start];
    size_t filled = 0;

    for (size_t c = 0; c < m->row[r].n; c++) {
        if (be_span_has(cell[c].text, "："))
            return false;
        filled += cell[c].text.len > 0;
    }
    return filled > 1 && only_text(m, r).len == 0;
}

size_t be_maker_captioned(const struct be_maker *m)
{
    size_t r = 0;

    while (r < m->rows && !is_below_caption(m, r))
        r++;
    for (r++; r < m->rows; r++) {
        struct be_span above;
        size_t first;
        if (!is_title(m, r) || !stands_over_header(m, r + 1))
            continue;
        above = only_text(m, r - 1);
        first = r - (above.len > 0 && above.len < NUMBER_BYTES && be_span_has(above, "表"));
        if (m->cell[m->row[r].start].line != m->cell[m->row[first].start - 1].line)     /* of tags: within a line nothing can be parted */
            return first;
    }
    return m->rows;
}

/* Do the rows stand one behind the other already, each of so many cells? */
static bool is_rectangle(const struct be_maker *m, size_t cols)
{
    for (size_t r = 0; r < m->rows; r++)
        if (m->row[r].n != cols || m->row[r].start != m->row[0].start + r * cols)
            return false;
    return true;
}

enum be_status be_maker_grid(struct be_maker *m, struct be_grid *out)
{
    size_t cols = 0;
    uint8_t *width;

    for (size_t r = 0; r < m->rows; r++) {
        size_t c = m->row[r].n;
        /* below a first row that is shorter, blanks at a row's end are cells */
        while (c > cols && !m->padded && m->row[0].n >= m->row[r].n && m->cell[m->row[r].start + c - 1].text.len == 0)
            c--;
        cols = c > cols ? c : cols;
    }
    if (m->rows > 0 && cols > BE_GRID_MOST / m->rows)
        cols = BE_GRID_MOST / m->rows;
    out->rows = cols == 0 ? 0 : m->rows;
    out->cols = cols;
    out->head = 0;
    out->cell = NULL;
    out->width = NULL;
    if (m->failed)
        return BE_ENOMEM;
    if (out->rows == 0)
        return BE_OK;
    out->width = width = be_arena_room(m->arena, out->rows);
    out->cell = is_rectangle(m, cols) ? m->cell + m->row[0].start : be_arena_room(m->arena, out->rows * cols * sizeof *out->cell);
    if (out->cell == NULL || width == NULL)
        return BE_ENOMEM;
    for (size_t r = 0; r < m->rows; r++) {
        size_t n = m->row[r].n < cols ? m->row[r].n : cols;
        struct be_cell *to = be_grid_at(out, r, 0);
        width[r] = (uint8_t)n;
        if (n > 0 && to != &m->cell[m->row[r].start])
            memcpy(to, &m->cell[m->row[r].start], n * sizeof *to);
        for (size_t c = n; c < cols; c++)
            to[c] = (struct be_cell){.line = n > 0 ? to[n - 1].line : 0};
    }
    return BE_OK;
}

/* ---- what a cell looks like ---- */

bool be_cell_numeric(struct be_span text)
{
    static const char *const SIGNS[] = {"−", "–", "－", "△", "▲", "（"};
    size_t i = 0, digits = 0, rest;

    if (text.len == 0 || text.len > 40 || ((unsigned char)text.p[0] >= 0xE3 && (unsigned char)text.p[0] != 0xEF))
        return false;            /* most are Chinese words */
    if (text.p[0] == '-' || text.p[0] == '+' || text.p[0] == '(')
        i = 1;
    else if ((unsigned char)text.p[0] >= 0xE2 && text.len > 3)
        for (size_t k = 0; k < sizeof SIGNS / sizeof *SIGNS; k++)
            if (memcmp(text.p, SIGNS[k], 3) == 0)
                i = 3;
    for (; i < text.len; i++) {
        if (be_is_digit(text.p[i]))
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
