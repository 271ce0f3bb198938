/* warc.h - the documents in a web archive (WARC, WET).
 *
 * In:    its bytes, from a function.
 * Out:   one document per record that holds one: conversion (WET), resource, and response with
 *        the HTTP header taken off, where the answer was a document (200, no image, no script).
 * Keeps: BE_WARC_HEAD bytes of header, and what was read ahead.
 */
#ifndef BE_WARC_H
#define BE_WARC_H

#include "../base/buf.h"

#define BE_WARC_HEAD (64u << 10)

struct be_warc {
    /* The next bytes; empty at the end. They live until the next call. */
    enum be_status (*more)(void *user, struct be_span *bytes);
    void *user;
    struct be_span have;         /* read ahead */
    uint64_t left;               /* of the record's block */
    bool chunked, chunked_end;
    uint64_t chunk_left;
    struct be_buf head;          /* header lines at hand */
    struct be_buf uri;           /* with a NUL */
};

bool be_warc_begins(struct be_span first);
void be_warc_free(struct be_warc *warc);
/* BE_OK: uri names the record, or has len 0 at the end. BE_EUSAGE: this is no WARC any more. */
enum be_status be_warc_next(struct be_warc *warc);
/* Bytes of the record's document; empty at its end. BE_EUSAGE: it breaks off. */
enum be_status be_warc_read(struct be_warc *warc, struct be_span *bytes);

#endif
