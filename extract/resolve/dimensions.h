/* dimensions.h - part, fund and flow of a figure, from the words around it. */
#ifndef BE_DIMENSIONS_H
#define BE_DIMENSIONS_H

#include "words.h"

void be_dimensions(struct be_hit *hit, struct be_span table_title, struct be_span section, enum be_topic topic,
                   const struct be_words *words);

#endif
