/* label.h - cuts what stands left of a figure into what it is of, when, and against what.
 *
 * In:    the words between the last separator, figure or mark and the figure: 一是2024年我部门
 *        年初在编人员较2023年.
 * Out:   item (在编人员), year (2024), base (2023年), and what the words in front say: 其中 (a part
 *        of what came before), 主要原因是 (a reason).
 * Keeps: nothing but what the caller's memo holds; all spans point into the text.
 */
#ifndef BE_LABEL_H
#define BE_LABEL_H

#include "../hit.h"
#include "../../base/memo.h"

#define BE_LABEL_BYTES 360u      /* a label longer than this is cut at its front */

struct be_cut {
    struct be_span item;         /* may be empty: the figure goes on with the item before it */
    struct be_span source;       /* of 由一般公共预算安排的基本支出: whose money; may be empty */
    struct be_span code;         /* printed in front of the item: 2101101行政单位医疗 */
    struct be_span base;         /* comparator without 比 and 相比; empty: none */
    int year;                    /* 0: none printed */
    int year_shift;              /* -1: 上年 */
    bool as_of;                  /* 截至, 末, 底: a date of stock, good until another year is named */
    int base_year;
    int base_shift;
    enum be_phase base_phase;
    bool more, less;             /* 增加人员经费, 减少公用经费: item is what there is more or less of */
    bool each;                   /* 各, 分别, 均 */
    bool list;                   /* 其中 and the like */
    bool ordinal;                /* 一是, 二是 */
    bool why;                    /* 主要原因是 */
    bool use;                    /* 主要用于 */
};

void be_label_cut(struct be_cut *out, struct be_span text, struct be_span agency);
/* The same, remembered; memo NULL: cut each time. */
void be_label_find(struct be_cut *out, struct be_memo *memo, struct be_span text, struct be_span agency);
/* True if no word of it names anything: 支出, 预算安排. In a subject's line more words are empty
 * than elsewhere: 财政拨款支出 behind （项） is the subject's own. */
bool be_label_neutral(struct be_span item, bool subject);
/* Without ordinals in front: （1） 1. 一、 一是 ①. */
struct be_span be_label_ordinal(struct be_span text);
size_t be_label_ordinal_len(struct be_span text);     /* of the first of them; 0: none */
/* Cuts a code off item that stands in front of its name, in it or behind it: 2101101行政单位医疗. */
struct be_span be_label_code(struct be_span *item);
/* The title of a section as an item: 机关运行经费支出情况说明 is 机关运行经费支出. memo: or NULL. */
struct be_span be_label_heading(struct be_memo *memo, struct be_span title);
/* Whether it names money: 支出, 经费, 拨款 …; 万 behind it is 万元. */
bool be_label_money(struct be_span item);

#endif
