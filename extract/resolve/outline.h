/* outline.h - where in its document a record stands: the open headings.
 *
 * In:    headings in reading order.
 * Out:   path (ordinals as numbers: 2.3.1), section (the innermost title), the topic that the
 *        titles up the path name, and whether we are in a glossary, an annex, or duties.
 * Keeps: one heading per style of ordinal, titles cut at BE_OUTLINE_TITLE bytes; per document.
 */
#ifndef BE_OUTLINE_H
#define BE_OUTLINE_H

#include "../segment/block.h"
#include "../segment/heading.h"

#define BE_OUTLINE_TITLE 300u

struct be_senses;
struct be_outline *be_outline_new(void); /* NULL: memory is out */
void be_outline_free(struct be_outline *outline);
void be_outline_reset(struct be_outline *outline);
/* A window's headings are known: which titles are about one of several bodies. */
void be_outline_bodies(struct be_outline *outline, const struct be_blocks *blocks);
/* A heading begins: it closes those of its style and further in. The agency's name in the title
 * says nothing of its topic. */
void be_outline_open(struct be_outline *outline, struct be_senses *senses, enum be_ordinal style,
                     unsigned number, struct be_span title, struct be_span agency);
/* A sentence has the ordinal that comes next: 五、机关运行经费90万元 behind the heading 四、三公经费. It ends
 * that section and begins none. False: there is no such section. */
bool be_outline_awaits(const struct be_outline *outline, unsigned number); /* is it the next of any style? */
bool be_outline_pass(struct be_outline *outline, enum be_ordinal style, unsigned number);
/* Changes whenever a heading or a document begins. */
uint64_t be_outline_opened(const struct be_outline *outline);
/* These live until the next be_outline_open. */
struct be_span be_outline_path(const struct be_outline *outline);
struct be_span be_outline_section(const struct be_outline *outline);
struct be_span be_outline_parent(const struct be_outline *outline); /* the title above the innermost */
enum be_topic be_outline_topic(const struct be_outline *outline);
bool be_outline_in(const struct be_outline *outline, enum be_topic topic); /* annex, glossary, duties */
/* The public body that the innermost title is about that names one of several; empty: the whole. */
struct be_span be_outline_entity(const struct be_outline *outline);
/* Titles from the innermost outwards: n 0 is the section; empty behind the last. */
struct be_span be_outline_title(const struct be_outline *outline, size_t n);

#endif
