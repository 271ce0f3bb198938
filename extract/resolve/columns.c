#include "columns.h"
#include "../base/unit.h"
#include "codebook.h"
#include "facts.h"
#include "marks.h"
#include "names.h"
#include "outline.h"
#include <stdlib.h>

#define TEXT_CHARS 200u     /* of the column text */
#define WHOLE (BE_WHOLE_CHARS + BE_PADDED)

/* Columns that the program words, whatever the document. */
#define BIT(column) (UINT64_C(1) << (column))
#define MADE (BIT(BE_N) | BIT(BE_KIND) | BIT(BE_YEAR) | BIT(BE_PHASE) | BIT(BE_TOPIC) | BIT(BE_STAT) | BIT(BE_PART) | BIT(BE_FUND) | \
              BIT(BE_FLOW) | BIT(BE_ROLLUP) | BIT(BE_NUMBER) | BIT(BE_YUAN) | BIT(BE_SCHEME) | BIT(BE_OFFICIAL_CODE) | \
              BIT(BE_CLASS_CODE) | BIT(BE_DOC_YEAR) | BIT(BE_INFERRED) | BIT(BE_TABLE_NO) | BIT(BE_TABLE_ROW) | \
              BIT(BE_TABLE_COL) | BIT(BE_LINE))

/* A number that is most often the last one or the next. */
struct counted {
    uint64_t n;
    char text[WHOLE];
};

struct be_columns {
    struct be_record record;
    struct be_marks marks;       /* of the record */
    uint64_t numbers;            /* given out for be_marks.same */
    uint64_t windows;            /* so far */
    uint64_t opened;             /* headings when path and section were written; 0: to be written again */
    /* What stands in the record, to see whether it changes. */
    struct counted n, line;
    unsigned table_row, table_col;
    const struct be_label_texts *label; /* of the cell whose label stands there; NULL: not one of a row */
    unsigned table_no, inferred;
    int year;
    enum be_scheme scheme;
    const char *unit_at;         /* where the unit there was printed, in this block */
    uint64_t unit_word;          /* its bytes; 0: none, or not a short one */
    bool unit_known, yuan;       /* of the unit there: has been looked up, is yuan times ten to the power of */
    int power;
    struct be_codes codes;
    char table_no_text[WHOLE], table_row_text[WHOLE], table_col_text[WHOLE], year_text[WHOLE], doc_year_text[WHOLE],
        inferred_text[BE_PADDED], unit_text[BE_PADDED], number_text[BE_DECIMAL_CHARS + BE_PADDED],
        yuan_text[BE_MOVED_CHARS + BE_PADDED];
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
    c->marks.made = MADE;
    c->record.marks = &c->marks;
    return c;
}

void be_columns_free(struct be_columns *columns)
{
    free(columns);
}

static inline struct be_span whole(char room[WHOLE], uint64_t n)
{
    return n == 0 ? EMPTY : n < BE_SMALL ? be_decimal_small((unsigned)n) : be_decimal_whole(room, n);
}

/* Columns of the record hold what none did before. */
static inline void renew(struct be_columns *c, enum be_same columns)
{
    c->marks.same[columns] = ++c->numbers;
}

void be_columns_window(struct be_columns *c, const struct be_context *cx)
{
    struct be_span *f = c->record.field;

    f[BE_DOC] = cx->diag.doc;
    f[BE_AGENCY] = cx->facts->agency;
    f[BE_DOC_YEAR] = whole(c->doc_year_text, cx->facts->year > 0 ? (uint64_t)cx->facts->year : 0);
    c->windows++;
    renew(c, BE_SAME_DOC);
    renew(c, BE_SAME_FRONT);
    renew(c, BE_SAME_BACK);
}

/* Texts of a block's own: the next one may have others at the same place. */
void be_columns_block(struct be_columns *c, const struct be_context *cx, const struct be_setting *at)
{
    struct be_span *f = c->record.field;
    unsigned number = at->table == NULL ? 0 : at->table->number;
    uint64_t opened = be_outline_opened(cx->outline);

    c->label = NULL;
    c->unit_at = NULL;
    if (opened != c->opened) {
        f[BE_PATH] = be_outline_path(cx->outline);
        f[BE_SECTION] = at->section;
    }
    f[BE_TABLE_TITLE] = number == 0 ? EMPTY : at->table->title;
    if (opened != c->opened || number != c->table_no)
        renew(c, BE_SAME_PLACE);
    if (number != c->table_no)
        f[BE_TABLE_NO] = whole(c->table_no_text, number);
    renew(c, BE_SAME_BACK);
    c->opened = opened;
    c->table_no = number;
}

/* ---- of a record ---- */

static inline void put_counted(struct be_span *f, struct counted *c, uint64_t n)
{
    char *last = c->text + BE_WHOLE_CHARS - 1;

    if (n == c->n)
        return;
    if (n == c->n + 1 && n > 1 && *last < '9')
        ++*last;
    else
        *f = n == 0 ? EMPTY : be_decimal_whole(c->text, n);
    c->n = n;
}

/* Few enough to be numbered by what they are. */
static inline void put_time(struct be_columns *c, enum be_kind kind, int year, enum be_phase phase, enum be_topic topic)
{
    _Static_assert(BE_TOPICS <= 1 << 5 && BE_FINAL < 1 << 2, "a topic and a phase have so many bits");
    struct be_span *f = c->record.field;
    uint64_t number = (((c->windows << 16 | (uint16_t)year) << 2 | phase) << 5 | topic) << 3 | kind;

    if (number == c->marks.same[BE_SAME_TIME] && year == c->year)
        return;
    if (year != c->year)
        f[BE_YEAR] = whole(c->year_text, year > 0 ? (uint64_t)year : 0);
    c->year = year;
    f[BE_KIND] = be_names_kind[kind];
    f[BE_PHASE] = be_names_phase[phase];
    f[BE_TOPIC] = be_names_topic[topic];
    c->marks.same[BE_SAME_TIME] = number;
    renew(c, BE_SAME_FRONT);
}

/* Few enough to be numbered by what they are. */
static inline void put_lists(struct be_columns *c, const struct be_hit *hit)
{
    _Static_assert(BE_ROLLUP_BOTH < 1 << 3 && BE_STAT_TEXT < 1 << 5, "bits that are free at either end of be_hit.lists");
    struct be_span *f = c->record.field;
    uint64_t number = hit->lists << 3 | hit->rollup;

    if (number == c->marks.same[BE_SAME_LISTS])
        return;
    c->marks.same[BE_SAME_LISTS] = number;
    f[BE_STAT] = be_names_stat[hit->stat];
    f[BE_PART] = be_names_part[hit->part];
    f[BE_FUND] = be_names_fund[hit->fund];
    f[BE_FLOW] = be_names_flow[hit->flow];
    f[BE_ROLLUP] = be_names_rollup[hit->rollup];
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
    be_codebook_hit(cx->model->codebook, cx->memo, hit, cx->facts->year, &c->codes);
    f[BE_OFFICIAL_CODE] = code_text(c->codes.official);
    f[BE_CLASS_CODE] = code_text(c->codes.prefix);
}

/* What all cells of a row have in common that is labelled the same. */
static void put_label(struct be_columns *c, const struct be_context *cx, const struct be_hit *hit)
{
    struct be_span *f = c->record.field;

    c->label = hit->label;
    c->scheme = hit->scheme;
    f[BE_ITEM] = hit->item;
    memcpy(&f[BE_LEVEL1], hit->level, sizeof hit->level);
    f[BE_SCHEME] = be_names_scheme[hit->scheme];
    f[BE_CODE] = hit->kind == BE_TERM ? EMPTY : hit->code;
    put_codes(c, cx, hit);
    f[BE_PROJECT] = hit->project;
    f[BE_PROJECT_CODE] = hit->project_code;
    f[BE_ENTITY] = hit->entity;
    f[BE_ENTITY_CODE] = hit->entity_code;
    renew(c, BE_SAME_FRONT);
    renew(c, BE_SAME_BACK);
}

/* A short unit that needs no quotes is copied, as if nobody had printed it. */
static __attribute__((noinline)) void renew_unit(struct be_columns *c, struct be_span unit)
{
    struct be_span *f = &c->record.field[BE_UNIT];
    uint64_t word = unit.len < 8 ? be_span_word(unit) : 0;

    c->unit_at = unit.p;
    if (f->len == unit.len && (word != 0 ? word == c->unit_word : unit.len == 0))
        return;
    *f = unit;
    c->unit_known = false;
    c->unit_word = 0;
    c->marks.made &= ~BIT(BE_UNIT);
    if (word == 0)
        return;
    for (size_t i = 0; i < unit.len; i++)
        if (unit.p[i] >= 0 && unit.p[i] <= ',' && unit.p[i] != '%')
            return;
    be_copy_short(c->unit_text, unit.p, unit.len);
    f->p = c->unit_text;
    c->unit_word = word;
    c->marks.made |= BIT(BE_UNIT);
}

static inline void put_unit(struct be_columns *c, struct be_span unit)
{
    if (unit.p != c->unit_at || unit.len != c->record.field[BE_UNIT].len)
        renew_unit(c, unit);
}

/* A number with a sign, zeros or blanks. Out of the way of those that have none. */
static __attribute__((noinline)) struct be_span shifted(struct be_columns *c, struct be_decimal number)
{
    struct be_decimal a;

    return be_decimal_shift(&a, number, c->power) ? be_decimal_text(c->yuan_text, a, true) : EMPTY;
}

/* Money in yuan, exact; nothing when the unit is unknown or no yuan. */
static inline void put_yuan(struct be_columns *c, const struct be_hit *hit, bool plain)
{
    struct be_span *yuan = &c->record.field[BE_YUAN], number = c->record.field[BE_NUMBER];

    if (!c->unit_known)
        c->yuan = be_unit_yuan(hit->unit, &c->power);
    c->unit_known = true;
    if (!c->yuan)
        return;
    plain = plain && c->power >= 0 && number.p[0] > '0';
    if (hit->number.digits == 0)
        *yuan = be_decimal_small(0);
    else if (!plain || !be_decimal_moved(c->yuan_text, yuan, number, hit->number.scale, (unsigned)c->power))
        *yuan = shifted(c, hit->number);
}

static inline void put_figure(struct be_columns *c, const struct be_hit *hit)
{
    struct be_span *f = c->record.field;
    bool plain = hit->plain && hit->value.len <= BE_PADDED;

    f[BE_YUAN] = EMPTY;
    if (plain) {
        be_copy_short(c->number_text, hit->value.p, hit->value.len);
        f[BE_NUMBER] = f[BE_VALUE] = be_span(c->number_text, hit->value.len);
        c->marks.made |= BIT(BE_VALUE);
    } else {
        f[BE_NUMBER] = hit->numeric ? be_decimal_text(c->number_text, hit->number, false) : EMPTY;
        f[BE_VALUE] = hit->value;
        c->marks.made &= ~BIT(BE_VALUE);
    }
    if (hit->numeric && hit->money)
        put_yuan(c, hit, plain);
}

static inline void put_measure(struct be_columns *c, const struct be_hit *hit)
{
    struct be_span *f = c->record.field;

    f[BE_MEASURE] = hit->measure;
    f[BE_CONCEPT] = hit->concept;
    c->marks.same[BE_SAME_MEASURE] = hit->header_no != 0 ? hit->header_no << 1 : ++c->numbers << 1 | 1;
}

/* These are most often empty. */
static inline void put_words(struct be_columns *c, struct be_span base, struct be_span note)
{
    struct be_span *f = c->record.field;

    if (base.len + note.len + f[BE_BASE].len + f[BE_NOTE].len == 0)
        return;
    f[BE_BASE] = base;
    f[BE_NOTE] = note;
    renew(c, BE_SAME_BACK);
}

static void put_inferred(struct be_columns *c, unsigned inferred)
{
    static const char LETTERS[] = "aypuclhm";
    size_t n = 0;

    if (inferred == c->inferred)
        return;
    c->inferred = inferred;
    for (unsigned rest = inferred; rest != 0; rest &= rest - 1)
        c->inferred_text[n++] = LETTERS[__builtin_ctz(rest)];
    c->record.field[BE_INFERRED] = be_span(c->inferred_text, n);
    renew(c, BE_SAME_BACK);
}

/* Blanks around it, or too long. Out of the way of what is neither. */
static __attribute__((noinline)) struct be_span cut_text(struct be_span text)
{
    return text.len == 0 ? text : be_span_chars(be_span_trim(text), TEXT_CHARS);
}

static inline void put_place(struct be_columns *c, const struct be_hit *hit)
{
    struct be_span *f = c->record.field, text = hit->text;

    if (hit->table_row != c->table_row) {
        f[BE_TABLE_ROW] = whole(c->table_row_text, c->table_row = hit->table_row);
        renew(c, BE_SAME_BACK);
    }
    if (hit->table_col != c->table_col)
        f[BE_TABLE_COL] = whole(c->table_col_text, c->table_col = hit->table_col);
    put_counted(&f[BE_LINE], &c->line, hit->line);
    if (text.len == 0 || text.len > TEXT_CHARS || (unsigned char)text.p[0] <= ' ' || (unsigned char)text.p[text.len - 1] <= ' ')
        text = cut_text(text);
    f[BE_TEXT] = text;
}

/* A heading's own title is no section of it. */
static void put_heading(struct be_columns *c, const struct be_context *cx)
{
    c->record.field[BE_SECTION] = be_outline_parent(cx->outline);
    renew(c, BE_SAME_PLACE);
    renew(c, BE_SAME_BACK);
    c->opened = 0;
}

const struct be_record *be_columns_record(struct be_columns *c, const struct be_context *cx, const struct be_hit *hit, uint64_t n)
{
    struct be_span *f = c->record.field;
    unsigned inferred = hit->inferred;

    put_counted(&f[BE_N], &c->n, n);
    put_time(c, hit->kind, hit->year, hit->phase, hit->topic);
    if (hit->label == NULL || hit->label != c->label || hit->scheme != c->scheme)
        put_label(c, cx, hit);
    if (f[BE_OFFICIAL_CODE].len > 0 && hit->code.len == 0)
        inferred |= BE_INFER_CODE;
    put_unit(c, hit->unit);
    put_figure(c, hit);
    put_measure(c, hit);
    put_lists(c, hit);
    put_words(c, hit->base, hit->note);
    put_inferred(c, inferred);
    put_place(c, hit);
    if (hit->kind == BE_HEADING)
        put_heading(c, cx);
    return &c->record;
}
