/* lone.c - rows of a table that has a cell on each line, led by a tab. */
#include "grid.h"
#include "../line.h"
#include "../worded/worded.h"
#include "../../base/decimal.h"

#define LONE_CELLS 12u   /* a row of a cell a line that stands alone has no more */

/* Behind a blank line, text without a tab: a word that a page layout broke inside its cell. */
static bool goes_on(const struct be_window *win, uint32_t i, uint32_t end)
{
    while (i < end && be_line_is_gap(win->lines[i].type))
        i++;
    return i < end && win->lines[i].type == BE_LINE_TEXT && memchr(be_line_text(win, i).p, '\t', win->lines[i].len) == NULL;
}

static uint32_t parted_rows(struct be_maker *m, const struct be_window *win, uint32_t from, uint32_t end)
{
    bool open = false;
    uint32_t i;

    for (i = from; i < end && !m->failed; i++) {
        struct be_span text = be_line_text(win, i);
        if (win->lines[i].type == BE_LINE_RUNNING)      /* a page may end in the middle of a row */
            continue;
        if (win->lines[i].type == BE_LINE_BLANK) {
            if (open && !goes_on(win, i, end))
                open = false;
            if (!open && m->n >= BE_GRID_CELLS)
                break;
            continue;
        }
        if (memchr(text.p, '\t', text.len) == NULL) {
            if (open && be_maker_last(m) != NULL)
                be_maker_join(m, be_maker_last(m), text);
            continue;
        }
        if (!open || m->row[m->rows - 1].n == BE_GRID_COLUMNS)
            be_maker_row(m, true);
        if (m->failed)
            break;
        open = true;
        while (text.len > 0 && text.p[0] == ' ')
            text = be_span_from(text, 1);
        be_maker_split(m, win, be_starts(text, "\t") ? be_span_from(text, 1) : text, i);
    }
    return i;
}

/* Without blank lines between them the rows are found by the columns' kinds. */
static bool has_gap(const struct be_window *win, uint32_t from, uint32_t end)
{
    while (from < end && win->lines[from].type == BE_LINE_BLANK)
        from++;
    while (end > from && win->lines[end - 1].type == BE_LINE_BLANK)
        end--;
    for (; from < end; from++)
        if (win->lines[from].type == BE_LINE_BLANK)
            return true;
    return false;
}

/* 序号 | 单位名称 | 1 | 某局 | 2 | 某站: its ordinals tell how wide a list without row ends is. 0: it has none. */
static size_t numbered_width(const struct be_cell *cell, size_t n)
{
    size_t width = 1;

    while (width < n && !be_span_is(cell[width].text, "1"))
        width++;
    if (width < 2 || width > BE_GRID_COLUMNS || n % width != 0 || n / width < 3)
        return 0;
    for (size_t r = 1; r < n / width; r++) {
        char room[BE_WHOLE_CHARS];
        struct be_span number = be_decimal_whole(room, (unsigned)r);

        if (!be_span_eq(cell[r * width].text, number) && (r + 1 < n / width || be_cell_numeric(cell[r * width].text)))
            return 0;
    }
    return width;
}

/* Gives the number of cells. */
static size_t unparted_cells(struct be_maker *m, const struct be_window *win, uint32_t from, uint32_t end)
{
    struct be_cell *cell = be_arena_alloc(m->arena, ((size_t)(end - from) + 1) * sizeof *cell);
    uint8_t indent;
    size_t n = 0, width;

    if (cell == NULL) {
        m->failed = true;
        return 0;
    }
    for (uint32_t i = from; i < end && !m->failed; i++) {
        struct be_span text = be_line_text(win, i);
        if (be_line_is_gap(win->lines[i].type))
            continue;
        if (memchr(text.p, '\t', text.len) == NULL && n > 0) {
            be_maker_join(m, &cell[n - 1], text);
            continue;
        }
        cell[n++] = (struct be_cell){.text = be_maker_trim(be_span_trim(text), &indent), .line = i};
    }
    width = numbered_width(cell, n);
    for (size_t k = 0; k < n && width > 0 && !m->failed; k++) {
        if (k % width == 0)
            be_maker_row(m, false);
        be_maker_cell(m, cell[k].text, cell[k].line);
    }
    if (width == 0)
        be_kept_cut(m, cell, n);
    return n;
}

/* A row that a page end parted: its two halves stand between rows of their common width. */
static void heal_halves(struct be_maker *m)
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

uint32_t be_lone_rows(struct be_maker *m, const struct be_window *win, uint32_t from, uint32_t end, bool *unsure)
{
    *unsure = !has_gap(win, from, end) && unparted_cells(m, win, from, end) > LONE_CELLS && m->rows == 0;      /* no row is so long */
    if (m->rows == 0 && !*unsure)
        end = parted_rows(m, win, from, end);
    if (!m->failed)
        heal_halves(m);
    return end;
}
