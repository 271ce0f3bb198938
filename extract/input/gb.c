#include "gb.h"
#include <iconv.h>
#include <pthread.h>

#define FIRST 0x81u /* first bytes 81..FE, second 40..FE */
#define ROWS (0xFF - FIRST)
#define SECOND 0x40u
#define COLUMNS (0xFF - SECOND)

struct character {
    uint8_t bytes[3];
    uint8_t len; /* 0: not in the table */
};

static struct character table[ROWS][COLUMNS];
static pthread_once_t table_once = PTHREAD_ONCE_INIT;

/* Without iconv's GB18030 the table stays empty, and the caller's own iconv_open fails. */
static void make_table(void)
{
    iconv_t cd = iconv_open("UTF-8", "GB18030");

    if (cd == (iconv_t)-1)
        return;
    for (unsigned i = 0; i < ROWS; i++) {
        for (unsigned j = 0; j < COLUMNS; j++) {
            char two[2] = {(char)(FIRST + i), (char)(SECOND + j)}, utf8[8], *in = two, *out = utf8;
            size_t n = 2, room = sizeof utf8;

            if (iconv(cd, &in, &n, &out, &room) != 0 || n != 0 || out - utf8 > 3) {
                iconv(cd, NULL, NULL, NULL, NULL);
                continue;
            }
            table[i][j].len = (uint8_t)(out - utf8);
            memcpy(table[i][j].bytes, utf8, table[i][j].len);
        }
    }
    iconv_close(cd);
}

size_t be_gb_decode(char *out, size_t size, struct be_span in, size_t *used)
{
    const unsigned char *p = (const unsigned char *)in.p, *end = p + in.len;
    char *o = out, *stop;

    pthread_once(&table_once, make_table);
    if (size < 8)
        return *used = 0;
    stop = out + size - 8; /* eight bytes are written at once */
    while (p < end && o <= stop) {
        if (*p < 0x80) {
            uint64_t v;

            if (end - p >= 8) { /* eight bytes of ASCII, none of them NUL */
                memcpy(&v, p, sizeof v);
                if (((v | (v - 0x0101010101010101)) & 0x8080808080808080) == 0) {
                    memcpy(o, &v, sizeof v);
                    o += 8;
                    p += 8;
                    continue;
                }
            }
            if (*p == 0)
                break;
            *o++ = (char)*p++;
        } else {
            const struct character *c;

            if (*p < FIRST || *p > 0xFE || end - p < 2 || p[1] < SECOND || p[1] > 0xFE)
                break;
            c = &table[*p - FIRST][p[1] - SECOND];
            if (c->len == 0)
                break;
            memcpy(o, c, sizeof *c);
            o += c->len;
            p += 2;
        }
    }
    *used = in.len - (size_t)(end - p);
    return (size_t)(o - out);
}
