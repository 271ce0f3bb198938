#include "memo.h"
#include <stdlib.h>

struct slot {
    uint32_t hash, question;
    uint32_t size;               /* of the text, which stands behind the value, and one; 0: free */
    uint8_t last;                /* of the first of two: which of them was met last */
};

#define ALIGN 16u

struct be_memo {
    size_t slots, text, value;
    size_t stride;
    char *room;                  /* slot, value, text; slot, value, text; ... */
};

static size_t aligned(size_t n)
{
    return (n + ALIGN - 1) / ALIGN * ALIGN;
}

struct be_memo *be_memo_new(size_t slots, size_t text, size_t value)
{
    struct be_memo *memo = calloc(1, sizeof *memo);

    if (memo == NULL)
        return NULL;
    memo->slots = slots;
    memo->text = text;
    memo->value = aligned(value);
    memo->stride = aligned(aligned(sizeof(struct slot)) + memo->value + text);
    memo->room = calloc(slots, memo->stride);
    if (memo->room == NULL) {
        free(memo);
        return NULL;
    }
    return memo;
}

void be_memo_free(struct be_memo *memo)
{
    if (memo == NULL)
        return;
    free(memo->room);
    free(memo);
}

static char *value_of(struct slot *slot)
{
    return (char *)slot + aligned(sizeof *slot);
}

static inline bool holds(const struct be_memo *memo, struct slot *slot, uint32_t hash, uint32_t question, struct be_span text)
{
    return slot->hash == hash && slot->question == question && slot->size == text.len + 1 &&
           (text.len == 0 || memcmp(value_of(slot) + memo->value, text.p, text.len) == 0);
}

static void take(const struct be_memo *memo, struct slot *slot, uint32_t hash, uint32_t question, struct be_span text)
{
    slot->hash = hash;
    slot->question = question;
    slot->size = (uint32_t)text.len + 1;
    memset(value_of(slot), 0, memo->value);
    if (text.len > 0)
        memcpy(value_of(slot) + memo->value, text.p, text.len);
}

void *be_memo_of(struct be_memo *memo, struct be_span text, uint32_t question)
{
    uint32_t hash;
    struct slot *pair, *slot;

    if (memo == NULL || text.len > memo->text)
        return NULL;
    hash = be_span_hash(text) ^ question * 0x9E3779B1u;
    pair = (struct slot *)(void *)(memo->room + (hash & (memo->slots - 1) & ~(size_t)1) * memo->stride);
    slot = (struct slot *)(void *)((char *)pair + (hash & 1) * memo->stride);
    if (!holds(memo, slot, hash, question, text)) {
        struct slot *other = (struct slot *)(void *)((char *)pair + (~hash & 1) * memo->stride);
        bool known = holds(memo, other, hash, question, text);

        if (known || (slot->size > 0 && pair->last == (hash & 1)))
            slot = other;
        if (!known)
            take(memo, slot, hash, question, text);
    }
    pair->last = slot != pair;
    return value_of(slot);
}
