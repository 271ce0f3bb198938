/* diag.h - messages for people about a document: what, where, and what to do. */
#ifndef BE_DIAG_H
#define BE_DIAG_H

#include "../bextract.h"
#include "span.h"

/* Warnings that come once a table: of each of these a document's first are said, the others are notes, and how
 * many there are is said at the document's end. */
enum be_often { BE_OFTEN_UNSURE, BE_OFTEN_BARE, BE_OFTENS };
#define BE_OFTEN_SAID 3u

struct be_diag {
    const struct be_sink *sink;  /* may be NULL: nobody listens */
    struct be_span doc;          /* the document being read */
    unsigned often[BE_OFTENS];   /* of it so far */
};

/* The format is looked up in the catalogue of messages (base/i18n.h): write it as a literal, in
 * English. line 0: about the document as a whole. At most BE_DIAG_MAX bytes of text. */
#define BE_DIAG_MAX 1024
void be_diag_say(const struct be_diag *diag, enum be_severity severity, uint64_t line,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Counts one of them; what it is to be said as. */
enum be_severity be_diag_often(struct be_diag *diag, enum be_often which);
/* The document ends: says how many more there are, and counts anew. */
void be_diag_rest(struct be_diag *diag);

#endif
