/* arena.h - memory that lives until the next window: given out in pieces, taken back at once.
 *
 * Keeps: the chunks it has, for reuse; be_arena_reset gives none of them back below
 *        BE_ARENA_KEEP, so the steady state allocates nothing.
 */
#ifndef BE_ARENA_H
#define BE_ARENA_H

#include "span.h"
#include <stddef.h>

#define BE_ARENA_KEEP (8u << 20) /* bytes kept over a reset */

struct be_arena {
    struct be_arena_chunk *first, *current;
    char *at, *end;          /* what is left of the current one: whole units of BE_ARENA_ALIGN */
    bool failed;
};
#define BE_ARENA_ALIGN sizeof(max_align_t)

struct be_arena *be_arena_new(void); /* NULL: memory is out */
void be_arena_free(struct be_arena *arena);
void be_arena_reset(struct be_arena *arena);
/* Takes back all that was given out since the mark: for what lives shorter than the window. */
struct be_arena_mark {
    struct be_arena_chunk *chunk;
    char *at;
};
struct be_arena_mark be_arena_mark(const struct be_arena *arena);
void be_arena_release(struct be_arena *arena, struct be_arena_mark mark);
/* n zeroed bytes, aligned for any type; NULL when memory is out (be_arena_failed then stays
 * true until the reset, so a stage may check once at its end). */
void *be_arena_alloc(struct be_arena *arena, size_t n);
void *be_arena_more(struct be_arena *arena, size_t n); /* of be_arena_room: from the next chunk */
/* The same, not zeroed: for texts, and what is filled piece by piece. */
static inline void *be_arena_room(struct be_arena *arena, size_t n)
{
    char *p = arena->at;

    if (p == NULL || n > (size_t)(arena->end - p))
        return be_arena_more(arena, n);
    arena->at += (n + BE_ARENA_ALIGN - 1) / BE_ARENA_ALIGN * BE_ARENA_ALIGN;
    return p;
}
static inline bool be_arena_failed(const struct be_arena *arena)
{
    return arena->failed;
}
/* Copies; an empty span when memory is out. */
struct be_span be_arena_copy(struct be_arena *arena, struct be_span text);
struct be_span be_arena_printf(struct be_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
