/* block.h - groups the typed lines of a window into blocks: heading, paragraph, table.
 *
 * In:    a window whose lines are typed.
 * Out:   blocks in reading order. Lines that belong to none (contents lists, page numbers)
 *        are left out. A paragraph's or title's lines are joined: no space between Chinese
 *        characters, and each byte still knows its line (be_joined_line).
 * Keeps: nothing; what a window's end cuts off is completed by the carried state in the
 *        outline and in the open table (segment/grid/grid.h).
 */
#ifndef BE_BLOCK_H
#define BE_BLOCK_H

#include "../base/arena.h"
#include "../input/window.h"

struct be_context;
struct be_shape;

#define BE_TITLE_LINES 5u  /* a title is not broken over more lines */

enum be_block_type { BE_BLOCK_HEADING, BE_BLOCK_PARAGRAPH, BE_BLOCK_TABLE };

struct be_seam {          /* from byte off of the joined text on, it stands on this line */
    uint32_t off;
    uint32_t line;        /* index into win->lines */
};

struct be_joined {
    struct be_span text;
    const struct be_seam *seams; /* at least one, off ascending from 0 */
    size_t nseams;
};

struct be_block {
    enum be_block_type type;
    uint32_t first, last;     /* lines [first, last) of the window; a table's caption included */
    struct be_joined text;    /* heading: the title without its ordinal; paragraph: all of it */
    uint32_t has;             /* heading, paragraph: what stands in its lines, see letters.h */
    /* heading */
    uint8_t level;            /* enum be_ordinal */
    uint16_t ordinal;
    bool run_in;              /* the rest of its line is the paragraph that follows */
    /* table: the rows are [body, end) within [first, last); what stands before is caption
     * (title, unit, entity lines), behind remark lines */
    uint32_t body, end;
    struct be_span title;     /* joined and folded; empty: none */
    struct be_span unit;      /* 万元 as on its unit line; empty: none */
    struct be_span entity, entity_code; /* 部门： 编制单位：401001-NAME */
    bool layout;              /* rows are aligned with spaces */
    bool opens_above;         /* goes on from the window before */
    struct be_span remark;    /* text of the remark lines, joined */
    uint32_t remark_line;     /* index of the first */
};

struct be_blocks {
    struct be_block *block;
    size_t n;
};

/* The physical line number at byte off of a joined text. */
uint64_t be_joined_line(const struct be_window *win, const struct be_joined *text, size_t off);

/* A piece of it from byte `from` on, of at most `most` bytes (6 or more), cut where a sentence ends if it can be. */
bool be_joined_piece(struct be_joined *out, const struct be_joined *all, size_t from, size_t most, struct be_arena *arena);

/* Groups the lines of cx->win, which are typed; shape says how its prose is wrapped. */
enum be_status be_blocks_find(struct be_context *cx, const struct be_shape *shape, struct be_blocks *out);

/* For block.c: where the rows end that begin on line body (body.c); title, unit and entity by the lines [first, body) of a
 * table's block, empty: not said (caption.c). */
size_t be_body_end(const struct be_window *win, size_t body);
void be_caption_read(struct be_context *cx, struct be_block *b);

/* Joins lines into one text: no space between Chinese characters nor inside a number, one
 * between two Latin words. skip: bytes left out at the front of the first line. */
bool be_joined_make(struct be_joined *out, const struct be_window *win, const uint32_t *line,
                    size_t n, size_t skip, struct be_arena *arena);
/* Folded as a label: without blanks, quotation marks around all of it, ** and closing marks. */
struct be_span be_label_fold(struct be_arena *arena, struct be_span text);

#endif
