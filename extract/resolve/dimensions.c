#include "dimensions.h"

#include "../base/wordlist.h"

/* What is still open is taken from said; a text that names several things closes nothing. */
static void take(struct be_hit *hit, struct be_said said, enum be_topic topic)
{
    /* 支出合计 of a 三公 table is no total of spending. */
    if (hit->part == BE_PART_NONE && !(said.part == BE_PART_TOTAL && topic == BE_TOPIC_SANGONG))
        hit->part = (enum be_part)said.part;
    if (hit->fund == BE_FUND_NONE)
        hit->fund = (enum be_fund)said.fund;
    if (hit->flow == BE_FLOW_NONE)
        hit->flow = (enum be_flow)said.flow;
}

static struct be_wordlist VALUE = BE_WORDLIST("数", "额", "年", "度", "预算", "决算", "數", "額", "預算", "決算");

/* The label that tells whether a figure is the whole: the item, for a cell its innermost header
 * unless that only names a value (预算数, 金额, 2024年). */
static struct be_sense *telling(const struct be_hit_senses *of)
{
    return of->levels == 0 || be_wordlist_back(&VALUE, of->level[0]->text) > 0 ? of->item : of->level[0];
}

/* A table of nothing but expenditure: 事业收入 over one of its columns is where its money comes from. */
static bool spends(const struct be_hit *hit, enum be_topic topic)
{
    return hit->kind == BE_CELL && (topic == BE_TOPIC_EXPENDITURE || topic == BE_TOPIC_BASIC || topic == BE_TOPIC_PROJECTS ||
                                    topic == BE_TOPIC_PROCUREMENT || topic == BE_TOPIC_SANGONG || topic == BE_TOPIC_RUNNING);
}

static void take_header(struct be_hit *hit, const struct be_hit_senses *of, enum be_topic topic)
{
    struct be_said said = of->header;

    if (topic == BE_TOPIC_SANGONG)
        said.part = of->part_below_total;
    if (said.flow == BE_INCOME && spends(hit, topic))
        said.flow = BE_EXPENDITURE;
    take(hit, said, topic);
    if (of->carryover)                        /* 上年结转/一般公共预算 is no money of this year */
        hit->fund = BE_FUND_CARRYOVER;
}

bool be_dimensions(struct be_hit *hit, struct be_hit_senses *of, struct be_said above, struct be_senses *senses)
{
    bool classified = hit->scheme == BE_FUNCTIONAL || hit->scheme == BE_ECONOMIC;
    enum be_topic topic = hit->topic;
    struct be_sense *tells;

    if (hit->scheme == BE_INDICATOR || hit->stat == BE_STAT_TEXT || hit->stat == BE_STAT_COUNT)
        return false;
    be_senses_header(senses, of);
    if (of->levels > 0)
        take_header(hit, of, topic);
    /* The words of a subject's name say nothing of its fund: 政府性基金 there is a 款. */
    if (classified && hit->flow == BE_FLOW_NONE)    /* an income table parts income by subjects */
        hit->flow = topic == BE_TOPIC_INCOME && hit->kind == BE_CELL ? BE_INCOME : BE_EXPENDITURE;
    if (!classified)
        take(hit, be_sense_said(senses, of->item, BE_SAID_ITEM), topic);
    if (hit->source.len > 0 && hit->fund == BE_FUND_NONE)
        hit->fund = (enum be_fund)be_sense_said(senses, be_sense_of(senses, hit->source), BE_SAID_ITEM).fund;
    if (topic == BE_TOPIC_DUTIES || topic == BE_TOPIC_STAFF || topic == BE_TOPIC_ASSETS || topic == BE_TOPIC_PERFORMANCE)
        return !classified;
    if (hit->kind == BE_CELL && hit->fund == BE_FUND_GRANT && above.fund > BE_FUND_GRANT && above.fund <= BE_FUND_SOE)
        hit->fund = (enum be_fund)above.fund;     /* 财政拨款 over a column says less than 一般公共预算 over the table */
    take(hit, above, topic);
    if (topic == BE_TOPIC_NONE || (hit->fund != BE_FUND_NONE && hit->flow != BE_FLOW_NONE))
        return !classified;
    tells = telling(of);
    take(hit, be_sense_topic(senses, tells, topic), topic);
    return !classified || tells == of->item;
}
