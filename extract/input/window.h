/* window.h - cuts a document's text into windows: folded text with a line table.
 *
 * In:    valid UTF-8 in whole characters from decode, in pieces of any size.
 * Out:   windows of at most BE_WINDOW_BYTES and BE_WINDOW_LINES, cut at a blank line where it
 *        can; a longer line is cut into parts (BE_LINE_CONTINUED). Where they are cut does not
 *        depend on the pieces. A stream holds one document, or several: a line ==> NAME <==
 *        (which is no line of any window) begins the document NAME, and a 第一部分 that starts
 *        again begins NAME#2. Each document's last window has `last` set; a window may have no
 *        lines (an empty document has one such). Line numbers run over the whole stream.
 * Keeps: the text not yet handed on, at most one window; the document's name.
 */
#ifndef BE_WINDOW_H
#define BE_WINDOW_H

#include "../base/letters.h"

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
    BE_LINE_READ = 4,      /* level, ordinal, title and mark are its ordinal's, see be_line_ordinal */
    BE_LINE_WHOLE = 8,     /* a heading of title_len bytes with nothing behind it */
    /* What it may be; without the flag it is not. Set by segment/line.c, all of them for what was no text then. */
    BE_LINE_NUMBERED = 16, /* an ordinal begins it */
    BE_LINE_BRIEF = 32,    /* a title without an ordinal: short, without ， and 。 */
    BE_LINE_GAPPED = 64,   /* two blanks stand in it */
};

struct be_line {
    uint32_t off, len;   /* in the window's text, without line end; trailing blanks are kept */
    uint64_t no;         /* physical line in the stream, from 1 */
    uint8_t type;        /* enum be_line_type */
    uint8_t flags;
    uint8_t level;       /* heading: enum be_ordinal of segment/heading.h */
    uint8_t indent;      /* leading blanks */
    uint16_t ordinal;    /* heading: its number; 0: none */
    uint16_t title_len;  /* see BE_LINE_WHOLE */
    uint32_t has;        /* what stands in it, see letters.h; set by segment/runs.c */
    uint32_t title;      /* heading: where its title begins in the line */
    const char *pattern; /* name of the pattern that decided, for --trace; may be NULL */
    const char *mark;    /* name of its ordinal's pattern */
};

struct be_window {
    struct be_span text;   /* folded: see fold.h */
    struct be_line *lines;
    size_t nlines;
    bool first;            /* begins its document */
    bool last;             /* ends its document */
    bool unrelated;        /* nothing of its document is handed on, see be_windower_skip */
    struct be_span name;   /* its document's name when the stream gave it one (set with first);
                              empty: the name it was fed under */
};

static inline struct be_span be_line_text(const struct be_window *win, size_t i)
{
    return be_span(win->text.p + win->lines[i].off, win->lines[i].len);
}

struct be_windower;
/* NULL when memory is out. A window and all in it die when the callback returns; until then it
 * may be changed by the one it was given to. */
struct be_windower *be_windower_new(enum be_status (*window)(void *user, struct be_window *win),
                                    void *user);
void be_windower_free(struct be_windower *windower); /* accepts NULL */
/* The name the stream is fed under, which NAME#2 is made of; "-" if never said. Before feed. */
enum be_status be_windower_name(struct be_windower *windower, struct be_span name);
/* From now on a document that related.h knows nothing of has no lines, only their numbers. */
void be_windower_skip(struct be_windower *windower);
/* Form feeds part the lines of what is fed from now on, as a web page's paragraphs need it; they
 * end no physical line, and no page. */
void be_windower_soft(struct be_windower *windower, bool soft);
enum be_status be_windower_feed(struct be_windower *windower, struct be_span text);
/* Ends the stream and its last document; as new afterwards. After a feed that failed it hands
 * nothing on. */
enum be_status be_windower_finish(struct be_windower *windower);
/* The stream turned out to be none: finish hands nothing on, not even an empty document. */
void be_windower_abandon(struct be_windower *windower);
/* Line ends met so far; after finish, physical lines of the whole stream. */
uint64_t be_windower_lines(const struct be_windower *windower);

#endif
