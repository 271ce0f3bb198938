#include "line.h"
#include "ruled.h"
#include "worded/worded.h"
#include "../base/wordlist.h"
#include "aligned/aligned.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define ENTRY_BYTES 400u /* of an entry of a contents list */
#define PAGE_BYTES 60u   /* a page number and what stands around it is shorter */

/* A byte that is not ASCII begins a wide character, or goes on with it. */
unsigned be_line_width(struct be_span text)
{
    size_t wide = 0, more = 0, i = 0;

#ifdef __SSE2__
    const __m128i none = _mm_setzero_si128(), begins = _mm_set1_epi8((char)0xC0);

    for (; i + 16 <= text.len; i += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(text.p + i));
        const __m128i w = _mm_sad_epu8(_mm_sub_epi8(none, _mm_cmplt_epi8(v, none)), none), m = _mm_sad_epu8(_mm_sub_epi8(none, _mm_cmplt_epi8(v, begins)), none);
        wide += (unsigned)_mm_cvtsi128_si32(w) + (unsigned)_mm_extract_epi16(w, 4);
        more += (unsigned)_mm_cvtsi128_si32(m) + (unsigned)_mm_extract_epi16(m, 4);
    }
#endif
    for (; i < text.len; i++) {
        wide += (unsigned char)text.p[i] >= 0x80;
        more += ((unsigned char)text.p[i] & 0xC0) == 0x80;
    }
    return (unsigned)(text.len + wide - 2 * more);
}

size_t be_line_next(const struct be_window *win, size_t i)
{
    while (i < win->nlines && be_line_is_gap(win->lines[i].type))
        i++;
    return i;
}

size_t be_line_tabs(struct be_span text)
{
    size_t n = 0;

    for (const char *p = memchr(text.p, '\t', text.len); p != NULL;
         p = memchr(p + 1, '\t', (size_t)(text.p + text.len - p - 1)))
        n++;
    return n;
}

long be_line_before(const struct be_window *win, size_t i)
{
    long k = (long)i - 1;

    while (k >= 0 && be_line_is_gap(win->lines[k].type))
        k--;
    return k;
}

bool be_line_ordinal(struct be_context *cx, size_t i, struct be_ordinal_mark *out)
{
    struct be_line *line = &cx->win->lines[i];

    if ((line->flags & BE_LINE_NUMBERED) == 0)
        return false;
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

bool be_line_is_open(struct be_span text)
{
    static const char CLOSES[] = "。；：！？…”）";

    text = be_span_trim(text);
    if (text.len == 0)
        return false;
    if (be_ends(text, "（项）") || be_ends(text, "（款）") || be_ends(text, "（类）"))
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
    bool number = (last >= '0' && last <= '9') || be_ends(text, "）");
    struct be_span title = text;

    if (!number && last != '.' && !be_ends(text, "…") && !be_ends(text, "·"))
        return false;
    if (be_ends(title, "）"))
        title = be_span_trim(be_span_to(title, title.len - strlen("）")));
    while (title.len > 0 && title.p[title.len - 1] >= '0' && title.p[title.len - 1] <= '9')
        title.len--;
    title = be_span_trim(title);
    if (be_ends(title, "（"))
        title.len -= strlen("（");
    return ends_in_leaders(title) || be_span_has(text, "PAGEREF") || be_span_has(text, "TOC");
}

bool be_caption_may_be(struct be_span text)
{
    return text.len <= BE_NAMED_BYTES && be_span_has_either(text, "位", "门");
}

/* Names of a caption stand at both ends of a wide page: the blanks between them say nothing. */
static bool is_brief(struct be_span text)
{
    size_t blanks = 0;

    if (text.len <= BE_NAMED_BYTES || text.len > 2 * BE_NAMED_BYTES)
        return text.len <= BE_NAMED_BYTES;
    for (size_t i = 0; i < text.len; i++)
        blanks += text.p[i] == ' ';
    return text.len - blanks <= BE_NAMED_BYTES / 2;
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
    if (!is_brief(text) || be_line_holds(line, text, BE_HAS_STOP, BE_LIT("。")))
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
    return lead < 0xE3 || lead > 0xE9 || be_ends(text, "页");
}

/* （详见附件1）。 */
static bool is_bracketed(struct be_span text)
{
    if (!be_starts(text, "（"))
        return false;
    if (be_ends(text, "。") || be_ends(text, "；"))
        text.len -= 3;
    return be_ends(text, "）") || text.p[text.len - 1] == ';';
}

/* Those that may name a line of text: nearly none does. Captions and remarks say what they are before a colon. */
static uint64_t may_name(const struct named *n, const struct be_line *line, struct be_span text)
{
    uint64_t may = may_end_entry(text) ? n->entry : 0;

    if (text.len > BE_NAMED_BYTES)
        return text.len > ENTRY_BYTES ? 0 : may | ((line->has & BE_HAS_COLON) != 0 && (line->flags & BE_LINE_GAPPED) != 0 && is_brief(text) ? n->caption : 0);
    if ((line->has & BE_HAS_COLON) != 0)
        may |= n->remark | (be_line_holds(line, text, BE_HAS_STOP, BE_LIT("。")) ? 0 : n->caption);
    if (text.len < PAGE_BYTES && may_end_page(text))
        may |= n->page;
    if (!is_bracketed(text))
        return may;
    return may | (be_starts(text, "（图") ? n->figure : 0) | (be_span_has(text, "附") ? n->reference : 0);
}

static void name_line(struct be_context *cx, const struct named *n, struct be_span text, struct be_line *line, uint64_t may)
{
    (void)(is(cx, text, line, may & n->entry, BE_LINE_CONTENTS) || ((may & n->caption) != 0 && be_caption_line(cx, text, line, may)) ||
           is(cx, text, line, may & n->figure, BE_LINE_RUNNING) || is(cx, text, line, may & n->reference, BE_LINE_RUNNING) ||
           is(cx, text, line, may & n->page, BE_LINE_RUNNING) || is(cx, text, line, may & n->remark, BE_LINE_REMARK));
}

#define BRIEF_BYTES 150u     /* of a title without an ordinal */

/* What its ends and what stands in it leave for a line of text to be: of nearly all nothing, and they are not looked at again. */
static uint8_t may_be(const struct be_line *line, struct be_span text)
{
    unsigned flags = be_heading_may_begin(text) ? BE_LINE_NUMBERED : 0;

    if (text.len <= BRIEF_BYTES && !be_line_holds(line, text, BE_HAS_COMMA, BE_LIT("，")) && !be_line_holds(line, text, BE_HAS_STOP, BE_LIT("。")))
        flags |= BE_LINE_BRIEF;
    if (be_line_holds(line, text, BE_HAS_BLANK, BE_LIT("  ")))
        flags |= BE_LINE_GAPPED;
    return (uint8_t)flags;
}

static struct be_wordlist BULLETS = BE_WORDLIST(   /* the last ones of a word processor's own font */
    "●", "■", "◆", "★", "☆", "▲", "▶", "►", "◇", "※", "➢", "➤", "•", "❖", "▪", "\uF06C", "\uF06E", "\uF075", "\uF076", "\uF0B2", "\uF0B7",
    "\uF0D8", "\uF0FC");

/* ◆ 收入预算情况: a mark before a line's words is none of them; but ▲5.00 is a number. */
static struct be_span drop_bullet(const struct be_window *win, struct be_line *line, struct be_span whole)
{
    const struct be_span text = be_span_trim(whole);
    const unsigned char lead = text.len == 0 ? 0 : (unsigned char)text.p[0];
    const size_t n = lead == 0xE2 || lead == 0xEF ? be_wordlist_front(&BULLETS, text) : 0;
    const struct be_span rest = be_span_trim(be_span_from(text, n));

    if (n == 0 || rest.len == 0 || (be_starts(text, "▲") && be_is_digit(text.p[n])))
        return text;
    line->len -= (uint32_t)(rest.p - whole.p);
    line->off = (uint32_t)(rest.p - win->text.p);
    return rest;
}

/* What one line says alone. */
static void single_types(struct be_context *cx)
{
    const struct named named = find_named(cx->matcher);

    for (size_t i = 0; i < cx->win->nlines; i++) {
        struct be_line *line = &cx->win->lines[i];
        struct be_span text;
        uint64_t may;
        if (line->type != BE_LINE_TEXT) {
            line->flags |= BE_LINE_NUMBERED | BE_LINE_BRIEF | BE_LINE_GAPPED;
            continue;
        }
        text = drop_bullet(cx->win, line, be_line_text(cx->win, i));
        line->flags |= may_be(line, text);
        may = text.len == 0 ? 0 : may_name(&named, line, text);     /* a lone tab is a line of text */
        may = may == 0 ? 0 : be_match_may(cx->matcher, BE_P_LINE, may, text, line->has);
        if (may != 0)
            name_line(cx, &named, text, line, may);
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
    be_apart_close(cx->win);
    if (be_runs_cut(cx) != BE_OK)
        return BE_ENOMEM;
    be_shape_types(cx->win);
    be_ruled_types(cx->win);
    be_web_types(cx);
    single_types(cx);
    be_caption_rows(cx);
    be_running_types(cx);
    be_trimmed_types(cx);
    be_contents_types(cx, state);
    be_worded_types(cx);
    be_spaced_types(cx);
    be_aligned_types(cx);
    be_listed_types(cx);
    measure_shape(cx->win, shape);
    be_caption_types(cx);
    be_headed_types(cx, state, shape);
    return be_arena_failed(cx->arena) ? BE_ENOMEM : BE_OK;
}
