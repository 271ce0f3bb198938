/* label_context.h - words in front of a name that say of what, of whom or with whose money it is.
 *
 * In:    a label without its comparator and year: 使用财政拨款的公务接待费.
 * Out:   the name (公务接待费); source, when it says whose money (使用财政拨款).
 * Keeps: nothing.
 */
#ifndef BE_LABEL_CONTEXT_H
#define BE_LABEL_CONTEXT_H

#include "../../base/span.h"

struct be_span be_context_strip(struct be_span text, struct be_span *source);
/* 实际支出公务接待费: without the verb in front of what is spent on. */
void be_context_strip_spent(struct be_span *text);

#endif
