/* describe.h - what a data package says of itself: datapackage.json (Frictionless Table Schema,
 * in English and Chinese) and codes.csv, the official classification that its codes are of.
 */
#ifndef BE_DESCRIBE_H
#define BE_DESCRIBE_H

#include "../recognize/pattern/pattern.h"
#include "package.h"

enum be_status be_describe_package(struct be_out *out, enum be_format format, const char *extension);
/* Rows of codes/functional.csv and economic.csv; patterns has their bytes. */
enum be_status be_describe_codes(struct be_out *out, const struct be_layout *like, const struct be_patterns *patterns);

#endif
