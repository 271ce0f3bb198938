/* agencies.h - a list of agencies that the user brings (--agencies FILE): which one a name means.
 *
 * In:    CSV with the columns name, aliases (parted by | or ;), code, parent, region, level, in any
 *        order; all but name may be missing.
 * Out:   the agency of a name or alias. White space, brackets' width and quotation marks make no
 *        difference, nor does 本级 or 机关 in a bracket at the end. A name that two agencies have is
 *        nobody's: whose figures would it give to whom?
 * Keeps: the list, read-only once loaded, so that threads may share it.
 */
#ifndef BE_AGENCIES_H
#define BE_AGENCIES_H

#include "../base/span.h"

enum { BE_AGENCY_NAME, BE_AGENCY_CODE, BE_AGENCY_PARENT, BE_AGENCY_REGION, BE_AGENCY_LEVEL, BE_AGENCY_COLUMNS };

/* What stands in documents.csv and summary.csv of it. */
#define BE_AGENCY_COLUMN_LIST \
    {"agency_name", "部门规范名称", BE_TYPE_TEXT, NULL, "the agency's name in the list of --agencies", "部门在 --agencies 名单中的名称"}, \
    {"agency_code", "部门代码", BE_TYPE_CODE, NULL, "its code there", "名单中的代码"}, \
    {"agency_parent", "上级部门", BE_TYPE_TEXT, NULL, "the agency it belongs to", "所属的上级部门"}, \
    {"agency_region", "地区", BE_TYPE_TEXT, NULL, "its region", "所在地区"}, \
    {"agency_level", "层级", BE_TYPE_TEXT, NULL, "its level", "层级"},

struct be_agencies;
/* BE_EIO: errno tells. BE_EPATTERN: the file is wrong, which say (may be NULL) has been told. */
enum be_status be_agencies_load(struct be_agencies **out, const char *path,
                                void (*say)(void *user, const char *message), void *user);
void be_agencies_free(struct be_agencies *agencies); /* accepts NULL */
/* Its BE_AGENCY_COLUMNS fields; NULL when the name is nobody's. agencies may be NULL. */
const struct be_span *be_agencies_find(const struct be_agencies *agencies, struct be_span name);
/* The same into fields, empty when there is none. */
void be_agencies_fill(const struct be_agencies *agencies, struct be_span name, struct be_span *field);

#endif
