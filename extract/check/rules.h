/* rules.h - the functions that rules are made of, one family a file. */
#ifndef BE_RULES_H
#define BE_RULES_H

#include "figures.h"

typedef void be_rule_run(struct be_check *check, const struct be_rule *rule);

/* tables.c: within a row */
be_rule_run be_t01_row, be_t07_economic, be_t08_sangong, be_t09_funds, be_t11_funding;
/* tree.c: within a column */
be_rule_run be_t02_tree, be_t03_total, be_t10_units;
/* balance.c */
be_rule_run be_t04_balance, be_t05_year, be_t06_carried, be_t13_people;

#endif
