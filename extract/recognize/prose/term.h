/* term.h - the entries of a glossary: 基本支出：指….
 *
 * In:    a paragraph of a glossary, its ordinal included.
 * Out:   a term hit in cx->hits; none when the paragraph goes on with the definition before.
 * Keeps: struct be_terms: the 类 and 款 that the entries below 社会保障和就业支出（类）： share; a
 *        term that stood alone on its line, until the next paragraph defines it or does not.
 */
#ifndef BE_TERM_H
#define BE_TERM_H

#include "../../context.h"

#define BE_TERM_NAME 240u

struct be_terms {
    char name[2][BE_TERM_NAME];
    size_t len[2];
    char alone[BE_TERM_NAME];
    size_t alone_len;
    uint64_t alone_line;
};

enum be_status be_term_find(struct be_context *cx, const struct be_block *block, struct be_terms *terms);

#endif
