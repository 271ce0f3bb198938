/* codes.c - resolves printed names and codes to official ones; see codebook.h. */
#include "codebook.h"

#include "../base/memo.h"
#include "coderows.h"
#include <stdlib.h>

/* ---- by names ---- */

struct query {
    const struct be_codebook *book;
    enum be_scheme scheme;
    bool government;
    int year;
    struct be_folded name[3];
    int depth;                    /* level of the innermost name, 0: no name at all */
    int32_t under;                /* row all answers lie under (the code of a row above), or -1 */
};

struct answer {
    int32_t row;                  /* -1: none, or not certain which */
    bool sure;                    /* no slip in any of its names, no level left out of account */
};

static bool in_force(const struct be_code_row *row, int year)
{
    if (year == 0)
        return row->until == 0;
    return (row->since == 0 || year >= row->since) && (row->until == 0 || year <= row->until);
}

/* Whether the levels above fit the row: adds their misfit to *misfit, false when one does not.
 * A 类 name that no table knows is a slip; the 款 still tells, but nothing is sure then. */
static bool parents_fit(const struct query *q, int32_t row, int level, unsigned *misfit, bool *sure)
{
    const struct be_codebook *book = q->book;
    bool under = q->under < 0;

    for (int32_t up = row; up >= 0 && !under; up = book->row[up].parent)
        under = up == q->under;
    if (!under)
        return false;
    for (int32_t up = book->row[row].parent; up >= 0 && --level > 0; up = book->row[up].parent) {
        const struct be_folded *name = &q->name[level - 1];
        if (name->len == 0)
            continue;
        if (!name->known && level == 1) {
            *sure = false;
            continue;
        }
        enum be_fit fit = be_folded_fit(book, name, up);
        if (fit == BE_FIT_NONE)
            return false;
        *sure = *sure && fit != BE_FIT_NEAR;
        *misfit += (unsigned)fit;
    }
    return true;
}

/* The one row that the name of a level means within its parents. Rows in force in the year come
 * first, then names over aliases over slips; two equally good rows are no answer. */
static struct answer by_names(const struct query *q, int level)
{
    const struct be_folded *name = &q->name[level - 1];
    struct answer best = {.row = -1};
    unsigned best_cost = UINT32_MAX;
    bool tie = false;

    for (int32_t i = name->known ? name->slot : -1; i >= 0; i = q->book->name[i].next) {
        const struct be_code_name *e = &q->book->name[i];
        const struct be_code_row *row = &q->book->row[e->row];
        unsigned misfit = 0;
        bool sure = true;

        if (row->level != level || row->scheme != q->scheme)
            continue;
        /* 办公经费, 社会保障缴费: everyday words, too, unless their 类 stands above. */
        if (row->government && level == 2 && q->name[0].len == 0 && q->under < 0)
            continue;
        enum be_fit fit = be_name_fit(q->book, name, e);
        if (fit == BE_FIT_NONE || !parents_fit(q, e->row, level, &misfit, &sure))
            continue;
        /* Budgets of departments speak in the department's economic classification unless a
         * parent or a code says otherwise. */
        unsigned cost = (in_force(row, q->year) ? 0u : 1000u) + (row->government != q->government ? 100u : 0u)
                        + (unsigned)fit * 10u + misfit;
        if (cost > best_cost || (cost == best_cost && e->row == best.row))
            continue;
        tie = cost == best_cost;
        best_cost = cost;
        best.row = e->row;
        best.sure = sure && fit != BE_FIT_NEAR;
    }
    if (tie)
        best.row = -1;
    return best;
}

/* The innermost level whose name tells a row. */
static int32_t longest_by_names(const struct query *q)
{
    for (int level = q->depth; level > 0; level--) {
        if (q->name[level - 1].len == 0)
            continue;
        struct answer a = by_names(q, level);
        if (a.row >= 0)
            return a.row;
    }
    return q->under;
}

/* ---- by code ---- */

/* The row of the longest known prefix of the code, or -1. */
static int32_t longest_by_code(const struct query *q, struct be_span code)
{
    for (size_t n = code.len >= 7 ? 7 : code.len >= 5 ? 5 : 3; n >= 3 && n <= code.len; n -= 2) {
        int32_t row = be_code_row(q->book, be_span_to(code, n));
        if (row >= 0 && q->book->row[row].scheme == q->scheme)
            return row;
    }
    return -1;
}

/* How many digits two codes share, in whole levels: 0, 3, 5, 7. */
static size_t common(const char *a, const char *b)
{
    size_t n = 0, good = 0;

    while (a[n] != '\0' && a[n] == b[n])
        if (++n == 3 || n == 5 || n == 7)
            good = n;
    return good;
}

/* Up the tree from row until no printed name contradicts: what may still be said. */
static int32_t without_contradiction(const struct query *q, int32_t row)
{
    int32_t good = row;

    for (int32_t up = row; up >= 0; up = q->book->row[up].parent) {
        const struct be_folded *name = &q->name[q->book->row[up].level - 1];
        if (name->len > 0 && be_folded_fit(q->book, name, up) == BE_FIT_NONE)
            good = q->book->row[up].parent;
    }
    return good;
}

/* Whether the innermost name may stand for something under row: one of its meanings does, or
 * no table knows the name. */
static bool lies_under(const struct query *q, int32_t row)
{
    const struct be_codebook *book = q->book;
    const struct be_folded *name = q->depth > 0 ? &q->name[q->depth - 1] : NULL;
    bool meant = false;

    for (int32_t i = name == NULL ? -1 : name->slot; i >= 0; i = book->name[i].next) {
        const struct be_code_row *r = &book->row[book->name[i].row];
        if (r->scheme != q->scheme || r->level != q->depth
            || be_name_fit(book, name, &book->name[i]) == BE_FIT_NONE)
            continue;
        if (strncmp(r->code, book->row[row].code, strlen(book->row[row].code)) == 0)
            return true;
        meant = true;
    }
    return !meant;
}

static void say(char *out, const char *code, size_t n)
{
    memcpy(out, code, n);
    out[n] = '\0';
}

static void resolve_code(const struct query *q, struct be_span code, struct be_codes *out)
{
    const struct be_codebook *book = q->book;
    int32_t row = longest_by_code(q, code);

    if (row >= 0 && strlen(book->row[row].code) == code.len) {
        const struct be_code_row *r = &book->row[row];
        if (q->depth == 0) {                  /* a placeholder for a name contradicts nothing */
            say(out->prefix, r->code, code.len);
            return;
        }
        /* A row of the code table may carry its name at another level than its code has. */
        if (be_folded_fit(book, &q->name[q->depth - 1], row) != BE_FIT_NONE) {
            say(out->official, r->code, code.len);
            say(out->prefix, r->code, code.len);
            return;
        }
    }
    if (row < 0)
        return;
    /* Code and name disagree, or the code is unknown: what both allow. */
    int32_t named = q->depth > 0 ? by_names(q, q->depth).row : -1;
    if (named >= 0) {
        say(out->prefix, book->row[row].code, common(book->row[row].code, book->row[named].code));
        return;
    }
    row = without_contradiction(q, row);
    while (row >= 0 && !lies_under(q, row))
        row = book->row[row].parent;
    if (row >= 0)
        say(out->prefix, book->row[row].code, strlen(book->row[row].code));
}

static void resolve(const struct be_codebook *book, const struct be_codes_ask *ask, struct be_codes *out)
{
    struct query q;               /* its names are large: not zeroed, be_folded_set fills them */
    struct be_span code = be_span_trim(ask->code);
    char joined[BE_CODE_DIGITS];

    q.book = book;
    q.scheme = ask->scheme;
    q.government = ask->government;
    q.year = ask->year;
    q.under = -1;
    q.depth = 0;
    for (int i = 0; i < 3; i++) {
        be_folded_set(book, &q.name[i], ask->level[i]);
        if (ask->level[i].len > 0)
            q.depth = i + 1;
    }
    if (be_span_digits(ask->parent))
        q.under = be_code_row(book, ask->parent);
    if (q.under >= 0 && book->row[q.under].scheme != ask->scheme)
        q.under = -1;
    if (code.len == 2 && ask->parent.len >= 3 && ask->parent.len <= 5) { /* 05款, 01项 */
        memcpy(joined, ask->parent.p, ask->parent.len);
        memcpy(joined + ask->parent.len, code.p, 2);
        code = be_span(joined, ask->parent.len + 2);
    }
    if (be_span_digits(code) && code.len >= 3) {
        resolve_code(&q, code, out);
        return;
    }
    if (q.depth == 0) {
        if (q.under >= 0)
            say(out->prefix, book->row[q.under].code, strlen(book->row[q.under].code));
        return;
    }
    struct answer a = by_names(&q, q.depth);
    if (a.row >= 0 && a.sure && book->row[a.row].level == q.depth)
        say(out->official, book->row[a.row].code, strlen(book->row[a.row].code));
    int32_t row = a.row >= 0 ? a.row : longest_by_names(&q);
    if (row >= 0)
        say(out->prefix, book->row[row].code, strlen(book->row[row].code));
}

/* ---- answers asked before ---- */

#define QUESTION_BYTES 240u      /* longer questions are not kept */

struct kept {
    bool known;
    struct be_codes codes;
};

/* The parts of a question, each with a NUL behind it, which none has; its length, 0: too long. */
static size_t question(const struct be_codes_ask *ask, char text[QUESTION_BYTES])
{
    const struct be_span part[] = {ask->level[0], ask->level[1], ask->level[2], ask->code, ask->parent};
    size_t n = 0;

    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        if (n + part[i].len + 1 > QUESTION_BYTES)
            return 0;
        if (part[i].len > 32)
            memcpy(text + n, part[i].p, part[i].len);
        else if (part[i].len > 0)
            be_copy_short(text + n, part[i].p, part[i].len);
        n += part[i].len;
        text[n++] = '\0';
    }
    return n;
}

static uint32_t question_of(enum be_scheme scheme, int year, bool government, unsigned extra)
{
    return (uint32_t)year << 8 | (government ? 128u : 0u) | extra << 3 | scheme;
}

void be_codebook_resolve(const struct be_codebook *book, struct be_memo *memo, const struct be_codes_ask *ask, struct be_codes *out)
{
    char text[QUESTION_BYTES];
    struct kept *k = NULL;
    size_t n;

    memset(out, 0, sizeof *out);
    if (ask->scheme != BE_FUNCTIONAL && ask->scheme != BE_ECONOMIC)
        return;
    n = memo == NULL ? 0 : question(ask, text);
    if (n > 0)
        k = be_memo_of(memo, BE_ASKS_CODES, be_span(text, n), question_of(ask->scheme, ask->year, ask->government, 0), sizeof *k);
    if (k != NULL && k->known) {
        *out = k->codes;
        return;
    }
    resolve(book, ask, out);
    if (k != NULL)
        *k = (struct kept){true, *out};
}

/* ---- of a hit ---- */

static void resolve_hit(const struct be_codebook *book, struct be_memo *memo, const struct be_hit *hit, int year, struct be_codes *out)
{
    struct be_codes_ask ask = {
        .scheme = hit->scheme, .level = {hit->level[0], hit->level[1], hit->level[2]},
        .code = hit->code, .year = year, .government = hit->government,
    };

    be_codebook_resolve(book, memo, &ask, out);
}

/* The numbers of the names and the code itself are a question too, a third of the work of comparing texts;
 * false: they are not all known. */
static bool question_by_numbers(uint64_t part[4], const struct be_hit *hit)
{
    for (size_t i = 0; i < 3; i++) {
        part[i] = hit->label->level[i];
        if (part[i] == 0 && hit->level[i].p == hit->item.p)    /* a name that was found out to be a class */
            part[i] = hit->label->item;
        if ((part[i] == 0) != (hit->level[i].len == 0))
            return false;
    }
    part[3] = be_span_word(hit->code);
    return hit->code.len <= 7;
}

void be_codebook_hit(const struct be_codebook *book, struct be_memo *memo, const struct be_hit *hit, int year, struct be_codes *out)
{
    uint64_t part[4];
    struct kept *k = NULL;

    if (hit->label != NULL && question_by_numbers(part, hit))
        k = be_memo_of(memo, BE_ASKS_CODES_BY_NUMBER, be_span((const char *)part, sizeof part),
                       question_of(hit->scheme, year, hit->government, (unsigned)hit->code.len), sizeof *k);
    if (k == NULL)
        resolve_hit(book, memo, hit, year, out);
    else if (k->known)
        *out = k->codes;
    else {
        resolve_hit(book, NULL, hit, year, out);
        *k = (struct kept){true, *out};
    }
    if (hit->item.len == 0)
        out->official[0] = '\0';
}

/* ---- labels nobody has marked ---- */

/* Whether the name is that of a functional 项, too: 住房公积金. */
static bool is_item(const struct query *q)
{
    for (int32_t i = q->name[1].slot; i >= 0; i = q->book->name[i].next) {
        const struct be_code_row *row = &q->book->row[q->book->name[i].row];
        if (row->scheme == BE_FUNCTIONAL && row->level == 3
            && be_name_fit(q->book, &q->name[1], &q->book->name[i]) <= BE_FIT_ALIAS)
            return true;
    }
    return false;
}

enum be_label be_codebook_label(const struct be_codebook *book, struct be_span name, int year)
{
    struct query q;
    struct answer a;

    be_folded_set(book, &q.name[0], name);
    if (!q.name[0].known)
        return BE_LABEL_NONE;
    q.name[1] = q.name[0];
    q.book = book;
    q.scheme = BE_FUNCTIONAL;
    q.government = false;
    q.year = year;
    q.under = -1;
    a = by_names(&q, 1);
    q.scheme = BE_ECONOMIC;
    if (a.row >= 0) {
        bool shared = by_names(&q, 1).row >= 0 || strcmp(book->row[a.row].code, "223") == 0;
        /* 教育, 外交, 金融: as words of a sentence they are no class yet. */
        bool bare = q.name[0].len < 12 && !be_ends(be_span(q.name[0].text, q.name[0].len), "支出");
        return shared || bare ? BE_LABEL_SHARED : a.sure ? BE_LABEL_CLASS : BE_LABEL_NEAR;
    }
    a = by_names(&q, 1);
    if (a.row >= 0)
        return a.sure ? BE_LABEL_ECONOMIC_CLASS : BE_LABEL_NONE;
    /* Several 款 may share the name (房屋建筑物购建): economic all the same. */
    for (int32_t i = q.name[1].slot; i >= 0; i = book->name[i].next)
        if (book->row[book->name[i].row].scheme == BE_ECONOMIC && book->row[book->name[i].row].level == 2
            && !book->row[book->name[i].row].government && be_name_fit(book, &q.name[1], &book->name[i]) <= BE_FIT_ALIAS)
            return is_item(&q) ? BE_LABEL_ECONOMIC_OR_ITEM : BE_LABEL_ECONOMIC;
    return BE_LABEL_NONE;
}

/* 因公出国（境）费, 公务接待费, 公务用车…: outside a list of basic expenditure they are the 三公 items. */
static bool is_sangong(struct be_span item)
{
    return be_starts(item, "公务接待") || be_starts(item, "公务用车")
           || be_starts(item, "因公出国");
}

void be_codebook_classify(struct be_hit *hit, enum be_label label, bool table)
{
    enum be_topic topic = hit->topic;

    switch (label) {
    case BE_LABEL_SHARED:
        if (!table || (topic != BE_TOPIC_BALANCE && topic != BE_TOPIC_GRANT_BALANCE && topic != BE_TOPIC_FUND_GOV))
            return;
        /* fall through */
    case BE_LABEL_CLASS:
    case BE_LABEL_NEAR:
        hit->scheme = BE_FUNCTIONAL;
        hit->level[0] = hit->item;
        return;
    case BE_LABEL_ECONOMIC_OR_ITEM:
        if (topic != BE_TOPIC_BASIC)
            return;
        /* fall through */
    case BE_LABEL_ECONOMIC:
        /* 办公设备购置 is what is bought there, no item of expenditure. */
        if (topic == BE_TOPIC_PROCUREMENT || topic == BE_TOPIC_ASSETS)
            return;
        if (topic == BE_TOPIC_SANGONG || (topic != BE_TOPIC_BASIC && topic != BE_TOPIC_RUNNING && !table && is_sangong(hit->item)))
            return;
        hit->scheme = BE_ECONOMIC;
        hit->level[1] = hit->item;
        return;
    case BE_LABEL_ECONOMIC_CLASS:
        hit->scheme = BE_ECONOMIC;
        hit->level[0] = hit->item;
        return;
    case BE_LABEL_NONE:
        return;
    }
}
