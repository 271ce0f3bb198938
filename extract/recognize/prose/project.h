/* project.h - the project that a paragraph or a heading names.
 *
 * In:    a text: 职业技能鉴定经费项目绩效目标完成情况综述, 项目名称：职业技能鉴定经费, 项目2：河道清淤,
 *        一是图书购置项目自评得分为98分.
 * Out:   its name, at most BE_PROSE_NAME bytes; empty: none.
 * Keeps: nothing.
 */
#ifndef BE_PROJECT_H
#define BE_PROJECT_H

#include "../../base/span.h"

/* has: what stands in the text, BE_HAS_ bits; UINT32_MAX: nobody knows. */
struct be_span be_project_find(struct be_span text, uint32_t has);

#endif
