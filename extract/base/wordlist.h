/* wordlist.h - does a text begin or end with one of a list of words? Asked at every label, so
 * most lists must be ruled out by a look at one character.
 *
 * Keeps: in each list sets of the characters its words begin and end with (by the low six bits
 *        of their last byte and of the one before), and its words in rows by the same six bits, the
 *        longest first, so that of a list that is not ruled out a word or two are compared. Made on first use.
 */
#ifndef BE_WORDLIST_H
#define BE_WORDLIST_H

#include "span.h"
#include <stdatomic.h>

struct be_wordlist {
    const char *const *word;
    size_t n;                           /* at most 255 */
    uint8_t (*next)[2];                 /* by word: the next of its row by front, by back; from 1, 0: none */
    uint8_t first[2][64];               /* the rows' first words */
    _Atomic uint64_t front[2], back[2]; /* 0: not yet made */
};

#define BE_WORDS(...) sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)

/* A list at file scope: static struct be_wordlist EDGE = BE_WORDLIST("，", "。"); */
#define BE_WORDLIST(...) \
    {(const char *const[]){__VA_ARGS__}, BE_WORDS(__VA_ARGS__), (uint8_t[BE_WORDS(__VA_ARGS__)][2]){{0}}, {{0}}, {0, 0}, {0, 0}}

/* Bytes of the first character that tell words apart. */
static inline size_t be_wordlist_lead(const char *p)
{
    return (unsigned char)*p < 0x80 ? 1 : (unsigned char)*p < 0xE0 ? 2 : 3;
}

void be_wordlist_make(struct be_wordlist *list);
size_t be_wordlist_find(const struct be_wordlist *list, struct be_span text);
size_t be_wordlist_find_back(const struct be_wordlist *list, struct be_span text);

/* Whether a character that ends at p, len bytes long, is in both sets. */
static inline bool be_wordlist_may(struct be_wordlist *list, _Atomic uint64_t set[2], const char *p, size_t len)
{
    uint64_t last = atomic_load_explicit(&set[0], memory_order_acquire);

    if (last == 0) {
        be_wordlist_make(list);
        last = atomic_load_explicit(&set[0], memory_order_acquire);
    }
    if ((last >> (p[-1] & 63) & 1) == 0)
        return false;
    return len < 3 || (atomic_load_explicit(&set[1], memory_order_relaxed) >> (p[-2] & 63) & 1) != 0;
}

/* Length of the longest word of the list that text begins with; 0: none. */
static inline size_t be_wordlist_front(struct be_wordlist *list, struct be_span text)
{
    size_t len = text.len == 0 ? 1 : be_wordlist_lead(text.p);

    if (text.len < len || !be_wordlist_may(list, list->front, text.p + len, len))
        return 0;
    return be_wordlist_find(list, text);
}

/* The same for the word that text ends with. */
static inline size_t be_wordlist_back(struct be_wordlist *list, struct be_span text)
{
    size_t len = text.len < 3 || (unsigned char)text.p[text.len - 1] < 0x80 ? 1 : 3;

    if (text.len == 0 || !be_wordlist_may(list, list->back, text.p + text.len, len))
        return 0;
    return be_wordlist_find_back(list, text);
}

/* Is one of the words anywhere in text? For short texts. */
bool be_wordlist_holds(struct be_wordlist *list, struct be_span text);
/* Is text one of the words? Most are none by their first character. */
bool be_wordlist_equal(struct be_wordlist *list, struct be_span text);
static inline bool be_wordlist_is(struct be_wordlist *list, struct be_span text)
{
    size_t len = text.len == 0 ? 1 : be_wordlist_lead(text.p);

    return text.len >= len && be_wordlist_may(list, list->front, text.p + len, len) && be_wordlist_equal(list, text);
}

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
