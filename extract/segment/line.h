/* line.h - says what each line of a window is.
 *
 * In:    a window: folded text with its line table.
 * Out:   type, level, ordinal, title and pattern of each line, in win->lines; the shape of its
 *        prose (struct be_shape). Nothing else of the window changes.
 * Keeps: struct be_line_state: what a later window's lines depend on (a glossary that goes on).
 */
#ifndef BE_LINE_H
#define BE_LINE_H

#include "../context.h"
#include "heading.h"

/* How prose is broken into lines here. */
struct be_shape {
    unsigned wrap;       /* display columns at which lines are cut; 0: a line is a paragraph */
    bool indented;       /* with wrap: paragraphs begin indented, so a flush line goes on */
};

/* An entry of the contents list: the body's heading of this title has its ordinal, printed or not. */
#define BE_CONTENTS_ENTRIES 256u
struct be_contents_entry {
    uint32_t hash;       /* of the title without ordinal, blanks and page number */
    uint32_t core;       /* without whose it is and of which year, too; 0: nothing else */
    uint16_t core_len;
    uint16_t number;
    uint8_t style;       /* enum be_ordinal */
};

struct be_line_state {
    enum be_ordinal glossary; /* style of the 名词解释 heading we are under; BE_ORD_NONE: not */
    bool parts;               /* the list's 一、 are parts, in which 一、 begins anew */
    size_t entries;
    struct be_contents_entry entry[BE_CONTENTS_ENTRIES];
};

enum be_status be_line_types(struct be_context *cx, struct be_line_state *state, struct be_shape *shape);

/* Does nothing stand there? */
static inline bool be_line_is_gap(uint8_t type)
{
    return type == BE_LINE_BLANK || type == BE_LINE_RUNNING;
}

/* Is it part of a table's body? */
static inline bool be_line_in_table(uint8_t type)
{
    return type >= BE_LINE_ROW && type <= BE_LINE_ALIGNED;
}

/* Display columns of a text: a Chinese character is two wide. */
unsigned be_line_width(struct be_span text);
/* How many tabs a text has: one less than a row has cells. */
size_t be_line_tabs(struct be_span text);
/* Index of the next line at or after i that is neither blank nor left out; nlines if none. */
size_t be_line_next(const struct be_window *win, size_t i);
/* The same upwards, before i; -1 if none. */
long be_line_before(const struct be_window *win, size_t i);
/* Does a paragraph whose last line this is go on? False behind 。；： and the like. */
bool be_line_is_open(struct be_span text);

/* The line's ordinal, read once. False: it has none. */
bool be_line_ordinal(struct be_context *cx, size_t i, struct be_ordinal_mark *out);
/* Does what stands in a part of the line? class: of its characters, one of which at least has one. */
static inline bool be_line_holds(const struct be_line *line, struct be_span part, uint32_t class, struct be_span what)
{
    return (line->has & class) != 0 && be_span_find(part, what) >= 0;
}

/* ， 。 ； in it: it is a sentence, or more. */
static inline bool be_line_has_clauses(const struct be_line *line, struct be_span part)
{
    return be_line_holds(line, part, BE_HAS_COMMA, BE_LIT("，")) || be_line_holds(line, part, BE_HAS_STOP, BE_LIT("。")) ||
           be_line_holds(line, part, BE_HAS_SEMICOLON, BE_LIT("；"));
}

#define BE_NAMED_BYTES 200u   /* captions, unit lines, page numbers are shorter */

/* Parts of be_line_types, each a file: */
void be_apart_close(struct be_window *win);                           /* apart.c */
size_t be_marks_titles(struct be_span text);                         /* marks.c */
enum be_status be_runs_cut(struct be_context *cx);                   /* runs.c */
void be_shape_types(struct be_window *win);                           /* shape.c */
bool be_line_is_rule(struct be_span text);         /* | --- | :-- | below a header between bars: shape.c */
bool be_line_is_grid_rule(struct be_span text);   /* +----+----+, between all rows */
void be_clean_line(char *p, struct be_line *line);                   /* clean.c */
void be_math_line(char *p, struct be_line *line);                     /* math.c */
/* Is it 部门：某局 or 单位：万元? Then the line is typed so. may: the line patterns that may match its text. */
bool be_caption_line(struct be_context *cx, struct be_span text, struct be_line *line, uint64_t may);
bool be_caption_may_be(struct be_span text);       /* a look at its bytes: most lines are none */
bool be_caption_dates(struct be_span text);        /* （2024年度）, 截至2023年12月31日 */
#define BE_CAPTION_TITLE 12u    /* bytes of 收支总表: no title alone in a row is shorter */
bool be_caption_says_table(struct be_span text);   /* 收支总表, 基本支出表（按经济分类）: caption.c */
void be_caption_rows(struct be_context *cx);                         /* caption.c */
void be_web_types(struct be_context *cx);                            /* webpage.c */
void be_caption_types(struct be_context *cx);                        /* caption.c */
void be_trimmed_types(struct be_context *cx);                        /* trimmed.c */
void be_contents_types(struct be_context *cx, struct be_line_state *state); /* contents.c */
/* The contents entry of this title, or of one that differs in year and owner only when it does not stand above
 * the list; NULL: none. */
const struct be_contents_entry *be_contents_find(const struct be_line_state *state, struct be_span title, bool above);
struct be_span be_contents_behind_dash(struct be_span title);         /* 单位概况 of 2024年部门预算——单位概况 */
bool be_contents_announces(struct be_span text);                     /* 某某局2021年部门预算—— */
void be_running_types(struct be_context *cx);                        /* running.c */
void be_headed_types(struct be_context *cx, struct be_line_state *state, const struct be_shape *shape); /* headed.c */

#endif
