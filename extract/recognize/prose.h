/* prose.h - the figures, terms and statements of nothing in a paragraph.
 *
 * In:    a paragraph block (healed text with its seams), and where it stands.
 * Out:   hits appended to cx->hits in reading order.
 * Keeps: struct be_prose: what runs on over paragraphs of one document (the 类 and 款 that a run
 *        of 项 shares, the item of a list, the current subject and project); bounded.
 */
#ifndef BE_PROSE_H
#define BE_PROSE_H

#include "../context.h"

/* Where a paragraph stands. */
struct be_place {
    struct be_span section;  /* innermost heading's title */
    enum be_topic topic;     /* named by the titles up the path */
    bool glossary, annex, duties;
};

struct be_prose;
struct be_prose *be_prose_new(void); /* NULL: memory is out */
void be_prose_free(struct be_prose *prose);
void be_prose_reset(struct be_prose *prose); /* a new document */
/* A heading was passed: lists and subjects above it have ended. */
void be_prose_heading(struct be_prose *prose, struct be_span title);
enum be_status be_prose_find(struct be_context *cx, const struct be_block *block,
                             const struct be_place *place, struct be_prose *prose);
/* The statements of nothing in a table's remark (备注：此表无数据), which stands on line no. */
enum be_status be_prose_remark(struct be_context *cx, struct be_span remark, uint64_t no);

#endif
