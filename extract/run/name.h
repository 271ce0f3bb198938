/* name.h - file names as text: for the column doc and for messages. */
#ifndef BE_NAME_H
#define BE_NAME_H

#include "../base/buf.h"

/* out = name, with bytes that are no UTF-8 as \xNN. A name is whatever its maker's system
 * wrote; the output is UTF-8. */
enum be_status be_name_text(struct be_buf *out, const char *name);

#endif
