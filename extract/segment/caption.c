/* caption.c - what stands above a table: title, table number, unit and entity lines. */
#include "line.h"
#include "../base/wordlist.h"
#include "grid/grid.h"
#include "../recognize/table/word.h"

#define TITLE_CHARS 60u
#define CAPTION_LINES 14u /* a caption is not longer */

/* （2024年度） or 截至2023年12月31日 alone on a line: part of a caption, never its title. */
bool be_caption_dates(struct be_span text)
{
    if ((be_starts(text, "截至") || be_starts(text, "截止")) && text.len < 60)
        return be_ends(text, "日") || be_ends(text, "年底") || be_ends(text, "年末");
    return be_starts(text, "（") && be_ends(text, "）") && text.len < 40;
}

/* 公开01表, 表3; titled: its title stands on the same line, 表3 部门收入总表. */
static bool is_table_number(struct be_context *cx, struct be_span text, uint64_t no, bool *titled)
{
    struct be_match m;

    if (text.len > 200 || !be_match_kept(&m, cx->matcher, BE_P_LINE, "table_number", text, no))
        return false;
    *titled = be_match_group(&m, "title").len > 0;
    return !*titled || be_span_has(text, "表");
}

static struct be_wordlist BEFORE = BE_WORDLIST("总", "情况", "目标");
static struct be_wordlist BEHIND = BE_WORDLIST("（", "-", "—", "－");

bool be_caption_says_table(struct be_span text)
{
    struct be_span at = text;

    if (be_ends(text, "表"))
        return true;
    for (long n = be_span_find(at, BE_LIT("表")); n >= 0; n = be_span_find(at, BE_LIT("表"))) {
        at = be_span_from(at, (size_t)n + strlen("表"));
        if (be_wordlist_front(&BEHIND, at) > 0 || be_wordlist_back(&BEFORE, be_span(text.p, (size_t)(at.p - text.p) - strlen("表"))) > 0)
            return true;
    }
    return false;
}

/* certain: a unit or entity line stands between it and the rows */
static bool may_be_title(const struct be_window *win, size_t i, bool certain)
{
    struct be_span text = be_span_trim(be_line_text(win, i));

    if (win->lines[i].type != BE_LINE_TEXT || text.len < 6 || be_span_count(be_span_to(text, 400)) > TITLE_CHARS)
        return false;
    if (be_span_has(text, "。") || be_span_has(text, "；") || be_ends(text, "：") ||
        be_ends(text, ":") || be_ends(text, "，") || be_heading_has_figure(text))
        return false;
    return certain || be_caption_says_table(text);
}

/* Walks up from line at (a table's first row, or its unit line) and types the caption. */
static void caption_above(struct be_context *cx, size_t at)
{
    struct be_window *win = cx->win;
    bool certain = win->lines[at].type == BE_LINE_UNIT;
    long k = (long)at;

    for (unsigned n = 0; n < CAPTION_LINES; n++) {
        struct be_span text;
        bool titled = false;
        k = be_line_before(win, (size_t)k);
        if (k < 0)
            return;
        text = be_span_trim(be_line_text(win, (size_t)k));
        if (win->lines[k].type == BE_LINE_UNIT || win->lines[k].type == BE_LINE_ENTITY) {
            certain = true;
            continue;
        }
        if (win->lines[k].type != BE_LINE_TEXT)
            return;
        if (be_caption_dates(text) || is_table_number(cx, text, win->lines[k].no, &titled)) {
            win->lines[k].type = BE_LINE_TITLE;
            if (titled)
                return;
            continue;
        }
        if (!may_be_title(win, (size_t)k, certain))
            return;
        win->lines[k].type = BE_LINE_TITLE;
        /* a fragment (算表) is the end of a title cut by its line */
        if (be_span_count(text) < 5 && k > 0 && may_be_title(win, (size_t)k - 1, true))
            win->lines[k - 1].type = BE_LINE_TITLE;
        k = be_line_before(win, (size_t)k);
        if (k >= 0 && win->lines[k].type == BE_LINE_TEXT &&
            is_table_number(cx, be_span_trim(be_line_text(win, (size_t)k)), win->lines[k].no, &titled) && !titled)
            win->lines[k].type = BE_LINE_TITLE;
        return;
    }
}

/* The row's only cell, be it repeated in every column that it covers; or an empty text. */
static struct be_span only_cell(struct be_span text)
{
    const char *tab;
    struct be_span first;

    text = be_span_trim(text);
    tab = memchr(text.p, '\t', text.len);
    first = be_span_to(text, tab == NULL ? text.len : (size_t)(tab - text.p));
    for (size_t i = first.len; i < text.len; i += 1 + first.len)
        if (text.p[i] != '\t' || !be_span_starts(be_span_from(text, i + 1), first))
            return be_span(text.p, 0);
    return first;
}

/* 部门：某局, 2024年, 收支总表 before a unit; 项目 before one is a header. */
static bool opens_caption(struct be_span text)
{
    const char *tab = memchr(text.p, '\t', text.len);
    struct be_span first = be_span_trim(be_span_to(text, tab == NULL ? text.len : (size_t)(tab - text.p)));

    return be_span_has(first, "：") || be_span_has(first, ":") || be_span_has(first, "年") ||
           be_caption_says_table(first);
}

/* A row that is nothing but a table's number. */
static bool is_number_row(struct be_context *cx, long k)
{
    struct be_span text = k < 0 ? be_span(NULL, 0) : only_cell(be_line_text(cx->win, (size_t)k));
    bool named = false;

    return text.len > 0 && is_table_number(cx, text, cx->win->lines[k].no, &named) && !named;
}

/* The rows above a unit: 公开01表, （2023年度） and the title, which says that it is one or stands below the number. */
static void rows_above(struct be_context *cx, size_t unit)
{
    struct be_window *win = cx->win;
    bool titled = false;

    for (long k = be_line_before(win, unit); k >= 0 && win->lines[k].type == BE_LINE_ROW; k = be_line_before(win, (size_t)k)) {
        struct be_span text = only_cell(be_line_text(win, (size_t)k));
        bool title = !is_number_row(cx, k) && !be_caption_dates(text);
        if (title && (titled || text.len == 0 || (!be_caption_says_table(text) && !is_number_row(cx, k - 1))))
            return;
        titled = titled || title;
        win->lines[k].type = BE_LINE_TEXT;
        win->lines[k].len = (uint32_t)(text.p + text.len - be_line_text(win, (size_t)k).p);
    }
}

/* Rows of a sheet that are its caption: 部门：某局 | | 单位：万元, above it 公开01表 and the title,
 * each alone in its row. They are typed as the same lines without tabs are. */
void be_caption_rows(struct be_context *cx)
{
    struct be_window *win = cx->win;

    for (size_t i = 0; i < win->nlines; i++) {
        struct be_span text;
        if (win->lines[i].type != BE_LINE_ROW || (win->lines[i].has & BE_HAS_UNIT) == 0 ||
            (win->lines[i].has & (BE_HAS_COLON | BE_HAS_YEAR | BE_HAS_TABLE)) == 0)
            continue;
        text = be_span_trim(be_line_text(win, i));
        if (be_caption_may_be(text) && opens_caption(text) &&
            be_caption_line(cx, text, &win->lines[i], UINT64_MAX))     /* asked as they stand: they come again */
            rows_above(cx, i);
    }
}

/* 二、支出明细（单位：万元） above lines of text: a heading, and of no table. */
static bool is_of_text(struct be_context *cx, size_t i)
{
    const struct be_window *win = cx->win;
    const size_t next = be_line_next(win, i + 1);
    struct be_ordinal_mark mark;

    return next < win->nlines && win->lines[next].type == BE_LINE_TEXT && be_line_ordinal(cx, i, &mark);
}

void be_caption_types(struct be_context *cx)
{
    struct be_window *win = cx->win;

    for (size_t i = 0; i < win->nlines; i++) {
        long before;
        if (be_line_in_table(win->lines[i].type)) {
            before = be_line_before(win, i);
            if (before < 0 || !be_line_in_table(win->lines[before].type))
                caption_above(cx, i);
        } else if (win->lines[i].type == BE_LINE_UNIT && is_of_text(cx, i)) {
            win->lines[i].type = BE_LINE_TEXT;
        } else if (win->lines[i].type == BE_LINE_UNIT) {
            caption_above(cx, i);
        }
    }
}

/* ---- what it says ---- */

/* The unit and entity that one of its lines states; both may stand on one line. One of an entity has its unit behind that. */
static void read_line(struct be_context *cx, struct be_block *b, size_t i)
{
    struct be_matcher *matcher = cx->matcher;
    struct be_span text = be_span_trim(be_line_text(cx->win, i));
    uint64_t no = cx->win->lines[i].no;
    struct be_match m;

    if (text.len > 400 || (cx->win->lines[i].has & BE_HAS_COLON) == 0)     /* it says what it states before one */
        return;
    if (b->unit.len == 0 && cx->win->lines[i].type != BE_LINE_ENTITY &&
        (be_match_kept(&m, matcher, BE_P_LINE, "unit_line", text, no) || be_match_kept(&m, matcher, BE_P_LINE, "table_number", text, no)))
        b->unit = be_label_fold(cx->arena, be_match_group(&m, "unit"));
    if (b->entity.len == 0 && be_match_kept(&m, matcher, BE_P_LINE, "entity_line", text, no)) {
        b->entity = be_label_fold(cx->arena, be_match_group(&m, "entity"));
        b->entity_code = be_label_fold(cx->arena, be_match_group(&m, "entity_code"));
        if (b->unit.len == 0)
            b->unit = be_label_fold(cx->arena, be_match_group(&m, "unit"));
    }
}

/* What a title line gives to the title: not 表1-1 before it, nor （单位：万元） behind. */
static struct be_span title_piece(struct be_context *cx, size_t i)
{
    struct be_span text = be_span_trim(be_line_text(cx->win, i));
    uint64_t no = cx->win->lines[i].no;
    struct be_match m;

    while (text.len > 0 && (text.p[0] == '#' || text.p[0] == '*' || text.p[0] == ' '))
        text = be_span_from(text, 1);
    if (text.len > 300)
        return text;
    if (be_caption_dates(text))
        return be_span(NULL, 0);
    if (be_match_kept(&m, cx->matcher, BE_P_LINE, "table_number", text, no))
        text = be_match_group(&m, "title");
    if (text.len > 0 && (cx->win->lines[i].has & BE_HAS_COLON) != 0 && be_match_kept(&m, cx->matcher, BE_P_LINE, "unit_line", text, no))
        text = be_match_group(&m, "title");
    return text;
}

/* Its title lines, without （2024年度） and 表1-1 around them. */
static struct be_span read_title(struct be_context *cx, size_t first, size_t body)
{
    const struct be_window *win = cx->win;
    struct be_span title = be_span(NULL, 0);

    for (size_t i = first, n = 0; i < body && n < BE_TITLE_LINES; i++) {
        struct be_span piece;
        if (win->lines[i].type != BE_LINE_TITLE)
            continue;
        piece = be_label_fold(cx->arena, title_piece(cx, i));
        if (piece.len == 0)
            continue;
        title = n == 0 ? piece : be_arena_printf(cx->arena, "%.*s%.*s", (int)title.len, title.p, (int)piece.len, piece.p);
        n++;
    }
    return title;
}

void be_caption_read(struct be_context *cx, struct be_block *b)
{
    for (size_t i = b->first; i < b->body; i++) {
        uint8_t type = cx->win->lines[i].type;
        if (type == BE_LINE_UNIT || type == BE_LINE_ENTITY || type == BE_LINE_TITLE)
            read_line(cx, b, i);
    }
    b->title = read_title(cx, b->first, b->body);
}
