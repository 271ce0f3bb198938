/* diag.h - messages for people about a document: what, where, and what to do. */
#ifndef BE_DIAG_H
#define BE_DIAG_H

#include "span.h"

struct be_diag {
    const struct be_sink *sink;  /* may be NULL: nobody listens */
    struct be_span doc;          /* the document being read */
};

/* The format is looked up in the catalogue of messages (base/i18n.h): write it as a literal, in
 * English. line 0: about the document as a whole. At most BE_DIAG_MAX bytes of text. */
#define BE_DIAG_MAX 1024
void be_diag_say(const struct be_diag *diag, enum be_severity severity, uint64_t line,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
