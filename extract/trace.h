/* trace.h - what a pattern's author sees: each line's type, and the numbers that nobody took. */
#ifndef BE_TRACE_H
#define BE_TRACE_H

#include "context.h"

/* Every line of the window to sink->trace. */
enum be_status be_trace_lines(struct be_context *cx);
/* Every number with a unit in the block that no hit of cx->hits took, to sink->unclaimed. */
enum be_status be_trace_unclaimed(struct be_context *cx, const struct be_block *block);

#endif
