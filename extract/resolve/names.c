/* names.c - the closed lists of the record, as they stand in its columns. */
#include "resolve.h"

#define NAME_OF(list, i) ((size_t)(i) < sizeof list / sizeof *list ? list[i] : "")

const char *be_names_kind(enum be_kind kind)
{
    static const char *const NAMES[] = {"subject", "amount", "cell", "nil", "heading", "term"};
    return NAME_OF(NAMES, kind);
}

const char *be_names_stat(enum be_stat stat)
{
    static const char *const NAMES[] = {"", "amount", "change", "change_rate", "share", "completion", "count", "target", "actual", "weight", "text"};
    return NAME_OF(NAMES, stat);
}

const char *be_names_phase(enum be_phase phase)
{
    static const char *const NAMES[] = {"", "budget", "adjusted", "final"};
    return NAME_OF(NAMES, phase);
}

const char *be_names_topic(enum be_topic topic)
{
    static const char *const NAMES[] = {
        "", "balance", "income", "expenditure", "grant_balance", "general", "basic", "projects", "sangong", "fund_gov",
        "fund_soe", "running", "procurement", "assets", "performance", "staff", "duties", "annex", "glossary",
    };
    return NAME_OF(NAMES, topic);
}

const char *be_names_part(enum be_part part)
{
    static const char *const NAMES[] = {"", "total", "basic", "project", "personnel", "public"};
    return NAME_OF(NAMES, part);
}

const char *be_names_fund(enum be_fund fund)
{
    static const char *const NAMES[] = {"", "all", "grant", "general", "gov", "soe", "own", "carryover"};
    return NAME_OF(NAMES, fund);
}

const char *be_names_flow(enum be_flow flow)
{
    static const char *const NAMES[] = {"", "income", "expenditure", "both"};
    return NAME_OF(NAMES, flow);
}

const char *be_names_rollup(enum be_rollup rollup)
{
    static const char *const NAMES[] = {"", "leaf", "rows", "cols", "both"};
    return NAME_OF(NAMES, rollup);
}

const char *be_names_scheme(enum be_scheme scheme)
{
    static const char *const NAMES[] = {"", "functional", "economic", "indicator", "entity"};
    return NAME_OF(NAMES, scheme);
}
