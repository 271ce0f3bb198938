/* wordrows.h - how words are kept; for words.c (topics, dimensions), concepts.c and concepts_read.c. */
#ifndef BE_WORDROWS_H
#define BE_WORDROWS_H

#include "../base/rows.h"
#include "../base/traditional.h"
#include "lexicon.h"
#include "words.h"

#define BE_TITLE_BYTES 300u       /* what stands further back in a title does not count */
#define BE_CONCEPT_BYTES 150u       /* a longer label is no known one */

struct be_topic_rule {
    struct be_rule words;
    uint8_t topic, within, rank;
    uint8_t bit;                  /* with within: which of these rules, see be_words.within */
};
struct be_dimension_rule {
    struct be_rule words;
    uint8_t dimension, value, places;
};

enum be_concept_list { BE_LIST_NONE, BE_LIST_NOISE, BE_LIST_TOTAL, BE_LIST_VALUE, BE_LIST_FLOW };

struct be_concept_rule {
    uint32_t name, name_len;      /* in text */
    uint32_t topics;              /* a bit per enum be_topic; 0: any */
    uint16_t parts, funds, flows; /* a bit per value; 0: any */
    uint32_t units, units_len;    /* parted by bars; empty: any */
    bool core;
    uint8_t list;                 /* enum be_concept_list */
    uint8_t kinds;                /* a bit per enum be_kind */
};
struct be_concept_label {
    uint32_t at, len;
    int32_t rule, next;           /* next of the slot; labels that are the same stand together, in the */
    bool more;                    /* order of the rules: the next is the same label again */
};

struct be_words {
    const struct be_traditional *traditional;   /* the codebook's */
    struct be_lexicon titles, labels;   /* words of topics.csv, of dimensions.csv */
    struct be_topic_rule *topic;
    struct be_dimension_rule *dimension;
    size_t topics, topics_size, dimensions, dimensions_size, withins;
    uint64_t within[BE_TOPICS];         /* the rules that may give a row of that topic another one */
    /* concepts.csv */
    struct be_buf text;
    struct be_concept_rule *concept;
    struct be_concept_label *label;
    int32_t *slot;
    int32_t totals;                     /* the labels =, rules for rows of totals; -1: none */
    size_t concepts, concepts_size, nlabels, labels_size, slots;
    struct be_span noise[96];           /* by the low bits of the third byte, then the longest first; into noise_text */
    uint8_t noise_at[65];               /* the first of each, see be_noise_key */
    char *noise_text;
    size_t noises;
};

/* Folds text for look-up into buf: no blanks and quotation marks, simplified characters,
 * full-width brackets. What does not fit is left out. Returns the length. */
size_t be_words_fold(const struct be_words *words, struct be_span text, char *buf, size_t room);
/* The number of a name as it stands in the columns; 0 for nothing and for -; -1: none such. */
enum be_words_list { BE_LIST_OF_TOPICS, BE_LIST_OF_PARTS, BE_LIST_OF_FUNDS, BE_LIST_OF_FLOWS };
int be_words_number(enum be_words_list list, struct be_span name);

/* concepts.c. A label ready to be looked up, in buf of BE_CONCEPT_BYTES; 0: it is too long to be one. */
size_t be_concepts_fold(const struct be_words *words, struct be_span text, char *buf);
/* A folded label without the words that a core may do without. */
size_t be_concepts_core(const struct be_words *words, struct be_span label, char *buf);
/* All labels are in: makes their slots. */
enum be_status be_concepts_index(struct be_words *words);
/* A noise word stands among those that have the same bits here: of a Chinese character they say most. */
static inline unsigned be_noise_key(const char *p)
{
    return (unsigned char)p[2] & 63;
}

/* concepts_read.c */
enum be_status be_concepts_read(struct be_words *words, struct be_span bytes,
                                void (*say)(void *user, const char *message), void *user);
void be_concepts_free(struct be_words *words);

#endif
