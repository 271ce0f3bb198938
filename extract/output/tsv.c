#include "writer.h"

char *be_tsv_field(char *p, const struct be_column_info *column, struct be_span text)
{
    (void)column;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.p[i];

        if ((unsigned char)c >= ' ' && c != '\\') {
            *p++ = c;
            continue;
        }
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
