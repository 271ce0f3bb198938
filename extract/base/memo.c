#include "memo.h"
#include <stdlib.h>

#define ALIGN 8u
#define LOOKED_AT 64u            /* slots for a text */
#define ENTRY 128u               /* bytes of an entry, when slots are counted; they are more on average */

struct entry {                   /* the text stands behind it, then the value */
    uint32_t hash, question;
    uint32_t len;                /* of the text */
    uint32_t size;               /* of all of it */
};

struct slot {
    uint32_t hash;
    uint32_t at;                 /* where its entry stands in the room; 0: free */
};

struct be_memo {
    size_t half;
    size_t young, used;          /* where the half that is being filled begins; how much of it is */
    size_t entries;              /* in that half */
    uint64_t turns;
    size_t slots;                /* a power of two */
    struct slot *slot;
    char *room;
};

static size_t aligned(size_t n)
{
    return (n + ALIGN - 1) / ALIGN * ALIGN;
}

struct be_memo *be_memo_new(size_t room)
{
    struct be_memo *memo = calloc(1, sizeof *memo);

    if (memo == NULL)
        return NULL;
    memo->half = aligned(room / 2);
    for (memo->slots = 8; memo->slots < room / ENTRY;)
        memo->slots *= 2;
    memo->young = ALIGN;         /* nothing stands at 0 */
    memo->slot = calloc(memo->slots, sizeof *memo->slot);
    memo->room = malloc(ALIGN + 2 * memo->half);
    if (memo->slot == NULL || memo->room == NULL) {
        be_memo_free(memo);
        return NULL;
    }
    return memo;
}

void be_memo_free(struct be_memo *memo)
{
    if (memo == NULL)
        return;
    free(memo->slot);
    free(memo->room);
    free(memo);
}

static inline struct entry *entry_at(const struct be_memo *memo, size_t at)
{
    return (struct entry *)(void *)(memo->room + at);
}

static inline char *text_of(struct entry *entry)
{
    return (char *)(entry + 1);
}

static inline void *value_of(struct entry *entry)
{
    return text_of(entry) + aligned(entry->len);
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

/* Where a text is, or can be; of very many of one hash, which only an enemy writes, one is forgotten. */
static inline struct slot *slot_of(const struct be_memo *memo, uint32_t hash, uint32_t question, struct be_span text)
{
    struct slot *slot;

    for (size_t i = 0; i < LOOKED_AT; i++) {
        slot = &memo->slot[(hash + i) & (memo->slots - 1)];
        struct entry *entry = entry_at(memo, slot->at);

        if (slot->at == 0 || (slot->hash == hash && entry->question == question && entry->len == text.len &&
                              same_bytes(text_of(entry), text.p, text.len)))
            return slot;
    }
    slot->at = 0;
    return slot;
}

/* The other half is forgotten, and filled from now on. */
static void turn(struct be_memo *memo)
{
    const size_t end = memo->young + memo->used;

    memset(memo->slot, 0, memo->slots * sizeof *memo->slot);
    for (size_t at = memo->young; at < end; at += entry_at(memo, at)->size) {
        const uint32_t hash = entry_at(memo, at)->hash;
        size_t i = hash;

        while (memo->slot[i & (memo->slots - 1)].at != 0)
            i++;
        memo->slot[i & (memo->slots - 1)] = (struct slot){hash, (uint32_t)at};
    }
    memo->young = 2 * ALIGN + memo->half - memo->young;
    memo->used = memo->entries = 0;
    memo->turns++;
}

/* A text that is new, or in the older half. */
static __attribute__((noinline)) struct entry *renew(struct be_memo *memo, struct slot *slot, const struct entry *head, struct be_span text)
{
    struct entry *entry;

    if (memo->used + head->size > memo->half || memo->entries == memo->slots / 8 * 3) {
        turn(memo);
        slot = slot_of(memo, head->hash, head->question, text);
    }
    entry = entry_at(memo, memo->young + memo->used);
    memo->used += head->size;
    memo->entries++;
    if (slot->at != 0) {
        memcpy(entry, entry_at(memo, slot->at), head->size);
    } else {
        *entry = *head;
        be_copy_text(text_of(entry), text);
        memset(value_of(entry), 0, head->size - sizeof *head - aligned(text.len));
    }
    *slot = (struct slot){head->hash, (uint32_t)((char *)entry - memo->room)};
    return entry;
}

void *be_memo_of(struct be_memo *memo, enum be_asker asker, struct be_span text, uint32_t question, size_t value)
{
    const size_t size = sizeof(struct entry) + aligned(text.len) + aligned(value);
    uint32_t hash;
    struct slot *slot;

    if (memo == NULL || size > memo->half / 8)
        return NULL;
    question = question << BE_ASKER_BITS | asker;
    hash = be_span_hash(text) ^ question * 0x9E3779B1u;
    slot = slot_of(memo, hash, question, text);
    if (slot->at - memo->young < memo->half)
        return value_of(entry_at(memo, slot->at));
    return value_of(renew(memo, slot, &(struct entry){hash, question, (uint32_t)text.len, (uint32_t)size}, text));
}

struct be_span be_memo_text(const void *value, size_t len)
{
    return be_span((const char *)value - aligned(len), len);
}

uint64_t be_memo_turn(const struct be_memo *memo)
{
    return memo->turns;
}
