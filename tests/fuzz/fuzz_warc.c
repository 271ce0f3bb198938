/* fuzz_warc.c - any bytes as a web archive, handed on in pieces the bytes themselves choose: it ends, and
 * gives no more than it got.
 */
#include "fuzz.h"
#include "run/warc.h"

struct input {
    struct be_span rest;
    size_t piece;
};

static enum be_status more(void *user, struct be_span *bytes)
{
    struct input *in = user;

    *bytes = be_span_to(in->rest, in->piece);
    in->rest = be_span_from(in->rest, bytes->len);
    return BE_OK;
}

static size_t read_record(struct be_warc *warc)
{
    struct be_span bytes = {"", 1};
    size_t sum = 0;

    while (bytes.len > 0 && be_warc_read(warc, &bytes) == BE_OK)
        sum += bytes.len;
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input in = {.rest = be_span((const char *)data, size), .piece = size > 0 ? 1 + data[size - 1] % 61u : 1};
    struct be_warc warc = {.more = more, .user = &in};
    size_t records = 0, bytes = 0;

    be_warc_begins(in.rest);
    while (be_warc_next(&warc) == BE_OK && warc.uri.len > 0) {
        must(++records <= size, "an end");
        must(strlen(warc.uri.p) <= warc.uri.len, "a name");
        if (records % 3 != 0)    /* some are passed over */
            bytes += read_record(&warc);
    }
    must(bytes <= size, "no more than it got");
    be_warc_free(&warc);
    return 0;
}
