#include "needs.h"

#define RANGE 16u        /* characters of a class that is read */
#define DEPTH 100u       /* PCRE2 is told to nest no deeper */
#define COMMON 999u      /* what costs more stands nearly everywhere */

struct set {             /* of which one is needed */
    uint32_t cost;       /* the lower the rarer */
    uint8_t n;           /* 0: nothing is */
    struct be_need key[BE_NEED_KEYS];
};

struct sets {            /* of each of which one is needed, the rarest first */
    struct set set[BE_NEEDS];
    uint32_t has[BE_NEEDS];
};

struct reader {
    struct be_span s;
    size_t i;
    unsigned depth;
    bool strange;        /* something stands there that is not read */
};

/* How often a character stands in texts, roughly. */
static uint32_t cost_of(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return 1000;
    if (c == ' ' || c == '\t')
        return 2000;
    if (be_letters_of(c) == BE_HAS_NONE)
        return 1;            /* in few sentences, and what is known of a line tells in which */
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 30 : 100;
    return c >= 0x3400 && c < 0xFB00 ? 10 : 60;
}

/* Adds a character, or the two in a row. Too many are as good as none. */
static void add(struct set *set, uint32_t before, uint32_t c)
{
    if (set->n == BE_NEED_KEYS) {
        set->cost = UINT32_MAX;
        return;
    }
    set->key[set->n++] = (struct be_need){(uint16_t)be_need_hash(before, c), (uint16_t)be_need_last(c), before != 0};
    if (set->cost < UINT32_MAX)
        set->cost += before != 0 ? (cost_of(before) + cost_of(c)) / 16 : cost_of(c);
}

/* Another set that is needed besides. */
static void offer(struct sets *best, const struct set *set)
{
    if (set->n == 0 || set->cost > COMMON)
        return;
    for (size_t k = 0; k < BE_NEEDS; k++)
        if (best->set[k].n == 0 || set->cost <= best->set[k].cost) {
            for (size_t m = BE_NEEDS - 1; m > k; m--)
                best->set[m] = best->set[m - 1];
            best->set[k] = *set;
            return;
        }
}

/* How often a text has one of these classes, roughly. */
static unsigned cost_of_classes(uint32_t has)
{
    const uint32_t common = BE_HAS_DIGIT | BE_HAS_STOP | BE_HAS_COMMA | BE_HAS_PAUSE | BE_HAS_OPEN | BE_HAS_CLOSE | BE_HAS_YEAR |
                            BE_HAS_YUAN | BE_HAS_BUDGET | BE_HAS_BLANK;
    unsigned cost = 0;

    for (; has != 0; has &= has - 1)
        cost += (has & -has & common) != 0 ? 16 : 1;
    return cost;
}

static void offer_classes(struct sets *best, uint32_t has)
{
    if (has == 0 || has == best->has[0])
        return;
    for (size_t k = 0; k < BE_NEEDS; k++)
        if (best->has[k] == 0 || cost_of_classes(has) < cost_of_classes(best->has[k])) {
            memmove(best->has + k + 1, best->has + k, (BE_NEEDS - 1 - k) * sizeof *best->has);
            best->has[k] = has;
            return;
        }
}

static bool at(const struct reader *r, const char *what)
{
    return be_starts(be_span_from(r->s, r->i), what);
}

static void skip_to(struct reader *r, char end)
{
    while (r->i < r->s.len && r->s.p[r->i] != end)
        r->i++;
    r->i += r->i < r->s.len;
}

static void skip_blanks(struct reader *r)
{
    while (r->i < r->s.len)
        if (at(r, "#"))
            skip_to(r, '\n');
        else if (memchr(" \t\r\n", r->s.p[r->i], 4) != NULL)
            r->i++;
        else
            return;
}

/* A literal character, escaped or not; 0: it stands for others (\s). */
static uint32_t character(struct reader *r)
{
    const char *end = r->s.p + r->s.len;
    bool escaped = at(r, "\\") && r->i + 1 < r->s.len;
    uint32_t c;

    r->i += escaped;
    c = be_char_at(r->s.p + r->i, end);
    r->i += be_char_len(r->s.p + r->i, end);
    if (!escaped || (c < 0x80 && memchr("\\.()[]{}*+?|^$-/#\"' ", (int)c, 21) != NULL))
        return c;
    r->strange = r->strange || c == 'Q' || at(r, "{");
    return 0;
}

/* A class in square brackets: its characters, unless they are many or not said. */
static void read_class(struct reader *r, struct sets *sets)
{
    struct set *out = &sets->set[0];
    uint32_t last = 0, has = 0;
    bool all = true, classed = true;

    r->i++;
    if (at(r, "^")) {
        all = false;
        r->i++;
    }
    for (bool first = true; r->i < r->s.len && (first || !at(r, "]")); first = false) {
        uint32_t c;
        if (at(r, "[:")) {
            r->strange = true;
            return;
        }
        if (at(r, "-") && last != 0 && !be_starts(be_span_from(r->s, r->i + 1), "]")) {
            r->i++;
            c = character(r);
            for (uint32_t k = last + 1; k <= c && k <= last + RANGE; k++) {
                add(out, 0, k);
                has |= be_letters_of(k);
                classed = classed && be_letters_of(k) != 0;
            }
            all = all && c != 0 && c <= last + RANGE;
            last = 0;
            continue;
        }
        last = c = character(r);
        all = all && c != 0;
        add(out, 0, c);
        has |= be_letters_of(c);
        classed = classed && be_letters_of(c) != 0;
    }
    r->i += r->i < r->s.len;
    if (!all)
        out->n = 0;
    sets->has[0] = all && classed ? has : 0;
}

/* What repeats the atom before: can it be left out? */
static bool is_optional(struct reader *r)
{
    bool optional = false;

    skip_blanks(r);
    if (at(r, "?") || at(r, "*") || at(r, "+")) {
        optional = !at(r, "+");
        r->i++;
    } else if (at(r, "{")) {
        optional = r->i + 1 == r->s.len || r->s.p[r->i + 1] < '1' || r->s.p[r->i + 1] > '9';
        skip_to(r, '}');
    } else {
        return false;
    }
    if (at(r, "?") || at(r, "+"))
        r->i++;
    return optional;
}

static void read_alternatives(struct reader *r, struct sets *out);

/* What stands in brackets; out is empty when it may be missing, or must be. */
static void read_group(struct reader *r, struct sets *out)
{
    static const char *const PLAIN[] = {"(?:", "(?>", "(?|", "(?="}, *const ABSENT[] = {"(?!", "(?<!", "(?<="};
    bool absent = false;

    r->strange = r->strange || ++r->depth > DEPTH;
    if (at(r, "(*MARK:") || at(r, "(*:")) {
        skip_to(r, ')');
        r->depth--;
        return;
    }
    for (size_t k = 0; k < sizeof ABSENT / sizeof *ABSENT && !absent; k++)
        if (at(r, ABSENT[k])) {
            absent = true;
            r->i += strlen(ABSENT[k]);
        }
    if (absent)
        ;
    else if (!at(r, "(?") && !at(r, "(*"))
        r->i++;
    else if (at(r, "(?<"))
        skip_to(r, '>');
    else {
        size_t k = 0;
        while (k < sizeof PLAIN / sizeof *PLAIN && !at(r, PLAIN[k]))
            k++;
        r->strange = r->strange || k == sizeof PLAIN / sizeof *PLAIN;
        r->i += 3;
    }
    if (!r->strange)
        read_alternatives(r, out);
    r->i += r->i < r->s.len;             /* the closing bracket */
    if (absent)
        *out = (struct sets){0};
    r->depth--;
}

/* What stands in a row, up to a bar or the closing bracket. */
static void read_row(struct reader *r, struct sets *out)
{
    struct set literals = {0};           /* of the literals in a row: one, or the last two */
    uint32_t before = 0;

    for (skip_blanks(r); r->i < r->s.len && !at(r, "|") && !at(r, ")") && !r->strange; skip_blanks(r)) {
        struct sets inner = {0};
        uint32_t c = 0;
        if (at(r, "("))
            read_group(r, &inner);
        else if (at(r, "["))
            read_class(r, &inner);
        else if (at(r, ".") || at(r, "^") || at(r, "$"))
            r->i++;
        else
            c = character(r);
        if (is_optional(r)) {
            inner = (struct sets){0};
            c = 0;
        }
        if (c == 0 || before == 0) {
            offer(out, &literals);
            literals = (struct set){0};
        }
        if (c != 0) {
            literals = (struct set){0};
            add(&literals, before, c);
        }
        before = c;
        if (c != 0)
            offer_classes(out, be_letters_of(c));
        for (size_t k = 0; k < BE_NEEDS; k++) {
            offer(out, &inner.set[k]);
            offer_classes(out, inner.has[k]);
        }
    }
    offer(out, &literals);
}

/* One of each of the alternatives is needed. */
static void read_alternatives(struct reader *r, struct sets *out)
{
    read_row(r, out);
    while (at(r, "|") && !r->strange) {
        struct sets other = {0};
        r->i++;
        read_row(r, &other);
        for (size_t k = 0; k < BE_NEEDS; k++) {
            struct set *set = &out->set[k];
            if (set->n > 0 && other.set[k].n > 0 && set->n + other.set[k].n <= (int)BE_NEED_KEYS) {
                memcpy(set->key + set->n, other.set[k].key, other.set[k].n * sizeof *set->key);
                set->n = (uint8_t)(set->n + other.set[k].n);
                set->cost += other.set[k].cost;
            } else {
                set->n = 0;
            }
            out->has[k] = out->has[k] == 0 || other.has[k] == 0 ? 0 : out->has[k] | other.has[k];
        }
    }
}

void be_needs_read(struct pattern_needs *out, struct be_span expression)
{
    struct reader r = {.s = expression};
    struct sets sets = {0};

    *out = (struct pattern_needs){0};
    read_alternatives(&r, &sets);
    if (r.strange || r.i < expression.len)
        return;
    for (size_t k = 0; k < BE_NEEDS; k++) {
        out->n[k] = sets.set[k].n;
        out->has[k] = sets.has[k];
        memcpy(out->key[k], sets.set[k].key, sizeof out->key[k]);
    }
}
