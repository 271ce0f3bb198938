#include "sense.h"

#include "wordrows.h"
#include <stdlib.h>

#define SLOTS (2 * BE_SENSES)
#define HEADERS 64u                  /* columns whose senses are at hand */
#define TEXT_BYTES (BE_SENSES * 64u)

struct be_senses {
    const struct be_words *words;
    const struct be_codebook *book;
    size_t n, text_len;
    /* what was asked last: cells come row by row */
    uint64_t label_no;
    struct be_sense *label;
    struct { uint64_t no; struct be_hit_senses senses; } header[HEADERS];
    uint16_t slot[SLOTS];            /* number of a sense and one, by its hash; 0: free */
    struct be_sense sense[BE_SENSES];
    char text[TEXT_BYTES];
};

struct be_senses *be_senses_new(const struct be_words *words, const struct be_codebook *book)
{
    struct be_senses *s = calloc(1, sizeof *s);

    if (s != NULL) {
        s->words = words;
        s->book = book;
    }
    return s;
}

void be_senses_free(struct be_senses *senses)
{
    free(senses);
}

static void forget(struct be_senses *s)
{
    memset(s->slot, 0, sizeof s->slot);
    for (size_t i = 0; i < HEADERS; i++)
        s->header[i].no = 0;
    s->label_no = 0;
    s->n = s->text_len = 0;
}

void be_senses_begin(struct be_senses *s)
{
    if (s->n + BE_SENSE_LOOKUPS > BE_SENSES || s->text_len + BE_SENSE_LOOKUPS * BE_SENSE_BYTES > TEXT_BYTES)
        forget(s);
}

static struct be_sense *new_sense(struct be_senses *s, struct be_span text, uint32_t hash)
{
    struct be_sense *sense = &s->sense[s->n++];
    char *to = s->text + s->text_len;

    memset(sense, 0, sizeof *sense);
    if (text.len > 0)
        memcpy(to, text.p, text.len);
    s->text_len += text.len;
    sense->text = be_span(to, text.len);
    sense->hash = hash;
    return sense;
}

struct be_sense *be_sense_of(struct be_senses *s, struct be_span text)
{
    uint32_t hash, at;

    text = be_span_to(text, BE_SENSE_BYTES);
    hash = be_span_hash(text);
    for (at = hash % SLOTS; s->slot[at] != 0; at = (at + 1) % SLOTS) {
        struct be_sense *sense = &s->sense[s->slot[at] - 1];
        if (sense->hash == hash && be_span_eq(sense->text, text))
            return sense;
    }
    if (s->n == BE_SENSES || s->text_len + text.len > TEXT_BYTES) {   /* more than BE_SENSE_LOOKUPS at a time */
        forget(s);
        at = hash % SLOTS;
    }
    s->slot[at] = (uint16_t)(s->n + 1);
    return new_sense(s, text, hash);
}

static void header_senses(struct be_hit_senses *out, struct be_senses *s, struct be_span measure)
{
    struct be_span level;

    out->levels = 0;
    while (out->levels < BE_MEASURE_LEVELS && be_measure_level(&measure, &level))
        out->level[out->levels++] = be_sense_of(s, level);
}

void be_senses_hit(struct be_hit_senses *out, struct be_senses *s, const struct be_hit *hit)
{
    size_t at = hit->header_no % HEADERS;

    be_senses_begin(s);
    if (hit->kind != BE_CELL) {
        out->levels = 0;
    } else if (hit->header_no != 0 && s->header[at].no == hit->header_no) {
        *out = s->header[at].senses;
    } else {
        header_senses(out, s, hit->measure);
        s->header[at].no = hit->header_no;
        s->header[at].senses = *out;
    }
    if (hit->label_no == 0 || hit->label_no != s->label_no) {
        s->label = be_sense_of(s, hit->item);
        s->label_no = hit->label_no;
    }
    out->item = s->label;
}

/* ---- the answers ---- */

struct be_said be_sense_said(const struct be_senses *senses, struct be_sense *sense, enum be_said_place place)
{
    struct be_said said[BE_SAID_PLACES];

    if (!sense->said_known) {
        be_words_dimensions(senses->words, sense->text, said);
        memcpy(sense->said, said, sizeof sense->said);
        sense->said_known = true;
    }
    return sense->said[place];
}

struct be_said be_sense_topic(const struct be_senses *senses, struct be_sense *sense, enum be_topic topic)
{
    if ((sense->topics_known >> topic & 1) == 0) {
        sense->topic[topic] = be_words_topic_says(senses->words, topic, sense->text);
        sense->topics_known |= (uint32_t)1 << topic;
    }
    return sense->topic[topic];
}

uint64_t be_sense_within(const struct be_senses *senses, struct be_sense *sense)
{
    if (!sense->within_known) {
        sense->within = be_words_within(senses->words, sense->text);
        sense->within_known = true;
    }
    return sense->within;
}

enum be_label be_sense_class(const struct be_senses *senses, struct be_sense *sense, int year)
{
    if (!sense->class_known || sense->class_year != year) {
        sense->class_name = be_codebook_label(senses->book, sense->text, year);
        sense->class_year = year;
        sense->class_known = true;
    }
    return sense->class_name;
}

struct be_said_topic be_sense_title(struct be_senses *senses, struct be_span title, struct be_span agency)
{
    char text[BE_TITLE_BYTES], name[BE_TITLE_BYTES];
    struct be_span folded = be_span(text, be_words_fold(senses->words, title, text, sizeof text));
    struct be_sense *sense;

    if (agency.len > 0 && be_span_find(folded, be_span(name, be_words_fold(senses->words, agency, name, sizeof name))) >= 0)
        return be_words_say(senses->words, title, agency);
    sense = be_sense_of(senses, folded);
    if (!sense->title_known) {
        sense->title = be_words_say(senses->words, title, be_span(NULL, 0));
        sense->title_known = true;
    }
    return sense->title;
}
