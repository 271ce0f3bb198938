/* grid.h - a table as rows and columns, whatever it came as: tabs, lone cells, pipes, tags,
 * aligned spaces. Everything that follows works on the grid alone.
 *
 * In:    a table block of a window.
 * Out:   its cells, row by row, healed: cells broken by a line or page end are one again.
 * Keeps: nothing; memory from the arena. A very long table is made in parts (be_grid_part) of
 *        about BE_GRID_CELLS cells, so that what is held at a time is bounded.
 */
#ifndef BE_GRID_H
#define BE_GRID_H

#include "../block.h"

struct be_context;

#define BE_GRID_COLUMNS 64u     /* a row with more keeps the rest in its last cell */
#define BE_GRID_CELLS 8192u     /* a part ends with the row that reaches this many cells */

#define BE_GRID_MOST (BE_GRID_CELLS * 48u) /* a part's grid has no more: one line of tags may hold
                                           * a whole table; past it columns are cut off */

struct be_cell {
    struct be_span text;    /* trimmed, inner line breaks healed; empty: blank */
    uint32_t line;          /* index into win->lines of its first character */
    uint8_t flags;          /* enum be_cell_flag */
    uint8_t indent;         /* blanks before its text: depth of a label */
    uint8_t number, word;   /* what its text was found to be, 0: not asked; see be_cell_number, be_word_cell */
};

enum be_cell_flag {
    BE_CELL_HEALED = 1,     /* its text was put together from several rows or lines */
};

struct be_grid {
    size_t rows, cols;
    struct be_cell *cell;   /* rows * cols, row by row */
    uint8_t *width;         /* cells each row came with; NULL: all of them have their places */
    size_t head;            /* rows that are header, from the top; found by segment/grid/header.h */
    bool lone;              /* came as one cell per line: rows may be ragged */
    bool unsure;            /* not all of its columns or rows could be told */
    bool bare;              /* its blank cells left no trace: a cell a line, or parted by one blank */
    bool packed;            /* rows keep no place for what a cell above or a wide one covers: bars of web pages */
    bool padded;            /* and are filled up with blanks: their number of cells says nothing */
};

static inline struct be_cell *be_grid_at(const struct be_grid *g, size_t row, size_t col)
{
    return &g->cell[row * g->cols + col];
}

/* Is nothing in this row? */
static inline bool be_grid_blank(const struct be_grid *g, size_t row)
{
    for (size_t c = 0; c < g->cols; c++)
        if (be_grid_at(g, row, c)->text.len > 0)
            return false;
    return true;
}

/* Makes the grid of a table block, healed, from its body rows from *line on, as far as one part
 * reaches; *line is moved on to where the next part begins (block->end when it was the last). */
enum be_status be_grid_part(struct be_grid *out, const struct be_context *cx,
                            const struct be_block *block, uint32_t *line, struct be_arena *arena);

/* ---- maker.c, for those who make grids: rows of any length, put together cell by cell ---- */

struct be_maker {
    struct be_arena *arena;
    struct be_cell *cell;
    size_t n, size;
    struct be_maker_row {
        uint32_t start;
        uint16_t n;
        bool gap;           /* a blank line stands before it */
        bool cut;           /* lines without tabs went on with its last cell */
    } *row;
    size_t rows, rows_size;
    char *join;             /* the buffer of the last joined text, and its room: joining many */
    size_t join_size;       /* pieces costs no more than copying them once or twice */
    bool padded;            /* rows are filled up with blanks: how wide the table is they may know */
    bool failed;
};
void be_maker_row(struct be_maker *m, bool gap);
/* Adds a cell to the row at hand; text is trimmed here. NULL when the row is full (the rest
 * belongs to its last cell) or memory is out. */
struct be_cell *be_maker_cell(struct be_maker *m, struct be_span text, uint32_t line);
/* Room for n cells more, at most BE_GRID_COLUMNS, behind the last one; NULL: memory is out. */
struct be_cell *be_maker_cells(struct be_maker *m, size_t n);
/* Without blanks at its ends; how many led it. */
static inline struct be_span be_maker_trim(struct be_span text, uint8_t *indent)
{
    size_t lead = 0;

    while (text.len > 0 && (text.p[text.len - 1] == ' ' || text.p[text.len - 1] == '\t'))
        text.len--;
    while (lead < text.len && text.p[lead] == ' ')
        lead++;
    *indent = (uint8_t)(lead > 255 ? 255 : lead);
    return be_span(text.p + lead, text.len - lead);
}
/* A cell of this text, which is trimmed. */
static inline void be_maker_set(struct be_cell *cell, struct be_span text, uint32_t line)
{
    uint8_t indent = 0;

    if (text.len > 0 && ((unsigned char)text.p[0] <= ' ' || (unsigned char)text.p[text.len - 1] <= ' '))
        text = be_maker_trim(text, &indent);
    *cell = (struct be_cell){.text = text, .line = line, .indent = indent};
}
/* The cells of a tab line's text, into the row at hand. */
void be_maker_split(struct be_maker *m, const struct be_window *win, struct be_span text, uint32_t line);
static inline struct be_cell *be_maker_last(struct be_maker *m)
{
    return m->rows == 0 || m->row[m->rows - 1].n == 0 ? NULL : &m->cell[m->n - 1];
}
/* lone.c: the rows of a table that has a cell on each line, led by a tab; where it ends. unsure: its rows cannot be told. */
uint32_t be_lone_rows(struct be_maker *m, const struct be_window *win, uint32_t from, uint32_t end, bool *unsure);
/* Adds text to a cell: with no space between Chinese characters. */
void be_maker_join(struct be_maker *m, struct be_cell *cell, struct be_span text);
/* The row, behind others, with which another table's caption begins on a line of its own; none: their number. */
size_t be_maker_captioned(const struct be_maker *m);
/* Makes the rectangle. */
enum be_status be_maker_grid(struct be_maker *m, struct be_grid *out);

/* A cell that is a number as tables print it: digits with separators, sign, %; or 40万. */
bool be_cell_numeric(struct be_span text);
/* The same of a cell, which remembers the answer: every cell is asked by several. */
static inline bool be_cell_number(struct be_cell *cell)
{
    if (cell->text.len == 0)
        return false;
    if (cell->number == 0)
        cell->number = be_cell_numeric(cell->text) ? 1 : 2;
    return cell->number == 1;
}

/* Is there one in this row? */
static inline bool be_grid_numbers(const struct be_grid *g, size_t row)
{
    for (size_t c = 0; c < g->cols; c++)
        if (be_cell_number(be_grid_at(g, row, c)))
            return true;
    return false;
}

#endif
