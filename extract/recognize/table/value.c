#include "value.h"
#include "../../base/unit.h"
#include "../../base/wordlist.h"
#include "../../segment/grid/markup.h"

#define UNIT_BYTES 30u

static struct be_wordlist DASHES = BE_WORDLIST("—", "－", "–", "―", "─", "/", "-", "*", "_", "\\", "·", "…");

/* Nothing but dashes and stars: a cell that was left empty. */
static bool is_dash(struct be_span text)
{
    if (text.len > 12)
        return false;
    while (be_wordlist_strip(&DASHES, &text))
        continue;
    return text.len == 0;
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

/* 1,234,567.89: do three digits follow each comma, all of them before the point? */
static bool is_grouped(struct be_span text)
{
    size_t i = 0;

    for (; i < text.len && text.p[i] != '.'; i++)
        if (text.p[i] == ',' && (i == 0 || text.len - i < 4 || !be_span_digits(be_span(text.p + i + 1, 3))))
            return false;
    return memchr(text.p + i, ',', text.len - i) == NULL;
}

bool be_value_plain(struct be_value *out, struct be_span text, struct be_arena *arena)
{
    const bool negative = text.len > 0 && text.p[0] == '-';

    if (text.len > 0 && memchr(text.p, ',', text.len) != NULL) {
        if (text.len > 2 * BE_DECIMAL_SCALE || !is_grouped(be_span_from(text, negative)))
            return false;
        text = without_commas(text, arena);
    }
    if (!be_value_digits(out, be_span_from(text, negative)))
        return false;
    if (negative)
        out->number.digits = -out->number.digits;
    out->text = text;
    out->plain = out->plain && (!negative || out->number.digits != 0);
    return true;
}

/* With signs, brackets and blanks: what be_decimal_read takes. Written anew, its decimals kept. */
static bool odd_number(struct be_value *out, struct be_span text, struct be_arena *arena)
{
    char written[BE_DECIMAL_CHARS];

    if (text.len > 60 || !be_decimal_read(&out->number, text))
        return false;
    out->kind = BE_VALUE_NUMBER;
    out->plain = true;
    out->text = be_arena_copy(arena, be_decimal_text(written, out->number, false));
    return true;
}

static bool any_number(struct be_value *out, struct be_span text, struct be_arena *arena)
{
    if (text.len == 0)
        return false;
    return be_value_plain(out, text, arena) || odd_number(out, text, arena);
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
    /* 项 and 类 head columns of codes, too */
    if (!be_span_is(unit, "%") && !be_span_is(unit, "项") && !be_span_is(unit, "类") && be_word_of(cx, unit, NULL) != BE_WORD_QUANTITY)
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

    if (text.len > BE_WORD_BYTES || (text.len > 36 && !be_span_has(text, "：")))
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
    if (be_is_digit(cell.p[0]) && be_value_plain(out, cell, arena))
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
