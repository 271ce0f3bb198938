/* clause_unit.c - units that figures share (单位：万元), and what a figure without one is. */
#include "clause_walk.h"

void be_clause_unit(struct be_carry *carry, struct be_span unit)
{
    static const char UNIT[][8] = {"万元", "亿元", "元"};    /* arrays: no unit in a text or pattern begins there */

    for (size_t i = 0; i < 3; i++)
        if (be_span_is(unit, UNIT[i]))
            carry->unit = be_span_of(UNIT[i]);
}

static struct be_wordlist UNIT_LABEL = BE_WORDLIST("单位：", "单位:");

/* 支出情况（单位：万元）：工资福利支出1.2、商品和服务支出3.4: of all that follows. */
void be_unit_read(struct walk *w, size_t at)
{
    struct be_span unit = between(w, at < 32 ? 0 : at - 32, at);

    for (size_t i = 0; i < unit.len; i++) {
        const size_t label = be_wordlist_front(&UNIT_LABEL, be_span_from(unit, i));

        if (label > 0)
            be_clause_unit(w->c, be_span_from(unit, i + label));
    }
}

/* 办公费（万元）12.3: the unit stands in front, or in front of the list: 支出情况（单位：万元）：办公费12.3. */
void be_unit_take(const struct walk *w, struct be_figure *f, struct be_span *item)
{
    static const char *const UNIT[][2] = {{"（万元）", "万元"}, {"（元）", "元"}};

    for (size_t i = 0; i < 2; i++)
        if (be_ends(*item, UNIT[i][0])) {
            item->len -= strlen(UNIT[i][0]);
            f->unit = be_span_of(UNIT[i][1]);
        }
    if (f->unit.len == 0)
        f->unit = w->c->unit;
}

static struct be_wordlist AVERAGE = BE_WORDLIST("车均", "人均", "户均", "平均每");

/* 万 and 亿 alone are money behind a label of money; a figure without a unit is one only there.
 * False: no figure. */
bool be_unit_settle(const struct walk *w, struct be_figure *f, struct be_span item, bool subject)
{
    bool money = subject;

    if (f->unit.len == 0 && (f->stat == BE_STAT_COUNT || f->stat == BE_STAT_SHARE))
        return true;                 /* 编制数20 */
    if (f->unit.len > 0 && !be_span_is(f->unit, "万") && !be_span_is(f->unit, "亿"))
        return true;
    money = money || be_label_money(item) || ((item.len == 0 || be_wordlist_front(&AVERAGE, item) > 0) && w->money_seen) || (f->level && w->last.money);
    if (f->unit.len == 0)
        return money && !w->in->place->duties;
    f->money = money;
    if (money) {
        f->unit = be_span_is(f->unit, "万") ? BE_LIT("万元") : BE_LIT("亿元");
        if (f->stat == BE_STAT_COUNT) {
            f->stat = BE_STAT_AMOUNT;
            f->measure = be_span(NULL, 0);
        }
    } else if (f->stat == BE_STAT_AMOUNT) {
        f->stat = BE_STAT_COUNT;
        f->measure = BE_LIT("数量");
    }
    return true;
}
