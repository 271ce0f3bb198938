/* known.h - headers that the ministry's forms print (patterns/headers.csv), known by their characters alone, in whatever
 * order these stand: 本年收入合 / 计 / 财政拨款收 / 入.
 *
 * In:    the characters of a header; how many columns of figures it has.
 * Out:   the one header, or two of it side by side (预算数 and 决算数), that has just these and words over labels.
 * Keeps: nothing.
 */
#ifndef BE_KNOWN_H
#define BE_KNOWN_H

#include "../../base/rows.h"

#define BE_KNOWN_COLUMNS 12u

struct be_known {
    struct { struct be_span group, leaf; } column[BE_KNOWN_COLUMNS]; /* group: empty where it has none */
    size_t n, halves;
};

struct be_known_letters {          /* each as often as it stands there */
    size_t n;
    uint32_t letter[512];
};

/* False: there is no room for them. */
bool be_known_add(struct be_known_letters *l, struct be_span text);
bool be_known_has(const struct be_known_letters *l, struct be_span letter);
/* Its names are those of the file. half: what stands over each of two side by side. */
bool be_known_find(struct be_known *out, struct be_span headers, const struct be_known_letters *letters, size_t numbers, const struct be_span half[2]);
/* Does column c begin a group, or stand in none? */
bool be_known_begins(const struct be_known *k, size_t c);
/* Reads patterns/headers.csv through; says what is wrong in it. */
enum be_status be_known_check(struct be_span bytes, void (*say)(void *user, const char *message), void *user);

#endif
