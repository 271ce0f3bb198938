/* window.h - cuts a document's text into windows: folded text with a line table.
 *
 * In:    UTF-8 from decode, in pieces of any size.
 * Out:   windows of at most BE_WINDOW_BYTES and BE_WINDOW_LINES, cut at a blank line where it
 *        can; a longer line is cut into parts (BE_LINE_CONTINUED).
 * Keeps: the text not yet handed on, at most one window.
 */
#ifndef BE_WINDOW_H
#define BE_WINDOW_H

#include "../base/span.h"

#define BE_WINDOW_BYTES (1u << 20)
#define BE_WINDOW_LINES 32768u

enum be_line_type {      /* set by segment/line.h */
    BE_LINE_TEXT,        /* prose, or not yet decided */
    BE_LINE_BLANK,
    BE_LINE_HEADING,     /* 一、 （一） 第一部分 ... and short, or the title of a part on a line of its own */
    BE_LINE_ROW,         /* cells parted by tabs */
    BE_LINE_CELL,        /* one cell led by a tab, from word processors */
    BE_LINE_PIPE,        /* cells parted by bars */
    BE_LINE_TAG,         /* table tags of HTML */
    BE_LINE_ALIGNED,     /* columns aligned with runs of spaces */
    BE_LINE_TITLE,       /* title of a table */
    BE_LINE_UNIT,        /* 单位：万元 */
    BE_LINE_ENTITY,      /* 部门： 编制单位： ... above a table */
    BE_LINE_REMARK,      /* 备注： 注： 说明： below a table */
    BE_LINE_CONTENTS,    /* an entry of a table of contents, or its title */
    BE_LINE_RUNNING,     /* page number, running title, figure caption: left out */
};

enum {
    BE_LINE_PAGE = 1,      /* a form feed stands before it */
    BE_LINE_CONTINUED = 2, /* goes on from the line before: one physical line cut in parts */
};

struct be_line {
    uint32_t off, len;   /* in the window's text, without line end; trailing blanks are kept */
    uint64_t no;         /* physical line in the stream, from 1 */
    uint8_t type;        /* enum be_line_type */
    uint8_t flags;
    uint8_t level;       /* heading: enum be_ordinal of segment/heading.h */
    uint8_t indent;      /* leading blanks */
    uint16_t ordinal;    /* heading: its number; 0: none */
    uint32_t title;      /* heading: where its title begins in the line */
    const char *pattern; /* name of the pattern that decided, for --trace; may be NULL */
};

struct be_window {
    struct be_span text;   /* folded: see fold.h */
    struct be_line *lines;
    size_t nlines;
    bool first;            /* begins its document */
    bool last;             /* ends its document */
};

static inline struct be_span be_line_text(const struct be_window *win, size_t i)
{
    return be_span(win->text.p + win->lines[i].off, win->lines[i].len);
}

#endif
