#include "word.h"
#include "cell.h"
#include "../segment/markup.h"
#include <stdlib.h>

static const char *const NAMES[BE_WORDS] = {
    "", "name", "code", "code1", "code2", "code3", "unit_code", "unit_name", "project",
    "project_code", "ordinal", "level1", "level2", "level3", "quantity_unit", "phase", "measure",
    "change", "change_rate", "share", "completion", "count", "target", "actual", "weight", "note",
    "fund", "part", "flow", "year", "running", "total", "form", "entity", "quantity", "caption",
    "nothing",
};

struct kept {
    char text[BE_WORD_BYTES];
    uint8_t len;             /* 0: free */
    uint8_t word;
    bool asked;              /* word and mark are known */
    const char *mark;        /* lives as long as the patterns */
    uint64_t says_not;       /* set of the words that be_word_says has denied */
};

struct be_word_memory {
    struct kept kept[BE_WORDS_KEPT];
};

struct be_word_memory *be_word_memory_new(void)
{
    return calloc(1, sizeof(struct be_word_memory));
}

void be_word_memory_free(struct be_word_memory *memory)
{
    free(memory);
}

static size_t slot_of(struct be_span text)
{
    uint32_t h = 2166136261u;

    for (size_t i = 0; i < text.len; i++)
        h = (h ^ (unsigned char)text.p[i]) * 16777619u;
    return (h ^ h >> 15) % BE_WORDS_KEPT;
}

_Static_assert(BE_WORDS <= 64, "says_not holds all words");

/* Its entry, made empty when another text had it. */
static struct kept *entry_of(struct be_context *cx, struct be_span text)
{
    struct kept *k = &be_tables_words(cx->tables)->kept[slot_of(text)];

    if (k->len == text.len && memcmp(k->text, text.p, text.len) == 0)
        return k;
    memcpy(k->text, text.p, text.len);
    k->len = (uint8_t)text.len;
    k->asked = false;
    k->says_not = 0;
    return k;
}

static enum be_word ask(struct be_context *cx, struct be_span text, const char **mark)
{
    struct be_match m;

    *mark = "";
    if (!be_match_at(&m, cx->matcher, BE_P_TABLE, text, 0, 0) || m.whole.len != text.len)
        return BE_WORD_NONE;
    for (int i = 1; i < BE_WORDS; i++)
        if (strcmp(NAMES[i], m.pattern) == 0) {
            *mark = m.mark == NULL ? "" : m.mark;
            return (enum be_word)i;
        }
    return BE_WORD_NONE;
}

enum be_word be_word_of(struct be_context *cx, struct be_span text, const char **mark)
{
    struct kept *k;
    const char *none;

    if (mark == NULL)
        mark = &none;
    *mark = "";
    while (be_span_ends(text, BE_LIT("：")) || be_span_ends(text, BE_LIT(":")))
        text.len -= text.p[text.len - 1] == ':' ? 1 : 3;
    if (text.len == 0 || text.len > BE_WORD_BYTES)
        return BE_WORD_NONE;
    k = entry_of(cx, text);
    if (!k->asked) {
        k->word = (uint8_t)ask(cx, text, &k->mark);
        k->asked = true;
    }
    *mark = k->mark;
    return (enum be_word)k->word;
}

bool be_word_says(struct be_context *cx, enum be_word word, struct be_span text, struct be_match *out)
{
    struct be_match unused;
    struct kept *k;

    if (text.len == 0 || text.len > BE_WORD_BYTES)
        return false;
    k = entry_of(cx, text);      /* what a header says not, it says not in the next table either */
    if (k->says_not >> word & 1)
        return false;
    if (be_match_one(out == NULL ? &unused : out, cx->matcher, BE_P_TABLE, NAMES[word], text, 0, 0))
        return true;
    k->says_not |= (uint64_t)1 << word;
    return false;
}

/* ---- folding ---- */

struct be_span be_word_squeeze(struct be_span text, struct be_arena *arena)
{
    char *to;
    size_t n = 0;

    if (text.len == 0 || memchr(text.p, ' ', text.len) == NULL)
        return text;
    to = be_arena_room(arena, text.len);
    if (to == NULL)
        return be_span(text.p, 0);
    for (size_t i = 0; i < text.len; i++)
        if (text.p[i] != ' ' && text.p[i] != '\t')
            to[n++] = text.p[i];
    return be_span(to, n);
}

static bool at(struct be_span text, size_t i, const char *what)
{
    size_t n = strlen(what);

    return text.len >= i + n && memcmp(text.p + i, what, n) == 0;
}

/* Length of one of the marks that stand behind an ordinal. */
static size_t stop_len(struct be_span text, size_t i, bool han)
{
    if (at(text, i, "、") || at(text, i, "．"))
        return 3;
    if (i < text.len && text.p[i] == '.')
        return 1;
    return han && at(text, i, "，") ? 3 : 0;
}

static size_t han_digits(struct be_span text, size_t i)
{
    static const char DIGITS[] = "一二三四五六七八九十百零〇";
    size_t from = i;

    while (i - from <= 12) {
        bool is = false;
        for (size_t k = 0; k + 3 <= sizeof DIGITS - 1 && !is; k += 3)
            is = text.len >= i + 3 && memcmp(text.p + i, DIGITS + k, 3) == 0;
        if (!is)
            break;
        i += 3;
    }
    return i - from;
}

static size_t arabic_digits(struct be_span text, size_t i)
{
    size_t from = i;

    while (i < text.len && i - from < 4 && text.p[i] >= '0' && text.p[i] <= '9')
        i++;
    return i - from;
}

/* One ordinal: 一、 （一） 1. 1、 （1） ①. A number that goes on (2.5) is none. */
static size_t ordinal_len(struct be_span text)
{
    size_t open = at(text, 0, "（") ? 3 : 0, n = han_digits(text, open), stop;
    bool han = n > 0;

    if (text.len >= 3 && (unsigned char)text.p[0] == 0xE2 && (unsigned char)text.p[1] == 0x91)
        return 3;
    if (!han)
        n = arabic_digits(text, open);
    if (n == 0)
        return 0;
    if (open > 0)
        return at(text, open + n, "）") ? open + n + 3 : 0;
    stop = stop_len(text, n, han);
    if (stop == 0 && at(text, n, "）"))
        return n + 3;
    if (stop == 0 || (!han && n + stop < text.len && text.p[n + stop] >= '0' && text.p[n + stop] <= '9'))
        return 0;
    return n + stop;
}

size_t be_word_lead(struct be_span text, bool *among)
{
    size_t n = 0;

    for (int turn = 0; turn < 4; turn++) {
        struct be_span rest = be_span_from(text, n);
        size_t k = 0;
        if (at(rest, 0, "其中")) {
            k = 6;
            k += at(rest, k, "：") || at(rest, k, "、") || at(rest, k, "－") ? 3 : at(rest, k, ":") || at(rest, k, "-") ? 1 : 0;
            if (among != NULL)
                *among = true;
            if (k == 6 && rest.len > 6 && !at(rest, 6, "（"))
                k = 0; /* 其中 without a mark is a word of the label */
        } else {
            k = ordinal_len(rest);
        }
        if (k == 0 || k >= rest.len)
            break;
        n += k;
    }
    return n;
}

struct be_span be_word_item(struct be_span text, struct be_arena *arena)
{
    static const char *const TAILS[] = {"：", "。", "；", "，", "、"};
    bool again = true;

    text = be_word_squeeze(be_markup_text(text, arena), arena);
    text = be_span_from(text, be_word_lead(text, NULL));
    while (again && text.len > 0) {
        again = text.p[text.len - 1] == ':' || text.p[text.len - 1] == ';' || text.p[text.len - 1] == ',';
        text.len -= again;
        for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS && !again; i++)
            if (be_span_ends(text, be_span_of(TAILS[i]))) {
                text.len -= 3;
                again = true;
            }
    }
    if (be_span_starts(text, BE_LIT("**")) && be_span_ends(text, BE_LIT("**")) && text.len > 4)
        text = be_span(text.p + 2, text.len - 4);
    if (be_span_starts(text, BE_LIT("“")) && be_span_ends(text, BE_LIT("”")) &&
        be_span_find(be_span_from(text, 3), BE_LIT("“")) < 0)
        text = be_span(text.p + 3, text.len - 6);
    return text;
}
