#include "codebook.h"

#include "../base/rows.h"
#include "coderows.h"
#include <stdlib.h>

/* ---- folding names ---- */

static bool ends(const char *text, size_t len, const char *with, size_t n)
{
    return len > n && memcmp(text + len - n, with, n) == 0;
}

/* Takes （类）（款）（项） and closing punctuation off the end. */
static size_t without_marks(const char *text, size_t len)
{
    while (len > 0 && text[len - 1] >= '0' && text[len - 1] <= '9') /* 行政运行2080101 */
        len--;
    static const struct { const char *text; size_t len; } MARK[] = {
        {"（类）", 9}, {"（款）", 9}, {"（项）", 9}, {"：", 3}, {"。", 3}, {"；", 3}, {"，", 3}, {":", 1}, {"（", 3},
    };
    size_t i;

    do {
        for (i = 0; i < sizeof MARK / sizeof MARK[0]; i++)
            if (ends(text, len, MARK[i].text, MARK[i].len)) {
                len -= MARK[i].len;
                break;
            }
    } while (i < sizeof MARK / sizeof MARK[0]);
    return len;
}

/* The key under which a name is found: without a closing 支出, 与 for 和. */
static size_t key_of(char *key, const char *text, size_t len)
{
    if (ends(text, len, "支出", 6))
        len -= 6;
    memcpy(key, text, len);
    for (size_t i = 0; i + 3 <= len; i++)
        if (memcmp(key + i, "与", 3) == 0)
            memcpy(key + i, "和", 3);
    return len;
}

/* A code printed before the name: 2080501-行政单位离退休, [2080501]行政单位离退休. Its length, or 0. */
static size_t printed_code(const char *p, const char *end)
{
    const char *at = p;
    bool bracket = at < end && *at == '[';

    at += bracket;
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    if (bracket)
        return at < end && *at == ']' && at > p + 1 ? (size_t)(at + 1 - p) : 0;
    while (at < end && (*at == '-' || *at == ' '))
        at++;
    return (size_t)(at - p);
}

static void fold_name(const struct be_codebook *book, struct be_folded *out, struct be_span name)
{
    out->len = out->key_len = 0;
    out->slot = -1;
    if (name.len == 0)
        return;
    const char *p = name.p, *end = p + name.len;
    p += printed_code(p, end);
    size_t len = be_traditional_fold(&book->traditional, be_span(p, (size_t)(end - p)), out->text, sizeof out->text, NULL);
    if (len == SIZE_MAX)
        return;
    out->len = len;
    out->len = without_marks(out->text, out->len);
    out->key_len = key_of(out->key, out->text, out->len);
}

enum be_fit be_name_fit(const struct be_codebook *book, const struct be_folded *name,
                        const struct be_code_name *e)
{
    const char *text = book->text.p;
    size_t stem = name->key_len, other = e->key_len;

    if (other != stem || memcmp(text + e->key, name->key, stem) != 0)
        return BE_FIT_NONE;
    if (memcmp(text + e->folded, name->text, stem) != 0)
        return BE_FIT_NEAR;
    if (e->folded_len != name->len)
        return BE_FIT_STEM;
    return e->alias ? BE_FIT_ALIAS : BE_FIT_NAME;
}

static void look_up(const struct be_codebook *book, struct be_folded *name)
{
    name->known = false;
    name->slot = name->key_len == 0 ? -1 : book->slot[be_span_hash(be_span(name->key, name->key_len)) & (book->slots - 1)];
    for (int32_t i = name->slot; i >= 0 && !name->known; i = book->name[i].next)
        name->known = be_name_fit(book, name, &book->name[i]) != BE_FIT_NONE;
}

void be_folded_set(const struct be_codebook *book, struct be_folded *out, struct be_span name)
{
    fold_name(book, out, name);
    look_up(book, out);
    if (out->known || !ends(out->text, out->len, "）", 3))
        return;
    /* 行政运行（人社）: the qualifier is the department's, not the name's. Brackets may nest in it. */
    size_t depth = 0;
    for (size_t i = out->len; i > 3; i--) {
        depth += memcmp(out->text + i - 3, "）", 3) == 0;
        if (memcmp(out->text + i - 3, "（", 3) == 0 && --depth == 0) {
            out->len = i - 3;
            out->key_len = key_of(out->key, out->text, out->len);
            look_up(book, out);
            return;
        }
    }
}

enum be_fit be_folded_fit(const struct be_codebook *book, const struct be_folded *name, int32_t row)
{
    enum be_fit best = BE_FIT_NONE;

    for (int32_t i = name->slot; i >= 0; i = book->name[i].next)
        if (book->name[i].row == row) {
            enum be_fit fit = be_name_fit(book, name, &book->name[i]);
            if (fit < best)
                best = fit;
        }
    return best;
}

/* ---- loading ---- */

static const char FUNCTIONAL[] = "codes/functional.csv", ECONOMIC[] = "codes/economic.csv";

static enum be_status keep(struct be_codebook *book, struct be_span text, uint32_t *at, uint32_t *len)
{
    *at = (uint32_t)book->text.len;
    *len = (uint32_t)text.len;
    return be_buf_add(&book->text, text);
}

static bool read_year(struct be_span text, uint16_t *year)
{
    unsigned n = 0;

    if (text.len != 0 && text.len != 4)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
        n = n * 10 + (unsigned)(text.p[i] - '0');
    }
    *year = (uint16_t)n;
    return true;
}

/* code, name, aliases, since, until, level */
static enum be_status add_row(const struct be_rows_ask *ask, size_t line, const struct be_span *field)
{
    struct be_codebook *book = ask->user;
    bool economic = ask->name == ECONOMIC;
    struct be_code_row row = {.parent = -1, .scheme = economic ? BE_ECONOMIC : BE_FUNCTIONAL};
    static const char *const LEVELS[] = {"lei", "kuan", "xiang"};
    enum be_status rc;

    row.level = (uint8_t)((field[0].len - 1) / 2);
    if (!be_is_official_code(field[0]) || (economic && row.level > 2))
        return be_rows_fail(ask, line, "a code has 3, 5 or 7 digits: %.*s", (int)field[0].len, field[0].p);
    if (!be_span_is(field[5], LEVELS[row.level - 1]))
        return be_rows_fail(ask, line, "code %.*s is a %s", (int)field[0].len, field[0].p, LEVELS[row.level - 1]);
    memcpy(row.code, field[0].p, field[0].len);
    if (field[1].len == 0 || field[1].len > BE_CODE_NAME_BYTES)
        return be_rows_fail(ask, line, "a name is missing or longer than %u bytes", BE_CODE_NAME_BYTES);
    if (!read_year(field[3], &row.since) || !read_year(field[4], &row.until))
        return be_rows_fail(ask, line, "since and until are years or empty");
    if (book->rows > 0 && economic == (book->row[book->rows - 1].scheme == BE_ECONOMIC)
        && strcmp(book->row[book->rows - 1].code, row.code) >= 0)
        return be_rows_fail(ask, line, "not sorted by code: %s", row.code);
    row.government = economic && row.code[0] == '5';
    rc = keep(book, field[1], &row.name, &row.name_len);
    if (rc == BE_OK)
        rc = keep(book, field[2], &row.aliases, &row.aliases_len);
    if (rc == BE_OK && !be_grow(&book->row, book->rows, &book->rows_size, sizeof *book->row))
        rc = BE_ENOMEM;
    if (rc == BE_OK)
        book->row[book->rows++] = row;
    return rc;
}

static enum be_status add_name(struct be_codebook *book, int32_t row, struct be_span text, bool alias)
{
    struct be_folded folded;
    struct be_code_name name = {.row = row, .next = -1, .alias = alias};
    enum be_status rc;

    fold_name(book, &folded, text);
    if (folded.len == 0)
        return BE_OK;
    if (!be_grow(&book->name, book->names, &book->names_size, sizeof *book->name))
        return BE_ENOMEM;
    rc = keep(book, be_span(folded.text, folded.len), &name.folded, &name.folded_len);
    if (rc == BE_OK)
        rc = keep(book, be_span(folded.key, folded.key_len), &name.key, &name.key_len);
    if (rc == BE_OK)
        book->name[book->names++] = name;
    return rc;
}

/* Names of all rows: their own and, parted by bars, their aliases. */
static enum be_status collect_names(struct be_codebook *book)
{
    enum be_status rc = BE_OK;

    for (size_t i = 0; i < book->rows && rc == BE_OK; i++) {
        const struct be_code_row *row = &book->row[i];
        size_t from = row->aliases, to = from + row->aliases_len;
        char copy[BE_CODE_NAME_BYTES];

        memcpy(copy, book->text.p + row->name, row->name_len);
        rc = add_name(book, (int32_t)i, be_span(copy, row->name_len), false);
        for (size_t at = from; at < to && rc == BE_OK; from = ++at) {
            while (at < to && book->text.p[at] != '|')
                at++;
            if (at - from > BE_CODE_NAME_BYTES)
                continue;
            memcpy(copy, book->text.p + from, at - from); /* the text may move when it grows */
            rc = add_name(book, (int32_t)i, be_span(copy, at - from), true);
        }
    }
    return rc;
}

static enum be_status index_names(struct be_codebook *book)
{
    book->slots = 1024;
    while (book->slots < book->names * 2)
        book->slots *= 2;
    book->slot = malloc(book->slots * sizeof *book->slot);
    if (book->slot == NULL)
        return BE_ENOMEM;
    for (size_t i = 0; i < book->slots; i++)
        book->slot[i] = -1;
    for (size_t i = book->names; i-- > 0;) {   /* so that chains run in the order of the codes */
        int32_t *slot = &book->slot[be_span_hash(be_span(book->text.p + book->name[i].key, book->name[i].key_len)) & (book->slots - 1)];
        book->name[i].next = *slot;
        *slot = (int32_t)i;
    }
    return BE_OK;
}

/* A child ends no later and begins no earlier than its parent. */
static void inherit_years(struct be_codebook *book)
{
    for (size_t i = 0; i < book->rows; i++) {
        struct be_code_row *row = &book->row[i];
        if (row->level == 1)
            continue;
        row->parent = be_code_row(book, be_span(row->code, strlen(row->code) - 2));
        if (row->parent < 0)
            continue;
        const struct be_code_row *above = &book->row[row->parent];
        if (above->since > row->since)
            row->since = above->since;
        if (above->until != 0 && (row->until == 0 || above->until < row->until))
            row->until = above->until;
    }
}

int32_t be_code_row(const struct be_codebook *book, struct be_span code)
{
    size_t low = 0, high = book->rows;
    char text[BE_CODE_DIGITS + 1] = "";

    if (!be_is_official_code(code))
        return -1;
    memcpy(text, code.p, code.len);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = strcmp(book->row[mid].code, text);
        if (order == 0)
            return (int32_t)mid;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return -1;
}

enum be_status be_codebook_load(struct be_codebook **out, const struct be_codebook_files *files,
                                void (*say)(void *user, const char *message), void *user)
{
    static const char *const COLUMNS[] = {"code", "name", "aliases", "since", "until", "level", NULL};
    struct be_codebook *book = calloc(1, sizeof *book);
    struct be_rows_ask ask = {.columns = COLUMNS, .row = add_row, .user = book, .say = say, .say_user = user};
    enum be_status rc;

    *out = NULL;
    if (book == NULL)
        return BE_ENOMEM;
    rc = be_traditional_load(&book->traditional, files->traditional, say, user);
    ask.name = FUNCTIONAL;
    if (rc == BE_OK)
        rc = be_rows_read(files->functional, &ask);
    ask.name = ECONOMIC;
    if (rc == BE_OK)
        rc = be_rows_read(files->economic, &ask);
    /* One table sorted by code: functional codes begin with 2, economic ones with 3 and 5. */
    for (size_t i = 1; i < book->rows && rc == BE_OK; i++)
        if (strcmp(book->row[i - 1].code, book->row[i].code) >= 0)
            rc = be_rows_fail(&ask, 0, "code %s also stands in functional.csv, or before it", book->row[i].code);
    if (rc == BE_OK)
        rc = collect_names(book);
    if (rc == BE_OK)
        rc = index_names(book);
    if (rc == BE_OK)
        inherit_years(book);
    if (rc == BE_OK)
        *out = book;
    else
        be_codebook_free(book);
    return rc;
}

void be_codebook_free(struct be_codebook *book)
{
    if (book == NULL)
        return;
    free(book->row);
    free(book->name);
    free(book->slot);
    be_buf_free(&book->text);
    free(book);
}

/* ---- looking up for people ---- */

static struct be_span row_name(const struct be_codebook *book, int32_t row)
{
    return be_span(book->text.p + book->row[row].name, book->row[row].name_len);
}

struct be_span be_codebook_name(const struct be_codebook *book, struct be_span code)
{
    int32_t row = be_code_row(book, code);

    return row < 0 ? be_span(NULL, 0) : row_name(book, row);
}

const struct be_traditional *be_codebook_traditional(const struct be_codebook *book)
{
    return &book->traditional;
}

static void print_row(const struct be_codebook *book, int32_t row, FILE *out)
{
    static const char *const LEVEL[] = {"", "类", "款", "项"};
    const struct be_code_row *r = &book->row[row];
    int32_t path[3];
    int depth = 0;

    for (int32_t up = row; up >= 0 && depth < 3; up = book->row[up].parent)
        path[depth++] = up;
    fprintf(out, "%-7s %s%s  ", r->code, r->scheme == BE_ECONOMIC ? (r->government ? "政府经济" : "部门经济") : "",
            LEVEL[r->level]);
    while (depth-- > 0) {
        struct be_span name = row_name(book, path[depth]);
        fprintf(out, "%.*s%s", (int)name.len, name.p, depth > 0 ? " › " : "");
    }
    if (r->aliases_len > 0) {
        fputs("  = ", out);
        for (size_t i = 0; i < r->aliases_len; i++) {
            char c = book->text.p[r->aliases + i];
            fputs(c == '|' ? " = " : (char[]){c, '\0'}, out);
        }
    }
    if (r->since != 0)
        fprintf(out, "  %u..", r->since);
    if (r->until != 0)
        fprintf(out, "%s%u", r->since != 0 ? "" : "  ..", r->until);
    fputc('\n', out);
}

size_t be_codebook_find(const struct be_codebook *book, struct be_span what, FILE *out)
{
    struct be_folded folded;
    bool digits = what.len > 0;
    size_t found = 0;

    what = be_span_trim(what);
    for (size_t i = 0; i < what.len; i++)
        digits = digits && what.p[i] >= '0' && what.p[i] <= '9';
    fold_name(book, &folded, what);
    if (!digits && folded.len == 0)
        return 0;
    /* Names of a row stand together and in the order of the rows: print each row once. */
    int32_t last = -1;
    for (size_t i = 0; i < book->names; i++) {
        const struct be_code_name *n = &book->name[i];
        struct be_span code = be_span_of(book->row[n->row].code);
        bool hit = digits ? be_span_starts(code, what)
                          : be_span_find(be_span(book->text.p + n->folded, n->folded_len),
                                         be_span(folded.text, folded.len)) >= 0;
        if (!hit || n->row == last)
            continue;
        last = n->row;
        if (found++ < BE_FIND_MAX)
            print_row(book, n->row, out);
    }
    return found;
}
