#include "rowlabel.h"
#include "../../resolve/facts_words.h"
#include "cell.h"
#include "plan.h"
#include "../../base/wordlist.h"
#include "../../resolve/codebook.h"
#include "../../resolve/words.h"

#define TEXT_BYTES 160u          /* of a label that is kept */
#define ITEM_BYTES 96u           /* of its item, where that is no part of it */

struct kept {
    bool known;
    bool apart;                  /* its item is not as it stands in the text: blanks were taken out */
    bool unit_inside;            /* its unit is a part of the item; else there is none, or it lasts */
    uint8_t item_at, unit_at;    /* where they begin: in the text, in the item */
    struct be_row_label label;   /* its texts are those of the label met last */
    char item[ITEM_BYTES];       /* if it is apart */
};

/* ---- what it says ---- */

static struct be_wordlist SUMS = BE_WORDLIST("计（", "总额", "总数", "计数");

bool be_row_like_total(struct be_span text)
{
    return be_ends(text, "计") || be_wordlist_holds(&SUMS, text);
}

bool be_row_is_total(struct be_context *cx, struct be_span item)
{
    return item.len > 0 && be_row_like_total(item) && be_word_of(cx, item, NULL) == BE_WORD_TOTAL;
}

/* 一、 and 十二、 number the sections of a table, （一） and 1. what is in them. */
static bool is_section(struct be_span name)
{
    bool among = false;

    return be_word_lead(name, &among) > 0 && !among && !be_starts(name, "（") && (unsigned char)name.p[0] >= 0xE4;
}

static struct be_wordlist LEFT_OVER = BE_WORDLIST("结转", "结余");
static struct be_wordlist FUND_NAMES = BE_WORDLIST("一般公共预算", "公共财政预算", "公共预算", "政府性基金", "国有资本经营", "财政拨款",
                                                   "财政专户", "单位资金");
static struct be_wordlist RUNNING = BE_WORDLIST("机关运行"), FUNDS = BE_WORDLIST("预算", "拨款", "收入", "结", "基金", "资金");

/* label->item is there. */
static void look(struct be_row_label *label, struct be_context *cx)
{
    struct be_span item = label->item;

    label->total = be_row_is_total(cx, item);
    label->left_over = be_wordlist_holds(&LEFT_OVER, item);
    label->of_fund = be_wordlist_front(&FUND_NAMES, item) > 0;
    label->vehicle = be_ends(item, "车");
    label->running = be_wordlist_holds(&RUNNING, item);
    label->runs_on = be_span_is(item, "行政单位") || be_starts(item, "参照公务员法");
    if (be_ends(item, "）"))
        label->unit = be_plan_unit(cx, item);
}

enum be_topic be_row_section_topic(struct be_context *cx, struct be_span item)
{
    enum be_topic topic = be_words_topic(cx->model->words, item);
    bool known = topic == BE_TOPIC_SANGONG || topic == BE_TOPIC_RUNNING || topic == BE_TOPIC_ASSETS || topic == BE_TOPIC_PROCUREMENT;

    return known ? topic : BE_TOPIC_NONE;
}

struct be_span be_row_counts(struct be_span label)
{
    static const struct { const char *end, *unit; } COUNTS[] = {
        {"批次", "批次"}, {"批次数", "批次"}, {"人次", "人次"}, {"人次数", "人次"}, {"人数", "人"}, {"团组", "个"}, {"团组数", "个"}, {"编制数", "人"},
        {"车保有量", "辆"}, {"车辆保有量", "辆"}, {"车辆数", "辆"}, {"车辆数量", "辆"}, {"车购置数", "辆"}, {"车购置数量", "辆"},
    };

    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++)
        if (be_ends(label, COUNTS[i].end))
            return be_span_of(COUNTS[i].unit);
    return be_span(NULL, 0);
}

/* 2022年末一般债务余额, 2023年一般债务发行额: what a row is about; the year of a project's name says when its
 * money came. */
static int year_of(struct be_span item)
{
    struct be_span rest;

    if (!be_starts_year(item))
        return 0;
    rest = be_span_from(item, strlen("2024年"));
    return be_starts(rest, "末") || be_starts(rest, "底") || be_span_has(rest, "债务") || be_span_has(rest, "债券")
               ? be_words_year(item) : 0;
}

static struct be_wordlist COMPARES = BE_WORDLIST(
    "增减", "增、减", "增长", "增幅", "差额", "差异", "同比", "比上", "比年", "比预", "较上", "较年", "较预", "完成", "执行率", "预算完成", "预算执行率", "占比");

/* 2022, 2023年决算数, 上年数, 比上年增减额, 完成率: a row that says of its figures what else the header of a column says. */
static void say_like_header(struct be_row_label *label, struct be_context *cx)
{
    struct be_span item = label->item;
    const bool compares = be_wordlist_front(&COMPARES, item) > 0;
    const bool times = be_span_has(item, "年") || be_ends(item, "数") || (item.len == 4 && be_starts(item, "20"));
    const enum be_word word = compares || times ? be_word_of(cx, item, NULL) : BE_WORD_NONE;
    struct be_column_plan column = {0};

    if (word != BE_WORD_PHASE && word != BE_WORD_YEAR && word != BE_WORD_MEASURE &&
        !(compares && (word == BE_WORD_CHANGE || word == BE_WORD_CHANGE_RATE || word == BE_WORD_COMPLETION || word == BE_WORD_SHARE)))
        return;
    be_plan_say(&column, cx, item, word);
    label->stat = column.stat;
    label->phase = column.phase;
    label->year = column.year;
    label->year_shift = column.year_shift;
}

static __attribute__((noinline)) void say(struct be_row_label *label, struct be_context *cx)
{
    struct be_span item = label->item;

    label->said = true;
    label->counts = be_row_counts(item);
    if (label->section)
        label->topic = (uint8_t)be_row_section_topic(cx, item);
    label->class = be_codebook_label(cx->model->codebook, item, 0) == BE_LABEL_CLASS;
    if (item.len > BE_WORD_BYTES)
        return;
    say_like_header(label, cx);
    if (label->year == 0 && label->year_shift == 0)
        label->year = (int16_t)year_of(item);
    if (be_wordlist_holds(&FUNDS, item))
        label->fund = (uint8_t)be_word_means(cx, BE_MEANS_FUND, item);
}

bool be_row_label_entity(struct be_context *cx, struct be_row_label *label)
{
    if (label->entity == 0)
        label->entity = be_word_of(cx, label->item, NULL) == BE_WORD_ENTITY ? 1 : 2;
    return label->entity == 1;
}

/* ---- remembering it ---- */

static bool is_inside(struct be_span part, struct be_span text)
{
    return part.len > 0 && part.p >= text.p && part.p < text.p + text.len;
}

static void begin(struct be_row_label *label, struct be_span text, bool is_item, struct be_arena *arena)
{
    *label = (struct be_row_label){.item = is_item ? text : be_word_item(text, arena), .section = !is_item && is_section(text)};
}

/* Finds out what is kept of a text; false: it is not for keeping. */
static __attribute__((noinline)) bool learn(struct kept *k, struct be_context *cx, struct be_span text, bool is_item)
{
    struct be_row_label *label = &k->label;

    begin(label, text, is_item, be_tables_arena(cx->tables));
    label->no = be_tables_number(cx->tables);
    k->apart = label->item.len > 0 && !is_inside(label->item, text);
    if (k->apart && label->item.len > ITEM_BYTES)
        return false;
    if (k->apart)
        memcpy(k->item, label->item.p, label->item.len);
    look(label, cx);
    k->unit_inside = is_inside(label->unit, label->item);
    k->item_at = k->apart || label->item.len == 0 ? 0 : (uint8_t)(label->item.p - text.p);
    k->unit_at = k->unit_inside ? (uint8_t)(label->unit.p - label->item.p) : 0;
    return k->known = true;
}

struct be_row_label *be_row_label_read(struct be_row_label *room, struct be_context *cx, struct be_span text, bool is_item, bool ask)
{
    struct be_arena *arena = be_tables_arena(cx->tables);
    struct be_row_label *label = room;
    struct kept *k;

    if (text.len == 0) {
        *room = (struct be_row_label){.item = text};
        return room;
    }
    k = text.len > TEXT_BYTES ? NULL : be_memo_of(cx->memo, BE_ASKS_ROW, text, is_item, sizeof *k);
    if (k == NULL || (!k->known && !learn(k, cx, text, is_item))) {
        begin(room, text, is_item, arena);
        look(room, cx);
    } else {
        label = &k->label;
        label->item.p = text.p + k->item_at;
        if (k->apart)
            label->item = be_arena_copy(arena, be_span(k->item, label->item.len));
        if (k->unit_inside)
            label->unit.p = label->item.p + k->unit_at;
    }
    if (ask && !label->said)
        say(label, cx);
    return label;
}
