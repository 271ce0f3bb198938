#include "outline.h"
#include "sense.h"
#include <stdio.h>
#include <stdlib.h>

#define PATH_BYTES 96u

struct level {
    bool open;
    unsigned number;
    struct be_said_topic said; /* what its own title names */
    size_t len;
    char title[BE_OUTLINE_TITLE];
};

struct be_outline {
    struct level level[BE_ORD_STYLES];
    enum be_topic topic;       /* what the titles up the path name together */
    uint64_t opened;
    size_t path_len;
    char path[PATH_BYTES];
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
    for (size_t i = 0; i < BE_ORD_STYLES; i++)
        outline->level[i].open = false;
    outline->opened++;
    outline->topic = BE_TOPIC_NONE;
    outline->path_len = 0;
}

static void make_path(struct be_outline *outline)
{
    size_t len = 0;

    for (size_t i = 0; i < BE_ORD_STYLES; i++) {
        const struct level *l = &outline->level[i];
        if (l->open && l->number > 0 && len + 12 < PATH_BYTES)
            len += (size_t)snprintf(outline->path + len, PATH_BYTES - len, len > 0 ? ".%u" : "%u", l->number);
    }
    outline->path_len = len;
}

/* Everything under 附件 is an annex, but a table published as 附件1 is that table. */
static struct be_said_topic say(struct be_senses *senses, enum be_ordinal style, struct be_span title,
                                struct be_span agency)
{
    struct be_said_topic said = be_sense_title(senses, title, agency);

    if (style == BE_ORD_ANNEX && !be_span_ends(title, BE_LIT("表")))
        said = (struct be_said_topic){BE_TOPIC_ANNEX, 9};
    return said;
}

static enum be_topic path_topic(const struct be_outline *outline)
{
    struct be_said_topic topic = {BE_TOPIC_NONE, 0};

    for (size_t i = 0; i < BE_ORD_STYLES; i++)
        if (outline->level[i].open)
            topic = be_words_below(topic, outline->level[i].said);
    return topic.topic;
}

void be_outline_open(struct be_outline *outline, struct be_senses *senses, enum be_ordinal style,
                     unsigned number, struct be_span title, struct be_span agency)
{
    struct level *l = &outline->level[style];

    for (size_t i = style; i < BE_ORD_STYLES; i++)
        outline->level[i].open = false;
    while (title.len > BE_OUTLINE_TITLE)
        title.len -= be_char_before(title.p, title.p + title.len);
    outline->opened++;
    l->open = true;
    l->number = number;
    l->len = title.len;
    if (title.len > 0)
        memcpy(l->title, title.p, title.len);
    l->said = say(senses, style, title, agency);
    outline->topic = path_topic(outline);
    make_path(outline);
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
    for (size_t i = BE_ORD_STYLES; i-- > 0;)
        if (outline->level[i].open && n-- == 0)
            return be_span(outline->level[i].title, outline->level[i].len);
    return be_span(NULL, 0);
}

struct be_span be_outline_section(const struct be_outline *outline)
{
    return be_outline_title(outline, 0);
}

struct be_span be_outline_parent(const struct be_outline *outline)
{
    return be_outline_title(outline, 1);
}

bool be_outline_in(const struct be_outline *outline, enum be_topic topic)
{
    for (size_t i = 0; i < BE_ORD_STYLES; i++)
        if (outline->level[i].open && outline->level[i].said.topic == topic)
            return true;
    return false;
}

enum be_topic be_outline_topic(const struct be_outline *outline)
{
    return outline->topic;
}
