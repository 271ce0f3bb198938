#include "name.h"

/* Length of the well-formed character at p, or 0. */
static size_t well_formed(const unsigned char *p)
{
    size_t n = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;

    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80) /* the ending NUL too */
            return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) || (p[0] == 0xF0 && p[1] < 0x90)
        || (p[0] == 0xF4 && p[1] > 0x8F))
        return 0;
    return n;
}

enum be_status be_name_text(struct be_buf *out, const char *name)
{
    static const char hex[] = "0123456789ABCDEF";
    enum be_status rc = BE_OK;

    out->len = 0;
    while (*name != '\0' && rc == BE_OK) {
        size_t n = well_formed((const unsigned char *)name);
        unsigned char c = (unsigned char)*name;
        char escaped[4] = {'\\', 'x', hex[c >> 4], hex[c & 15]};

        rc = n > 0 ? be_buf_add(out, be_span(name, n)) : be_buf_add(out, be_span(escaped, 4));
        name += n > 0 ? n : 1;
    }
    return rc == BE_OK ? be_buf_add(out, be_span("", 1)) : rc;
}
