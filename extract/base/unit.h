/* unit.h - the units of figures: 万元 and its spellings, and what money units are worth.
 *
 * In:    a unit as printed after folding (full-width characters and brackets are done).
 * Out:   its usual spelling, and for money in yuan its power of ten.
 * Keeps: nothing; the tables are static.
 */
#ifndef BE_UNIT_H
#define BE_UNIT_H

#include "span.h"

/* The usual spelling: 萬元, 人民币万元, 万元人民币, 万圆, RMB万元 → 万元; 平米, ㎡ → 平方米; 公里 stays.
 * A unit that is not in the table comes back as it is, trimmed. Points into unit or static text. */
struct be_span be_unit_fold(struct be_span unit);
/* True for money in yuan: *power is that of ten (元 0, 千元 3, 万元 and 万 4, 亿元 and 亿 8).
 * Foreign money (万美元) and all else is false. Folds by itself. */
bool be_unit_yuan(struct be_span unit, int *power);
/* True for a unit of money, foreign money included. */
bool be_unit_money(struct be_span unit);

#endif
