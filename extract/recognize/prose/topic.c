#include "topic.h"
#include "label.h"
#include "../../base/wordlist.h"
#include "../../resolve/sense.h"

#define PARTICULAR 4u            /* rank from which words name a section of their own */
#define FRONT_BYTES 150u

static struct be_wordlist ALL_MONEY = BE_WORDLIST(
    "收入", "支出", "总", "本年", "收支", "收、支", "预算", "年度", "部门", "单位");

/* vague: no section is named around it, and words of all the department's money (支出预算) may say which. */
static enum be_topic named_topic(const struct be_context *cx, struct be_span text, enum be_topic before, bool vague)
{
    struct be_said_topic said = be_sense_title(cx->senses, text, be_span(NULL, 0));
    bool whole = said.rank > 1 || be_wordlist_front(&ALL_MONEY, text) > 0;
    bool section = said.topic != BE_TOPIC_ANNEX && said.topic != BE_TOPIC_GLOSSARY && said.topic != BE_TOPIC_DUTIES;

    return said.topic == BE_TOPIC_NONE ? before : section && ((vague && whole) || said.rank >= PARTICULAR) ? said.topic : BE_TOPIC_NONE;
}

static struct be_wordlist OTHER = BE_WORDLIST("其他", "其它", "有关");
static struct be_wordlist MATTERS = BE_WORDLIST("重要", "事项", "情况", "说明", "需要", "公开", "内容", "信息");

static struct be_wordlist OF_NONE = BE_WORDLIST("社会保险基金", "社保基金", "政府债务", "债务情况");

/* 其他重要事项, 其他说明: a heading of several topics, whatever stands above it; 社会保险基金收支情况 is of one that
 * has no name here. */
bool be_topic_is_open(const struct be_place *place)
{
    struct be_span rest = place->section;

    if (place->topic == BE_TOPIC_NONE)
        return !be_wordlist_holds(&OF_NONE, rest);
    return be_wordlist_strip(&OTHER, &rest) && (rest.len == 0 || be_wordlist_front(&MATTERS, rest) > 0);
}

static struct be_wordlist COLON = BE_WORDLIST("：", ":");
static struct be_wordlist CLAUSE_END = BE_WORDLIST("，", "。", "；");

static struct be_wordlist THING = BE_WORDLIST("业务费", "会议费", "培训费", "差旅费", "一般性支出", "债券", "转移支付");

/* （三）委托业务费安排情况: whatever its parts are called, they are of it. */
static bool names_thing(const struct be_context *cx, const struct be_place *place)
{
    return place->topic == BE_TOPIC_NONE && be_wordlist_back(&THING, be_label_heading(cx->memo, place->section)) > 0;
}

/* What stands in front of the first colon, in its clause. */
static struct be_span before_colon(struct be_span text)
{
    struct be_span front = be_span_to(text, FRONT_BYTES);

    for (size_t i = 0; i < front.len && be_wordlist_front(&CLAUSE_END, be_span_from(front, i)) == 0; i++)
        if (be_wordlist_front(&COLON, be_span_from(front, i)) > 0)
            return be_span_to(front, i);
    return be_span(NULL, 0);
}

static struct be_wordlist CARS = BE_WORDLIST("公务用车", "公车", "公务车");

/* The topic of an item behind one of topic before: 公务用车 behind 三公 is no section of assets. */
static enum be_topic topic_of_item(const struct be_context *cx, struct be_span item, enum be_topic before, bool vague)
{
    enum be_topic topic = named_topic(cx, item, before, vague);

    return topic == BE_TOPIC_ASSETS && before == BE_TOPIC_SANGONG && be_wordlist_holds(&CARS, item) ? before : topic;
}

/* Below a heading that names no topic (其他重要事项) the words in front of a colon do (政府采购情况：…),
 * else each item; a part is of its whole's, and what says nothing of the one before it. */
void be_topic_name(struct be_context *cx, const struct be_place *place, struct be_span text, size_t from)
{
    struct be_span front = before_colon(text);
    enum be_topic lead = front.len > 0 ? named_topic(cx, front, BE_TOPIC_NONE, false) : BE_TOPIC_NONE, whole = lead, topic;
    bool vague = lead == BE_TOPIC_NONE && !names_thing(cx, place);

    for (size_t i = from; i < cx->hits.n; i++) {
        struct be_hit *hit = &cx->hits.hit[i];
        bool part = hit->parent >= (int32_t)from;

        if (part && cx->hits.hit[hit->parent].topic != BE_TOPIC_NONE)
            topic = cx->hits.hit[hit->parent].topic;
        else
            topic = topic_of_item(cx, hit->item, part ? BE_TOPIC_NONE : whole, vague);
        if (topic == BE_TOPIC_NONE)
            topic = lead;
        if (!part)
            whole = topic;
        if (hit->topic == BE_TOPIC_NONE)
            hit->topic = topic;
    }
}
