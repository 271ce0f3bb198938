#include "facts.h"
#include "facts_words.h"
#include "../recognize/owner.h"
#include "../segment/line.h"
#include "codebook.h"
#include "outline.h"
#include "../base/wordlist.h"

#define COVER_LINES 14u     /* a cover is not longer */
#define COVER_JOIN 4u       /* its title is not broken over more lines */
#define INDEX_DIGITS 9u     /* a date is shorter */
#define CANDIDATES 32u      /* agencies counted */
#define AGENCY_CERTAIN 5u   /* named so often it is the document's */
#define FRONT_CHARS 200u    /* of a heading or paragraph, where it says whose it is */

void be_facts_reset(struct be_facts *facts, const struct be_options *options)
{
    *facts = (struct be_facts){0};
    facts->agency = be_span_of(options->agency);
    facts->unit = be_span_of(options->unit);
    facts->year = options->year;
    if (options->phase != NULL)
        facts->phase = strcmp(options->phase, "final") == 0 ? BE_FINAL
                     : strcmp(options->phase, "adjusted") == 0 ? BE_ADJUSTED : BE_BUDGET;
}

static void set_agency(struct be_facts *facts, struct be_span name)
{
    while (name.len > BE_FACTS_BYTES)
        name.len -= be_char_before(name.p, name.p + name.len);
    memcpy(facts->agency_buf, name.p, name.len);
    facts->agency = be_span(facts->agency_buf, name.len);
    facts->agency_read = true;
}

void be_facts_unit(struct be_facts *facts, struct be_span unit)
{
    if (unit.len == 0 || unit.len > sizeof facts->unit_buf)
        return;
    memcpy(facts->unit_buf, unit.p, unit.len);
    facts->unit = be_span(facts->unit_buf, unit.len);
}

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
        set_agency(facts, be_span(printed.p + (agency.p - title.p), agency.len));
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

/* Patterns of titles begin with any name: nearly every text is told by what it has not. */
static bool is_title(struct be_context *cx, struct be_match *m, struct be_span text, uint32_t has, uint64_t no)
{
    return be_match_any(m, cx->matcher, BE_P_DOCUMENT, UINT64_MAX, text, has, no);
}

/* Takes the text as a title, if it is one. */
static void try_title(struct be_context *cx, struct be_span text, uint64_t no)
{
    struct be_span printed = be_owner_without_code(be_words_without_shelf(be_label_fold(cx->arena, without_bars(text))));
    char *simplified = be_arena_room(cx->arena, printed.len);
    struct be_match m;

    struct be_span title = be_span(simplified, printed.len);

    if (simplified == NULL || holds_index(printed))
        return;
    be_traditional_text(be_codebook_traditional(cx->model->codebook), printed, simplified);
    if (is_title(cx, &m, title, be_letters(title), no))
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
           is_title(cx, &m, text, be_letters(text), cx->win->lines[line].no) && be_owner_len(be_match_group(&m, "agency")) > 0;
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
        if (latin || win->lines[i].type == BE_LINE_BLANK || win->lines[i].type == BE_LINE_RUNNING || is_page_number(text))
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

/* ---- counting what headings and prose say ---- */

struct count {
    struct be_span name;
    unsigned n;
};

struct counts {
    struct count agency[CANDIDATES];
    size_t agencies;
    unsigned year[BE_YEAR_MAX - BE_YEAR_MIN + 1];
    unsigned phase[BE_FINAL + 1], told[BE_FINAL + 1]; /* by headings and titles; by paragraphs */
};

static void count_agency(struct counts *c, struct be_span name)
{
    for (size_t i = 0; i < c->agencies; i++)
        if (be_span_eq(c->agency[i].name, name)) {
            c->agency[i].n++;
            return;
        }
    if (c->agencies < CANDIDATES)
        c->agency[c->agencies++] = (struct count){name, 1};
}

static struct be_wordlist COMPARATOR = BE_WORDLIST("比", "较", "与", "同");

/* Years as 2024年 or 二〇二四年, wherever they stand, but for those that something is compared
 * with: the document's own is the one it speaks of most. */
static void count_years(struct counts *c, struct be_span text, unsigned weight)
{
    long next;

    for (size_t at = 0; (next = be_span_find(be_span_from(text, at), BE_LIT("年"))) >= 0; at += strlen("年")) {
        struct be_span front;
        int year;

        at += (size_t)next;
        front = be_span_trim(be_span_to(text, at));
        year = be_words_year_before(front);
        if (year > 0 && front.p[front.len - 1] <= '9' && front.p[front.len - 1] >= '0' &&
            be_wordlist_back(&COMPARATOR, be_span_trim(be_span_to(front, front.len - 4))) > 0)
            continue;
        if (year > 0)
            c->year[year - BE_YEAR_MIN] += weight;
    }
}

static void count_phase(unsigned phases[BE_FINAL + 1], struct be_span text, unsigned weight)
{
    enum be_phase phase = be_words_phase(text);

    if (phase != BE_PHASE_NONE)
        phases[phase] += phase == BE_BUDGET && be_words_only_names(text) ? 1 : weight;
}

/* Behind the first comma from off on; the end when there is none. */
static size_t next_clause(struct be_span text, size_t off)
{
    struct be_span rest = be_span_from(text, off);
    long wide = be_span_find(rest, BE_LIT("，")), narrow = be_span_find(rest, BE_LIT(","));

    if (narrow >= 0 && (wide < 0 || narrow < wide))
        return off + (size_t)narrow + 1;
    return wide < 0 ? text.len : off + (size_t)wide + strlen("，");
}

/* A clause of a paragraph that begins with agency and year: 某局2024年部门预算已经批复. */
static bool clause_match(struct be_context *cx, struct be_match *m, struct be_span text, uint32_t has, uint64_t line)
{
    for (size_t off = 0; off < text.len; off = next_clause(text, off))
        if (be_match_may(cx->matcher, BE_P_DOCUMENT, UINT64_MAX, be_span_from(text, off), has) != 0 &&
            be_match_at(m, cx->matcher, BE_P_DOCUMENT, text, off, line))
            return true;
    return false;
}

/* What a block says of year and phase, unless they are known already. */
static void count_block(struct be_context *cx, struct counts *c, const struct be_block *b)
{
    struct be_span text = b->type == BE_BLOCK_TABLE ? b->title : be_span_chars(b->text.text, FRONT_CHARS);
    bool heading = b->type == BE_BLOCK_HEADING, paragraph = b->type == BE_BLOCK_PARAGRAPH;

    if (!cx->facts->year_read)
        count_years(c, text, heading ? 20 : paragraph ? 1 : 4);
    if (!cx->facts->phase_read && !paragraph)
        count_phase(c->phase, text, heading && b->level == BE_ORD_PART ? 50 : 4);
    else if (!cx->facts->phase_read && be_words_sangong(text))  /* no title, no headings: 现将2021年度“三公”经费决算情况公布如下 */
        count_phase(c->told, text, 1);
}

static bool says_duty(struct be_context *cx, struct be_match *m, struct be_span text, uint32_t has, uint64_t line)
{
    return be_match_any(m, cx->matcher, BE_P_DOCUMENT, be_match_bit(cx->matcher, BE_P_DOCUMENT, "duty"), text, has, line);
}

static struct be_wordlist TOTAL = BE_WORDLIST("总预算", "收入预算", "支出预算", "总决算");

static bool names_budget(struct be_span text)
{
    return be_span_has(text, "部门") || be_words_sangong(text) || be_wordlist_holds(&TOTAL, text);
}

/* The agency that a heading or a paragraph names. */
static struct be_span agency_of(struct be_context *cx, const struct be_block *b)
{
    struct be_span text = be_span_chars(b->text.text, FRONT_CHARS);
    uint64_t line = cx->win->lines[b->first].no;
    struct be_ordinal_mark ordinal;
    struct be_match m;

    if (b->type == BE_BLOCK_PARAGRAPH && be_heading_ordinal(&ordinal, cx->matcher, text, line))
        text = be_span_from(text, ordinal.title);
    if (b->type == BE_BLOCK_HEADING
            ? is_title(cx, &m, text, b->has, line)
            : (names_budget(text) && be_words_phase(text) != BE_PHASE_NONE && clause_match(cx, &m, text, b->has, line)) ||
                  says_duty(cx, &m, text, b->has, line))
        return be_match_group(&m, "agency");
    return be_span(NULL, 0);
}

/* The agency named most often by the blocks of a type. The patterns for agencies cost more than
 * all else that is asked of a paragraph: the first few that name one decide. */
static struct be_span most_named(struct be_context *cx, struct counts *c, const struct be_blocks *blocks, enum be_block_type type)
{
    const struct count *best = NULL;

    c->agencies = 0;
    for (size_t i = 0; i < blocks->n && (best == NULL || best->n < AGENCY_CERTAIN); i++) {
        struct be_span agency = blocks->block[i].type == type ? agency_of(cx, &blocks->block[i]) : be_span(NULL, 0);

        if (agency.len > 0)
            count_agency(c, agency);
        for (size_t k = 0; k < c->agencies && agency.len > 0; k++)
            if (best == NULL || c->agency[k].n > best->n)
                best = &c->agency[k];
    }
    return best == NULL ? be_span(NULL, 0) : best->name;
}

/* Without a title: the first line 部门： or 编制单位：, then headings, then prose. */
static void find_agency(struct be_context *cx, struct counts *c, const struct be_blocks *blocks)
{
    struct be_span agency = be_span(NULL, 0);

    for (size_t i = 0; i < blocks->n && agency.len == 0; i++)
        if (blocks->block[i].type == BE_BLOCK_TABLE)
            agency = blocks->block[i].entity;
    if (agency.len == 0)
        agency = most_named(cx, c, blocks, BE_BLOCK_HEADING);
    if (agency.len == 0)
        agency = most_named(cx, c, blocks, BE_BLOCK_PARAGRAPH);
    if (agency.len > 0)
        set_agency(cx->facts, agency);
}

static void settle(struct be_facts *facts, const struct counts *c)
{
    const unsigned *phase = c->phase[BE_FINAL] + c->phase[BE_BUDGET] > 0 ? c->phase : c->told;
    unsigned most = 0;

    for (int y = BE_YEAR_MIN; y <= BE_YEAR_MAX && !facts->year_read; y++)
        if (c->year[y - BE_YEAR_MIN] >= most && c->year[y - BE_YEAR_MIN] > 0) {
            most = c->year[y - BE_YEAR_MIN];
            facts->year = y;
        }
    facts->year_read = facts->year_read || most > 0;
    if (!facts->phase_read && phase[BE_FINAL] + phase[BE_BUDGET] > 0) {
        facts->phase = phase[BE_FINAL] >= phase[BE_BUDGET] ? BE_FINAL : BE_BUDGET;
        facts->phase_read = true;
    }
}

static struct be_span first_unit(const struct be_blocks *blocks)
{
    for (size_t i = 0; i < blocks->n; i++)
        if (blocks->block[i].type == BE_BLOCK_TABLE && blocks->block[i].unit.len > 0)
            return blocks->block[i].unit;
    return be_span(NULL, 0);
}

void be_facts_read(struct be_context *cx, const struct be_blocks *blocks)
{
    struct be_facts *facts = cx->facts;
    struct counts *c;

    if (facts->unit.len == 0)
        be_facts_unit(facts, first_unit(blocks));
    if (cx->win->first) {
        read_cover(cx, 0, 0);
        if (!facts->agency_read)
            read_title_page(cx);
        read_card(cx);
        facts->agency_read = facts->agency_read || facts->series;
    }
    if (facts->agency_read && facts->year_read && facts->phase_read)
        return;
    c = be_arena_alloc(cx->arena, sizeof *c);
    if (c == NULL)
        return;
    if (!facts->agency_read)
        find_agency(cx, c, blocks);
    if (facts->year_read && facts->phase_read)
        return;
    for (size_t i = 0; i < blocks->n; i++)
        count_block(cx, c, &blocks->block[i]);
    settle(facts, c);
    for (size_t i = 0; i < blocks->n && !facts->phase_read; i++)  /* 较2014年决算数下降5%: what else it speaks of */
        if (blocks->block[i].type == BE_BLOCK_PARAGRAPH)
            count_phase(c->told, be_span_chars(blocks->block[i].text.text, FRONT_CHARS), 1);
    settle(facts, c);
}

struct be_time be_facts_section(const struct be_facts *facts, const struct be_outline *outline)
{
    struct be_time time = {0};
    struct be_span title;

    for (size_t n = 0; time.year == 0 && (title = be_outline_title(outline, n)).len > 0; n++)
        time = be_words_time(title, facts->phase);
    return time;
}

void be_facts_time(struct be_facts *facts, struct be_time time)
{
    facts->year = time.year;
    facts->phase = time.phase;
}
