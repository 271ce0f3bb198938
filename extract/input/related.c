#include "related.h"
#include "../base/wordlist.h"

static struct be_wordlist KINDS = BE_WORDLIST("预", "決", "决", "預");

/* 预算, 决 算: covers are set with blanks. */
static bool names_budget(struct be_span text)
{
    size_t from = 0;
    long at;

    while ((at = be_span_find(be_span_from(text, from), BE_LIT("算"))) >= 0) {
        if (be_wordlist_back(&KINDS, be_span_trim(be_span_to(text, from + (size_t)at))) > 0)
            return true;
        from += (size_t)at + 3;
    }
    return false;
}

bool be_related(struct be_span text)
{
    static const char *const WORDS[] = {"财政", "財政", "收支", "三公", "经费", "經費", "绩效", "績效"};

    text = be_span_to(text, BE_RELATED_BYTES);
    if (names_budget(text))
        return true;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (be_span_has(text, WORDS[i]))
            return true;
    return false;
}
