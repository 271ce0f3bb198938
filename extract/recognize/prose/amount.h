/* amount.h - one figure in prose and the words that say what it measures: 占总收入100%, 减少0.5万元.
 *
 * In:    squeezed text (squeeze.h) and where to look from.
 * Out:   the next figure with its value, unit and measure; what stands left of off is its label
 *        (label.h). Years, dates, document and list numbers, thresholds (50万元以上) are passed over.
 * Keeps: nothing. The words are patterns/amount/: the mark of a pattern names the measure, with
 *        - in front when the figure counts as negative (减少), ± when a template left it open
 *        (增加/减少).
 */
#ifndef BE_AMOUNT_H
#define BE_AMOUNT_H

#include "../../context.h"

enum be_sign { BE_SIGN_NONE, BE_SIGN_LESS, BE_SIGN_OPEN };

struct be_figure {
    size_t off, end;             /* the words and the figure, in the text */
    size_t digits;               /* where its first digit stands */
    const char *mark;            /* of the pattern that found it, or NULL */
    struct be_span measure;      /* empty: no word of its own */
    enum be_stat stat;           /* as far as measure and unit tell */
    enum be_phase phase;
    enum be_sign sign;           /* not yet applied to value and number */
    struct be_span value, unit, base, note;
    struct be_decimal number;
    bool numeric, money;
    bool plain;                  /* value is the number as be_decimal_text writes it */
    bool level;                  /* 持平: a change of 0, no digit is printed */
    bool odd;                    /* its unit is missing, or says 余 */
};

/* What a match says of a figure, whatever its digits and what stands behind it: value is as printed, the number not yet read. */
void be_amount_read(struct be_figure *out, const struct be_match *match, struct be_span text);
/* What 持平 says, a change of 0 without a figure; off and end are known. */
void be_amount_level(struct be_figure *figure);
bool be_amount_next(struct be_figure *out, const struct be_context *cx, struct be_span text, size_t off, uint64_t line);
/* Makes value and number negative; a figure that is printed negative stays so. */
void be_amount_negate(struct be_figure *figure, struct be_arena *arena);

/* Where to read on behind what ends at end: forward from off whatever rules have made of it, lest a text be read for ever. */
static inline size_t be_amount_behind(struct be_span text, size_t off, size_t end)
{
    return end > off ? end : off + be_char_len(text.p + off, text.p + text.len);
}

#endif
