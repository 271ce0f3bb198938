/* excel.c - CSV for a double click: what a spreadsheet would change or run is written as text. */
#include "writer.h"
#include "../base/wordlist.h"

#define LITERAL_CHARACTERS 255u /* the longest text in a formula */
#define DIGITS 15u              /* a double keeps so many */

/* Looks like a number or date to a spreadsheet, or to a careless reader of one: begins with a
 * digit, bracket or sign and has nothing but digits, marks and the words of dates. */
static bool converts(struct be_span text)
{
    const char *p = text.p, *end = text.p + text.len;
    bool digit = false;

    while (p < end) {
        size_t n = be_char_len(p, end);
        struct be_span c = be_span(p, n);

        if (*p >= '0' && *p <= '9')
            digit = true;
        else if (!(n == 1 && memchr(" .,-/:%eE+()", *p, 12) != NULL)
                 && !be_span_is(c, "年") && !be_span_is(c, "月") && !be_span_is(c, "日")
                 && !be_span_is(c, "时") && !be_span_is(c, "分") && !be_span_is(c, "秒"))
            return false;
        p += n;
    }
    return digit;
}

static struct be_wordlist SIGNS = BE_WORDLIST("＝", "＋", "－", "＠");

/* Begins, behind blanks, with what makes a cell a formula; full-width forms too, which some
 * versions fold. */
static bool executes(struct be_span text)
{
    while (text.len > 0 && (unsigned char)text.p[0] <= ' ')
        text = be_span_from(text, 1);
    if (text.len == 0)
        return false;
    if (memchr("=+-@", text.p[0], 4) != NULL)
        return true;
    return be_wordlist_front(&SIGNS, text) > 0;
}

/* ="text": inner quotes are doubled for the formula, then all of them for CSV. */
static char *literal(char *p, struct be_span text)
{
    memcpy(p, "\"=\"\"", 4);
    p += 4;
    for (size_t i = 0; i < text.len; i++) {
        if (text.p[i] == '"') {
            memcpy(p, "\"\"\"\"", 4);
            p += 4;
        } else {
            *p++ = text.p[i];
        }
    }
    memcpy(p, "\"\"\"", 3);
    return p + 3;
}

/* The text as it is, with an apostrophe in front: seen in the cell, but nothing runs. */
static char *defused(char *p, struct be_span text)
{
    *p++ = '"';
    *p++ = '\'';
    for (size_t i = 0; i < text.len; i++) {
        if (text.p[i] == '"')
            *p++ = '"';
        *p++ = text.p[i];
    }
    *p++ = '"';
    return p;
}

char *be_excel_field(char *p, const struct be_column_info *column, struct be_span text)
{
    size_t digits;

    if (text.len == 0)
        return p;
    /* Most text: a Chinese character in front is neither number, date nor sign (EF: full-width signs). */
    if (column->type != BE_TYPE_CODE && (unsigned char)text.p[0] >= 0x80 && text.p[0] != '\xEF')
        return be_csv_field(p, column, text);
    if (column->type != BE_TYPE_CODE && be_number_plain(text, &digits) && digits <= DIGITS)
        return be_csv_field(p, column, text);
    if (column->type != BE_TYPE_CODE && !executes(text) && !converts(text))
        return be_csv_field(p, column, text);
    if (text.len > LITERAL_CHARACTERS && be_span_count(text) > LITERAL_CHARACTERS)
        return executes(text) ? defused(p, text) : be_csv_field(p, column, text);
    return literal(p, text);
}
