/* restart.h - notices where a new document begins in a stream without saying so: its 第一部分
 * comes after a later part of another.
 *
 * In:    the lines of a document, one after the other, folded.
 * Out:   whether this line begins part one of another document.
 * Keeps: a few flags: which parts and figures were seen since the last part one.
 *
 * A document names its parts several times over: in its contents list, as headings, as running
 * titles. So part one counts as a restart only when, since the last part one, a later part was
 * seen (not so for a running title) and money was mentioned (not so for a contents list).
 */
#ifndef BE_RESTART_H
#define BE_RESTART_H

#include "../base/span.h"

struct be_restart {
    uint8_t word;    /* 0: none yet; 1: this document counts 第N部分; 2: 第N章 */
    bool later;      /* a later part was seen since part one */
    bool money;      /* and a figure of money */
};

/* Takes the next line of the document. After true the state is that of the new document. */
bool be_restart_line(struct be_restart *state, struct be_span line);
/* Does a line matter that begins with this byte behind its blanks? Hardly any does, once money was
 * mentioned: 第, # or * must stand there. */
static inline bool be_restart_matters(const struct be_restart *state, char first)
{
    return (state->word != 0 && !state->money) || first == '\xE7' || first == '#' || first == '*';
}
/* What a line that stands before part one can be of its cover. */
enum be_cover {
    BE_COVER_NO,       /* it belongs to the document before */
    BE_COVER_BETWEEN,  /* blank, a date ...: within a cover */
    BE_COVER_NAME,     /* may be the agency's name: right above the cover's first line it is */
    BE_COVER_BEGINS,   /* the title, or 目录 */
};
enum be_cover be_restart_cover(struct be_span line);

#endif
