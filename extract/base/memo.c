#include "memo.h"
#include <stdlib.h>

struct slot {
    uint32_t hash, question;
    uint32_t len;                /* of the text, which stands behind the value */
    bool taken, recent;          /* recent: met later than the other of the two */
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

static struct slot *slot_at(const struct be_memo *memo, size_t i)
{
    return (struct slot *)(memo->room + (i & (memo->slots - 1)) * memo->stride);
}

static char *value_of(struct slot *slot)
{
    return (char *)slot + aligned(sizeof *slot);
}

static bool holds(const struct be_memo *memo, struct slot *slot, const struct slot *as, struct be_span text)
{
    return slot->taken && slot->hash == as->hash && slot->question == as->question &&
           be_span_eq(be_span(value_of(slot) + memo->value, slot->len), text);
}

void *be_memo_of(struct be_memo *memo, struct be_span text, uint32_t question)
{
    const uint32_t hash = be_span_hash(text) ^ question * 0x9E3779B1u;
    const struct slot as = {hash, question, (uint32_t)text.len, true, true};
    struct slot *slot, *other;
    bool known;

    if (memo == NULL || text.len > memo->text)
        return NULL;
    slot = slot_at(memo, hash);
    other = slot_at(memo, hash ^ 1);
    known = holds(memo, slot, &as, text);
    if (!known && ((known = holds(memo, other, &as, text)) || slot->recent)) {
        struct slot *first = slot;

        slot = other;
        other = first;
    }
    slot->recent = true;
    other->recent = false;
    if (!known) {
        *slot = as;
        memset(value_of(slot), 0, memo->value);
        if (text.len > 0)
            memcpy(value_of(slot) + memo->value, text.p, text.len);
    }
    return value_of(slot);
}

struct be_span be_memo_text(const struct be_memo *memo, const void *found)
{
    const struct slot *slot = (const struct slot *)(const void *)((const char *)found - aligned(sizeof *slot));

    return be_span((const char *)found + memo->value, slot->len);
}
