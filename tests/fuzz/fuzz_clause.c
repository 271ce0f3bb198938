/* fuzz_clause.c - any text as paragraphs of one section through the prose stage.
 *
 * The first byte chooses where the paragraphs stand; lines are paragraphs. Every hit must be
 * whole: text where a span says so, parents before it, a decimal that its value spells.
 */
#include "fuzz.h"
#include "../unit/prose_case.h"

static struct prose_case *all;

static uint64_t seen;       /* so that reading the spans is not optimised away */

static void read_span(struct be_span text)
{
    must(text.len == 0 || text.p != NULL, "a span without text");
    for (size_t i = 0; i < text.len; i++)
        seen = (seen ^ (unsigned char)text.p[i]) * 0x100000001B3u;
}

static void check_hit(const struct be_hit *hit, size_t i)
{
    struct be_decimal number;

    read_span(hit->item);
    read_span(hit->value);
    read_span(hit->unit);
    read_span(hit->measure);
    read_span(hit->base);
    read_span(hit->note);
    read_span(hit->code);
    read_span(hit->project);
    read_span(hit->text);
    for (size_t k = 0; k < 3; k++)
        read_span(hit->level[k]);
    must(hit->parent < (int32_t)i, "a parent behind its part");
    must(hit->line == 1, "the line of a one-line window");
    if (hit->numeric)
        must(be_decimal_read(&number, hit->value) && be_decimal_cmp(number, hit->number) == 0,
             "the number is not what the value spells");
}

/* Feeds valid UTF-8 only, as decode hands it on. */
static void feed(const char *p, size_t n)
{
    struct be_seam seam = {0, 0};
    struct be_block block = {.type = BE_BLOCK_PARAGRAPH, .last = 1, .text = {be_span(p, n), &seam, 1}, .has = be_letters(be_span(p, n))};

    all->cx.hits = (struct be_hits){0};
    must(be_prose_find(&all->cx, &block, &all->place, all->prose) == BE_OK, "a paragraph was refused");
    for (size_t i = 0; i < all->cx.hits.n; i++)
        check_hit(&all->cx.hits.hit[i], i);
    be_arena_reset(all->cx.arena);
}

static bool is_valid(const char *p, const char *end)
{
    while (p < end) {
        size_t n = be_char_len(p, end);

        if ((unsigned char)*p >= 0x80 && n == 1)
            return false;
        for (size_t i = 1; i < n; i++)
            if (((unsigned char)p[i] & 0xC0) != 0x80)
                return false;
        if (be_char_at(p, end) >= 0xD800 && be_char_at(p, end) <= 0xDFFF)
            return false;
        p += n;
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *p = (const char *)data + 1, *end = (const char *)data + size;

    if (all == NULL)
        all = prose_case_new(BE_FINAL, 2024);
    if (size < 2 || size > 65536 || !is_valid(p, end))
        return 0;
    be_prose_reset(all->prose);
    all->place = (struct be_place){.figures = true, .glossary = (data[0] & 3) == 1, .duties = (data[0] & 3) == 2, .section = BE_LIT("（一）收入预算情况")};
    while (p < end) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        size_t n = (size_t)((stop == NULL ? end : stop) - p);

        if (n > 0)
            feed(p, n);
        p += n + 1;
    }
    return 0;
}
