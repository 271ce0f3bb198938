#include "amount.h"
#include "front.h"
#include "../../base/unit.h"
#include "../../base/wordlist.h"

/* What a pattern's mark says of stat and phase. */
static const struct word {
    struct be_span measure;
    enum be_stat stat;
    enum be_phase phase;
} WORDS[] = {
#define WORD(measure, ...) {{measure, sizeof measure - 1}, __VA_ARGS__}
    WORD("占比", BE_STAT_SHARE, BE_PHASE_NONE),
    WORD("增减额", BE_STAT_CHANGE, BE_PHASE_NONE),
    WORD("增减率", BE_STAT_CHANGE_RATE, BE_PHASE_NONE),
    WORD("差异率", BE_STAT_CHANGE_RATE, BE_PHASE_NONE),
    WORD("完成率", BE_STAT_COMPLETION, BE_PHASE_NONE),
    WORD("预算数", BE_STAT_AMOUNT, BE_BUDGET),
    WORD("年初预算数", BE_STAT_AMOUNT, BE_BUDGET),
    WORD("全年预算数", BE_STAT_AMOUNT, BE_ADJUSTED),
    WORD("决算数", BE_STAT_AMOUNT, BE_FINAL),
    WORD("执行数", BE_STAT_AMOUNT, BE_FINAL),
    WORD("数量", BE_STAT_COUNT, BE_PHASE_NONE),
    WORD("金额", BE_STAT_AMOUNT, BE_PHASE_NONE),
#undef WORD
};

static bool is_alnum(char c)
{
    return be_is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Does the text end in a number with decimals, and a comma behind it? What follows is no group of three. */
static bool parts_decimals(struct be_span text)
{
    size_t n = 0;

    if (be_ends(text, "，"))
        text.len -= strlen("，");
    else if (be_ends(text, ","))
        text.len--;
    else
        return false;
    while (n < text.len && be_is_digit(text.p[text.len - n - 1]))
        n++;
    return n > 0 && n + 1 < text.len && text.p[text.len - n - 1] == '.' && be_is_digit(text.p[text.len - n - 2]);
}

/* What of more than one byte may stand before a number that goes on. */
static struct be_wordlist GOES_ON = BE_WORDLIST("，", "）", "第", "〔", "×", "表", "附件", "万", "亿");

/* True if a number cannot begin at p: it goes on from letters or digits (V2.0, 2020-05), or is
 * the number of something (第3批). */
static bool goes_on(const char *begin, const char *p)
{
    struct be_span before = be_span(begin, (size_t)(p - begin));

    if (p == begin || ((unsigned char)p[-1] >= 0x80 && be_wordlist_back(&GOES_ON, before) == 0))
        return false;                /* nearly always */
    if (parts_decimals(before))
        return false;
    if (is_alnum(p[-1]) || (!be_is_digit(*p) && be_ends(before, "）")))
        return true;
    if (be_ends(before, "万") || be_ends(before, "亿"))
        return p - begin > 3 && be_is_digit(p[-4]);      /* 3万|5千元 is one number */
    /* 14，40万元 may be one number or two: neither is certain */
    if (be_ends(before, "，") && p - begin > 3 && be_is_digit(p[-4]))
        return true;
    if ((p[-1] == '.' || p[-1] == ',' || p[-1] == '-' || p[-1] == '/') && p - begin > 1 && is_alnum(p[-2]))
        return true;
    return p[-1] == '*' || (!be_ends(before, "，") && !be_ends(before, "）") && be_wordlist_back(&GOES_ON, before) > 0);
}

static struct be_wordlist THRESHOLD = BE_WORDLIST("（含）", "（不含）", "（含本数）", "及以上", "以上", "以下", "及以下");
static struct be_wordlist RULE = BE_WORDLIST("的比例", "的标准", "的幅度");
static struct be_wordlist BEYOND = BE_WORDLIST("大于", "高于", "低于", "小于", "超过", "超出", "大于等于", "小于等于", "不足", "达到");
static struct be_wordlist CLAUSE_END = BE_WORDLIST("，", "；", "。", ",", ";", "、");

static struct be_wordlist MADE_OF_ITEMS = BE_WORDLIST("要求", "规定", "意见", "措施", "办法", "禁令", "细则", "政策", "举措");

/* What all of these begin with. */
static struct be_wordlist GOES_ON_BEHIND = BE_WORDLIST("钟", "（含", "（不含", "及以", "以上", "以下", "的", "要求", "规定", "意见", "措施", "办法", "禁令", "细则", "政策", "举措");

/* What stands around a figure may make it part of a name or a rule: 50万元以上设备, 60岁以上老人,
 * 90分（含）-100分, 按5%的比例控制, 结余率大于10%的项目, 省委30条要求. */
static bool is_part_of_name(const struct be_figure *f, struct be_span before, struct be_span after)
{
    if (be_wordlist_front(&GOES_ON_BEHIND, after) == 0)
        return false;                /* nearly always */
    if (be_starts(after, "（含）"))
        return true;
    if (be_starts(after, "的") && be_wordlist_back(&BEYOND, before) > 0)
        return true;
    if (be_span_is(f->unit, "%"))
        return be_wordlist_front(&RULE, after) > 0;
    if (be_span_is(f->unit, "分") && (be_starts(after, "的项目") || be_starts(after, "钟") || (be_starts(after, "的") && be_ends(before, "在"))))
        return true;                 /* 80-90分的项目2个, 15分钟生活圈, 得分在75-90分的2个 */
    if (be_span_is(f->unit, "条") && be_wordlist_front(&MADE_OF_ITEMS, after) > 0)
        return true;
    return (f->money || be_span_is(f->unit, "分") || be_ends(f->unit, "岁")) && be_wordlist_front(&THRESHOLD, after) > 0;
}

/* The value as published, without blanks and separators, every minus as '-'. */
static struct be_span plain_value(struct be_span text, struct be_arena *arena)
{
    size_t n = 0;
    char *p;
    bool plain = true;

    for (size_t i = 0; i < text.len; i++)
        plain = plain && (be_is_digit(text.p[i]) || text.p[i] == '.');
    if (plain)
        return text;
    p = be_arena_alloc(arena, text.len + 1);
    if (p == NULL)
        return be_span(NULL, 0);
    for (size_t i = 0; i < text.len;) {
        size_t len = be_char_len(text.p + i, text.p + text.len);
        if (be_is_digit(text.p[i]) || text.p[i] == '.') {
            p[n++] = text.p[i];
        } else if (len == 3 && memcmp(text.p + i, "．", 3) == 0) {
            p[n++] = '.';
        } else if (n == 0 && text.p[i] != ',' && text.p[i] != ' ') {
            p[n++] = '-';
        } else if (text.p[i] == '-' || text.p[i] == '~') {
            p[n++] = text.p[i];              /* a range */
        } else if (len > 1 && memcmp(text.p + i, "，", 3) != 0) {
            memcpy(p + n, text.p + i, len);
            n += len;
        }
        i += len;
    }
    return be_span(p, n);
}

/* Where 余 stands in a unit, or 多; -1: nowhere. */
static long about_in(struct be_span unit)
{
    long at = be_span_find(unit, BE_LIT("余"));

    return at >= 0 ? at : be_span_find(unit, BE_LIT("多"));
}

/* 859万余元: the unit is 万元, the note 余. */
static void split_unit(struct be_figure *f, struct be_arena *arena)
{
    const long at = about_in(f->unit);
    char *p = at < 0 ? NULL : be_arena_alloc(arena, f->unit.len);

    if (p == NULL)
        return;
    memcpy(p, f->unit.p, (size_t)at);
    memcpy(p + at, f->unit.p + at + 3, f->unit.len - (size_t)at - 3);
    if (f->note.len == 0)
        f->note = be_span(f->unit.p + at, 3);
    f->unit = be_span(p, f->unit.len - 3);
}

static void write_number(struct be_figure *f, struct be_arena *arena)
{
    char *p = be_arena_alloc(arena, BE_DECIMAL_CHARS);

    f->numeric = p != NULL;
    if (p != NULL)
        f->value = be_decimal_text(p, f->number, false);
}

/* 3亿6500万元 is 36500万元. */
static bool read_compound(struct be_figure *f, struct be_span printed)
{
    long at = be_span_find(printed, BE_LIT("亿"));
    struct be_decimal high, low;

    return at > 0 && be_decimal_read(&high, be_span_to(printed, (size_t)at)) &&
           be_decimal_read(&low, be_span_from(printed, (size_t)at + 3)) && be_decimal_shift(&high, high, 4) &&
           be_decimal_add(&f->number, high, low);
}

/* Of most figures the number was read when it was found. */
static void read_value(struct be_figure *f, struct be_arena *arena)
{
    const struct be_span printed = f->value;

    if (f->plain)
        return;
    f->value = plain_value(printed, arena);
    if (!f->numeric)
        f->numeric = be_decimal_read(&f->number, f->value);
    if (!f->numeric && be_span_is(printed, "百")) {   /* 百分之百 */
        f->number = (struct be_decimal){100, 0};
        write_number(f, arena);
    } else if (!f->numeric && (read_compound(f, printed) || be_decimal_chinese(&f->number, printed))) {
        write_number(f, arena);
    }
    f->plain = f->numeric && be_decimal_is_plain(f->number, f->value);
}

/* 01项, 07: a whole number does not begin with a zero; a code does. */
static bool is_code(struct be_span value)
{
    return value.len > 1 && value.p[0] == '0' && !be_span_has(value, ".");
}

/* What kind of figure it is, by its unit and the pattern's mark. */
static void read_kind(struct be_figure *f)
{
    struct be_span m = be_span_of(f->mark);

    if (m.len > 0 && m.p[0] == '-') {
        f->sign = BE_SIGN_LESS;
        m = be_span_from(m, 1);
    } else if (be_starts(m, "±")) {
        f->sign = BE_SIGN_OPEN;
        m = be_span_from(m, strlen("±"));
    }
    if (be_span_is(f->unit, "%") && be_span_is(m, "增减额"))
        m = BE_LIT("增减率");
    f->measure = m;
    for (size_t i = 0; m.len > 0 && i < sizeof WORDS / sizeof *WORDS; i++)
        if (be_span_eq(m, WORDS[i].measure)) {
            f->stat = WORDS[i].stat;
            f->phase = WORDS[i].phase;
            return;
        }
    f->stat = f->money || be_unit_money(f->unit) ? BE_STAT_AMOUNT : BE_STAT_COUNT;
    if (f->stat == BE_STAT_COUNT)
        f->measure = BE_LIT("数量");
}

static struct be_wordlist NAMES_MONEY = BE_WORDLIST("费", "支出", "收入", "金额", "总额", "合计", "总计", "结余", "减少至", "减少到", "降至", "降到", "压减至");
static struct be_wordlist NAMES_FIGURE = BE_WORDLIST("算为", "算数", "数为", "预算", "决算", "支出为", "收入为");

/* 1998, 2024; but not 1200 */
static bool may_be_year(struct be_span value)
{
    return value.len == 4 && (memcmp(value.p, "19", 2) == 0 || (memcmp(value.p, "20", 2) == 0 && value.p[2] < '5'));
}

/* Money behind its name, which is no year: 公务接待费800; 年初预算为0. */
static bool is_whole_money(struct be_span before, struct be_span value)
{
    if (be_span_is(value, "0") && be_wordlist_back(&NAMES_FIGURE, before) > 0)
        return true;
    return be_wordlist_back(&NAMES_MONEY, before) > 0 && !may_be_year(value);
}

/* 2882.05，占88.58%: the unit is missing. Only a number that ends its clause, with decimals, of a count
 * or right behind a name of money. */
static bool may_lack_unit(struct be_span text, const char *p, struct be_span value, bool counted)
{
    struct be_span after = be_span_from(text, (size_t)(value.p + value.len - text.p));

    if (p == text.p || !((unsigned char)p[-1] & 0x80))
        return false;
    if (be_span_find(value, BE_LIT(".")) <= 0 && !counted &&
        !is_whole_money(be_span_to(text, (size_t)(p - text.p)), value))
        return false;
    return after.len == 0 || be_wordlist_front(&CLAUSE_END, after) > 0;
}

void be_amount_level(struct be_figure *f)
{
    f->level = true;
    f->digits = f->off;
    f->measure = BE_LIT("增减额");
    f->stat = BE_STAT_CHANGE;
    f->value = BE_LIT("0");
    f->number = (struct be_decimal){0};
    f->numeric = f->plain = true;
}

static bool is_yuan(struct be_span unit)
{
    int power;

    return !be_span_is(unit, "%") && be_unit_yuan(unit, &power);
}

void be_amount_read(struct be_figure *out, const struct be_match *m, struct be_span text)
{
    *out = (struct be_figure){.off = (size_t)(m->whole.p - text.p), .mark = m->mark};
    out->end = out->off + m->whole.len;
    out->base = be_match_part(m, BE_GROUP_BASE);
    out->note = be_match_part(m, BE_GROUP_NOTE);
    out->unit = be_match_part(m, BE_GROUP_UNIT);
    out->value = be_match_part(m, BE_GROUP_VALUE);
    if (out->value.len == 0) {
        be_amount_level(out);
        return;
    }
    out->digits = (size_t)(out->value.p - text.p);
    out->odd = out->unit.len == 0 || about_in(out->unit) >= 0;
    if (out->odd)
        return;
    out->unit = be_unit_fold(out->unit);
    out->money = is_yuan(out->unit);
    read_kind(out);
}

/* The kind of a figure whose unit is missing, or says 余. False: the number is no figure. */
static bool take_odd(struct be_figure *f, struct be_span text, struct be_arena *arena)
{
    const bool counted = be_span_is(be_span_of(f->mark), "数量");  /* 编制数20 */

    if (f->unit.len > 0) {
        split_unit(f, arena);
        f->unit = be_unit_fold(f->unit);
    } else if (be_ends(be_span_to(text, f->digits), "￥")) {
        f->unit = BE_LIT("元");
    } else if (!may_lack_unit(text, f->value.p, f->value, counted)) {
        return false;
    }
    f->money = f->unit.len == 0 ? !counted : is_yuan(f->unit);
    read_kind(f);
    return true;
}

static struct be_wordlist BOUND = BE_WORDLIST("及以上", "以上", "以内", "及以下", "以下", "左右");

/* 满意度达到90%以上 */
static void read_bound(struct be_figure *f, struct be_span after)
{
    if (f->note.len == 0)
        f->note = be_span_to(after, be_wordlist_front(&BOUND, after));
}

/* What stands around a number, and its digits, may make it no figure. */
static bool is_figure(struct be_figure *f, struct be_span text, struct be_arena *arena)
{
    if (f->level)
        return true;
    if (goes_on(text.p, f->value.p) || is_code(f->value) || (f->odd && !take_odd(f, text, arena)))
        return false;
    read_value(f, arena);
    if (is_part_of_name(f, be_span_to(text, f->off), be_span_from(text, f->end)))
        return false;
    read_bound(f, be_span_from(text, f->end));
    return true;
}

bool be_amount_next(struct be_figure *out, const struct be_context *cx, struct be_span text, size_t off, uint64_t line)
{
    for (; be_front_next(out, cx, text, off, line); off = be_amount_behind(text, off, out->end))
        if (is_figure(out, text, cx->arena))
            return true;
    return false;
}

void be_amount_negate(struct be_figure *f, struct be_arena *arena)
{
    char *p;

    if (f->number.digits == 0 || f->value.len == 0 || f->value.p[0] == '-')
        return;
    p = be_arena_alloc(arena, f->value.len + 1);
    if (p == NULL)
        return;
    p[0] = '-';
    memcpy(p + 1, f->value.p, f->value.len);
    f->value = be_span(p, f->value.len + 1);
    f->number.digits = -f->number.digits;
}
