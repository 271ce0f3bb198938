/* headed.c - which lines are headings: by their ordinal, by the list of contents, by what stands around them. */
#include "line.h"
#include "../recognize/owner.h"
#include "../base/wordlist.h"

static const char LISTED[] = "contents";  /* what --trace says of a heading that the list of contents makes one */

#define PLAIN_BYTES 105u /* of a heading without ordinal */

/* It is a heading with another ordinal than the one that it may begin with. */
static void set_heading(struct be_line *line, uint8_t level, uint16_t ordinal, size_t title)
{
    line->type = BE_LINE_HEADING;
    line->flags &= (uint8_t)~BE_LINE_READ;
    line->level = level;
    line->ordinal = ordinal;
    line->title = (uint32_t)title;
}

static struct be_wordlist GLOSSARY = BE_WORDLIST("名词解释", "名詞解釋", "名词说明", "术语解释", "名词术语", "专业名词");
static struct be_wordlist MEANS = BE_WORDLIST("：指", "：是", "：反映", "：主要指", ":指", ":是", ":反映", ":主要指");

/* In a glossary the numbered entries further in than its heading are terms, not headings, and so is
 * what says a meaning behind its colon; whatever stands there below a heading without ordinal. */
static bool glossary_entry(struct be_line_state *state, enum be_ordinal style, struct be_span title, struct be_span behind)
{
    const bool defined = state->glossary == BE_ORD_PLAIN && style != BE_ORD_PLAIN && behind.len > 3 &&
                         (be_starts(behind, "：") || behind.p[0] == ':');

    if (state->glossary != BE_ORD_NONE && (style > state->glossary || defined || be_wordlist_front(&MEANS, behind) > 0))
        return true;
    state->glossary = be_wordlist_holds(&GLOSSARY, title) ? style : BE_ORD_NONE;
    return false;
}

/* 一、收入科目 in a glossary, and below it the entries, which are numbered further in. */
static bool groups_entries(struct be_context *cx, const struct be_line_state *state, size_t i, enum be_ordinal style, struct be_span title, struct be_span behind)
{
    const size_t next = be_line_next(cx->win, i + 1);
    struct be_ordinal_mark m;

    return state->glossary != BE_ORD_NONE && style > state->glossary && be_span_trim(behind).len == 0 && !be_ends(title, "表") && next < cx->win->nlines &&
           cx->win->lines[next].type == BE_LINE_TEXT && be_line_ordinal(cx, next, &m) && m.style > style && m.number == 1;
}

/* A wrapped sentence fills its line; a heading rarely does. */
static bool fills_line(const struct be_window *win, size_t i, const struct be_shape *shape)
{
    return shape->wrap > 0 && be_line_width(be_line_text(win, i)) + 3 >= shape->wrap;
}

/* 三、 alone on its line, as web pages break it: is the next line its title? */
static bool title_below(const struct be_window *win, size_t i)
{
    struct be_span text = i + 1 < win->nlines ? be_span_trim(be_line_text(win, i + 1)) : be_span(NULL, 0);

    return text.len > 0 && text.len <= 75 && win->lines[i + 1].type == BE_LINE_TEXT && !be_line_has_clauses(&win->lines[i + 1], text) &&
           !be_heading_has_figure(text);
}

static struct be_wordlist LAST_DUTY = BE_WORDLIST("其他", "其它", "交办");
static struct be_wordlist DUTY_ENDS = BE_WORDLIST("职责", "事项", "工作", "任务");

#define SENTENCE_LINES 6u

/* 2.社会救助和管理。 right below 1.负责行政许可事项。, which is no heading: one of a list of sentences. So
 * is 9.法律规定的其他职责, the last of them, without its full stop. */
static bool follows_sentence(struct be_context *cx, size_t i, const struct be_ordinal_mark *mark)
{
    const long before = be_line_before(cx->win, i);
    long first = before;         /* of the sentence's lines */
    struct be_ordinal_mark m;
    struct be_span text;

    if (before < 0 || mark->number < 2)
        return false;
    for (unsigned n = 0; n < SENTENCE_LINES && first >= 0 && cx->win->lines[first].type == BE_LINE_TEXT && !be_line_ordinal(cx, (size_t)first, &m); n++)
        first = be_line_before(cx->win, (size_t)first);
    if (first < 0 || cx->win->lines[first].type != BE_LINE_TEXT || !be_line_ordinal(cx, (size_t)first, &m) ||
        m.style != mark->style || m.number + 1 != mark->number)
        return false;
    text = be_span_trim(be_line_text(cx->win, i));
    if (!be_ends(text, "。") && !be_ends(text, "；") &&
        !(be_wordlist_holds(&LAST_DUTY, text) && be_wordlist_back(&DUTY_ENDS, text) > 0))
        return false;
    text = be_span_trim(be_line_text(cx->win, (size_t)before));
    return (be_ends(text, "。") || be_ends(text, "；")) && !be_heading_has_figure(text);
}

#define REST_COLUMNS 20u  /* of a sentence, on its last line */

/* （一）组织建设、制度建设和其他工 | 作；: a sentence that goes on below, and ends there. */
static bool ends_below(struct be_context *cx, size_t i, struct be_span title)
{
    struct be_span text = i + 1 < cx->win->nlines ? be_span_trim(be_line_text(cx->win, i + 1)) : be_span(NULL, 0);
    struct be_ordinal_mark m;

    if (text.len == 0 || cx->win->lines[i + 1].type != BE_LINE_TEXT)
        return false;
    if (be_starts(text, "的"))
        return true;                 /* （三）承担妇幼卫生信息 | 的收集、整理和上报工作。 */
    if (be_heading_ends_as_title(title) || be_line_width(title) < 2 * REST_COLUMNS)
        return false;
    return (be_ends(text, "；") || (be_ends(text, "。") && be_line_width(text) <= REST_COLUMNS)) &&
           !be_line_ordinal(cx, i + 1, &m);
}

/* 附件：1、收支总表 and below it 2、“三公”经费表: a list of what is annexed, no heading. */
static bool lists_annexes(struct be_context *cx, size_t i, const struct be_ordinal_mark *mark, struct be_span title)
{
    struct be_ordinal_mark first, next;
    unsigned number = 1;

    if (mark->style != BE_ORD_ANNEX || mark->number != 0 ||
        !be_heading_ordinal(&first, cx->matcher, title, cx->win->lines[i].no) || first.number != 1 || first.style < BE_ORD_ARABIC)
        return false;
    for (size_t k = be_line_next(cx->win, i + 1); k < cx->win->nlines && cx->win->lines[k].type == BE_LINE_TEXT &&
             be_line_ordinal(cx, k, &next) && next.style == first.style && next.number == number + 1; k = be_line_next(cx->win, k + 1)) {
        cx->win->lines[k].type = BE_LINE_CONTENTS;
        number++;
    }
    if (number > 1)
        cx->win->lines[i].type = BE_LINE_CONTENTS;
    return number > 1;
}

/* 一、主要职能 right below 部门概况, which the list of contents calls 一、 and the body does not number: such titles
 * are parts, with sections that begin anew in each. */
static void listed_parts(struct be_context *cx, struct be_line_state *state, size_t i, const struct be_ordinal_mark *mark)
{
    const long above = mark->style == BE_ORD_HAN && mark->number == 1 && state->entries > 0 ? be_line_before(cx->win, i) : -1;
    struct be_line *line = cx->win->lines;

    if (above < 0 || line[above].type != BE_LINE_HEADING || line[above].level != BE_ORD_HAN ||
        line[above].pattern != LISTED || be_ends(be_span_trim(be_line_text(cx->win, (size_t)above)), "表"))
        return;
    if (be_contents_find(state, be_span_from(be_line_text(cx->win, i), mark->title), true) != NULL)
        return;
    for (size_t k = 0; k < state->entries; k++)
        if (state->entry[k].style == BE_ORD_PART)
            return;
    for (size_t k = 0; k < state->entries; k++)
        if (state->entry[k].style == BE_ORD_HAN)
            state->entry[k].style = BE_ORD_PART;
    for (size_t k = 0; k < i; k++)
        if (line[k].type == BE_LINE_HEADING && line[k].level == BE_ORD_HAN && line[k].pattern == LISTED)
            line[k].level = BE_ORD_PART;
    if (state->glossary == BE_ORD_HAN)
        state->glossary = BE_ORD_PART;
    state->parts = true;
}

/* 三、部门预算表, the one that is numbered among such parts. */
static bool numbered_part(const struct be_line_state *state, const struct be_ordinal_mark *mark, struct be_span title)
{
    const struct be_contents_entry *entry = state->parts && mark->style == BE_ORD_HAN ? be_contents_find(state, title, true) : NULL;

    return entry != NULL && entry->style == BE_ORD_PART && entry->number == mark->number;
}

#define NAME_BYTES 12u    /* a name that stands again is not shorter */

/* 附件2 above the cover, be it below the title of its page, which the cover says again, tells what this document is to
 * another one: nothing here is an annex. */
static bool stands_on_cover(const struct be_window *win, size_t i)
{
    const size_t first = be_line_next(win, 0), next = be_line_next(win, i + 1);
    struct be_span again = next < win->nlines ? be_span_trim(be_line_text(win, next)) : be_span(NULL, 0);

    if (!win->first || i == first)
        return win->first;
    return i == be_line_next(win, first + 1) && again.len >= NAME_BYTES && be_span_starts(be_span_trim(be_line_text(win, first)), again);
}

static void ordinal_heading(struct be_context *cx, struct be_line_state *state, const struct be_shape *shape, size_t i)
{
    struct be_line *line = &cx->win->lines[i];
    struct be_span text = be_line_text(cx->win, i), title;
    struct be_ordinal_mark mark;
    enum be_heading_kind kind;
    size_t len, rest;
    bool whole;

    if (!be_line_ordinal(cx, i, &mark))
        return;
    title = be_span_from(text, mark.title);
    if (mark.style == BE_ORD_PLAIN && line->type == BE_LINE_TITLE)
        return;
    if (mark.style == BE_ORD_ANNEX && be_span_trim(title).len == 0 && stands_on_cover(cx->win, i))
        return;
    if (lists_annexes(cx, i, &mark, title))
        return;
    kind = be_heading_judge(mark.style, title, &len, &rest);
    whole = kind != BE_HEADING_RUN_IN;
    if (len == 0 && (mark.style == BE_ORD_HAN || mark.style == BE_ORD_PAREN_HAN) && title_below(cx->win, i))
        kind = BE_HEADING_WHOLE;
    else if (kind == BE_HEADING_NO || (len == 0 && mark.style != BE_ORD_PART && mark.style != BE_ORD_ANNEX))
        return;
    if (kind == BE_HEADING_WHOLE && fills_line(cx->win, i, shape) && mark.style > BE_ORD_HAN &&
        !be_heading_ends_as_title(be_span_to(title, len)))
        return;
    if (kind == BE_HEADING_WHOLE && mark.style >= BE_ORD_PAREN_HAN &&
        (follows_sentence(cx, i, &mark) || ends_below(cx, i, be_span_to(title, len))))
        return;
    listed_parts(cx, state, i, &mark);
    if (numbered_part(state, &mark, title)) {
        mark.style = BE_ORD_PART;
        set_heading(line, BE_ORD_PART, (uint16_t)mark.number, mark.title);
    }
    if (!groups_entries(cx, state, i, mark.style, be_span_to(title, len), be_span_from(title, len)) &&
        glossary_entry(state, mark.style, be_span_to(title, len), be_span_from(title, len)))
        return;
    line->type = BE_LINE_HEADING;
    line->pattern = mark.pattern;
    line->flags |= whole ? BE_LINE_WHOLE : 0;
    line->title_len = (uint16_t)len;
}

/* The document's title above the list, which may name it once more. */
static bool above_list(const struct be_window *win, size_t i)
{
    for (size_t k = 0; k < i && win->first; k++)
        if (win->lines[k].type == BE_LINE_CONTENTS)
            return false;
    return win->first;
}

/* 国有资本经营预算支出表, with 编制部门： below it: a table's, though it has no rows. */
static bool is_caption(const struct be_window *win, size_t i, struct be_span text)
{
    const size_t next = be_line_next(win, i + 1);

    return next < win->nlines && (win->lines[next].type == BE_LINE_UNIT || win->lines[next].type == BE_LINE_ENTITY) &&
           be_caption_says_table(text);
}

/* A line that stands in the contents list is a heading, with the ordinal that it has there. */
static bool listed_heading(struct be_window *win, const struct be_line_state *state, size_t i)
{
    struct be_line *line = &win->lines[i];
    struct be_span whole = be_line_text(win, i), text = be_span_trim(whole);
    const struct be_contents_entry *entry;

    if (state->entries == 0 || text.len < 6 || be_contents_announces(text))
        return false;
    text = be_contents_behind_dash(text);
    entry = above_list(win, i) ? NULL : be_contents_find(state, text, false);
    if (entry == NULL || is_caption(win, i, text))
        return false;
    while (be_starts(text, "、"))
        text = be_span_from(text, 3);
    set_heading(line, entry->style, entry->number, (size_t)(text.p - whole.p));
    line->pattern = LISTED;
    return true;
}

/* A cover's line is open but ends as titles do; what follows it may be a heading. */
static bool is_title_line(struct be_span text)
{
    text = be_span_trim(text);
    return text.len <= 120 && (be_heading_ends_as_title(text) || be_ends(text, "公开")) && !be_heading_has_figure(text);
}

static struct be_wordlist PLAIN_ENDS = BE_WORDLIST("情况", "概况", "解释", "说明", "职能", "职责", "设置", "构成");

static struct be_wordlist GOES_ON = BE_WORDLIST("（", "及", "和", "与", "暨", "的", "、");   /* of the line before */

/* 一 部门概况, 3 收入预算情况: the ordinal has lost its mark. What follows it; text when there is none. */
static struct be_span behind_bare_ordinal(struct be_span text, enum be_ordinal *style, unsigned *number)
{
    size_t n = be_digits_front(be_span_to(text, 3));
    struct be_decimal d;

    *style = n > 0 ? BE_ORD_ARABIC : BE_ORD_HAN;
    if (n == 0)
        n = be_han_front(be_span_to(text, 9));
    if (n == 0 || (*style == BE_ORD_ARABIC && n == 3) || n + 1 >= text.len || text.p[n] != ' ' || (unsigned char)text.p[n + 1] < 0xE3 ||
        !(be_decimal_read(&d, be_span_to(text, n)) || be_decimal_chinese(&d, be_span_to(text, n))) || d.digits <= 0 || d.digits > 99)
        return text;
    *number = (unsigned)d.digits;
    return be_span_from(text, n + 1);
}

/* 收入预算情况 on a line of its own between finished paragraphs is a heading without ordinal. */
static bool plain_heading(struct be_window *win, size_t i)
{
    struct be_line *line = &win->lines[i];
    struct be_span text = be_span_trim(be_line_text(win, i));
    enum be_ordinal style = BE_ORD_PLAIN;
    unsigned number = 0;
    size_t next;
    long before;

    if (be_starts(text, "【") && be_ends(text, "】"))
        text = be_span(text.p + 3, text.len - 6);
    if (text.len < 12 || text.len > PLAIN_BYTES || be_wordlist_back(&PLAIN_ENDS, text) == 0 || be_line_has_clauses(line, text) ||
        be_line_holds(line, text, BE_HAS_COLON, BE_LIT("：")) || be_line_holds(line, text, BE_HAS_COLON, BE_LIT(":")) ||
        be_heading_has_figure(text))
        return false;
    next = be_line_next(win, i + 1);
    before = be_line_before(win, i);
    if (next >= win->nlines || win->lines[next].type == BE_LINE_CONTENTS || be_wordlist_front(&GOES_ON, text) > 0)
        return false;
    if (before >= 0 && win->lines[before].type == BE_LINE_TEXT && be_line_is_open(be_line_text(win, (size_t)before)) &&
        !is_title_line(be_line_text(win, (size_t)before)))
        return false;
    if (before < 0 || win->lines[before].type == BE_LINE_CONTENTS || win->lines[before].type == BE_LINE_TITLE)
        return false;
    line->len = (uint32_t)(text.p + text.len - be_line_text(win, i).p);      /* without 】 */
    text = behind_bare_ordinal(text, &style, &number);
    set_heading(line, (uint8_t)(number == 0 ? BE_ORD_PLAIN : style), (uint16_t)number, (size_t)(text.p - be_line_text(win, i).p));
    return true;
}

/* ### （一）公务接待费5万元: Markdown's mark before what is no title. */
static void drop_hashes(struct be_window *win, size_t i)
{
    struct be_line *line = &win->lines[i];
    struct be_span text = be_line_text(win, i);
    size_t n = 0;

    while (n < text.len && text.p[n] == '#')
        n++;
    if (n == 0 || n > 6)
        return;
    line->off += (uint32_t)n;
    line->len -= (uint32_t)n;
    line->flags &= (uint8_t)~BE_LINE_READ;
}

#define FRONT_LINES 80u  /* a page says no more above its document's title */

static const char *const TITLES[] = {"agency_year", "year_agency", "agency_doc", "doc_agency", "place_year", "year_doc",
                                     "statement", "report", "report_agency", "evaluation", NULL};

/* 某某局2024年部门预算公开, 2026年单位预算情况说明: what all of the document is. titles: the patterns of those. */
static bool is_document_title(struct be_match *m, struct be_context *cx, uint64_t titles, size_t i)
{
    const struct be_line *line = &cx->win->lines[i];
    struct be_span text = be_span_trim(be_line_text(cx->win, i));

    while (text.len > 0 && (text.p[0] == '#' || text.p[0] == ' '))
        text = be_span_from(text, 1);
    return be_match_any(m, cx->matcher, BE_P_DOCUMENT, titles, be_owner_without_code(text), line->has, line->no);
}

/* A document's title is none of its headings, nor are the numbered lists above it, by which a page leads to others. */
static void front_types(struct be_context *cx)
{
    const uint64_t titles = be_match_bits(cx->matcher, BE_P_DOCUMENT, TITLES);
    struct be_line *line = cx->win->lines;
    struct be_span agency = be_span(NULL, 0);
    size_t end = 0, n = 0;       /* behind the last line of the title */

    for (size_t i = be_line_next(cx->win, 0); i < cx->win->nlines && n < FRONT_LINES; i = be_line_next(cx->win, i + 1), n++) {
        struct be_match m;
        if (be_line_in_table(line[i].type))
            continue;
        if (line[i].type == BE_LINE_HEADING ? line[i].level < BE_ORD_ARABIC : line[i].type != BE_LINE_TEXT || be_line_has_clauses(&line[i], be_line_text(cx->win, i)))
            break;
        if (!is_document_title(&m, cx, titles, i))
            continue;
        if (agency.len > 0 && be_match_group(&m, "agency").len > 0 && !be_span_eq(be_match_group(&m, "agency"), agency))
            break;
        agency = be_match_group(&m, "agency").len > 0 ? be_match_group(&m, "agency") : agency;
        end = i + 1;
    }
    for (size_t i = 0; i < end; i++)
        if (line[i].type == BE_LINE_HEADING && line[i].level < BE_ORD_PLAIN)
            line[i].type = BE_LINE_RUNNING;
        else if (line[i].type == BE_LINE_HEADING && (line[i].flags & BE_LINE_READ) == 0)     /* no # before it */
            line[i].type = BE_LINE_TEXT;
}

void be_headed_types(struct be_context *cx, struct be_line_state *state, const struct be_shape *shape)
{
    for (size_t i = 0; i < cx->win->nlines; i++) {
        uint8_t type = cx->win->lines[i].type;
        if (type != BE_LINE_TEXT && type != BE_LINE_TITLE)
            continue;
        if ((cx->win->lines[i].flags & (BE_LINE_NUMBERED | BE_LINE_BRIEF)) == 0)
            continue;
        ordinal_heading(cx, state, shape, i);
        if (cx->win->lines[i].type == BE_LINE_TEXT && (cx->win->lines[i].flags & BE_LINE_BRIEF) != 0 &&
            (listed_heading(cx->win, state, i) || ((state->glossary == BE_ORD_NONE || state->glossary == BE_ORD_PLAIN) &&
                                                   plain_heading(cx->win, i))))
            glossary_entry(state, (enum be_ordinal)cx->win->lines[i].level, be_line_text(cx->win, i), be_span(NULL, 0));
        if (cx->win->lines[i].type == BE_LINE_TEXT)
            drop_hashes(cx->win, i);
    }
    if (cx->win->first)
        front_types(cx);
}
