#include "word.h"
#include "cell.h"
#include "../../base/memo.h"
#include "../../base/traditional.h"
#include "../../base/wordlist.h"
#include "../../resolve/codebook.h"
#include "../../resolve/names.h"
#include "../../segment/grid/markup.h"

static const char *const NAMES[BE_WORDS] = {
    "", "name", "code", "code1", "code2", "code3", "unit_code", "unit_name", "project",
    "project_code", "ordinal", "level1", "level2", "level3", "quantity_unit", "phase", "measure",
    "change", "change_rate", "share", "completion", "count", "target", "actual", "weight", "note",
    "fund", "part", "flow", "year", "running", "total", "form", "entity", "quantity", "caption",
    "nothing",
};

struct kept {
    const char *mark;        /* lives as long as the patterns */
    int16_t meaning[BE_MEANINGS];
    uint8_t word;
    bool asked;              /* word and mark are known */
    uint8_t meant;           /* set of the meanings that are known */
};

/* NULL: it is no word of a table's frame. */
static struct kept *kept_of(struct be_context *cx, struct be_span text)
{
    return text.len == 0 || text.len > BE_WORD_BYTES ? NULL : be_memo_of(cx->memo, BE_ASKS_WORD, text, 0, sizeof(struct kept));
}

/* 決算數 as 决算数: its patterns are written in simplified characters. buf: room for BE_WORD_BYTES. */
static struct be_span simplified(const struct be_context *cx, struct be_span text, char *buf)
{
    be_traditional_text(be_codebook_traditional(cx->model->codebook), text, buf);
    return be_span(buf, text.len);
}

static enum be_word ask(struct be_context *cx, struct be_span text, const char **mark)
{
    char buf[BE_WORD_BYTES];
    struct be_match m;

    *mark = "";
    text = simplified(cx, text, buf);
    if (!be_match_at(&m, cx->matcher, BE_P_TABLE, text, 0, 0) || m.whole.len != text.len)
        return BE_WORD_NONE;
    for (int i = 1; i < BE_WORDS; i++)
        if (strcmp(NAMES[i], m.pattern) == 0) {
            *mark = m.mark == NULL ? "" : m.mark;
            return (enum be_word)i;
        }
    return BE_WORD_NONE;
}

static struct be_span without_colon(struct be_span text)
{
    while (be_ends(text, "：") || be_ends(text, ":"))
        text.len -= text.p[text.len - 1] == ':' ? 1 : 3;
    return text;
}

bool be_word_may_be(struct be_context *cx, struct be_span text, enum be_word word)
{
    struct be_match m;

    return be_match_one(&m, cx->matcher, BE_P_TABLE, NAMES[word], without_colon(text), 0, 0);
}

bool be_word_may_stand(struct be_context *cx, uint32_t has, enum be_word word)
{
    return (be_match_has(cx->matcher, BE_P_TABLE, has) & be_match_bit(cx->matcher, BE_P_TABLE, NAMES[word])) != 0;
}

enum be_word be_word_of(struct be_context *cx, struct be_span text, const char **mark)
{
    struct kept *k;
    const char *none;

    if (mark == NULL)
        mark = &none;
    *mark = "";
    text = without_colon(text);
    k = kept_of(cx, text);
    if (k == NULL)
        return BE_WORD_NONE;
    if (!k->asked) {
        k->word = (uint8_t)ask(cx, text, &k->mark);
        k->asked = true;
    }
    *mark = k->mark;
    return (enum be_word)k->word;
}

enum be_word be_word_cell(struct be_context *cx, struct be_cell *cell)
{
    if (cell->word == 0)
        cell->word = (uint8_t)(be_word_of(cx, be_word_squeeze(cell->text, be_tables_arena(cx->tables)), NULL) + 1);
    return (enum be_word)(cell->word - 1);
}

/* ---- what a header says ---- */

static int16_t index_of(const struct be_span *names, const char *mark)
{
    return (int16_t)(mark == NULL ? 0 : be_names_number(names, be_span_of(mark)));
}

static int16_t year_of(struct be_span digits)
{
    int year = 0;

    for (size_t i = 0; i < digits.len && year < 1000; i++)
        year = year * 10 + (digits.p[i] - '0');
    return digits.len == 0 ? BE_MEANS_LAST_YEAR : (int16_t)year;
}

static int16_t ask_meaning(struct be_context *cx, enum be_meaning what, struct be_span text)
{
    static const enum be_word PATTERN[BE_MEANINGS] = {
        [BE_MEANS_PHASE] = BE_WORD_PHASE, [BE_MEANS_YEAR] = BE_WORD_YEAR, [BE_MEANS_PART] = BE_WORD_PART,
        [BE_MEANS_FUND] = BE_WORD_FUND, [BE_MEANS_FLOW] = BE_WORD_FLOW, [BE_MEANS_RUNNING] = BE_WORD_RUNNING,
    };
    char buf[BE_WORD_BYTES];
    struct be_match m;

    text = simplified(cx, text, buf);
    if (!be_match_one(&m, cx->matcher, BE_P_TABLE, NAMES[PATTERN[what]], text, 0, 0))
        return 0;
    switch (what) {
    case BE_MEANS_PHASE: return index_of(be_names_phase, m.mark);
    case BE_MEANS_YEAR: return year_of(be_match_group(&m, "year"));
    case BE_MEANS_PART: return index_of(be_names_part, m.mark);
    case BE_MEANS_FUND: return index_of(be_names_fund, m.mark);
    case BE_MEANS_FLOW: return m.whole.len == text.len ? index_of(be_names_flow, m.mark) : 0;
    default: return 1;
    }
}

const int16_t *be_word_meanings(struct be_context *cx, unsigned set, struct be_span text)
{
    static const int16_t NOTHING[BE_MEANINGS];
    struct kept *k;

    k = kept_of(cx, text);
    if (k == NULL)
        return NOTHING;
    for (unsigned left = set & ~(unsigned)k->meant; left != 0; left &= left - 1) {
        enum be_meaning what = (enum be_meaning)__builtin_ctz(left);
        k->meaning[what] = ask_meaning(cx, what, text);
    }
    k->meant |= (uint8_t)set;
    return k->meaning;
}

int be_word_means(struct be_context *cx, enum be_meaning what, struct be_span text)
{
    return be_word_meanings(cx, 1u << what, text)[what];
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

/* What such a thing begins with; most labels begin with something else. */
static struct be_wordlist BEGINS = BE_WORDLIST("其中", "（", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "零",
                                               "〇", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

bool be_word_may_lead(struct be_span text)
{
    return be_wordlist_front(&BEGINS, text) > 0 || be_starts(text, "\xE2\x91");
}

size_t be_word_lead(struct be_span text, bool *among)
{
    size_t n = 0;

    if (!be_word_may_lead(text))
        return 0;
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

static struct be_wordlist TAILS = BE_WORDLIST("：", "。", "；", "，", "、", ":", ";", ",");

struct be_span be_word_item(struct be_span text, struct be_arena *arena)
{
    text = be_word_squeeze(be_markup_text(text, arena), arena);
    text = be_span_from(text, be_word_lead(text, NULL));
    while (be_wordlist_strip_back(&TAILS, &text))
        ;
    if (be_starts(text, "**") && be_ends(text, "**") && text.len > 4)
        text = be_span(text.p + 2, text.len - 4);
    if (be_starts(text, "“") && be_ends(text, "”") && !be_span_has(be_span_from(text, 3), "“"))
        text = be_span(text.p + 3, text.len - 6);
    return text;
}
