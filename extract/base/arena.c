#include "arena.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define CHUNK ((size_t)256 << 10)
#define ALIGN sizeof(max_align_t)

struct chunk {
    struct chunk *next;
    size_t size, used;
    max_align_t bytes[];
};

struct be_arena {
    struct chunk *first, *current;
    bool failed;
};

struct be_arena *be_arena_new(void)
{
    return calloc(1, sizeof(struct be_arena));
}

static void free_chunks(struct chunk *c)
{
    while (c != NULL) {
        struct chunk *next = c->next;
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

void be_arena_reset(struct be_arena *arena)
{
    size_t kept = 0;
    struct chunk *last = NULL;

    for (struct chunk *c = arena->first; c != NULL; last = c, c = c->next) {
        if (last != NULL && kept + c->size > BE_ARENA_KEEP) {
            last->next = NULL;
            free_chunks(c);
            break;
        }
        kept += c->size;
        c->used = 0;
    }
    arena->current = arena->first;
    arena->failed = false;
}

/* The next chunk with room for n bytes: one that is kept, or a new one put in after current. */
static struct chunk *chunk_for(struct be_arena *arena, size_t n)
{
    struct chunk *c = arena->current == NULL ? arena->first : arena->current->next;
    size_t size = CHUNK;

    while (size < n && size <= SIZE_MAX / 4)  /* powers of two, so that the next large one fits too */
        size *= 2;
    if (size < n)
        return NULL;
    if (c != NULL && c->size >= n) {
        c->used = 0;
        return c;
    }
    c = malloc(sizeof *c + size);
    if (c == NULL)
        return NULL;
    c->size = size;
    c->used = 0;
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
    return (struct be_arena_mark){arena->current, arena->current == NULL ? 0 : arena->current->used};
}

void be_arena_release(struct be_arena *arena, struct be_arena_mark mark)
{
    arena->current = mark.chunk;
    if (arena->current != NULL) {
#ifdef __SANITIZE_ADDRESS__
        /* what is looked at though it was taken back shows up in the tests */
        memset((char *)arena->current->bytes + mark.used, 0xA5, arena->current->used - mark.used);
#endif
        arena->current->used = mark.used;
    }
}

void *be_arena_room(struct be_arena *arena, size_t n)
{
    struct chunk *c = arena->current;
    char *p;

    if (n > SIZE_MAX - ALIGN)
        goto failed;
    n = (n + ALIGN - 1) / ALIGN * ALIGN;
    if (c == NULL || c->size - c->used < n) {
        c = chunk_for(arena, n);
        if (c == NULL)
            goto failed;
        arena->current = c;
    }
    p = (char *)c->bytes + c->used;
    c->used += n;
    return p;
failed:
    arena->failed = true;
    return NULL;
}

void *be_arena_alloc(struct be_arena *arena, size_t n)
{
    void *p = be_arena_room(arena, n);

    return p == NULL ? NULL : memset(p, 0, n);
}

bool be_arena_failed(const struct be_arena *arena)
{
    return arena->failed;
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
