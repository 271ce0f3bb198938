#include "buf.h"
#include <stdlib.h>

enum be_status be_buf_reserve(struct be_buf *buf, size_t n)
{
    size_t size = buf->size == 0 ? 256 : buf->size;
    char *p;

    if (n > SIZE_MAX / 2 - buf->len)
        return BE_ENOMEM;
    if (buf->size - buf->len >= n)
        return BE_OK;
    while (size - buf->len < n)
        size *= 2;
    p = realloc(buf->p, size);
    if (p == NULL)
        return BE_ENOMEM;
    buf->p = p;
    buf->size = size;
    return BE_OK;
}

enum be_status be_buf_add(struct be_buf *buf, struct be_span text)
{
    enum be_status rc = be_buf_reserve(buf, text.len);

    if (rc == BE_OK && text.len > 0) {
        memcpy(buf->p + buf->len, text.p, text.len);
        buf->len += text.len;
    }
    return rc;
}

enum be_status be_buf_byte(struct be_buf *buf, char c)
{
    return be_buf_add(buf, be_span(&c, 1));
}

bool be_grow(void *array, size_t n, size_t *size, size_t bytes)
{
    size_t more = *size == 0 ? 64 : *size * 2;
    void *p;

    if (n < *size)
        return true;
    memcpy(&p, array, sizeof p);
    p = realloc(p, more * bytes);
    if (p == NULL)
        return false;
    memcpy(array, &p, sizeof p);
    *size = more;
    return true;
}

void be_buf_free(struct be_buf *buf)
{
    free(buf->p);
    *buf = (struct be_buf){0};
}
