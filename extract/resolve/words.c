#include "words.h"

enum be_status be_words_load(struct be_words **out, const struct be_patterns *patterns,
                             void (*say)(void *user, const char *message), void *user)
{
    (void)patterns, (void)say, (void)user;
    *out = NULL;
    return BE_OK;
}

void be_words_free(struct be_words *words)
{
    (void)words;
}

enum be_topic be_words_topic(const struct be_words *words, struct be_span title)
{
    (void)words;
    return be_span_find(title, BE_LIT("名词解释")) >= 0 ? BE_TOPIC_GLOSSARY : be_span_starts(title, BE_LIT("附件")) ? BE_TOPIC_ANNEX : BE_TOPIC_NONE;
}

struct be_span be_words_concept(const struct be_words *words, const struct be_hit *hit)
{
    (void)words, (void)hit;
    return be_span(NULL, 0);
}
