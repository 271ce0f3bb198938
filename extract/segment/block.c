#include "line.h"
#include "pieces.h"
#include "../base/wordlist.h"

#define JOIN_COLUMNS 36u    /* a shorter line that ends without a mark is a list entry, not a cut sentence */
#define ENTRY_BYTES 36u     /* of a name and its colon, in a list of them */
#define TITLE_BYTES 160u
#define REASON_BYTES 24u    /* 无 alone is no reason */
#define DEEP_INDENT 8u      /* deeper is a line whose front was moved, not a new paragraph */

struct finder {
    struct be_context *cx;
    const struct be_shape *shape;
    struct be_blocks *out;
    size_t size;
    uint32_t *line;         /* lines of the open paragraph or title */
    size_t n;
    size_t skip;            /* bytes left out at its front */
};

static struct be_block *add(struct finder *f, enum be_block_type type, size_t first, size_t last)
{
    struct be_block *b;

    if (f->out->n == f->size) {
        size_t size = f->size == 0 ? 256 : f->size * 2;
        b = be_arena_room(f->cx->arena, size * sizeof *b);
        if (b == NULL)
            return NULL;
        if (f->out->n > 0)
            memcpy(b, f->out->block, f->out->n * sizeof *b);
        f->out->block = b;
        f->size = size;
    }
    b = &f->out->block[f->out->n++];
    *b = (struct be_block){.type = type, .first = (uint32_t)first, .last = (uint32_t)last};
    return b;
}

static uint32_t lines_have(const struct finder *f)
{
    uint32_t has = 0;

    for (size_t i = 0; i < f->n; i++)
        has |= f->cx->win->lines[f->line[i]].has;
    return has;
}

/* ---- paragraphs ---- */

static void close_paragraph(struct finder *f)
{
    struct be_block *b;

    if (f->n == 0)
        return;
    b = add(f, BE_BLOCK_PARAGRAPH, f->line[0], f->line[f->n - 1] + 1u);
    if (b != NULL) {
        be_joined_make(&b->text, f->cx->win, f->line, f->n, f->skip, f->cx->arena);
        b->has = lines_have(f);
    }
    f->n = 0;
    f->skip = 0;
}

/* A character that cannot begin a line of its own: it was pushed off the line above. */
static bool starts_as_rest(struct be_span text, bool open)
{
    static const char RESTS[] = "，。；、：”）％的";

    struct be_span unit = text = be_span_trim(text);

    while (open && unit.len > 0 && (be_is_digit(unit.p[0]) || unit.p[0] == '.' || unit.p[0] == ',' || unit.p[0] == ' '))
        unit = be_span_from(unit, 1);    /* 年初预算为|0.00 万元 */
    if (unit.len > 0 && (unit.p[0] == '%' || be_starts(unit, "万元") || be_starts(unit, "元")))
        return true;
    for (size_t i = 0; i + 3 <= sizeof RESTS - 1; i += 3)
        if (be_span_starts(text, be_span(RESTS + i, 3)))
            return true;
    return false;
}

static struct be_wordlist UNITS = BE_WORDLIST("万元", "元", "亿元", "%", "辆", "台", "套", "个", "人次", "人", "批次");

/* 0 台（套）。 */
static bool is_figure_of_above(struct be_span text)
{
    size_t n = 0;

    while (n < text.len && (be_is_digit(text.p[n]) || text.p[n] == '.' || text.p[n] == ','))
        n++;
    return n > 0 && be_wordlist_front(&UNITS, be_span_trim(be_span_from(text, n))) > 0;
}

/* A number cut behind its point, or a full line whose last character only looks like an end:
 * …支出（类）128. / 40 万元, …评级为“良” / 的项目0个. */
static bool cut_in_sentence(const struct finder *f, struct be_span before, struct be_span text)
{
    before = be_span_trim(before);
    text = be_span_trim(text);
    if (before.len < 2 || text.len == 0)
        return false;
    if (before.p[before.len - 1] == '.' && before.p[before.len - 2] >= '0' && before.p[before.len - 2] <= '9')
        return text.p[0] >= '0' && text.p[0] <= '9';
    if (!be_ends(before, "”") && !be_ends(before, "）"))
        return false;
    return f->shape->wrap > 0 && be_line_width(be_span_to(before, 400)) + 4 >= f->shape->wrap &&
           ((unsigned char)text.p[0] >= 0x80 || is_figure_of_above(text));
}

static struct be_wordlist OPENS = BE_WORDLIST("其中：", "其中:", "用于：", "用于:", "原因：", "原因:", "包括：", "包括:", "；", ";");

/* A full line that ends in 其中：, 主要用于： or a semicolon: what belongs to it comes next. */
static bool opens_parts(const struct finder *f, struct be_span before)
{
    before = be_span_trim(before);
    return f->shape->wrap > 0 && be_wordlist_back(&OPENS, before) > 0 && be_line_width(be_span_to(before, 400)) + 8 >= f->shape->wrap;
}

/* 预算安排规模：120万元: a short name and a colon begin the line. */
static bool is_entry(struct be_span text)
{
    struct be_span head = be_span_to(be_span_trim(text), ENTRY_BYTES);
    long colon = be_span_find(head, BE_LIT("："));

    return colon > 0 && !be_span_has(be_span_to(head, (size_t)colon), "，") && !be_span_has(be_span_to(head, (size_t)colon), "。");
}

static struct be_wordlist AND_NEXT = BE_WORDLIST("和", "及", "与", "暨");

/* 某局2012年部门决算和2013年部门预算: a title of two years, below which a sentence begins. */
static bool is_title_above(struct be_span before, struct be_span text)
{
    const long at = be_span_find(before, BE_LIT("决算"));

    text = be_span_trim(text);
    return at > 0 && be_wordlist_front(&AND_NEXT, be_span_from(before, (size_t)at + strlen("决算"))) > 0 &&
           be_heading_ends_as_title(before) && !be_span_has(before, "，") &&
           (be_starts_year(text) || be_starts(text, "我") || be_starts(text, "本"));
}

/* Does line i go on with the open paragraph? */
static bool goes_on(const struct finder *f, size_t i)
{
    const struct be_window *win = f->cx->win;
    uint32_t last = f->line[f->n - 1];
    struct be_span before = be_line_text(win, last), text = be_line_text(win, i);
    struct be_ordinal_mark mark;
    bool open = be_line_is_open(before), joins, cut, ordinal;

    if (win->lines[i].flags & BE_LINE_CONTINUED)
        return true;
    if (starts_as_rest(text, open))
        return true;
    if (f->n == 1 && is_title_above(before, text))
        return false;
    cut = cut_in_sentence(f, before, text);
    joins = open && (be_line_width(be_span_to(be_span_trim(before), 400)) >= JOIN_COLUMNS ||
                     be_ends(be_span_trim(before), "、"));
    joins = (joins && !(is_entry(text) && is_entry(be_line_text(win, f->line[0])))) || opens_parts(f, before);
    if (!f->shape->indented && !cut && !joins)
        return false;                /* whether it has an ordinal or not */
    ordinal = be_line_ordinal(f->cx, i, &mark);
    if ((!ordinal || mark.style == BE_ORD_ARABIC) && cut)
        return true;
    if (f->shape->indented && win->lines[i].indent <= DEEP_INDENT)
        return win->lines[i].indent == 0 && (!ordinal || open);
    if (f->shape->indented && win->lines[i].indent > DEEP_INDENT)
        return true;
    return joins && !(ordinal && mark.style != BE_ORD_PLAIN);
}

static void text_line(struct finder *f, size_t i)
{
    if (f->n > 0 && !goes_on(f, i))
        close_paragraph(f);
    f->line[f->n++] = (uint32_t)i;
}

/* ---- headings ---- */

static struct be_wordlist REFERS = BE_WORDLIST("见", "（见", "详见", "（详见", "略", "（略");   /* to what stands elsewhere */

static struct be_wordlist NO_TITLE_ALONE = BE_WORDLIST("情况说明", "情况的说明", "的情况说明", "说明", "情况");

/* A heading that has none keeps the level that it was given. */
static bool has_ordinal(const struct finder *f, size_t i)
{
    const struct be_line *line = &f->cx->win->lines[i];
    struct be_ordinal_mark mark;

    return line->type == BE_LINE_HEADING ? (line->flags & BE_LINE_READ) != 0 : be_line_ordinal(f->cx, i, &mark);
}

/* May line i go on with a title that is broken over lines? full: the line before it is. */
static bool title_goes_on(const struct finder *f, size_t i, struct be_span so_far, bool full)
{
    const struct be_window *win = f->cx->win;
    struct be_span text = be_span_trim(be_line_text(win, i));
    struct be_match m;

    if (win->lines[i].type != BE_LINE_TEXT && win->lines[i].type != BE_LINE_TITLE &&
        !(win->lines[i].type == BE_LINE_HEADING && win->lines[i].level == BE_ORD_PLAIN))
        return false;
    if (text.len > TITLE_BYTES || be_piece_is_number(text) || be_wordlist_front(&REFERS, text) > 0 || be_span_is(text, "无"))
        return false;        /* a page number ends no title */
    if (be_line_holds(&win->lines[i], text, BE_HAS_STOP, BE_LIT("。")) || be_line_holds(&win->lines[i], text, BE_HAS_COMMA, BE_LIT("，")) ||
        be_line_holds(&win->lines[i], text, BE_HAS_COLON, BE_LIT("：")) || be_line_holds(&win->lines[i], text, BE_HAS_COLON, BE_LIT(":")) || be_heading_has_figure(text) || has_ordinal(f, i) ||
        be_match_kept(&m, f->cx->matcher, BE_P_LINE, "table_number", text, win->lines[i].no))
        return false;
    if (!be_heading_ends_as_title(so_far) || (be_wordlist_is(&NO_TITLE_ALONE, text) && be_wordlist_back(&NO_TITLE_ALONE, so_far) == 0))
        return true;
    return text.len <= (win->lines[i].type == BE_LINE_HEADING && !full ? 6 : 12) && !(text.len >= 9 && be_ends(text, "表"));   /* 收支总表: of the table below */
}

/* A table's title, and not （2023年度） behind one. */
static bool is_own_title(const struct be_window *win, size_t i)
{
    return win->lines[i].type == BE_LINE_TITLE && !be_starts(be_span_trim(be_line_text(win, i)), "（") &&
           !be_caption_dates(be_span_trim(be_line_text(win, i)));
}

/* 第五部分 | 附件: the annex is that part. */
static bool is_bare_annex(const struct be_line *line, struct be_span text)
{
    return line->type == BE_LINE_HEADING && line->level == BE_ORD_ANNEX && line->ordinal == 0 && be_span_is(be_span_trim(text), "附件");
}

/* 第二部分 | 云岭县档案馆 | 2024年部门预算情况说明: the list of contents knows the last line, too. */
static bool is_listed_end(const struct be_line *line, const struct be_line *part)
{
    return line->type == BE_LINE_HEADING && line->level == BE_ORD_PART && line->ordinal == part->ordinal && (line->flags & BE_LINE_READ) == 0;
}

/* Lines of the heading at i: a bare 第N部分 takes those up to the next blank line; a title that
 * is not complete takes the next short line, also behind a blank one. */
static size_t heading_lines(struct finder *f, size_t i)
{
    const struct be_window *win = f->cx->win;
    const struct be_line *line = &win->lines[i];
    struct be_span title = be_span_trim(be_span_from(be_line_text(win, i), line->title));
    bool outer = line->level == BE_ORD_PART || line->level == BE_ORD_ANNEX || title.len == 0;
    size_t end = i + 1, next;
    bool full;

    f->line[f->n++] = (uint32_t)i;
    if (outer && title.len == 0) {
        next = be_line_next(win, end);
        if (next != end && line->level == BE_ORD_ANNEX)
            return end;
        if (next < win->nlines && line->level == BE_ORD_PART && is_bare_annex(&win->lines[next], be_line_text(win, next))) {
            f->line[f->n++] = (uint32_t)next;
            return next + 1;
        }
        for (end = next; end < win->nlines && f->n < BE_TITLE_LINES && win->lines[end].type != BE_LINE_BLANK &&
                         !(end > next && is_own_title(win, end)) &&
                         (title_goes_on(f, end, BE_LIT(""), false) || (end > next && is_listed_end(&win->lines[end], line))); end++)
            f->line[f->n++] = (uint32_t)end;
        return end == next ? i + 1 : end;
    }
    next = be_line_next(win, end);
    if (next >= win->nlines)
        return end;
    full = f->shape->wrap > 0 && be_line_width(be_line_text(win, i)) + 8 >= f->shape->wrap;
    if (outer ? title_goes_on(f, next, title, full) && !(line->level == BE_ORD_ANNEX && next != end)
              : full && !be_heading_ends_as_title(title) && title_goes_on(f, next, title, true) && be_line_width(be_line_text(win, next)) < 30) {
        f->line[f->n++] = (uint32_t)next;
        end = next + 1;
    }
    return end;
}

static size_t heading_at(struct finder *f, size_t i)
{
    const struct be_window *win = f->cx->win;
    const struct be_line *line = &win->lines[i];
    struct be_span text = be_line_text(win, i);
    size_t len, rest = 0, end;
    enum be_heading_kind kind;
    struct be_joined joined;
    struct be_block *b;

    close_paragraph(f);
    if ((line->flags & BE_LINE_WHOLE) != 0) {
        kind = BE_HEADING_WHOLE;
        len = line->title_len;
    } else {
        kind = be_heading_judge((enum be_ordinal)line->level, be_span_from(text, line->title), &len, &rest);
    }
    end = kind == BE_HEADING_RUN_IN ? i + 1 : heading_lines(f, i);
    if (kind == BE_HEADING_RUN_IN)
        f->line[f->n++] = (uint32_t)i;
    b = add(f, BE_BLOCK_HEADING, i, end);
    if (b == NULL)
        return end;
    b->level = line->level;
    b->ordinal = line->ordinal;
    b->run_in = kind == BE_HEADING_RUN_IN;
    b->unit = be_heading_unit(&text);
    be_joined_make(&joined, win, f->line, f->n, line->title, f->cx->arena);
    if (f->n == 1)
        joined.text = be_span_to(joined.text, len);
    joined.text = be_label_fold(f->cx->arena, joined.text);
    b->text = joined;
    b->has = lines_have(f);
    f->n = 0;
    if (b->run_in) {
        f->line[f->n++] = (uint32_t)i;
        f->skip = line->title + rest;
    }
    return end;
}

/* ---- tables ---- */

/* The remark lines behind its rows; where the block ends then. */
static size_t read_remark(struct finder *f, struct be_block *b, size_t end)
{
    const struct be_window *win = f->cx->win;
    struct be_joined joined;

    for (size_t i = be_line_next(win, end); i < win->nlines && f->n < BE_TITLE_LINES && win->lines[i].type == BE_LINE_REMARK;
         i = be_line_next(win, i + 1))
        f->line[f->n++] = (uint32_t)i;
    if (f->n == 0)
        return end;
    if (be_joined_make(&joined, win, f->line, f->n, 0, f->cx->arena))
        b->remark = joined.text;
    b->remark_line = f->line[0];
    end = f->line[f->n - 1] + 1u;
    f->n = 0;
    return end;
}

/* A heading right above that says it is a table serves as its title. */
static bool is_titled_by(const struct be_window *win, const struct be_block *heading, size_t i)
{
    return heading->type == BE_BLOCK_HEADING && be_line_next(win, heading->last) == i && be_ends(heading->text.text, "表");
}

static size_t table_at(struct finder *f, size_t i)
{
    const struct be_window *win = f->cx->win;
    size_t body = i, end;
    struct be_block *b;

    close_paragraph(f);
    while (body < win->nlines && !be_line_in_table(win->lines[body].type)) {
        uint8_t t = win->lines[body].type;
        if (t != BE_LINE_TITLE && t != BE_LINE_UNIT && t != BE_LINE_ENTITY && t != BE_LINE_BLANK && t != BE_LINE_RUNNING)
            break;
        body++;
    }
    end = be_body_end(win, body);
    b = add(f, BE_BLOCK_TABLE, i, end);
    if (b == NULL)
        return end > i ? end : i + 1;
    b->body = (uint32_t)body;
    b->end = (uint32_t)end;
    b->layout = end > body && win->lines[body].type == BE_LINE_ALIGNED;
    b->opens_above = i == 0 && !win->first && be_line_in_table(win->lines[0].type);
    be_caption_read(f->cx, b);
    if (b->title.len == 0 && f->out->n >= 2 && is_titled_by(win, b - 1, i))
        b->title = b[-1].text.text;
    end = read_remark(f, b, end);
    b->last = (uint32_t)end;
    return end > i ? end : i + 1;
}

/* 表8 | 政府性基金决算表 | 是 | 本部门无政府性基金收支: a list of tables that says which are empty, and why. */
static void listed_reason(struct finder *f, size_t i)
{
    struct be_span text = be_line_text(f->cx->win, i);
    size_t last = text.len;

    if ((f->cx->win->lines[i].has & BE_HAS_NONE) == 0)
        return;
    while (last > 0 && text.p[last - 1] != '\t')
        last--;
    if (last == 0 || text.len - last < REASON_BYTES)
        return;
    f->line[f->n++] = (uint32_t)i;
    f->skip = last;
    close_paragraph(f);
}

enum be_status be_blocks_find(struct be_context *cx, const struct be_shape *shape, struct be_blocks *out)
{
    struct finder f = {.cx = cx, .shape = shape, .out = out};

    *out = (struct be_blocks){0};
    f.line = be_arena_alloc(cx->arena, (cx->win->nlines + BE_TITLE_LINES + 1) * sizeof *f.line);
    if (f.line == NULL)
        return BE_ENOMEM;
    for (size_t i = 0; i < cx->win->nlines;) {
        switch (cx->win->lines[i].type) {
        case BE_LINE_BLANK: case BE_LINE_RUNNING:
            i++;
            break;
        case BE_LINE_CONTENTS:
            close_paragraph(&f);
            listed_reason(&f, i++);
            break;
        case BE_LINE_HEADING:
            i = heading_at(&f, i);
            break;
        case BE_LINE_TEXT: case BE_LINE_REMARK:
            text_line(&f, i++);
            break;
        default:
            i = table_at(&f, i);
        }
    }
    close_paragraph(&f);
    return be_arena_failed(cx->arena) ? BE_ENOMEM : BE_OK;
}
