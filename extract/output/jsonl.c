/* jsonl.c - a record as one JSON object a line. */
#include "writer.h"

char *be_json_string(char *p, struct be_span text)
{
    static const char hex[] = "0123456789abcdef";

    *p++ = '"';
    for (size_t i = 0; i < text.len; i++) {
        size_t n = be_copy_until(p, be_span_from(text, i), ' ', '"', '\\');
        char c;

        p += n;
        i += n;
        if (i == text.len)
            break;
        c = text.p[i];
        *p++ = '\\';
        switch (c) {
        case '"': *p++ = '"'; break;
        case '\\': *p++ = '\\'; break;
        case '\n': *p++ = 'n'; break;
        case '\r': *p++ = 'r'; break;
        case '\t': *p++ = 't'; break;
        default:
            memcpy(p, "u00", 3);
            p[3] = hex[(unsigned char)c >> 4];
            p[4] = hex[c & 15];
            p += 5;
        }
    }
    *p++ = '"';
    return p;
}

/* What is a number by its column and is none by its looks stays a string: JSON would be broken. */
char *be_json_value(char *p, const struct be_column_info *column, struct be_span text)
{
    size_t digits;

    if ((column->type == BE_TYPE_INTEGER || column->type == BE_TYPE_DECIMAL)
        && be_number_plain(text, &digits)) {
        memcpy(p, text.p, text.len);
        return p + text.len;
    }
    return be_json_string(p, text);
}
