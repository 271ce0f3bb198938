/* table_bench.h - a context in which tables are read: patterns, a matcher, an arena, the open table. */
#ifndef TABLE_BENCH_H
#define TABLE_BENCH_H

#include "recognize/table/cell.h"

static struct be_model model;

static inline int open_context(struct be_context *cx)
{
    static const struct be_options options;
    static const struct be_sink sink;

    if (be_patterns_load(&model.patterns, NULL, NULL, NULL) != BE_OK)
        return -1;
    *cx = (struct be_context){.model = &model, .options = &options, .sink = &sink};
    cx->matcher = be_matcher_new(model.patterns, &cx->diag);
    cx->arena = be_arena_new();
    cx->tables = be_tables_new();
    cx->memo = be_memo_new(1u << 16);
    return 0;
}

static inline void close_context(struct be_context *cx)
{
    be_memo_free(cx->memo);
    be_tables_free(cx->tables);
    be_arena_free(cx->arena);
    be_matcher_free(cx->matcher);
    be_patterns_free(model.patterns);
}

#endif
