/* letters.h - what stands in a text: a word of bits, one for each class of characters that somebody
 * looks for in many texts. It is made once for each line (input/window.h) and rules out most of what
 * is asked about the line afterwards.
 *
 * In:    a text of valid UTF-8.
 * Out:   the classes of which a character may stand in it. What is not there is certain; what is there
 *        may be another character with the same low twelve bits.
 * Keeps: nothing.
 */
#ifndef BE_LETTERS_H
#define BE_LETTERS_H

#include "span.h"

enum {               /* the first six are what letters.c finds together */
    BE_HAS_TAB = 1 << 0,
    BE_HAS_MARK = 1 << 1,      /* | < * & \ $: what web pages, Markdown and formulas leave */
    BE_HAS_DIGIT = 1 << 2,
    BE_HAS_COLON = 1 << 3,     /* ： : */
    BE_HAS_BLANK = 1 << 4,
    BE_HAS_LATIN = 1 << 5,
    BE_HAS_STOP = 1 << 6,      /* 。 */
    BE_HAS_COMMA = 1 << 7,     /* ， */
    BE_HAS_SEMICOLON = 1 << 8, /* ； */
    BE_HAS_PAUSE = 1 << 9,     /* 、 */
    BE_HAS_OPEN = 1 << 10,     /* （ */
    BE_HAS_CLOSE = 1 << 11,    /* ） */
    BE_HAS_YEAR = 1 << 12,     /* 年 */
    BE_HAS_YUAN = 1 << 13,     /* 元 */
    BE_HAS_TABLE = 1 << 14,    /* 表 */
    BE_HAS_UNIT = 1 << 15,     /* 位 门: of 单位 and 部门 */
    BE_HAS_LIST = 1 << 16,     /* 目: of 目录 */
    BE_HAS_BUDGET = 1 << 17,   /* 预 决: of 预算 and 决算 */
    BE_HAS_NONE = 1 << 18,     /* 无 没 未 涉 空 不 零: of what says that there is nothing */
    BE_HAS_MEANING = 1 << 19,  /* 指 映: of 是指 and 反映 */
    BE_HAS_SUBJECT = 1 << 20,  /* 类 款 项 */
    BE_HAS_CONTACT = 1 << 21,  /* 备 话 线 传 箱 址 网: of 备案, 电话, 传真, 网站 ... around a web page */
    BE_HAS_PROJECT = 1 << 22,  /* 综 称 评: of 综述, 项目名称 and 自评得分, which name the project that a text is about */
};
#define BE_HAS_MARKS (BE_HAS_TAB | BE_HAS_MARK) /* nearly no line of prose has one */

uint32_t be_letters(struct be_span text);
/* Of one character: its class, 0: none. */
uint32_t be_letters_of(uint32_t c);

#endif
