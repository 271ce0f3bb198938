/* trace.h - what a pattern's author sees: each line's type, and the numbers that nobody took. */
#ifndef BE_TRACE_H
#define BE_TRACE_H

#include "context.h"

/* Every line of the window to sink->trace. */
enum be_status be_trace_lines(struct be_context *cx);
/* The numbers that a block's hits took: those of their values and items. With more the rest counts as not taken. */
#define BE_CLAIMS (1u << 19)
struct be_claims {
    uint64_t *key;
    size_t n, size;
};

/* False: memory is out. */
bool be_claims_take(struct be_claims *claims, const struct be_hits *hits);
/* Every number with a unit in the block that is not in its claims, to sink->unclaimed. */
enum be_status be_trace_unclaimed(struct be_context *cx, const struct be_block *block, struct be_claims *claims);

#endif
