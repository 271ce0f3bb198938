/* traditional.h - traditional characters to simplified ones, for look-up only: what is published stays.
 *
 * In:    patterns/traditional.csv (traditional,simplified: one character each).
 * Keeps: a table over the CJK block, read-only after load, shared by all threads.
 */
#ifndef BE_TRADITIONAL_H
#define BE_TRADITIONAL_H

#include "span.h"

#define BE_TRADITIONAL_FIRST 0x4E00u
#define BE_TRADITIONAL_LAST 0x9FFFu

struct be_traditional {
    uint16_t to[BE_TRADITIONAL_LAST - BE_TRADITIONAL_FIRST + 1]; /* code point, 0: stays as it is */
};

enum be_status be_traditional_load(struct be_traditional *out, struct be_span bytes,
                                   void (*say)(void *user, const char *message), void *user);

/* Writes the three bytes of the simplified form of the three-byte character at p. */
static inline void be_traditional_char(const struct be_traditional *t, const char *p, char *out)
{
    const unsigned char *u = (const unsigned char *)p;
    uint32_t c = ((uint32_t)(u[0] & 0x0F) << 12) | ((uint32_t)(u[1] & 0x3F) << 6) | (uint32_t)(u[2] & 0x3F);

    if (c >= BE_TRADITIONAL_FIRST && c <= BE_TRADITIONAL_LAST && t->to[c - BE_TRADITIONAL_FIRST] != 0) {
        c = t->to[c - BE_TRADITIONAL_FIRST];
        out[0] = (char)(0xE0 | (c >> 12));
        out[1] = (char)(0x80 | ((c >> 6) & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
    } else {
        memcpy(out, p, 3);
    }
}

/* Simplifies text into buf, which holds at least text.len bytes; the length does not change.
 * Everything that is no three-byte character is copied. */
void be_traditional_text(const struct be_traditional *t, struct be_span text, char *buf);

/* Folds a name, label or title for look-up into buf: no blanks, quotation marks and asterisks,
 * simplified characters (t NULL: characters as they are), brackets （）. Returns the length; SIZE_MAX when it needs more room
 * (buf then holds its beginning, *kept bytes of it; kept may be NULL). */
size_t be_traditional_fold(const struct be_traditional *t, struct be_span text, char *buf, size_t room,
                           size_t *kept);

#endif
