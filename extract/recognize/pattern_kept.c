/* What one pattern found in a text, remembered: the lines around a table are asked by several, and
 * come again from table to table. Asking anew took 8 % of the time on tables. */
#include "pattern_open.h"
#include <stdlib.h>

#define KEPT 512u
#define WAYS 4u              /* entries a text may stand in */
#define KEPT_BYTES 200u
#define KEPT_GROUPS 5u

struct kept {
    uint32_t hash;
    uint8_t len;                 /* 0: free */
    uint8_t kind, pattern;
    bool found;
    uint8_t ngroups;
    const char *mark;
    struct be_span whole;        /* these point into text */
    struct be_group group[KEPT_GROUPS];
    char text[KEPT_BYTES];
};

struct be_match_memory {
    struct kept kept[KEPT / WAYS][WAYS];
    unsigned turn;               /* which of the ways is given to the next new text */
};

struct be_match_memory *be_match_memory_new(void)
{
    return calloc(1, sizeof(struct be_match_memory));
}

void be_match_memory_free(struct be_match_memory *memory)
{
    free(memory);
}

static struct be_span moved(struct be_span part, const char *from, const char *to)
{
    return be_span(to + (part.p - from), part.len);
}

static void keep(struct kept *k, const struct be_match *m, struct be_span text)
{
    memcpy(k->text, text.p, text.len);
    k->len = (uint8_t)text.len;
    if (!k->found)
        return;
    k->mark = m->mark;
    k->whole = moved(m->whole, text.p, k->text);
    k->ngroups = (uint8_t)m->ngroups;
    for (size_t i = 0; i < m->ngroups; i++) {
        k->group[i] = m->group[i];
        k->group[i].text = moved(m->group[i].text, text.p, k->text);
    }
}

static void give(struct be_match *out, const struct kept *k, const char *pattern, struct be_span text)
{
    out->pattern = pattern;
    out->mark = k->mark;
    out->whole = moved(k->whole, k->text, text.p);
    out->ngroups = k->ngroups;
    for (size_t i = 0; i < k->ngroups; i++) {
        out->group[i] = k->group[i];
        out->group[i].text = moved(k->group[i].text, k->text, text.p);
    }
}

/* Its entry; one for it to take, free, when it has none. */
static struct kept *entry_of(struct be_match_memory *memory, uint32_t hash, enum be_pattern_kind kind, int pattern, struct be_span text)
{
    struct kept *set = memory->kept[hash % (KEPT / WAYS)], *k;

    for (k = set; k < set + WAYS; k++)
        if (k->hash == hash && k->len == text.len && k->kind == (uint8_t)kind && k->pattern == (uint8_t)pattern &&
            memcmp(k->text, text.p, text.len) == 0)
            return k;
    k = &set[memory->turn++ % WAYS];
    k->hash = hash;
    k->len = 0;
    k->kind = (uint8_t)kind;
    k->pattern = (uint8_t)pattern;
    return k;
}

bool be_match_kept(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind, const char *name,
                   struct be_span text, uint64_t line)
{
    int i = be_match_find(matcher, kind, name);
    const struct kind_table *t = &matcher->kind[kind];
    struct kept *k;

    /* one that met a limit in this document is asked, so that the limits are counted */
    if (i < 0 || text.len == 0 || text.len > KEPT_BYTES || (t->said >> i & 1) != 0)
        return be_match_one(out, matcher, kind, name, text, 0, line);
    k = entry_of(matcher->kept, be_span_hash(text) + (unsigned)i * 0x9E3779B1u, kind, i, text);
    if (k->len == 0) {
        bool found = be_match_one(out, matcher, kind, name, text, 0, line);
        if ((found && out->ngroups > KEPT_GROUPS) || (t->said >> i & 1) != 0 || matcher->failed)
            return found;
        k->found = found;
        keep(k, out, text);
        return found;
    }
    if (k->found)
        give(out, k, matcher->patterns->kind[kind]->pattern[i].name, text);
    return k->found;
}
