/* buf.h - bytes that are owned and grow, up to a bound. */
#ifndef BE_BUF_H
#define BE_BUF_H

#include "span.h"

struct be_buf {
    char *p;
    size_t len, size;
};

/* Room for n more bytes behind len. BE_ENOMEM when memory is out; the buffer is unchanged. */
enum be_status be_buf_reserve(struct be_buf *buf, size_t n);
enum be_status be_buf_add(struct be_buf *buf, struct be_span text);
enum be_status be_buf_byte(struct be_buf *buf, char c);
void be_buf_free(struct be_buf *buf); /* empties it too */

/* Room for one more element of an array of n that grows: array is the address of its pointer, which
 * may be NULL, *size how many it has room for, each of so many bytes. False: memory is out. */
bool be_grow(void *array, size_t n, size_t *size, size_t bytes);

static inline struct be_span be_buf_span(const struct be_buf *buf)
{
    return be_span(buf->p, buf->len);
}

#endif
