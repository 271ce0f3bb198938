#include "words.h"

#include "../recognize/pattern/pattern.h"
#include "names.h"
#include "sense.h"
#include "wordrows.h"
#include <stdio.h>
#include <stdlib.h>

/* ---- helpers shared with concepts.c ---- */

size_t be_words_fold(const struct be_words *words, struct be_span text, char *buf, size_t room)
{
    size_t kept = 0;

    be_traditional_fold(words->traditional, text, buf, room, &kept);
    return kept;
}

int be_words_number(enum be_words_list list, struct be_span name)
{
    static const struct be_span *const NAMES[] = {be_names_topic, be_names_part, be_names_fund, be_names_flow};
    int n = be_names_number(NAMES[list], name);

    return n > 0 || name.len == 0 || be_span_is(name, "-") ? n : -1;
}

/* ---- topics.csv: topic, rank, all, none, within ---- */

static enum be_status add_topic(const struct be_rows_ask *ask, size_t line, const struct be_span *field)
{
    struct be_words *w = ask->user;
    struct be_topic_rule rule = {.rank = 0};
    int topic = be_words_number(BE_LIST_OF_TOPICS, field[0]), within = be_words_number(BE_LIST_OF_TOPICS, field[4]);
    enum be_status rc;

    if (topic <= 0 || within < 0)
        return be_rows_fail(ask, line, "no such topic: %.*s", (int)field[0].len, field[0].p);
    if (field[1].len != 1 || field[1].p[0] < '1' || field[1].p[0] > '9')
        return be_rows_fail(ask, line, "rank is a digit, 1 to 9");
    rule.topic = (uint8_t)topic;
    rule.within = (uint8_t)within;
    rule.rank = (uint8_t)(field[1].p[0] - '0');
    if (within > 0) {
        if (w->withins == 64)
            return be_rows_fail(ask, line, "more than 64 rows with within");
        rule.bit = (uint8_t)w->withins++;
        w->within[within] |= (uint64_t)1 << rule.bit;
    }
    rc = be_lexicon_rule(&w->titles, &rule.words, field[2], field[3]);
    if (rc == BE_EPATTERN)
        return be_rows_fail(ask, line, "an empty word, or too many words or groups");
    if (rc == BE_OK && !be_grow(&w->topic, w->topics, &w->topics_size, sizeof *w->topic))
        rc = BE_ENOMEM;
    if (rc == BE_OK)
        w->topic[w->topics++] = rule;
    return rc;
}

/* Takes every occurrence of name out of text. */
static size_t without(char *text, size_t len, struct be_span name)
{
    long at;

    if (name.len < 6)                         /* one character is no name of an agency */
        return len;
    while ((at = be_span_find(be_span(text, len), name)) >= 0) {
        memmove(text + at, text + at + name.len, len - (size_t)at - name.len);
        len -= name.len;
    }
    return len;
}

struct be_said_topic be_words_say(const struct be_words *words, struct be_span title, struct be_span agency)
{
    char buf[BE_TITLE_BYTES], name[BE_TITLE_BYTES];
    size_t len = be_words_fold(words, title, buf, sizeof buf);
    struct be_found found;

    /* A subject's name is no title: 机构运行（项） is not about running costs. */
    if (len == 0 || be_span_has(be_span(buf, len), "（款）") || be_span_has(be_span(buf, len), "（项）"))
        return (struct be_said_topic){BE_TOPIC_NONE, 0};
    if (agency.len > 0)
        len = without(buf, len, be_span(name, be_words_fold(words, agency, name, sizeof name)));
    be_lexicon_scan(&words->titles, be_span(buf, len), &found);
    for (size_t i = 0; i < words->topics; i++)
        if (words->topic[i].within == 0 && be_lexicon_holds(&words->titles, &words->topic[i].words, &found))
            return (struct be_said_topic){(enum be_topic)words->topic[i].topic, words->topic[i].rank};
    return (struct be_said_topic){BE_TOPIC_NONE, 0};
}

enum be_topic be_words_topic(const struct be_words *words, struct be_span title)
{
    return be_words_say(words, title, be_span(NULL, 0)).topic;
}

struct be_said_topic be_words_below(struct be_said_topic above, struct be_said_topic said)
{
    return said.topic != BE_TOPIC_NONE && said.rank >= above.rank ? said : above;
}

uint64_t be_words_within(const struct be_words *words, struct be_span text)
{
    char buf[BE_TITLE_BYTES];
    struct be_found found;
    uint64_t bits = 0;

    be_lexicon_scan(&words->titles, be_span(buf, be_words_fold(words, text, buf, sizeof buf)), &found);
    for (size_t i = 0; i < words->topics; i++)
        if (words->topic[i].within != 0 && be_lexicon_holds(&words->titles, &words->topic[i].words, &found))
            bits |= (uint64_t)1 << words->topic[i].bit;
    return bits;
}

bool be_words_has_cell_topics(const struct be_words *words, enum be_topic topic)
{
    return words->within[topic] != 0;
}

enum be_topic be_words_cell_topic(const struct be_words *words, enum be_topic topic, uint64_t within)
{
    uint64_t hold = words->within[topic] & within;

    for (size_t i = 0; i < words->topics && hold != 0; i++)
        if (words->topic[i].within != 0 && (hold >> words->topic[i].bit & 1) != 0)
            return (enum be_topic)words->topic[i].topic;
    return topic;
}

/* ---- dimensions.csv: dimension, value, where, all, none ---- */

static enum be_status add_dimension(const struct be_rows_ask *ask, size_t line, const struct be_span *field)
{
    static const char *const PLACE[] = {"item", "header", "title", "section", "topic"};
    static const char *const DIMENSION[] = {"part", "fund", "flow"};
    struct be_words *w = ask->user;
    struct be_dimension_rule rule = {.places = 0};
    struct be_span places = field[2], place;
    int dimension = -1, value;
    enum be_status rc;

    for (int i = 0; i < 3; i++)
        if (be_span_is(field[0], DIMENSION[i]))
            dimension = i;
    value = dimension < 0 ? -1 : be_words_number((enum be_words_list)(BE_LIST_OF_PARTS + dimension), field[1]);
    if (value <= 0)
        return be_rows_fail(ask, line, "no such dimension or value: %.*s", (int)field[1].len, field[1].p);
    while (be_lexicon_next(&places, '|', &place)) {
        unsigned bit = 0;
        for (unsigned i = 0; i < 5; i++)
            if (be_span_is(place, PLACE[i]))
                bit = 1u << i;
        if (bit == 0)
            return be_rows_fail(ask, line, "where is item, header, title, section or topic");
        rule.places = (uint8_t)(rule.places | bit);
    }
    rule.dimension = (uint8_t)dimension;
    rule.value = (uint8_t)value;
    rc = be_lexicon_rule(&w->labels, &rule.words, field[3], field[4]);
    if (rc == BE_EPATTERN)
        return be_rows_fail(ask, line, "an empty word, or too many words or groups");
    if (rc == BE_OK && !be_grow(&w->dimension, w->dimensions, &w->dimensions_size, sizeof *w->dimension))
        rc = BE_ENOMEM;
    if (rc == BE_OK)
        w->dimension[w->dimensions++] = rule;
    return rc;
}

void be_words_dimensions(const struct be_words *words, struct be_span text, struct be_said said[BE_SAID_PLACES])
{
    char buf[BE_TITLE_BYTES];
    struct be_found found;
    size_t len = be_words_fold(words, text, buf, sizeof buf);

    memset(said, 0, BE_SAID_PLACES * sizeof *said);
    if (len == 0)
        return;
    be_lexicon_scan(&words->labels, be_span(buf, len), &found);
    for (size_t i = 0; i < words->dimensions; i++) {
        const struct be_dimension_rule *r = &words->dimension[i];
        if (!be_lexicon_holds(&words->labels, &r->words, &found))
            continue;
        for (size_t place = 0; place < BE_SAID_PLACES; place++) {
            uint8_t *value = r->dimension == 0 ? &said[place].part : r->dimension == 1 ? &said[place].fund : &said[place].flow;
            if ((r->places >> place & 1) && *value == 0)
                *value = r->value;
        }
    }
}

struct be_said be_words_topic_says(const struct be_words *words, enum be_topic topic, struct be_span label)
{
    char text[BE_TITLE_BYTES];
    struct be_said said[BE_SAID_PLACES];
    int n = snprintf(text, sizeof text, "%s:%.*s", be_names_topic[topic].p, (int)(label.len < BE_TITLE_BYTES / 2 ? label.len : 0),
                     label.p);

    be_words_dimensions(words, be_span(text, (size_t)n), said);
    return said[BE_SAID_TOPIC];
}

/* ---- loading ---- */

enum be_status be_words_read(struct be_words **out, const struct be_words_files *files,
                             void (*say)(void *user, const char *message), void *user)
{
    static const char *const TOPICS[] = {"topic", "rank", "all", "none", "within", NULL};
    static const char *const DIMENSIONS[] = {"dimension", "value", "where", "all", "none", NULL};
    struct be_words *w = calloc(1, sizeof *w);
    struct be_rows_ask topics = {.name = "topics.csv", .columns = TOPICS, .row = add_topic, .user = w, .say = say, .say_user = user};
    struct be_rows_ask dimensions = {.name = "dimensions.csv", .columns = DIMENSIONS, .row = add_dimension, .user = w, .say = say, .say_user = user};
    enum be_status rc;

    *out = NULL;
    if (w == NULL)
        return BE_ENOMEM;
    be_lexicon_begin(&w->titles);
    be_lexicon_begin(&w->labels);
    w->traditional = files->traditional;
    rc = be_rows_read(files->topics, &topics);
    if (rc == BE_OK)
        rc = be_rows_read(files->dimensions, &dimensions);
    if (rc == BE_OK)
        rc = be_concepts_read(w, files->concepts, say, user);
    if (rc == BE_OK)
        *out = w;
    else
        be_words_free(w);
    return rc;
}

enum be_status be_words_load(struct be_words **out, const struct be_patterns *patterns, const struct be_traditional *traditional,
                             void (*say)(void *user, const char *message), void *user)
{
    struct be_words_files files = {
        .topics = be_patterns_file(patterns, "topics.csv"),
        .concepts = be_patterns_file(patterns, "concepts.csv"),
        .dimensions = be_patterns_file(patterns, "dimensions.csv"),
        .traditional = traditional,
    };

    return be_words_read(out, &files, say, user);
}

void be_words_free(struct be_words *w)
{
    if (w == NULL)
        return;
    be_lexicon_free(&w->titles);
    be_lexicon_free(&w->labels);
    free(w->topic);
    free(w->dimension);
    be_concepts_free(w);
    free(w);
}
