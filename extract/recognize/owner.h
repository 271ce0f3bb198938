/* owner.h - whose figure it is: the name of a public body in front of a label.
 *
 * In:    a label: 宁州市水务局及所属单位固定资产原值.
 * Out:   where the name ends (固定资产原值 is left).
 * Keeps: nothing.
 */
#ifndef BE_OWNER_H
#define BE_OWNER_H

#include "../base/span.h"

/* The length of a public body's name at the front; 0: none. It begins with a place and ends in
 * a word for a body (局, 中心 ...), the last before the words of a figure begin. */
size_t be_owner_len(struct be_span text);
/* Is the text such a name and nothing else? */
bool be_owner_is(struct be_span text);
/* 安岭省: a place and nothing behind it. */
bool be_owner_ends_place(struct be_span text);
/* Without the unit's code before its name: 920云岭县财政所2025年部门预算. */
struct be_span be_owner_without_code(struct be_span text);
/* May the text name the agency, in full or by an end of its name that be_owner_strip takes off: 青石街道 of
 * 宁州市青石街道办事处? False: what is taken off is the same for any other agency. */
bool be_owner_may_name(struct be_span text, struct be_span agency);
/* Takes names, 我单位, 及所属单位 and 现有 off the front. agency: the document's own; may be empty. */
void be_owner_strip(struct be_span *text, struct be_span agency);

#endif
