#include "dimensions.h"

#include "resolve.h"
#include <stdio.h>
#include <stdlib.h>

#define CACHE_ENTRIES 1024u
#define CACHE_BYTES 118u          /* longer texts are not kept */
#define TITLE_BYTES 300u

struct be_said_cache {
    struct entry {
        uint8_t place, len;       /* place 0: empty */
        struct be_said said;
        char text[CACHE_BYTES];
    } entry[CACHE_ENTRIES];
    enum be_topic topic;          /* of the last table's title, below */
    size_t title_len, agency_len;
    char title[TITLE_BYTES], agency[TITLE_BYTES];
};

struct be_said_cache *be_said_cache_new(void)
{
    return calloc(1, sizeof(struct be_said_cache));
}

void be_said_cache_free(struct be_said_cache *cache)
{
    free(cache);
}

static uint32_t hash(struct be_span text, unsigned place)
{
    uint64_t h = 14695981039346656037u ^ place, word;

    for (size_t i = 0; i < text.len; i += 8) {
        word = 0;
        memcpy(&word, text.p + i, text.len - i < 8 ? text.len - i : 8);
        h = (h ^ word) * 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    return (uint32_t)(h ^ (h >> 32));
}

static struct be_said ask(const struct be_words *words, struct be_said_cache *cache, enum be_said_place place,
                          struct be_span text)
{
    if (cache == NULL || text.len > CACHE_BYTES)
        return be_words_dimensions(words, place, text);
    struct entry *e = &cache->entry[hash(text, place) % CACHE_ENTRIES];
    if (e->place != place || e->len != text.len || memcmp(e->text, text.p, text.len) != 0) {
        e->said = be_words_dimensions(words, place, text);
        e->place = (uint8_t)place;
        e->len = (uint8_t)text.len;
        memcpy(e->text, text.p, text.len);
    }
    return e->said;
}

enum be_topic be_said_title(const struct be_words *words, struct be_said_cache *cache, struct be_span title,
                            struct be_span agency)
{
    if (title.len == 0)
        return BE_TOPIC_NONE;
    if (cache == NULL || title.len > TITLE_BYTES || agency.len > TITLE_BYTES)
        return be_words_say(words, title, agency).topic;
    if (!be_span_eq(be_span(cache->title, cache->title_len), title)
        || !be_span_eq(be_span(cache->agency, cache->agency_len), agency)) {
        cache->topic = be_words_say(words, title, agency).topic;
        cache->title_len = title.len;
        cache->agency_len = agency.len;
        memcpy(cache->title, title.p, title.len);
        if (agency.len > 0)
            memcpy(cache->agency, agency.p, agency.len);
    }
    return cache->topic;
}

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

/* The label that tells whether a figure is the whole: the item, for a cell its innermost header
 * unless that only names a value (预算数, 金额, 2024年). */
static struct be_span telling(const struct be_hit *hit)
{
    static const char *const VALUE[] = {"数", "额", "年", "度", "预算", "决算"};
    size_t from = hit->measure.len;

    if (hit->kind != BE_CELL || from == 0)
        return hit->item;
    while (from > 0 && hit->measure.p[from - 1] != '/')
        from--;
    for (size_t i = 0; i < sizeof VALUE / sizeof VALUE[0]; i++)
        if (be_span_ends(hit->measure, be_span_of(VALUE[i])))
            return hit->item;
    return be_span_from(hit->measure, from);
}

void be_dimensions(struct be_hit *hit, struct be_span table_title, struct be_span section, enum be_topic topic,
                   const struct be_words *words, struct be_said_cache *cache)
{
    bool classified = hit->scheme == BE_FUNCTIONAL || hit->scheme == BE_ECONOMIC;
    struct be_span rest = hit->kind == BE_CELL ? hit->measure : be_span(NULL, 0);
    bool carryover = false;

    if (hit->scheme == BE_INDICATOR || hit->stat == BE_STAT_TEXT || hit->stat == BE_STAT_COUNT)
        return;
    while (rest.len > 0) {                    /* header levels, from the inside out */
        size_t from = rest.len;
        while (from > 0 && rest.p[from - 1] != '/')
            from--;
        if (from < rest.len) {
            struct be_said said = ask(words, cache, BE_SAID_HEADER, be_span_from(rest, from));
            take(hit, said, topic);
            carryover = carryover || said.fund == BE_FUND_CARRYOVER;
        }
        rest.len = from > 0 ? from - 1 : 0;
    }
    if (carryover)                            /* 上年结转/一般公共预算 is no money of this year */
        hit->fund = BE_FUND_CARRYOVER;
    /* The words of a subject's name say nothing of its fund: 政府性基金 there is a 款. */
    if (classified && hit->flow == BE_FLOW_NONE)    /* an income table parts income by subjects */
        hit->flow = topic == BE_TOPIC_INCOME && hit->kind == BE_CELL ? BE_INCOME : BE_EXPENDITURE;
    if (!classified && hit->item.len > 0)
        take(hit, ask(words, cache, BE_SAID_ITEM, hit->item), topic);
    if (topic == BE_TOPIC_DUTIES || topic == BE_TOPIC_STAFF || topic == BE_TOPIC_ASSETS || topic == BE_TOPIC_PERFORMANCE)
        return;
    if (table_title.len > 0)
        take(hit, ask(words, cache, BE_SAID_TITLE, table_title), topic);
    else if (section.len > 0)
        take(hit, ask(words, cache, BE_SAID_SECTION, section), topic);
    if (topic != BE_TOPIC_NONE && (hit->fund == BE_FUND_NONE || hit->flow == BE_FLOW_NONE)) {
        char text[TITLE_BYTES];
        struct be_span label = telling(hit);
        int n = snprintf(text, sizeof text, "%s:%.*s", be_names_topic(topic),
                         (int)(label.len < TITLE_BYTES / 2 ? label.len : 0), label.p);
        take(hit, ask(words, cache, BE_SAID_TOPIC, be_span(text, (size_t)n)), topic);
    }
}
