/* ruled.h - tables whose columns a line of dashes says, as converters print them:
 *
 *     项目          2023年   2024年
 *     ------------ -------- --------
 *     公务接待费       1.20     1.00
 *
 * In:    a window whose lines have their shapes.
 * Out:   such a table's lines are rows: where a gap of the dashes stands, a blank became a tab. The line of
 *        dashes is blank.
 * Keeps: nothing.
 */
#ifndef BE_RULED_H
#define BE_RULED_H

#include "../input/window.h"

void be_ruled_types(struct be_window *win);

#endif
