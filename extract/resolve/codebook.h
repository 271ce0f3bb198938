/* codebook.h - the official classification (政府收支分类科目): names to codes, codes to names.
 *
 * In:    patterns/codes/functional.csv, economic.csv and patterns/traditional.csv.
 * Out:   for the level names and the code of a record: its official code and the longest
 *        certain prefix. What is unknown, ambiguous or contradicts itself stays empty.
 * Keeps: the code tables, read-only after load and shared by all threads; in the memo, which
 *        belongs to one worker, the answers given before.
 */
#ifndef BE_CODEBOOK_H
#define BE_CODEBOOK_H

#include "../base/traditional.h"
#include "../recognize/hit.h"
#include <stdio.h>

#define BE_CODE_DIGITS 7u

struct be_codebook;
struct be_memo;                   /* base/memo.h */

/* The bytes of the three files are only read during the call. Mistakes are said with file and
 * line; then the status is BE_EPATTERN and *out is NULL. */
struct be_codebook_files { struct be_span functional, economic, traditional; };
enum be_status be_codebook_load(struct be_codebook **out, const struct be_codebook_files *files,
                                void (*say)(void *user, const char *message), void *user);
void be_codebook_free(struct be_codebook *book); /* accepts NULL */

/* Is it as long as those of 类, 款 and 项 are, and of digits alone? */
static inline bool be_is_official_code(struct be_span code)
{
    return (code.len == 3 || code.len == 5 || code.len == 7) && be_span_digits(code);
}

/* What is printed about one figure's classification. Names and codes as published; empty where
 * nothing is. Level names are those of the line itself or inherited from rows above. */
struct be_codes_ask {
    enum be_scheme scheme;        /* functional or economic; all else finds nothing */
    struct be_span level[3];
    struct be_span code;          /* 2080150, or two digits relative to parent */
    struct be_span parent;        /* code of the 类 or 款 row above, where known */
    int year;                     /* of the document; 0: not known */
    bool government;              /* of the two economic classifications the 政府 one */
};

struct be_codes {                 /* NUL at the end, "" when there is nothing certain */
    char official[BE_CODE_DIGITS + 1]; /* of the innermost level */
    char prefix[BE_CODE_DIGITS + 1];   /* class_code: 3, 5 or 7 digits */
};

/* memo: may be NULL. */
void be_codebook_resolve(const struct be_codebook *book, struct be_memo *memo,
                         const struct be_codes_ask *ask, struct be_codes *out);

/* The same for a hit: its scheme, levels and code. A hit without item (a placeholder stands for
 * its name) has no official code, only the prefix of the levels that are printed. */
void be_codebook_hit(const struct be_codebook *book, struct be_memo *memo,
                     const struct be_hit *hit, int year, struct be_codes *out);

/* What a label is that nobody has marked with （类） or a code. */
enum BE_BYTE be_label {
    BE_LABEL_NONE,
    BE_LABEL_CLASS,               /* name of a functional 类: 卫生健康支出 */
    BE_LABEL_NEAR,                /* the same but for a slip, 社会保障与就业支出: scheme, no code */
    BE_LABEL_SHARED,              /* functional 类 and something else: 其他支出, 国有资本经营预算支出.
                                   * A class in a 收支总表, in prose the name of a budget or a rest */
    BE_LABEL_ECONOMIC,            /* name of an economic 款: 基本工资 */
    BE_LABEL_ECONOMIC_OR_ITEM,    /* the same, and the name of a functional 项: 住房公积金 */
    BE_LABEL_ECONOMIC_CLASS,      /* name of an economic 类: 工资福利支出 */
};
enum be_label be_codebook_label(const struct be_codebook *book, struct be_span name, int year);

/* Gives an open figure whose item is such a name its scheme and level: functional
 * 类 anywhere (shared names only in a table of classes: 收支总表), economic names except where
 * they are 三公 items or could be a functional 项. Changes nothing else. */
void be_codebook_classify(struct be_hit *hit, enum be_label label, bool table);
/* Whether a hit may be one: it has an item, and neither scheme nor levels. */
static inline bool be_codebook_open(const struct be_hit *hit)
{
    return hit->scheme == BE_SCHEME_NONE && hit->item.len > 0 && hit->level[0].len + hit->level[1].len + hit->level[2].len == 0;
}

/* The name in force of a code; empty when unknown. Lives as long as the book. */
struct be_span be_codebook_name(const struct be_codebook *book, struct be_span code);
/* For look-ups by simplified characters elsewhere. */
const struct be_traditional *be_codebook_traditional(const struct be_codebook *book);

/* Prints the rows that a code, a code prefix or a part of a name finds, one line each:
 * code, level, path of names, aliases, years. Returns how many; at most BE_FIND_MAX are printed. */
#define BE_FIND_MAX 200u
size_t be_codebook_find(const struct be_codebook *book, struct be_span what, FILE *out);

#endif
