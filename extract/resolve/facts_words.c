#include "facts_words.h"
#include "../base/wordlist.h"

/* The digit that a text begins with, 2 or 二, or the letter of 二O二四; its length in bytes, 0: none. */
static size_t digit_of(struct be_span text, int *digit)
{
    static const char HAN[] = "〇○零一二三四五六七八九";

    if (text.len > 0 && text.p[0] >= '0' && text.p[0] <= '9') {
        *digit = text.p[0] - '0';
        return 1;
    }
    if (text.len > 0 && (text.p[0] == 'O' || text.p[0] == 'o')) {
        *digit = 0;
        return 1;
    }
    for (int i = 0; text.len >= 3 && i < 12; i++)
        if (memcmp(text.p, HAN + 3 * i, 3) == 0) {
            *digit = i < 3 ? 0 : i - 2;
            return 3;
        }
    return 0;
}

/* 2024, 二〇二四 at the front of a text; 0: none. *len gets its length. */
static int year_at(struct be_span text, size_t *len)
{
    int year = 0, digit = 0;

    *len = 0;
    for (int i = 0; i < 4; i++) {
        size_t n = digit_of(be_span_from(text, *len), &digit);

        if (n == 0)
            return 0;
        year = year * 10 + digit;
        *len += n;
    }
    return year >= BE_YEAR_MIN && year <= BE_YEAR_MAX ? year : 0;
}

int be_words_year(struct be_span text)
{
    size_t len;

    return year_at(text, &len);
}

static struct be_wordlist AGAINST_BUDGET = BE_WORDLIST("与年初预算", "比年初预算", "较年初预算", "完成年初预算");

enum be_phase be_words_phase(struct be_span word)
{
    long both = be_span_find(word, BE_LIT("预决算"));

    if (both >= 0)                   /* 预决算公开: neither */
        return be_words_phase(be_span_from(word, (size_t)both + strlen("预决算")));
    if (be_wordlist_holds(&AGAINST_BUDGET, word))
        return BE_FINAL;             /* 支出与年初预算对比情况 */
    if (be_span_has(word, "决算") || be_span_has(word, "決算"))
        return BE_FINAL;
    if (be_span_has(word, "预算") || be_span_has(word, "預算"))
        return BE_BUDGET;
    return BE_PHASE_NONE;
}

/* 2021年度“三公”经费决算情况, and not 部门预算及“三公”经费预算. */
bool be_words_sangong(struct be_span text)
{
    return be_span_has(text, "三公") && be_span_has(text, "经费") &&
           !be_span_has(text, "部门预算") && !be_span_has(text, "部门决算");
}

/* The year that a text ends in, 2024 or 二〇二四; 0: none. */
int be_words_year_before(struct be_span text)
{
    size_t len = 0, used;
    int digit;

    for (int i = 0; i < 4; i++) {
        size_t left = text.len - len, n = left > 0 && (unsigned char)text.p[left - 1] < 0x80 ? 1 : 3;

        if (left < n || digit_of(be_span_from(text, left - n), &digit) != n)
            return 0;
        len += n;
    }
    return year_at(be_span_from(text, text.len - len), &used);
}

int be_words_title_year(struct be_span title)
{
    int year = 0;

    for (long at = be_span_find(title, BE_LIT("年")); at >= 0; at = be_span_find(title, BE_LIT("年"))) {
        int own = be_words_year_before(be_span_to(title, (size_t)at));
        if (own > 0 && year > 0 && own != year)
            return 0;
        year = own > 0 ? own : year;
        title = be_span_from(title, (size_t)at + strlen("年"));
    }
    return year;
}

static struct be_wordlist OF_A_BUDGET = BE_WORDLIST("一般公共", "政府性基金", "国有资本经营", "公共财政", "保险基金");

/* Whether 预算 stands in it only as a word of a budget's own name: （二）政府性基金预算. */
bool be_words_only_names(struct be_span text)
{
    for (long at = be_span_find(text, BE_LIT("预算")); at >= 0; at = be_span_find(text, BE_LIT("预算"))) {
        if (be_wordlist_back(&OF_A_BUDGET, be_span_to(text, (size_t)at)) == 0)
            return false;
        text = be_span_from(text, (size_t)at + strlen("预算"));
    }
    return true;
}

static struct be_wordlist CARRIED_OUT = BE_WORDLIST("执行情况", "完成情况");
static struct be_wordlist PLANNED = BE_WORDLIST("草案", "安排");

/* 一、2023年财政预算执行情况, 二、2024年财政预算（草案）; in a budget 二、2023年“三公”经费决算情况, too. */
struct be_time be_words_time(struct be_span title, enum be_phase document)
{
    const bool accounts = document == BE_BUDGET && be_span_has(title, "决算") && be_words_phase(title) == BE_FINAL;
    struct be_time time = {.year = accounts || be_span_has(title, "预算") ? be_words_title_year(title) : 0};

    if (time.year == 0)
        return (struct be_time){0};      /* nearly always */
    if (accounts || be_wordlist_holds(&CARRIED_OUT, title))
        time.phase = BE_FINAL;
    else if (be_wordlist_holds(&PLANNED, title))
        time.phase = BE_BUDGET;
    return time.phase != BE_PHASE_NONE ? time : (struct be_time){0};
}

static struct be_wordlist BUDGETS = BE_WORDLIST("预算表", "预算总表", "预算明细表", "预算情况表", "预算汇总表", "预算公开表");

enum be_phase be_words_table_phase(struct be_span title)
{
    if (be_span_has(title, "决算"))
        return BE_FINAL;
    if (be_wordlist_back(&BUDGETS, title) > 0)
        return BE_BUDGET;
    return BE_PHASE_NONE;
}

struct be_span be_words_without_shelf(struct be_span text)
{
    long end = be_starts(text, "【") ? be_span_find(text, BE_LIT("】")) : -1;

    return end > 0 && end < 40 ? be_span_trim(be_span_from(text, (size_t)end + strlen("】"))) : text;
}

bool be_words_latin(struct be_span text)
{
    size_t letters = 0;

    for (size_t i = 0; i < text.len; i++) {
        bool letter = be_is_latin(text.p[i]);

        if (!letter && strchr(" \t\r.,&'-", text.p[i]) == NULL)
            return false;
        letters += letter;
    }
    return letters > 3;
}
