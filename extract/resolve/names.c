/* names.c - the closed lists of the record, as they stand in its columns. */
#include "resolve.h"

#define NAME_OF(list, i) ((size_t)(i) < sizeof list / sizeof *list ? list[i] : BE_LIT(""))
#define N(s) {s, sizeof(s) - 1}

struct be_span be_names_kind(enum be_kind kind)
{
    static const struct be_span NAMES[] = {N("subject"), N("amount"), N("cell"), N("nil"), N("heading"), N("term")};
    return NAME_OF(NAMES, kind);
}

struct be_span be_names_stat(enum be_stat stat)
{
    static const struct be_span NAMES[] = {N(""), N("amount"), N("change"), N("change_rate"), N("share"), N("completion"), N("count"), N("target"), N("actual"), N("weight"), N("text")};
    return NAME_OF(NAMES, stat);
}

struct be_span be_names_phase(enum be_phase phase)
{
    static const struct be_span NAMES[] = {N(""), N("budget"), N("adjusted"), N("final")};
    return NAME_OF(NAMES, phase);
}

struct be_span be_names_topic(enum be_topic topic)
{
    static const struct be_span NAMES[] = {
        N(""), N("balance"), N("income"), N("expenditure"), N("grant_balance"), N("general"), N("basic"), N("projects"), N("sangong"), N("fund_gov"),
        N("fund_soe"), N("running"), N("procurement"), N("assets"), N("performance"), N("staff"), N("duties"), N("annex"), N("glossary"),
    };
    return NAME_OF(NAMES, topic);
}

struct be_span be_names_part(enum be_part part)
{
    static const struct be_span NAMES[] = {N(""), N("total"), N("basic"), N("project"), N("personnel"), N("public")};
    return NAME_OF(NAMES, part);
}

struct be_span be_names_fund(enum be_fund fund)
{
    static const struct be_span NAMES[] = {N(""), N("all"), N("grant"), N("general"), N("gov"), N("soe"), N("own"), N("carryover")};
    return NAME_OF(NAMES, fund);
}

struct be_span be_names_flow(enum be_flow flow)
{
    static const struct be_span NAMES[] = {N(""), N("income"), N("expenditure"), N("both")};
    return NAME_OF(NAMES, flow);
}

struct be_span be_names_rollup(enum be_rollup rollup)
{
    static const struct be_span NAMES[] = {N(""), N("leaf"), N("rows"), N("cols"), N("both")};
    return NAME_OF(NAMES, rollup);
}

struct be_span be_names_scheme(enum be_scheme scheme)
{
    static const struct be_span NAMES[] = {N(""), N("functional"), N("economic"), N("indicator"), N("entity")};
    return NAME_OF(NAMES, scheme);
}
