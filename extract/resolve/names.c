#include "names.h"

#define N(s) {s "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", sizeof(s) - 1}

const struct be_span be_names_kind[] = {N("subject"), N("amount"), N("cell"), N("nil"), N("heading"), N("term"), N("")};
const struct be_span be_names_stat[] = {
    N(""), N("amount"), N("change"), N("change_rate"), N("share"), N("completion"), N("count"), N("target"), N("actual"),
    N("weight"), N("text"), N(""),
};
const struct be_span be_names_phase[] = {N(""), N("budget"), N("adjusted"), N("final"), N("")};
const struct be_span be_names_topic[] = {
    N(""), N("balance"), N("income"), N("expenditure"), N("grant_balance"), N("general"), N("basic"), N("projects"),
    N("sangong"), N("fund_gov"), N("fund_soe"), N("running"), N("procurement"), N("assets"), N("performance"), N("staff"),
    N("duties"), N("annex"), N("glossary"), N(""),
};
const struct be_span be_names_part[] = {N(""), N("total"), N("basic"), N("project"), N("personnel"), N("public"), N("")};
const struct be_span be_names_fund[] = {
    N(""), N("all"), N("grant"), N("general"), N("gov"), N("soe"), N("own"), N("carryover"), N(""),
};
const struct be_span be_names_flow[] = {N(""), N("income"), N("expenditure"), N("both"), N("")};
const struct be_span be_names_rollup[] = {N(""), N("leaf"), N("rows"), N("cols"), N("both"), N("")};
const struct be_span be_names_scheme[] = {N(""), N("functional"), N("economic"), N("indicator"), N("entity"), N("")};

int be_names_number(const struct be_span *names, struct be_span name)
{
    for (int i = 1; names[i].len > 0; i++)
        if (be_span_eq(name, names[i]))
            return i;
    return 0;
}

const struct be_part_name be_names_sangong[] = {{"出国", "abroad"}, {"接待", "reception"}, {"购置", "car_buy"}, {NULL, NULL}};

bool be_names_part_of_sangong(struct be_span text, const struct be_part_name *part)
{
    return be_span_has(text, part->word) && !be_span_has(text, "三公");
}
