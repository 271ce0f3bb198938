#include "columns.h"
#include "../base/unit.h"
#include "codebook.h"
#include "facts.h"
#include "names.h"
#include "outline.h"
#include <stdlib.h>

#define TEXT_CHARS 200u     /* of the column text */
#define WHOLE (BE_WHOLE_CHARS + BE_PADDED)

#define BIT(column) (UINT64_C(1) << (column))
#define FROM_TO(first, last) ((BIT(last) << 1) - BIT(first))

/* Texts of a block's own, which the next one may have elsewhere at the same place. */
#define OF_BLOCK (FROM_TO(BE_ITEM, BE_LEVEL3) | BIT(BE_UNIT) | BIT(BE_VALUE) | BIT(BE_MEASURE) | BIT(BE_CODE) | \
                  FROM_TO(BE_PROJECT, BE_ENTITY_CODE) | BIT(BE_BASE) | BIT(BE_NOTE) | BIT(BE_TABLE_TITLE) | BIT(BE_TEXT))

struct be_columns {
    struct be_record record;
    uint64_t changed;            /* columns that may hold something else than in the record handed out last */
    uint64_t opened;             /* headings when path and section were written; 0: to be written again */
    /* What stands in the record, to see whether it changes. */
    uint64_t n, line, label_no;  /* label_no: of the cell whose label stands there; 0: not one of a row */
    unsigned table_no, table_row, table_col, inferred;
    int year;
    enum be_kind kind;
    enum be_stat stat;
    enum be_part part;
    enum be_fund fund;
    enum be_flow flow;
    enum be_rollup rollup;
    enum be_phase phase;
    enum be_topic topic;
    enum be_scheme scheme;
    bool unit_known, yuan;       /* of the unit there: has been looked up, is yuan times ten to the power of */
    int power;
    struct be_codes codes;
    struct be_decimal_room number;
    char n_text[WHOLE], line_text[WHOLE], table_no_text[WHOLE], row_text[WHOLE], col_text[WHOLE], year_text[WHOLE],
        doc_year_text[WHOLE], inferred_text[BE_PADDED];
};

static const char NOTHING[BE_PADDED];
#define EMPTY be_span(NOTHING, 0)

struct be_columns *be_columns_new(void)
{
    struct be_columns *c = calloc(1, sizeof *c);

    if (c == NULL)
        return NULL;
    for (size_t i = 0; i < BE_COLUMNS; i++)
        c->record.field[i] = EMPTY;
    c->record.field[BE_KIND] = be_names_kind[c->kind];
    c->record.padded = true;
    c->changed = FROM_TO(0, BE_COLUMNS - 1);
    be_decimal_room_init(&c->number);
    return c;
}

void be_columns_free(struct be_columns *columns)
{
    free(columns);
}

static struct be_span whole(char room[WHOLE], uint64_t n)
{
    return n == 0 ? EMPTY : be_decimal_whole(room, n);
}

void be_columns_window(struct be_columns *c, const struct be_context *cx)
{
    struct be_span *f = c->record.field;

    f[BE_DOC] = cx->diag.doc;
    f[BE_AGENCY] = cx->facts->agency;
    f[BE_DOC_YEAR] = whole(c->doc_year_text, cx->facts->year > 0 ? (uint64_t)cx->facts->year : 0);
    c->changed |= BIT(BE_DOC) | BIT(BE_AGENCY) | BIT(BE_DOC_YEAR);
}

void be_columns_block(struct be_columns *c, const struct be_context *cx, const struct be_setting *at)
{
    struct be_span *f = c->record.field;
    unsigned number = at->table == NULL ? 0 : at->table->number;
    uint64_t opened = be_outline_opened(cx->outline);

    c->changed |= OF_BLOCK;
    c->label_no = 0;
    c->unit_known = false;
    if (opened != c->opened) {
        c->opened = opened;
        f[BE_PATH] = be_outline_path(cx->outline);
        f[BE_SECTION] = at->section;
        c->changed |= BIT(BE_PATH) | BIT(BE_SECTION);
    }
    f[BE_TABLE_TITLE] = number == 0 ? EMPTY : at->table->title;
    if (number == c->table_no)
        return;
    c->table_no = number;
    f[BE_TABLE_NO] = whole(c->table_no_text, number);
    c->changed |= BIT(BE_TABLE_NO);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* ---- of a record; each returns the columns that have changed ---- */

/* A text of the block: where it is the same bytes it is the same text. */
static inline uint64_t put(struct be_columns *c, enum be_column column, struct be_span text)
{
    struct be_span *f = &c->record.field[column];
    uint64_t other = f->p != text.p || f->len != text.len;

    *f = text;
    return other << column;
}

static uint64_t put_number(struct be_columns *c, uint64_t n)
{
    struct be_span *f = &c->record.field[BE_N];
    char *last = c->n_text + BE_WHOLE_CHARS - 1;

    if (n == c->n + 1 && f->p + f->len == last + 1 && *last < '9')
        ++*last;
    else
        *f = be_decimal_whole(c->n_text, n);
    c->n = n;
    return BIT(BE_N);
}

static uint64_t put_kind(struct be_columns *c, enum be_kind kind)
{
    if (kind == c->kind)
        return 0;
    c->kind = kind;
    c->record.field[BE_KIND] = be_names_kind[kind];
    return BIT(BE_KIND);
}

static inline uint64_t put_time(struct be_columns *c, int year, enum be_phase phase, enum be_topic topic)
{
    struct be_span *f = c->record.field;

    if (year == c->year && phase == c->phase && topic == c->topic)
        return 0;
    if (year != c->year)
        f[BE_YEAR] = whole(c->year_text, year > 0 ? (uint64_t)year : 0);
    f[BE_PHASE] = be_names_phase[phase];
    f[BE_TOPIC] = be_names_topic[topic];
    c->year = year;
    c->phase = phase;
    c->topic = topic;
    return FROM_TO(BE_YEAR, BE_TOPIC);
}

/* Official codes have 3, 5 or 7 digits. */
static struct be_span code_text(const char *code)
{
    return be_span(code, code[0] == '\0' ? 0 : code[3] == '\0' ? 3 : code[5] == '\0' ? 5 : 7);
}

static void put_codes(struct be_columns *c, const struct be_context *cx, const struct be_hit *hit)
{
    struct be_span *f = c->record.field;
    bool classified = hit->scheme == BE_FUNCTIONAL || hit->scheme == BE_ECONOMIC;

    f[BE_OFFICIAL_CODE] = f[BE_CLASS_CODE] = EMPTY;
    if (!classified || (hit->kind == BE_TERM && hit->level[0].len + hit->level[1].len + hit->level[2].len == 0))
        return;
    be_codebook_hit(cx->model->codebook, cx->codes_cache, hit, be_span(NULL, 0), cx->facts->year, &c->codes);
    f[BE_OFFICIAL_CODE] = code_text(c->codes.official);
    f[BE_CLASS_CODE] = code_text(c->codes.prefix);
}

/* What all cells of a row have in common that is labelled the same. figure: none, if it is no figure. */
static uint64_t put_label(struct be_columns *c, const struct be_context *cx, const struct be_hit *hit, const struct be_hit *figure)
{
    struct be_span *f = c->record.field;
    uint64_t changed = FROM_TO(BE_ITEM, BE_LEVEL3) | FROM_TO(BE_SCHEME, BE_CLASS_CODE);

    if (hit->label_no != 0 && hit->label_no == c->label_no && hit->scheme == c->scheme)
        return 0;
    c->label_no = hit->label_no;
    c->scheme = hit->scheme;
    f[BE_ITEM] = hit->item;
    memcpy(&f[BE_LEVEL1], hit->level, sizeof hit->level);
    f[BE_SCHEME] = be_names_scheme[hit->scheme];
    f[BE_CODE] = figure->code;
    put_codes(c, cx, hit);
    changed |= put(c, BE_PROJECT, figure->project);
    changed |= put(c, BE_PROJECT_CODE, figure->project_code);
    changed |= put(c, BE_ENTITY, hit->entity);
    changed |= put(c, BE_ENTITY_CODE, hit->entity_code);
    return changed;
}

static uint64_t put_lists(struct be_columns *c, const struct be_hit *hit)
{
    struct be_span *f = c->record.field;

    if (hit->stat == c->stat && hit->part == c->part && hit->fund == c->fund && hit->flow == c->flow && hit->rollup == c->rollup)
        return 0;
    f[BE_STAT] = be_names_stat[c->stat = hit->stat];
    f[BE_PART] = be_names_part[c->part = hit->part];
    f[BE_FUND] = be_names_fund[c->fund = hit->fund];
    f[BE_FLOW] = be_names_flow[c->flow = hit->flow];
    f[BE_ROLLUP] = be_names_rollup[c->rollup = hit->rollup];
    return FROM_TO(BE_STAT, BE_ROLLUP);
}

/* Money in yuan, exact; nothing when the unit is unknown or no yuan. */
static void put_yuan(struct be_columns *c, const struct be_hit *hit)
{
    struct be_span *yuan = &c->record.field[BE_YUAN];

    if (!hit->money)
        return;
    if (!c->unit_known)
        c->yuan = be_unit_yuan(hit->unit, &c->power);
    c->unit_known = true;
    if (c->yuan && !be_decimal_shifted(yuan, &c->number, c->power))
        *yuan = EMPTY;
}

static uint64_t put_figure(struct be_columns *c, const struct be_hit *hit)
{
    struct be_span *f = c->record.field;

    if (put(c, BE_UNIT, hit->unit) != 0)
        c->unit_known = false;
    f[BE_NUMBER] = f[BE_YUAN] = EMPTY;
    if (hit->numeric) {
        f[BE_NUMBER] = be_decimal_plain(&c->number, hit->number);
        put_yuan(c, hit);
    }
    f[BE_VALUE] = hit->value;
    f[BE_MEASURE] = hit->measure;
    f[BE_CONCEPT] = hit->concept;
    return put_lists(c, hit) | FROM_TO(BE_NUMBER, BE_CONCEPT);
}

static uint64_t put_words(struct be_columns *c, struct be_span base, struct be_span note)
{
    const struct be_span *f = c->record.field;

    if (base.len + note.len + f[BE_BASE].len + f[BE_NOTE].len == 0)
        return 0;
    return put(c, BE_BASE, base) | put(c, BE_NOTE, note);
}

static uint64_t put_inferred(struct be_columns *c, unsigned inferred)
{
    static const char LETTERS[] = "aypuclhm";
    size_t n = 0;

    if (inferred == c->inferred)
        return 0;
    c->inferred = inferred;
    for (unsigned rest = inferred; rest != 0; rest &= rest - 1)
        c->inferred_text[n++] = LETTERS[__builtin_ctz(rest)];
    c->record.field[BE_INFERRED] = be_span(c->inferred_text, n);
    return BIT(BE_INFERRED);
}

static uint64_t put_place(struct be_columns *c, const struct be_hit *hit)
{
    struct be_span *f = c->record.field, text = hit->text;
    uint64_t changed = BIT(BE_TEXT);

    if (hit->table_row != c->table_row) {
        f[BE_TABLE_ROW] = whole(c->row_text, c->table_row = hit->table_row);
        changed |= BIT(BE_TABLE_ROW);
    }
    if (hit->table_col != c->table_col) {
        f[BE_TABLE_COL] = whole(c->col_text, c->table_col = hit->table_col);
        changed |= BIT(BE_TABLE_COL);
    }
    if (hit->line != c->line) {
        f[BE_LINE] = whole(c->line_text, c->line = hit->line);
        changed |= BIT(BE_LINE);
    }
    if (text.len > TEXT_CHARS || (text.len > 0 && (is_blank(text.p[0]) || is_blank(text.p[text.len - 1]))))
        text = be_span_chars(be_span_trim(text), TEXT_CHARS);
    f[BE_TEXT] = text;
    return changed;
}

const struct be_record *be_columns_record(struct be_columns *c, const struct be_context *cx, const struct be_hit *hit, uint64_t n)
{
    static const struct be_hit none = {.kind = BE_HEADING};
    struct be_span *f = c->record.field;
    bool placed = hit->kind == BE_HEADING || hit->kind == BE_TERM;
    const struct be_hit *figure = placed || hit->kind == BE_NIL ? &none : hit;
    unsigned inferred = hit->inferred;
    uint64_t changed = c->changed;

    c->changed = 0;
    changed |= put_number(c, n) | put_kind(c, hit->kind);
    changed |= put_time(c, placed ? 0 : hit->year, placed ? BE_PHASE_NONE : hit->phase, hit->topic);
    changed |= put_label(c, cx, hit, figure);
    if (f[BE_OFFICIAL_CODE].len > 0 && hit->code.len == 0)
        inferred |= BE_INFER_CODE;
    changed |= put_figure(c, figure);
    changed |= put_words(c, figure->base, hit->note);
    changed |= put_inferred(c, inferred) | put_place(c, hit);
    if (hit->kind == BE_HEADING) {
        f[BE_SECTION] = be_outline_parent(cx->outline);
        changed |= BIT(BE_SECTION);
        c->opened = 0;
    }
    c->record.same = ~changed;
    return &c->record;
}
