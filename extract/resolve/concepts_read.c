/* concepts_read.c - patterns/concepts.csv as it is kept: rules, and every label they stand for. */
#include "wordrows.h"
#include <stdlib.h>

#define EXPANSIONS 8192u          /* labels one row may stand for */
#define NOISES (sizeof ((struct be_words *)0)->noise / sizeof ((struct be_words *)0)->noise[0])

struct loader {
    struct be_words *w;
    const struct be_rows_ask *ask;
    int32_t rule;
    size_t line;
    unsigned expansions;
};

static enum be_status keep(struct be_words *w, struct be_span text, uint32_t *at, uint32_t *len)
{
    *at = (uint32_t)w->text.len;
    *len = (uint32_t)text.len;
    return be_buf_add(&w->text, text);
}

static enum be_status add_label(struct loader *l, struct be_span text)
{
    struct be_words *w = l->w;
    struct be_concept_label label = {.rule = l->rule, .next = -1};
    char buf[BE_CONCEPT_BYTES], core[BE_CONCEPT_BYTES];
    struct be_span folded = be_span(buf, be_concepts_fold(w, text, buf));
    enum be_status rc;

    if (w->concept[l->rule].core)
        folded = be_span(core, be_concepts_core(w, folded, core));
    if (++l->expansions > EXPANSIONS || folded.len == 0)
        return be_rows_fail(l->ask, l->line, "a label is empty, too long, or stands for more than %u", EXPANSIONS);
    if (!be_grow(&w->label, w->nlabels, &w->labels_size, sizeof *w->label))
        return BE_ENOMEM;
    rc = keep(w, folded, &label.at, &label.len);
    if (rc == BE_OK)
        w->label[w->nlabels++] = label;
    return rc;
}

/* Every way to read the label: [a/b] is nothing, a or b; (a/b) is a or b. One digit per group
 * counts through them, so that no call nests. */
static enum be_status expand(struct loader *l, struct be_span label)
{
    unsigned digit[16] = {0}, base[16], groups;
    char buf[BE_CONCEPT_BYTES];

    for (;;) {
        size_t out = 0;
        groups = 0;
        for (size_t i = 0; i < label.len;) {
            char open = label.p[i];
            struct be_span piece = be_span(label.p + i, 1);
            if (open == '[' || open == '(') {
                const char *end = memchr(label.p + i, open == '[' ? ']' : ')', label.len - i);
                struct be_span rest, alternative;
                unsigned n = open == '[';
                if (end == NULL || groups == 16)
                    return be_rows_fail(l->ask, l->line, "unclosed or too many brackets: %.*s", (int)label.len, label.p);
                rest = be_span(label.p + i + 1, (size_t)(end - (label.p + i + 1)));
                i = (size_t)(end - label.p) + 1;
                piece = be_span(NULL, 0);
                while (be_lexicon_next(&rest, '/', &alternative))
                    if (n++ == digit[groups])
                        piece = alternative;
                base[groups++] = n;
            } else {
                i++;
            }
            if (out + piece.len > sizeof buf)
                return be_rows_fail(l->ask, l->line, "label too long: %.*s", (int)label.len, label.p);
            if (piece.len > 0)
                memcpy(buf + out, piece.p, piece.len);
            out += piece.len;
        }
        enum be_status rc = add_label(l, be_span(buf, out));
        if (rc != BE_OK)
            return rc;
        while (groups > 0 && ++digit[groups - 1] == base[groups - 1])
            digit[--groups] = 0;
        if (groups == 0)
            return BE_OK;
    }
}

/* A set of names parted by bars, as bits. */
static bool read_set(enum be_words_list list, struct be_span names, uint32_t *bits)
{
    struct be_span name;

    *bits = 0;
    while (names.len > 0 && be_lexicon_next(&names, '|', &name)) {
        int n = be_words_number(list, name);
        if (n < 0)
            return false;
        *bits |= 1u << n;
    }
    return true;
}

static uint8_t list_of(struct be_span name)
{
    static const char *const LISTS[] = {"", "(noise)", "(total)", "(value)", "(flow)"};

    for (uint8_t i = 1; i < sizeof LISTS / sizeof LISTS[0]; i++)
        if (be_span_is(name, LISTS[i]))
            return i;
    return BE_LIST_NONE;
}

/* Does one noise word stand behind another? */
static bool is_behind(struct be_span a, struct be_span b)
{
    return be_noise_key(a.p) != be_noise_key(b.p) ? be_noise_key(a.p) > be_noise_key(b.p) : a.len < b.len;
}

/* The words of (noise); they must stand above the rows with a core. */
static enum be_status add_noise(struct loader *l, struct be_span words)
{
    struct be_words *w = l->w;
    struct be_span word;

    w->noise_text = malloc(words.len + 1);
    if (w->noise_text == NULL)
        return BE_ENOMEM;
    memcpy(w->noise_text, words.p, words.len);
    words.p = w->noise_text;
    while (be_lexicon_next(&words, '|', &word)) {
        size_t i = w->noises;
        if (word.len < 3 || i == NOISES)
            return be_rows_fail(l->ask, l->line, "a word shorter than a Chinese character, or more than %zu", NOISES);
        for (; i > 0 && is_behind(w->noise[i - 1], word); i--)
            w->noise[i] = w->noise[i - 1];
        w->noise[i] = word;
        w->noises++;
        for (i = be_noise_key(word.p) + 1; i < sizeof w->noise_at; i++)
            w->noise_at[i]++;
    }
    return BE_OK;
}

/* concept, label, core, topic, part, fund, flow, unit, where */
static enum be_status add_concept(const struct be_rows_ask *ask, size_t line, const struct be_span *field)
{
    struct loader *l = ask->user;
    struct be_words *w = l->w;
    struct be_concept_rule rule = {.list = list_of(field[0])};
    struct be_span labels = field[1], label;
    uint32_t parts, funds, flows;
    enum be_status rc;

    l->ask = ask;
    l->line = line;
    if (rule.list == BE_LIST_NOISE)
        return w->noises > 0 ? be_rows_fail(l->ask, line, "(noise) stands once") : add_noise(l, field[1]);
    rule.core = be_span_is(field[2], "y");
    rule.kinds = be_span_is(field[8], "cell") ? 1u << BE_CELL : be_span_is(field[8], "prose") ? 1u << BE_AMOUNT : 0;
    if (!read_set(BE_LIST_OF_TOPICS, field[3], &rule.topics) || !read_set(BE_LIST_OF_PARTS, field[4], &parts)
        || !read_set(BE_LIST_OF_FUNDS, field[5], &funds) || !read_set(BE_LIST_OF_FLOWS, field[6], &flows)
        || (field[8].len > 0 && rule.kinds == 0) || (field[2].len > 0 && !rule.core))
        return be_rows_fail(l->ask, line, "no such topic, part, fund, flow, place or core");
    rule.parts = (uint16_t)parts;
    rule.funds = (uint16_t)funds;
    rule.flows = (uint16_t)flows;
    rc = keep(w, field[0], &rule.name, &rule.name_len);
    if (rc == BE_OK)
        rc = keep(w, field[7], &rule.units, &rule.units_len);
    if (rc == BE_OK && !be_grow(&w->concept, w->concepts, &w->concepts_size, sizeof *w->concept))
        rc = BE_ENOMEM;
    if (rc != BE_OK)
        return rc;
    l->rule = (int32_t)w->concepts;
    l->expansions = 0;
    w->concept[w->concepts++] = rule;
    while (rc == BE_OK && be_lexicon_next(&labels, '|', &label))
        rc = expand(l, label);
    return rc;
}

enum be_status be_concepts_read(struct be_words *w, struct be_span bytes,
                                void (*say)(void *user, const char *message), void *user)
{
    static const char *const COLUMNS[] = {"concept", "label", "core", "topic", "part", "fund", "flow", "unit", "where", NULL};
    struct loader loader = {.w = w};
    struct be_rows_ask ask = {
        .name = "concepts.csv", .columns = COLUMNS, .row = add_concept, .user = &loader, .say = say, .say_user = user,
    };
    enum be_status rc = be_rows_read(bytes, &ask);

    return rc == BE_OK ? be_concepts_index(w) : rc;
}

void be_concepts_free(struct be_words *w)
{
    be_buf_free(&w->text);
    free(w->concept);
    free(w->label);
    free(w->slot);
    free(w->noise_text);
}
