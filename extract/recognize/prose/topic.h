/* topic.h - topics that only the text names, where the headings above it name none.
 *
 * In:    the hits of a paragraph, its words, the place it stands in.
 * Out:   their topics, where its words or their items name one of their own.
 * Keeps: nothing.
 */
#ifndef BE_TOPIC_H
#define BE_TOPIC_H

#include "prose.h"

/* Does what the text says count here? */
bool be_topic_is_open(const struct be_place *place);
/* from: the first hit of the paragraph. */
void be_topic_name(struct be_context *cx, const struct be_place *place, struct be_span text, size_t from);

#endif
