/* gb.h - GB18030 and GBK to UTF-8, by a table for all that has one or two bytes.
 *
 * In:    bytes.
 * Out:   UTF-8 up to the first byte that the table cannot do: a character of four bytes, one cut
 *        by the end, NUL, an error. iconv does those; it is what the table was made with, and
 *        four times slower on whole documents.
 * Keeps: nothing; the table is made once and shared by all threads.
 */
#ifndef BE_GB_H
#define BE_GB_H

#include "../base/span.h"

/* Decodes from in to out (size bytes); *used bytes were read. Returns the bytes written. */
size_t be_gb_decode(char *out, size_t size, struct be_span in, size_t *used);

#endif
