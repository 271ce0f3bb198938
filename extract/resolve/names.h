/* names.h - the closed lists of the record, as they stand in its columns; empty for none.
 *
 * Static text with a NUL behind it, and BE_PADDED bytes to read at.
 */
#ifndef BE_NAMES_H
#define BE_NAMES_H

#include "../recognize/hit.h"

/* By the enums, with an empty one behind the last. */
extern const struct be_span be_names_kind[], be_names_stat[], be_names_phase[], be_names_topic[], be_names_part[], be_names_fund[],
    be_names_flow[], be_names_rollup[], be_names_scheme[];
/* The number of a name in its list; 0: none of them. */
int be_names_number(const struct be_span *names, struct be_span name);

/* What of 三公 a statement of nothing is about, with its concept; a row without a word ends it. */
extern const struct be_part_name { const char *word, *concept; } be_names_sangong[];
/* 2020年无公务接待费支出: of that part alone, not of all 三公. */
bool be_names_part_of_sangong(struct be_span text, const struct be_part_name *part);

#endif
