/* contents.c - tables of contents: lines that repeat what stands elsewhere. */
#include "line.h"
#include "../recognize/owner.h"
#include "../base/wordlist.h"

#define CONTENTS_LINES 400u /* a longer list of contents is none */
#define ENTRY_BYTES 240u
#define COVER_LINES 14u     /* lines before a list of contents that has no title */
#define TITLE_BYTES 120u    /* of its title */
#define TITLE_ROOM 512u     /* of which so much tells it from others */
#define CORE_BYTES 9u       /* a shorter rest of a title is none of its own */
#define CAPTION_LINES 3u    /* of a table right behind the list */

static bool is_leader(char c)
{
    return c == ' ' || c == '\t' || c == '.';
}

/* A title without what follows it in a list of contents: leaders, page number, field code. */
static struct be_span entry_title(struct be_span text)
{
    long field = be_span_find(text, BE_LIT("PAGEREF"));

    if (field >= 0)
        text.len = (size_t)field;
    if (be_ends(text, "）") && text.len > 4 && memchr("0123456789 ", text.p[text.len - 4], 11) != NULL)
        text.len -= 3;                       /* …… （12） */
    while (text.len > 0 && (is_leader(text.p[text.len - 1]) || be_is_digit(text.p[text.len - 1])))
        text.len--;
    if (be_ends(text, "（"))
        text.len -= 3;
    for (;;) {
        size_t was = text.len;
        while (text.len > 0 && is_leader(text.p[text.len - 1]))
            text.len--;
        if (be_ends(text, "…") || be_ends(text, "。") || be_ends(text, "、"))
            text.len -= 3;
        if (text.len == was)
            return text;
    }
}

/* Are two titles the same but for blanks and page numbers behind? */
static bool same_words(struct be_span a, struct be_span b)
{
    size_t i = 0, k = 0;

    a = entry_title(a);
    b = entry_title(b);
    for (;;) {
        while (i < a.len && is_leader(a.p[i]))
            i++;
        while (k < b.len && is_leader(b.p[k]))
            k++;
        if (i == a.len || k == b.len)
            return i == a.len && k == b.len;
        if (a.p[i++] != b.p[k++])
            return false;
    }
}

/* 目录 alone on its line, or at the end of a title: 2024年预算公开目录. */
static bool is_contents_title(const struct be_line *line, struct be_span text)
{
    static const char *const WORDS[] = {"目录", "目次", "目錄"};

    if (!be_line_holds(line, text, BE_HAS_LIST, BE_LIT("目")) ||
        (!be_span_has(text, "录") && !be_span_has(text, "次") && !be_span_has(text, "錄")))
        return false;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        struct be_span word = be_span_of(WORDS[i]);
        while (text.len > 0 && text.p[0] == '#')
            text = be_span_from(text, 1);
        if (same_words(text, word) || (be_span_ends(text, word) && be_span_has(text, "公开") && text.len <= TITLE_BYTES))
            return true;
    }
    return false;
}

/* 一、2023年度收入支出决算总体情况。 is no sentence for its full stop. */
static bool stops_as_entry(const struct be_window *win, size_t i)
{
    struct be_span text = be_span_trim(be_line_text(win, i));

    return win->lines[i].type == BE_LINE_TEXT && be_span_find(text, BE_LIT("。")) == (long)text.len - 3 && text.len <= TITLE_BYTES &&
           be_heading_ends_as_title(be_span_to(text, text.len - 3));
}

static struct be_wordlist BEHIND = BE_WORDLIST("附后", "见附表", "见附件", "另附");

/* 决算表格附后。 between two entries: where the tables are. */
static bool refers(struct be_span text)
{
    text = be_span_trim(text);
    if (be_ends(text, "。"))
        text.len -= strlen("。");
    return text.len <= TITLE_BYTES && be_wordlist_back(&BEHIND, text) > 0;
}

/* May the line stand in a list of contents: short, no sentence, no figure of money. */
static bool may_be_entry(const struct be_window *win, size_t i)
{
    struct be_span text = be_line_text(win, i);

    switch (win->lines[i].type) {
    case BE_LINE_BLANK: case BE_LINE_RUNNING: case BE_LINE_CONTENTS:
        return true;
    case BE_LINE_TEXT: case BE_LINE_ROW: case BE_LINE_CELL:
        return (text.len <= ENTRY_BYTES || entry_title(text).len <= ENTRY_BYTES) && (!be_line_holds(&win->lines[i], text, BE_HAS_STOP, BE_LIT("。")) || stops_as_entry(win, i) || refers(text)) &&
               !be_line_holds(&win->lines[i], text, BE_HAS_COMMA, BE_LIT("，")) && !be_line_holds(&win->lines[i], text, BE_HAS_YUAN, BE_LIT("万元"));
    default:
        return false;
    }
}

/* Of the title's bytes without blanks, leaders, and the page number behind. */
static uint32_t title_hash(struct be_span title)
{
    char plain[TITLE_ROOM];
    size_t n = 0;

    title = be_span_to(entry_title(title), sizeof plain);
    while (be_starts(title, "、"))
        title = be_span_from(title, 3);
    for (size_t i = 0; i < title.len; i++) {
        plain[n] = title.p[i];
        n += !is_leader(title.p[i]);
    }
    return be_span_hash(be_span(plain, n));
}

static struct be_wordlist WHOSE =
    BE_WORDLIST("部门", "单位", "本部门", "本单位", "关于", "年度", "年", "（部门）", "（单位）", "（本级）", "（机关）", "（本部）");

/* 编制说明 of 2024年部门预算编制说明, 主要职能 of 某某局主要职能: without whose it is and of which year; empty: too little. */
static struct be_span core_of(struct be_span title)
{
    struct be_span core = be_span_trim(entry_title(title));

    for (size_t len = core.len + 1; core.len < len;) {
        len = core.len;
        if (be_starts_year(core))
            core = be_span_from(core, 4);
        be_wordlist_strip(&WHOSE, &core);
        core = be_span_from(core, be_owner_len(core));
    }
    return core.len < CORE_BYTES ? be_span(NULL, 0) : core;
}

static uint32_t core_hash(struct be_span title)
{
    struct be_span core = core_of(title);

    return core.len == 0 ? 0 : title_hash(core);
}

static void set_core(struct be_contents_entry *e, struct be_span title)
{
    struct be_span core = core_of(title);

    e->core = core.len == 0 ? 0 : title_hash(core);
    e->core_len = (uint16_t)core.len;
}

static struct be_wordlist EACH = BE_WORDLIST("项目经费", "项目情况");

/* 万松幼儿园主要职能 of 单位主要职能: behind the name of a body that no place stands in. 学前教育项目经费情况说明 of
 * 项目经费情况说明: there is one for each project. */
static bool is_one_of(const struct be_contents_entry *e, struct be_span title)
{
    struct be_span front, tail;

    if (e->core_len == 0 || e->number == 0 || title.len <= e->core_len)
        return false;
    front = be_span_to(title, title.len - e->core_len);
    tail = be_span_from(title, front.len);
    return (be_wordlist_front(&EACH, tail) > 0 || be_heading_ends_as_unit(front)) && title_hash(tail) == e->core;
}

struct be_span be_contents_behind_dash(struct be_span title)
{
    static const struct be_span DASH = {"—", 3};
    const long at = be_span_find(title, DASH);
    struct be_span rest = be_span_from(title, at < 0 ? 0 : (size_t)at);

    if (at < 0 || (!be_ends(be_span_to(title, (size_t)at), "预算") && !be_ends(be_span_to(title, (size_t)at), "决算")))
        return title;
    while (be_span_starts(rest, DASH))
        rest = be_span_from(rest, DASH.len);
    return rest.len == 0 ? title : be_span_trim(rest);
}

const struct be_contents_entry *be_contents_find(const struct be_line_state *state, struct be_span title, bool above)
{
    uint32_t hash = title_hash(title);

    for (size_t i = 0; i < state->entries; i++)
        if (state->entry[i].hash == hash)
            return &state->entry[i];
    hash = above ? 0 : core_hash(title);
    for (size_t i = 0; i < state->entries && hash != 0; i++)
        if (state->entry[i].core == hash)
            return &state->entry[i];
    title = be_span_trim(entry_title(title));
    for (size_t i = 0; i < state->entries && hash != 0; i++)
        if (is_one_of(&state->entry[i], title))
            return &state->entry[i];
    return NULL;
}

static struct be_contents_entry entry_of(const struct be_ordinal_mark *m, struct be_span title)
{
    struct be_contents_entry e = {.hash = title_hash(title), .number = (uint16_t)m->number, .style = (uint8_t)m->style};

    set_core(&e, title);
    return e;
}

/* 某某局2021年部门预算—— announces the part whose title stands below it. */
bool be_contents_announces(struct be_span text)
{
    return be_ends(be_span_trim(text), "——");
}

/* An entry that lost its ordinal is of its neighbours' style; between 一 and 三 it is 二. */
static void add_entry(struct be_line_state *state, const struct be_ordinal_mark *m, struct be_span title)
{
    struct be_contents_entry *e = &state->entry[state->entries++];

    *e = entry_of(m, title);
    if (state->entries >= 2 && e->style == BE_ORD_PLAIN && e[-1].style > BE_ORD_PART)
        e->style = e[-1].style;
    if (state->entries >= 3 && e[-1].number == 0 && e[-1].style == e->style && e[-2].style == e->style &&
        e->number == e[-2].number + 2)
        e[-1].number = (uint16_t)(e->number - 1);
}

static void mark(struct be_context *cx, struct be_line_state *state, size_t from, size_t to, bool titled)
{
    for (size_t i = from; i < to; i++) {
        struct be_line *line = &cx->win->lines[i];
        struct be_span text = be_line_text(cx->win, i);
        struct be_ordinal_mark m = {.style = BE_ORD_PLAIN};
        if (be_line_is_gap(line->type))
            continue;
        line->type = BE_LINE_CONTENTS;
        if (i == from && titled)
            line->pattern = "contents_title";
        if (state->entries == BE_CONTENTS_ENTRIES || i == from || be_contents_announces(text))
            continue;
        be_line_ordinal(cx, i, &m);
        add_entry(state, &m, be_span_trim(be_span_from(text, m.title)));
    }
}

/* The lines from a list's first entry on, as far as they may be entries. What tells their titles apart is
 * found out when a second one is there: most lists that begin with 一、 are none. */
struct entries {
    size_t n, hashed, cored;     /* those whose hash is known, whose core is */
    struct be_span title[BE_CONTENTS_ENTRIES + 1];
    struct be_contents_entry entry[BE_CONTENTS_ENTRIES + 1];
};

/* Does what stands behind the last entry stand among them, so that here it is the body's? */
static bool stands_again(struct entries *list)
{
    const struct be_contents_entry *e = &list->entry[list->n];

    list->hashed = list->hashed < list->n ? list->hashed : list->n;      /* it may stand in another's place */
    list->cored = list->cored < list->n ? list->cored : list->n;
    for (; list->hashed <= list->n; list->hashed++)
        list->entry[list->hashed].hash = title_hash(list->title[list->hashed]);
    for (; e->number == 0 && list->cored <= list->n; list->cored++)
        set_core(&list->entry[list->cored], list->title[list->cored]);
    for (size_t i = 0; i < list->n; i++) {
        const struct be_contents_entry *o = &list->entry[i];
        if (o->hash == e->hash && (e->number == 0 || (e->number == o->number && (e->style == o->style || e->style == BE_ORD_PART))))
            return true;             /* 第一部分 主要职责 of 一、主要职责, too */
        if (e->number == 0 && o->number > 0 && e->core != 0 && o->core == e->core)
            return true;             /* 某某局机构设置 of 二、部门机构设置 */
        if (e->number == 0 && is_one_of(o, list->title[list->n]))
            return true;
    }
    return false;
}

/* The list goes to where its first entry stands again: that is where the body begins. Below a
 * title 目录 it also does where any entry stands again, with its ordinal or without; or where its
 * outermost ordinals start again. from is the first entry. Returns the end, or from when the list
 * is none. */
static size_t list_end(struct be_context *cx, size_t from, bool titled)
{
    struct be_window *win = cx->win;
    struct entries list;
    struct be_ordinal_mark first = {.style = BE_ORD_PLAIN};
    size_t again = from, restart = from;

    list.n = list.hashed = list.cored = 0;
    for (size_t i = from, n = 0; i < win->nlines && n < CONTENTS_LINES; i++, n++) {
        struct be_span title = be_line_text(win, i);
        struct be_ordinal_mark m = {.style = BE_ORD_PLAIN};
        if (be_line_is_gap(win->lines[i].type))
            continue;
        be_line_ordinal(cx, i, &m);
        title = be_contents_behind_dash(be_span_trim(be_span_from(title, m.title)));
        if (i == from)
            first = m;
        else if (first.number == m.number && first.style == m.style &&
                 (first.style == BE_ORD_PART || title_hash(list.title[0]) == title_hash(title)))
            return i;
        else if (first.number > 0 && first.number == m.number && first.style == m.style)
            restart = i;
        if (i > from && !may_be_entry(win, i))
            break;
        list.title[list.n] = title;
        list.entry[list.n] = (struct be_contents_entry){.number = (uint16_t)m.number, .style = (uint8_t)m.style};
        if (again == from && i > from && stands_again(&list))
            again = i;
        list.n += list.n < BE_CONTENTS_ENTRIES;
    }
    return !titled ? from : again > from ? again : restart;
}

/* Without the body's repetition in reach, the list ends before the first line that is no entry. */
static size_t entries_end(const struct be_window *win, size_t from)
{
    size_t i = from;

    while (i < win->nlines && i < from + CONTENTS_LINES && may_be_entry(win, i))
        i++;
    return i;
}

/* The first entry with an ordinal, when it stands near: a date or a file's name may come before. */
static size_t first_entry(struct be_context *cx, size_t first)
{
    const struct be_window *win = cx->win;
    struct be_ordinal_mark m;

    for (size_t i = first, n = 0; i < win->nlines && n < 4 && may_be_entry(win, i); i = be_line_next(win, i + 1), n++)
        if (be_line_ordinal(cx, i, &m) && m.number > 0)
            return i;
    return first;
}

/* 第一部分, 一、: spares the patterns on all other lines. */
static bool may_be_first(struct be_span text)
{
    while (text.len > 0 && (*text.p == ' ' || *text.p == '\t' || *text.p == '*'))
        text = be_span_from(text, 1);
    return be_starts(text, "第") || be_starts(text, "一");
}

/* | 一、单位主要职能 |: a list that a page keeps as a table of one column. */
static void unbar(struct be_window *win, size_t first)
{
    for (size_t i = first; i < win->nlines && i < first + CONTENTS_LINES; i++) {
        struct be_line *line = &win->lines[i];
        struct be_span text = be_span_trim(be_line_text(win, i)), cell = text;
        if (line->type == BE_LINE_BLANK)
            continue;
        if (line->type != BE_LINE_PIPE || text.p[0] != '|' || text.len < 3)
            return;
        cell = be_span_trim(be_span(text.p + 1, text.len - 1 - (text.p[text.len - 1] == '|')));
        if (memchr(cell.p, '|', cell.len) != NULL)
            return;
        line->off += (uint32_t)(cell.p - be_line_text(win, i).p);
        line->len = (uint32_t)cell.len;
        line->type = cell.len == 0 || memchr("-:", cell.p[0], 2) != NULL ? BE_LINE_RUNNING : BE_LINE_TEXT;
    }
}

/* Has a line of the list before `to` an ordinal of this style? */
static bool lists_style(struct be_context *cx, size_t first, size_t to, enum be_ordinal style)
{
    for (size_t i = first; i < to; i++) {
        struct be_ordinal_mark m;
        if (cx->win->lines[i].type == BE_LINE_TEXT && be_line_ordinal(cx, i, &m) && m.style == style)
            return true;
    }
    return false;
}

/* The caption of the table whose unit or owner stands at end is no part of the list, where its lines have no ordinal,
 * or one that begins anew. */
static size_t without_caption(struct be_context *cx, size_t first, size_t end)
{
    const struct be_window *win = cx->win;

    if (end >= win->nlines || (win->lines[end].type != BE_LINE_UNIT && win->lines[end].type != BE_LINE_ENTITY))
        return end;
    for (unsigned n = 0; n < CAPTION_LINES; n++) {
        long k = be_line_before(win, end);
        struct be_ordinal_mark m;
        if (k <= (long)first || win->lines[k].type != BE_LINE_TEXT || !be_caption_says_table(be_span_trim(be_line_text(win, (size_t)k))))
            break;
        if (be_line_ordinal(cx, (size_t)k, &m))
            return m.number == 1 && !lists_style(cx, first, (size_t)k, m.style) ? (size_t)k : end;
        end = (size_t)k;
    }
    return end;
}

void be_contents_types(struct be_context *cx, struct be_line_state *state)
{
    struct be_window *win = cx->win;

    for (size_t i = 0, n = 0; i < win->nlines; i++) {
        struct be_ordinal_mark m;
        size_t first, end;
        n += win->lines[i].type != BE_LINE_BLANK;
        if (win->lines[i].type != BE_LINE_TEXT || win->lines[i].len > ENTRY_BYTES)
            continue;
        if ((win->lines[i].has & BE_HAS_LIST) != 0 && is_contents_title(&win->lines[i], be_span_trim(be_line_text(win, i)))) {
            size_t entry;
            first = be_line_next(win, i + 1);
            unbar(win, first);
            entry = first_entry(cx, first);
            end = entry < win->nlines ? list_end(cx, entry, true) : entry;
            if (end == entry)
                end = without_caption(cx, first, entries_end(win, first));
            mark(cx, state, i, end, true);
            i = end > i ? end - 1 : i;
        } else if (win->first && (win->lines[i].flags & BE_LINE_NUMBERED) != 0 && may_be_first(be_line_text(win, i)) &&
                   be_line_ordinal(cx, i, &m) && m.number == 1 &&
                   (m.style == BE_ORD_PART || (m.style == BE_ORD_HAN && n <= COVER_LINES))) {
            end = list_end(cx, i, false);   /* a list of contents without its title */
            mark(cx, state, i, end, false);
            i = end > i ? end - 1 : i;
        }
    }
}
