/* fuzz_decode.c - any bytes through kind, decode, fold and windower, in random chunks, and once
 * more whole: both must give the same windows, within their bounds.
 *
 * The first byte of the input seeds the chunk sizes; from F0 on it also repeats the rest
 * until it passes the bytes that kind looks at.
 */
#include "fuzz.h"
#include "../../extract/input/decode.h"
#include "../../extract/input/utf8.h"
#include "../../extract/input/window.h"

/* One of each for all inputs: finish must leave them as new. */
static struct be_windower *windower;
static struct be_decode *decode;

struct run {
    uint64_t hash, no;
    bool open;
};

static void mix(struct run *run, const void *p, size_t n)
{
    const unsigned char *u = p;

    for (size_t i = 0; i < n; i++)
        run->hash = (run->hash ^ u[i]) * 0x100000001B3u;
}

static enum be_status window(void *user, struct be_window *win)
{
    struct run *run = *(struct run **)user;
    size_t at = 0;

    must(win->first != run->open, "first window of a document");
    must(win->nlines <= BE_WINDOW_LINES, "lines of a window");
    must(be_utf8_valid(win->text.p, win->text.len) == win->text.len, "valid text");
    mix(run, win->name.p, win->name.len);
    for (size_t i = 0; i < win->nlines; i++) {
        const struct be_line *line = &win->lines[i];
        struct be_span text = be_line_text(win, i);

        must(line->off >= at && line->off + line->len <= win->text.len, "line within text");
        must(line->no >= run->no, "line numbers ascend");
        must(memchr(text.p, '\n', text.len) == NULL, "no line end in a line");
        at = line->off + line->len;
        run->no = line->no;
        mix(run, &line->no, sizeof line->no);
        mix(run, &line->flags, 1);
        mix(run, text.p, text.len);
    }
    run->open = !win->last;
    mix(run, &win->last, 1);
    return BE_OK;
}

static enum be_status text(void *user, struct be_span piece)
{
    (void)user;
    must(be_utf8_valid(piece.p, piece.len) == piece.len, "decoded text is valid");
    return be_windower_feed(windower, piece);
}

/* Decodes size bytes in chunks made from seed (0: one chunk). */
static struct run go(const uint8_t *data, size_t size, unsigned seed)
{
    static struct run *current;
    struct run run = {.hash = 0xCBF29CE484222325u};
    enum be_status rc = BE_OK, end;
    const struct be_decoded *about;

    current = &run;
    if (windower == NULL)
        windower = be_windower_new(window, &current);
    if (decode == NULL)
        decode = be_decode_new(NULL, text, NULL);
    while (size > 0 && rc == BE_OK) {
        size_t n = size;

        if (seed != 0) {
            seed = seed * 1103515245u + 12345u;
            n = 1 + (seed >> 16) % (seed & 0x100 ? 50000u : 7u);
            n = n < size ? n : size;
        }
        rc = be_decode_feed(decode, data, n);
        data += n;
        size -= n;
    }
    end = be_decode_finish(decode);
    rc = rc == BE_OK ? end : rc;
    about = be_decode_about(decode);
    must(rc == BE_OK || (rc == BE_ENOTTEXT && about->content.name != NULL && run.no == 0), "status");
    must((about->bad == 0) == (about->bad_line == 0), "line of the first bad byte");
    if (rc != BE_OK)
        be_windower_abandon(windower);
    must(be_windower_finish(windower) == BE_OK, "finish");
    must(!run.open, "last window of a document");
    mix(&run, &about->bad, sizeof about->bad);
    mix(&run, &about->bad_line, sizeof about->bad_line);
    return run;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned seed;
    uint8_t *copy;
    size_t n;

    if (size < 2)
        return 0;
    seed = data[0] + 1u;
    data++;
    size--;
    n = data[-1] >= 0xF0 && size > 16 ? size * ((100u << 10) / size + 1) : size;
    copy = malloc(n);
    if (copy == NULL)
        return 0;
    for (size_t i = 0; i < n; i += size)
        memcpy(copy + i, data, size);
    must(go(copy, n, seed).hash == go(copy, n, 0).hash, "chunks change nothing");
    free(copy);
    return 0;
}
