#include "traditional.h"

#include "rows.h"

static enum be_status add(const struct be_rows_ask *ask, size_t line, const struct be_span *field)
{
    struct be_traditional *table = ask->user;
    uint32_t c[2];

    for (int i = 0; i < 2; i++) {
        const char *p = field[i].p;
        c[i] = field[i].len == 3 ? be_char_at(p, p + 3) : 0;
        if (c[i] < BE_TRADITIONAL_FIRST || c[i] > BE_TRADITIONAL_LAST)
            return be_rows_fail(ask, line, "not one Chinese character: %.*s", (int)field[i].len, p);
    }
    table->to[c[0] - BE_TRADITIONAL_FIRST] = (uint16_t)c[1];
    return BE_OK;
}

enum be_status be_traditional_load(struct be_traditional *out, struct be_span bytes,
                                   void (*say)(void *user, const char *message), void *user)
{
    static const char *const COLUMNS[] = {"traditional", "simplified", NULL};
    struct be_rows_ask ask = {
        .name = "traditional.csv", .columns = COLUMNS, .row = add, .user = out, .say = say, .say_user = user,
    };

    memset(out, 0, sizeof *out);
    return be_rows_read(bytes, &ask);
}

void be_traditional_text(const struct be_traditional *t, struct be_span text, char *buf)
{
    for (size_t i = 0; i < text.len;) {
        if (((unsigned char)text.p[i] & 0xF0) == 0xE0 && text.len - i >= 3) {
            be_traditional_char(t, text.p + i, buf + i);
            i += 3;
        } else {
            buf[i] = text.p[i];
            i++;
        }
    }
}

/* What has no part in a name: blanks, quotation marks, asterisks of bold text. Its length, or 0. */
static size_t noise_len(const char *p, const char *end)
{
    static const char *const NOISE[] = {
        "\xE3\x80\x80", "“", "”", "‘", "’", "「", "」", "『", "』", "《", "》", "\xE2\x80\x8B", "\xEF\xBB\xBF",
    };

    if ((unsigned char)*p <= ' ' || *p == '"' || *p == '\'' || *p == '*')
        return 1;
    if ((unsigned char)*p < 0xE2)
        return end - p >= 2 && memcmp(p, "\xC2\xA0", 2) == 0 ? 2 : 0;
    if (((unsigned char)*p == 0xE2 || (unsigned char)*p == 0xE3 || (unsigned char)*p == 0xEF) && end - p >= 3)
        for (size_t i = 0; i < sizeof NOISE / sizeof NOISE[0]; i++)
            if (memcmp(p, NOISE[i], 3) == 0)
                return 3;
    return 0;
}

size_t be_traditional_fold(const struct be_traditional *t, struct be_span text, char *buf, size_t room,
                           size_t *kept)
{
    size_t out = 0;

    for (size_t i = 0; i < text.len;) {
        const char *p = text.p + i, *end = text.p + text.len;
        size_t n = noise_len(p, end);
        if (n > 0) {
            i += n;
            continue;
        }
        n = be_char_len(p, end);
        if (kept != NULL)
            *kept = out;
        if (out + (n < 3 ? 3 : n) > room)
            return SIZE_MAX;
        if (*p == '(' || *p == ')') {
            memcpy(buf + out, *p == '(' ? "（" : "）", 3);
            out += 3;
        } else {
            if (n == 3 && t != NULL)
                be_traditional_char(t, p, buf + out);
            else
                memcpy(buf + out, p, n);
            out += n;
        }
        i += n;
    }
    if (kept != NULL)
        *kept = out;
    return out;
}
