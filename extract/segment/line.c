#include "line.h"
#include "worded.h"
#include "../base/wordlist.h"
#include "aligned.h"

#define PLAIN_BYTES 105u /* of a heading without ordinal */
#define ENTRY_BYTES 400u /* of an entry of a contents list */
#define PAGE_BYTES 60u   /* a page number and what stands around it is shorter */

unsigned be_line_width(struct be_span text)
{
    const uint64_t high = UINT64_C(0x8080808080808080), ones = UINT64_C(0x0101010101010101);
    unsigned width = 0;
    size_t i = 0;

    for (uint64_t eight; i + 8 <= text.len; i += 8) {    /* a byte that is not ASCII begins a wide character, or goes on with it */
        memcpy(&eight, text.p + i, 8);
        const uint64_t wide = eight & high, rest = wide & ~(eight << 1);
        width += 8 + (unsigned)((wide >> 7) * ones >> 56) - 2 * (unsigned)((rest >> 7) * ones >> 56);
    }
    for (; i < text.len; i++)
        width += (unsigned char)text.p[i] < 0x80 ? 1 : (unsigned char)text.p[i] < 0xC0 ? 0 : 2;
    return width;
}

size_t be_line_next(const struct be_window *win, size_t i)
{
    while (i < win->nlines && (win->lines[i].type == BE_LINE_BLANK || win->lines[i].type == BE_LINE_RUNNING))
        i++;
    return i;
}

long be_line_before(const struct be_window *win, size_t i)
{
    long k = (long)i - 1;

    while (k >= 0 && (win->lines[k].type == BE_LINE_BLANK || win->lines[k].type == BE_LINE_RUNNING))
        k--;
    return k;
}

bool be_line_ordinal(struct be_context *cx, size_t i, struct be_ordinal_mark *out)
{
    struct be_line *line = &cx->win->lines[i];

    if ((line->flags & BE_LINE_READ) == 0) {
        if (!be_heading_ordinal(out, cx->matcher, be_line_text(cx->win, i), line->no))
            *out = (struct be_ordinal_mark){.style = BE_ORD_NONE};
        line->flags |= BE_LINE_READ;
        line->level = (uint8_t)out->style;
        line->ordinal = (uint16_t)out->number;
        line->title = (uint32_t)out->title;
        line->mark = out->pattern;
        return out->style != BE_ORD_NONE;
    }
    if (line->level != BE_ORD_NONE)
        *out = (struct be_ordinal_mark){(enum be_ordinal)line->level, line->ordinal, line->title, line->mark};
    return line->level != BE_ORD_NONE;
}

/* It is a heading with another ordinal than the one that it may begin with. */
static void set_heading(struct be_line *line, uint8_t level, uint16_t ordinal, size_t title)
{
    line->type = BE_LINE_HEADING;
    line->flags &= (uint8_t)~BE_LINE_READ;
    line->level = level;
    line->ordinal = ordinal;
    line->title = (uint32_t)title;
}

bool be_line_is_open(struct be_span text)
{
    static const char CLOSES[] = "。；：！？…”）";

    text = be_span_trim(text);
    if (text.len == 0)
        return false;
    if (be_span_ends(text, BE_LIT("（项）")) || be_span_ends(text, BE_LIT("（款）")) || be_span_ends(text, BE_LIT("（类）")))
        return true;      /* what it is about comes next */
    if (strchr(";:!?.)", text.p[text.len - 1]) != NULL) /* 128. is a number cut behind its point */
        return text.len > 1 && text.p[text.len - 1] == '.' && text.p[text.len - 2] >= '0' && text.p[text.len - 2] <= '9';
    for (size_t i = 0; i + 3 <= sizeof CLOSES - 1; i += 3)
        if (be_span_ends(text, be_span(CLOSES + i, 3)))
            return false;
    return true;
}

/* ---- lines that a pattern names ---- */

static bool take(const struct be_match *m, struct be_line *line, enum be_line_type type)
{
    line->type = (uint8_t)type;
    line->pattern = m->pattern;
    /* 部门收入总表（单位：万元） is the title and states the unit besides */
    if (type == BE_LINE_UNIT && be_span_has(be_match_group(m, "title"), "表"))
        line->type = BE_LINE_TITLE;
    return true;
}

/* may: the patterns of this type that may match the text. */
static bool is(struct be_context *cx, struct be_span text, struct be_line *line, uint64_t may, enum be_line_type type)
{
    struct be_match m;

    return may != 0 && be_match_of(&m, cx->matcher, BE_P_LINE, may, text, line->no) && take(&m, line, type);
}

static struct be_wordlist LEADERS = BE_WORDLIST(".", "…", "．", "·", "•", "⋯", "‥", "-", "_", "—", "─");

/* Do leaders end a text, two at least? */
static bool ends_in_leaders(struct be_span text)
{
    for (unsigned n = 0; n < 2; n++) {
        text = be_span_trim(text);
        if (!be_wordlist_strip_back(&LEADERS, &text))
            return false;
    }
    return true;
}

/* An entry of a contents list ends in its page number, or in leaders; a number ends many lines. */
static bool may_end_entry(struct be_span text)
{
    char last = text.p[text.len - 1];
    bool number = (last >= '0' && last <= '9') || be_span_ends(text, BE_LIT("）"));
    struct be_span title = text;

    if (!number && last != '.' && !be_span_ends(text, BE_LIT("…")) && !be_span_ends(text, BE_LIT("·")))
        return false;
    if (be_span_ends(title, BE_LIT("）")))
        title = be_span_trim(be_span_to(title, title.len - strlen("）")));
    while (title.len > 0 && title.p[title.len - 1] >= '0' && title.p[title.len - 1] <= '9')
        title.len--;
    title = be_span_trim(title);
    if (be_span_ends(title, BE_LIT("（")))
        title.len -= strlen("（");
    return ends_in_leaders(title) || be_span_has(text, "PAGEREF") || be_span_has(text, "TOC");
}

bool be_caption_may_be(struct be_span text)
{
    return text.len <= BE_NAMED_BYTES && be_span_has_either(text, "位", "门");
}

/* The same for what stands in many documents. */
static bool is_kept(struct be_context *cx, const char *pattern, struct be_span text, struct be_line *line, uint64_t may, enum be_line_type type)
{
    struct be_match m;

    return (may & be_match_bit(cx->matcher, BE_P_LINE, pattern)) != 0 &&
           be_match_kept(&m, cx->matcher, BE_P_LINE, pattern, text, line->no) && take(&m, line, type);
}

bool be_caption_line(struct be_context *cx, struct be_span text, struct be_line *line, uint64_t may)
{
    if (text.len > BE_NAMED_BYTES || be_line_holds(line, text, BE_HAS_STOP, BE_LIT("。")))
        return false;
    return (be_line_holds(line, text, BE_HAS_YUAN, BE_LIT("元")) && is_kept(cx, "unit_line", text, line, may, BE_LINE_UNIT)) ||
           is_kept(cx, "entity_line", text, line, may, BE_LINE_ENTITY);
}

/* Patterns that name a line, a bit each. */
struct named { uint64_t entry, caption, remark, figure, reference, page; };

static struct named find_named(struct be_matcher *matcher)
{
    static const char *const CAPTION[] = {"unit_line", "entity_line", NULL};

    return (struct named){
        .entry = be_match_bit(matcher, BE_P_LINE, "contents_entry"),
        .caption = be_match_bits(matcher, BE_P_LINE, CAPTION),
        .remark = be_match_bit(matcher, BE_P_LINE, "remark"),
        .figure = be_match_bit(matcher, BE_P_LINE, "figure_caption"),
        .reference = be_match_bit(matcher, BE_P_LINE, "reference"),
        .page = be_match_bit(matcher, BE_P_LINE, "page_number"),
    };
}

/* Does it end as a line does that holds nothing but a page number? In nearly all characters none does. */
static bool may_end_page(struct be_span text)
{
    const unsigned char last = (unsigned char)text.p[text.len - 1], lead = text.len < 3 ? 0 : (unsigned char)text.p[text.len - 3];

    if (last < 0x80)
        return be_is_digit((char)last) || last == '-' || last == '~';
    return lead < 0xE3 || lead > 0xE9 || be_span_ends(text, BE_LIT("页"));
}

/* （详见附件1）。 */
static bool is_bracketed(struct be_span text)
{
    if (!be_span_starts(text, BE_LIT("（")))
        return false;
    if (be_span_ends(text, BE_LIT("。")) || be_span_ends(text, BE_LIT("；")))
        text.len -= 3;
    return be_span_ends(text, BE_LIT("）")) || text.p[text.len - 1] == ';';
}

/* Those that may name a line of text: nearly none does. Captions and remarks say what they are before a colon. */
static uint64_t may_name(const struct named *n, const struct be_line *line, struct be_span text)
{
    uint64_t may = may_end_entry(text) ? n->entry : 0;

    if (line->len > BE_NAMED_BYTES)
        return line->len > ENTRY_BYTES ? 0 : may;
    if ((line->has & BE_HAS_COLON) != 0)
        may |= n->remark | (be_line_holds(line, text, BE_HAS_STOP, BE_LIT("。")) ? 0 : n->caption);
    if (text.len < PAGE_BYTES && may_end_page(text))
        may |= n->page;
    if (!is_bracketed(text))
        return may;
    return may | (be_span_starts(text, BE_LIT("（图")) ? n->figure : 0) | (be_span_has(text, "附") ? n->reference : 0);
}

static void name_line(struct be_context *cx, const struct named *n, struct be_span text, struct be_line *line, uint64_t may)
{
    (void)(is(cx, text, line, may & n->entry, BE_LINE_CONTENTS) || ((may & n->caption) != 0 && be_caption_line(cx, text, line, may)) ||
           is(cx, text, line, may & n->figure, BE_LINE_RUNNING) || is(cx, text, line, may & n->reference, BE_LINE_RUNNING) ||
           is(cx, text, line, may & n->page, BE_LINE_RUNNING) || is(cx, text, line, may & n->remark, BE_LINE_REMARK));
}

/* What a web page puts around a document, and what one line says alone: looked at once for both. */
static void named_types(struct be_context *cx)
{
    const struct named named = find_named(cx->matcher);
    struct be_web web;

    be_web_begin(&web, cx);
    for (size_t i = 0; i < cx->win->nlines; i++) {
        struct be_line *line = &cx->win->lines[i];
        bool at_end = i < web.head || i >= web.foot;
        struct be_span text;
        uint64_t may;
        if (line->type == BE_LINE_BLANK || (line->type != BE_LINE_TEXT && !at_end))
            continue;
        text = be_span_trim(be_line_text(cx->win, i));
        may = (at_end ? be_web_may(&web, line, i) : 0) | (line->type == BE_LINE_TEXT ? may_name(&named, line, text) : 0);
        may = may == 0 ? 0 : be_match_may(cx->matcher, BE_P_LINE, may, text, line->has);
        if (!(at_end && be_web_is(&web, cx, may, i)) && may != 0 && line->type == BE_LINE_TEXT)
            name_line(cx, &named, text, line, may);
    }
}

/* ---- headings ---- */

static struct be_wordlist GLOSSARY = BE_WORDLIST("名词解释", "名詞解釋", "名词说明", "术语解释", "名词术语", "专业名词");
static struct be_wordlist MEANS = BE_WORDLIST("：指", "：是", "：反映", "：主要指", ":指", ":是", ":反映", ":主要指");

/* In a glossary the numbered entries further in than its heading are terms, not headings, and so is
 * what says a meaning behind its colon; whatever stands there below a heading without ordinal. */
static bool glossary_entry(struct be_line_state *state, enum be_ordinal style, struct be_span title, struct be_span behind)
{
    const bool defined = state->glossary == BE_ORD_PLAIN && style != BE_ORD_PLAIN && behind.len > 3 &&
                         (be_span_starts(behind, BE_LIT("：")) || behind.p[0] == ':');

    if (state->glossary != BE_ORD_NONE && (style > state->glossary || defined || be_wordlist_front(&MEANS, behind) > 0))
        return true;
    state->glossary = be_wordlist_holds(&GLOSSARY, title) ? style : BE_ORD_NONE;
    return false;
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

/* 2.社会救助和管理。 right below 1.负责行政许可事项。, which is no heading: one of a list of sentences. */
static bool follows_sentence(struct be_context *cx, size_t i, const struct be_ordinal_mark *mark)
{
    long before = be_line_before(cx->win, i);
    struct be_ordinal_mark m;
    struct be_span text;

    if (before < 0 || cx->win->lines[before].type != BE_LINE_TEXT || mark->number < 2 || !be_line_ordinal(cx, (size_t)before, &m) ||
        m.style != mark->style || m.number + 1 != mark->number)
        return false;
    text = be_span_trim(be_line_text(cx->win, i));
    if (!be_span_ends(text, BE_LIT("。")) && !be_span_ends(text, BE_LIT("；")))
        return false;
    text = be_span_trim(be_line_text(cx->win, (size_t)before));
    return (be_span_ends(text, BE_LIT("。")) || be_span_ends(text, BE_LIT("；"))) && !be_heading_has_figure(text);
}

static void ordinal_heading(struct be_context *cx, struct be_line_state *state, const struct be_shape *shape, size_t i)
{
    struct be_line *line = &cx->win->lines[i];
    struct be_span text = be_line_text(cx->win, i), title;
    struct be_ordinal_mark mark;
    enum be_heading_kind kind;
    size_t len, rest;

    if (!be_line_ordinal(cx, i, &mark))
        return;
    title = be_span_from(text, mark.title);
    if (mark.style == BE_ORD_PLAIN && line->type == BE_LINE_TITLE)
        return;
    /* 附件2 above the cover says what this document is to another one: nothing here is an annex. */
    if (mark.style == BE_ORD_ANNEX && cx->win->first && i == be_line_next(cx->win, 0) && be_span_trim(title).len == 0)
        return;
    kind = be_heading_judge(mark.style, title, &len, &rest);
    if (len == 0 && (mark.style == BE_ORD_HAN || mark.style == BE_ORD_PAREN_HAN) && title_below(cx->win, i))
        kind = BE_HEADING_WHOLE;
    else if (kind == BE_HEADING_NO || (len == 0 && mark.style != BE_ORD_PART && mark.style != BE_ORD_ANNEX))
        return;
    if (kind == BE_HEADING_WHOLE && fills_line(cx->win, i, shape) && mark.style > BE_ORD_HAN &&
        !be_heading_ends_as_title(be_span_to(title, len)))
        return;
    if (kind == BE_HEADING_WHOLE && mark.style >= BE_ORD_ARABIC && follows_sentence(cx, i, &mark))
        return;
    if (glossary_entry(state, mark.style, be_span_to(title, len), be_span_from(title, len)))
        return;
    line->type = BE_LINE_HEADING;
    line->pattern = mark.pattern;
}

/* The document's title above the list, which may name it once more. */
static bool above_list(const struct be_window *win, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (win->lines[k].type == BE_LINE_CONTENTS)
            return false;
    return win->first;
}

/* A line that stands in the contents list is a heading, with the ordinal that it has there. */
static bool listed_heading(struct be_window *win, const struct be_line_state *state, size_t i)
{
    struct be_line *line = &win->lines[i];
    struct be_span whole = be_line_text(win, i), text = be_span_trim(whole);
    const struct be_contents_entry *entry;
    bool above;

    if (state->entries == 0 || text.len < 6 || text.len > 150 || be_line_holds(line, text, BE_HAS_COMMA, BE_LIT("，")) ||
        be_line_holds(line, text, BE_HAS_STOP, BE_LIT("。")) || be_contents_announces(text))
        return false;
    above = above_list(win, i);
    entry = be_contents_find(state, text, above);
    if (entry == NULL || (entry->number == 0 && above))
        return false;
    while (be_span_starts(text, BE_LIT("、")))
        text = be_span_from(text, 3);
    set_heading(line, entry->style, entry->number, (size_t)(text.p - whole.p));
    line->pattern = "contents";
    return true;
}

/* A cover's line is open but ends as titles do; what follows it may be a heading. */
static bool is_title_line(struct be_span text)
{
    text = be_span_trim(text);
    return text.len <= 120 && (be_heading_ends_as_title(text) || be_span_ends(text, BE_LIT("公开"))) && !be_heading_has_figure(text);
}

static struct be_wordlist PLAIN_ENDS = BE_WORDLIST("情况", "概况", "解释", "说明", "职能", "职责", "设置", "构成");

static struct be_wordlist GOES_ON = BE_WORDLIST("（", "及", "和", "与", "暨", "的", "、");   /* of the line before */

/* 2026年单位预算情况说明 above the document's first heading: its title, or what is left of it. */
static bool is_own_title(struct be_span text)
{
    return be_starts_year(text) && (be_span_has(text, "预算") || be_span_has(text, "决算"));
}

/* 收入预算情况 on a line of its own between finished paragraphs is a heading without ordinal. headed: one stands above. */
static bool plain_heading(struct be_window *win, size_t i, bool headed)
{
    struct be_line *line = &win->lines[i];
    struct be_span text = be_span_trim(be_line_text(win, i));
    size_t next = be_line_next(win, i + 1);
    long before = be_line_before(win, i);

    if (text.len < 12 || text.len > PLAIN_BYTES || be_wordlist_back(&PLAIN_ENDS, text) == 0 || be_line_has_clauses(line, text) ||
        be_line_holds(line, text, BE_HAS_COLON, BE_LIT("：")) || be_line_holds(line, text, BE_HAS_COLON, BE_LIT(":")) ||
        be_heading_has_figure(text))
        return false;
    if (next >= win->nlines || win->lines[next].type == BE_LINE_CONTENTS || be_wordlist_front(&GOES_ON, text) > 0)
        return false;
    if (before >= 0 && win->lines[before].type == BE_LINE_TEXT && be_line_is_open(be_line_text(win, (size_t)before)) &&
        !is_title_line(be_line_text(win, (size_t)before)))
        return false;
    if (before < 0 || win->lines[before].type == BE_LINE_CONTENTS || win->lines[before].type == BE_LINE_TITLE)
        return false;
    if (!headed && is_own_title(text))
        return false;
    set_heading(line, BE_ORD_PLAIN, 0, (size_t)(text.p - be_line_text(win, i).p));
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

static void heading_types(struct be_context *cx, struct be_line_state *state, const struct be_shape *shape)
{
    for (size_t i = 0; i < cx->win->nlines; i++) {
        uint8_t type = cx->win->lines[i].type;
        if (type != BE_LINE_TEXT && type != BE_LINE_TITLE)
            continue;
        ordinal_heading(cx, state, shape, i);
        if (cx->win->lines[i].type == BE_LINE_TEXT &&
            (listed_heading(cx->win, state, i) || ((state->glossary == BE_ORD_NONE || state->glossary == BE_ORD_PLAIN) &&
                                                   plain_heading(cx->win, i, state->headed))))
            glossary_entry(state, (enum be_ordinal)cx->win->lines[i].level, be_line_text(cx->win, i), be_span(NULL, 0));
        state->headed = state->headed || cx->win->lines[i].type == BE_LINE_HEADING;
        if (cx->win->lines[i].type == BE_LINE_TEXT)
            drop_hashes(cx->win, i);
    }
}

/* ---- how prose is wrapped ---- */

#define WIDTHS 200u
#define NARROW 40u      /* columns; a shorter line says nothing */

static void measure_shape(const struct be_window *win, struct be_shape *shape)
{
    unsigned count[WIDTHS] = {0}, lines = 0, best = 0, indented = 0, few = 8;

    *shape = (struct be_shape){0};
    for (size_t i = 0; i < win->nlines; i++) {
        unsigned w;
        if (win->lines[i].type == BE_LINE_ALIGNED)
            few = 4;      /* text of a PDF: surely wrapped */
        if (win->lines[i].type != BE_LINE_TEXT)
            continue;
        if (win->lines[i].len < NARROW)     /* as wide as it has bytes at most */
            continue;
        w = win->lines[i].len > 2 * WIDTHS ? WIDTHS : be_line_width(be_line_text(win, i));
        lines += w >= NARROW;
        if (w >= NARROW && w < WIDTHS)
            count[w]++;
    }
    for (unsigned w = 43; w < WIDTHS; w++) {
        unsigned near = count[w] + count[w - 1] + count[w - 2] + count[w - 3];
        if (near > best) {
            best = near;
            shape->wrap = w;
        }
    }
    if (best < few || best * 5 < lines * 2) {
        shape->wrap = 0;
        return;
    }
    for (size_t i = 0; i + 1 < win->nlines; i++) {
        size_t next = be_line_next(win, i + 1);
        indented += win->lines[i].type == BE_LINE_TEXT && win->lines[i].indent > 0 && win->lines[i].indent <= 12 &&
                    next < win->nlines && win->lines[next].type == BE_LINE_TEXT && win->lines[next].indent == 0;
    }
    shape->indented = indented >= 3;
}

enum be_status be_line_types(struct be_context *cx, struct be_line_state *state, struct be_shape *shape)
{
    if (cx->win->first)
        *state = (struct be_line_state){0};
    if (be_runs_cut(cx) != BE_OK)
        return BE_ENOMEM;
    be_shape_types(cx->win);
    named_types(cx);
    be_caption_rows(cx);
    be_running_types(cx);
    be_contents_types(cx, state);
    be_worded_types(cx);
    be_spaced_types(cx);
    be_aligned_types(cx);
    be_listed_types(cx);
    measure_shape(cx->win, shape);
    be_caption_types(cx);
    heading_types(cx, state, shape);
    return be_arena_failed(cx->arena) ? BE_ENOMEM : BE_OK;
}
