/* dimensions.h - part, fund and flow of a figure, from the words around it.
 *
 * In:    a hit with item, measure, scheme and topic; what the titles above it say.
 * Out:   hit->part, fund and flow, where words of patterns/dimensions.csv say so and the hit has
 *        none yet. Only money has them.
 * Keeps: nothing.
 */
#ifndef BE_DIMENSIONS_H
#define BE_DIMENSIONS_H

#include "sense.h"

/* of: the senses of the hit. True: the words of its item were asked. */
bool be_dimensions(struct be_hit *hit, struct be_hit_senses *of, struct be_said above, struct be_senses *senses);

#endif
