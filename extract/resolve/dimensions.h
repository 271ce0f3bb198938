/* dimensions.h - part, fund and flow of a figure, from the words around it.
 *
 * In:    a hit with item, measure and scheme; the titles it stands under; its topic.
 * Out:   hit->part, fund and flow, where words of patterns/dimensions.csv say so and the hit has
 *        none yet. Only money has them.
 * Keeps: be_said_cache, one per worker: what texts said before; bounded, only saves time.
 *        One cache serves one model.
 */
#ifndef BE_DIMENSIONS_H
#define BE_DIMENSIONS_H

#include "words.h"

struct be_said_cache;
struct be_said_cache *be_said_cache_new(void); /* NULL: memory is out */
void be_said_cache_free(struct be_said_cache *cache);

/* The topic a table's title names; the same title is asked for cell after cell. */
enum be_topic be_said_title(const struct be_words *words, struct be_said_cache *cache, struct be_span title,
                            struct be_span agency);

/* cache may be NULL. */
void be_dimensions(struct be_hit *hit, struct be_span table_title, struct be_span section, enum be_topic topic,
                   const struct be_words *words, struct be_said_cache *cache);

#endif
