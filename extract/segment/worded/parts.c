/* parts.c - tables of two sides whose blank cells have left no trace: their labels, each with its
 * side and the figures behind it.
 *
 * 行次 says where everything stands: 1 beside 25, 2 beside 26, as far as they go. Without it the side of
 * a label is what it names, and which figures are its own the sums must say where no line end does.
 */
#include "table.h"
#include "../../base/wordlist.h"
#include "../../recognize/table/word.h"

#define ORDINALS 400u        /* a side has no more rows */

/* The words of all rows. */
struct stream {
    const struct be_worded_table *t;
    const struct be_worded *w;
    size_t n;
};

static struct stream stream_of(const struct be_worded_table *t)
{
    const struct be_worded_row *last = &t->row[t->rows - 1];

    return (struct stream){t, be_worded_words(t, t->head), last->first + (size_t)last->n - t->row[t->head].first};
}

static bool is_label(const struct stream *s, size_t k)
{
    return k < s->n && s->w[k].kind == BE_WORDED_TEXT;
}

static bool is_figure(const struct stream *s, size_t k)
{
    return k < s->n && s->w[k].kind != BE_WORDED_TEXT;
}

/* ---- by 行次 ---- */

static size_t ordinal_at(const struct stream *s, size_t k)
{
    size_t value = 0;

    if (!is_figure(s, k) || s->w[k].text.len > 3 || !be_span_digits(s->w[k].text))
        return 0;
    for (size_t i = 0; i < s->w[k].text.len; i++)
        value = value * 10 + (size_t)(s->w[k].text.p[i] - '0');
    return value;
}

/* Label and ordinal of a side at k; where its figures begin, 0: they do not stand there. */
static size_t front_at(const struct stream *s, size_t k, size_t ordinal, struct be_worded_part *part)
{
    *part = (struct be_worded_part){0};
    if (is_label(s, k))
        part->label = s->w[k++];
    if (ordinal == 0 || ordinal_at(s, k) != ordinal)
        return 0;
    part->ordinal = s->w[k];
    return k + 1;
}

/* Does the next row begin at k, where no label stands? */
static bool begins_row(const struct stream *s, size_t k, size_t above, size_t apart)
{
    size_t ordinal = ordinal_at(s, k), room = be_worded_room(s->t, 0);
    struct be_worded_part next;

    if (ordinal <= above || ordinal > apart)
        return false;
    for (k++; front_at(s, k, ordinal + apart, &next) == 0; k++)
        if (room-- == 0 || !is_figure(s, k))
            return false;
    return true;
}

/* All parts of a row from k on, whose sides are numbered `apart` from each other; where it ends, 0: none
 * stands there. Figures end where the next side begins; those of the last one in what follows. */
static size_t row_at(const struct stream *s, size_t k, size_t above, size_t apart, struct be_worded_part *part)
{
    const struct be_worded_table *t = s->t;
    size_t ordinal = ordinal_at(s, k + is_label(s, k));
    struct be_worded_part next;

    if (ordinal <= above || ordinal > apart)
        return 0;
    for (size_t side = 0; side < t->sides; side++, ordinal += apart) {
        size_t room = be_worded_room(t, side), from = front_at(s, k, ordinal, &part[side]);
        if (from == 0)
            return 0;
        part[side].side = (uint8_t)side;
        part[side].figure = &s->w[from];
        for (k = from; is_figure(s, k) && part[side].n < room; k++) {
            if (side + 1 < t->sides && front_at(s, k, ordinal + apart, &next) > 0 && front_at(s, k + 1, ordinal + apart, &next) == 0)
                break;
            if (side + 1 == t->sides && begins_row(s, k, ordinal - side * apart, apart))
                break;
            part[side].n++;
        }
        if (part[side].label.text.len == 0 && part[side].n > 0)
            return 0;            /* a figure of nothing: not its place */
    }
    return k;
}

static bool one_line(const struct stream *s, size_t from, size_t end)
{
    return s->t->stream || s->w[from].line == s->w[end - 1].line;
}

/* Reads all rows; how many words belong to none. */
static size_t read_rows(struct be_worded_table *t, const struct stream *s, size_t apart, size_t *last)
{
    size_t astray = 0;

    t->parts = *last = 0;
    for (size_t k = 0, row = 0; k < s->n;) {
        size_t end = row_at(s, k, *last, apart, t->part + t->parts);
        if (end == 0 || !one_line(s, k, end)) {
            if (t->stream)
                return 1;        /* it would be in vain */
            astray++;
            k++;
            continue;
        }
        *last = ordinal_at(s, k + is_label(s, k));
        for (size_t side = 0; side < t->sides; side++)
            t->part[t->parts++].row = (uint32_t)row;
        row++;
        k = end;
    }
    return astray;
}

/* The sides are as far apart as they have rows. */
static bool by_ordinals(struct be_worded_table *t, const struct stream *s)
{
    size_t last, astray;

    for (size_t apart = 2; apart < ORDINALS; apart++) {
        astray = read_rows(t, s, apart, &last);
        if (last != apart || (t->stream && astray > 0))
            continue;
        t->lost = astray > 0;
        return true;
    }
    return false;
}

/* ---- by what the labels name ---- */

static struct be_wordlist INCOME = BE_WORDLIST("收入", "拨款", "年初", "上年", "动用", "弥补");
static struct be_wordlist OUTGO = BE_WORDLIST("支出", "年末", "结余分配", "下年");

/* 0: 收入, 1: 支出, 2: nobody knows. */
static uint8_t side_of(struct be_span text)
{
    if (be_ends(text, "支出"))
        return 1;
    return be_wordlist_holds(&INCOME, text) ? 0 : be_wordlist_holds(&OUTGO, text) ? 1 : 2;
}

/* A label without an ordinal may be the rest of the one before it. */
static bool is_whole(struct be_span text)
{
    return be_word_lead(text, NULL) > 0 || be_worded_is_sum(text) || be_span_has(text, "结转") || be_span_has(text, "结余");
}

static bool by_names(struct be_worded_table *t, const struct stream *s)
{
    uint8_t before = 1;
    uint32_t row = UINT32_MAX;

    if (t->sides != 2)
        return false;
    for (size_t k = 0; k < s->n; k++) {
        struct be_worded_part *part = &t->part[t->parts];
        struct be_span text = be_word_squeeze(s->w[k].text, t->arena);
        if (s->w[k].kind != BE_WORDED_TEXT) {
            if (t->parts == 0 || part[-1].n == be_worded_room(t, part[-1].side))
                return false;
            part[-1].n++;
            continue;
        }
        *part = (struct be_worded_part){.label = s->w[k], .side = side_of(text), .figure = &s->w[k + 1]};
        if (part->side > 1 && be_worded_is_sum(text))
            part->side = 1 - before;     /* 总计 on both sides */
        if (part->side > 1 || !is_whole(text))
            return false;
        row += row == UINT32_MAX || part->side <= before;
        before = part->side;
        part->row = row;
        t->parts++;
    }
    return true;
}

/* ---- by lines ---- */

/* Where a second label begins within a text: at its ordinal, or the only blank. 0: nowhere. */
static size_t second_label(struct be_span text)
{
    const char *blank = memchr(text.p, ' ', text.len);

    for (const char *p = blank; p != NULL; p = memchr(p + 1, ' ', (size_t)(text.p + text.len - p - 1)))
        if (be_word_lead(be_span_from(text, (size_t)(p + 1 - text.p)), NULL) > 0)
            return (size_t)(p + 1 - text.p);
    if (blank == NULL || be_worded_count(text) != 2 || blank - text.p < 9 || text.p + text.len - blank < 10)
        return 0;
    return (size_t)(blank + 1 - text.p);
}

static void open_part(struct be_worded_part *part, struct be_span label, const struct be_worded *w)
{
    *part = (struct be_worded_part){.label = {label, w->line, BE_WORDED_TEXT}, .figure = w + 1};
}

/* The labels of a row and their figures; how many. */
static size_t line_parts(const struct be_worded_table *t, size_t r, struct be_worded_part *part)
{
    size_t n = 0;

    for (size_t k = 0; k < t->row[r].n; k++) {
        const struct be_worded *w = &be_worded_words(t, r)[k];
        size_t at = w->kind == BE_WORDED_TEXT ? second_label(w->text) : 0;
        if (w->kind != BE_WORDED_TEXT && n == 0)
            return 0;
        if (n + 1 >= BE_WORDED_SIDES + 1u && w->kind == BE_WORDED_TEXT)
            return 0;
        if (w->kind != BE_WORDED_TEXT) {
            part[n - 1].n++;
            continue;
        }
        if (at > 0)
            open_part(&part[n++], be_span_trim(be_span_to(w->text, at)), w);
        open_part(&part[n++], be_span_from(w->text, at), w);
    }
    return n;
}

static bool by_lines(struct be_worded_table *t)
{
    struct be_worded_part part[BE_WORDED_SIDES + 2];

    for (size_t r = t->head; r < t->rows; r++) {
        size_t n = line_parts(t, r, part), first;
        bool fits = n > 0 && n <= t->sides && (n == t->sides || t->sides == 2);
        first = fits && n < t->sides && side_of(be_word_squeeze(part[0].label.text, t->arena)) == 1 ? 1 : 0;
        for (size_t k = 0; k < n && fits; k++)
            fits = part[k].n <= be_worded_room(t, first + k);
        t->lost = t->lost || !fits;
        for (size_t k = 0; k < n && fits; k++) {
            part[k].side = (uint8_t)(first + k);
            part[k].row = (uint32_t)(r - t->head);
            t->part[t->parts++] = part[k];
        }
    }
    return t->parts > 0;
}

bool be_worded_parts(struct be_worded_table *t)
{
    struct stream s = stream_of(t);

    t->parts = 0;
    t->part = be_arena_room(t->arena, (2 * s.n + 2 * BE_WORDED_SIDES) * sizeof *t->part);
    if (t->part == NULL)
        return false;
    if (t->ordinal[0])
        return by_ordinals(t, &s);
    return t->stream ? by_names(t, &s) : by_lines(t);
}
