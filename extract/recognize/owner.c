#include "owner.h"
#include "../base/wordlist.h"

static struct be_wordlist ORG = BE_WORDLIST(
    "委员会", "办公室", "街道办事处", "办事处", "人民政府", "检察院", "法院", "医院", "学院", "中心", "局", "厅",
    "委", "政府", "总队", "支队", "大队", "中队", "联合会", "学校", "中学", "小学", "幼儿园", "大学", "总站", "站", "馆",
    "所", "处", "部", "院", "协会", "总会", "工会", "妇联", "残联", "文联", "科协", "侨联", "工商联", "学会", "商会", "研究会",
    "红十字会", "基金会", "常委会", "政协", "研究室", "编研室", "党校", "电大", "中心校", "分校", "林场", "农场", "牧场", "渔场",
    "羊场", "种畜场", "良种场", "原种场", "水厂", "处理厂", "苗圃", "茶场", "园艺场", "水库", "灌区", "公园", "动物园", "植物园", "陵园", "监狱",
    "电视台", "广播电台", "气象台", "地震台", "报社", "杂志社", "出版社", "供销社", "合作社", "剧团", "歌舞团", "文工团", "艺术团",
    "公司", "集团");
static struct be_wordlist OURS = BE_WORDLIST(
    "本部门（单位）", "我部门（单位）", "本部门", "我部门", "该部门", "本单位", "我单位", "该单位", "全单位",
    "各单位", "各部门", "我局", "本局", "我委", "本委", "我厅", "本厅", "我办", "本办", "我院", "本院", "我校",
    "本校", "我中心", "本中心", "我镇", "本镇", "我乡", "本乡", "我街道", "本街道", "我处", "本处", "我所", "本所",
    "我站", "本站", "我会", "本会", "我部", "本部", "全局", "全系统", "机关本级", "局机关及", "（本级）", "（单位）",
    "及所属各预算单位", "及所属各单位", "本级及所属各单位", "本级及所属单位", "及其所属单位", "及所属预算单位", "及所属单位", "及下属单位", "及下属各单位",
    "及所属事业单位", "及下属事业单位", "和所属单位", "和下属单位", "所属各预算单位", "所属各单位", "所属预算单位",
    "所属单位", "部门所属各单位", "部门所属单位", "部门及所属各单位", "部门及所属单位", "各预算单位", "下属单位", "系统", "机关及所属单位", "机关及下属单位");

static struct be_wordlist PLACE = BE_WORDLIST(
    "省", "市", "区", "县", "镇", "乡", "州", "旗", "盟");
static struct be_wordlist NO_PLACE = BE_WORDLIST(
    "市场", "市政", "市容", "市级", "县级", "区级", "省级", "州级", "区域", "乡村", "乡镇", "镇村", "区划", "县域",
    "市域", "省部", "县乡", "区县", "市县", "旗帜", "区块");
static struct be_wordlist BEFORE_NO_PLACE = BE_WORDLIST("全", "各", "我", "跨", "贫困");
static struct be_wordlist BEFORE_NO_TOWN = BE_WORDLIST("城", "小");                    /* 城镇, 小镇, 城乡 */
static struct be_wordlist BEFORE_NO_DISTRICT = BE_WORDLIST(                              /* 山区, 城区, but 黄山市, 盐城市 */
    "城", "社", "地", "小", "园", "校", "灾", "景", "辖", "牧", "林", "库", "山", "老", "边", "特", "片", "厂", "矿", "国");
static struct be_wordlist OF_A_FIGURE = BE_WORDLIST(
    "支出", "收入", "经费", "预算", "决算", "费", "款", "采购", "资产", "车辆", "用车", "，", "、", "“", "（",
    "人员", "项目", "资金", "单位", "机关运行");
static struct be_wordlist NO_ORG = BE_WORDLIST(
    "政府采购", "政府性", "政府购买", "政府投资", "政府债", "政府拨款", "政府补助", "所属", "所有", "所需", "处理", "处置", "部门", "部分",
    "部级", "委托", "委派", "站点", "所得", "水库移民", "水库除险", "水库建", "水库维", "水库加固", "公园建", "公园维", "灌区配套",
    "灌区续建", "灌区改造", "灌区建");

static struct be_wordlist GOVERNMENT = BE_WORDLIST("人民政府", "政府");

/* The length of the word at `at` that ends a place's name, whose other characters stand in front of it; 0: it ends none. */
static size_t ends_place(struct be_span front, struct be_span at)
{
    const size_t n = be_wordlist_front(&PLACE, at);
    bool none = be_span_is(front, "城");

    if (n == 0 || be_wordlist_front(&NO_PLACE, at) > 0 || be_wordlist_back(&BEFORE_NO_PLACE, front) > 0)
        return 0;
    if (be_starts(at, "区"))
        none = be_wordlist_back(&BEFORE_NO_DISTRICT, front) > 0;
    else if (be_starts(at, "镇") || be_starts(at, "乡"))
        none = be_wordlist_back(&BEFORE_NO_TOWN, front) > 0;
    return none ? 0 : n;
}

/* The length of a public body's name at the front: 宁州市水务局. It begins with a place and ends
 * in one of ORG; the last one before the words of a figure begin. */
size_t be_owner_len(struct be_span text)
{
    bool place = false;
    size_t len = 0;

    for (size_t i = 0, n = 0; i < text.len && n < 40; i += be_char_len(text.p + i, text.p + text.len), n++) {
        struct be_span at = be_span_from(text, i), front = be_span_to(text, i);
        size_t word;

        if (be_wordlist_front(&OF_A_FIGURE, at) > 0 || (!place && n == 12))
            break;
        if (!place) {
            place = ends_place(front, at) > 0;
            continue;
        }
        word = be_wordlist_front(&ORG, at);
        if (word > 0 && word > be_wordlist_front(&NO_ORG, at))      /* 处理厂, but 处理 is none */
            len = i + word;
    }
    return len;
}

bool be_owner_is(struct be_span text)
{
    return text.len > 0 && be_owner_len(text) == text.len;
}

bool be_owner_ends_place(struct be_span text)
{
    return be_wordlist_back(&PLACE, text) > 0;
}

#define CODE_DIGITS 3u      /* a unit's is no shorter */

struct be_span be_owner_without_code(struct be_span text)
{
    size_t n = 0;

    while (n < text.len && be_is_digit(text.p[n]))
        n++;
    if (n < CODE_DIGITS || be_starts(be_span_trim(be_span_from(text, n)), "年"))
        return text;
    text = be_span_from(text, n);
    return text.len > 0 && text.p[0] == '-' ? be_span_from(text, 1) : text;
}

static struct be_wordlist BEHIND_ORG = BE_WORDLIST(
    "机关本级", "本级", "（本级）", "机关和", "机关及", "现有", "共有", "拥有", "单位共有", "单位现有",
    "单位固定资产");
static struct be_wordlist UNIT_ALONE = BE_WORDLIST(
    "单位共", "单位现", "单位固定", "单位机关运行", "单位公务", "单位政府采购", "单位资产", "单位开支", "部门共", "部门现");

static struct be_wordlist BODY_OF_PLACE = BE_WORDLIST("人民政府", "办事处", "政府");

#define SHORT_NAME 12u           /* bytes: a shorter end of an agency's name may be any word */
#define SHORT_PLACE 6u           /* and of its place's */

static struct be_wordlist OF_A_BUDGET = BE_WORDLIST(
    "一般公共", "财政", "政府性", "国有资本", "社会保险", "“三公", "三公", "地方", "公共财政", "本级", "部门", "因公", "公务", "预算支出", "预算收入", "收入预算",
    "支出预算", "收支", "机关运行");
static struct be_wordlist OF_ANY_PLACE = BE_WORDLIST("“三公", "三公", "因公", "公务接待", "公务用车", "公车");

static struct be_wordlist STREET = BE_WORDLIST("街道办事处", "街道办", "办事处", "镇政府", "乡政府");
static struct be_wordlist OF_A_STREET = BE_WORDLIST("收入", "支出", "总收入", "总支出");

/* 街道办|收入预算, whose it is being plain. */
static size_t street_len(struct be_span text)
{
    const size_t n = be_wordlist_front(&STREET, text);
    const struct be_span rest = be_span_from(text, n);

    return n > 0 && (be_wordlist_front(&OF_A_BUDGET, rest) > 0 || be_wordlist_front(&OF_A_STREET, rest) > 0) ? n : 0;
}

/* 云溪县|公务接待费, of a document that does not say whose it is. */
static size_t place_len(struct be_span text)
{
    for (size_t i = 3; i < text.len && i <= 12; i += be_char_len(text.p + i, text.p + text.len)) {
        struct be_span at = be_span_from(text, i);
        size_t n = ends_place(be_span_to(text, i), at);

        if (n > 0 && be_wordlist_front(&OF_ANY_PLACE, be_span_from(at, n)) > 0)
            return i + n;
    }
    return 0;
}

/* 青石街道办事处 of 宁州市青石街道办事处: the length of the agency's name without what is above it, and
 * without what kind of body it is where the words of a budget follow, 青石街道|预算支出. */
static size_t short_name(struct be_span text, struct be_span agency)
{
    struct be_span place = agency;

    while (agency.len >= SHORT_NAME) {
        if (be_span_starts(text, agency))
            return agency.len;
        agency = be_span_from(agency, be_char_len(agency.p, agency.p + agency.len));
    }
    if (street_len(text) > 0)
        return street_len(text);
    be_wordlist_strip_back(&BODY_OF_PLACE, &place);
    for (; place.len >= SHORT_PLACE; place = be_span_from(place, be_char_len(place.p, place.p + place.len)))
        if (be_span_starts(text, place)) {
            const struct be_span rest = be_span_from(text, place.len);
            const size_t office = be_starts(rest, "办") ? strlen("办") : 0;      /* 柳湾街道办|收入 */

            if (be_wordlist_front(&OF_A_BUDGET, be_span_from(rest, office)) > 0 ||
                (office > 0 && be_wordlist_front(&OF_A_STREET, be_span_from(rest, office)) > 0))
                return place.len + office;
        }
    return place_len(text);
}

/* The shortest end of a name that is no shorter than least. */
static struct be_span end_of(struct be_span name, size_t least)
{
    size_t n = 0;

    while (n < least && n < name.len)
        n += be_char_before(name.p, name.p + name.len - n);
    return be_span_from(name, name.len - n);
}

bool be_owner_may_name(struct be_span text, struct be_span agency)
{
    struct be_span place = agency;

    if (agency.len == 0)
        return false;
    be_wordlist_strip_back(&BODY_OF_PLACE, &place);
    return be_span_find(text, end_of(place, SHORT_PLACE)) >= 0 ||
           (place.len < agency.len && be_span_find(text, end_of(agency, SHORT_NAME)) >= 0);
}

#define REMARK_BYTES 100u        /* a longer bracket behind a name says more than what kind of body it is */

void be_owner_strip(struct be_span *text, struct be_span agency)
{
    bool stripped = false;

    for (;;) {
        size_t n = short_name(*text, agency), ours = n > 0 ? 0 : be_wordlist_front(&OURS, *text);

        if (ours > 0 && (ours < text->len || !(be_starts(*text, "所") || be_starts(*text, "下")))) {
            *text = be_span_from(*text, ours);
            stripped = true;
            continue;
        }
        if (n == 0)
            n = be_owner_len(*text);
        if (n == 0 || n >= text->len)
            break;
        stripped = true;
        *text = be_span_from(*text, n);
        if (be_wordlist_front(&NO_ORG, *text) == 0 && be_wordlist_front(&GOVERNMENT, *text) < text->len)
            be_wordlist_strip(&GOVERNMENT, text);    /* 青石乡|政府收入预算 */
        if (be_starts(*text, "机关") && !be_starts(*text, "机关运行") && !be_starts(*text, "机关事业") && !be_starts(*text, "机关工会") && !be_starts(*text, "机关服务"))
            *text = be_span_from(*text, 6);
    }
    if (be_wordlist_front(&UNIT_ALONE, *text) > 0)
        *text = be_span_from(*text, 6);
    if (stripped && be_starts(*text, "（") && text->len > 3 && !be_is_digit(text->p[3])) {
        long shut = be_span_find(*text, BE_LIT("）"));

        if (shut > 0 && (size_t)shut < REMARK_BYTES)
            *text = be_span_from(*text, (size_t)shut + strlen("）"));   /* 我单位（含二级机构）, 青石镇政府（行政单位） */
    }
    if (stripped || be_starts(*text, "现有") || be_starts(*text, "共有") || be_starts(*text, "拥有"))
        while (be_wordlist_strip(&BEHIND_ORG, text))
            continue;
    if (stripped && be_starts(*text, "的"))
        *text = be_span_from(*text, 3);              /* 水务局机关本级|的机关运行经费 */
    if (be_starts(*text, "有") && !be_starts(*text, "有线") && !be_starts(*text, "有关") && !be_starts(*text, "有机") && !be_starts(*text, "有色"))
        *text = be_span_from(*text, 3);
}
