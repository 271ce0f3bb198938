/* memo.h - remembers what was found out about a text, so that it is not found out again: disclosures
 * are written from templates, and the same words stand in front of thousands of figures.
 *
 * In:    a text and who asks what about it.
 * Out:   room for what was found out: as it was left, or of zeros.
 * Keeps: texts and what was found out about them, as long as they are, one behind the other in one
 *        half of a room. What is asked for is there or moves there, so that what is asked often lies
 *        together; when it is full, what is left in the other half is forgotten, and that is filled.
 */
#ifndef BE_MEMO_H
#define BE_MEMO_H

#include "span.h"

struct be_memo;

enum be_asker {                  /* one memory serves them all */
    BE_ASKS_WORD,                /* recognize/table/word.c */
    BE_ASKS_ROW,                 /* rowlabel.c */
    BE_ASKS_TOP,                 /* top.c */
    BE_ASKS_LABEL,               /* label_memo.c */
    BE_ASKS_FRONT, BE_ASKS_FRONT_WORD,   /* front.c */
    BE_ASKS_PATTERN,             /* pattern/kept.c */
    BE_ASKS_ORDINAL,             /* segment/heading.c */
    BE_ASKS_CODES, BE_ASKS_CODES_BY_NUMBER,   /* resolve/codes.c */
    BE_ASKS_SENSE, BE_ASKS_TITLE,        /* resolve/sense.c */
};

#define BE_ASKER_BITS 5u          /* a question has the others */

/* room: bytes. NULL when memory is out. */
struct be_memo *be_memo_new(size_t room);
void be_memo_free(struct be_memo *memo); /* accepts NULL */
/* value: bytes of what is found out, the same for the same text and question; aligned as a pointer is, and
 * with no pointer to itself. Good until half of the room was asked for. NULL: the text is too long, an eighth
 * of a half, or there is no memo. */
void *be_memo_of(struct be_memo *memo, enum be_asker asker, struct be_span text, uint32_t question, size_t value);
/* The text of so many bytes that such a value was asked for, as it is remembered with it. */
struct be_span be_memo_text(const void *value, size_t len);
/* How often a half was full: what is good is so until this has changed twice. */
uint64_t be_memo_turn(const struct be_memo *memo);

#endif
