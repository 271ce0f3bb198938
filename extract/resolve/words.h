/* words.h - words to topic, concept and dimensions: patterns/topics.csv, concepts.csv, dimensions.csv.
 *
 * In:    titles, headings and labels as published.
 * Out:   the topic a title names, the concept a figure has, and what words say about part, fund
 *        and flow. Nothing where words do not say it.
 * Keeps: the tables, read-only after load and shared by all threads.
 */
#ifndef BE_WORDS_H
#define BE_WORDS_H

#include "../recognize/hit.h"

struct be_words;
struct be_patterns;
struct be_traditional;
struct be_senses;                /* sense.h: what labels say, remembered */
struct be_hit_senses;
/* traditional: lives as long as the words. */
enum be_status be_words_load(struct be_words **out, const struct be_patterns *patterns, const struct be_traditional *traditional,
                             void (*say)(void *user, const char *message), void *user);
/* The same from the bytes of the files. */
struct be_words_files { struct be_span topics, concepts, dimensions; const struct be_traditional *traditional; };
enum be_status be_words_read(struct be_words **out, const struct be_words_files *files,
                             void (*say)(void *user, const char *message), void *user);
void be_words_free(struct be_words *words); /* accepts NULL */

/* What the words of a title or heading say. The agency's own name in it does not count (政府采购中心
 * publishes more than procurement); agency may be empty. */
struct be_said_topic {
    enum be_topic topic;
    unsigned rank;               /* how particular, 1..9; 0: no topic */
};
struct be_said_topic be_words_say(const struct be_words *words, struct be_span title, struct be_span agency);
enum be_topic be_words_topic(const struct be_words *words, struct be_span title);
/* The topic below a heading that says `said` when `above` holds above it: a heading that is less
 * particular changes nothing (支出结构情况 below 一般公共预算支出情况). */
struct be_said_topic be_words_below(struct be_said_topic above, struct be_said_topic said);
/* A row or column of a table may be of a topic of its own (机关运行经费 in a 三公 table); else topic.
 * within: be_words_within of its label and of its header. */
enum be_topic be_words_cell_topic(const struct be_words *words, enum be_topic topic, uint64_t within);
bool be_words_has_cell_topics(const struct be_words *words, enum be_topic topic); /* other ones than topic */
/* Which of the rules with a topic of their own hold for a text, a bit each. */
uint64_t be_words_within(const struct be_words *words, struct be_span text);

/* The concept of a figure with its topic and dimensions resolved; empty when it has none. Static
 * as long as words. */
struct be_span be_words_concept(const struct be_words *words, const struct be_hit_senses *senses, const struct be_hit *hit);

/* The levels of a measure, 支出/合计, from the inside out; false behind the outermost. Levels may be empty. */
static inline bool be_measure_level(struct be_span *rest, struct be_span *level)
{
    const char *slash = rest->len == 0 ? NULL : memrchr(rest->p, '/', rest->len);

    if (rest->len == 0)
        return false;
    *level = slash == NULL ? *rest : be_span_from(*rest, (size_t)(slash + 1 - rest->p));
    rest->len = slash == NULL ? 0 : (size_t)(slash - rest->p);
    return true;
}

/* Part, fund and flow as far as the words of one text say so, by the place where it stands. */
struct be_said {
    uint8_t part, fund, flow;    /* enum be_part, be_fund, be_flow */
};
enum be_said_place { BE_SAID_ITEM, BE_SAID_HEADER, BE_SAID_TITLE, BE_SAID_SECTION,
                     BE_SAID_TOPIC /* text: topic:item */, BE_SAID_PLACES };
void be_words_dimensions(const struct be_words *words, struct be_span text, struct be_said said[BE_SAID_PLACES]);
/* The same of a topic and a label in it, BE_SAID_TOPIC. */
struct be_said be_words_topic_says(const struct be_words *words, enum be_topic topic, struct be_span label);

#endif
