/* tsv.c - a field between tabs: what would part it is written with a backslash. */
#include "writer.h"

char *be_tsv_field(char *p, const struct be_column_info *column, struct be_span text)
{
    (void)column;
    for (size_t i = 0; i < text.len; i++) {
        size_t n = be_copy_until(p, be_span_from(text, i), ' ', '\\', '\\');
        char c;

        p += n;
        i += n;
        if (i == text.len)
            break;
        c = text.p[i];
        switch (c) {
        case '\t': *p++ = '\\', *p++ = 't'; break;
        case '\n': *p++ = '\\', *p++ = 'n'; break;
        case '\r': *p++ = '\\', *p++ = 'r'; break;
        case '\\': *p++ = '\\', *p++ = '\\'; break;
        default: *p++ = c;
        }
    }
    return p;
}
