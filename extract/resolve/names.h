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

#endif
