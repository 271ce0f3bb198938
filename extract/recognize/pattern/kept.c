/* What one pattern found in a text, remembered: the lines around a table are asked by several, and
 * come again from table to table. Asking anew took 8 % of the time on tables. */
#include "open.h"

#define KEPT_BYTES 200u
#define KEPT_GROUPS 5u

struct place { uint8_t off, len; };  /* in the text */

struct kept {
    bool known, found;
    uint8_t ngroups;
    const char *mark;
    struct place whole;
    struct { const char *name; enum be_group_id id; struct place text; } group[KEPT_GROUPS];
};

static struct place place_of(struct be_span part, struct be_span text)
{
    return (struct place){(uint8_t)(part.p - text.p), (uint8_t)part.len};
}

static struct be_span at(struct place place, struct be_span text)
{
    return be_span(text.p + place.off, place.len);
}

static void keep(struct kept *k, bool found, const struct be_match *m, struct be_span text)
{
    k->known = true;
    k->found = found;
    if (!found)
        return;
    k->mark = m->mark;
    k->whole = place_of(m->whole, text);
    k->ngroups = (uint8_t)m->ngroups;
    for (size_t i = 0; i < m->ngroups; i++) {
        k->group[i].name = m->group[i].name;
        k->group[i].id = m->group[i].id;
        k->group[i].text = place_of(m->group[i].text, text);
    }
}

static void give(struct be_match *out, const struct kept *k, const char *pattern, struct be_span text)
{
    out->pattern = pattern;
    out->mark = k->mark;
    out->whole = at(k->whole, text);
    out->ngroups = k->ngroups;
    for (size_t i = 0; i < k->ngroups; i++)
        out->group[i] = (struct be_group){k->group[i].name, k->group[i].id, at(k->group[i].text, text)};
}

bool be_match_kept(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind, const char *name,
                   struct be_span text, uint64_t line)
{
    int i = be_match_find(matcher, kind, name);
    const struct kind_table *t = &matcher->kind[kind];
    /* one that met a limit in this document is asked, so that the limits are counted */
    bool asked = i < 0 || text.len == 0 || text.len > KEPT_BYTES || (t->said >> i & 1) != 0;
    struct kept *k = asked ? NULL : be_memo_of(matcher->memo, BE_ASKS_PATTERN, text, (unsigned)kind << 8 | (unsigned)i, sizeof *k);
    bool found;

    if (k == NULL)
        return be_match_one(out, matcher, kind, name, text, 0, line);
    if (k->known) {
        if (k->found)
            give(out, k, matcher->patterns->kind[kind]->pattern[i].name, text);
        return k->found;
    }
    found = be_match_one(out, matcher, kind, name, text, 0, line);
    if (!(found && out->ngroups > KEPT_GROUPS) && (t->said >> i & 1) == 0 && !matcher->failed)
        keep(k, found, out, text);
    return found;
}

struct be_memo *be_matcher_memo(const struct be_matcher *matcher, enum be_pattern_kind kind)
{
    return be_matcher_plain(matcher, kind) ? matcher->memo : NULL;
}
