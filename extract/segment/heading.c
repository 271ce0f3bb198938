#include "heading.h"
#include "../base/memo.h"
#include "../base/wordlist.h"

#define TITLE_CHARS 45u      /* longer is a sentence; agencies' names alone reach 25 */
#define FRONT_BYTES 64u    /* of a line, where its ordinal is looked for */
#define RUN_IN_CHARS 30u
#define RUN_IN_COLON_CHARS 14u

/* Titles end in these. A line with an Arabic ordinal that closes with 。 is a heading only then:
 * 1.项目绩效目标完成情况。 is one, 9.负责指导业务经办工作。 is a duty. */
static struct be_wordlist TITLE_ENDS = BE_WORDLIST(
    "情况", "说明", "概况", "简介", "综述", "解释", "构成", "设置", "职能", "职责", "结果", "附件", "报告",
    "预算", "决算", "收入", "支出", "结论", "建议",
    "问题", "评价", "原因", "组成", "绩效", "目标", "事项", "概述", "名单", "任务", "措施", "工作", "文件",
    "办法", "表", "费", "费用", "管理", "范围", "规模", "内容", "来源", "状况", "变化", "使用", "安排", "要求", "依据", "程序", "方法", "分析", "主体", "方案", "周期");
static struct be_wordlist CERTAIN_ENDS = BE_WORDLIST(       /* they end no sentence */
    "情况", "说明", "概况", "简介", "解释", "构成", "设置", "职能", "职责", "结果");

/* 1.市图书馆: one of a list of units. */
static struct be_wordlist UNIT_ENDS = BE_WORDLIST(
    "机关", "局", "厅", "馆", "中心", "政府", "联合会", "总工会", "队", "学校", "中学", "小学", "大学", "学院", "幼儿园", "医院", "卫生院", "办公室",
    "委员会", "站", "所", "本级", "（本级）", "协会", "法院", "检察院", "街道", "办事处", "监狱", "基地", "公司", "本部");

/* A numbered sentence of duties begins with one of these. */
static struct be_wordlist DUTY_STARTS = BE_WORDLIST(
    "负责", "承担", "承办", "贯彻", "组织", "拟订", "拟定", "指导", "协调", "完成", "编制", "受理", "参与",
    "会同", "牵头", "执行", "制定", "起草", "研究", "统筹", "推进", "监督", "综合", "协助", "落实", "管理全",
    "配合", "按照", "根据", "认真", "坚持", "加强", "做好", "开展", "依法", "宣传", "实施", "深入", "持续",
    "积极", "全面", "建立", "办理", "指:", "指：", "向", "提出", "依照", "督促", "协同", "履行", "审核",
    "审查", "草拟", "制订", "在", "抓", "狠抓", "扎实", "切实", "推动", "推行", "强化", "深化", "围绕", "聚焦", "不断", "确保");

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* 办公室（加挂指挥中心牌子）, too. */
bool be_heading_ends_as_unit(struct be_span title)
{
    long open = be_ends(title, "）") ? be_span_find(title, BE_LIT("（")) : -1;

    return be_wordlist_back(&UNIT_ENDS, title) > 0 ||
           (open > 0 && be_wordlist_back(&UNIT_ENDS, be_span_trim(be_span_to(title, (size_t)open))) > 0);
}

bool be_heading_ends_as_title(struct be_span title)
{
    title = be_span_trim(title);
    if (be_ends(title, "）")) {   /* 情况说明（2024年度） */
        long open = be_span_find(title, BE_LIT("（"));
        if (open > 0 && be_wordlist_back(&TITLE_ENDS, be_span_trim(be_span_to(title, (size_t)open))) > 0)
            return true;
    }
    return be_wordlist_back(&TITLE_ENDS, title) > 0;
}

static struct be_wordlist UNITS = BE_WORDLIST("万", "元", "亿", "%", "人", "辆", "台", "个", "家", "套", "名");

bool be_heading_has_figure(struct be_span text)
{
    for (size_t i = be_span_digit_from(text, 0); i < text.len; i = be_span_digit_from(text, i + 1)) {
        size_t j = i;
        while (j < text.len && (be_is_digit(text.p[j]) || text.p[j] == '.' || text.p[j] == ',' || text.p[j] == ' '))
            j++;
        if (be_wordlist_front(&UNITS, be_span_from(text, j)) > 0)
            return true;
        i = j;
    }
    return false;
}

static struct be_wordlist HAN_DIGITS = BE_WORDLIST(
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "○", "〇", "零");

/* Length of the number at the front, one or two digits or up to five Han ones, and of the blanks
 * around it; 0: none. */
static size_t number_len(struct be_span text)
{
    size_t begin = 0, i, n;

    while (begin < text.len && text.p[begin] == ' ')
        begin++;
    for (i = begin; i < text.len && be_is_digit(text.p[i]); i++)
        continue;
    if (i > begin + 2)
        return 0;
    for (unsigned k = 0; i == begin + 3 * k && k < 5 && (n = be_wordlist_front(&HAN_DIGITS, be_span_from(text, i))) > 0; k++)
        i += n;
    if (i == begin)
        return 0;
    while (i < text.len && text.p[i] == ' ')
        i++;
    return i;
}

/* What ordinals begin with besides digits. */
static struct be_wordlist BEGINS = BE_WORDLIST(
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "○", "〇", "零", "第", "附", "（",
    "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩", "⑪", "⑫", "⑬", "⑭", "⑮", "⑯", "⑰", "⑱", "⑲", "⑳");
static struct be_wordlist CLOSES = BE_WORDLIST("、", ".", "．", "）");

/* May a line that begins so carry an ordinal? Spares the patterns on nearly every line: they are
 * asked at each line several times, and at each digit of a line that may hold several. */
bool be_heading_may_begin(struct be_span line)
{
    struct be_span rest;

    if (line.len == 0)
        return false;
    if (line.p[0] == '#' || line.p[0] == '*')
        return true;
    if (!be_is_digit(line.p[0]) && be_wordlist_front(&BEGINS, line) == 0)
        return false;
    if (be_starts(line, "第"))
        return number_len(be_span_from(line, 3)) > 0;
    if (be_starts(line, "附") || be_starts(line, "（附"))
        return true;
    if (be_starts(line, "（")) {
        rest = be_span_from(line, 3 + number_len(be_span_from(line, 3)));
        return rest.len + 3 < line.len && be_starts(rest, "）");
    }
    if ((unsigned char)line.p[0] == 0xE2 && memcmp(line.p, "○", 3) != 0)
        return true;      /* ① */
    return be_wordlist_front(&CLOSES, be_span_from(line, number_len(line))) > 0;
}

static enum be_ordinal style_of(const char *pattern)
{
    static const struct { const char *name; enum be_ordinal style; } STYLES[] = {
        {"part", BE_ORD_PART}, {"chapter", BE_ORD_PART}, {"annex", BE_ORD_ANNEX}, {"han", BE_ORD_HAN},
        {"paren_han", BE_ORD_PAREN_HAN}, {"arabic", BE_ORD_ARABIC},
        {"paren_arabic", BE_ORD_PAREN_ARABIC}, {"circled", BE_ORD_CIRCLED}, {"markdown", BE_ORD_PLAIN},
        {"section", BE_ORD_SECTION}, {"decimal", BE_ORD_PAREN_ARABIC}, {"decimal_deep", BE_ORD_CIRCLED},
    };

    for (size_t i = 0; i < COUNT(STYLES); i++)
        if (STYLES[i].name[0] == pattern[0] && strcmp(STYLES[i].name, pattern) == 0)
            return STYLES[i].style;
    return BE_ORD_NONE;
}

/* 12, 十二, ⑫ -> 12; 0 when it is none of these. */
static unsigned ordinal_number(struct be_span text)
{
    struct be_decimal d;
    uint32_t c;

    static const char HAN[] = "一二三四五六七八九十";

    text = be_span_trim(text);
    if (text.len == 0)
        return 0;
    if (text.len == 1 && be_is_digit(*text.p))
        return (unsigned)(*text.p - '0');
    for (unsigned i = 0; text.len == 3 && i < 10; i++)      /* nearly all are one of these */
        if (memcmp(HAN + 3 * i, text.p, 3) == 0)
            return i + 1;
    c = be_char_at(text.p, text.p + text.len);
    if (c >= 0x2460 && c <= 0x2473)
        return c - 0x2460 + 1;
    if ((be_decimal_read(&d, text) || be_decimal_chinese(&d, text)) && d.scale == 0 && d.digits > 0 && d.digits < 10000)
        return (unsigned)d.digits;
    return 0;
}

/* ## 1 部门概况: the first level of decimal numbering has no mark behind its number. */
static void numbered_title(struct be_ordinal_mark *out, struct be_span title)
{
    size_t n = 0;

    while (n < title.len && n < 3 && be_is_digit(title.p[n]))
        n++;
    if (n == 0 || n == 3 || title.len < n + 7 || title.p[n] != ' ' || (unsigned char)title.p[n + 1] < 0x80)
        return;
    out->style = BE_ORD_ARABIC;
    out->number = ordinal_number(be_span_to(title, n));
    out->title += n + 1;
}

/* May it stand right behind an ordinal of which the patterns then look at nothing else? Digits behind 1. may make it a figure. */
static bool begins_title(struct be_span text, bool arabic)
{
    const unsigned char lead = text.len < 3 ? 0 : (unsigned char)text.p[0];

    return (lead >= 0xE4 && lead <= 0xE9) || (!arabic && lead != 0 && (be_is_digit(text.p[0]) || be_starts(text, "“")));
}

/* Bytes of 一、 （一） 1. 第一部分 and of the blanks behind it, at the front and right before a title: then the patterns look
 * at no more than that. 0: it is none of these. */
static size_t plain_front(struct be_span at)
{
    const bool part = be_starts(at, "第"), bracket = be_starts(at, "（");
    size_t begin = part || bracket ? 3 : 0, i = begin, n;
    bool digits;

    while (i < at.len && i < begin + 2 && be_is_digit(at.p[i]))
        i++;
    digits = i > begin;
    for (unsigned k = 0; !digits && i == begin + 3 * k && k < 5 && (n = be_wordlist_front(&HAN_DIGITS, be_span_from(at, i))) > 0; k++)
        i += n;
    if (i == begin)
        return 0;
    n = part ? (be_starts(be_span_from(at, i), "部分") ? 6 : 0)
             : bracket ? (be_starts(be_span_from(at, i), "）") ? 3 : 0) : be_wordlist_front(&CLOSES, be_span_from(at, i));
    if (n == 0)
        return 0;
    for (i += n; i < at.len && be_is_blank(at.p[i]); i++)
        continue;
    return begins_title(be_span_from(at, i), digits && begin == 0) ? i : 0;
}

static bool match(struct be_match *m, struct be_matcher *matcher, struct be_span at, uint64_t no)
{
    return be_match_of(m, matcher, BE_P_HEADING, be_match_first(matcher, BE_P_HEADING, at), at, no);
}

static bool ask_patterns(struct be_ordinal_mark *out, struct be_matcher *matcher, struct be_span at, uint64_t no)
{
    struct be_match m;
    struct be_span title;
    size_t marks;

    if (!be_heading_may_begin(at))
        return false;
    at = be_span_to(at, FRONT_BYTES);
    /* Markdown marks stand in front of an ordinal: ### 一、 is 一、 */
    for (marks = 0; marks < at.len && (at.p[marks] == '#' || at.p[marks] == '*' || at.p[marks] == ' '); marks++)
        ;
    if (marks > 0 && marks < at.len && be_heading_may_begin(be_span_from(at, marks)) &&
        match(&m, matcher, be_span_from(at, marks), no)) {
        at = be_span_from(at, marks);
    } else if (!match(&m, matcher, at, no)) {
        return false;
    } else {
        marks = 0;
    }
    *out = (struct be_ordinal_mark){.style = style_of(m.pattern), .pattern = m.pattern};
    out->number = ordinal_number(be_match_group(&m, "ordinal"));
    title = be_match_group(&m, "title");
    out->title = marks + (title.p == NULL ? m.whole.len : (size_t)(title.p - at.p));
    if (out->style == BE_ORD_PLAIN && title.len > 0 && at.p[0] == '#')
        numbered_title(out, title);
    return out->style != BE_ORD_NONE;
}

/* The same ordinals come again and again: 7 instructions a byte of all texts less than asking the patterns for each. */
bool be_heading_ordinal(struct be_ordinal_mark *out, struct be_matcher *matcher, struct be_span line, uint64_t no)
{
    struct be_span at = be_span_trim(line);
    const size_t front = plain_front(at);
    struct be_ordinal_mark *known = front == 0 ? NULL : be_memo_of(be_matcher_memo(matcher, BE_P_HEADING), BE_ASKS_ORDINAL,
                                                                              be_span_to(at, front), 0, sizeof *known);

    if (known != NULL && known->style != BE_ORD_NONE)
        *out = *known;
    else if (!ask_patterns(out, matcher, at, no))
        return false;
    else if (known != NULL && out->title == front)
        *known = *out;
    out->title += (size_t)(at.p - line.p);
    return true;
}

struct mark {
    size_t at, len;   /* the first punctuation that ends a clause */
    enum mark_kind { MARK_NONE, MARK_STOP, MARK_COLON, MARK_COMMA } kind;
};

static struct mark first_mark(struct be_span text)
{
    static const struct { const char *s; enum mark_kind kind; } MARKS[] = {
        {"。", MARK_STOP}, {"：", MARK_COLON}, {"，", MARK_COMMA}, {"；", MARK_COMMA}, {"！", MARK_COMMA},
    };

    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.p[i];
        if (c >= 0xE4 && c <= 0xE9) {      /* nearly all are Chinese characters */
            i += 2;
            continue;
        }
        if (c == ':')
            return (struct mark){i, 1, MARK_COLON};
        if (c == ';' || (c == ',' && (i + 1 == text.len || !be_is_digit(text.p[i + 1]))))
            return (struct mark){i, 1, MARK_COMMA};
        if (c < 0xE3 || text.len - i < 3)
            continue;
        for (size_t k = 0; (c == 0xE3 || c == 0xEF) && k < COUNT(MARKS); k++)
            if (memcmp(text.p + i, MARKS[k].s, 3) == 0)
                return (struct mark){i, 3, MARKS[k].kind};
        i += 2;
    }
    return (struct mark){text.len, 0, MARK_NONE};
}

/* 一般公共服务支出（201）审计事务（08）: two codes in the place of marks. */
static bool has_coded_marks(struct be_span text)
{
    unsigned codes = 0;

    for (size_t i = 3; i + 5 < text.len && codes < 2; i++) {
        size_t n = 0;

        if (!be_starts(be_span_from(text, i), "（"))
            continue;
        while (i + 3 + n < text.len && be_is_digit(text.p[i + 3 + n]))
            n++;
        codes += n >= 2 && n <= 7 && be_starts(be_span_from(text, i + 3 + n), "）");
    }
    return codes == 2;
}

static struct be_wordlist ENDS_MARK = BE_WORDLIST("类）", "款）", "项）");
static struct be_wordlist BEFORE_MARK = BE_WORDLIST("（", " ", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

/* （类）, （208类）; but not （功能分类） and （项目支出） */
static bool has_mark(struct be_span text)
{
    for (long at = be_span_find(text, BE_LIT("）")), next; at >= 0; at = next < 0 ? -1 : at + 3 + next) {
        struct be_span front = be_span_to(text, (size_t)at + strlen("）"));

        if (be_wordlist_strip_back(&ENDS_MARK, &front) && be_wordlist_back(&BEFORE_MARK, front) > 0)
            return true;
        next = be_span_find(be_span_from(text, (size_t)at + strlen("）")), BE_LIT("）"));
    }
    return false;
}

static bool has_subject_mark(struct be_span text)
{
    return memchr(text.p, '\xEF', text.len) != NULL && (has_coded_marks(text) || has_mark(text));    /* of a bracket */
}

static struct be_wordlist OPENS_TEXT = BE_WORDLIST("截至", "截止", "本部门", "我部门", "本单位", "我单位", "我局", "本年度");

/* （一）机关运行经费 2024年机关运行经费预算80万元: where the title ends at a blank and its text
 * begins with a year or its owner, as when bold is lost; 0: nowhere. */
static size_t title_before_blank(struct be_span text)
{
    struct be_span head = be_span_to(text, 4 * RUN_IN_CHARS);
    const char *blank = memchr(head.p, ' ', head.len);
    struct be_span title, rest;
    bool year;

    if (blank == NULL)
        return 0;
    title = be_span_to(text, (size_t)(blank - text.p));
    rest = be_span_trim(be_span_from(text, title.len));
    year = rest.len > 7 && be_is_digit(rest.p[0]) && be_is_digit(rest.p[3]) && be_starts(be_span_from(rest, 4), "年");
    return (year || be_wordlist_front(&OPENS_TEXT, rest) > 0) && be_heading_has_figure(be_span_to(rest, 400)) && be_heading_ends_as_title(title) &&
                   first_mark(title).kind == MARK_NONE ? title.len : 0;
}

static struct be_wordlist NO_MEANING = BE_WORDLIST("指标", "指导", "指挥", "指定", "指南", "指数", "指引");

/* （二）机关运行经费指行政单位的公用经费。 says what a word means. */
static bool is_meaning(struct be_span title)
{
    long at = be_span_find(title, BE_LIT("指"));

    return at > 0 && be_wordlist_front(&NO_MEANING, be_span_from(title, (size_t)at)) == 0;
}

static struct be_wordlist SAYS = BE_WORDLIST("由", "均", "已", "未", "统一", "全部", "尚");

/* 一般商品和服务支出由县财政局统一预算。 ends as a title does. */
static bool is_sentence(struct be_span title)
{
    return be_wordlist_holds(&SAYS, title) && be_wordlist_back(&CERTAIN_ENDS, title) == 0;
}

static struct be_wordlist BEHIND_UNIT = BE_WORDLIST("决算", "预算", "部门", "单位");

/* 1.局本级决算。: one of a list of units. */
static bool is_unit(struct be_span title)
{
    size_t len = title.len;

    while (be_wordlist_strip_back(&BEHIND_UNIT, &title))
        continue;
    return title.len < len && be_wordlist_back(&UNIT_ENDS, title) > 0;
}

static struct be_wordlist OURS = BE_WORDLIST(
    "本部门", "本单位", "我部门", "我单位", "我局", "本局", "我镇", "本镇", "我乡", "本乡", "我校", "本校", "我院", "本院", "我中心", "本中心",
    "我办", "本办", "我委", "本委", "我街道", "本街道", "本年度", "本年", "当年", "今年");
static struct be_wordlist NONE = BE_WORDLIST("无", "没有", "不涉及", "不存在", "未");
static struct be_wordlist SOME = BE_WORDLIST("无形", "未来");

/* 2024年, 2024年度 at the front goes. */
static void strip_year(struct be_span *title)
{
    bool year = be_starts_year(*title);

    if (year)
        *title = be_span_from(*title, strlen("2024年"));
    if (year && be_starts(*title, "度"))
        *title = be_span_from(*title, strlen("度"));
}

/* 五、本单位2024年无政府性基金预算。 is a statement; so is what 是 opens: 主要职责是：. */
static bool is_statement(struct be_span title)
{
    struct be_span rest = title;

    strip_year(&rest);
    if (be_wordlist_strip(&OURS, &rest)) {
        strip_year(&rest);
        if (be_wordlist_front(&NONE, rest) > 0 && be_wordlist_front(&SOME, rest) == 0)
            return true;
    }
    return be_ends(title, "是");
}

static struct be_wordlist COLON = BE_WORDLIST("：", ":");

struct be_span be_heading_unit(struct be_span *text)
{
    struct be_span unit = be_span_trim(*text);
    long at = be_span_find(*text, BE_LIT("（单位"));

    while (be_wordlist_strip_back(&COLON, &unit))
        continue;
    if (at <= 0 || !be_ends(unit, "）"))
        return be_span(NULL, 0);
    unit = be_span_from(unit, (size_t)(text->p + at - unit.p) + strlen("（单位"));
    unit.len -= strlen("）");
    if (be_wordlist_front(&COLON, unit) == 0 || be_span_has(unit, "）"))
        return be_span(NULL, 0);
    text->len = (size_t)at;
    return be_span_trim(be_span_from(unit, be_wordlist_front(&COLON, unit)));
}

/* 2.《城乡规划条例》, 9.《治理意见》等: one of a list of documents. */
static bool is_document(struct be_span title)
{
    if (be_ends(title, "等"))
        title.len -= strlen("等");
    return be_starts(title, "《") && be_ends(title, "》");
}

enum be_heading_kind be_heading_judge(enum be_ordinal style, struct be_span text, size_t *title, size_t *rest)
{
    const struct be_span unit = be_heading_unit(&text);
    struct be_span head = be_span_to(text, 400), t;
    struct mark mark = first_mark(head);
    bool inner = style >= BE_ORD_ARABIC && style != BE_ORD_PLAIN;
    size_t chars;
    bool more;

    t = be_span_trim(be_span_to(text, mark.at));
    *title = (size_t)(t.p - text.p) + t.len;
    *rest = mark.at + mark.len;
    more = unit.len == 0 && be_span_trim(be_span_from(text, *rest)).len > 0;
    chars = be_span_count(be_span_to(t, 4 * TITLE_CHARS + 8));
    if (style == BE_ORD_PART || style == BE_ORD_ANNEX)
        return chars <= TITLE_CHARS + 20 && mark.kind != MARK_COMMA && !be_heading_has_figure(t) && (!more || mark.kind == MARK_NONE)
                   ? BE_HEADING_WHOLE : BE_HEADING_NO;
    if (style == BE_ORD_HAN || style == BE_ORD_PAREN_HAN) {
        size_t len = title_before_blank(text);

        if (len > 0) {
            *title = *rest = len;
            return BE_HEADING_RUN_IN;
        }
    }
    if (mark.kind == MARK_COMMA || t.len == 0 || chars > TITLE_CHARS || has_subject_mark(t) || be_heading_has_figure(t) || is_statement(t))
        return BE_HEADING_NO;
    if (be_ends(t, "、") || (inner && is_document(t)))
        return BE_HEADING_NO;
    if (inner && mark.kind != MARK_NONE && memchr(t.p, ' ', t.len) != NULL)
        return BE_HEADING_NO;   /* 6.违规记录情况 我单位无…。 */
    switch (mark.kind) {
    case MARK_NONE:
        if (inner && chars > 30 && !be_heading_ends_as_title(t))
            return BE_HEADING_NO;
        return inner && !be_heading_ends_as_title(t) &&
                       (be_wordlist_front(&DUTY_STARTS, t) > 0 || be_heading_ends_as_unit(t))
                   ? BE_HEADING_NO : BE_HEADING_WHOLE;
    case MARK_STOP:
        if (be_wordlist_front(&DUTY_STARTS, t) > 0 && (inner || be_wordlist_back(&CERTAIN_ENDS, t) == 0))
            return BE_HEADING_NO;
        if (is_meaning(t) || (inner && (is_sentence(t) || is_unit(t))))
            return BE_HEADING_NO;
        if (inner || !more)
            return !be_heading_ends_as_title(t) && (inner || chars > 16) ? BE_HEADING_NO
                   : more ? BE_HEADING_RUN_IN : BE_HEADING_WHOLE;
        return chars <= RUN_IN_CHARS ? BE_HEADING_RUN_IN : BE_HEADING_NO;
    case MARK_COLON:
        if (inner && !(be_heading_ends_as_title(t) && !more))
            return BE_HEADING_NO;
        if (!more)
            return BE_HEADING_WHOLE;
        return chars <= (be_wordlist_back(&CERTAIN_ENDS, t) > 0 ? RUN_IN_CHARS : RUN_IN_COLON_CHARS) ? BE_HEADING_RUN_IN : BE_HEADING_NO;
    case MARK_COMMA:
        break;
    }
    return BE_HEADING_NO;
}
