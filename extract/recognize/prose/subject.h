/* subject.h - functional subjects in prose: names marked （类）（款）（项）.
 *
 * In:    squeezed text; the marks are patterns/subject/, the names are cut by code.
 * Out:   the subject at hand: names and codes of its levels. A 项 inherits the 类 and 款 before it.
 * Keeps: struct be_subject, which its caller carries on.
 */
#ifndef BE_SUBJECT_H
#define BE_SUBJECT_H

#include "../hit.h"
#include "../pattern/pattern.h"

struct be_mark {
    size_t off, end;
    unsigned level;              /* 0 类, 1 款, 2 项 */
    struct be_span code;
};

struct be_subject {
    bool known;
    struct be_span name[3], code[3]; /* empty: not stated, or a placeholder (***) */
    unsigned run, groups;        /* how many 项 since the 类, in how many 款 */
    unsigned depth;              /* innermost level that was marked, 0 to 2 */
};

/* A cheap look: whether text can hold a mark at all. */
bool be_subject_any(struct be_span text);
bool be_mark_next(struct be_mark *out, struct be_matcher *matcher, struct be_span text, size_t off,
                  uint64_t line);
/* Takes a mark and the text before it (from the last separator, figure or mark). first: no mark
 * stands directly before it, so that words of the sentence may stand before the name. */
void be_subject_take(struct be_subject *subject, const struct be_mark *mark, struct be_span before,
                     bool first);
/* The innermost name of the first n levels. */
struct be_span be_subject_item(const struct be_subject *subject, unsigned levels);
/* The printed codes, joined: 208·05·05 is 2080505; a code printed in full is not joined twice. */
struct be_span be_subject_code(const struct be_subject *subject, unsigned levels, struct be_arena *arena);

#endif
