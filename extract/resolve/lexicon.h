/* lexicon.h - which words of a set occur in a text, found in one pass, and rules over them.
 *
 * In:    rules of words: groups parted by blanks, alternatives parted by bars (政府性基金 支出|收入);
 *        a word may be bound: =whole text, ^begin, end$.
 * Out:   the set of words found in a text; whether a rule holds for it.
 * Keeps: at most BE_LEXICON_WORDS words; read-only once the rules are read.
 */
#ifndef BE_LEXICON_H
#define BE_LEXICON_H

#include "../base/buf.h"

#define BE_LEXICON_WORDS 768u
#define BE_RULE_GROUPS 6u

enum { BE_AT_BEGIN = 1, BE_AT_END = 2 };

struct be_lexicon {
    struct be_lexicon_word {
        uint32_t at, len;           /* in text */
        uint8_t bound;              /* BE_AT_ bits */
        int16_t next;               /* word of the same first character, or -1 */
    } word[BE_LEXICON_WORDS];
    size_t words;
    int16_t slot[256];              /* by first character */
    struct be_buf text;
    uint16_t *alternative;          /* word numbers of all rules, group by group */
    size_t alternatives, size;
};

struct be_found { uint64_t bits[BE_LEXICON_WORDS / 64]; };

struct be_rule {
    struct { uint32_t from, to; } all[BE_RULE_GROUPS], none; /* ranges of alternatives */
    unsigned groups;
};

void be_lexicon_begin(struct be_lexicon *lex);
void be_lexicon_free(struct be_lexicon *lex);
/* BE_EPATTERN: too many words or groups, or an empty word. */
enum be_status be_lexicon_rule(struct be_lexicon *lex, struct be_rule *out, struct be_span all, struct be_span none);
void be_lexicon_scan(const struct be_lexicon *lex, struct be_span text, struct be_found *out);
bool be_lexicon_holds(const struct be_lexicon *lex, const struct be_rule *rule, const struct be_found *found);
/* The next piece of a list parted by c; false at its end. Pieces may be empty. */
bool be_lexicon_next(struct be_span *rest, char c, struct be_span *out);

#endif
