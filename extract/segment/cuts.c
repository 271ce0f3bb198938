#include "cuts.h"
#include "../base/wordlist.h"

#define TITLE_CHARS 45u
#define FRONT_BYTES 24u      /* of ordinals at a line's front */
#define SHORT_BYTES 400u     /* a line without columns is longer when it holds several */

/* ---- where a line may have ended ---- */

static struct be_wordlist STOPS = BE_WORDLIST("。", "；", "：", ";", ":", "！");
static struct be_wordlist REFERS = BE_WORDLIST("见", "在", "照", "与", "和", "（", "“", "《", "的", "至", "、", "将", "按", "第", "其", "十");

static bool may_begin(struct be_span text, size_t i)
{
    struct be_span front = be_span_to(text, i);

    if (i == 0 || be_cuts_blank(text.p[i - 1]) || be_wordlist_back(&STOPS, front) > 0)
        return true;
    return text.p[i - 1] == '.' && i > 1 && ((unsigned char)text.p[i - 2] & 0x80) != 0;
}

/* 2021年, 2021 年: how a title's section begins, and no figure does. */
static bool is_year(struct be_span text)
{
    return be_is_year(be_span_to(text, 4)) && be_starts(be_span_from(text, be_cuts_skip(text, 4)), "年");
}

static struct be_wordlist FIRST = BE_WORDLIST("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "（", "第");

static struct be_wordlist FOLLOWS = BE_WORDLIST(
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "○", "〇", "零", "．", "）", "附");

/* 一般, （单位: what such characters begin nearly always. */
static bool begins_word(struct be_span text)
{
    return text.len >= 6 && (unsigned char)text.p[0] >= 0xE4 && (unsigned char)text.p[3] >= 0xE4 &&
           be_wordlist_front(&FOLLOWS, be_span_from(text, 3)) == 0;
}

static bool may_be_ordinal(struct be_span text)
{
    return text.len > 1 && !begins_word(text) && (be_is_digit(text.p[0]) || text.p[0] == '#' || be_wordlist_front(&FIRST, text) > 0) &&
           be_heading_may_begin(text);
}

static struct be_wordlist BEGINS = BE_WORDLIST("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "（", "第", "目");

/* Whether no ordinal and no 目录 begins with this character: nearly always. */
static inline bool begins_nothing(struct be_span text, size_t i)
{
    const unsigned char *p = (const unsigned char *)text.p + i;

    if (p[0] < 0x80)
        return !be_is_digit(text.p[i]) && p[0] != '#';
    return p[0] < 0xE4 || text.len - i < 3 || !be_wordlist_may(&BEGINS, BEGINS.front, text.p + i + 3, 3);
}

/* （详见表 1）, （1、收入；2、支出）: does the digit at i stand in a bracket that opened in front of it? */
static bool in_bracket(struct be_span text, size_t i)
{
    struct be_span front = be_span_to(text, i);

    for (size_t n = 0; front.len > 0 && n < TITLE_CHARS; n++) {
        if (be_ends(front, "（") || be_ends(front, "）"))
            return be_ends(front, "（");
        front.len -= be_char_before(front.p, front.p + front.len);
    }
    return false;
}

static bool ordinal_at(struct be_cuts *c, struct be_span text, size_t i, struct be_ordinal_mark *m)
{
    struct be_span at = be_span_from(text, i);

    if (!may_be_ordinal(at) || is_year(at) || (be_is_digit(at.p[0]) && in_bracket(text, i)) ||
        !be_heading_ordinal(m, c->matcher, at, 0))
        return false;
    return m->number > 0 || m->style == BE_ORD_PLAIN;
}

/* ---- titles ---- */

static struct be_wordlist SAYS = BE_WORDLIST("指", "是", "反映", "包括", "主要");
static struct be_wordlist WHO = BE_WORDLIST(
    "本部门", "本单位", "我部门", "我单位", "我局", "本局", "我院", "本院", "我校", "本校", "我委", "我镇", "本年度", "本年收入", "本年支出",
    "截至", "截止", "根据", "按照", "纳入", "从", "共有", "行政编制", "事业编制", "贯彻", "负责", "承担", "组织", "拟订");
static struct be_wordlist GOES_ON = BE_WORDLIST("说明", "的", "表", "及", "和", "与", "、", "分析", "公开", "如下", "以及", "报告");
static struct be_wordlist SURE_ENDS = BE_WORDLIST(
    "情况", "说明", "概况", "简介", "解释", "构成", "设置", "职能", "职责", "结果", "表");

/* A title without leaders and page number: 一、基本情况......3 */
static struct be_span without_page(struct be_span title)
{
    size_t len = title.len;

    while (len > 0 && (be_is_digit(title.p[len - 1]) || be_cuts_blank(title.p[len - 1])))
        len--;
    if (len == 0 || (title.p[len - 1] != '.' && !be_ends(be_span_to(title, len), "…")))
        return title;
    while (len > 0 && (title.p[len - 1] == '.' || be_cuts_blank(title.p[len - 1])))
        len--;
    while (be_ends(be_span_to(title, len), "…"))
        len -= strlen("…");
    return be_span_to(title, len);
}

/* 某某局2021年度收入: whose section it is. */
static bool begins_with_agency(struct be_span text)
{
    static const char ENDS[] = "局厅署委办院校园馆站所会处室队社心府团部";

    for (size_t i = 0, n = 0; i < text.len && n < 25; i += be_char_len(text.p + i, text.p + text.len), n++) {
        if ((unsigned char)text.p[i] >= 0x80)
            continue;
        if (n < 4 || !is_year(be_span_from(text, i)))
            return false;
        for (size_t k = 0; k + 3 <= sizeof ENDS - 1; k += 3)
            if (be_span_ends(be_span_to(text, i), be_span(ENDS + k, 3)))
                return true;
        return false;
    }
    return false;
}

/* 财政拨款支出决算情况说明 | 财政拨款支出决算反映…: a section says its title again. */
static bool says_again(struct be_span title, struct be_span rest)
{
    struct be_span first = be_span_chars(title, 4);

    return title.len > first.len && be_span_starts(rest, first);
}

/* May the page number behind a title end here, or its leaders? */
static bool may_end_page(struct be_span text)
{
    return (unsigned char)text.p[text.len - 1] < 0x80 || be_ends(text, "…");
}

/* Does a title end at i, where what follows begins a section's text? */
static bool ends_before(struct be_cuts *c, struct be_span text, size_t i, bool outer)
{
    struct be_span title = be_span_to(text, i), rest;
    size_t next;
    bool sure, page;
    struct be_ordinal_mark m;

    if (i < 6)
        return false;
    page = may_end_page(title);
    next = be_cuts_skip(text, i);
    sure = be_wordlist_back(&SURE_ENDS, title) > 0;
    if (!page && !sure && !be_heading_ends_as_title(title))
        return false;
    if (page) {
        title = without_page(title);
        sure = be_wordlist_back(&SURE_ENDS, title) > 0;
    }
    rest = be_span_from(text, next);
    if (be_starts(rest, "…") || be_starts(rest, "..."))
        return false;                        /* leaders are the title's */
    if (title.len < 6 || !(sure || be_heading_ends_as_title(title)))
        return false;
    if (!c->columns && ordinal_at(c, text, next, &m))
        return m.number == 1 || m.number == c->last[m.style] + 1 || m.style == BE_ORD_PART;
    if (rest.len == 0 || be_wordlist_front(&SAYS, rest) > 0)
        return rest.len == 0 && title.len < i;
    if (be_is_digit(rest.p[0]) && !is_year(rest))
        return false;
    if (next > i && !c->columns)
        return sure || (outer && is_year(rest));
    return sure && be_wordlist_front(&GOES_ON, rest) == 0 &&
           (is_year(rest) || be_wordlist_front(&WHO, rest) > 0 || says_again(title, rest) || begins_with_agency(rest));
}

/* Within words: neither does a title end before i, nor do a mark or an ordinal begin there. Nearly everywhere. */
static bool goes_on(struct be_span text, size_t i)
{
    const unsigned char c = (unsigned char)text.p[i];
    struct be_span front = be_span_to(text, i);

    return i > 0 && c >= 0xE4 && c <= 0xE9 && begins_nothing(text, i) && !may_end_page(front) && be_wordlist_back(&SURE_ENDS, front) == 0;
}

/* Blanks behind the one at i, in front of which stand no leaders: where it ends no title, neither do they. */
static size_t more_blanks(struct be_span text, size_t i)
{
    if (i == 0 || !be_cuts_blank(text.p[i]) || (unsigned char)text.p[i - 1] < 0x80 || be_ends(be_span_to(text, i), "…"))
        return 0;
    return be_cuts_skip(text, i) - 1 - i;
}

static struct be_wordlist MARKS = BE_WORDLIST("。", "：", "，", "；", "！", ":", ",", ";");

/* Length of the title at the front of a text; 0: there is none. *run_in: a mark closes it. */
static size_t title_len(struct be_cuts *c, struct be_span text, enum be_ordinal style, bool *run_in)
{
    bool outer = style < BE_ORD_ARABIC || style == BE_ORD_PLAIN;
    struct be_ordinal_mark m;
    size_t chars = 0;

    *run_in = false;
    for (size_t i = 0; chars <= TITLE_CHARS; i += be_char_len(text.p + i, text.p + text.len), chars++) {
        if (i >= text.len)           /* 增加5万元。二、收入决算情况说明: nothing behind it */
            return outer && be_wordlist_back(&SURE_ENDS, text) > 0 && !be_heading_has_figure(text) ? text.len : 0;
        if (goes_on(text, i))
            continue;
        if (ends_before(c, text, i, outer))
            return be_heading_has_figure(be_span_to(text, i)) ? 0 : i;
        if (i > 0 && be_starts(be_span_from(text, i), "第") && ordinal_at(c, text, i, &m) && m.style == BE_ORD_PART)
            return 0;
        if (be_wordlist_front(&MARKS, be_span_from(text, i)) > 0) {
            *run_in = be_starts(be_span_from(text, i), "。") && be_wordlist_back(&SURE_ENDS, be_span_to(text, i)) > 0;
            return *run_in && !be_heading_has_figure(be_span_to(text, i)) ? i : 0;
        }
        size_t more = more_blanks(text, i);
        i += more;
        chars += more;
    }
    return 0;
}

/* ---- cuts ---- */

static void add_cut(struct be_cuts *c, size_t at, bool sure)
{
    if (c->n > 0 && c->cut[c->n - 1].at == at)
        c->cut[c->n - 1].sure = c->cut[c->n - 1].sure || sure;
    else if (at > 0 && c->n < BE_CUTS)
        c->cut[c->n++] = (struct be_cut){(uint32_t)at, sure};
}

static void count(struct be_cuts *c, const struct be_ordinal_mark *m)
{
    c->last[m->style] = m->number;
    for (unsigned k = (unsigned)m->style + 1; k < BE_ORD_STYLES; k++)
        c->last[k] = 0;
}

/* The ordinal at i begins a title, or numbers a sentence, or is none. Returns where to go on. */
static size_t take_ordinal(struct be_cuts *c, struct be_span text, size_t i, const struct be_ordinal_mark *m, bool begins)
{
    unsigned last = c->last[m->style], before[BE_ORD_STYLES];
    bool part = m->style == BE_ORD_PART, next = (m->number == 1 && (begins || part)) || m->number == last + 1, run_in;
    size_t from = i + m->title, len;

    memcpy(before, c->last, sizeof before);
    count(c, m);
    len = title_len(c, be_span_from(text, from), m->style, &run_in);
    if (len > 0 && (next || part || (begins && m->number > last))) {
        bool outer = m->style < BE_ORD_ARABIC;
        c->titles += outer;
        add_cut(c, i, outer);
        if (!run_in)
            add_cut(c, be_cuts_skip(text, from + len), outer);
        return run_in ? from + len : be_cuts_skip(text, from + len);
    }
    if (begins && next && m->style != BE_ORD_PLAIN && (i == 0 || !part))
        add_cut(c, i, false);
    else
        memcpy(c->last, before, sizeof before);
    return from;
}

static struct be_wordlist CONTENTS = BE_WORDLIST("目录", "（目录）", "目 录", "目次");

static bool may_hold_contents(struct be_span text)
{
    return be_span_has(text, "目录") || be_span_has(text, "目 录") || be_span_has(text, "目次");
}

static bool is_contents_word(struct be_span text, size_t i, size_t *len)
{
    *len = be_wordlist_front(&CONTENTS, be_span_from(text, i));
    return *len > 0 && (i == 0 || be_cuts_blank(text.p[i - 1])) && (i + *len == text.len || be_cuts_blank(text.p[i + *len]));
}

/* Text of a PDF: wide gaps in a short line, or gaps throughout. */
static bool has_columns(struct be_span text)
{
    size_t blanks = 0, wide = 0;

    text = be_span_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        blanks += be_cuts_blank(text.p[i]);
        wide += i > 0 && be_cuts_blank(text.p[i]) && be_cuts_blank(text.p[i - 1]);
    }
    return (wide > 0 && text.len < SHORT_BYTES) || blanks * 4 > text.len;
}

static struct be_wordlist SLOW = BE_WORDLIST("…", "（附");

/* Does a title end before the figure at i, 费18.00万元? Not unless it is a year, or looks like an ordinal. */
static bool ends_at_digit(struct be_span front, struct be_span rest)
{
    return be_heading_ends_as_title(front) && (be_heading_may_begin(rest) || (is_year(rest) && be_wordlist_back(&SURE_ENDS, front) > 0));
}

/* Within a figure: its digits but the first, its point, the % behind it. */
static bool in_figure(struct be_span text, size_t i)
{
    return i > 0 && be_is_digit(text.p[i - 1]) &&
           (text.p[i] == '%' || be_is_digit(text.p[i]) || (text.p[i] == '.' && i + 1 < text.len && be_is_digit(text.p[i + 1])));
}

/* Does no title of ordinals at the front of a line end before the first mark, so that nothing is to cut? False where
 * it is not plain: other ASCII than figures, leaders, an annex in brackets. */
static bool ends_no_title(const struct be_cuts *c, struct be_span text, size_t marks)
{
    size_t i = be_cuts_skip(text, 0);
    bool figures = false;        /* behind words that may end a title: another ordinal may end it there */

    if (marks > i + FRONT_BYTES || (c->has & BE_HAS_LIST) != 0 || be_wordlist_holds(&SURE_ENDS, be_span(text.p + i, marks - i)))
        return false;
    for (; i < marks; i++)
        if ((unsigned char)text.p[i] < 0x80)
            return false;
    for (size_t chars = 0; i < text.len && chars <= TITLE_CHARS + 1; i += be_char_len(text.p + i, text.p + text.len), chars++) {
        const unsigned char lead = (unsigned char)text.p[i];
        struct be_span front = be_span(text.p + marks, i - marks), rest = be_span_from(text, i);
        const bool word = lead >= 0xE4 && lead <= 0xE9, marked = !word && be_wordlist_front(&MARKS, rest) > 0;
        if (!word && in_figure(text, i))
            continue;
        if (be_is_digit(text.p[i]) ? ends_at_digit(front, rest)
                                   : !word && ((lead < 0x80 && !marked) || (figures && be_heading_may_begin(rest)) || be_wordlist_front(&SLOW, rest) > 0))
            return false;
        figures = figures || be_is_digit(text.p[i]);
        if (!be_is_digit(text.p[i]) && be_wordlist_back(&SURE_ENDS, front) > 0 &&
            (marked ? lead < 0x80 || begins_with_agency(rest) : be_wordlist_front(&GOES_ON, rest) == 0))
            return false;
        if (marked)
            break;
    }
    return true;
}

void be_cuts_find(struct be_cuts *c, struct be_span text, size_t marks)
{
    struct be_ordinal_mark m;
    size_t len;
    bool after_title = true, contents = (c->has & BE_HAS_LIST) != 0 && may_hold_contents(text);

    c->n = c->titles = 0;
    if (ends_no_title(c, text, marks))
        return;
    c->columns = (c->has & (BE_HAS_BLANK | BE_HAS_TAB)) != 0 && has_columns(text);
    memset(c->last, 0, sizeof c->last);
    for (size_t i = 0; i < text.len && (i < marks || c->titles > 1 || contents);) {
        size_t step = be_char_len(text.p + i, text.p + text.len);
        bool begins;
        if (begins_nothing(text, i)) {
            after_title = false;
            i += step;
            continue;
        }
        begins = after_title || may_begin(text, i);
        if ((begins || !be_is_digit(text.p[i])) && ordinal_at(c, text, i, &m) &&
            (begins || (m.style < BE_ORD_ARABIC && be_wordlist_back(&REFERS, be_span_to(text, i)) == 0))) {
            i = take_ordinal(c, text, i, &m, begins);
            after_title = c->n > 0 && c->cut[c->n - 1].at == i;
            continue;
        }
        if (!c->columns && is_contents_word(text, i, &len)) {
            add_cut(c, i, true);
            add_cut(c, be_cuts_skip(text, i + len), true);
        }
        after_title = false;
        i += step;
    }
}
