/* markup.h - tables as marks in the text: bars of Markdown, tags of HTML.
 *
 * In:    lines [from, end) of a window.
 * Out:   rows and cells, given to the maker; the line where it stopped (a part was full, or end).
 * Keeps: nothing. A tolerant reader: closing tags may be missing, spans are bounded by
 *        BE_GRID_COLUMNS and BE_SPAN_ROWS, unknown tags are dropped, entities are read.
 */
#ifndef BE_MARKUP_H
#define BE_MARKUP_H

#include "grid.h"

#define BE_SPAN_ROWS 64u /* a rowspan reaches no further */

uint32_t be_markup_pipes(struct be_maker *m, const struct be_window *win, uint32_t from, uint32_t end);
/* Do most lines begin without a bar? Such rows lost the places of spanned cells, and are filled up. */
bool be_markup_padded(const struct be_window *win, uint32_t from, uint32_t end);
/* Have most rows fewer cells than the widest? They lost those places, too. */
bool be_markup_ragged(const struct be_window *win, uint32_t from, uint32_t end);
uint32_t be_markup_tags(struct be_maker *m, const struct be_window *win, uint32_t from, uint32_t end);
/* Text without tags and with its entities read (&nbsp; &lt; &#160;); text itself when it has none. */
struct be_span be_markup_text(struct be_span text, struct be_arena *arena);

#endif
