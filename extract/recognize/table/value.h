/* value.h - what a cell says: nothing, a number with or without a unit, or text.
 *
 * In:    a cell's text.
 * Out:   its kind, the value as published (blanks and separators out, minus applied), the number.
 * Keeps: nothing. By bytes alone; a unit behind a number is asked of the patterns (remembered).
 */
#ifndef BE_VALUE_H
#define BE_VALUE_H

#include "../../base/decimal.h"
#include "word.h"

enum be_value_kind { BE_VALUE_NOTHING, BE_VALUE_NUMBER, BE_VALUE_TEXT };

struct be_value {
    enum be_value_kind kind;
    struct be_span text;         /* the value as the record shows it */
    struct be_decimal number;
    bool plain;                  /* text is the number as be_decimal_text writes it */
    struct be_span unit;         /* printed behind it: % 人次 万元; empty: none */
};

/* 1234.56 and 1234, as most cells are. */
static inline bool be_value_digits(struct be_value *out, struct be_span text)
{
    if (!be_decimal_digits(&out->number, text) || text.p[0] == '.')
        return false;
    out->kind = BE_VALUE_NUMBER;
    out->text = text;
    out->plain = text.p[0] != '0' || text.len == 1 || text.p[1] == '.';
    out->unit = be_span(NULL, 0);
    return true;
}
/* The same with a minus and commas, -1,234.56. */
bool be_value_plain(struct be_value *out, struct be_span cell, struct be_arena *arena);
void be_value_read(struct be_value *out, struct be_span cell, struct be_context *cx, struct be_arena *arena);

#endif
