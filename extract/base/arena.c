#include "arena.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define CHUNK ((size_t)256 << 10)

struct be_arena_chunk {
    struct be_arena_chunk *next;
    size_t size;
    max_align_t bytes[];
};

struct be_arena *be_arena_new(void)
{
    return calloc(1, sizeof(struct be_arena));
}

static void free_chunks(struct be_arena_chunk *c)
{
    while (c != NULL) {
        struct be_arena_chunk *next = c->next;
        free(c);
        c = next;
    }
}

void be_arena_free(struct be_arena *arena)
{
    if (arena == NULL)
        return;
    free_chunks(arena->first);
    free(arena);
}

static void use(struct be_arena *arena, struct be_arena_chunk *c)
{
    arena->current = c;
    arena->at = c == NULL ? NULL : (char *)c->bytes;
    arena->end = c == NULL ? NULL : arena->at + c->size;
}

void be_arena_reset(struct be_arena *arena)
{
    size_t kept = 0;
    struct be_arena_chunk *last = NULL;

    for (struct be_arena_chunk *c = arena->first; c != NULL; last = c, c = c->next) {
        if (last != NULL && kept + c->size > BE_ARENA_KEEP) {
            last->next = NULL;
            free_chunks(c);
            break;
        }
        kept += c->size;
    }
    use(arena, arena->first);
    arena->failed = false;
}

/* The next chunk with room for n bytes: one that is kept, or a new one put in after current. */
static struct be_arena_chunk *chunk_for(struct be_arena *arena, size_t n)
{
    struct be_arena_chunk *c = arena->current == NULL ? arena->first : arena->current->next;
    size_t size = CHUNK;

    while (size < n && size <= SIZE_MAX / 4)  /* powers of two, so that the next large one fits too */
        size *= 2;
    if (size < n)
        return NULL;
    if (c != NULL && c->size >= n)
        return c;
    c = malloc(sizeof *c + size);
    if (c == NULL)
        return NULL;
    c->size = size;
    if (arena->current == NULL) {
        c->next = arena->first;
        arena->first = c;
    } else {
        c->next = arena->current->next;
        arena->current->next = c;
    }
    return c;
}

struct be_arena_mark be_arena_mark(const struct be_arena *arena)
{
    return (struct be_arena_mark){arena->current, arena->at};
}

void be_arena_release(struct be_arena *arena, struct be_arena_mark mark)
{
#ifdef __SANITIZE_ADDRESS__
    /* what is looked at though it was taken back shows up in the tests */
    if (arena->current == mark.chunk && mark.chunk != NULL)
        memset(mark.at, 0xA5, (size_t)(arena->at - mark.at));
#endif
    use(arena, mark.chunk);
    arena->at = mark.at;
}

void *be_arena_more(struct be_arena *arena, size_t n)
{
    struct be_arena_chunk *c = chunk_for(arena, n);

    if (c == NULL) {
        arena->failed = true;
        return NULL;
    }
    use(arena, c);
    return be_arena_room(arena, n);
}

void *be_arena_alloc(struct be_arena *arena, size_t n)
{
    void *p = be_arena_room(arena, n);

    return p == NULL ? NULL : memset(p, 0, n);
}

struct be_span be_arena_copy(struct be_arena *arena, struct be_span text)
{
    char *p = be_arena_room(arena, text.len);

    if (p == NULL)
        return be_span(NULL, 0);
    if (text.len > 0)
        memcpy(p, text.p, text.len);
    return be_span(p, text.len);
}

struct be_span be_arena_printf(struct be_arena *arena, const char *format, ...)
{
    va_list ap;
    int n;
    char *p;

    va_start(ap, format);
    n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    p = n < 0 ? NULL : be_arena_room(arena, (size_t)n + 1);
    if (p == NULL)
        return be_span(NULL, 0);
    va_start(ap, format);
    vsnprintf(p, (size_t)n + 1, format, ap);
    va_end(ap);
    return be_span(p, (size_t)n);
}
