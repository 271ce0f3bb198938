/* wordlist.h - does a text begin or end with one of a list of words? Asked at every label, so
 * most lists must be ruled out by a look at one character.
 *
 * Keeps: in each list two 64-bit sets of the characters its words begin and end with, made on
 *        first use; the same for every thread, so that it does not matter who makes them.
 */
#ifndef BE_WORDLIST_H
#define BE_WORDLIST_H

#include "span.h"
#include <stdatomic.h>

struct be_wordlist {
    const char *const *word;
    size_t n;
    _Atomic uint64_t front, back;    /* 0: not yet made */
};

/* A list at file scope: static struct be_wordlist EDGE = BE_WORDLIST("，", "。"); */
#define BE_WORDLIST(...)                                                                           \
    {(const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), 0, 0}

uint64_t be_wordlist_make(struct be_wordlist *list, bool back);
size_t be_wordlist_find(const struct be_wordlist *list, struct be_span text);
size_t be_wordlist_find_back(const struct be_wordlist *list, struct be_span text);

static inline uint64_t be_wordlist_bit(const char *p, size_t len)
{
    unsigned h = (unsigned char)p[len - 1];

    if (len >= 3 && h >= 0x80)
        h += (unsigned)(unsigned char)p[len - 2] * 7u;
    return (uint64_t)1 << (h & 63);
}

/* Length of the first word of the list that text begins with; 0: none. */
static inline size_t be_wordlist_front(struct be_wordlist *list, struct be_span text)
{
    uint64_t set = atomic_load_explicit(&list->front, memory_order_relaxed);

    if (text.len == 0)
        return 0;
    if (set == 0)
        set = be_wordlist_make(list, false);
    if ((set & be_wordlist_bit(text.p, (unsigned char)text.p[0] < 0x80 || text.len < 3 ? 1 : 3)) == 0)
        return 0;
    return be_wordlist_find(list, text);
}

/* The same for the word that text ends with. */
static inline size_t be_wordlist_back(struct be_wordlist *list, struct be_span text)
{
    uint64_t set = atomic_load_explicit(&list->back, memory_order_relaxed);
    size_t len = text.len < 3 || (unsigned char)text.p[text.len - 1] < 0x80 ? 1 : 3;

    if (text.len == 0)
        return 0;
    if (set == 0)
        set = be_wordlist_make(list, true);
    if ((set & be_wordlist_bit(text.p + text.len - len, len)) == 0)
        return 0;
    return be_wordlist_find_back(list, text);
}

/* Is one of the words anywhere in text? For short texts. */
bool be_wordlist_holds(struct be_wordlist *list, struct be_span text);
/* Is text one of the words? */
bool be_wordlist_is(struct be_wordlist *list, struct be_span text);

static inline bool be_wordlist_strip(struct be_wordlist *list, struct be_span *text)
{
    size_t n = be_wordlist_front(list, *text);

    *text = be_span_from(*text, n);
    return n > 0;
}

static inline bool be_wordlist_strip_back(struct be_wordlist *list, struct be_span *text)
{
    size_t n = be_wordlist_back(list, *text);

    text->len -= n;
    return n > 0;
}

#endif
