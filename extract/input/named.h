/* named.h - finds the lines by which a stream names its documents: ==> NAME <==, as tail prints them.
 *
 * In:    text in pieces of whole characters, of any size.
 * Out:   the same without these lines, and each name as it is printed.
 * Keeps: a line that begins as one of them, up to BE_NAME_BYTES of name; a longer one is text.
 */
#ifndef BE_NAMED_H
#define BE_NAMED_H

#include "../base/span.h"

#define BE_NAME_BYTES 4096u

struct be_named {
    enum be_status (*text)(void *user, struct be_span text);
    /* end: LF or CR, which goes with the line (an LF behind a CR does not); 0: the stream ended. */
    enum be_status (*name)(void *user, struct be_span name, char end);
    void *user;
    bool at_start;         /* the next byte fed begins a line */
    size_t held;           /* bytes of a line that may be one; 0: not in one */
    char line[BE_NAME_BYTES + 2 * sizeof "==> " + 3]; /* up to a character's end */
};

/* A stream begins; the callbacks and user stay. */
void be_named_reset(struct be_named *named);
enum be_status be_named_feed(struct be_named *named, struct be_span text);
/* Hands on what is held. */
enum be_status be_named_finish(struct be_named *named);

#endif
