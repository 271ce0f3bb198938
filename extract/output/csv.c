/* csv.c - a record as a row of CSV. */
#include "writer.h"
#include "../resolve/marks.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* A record is many times the text it was made from, so this is where output spends its time.
 * All that is ever quoted (comma, quote, line ends, a blank at either end) is at or below ','
 * in ASCII, where hardly any field has a byte: it is looked for while the field is copied, 16
 * bytes at a time. What is no multiple of that is covered by loads that overlap: two thirds of
 * the fields are shorter than 8 bytes. */

/* Not 0: one of the eight bytes is at or below ','. */
static inline uint64_t low8(uint64_t x)
{
    return (x - UINT64_C(0x0101010101010101) * (',' + 1)) & ~x & UINT64_C(0x8080808080808080);
}

static inline uint64_t copy4(char *p, const char *t)
{
    uint32_t x;

    memcpy(&x, t, 4);
    memcpy(p, &x, 4);
    return x;
}

static inline uint64_t copy1(char *p, const char *t)
{
    *p = *t;
    return (unsigned char)*t;
}

#ifdef __SSE2__
/* Blanks become what is never quoted. */
static inline __m128i fill(__m128i x)
{
    return _mm_or_si128(x, _mm_cmpeq_epi8(x, _mm_set1_epi8(' ')));
}

static inline bool is_low(__m128i least)
{
    return _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(least, _mm_set1_epi8(',')), least)) != 0;
}

static inline __m128i copy16(char *p, const char *t)
{
    __m128i x = _mm_loadu_si128((const __m128i *)(const void *)t);

    _mm_storeu_si128((__m128i *)(void *)p, x);
    return fill(x);
}

static inline bool copy_long(char *p, const char *t, size_t n)
{
    __m128i least = copy16(p + n - 16, t + n - 16);

    for (size_t i = 0; i + 16 < n; i += 16)
        least = _mm_min_epu8(least, copy16(p + i, t + i));
    return is_low(least) || t[0] == ' ' || t[n - 1] == ' ';
}

static inline bool copy_middle(char *p, const char *t, size_t n)
{
    __m128i front = _mm_loadl_epi64((const __m128i *)(const void *)t), back = _mm_loadl_epi64((const __m128i *)(const void *)(t + n - 8));

    _mm_storel_epi64((__m128i *)(void *)p, front);
    _mm_storel_epi64((__m128i *)(void *)(p + n - 8), back);
    return is_low(fill(_mm_unpacklo_epi64(front, back))) || t[0] == ' ' || t[n - 1] == ' ';
}
#else
static inline uint64_t copy8(char *p, const char *t)
{
    uint64_t x;

    memcpy(&x, t, 8);
    memcpy(p, &x, 8);
    return low8(x);
}

static inline bool copy_long(char *p, const char *t, size_t n)
{
    uint64_t low = copy8(p + n - 8, t + n - 8);

    for (size_t i = 0; i + 8 < n; i += 8)
        low |= copy8(p + i, t + i);
    return low != 0;
}

static inline bool copy_middle(char *p, const char *t, size_t n)
{
    return copy_long(p, t, n);
}
#endif

/* Copies n > 0 bytes; false when none of them asks for quotes. */
static inline __attribute__((always_inline)) bool copy(char *p, const char *t, size_t n)
{
    if (n >= 16)
        return copy_long(p, t, n);
    if (n >= 8)
        return copy_middle(p, t, n);
    if (n >= 4)
        return low8(copy4(p, t) | copy4(p + n - 4, t + n - 4) << 32) != 0;
    return low8(copy1(p, t) | copy1(p + n / 2, t + n / 2) << 8 | copy1(p + n - 1, t + n - 1) << 16 |
                UINT64_C(0x4141414141000000)) != 0;
}

/* A blank at either end is quoted too, because readers (libcsv among them) drop it; so is every control
 * character that may be one to them. */
static bool needs_quotes(const char *t, size_t n)
{
    size_t i = 0;

    if (t[0] == ' ' || t[n - 1] == ' ')
        return true;
#ifdef __SSE2__
    for (; i + 16 <= n; i += 16) {       /* 12.5% stands in much prose */
        const __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(t + i));
        const __m128i parting = _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8(',')), _mm_cmpeq_epi8(x, _mm_set1_epi8('"')));

        if (_mm_movemask_epi8(_mm_or_si128(parting, _mm_cmpeq_epi8(_mm_min_epu8(x, _mm_set1_epi8('\r')), x))) != 0)
            return true;
    }
#endif
    for (; i < n; i++)
        if (t[i] == ',' || t[i] == '"' || (unsigned char)t[i] <= '\r')
            return true;
    return false;
}

static char *quoted(char *p, struct be_span text)
{
    const char *quote;

    *p++ = '"';
    while ((quote = memchr(text.p, '"', text.len)) != NULL) {
        size_t n = (size_t)(quote - text.p) + 1;
        memcpy(p, text.p, n);
        p[n] = '"';
        p += n + 1;
        text = be_span_from(text, n);
    }
    memcpy(p, text.p, text.len);
    p[text.len] = '"';
    return p + text.len + 1;
}

/* Out of the way of what nearly all fields are. */
static __attribute__((noinline)) char *careful(char *p, const struct be_span *text)
{
    if (needs_quotes(text->p, text->len)) {
        p = quoted(p, *text);
    } else {
        memcpy(p, text->p, text->len);
        p += text->len;
    }
    *p++ = ',';
    return p;
}

/* A field that is not empty, with the comma behind it. */
static char *field(char *p, const struct be_span *text)
{
    size_t n = text->len;

    if (copy(p, text->p, n))
        return careful(p, text);
    p += n;
    *p++ = ',';
    return p;
}

char *be_csv_field(char *p, const struct be_column_info *column, struct be_span text)
{
    (void)column;
    return text.len == 0 ? p : field(p, &text) - 1;
}

char *be_csv_row(char *p, const struct be_layout *layout, const struct be_span *text)
{
    for (size_t i = 0; i < layout->columns; i++) {
        const struct be_span *t = &text[layout->column[i]];

        if (t->len > 0)
            p = field(p, t);
        else
            *p++ = ',';
    }
    return p - 1;
}

/* ---- records ---- */

#define LONG 128u                /* what is longer asks for room; all that is not has it */

struct row {
    const struct be_span *field; /* of the record */
    const struct be_marks *marks;
    const char *limit;           /* nothing begins behind it */
    struct be_rows_before *before;
    bool full;
};

static bool fits(struct row *r, const char *p, size_t n)
{
    r->full = r->full || p >= r->limit || (size_t)(r->limit - p) <= 2 * n;
    return !r->full;
}

/* A field that the program has worded itself. */
static inline char *made(char *p, struct be_span text)
{
    memcpy(p, text.p, BE_PADDED);
    p += text.len;
    *p++ = ',';
    return p;
}

static inline char *made_number(char *p, struct be_span text)
{
    if (text.len > BE_PADDED)
        memcpy(p + BE_PADDED, text.p + BE_PADDED, text.len - BE_PADDED);
    return made(p, text);
}

static inline char *printed(char *p, const struct be_span *text, struct row *r)
{
    if (text->len == 0) {
        *p++ = ',';
        return p;
    }
    return text->len <= LONG || fits(r, p, text->len) ? field(p, text) : p;
}

/* A field that most often has sixteen bytes or more. */
static inline char *printed_long(char *p, const struct be_span *text, struct row *r)
{
    if (text->len < 16 || text->len > LONG || copy_long(p, text->p, text->len))
        return printed(p, text, r);
    p += text->len;
    *p++ = ',';
    return p;
}

/* Fields side by side, four at most, that are most often all empty. */
static inline char *printed_all(char *p, const struct be_span *f, size_t n, struct row *r)
{
    size_t bytes = 0;

    for (size_t i = 0; i < n; i++)
        bytes |= f[i].len;
    if (bytes == 0) {
        memcpy(p, ",,,,", 4);
        return p + n;
    }
    for (size_t i = 0; i < n; i++)
        p = printed(p, &f[i], r);
    return p;
}

/* A field that only some records have of the program. */
static inline char *either(char *p, struct row *r, enum be_column column)
{
    const struct be_span *text = &r->field[column];

    return (r->marks->made >> column & 1) != 0 ? made_number(p, *text) : printed(p, text, r);
}

/* Writes a part of the row; one that stands in a row before is copied. */
static inline __attribute__((always_inline)) char *part(char *p, struct row *r, struct be_part_before *before, uint64_t number,
                                                        char *(*write)(char *p, struct row *r, const struct be_span *f))
{
    const char *from = before->p;
    const size_t len = before->len;

    if (before->number != number) {
        char *end = write(p, r, r->field);

        *before = (struct be_part_before){number, p, (size_t)(end - p)};
        return end;
    }
    if (len > 4 * LONG && !fits(r, p, len))
        return p;
    char *end = p + len;
    do
        memcpy(p, from, 32);
    while (from += 32, (p += 32) < end);
    return end;
}

static char *write_doc(char *p, struct row *r, const struct be_span *f)
{
    return printed(p, &f[BE_DOC], r);
}

static struct be_part_before *kept(struct be_part_before *parts, uint64_t number)
{
    return &parts[number * UINT64_C(0x9E3779B97F4A7C15) >> 60];
}

static char *write_time(char *p, struct row *r, const struct be_span *f)
{
    p = made(p, f[BE_KIND]);
    p = printed(p, &f[BE_AGENCY], r);
    p = made(p, f[BE_YEAR]);
    p = made(p, f[BE_PHASE]);
    return made(p, f[BE_TOPIC]);
}

static char *write_front(char *p, struct row *r, const struct be_span *f)
{
    uint64_t time = r->marks->same[BE_SAME_TIME];

    p = part(p, r, kept(r->before->time, time), time, write_time);
    p = printed(p, &f[BE_ITEM], r);
    return printed_all(p, &f[BE_LEVEL1], 3, r);
}

static char *write_lists(char *p, struct row *r, const struct be_span *f)
{
    (void)r;
    for (size_t i = BE_STAT; i <= BE_ROLLUP; i++)
        p = made(p, f[i]);
    return p;
}

static char *write_measure(char *p, struct row *r, const struct be_span *f)
{
    return printed(p, &f[BE_MEASURE], r);
}

static char *write_place(char *p, struct row *r, const struct be_span *f)
{
    p = printed(p, &f[BE_PATH], r);
    p = printed(p, &f[BE_SECTION], r);
    p = made(p, f[BE_TABLE_NO]);
    return printed(p, &f[BE_TABLE_TITLE], r);
}

static char *write_back(char *p, struct row *r, const struct be_span *f)
{
    p = made(p, f[BE_SCHEME]);
    p = printed(p, &f[BE_CODE], r);
    p = made(p, f[BE_OFFICIAL_CODE]);
    p = made(p, f[BE_CLASS_CODE]);
    p = printed_all(p, &f[BE_PROJECT], 4, r);
    p = made(p, f[BE_DOC_YEAR]);
    p = printed_all(p, &f[BE_BASE], 2, r);
    p = made(p, f[BE_INFERRED]);
    p = part(p, r, &r->before->place, r->marks->same[BE_SAME_PLACE], write_place);
    return made(p, f[BE_TABLE_ROW]);
}

/* The row at p, with its line end; its end. */
static inline char *write_row(char *p, struct row *r)
{
    const struct be_span *f = r->field;
    const uint64_t *same = r->marks->same;
    struct be_rows_before *before = r->before;

    p = part(p, r, &before->doc, same[BE_SAME_DOC], write_doc);
    p = made(p, f[BE_N]);
    p = part(p, r, &before->front, same[BE_SAME_FRONT], write_front);
    p = part(p, r, kept(before->lists, same[BE_SAME_LISTS]), same[BE_SAME_LISTS], write_lists);
    p = made_number(p, f[BE_NUMBER]);
    p = either(p, r, BE_UNIT);
    p = made_number(p, f[BE_YUAN]);
    p = either(p, r, BE_VALUE);
    p = part(p, r, kept(before->measure, same[BE_SAME_MEASURE]), same[BE_SAME_MEASURE], write_measure);
    p = printed(p, &f[BE_CONCEPT], r);
    p = part(p, r, &before->back, same[BE_SAME_BACK], write_back);
    p = made(p, f[BE_TABLE_COL]);
    p = made(p, f[BE_LINE]);
    p = printed_long(p, &f[BE_TEXT], r);
    p[-1] = '\n';
    return p;
}

/* Room for a row none of whose fields is long, and as much again. */
#define ROW_ROOM 16384u

enum be_status be_csv_record(struct be_writer *writer, const struct be_record *record)
{
    struct be_out *out = writer->out;
    struct row row = {record->field, record->marks, NULL, &writer->before, false};
    char *p = be_out_room(out, 2 * ROW_ROOM);

    if (p == NULL)
        return out->status;
    if (writer->before.gone != out->gone)
        memset(&writer->before, 0xFF, sizeof writer->before);
    writer->before.gone = out->gone;
    row.limit = out->p + out->size - ROW_ROOM;
    p = write_row(p, &row);
    if (row.full) {
        writer->before.gone = UINT64_MAX;
        return be_writer_row(writer, record->field);
    }
    be_out_wrote(out, p);
    return BE_OK;
}
