/* prepare.c - run by the build: reads patterns/ as a start would, and writes what came of it as
 * C source to stdout (prepared.h).
 */
#include "context.h"
#include "prepared.h"
#include "recognize/pattern/open.h"
#include <stdio.h>
#include <stdlib.h>

const struct be_prepared be_prepared = {0};

static void say(void *user, const char *message)
{
    (void)user;
    fprintf(stderr, "prepare: %s\n", message);
}

/* ---- arrays ---- */

static void put_bytes(const char *name, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;

    printf("static const _Alignas(16) unsigned char %s[] = {", name);
    for (size_t i = 0; i < n; i++)
        printf("%s%u,", i % 32 == 0 ? "\n" : "", p[i]);
    puts("0};");                 /* never an empty array */
}

static void put_slots(const char *name, const int32_t *slot, size_t n)
{
    printf("static const int32_t %s[] = {", name);
    for (size_t i = 0; i < n; i++)
        printf("%s%d,", i % 16 == 0 ? "\n" : "", slot[i]);
    puts("};");
}

static void put_buf(const char *member, const char *array, size_t n)
{
    printf("    .%s = {(char *)%s, %zu, %zu},\n", member, array, n, n);
}

static void put_traditional(const struct be_traditional *t)
{
    fputs("    .traditional = {{", stdout);
    for (size_t i = 0; i < sizeof t->to / sizeof *t->to; i++)
        if (t->to[i] != 0)
            printf("[%zu]=%u,", i, t->to[i]);
    puts("}},");
}

/* ---- codebook ---- */

static void put_codebook(const struct be_codebook *book)
{
    puts("static const struct be_code_row code_row[] = {");
    for (size_t i = 0; i < book->rows; i++) {
        const struct be_code_row *r = &book->row[i];
        printf("{\"%s\",%u,%u,%d,%u,%u,%d,%u,%u,%u,%u},\n", r->code, r->level, r->scheme, r->government, r->since, r->until,
               r->parent, r->name, r->name_len, r->aliases, r->aliases_len);
    }
    puts("};\nstatic const struct be_code_name code_name[] = {");
    for (size_t i = 0; i < book->names; i++) {
        const struct be_code_name *n = &book->name[i];
        printf("{%u,%u,%u,%u,%d,%d,%d},\n", n->folded, n->folded_len, n->key, n->key_len, n->row, n->next, n->alias);
    }
    puts("};");
    put_slots("code_slot", book->slot, book->slots);
    put_bytes("code_text", book->text.p, book->text.len);
    puts("static const struct be_codebook codebook = {");
    put_traditional(&book->traditional);
    printf("    .row = (struct be_code_row *)code_row, .rows = %zu,\n", book->rows);
    printf("    .name = (struct be_code_name *)code_name, .names = %zu,\n", book->names);
    printf("    .slot = (int32_t *)code_slot, .slots = %zu,\n", book->slots);
    put_buf("text", "code_text", book->text.len);
    puts("};");
}

/* ---- words ---- */

static void put_rule(const struct be_rule *r)
{
    fputs("{{", stdout);
    for (unsigned i = 0; i < BE_RULE_GROUPS; i++)
        printf("{%u,%u},", r->all[i].from, r->all[i].to);
    printf("},{%u,%u},%u}", r->none.from, r->none.to, r->groups);
}

static void put_lexicon_arrays(const char *name, const struct be_lexicon *lex)
{
    char array[64];

    snprintf(array, sizeof array, "%s_text", name);
    put_bytes(array, lex->text.p, lex->text.len);
    printf("static const uint16_t %s_alternative[] = {", name);
    for (size_t i = 0; i < lex->alternatives; i++)
        printf("%u,", lex->alternative[i]);
    puts("0};");
}

static void put_lexicon(const char *name, const struct be_lexicon *lex)
{
    char array[64];

    printf("    .%s = {.word = {\n", name);
    for (size_t i = 0; i < lex->words; i++)
        printf("{%u,%u,%u,%d},", lex->word[i].at, lex->word[i].len, lex->word[i].bound, lex->word[i].next);
    printf("},\n.words = %zu, .slot = {", lex->words);
    for (size_t i = 0; i < sizeof lex->slot / sizeof *lex->slot; i++)
        printf("%d,", lex->slot[i]);
    printf("},\n.alternative = (uint16_t *)%s_alternative, .alternatives = %zu,\n", name, lex->alternatives);
    snprintf(array, sizeof array, "%s_text", name);
    put_buf("text", array, lex->text.len);
    puts("},");
}

static void put_word_arrays(const struct be_words *w)
{
    put_lexicon_arrays("titles", &w->titles);
    put_lexicon_arrays("labels", &w->labels);
    puts("static const struct be_topic_rule topic[] = {");
    for (size_t i = 0; i < w->topics; i++) {
        putchar('{');
        put_rule(&w->topic[i].words);
        printf(",%u,%u,%u,%u},\n", w->topic[i].topic, w->topic[i].within, w->topic[i].rank, w->topic[i].bit);
    }
    puts("};\nstatic const struct be_dimension_rule dimension[] = {");
    for (size_t i = 0; i < w->dimensions; i++) {
        putchar('{');
        put_rule(&w->dimension[i].words);
        printf(",%u,%u,%u},\n", w->dimension[i].dimension, w->dimension[i].value, w->dimension[i].places);
    }
    puts("};\nstatic const struct be_concept_rule concept[] = {");
    for (size_t i = 0; i < w->concepts; i++) {
        const struct be_concept_rule *c = &w->concept[i];
        printf("{%u,%u,%u,%u,%u,%u,%u,%u,%d,%u,%u},\n", c->name, c->name_len, c->topics, c->parts, c->funds, c->flows, c->units,
               c->units_len, c->core, c->list, c->kinds);
    }
    puts("};\nstatic const struct be_concept_label label[] = {");
    for (size_t i = 0; i < w->nlabels; i++)
        printf("{%u,%u,%d,%d,%d},\n", w->label[i].at, w->label[i].len, w->label[i].rule, w->label[i].next, w->label[i].more);
    puts("};");
    put_slots("label_slot", w->slot, w->slots);
    put_bytes("words_text", w->text.p, w->text.len);
}

static void put_words(const struct be_words *w)
{
    size_t noise = 0;

    for (size_t i = 0; i < w->noises; i++)
        if ((size_t)(w->noise[i].p - w->noise_text) + w->noise[i].len > noise)
            noise = (size_t)(w->noise[i].p - w->noise_text) + w->noise[i].len;
    put_bytes("noise_text", w->noise_text, noise);
    put_word_arrays(w);
    puts("static const struct be_words words = {");
    puts("    .traditional = &codebook.traditional,");
    put_lexicon("titles", &w->titles);
    put_lexicon("labels", &w->labels);
    printf("    .topic = (struct be_topic_rule *)topic, .topics = %zu,\n", w->topics);
    printf("    .dimension = (struct be_dimension_rule *)dimension, .dimensions = %zu,\n", w->dimensions);
    printf("    .concept = (struct be_concept_rule *)concept, .concepts = %zu,\n", w->concepts);
    printf("    .label = (struct be_concept_label *)label, .nlabels = %zu,\n", w->nlabels);
    printf("    .slot = (int32_t *)label_slot, .slots = %zu, .totals = %d, .withins = %zu,\n", w->slots, w->totals, w->withins);
    fputs("    .within = {", stdout);
    for (size_t i = 0; i < BE_TOPICS; i++)
        printf("%lluu,", (unsigned long long)w->within[i]);
    puts("},");
    put_buf("text", "words_text", w->text.len);
    printf("    .noises = %zu, .noise_at = {", w->noises);
    for (size_t i = 0; i < sizeof w->noise_at; i++)
        printf("%u,", w->noise_at[i]);
    fputs("},\n", stdout);
    fputs("    .noise = {", stdout);
    for (size_t i = 0; i < w->noises; i++)
        printf("{(const char *)noise_text + %zu, %zu},", (size_t)(w->noise[i].p - w->noise_text), w->noise[i].len);
    puts("},\n};");
}

/* ---- patterns ---- */

/* The pattern of a file; NULL: it holds something else. */
static struct pattern *pattern_of(const struct be_patterns *set, const struct set_file *file)
{
    for (size_t k = 0; k < BE_P_KINDS; k++)
        for (size_t i = 0; i < set->kind[k]->n; i++)
            if (set->kind[k]->pattern[i].file == file)
                return &set->kind[k]->pattern[i];
    return NULL;
}

static bool put_code(const struct be_patterns *set, struct pattern *p, size_t number)
{
    const struct be_say tell = {say, NULL};
    char name[32];
    uint8_t *bytes;
    PCRE2_SIZE len;

    if (be_pattern_ready(set, p, &tell) != BE_OK ||
        pcre2_serialize_encode((const pcre2_code **)&p->code, 1, &bytes, &len, NULL) != 1)
        return false;
    snprintf(name, sizeof name, "code_%zu", number);
    put_bytes(name, bytes, len);
    pcre2_serialize_free(bytes);
    return true;
}

static void put_pattern(const struct pattern *p, size_t number)
{
    if (p == NULL)
        return;
    printf("{\"%s\", code_%zu, {{", p->file->path, number);
    for (size_t i = 0; i < sizeof p->front.first; i++)
        printf("%u,", p->front.first[i]);
    printf("}, %d, %d}, {{%u,%u}, {", p->front.start, p->front.behind, p->needs.n[0], p->needs.n[1]);
    for (size_t k = 0; k < BE_NEEDS; k++) {
        putchar('{');
        for (size_t i = 0; i < p->needs.n[k]; i++)
            printf("{%u,%u,%d},", p->needs.key[k][i].hash, p->needs.key[k][i].last, p->needs.key[k][i].pair);
        fputs(p->needs.n[k] == 0 ? "{0,0,0}}," : "},", stdout);
    }
    printf("}, {%#x,%#x}}},\n", p->needs.has[0], p->needs.has[1]);
}

/* False: a pattern is wrong, and that was said. */
static bool put_patterns(const struct be_patterns *set)
{
    for (size_t f = 0; f < set->nfiles; f++) {
        struct pattern *p = pattern_of(set, &set->file[f]);

        if (p != NULL && !put_code(set, p, f))
            return false;
    }
    puts("static const struct be_prepared_pattern pattern[] = {");
    for (size_t f = 0; f < set->nfiles; f++)     /* in the order of their paths */
        put_pattern(pattern_of(set, &set->file[f]), f);
    puts("};");
    return true;
}

/* ---- what a match can begin with ---- */

static void put_open(const struct kind_table *t, size_t kind)
{
    char name[32];

    snprintf(name, sizeof name, "place_%zu", kind);
    put_bytes(name, t->place, BE_OPEN_CHARS);
    printf("static const uint64_t set_%zu[] = {", kind);
    for (size_t i = 0; i < t->nsets; i++)
        printf("%llu,", (unsigned long long)t->set[i]);
    puts("};");
}

/* Each pattern is asked about thousands of characters: with machine code of its own, which the code
 * that was written does not have. Returns how many sets of each kind there are. */
static bool put_opens(const struct be_patterns *set, uint8_t nsets[BE_P_KINDS])
{
    struct be_matcher *matcher = be_matcher_new(set, NULL, NULL);

    if (matcher == NULL)
        return false;
    for (size_t k = 0; k < BE_P_KINDS; k++) {
        for (size_t i = 0; i < set->kind[k]->n; i++)
            pcre2_jit_compile(set->kind[k]->pattern[i].code, PCRE2_JIT_PARTIAL_HARD);
        be_open_ask_all(matcher, (enum be_pattern_kind)k);
        put_open(&matcher->kind[k], k);
        nsets[k] = matcher->kind[k].nsets;
    }
    be_matcher_free(matcher);
    return true;
}

static void put_prepared(const uint8_t nsets[BE_P_KINDS])
{
    puts("const struct be_prepared be_prepared = {&codebook, &words, pattern, sizeof pattern / sizeof *pattern, {");
    for (size_t k = 0; k < BE_P_KINDS; k++)
        printf("{place_%zu, set_%zu, %u},", k, k, nsets[k]);
    puts("}};");
}

int main(void)
{
    struct be_model *model;
    uint8_t nsets[BE_P_KINDS];

    if (be_model_new(&model, NULL, say, NULL) != BE_OK)
        return 1;
    puts("/* Made by extract/prepare.c from patterns/; do not edit. */");
    puts("#include \"../extract/prepared.h\"");
    put_codebook(model->codebook);
    put_words(model->words);
    if (!put_patterns(model->patterns) || !put_opens(model->patterns, nsets))
        return 1;
    put_prepared(nsets);
    be_model_free(model);
    return fflush(stdout) == 0 ? 0 : 1;
}
