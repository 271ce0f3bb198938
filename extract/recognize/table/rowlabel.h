/* rowlabel.h - what a row's label says by its text alone, whatever table it stands in.
 *
 * In:    a label as printed, without the code before it.
 * Out:   the item, and what it says of the row and of the rows below.
 * Keeps: the answers for the labels met last (memo.h), because the same labels come again in table after
 *        table, document after document. It only saves time: half of what a row took.
 */
#ifndef BE_ROWLABEL_H
#define BE_ROWLABEL_H

#include "../../base/memo.h"
#include "../../resolve/words.h"
#include "word.h"

struct be_row_label {
    uint64_t no;                 /* of the item, see be_label_texts */
    struct be_span item;         /* see be_word_item */
    struct be_span unit;         /* in brackets at its end */
    bool total;                  /* 合计, 支出总计 */
    bool section;                /* an ordinal 一、 or 十二、 stands before it */
    bool left_over;              /* money carried over: 结转, 结余 */
    bool of_fund;                /* it begins with the name of a fund */
    bool vehicle;                /* it ends in 车 */
    bool running, runs_on;       /* 机关运行; 行政单位 and the like below it */
    uint8_t entity;              /* it is the name of a unit: 1, or is not: 2; see be_row_label_entity */
    bool said;                   /* what follows is known: asked for only in tables without codes */
    struct be_span counts;       /* unit of what it counts, see be_row_counts */
    uint8_t topic;               /* enum be_topic of a section, if it can change within a table */
    uint8_t phase, fund;         /* enum be_phase, be_fund */
    uint8_t stat;                /* enum be_stat of a row named 增减额, 完成率 */
    bool class;                  /* the name of a functional 类 and of nothing else */
    int year, year_shift;        /* of a row named 2023年决算数 */
};

/* Good until the next label is read; it may lie in `room`. is_item: the text is an item already. say: what
 * tables without codes ask is asked, too. Its texts point into `text`, or live in the table's arena. */
struct be_row_label *be_row_label_read(struct be_row_label *room, struct be_context *cx, struct be_span text, bool is_item, bool say);
/* Is it the name of a budget unit? Few rows need to know. */
bool be_row_label_entity(struct be_context *cx, struct be_row_label *label);
/* Is it the name of a sum? */
bool be_row_is_total(struct be_context *cx, struct be_span item);
/* Does it end as such names do? */
bool be_row_like_total(struct be_span text);

/* The unit of what a label counts by its last word, though it prints none: 国内公务接待批次. */
struct be_span be_row_counts(struct be_span label);

/* The topic of a section called so, if it is one that changes within a table. */
enum be_topic be_row_section_topic(struct be_context *cx, struct be_span item);

#endif
