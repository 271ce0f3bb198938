#include "front.h"
#include "../../base/memo.h"
#include "../../base/wordlist.h"

#define FRONT_BYTES 96u          /* words further in front of a figure are searched each time */
#define BEHIND_CHARS 7u          /* behind a number: 万人民币美元, 个百分点, and one more */
#define LOOKED_BACK 3u           /* characters that patterns look at before their match: 编制数20 */
#define FRONT_KEY (FRONT_BYTES + 4 * (LOOKED_BACK + BEHIND_CHARS))

enum front_state { FRONT_NEW, FRONT_MATCH, FRONT_NONE, FRONT_ASK };

/* The first figure whose words begin in front of a number or at it; NONE: there is none. Places count from the
 * number's first digit. */
struct front {
    uint8_t state;               /* enum front_state */
    enum be_stat stat;           /* these as in struct be_figure */
    enum be_phase phase;
    uint8_t sign;
    bool money, level, odd;
    bool printed_unit;           /* its unit is as it stands behind the number, not one of those that are spelled the same */
    uint16_t base_len, note_len;
    int16_t off, base, note;
    int16_t end;                 /* from the number's end on, or its begin, when it ends in front of it (持平) */
    const char *mark;
    struct be_span measure, unit;
};

enum number_form { WHOLE, FRACTION, GROUPED };   /* 12, 12.5; 1,234 or 1,234.5: GROUPED | FRACTION */
enum number_kind { OTHER_UNIT, UNIT_AND_NUMBER, NO_NUMBER, PLAIN_UNIT };         /* from PLAIN_UNIT on: one of UNITS */

struct number {                  /* with its unit, in the text */
    size_t off, unit, end;
    unsigned kind, form;
    struct be_decimal worth;
};

/* How many digits stand at p; they go on from the number that is read so far. */
static size_t digits(const char *p, const char *end, uint64_t *read)
{
    const char *from = p;

    for (; p < end && be_is_digit(*p); p++)
        *read = 10 * *read + (uint64_t)(*p - '0');
    return (size_t)(p - from);
}

/* 12, 1234.56, 12,345.60: the number's length; 0: longer than those of figures. */
static size_t plain_number(struct number *out, const char *p, const char *end)
{
    uint64_t read = 0, more;
    size_t n = digits(p, end, &read), behind;
    const size_t most = n <= 3 ? 15 : 9;

    out->form = WHOLE;
    while (most == 15 && n <= 11 && p + n < end && p[n] == ',' && (more = read, digits(p + n + 1, end, &more) == 3)) {
        out->form = GROUPED;
        read = more;
        n += 4;
    }
    behind = p + n < end && p[n] == '.' ? digits(p + n + 1, end, &read) : 0;
    out->form |= behind > 0 ? FRACTION : WHOLE;
    if (n > most || behind > 4)
        return 0;
    out->worth = (struct be_decimal){(int64_t)read, (uint8_t)behind};
    return behind > 0 ? n + 1 + behind : n;
}

static const struct be_span UNITS[] = {{"万元", 6}, {"%", 1}, {"元", 3}, {"亿元", 6}};
static struct be_wordlist PARTS = BE_WORDLIST("，", "。", "；", "：");
static struct be_wordlist RANGE = BE_WORDLIST("-", "~", "—", "～", "－", "至");

/* As many characters behind a number without such a unit as the patterns can look at, up to another number, or
 * to what parts clauses when no number follows. False: it may go on with that number (5-10, 4.25、4.39,
 * 3亿5000万元), or with more than these characters (/年/车). */
static bool read_behind(struct number *out, struct be_span rest)
{
    size_t n = 0;
    bool parted = false;

    for (size_t chars = 0; n < rest.len && chars < BEHIND_CHARS && !parted && !be_is_digit(rest.p[n]) && rest.p[n] != '/'; chars++) {
        const char *p = rest.p + n;

        n += be_char_len(p, rest.p + rest.len);
        parted = (unsigned char)*p >= 0xE0 && be_wordlist_front(&PARTS, be_span(p, 3)) > 0 && !(n < rest.len && be_is_digit(rest.p[n]));
    }
    out->end = out->unit + n;
    out->kind = !parted && n < rest.len && (be_is_digit(rest.p[n]) || rest.p[n] == '/') ? UNIT_AND_NUMBER : OTHER_UNIT;
    return out->kind == OTHER_UNIT || (n > strlen("、") && rest.p[n] != '/');
}

/* The unit, where the patterns look at nothing behind it but a / or a range's mark. */
static bool read_unit(struct number *out, struct be_span rest)
{
    struct be_span next = rest;
    unsigned unit = 0;

    while (unit < sizeof UNITS / sizeof *UNITS && !be_span_starts(rest, UNITS[unit]))
        unit++;
    if (unit < sizeof UNITS / sizeof *UNITS)
        next = be_span_from(rest, UNITS[unit].len);
    if (be_wordlist_front(&RANGE, next) > 0 || be_starts(next, "/"))
        return false;
    out->end = out->unit + rest.len - next.len;
    out->kind = PLAIN_UNIT + unit;
    return next.len < rest.len || read_behind(out, rest);
}

/* The next number from off on, years passed over; the text's end when there is none. False: it is not
 * a plain one. */
static bool next_number(struct number *out, struct be_span text, size_t off)
{
    const char *end = text.p + text.len;

    for (size_t i = be_span_digit_from(text, off); i < text.len; i = be_span_digit_from(text, i)) {
        size_t n = plain_number(out, text.p + i, end);

        if (n == 4 && be_starts(be_span_from(text, i + n), "年")) {
            i += n + strlen("年");
            continue;
        }
        out->off = i;
        out->unit = out->end = i + n;
        out->kind = OTHER_UNIT;
        return n > 0 && (i == 0 || !be_is_digit(text.p[i - 1])) && read_unit(out, be_span_from(text, i + n));
    }
    *out = (struct number){.off = text.len, .unit = text.len, .end = text.len, .kind = NO_NUMBER};
    return true;
}

static int16_t place(struct be_span part, const char *at)
{
    return (int16_t)(part.len == 0 ? 0 : part.p - at);
}

/* What is kept of a match; it is asked for again when it is not one that the words in front decide. */
static struct front learn(const struct be_match *m, struct be_span text, const struct number *number)
{
    const char *at = text.p + number->off, *unit = text.p + number->unit;
    const struct be_span printed = be_match_part(m, BE_GROUP_UNIT);
    struct be_figure figure;

    be_amount_read(&figure, m, text);
    if (figure.off > number->off || figure.end > number->end || (printed.len > 0 && printed.p != unit) ||
        (!figure.level && (figure.value.p != at || figure.value.len != number->unit - number->off)) ||
        (figure.base.len > 0 && figure.base.p >= at) || (figure.note.len > 0 && figure.note.p >= at))
        return (struct front){.state = FRONT_ASK};
    return (struct front){
        .state = FRONT_MATCH, .stat = figure.stat, .phase = figure.phase, .sign = (uint8_t)figure.sign, .money = figure.money,
        .level = figure.level, .odd = figure.odd, .mark = figure.mark, .measure = figure.measure, .unit = figure.unit,
        .printed_unit = figure.unit.len > 0 && figure.unit.p >= printed.p && figure.unit.p < printed.p + printed.len,
        .base_len = (uint16_t)figure.base.len, .note_len = (uint16_t)figure.note.len,
        .off = place(m->whole, at), .base = place(figure.base, at), .note = place(figure.note, at),
        .end = (int16_t)(m->whole.p + m->whole.len - (figure.level ? at : unit)),
    };
}

static void recall(struct be_figure *out, const struct front *f, struct be_span text, const struct number *number)
{
    const char *at = text.p + number->off;
    const bool plain = !f->level && number->form < GROUPED && (*at != '0' || number->unit - number->off == 1 || at[1] == '.');

    *out = (struct be_figure){
        .off = number->off + (size_t)(ptrdiff_t)f->off, .digits = number->off,
        .end = (f->level ? number->off : number->unit) + (size_t)(ptrdiff_t)f->end,
        .mark = f->mark, .measure = f->measure, .stat = f->stat, .phase = f->phase, .sign = (enum be_sign)f->sign,
        .value = be_span(at, number->unit - number->off), .number = number->worth,
        .unit = f->printed_unit ? be_span(text.p + number->unit, f->unit.len) : f->unit,
        .base = be_span(at + f->base, f->base_len), .note = be_span(at + f->note, f->note_len),
        .numeric = true, .money = f->money, .plain = plain, .odd = f->odd,
    };
    if (f->level)
        be_amount_level(out);
}

/* Where the words that are remembered begin: at most FRONT_BYTES before the number, and in no number's middle. */
static size_t front_begin(struct be_span text, size_t off, size_t number)
{
    size_t from = number - off > FRONT_BYTES ? number - FRONT_BYTES : off;

    while (from > off && from < number && (((unsigned char)text.p[from] & 0xC0) == 0x80 || be_is_digit(text.p[from])))
        from++;
    return from;
}

/* Where the first of these words stands that a pattern can begin with. It is no year. */
static size_t first_word(struct be_matcher *matcher, struct be_span text, size_t off, size_t number)
{
    uint64_t year = 0;

    for (;;) {
        off = be_match_opens(matcher, BE_P_AMOUNT, text, off, number);
        if (off == number || !be_is_digit(text.p[off]))
            return off;
        off += digits(text.p + off, text.p + number, &year);
    }
}

/* Room for what is known of the words from from on in front of a number, and of so many characters before them;
 * asker: of all words in front, or of those from one on at which a pattern can begin. NULL: too long. */
static struct front *front_of(struct be_memo *memo, enum be_asker asker, struct be_span text, size_t from, size_t before, const struct number *number)
{
    char key[FRONT_KEY];
    size_t begin = from, front, unit = number->end - number->unit;
    uint32_t question;

    while (before-- > 0 && begin > 0)
        begin -= be_char_before(text.p, text.p + begin);
    front = number->off - begin;
    question = (uint32_t)((from - begin) << 13 | front << 6 | number->form << 4 | number->kind << 1 | (from > 0));
    if (number->kind >= PLAIN_UNIT)
        return be_memo_of(memo, asker, be_span(text.p + begin, front), question, sizeof(struct front));
    if (front + unit > sizeof key)
        return NULL;
    memcpy(key, text.p + begin, front);
    memcpy(key + front, text.p + number->unit, unit);
    return be_memo_of(memo, asker, be_span(key, front + unit), question, sizeof(struct front));
}

struct asked {
    struct be_matcher *matcher;
    struct be_memo *memo;
    struct be_span text;
    struct number number;
    uint64_t line;
    struct front found;          /* when it was not known */
};

/* Remembers it, unless a pattern met a limit: it may match in another document. */
static struct front keep(const struct asked *a, struct front *known, struct front found)
{
    if (known != NULL && be_matcher_plain(a->matcher, BE_P_AMOUNT))
        *known = found;
    return found;
}

/* What begins at this word, or at the number itself. */
static struct front begins_at(const struct asked *a, size_t word)
{
    /* with such a unit a number is a figure whatever stands before it */
    const size_t before = word == a->number.off && a->number.kind >= PLAIN_UNIT ? 0 : LOOKED_BACK;
    struct front *known = front_of(a->memo, BE_ASKS_FRONT_WORD, a->text, word, before, &a->number);
    struct be_match m;

    if (known != NULL && known->state != FRONT_NEW)
        return *known;
    if (be_match_at(&m, a->matcher, BE_P_AMOUNT, a->text, word, a->line))
        return keep(a, known, learn(&m, a->text, &a->number));
    return keep(a, known, (struct front){.state = FRONT_NONE});
}

/* What begins at the first of the words from from on, or at the number, at which something does. Words that
 * begin nothing are known as such, so that what was never seen between them costs little. */
static struct front find_first(const struct asked *a, size_t from)
{
    for (;;) {
        const size_t word = first_word(a->matcher, a->text, from, a->number.off);
        struct front found = {.state = FRONT_NONE};

        if (word < a->text.len)
            found = begins_at(a, word);
        if (found.state != FRONT_NONE || word == a->number.off)
            return found;
        from = word + be_char_len(a->text.p + word, a->text.p + a->text.len);
    }
}

/* The same for all words from from on, asked as seldom as can be. */
static const struct front *find(struct asked *a, size_t from)
{
    static const struct front TOO_LONG = {.state = FRONT_ASK};
    struct front *known = front_of(a->memo, BE_ASKS_FRONT, a->text, from, 1, &a->number);

    if (known == NULL)
        return &TOO_LONG;
    if (known->state != FRONT_NEW)
        return known;
    a->found = keep(a, known, find_first(a, from));
    return &a->found;
}

/* The first figure from off on that begins before until, as the patterns say. */
static bool ask_all(struct be_figure *out, const struct asked *a, size_t off, size_t until)
{
    struct be_match m;

    if (!be_match_until(&m, a->matcher, BE_P_AMOUNT, a->text, off, until, a->line))
        return false;
    be_amount_read(out, &m, a->text);
    return true;
}

bool be_front_next(struct be_figure *out, const struct be_context *cx, struct be_span text, size_t off, uint64_t line)
{
    struct asked a;

    a.matcher = cx->matcher;
    a.memo = cx->memo;
    a.text = text;
    a.line = line;
    for (;;) {
        const struct front *front;
        size_t from;

        if (cx->memo == NULL || !be_matcher_plain(cx->matcher, BE_P_AMOUNT) || !next_number(&a.number, text, off))
            return ask_all(out, &a, off, SIZE_MAX);
        from = front_begin(text, off, a.number.off);
        if (from > off && ask_all(out, &a, off, from))
            return true;
        front = find(&a, from);
        if (front->state == FRONT_ASK)
            return ask_all(out, &a, from, SIZE_MAX);
        if (front->state == FRONT_MATCH) {
            recall(out, front, text, &a.number);
            return true;
        }
        if (a.number.kind == NO_NUMBER)
            return false;
        off = a.number.unit;
    }
}
