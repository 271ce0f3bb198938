#include "unit.h"
#include "wordlist.h"

#define N(s) {s, sizeof(s) - 1}

/* Spellings that mean another unit's usual one. */
static const struct { struct be_span printed, usual; } SPELLING[] = {
    {N("㎡"), N("平方米")}, {N("平米"), N("平方米")}, {N("m2"), N("平方米")}, {N("m²"), N("平方米")}, {N("M2"), N("平方米")}, {N("平米"), N("平方米")}, {N("（平方米）"), N("平方米")},
    {N("百分比"), N("%")}, {N("百分之"), N("%")}, {N("％"), N("%")}, {N("輛"), N("辆")}, {N("個"), N("个")}, {N("臺"), N("台")}, {N("台套"), N("台（套）")},
    {N("台/套"), N("台（套）")}, {N("台(套)"), N("台（套）")}, {N("台，套"), N("台（套）")}, {N("台、套"), N("台（套）")}, {N("台,套"), N("台（套）")},
    {N("台、辆"), N("辆")}, {N("台/辆"), N("辆")}, {N("辆/台"), N("辆")}, {N("辆、台"), N("辆")}, {N("部、辆"), N("辆")},
};

/* Money in yuan. 万 and 亿 alone are money only where the caller knows it is. */
static const struct { struct be_span unit; int power; } YUAN[] = {
    {N("元"), 0}, {N("万元"), 4}, {N("亿元"), 8}, {N("千元"), 3}, {N("百元"), 2}, {N("十元"), 1}, {N("百万元"), 6}, {N("十万元"), 5},
    {N("千万元"), 7}, {N("十亿元"), 9}, {N("百亿元"), 10}, {N("千亿元"), 11}, {N("万亿元"), 12}, {N("角"), -1}, {N("分钱"), -2},
    {N("万"), 4}, {N("亿"), 8}, {N("万亿"), 12}, {N("百万"), 6}, {N("千万"), 7},
};

static struct be_wordlist FOREIGN = BE_WORDLIST(
    "美元", "美金", "欧元", "歐元", "港元", "港币", "港幣", "日元", "日圆", "英镑", "英鎊", "澳元", "加元", "卢布", "韩元",
    "台币", "澳门元", "法郎", "新加坡元", "泰铢");

/* Writes unit with 萬億圆圓 as 万亿元元 and without 人民币/RMB/¥ and blanks into buf (of room
 * bytes). False when nothing of money could be meant or it is too long. */
static bool spell_money(char *buf, size_t room, size_t *len, struct be_span unit)
{
    static const struct { const char *from, *to; } PART[] = {
        {"人民币", ""}, {"人民幣", ""}, {"萬", "万"}, {"億", "亿"}, {"圆", "元"}, {"圓", "元"}, {"块", "元"},
        {"（", ""}, {"）", ""}, {"￥", ""}, {"¥", ""}, {"RMB", ""}, {"CNY", ""}, {"\xE3\x80\x80", ""},
        {" ", ""}, {"\t", ""}, {"(", ""}, {")", ""}, {"整", ""},
    };

    *len = 0;
    while (unit.len > 0) {
        size_t i, n = sizeof PART / sizeof PART[0];
        for (i = 0; i < n; i++)
            if (be_starts(unit, PART[i].from))
                break;
        struct be_span to = i < n ? be_span_of(PART[i].to)
                                  : be_span(unit.p, be_char_len(unit.p, unit.p + unit.len));
        if (*len + to.len > room)
            return false;
        memcpy(buf + *len, to.p, to.len);
        *len += to.len;
        unit = be_span_from(unit, i < n ? strlen(PART[i].from) : to.len);
    }
    return true;
}

/* What a spelling of YUAN cannot do without. */
static struct be_wordlist OF_YUAN = BE_WORDLIST("元", "万", "亿", "萬", "億", "圆", "圓", "块", "角", "分钱");

/* Index into YUAN, or -1. */
static int find_yuan(struct be_span unit)
{
    char buf[24];
    size_t len;

    if (be_span_is(unit, "万元"))             /* nearly always */
        return 1;
    if (be_span_is(unit, "元"))
        return 0;
    if (unit.len > 40 || !be_wordlist_holds(&OF_YUAN, unit) || !spell_money(buf, sizeof buf, &len, unit))
        return -1;
    for (size_t i = 0; i < sizeof YUAN / sizeof YUAN[0]; i++)
        if (be_span_eq(be_span(buf, len), YUAN[i].unit))
            return (int)i;
    return -1;
}

struct be_span be_unit_fold(struct be_span unit)
{
    if (be_span_is(unit, "万元") || be_span_is(unit, "%"))
        return unit;
    unit = be_span_trim(unit);
    int yuan = find_yuan(unit);

    if (yuan >= 0)
        return YUAN[yuan].unit;
    for (size_t i = 0; i < sizeof SPELLING / sizeof SPELLING[0]; i++)
        if (be_span_eq(unit, SPELLING[i].printed))
            return SPELLING[i].usual;
    return unit;
}

bool be_unit_yuan(struct be_span unit, int *power)
{
    int yuan = be_span_is(unit, "万元") ? 1 : find_yuan(be_span_trim(unit));

    if (yuan >= 0)
        *power = YUAN[yuan].power;
    return yuan >= 0;
}

bool be_unit_money(struct be_span unit)
{
    int power;

    if (be_span_is(unit, "%"))
        return false;
    unit = be_span_trim(unit);
    if (be_unit_yuan(unit, &power))
        return true;
    return unit.len <= 40 && be_wordlist_back(&FOREIGN, unit) > 0;
}
