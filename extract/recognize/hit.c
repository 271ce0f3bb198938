#include "hit.h"

void be_hits_room(struct be_hits *hits, struct be_arena *arena, size_t n)
{
    struct be_hit *room = hits->size > 0 ? NULL : be_arena_room(arena, n * sizeof *room);

    if (room == NULL)
        return;
    hits->hit = room;
    hits->size = n;
}

bool be_hits_grow(struct be_hits *hits, struct be_arena *arena)
{
    size_t size = hits->size == 0 ? 64 : hits->size * 4; /* most blocks have a few */
    struct be_hit *more = be_arena_room(arena, size * sizeof *more);

    if (more == NULL)
        return false;
    if (hits->n > 0)
        memcpy(more, hits->hit, hits->n * sizeof *more);
    hits->hit = more;
    hits->size = size;
    return true;
}

struct be_hit *be_hits_add(struct be_hits *hits, struct be_arena *arena, enum be_kind kind)
{
    struct be_hit *hit = be_hits_next(hits, arena);

    if (hit != NULL)
        *hit = (struct be_hit){.kind = kind, .parent = -1};
    return hit;
}
