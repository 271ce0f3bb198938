#include "open.h"
#include "../../prepared.h"
#include <stdlib.h>

static void say_matcher(void *user, const char *message)
{
    be_diag_say(user, BE_SAY_WARNING, 0, "%s", message);
}

static void add_needs(struct kind_table *t, const struct pattern_needs *needs, size_t p)
{
    const uint64_t bit = (uint64_t)1 << p;

    for (size_t k = 0; k < BE_NEEDS; k++) {
        t->free[k] |= needs->n[k] == 0 ? bit : 0;
        t->has[p][k] = needs->has[k];
        t->classes |= needs->has[k];
        for (size_t i = 0; i < needs->n[k]; i++) {
            const struct be_need *need = &needs->key[k][i];
            t->role[need->last] |= need->pair ? SECOND : ALONE;
            *(need->pair ? &t->pair[need->hash][k] : &t->alone[need->last][k]) |= bit;
        }
    }
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

/* The opening of len bytes at p as two words, the rest of them zero. */
static inline void read_key(uint64_t key[2], const char *p, size_t len, const char *end)
{
    if (end - p < BE_OPENING) {
        key[0] = key[1] = 0;
        memcpy(key, p, len);
        return;
    }
    memcpy(key, p, BE_OPENING);
    if (len < 8)
        key[0] &= UINT64_MAX >> (64 - 8 * len);
    if (len < BE_OPENING)
        key[1] = len <= 8 ? 0 : key[1] & UINT64_MAX >> (128 - 8 * len);
}

/* Of this set, those that can begin with the len bytes at p, if they were met often enough to know. */
static bool ask(struct be_matcher *m, enum be_pattern_kind kind, uint64_t *set, const char *p, size_t len, const char *end)
{
    struct opening o = {.met = 1}, *known;

    read_key(o.key, p, len, end);
    known = &m->kind[kind].opening[((o.key[0] ^ o.key[1] << 1) * 0x9E3779B97F4A7C15u) >> 51 & (BE_OPENINGS - 1)];
    if (known->key[0] != o.key[0] || known->key[1] != o.key[1]) {
        *known = o;
        return false;
    }
    if (known->met < BE_OPENING_WORTH) {
        if (++known->met < BE_OPENING_WORTH)
            return false;
        known->set = find_set(m, kind, *set, be_span(p, len));
    }
    *set = known->set;
    return true;
}

/* How much of a text that begins with a number opens a match: one or two digits, or a year, and what
 * follows them. The digits of other numbers say nothing and are too many to remember. */
static size_t number_opening(const char *p, const char *end)
{
    size_t n = 0;

    while (p + n < end && n < 5 && be_is_digit(p[n]))
        n++;
    if (p + n == end || n > 4 || n == 3 || (n == 4 && p[0] != '1' && p[0] != '2'))
        return 0;
    return n + be_char_len(p + n, end);
}

static inline uint32_t *place_of_dead(struct kind_table *t, uint32_t pair)
{
    return &t->dead[(pair * 0x9E3779B1u) >> 20 & (BE_DEAD - 1)];
}

/* Narrows the set by what follows the character of len bytes at off: two characters, and when
 * they leave something four, or up to the first digit. */
static uint64_t narrow(struct be_matcher *m, enum be_pattern_kind kind, uint64_t set, struct be_span text,
                       size_t off, size_t len)
{
    struct kind_table *t = &m->kind[kind];
    const char *p = text.p + off, *end = text.p + text.len;
    const size_t first = len;

    if (be_is_digit(*p)) {
        len = number_opening(p, end);
        if (len > 0)
            ask(m, kind, &set, p, len, end);
        return set;
    }
    for (unsigned n = 1; n < 4 && p + len < end && !be_is_digit(p[len - 1]);) {
        len += be_char_len(p + len, end);
        if (len > BE_OPENING)
            break;
        if (++n == 3 && !be_is_digit(p[len - 1]))
            continue;
        if (!ask(m, kind, &set, p, len, end))
            break;
        if (n == 2 && (set & ~t->start) == 0 && first < 4 && len - first < 4) {
            uint32_t pair = be_char_at(p, end) << 16 | be_char_at(p + first, end);
            *place_of_dead(t, pair) = pair;
        }
        if (set == 0)
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
        return t->set[t->place[c]] & t->byte[(unsigned char)text.p[0]]; /* a prepared set may hold one that is not there */
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

void be_open_ask_all(struct be_matcher *m, enum be_pattern_kind kind)
{
    if (!m->kind[kind].ready)
        be_open_table(m, kind);
    for (uint32_t c = 0; c < BE_OPEN_CHARS; c++) {
        char utf8[3] = {(char)(c >> 12 | 0xE0), (char)((c >> 6 & 0x3F) | 0x80), (char)((c & 0x3F) | 0x80)};

        if (c < 0x80)
            utf8[2] = (char)c;
        else if (c < 0x800)
            utf8[1] = (char)(c >> 6 | 0xC0);
        if (c >= 0xD800 && c <= 0xDFFF)          /* no characters */
            m->kind[kind].place[c] = NOTHING;
        else
            patterns_with(m, kind, c, c < 0x80 ? be_span(utf8 + 2, 1) : c < 0x800 ? be_span(utf8 + 1, 2) : be_span(utf8, 3));
    }
}

/* The character at p, when it is one of the BMP, else 0xffff. */
static inline uint32_t character(const unsigned char *p, size_t *len)
{
    const uint32_t c = p[0];

    if ((c & 0xF0) == 0xE0) {
        *len = 3;
        return (c & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    *len = c < 0x80 ? 1 : c < 0xE0 ? 2 : 4;
    return c < 0x80 ? c : c < 0xE0 ? (c & 0x1F) << 6 | (p[1] & 0x3Fu) : 0xffff;
}

/* May one of these patterns begin with this character? */
static inline bool opens(const struct kind_table *t, uint64_t only, uint32_t c)
{
    const uint8_t place = t->place[c];

    return place != NOTHING && (place == NOT_MET || c == 0xffff || (t->set[place] & only) != 0);
}

size_t be_open_next(struct kind_table *t, uint64_t only, struct be_span text, size_t off)
{
    const unsigned char *p = (const unsigned char *)text.p, *lead;
    uint32_t c, next;
    size_t len, after;

    if (off > 0 && p[off - 1] >= '0' && p[off - 1] <= '9')
        while (off < text.len && p[off] >= '0' && p[off] <= '9')
            off++;
    if (t->lead >= 0) {                         /* no lead byte stands inside a character */
        for (; off < text.len && (lead = memchr(p + off, t->lead, text.len - off)) != NULL; off += len) {
            off = (size_t)(lead - p);
            if (opens(t, only, character(lead, &len)))
                return off;
        }
        return text.len;
    }
    if (off >= text.len)
        return text.len;
    for (c = character(p + off, &len); off + len < text.len; off += len, c = next, len = after) {
        next = character(p + off + len, &after);
        if (opens(t, only, c) && *place_of_dead(t, c << 16 | next) != (c << 16 | next))
            return off;
    }
    return opens(t, only, c) ? off : text.len;
}

uint64_t be_open_first(struct be_matcher *m, enum be_pattern_kind kind, uint64_t only, struct be_span text, size_t off,
                       size_t *len)
{
    const struct kind_table *t = &m->kind[kind];
    uint32_t c = character((const unsigned char *)text.p + off, len);
    uint64_t byte = t->byte[(unsigned char)text.p[off]];

    only &= ~t->given_up & ~(off > 0 ? t->start : 0);
    if ((byte & only) == 0)
        return 0;
    if (c == 0xffff)
        return byte;
    return patterns_with(m, kind, c, be_span(text.p + off, *len)) | (byte & t->start);
}

void be_open_table(struct be_matcher *m, enum be_pattern_kind kind)
{
    struct kind_table *t = &m->kind[kind];
    struct pattern_kind *k = m->patterns->kind[kind];
    size_t len;
    struct be_say say = {say_matcher, (void *)m->diag};

    if (t->nsets > 0) {         /* what was found out without the patterns that were not there */
        if (m->places != NULL)
            memset(t->place, NOT_MET, BE_OPEN_CHARS);
        memset(t->opening, 0, BE_OPENINGS * sizeof *t->opening);
        memset(t->dead, 0, sizeof t->dead);
        memset(t->by_has, 0, sizeof t->by_has);
    }
    t->ready = true;
    t->nsets = NOTHING + 1;
    if (m->places == NULL) {
        t->nsets = be_prepared.open[kind].nsets;
        memcpy(t->set, be_prepared.open[kind].set, t->nsets * sizeof *t->set);
    }
    for (size_t i = 0; i < k->n; i++) {
        const uint64_t bit = (uint64_t)1 << i;
        enum be_status rc = be_pattern_ready(m->patterns, &k->pattern[i], m->diag == NULL ? NULL : &say);

        if (rc == BE_ENOMEM) {
            m->failed = true;
            t->ready = false;
        }
        if (rc != BE_OK)
            continue;
        t->all |= bit;
        if (k->pattern[i].front.behind)
            t->behind |= bit;
        if (k->pattern[i].front.start)
            t->start |= bit;
        add_needs(t, &k->pattern[i].needs, i);
        for (size_t b = 0; b < 256; b++)
            if (k->pattern[i].front.first[b / 8] & 1u << b % 8)
                t->byte[b] |= bit;
    }
    t->lead = -1;
    for (int b = 0, n = 0; b < 256; b++)
        if ((t->byte[b] & ~t->start) != 0)
            t->lead = n++ == 0 ? b : -1;
    t->loose = be_open_first(m, kind, UINT64_MAX, BE_LIT("的"), 0, &len);
}

uint64_t be_open_at(struct be_matcher *m, enum be_pattern_kind kind, uint64_t only, struct be_span text, size_t off,
                    size_t *len)
{
    const struct kind_table *t = &m->kind[kind];
    uint64_t set = be_open_first(m, kind, only, text, off, len);

    only &= ~t->given_up & ~(off > 0 ? t->start : 0);
    /* Narrowed as a whole, so that what is known holds whichever of them are asked for, and where. */
    if ((set & only) != 0)
        set = narrow(m, kind, set, text, off, *len);
    return set & only;
}

#define HAS_KNOWN (1u << 31)    /* of no class: no place that is filled is 0 */

uint64_t be_open_has(struct kind_table *t, uint32_t has)
{
    uint64_t set = t->all;
    uint32_t place;

    has = (has & t->classes) | HAS_KNOWN;
    place = (has * 0x9E3779B1u) >> 24 & (BE_HAS_KEPT - 1);
    if (t->by_has[place].has == has)
        return t->by_has[place].set;
    for (size_t p = 0; p < BE_KIND_PATTERNS; p++)
        for (size_t k = 0; k < BE_NEEDS; k++)
            if (t->has[p][k] != 0 && (t->has[p][k] & has) == 0)
                set &= ~((uint64_t)1 << p);
    t->by_has[place].has = has;
    t->by_has[place].set = set;
    return set;
}

uint64_t be_open_needs(const struct kind_table *t, struct be_span text)
{
    const unsigned char *p = (const unsigned char *)text.p, *end = p + text.len, *before = p;
    uint64_t met[BE_NEEDS] = {t->free[0], t->free[1]};
    size_t len;

    for (; p < end; before = p, p += len) {
        unsigned last = p[0];                       /* be_need_last of the character */
        uint8_t role;

        len = 1;
        if (last >= 0xE0 && last < 0xF0) {          /* nearly all are */
            last = (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
            len = 3;
        } else if (last >= 0x80) {
            last = be_need_last(character(p, &len));
        }
        role = t->role[last];
        if (role == 0)
            continue;
        if ((role & ALONE) != 0) {
            met[0] |= t->alone[last][0];
            met[1] |= t->alone[last][1];
        }
        if ((role & SECOND) != 0) {
            size_t other;
            const unsigned hash = be_need_hash(character(before, &other), character(p, &other));
            met[0] |= t->pair[hash][0];
            met[1] |= t->pair[hash][1];
        }
    }
    return met[0] & met[1];
}
