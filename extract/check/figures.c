#include "figures.h"
#include "../base/buf.h"
#include "../base/unit.h"
#include "../resolve/codebook.h"
#include "../resolve/facts.h"
#include "../resolve/outline.h"
#include <stdlib.h>

#define SLOTS (1u << 15)
#define NAME_BYTES 600u   /* longer texts are cut */

struct be_name_slot {
    struct be_name_slot *next;
    uint32_t hash;
    struct be_name name;
};

/* ---- memory of the document ---- */

void *be_figures_alloc(struct be_check *check, size_t n)
{
    void *p;

    if (check->bytes + n > BE_CHECK_BYTES)
        return NULL;
    check->bytes += n;
    p = be_arena_alloc(check->arena, n);
    check->failed = check->failed || p == NULL;
    return p;
}

const struct be_name *be_figures_name(struct be_check *check, struct be_span text)
{
    struct be_name_slot **slot, *s;
    uint32_t h;

    while (text.len > NAME_BYTES)
        text.len -= be_char_before(text.p, text.p + text.len);
    h = be_span_hash(text);
    slot = &check->names[h % SLOTS];
    for (s = *slot; s != NULL; s = s->next)
        if (s->hash == h && s->name.len == text.len && (text.len == 0 || memcmp(s->name.text, text.p, text.len) == 0))
            return &s->name;
    s = be_figures_alloc(check, sizeof *s + text.len);
    if (s == NULL)
        return check->empty;
    s->next = *slot;
    s->hash = h;
    s->name.len = (uint32_t)text.len;
    if (text.len > 0)
        memcpy(s->name.text, text.p, text.len);
    *slot = s;
    return &s->name;
}

struct be_check *be_check_new(const struct be_options *options)
{
    struct be_check *check = calloc(1, sizeof *check);
    struct be_span bad;

    if (check == NULL)
        return NULL;
    check->options = options;
    check->arena = be_arena_new();
    check->names = calloc(SLOTS, sizeof(struct be_name_slot *));
    if (check->arena == NULL || check->names == NULL) {
        be_check_free(check);
        return NULL;
    }
    be_rules_select(check->chosen, options->rules, &bad);
    be_check_reset(check);
    return check;
}

void be_check_free(struct be_check *check)
{
    if (check == NULL)
        return;
    be_arena_free(check->arena);
    free(check->names);
    free(check->figure);
    free(check->table);
    free(check->found);
    free(check->named);
    free(check->odd);
    free(check);
}

void be_check_reset(struct be_check *check)
{
    memset(check->names, 0, SLOTS * sizeof(struct be_name_slot *));
    be_arena_reset(check->arena);
    check->bytes = 0;
    check->n = check->tables = check->nfound = check->nnamed = check->nodd = 0;
    check->empty_table.line = 0;
    check->blocks = 0;
    check->block = NULL;
    check->full_line = 0;
    check->power = 4;
    memset(check->decimals, 0, sizeof check->decimals);
    check->failed = false;
    check->empty = NULL;
    check->empty = be_figures_name(check, be_span("", 0));
    check->agency = check->empty;
    check->failed = check->empty == NULL;
}

bool be_figures_room(struct be_check *check, void **array, size_t n, size_t *size, size_t bytes)
{
    bool room = be_grow(array, n, size, bytes);

    check->failed = check->failed || !room;
    return room;
}

/* ---- tables ---- */

struct be_table_note *be_figures_table(struct be_check *check, uint32_t number)
{
    size_t lo = 0, hi = check->tables;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (check->table[mid].number < number)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < check->tables && check->table[lo].number == number ? &check->table[lo] : NULL;
}

const struct be_figure *be_figures_at(const struct be_check *check, uint32_t n)
{
    size_t lo = 0, hi = check->n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (check->figure[mid].n < n)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < check->n && check->figure[lo].n == n ? &check->figure[lo] : NULL;
}

static struct be_table_note *note_table(struct be_check *check, const struct be_hit *hit,
                                        const struct be_table_place *place)
{
    struct be_table_note *t = check->tables > 0 ? &check->table[check->tables - 1] : NULL;

    if (t != NULL && t->number == place->number)
        return t;
    if (!be_figures_room(check, (void **)&check->table, check->tables, &check->tables_size, sizeof *check->table))
        return NULL;
    t = &check->table[check->tables++];
    *t = (struct be_table_note){.number = place->number, .block = check->blocks, .line = check->block_line,
                                .title = be_figures_name(check, place->title),
                                .entity = be_figures_name(check, place->entity),
                                .topic = hit->topic, .unit = place->unit.len > 0,
                                .first = (uint32_t)check->n, .end = (uint32_t)check->n};
    be_wording_entity(check, check->cx, place->entity, place->entity_code);
    return t;
}

/* ---- figures ---- */

/* Only what a rule can still need: numbers, and statements of nothing. */
static bool needed(const struct be_hit *hit)
{
    if (hit->kind == BE_NIL)
        return true;
    if (hit->kind == BE_HEADING || hit->kind == BE_TERM || !hit->numeric)
        return false;
    if (hit->kind != BE_CELL && (hit->topic == BE_TOPIC_DUTIES || hit->topic == BE_TOPIC_GLOSSARY))
        return false;
    return hit->stat != BE_STAT_TEXT && hit->stat != BE_STAT_TARGET && hit->stat != BE_STAT_ACTUAL;
}

/* The 类 that is printed, and that of the 款 beside it by its name alone. */
static void take_class(struct be_context *cx, struct be_figure *f, const struct be_hit *hit)
{
    struct be_codes_ask ask = {.scheme = BE_FUNCTIONAL, .year = cx->facts->year, .level = {hit->level[0]}};
    struct be_codes codes;

    if (hit->scheme != BE_FUNCTIONAL || hit->kind == BE_CELL)
        return;
    be_codebook_resolve(cx->model->codebook, cx->memo, &ask, &codes);
    memcpy(f->class3, codes.prefix, strlen(codes.prefix) >= 3 ? 3 : 0);
    if (f->class3[0] == '\0' || hit->level[1].len == 0 || strlen(f->class_code) > 3)
        return;
    ask.level[0] = be_span(NULL, 0);
    ask.level[1] = hit->level[1];
    be_codebook_resolve(cx->model->codebook, cx->memo, &ask, &codes);
    if (strlen(codes.official) >= 5 && memcmp(codes.official, f->class3, 3) != 0)
        memcpy(f->home3, codes.official, 3);
}

static void take_codes(struct be_figure *f, const struct be_hit *hit, const struct be_record *record)
{
    struct be_span code = hit->code, prefix = record->field[BE_CLASS_CODE];

    f->printed = (hit->scheme == BE_FUNCTIONAL || hit->scheme == BE_ECONOMIC) && be_is_official_code(code);
    if (!f->printed)
        code = record->field[BE_OFFICIAL_CODE];
    if (be_is_official_code(code))
        memcpy(f->code, code.p, code.len);
    if (be_is_official_code(prefix))
        memcpy(f->class_code, prefix.p, prefix.len);
}

/* Money: the power of its unit. Prose without a unit is taken to be in that of the figure before. */
static void take_unit(struct be_check *check, struct be_figure *f, const struct be_hit *hit)
{
    int power = 0;

    f->money = hit->money;
    if (!hit->money || hit->stat == BE_STAT_SHARE || hit->stat == BE_STAT_CHANGE_RATE || hit->stat == BE_STAT_COMPLETION) {
        f->money = false;
        return;
    }
    if (be_unit_yuan(hit->unit, &power)) {
        f->power = (int8_t)power;
        if (hit->kind != BE_CELL)
            check->power = (uint8_t)power;
        return;
    }
    f->unitless = hit->unit.len == 0;
    f->money = f->unitless; /* 万美元 is no money that could be compared */
    f->power = (int8_t)check->power;
}

static void take_decimals(struct be_check *check, const struct be_figure *f, struct be_table_note *t)
{
    uint8_t *most = t != NULL ? &t->decimals : &check->decimals[f->power];

    if (f->money && f->number.scale > *most)
        *most = f->number.scale > 2 ? 2 : f->number.scale;
}

enum be_status be_check_figure(struct be_check *check, struct be_context *cx, const struct be_hit *hit,
                               const struct be_table_place *table, const struct be_record *record, uint64_t n,
                               uint64_t parent)
{
    struct be_table_note *t = NULL;
    struct be_figure *f;

    check->cx = cx;
    if (check->blocks == check->empty_block || hit->kind == BE_NIL)
        check->empty_table.line = 0; /* it has something, or says that it has nothing */
    if (table != NULL && (t = note_table(check, hit, table)) == NULL)
        return BE_ENOMEM;
    if (t != NULL) {
        bool zero = hit->numeric && hit->number.digits == 0;

        t->filled += hit->kind == BE_CELL && !zero;
        t->numbers += hit->kind == BE_CELL && hit->numeric && !zero;
        t->unsaid += hit->kind == BE_CELL && hit->money && hit->numeric && (hit->unit.len == 0 || (hit->inferred & BE_INFER_UNIT) != 0);
        t->cells += hit->kind == BE_CELL;
        t->money += hit->kind == BE_CELL && hit->money && hit->numeric;
        t->last = hit->line;
    }
    if (!needed(hit))
        return check->failed ? BE_ENOMEM : BE_OK;
    if (check->n >= BE_CHECK_FIGURES || check->bytes + (1u << 20) > BE_CHECK_BYTES) {
        if (check->full_line == 0)
            check->full_line = hit->line;
        return BE_OK;
    }
    if (!be_figures_room(check, (void **)&check->figure, check->n, &check->size, sizeof *check->figure))
        return BE_ENOMEM;
    f = &check->figure[check->n++];
    *f = (struct be_figure){
        .number = hit->number, .line = hit->line, .n = (uint32_t)n, .parent = (uint32_t)parent,
        .sentence = hit->sentence, .block = check->blocks, .table = table != NULL ? table->number : 0,
        .row = hit->table_row, .col = (uint16_t)hit->table_col, .year = (int16_t)hit->year,
        .kind = (uint8_t)hit->kind, .stat = (uint8_t)hit->stat, .phase = (uint8_t)hit->phase,
        .topic = (uint8_t)hit->topic, .part = (uint8_t)hit->part, .fund = (uint8_t)hit->fund,
        .flow = (uint8_t)hit->flow, .rollup = (uint8_t)hit->rollup, .scheme = (uint8_t)hit->scheme,
        .open = hit->open_list, .has_base = hit->base.len > 0,
    };
    f->concept = be_figures_name(check, record->field[BE_CONCEPT]);
    f->item = be_figures_name(check, hit->item);
    f->measure = be_figures_name(check, hit->measure);
    f->base = be_figures_name(check, hit->base);
    f->entity = be_figures_name(check, hit->entity);
    f->unit = be_figures_name(check, hit->unit);
    f->text = be_figures_name(check, table != NULL ? be_span(NULL, 0) : record->field[BE_TEXT]);
    f->section = be_figures_name(check, table != NULL ? be_span(NULL, 0) : be_outline_section(cx->outline));
    f->level1 = be_figures_name(check, hit->level[0]);
    f->annex = table == NULL && be_outline_in(cx->outline, BE_TOPIC_ANNEX);
    f->about = be_span_is(hit->note, "约") || be_span_is(hit->note, "余") || be_span_is(hit->note, "以内");
    take_codes(f, hit, record);
    take_class(cx, f, hit);
    take_unit(check, f, hit);
    take_decimals(check, f, t);
    if (t != NULL)
        t->end = (uint32_t)check->n;
    return check->failed ? BE_ENOMEM : BE_OK;
}

/* With the precision of its table, or of the document's prose, known: the intervals. */
static void make_intervals(struct be_check *check)
{
    for (size_t i = 0; i < check->n; i++) {
        struct be_figure *f = &check->figure[i];
        const struct be_table_note *t = f->table > 0 ? be_figures_table(check, f->table) : NULL;
        unsigned decimals = t != NULL ? t->decimals : check->decimals[f->power];

        if (f->kind == BE_NIL)
            continue;
        if (f->money)
            f->exact = be_interval_make(&f->value, f->number, f->power, decimals);
        else if (f->stat == BE_STAT_SHARE || f->stat == BE_STAT_CHANGE_RATE || f->stat == BE_STAT_COMPLETION)
            f->exact = be_percent_make(&f->value, f->number);
        else if ((f->exact = be_interval_make(&f->value, f->number, 0, 0)))
            f->value.half = 0; /* people and cars are counted, not rounded */
    }
}

/* Prose that gives one thing two values in one sentence (预算29.6万元, of which the words were not
 * understood) says nothing that could be held against anything. */
static void mark_torn(struct be_check *check)
{
    for (size_t i = 0; i < check->n; i++) {
        struct be_figure *f = &check->figure[i];

        if (f->table > 0 || f->stat != BE_STAT_AMOUNT || f->kind != BE_AMOUNT)
            continue;
        for (size_t k = i; k-- > 0 && i - k <= 12 && check->figure[k].block == f->block &&
                           check->figure[k].sentence == f->sentence;) {
            struct be_figure *g = &check->figure[k];

            if (g->item == f->item && g->stat == f->stat && g->year == f->year && g->phase == f->phase &&
                g->parent == f->parent && g->value.mid != f->value.mid)
                f->torn = g->torn = true;
        }
    }
}

/* The whole and 一般公共预算 are one amount: then 全口径 and 一般公共 are one scope. */
static bool one_fund(const struct be_check *check)
{
    const struct be_figure *whole = NULL;

    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *f = &check->figure[i];

        if (!be_amount(f) || f->annex || f->value.mid == 0 || f->year != check->cx->facts->year)
            continue;
        if (whole == NULL && f->fund == BE_FUND_ALL && be_is(f, "expenditure_total"))
            whole = f;
    }
    for (size_t i = 0; whole != NULL && i < check->n; i++) {
        const struct be_figure *f = &check->figure[i];

        if (be_amount(f) && f->fund == BE_FUND_GENERAL && be_is(f, "general_total") && be_same_scope(f, whole) &&
            f->value.mid == whole->value.mid)
            return true;
    }
    return false;
}

enum be_fund be_scope_fund(const struct be_check *check, const struct be_figure *f)
{
    bool one = check->one_fund && f->year == check->cx->facts->year &&
               (f->fund == BE_FUND_ALL || f->fund == BE_FUND_GRANT || f->fund == BE_FUND_GENERAL);

    return one ? BE_FUND_GENERAL : (enum be_fund)f->fund;
}

/* ---- the end of the document ---- */

enum be_status be_check_finish(struct be_check *check, struct be_context *cx)
{
    check->cx = cx;
    check->agency = be_figures_name(check, cx->facts->agency);
    make_intervals(check);
    mark_torn(check);
    check->one_fund = one_fund(check);
    for (const struct be_rule *r = be_rule_table; r->info.id != NULL && !check->failed; r++)
        if (r->run != NULL && be_wants(check, r))
            r->run(check, r);
    if (check->failed)
        return BE_ENOMEM;
    if (check->full_line > 0)
        be_diag_say(&cx->diag, BE_SAY_WARNING, check->full_line,
                    "--check: only the first %u figures are held against each other", (unsigned)check->n);
    return be_findings_tell(check, cx);
}

/* ---- what rules ask ---- */

bool be_is(const struct be_figure *f, const char *concept)
{
    return be_span_is(be_name_span(f->concept), concept);
}

bool be_amount(const struct be_figure *f)
{
    return f->money && f->exact && f->stat == BE_STAT_AMOUNT && !f->about && !f->torn;
}

bool be_balancing(const struct be_figure *a, const struct be_figure *b)
{
    be_exact off = a->value.mid - b->value.mid, unit = 2 * (a->value.half > b->value.half ? a->value.half : b->value.half);

    return (off < 0 ? -off : off) <= unit;
}

bool be_has(const struct be_name *name, const char *word)
{
    return be_span_has(be_name_span(name), word);
}

bool be_parts_all(const struct be_figure *const *part, size_t n, bool (*is)(const struct be_figure *f))
{
    for (size_t i = 0; i < n; i++)
        if (!is(part[i]))
            return false;
    return n > 0;
}

bool be_parts_any(const struct be_figure *const *part, size_t n, bool (*is)(const struct be_figure *f))
{
    for (size_t i = 0; i < n; i++)
        if (is(part[i]))
            return true;
    return false;
}

bool be_is_basic_or_project(const struct be_figure *f)
{
    return f->part == BE_PART_BASIC || f->part == BE_PART_PROJECT;
}

bool be_is_people_or_running(const struct be_figure *f)
{
    return f->part == BE_PART_PERSONNEL || f->part == BE_PART_PUBLIC;
}

bool be_part_of_same(const struct be_check *check, const struct be_figure *f)
{
    const struct be_figure *parent = be_figures_at(check, f->parent);

    return parent != NULL && parent->concept == f->concept;
}

bool be_parts_begin(const struct be_figure *const *part, size_t n, struct be_interval whole)
{
    struct be_interval sum = {0};

    for (size_t i = 0; i < n; i++) {
        sum = be_interval_add(sum, part[i]->value);
        if (i > 0 && be_interval_meets(sum, whole))
            return true;
    }
    return false;
}

struct be_interval be_parts_sum(const struct be_figure *const *part, size_t n, bool *nested)
{
    struct be_interval all = {0};

    *nested = false;
    for (size_t i = 0; i < n; i++) {
        struct be_interval behind = {0};
        size_t k = i + 1;

        all = be_interval_add(all, part[i]->value);
        while (part[i]->value.mid != 0 && k < n && k < i + 12) {
            behind = be_interval_add(behind, part[k++]->value);
            if (k > i + 2 && be_interval_meets(behind, part[i]->value)) {
                *nested = true;
                i = k - 1;
                break;
            }
        }
    }
    return all;
}

bool be_same_scope(const struct be_figure *a, const struct be_figure *b)
{
    return a->entity == b->entity && a->year == b->year && a->phase == b->phase;
}
