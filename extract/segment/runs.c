/* runs.c - lines that hold what once were several: web pages copied without their line ends.
 *
 * An ordinal that goes on counting, behind a blank, a full stop or a finished title, begins a line
 * of its own; so does what stands behind a title. A block tag ends a line. Every piece keeps the
 * number of the physical line it stands in, and all that follows sees lines like any others.
 */
#include "line.h"
#include "../base/wordlist.h"
#include <strings.h>

#define RUN_BYTES 48u        /* a shorter line holds one thing only */
#define TITLE_CHARS 45u
#define INDEX_DIGITS 9u
#define CUTS 4096u           /* in one line; more are left uncut */
#define SHORT_BYTES 400u     /* a line without columns is longer when it holds several */

/* Where a piece begins. */
struct cut {
    uint32_t at;
    bool sure;               /* at a title's begin or end; else at an ordinal that may only number a sentence */
};

struct runs {
    struct be_context *cx;
    struct be_line *line;    /* the table under construction: the window's own until a line is cut, or left out */
    size_t n, size;
    struct cut *cut;         /* of the line at hand */
    size_t cuts, titles;
    uint32_t has;            /* what stands in it */
    bool columns;            /* its blanks may part columns */
    unsigned last[BE_ORD_STYLES]; /* the number last met of each style, in this line */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t skip_blanks(struct be_span text, size_t i)
{
    while (i < text.len && is_blank(text.p[i]))
        i++;
    return i;
}

/* ---- where a line may have ended ---- */

static struct be_wordlist STOPS = BE_WORDLIST("。", "；", "：", ";", ":", "！");
static struct be_wordlist REFERS = BE_WORDLIST("见", "在", "照", "与", "和", "（", "“", "《", "的", "至", "、", "将", "按", "第", "其", "十");

static bool may_begin(struct be_span text, size_t i)
{
    struct be_span front = be_span_to(text, i);

    if (i == 0 || is_blank(text.p[i - 1]) || be_wordlist_back(&STOPS, front) > 0)
        return true;
    return text.p[i - 1] == '.' && i > 1 && ((unsigned char)text.p[i - 2] & 0x80) != 0;
}

/* 2021年, 2021 年: how a title's section begins, and no figure does. */
static bool is_year(struct be_span text)
{
    size_t n = 4;

    if (text.len < 8 || text.p[0] != '2' || text.p[1] != '0' || !be_is_digit(text.p[2]) || !be_is_digit(text.p[3]))
        return false;
    n = skip_blanks(text, n);
    return be_span_starts(be_span_from(text, n), BE_LIT("年"));
}

static struct be_wordlist FIRST = BE_WORDLIST("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "（", "第");

static bool may_be_ordinal(struct be_span text)
{
    return text.len > 1 && (be_is_digit(text.p[0]) || text.p[0] == '#' || be_wordlist_front(&FIRST, text) > 0) &&
           be_heading_may_begin(text);
}

/* Whether no ordinal and no 目录 begins with this character: nearly always. */
static inline bool begins_nothing(struct be_span text, size_t i)
{
    const unsigned char *p = (const unsigned char *)text.p + i;

    if (p[0] < 0x80)
        return !be_is_digit(text.p[i]) && p[0] != '#';
    /* 目; （; 四 to 十, 第; 一 to 九 */
    return text.len - i < 3 || !(p[0] == 0xE7 || (p[0] == 0xEF && p[1] == 0xBC) || p[0] == 0xE5 || (p[0] == 0xE4 && p[1] >= 0xB8 && p[1] <= 0xBA));
}

static bool ordinal_at(struct runs *r, struct be_span text, size_t i, struct be_ordinal_mark *m)
{
    struct be_span at = be_span_from(text, i);

    if (!may_be_ordinal(at) || is_year(at) ||
        !be_heading_ordinal(m, r->cx->matcher, at, 0))
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

    while (len > 0 && (be_is_digit(title.p[len - 1]) || is_blank(title.p[len - 1])))
        len--;
    if (len == 0 || (title.p[len - 1] != '.' && !be_span_ends(be_span_to(title, len), BE_LIT("…"))))
        return title;
    while (len > 0 && (title.p[len - 1] == '.' || is_blank(title.p[len - 1])))
        len--;
    while (be_span_ends(be_span_to(title, len), BE_LIT("…")))
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
    return (unsigned char)text.p[text.len - 1] < 0x80 || be_span_ends(text, BE_LIT("…"));
}

/* Does a title end at i, where what follows begins a section's text? */
static bool ends_before(struct runs *r, struct be_span text, size_t i, bool outer)
{
    struct be_span title = be_span_to(text, i), rest;
    size_t next;
    bool sure, page;
    struct be_ordinal_mark m;

    if (i < 6)
        return false;
    page = may_end_page(title);
    next = skip_blanks(text, i);
    sure = be_wordlist_back(&SURE_ENDS, title) > 0;
    if (!page && !sure && !be_heading_ends_as_title(title))
        return false;
    if (page) {
        title = without_page(title);
        sure = be_wordlist_back(&SURE_ENDS, title) > 0;
    }
    rest = be_span_from(text, next);
    if (title.len < 6 || !(sure || be_heading_ends_as_title(title)))
        return false;
    if (!r->columns && ordinal_at(r, text, next, &m))
        return m.number == 1 || m.number == r->last[m.style] + 1 || m.style == BE_ORD_PART;
    if (rest.len == 0 || be_wordlist_front(&SAYS, rest) > 0)
        return rest.len == 0 && title.len < i;
    if (be_is_digit(rest.p[0]) && !is_year(rest))
        return false;
    if (next > i && !r->columns)
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

static struct be_wordlist MARKS = BE_WORDLIST("。", "：", "，", "；", "！", ":", ",", ";");

/* Length of the title at the front of a text; 0: there is none. *run_in: a mark closes it. */
static size_t title_len(struct runs *r, struct be_span text, enum be_ordinal style, bool *run_in)
{
    bool outer = style < BE_ORD_ARABIC || style == BE_ORD_PLAIN;
    struct be_ordinal_mark m;
    size_t chars = 0;

    *run_in = false;
    for (size_t i = 0; i < text.len && chars <= TITLE_CHARS; i += be_char_len(text.p + i, text.p + text.len), chars++) {
        if (goes_on(text, i))
            continue;
        if (ends_before(r, text, i, outer))
            return be_heading_has_figure(be_span_to(text, i)) ? 0 : i;
        if (i > 0 && be_span_starts(be_span_from(text, i), BE_LIT("第")) && ordinal_at(r, text, i, &m) && m.style == BE_ORD_PART)
            return 0;
        if (be_wordlist_front(&MARKS, be_span_from(text, i)) > 0) {
            *run_in = be_span_starts(be_span_from(text, i), BE_LIT("。")) && be_wordlist_back(&SURE_ENDS, be_span_to(text, i)) > 0;
            return *run_in && !be_heading_has_figure(be_span_to(text, i)) ? i : 0;
        }
    }
    return 0;
}

/* ---- cuts ---- */

static void add_cut(struct runs *r, size_t at, bool sure)
{
    if (r->cuts > 0 && r->cut[r->cuts - 1].at == at)
        r->cut[r->cuts - 1].sure = r->cut[r->cuts - 1].sure || sure;
    else if (at > 0 && r->cuts < CUTS)
        r->cut[r->cuts++] = (struct cut){(uint32_t)at, sure};
}

static void count(struct runs *r, const struct be_ordinal_mark *m)
{
    r->last[m->style] = m->number;
    for (unsigned k = (unsigned)m->style + 1; k < BE_ORD_STYLES; k++)
        r->last[k] = 0;
}

/* The ordinal at i begins a title, or numbers a sentence, or is none. Returns where to go on. */
static size_t take_ordinal(struct runs *r, struct be_span text, size_t i, const struct be_ordinal_mark *m, bool begins)
{
    unsigned last = r->last[m->style], before[BE_ORD_STYLES];
    bool part = m->style == BE_ORD_PART, next = (m->number == 1 && (begins || part)) || m->number == last + 1, run_in;
    size_t from = i + m->title, len;

    memcpy(before, r->last, sizeof before);
    count(r, m);
    len = title_len(r, be_span_from(text, from), m->style, &run_in);
    if (len > 0 && (next || part || (begins && m->number > last))) {
        bool outer = m->style < BE_ORD_ARABIC;
        r->titles += outer;
        add_cut(r, i, outer);
        if (!run_in)
            add_cut(r, skip_blanks(text, from + len), outer);
        return run_in ? from + len : skip_blanks(text, from + len);
    }
    if (begins && next && m->style != BE_ORD_PLAIN && (i == 0 || !part))
        add_cut(r, i, false);
    else
        memcpy(r->last, before, sizeof before);
    return from;
}

static struct be_wordlist CONTENTS = BE_WORDLIST("目录", "（目录）", "目 录", "目次");

static bool may_hold_contents(struct be_span text)
{
    return be_span_find(text, BE_LIT("目录")) >= 0 || be_span_find(text, BE_LIT("目 录")) >= 0 || be_span_find(text, BE_LIT("目次")) >= 0;
}

static bool is_contents_word(struct be_span text, size_t i, size_t *len)
{
    *len = be_wordlist_front(&CONTENTS, be_span_from(text, i));
    return *len > 0 && (i == 0 || is_blank(text.p[i - 1])) && (i + *len == text.len || is_blank(text.p[i + *len]));
}

/* Text of a PDF: wide gaps in a short line, or gaps throughout. */
static bool has_columns(struct be_span text)
{
    size_t blanks = 0, wide = 0;

    text = be_span_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        blanks += is_blank(text.p[i]);
        wide += i > 0 && is_blank(text.p[i]) && is_blank(text.p[i - 1]);
    }
    return (wide > 0 && text.len < SHORT_BYTES) || blanks * 4 > text.len;
}

/* titles: where they end. Behind that a line of less than two is not cut but at a list of contents. */
static void find_cuts(struct runs *r, struct be_span text, size_t titles)
{
    struct be_ordinal_mark m;
    size_t len;
    bool after_title = true, contents = (r->has & BE_HAS_LIST) != 0 && may_hold_contents(text);

    r->columns = (r->has & (BE_HAS_BLANK | BE_HAS_TAB)) != 0 && has_columns(text);
    r->cuts = r->titles = 0;
    memset(r->last, 0, sizeof r->last);
    for (size_t i = 0; i < text.len && (i < titles || r->titles > 1 || contents);) {
        size_t step = be_char_len(text.p + i, text.p + text.len);
        bool begins;
        if (begins_nothing(text, i)) {
            after_title = false;
            i += step;
            continue;
        }
        begins = after_title || may_begin(text, i);
        if ((begins || !be_is_digit(text.p[i])) && ordinal_at(r, text, i, &m) &&
            (begins || (m.style < BE_ORD_ARABIC && be_wordlist_back(&REFERS, be_span_to(text, i)) == 0))) {
            i = take_ordinal(r, text, i, &m, begins);
            after_title = r->cuts > 0 && r->cut[r->cuts - 1].at == i;
            continue;
        }
        if (!r->columns && is_contents_word(text, i, &len)) {
            add_cut(r, i, true);
            add_cut(r, skip_blanks(text, i + len), true);
        }
        after_title = false;
        i += step;
    }
}

/* ---- pieces ---- */

static bool make_room(struct runs *r, size_t size)
{
    struct be_line *more = be_arena_room(r->cx->arena, size * sizeof *more);

    if (more == NULL)
        return false;
    memcpy(more, r->line, r->n * sizeof *more);
    r->line = more;
    r->size = size;
    return true;
}

static bool add_line(struct runs *r, const struct be_line *line, size_t from, size_t to)
{
    struct be_line *piece;
    bool own = r->line == r->cx->win->lines;

    if (own && from == 0 && to == line->len) {
        r->n++;
        return true;
    }
    if ((own || r->n == r->size) && !make_room(r, r->size * 2))
        return false;
    piece = &r->line[r->n++];
    *piece = *line;
    if (to - from == line->len)
        return true;
    piece->off += (uint32_t)from;
    piece->len = (uint32_t)(to - from);
    piece->has = be_letters(be_span(r->cx->win->text.p + piece->off, piece->len));
    if (from > 0)
        piece->flags = 0;
    return true;
}

/* 监督索引号53092201076301000: the number of a page, not of a year. */
static bool ends_index(struct be_span text)
{
    size_t n = 0;

    while (n < text.len && be_is_digit(text.p[text.len - 1 - n]))
        n++;
    return n >= INDEX_DIGITS;
}

/* A cover that lost its line ends: words parted by blanks, but not around digits. */
static bool add_cover(struct runs *r, const struct be_line *line, struct be_span text)
{
    size_t from = 0;

    for (size_t i = 1; i + 1 < text.len; i++) {
        size_t next = skip_blanks(text, i);
        if (next == i || next == text.len || be_is_digit(text.p[next]) || i - from < 6 ||
            (be_is_digit(text.p[i - 1]) && !ends_index(be_span_to(text, i))))
            continue;
        if (!add_line(r, line, from, i))
            return false;
        from = i = next;
    }
    return add_line(r, line, from, text.len);
}

static bool add_pieces(struct runs *r, const struct be_line *line, struct be_span text)
{
    bool run = r->titles > 1, cover = run && r->cx->win->first && line->no == r->cx->win->lines[0].no;
    size_t from = 0;

    for (size_t k = 0; k < r->cuts; k++) {
        size_t at = r->cut[k].at;
        if (at >= text.len || at <= from || !(run || r->cut[k].sure))
            continue;
        if (!(from == 0 && cover ? add_cover(r, line, be_span_to(text, at)) : add_line(r, line, from, at)))
            return false;
        from = at;
    }
    return add_line(r, line, from, text.len);
}

/* ---- block tags ---- */

static const char *const BLOCKS[] = {"br", "p", "/p", "div", "/div", "li", "/li", "h1", "h2", "h3", "h4", "/h1", "/h2", "/h3", "/h4"};

/* Length of the block tag at the front, 0: none. */
static size_t block_tag(struct be_span text)
{
    for (size_t k = 0; k < sizeof BLOCKS / sizeof *BLOCKS; k++) {
        size_t n = strlen(BLOCKS[k]);
        const char *end;
        if (text.len < n + 2 || text.p[0] != '<' || strncasecmp(text.p + 1, BLOCKS[k], n) != 0 ||
            (text.p[n + 1] != '>' && text.p[n + 1] != ' ' && text.p[n + 1] != '/'))
            continue;
        end = memchr(text.p, '>', text.len < 400 ? text.len : 400);
        return end == NULL ? 0 : (size_t)(end + 1 - text.p);
    }
    return 0;
}

/* A row of a table, or a table on one line. */
static bool holds_table(struct be_span text)
{
    struct be_span at = be_span_trim(text);

    return memchr(text.p, '\t', text.len) != NULL || be_span_starts(at, BE_LIT("|")) || be_span_ends(at, BE_LIT("|")) ||
           be_span_find(text, BE_LIT("<t")) >= 0 || be_span_find(text, BE_LIT("<T")) >= 0;
}

/* ---- the window ---- */

static bool add_titled(struct runs *r, const struct be_line *line, struct be_span text)
{
    size_t titles = text.len < RUN_BYTES ? 0 : be_marks_titles(text);

    if (titles == 0)
        return add_line(r, line, 0, text.len);
    find_cuts(r, text, titles);
    return r->titles == 0 ? add_line(r, line, 0, text.len) : add_pieces(r, line, text);
}

/* Cuts a line at its block tags, and what stands between them at its titles. */
static bool add_tagged(struct runs *r, const struct be_line *line, struct be_span text)
{
    struct be_line piece = *line;
    size_t from = 0;

    for (size_t i = 0; i < text.len; i++) {
        const char *tag = memchr(text.p + i, '<', text.len - i);
        size_t n;
        if (tag == NULL)
            break;
        i = (size_t)(tag - text.p);
        n = block_tag(be_span_from(text, i));
        if (n == 0)
            continue;
        piece.off = line->off + (uint32_t)from;
        if (i > from && !add_titled(r, &piece, be_span(text.p + from, i - from)))
            return false;
        from = i + n;
        i += n - 1;
    }
    piece.off = line->off + (uint32_t)from;
    return from == text.len || add_titled(r, &piece, be_span_from(text, from));
}

static bool may_hold_several(const struct be_line *line, struct be_span text)
{
    return !(line->flags & BE_LINE_CONTINUED) && text.len >= RUN_BYTES && ((line->has & BE_HAS_MARKS) == 0 || !holds_table(text));
}

static bool cut_line(struct runs *r, const struct be_line *line, struct be_span text)
{
    if (!may_hold_several(line, text))
        return add_line(r, line, 0, text.len);
    return (line->has & BE_HAS_MARK) != 0 ? add_tagged(r, line, text) : add_titled(r, line, text);
}

enum be_status be_runs_cut(struct be_context *cx)
{
    struct be_window *win = cx->win;
    struct runs r = {.cx = cx, .line = win->lines, .size = win->nlines + 16};

    r.cut = be_arena_room(cx->arena, CUTS * sizeof *r.cut);
    if (r.cut == NULL)
        return BE_ENOMEM;
    for (size_t i = 0; i < win->nlines; i++) {
        win->lines[i].has = r.has = be_letters(be_line_text(win, i));
        if (!cut_line(&r, &win->lines[i], be_line_text(win, i)) ||
            (r.line == win->lines && r.n <= i && !make_room(&r, r.size)))
            return BE_ENOMEM;
    }
    win->lines = r.line;
    win->nlines = r.n;
    return BE_OK;
}
