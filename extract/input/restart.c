#include "restart.h"

#define TITLE_CHARS 40u /* a part's title, or a cover's line, is not longer */
#define NAME_CHARS 25u  /* nor an agency's name on a cover */

static struct be_span skip_blanks(struct be_span t, const char *also)
{
    while (t.len > 0 && (t.p[0] == ' ' || t.p[0] == '\t' || strchr(also, t.p[0]) != NULL))
        t = be_span_from(t, 1);
    return t;
}

/* Takes word off the front of t. */
static bool take(struct be_span *t, struct be_span word)
{
    if (!be_span_starts(*t, word))
        return false;
    *t = be_span_from(*t, word.len);
    return true;
}

/* 一 .. 十, 壹, 1 .. 99 at the front; 0: none. More than one Chinese numeral is more than ten. */
static unsigned take_number(struct be_span *t)
{
    static const char numerals[] = "一二三四五六七八九十";
    unsigned n = 0, digits = 0;

    if (take(t, BE_LIT("壹")))
        return 1;
    for (; t->len > 0 && t->p[0] >= '0' && t->p[0] <= '9' && digits < 2; digits++) {
        n = n * 10 + (unsigned)(t->p[0] - '0');
        *t = be_span_from(*t, 1);
    }
    while (digits == 0 && t->len >= 3) {
        unsigned i = 0;

        while (i < 10 && memcmp(numerals + 3 * i, t->p, 3) != 0)
            i++;
        if (i == 10)
            break;
        n = n == 0 ? i + 1 : 10 + i;
        *t = be_span_from(*t, 3);
        if (n > 99)
            break;
    }
    return n;
}

/* The number of the part that a line is the heading of: 第一部分 ..., 第 1 章 ...; 0: none.
 * A sentence that begins with the words is none: a title is short and has no 。 */
static unsigned part_number(struct be_span line, uint8_t *word)
{
    struct be_span t = skip_blanks(line, "#*");
    unsigned n;

    if (!take(&t, BE_LIT("第")))
        return 0;
    t = skip_blanks(t, "");
    n = take_number(&t);
    t = skip_blanks(t, "");
    if (n == 0)
        return 0;
    if (take(&t, BE_LIT("部分")))
        *word = 1;
    else if (take(&t, BE_LIT("章")))
        *word = 2;
    else
        return 0;
    if (be_span_has(be_span_to(t, 512), "。") ||
        be_starts(t, "，") || be_starts(t, "的") || be_span_count(be_span_to(t, 512)) > TITLE_CHARS)
        return 0;
    return n;
}

/* 万元, or a digit and 元. */
static bool has_money(struct be_span line)
{
    struct be_span rest = line;
    long at;

    while ((at = be_span_find(rest, BE_LIT("元"))) >= 0) {
        const char *p = rest.p + at;

        if ((at >= 3 && (memcmp(p - 3, "万", 3) == 0 || memcmp(p - 3, "萬", 3) == 0)) ||
            (at >= 1 && p[-1] >= '0' && p[-1] <= '9'))
            return true;
        rest = be_span_from(rest, (size_t)at + 3);
    }
    return false;
}

bool be_restart_line(struct be_restart *state, struct be_span line)
{
    struct be_span t = skip_blanks(be_span_to(line, 256), "#*");
    uint8_t word = 0;
    unsigned n = 0;
    bool restart;

    if (be_starts(t, "第"))
        n = part_number(line, &word);
    if (n == 0) {
        /* Money matters only once, and only behind the first part. */
        if (!state->money && state->word != 0)
            state->money = has_money(line);
        return false;
    }
    if (state->word == 0 || (state->word == 2 && word == 1)) /* chapters may be a statute's */
        *state = (struct be_restart){.word = word};
    if (word != state->word)
        return false;
    if (n > 1) {
        state->later = true;
        return false;
    }
    restart = state->later && state->money;
    *state = (struct be_restart){.word = word};
    return restart;
}

enum be_cover be_restart_cover(struct be_span line)
{
    struct be_span t = be_span_trim(line);
    size_t chars = be_span_count(be_span_to(t, 512));
    bool digits = false;

    if (t.len == 0)
        return BE_COVER_BETWEEN;
    if (chars > TITLE_CHARS || memchr(t.p, '\t', t.len) != NULL || be_span_has(t, "。") || be_span_has(t, "；") ||
        has_money(t) || be_starts(t, "附") || be_starts(t, "表"))
        return BE_COVER_NO;
    if (be_span_has(t, "："))
        return be_span_has(t, "时间") || be_span_has(t, "日期") || be_span_has(t, "公开") ? BE_COVER_BETWEEN : BE_COVER_NO;
    if ((be_starts(t, "目") && be_ends(t, "录")) || (be_span_has(t, "年") && (be_span_has(t, "预算") || be_span_has(t, "决算"))))
        return BE_COVER_BEGINS;
    for (size_t i = 0; i < t.len && !digits; i++)
        digits = t.p[i] >= '0' && t.p[i] <= '9';
    return digits || chars > NAME_CHARS ? BE_COVER_BETWEEN : BE_COVER_NAME;
}
