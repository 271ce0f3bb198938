#include "rowcode.h"
#include "../../base/wordlist.h"
#include "cell.h"
#include "../owner.h"
#include "../../resolve/codebook.h"
#include "../../resolve/facts.h"

#define PART 7u              /* longer is no part of a code */

static struct be_span parted_digits(struct be_span text, struct be_arena *arena)
{
    char digits[BE_ROW_CODE];
    size_t n = 0;

    if (text.len > 2 * BE_ROW_CODE)
        return be_span(NULL, 0);
    if (text.len > 1 && (text.p[0] == '\'' || text.p[0] == '`')) /* a worksheet's sign for text */
        text = be_span_from(text, 1);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.p[i];
        if (be_is_digit(c) && n < sizeof digits)
            digits[n++] = c;
        else if (n == 0 || (c != ' ' && c != '-' && c != '.'))
            return be_span(NULL, 0);
    }
    return be_arena_copy(arena, be_span(digits, n));
}

struct be_span be_row_digits(struct be_span text, struct be_arena *arena)
{
    if (text.len <= BE_ROW_CODE && be_span_digits(text))
        return text;
    return text.len == 0 || (unsigned char)text.p[0] >= 0x80 ? be_span(NULL, 0) : parted_digits(text, arena);
}

static struct be_wordlist UNITS = BE_WORDLIST("万", "元", "年", "月", "日", "人", "个", "台", "辆", "%", "亿", ".");

/* 100万元以上 is a number. */
size_t be_row_code_before(struct be_span *code, struct be_span text)
{
    const size_t from = text.len > 0 && text.p[0] == '[';
    size_t i = from, n;

    *code = be_span(NULL, 0);
    while (i < text.len && i < from + 8 && be_is_digit(text.p[i]))
        i++;
    n = i - from;
    if (!be_row_class_length(n) || (text.p[from] != '2' && text.p[from] != '3' && text.p[from] != '5') || i >= text.len)
        return 0;
    if (be_wordlist_front(&UNITS, be_span_from(text, i)) > 0 && !(text.p[i] == '.' && i + 1 < text.len && !be_is_digit(text.p[i + 1])))
        return 0;
    while (i < text.len && (text.p[i] == ' ' || text.p[i] == '-' || text.p[i] == ']' || text.p[i] == '_' || text.p[i] == '.'))
        i++;
    if (i == text.len || be_is_digit(text.p[i]))
        return 0;
    *code = be_span(text.p + from, n);
    return i;
}

bool be_row_split(struct be_span text, struct be_span *code, struct be_span *name)
{
    size_t i = 0;

    while (i < text.len && (be_is_digit(text.p[i]) || (text.p[i] >= 'A' && text.p[i] <= 'Z')))
        i++;
    if (i < 3 || i + 1 >= text.len || (text.p[i] != '-' && text.p[i] != '_' && text.p[i] != ' ') || !be_is_digit(text.p[0]))
        return false;
    *code = be_span_to(text, i);
    *name = be_span_trim(be_span_from(text, i + 1));
    return name->len > 0;
}

#define UNIT_PART 3u         /* digits of a unit's code: 401, 401001, 401001003 */

bool be_row_split_unit(const struct be_context *cx, struct be_span text, struct be_span *code, struct be_span *name)
{
    const struct be_span agency = cx->facts->agency;
    size_t i = be_digits_front(text);

    if (be_row_split(text, code, name))
        return true;
    *code = be_span_to(text, i);
    *name = be_span_from(text, i);
    if (i == 0 || i % UNIT_PART != 0 || i > BE_ROW_CODE || name->len < 9 || (unsigned char)name->p[0] < 0x80)
        return false;
    return i > UNIT_PART || (agency.len > 0 && be_span_starts(*name, agency)) || be_owner_len(*name) > 0;    /* 120急救中心 has no code */
}

/* ---- one code a row, from the top ---- */

/* The code in split columns; a blank part that a later one follows is merged from above. A part
 * may be printed whole: 208 | 20805 | 2080501, or 208 | 208 | 208. */
static struct be_span join_parts(struct be_row_reader *rows, size_t row)
{
    struct be_span part[3];
    char code[3 * PART];
    size_t last = 0, n = 0;

    for (size_t k = 0; k < 3; k++) {
        part[k] = be_row_digits(be_row_cell(rows, row, rows->at->part[k]), rows->arena);
        if (part[k].len > PART)
            part[k].len = 0;
        if (part[k].len > 0)
            last = k + 1;
    }
    for (size_t k = 0; k < last; k++) {
        if (part[k].len == 0) {
            part[k] = be_span(rows->above->part[k].text, rows->above->part[k].len);
        } else if (part[0].len != 1) {      /* else it is the number of a column, in a header that comes again */
            memcpy(rows->above->part[k].text, part[k].p, part[k].len);
            rows->above->part[k].len = (uint8_t)part[k].len;
            for (size_t d = k + 1; d < 3; d++)
                rows->above->part[d].len = 0;
        }
        if (part[k].len >= 3 && be_span_eq(part[k], be_span(code, n)))
            continue;        /* a wide cell's code, printed in every column it covers */
        if (part[k].len > n && n > 0 && be_span_starts(part[k], be_span(code, n)))
            n = 0;
        if (part[k].len > 0)
            memcpy(code + n, part[k].p, part[k].len);
        n += part[k].len;
    }
    return n == 0 ? be_span(NULL, 0) : be_arena_copy(rows->arena, be_span(code, n));
}

static bool is_name_of(const struct be_codebook *book, const char *code, size_t len, struct be_span name)
{
    return be_span_eq(be_codebook_name(book, be_span(code, len)), name);
}

/* 208 | 05 | 01 down one column: each row's code gives only its own part. Where the names tell which
 * 款 or 项 it is, this is the whole code. */
static struct be_span whole_code(struct be_row_reader *rows, size_t row, struct be_span code)
{
    const size_t n = rows->whole.len;
    struct be_span name;
    char text[7];

    if (code.len != 2 || n == 0 || rows->at->names == 0)
        return code;
    name = be_word_item(be_row_cell(rows, row, rows->at->name[rows->at->names - 1]), rows->arena);
    memcpy(text, rows->whole.p, n);
    memcpy(text + n, code.p, 2);
    if (n == 5 && is_name_of(rows->cx->model->codebook, text, 7, name))
        return be_arena_copy(rows->arena, be_span(text, 7));
    memcpy(text + 3, code.p, 2);
    rows->whole = is_name_of(rows->cx->model->codebook, text, 5, name) ? be_arena_copy(rows->arena, be_span(text, 5)) : be_span(NULL, 0);
    return rows->whole.len > 0 ? rows->whole : code;
}

/* A code; what may go on from it is remembered. */
static inline struct be_span go_on(struct be_row_reader *rows, size_t row, struct be_span code)
{
    if (code.len < 3)
        return whole_code(rows, row, code);
    rows->whole = be_row_class_length(code.len) ? be_span_to(code, 5) : be_span(NULL, 0);
    return code;
}

static __attribute__((noinline)) struct be_span read_odd_code(struct be_row_reader *rows, size_t row)
{
    const struct be_label_group *at = rows->at;
    struct be_span code = at->part[0] < 0 ? be_span(NULL, 0) : join_parts(rows, row);

    if (code.len == 0 && at->code >= 0) {
        struct be_span text = be_row_cell(rows, row, at->code);
        code = be_row_digits(text, rows->arena);
        if (code.len > 0)
            return go_on(rows, row, code);
        be_row_code_before(&code, text);
    }
    for (size_t k = at->names; code.len == 0 && k-- > 0;) {    /* the one that names the row comes first */
        struct be_span text = be_row_cell(rows, row, at->name[k]);
        if (text.len > 0 && (be_is_digit(text.p[0]) || text.p[0] == '['))
            be_row_code_before(&code, text);
    }
    return code;
}

struct be_span be_row_read_codes(struct be_row_reader *rows, size_t row)
{
    for (; rows->known <= row; rows->known++) {
        struct be_span text = be_row_cell(rows, rows->known, rows->at->code);    /* mostly it is all that its cell holds */
        if (rows->at->part[0] < 0 && text.len > 2 && text.len <= BE_ROW_CODE && be_span_digits(text))
            rows->code[rows->known] = go_on(rows, rows->known, text);
        else
            rows->code[rows->known] = read_odd_code(rows, rows->known);
    }
    return rows->code[row];
}

struct be_span be_row_code_below(struct be_row_reader *rows)
{
    size_t r = rows->row + 1 < rows->coded ? rows->coded : rows->row + 1;

    while (r < rows->grid->rows && be_row_code(rows, r).len == 0)
        r++;
    rows->coded = r;
    return r < rows->grid->rows ? rows->code[r] : be_span(NULL, 0);
}
