#include "lexicon.h"
#include <stdlib.h>

/* By the last byte of a word's first character: Chinese characters differ most there. */
static unsigned first_of(const char *p, size_t len)
{
    return len >= 3 && (unsigned char)*p >= 0xE0 ? (unsigned char)p[2] ^ ((unsigned)(unsigned char)p[1] << 3 & 0xFF)
                                                 : (unsigned char)*p;
}

void be_lexicon_begin(struct be_lexicon *lex)
{
    for (size_t i = 0; i < sizeof lex->slot / sizeof *lex->slot; i++)
        lex->slot[i] = -1;
}

void be_lexicon_free(struct be_lexicon *lex)
{
    be_buf_free(&lex->text);
    free(lex->alternative);
}

bool be_lexicon_next(struct be_span *rest, char c, struct be_span *out)
{
    if (rest->p == NULL)
        return false;
    const char *at = rest->len == 0 ? NULL : memchr(rest->p, c, rest->len);
    size_t n = at == NULL ? rest->len : (size_t)(at - rest->p);

    *out = be_span(rest->p, n);
    *rest = at == NULL ? be_span(NULL, 0) : be_span_from(*rest, n + 1);
    return true;
}

/* The number of a word, new or known; -1 when it is empty or there is no room. */
static int word_number(struct be_lexicon *lex, struct be_span word)
{
    uint8_t bound = 0;

    if (word.len > 0 && (*word.p == '=' || *word.p == '^')) {
        bound = *word.p == '=' ? BE_AT_BEGIN | BE_AT_END : BE_AT_BEGIN;
        word = be_span_from(word, 1);
    }
    if (word.len > 0 && word.p[word.len - 1] == '$') {
        bound |= BE_AT_END;
        word.len--;
    }
    if (word.len == 0)
        return -1;
    int16_t *slot = &lex->slot[first_of(word.p, word.len) & 0xFF];
    for (int16_t i = *slot; i >= 0; i = lex->word[i].next)
        if (lex->word[i].bound == bound && be_span_eq(be_span(lex->text.p + lex->word[i].at, lex->word[i].len), word))
            return i;
    if (lex->words == BE_LEXICON_WORDS)
        return -1;
    lex->word[lex->words] = (struct be_lexicon_word){(uint32_t)lex->text.len, (uint32_t)word.len, bound, *slot};
    *slot = (int16_t)lex->words;
    if (be_buf_add(&lex->text, word) != BE_OK)
        return -1;
    return (int)lex->words++;
}

static enum be_status add_group(struct be_lexicon *lex, struct be_span words, uint32_t *from, uint32_t *to)
{
    struct be_span word;

    *from = *to = (uint32_t)lex->alternatives;
    while (be_lexicon_next(&words, '|', &word)) {
        int n = word_number(lex, word);
        if (n < 0)
            return BE_EPATTERN;
        if (!be_grow(&lex->alternative, lex->alternatives, &lex->size, sizeof *lex->alternative))
            return BE_ENOMEM;
        lex->alternative[lex->alternatives++] = (uint16_t)n;
        ++*to;
    }
    return BE_OK;
}

enum be_status be_lexicon_rule(struct be_lexicon *lex, struct be_rule *out, struct be_span all, struct be_span none)
{
    struct be_span group;
    enum be_status rc = BE_OK;

    *out = (struct be_rule){0};
    while (rc == BE_OK && be_lexicon_next(&all, ' ', &group)) {
        if (out->groups == BE_RULE_GROUPS)
            return BE_EPATTERN;
        rc = add_group(lex, group, &out->all[out->groups].from, &out->all[out->groups].to);
        out->groups++;
    }
    if (rc == BE_OK && none.len > 0)
        rc = add_group(lex, none, &out->none.from, &out->none.to);
    return rc;
}

void be_lexicon_scan(const struct be_lexicon *lex, struct be_span text, struct be_found *out)
{
    memset(out, 0, sizeof *out);
    for (size_t at = 0; at < text.len;) {
        const char *p = text.p + at;
        size_t left = text.len - at;
        for (int16_t i = lex->slot[first_of(p, left) & 0xFF]; i >= 0; i = lex->word[i].next) {
            const struct be_lexicon_word *w = &lex->word[i];
            if (w->len <= left && memcmp(lex->text.p + w->at, p, w->len) == 0
                && (!(w->bound & BE_AT_BEGIN) || at == 0) && (!(w->bound & BE_AT_END) || w->len == left))
                out->bits[i / 64] |= (uint64_t)1 << (i % 64);
        }
        at += (unsigned char)*p >= 0xE0 && left >= 3 ? 3 : 1;
    }
}

static bool any(const struct be_lexicon *lex, uint32_t from, uint32_t to, const struct be_found *found)
{
    for (uint32_t i = from; i < to; i++) {
        unsigned n = lex->alternative[i];
        if (found->bits[n / 64] >> (n % 64) & 1)
            return true;
    }
    return false;
}

bool be_lexicon_holds(const struct be_lexicon *lex, const struct be_rule *rule, const struct be_found *found)
{
    for (unsigned g = 0; g < rule->groups; g++)
        if (!any(lex, rule->all[g].from, rule->all[g].to, found))
            return false;
    return !any(lex, rule->none.from, rule->none.to, found);
}
