#include "wordlist.h"

static void add(uint64_t set[2], const char *end, size_t len)
{
    set[0] |= (uint64_t)1 << (end[-1] & 63);
    if (len >= 3)
        set[1] |= (uint64_t)1 << (end[-2] & 63);
}

void be_wordlist_make(struct be_wordlist *list)
{
    uint64_t front[2] = {0, 0}, back[2] = {0, 0};

    for (size_t i = 0; i < list->n; i++) {
        const char *p = list->word[i];
        size_t n = strlen(p);

        add(front, p + ((unsigned char)p[0] < 0x80 ? 1 : 3), (unsigned char)p[0] < 0x80 ? 1 : 3);
        add(back, p + n, (unsigned char)p[n - 1] < 0x80 ? 1 : 3);
    }
    for (size_t i = 2; i-- > 0;) {   /* the one that tells that they are made comes last */
        atomic_store_explicit(&list->front[i], front[i], memory_order_release);
        atomic_store_explicit(&list->back[i], back[i], memory_order_release);
    }
}

size_t be_wordlist_find(const struct be_wordlist *list, struct be_span text)
{
    for (size_t i = 0; i < list->n; i++) {
        const char *w = list->word[i];
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
    const char last = text.p[text.len - 1];

    for (size_t i = 0; i < list->n; i++) {
        size_t n = strlen(list->word[i]);

        if (n <= text.len && list->word[i][n - 1] == last && memcmp(text.p + text.len - n, list->word[i], n) == 0)
            return n;
    }
    return 0;
}

bool be_wordlist_holds(struct be_wordlist *list, struct be_span text)
{
    for (size_t i = 0; i < text.len; i += be_char_len(text.p + i, text.p + text.len))
        if (be_wordlist_front(list, be_span_from(text, i)) > 0)
            return true;
    return false;
}

bool be_wordlist_is(struct be_wordlist *list, struct be_span text)
{
    if (be_wordlist_front(list, text) == 0)
        return false;
    for (size_t i = 0; i < list->n; i++)
        if (be_span_is(text, list->word[i]))
            return true;
    return false;
}
