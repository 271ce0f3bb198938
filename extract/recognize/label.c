#include "label.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool starts(struct be_span text, const char *with)
{
    return be_span_starts(text, be_span_of(with));
}

static bool ends(struct be_span text, const char *with)
{
    return be_span_ends(text, be_span_of(with));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Which of these words the text begins with, or NULL. The first that fits. */
static const char *first_word(struct be_span text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (starts(text, words[i]))
            return words[i];
    return NULL;
}

static bool strip_front(struct be_span *text, const char *const *words, size_t n)
{
    const char *w = first_word(*text, words, n);

    if (w != NULL)
        *text = be_span_from(*text, strlen(w));
    return w != NULL;
}

static bool strip_back(struct be_span *text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ends(*text, words[i])) {
            text->len -= strlen(words[i]);
            return true;
        }
    return false;
}

/* ---- ordinals ---- */

static size_t han_digits(struct be_span text)
{
    static const char *const HAN[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    size_t n = 0;

    while (n < 9 && first_word(be_span_from(text, n), HAN, COUNT(HAN)) != NULL)
        n += 3;
    return n;
}

static size_t digits(struct be_span text)
{
    size_t n = 0;

    while (n < text.len && n < 3 && is_digit(text.p[n]))
        n++;
    return n;
}

static size_t ordinal_len(struct be_span text)
{
    static const char *const BEHIND[] = {"、", ".", "．", "）", ")"};
    struct be_span rest = starts(text, "（") ? be_span_from(text, 3) : text;
    size_t open = text.len - rest.len, n = digits(rest), han = n == 0 ? han_digits(rest) : 0;
    const char *w;

    if (text.len >= 3 && memcmp(text.p, "①", 3) >= 0 && memcmp(text.p, "⑳", 3) <= 0)
        return 3;
    if (starts(text, "第") && (han = han_digits(be_span_from(text, 3))) > 0 &&
        (w = first_word(be_span_from(text, 3 + han), (const char *const[]){"，", "、", "是", "："}, 4)) != NULL)
        return 3 + han + strlen(w);
    if (n + han == 0)
        return 0;
    rest = be_span_from(rest, n + han);
    if (open > 0)
        return starts(rest, "）") ? open + n + han + 3 : 0;
    if (han == 3 && starts(rest, "是"))
        return han + 3;
    if (n > 0 && starts(rest, ".") && rest.len > 1 && is_digit(rest.p[1]))
        return 0;                    /* 3.5 is a number */
    w = first_word(rest, BEHIND, COUNT(BEHIND));
    return w == NULL ? 0 : n + han + strlen(w);
}

struct be_span be_label_ordinal(struct be_span text)
{
    for (size_t n = ordinal_len(text); n > 0; n = ordinal_len(text))
        text = be_span_from(text, n);
    return text;
}

/* ---- words in front ---- */

static const char *const EDGE[] = {"，", ",", "；", ";", "。", "：", ":", "、", "）", ")", "”", "’", "》", " ", "—", "-", ".", "】"};
static const char *const WHY[] = {
    "主要变动原因是", "变动的主要原因是", "变动原因是", "主要原因是由于", "主要原因是因", "主要原因是", "主要原因为", "主要原因系", "主要原因",
    "主要是因为", "增加的原因是", "减少的原因是", "增加原因是", "减少原因是", "增加原因", "减少原因", "增长原因", "下降原因", "主要是由于", "主要是因为",
    "主要是因", "主要是", "主要为", "主要系", "主要由于", "主要因", "原因是", "原因为", "原因", "由于", "因为",
};
static const char *const USE[] = {"主要用于", "用于", "主要支出方向为", "主要支出内容为"};
static const char *const LIST[] = {
    "其中", "主要包括", "具体包括", "包括", "包含", "具体为", "具体是", "具体如下", "分别是", "含",
};
static const char *const JOIN[] = {
    "以及", "还有", "另有", "另外", "同时", "此外", "并且", "全部", "均为", "都是", "共有", "共计", "现有", "拥有", "实有", "现存",
    "即", "及", "和", "并", "均", "也", "则", "其余", "另", "已", "拟", "预计", "全年共", "全年按规定", "全年", "按规定", "累计", "今年", "我市",
    "共", "截至", "截止", "是", "将", "还", "且", "占", "开支", "共开支",
};

/* Words of JOIN that begin a name after all. */
static bool is_name_after_all(struct be_span text)
{
    static const char *const NAME[] = {
        "共同", "共产", "共青", "共享", "和平", "和谐", "及时", "到账", "到期", "至善", "是非", "并轨", "还贷", "还本", "还款", "全年预算", "均衡", "也门", "将军",
        "另类", "占用", "占地", "占有", "含税", "含山", "累计折旧", "累计摊销", "累计结余", "累计结转",
    };

    return first_word(text, NAME, COUNT(NAME)) != NULL;
}

static void strip_lead(struct be_label *out, struct be_span *text)
{
    for (;;) {
        size_t n = ordinal_len(*text);

        if (n > 0) {
            out->ordinal = out->ordinal || n == 6;      /* 一是, and not （1） */
            *text = be_span_from(*text, n);
        } else if (strip_front(text, EDGE, COUNT(EDGE))) {
            continue;
        } else if (strip_front(text, WHY, COUNT(WHY))) {
            out->why = true;
        } else if (strip_front(text, USE, COUNT(USE))) {
            out->use = true;
        } else if (is_name_after_all(*text)) {
            return;
        } else if (strip_front(text, LIST, COUNT(LIST))) {
            out->list = true;
        } else if (starts(*text, "截至") || starts(*text, "截止")) {
            out->as_of = true;
            *text = be_span_from(*text, 6);
        } else if (text->len > 3 && (starts(*text, "至") || starts(*text, "到")) && is_digit(text->p[3])) {
            *text = be_span_from(*text, 3);
        } else if (!strip_front(text, JOIN, COUNT(JOIN))) {
            return;
        }
    }
}

/* ---- comparators ---- */

static const char *const COMPARED[] = {
    "上年", "上一年", "去年", "前年", "往年", "上期", "同期", "年初", "全年", "调整", "预算", "决算", "部门预算", "部门决算", "本年", "当年", "以前年度", "基期",
};

static bool is_compared(struct be_span text)
{
    if (text.len >= 7 && is_digit(text.p[0]) && is_digit(text.p[1]) && is_digit(text.p[2]) && is_digit(text.p[3]))
        return starts(be_span_from(text, 4), "年");
    return first_word(text, COMPARED, COUNT(COMPARED)) != NULL;
}

/* Where a comparator begins: 比2023年, 较上年, 与2019年相比; -1: none. */
static long find_comparator(struct be_span text, size_t *word)
{
    static const char *const WORD[] = {"比", "较", "与", "同", "和", "跟", "对比"};
    static const char *const NOT_BEHIND[] = {"占", "同", "环", "相", "配", "计", "比"};

    for (size_t i = 0; i < text.len; i += be_char_len(text.p + i, text.p + text.len)) {
        struct be_span at = be_span_from(text, i), front = be_span_to(text, i);
        const char *w;

        if (starts(at, "同比") || starts(at, "环比")) {
            *word = 0;
            return (long)i;
        }
        w = first_word(at, WORD, COUNT(WORD));
        if (w == NULL || !is_compared(be_span_from(at, strlen(w))) || strip_back(&front, NOT_BEHIND, COUNT(NOT_BEHIND)))
            continue;
        *word = strlen(w);
        return (long)i;
    }
    return -1;
}

/* Reads 2024年, 上年 at the front of text; returns its length with 度 末 底 and a date. */
static size_t year_len(struct be_span text, int *year, int *shift, bool *as_of)
{
    static const char *const LAST[] = {"上年度", "上年", "上一年度", "上一年", "去年"};
    static const char *const BEHIND[] = {"度", "末", "底", "年末", "年底", "初", "，", ","};
    const char *w;
    size_t n = 0;

    if (text.len >= 7 && is_digit(text.p[0]) && is_digit(text.p[1]) && is_digit(text.p[2]) && is_digit(text.p[3]) &&
        starts(be_span_from(text, 4), "年")) {
        *year = (text.p[0] - '0') * 1000 + (text.p[1] - '0') * 100 + (text.p[2] - '0') * 10 + (text.p[3] - '0');
        if (*year < 1990 || *year > 2099)
            *year = 0;
        n = 7;
    } else if ((w = first_word(text, LAST, COUNT(LAST))) != NULL) {
        *shift = -1;
        n = strlen(w);
    } else {
        return 0;
    }
    for (;;) {
        struct be_span rest = be_span_from(text, n);
        size_t d = digits(rest);

        if (d > 0 && (starts(be_span_from(rest, d), "月") || starts(be_span_from(rest, d), "日"))) {
            n += d + 3;
            *as_of = true;
        } else if (d == 0 && (w = first_word(rest, BEHIND, COUNT(BEHIND))) != NULL && !starts(rest, "初步")) {
            *as_of = *as_of || starts(rest, "末") || starts(rest, "底") || starts(rest, "年末") || starts(rest, "年底");
            n += strlen(w);
        } else {
            return n;
        }
    }
}

/* 与上年相比收、支预算总计: the item stands behind the comparator. Cuts it off base. */
static struct be_span behind_base(struct be_span *base)
{
    static const char *const WORD[] = {"相比较", "相比", "比较", "相较", "对比"};

    for (size_t k = 0; k < COUNT(WORD); k++) {
        long at = be_span_find(*base, be_span_of(WORD[k]));
        struct be_span rest;

        if (at <= 0)
            continue;
        rest = be_span_from(*base, (size_t)at + strlen(WORD[k]));
        base->len = (size_t)at;
        while (starts(rest, "，") || starts(rest, "、"))
            rest = be_span_from(rest, 3);
        return rest;
    }
    return be_span(NULL, 0);
}

static void read_base(struct be_label *out, struct be_span base)
{
    static const char *const BEHIND[] = {"相比较", "相比", "比较", "对比", "相较", "比", "，", ",", "的", "同口径", "均", "各", "分别", "有所", "略有", "基本", "大致", "总体"};
    bool as_of = false;

    if (starts(base, "同比") || starts(base, "环比"))
        base = be_span_to(base, 6);
    else
        while (strip_back(&base, BEHIND, COUNT(BEHIND)))
            continue;
    out->base = base;
    for (size_t i = 0; i < base.len; i += be_char_len(base.p + i, base.p + base.len))
        if (year_len(be_span_from(base, i), &out->base_year, &out->base_shift, &as_of) > 0)
            break;
    out->base_phase = be_span_find(base, BE_LIT("决算")) >= 0 || be_span_find(base, BE_LIT("执行数")) >= 0 ? BE_FINAL
                    : be_span_find(base, BE_LIT("调整预算")) >= 0 || be_span_find(base, BE_LIT("全年预算")) >= 0 ? BE_ADJUSTED
                    : be_span_find(base, BE_LIT("预算")) >= 0 ? BE_BUDGET : BE_PHASE_NONE;
}

/* ---- whose ---- */

static const char *const ORG[] = {
    "委员会", "办公室", "街道办事处", "办事处", "人民政府", "检察院", "法院", "医院", "学院", "中心", "局", "厅", "委", "政府", "总队", "支队", "大队",
    "联合会", "学校", "中学", "小学", "幼儿园", "大学", "总站", "站", "馆", "所", "处", "部", "院", "协会", "总会", "工会", "妇联",
};
static const char *const OURS[] = {
    "本部门（单位）", "我部门（单位）", "本部门", "我部门", "该部门", "本单位", "我单位", "该单位", "全单位", "各单位", "各部门", "我局", "本局", "我委", "本委", "我厅", "本厅", "我办", "本办",
    "我院", "本院", "我校", "本校", "我中心", "本中心", "我镇", "本镇", "我乡", "本乡", "我街道", "本街道", "我处", "本处", "我所", "本所", "我站", "本站", "我会", "本会", "我部", "本部", "全局", "全系统",
    "机关本级", "局机关及", "（本级）", "（单位）", "及所属各预算单位", "及其所属单位", "及所属预算单位", "及所属单位", "及下属单位", "及下属各单位", "及所属事业单位", "及下属事业单位", "和所属单位", "和下属单位",
    "所属各预算单位", "所属各单位", "所属预算单位", "所属单位", "各预算单位", "下属单位", "系统",
};

/* The length of a public body's name at the front: 宁州市水务局. It begins with a place and ends
 * in one of ORG; the last one before the words of a figure begin. */
static size_t org_len(struct be_span text)
{
    static const char *const PLACE[] = {"省", "市", "区", "县", "镇", "乡", "州", "旗", "盟"};
    static const char *const NO_PLACE[] = {
        "市场", "市政", "市容", "市级", "县级", "区级", "省级", "州级", "区域", "乡村", "乡镇", "镇村", "区划", "县域", "市域", "县乡", "区县", "市县", "旗帜", "区块",
    };
    static const char *const NOT_BEHIND[] = {"全", "各", "城", "社", "地", "小", "园", "校", "灾", "景", "辖", "牧", "林", "库", "山", "老", "边", "贫困地", "特", "我", "片", "厂", "矿", "跨", "国"};
    static const char *const FIGURE[] = {
        "支出", "收入", "经费", "预算", "决算", "费", "款", "采购", "资产", "车辆", "用车", "，", "、", "“", "（", "人员", "项目", "资金", "单位", "机关运行",
    };
    static const char *const NOT_ORG[] = {"政府采购", "政府性", "政府购买", "政府投资", "政府债", "所属", "所有", "所需", "处理", "处置", "部门", "部分", "部级", "委托", "委派", "站点", "所得"};
    bool place = false;
    size_t len = 0;

    for (size_t i = 0, n = 0; i < text.len && n < 40; i += be_char_len(text.p + i, text.p + text.len), n++) {
        struct be_span at = be_span_from(text, i), front = be_span_to(text, i);
        const char *w;

        if (len > 0 && len == i && first_word(at, FIGURE, COUNT(FIGURE)) != NULL)
            break;
        if (first_word(at, FIGURE, COUNT(FIGURE)) != NULL)
            break;
        if (!place && n < 12) {
            place = first_word(at, PLACE, COUNT(PLACE)) != NULL && first_word(at, NO_PLACE, COUNT(NO_PLACE)) == NULL &&
                    !strip_back(&front, NOT_BEHIND, COUNT(NOT_BEHIND));
            continue;
        }
        if (!place || first_word(at, NOT_ORG, COUNT(NOT_ORG)) != NULL)
            continue;
        w = first_word(at, ORG, COUNT(ORG));
        if (w != NULL)
            len = i + strlen(w);
    }
    return len;
}

static void strip_org(struct be_span *text, struct be_span agency)
{
    static const char *const BEHIND[] = {"机关本级", "本级", "（本级）", "机关和", "机关及", "现有", "共有", "拥有", "单位共有", "单位现有", "单位固定资产"};
    static const char *const ALONE[] = {"单位共", "单位现", "单位固定", "单位机关运行", "单位公务", "单位政府采购", "单位资产", "部门共", "部门现"};

    bool stripped = false;

    for (;;) {
        size_t n = 0;

        if (agency.len > 0 && be_span_starts(*text, agency)) {
            n = agency.len;
        } else if (strip_front(text, OURS, COUNT(OURS))) {
            stripped = true;
            continue;
        } else {
            n = org_len(*text);
        }
        if (n == 0 || n >= text->len)
            break;
        stripped = true;
        *text = be_span_from(*text, n);
        if (starts(*text, "机关") && !starts(*text, "机关运行") && !starts(*text, "机关事业") && !starts(*text, "机关工会") && !starts(*text, "机关服务"))
            *text = be_span_from(*text, 6);
    }
    if (first_word(*text, ALONE, COUNT(ALONE)) != NULL)
        *text = be_span_from(*text, 6);
    if (stripped || starts(*text, "现有") || starts(*text, "共有") || starts(*text, "拥有"))
        while (strip_front(text, BEHIND, COUNT(BEHIND)))
            continue;
    if (starts(*text, "有") && !starts(*text, "有线") && !starts(*text, "有关") && !starts(*text, "有机") && !starts(*text, "有色"))
        *text = be_span_from(*text, 3);
}

/* 基本支出中工资福利支出: what stands behind 中. 单位的机关运行经费: behind 的, when an organisation
 * stands before it. 一般公共预算安排购置车辆: behind 安排. */
static struct be_span strip_context(struct be_span text)
{
    static const char *const WHOLE[] = {
        "支出", "收入", "经费", "决算", "预算", "总额", "资金", "合计", "总计", "费", "人员", "用车", "车辆", "项目", "款", "数", "情况", "采购",
    };
    static const char *const OWNER[] = {"单位", "部门", "局", "机关", "中心", "委员会", "厅"};
    struct be_span found = text;

    for (size_t i = 0; i < text.len; i += be_char_len(text.p + i, text.p + text.len)) {
        struct be_span at = be_span_from(text, i), front = be_span_to(text, i), rest;

        if (starts(at, "中") && strip_back(&front, WHOLE, COUNT(WHOLE))) {
            rest = be_span_from(at, 3);
        } else if (starts(at, "的") && strip_back(&front, OWNER, COUNT(OWNER))) {
            rest = be_span_from(at, 3);
        } else if (starts(at, "安排")) {
            rest = be_span_from(at, starts(at, "安排的") ? 9 : 6);
            if (be_label_neutral(rest, true))
                continue;
        } else {
            continue;
        }
        if (starts(rest, "，"))
            rest = be_span_from(rest, 3);
        if (rest.len > 0)
            found = rest;
    }
    return found;
}

/* ---- the rest ---- */

static void strip_tail(struct be_label *out, struct be_span *text, bool compared)
{
    static const char *const TAIL[] = {
        "分别为", "均为", "共计", "总共", "合计为", "分别", "达到", "大约", "预计", "安排", "人民币", "约为", "为", "是", "约", "近", "达", "仅", "共", "已", "各", "均", "将", "拟", "计划",
        "：", ":", "￥", "¥", "“", "（", "由", "从", "下达", "批复", "核定", "控制在", "预算安排了", "了", "有", "，", ",", "、", "—", "-", "；", "的",
    };
    static const char *const MEASURE[] = {"决算数", "预算数", "执行数", "决算", "年初预算", "全年预算"};

    for (;;) {
        if (ends(*text, "分别") || ends(*text, "各") || ends(*text, "均") || ends(*text, "分别为") || ends(*text, "均为"))
            out->each = true;
        if (ends(*text, "合计为") || ends(*text, "总计为") || ends(*text, "统计"))
            compared = false;
        if (ends(*text, "人均") || ends(*text, "户均") || ends(*text, "车均") || ends(*text, "平均") || ends(*text, "月均") || ends(*text, "年均"))
            return;
        if (strip_back(text, TAIL, COUNT(TAIL)))
            continue;
        if (!compared || ends(*text, "总决算") || !strip_back(text, MEASURE, COUNT(MEASURE)))
            return;
    }
}

/* “职业技能鉴定”科目, “公用经费”: quotation marks around the whole name are dropped. */
static struct be_span unquote(struct be_span text)
{
    if (ends(text, "科目"))
        text.len -= 6;
    if (ends(text, "支出类"))
        text.len -= 3;
    if (starts(text, "“")) {
        long shut = be_span_find(text, BE_LIT("”"));
        if (shut >= 0 && (size_t)shut + 3 == text.len)
            return be_span(text.p + 3, text.len - 6);
    }
    return text;
}

/* Cuts everything up to the last year in front of the item. */
static void cut_years(struct be_label *out, struct be_span *text, struct be_span agency)
{
    struct be_span before = {text->p, 0};
    bool cut = false;

    for (size_t i = 0; i < text->len;) {
        struct be_span front = be_span_to(*text, i);
        int year = 0, shift = 0;
        bool as_of = false;
        size_t n = is_digit(text->p[i]) && !(i > 0 && is_digit(text->p[i - 1]))
                 ? year_len(be_span_from(*text, i), &year, &shift, &as_of) : 0;

        if (n == 0 || ends(front, "的")) {
            i += be_char_len(text->p + i, text->p + text->len);
            continue;
        }
        if (!cut)
            before = front;
        cut = true;
        out->year = year;
        out->as_of = out->as_of || as_of;
        *text = be_span_from(*text, i + n);
        i = 0;
    }
    if (!cut)
        return;
    strip_lead(out, text);
    /* 机关运行经费2024年预算安排8万元: the item stands in front of the year */
    if (before.len > 0) {
        struct be_span rest = *text;
        struct be_label unused = {0};

        strip_tail(&unused, &rest, true);
        if (!be_label_neutral(rest, true))
            return;
        strip_org(&before, agency);
        if (before.len > 0 && org_len(before) == 0 && !be_span_eq(before, agency) && !be_label_neutral(before, false) && !ends(before, "在"))
            *text = before;
    }
}

void be_label_cut(struct be_label *out, struct be_span text, struct be_span agency)
{
    struct be_span left = text;
    size_t word = 0, n;
    bool compared, unused = false;
    long at;

    *out = (struct be_label){0};
    if (left.len > BE_LABEL_BYTES) {
        left = be_span_from(left, left.len - BE_LABEL_BYTES);
        while (left.len > 0 && ((unsigned char)left.p[0] & 0xC0) == 0x80)
            left = be_span_from(left, 1);
    }
    strip_lead(out, &left);
    at = find_comparator(left, &word);
    compared = at >= 0;
    if (compared) {
        struct be_span base = be_span_from(left, (size_t)at + word), behind;

        behind = word == 0 ? be_span(NULL, 0) : behind_base(&base);
        read_base(out, base);
        left.len = (size_t)at;
        if (behind.len > 0 && (left.len == 0 || be_label_neutral(left, true)))
            left = behind;
    }
    cut_years(out, &left, agency);
    n = year_len(left, &out->year, &out->year_shift, &unused);
    if (n > 0 && out->year_shift != 0) {
        struct be_span rest = be_span_from(left, n);
        struct be_label tail = {0};

        strip_tail(&tail, &rest, true);
        if (be_label_neutral(rest, true))
            left = rest;             /* 上年决算数为; 上年结转资金 is a name */
        else
            out->year_shift = 0;
    }
    strip_org(&left, agency);
    left = strip_context(left);
    strip_lead(out, &left);
    if (starts(left, "涉及") && be_label_money(left) && !starts(left, "涉及金额") && !starts(left, "涉及预算") && !starts(left, "涉及资金"))
        left = be_span_from(left, 6);
    if (starts(left, "安排"))
        left = be_span_from(left, 6);
    strip_tail(out, &left, compared);
    out->item = unquote(left);
    if (be_label_neutral(out->item, false))
        out->item = be_span(left.p, 0);
}

bool be_label_neutral(struct be_span item, bool subject)
{
    static const char *const ALWAYS[] = {
        "预算", "决算", "金额", "价值", "数额", "全年", "当年", "本年", "年初", "年末", "其", "安排", "总额", "规模", "情况", "数", "为", "共", "均", "已", "分别", "度", "的", "实际", "：", "，", "”", "“",
        "其中", "上年", "财政", "批复", "下达", "调整", "后", "计划", "同口径", "当期", "年度", "合计", "万元", "该项", "该", "年", "完成", "到位", "投入", "预留", "发放", "实现", "折合", "列支", "支付", "落实", "拨付", "取得", "降至", "升至", "增至",
        "减至", "增加到", "减少到", "提高到", "上升到", "下降到", "增长到", "降到", "达到", "控制", "在", "计", "元",
    };
    static const char *const SUBJECT[] = {
        "支出", "一般公共预算", "财政拨款", "拨款", "经费", "科目", "资金", "公共", "一般", "部门", "项目", "单位", "主要", "本级", "开支", "执行",
    };

    if (!subject && be_span_is(item, "合计"))
        return false;
    while (item.len > 0)
        if (!strip_front(&item, ALWAYS, COUNT(ALWAYS)) && !(subject && strip_front(&item, SUBJECT, COUNT(SUBJECT))))
            return false;
    return true;
}

bool be_label_money(struct be_span item)
{
    static const char *const MONEY[] = {"支出", "收入", "经费", "拨款", "资金", "金额", "费", "预算", "决算", "总额", "原值", "净值", "折旧", "补助", "工资", "结转", "结余", "价值"};

    for (size_t i = 0; i < COUNT(MONEY); i++)
        if (be_span_find(item, be_span_of(MONEY[i])) >= 0)
            return true;
    return false;
}

struct be_span be_label_heading(struct be_span title)
{
    static const char *const BEHIND[] = {
        "说明", "情况", "的", "总体", "具体", "变化", "安排", "规模", "结构", "执行", "使用", "占有", "设置", "管理", "支出决算", "收支", "当年拨款具体",
    };
    struct be_label label;

    title = be_label_ordinal(title);
    while (title.len > 0 && strip_back(&title, BEHIND, COUNT(BEHIND)))
        continue;
    be_label_cut(&label, title, be_span(NULL, 0));
    return label.item;
}
