#include "project.h"
#include "label.h"
#include "prose.h"
#include "../../base/wordlist.h"
#include "../../segment/block.h"

static struct be_wordlist BEHIND_PROJECT = BE_WORDLIST(
    "绩效目标完成情况", "绩效目标实际完成情况", "绩效完成情况", "绩效自评情况", "绩效自评结果", "绩效自评", "自评情况", "自评结果",
    "自评", "绩效评价", "绩效", "情况", "支出");
static struct be_wordlist ENDS_PART = BE_WORDLIST("。", "；", "，", "：", "、");

static struct be_wordlist ENDS_SENTENCE = BE_WORDLIST("。", "；", "，");

static struct be_wordlist PROJECT_NAME = BE_WORDLIST("项目名称：", "项目名称:");

/* “职业技能鉴定”项目: what stands in the marks. */
static struct be_span unquoted(struct be_span name)
{
    if (be_starts(name, "“") && be_ends(name, "”项目"))
        name.len -= strlen("项目");
    if (be_starts(name, "“") && be_ends(name, "”"))
        name = be_span(name.p + 3, name.len - 6);
    return name;
}

static struct be_wordlist NO_PROJECT = BE_WORDLIST("本", "该", "各", "每", "全部", "所有", "上述", "以上", "单个", "部门");

/* 一是图书购置项目自评得分为98分, 图书购置项目得分: named by the words in front of its score. */
static struct be_span scored_project(struct be_span text)
{
    long at = be_span_find(text, BE_LIT("得分"));
    struct be_span name = be_span_to(text, at < 0 ? 0 : (size_t)at);

    if (!be_ends(name, "评") && !be_ends(name, "项目"))
        return be_span(NULL, 0);
    while (be_wordlist_strip_back(&BEHIND_PROJECT, &name))
        continue;
    name = be_label_ordinal(be_span_trim(name));
    if (name.len <= strlen("项目") || name.len > BE_PROSE_NAME || !be_ends(name, "项目") ||
        be_wordlist_holds(&ENDS_PART, name) || be_wordlist_front(&NO_PROJECT, name) > 0 || be_span_digit_from(name, 0) < name.len)
        return be_span(NULL, 0);
    return unquoted(name);
}

static struct be_wordlist BEHIND_NUMBER = BE_WORDLIST("：", ":");

/* 项目一：河道清淤, 项目2：河道清淤, 项目：河道清淤: a line of nothing but a project's name. */
static struct be_span listed_project(struct be_span text)
{
    struct be_span name = be_span_from(text, strlen("项目"));

    for (size_t n = 1; n > 0; name = be_span_from(name, n))
        n = be_digits_front(name) + be_han_front(name);     /* 项目2, 项目十一 */
    if (!be_wordlist_strip(&BEHIND_NUMBER, &name) || name.len == 0 || name.len > BE_PROSE_NAME || be_wordlist_holds(&ENDS_PART, name))
        return be_span(NULL, 0);
    return be_span_has(name, "万元") ? be_span(NULL, 0) : unquoted(name);
}

/* 职业技能鉴定经费项目绩效目标完成情况综述, 项目名称：职业技能鉴定经费: the project that the figures
 * behind it are of. */
struct be_span be_project_find(struct be_span text, uint32_t has)
{
    long at = (has & BE_HAS_PROJECT) == 0 ? -1 : be_span_find(text, BE_LIT("综述"));
    struct be_span name, rest;

    if (be_starts(text, "项目") && (name = listed_project(text)).len > 0)
        return name;
    if ((has & BE_HAS_PROJECT) == 0)
        return be_span(NULL, 0);     /* nearly always */
    if (at < 0 && !be_span_has(be_span_to(text, 60), "项目名称"))
        return scored_project(text);
    name = be_label_ordinal(text);
    if (be_wordlist_strip(&PROJECT_NAME, &name)) {
        for (rest = name; rest.len > 0 && be_wordlist_front(&ENDS_SENTENCE, rest) == 0; rest = be_span_from(rest, be_char_len(rest.p, rest.p + rest.len)))
            continue;
        name.len -= rest.len;        /* 项目名称：河道清淤。预算金额：50万元。 */
        return name.len > BE_PROSE_NAME ? be_span(NULL, 0) : name;
    }
    if (at <= 0)
        return be_span(NULL, 0);
    name = rest = be_span_to(text, (size_t)at);
    while (rest.len > 0 && be_wordlist_back(&ENDS_PART, rest) == 0)
        rest.len -= be_char_before(rest.p, rest.p + rest.len);
    name = be_span_from(name, rest.len);
    while (be_wordlist_strip_back(&BEHIND_PROJECT, &name))
        continue;
    name = be_label_ordinal(name);
    name = unquoted(name);
    return name.len > BE_PROSE_NAME ? be_span(NULL, 0) : name;
}
