/* words.h - words to topic and concept: patterns/topics.csv, concepts.csv. */
#ifndef BE_WORDS_H
#define BE_WORDS_H

#include "../recognize/hit.h"

struct be_words;
struct be_patterns;
enum be_status be_words_load(struct be_words **out, const struct be_patterns *patterns,
                             void (*say)(void *user, const char *message), void *user);
void be_words_free(struct be_words *words); /* accepts NULL */
enum be_topic be_words_topic(const struct be_words *words, struct be_span title);
struct be_span be_words_concept(const struct be_words *words, const struct be_hit *hit);

#endif
