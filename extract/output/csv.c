#include "writer.h"
#include <csv.h>

#define ONES UINT64_C(0x0101010101010101)
#define HIGH UINT64_C(0x8080808080808080)

/* True where one of the eight bytes is zero in x. */
static inline bool has_zero(uint64_t x)
{
    return ((x - ONES) & ~x & HIGH) != 0;
}

static inline bool special8(uint64_t x)
{
    return has_zero(x ^ ONES * ',') || has_zero(x ^ ONES * '"') || has_zero(x ^ ONES * '\n')
           || has_zero(x ^ ONES * '\r');
}

static inline bool special(char c)
{
    return c == ',' || c == '"' || c == '\n' || c == '\r';
}

/* Most fields need no quotes: eight bytes at a time are copied and looked at in one go.
 * A blank at either end is quoted too, because readers (libcsv among them) drop it. */
char *be_csv_field(char *p, const struct be_column_info *column, struct be_span text)
{
    size_t i = 0;

    (void)column;
    if (text.len == 0)
        return p;
    if (text.p[0] == ' ' || text.p[0] == '\t' || text.p[text.len - 1] == ' '
        || text.p[text.len - 1] == '\t')
        goto quoted;
    for (; i + 8 <= text.len; i += 8) {
        uint64_t x;

        memcpy(&x, text.p + i, 8);
        if (special8(x))
            goto quoted;
        memcpy(p + i, &x, 8);
    }
    for (; i < text.len; i++) {
        if (special(text.p[i]))
            goto quoted;
        p[i] = text.p[i];
    }
    return p + text.len;
quoted:
    return p + csv_write2(p, 2 * text.len + 2, text.p, text.len, '"');
}
