#include "front.h"
#include "../base/wordlist.h"

#define FRONTS 2048u             /* different words in front of figures that are remembered */
#define FRONT_BYTES 96u          /* words further in front of a figure are searched each time */
#define BEHIND_CHARS 7u          /* behind a number: 万人民币美元, 个百分点, and one more */
#define FRONT_KEY (FRONT_BYTES + 4 + 4 * BEHIND_CHARS)
#define FRONT_GROUPS 4u

enum front_state { FRONT_NEW, FRONT_MATCH, FRONT_NONE, FRONT_ASK };
enum part { OF_FRONT, IS_NUMBER, IS_UNIT };

struct front_group {             /* places count from the number's first digit */
    const char *name;
    enum be_group_id id;
    enum part part;
    int16_t off, len;            /* off: of OF_FRONT */
};

/* The first match that begins in the words in front of a number or at it; NONE: there is none. */
struct front {
    enum front_state state;
    int16_t off;
    int16_t end;                 /* from the number's end on, or its begin, when the match ends in front of it (持平) */
    bool has_number;
    uint8_t ngroups;
    const char *pattern, *mark;
    struct front_group group[FRONT_GROUPS];
};

enum number_kind { PLAIN_UNIT, OTHER_UNIT, UNIT_AND_NUMBER, NO_NUMBER };

struct number {                  /* with its unit, in the text */
    size_t off, unit, end;
    enum number_kind kind;
    bool fraction;
};

struct be_memo *be_fronts_new(void)
{
    return be_memo_new(FRONTS, FRONT_KEY, sizeof(struct front));
}

static size_t digits(const char *p, const char *end)
{
    const char *from = p;

    while (p < end && be_is_digit(*p))
        p++;
    return (size_t)(p - from);
}

/* Where the next digit stands, eight bytes at a time. */
static size_t next_digit(struct be_span text, size_t off)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t x;

    for (; off + 8 <= text.len; off += 8) {
        memcpy(&x, text.p + off, 8);
        x ^= ones * '0';                         /* a digit's byte is below ten now */
        if (((x - ones * 10) & ~x & ones * 0x80) != 0)
            break;
    }
    while (off < text.len && !be_is_digit(text.p[off]))
        off++;
    return off;
}

/* 12, 1234.56, 12,345.60: the number's length; 0: longer than those of figures. */
static size_t plain_number(const char *p, const char *end, bool *fraction)
{
    size_t n = digits(p, end), behind;
    const bool grouped = n <= 3;

    while (grouped && n <= 11 && p + n < end && p[n] == ',' && digits(p + n + 1, end) == 3)
        n += 4;
    behind = p + n < end && p[n] == '.' ? digits(p + n + 1, end) : 0;
    *fraction = behind > 0;
    return n > 15 || behind > 4 ? 0 : behind > 0 ? n + 1 + behind : n;
}

static struct be_wordlist UNIT = BE_WORDLIST("万元", "元", "亿元", "%");
static struct be_wordlist RANGE = BE_WORDLIST("-", "~", "—", "～", "－", "至");

/* The unit, where the patterns look at nothing behind it but a / or a range's mark; else as many
 * characters as they can look at, up to another number. False: it may go on with that number (5-10, 4.25、4.39,
 * 3亿5000万元), or with more than these characters (/年/车). */
static bool read_unit(struct number *out, struct be_span rest)
{
    size_t n = be_wordlist_front(&UNIT, rest);
    struct be_span next = be_span_from(rest, n);

    if (be_wordlist_front(&RANGE, next) > 0 || be_span_starts(next, BE_LIT("/")))
        return false;
    out->end = out->unit + n;
    if (n > 0)
        return true;
    rest = be_span_chars(rest, BEHIND_CHARS);
    for (n = 0; n < rest.len && !be_is_digit(rest.p[n]) && rest.p[n] != '/'; n++)
        continue;
    out->end += n;
    out->kind = n < rest.len ? UNIT_AND_NUMBER : OTHER_UNIT;
    return n == rest.len || (n > strlen("、") && rest.p[n] != '/');
}

/* The next number from off on, years passed over; the text's end when there is none. False: it is not
 * a plain one. */
static bool next_number(struct number *out, struct be_span text, size_t off)
{
    const char *end = text.p + text.len;

    for (size_t i = next_digit(text, off); i < text.len; i = next_digit(text, i)) {
        bool fraction;
        size_t n = plain_number(text.p + i, end, &fraction);

        if (n == 4 && be_span_starts(be_span_from(text, i + n), BE_LIT("年"))) {
            i += n + strlen("年");
            continue;
        }
        *out = (struct number){i, i + n, i + n, PLAIN_UNIT, fraction};
        return n > 0 && (i == 0 || !be_is_digit(text.p[i - 1])) && read_unit(out, be_span_from(text, i + n));
    }
    *out = (struct number){text.len, text.len, text.len, NO_NUMBER, false};
    return true;
}

/* What is kept of a match; false when it is not one that the words in front decide. */
static bool learn(struct front *f, const struct be_match *m, struct be_span text, const struct number *number)
{
    const char *at = text.p + number->off, *unit = text.p + number->unit;
    const bool before = m->whole.p + m->whole.len <= at;

    if (m->ngroups > FRONT_GROUPS || m->whole.p > at || m->whole.p + m->whole.len > text.p + number->end)
        return false;
    f->off = (int16_t)(m->whole.p - at);
    f->end = (int16_t)(m->whole.p + m->whole.len - (before ? at : unit));
    f->has_number = !before;
    f->pattern = m->pattern;
    f->mark = m->mark;
    f->ngroups = (uint8_t)m->ngroups;
    for (size_t i = 0; i < m->ngroups; i++) {
        const struct be_group *g = &m->group[i];
        struct front_group *to = &f->group[i];

        *to = (struct front_group){g->name, g->id, OF_FRONT, (int16_t)(g->text.p - at), (int16_t)g->text.len};
        if (g->text.p == at && g->text.p + g->text.len == unit)
            to->part = IS_NUMBER;
        else if (g->text.p == unit)
            to->part = IS_UNIT;
        else if (g->text.p + g->text.len > at)
            return false;
    }
    return true;
}

static void recall(struct be_match *out, const struct front *f, struct be_span text, const struct number *number)
{
    const char *at = text.p + number->off, *unit = text.p + number->unit;
    const char *end = (f->has_number ? unit : at) + f->end;

    out->pattern = f->pattern;
    out->mark = f->mark;
    out->whole = be_span(at + f->off, (size_t)(end - (at + f->off)));
    out->ngroups = f->ngroups;
    for (size_t i = 0; i < f->ngroups; i++) {
        const struct front_group *g = &f->group[i];

        out->group[i].name = g->name;
        out->group[i].id = g->id;
        out->group[i].text = g->part == IS_NUMBER ? be_span(at, (size_t)(unit - at))
                           : be_span(g->part == IS_UNIT ? unit : at + g->off, (size_t)g->len);
    }
}

/* Where the words that are remembered begin: at most FRONT_BYTES before the number, and in no number's middle. */
static size_t front_begin(struct be_span text, size_t off, size_t number)
{
    size_t from = number - off > FRONT_BYTES ? number - FRONT_BYTES : off;

    while (from > off && from < number && (((unsigned char)text.p[from] & 0xC0) == 0x80 || be_is_digit(text.p[from])))
        from++;
    return from;
}

/* What is known of the words from from on in front of a number; NULL: too long. */
static struct front *front_of(struct be_memo *memo, struct be_span text, size_t from, const struct number *number)
{
    /* the character before them too, which a pattern may not want there */
    size_t begin = from > 0 ? from - be_char_before(text.p, text.p + from) : 0;
    char key[FRONT_KEY];
    size_t front = number->off - begin, unit = number->end - number->unit;

    if (front + unit > sizeof key)
        return NULL;
    memcpy(key, text.p + begin, front);
    memcpy(key + front, text.p + number->unit, unit);
    return be_memo_of(memo, be_span(key, front + unit), (uint32_t)(front << 4 | number->kind << 2 | (number->fraction ? 2u : 0u) | (from > 0)));
}

bool be_front_next(struct be_match *out, struct be_matcher *matcher, struct be_memo *memo, struct be_span text, size_t off, uint64_t line)
{
    for (;;) {
        struct number number;
        struct front *front;
        size_t from;
        bool found;

        if (memo == NULL || !be_matcher_plain(matcher, BE_P_AMOUNT) || !next_number(&number, text, off))
            return be_match(out, matcher, BE_P_AMOUNT, text, off, line);
        from = front_begin(text, off, number.off);
        if (from > off && be_match_until(out, matcher, BE_P_AMOUNT, text, off, from, line))
            return true;
        front = front_of(memo, text, from, &number);
        if (front != NULL && front->state == FRONT_MATCH) {
            recall(out, front, text, &number);
            return true;
        }
        if (front == NULL || front->state != FRONT_NONE) {
            found = be_match(out, matcher, BE_P_AMOUNT, text, from, line);
            if (front != NULL && front->state == FRONT_NEW && be_matcher_plain(matcher, BE_P_AMOUNT))
                front->state = !found || out->whole.p >= text.p + number.unit ? FRONT_NONE
                             : learn(front, out, text, &number) ? FRONT_MATCH : FRONT_ASK;
            return found;
        }
        if (number.kind == NO_NUMBER)
            return false;
        off = number.unit;
    }
}
