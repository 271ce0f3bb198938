/* place.h - of how much of a place a figure is: 全县 of all of it, 县本级 of its own level alone.
 *
 * In:    a label. Out: the length of such a word at its front; 0: none.
 * Keeps: nothing.
 */
#ifndef BE_PLACE_H
#define BE_PLACE_H

#include "span.h"

size_t be_place_all(struct be_span text);      /* 全省, 全镇 */
size_t be_place_level(struct be_span text);    /* 县本级, 县级, 本级 */

#endif
