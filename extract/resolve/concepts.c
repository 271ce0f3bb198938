/* concepts.c - what a label means in any disclosure's words: patterns/concepts.csv. */
#include "sense.h"
#include "wordrows.h"
#include <stdlib.h>

#define EXPANSIONS 8192u          /* labels one row may stand for */
#define NOISES (sizeof ((struct be_words *)0)->noise / sizeof ((struct be_words *)0)->noise[0])

/* ---- folding labels ---- */

/* Takes years out: 2024年, 2024年度. */
static size_t without_years(char *p, size_t len)
{
    size_t out = 0;

    for (size_t i = 0; i < len;) {
        if (len - i >= 7 && p[i] == '2' && p[i + 1] == '0' && p[i + 2] >= '0' && p[i + 2] <= '9' && p[i + 3] >= '0'
            && p[i + 3] <= '9' && memcmp(p + i + 4, "年", 3) == 0) {
            i += 7;
            if (len - i >= 3 && memcmp(p + i, "度", 3) == 0)
                i += 3;
        } else {
            p[out++] = p[i++];
        }
    }
    return out;
}

/* A label ready to be looked up; 0 when it is too long to be one. */
static size_t fold_label(const struct be_words *w, struct be_span text, char *buf)
{
    size_t len = be_traditional_fold(&w->traditional, text, buf, BE_CONCEPT_BYTES, NULL);

    return len == SIZE_MAX ? 0 : without_years(buf, len);
}

/* A noise word stands among those that have the same bits here: of a Chinese character they say most. */
static unsigned noise_key(const char *p)
{
    return (unsigned char)p[2] & 63;
}

/* The length of the noise word at the front of a label; 0: none. */
static size_t noise_len(const struct be_words *w, struct be_span label)
{
    unsigned key = label.len < 3 ? 0 : noise_key(label.p);

    for (size_t k = w->noise_at[key]; label.len >= 3 && k < w->noise_at[key + 1]; k++)
        if (be_span_starts(label, w->noise[k]))
            return w->noise[k].len;
    return 0;
}

/* Takes the words out that a core may do without. */
static size_t fold_core(const struct be_words *w, struct be_span label, char *buf)
{
    size_t out = 0;

    while (label.len > 0) {
        size_t noise = noise_len(w, label), n = noise > 0 ? noise : be_char_len(label.p, label.p + label.len);

        if (noise == 0) {
            memcpy(buf + out, label.p, n);
            out += n;
        }
        label = be_span_from(label, n);
    }
    return out;
}

static uint32_t hash(struct be_span text)
{
    uint32_t h = 2166136261u;

    for (size_t i = 0; i < text.len; i++)
        h = (h ^ (unsigned char)text.p[i]) * 16777619u;
    return h ^ (h >> 15);
}

/* ---- loading ---- */

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
    struct be_span folded = be_span(buf, fold_label(w, text, buf));
    enum be_status rc;

    if (w->concept[l->rule].core)
        folded = be_span(core, fold_core(w, folded, core));
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
    return noise_key(a.p) != noise_key(b.p) ? noise_key(a.p) > noise_key(b.p) : a.len < b.len;
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
        for (i = noise_key(word.p) + 1; i < sizeof w->noise_at; i++)
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

/* The first of the labels that are the same as this one; -1: none. */
static int32_t chain_of(const struct be_words *w, struct be_span label)
{
    int32_t i = w->slot[hash(label) & (w->slots - 1)];

    while (i >= 0 && !(w->label[i].len == label.len && memcmp(w->text.p + w->label[i].at, label.p, label.len) == 0))
        i = w->label[i].next;
    return i;
}

static int32_t next_same(const struct be_words *w, int32_t i)
{
    return w->label[i].more ? w->label[i].next : -1;
}

static enum be_status index_labels(struct be_words *w)
{
    for (w->slots = 1024; w->slots < w->nlabels; w->slots *= 2)
        ;
    w->slot = malloc(w->slots * sizeof *w->slot);
    if (w->slot == NULL)
        return BE_ENOMEM;
    for (size_t i = 0; i < w->slots; i++)
        w->slot[i] = -1;
    for (size_t i = w->nlabels; i-- > 0;) {    /* so that chains run in the order of the rows */
        struct be_concept_label *l = &w->label[i];
        int32_t *at = &w->slot[hash(be_span(w->text.p + l->at, l->len)) & (w->slots - 1)];
        for (int32_t *same = at; *same >= 0 && !l->more; same = &w->label[*same].next)
            if (w->label[*same].len == l->len && memcmp(w->text.p + w->label[*same].at, w->text.p + l->at, l->len) == 0) {
                l->more = true;
                at = same;
                break;
            }
        l->next = *at;
        *at = (int32_t)i;
    }
    w->totals = chain_of(w, BE_LIT("="));
    return BE_OK;
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

    return rc == BE_OK ? index_labels(w) : rc;
}

void be_concepts_free(struct be_words *w)
{
    be_buf_free(&w->text);
    free(w->concept);
    free(w->label);
    free(w->slot);
    free(w->noise_text);
}

/* ---- looking up ---- */

static bool among(struct be_span list, struct be_span unit)
{
    struct be_span one;

    while (be_lexicon_next(&list, '|', &one))
        if (be_span_eq(one, unit) || (be_span_is(one, "-") && unit.len == 0))
            return true;
    return false;
}

/* Money, and what is said of money without a unit of its own: rates, shares, 持平. */
static bool is_money(const struct be_hit *hit)
{
    return hit->money || hit->stat == BE_STAT_CHANGE_RATE || hit->stat == BE_STAT_SHARE
           || hit->stat == BE_STAT_COMPLETION || (hit->stat == BE_STAT_CHANGE && hit->unit.len == 0);
}

static bool holds(const struct be_words *w, const struct be_concept_rule *r, const struct be_hit *hit)
{
    struct be_span units = be_span(w->text.p + r->units, r->units_len);

    if ((r->topics != 0 && !(r->topics >> hit->topic & 1)) || (r->parts != 0 && !(r->parts >> hit->part & 1))
        || (r->funds != 0 && !(r->funds >> hit->fund & 1)) || (r->flows != 0 && !(r->flows >> hit->flow & 1))
        || (r->kinds != 0 && !(r->kinds >> hit->kind & 1)))
        return false;
    return r->units_len == 0 || (be_span_is(units, "money") ? is_money(hit) : among(units, hit->unit));
}

/* The first rule of a chain that holds for the figure; -1: none. */
static int32_t find(const struct be_words *w, int32_t chain, bool core, const struct be_hit *hit)
{
    for (int32_t i = chain; i >= 0; i = next_same(w, i)) {
        const struct be_concept_rule *r = &w->concept[w->label[i].rule];
        if (r->list == BE_LIST_NONE && r->core == core && holds(w, r, hit))
            return w->label[i].rule;
    }
    return -1;
}

static bool listed(const struct be_words *w, struct be_span label)
{
    for (int32_t i = chain_of(w, label); i >= 0; i = next_same(w, i))
        if (w->concept[w->label[i].rule].list != BE_LIST_NONE)
            return true;
    return false;
}

/* Says nothing of its own: a total, a value column, a year, 一般公共预算 (its fund says that), or
 * several of these parted by ／. */
static bool neutral(const struct be_words *w, struct be_span label)
{
    char buf[BE_CONCEPT_BYTES];

    for (;;) {
        long slash = be_span_find(label, BE_LIT("／"));
        struct be_span piece = slash < 0 ? label : be_span_to(label, (size_t)slash);
        if (piece.len > 0 && !listed(w, piece) && fold_core(w, piece, buf) > 0)
            return false;
        if (slash < 0)
            return true;
        label = be_span_from(label, (size_t)slash + 3);
    }
}

static struct be_span without_bracket(struct be_span label)
{
    size_t n = label.len;

    if (!be_span_ends(label, BE_LIT("）")))
        return be_span(NULL, 0);
    for (n -= 3; n > 0 && !be_span_ends(be_span_to(label, n), BE_LIT("（"));)
        n--;
    return be_span_to(label, n >= 3 ? n - 3 : 0);
}

/* 因公出国（境）费、公务接待费（以下简称三公经费）决算总额: the whole that its parts are named before. */
static struct be_span in_short(char *buf, size_t len)
{
    static const char *const NAMED[] = {"（三公经费）", "（简称三公经费）", "（以下简称三公经费）", "（统称三公经费）"};
    const size_t shut = strlen("）"), name = strlen("三公经费");

    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++) {
        long at = be_span_find(be_span(buf, len), be_span_of(NAMED[i]));
        size_t end = (size_t)at + strlen(NAMED[i]);

        if (at <= 0)
            continue;
        memmove(buf + end - shut, buf + end, len - end);
        return be_span(buf + end - shut - name, len - end + name);
    }
    return be_span(buf, len);
}

/* 基本工资、津贴补贴等人员经费支出: what they are parts of; 经营支出等支出 is no whole. */
static struct be_span behind_parts(struct be_span label)
{
    long at = be_span_find(label, BE_LIT("等")), list = be_span_find(label, BE_LIT("、"));

    if (list < 0 || at < list || !be_span_has(be_span_from(label, (size_t)at), "经费"))
        return label;
    return be_span_from(label, (size_t)at + strlen("等"));
}

static const struct be_sense_concept *concept_of(const struct be_words *w, struct be_sense *sense)
{
    struct be_sense_concept *c = &sense->concept;
    char buf[BE_CONCEPT_BYTES], core[BE_CONCEPT_BYTES];
    struct be_span label;

    if (c->known)
        return c;
    label = behind_parts(in_short(buf, fold_label(w, sense->text, buf)));
    c->known = true;
    c->empty = label.len == 0;
    c->too_long = c->empty && sense->text.len > BE_CONCEPT_BYTES;
    c->listed = listed(w, label);
    c->neutral = neutral(w, label);
    for (int i = 0; i < 2; i++) {
        size_t n = label.len == 0 ? 0 : fold_core(w, label, core);
        c->whole[i] = label.len == 0 ? -1 : chain_of(w, label);
        c->core[i] = n == 0 ? -1 : chain_of(w, be_span(core, n));
        c->any = c->any || c->whole[i] >= 0 || c->core[i] >= 0;
        label = without_bracket(label);
    }
    return c;
}

/* The rule for a label: as it is, by its core, without a closing bracket. */
static int32_t find_label(const struct be_words *w, const struct be_sense_concept *c, const struct be_hit *hit)
{
    int32_t rule = -1;

    for (int i = 0; c->any && i < 2 && rule < 0; i++) {
        if (c->whole[i] >= 0)
            rule = find(w, c->whole[i], false, hit);
        if (rule < 0 && c->core[i] >= 0)
            rule = find(w, c->core[i], true, hit);
    }
    return rule;
}

/* By the header levels, from the inside out; the rule for a row of totals when none says more. */
static int32_t by_header(const struct be_words *w, const struct be_hit_senses *senses, const struct be_hit *hit, bool total)
{
    for (size_t i = 0; i < senses->levels; i++) {
        const struct be_sense_concept *c = concept_of(w, senses->level[i]);
        if (c->too_long)
            return -1;
        int32_t rule = c->listed ? -1 : find_label(w, c, hit);
        if (rule >= 0 || !c->neutral)
            return rule;
        /* 上年结转/一般公共预算: a part of what the group header names. */
        if (!c->empty && !c->listed && hit->fund == BE_FUND_CARRYOVER)
            return -1;
    }
    return total ? find(w, w->totals, false, hit) : -1;
}

struct be_span be_words_concept(const struct be_words *w, const struct be_hit_senses *senses, const struct be_hit *hit)
{
    const struct be_sense_concept *c;
    int32_t rule;

    if (hit->scheme == BE_FUNCTIONAL || hit->scheme == BE_ECONOMIC || hit->scheme == BE_INDICATOR
        || hit->kind == BE_SUBJECT || hit->stat == BE_STAT_TEXT || (!hit->numeric && hit->stat != BE_STAT_CHANGE))
        return be_span(NULL, 0);
    c = concept_of(w, senses->item);
    if (c->too_long)
        return be_span(NULL, 0);
    if (hit->kind != BE_CELL || hit->measure.len == 0) {
        rule = find_label(w, c, hit);
    } else {
        bool plain = hit->scheme == BE_SCHEME_ENTITY || c->listed
                     || (hit->entity.len > 0 && be_span_eq(hit->item, hit->entity));
        rule = plain ? -1 : find_label(w, c, hit);
        plain = plain || c->neutral;
        /* In a 三公 table the columns are the things, whatever the row is. */
        if (rule < 0 && (plain || hit->topic == BE_TOPIC_SANGONG || hit->topic == BE_TOPIC_RUNNING))
            rule = by_header(w, senses, hit, plain);
    }
    return rule < 0 ? be_span(NULL, 0) : be_span(w->text.p + w->concept[rule].name, w->concept[rule].name_len);
}
