/* label_words.c - what the words of a label say: nothing, money, what a heading is about. */
#include "label.h"
#include "../../base/place.h"
#include "../../base/wordlist.h"

static struct be_wordlist NEUTRAL = BE_WORDLIST(
    "预算", "决算", "金额", "价值", "数额", "全年", "当年", "本年", "年初", "年中", "年末", "年终", "其", "安排", "总额", "规模",
    "情况", "数", "为", "共", "均", "已", "分别", "度", "的", "实际", "：", "，", "”", "“", "其中", "上年", "财政",
    "批复", "下达", "调整", "后", "计划", "同口径", "同期", "超额", "当期", "年度", "合计", "万元", "该项", "该", "年", "完成",
    "到位", "投入", "预留", "发放", "实现", "折合", "列支", "支付", "落实", "拨付", "取得", "降至", "升至", "增至",
    "减至", "增加到", "减少到", "提高到", "上升到", "下降到", "增长到", "降到", "达到", "控制", "在", "计", "元",
    "得", "扣", "×100%", "对比", "相比", "按", "可比口径");
static struct be_wordlist NEUTRAL_OF_SUBJECT = BE_WORDLIST(
    "支出", "一般公共预算", "财政拨款", "拨款", "经费", "科目", "资金", "公共", "一般", "部门", "项目", "单位",
    "主要", "本级", "开支", "执行");

bool be_label_neutral(struct be_span item, bool subject)
{
    if (!subject && be_span_is(item, "合计"))
        return false;
    while (item.len > 0)
        if (!be_wordlist_strip(&NEUTRAL, &item) && !(subject && be_wordlist_strip(&NEUTRAL_OF_SUBJECT, &item)))
            return false;
    return true;
}

static struct be_wordlist OF_MONEY = BE_WORDLIST(
    "支出", "收入", "拨款", "资金", "金额", "费", "预算", "决算", "总额", "原值", "净值", "折旧", "补助",
    "工资", "结转", "结余", "价值");

bool be_label_money(struct be_span item)
{
    return be_wordlist_holds(&OF_MONEY, item);
}

static struct be_wordlist BEHIND_TITLE = BE_WORDLIST(
    "说明", "情况", "的", "总体", "具体", "变化", "安排", "规模", "结构", "执行", "使用", "占有", "设置", "管理",
    "支出决算", "收支", "当年拨款具体");

static struct be_wordlist BODIES = BE_WORDLIST("部门", "单位", "部门（单位）");

/* 全县, 县本级, 部门: whose figures these are, and nothing else. */
static bool is_whose(struct be_span item)
{
    return be_wordlist_is(&BODIES, item) || (item.len > 0 && (be_place_all(item) == item.len || be_place_level(item) == item.len));
}

struct be_span be_label_heading(struct be_memo *memo, struct be_span title)
{
    struct be_cut label;

    title = be_label_ordinal(title);
    while (title.len > 0 && be_wordlist_strip_back(&BEHIND_TITLE, &title))
        continue;
    be_label_find(&label, memo, title, be_span(NULL, 0));
    return is_whose(label.item) ? be_span(NULL, 0) : label.item;
}
