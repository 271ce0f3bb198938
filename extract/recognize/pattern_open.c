#include "pattern_open.h"
#include <stdlib.h>

static void say_matcher(void *user, const char *message)
{
    be_diag_say(user, BE_SAY_WARNING, 0, "%s", message);
}

void be_open_table(struct be_matcher *m, enum be_pattern_kind kind)
{
    struct kind_table *t = &m->kind[kind];
    struct pattern_kind *k = m->patterns->kind[kind];
    struct be_say say = {say_matcher, (void *)m->diag};

    if (t->nsets > 0) {         /* what was found out without the patterns that were not there */
        memset(t->place, NOT_MET, BE_OPEN_CHARS);
        memset(t->opening, 0, BE_OPENINGS * sizeof *t->opening);
    }
    t->ready = true;
    t->nsets = NOTHING + 1;
    for (size_t i = 0; i < k->n; i++) {
        const uint64_t bit = (uint64_t)1 << i;
        enum be_status rc = be_pattern_ready(m->patterns, &k->pattern[i], m->diag == NULL ? NULL : &say);

        if (rc == BE_ENOMEM) {
            m->failed = true;
            t->ready = false;
        }
        if (rc != BE_OK)
            continue;
        if (k->pattern[i].front.behind)
            t->behind |= bit;
        if (k->pattern[i].front.start)
            t->start |= bit;
        for (size_t b = 0; b < 256; b++)
            if (k->pattern[i].front.first[b / 8] & 1u << b % 8)
                t->byte[b] |= bit;
    }
    t->lead = -1;
    for (int b = 0, n = 0; b < 256; b++)
        if ((t->byte[b] & ~t->start) != 0)
            t->lead = n++ == 0 ? b : -1;
}

/* Those of the set a match of which can begin with these characters. */
static uint64_t find_set(struct be_matcher *m, enum be_pattern_kind kind, uint64_t set, struct be_span c)
{
    for (uint64_t left = set & ~m->kind[kind].behind; left != 0; left &= left - 1) {
        const struct pattern *p = &m->patterns->kind[kind]->pattern[be_lowest(left)];

        if (pcre2_match(p->code, (PCRE2_SPTR)c.p, c.len, 0, PCRE2_ANCHORED | PCRE2_PARTIAL_HARD | PCRE2_NO_UTF_CHECK,
                        m->data[1], m->context) == PCRE2_ERROR_NOMATCH)
            set &= ~(left & -left);
    }
    return set;
}

static inline struct opening *place_of(const struct kind_table *t, const uint64_t key[2])
{
    return &t->opening[((key[0] ^ key[1] << 1) * 0x9E3779B97F4A7C15u) >> 51 & (BE_OPENINGS - 1)];
}

/* Of this set, those that can begin with the opening, if it was met often enough to know. */
static bool ask(struct be_matcher *m, enum be_pattern_kind kind, uint64_t *set, struct be_span c)
{
    struct opening o = {.met = 1}, *known;

    memcpy(o.key, c.p, c.len);
    known = place_of(&m->kind[kind], o.key);
    if (known->key[0] != o.key[0] || known->key[1] != o.key[1]) {
        *known = o;
        return false;
    }
    if (known->met < BE_OPENING_WORTH) {
        if (++known->met < BE_OPENING_WORTH)
            return false;
        known->set = find_set(m, kind, *set, c);
    }
    *set = known->set;
    return true;
}

/* How much of a text that begins with a number opens a match: one or two digits, or a year, and what
 * follows them. The digits of other numbers say nothing and are too many to remember. */
static size_t number_opening(const char *p, const char *end)
{
    size_t n = 0;

    while (p + n < end && n < 5 && p[n] >= '0' && p[n] <= '9')
        n++;
    if (p + n == end || n > 4 || n == 3 || (n == 4 && p[0] != '1' && p[0] != '2'))
        return 0;
    return n + be_char_len(p + n, end);
}

/* Narrows the set by what follows the character of len bytes at off: two characters, and when
 * they leave something four, or up to the first digit. */
static uint64_t narrow(struct be_matcher *m, enum be_pattern_kind kind, uint64_t set, struct be_span text,
                       size_t off, size_t len)
{
    const char *p = text.p + off, *end = text.p + text.len;

    if (*p >= '0' && *p <= '9') {
        len = number_opening(p, end);
        if (len > 0)
            ask(m, kind, &set, be_span(p, len));
        return set;
    }
    for (unsigned n = 1; n < 4 && p + len < end && !(p[len - 1] >= '0' && p[len - 1] <= '9');) {
        len += be_char_len(p + len, end);
        if (len > BE_OPENING)
            break;
        if (++n == 3)
            continue;
        if (!ask(m, kind, &set, be_span(p, len)) || set == 0)
            break;
    }
    return set;
}

/* Which patterns can begin with this character of the BMP, anywhere in a text: none with ^. */
static uint64_t patterns_with(struct be_matcher *m, enum be_pattern_kind kind, uint32_t c, struct be_span text)
{
    struct kind_table *t = &m->kind[kind];
    uint64_t set;

    if (t->place[c] != NOT_MET)
        return t->set[t->place[c]];
    if (t->nsets == BE_OPEN_SETS)
        return t->byte[(unsigned char)text.p[0]] & ~t->start;
    set = find_set(m, kind, t->byte[(unsigned char)text.p[0]] & ~t->start, text);
    t->place[c] = set == 0 ? NOTHING : NOT_MET;
    for (uint8_t i = NOTHING + 1; i < t->nsets; i++)
        if (t->set[i] == set)
            t->place[c] = i;
    if (t->place[c] == NOT_MET) {
        t->set[t->nsets] = set;
        t->place[c] = t->nsets++;
    }
    return set;
}

/* The character at p, when it is one of the BMP, else 0xffff. */
static inline uint32_t character(const unsigned char *p, size_t *len)
{
    uint32_t c = p[0];

    *len = 1;
    if (c < 0x80)
        return c;
    *len = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    return c >= 0xF0 ? 0xffff
         : c >= 0xE0 ? (c & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu) : (c & 0x1F) << 6 | (p[1] & 0x3Fu);
}

/* Whether it is known that nothing begins with the two characters at p. */
static inline bool begins_nothing(const struct kind_table *t, const unsigned char *p, size_t len)
{
    const unsigned char next = p[len];
    const size_t both = len + (next < 0x80 ? 1 : next < 0xE0 ? 2 : next < 0xF0 ? 3 : 4);
    const struct opening *known;
    uint64_t key[2] = {0, 0};

    memcpy(key, p, sizeof key[0]);
    key[0] &= UINT64_MAX >> (64 - 8 * both);
    known = place_of(t, key);
    return (known->set & ~t->start) == 0 && known->met == BE_OPENING_WORTH && known->key[0] == key[0] && known->key[1] == 0;
}

size_t be_open_next(const struct kind_table *t, struct be_span text, size_t off)
{
    const unsigned char *p = (const unsigned char *)text.p, *lead;
    size_t len;

    if (off > 0 && p[off - 1] >= '0' && p[off - 1] <= '9')
        while (off < text.len && p[off] >= '0' && p[off] <= '9')
            off++;
    for (; off < text.len; off += len) {
        if (t->lead >= 0) {                     /* no lead byte stands inside a character */
            lead = memchr(p + off, t->lead, text.len - off);
            if (lead == NULL)
                return text.len;
            off = (size_t)(lead - p);
        }
        if (t->place[character(p + off, &len)] != NOTHING &&
            !(len <= 3 && off + 8 <= text.len && begins_nothing(t, p + off, len)))
            break;
    }
    return off;
}

uint64_t be_open_at(struct be_matcher *m, enum be_pattern_kind kind, uint64_t only, struct be_span text, size_t off,
                    size_t *len)
{
    const struct kind_table *t = &m->kind[kind];
    uint32_t c = character((const unsigned char *)text.p + off, len);
    uint64_t byte = t->byte[(unsigned char)text.p[off]], set = byte & ~t->start;

    only &= ~t->given_up & ~(off > 0 ? t->start : 0);
    if ((byte & only) == 0)
        return 0;
    if (c != 0xffff)
        set = patterns_with(m, kind, c, be_span(text.p + off, *len));
    set |= byte & t->start;
    /* Narrowed as a whole, so that what is known holds whichever of them are asked for, and where. */
    if ((set & only) != 0)
        set = narrow(m, kind, set, text, off, *len);
    return set & only;
}
