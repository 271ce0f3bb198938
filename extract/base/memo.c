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

/* What memcmp does, without a call: texts are short, and most that are asked for are known. */
static inline bool same_bytes(const char *a, const char *b, size_t n)
{
    uint64_t x, y;

    if (n < 8)
        return be_span_word(be_span(a, n)) == be_span_word(be_span(b, n));
    for (size_t i = 0; i + 8 < n; i += 8) {
        memcpy(&x, a + i, 8);
        memcpy(&y, b + i, 8);
        if (x != y)
            return false;
    }
    memcpy(&x, a + n - 8, 8);
    memcpy(&y, b + n - 8, 8);
    return x == y;
}

static inline bool holds(const struct be_memo *memo, struct slot *slot, uint32_t hash, uint32_t question, struct be_span text)
{
    return slot->hash == hash && slot->question == question && slot->size == text.len + 1 &&
           same_bytes(value_of(slot) + memo->value, text.p, text.len);
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

/* The text does not stand where it goes first: in the other place, or it is new and takes one of them. */
static __attribute__((noinline)) struct slot *look_further(const struct be_memo *memo, struct slot *pair, uint32_t hash,
                                                           uint32_t question, struct be_span text)
{
    struct slot *slot = (struct slot *)(void *)((char *)pair + (hash & 1) * memo->stride);
    struct slot *other = (struct slot *)(void *)((char *)pair + (~hash & 1) * memo->stride);
    bool known = holds(memo, other, hash, question, text);

    if (known || (slot->size > 0 && pair->last == (hash & 1)))
        slot = other;
    if (!known)
        take(memo, slot, hash, question, text);
    return slot;
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
    if (!holds(memo, slot, hash, question, text))
        slot = look_further(memo, pair, hash, question, text);
    pair->last = slot != pair;
    return value_of(slot);
}
