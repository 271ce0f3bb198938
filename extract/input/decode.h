/* decode.h - bytes in any encoding to UTF-8.
 *
 * In:    bytes in chunks of any size.
 * Out:   valid UTF-8 in pieces of whole characters, without byte order mark. What is not the
 *        encoding becomes U+FFFD and is counted; so do NUL bytes. The caller reports it once
 *        per document (be_decode_about). Bytes that are no text end in BE_ENOTTEXT before
 *        anything was handed on.
 * Keeps: the first BE_KIND_BYTES until the encoding is known; then at most a cut character and
 *        one piece. Text that is ASCII so far is handed on, and what it is gets decided at its
 *        first other byte.
 */
#ifndef BE_DECODE_H
#define BE_DECODE_H

#include "kind.h"

struct be_decode;

/* What is known of the input so far; after finish, of the whole, until the next feed. */
struct be_decoded {
    struct be_content content; /* encoding NULL and name set: no text; both NULL: not known yet */
    uint64_t bytes;            /* fed */
    uint64_t bad;              /* places replaced by U+FFFD */
    uint64_t bad_line;         /* physical line of the first; 0: none */
};

/* encoding NULL: find out; else a name that iconv knows (copied; BE_EUSAGE at the first feed
 * if it does not). NULL when memory is out. */
struct be_decode *be_decode_new(const char *encoding,
                                enum be_status (*text)(void *user, struct be_span piece),
                                void *user);
void be_decode_free(struct be_decode *decode); /* accepts NULL */
enum be_status be_decode_feed(struct be_decode *decode, const void *bytes, size_t n);
/* As new afterwards. After a feed that failed it hands nothing on. */
enum be_status be_decode_finish(struct be_decode *decode);
const struct be_decoded *be_decode_about(const struct be_decode *decode);
bool be_decode_knows(const char *encoding); /* does iconv know this name? */

#endif
