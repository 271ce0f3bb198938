/* utf8.h - finds the first byte that is not valid UTF-8, fast.
 *
 * In:    bytes.
 * Out:   how many from the front are valid characters (NUL is taken for invalid).
 * Keeps: nothing.
 */
#ifndef BE_UTF8_H
#define BE_UTF8_H

#include "../base/span.h"

size_t be_utf8_valid(const char *p, size_t n);
/* What stands at p, where be_utf8_valid stopped: 0 when it is the beginning of a character
 * that the end cuts off; else how many bytes one U+FFFD stands for (at least 1). */
size_t be_utf8_bad(const char *p, size_t n);

#endif
