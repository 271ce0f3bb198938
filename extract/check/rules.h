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

/* narrative.c: lists and their totals */
be_rule_run be_n01_list, be_n02_spending, be_n05_basic, be_n06_detail, be_n22_counts;
/* subjects.c */
be_rule_run be_n03_lines, be_n04_classes, be_c08_home;
/* change.c: quotients and changes */
be_rule_run be_n08_share, be_n10_change, be_n11_rate, be_n17_completion;
/* restate.c: figures with a name */
be_rule_run be_n13_restated, be_n15_sangong, be_n20_procurement, be_n21_net, be_n24_running, be_n27_annex, be_n28_stale;
/* between.c: table against table */
be_rule_run be_x01_totals, be_x02_classes, be_x03_items, be_x04_basic;
/* against.c: prose against table */
be_rule_run be_v01_totals, be_v02_classes, be_v03_items, be_v04_sangong, be_v05_parts, be_v06_nil;
/* wording.c */
be_rule_run be_c01_year, be_c02_agency, be_c03_unit, be_c05_placeholder, be_c10_empty;

#endif
