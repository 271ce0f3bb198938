/* label_ordinal.c - what numbers an item in a list: （1） 1. 一、 一是 ①. */
#include "label.h"
#include "../../base/wordlist.h"

/* No ordinal is longer than 二十一. */
static size_t han_digits(struct be_span text)
{
    return be_han_front(be_span_to(text, 9));
}

/* 2010301-行政运行, 2010301行政运行 */
static bool is_code(struct be_span text)
{
    size_t n = be_digits_front(text);

    return n == 7 && text.len > 7 && text.p[0] == '2' && (text.p[7] == '-' || (unsigned char)text.p[7] >= 0x80);
}

static struct be_wordlist BEHIND_ORDINAL = BE_WORDLIST("、", ".", "．", "）", ")");
static struct be_wordlist BEHIND_NUMBERED = BE_WORDLIST("，", "、", "是", "：");

static size_t ordinal_len(struct be_span text)
{
    struct be_span rest = be_starts(text, "（") ? be_span_from(text, 3) : text;
    size_t open = text.len - rest.len, n = be_digits_front(be_span_to(rest, 3)), han = n == 0 ? han_digits(rest) : 0, behind;

    if (text.len >= 3 && memcmp(text.p, "①", 3) >= 0 && memcmp(text.p, "⑳", 3) <= 0)
        return 3;
    if (be_starts(text, "第") && (han = han_digits(be_span_from(text, 3))) > 0 &&
        (behind = be_wordlist_front(&BEHIND_NUMBERED, be_span_from(text, 3 + han))) > 0)
        return 3 + han + behind;
    if (n + han == 0)
        return 0;
    rest = be_span_from(rest, n + han);
    if (open > 0)
        return be_starts(rest, "）") ? open + n + han + 3 : 0;
    if (han == 3 && be_starts(rest, "是"))
        return han + 3;
    if (n > 0 && be_starts(rest, ".") && rest.len > 1 && be_is_digit(rest.p[1]) && !is_code(be_span_from(rest, 1)) &&
        !be_starts_year(be_span_from(rest, 1)))
        return 0;                    /* 3.5 is a number; 3.2010301-行政运行 and 3.2023年 are none */
    behind = be_wordlist_front(&BEHIND_ORDINAL, rest);
    return behind == 0 ? 0 : n + han + behind;
}

static struct be_wordlist OPENS = BE_WORDLIST("（", "第", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十");

/* ① to ⑳ begin with this byte; no Chinese character does. */
#define CIRCLED 0xE2

size_t be_label_ordinal_len(struct be_span text)
{
    if (text.len == 0 || (!be_is_digit(text.p[0]) && (unsigned char)text.p[0] != CIRCLED && be_wordlist_front(&OPENS, text) == 0))
        return 0;                    /* nearly always */
    return ordinal_len(text);
}

struct be_span be_label_ordinal(struct be_span text)
{
    for (size_t n = be_label_ordinal_len(text); n > 0; n = be_label_ordinal_len(text))
        text = be_span_from(text, n);
    return text;
}
