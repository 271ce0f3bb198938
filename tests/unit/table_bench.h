/* table_bench.h - a context in which tables are read: patterns, a matcher, an arena, the open table. */
#ifndef TABLE_BENCH_H
#define TABLE_BENCH_H

#include "recognize/table/cell.h"
#include "resolve/facts.h"

static struct be_model *model;
static struct be_facts facts;

static inline int open_context(struct be_context *cx)
{
    static const struct be_options options;
    static const struct be_sink sink;

    if (be_model_new(&model, NULL, NULL, NULL) != BE_OK)
        return -1;
    *cx = (struct be_context){.model = model, .options = &options, .sink = &sink, .facts = &facts};
    cx->memo = be_memo_new(1u << 16);
    cx->matcher = be_matcher_new(model->patterns, cx->memo, &cx->diag);
    cx->arena = be_arena_new();
    cx->tables = be_tables_new();
    return 0;
}

static inline void close_context(struct be_context *cx)
{
    be_memo_free(cx->memo);
    be_tables_free(cx->tables);
    be_arena_free(cx->arena);
    be_matcher_free(cx->matcher);
    be_model_free(model);
}

#endif
