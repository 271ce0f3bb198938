/* cover.c - cover, page of the title, card of a web page. */
#include "cover.h"
#include "../base/wordlist.h"
#include "../recognize/owner.h"
#include "../segment/line.h"
#include "codebook.h"
#include "facts.h"
#include "facts_words.h"

#define COVER_LINES 14u     /* a cover is not longer */
#define COVER_JOIN 4u       /* its title is not broken over more lines */
#define INDEX_DIGITS 9u     /* a date is shorter */

static struct be_wordlist RANKS = BE_WORDLIST("省级", "市级", "县级", "区级", "省直", "市直", "县直", "区直", "本级");

/* 安岭省2024年省级部门预算, above the title of a body: a place whose departments publish. */
static bool is_series(struct be_span agency, struct be_span title)
{
    be_wordlist_strip_back(&RANKS, &agency);
    return be_owner_ends_place(agency) && be_span_has_either(title, "部门预算", "部门决算");
}

/* What a title says: 云岭县水务局2024年部门预算. printed: as it was before its characters were made
 * simplified ones for the match; the same bytes long. */
static void take_title(struct be_facts *facts, const struct be_match *m, struct be_span title, struct be_span printed)
{
    struct be_span agency = be_match_group(m, "agency"), year = be_match_group(m, "year"), doc = be_match_group(m, "doc");

    if (!facts->agency_read && agency.len > 0) {
        be_facts_agency(facts, be_span(printed.p + (agency.p - title.p), agency.len));
        facts->series = is_series(agency, title);
        facts->agency_read = !facts->series;
    }
    if (!facts->year_read && be_words_year(year) > 0) {
        facts->year = be_words_year(year);
        facts->year_read = true;
    }
    if (!facts->phase_read && doc.len > 0) {
        bool carried_out = be_starts(be_span_from(title, (size_t)(doc.p + doc.len - title.p)), "执行"); /* 2023年预算执行情况 */
        enum be_phase phase = be_words_phase(doc);

        facts->phase = carried_out || phase == BE_PHASE_NONE ? BE_FINAL : phase;   /* 2023年绩效自评报告 */
        facts->phase_read = true;
    }
    facts->sangong = facts->sangong || be_words_sangong(m->whole);
}

/* Each line of a Markdown title begins with #. */
static struct be_span without_hashes(struct be_arena *arena, struct be_span text)
{
    char *p;
    size_t n = 0;

    if (text.len == 0 || memchr(text.p, '#', text.len) == NULL || (p = be_arena_alloc(arena, text.len)) == NULL)
        return text;
    for (size_t i = 0; i < text.len; i++)
        if (text.p[i] != '#')
            p[n++] = text.p[i];
    return be_span_trim(be_span(p, n));
}

/* 监督索引号53092201076301000: no title has so long a number. */
static bool holds_index(struct be_span text)
{
    size_t digits = 0;

    for (size_t i = 0; i < text.len && digits < INDEX_DIGITS; i++)
        digits = text.p[i] >= '0' && text.p[i] <= '9' ? digits + 1 : 0;
    return digits >= INDEX_DIGITS;
}

/* Without the bars around a row's only cell: AGENCY2021年度单位决算 | |||. */
static struct be_span without_bars(struct be_span text)
{
    while (text.len > 0 && (text.p[text.len - 1] == '|' || text.p[text.len - 1] == ' '))
        text.len--;
    while (text.len > 0 && (text.p[0] == '|' || text.p[0] == ' '))
        text = be_span_from(text, 1);
    return text;
}

bool be_cover_title(struct be_context *cx, struct be_match *m, struct be_span text, uint32_t has, uint64_t no)
{
    return be_match_any(m, cx->matcher, BE_P_DOCUMENT, UINT64_MAX, text, has, no);
}

/* Takes the text as a title, if it is one. */
static void try_title(struct be_context *cx, struct be_span text, uint64_t no)
{
    struct be_span printed = be_owner_without_code(be_words_without_shelf(be_label_fold(cx->arena, without_bars(text))));
    char *simplified = be_arena_room(cx->arena, printed.len);
    struct be_span title = be_span(simplified, printed.len);
    struct be_match m;

    if (simplified == NULL || holds_index(printed))
        return;
    be_traditional_text(be_codebook_traditional(cx->model->codebook), printed, simplified);
    if (be_cover_title(cx, &m, title, be_letters(title), no))
        take_title(cx->facts, &m, title, printed);
}

/* The same with lines[0..take) joined. */
static void try_lines(struct be_context *cx, const uint32_t *line, size_t take)
{
    struct be_joined joined;

    if (be_joined_make(&joined, cx->win, line, take, 0, cx->arena))
        try_title(cx, without_hashes(cx->arena, joined.text), cx->win->lines[line[0]].no);
}

/* 互动交流 | 云岭县水务局2024年部门预算: a line that is a whole title, its agency with its place, is not
 * joined to what stands above it, unless that is the place above (安岭省 | 云岭市医院2024年单位预算). */
static bool begins_anew(struct be_context *cx, uint32_t above, uint32_t line)
{
    struct be_span text = be_span_trim(be_line_text(cx->win, line));
    struct be_match m;

    return !be_owner_ends_place(be_span_trim(be_line_text(cx->win, above))) &&
           be_cover_title(cx, &m, text, be_letters(text), cx->win->lines[line].no) && be_owner_len(be_match_group(&m, "agency")) > 0;
}

/* 12 alone on its line: a page number that nothing else told. */
static bool is_page_number(struct be_span text)
{
    text = be_span_trim(text);
    for (size_t i = 0; i < text.len; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    return text.len < 4;
}

static bool has_pattern(const struct be_line *line, const char *pattern)
{
    return line->pattern != NULL && strncmp(line->pattern, pattern, strlen(pattern)) == 0;
}

/* May the line be of the document's title: no ordinal on it. contents: nor an entry of a list. */
static bool of_title(const struct be_window *win, size_t i, bool contents)
{
    const struct be_line *line = &win->lines[i];

    if (line->len > 200 && line->type != BE_LINE_PIPE)
        return false;
    switch (line->type) {
    case BE_LINE_ROW: { /* a worksheet's row with one cell */
        struct be_span cell = be_line_text(win, i);
        while (cell.len > 0 && (cell.p[cell.len - 1] == '\t' || cell.p[cell.len - 1] == ' '))
            cell.len--;
        return cell.len > 0 && memchr(cell.p, '\t', cell.len) == NULL;
    }
    case BE_LINE_PIPE: {
        struct be_span cell = without_bars(be_line_text(win, i));
        return cell.len > 0 && memchr(cell.p, '|', cell.len) == NULL;
    }
    case BE_LINE_TEXT: case BE_LINE_TITLE: case BE_LINE_ENTITY:
        return true;
    case BE_LINE_HEADING:
        return line->level == BE_ORD_PLAIN || has_pattern(line, "contents");
    case BE_LINE_CONTENTS:
        return contents || has_pattern(line, "contents_title");
    }
    return false;
}

/* The lines from the first on, before a heading, contents list or long paragraph, joined one to
 * four at a time: the longest join that is a title counts. contents: lines of the list that
 * stand before this one may be of it. */
static void read_cover(struct be_context *cx, size_t first, size_t contents)
{
    const struct be_window *win = cx->win;
    uint32_t line[COVER_LINES];
    uint8_t run[COVER_LINES], runs = 0;
    size_t n = 0;

    for (size_t i = first; i < win->nlines && n < COVER_LINES; i++) {
        struct be_span text = be_line_text(win, i);
        bool latin = be_words_latin(text);
        if (latin || has_pattern(&win->lines[i], "web_"))
            runs++;                 /* the site's name is not joined to the title */
        if (latin || be_line_is_gap(win->lines[i].type) || is_page_number(text))
            continue;
        if (n == 0 && be_line_in_table(win->lines[i].type) && !of_title(win, i, i < contents))
            continue;               /* 政府网 | 新闻中心 | 政务公开: by which a page leads to others */
        if (!of_title(win, i, i < contents))
            break;
        run[n] = runs;
        line[n++] = (uint32_t)i;
    }
    for (size_t from = 0; from < n && !cx->facts->agency_read; from++) {
        size_t take = 1;
        while (take < COVER_JOIN && from + take < n && run[from] == run[from + take] && !begins_anew(cx, line[from + take - 1], line[from + take]))
            take++;
        for (; take > 0 && !cx->facts->agency_read; take--)
            try_lines(cx, line + from, take);
    }
}

/* A title behind the first list of contents; it may repeat an entry, and be the list's last lines. */
static void read_title_page(struct be_context *cx)
{
    const struct be_window *win = cx->win;
    size_t list = 0, end, from;

    while (list < win->nlines && win->lines[list].type != BE_LINE_CONTENTS)
        list++;
    end = list;
    for (size_t i = list; i < win->nlines && win->lines[i].type == BE_LINE_CONTENTS; i = be_line_next(win, i + 1))
        end = i + 1;
    from = end;
    for (unsigned n = 1; n < COVER_JOIN; n++) {
        struct be_ordinal_mark m;
        long before = be_line_before(win, from);
        if (before < (long)list || be_heading_ordinal(&m, cx->matcher, be_line_text(win, (size_t)before), 0))
            break;
        from = (size_t)before;
    }
    if (from == end && from < win->nlines && win->lines[from].type == BE_LINE_HEADING && win->lines[from].level == BE_ORD_PART)
        from++;                     /* 第一部分 报告, and the report's title below it */
    read_cover(cx, from, end);
}

/* The card of a web page: | 名称 | 云岭县水务局2024年部门预算 |. */
static void read_card(struct be_context *cx)
{
    const struct be_window *win = cx->win;

    for (size_t i = 0; i < win->nlines && !cx->facts->agency_read; i++) {
        struct be_match m;
        if (!has_pattern(&win->lines[i], "web_key"))
            continue;
        if (be_match_one(&m, cx->matcher, BE_P_LINE, "web_key", be_span_trim(be_line_text(win, i)), 0, win->lines[i].no) &&
            be_match_group(&m, "title").len > 0)
            try_title(cx, be_match_group(&m, "title"), win->lines[i].no);
    }
}

/* ---- a title that names no body ---- */

static struct be_wordlist SIGNS = BE_WORDLIST("公开单位：", "公开部门：", "（");
static struct be_wordlist DATE_CHARS = BE_WORDLIST("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "年", "月", "日", "-", "/", ".", " ", "）");

/* 云岭县水务局  2024年3月1日 below 关于2024年部门预算公开的说明: who signs it. */
static void read_signature(struct be_context *cx)
{
    const struct be_window *win = cx->win;
    bool titled = false;

    for (size_t i = 0, n = 0; i < win->nlines && n < COVER_LINES; i++) {
        struct be_span text = be_span_trim(be_line_text(win, i)), name;

        if (text.len == 0)
            continue;
        if (win->lines[i].type == BE_LINE_HEADING || !of_title(win, i, false))
            return;
        n++;
        name = be_label_fold(cx->arena, text);
        be_wordlist_strip(&SIGNS, &name);
        while (be_wordlist_strip_back(&DATE_CHARS, &name))
            continue;
        if (titled && be_owner_is(name)) {
            be_facts_agency(cx->facts, name);
            return;
        }
        titled = titled || be_span_has_either(text, "预算", "决算");
    }
}

void be_cover_read(struct be_context *cx)
{
    read_cover(cx, 0, 0);
    if (!cx->facts->agency_read)
        read_title_page(cx);
    read_card(cx);
    if (!cx->facts->agency_read)
        read_signature(cx);
    cx->facts->agency_read = cx->facts->agency_read || cx->facts->series;
}
