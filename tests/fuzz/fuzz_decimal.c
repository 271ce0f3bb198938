/* fuzz_decimal.c - any text as a number, a Chinese number and a unit: what is read is written and read
 * back as the same, and counting with it is exact or refused.
 */
#include "fuzz.h"
#include "base/decimal.h"
#include "base/unit.h"

static void check(struct be_decimal a)
{
    char text[BE_DECIMAL_CHARS];
    struct be_decimal back, moved, sum, nothing = {0, 0};
    struct be_span plain = be_decimal_text(text, a, false);

    must(plain.len > 0 && plain.len < sizeof text && a.scale <= BE_DECIMAL_SCALE, "a number's length");
    must(be_decimal_read(&back, plain) && back.digits == a.digits && back.scale == a.scale, "written and read");
    plain = be_decimal_text(text, a, true);
    must(be_decimal_read(&back, plain) && be_decimal_cmp(back, a) == 0, "trimmed and read");
    for (int power = -20; power <= 20; power++)
        if (be_decimal_shift(&moved, a, power) && be_decimal_shift(&back, moved, -power))
            must(be_decimal_cmp(back, a) == 0, "moved and back");
    must(be_decimal_sub(&sum, a, a) && be_decimal_cmp(sum, nothing) == 0, "a - a = 0");
    if (be_decimal_add(&sum, a, a))
        must(be_decimal_sub(&back, sum, a) && be_decimal_cmp(back, a) == 0, "a + a - a = a");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = valid_copy(data, size);
    struct be_span all = be_span(text, size);
    struct be_decimal a;
    int power = 0;

    if (be_decimal_read(&a, all))
        check(a);
    if (be_decimal_chinese(&a, all)) {
        must(a.digits >= 0, "a Chinese numeral has no sign");
        check(a);
    }
    if (be_unit_yuan(all, &power))
        must(power >= -2 && power <= 12 && be_unit_money(all), "a unit of money");
    must(be_unit_fold(all).len <= size + 12, "a folded unit");
    free(text);
    return 0;
}
