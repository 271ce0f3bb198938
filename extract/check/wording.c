/* wording.c - rules of words: years (C01), agencies (C02), units (C03), placeholders (C05), notes of
 * empty tables (C10).
 *
 * Placeholders and names are found when a block comes; what they mean is judged at the end.
 */
#include "rules.h"
#include "../recognize/pattern/pattern.h"
#include "../resolve/facts.h"
#include <stdlib.h>

#define COVER_LINES 60u   /* where a cover may stand */

/* ---- C05: what a template left behind ---- */

static struct be_wordlist BEHIND_STARS = BE_WORDLIST("（款）", "（项）", "（类）", "万元", "年度");
static struct be_wordlist BEHIND_CROSSES = BE_WORDLIST("万元", "年", "%", "个", "辆", "人", "局", "部门", "单位", "项目", "（款）", "（项）");

static bool digit_next(struct be_span text)
{
    size_t i = 0;

    while (i < text.len && text.p[i] == ' ')
        i++;
    return i < text.len && text.p[i] >= '0' && text.p[i] <= '9';
}

static struct be_wordlist PAIRS = BE_WORDLIST(
    "增加/减少", "减少/增加", "增长/下降", "下降/增长", "上升/下降", "增加（减少）", "减少（增加）", "增长（下降）", "下降（增长）",
    "上升（下降）", "增加(减少)", "下降(增长)", "增长(下降)");

/* Either word of a pair, left for the writer to choose, before a figure: 增加/减少3.94万元. */
static size_t choice(struct be_span text)
{
    size_t n = be_wordlist_front(&PAIRS, text);

    return n > 0 && digit_next(be_span_from(text, n)) ? n : 0;
}

static bool latin(char c)
{
    return be_is_latin(c) || be_is_digit(c);
}

/* Length of a placeholder that begins at off, or 0. Every one begins with a byte worth a look. */
static size_t placeholder(struct be_span all, size_t off)
{
    struct be_span text = be_span_from(all, off);
    size_t n = 0;

    switch ((unsigned char)text.p[0]) {
    case '*':
        while (n < text.len && text.p[n] == '*')
            n++;
        return n >= 2 && be_wordlist_front(&BEHIND_STARS, be_span_from(text, n)) > 0 ? n : 0;
    case 'X':
    case 'x':
        while (n < text.len && (text.p[n] == 'X' || text.p[n] == 'x'))
            n++;
        if (n < 2 || (off > 0 && latin(all.p[off - 1])))
            return 0;
        return be_wordlist_front(&BEHIND_CROSSES, be_span_from(text, n)) > 0 ? n : 0;
    case '{':
        while (n < text.len && n < 60 && text.p[n] != '}')
            n++;
        return n > 3 && n < text.len && text.p[n] == '}' && (unsigned char)text.p[1] >= 0x80 ? n + 1 : 0;
    case 0xE2: /* … */
        while (be_starts(be_span_from(text, n), "…"))
            n += 3;
        return n > 0 && be_starts(be_span_from(text, n), "（") && be_span_find(be_span_to(be_span_from(text, n), 120), BE_LIT("）")) > 3
                   ? n : 0;
    case 0xE5: /* 增, 减 */
    case 0xE4: /* 下, 上 */
        return choice(text);
    default:
        return 0;
    }
}

static void odd(struct be_check *check, const struct be_oddity *o)
{
    if (check->nodd < BE_CHECK_ODDITIES &&
        be_figures_room(check, (void **)&check->odd, check->nodd, &check->odd_size, sizeof *check->odd))
        check->odd[check->nodd++] = *o;
}

/* Around a place of a text, some characters to each side. */
static struct be_span around(struct be_span text, size_t off, size_t len)
{
    size_t from = off, end = off + len;

    for (int i = 0; i < 14 && from > 0; i++)
        from -= be_char_before(text.p, text.p + from);
    for (int i = 0; i < 16 && end < text.len; i++)
        end += be_char_len(text.p + end, text.p + text.len);
    return be_span(text.p + from, end - from);
}

static void placeholders(struct be_check *check, const struct be_window *win, const struct be_block *block)
{
    struct be_span text = block->text.text;
    uint64_t last = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.p[i];
        size_t n;

        if (c != '*' && c != 'X' && c != 'x' && c != '{' && (c < 0xE2 || c > 0xE6 || c == 0xE3))
            continue;
        if (c == 0xE5 && i + 2 < text.len && text.p[i + 1] != (char)0xA2 && text.p[i + 1] != (char)0x87)
            continue; /* only 增 and 减 */
        n = placeholder(text, i);
        if (n == 0)
            continue;
        uint64_t line = be_joined_line(win, &block->text, i);
        struct be_span words = be_figures_keep(check, around(text, i, n));

        if (line != last)
            odd(check, &(struct be_oddity){.line = line, .item = be_figures_keep(check, be_span(text.p + i, n)), .stated = words,
                                           .text = words, .what = BE_ODD_PLACEHOLDER});
        last = line;
        i += n - 1;
    }
}

/* ---- names of agencies ---- */

static void named(struct be_check *check, uint64_t line, struct be_span name, struct be_span code, enum be_place_of_name place)
{
    if (name.len == 0 || check->nnamed == BE_CHECK_NAMED ||
        !be_figures_room(check, (void **)&check->named, check->nnamed, &check->named_size, sizeof *check->named))
        return;
    check->named[check->nnamed++] = (struct be_named){
        .line = line, .name = be_figures_name(check, name), .code = be_figures_name(check, code), .place = place};
}

/* The line of a table's caption, or of its first rows, that has the words; else its first. */
static uint64_t caption_line(const struct be_window *win, const struct be_block *block, struct be_span words)
{
    for (uint32_t i = block->first; i < block->body + 4 && i < block->last; i++)
        if (be_span_find(be_line_text(win, i), words) >= 0)
            return win->lines[i].no;
    return win->lines[block->first].no;
}

void be_wording_entity(struct be_check *check, struct be_context *cx, struct be_span entity, struct be_span code)
{
    if (check->block != NULL && check->block->entity.len == 0 && entity.len > 0)
        named(check, caption_line(cx->win, check->block, entity), entity, code, BE_NAMED_ENTITY);
}

static void names_of_text(struct be_check *check, struct be_context *cx, const struct be_block *block)
{
    uint64_t line = be_joined_line(cx->win, &block->text, 0);
    struct be_match m;

    if (block->type == BE_BLOCK_HEADING && block->text.text.len < 400) {
        if (be_match_at(&m, cx->matcher, BE_P_DOCUMENT, block->text.text, 0, line))
            named(check, line, be_match_group(&m, "agency"), be_span(NULL, 0), BE_NAMED_TITLE);
    } else if (line < COVER_LINES && block->text.text.len < 400 && cx->facts->agency_read &&
               be_span_starts(block->text.text, cx->facts->agency)) {
        named(check, line, cx->facts->agency, be_span(NULL, 0), BE_NAMED_COVER);
    }
}

/* 1,200 or 3.50 in its lines: it is not empty, though its rows may not have been read. */
static bool holds_figures(const struct be_window *win, const struct be_block *block)
{
    for (uint32_t k = block->body; k < block->end && k < win->nlines; k++) {
        struct be_span text = be_line_text(win, k);
        for (size_t i = be_span_digit_from(text, 0); i + 2 < text.len; i = be_span_digit_from(text, i + 1))
            if ((text.p[i + 1] == '.' || text.p[i + 1] == ',') && be_is_digit(text.p[i + 2]))
                return true;
    }
    return false;
}

enum be_status be_check_block(struct be_check *check, struct be_context *cx, const struct be_block *block)
{
    check->cx = cx;
    if (check->empty_table.line > 0 && block->type != BE_BLOCK_PARAGRAPH) {
        if (block->type == BE_BLOCK_HEADING || block->title.len > 0 || !holds_figures(cx->win, block))
            odd(check, &check->empty_table);
        check->empty_table.line = 0;
    }
    check->blocks++;
    check->block = block;
    if (block->type != BE_BLOCK_TABLE) {
        placeholders(check, cx->win, block);
        names_of_text(check, cx, block);
        return check->failed ? BE_ENOMEM : BE_OK;
    }
    check->block_line = cx->win->lines[block->first].no;
    if (block->entity.len > 0)
        named(check, caption_line(cx->win, block, block->entity), block->entity, block->entity_code, BE_NAMED_ENTITY);
    if (block->title.len > 0 && block->unit.len > 0 && !block->opens_above && !holds_figures(cx->win, block)) {
        struct be_span title = be_figures_keep(check, block->title);

        check->empty_table = (struct be_oddity){.line = check->block_line, .item = title, .text = title, .what = BE_ODD_EMPTY_TABLE};
        check->empty_block = check->blocks;
    }
    return check->failed ? BE_ENOMEM : BE_OK;
}

void be_c05_placeholder(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i < check->nodd; i++)
        if (check->odd[i].what == BE_ODD_PLACEHOLDER)
            be_words_finding(check, rule, check->odd[i].line, 0, rule->info.severity, true, check->odd[i].item,
                             check->odd[i].stated, be_span(NULL, 0), check->odd[i].text);
}

/* ---- C01 ---- */

static struct be_span year_text(char *room, int year)
{
    room[0] = (char)('0' + year / 1000 % 10);
    room[1] = (char)('0' + year / 100 % 10);
    room[2] = (char)('0' + year / 10 % 10);
    room[3] = (char)('0' + year % 10);
    return be_span(room, 4);
}

/* The year that a base names (2018年, 2018年预算数), or 0. */
static int base_year(const struct be_figure *f)
{
    const char *p = f->base->text;

    if (f->base->len < 7 || memcmp(p + 4, "年", 3) != 0 || p[0] != '2' || p[1] != '0')
        return 0;
    for (int i = 2; i < 4; i++)
        if (p[i] < '0' || p[i] > '9')
            return 0;
    return 2000 + (p[2] - '0') * 10 + (p[3] - '0');
}

static bool names_year(const struct be_figure *f, int year, const char *behind)
{
    char room[4 + 24];
    size_t n = strlen(behind);

    year_text(room, year);
    memcpy(room + 4, behind, n);
    return be_span_find(be_name_span(f->text), be_span(room, 4 + n)) >= 0;
}

static struct be_wordlist AT_A_DATE = BE_WORDLIST("截至", "截止", "年末", "年底", "12月");

/* 截至2025年底: a date of last year's in this year's document. */
static bool dated(const struct be_figure *f)
{
    return be_wordlist_holds(&AT_A_DATE, be_name_span(f->text));
}

/* The year that should stand there, or 0 when nothing is wrong. *stated is what does. */
static int wrong_year(const struct be_figure *f, int year, int *stated, enum be_rule_severity *severity)
{
    *severity = BE_RULE_WARN;
    *stated = f->year;
    if (f->kind == BE_NIL)
        return f->year == year - 1 && names_year(f, year - 1, "年") && !dated(f) ? year : 0;
    if (f->stat == BE_STAT_CHANGE || f->stat == BE_STAT_CHANGE_RATE) {
        *stated = base_year(f);
        /* What was left from the document of the year before; 比2019年 in 2022 is meant. */
        return f->year == year && *stated == year - 2 ? year - 1 : 0;
    }
    if (be_is(f, "carryover_in") && f->stat == BE_STAT_AMOUNT && f->year == year - 1)
        return names_year(f, year - 1, "年年初") || names_year(f, year - 1, "年初") ? year : 0;
    if (f->topic == BE_TOPIC_STAFF && f->stat == BE_STAT_COUNT && f->year == year - 1 && be_has(f->item, "单位") &&
        names_year(f, year - 1, "年") && !dated(f)) {
        *severity = BE_RULE_INFO;
        return year;
    }
    return 0;
}

void be_c01_year(struct be_check *check, const struct be_rule *rule)
{
    int year = check->cx->facts->year;
    uint64_t last = 0;

    for (size_t i = 0; i < check->n && year > 0; i++) {
        const struct be_figure *f = &check->figure[i];
        enum be_rule_severity severity;
        char a[4], b[4];
        int stated, right;

        if (f->table > 0 || f->line == last)
            continue;
        right = wrong_year(f, year, &stated, &severity);
        if (right == 0)
            continue;
        last = f->line;
        be_words_finding(check, rule, f->line, f->n, severity, true, be_name_span(f->item), year_text(a, stated),
                         year_text(b, right), be_name_span(f->text));
    }
}

/* ---- C02 ---- */

/* The name that most tables and titles give; NULL when none is given twice. */
static const struct be_name *main_name(const struct be_check *check)
{
    const struct be_name *best = NULL;
    size_t most = 1;

    for (size_t i = 0; i < check->nnamed && i < 300; i++) {
        size_t n = 0;

        for (size_t k = 0; k < check->nnamed; k++)
            n += check->named[k].name == check->named[i].name;
        if (n > most) {
            most = n;
            best = check->named[i].name;
        }
    }
    if (best == NULL && check->agency->len > 0 && check->nnamed > 0)
        best = check->agency;
    return best;
}

static bool short_form(struct be_span a, struct be_span b)
{
    return be_span_find(a, b) >= 0 || be_span_find(b, a) >= 0;
}

static struct be_wordlist NUMBERS = BE_WORDLIST(
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "东", "西", "南", "北");

/* Names that differ by a few characters in one place, not by a number: one of them is a slip. */
static bool slip(struct be_span a, struct be_span b)
{
    size_t front = 0, back = 0, longest = a.len > b.len ? a.len : b.len, least = a.len < b.len ? a.len : b.len;

    while (front < least && a.p[front] == b.p[front])
        front++;
    while (front > 0 && front < a.len && ((unsigned char)a.p[front] & 0xC0) == 0x80)
        front--;
    while (back < least - front && a.p[a.len - 1 - back] == b.p[b.len - 1 - back])
        back++;
    while (back > 0 && ((unsigned char)a.p[a.len - back] & 0xC0) == 0x80)
        back--;
    if (be_wordlist_front(&NUMBERS, be_span_from(a, front)) > 0 || be_wordlist_front(&NUMBERS, be_span_from(b, front)) > 0)
        return false;
    return (front + back) * 10 >= longest * 7;
}

static void foreign(struct be_check *check, const struct be_rule *rule, uint64_t line, struct be_span name, const struct be_name *right)
{
    be_words_finding(check, rule, line, 0, rule->info.severity, true, BE_LIT("单位名称"), name, be_name_span(right), name);
}

static size_t times(const struct be_check *check, const struct be_name *name)
{
    size_t n = 0;

    for (size_t i = 0; i < check->nnamed; i++)
        n += check->named[i].name == name;
    return n;
}

/* The one unit that the rows of a table name, when its header names another. */
static void rows_of_table(struct be_check *check, const struct be_rule *rule, const struct be_table_note *t, const struct be_name *right)
{
    const struct be_name *one = NULL;
    const struct be_figure *first = NULL;
    bool several = false;

    for (size_t i = t->first; i < t->end; i++) {
        const struct be_figure *f = &check->figure[i];

        if (f->entity->len == 0 || f->entity == t->entity)
            continue;
        several = several || (one != NULL && one != f->entity);
        if (one == NULL)
            first = f;
        one = f->entity;
    }
    if (one == NULL || several || one == right || short_form(be_name_span(one), be_name_span(right)))
        return;
    if (t->entity == right || slip(be_name_span(one), be_name_span(right)))
        foreign(check, rule, first->line, be_name_span(one), right);
}

static struct be_wordlist PLACES = BE_WORDLIST("市", "县", "区", "省", "州", "本");
static struct be_wordlist AT_THE_PLACE = BE_WORDLIST("市", "县", "区", "省", "州", "本", "我", "该");

void be_c02_agency(struct be_check *check, const struct be_rule *rule)
{
    const struct be_name *right = main_name(check);

    if (right == NULL || right->len == 0)
        return;
    for (size_t i = 0; i < check->nnamed; i++) {
        const struct be_named *n = &check->named[i];
        struct be_span name = be_name_span(n->name);

        if (n->name == right) {
            be_words_finding(check, rule, n->line, 0, rule->info.severity, false, BE_LIT("单位名称"), name, name, name);
            continue;
        }
        if (be_wordlist_front(&AT_THE_PLACE, name) > 0 && be_wordlist_front(&PLACES, be_name_span(right)) == 0)
            continue; /* as people say it at the place */
        if (slip(name, be_name_span(right)) ? !be_span_starts(name, be_name_span(right)) && !be_span_starts(be_name_span(right), name)
                                            : n->place == BE_NAMED_TITLE && times(check, right) > 2 && times(check, n->name) == 1 &&
                                                  !short_form(name, be_name_span(right)))
            foreign(check, rule, n->line, name, right);
    }
    for (size_t i = 0; i < check->tables; i++)
        rows_of_table(check, rule, &check->table[i], right);
}

/* ---- C03 ---- */

void be_c03_unit(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i < check->tables; i++) {
        const struct be_table_note *t = &check->table[i];

        if (t->money > 0 && t->title->len > 0)
            be_words_finding(check, rule, t->line, 0, rule->info.severity, t->unsaid > 0, be_name_span(t->title),
                             t->unsaid > 0 ? be_span(NULL, 0) : BE_LIT("有"), BE_LIT("单位：万元或元"), be_name_span(t->title));
    }
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *f = &check->figure[i];
        char text[BE_DECIMAL_CHARS];

        if (f->table == 0 && f->unitless && f->kind != BE_NIL && f->stat == BE_STAT_AMOUNT && f->number.digits != 0)
            be_words_finding(check, rule, f->line, f->n, rule->info.severity, true, be_name_span(f->item),
                             be_decimal_text(text, f->number, false), BE_LIT("万元"), be_name_span(f->text));
    }
}

/* ---- C10 ---- */

void be_c10_empty(struct be_check *check, const struct be_rule *rule)
{
    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *f = &check->figure[i];
        const struct be_table_note *t = f->kind == BE_NIL && f->table > 0 ? be_figures_table(check, f->table) : NULL;

        if (t != NULL)
            be_words_finding(check, rule, f->line, f->n, rule->info.severity, t->numbers > 0 || t->filled > 1,
                             be_name_span(t->title), BE_LIT("空表说明"), t->numbers > 0 || t->filled > 1 ? BE_LIT("表内有数据") : BE_LIT("空表"),
                             be_name_span(t->title));
    }
    for (size_t i = 0; i < check->nodd; i++)
        if (check->odd[i].what == BE_ODD_EMPTY_TABLE)
            be_words_finding(check, rule, check->odd[i].line, 0, rule->info.severity, true, check->odd[i].item, BE_LIT("空表"),
                             BE_LIT("空表说明"), check->odd[i].text);
}
