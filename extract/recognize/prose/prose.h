/* prose.h - what a paragraph says: figures, subjects, terms, statements of nothing.
 *
 * In:    a paragraph block, healed and folded, and where it stands.
 * Out:   hits of the kinds subject, amount, nil and term, in reading order, in cx->hits.
 * Keeps: what runs on over paragraphs of one section: the item a figure without a label belongs
 *        to, the 类 and 款 that a run of 项 shares, the project, the date of a stock. Names are
 *        cut at BE_PROSE_NAME bytes.
 */
#ifndef BE_PROSE_H
#define BE_PROSE_H

#include "../../context.h"
#include "../../segment/block.h"

#define BE_PROSE_NAME 240u

struct be_place {
    struct be_span section;      /* title of the innermost heading */
    struct be_span above;        /* and of the one around it */
    enum be_topic topic;
    bool glossary, annex, duties;
    bool figures;                /* are wanted of its section */
};

struct be_prose;
struct be_prose *be_prose_new(void); /* NULL: memory is out */
void be_prose_free(struct be_prose *prose);
void be_prose_reset(struct be_prose *prose);  /* a document begins */
/* A heading was passed: nothing runs on behind it. One that names a subject sets the levels. */
void be_prose_heading(struct be_prose *prose);
void be_prose_unit(struct be_prose *prose, struct be_span unit);  /* of the figures below it, as a line of its own says */
enum be_status be_prose_find(struct be_context *cx, const struct be_block *block,
                             const struct be_place *place, struct be_prose *prose);
/* The statements of nothing in a table's remark (备注：此表无数据), which stands on line no. */
enum be_status be_prose_remark(struct be_context *cx, struct be_span remark, uint64_t no);

#endif
