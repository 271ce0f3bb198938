#include "wordlist.h"

uint64_t be_wordlist_make(struct be_wordlist *list, bool back)
{
    uint64_t set = 0;

    for (size_t i = 0; i < list->n; i++) {
        size_t len = strlen(list->word[i]);
        const char *p = list->word[i];

        if (back)
            p += len < 3 || (unsigned char)p[len - 1] < 0x80 ? len - 1 : len - 3;
        set |= be_wordlist_bit(p, (unsigned char)*p < 0x80 || len < 3 ? 1 : 3);
    }
    atomic_store_explicit(back ? &list->back : &list->front, set, memory_order_relaxed);
    return set;
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
