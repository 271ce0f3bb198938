#include "wordlist.h"
#include <pthread.h>

static void add(uint64_t set[2], const char *end, size_t len)
{
    set[0] |= (uint64_t)1 << (end[-1] & 63);
    if (len >= 3)
        set[1] |= (uint64_t)1 << (end[-2] & 63);
}

/* Puts word i in its row behind all longer ones: 中心校 is met before 中心, wherever it stands in the list. */
static void chain(struct be_wordlist *list, const size_t *len, unsigned side, size_t i, const char *end)
{
    uint8_t *at = &list->first[side][end[-1] & 63];

    while (*at > 0 && len[*at - 1] > len[i])
        at = &list->next[*at - 1][side];
    list->next[i][side] = *at;
    *at = (uint8_t)(i + 1);
}

void be_wordlist_make(struct be_wordlist *list)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    uint64_t front[2] = {0, 0}, back[2] = {0, 0};
    size_t len[UINT8_MAX];

    pthread_mutex_lock(&lock);
    if (atomic_load_explicit(&list->front[0], memory_order_relaxed) == 0) {
        for (size_t i = list->n; i-- > 0;) {
            const char *p = list->word[i], *end = p + (len[i] = strlen(p));
            size_t first = be_wordlist_lead(p), last = (unsigned char)end[-1] < 0x80 ? 1 : 3;

            add(front, p + first, first);
            add(back, end, last);
            chain(list, len, 0, i, p + first);
            chain(list, len, 1, i, end);
        }
        for (size_t i = 2; i-- > 0;) {   /* the one that tells that they are made comes last */
            atomic_store_explicit(&list->back[i], back[i], memory_order_release);
            atomic_store_explicit(&list->front[i], front[i], memory_order_release);
        }
    }
    pthread_mutex_unlock(&lock);
}

size_t be_wordlist_find(const struct be_wordlist *list, struct be_span text)
{
    for (size_t i = list->first[0][text.p[be_wordlist_lead(text.p) - 1] & 63]; i > 0; i = list->next[i - 1][0]) {
        const char *w = list->word[i - 1];
        size_t n = 0;

        while (n < text.len && w[n] != '\0' && w[n] == text.p[n])
            n++;
        if (w[n] == '\0')
            return n;
    }
    return 0;
}

size_t be_wordlist_find_back(const struct be_wordlist *list, struct be_span text)
{
    for (size_t i = list->first[1][text.p[text.len - 1] & 63]; i > 0; i = list->next[i - 1][1]) {
        struct be_span word = be_span_of(list->word[i - 1]);

        if (be_span_ends(text, word))
            return word.len;
    }
    return 0;
}

bool be_wordlist_holds(struct be_wordlist *list, struct be_span text)
{
    const char *p = text.p, *end = text.p + text.len;

    for (; end - p >= 3; p += be_char_len(p, end)) {    /* nearly all are Chinese and ruled out here */
        size_t n = be_wordlist_lead(p);
        if (be_wordlist_may(list, list->front, p + n, n) && be_wordlist_find(list, be_span(p, (size_t)(end - p))) > 0)
            return true;
    }
    for (; p < end; p += be_char_len(p, end))
        if (be_wordlist_front(list, be_span(p, (size_t)(end - p))) > 0)
            return true;
    return false;
}

bool be_wordlist_equal(struct be_wordlist *list, struct be_span text)
{
    for (size_t i = list->first[0][text.p[be_wordlist_lead(text.p) - 1] & 63]; i > 0; i = list->next[i - 1][0])
        if (be_span_is(text, list->word[i - 1]))
            return true;
    return false;
}
