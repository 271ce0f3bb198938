/* label_aside.c - words around a name that say something else than it. */
#include "label_parts.h"
#include "against.h"
#include "../../base/place.h"
#include "../../base/wordlist.h"

static struct be_wordlist ADDED = BE_WORDLIST(
    "加上年初", "加上年末", "加上级", "加上年", "加年初", "加调入", "加动用", "加一般", "加专项", "加转移", "加结转", "加债务", "加补助", "加上解", "加债券", "加补充",
    "加上上", "加上");

/* 加|上级补助收入, 加上|上年结转: the length of what adds it. */
static size_t added_len(struct be_span text)
{
    size_t n = be_wordlist_front(&ADDED, text);

    return n == 0 ? 0 : n == strlen("加上") || be_starts(text, "加上上") || n > strlen("加上年") ? strlen("加上") : strlen("加");
}

/* 完成|财政总收入, 全县完成|财政总收入: the length of the verb. */
static size_t achieved_len(struct be_span text)
{
    size_t n = be_place_all(text);

    if (!be_starts(be_span_from(text, n), "完成"))
        return 0;
    n += strlen("完成");
    return be_label_money(be_span_from(text, n)) ? n : 0;
}

size_t be_aside_verb(struct be_span text)
{
    size_t n = achieved_len(text);

    return n > 0 ? n : added_len(text);
}

/* 关于下达补助的通知》（某财预〔2022〕12号）下达公用经费: what a document is cited for stands behind it. */
void be_aside_cited(struct be_span *text)
{
    for (long at = be_span_find(*text, BE_LIT("》（")); at >= 0; at = be_span_find(*text, BE_LIT("》（"))) {
        struct be_span rest = be_span_from(*text, (size_t)at + strlen("》"));
        long shut = be_span_find(rest, BE_LIT("号）"));

        if (shut < 0 || !be_span_has(be_span_to(rest, (size_t)shut), "〕"))
            return;
        *text = be_span_from(rest, (size_t)shut + strlen("号）"));
        if (be_starts(*text, "下达"))
            *text = be_span_from(*text, strlen("下达"));
    }
}

static struct be_wordlist WITHOUT = BE_WORDLIST("扣除", "剔除", "不考虑", "若扣除", "如剔除");
static struct be_wordlist LEFT_OUT = BE_WORDLIST("后", "外", "因素", "影响");

/* 支出100万元，扣除上年结转后增长5%: what is left out is no item. */
bool be_aside_left_out(struct be_span item)
{
    return be_wordlist_front(&WITHOUT, item) > 0 && be_wordlist_back(&LEFT_OUT, item) > 0;
}

static struct be_wordlist SANGONG = BE_WORDLIST("“三公”经费", "三公经费");
static struct be_wordlist CALLED = BE_WORDLIST("（", "（简称", "（以下简称", "（以下统称");

/* 因公出国经费、公务接待费、公车运行费（简称“三公”经费）支出合计: what a bracket calls a list of names. */
void be_aside_named(struct be_span *text)
{
    long shut = be_span_find(*text, BE_LIT("经费）"));
    struct be_span name = be_span_to(*text, shut < 0 ? 0 : (size_t)shut + strlen("经费"));
    size_t n = be_wordlist_back(&SANGONG, name);

    if (n == 0 || be_wordlist_back(&CALLED, be_span_to(name, name.len - n)) == 0 || be_wordlist_holds(&be_against_words, be_span_from(*text, name.len)))
        return;
    *text = be_span_from(name, name.len - n);
}

static struct be_wordlist OPENS_PARTS = BE_WORDLIST("主要", "，", "内容");

/* 商品和服务支出包括办公费、印刷费等: what parts a sum has is no part of its name. */
void be_aside_parts(struct be_span *text)
{
    const long at = be_span_find(*text, BE_LIT("包括"));
    struct be_span sum = be_span_to(*text, at < 0 ? 0 : (size_t)at), parts = be_span_from(*text, sum.len);

    if (sum.len == 0 || (!be_ends(parts, "等") && (!be_span_has(parts, "、") || be_span_has(parts, "等"))))
        return;
    while (be_wordlist_strip_back(&OPENS_PARTS, &sum))
        continue;
    if (be_label_money(sum))
        *text = sum;
}

#define REMARK_BYTES 120u        /* a bracket that is longer says what is in it, and is no part of a name */

static struct be_wordlist SHORT_FOR = BE_WORDLIST("（以下简称", "（以下统称", "（简称", "（下称");
static struct be_wordlist BEHIND_REMARK = BE_WORDLIST("为", "是", "共", "共计", "合计", "总计", "约");

/* 财政性经费（主要包括…，…等）, 独立核算单位（以下简称“单位”）: the name without a remark behind it. */
void be_aside_remark(struct be_span *text)
{
    struct be_span name = *text;
    long open;

    while (be_wordlist_strip_back(&BEHIND_REMARK, &name))
        continue;
    if (!be_ends(name, "）") || (open = be_span_find(name, BE_LIT("（"))) <= 0)
        return;
    if (name.len - (size_t)open < REMARK_BYTES && (be_wordlist_front(&SHORT_FOR, be_span_from(name, (size_t)open)) == 0 || be_ends(name, "经费）")))
        return;
    if (!be_span_has(be_span_from(name, (size_t)open + 3), "（"))
        text->len = (size_t)open;
}
