#include "traditional.h"

#include "rows.h"

struct loader {
    struct be_traditional *table;
    const struct be_rows_ask *ask;
};

static enum be_status add(void *user, size_t line, const struct be_span *field)
{
    struct loader *l = user;
    uint32_t c[2];

    for (int i = 0; i < 2; i++) {
        const char *p = field[i].p;
        c[i] = field[i].len == 3 ? be_char_at(p, p + 3) : 0;
        if (c[i] < BE_TRADITIONAL_FIRST || c[i] > BE_TRADITIONAL_LAST)
            return be_rows_fail(l->ask, line, "not one Chinese character: %.*s", (int)field[i].len, p);
    }
    l->table->to[c[0] - BE_TRADITIONAL_FIRST] = (uint16_t)c[1];
    return BE_OK;
}

enum be_status be_traditional_load(struct be_traditional *out, struct be_span bytes,
                                   void (*say)(void *user, const char *message), void *user)
{
    static const char *const COLUMNS[] = {"traditional", "simplified", NULL};
    struct loader loader = {.table = out};
    struct be_rows_ask ask = {
        .name = "traditional.csv", .columns = COLUMNS, .row = add, .user = &loader, .say = say, .say_user = user,
    };

    loader.ask = &ask;
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
