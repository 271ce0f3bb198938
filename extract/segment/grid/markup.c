#include "markup.h"
#include "../line.h"
#include "../worded/worded.h"
#include <strings.h>

#define TAG_BYTES 400u      /* a tag is no longer */

/* ---- text of a cell: tags dropped, entities read ---- */

/* &nbsp; &#160; &#xA0;: writes it (never longer than it was), returns the entity's length; 0: none. */
static size_t read_entity(char *to, size_t *n, struct be_span text)
{
    static const struct { const char *name, *is; } KNOWN[] = {
        {"&nbsp;", " "}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&ensp;", " "}, {"&emsp;", " "},
        {"&ldquo;", "“"}, {"&rdquo;", "”"}, {"&middot;", "·"}, {"&mdash;", "—"}, {"&le;", "≤"}, {"&ge;", "≥"}, {"&times;", "×"},
    };
    unsigned long c = 0;
    size_t i = 2;
    bool hex;

    for (size_t k = 0; k < sizeof KNOWN / sizeof *KNOWN; k++)
        if (be_starts(text, KNOWN[k].name)) {
            *n = strlen(KNOWN[k].is);
            memcpy(to, KNOWN[k].is, *n);
            return strlen(KNOWN[k].name);
        }
    if (text.len < 4 || text.p[1] != '#')
        return 0;
    hex = text.p[2] == 'x' || text.p[2] == 'X';
    for (i += hex; i < text.len && i < 10 && text.p[i] != ';'; i++) {
        char d = (char)(text.p[i] | 0x20);
        if (d >= '0' && d <= '9')
            c = c * (hex ? 16 : 10) + (unsigned long)(d - '0');
        else if (hex && d >= 'a' && d <= 'f')
            c = c * 16 + (unsigned long)(d - 'a') + 10;
        else
            return 0;
    }
    if (i >= text.len || text.p[i] != ';' || c == 0)
        return 0;
    c = c >= 0x110000 || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c == 0xA0 ? ' ' : c;
    *n = (size_t)(be_char_put(to, (uint32_t)c) - to);
    return *n <= i + 1 ? i + 1 : 0;
}

/* A tag at the beginning of text: its length, 0: none. <5 and < 是 are text. */
static size_t tag_len(struct be_span text)
{
    size_t i = 1;

    if (i < text.len && text.p[i] == '/')
        i++;
    if (i >= text.len || (((unsigned char)text.p[i] | 0x20) < 'a' || ((unsigned char)text.p[i] | 0x20) > 'z'))
        return 0;
    const char *end = memchr(text.p, '>', text.len < TAG_BYTES ? text.len : TAG_BYTES);
    return end == NULL ? 0 : (size_t)(end - text.p) + 1;
}

struct be_span be_markup_text(struct be_span text, struct be_arena *arena)
{
    char *to;
    size_t n = 0;

    if (text.len == 0 || (memchr(text.p, '<', text.len) == NULL && memchr(text.p, '&', text.len) == NULL))
        return text;
    to = be_arena_alloc(arena, text.len);
    if (to == NULL)
        return be_span(text.p, 0);
    for (size_t i = 0; i < text.len;) {
        struct be_span rest = be_span_from(text, i);
        size_t skip = 0, wrote = 0;
        if (text.p[i] == '<')
            skip = tag_len(rest);
        else if (text.p[i] == '&')
            skip = read_entity(to + n, &wrote, rest);
        if (skip == 0) {
            to[n++] = text.p[i++];
            continue;
        }
        n += wrote;
        i += skip;
    }
    return be_span_trim(be_span(to, n));
}

/* ---- bars ---- */

/* The bar that ends the cell at p; \| is text. */
static const char *next_bar(const char *p, const char *end)
{
    for (const char *from = p; (p = memchr(p, '|', (size_t)(end - p))) != NULL; p++)
        if (p == from || p[-1] != '\\')
            return p;
    return NULL;
}

static struct be_span without_stars(struct be_span text)
{
    text = be_span_trim(text);
    if (text.len > 4 && be_starts(text, "**") && be_ends(text, "**"))
        text = be_span(text.p + 2, text.len - 4);
    return text;
}

static void add_cell(struct be_maker *m, struct be_span text, uint32_t line)
{
    struct be_span read = be_markup_text(text, m->arena);

    be_maker_cell(m, read.p == text.p ? without_stars(text) : without_stars(read), line);
}

static void split_bars(struct be_maker *m, struct be_span text, uint32_t line)
{
    const char *p, *end;

    text = be_span_trim(text);
    if (be_starts(text, "|") && !m->padded) /* where rows begin without one, it ends a blank cell */
        text = be_span_from(text, 1);
    if (be_ends(text, "|"))
        text.len--;
    p = text.p;
    end = p + text.len;
    for (;;) {
        const char *bar = m->row[m->rows - 1].n + 1u == BE_GRID_COLUMNS ? NULL : next_bar(p, end);
        add_cell(m, be_span(p, (size_t)((bar == NULL ? end : bar) - p)), line);
        if (bar == NULL || m->failed)
            return;
        p = bar + 1;
    }
}

/* A further line of the row at hand: each cell goes on in it. */
static void join_bars(struct be_maker *m, struct be_span text)
{
    struct be_maker_row *row = &m->row[m->rows - 1];

    text = be_span_trim(text);
    if (be_starts(text, "|"))
        text = be_span_from(text, 1);
    for (size_t c = 0; c < row->n; c++) {
        const char *bar = next_bar(text.p, text.p + text.len);
        size_t n = bar == NULL ? text.len : (size_t)(bar - text.p);
        struct be_span part = be_span_trim(be_span_to(text, n));
        if (part.len > 0)
            be_maker_join(m, &m->cell[row->start + c], part);
        text = be_span_from(text, n < text.len ? n + 1 : n);
    }
}

/* One cell a line: 合计 | or the bar on a line of its own. */
static bool is_lone(struct be_span text)
{
    const char *bar;

    text = be_span_trim(text);
    bar = text.len == 0 ? NULL : memchr(text.p, '|', text.len);
    return bar == NULL || bar == text.p + text.len - 1;
}

static bool mostly_lone(const struct be_window *win, uint32_t from, uint32_t end)
{
    size_t lone = 0, rows = 0;

    for (uint32_t i = from; i < end && i < from + 200; i++) {
        if (win->lines[i].type == BE_LINE_BLANK || win->lines[i].type == BE_LINE_RUNNING || be_line_is_grid_rule(be_line_text(win, i)))
            continue;
        if (is_lone(be_line_text(win, i)))
            lone++;
        else
            rows++;
    }
    return lone > 2 * rows;
}

/* Cells of a row of bars, as they are printed. */
static size_t count_bars(struct be_span text)
{
    size_t n = 0;

    for (const char *p = text.p, *end = text.p + text.len; (p = next_bar(p, end)) != NULL; p++)
        n++;
    return n;
}

bool be_markup_padded(const struct be_window *win, uint32_t from, uint32_t end)
{
    size_t led = 0, bare = 0;

    for (uint32_t i = from; i < end && i < from + 200; i++) {
        struct be_span text = be_span_trim(be_line_text(win, i));
        if (win->lines[i].type != BE_LINE_PIPE || is_lone(text) || be_line_is_grid_rule(text))
            continue;
        led += text.p[0] == '|';
        bare += text.p[0] != '|';
    }
    return bare > led;
}

bool be_markup_ragged(const struct be_window *win, uint32_t from, uint32_t end)
{
    size_t most = 0, full = 0, rows = 0;

    for (uint32_t i = from; i < end && i < from + 200; i++) {
        struct be_span text = be_span_trim(be_line_text(win, i));
        size_t n = win->lines[i].type == BE_LINE_PIPE && !is_lone(text) && !be_line_is_rule(text) ? count_bars(text) : 0;
        full = n > most ? 1 : full + (n > 0 && n == most);
        most = n > most ? n : most;
        rows += n > 0;
    }
    return rows > 3 && full * 2 < rows;
}

/* || alone on a line ends as many blank cells. */
static size_t bars_alone(struct be_span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.p[i] != '|' && text.p[i] != ' ')
            return 0;
    return count_bars(text);
}

/* All cells of the lines as one row, which is then cut at the width that fits. */
static void lone_bars(struct be_maker *m, const struct be_window *win, uint32_t from, uint32_t end)
{
    size_t size = 2 * (size_t)(end - from) + 1, n = 0;
    struct be_cell *cell = be_arena_alloc(m->arena, size * sizeof *cell);
    bool pending = false;

    if (cell == NULL) {
        m->failed = true;
        return;
    }
    for (uint32_t i = from; i < end && n < size; i++) {
        struct be_span text = be_span_trim(be_line_text(win, i));
        bool bar = be_ends(text, "|");
        if (be_line_is_gap(win->lines[i].type))
            continue;
        for (size_t more = bars_alone(text); more > 1 && n < size; more--, pending = false)
            if (!pending)
                cell[n++] = (struct be_cell){.line = i};
        text.len -= bar;
        text = be_span_trim(text);
        while (be_starts(text, "|"))
            text = be_span_trim(be_span_from(text, 1));
        if (pending && text.len > 0 && bar == false)
            be_maker_join(m, &cell[n - 1], text);
        else if (!(pending && text.len == 0) && n < size)
            cell[n++] = (struct be_cell){.text = without_stars(be_markup_text(text, m->arena)), .line = i};
        pending = !bar;
    }
    be_kept_cut(m, cell, n);
}

uint32_t be_markup_pipes(struct be_maker *m, const struct be_window *win, uint32_t from, uint32_t end)
{
    bool ruled = from < end && be_line_is_grid_rule(be_line_text(win, from)), open = false;   /* open: the row goes on until the next rule */
    uint32_t i;

    if (mostly_lone(win, from, end)) {
        lone_bars(m, win, from, end);
        return end;
    }
    for (i = from; i < end && m->n < BE_GRID_CELLS && !m->failed; i++) {
        struct be_span text = be_line_text(win, i);
        if (win->lines[i].type == BE_LINE_BLANK || win->lines[i].type == BE_LINE_RUNNING || be_line_is_rule(text)) {
            open = false;
            continue;
        }
        if (open && ruled) {
            join_bars(m, text);
            continue;
        }
        open = true;
        if (memchr(text.p, '|', text.len) == NULL) {
            if (m->rows > 0 && m->row[m->rows - 1].n > 0)
                be_maker_join(m, &m->cell[m->n - 1], text);
            continue;
        }
        be_maker_row(m, false);
        if (!m->failed)
            split_bars(m, text, i);
    }
    return i;
}

/* ---- tags ---- */

struct tags {
    struct be_maker *m;
    struct be_cell *cell;            /* open, NULL: outside of cells */
    size_t index;                    /* of it in the maker: its memory may move */
    bool open, row;
    unsigned colspan, rowspan;
    uint8_t below[BE_GRID_COLUMNS];  /* rows that a cell above still reaches down into */
    bool caption;
};

static unsigned attribute(struct be_span tag, const char *name)
{
    size_t n = strlen(name);

    for (size_t i = 0; i + n < tag.len; i++) {
        unsigned value = 0;
        if (strncasecmp(tag.p + i, name, n) != 0)
            continue;
        for (i += n; i < tag.len && strchr(" =\"'", tag.p[i]) != NULL; i++)
            ;
        for (; i < tag.len && tag.p[i] >= '0' && tag.p[i] <= '9' && value < 1000; i++)
            value = value * 10 + (unsigned)(tag.p[i] - '0');
        return value;
    }
    return 1;
}

static bool tag_is(struct be_span tag, const char *name)
{
    size_t n = strlen(name);

    return tag.len > n + 1 && strncasecmp(tag.p + 1, name, n) == 0 &&
           (tag.p[n + 1] == '>' || tag.p[n + 1] == ' ' || tag.p[n + 1] == '/');
}

static size_t row_cells(const struct tags *t)
{
    return t->m->rows == 0 ? 0 : t->m->row[t->m->rows - 1].n;
}

/* Columns that a cell of a row above covers stay blank here. */
static void skip_spanned(struct tags *t, uint32_t line)
{
    for (size_t c = row_cells(t); c < BE_GRID_COLUMNS && t->below[c] > 0; c++) {
        t->below[c]--;
        be_maker_cell(t->m, be_span(NULL, 0), line);
    }
}

static void close_cell(struct tags *t, uint32_t line)
{
    size_t first = row_cells(t) - 1;

    if (!t->open)
        return;
    t->open = false;
    for (unsigned k = 1; k < t->colspan && row_cells(t) < BE_GRID_COLUMNS; k++)
        be_maker_cell(t->m, be_span(NULL, 0), line);
    for (size_t c = first; c < row_cells(t) && t->rowspan > 1; c++)
        t->below[c] = (uint8_t)(t->rowspan - 1);
}

static void open_row(struct tags *t)
{
    be_maker_row(t->m, false);
    t->row = !t->m->failed;
}

static void close_row(struct tags *t, uint32_t line)
{
    if (!t->row)
        return;
    close_cell(t, line);
    skip_spanned(t, line);
    t->row = false;
}

static void open_cell(struct tags *t, struct be_span tag, uint32_t line)
{
    if (!t->row)
        open_row(t);
    close_cell(t, line);
    skip_spanned(t, line);
    t->colspan = attribute(tag, "colspan");
    t->rowspan = attribute(tag, "rowspan");
    if (t->colspan == 0 || t->colspan > BE_GRID_COLUMNS || t->m->n > BE_GRID_MOST / 2)
        t->colspan = 1;
    if (t->rowspan == 0 || t->rowspan > BE_SPAN_ROWS || t->m->n > BE_GRID_MOST / 2)
        t->rowspan = 1;
    if (t->m->failed || be_maker_cell(t->m, be_span(NULL, 0), line) == NULL)
        return;
    t->index = t->m->n - 1;
    t->open = true;
}

static void see_tag(struct tags *t, struct be_span tag, uint32_t line)
{
    if (tag_is(tag, "tr")) {
        close_row(t, line);
        open_row(t);
    } else if (tag_is(tag, "td") || tag_is(tag, "th")) {
        open_cell(t, tag, line);
    } else if (tag_is(tag, "/td") || tag_is(tag, "/th")) {
        close_cell(t, line);
    } else if (tag_is(tag, "/tr") || tag_is(tag, "/table") || tag_is(tag, "table")) {
        close_row(t, line);
        if (!tag_is(tag, "/tr"))
            memset(t->below, 0, sizeof t->below);
    }
}

static void see_text(struct tags *t, struct be_span text, uint32_t line)
{
    struct be_cell *cell;
    bool was;

    if (!t->open)
        return;
    text = be_span_trim(be_markup_text(text, t->m->arena));
    if (text.len == 0)
        return;
    cell = &t->m->cell[t->index];
    was = cell->text.len > 0;
    if (!was)
        cell->line = line;
    be_maker_join(t->m, cell, text);
    if (!was)
        cell->flags = 0;
}

uint32_t be_markup_tags(struct be_maker *m, const struct be_window *win, uint32_t from, uint32_t end)
{
    struct tags t = {.m = m};
    uint32_t i;

    for (i = from; i < end && !m->failed; i++) {
        struct be_span rest = be_line_text(win, i);
        if (!t.row && m->n >= BE_GRID_CELLS)
            break;
        while (rest.len > 0 && !m->failed) {
            const char *lt = memchr(rest.p, '<', rest.len);
            size_t before = lt == NULL ? rest.len : (size_t)(lt - rest.p), tag;
            see_text(&t, be_span_to(rest, before), i);
            rest = be_span_from(rest, before);
            if (rest.len == 0)
                break;
            tag = tag_len(rest);
            if (tag > 0)
                see_tag(&t, be_span_to(rest, tag), i);
            else
                see_text(&t, be_span_to(rest, 1), i);
            rest = be_span_from(rest, tag > 0 ? tag : 1);
        }
    }
    close_row(&t, i > from ? i - 1 : from);
    return i;
}
