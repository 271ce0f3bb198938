#include "writer.h"
#include <csv.h>

/* A record is many times the text it was made from, so this is where output spends its time.
 * All that is ever quoted (comma, quote, line ends, a blank at either end) is at or below ','
 * in ASCII, where hardly any field has a byte: one comparison for eight bytes clears most of
 * them while they are copied. What is no multiple of eight is covered by loads that overlap. */
static inline uint64_t low8(uint64_t x)
{
    return (x - UINT64_C(0x0101010101010101) * (',' + 1)) & ~x & UINT64_C(0x8080808080808080);
}

static inline uint64_t copy8(char *p, const char *t)
{
    uint64_t x;

    memcpy(&x, t, 8);
    memcpy(p, &x, 8);
    return low8(x);
}

static inline uint64_t copy4(char *p, const char *t)
{
    uint32_t x;

    memcpy(&x, t, 4);
    memcpy(p, &x, 4);
    return low8(x | UINT64_C(0x4141414100000000));
}

/* Copies n > 0 bytes; 0 when all of them are above ','. */
static inline uint64_t copy(char *p, const char *t, size_t n)
{
    uint64_t low = 0;
    size_t i;

    if (n < 4) {
        for (i = 0; i < n; i++) {
            p[i] = t[i];
            low |= (unsigned char)t[i] <= ',';
        }
        return low;
    }
    if (n < 8)
        return copy4(p, t) | copy4(p + n - 4, t + n - 4);
    for (i = 0; i + 8 <= n; i += 8)
        low |= copy8(p + i, t + i);
    return low | copy8(p + n - 8, t + n - 8);
}

static bool blank(char c)
{
    return c == ' ' || c == '\t';
}

/* A blank at either end is quoted too, because readers (libcsv among them) drop it. */
static bool needs_quotes(const char *t, size_t n)
{
    if (blank(t[0]) || blank(t[n - 1]))
        return true;
    for (size_t i = 0; i < n; i++)
        if (t[i] == ',' || t[i] == '"' || t[i] == '\n' || t[i] == '\r')
            return true;
    return false;
}

char *be_csv_field(char *p, const struct be_column_info *column, struct be_span text)
{
    (void)column;
    if (text.len == 0 || copy(p, text.p, text.len) == 0 || !needs_quotes(text.p, text.len))
        return p + text.len;
    return p + csv_write2(p, 2 * text.len + 2, text.p, text.len, '"');
}
