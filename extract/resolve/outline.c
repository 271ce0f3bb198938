#include "outline.h"
#include "../base/wordlist.h"
#include "../recognize/owner.h"
#include "sense.h"
#include <stdlib.h>

#define PATH_BYTES 96u
#define BODY_TITLES 128u     /* with a body's name, compared with each other */
#define BODY_KINDS 8u        /* of such titles kept */

struct level {
    unsigned number;
    struct be_said_topic said; /* what its own title names */
    size_t body;               /* length of the public body's name that its title begins with; 0: none */
    size_t len;
    char title[BE_OUTLINE_TITLE];
};

struct be_outline {
    struct level level[BE_ORD_STYLES];
    uint8_t open[BE_ORD_STYLES]; /* styles of the open headings, the outermost first */
    size_t depth;
    uint32_t topics;           /* set of those that their titles name */
    enum be_topic topic;       /* what the titles up the path name together */
    uint64_t opened;
    size_t path_len;
    char path[PATH_BYTES];
    uint32_t kind[BODY_KINDS]; /* what titles say behind the names of several bodies, hashed */
    size_t kinds;
};

struct be_outline *be_outline_new(void)
{
    return calloc(1, sizeof(struct be_outline));
}

void be_outline_free(struct be_outline *outline)
{
    free(outline);
}

void be_outline_reset(struct be_outline *outline)
{
    outline->depth = 0;
    outline->topics = 0;
    outline->opened++;
    outline->topic = BE_TOPIC_NONE;
    outline->path_len = 0;
    outline->kinds = 0;
}

static void make_path(struct be_outline *outline)
{
    size_t len = 0;

    for (size_t i = 0; i < outline->depth; i++) {
        unsigned number = outline->level[outline->open[i]].number;
        char room[BE_WHOLE_CHARS];
        struct be_span text;
        if (number == 0 || len + 12 >= PATH_BYTES)
            continue;
        text = be_decimal_whole(room, number);
        if (len > 0)
            outline->path[len++] = '.';
        memcpy(outline->path + len, text.p, text.len);
        len += text.len;
    }
    outline->path_len = len;
}

/* Everything under 附件 is an annex, but a table published as 附件1 is that table. */
static struct be_said_topic say(struct be_senses *senses, enum be_ordinal style, struct be_span title,
                                struct be_span agency)
{
    struct be_said_topic said = be_sense_title(senses, title, agency);

    if (style == BE_ORD_ANNEX && !be_ends(title, "表"))
        said = (struct be_said_topic){BE_TOPIC_ANNEX, 9};
    return said;
}

static void make_topics(struct be_outline *outline)
{
    struct be_said_topic topic = {BE_TOPIC_NONE, 0};

    outline->topics = 0;
    for (size_t i = 0; i < outline->depth; i++) {
        struct be_said_topic said = outline->level[outline->open[i]].said;
        topic = be_words_below(topic, said);
        outline->topics |= (uint32_t)1 << said.topic;
    }
    outline->topic = topic.topic;
}

static struct be_wordlist ITSELF = BE_WORDLIST("机关本级", "本级机关", "（本级）", "（机关）", "本级", "机关");

/* 宁州市水务局本级 of 宁州市水务局本级2024年决算情况说明. */
static size_t body_len(struct be_span title)
{
    size_t len = be_owner_len(title);

    return len == 0 ? 0 : len + be_wordlist_front(&ITSELF, be_span_from(title, len));
}

static bool is_kind(const struct be_outline *outline, uint32_t hash)
{
    for (size_t i = 0; i < outline->kinds; i++)
        if (outline->kind[i] == hash)
            return true;
    return false;
}

void be_outline_bodies(struct be_outline *outline, const struct be_blocks *blocks)
{
    struct { struct be_span name; uint32_t hash; uint8_t level; } seen[BODY_TITLES];
    size_t n = 0;

    for (size_t i = 0; i < blocks->n && n < BODY_TITLES && outline->kinds < BODY_KINDS; i++) {
        const struct be_block *b = &blocks->block[i];
        const size_t len = b->type == BE_BLOCK_HEADING ? body_len(b->text.text) : 0;
        if (len == 0 || len == b->text.text.len)
            continue;
        seen[n].name = be_span_to(b->text.text, len);
        seen[n].hash = be_span_hash(be_span_from(b->text.text, len));
        seen[n].level = b->level;
        for (size_t k = 0; k < n && !is_kind(outline, seen[n].hash); k++)
            if (seen[k].hash == seen[n].hash && seen[k].level == seen[n].level && !be_span_eq(seen[k].name, seen[n].name))
                outline->kind[outline->kinds++] = seen[n].hash;
        n++;
    }
}

/* 一、宁州市水务局本级, 二、宁州市水利站; 宁州市水务局2024年决算情况说明, 宁州市水利站2024年决算情况说明: what stands below is about
 * one of several bodies. The agency's own name is no other body. */
static size_t names_body(const struct be_outline *outline, struct be_span title, unsigned number, struct be_span agency)
{
    const size_t len = body_len(title);

    if (len == 0 || be_span_eq(be_span_to(title, len), agency))
        return 0;
    return (len == title.len && number > 0) || is_kind(outline, be_span_hash(be_span_from(title, len))) ? len : 0;
}

void be_outline_open(struct be_outline *outline, struct be_senses *senses, enum be_ordinal style,
                     unsigned number, struct be_span title, struct be_span agency)
{
    const size_t body = names_body(outline, title, number, agency);
    const struct be_said_topic said = say(senses, style, title, agency);
    struct level *l;

    if (body > 0 && style == BE_ORD_PLAIN)
        style = BE_ORD_ANNEX;        /* 一、 is below it */
    l = &outline->level[style];
    while (outline->depth > 0 && outline->open[outline->depth - 1] >= style)
        outline->depth--;
    outline->open[outline->depth++] = (uint8_t)style;
    while (title.len > BE_OUTLINE_TITLE)
        title.len -= be_char_before(title.p, title.p + title.len);
    outline->opened++;
    l->number = number;
    l->len = title.len;
    if (title.len > 0)
        memcpy(l->title, title.p, title.len);
    l->body = body < title.len ? body : title.len;
    l->said = said;
    make_topics(outline);
    make_path(outline);
}

bool be_outline_awaits(const struct be_outline *outline, unsigned number)
{
    for (size_t i = 0; i < outline->depth; i++)
        if (outline->level[outline->open[i]].number + 1 == number)
            return true;
    return false;
}

bool be_outline_pass(struct be_outline *outline, enum be_ordinal style, unsigned number)
{
    size_t depth = 0;

    while (depth < outline->depth && outline->open[depth] < style)
        depth++;
    if (depth == outline->depth || outline->open[depth] != style || outline->level[style].number + 1 != number || number == 1)
        return false;
    outline->depth = depth;
    outline->opened++;
    make_topics(outline);
    make_path(outline);
    return true;
}

uint64_t be_outline_opened(const struct be_outline *outline)
{
    return outline->opened;
}

struct be_span be_outline_path(const struct be_outline *outline)
{
    return be_span(outline->path, outline->path_len);
}

struct be_span be_outline_title(const struct be_outline *outline, size_t n)
{
    const struct level *l;

    if (n >= outline->depth)
        return be_span(NULL, 0);
    l = &outline->level[outline->open[outline->depth - 1 - n]];
    return be_span(l->title, l->len);
}

struct be_span be_outline_section(const struct be_outline *outline)
{
    return be_outline_title(outline, 0);
}

struct be_span be_outline_parent(const struct be_outline *outline)
{
    return be_outline_title(outline, 1);
}

struct be_span be_outline_entity(const struct be_outline *outline)
{
    for (size_t i = outline->depth; i-- > 0;) {
        const struct level *l = &outline->level[outline->open[i]];
        if (l->body > 0)
            return be_span(l->title, l->body);
    }
    return be_span(NULL, 0);
}

bool be_outline_in(const struct be_outline *outline, enum be_topic topic)
{
    return (outline->topics >> topic & 1) != 0;
}

enum be_topic be_outline_topic(const struct be_outline *outline)
{
    return outline->topic;
}
