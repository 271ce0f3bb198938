#include "value.h"
#include "../base/unit.h"
#include "../segment/markup.h"

#define UNIT_BYTES 30u

/* Nothing but dashes and stars: a cell that was left empty. */
static bool is_dash(struct be_span text)
{
    static const char *const DASHES[] = {"—", "－", "–", "―", "─", "/", "-", "*", "_", "\\", "·", "…"};
    size_t i = 0;

    if (text.len > 12)
        return false;
    while (i < text.len) {
        size_t n = 0;
        for (size_t k = 0; k < sizeof DASHES / sizeof *DASHES && n == 0; k++)
            if (be_span_starts(be_span_from(text, i), be_span_of(DASHES[k])))
                n = strlen(DASHES[k]);
        if (n == 0)
            return false;
        i += n;
    }
    return true;
}

/* Takes the digits from p on into *digits, which wraps where there are too many; where they end. */
static const char *read_digits(const char *p, const char *end, int64_t *digits)
{
    for (; p < end && be_is_digit(*p); p++)
        *digits = (int64_t)((uint64_t)*digits * 10 + (uint64_t)(*p - '0'));
    return p;
}

static struct be_span without_commas(struct be_span text, struct be_arena *arena)
{
    char *to = be_arena_room(arena, text.len);
    size_t n = 0;

    if (to == NULL)
        return text;
    for (size_t i = 0; i < text.len; i++)
        if (text.p[i] != ',')
            to[n++] = text.p[i];
    return be_span(to, n);
}

#define PLAIN_DIGITS 17

/* 1234.56 and 1,234.56 as most cells are; false: not so simple. */
static bool plain_number(struct be_value *out, struct be_span text, struct be_arena *arena)
{
    const char *begin = text.p, *end = text.p + text.len, *p, *point;
    int64_t digits = 0;
    bool negative = *begin == '-';
    long commas = 0, scale;

    if (text.len > PLAIN_DIGITS + 7)
        return false;
    begin += negative;
    p = read_digits(begin, end, &digits);
    for (; p > begin && end - p >= 4 && *p == ',' && be_is_digit(p[1]) && be_is_digit(p[2]) && be_is_digit(p[3]); commas++)
        p = read_digits(p + 1, end, &digits);
    point = p;
    if (p > begin && p < end && *p == '.')
        p = read_digits(p + 1, end, &digits);
    scale = p > point ? p - point - 1 : 0;
    if (p < end || p == begin || p[-1] == '.' || point - begin - commas + scale > PLAIN_DIGITS)
        return false;
    out->kind = BE_VALUE_NUMBER;
    out->number = (struct be_decimal){negative ? -digits : digits, (uint8_t)scale};
    out->text = commas == 0 ? text : without_commas(text, arena);
    return true;
}

/* With signs, brackets and blanks: what be_decimal_read takes. Written anew, its decimals kept. */
static bool odd_number(struct be_value *out, struct be_span text, struct be_arena *arena)
{
    char written[BE_DECIMAL_CHARS];

    if (text.len > 60 || !be_decimal_read(&out->number, text))
        return false;
    out->kind = BE_VALUE_NUMBER;
    out->text = be_arena_copy(arena, be_decimal_text(written, out->number, false));
    return true;
}

static bool any_number(struct be_value *out, struct be_span text, struct be_arena *arena)
{
    if (text.len == 0)
        return false;
    return plain_number(out, text, arena) || odd_number(out, text, arena);
}

/* Where the number at the beginning of text ends. */
static size_t number_end(struct be_span text)
{
    size_t i = 0, end = 0;

    while (i < text.len) {
        if (be_is_digit(text.p[i]))
            end = i + 1;
        else if (text.p[i] != '.' && text.p[i] != ',' && text.p[i] != ' ' && !(i == 0 && (text.p[i] == '-' || text.p[i] == '+')))
            break;
        i++;
    }
    return end;
}

/* 40万, 720件, 100%, 3500人次: a number and its unit, nothing else. */
static bool with_unit(struct be_value *out, struct be_span text, struct be_context *cx, struct be_arena *arena)
{
    size_t end = number_end(text);
    struct be_span unit = be_span_trim(be_span_from(text, end));

    if (end == 0 || unit.len == 0 || unit.len > UNIT_BYTES)
        return false;
    unit = be_word_squeeze(unit, arena);
    if (!be_span_is(unit, "%") && be_word_of(cx, unit, NULL) != BE_WORD_QUANTITY)
        return false;
    /* 2024年 is a year, not 2024 years; a day of a month is a date */
    if (be_span_is(unit, "日") || be_span_is(unit, "月") || (be_span_is(unit, "年") && end == 4))
        return false;
    if (!any_number(out, be_span_to(text, end), arena))
        return false;
    out->unit = be_unit_fold(unit);
    return true;
}

/* 此表无数据; 单位：万元 or 审核人：… that came as a cell. */
static bool says_nothing(struct be_context *cx, struct be_span text, struct be_arena *arena)
{
    enum be_word word;

    if (text.len > BE_WORD_BYTES || (text.len > 36 && be_span_find(text, BE_LIT("：")) < 0))
        return false;
    word = be_word_of(cx, be_word_squeeze(text, arena), NULL);
    return word == BE_WORD_NOTHING || word == BE_WORD_CAPTION;
}

void be_value_read(struct be_value *out, struct be_span cell, struct be_context *cx, struct be_arena *arena)
{
    unsigned char c;

    *out = (struct be_value){.kind = BE_VALUE_NOTHING};
    if (cell.len == 0)
        return;
    c = (unsigned char)cell.p[0];
    if (be_is_digit(cell.p[0]) && plain_number(out, cell, arena))
        return;
    if (is_dash(cell))
        return;
    if ((c < 0x80 || c == 0xE2 || c == 0xEF) && any_number(out, cell, arena))
        return;
    if ((be_is_digit(cell.p[0]) || c == '-') && with_unit(out, cell, cx, arena))
        return;
    out->text = be_markup_text(cell, arena);
    if (out->text.len == 0 || says_nothing(cx, out->text, arena))
        return;
    out->kind = BE_VALUE_TEXT;
}
