/* fold.h - one form for what is written in many: the fold all later stages rely on.
 *
 * In:    valid UTF-8 in whole characters (as decode hands it on).
 * Out:   UTF-8. Changed is only this:
 *        - compatibility ideographs, Kangxi radicals, CJK supplement radicals -> unified form
 *        - full-width letters and digits, ％＋－＝＃＆＠＊＜＞＿＄ and their small forms -> ASCII
 *        - ( ) and other forms of round brackets -> （ ）
 *        - small and vertical forms of ，、。；： -> their usual form
 *        - ㈠ -> （一）  ⑴ -> （1）  ⒈ -> 1．  (one character that is an ordinal with its marks)
 *        - every space but tab -> ' '; U+3000 -> two, so that columns stay where they were
 *        - zero-width, direction, variation and control characters -> nothing. Tab, LF, CR and
 *          FF stay; VT, NEL, U+2028/2029 (breaks within a line) -> ' '
 *        - private use: U+E5E5 (a full-width blank of old converters) -> two spaces, symbol
 *          fonts' U+F020-F0FF (bullets) -> ' '; others may be rare characters of a name and stay
 *        Punctuation that carries structure stays as it is: ， ； ： 、 。 ． ／ ｜ [ ] 【 】 〔 〕
 *        ①. ． stays because folding 1．2023年 would make a number of it.
 *        Traditional characters stay.
 * Keeps: nothing; a table made once, shared by all threads.
 */
#ifndef BE_FOLD_H
#define BE_FOLD_H

#include "../base/span.h"

/* Folded text is at most this many times as long. */
#define BE_FOLD_GROWTH 3
/* Bytes behind the folded text that may be written over on the way. */
#define BE_FOLD_SLACK 32

/* Folds in into out, which has room for in.len * BE_FOLD_GROWTH + BE_FOLD_SLACK bytes.
 * Returns the length. Not in place. */
size_t be_fold(char *out, struct be_span in);

#endif
