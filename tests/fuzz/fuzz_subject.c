/* fuzz_subject.c - any text as a run of subjects marked （类）（款）（项）: marks ascend, names and
 * codes stand in the text, and what is carried from mark to mark stays whole.
 */
#include "fuzz.h"
#include "recognize/prose/subject.h"

static uint64_t seen;            /* so that reading the spans is not optimised away */

static void read_span(struct be_span text)
{
    for (size_t i = 0; i < text.len; i++)
        seen += (unsigned char)text.p[i];
}

static void run(struct be_matcher *matcher, struct be_arena *arena, struct be_span text)
{
    struct be_subject s = {0};
    struct be_mark mark;
    size_t at = 0;

    while (be_mark_next(&mark, matcher, text, at, 1)) {
        must(mark.off >= at && mark.end > mark.off && mark.end <= text.len && mark.level < 3, "a mark in the text");
        be_subject_take(&s, &mark, be_span(text.p + at, mark.off - at), at == 0 || mark.off > at + 60);
        must(s.depth == mark.level, "the level of a mark");
        for (unsigned i = 0; i < 3; i++) {
            read_span(s.name[i]);
            read_span(s.code[i]);
            must(i <= mark.level || s.name[i].len + s.code[i].len == 0, "nothing below the mark");
        }
        read_span(be_subject_item(&s, mark.level + 1));
        read_span(be_subject_code(&s, mark.level + 1, arena));
        at = mark.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct be_patterns *patterns;
    static struct be_matcher *matcher;
    static struct be_arena *arena;
    char *text;

    if (patterns == NULL) {
        must(be_patterns_load(&patterns, NULL, NULL, NULL) == BE_OK, "patterns");
        matcher = be_matcher_new(patterns, NULL, NULL);
        arena = be_arena_new();
        must(matcher != NULL && arena != NULL, "memory");
    }
    text = valid_copy(data, size);
    if (be_subject_any(be_span(text, size)))
        run(matcher, arena, be_span(text, size));
    be_arena_reset(arena);
    be_matcher_document(matcher);
    free(text);
    return 0;
}
