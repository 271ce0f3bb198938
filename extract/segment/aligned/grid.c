/* grid.c - an aligned table's lines become the grid that tabs would have given. */
#include "tower.h"
#include "../worded/worded.h"
#include "../../recognize/owner.h"

#define STOLEN 5u   /* lines of a first row that may seem header */
#define SAMPLE 40u  /* lines looked at to tell */

/* ---- lines and pieces ---- */

/* 一、 （一） before a name: such a line is data. */
static bool has_ordinal(struct be_span text)
{
    size_t from = be_starts(text, "（") ? 3 : 0, i = from + be_han_front(be_span_from(text, from));

    return i > from && (be_starts(be_span_from(text, i), "、") || (from > 0 && be_starts(be_span_from(text, i), "）") && text.len > i + 3));
}

/* Pieces that are codes only because of where they stand: 2010101 first in its line, or before a
 * name; the 01 behind 201; but not a round sum of 100 yuan. */
static void settle_kinds(struct be_region *r)
{
    size_t numbers = 0, decimals = 0;
    bool begun = false;      /* a line begins with a code: 02 in another may be its 款 */

    for (size_t i = 0; i < r->pieces; i++) {
        struct be_span text = be_piece_text(r, &r->piece[i]);
        if (r->piece[i].kind != BE_PIECE_NUMBER)
            continue;
        numbers += text.len > 1;
        decimals += memchr(text.p, '.', text.len) != NULL;
    }
    r->decimals = decimals * 2 > numbers;
    for (size_t i = 0; i < r->lines; i++) {
        struct be_piece *p = &r->piece[r->line[i].first];
        bool codes = true;   /* only codes so far in this line */
        begun = begun || (r->line[i].n > 2 && p[0].kind == BE_PIECE_CODE && p[1].kind == BE_PIECE_TEXT);
        for (size_t k = 0; k < r->line[i].n; k++) {
            bool last = k + 1 == r->line[i].n, name = !last && p[k + 1].kind == BE_PIECE_TEXT;
            if (p[k].kind == BE_PIECE_CODE && k > 0 && !r->decimals && !name)
                p[k].kind = BE_PIECE_NUMBER;
            if (p[k].kind == BE_PIECE_NUMBER && p[k].len == 2 && codes && !last && be_piece_text(r, &p[k]).p[0] <= '9' &&
                be_piece_text(r, &p[k]).p[0] >= '0' && (k > 0 || be_piece_text(r, &p[k]).p[0] == '0' || (begun && r->decimals)) && (name || p[k + 1].len == 2))
                p[k].kind = BE_PIECE_CODE;
            if (p[k].kind == BE_PIECE_NUMBER && k == 0 && name && p[k].len >= 6 && be_span_digits(be_piece_text(r, &p[k])) &&
                !has_ordinal(be_piece_text(r, &p[1])))
                p[k].kind = BE_PIECE_CODE;       /* 406001 before the unit's name */
            codes = codes && p[k].kind == BE_PIECE_CODE;
        }
    }
}

static bool add_line(struct be_region *r, uint32_t i, uint16_t page, size_t *size)
{
    struct be_piece piece[BE_PIECES_LINE];
    size_t n = be_pieces_split(be_line_text(r->win, i), piece);

    if (r->pieces + n > *size) {
        struct be_piece *more = be_arena_room(r->arena, (*size * 2 + n) * sizeof *more);
        if (more == NULL)
            return false;
        if (r->pieces > 0)
            memcpy(more, r->piece, r->pieces * sizeof *more);
        r->piece = more;
        *size = *size * 2 + n;
    }
    r->line[r->lines++] = (struct be_region_line){.line = i, .first = (uint32_t)r->pieces, .n = (uint16_t)n, .page = page};
    for (size_t k = 0; k < n; k++) {
        piece[k].line = i;
        r->piece[r->pieces++] = piece[k];
    }
    return true;
}

/* split: a form ends above its indicators. */
static bool read_lines(struct be_region *r, const struct be_block *block, uint32_t *line, bool split)
{
    size_t size = 1024;
    uint16_t page = 0;
    uint32_t i;

    r->line = be_arena_room(r->arena, (block->end - *line + 1) * sizeof *r->line);
    r->piece = be_arena_room(r->arena, size * sizeof *r->piece);
    if (r->line == NULL || r->piece == NULL)
        return false;
    for (i = *line; i < block->end && r->pieces < BE_ALIGNED_PIECES; i++) {
        if ((r->win->lines[i].flags & BE_LINE_PAGE) && r->lines > 0 && r->line[r->lines - 1].page == page)
            page++;
        if (r->win->lines[i].type == BE_LINE_ALIGNED && split && be_fields_end(r, i)) {
            r->form = true;
            break;
        }
        if (r->win->lines[i].type == BE_LINE_ALIGNED && !add_line(r, i, page, &size))
            return false;
    }
    *line = i;
    if (!be_numbers_heal(r))
        return false;
    settle_kinds(r);
    return true;
}

/* ---- where the data begin ---- */

static bool is_data(const struct be_region *r, const struct be_region_line *l)
{
    for (size_t k = 0; k < l->n; k++) {
        const struct be_piece *p = &r->piece[l->first + k];
        struct be_span text = be_piece_text(r, p);
        if (p->kind == BE_PIECE_TEXT ? has_ordinal(text) : !be_is_year(text))
            return true;
    }
    return false;
}

/* 12, 1=2+3: column `want`, or how it is computed. */
static bool counts(struct be_span text, unsigned want)
{
    size_t i = 0;
    unsigned n = 0;

    for (; i < text.len && i < 3 && be_is_digit(text.p[i]); i++)
        n = 10 * n + (unsigned)(text.p[i] - '0');
    if (i == 0 || n != want || text.p[0] == '0' || (i < text.len && text.p[i] != '='))
        return false;
    while (i < text.len && strchr("0123456789=+-", text.p[i]) != NULL)
        i++;
    return i == text.len;
}

/* 栏次 1 2 3: numbers of columns, which stand in the middle of theirs and say nothing. */
static bool counts_columns(const struct be_region *r, const struct be_region_line *l)
{
    unsigned words = 0, numbers = 0;

    for (size_t k = 0; k < l->n; k++) {
        struct be_span text = be_piece_text(r, &r->piece[l->first + k]);
        if (counts(text, numbers + 1))
            numbers++;
        else if (be_span_is(text, "栏次") || be_span_is(text, "栏 次") || be_span_is(text, "行次") || be_span_is(text, "行 次"))
            words++;
        else
            return false;
    }
    return words + numbers >= 3 || (words > 0 && numbers > 0);
}

static bool drop_counts(struct be_region *r)
{
    size_t to = 0;

    for (size_t i = 0; i < r->lines; i++) {
        const struct be_region_line *l = &r->line[i];
        if (!counts_columns(r, l))
            r->line[to++] = *l;
        else if (!be_pages_spare(r, l, true))
            return false;
    }
    r->lines = to;
    return true;
}

/* Below 一级指标, 二级指标 and a blank line: words that are no names of columns. Their figures may stand lower, in the middle of the row. */
static bool is_words(const struct be_region *r, size_t at)
{
    bool levels = false;

    if (at == 0 || r->line[at].line < r->line[at - 1].line + 2)
        return false;
    for (size_t k = r->line[0].first; k < r->line[at - 1].first + r->line[at - 1].n && !levels; k++)
        levels = be_ends(be_piece_text(r, &r->piece[k]), "级指标");
    for (size_t k = 0; k < r->line[at].n && levels; k++)
        levels = be_tower_name(r->names, be_piece_text(r, &r->piece[r->line[at].first + k])) == BE_NAME_NONE;
    return levels;
}

static size_t find_body(const struct be_region *r)
{
    size_t i = 0;

    while (i < r->lines && !is_data(r, &r->line[i]) && !is_words(r, i))
        i++;
    return i;
}

/* 部门名称 | 某某局 above the names of columns: a form, whose rows have columns of their own. */
static bool is_form(const struct be_region *r)
{
    for (size_t i = 0; i < r->body; i++) {
        const struct be_piece *p = &r->piece[r->line[i].first];
        struct be_span label = be_piece_text(r, &p[0]), value = r->line[i].n > 1 ? be_piece_text(r, &p[1]) : be_span(NULL, 0);
        if (be_owner_is(value) &&
            (be_ends(label, "部门") || be_ends(label, "单位") || be_ends(label, "名称")))
            return true;
    }
    return false;
}

/* ---- the grid ---- */

bool be_cell_add(struct be_cell *cell, struct be_arena *arena, struct be_span text, uint32_t line)
{
    char *p;

    if (cell->text.len == 0) {
        cell->text = text;
        cell->line = line;
        return true;
    }
    p = be_arena_alloc(arena, cell->text.len + text.len + 1);
    if (p == NULL)
        return false;
    memcpy(p, cell->text.p, cell->text.len);
    memcpy(p + cell->text.len, text.p, text.len);
    cell->text = be_span(p, cell->text.len + text.len);
    cell->flags |= BE_CELL_HEALED;
    cell->number = cell->word = 0;
    return true;
}

static bool put(struct be_grid *g, struct be_arena *arena, size_t row, size_t col, struct be_span text, uint32_t line)
{
    return be_cell_add(be_grid_at(g, row, col), arena, text, line);
}

/* The level a header cell stands on: how many stand above it over its first column. */
static size_t level_of(const struct be_towers *head, const struct be_tower *t)
{
    size_t n = 0;

    for (size_t i = 0; i < head->n; i++) {
        const struct be_tower *o = &head->cell[i];
        n += o != t && o->from <= t->from && t->from < o->to && o->top + o->bottom < t->top + t->bottom;
    }
    return n;
}

static size_t head_rows(const struct be_towers *head)
{
    size_t n = 0;

    for (size_t i = 0; i < head->n; i++)
        if (head->cell[i].to > head->cell[i].from && level_of(head, &head->cell[i]) + 1 > n)
            n = level_of(head, &head->cell[i]) + 1;
    return n;
}

static bool fill(struct be_grid *g, const struct be_region *r, const struct be_towers *head, const uint32_t *row, size_t above, bool *sure)
{
    for (size_t i = 0; i < head->n; i++) {
        const struct be_tower *t = &head->cell[i];
        if (t->to > t->from && !put(g, r->arena, level_of(head, t), t->from, t->text, t->line))
            return false;
    }
    for (size_t i = r->body; i < r->lines; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            size_t at = above + row[i - r->body];
            if (p->kind != BE_PIECE_TEXT && be_grid_at(g, at, p->col)->text.len > 0)
                *sure = false; /* two numbers in one cell */
            if (!put(g, r->arena, at, p->col, be_piece_text(r, p), p->line))
                return false;
            if (p->healed.len > 0)
                be_grid_at(g, at, p->col)->flags |= BE_CELL_HEALED;
        }
    return true;
}

/* Are the pieces of a line words that begin in a column of words? */
static bool are_names(const struct be_region *r, const struct be_lanes *cols, const struct be_region_line *l)
{
    for (size_t k = 0; k < l->n; k++) {
        const struct be_piece *p = &r->piece[l->first + k];
        bool fits = false;
        for (size_t c = 0; c < cols->n && !fits; c++)
            fits = cols->col[c].kind == BE_PIECE_TEXT && be_piece_x(r, p) + 1 >= cols->col[c].x && be_piece_x(r, p) < cols->col[c].end;
        if (!fits)
            return false;
    }
    return true;
}

/* The upper part of the first row's names stands above its numbers, and so may seem header: the
 * body begins where its rows come out best. */
static bool settle_body(struct be_region *r, struct be_lanes *cols, uint32_t *row)
{
    size_t data = r->body, best = r->body, lines = r->lines, found[2] = {0, 0};  /* the lines that cols is of */
    unsigned least = UINT32_MAX;

    for (size_t up = 0; up <= STOLEN && up <= data; up++) {
        unsigned price;
        bool sure = true;
        size_t to;
        if (up > 0 && r->line[data - up].page != r->line[data].page)
            break;
        r->body = data - up;
        to = be_page_end(r, r->body);
        r->lines = to < r->body + SAMPLE ? to : r->body + SAMPLE;
        if (up > 0 && !are_names(r, cols, &r->line[r->body]))
            break;
        found[0] = r->body;
        found[1] = r->lines;
        if (be_gutters_find(r, r->body, r->lines, cols)) {
            be_wrapped_rows(r, cols, row, &price, &sure);
            if (up == 0 || price < least) {
                least = price;
                best = r->body;
            }
        }
        r->lines = lines;
        if (least == 0)
            break;
    }
    r->lines = lines;
    r->body = best;
    if (least < UINT32_MAX && found[0] == best && found[1] == be_page_end(r, best))
        return true;
    return be_gutters_find(r, r->body, be_page_end(r, r->body), cols);
}

/* form: set when the part is of a form that goes on with its indicators; NULL: it may not end there. */
static enum be_status read_part(struct be_grid *out, const struct be_context *cx, const struct be_block *block, uint32_t *line,
                                struct be_arena *arena, bool *sure, bool *form)
{
    struct be_region r = {.win = cx->win, .arena = arena, .headers = be_patterns_file(cx->model->patterns, "headers.csv"),
                          .names = cx->model->column_names};
    struct be_lanes *cols = be_arena_alloc(arena, sizeof *cols);
    struct be_towers *head = be_arena_alloc(arena, sizeof *head);
    uint8_t map[BE_GRID_COLUMNS];
    uint32_t *row;
    size_t n, above;
    unsigned price;

    *out = (struct be_grid){0};
    *sure = true;
    if (*line == block->body && (be_worded_is(cx->win, block) || be_listed_is(cx->win, block))) {
        *line = block->end;
        return be_worded_grid(out, cx, block, arena, sure);
    }
    if (cols == NULL || head == NULL || !read_lines(&r, block, line, form != NULL))
        return BE_ENOMEM;
    be_gutters_measure(&r);
    be_fields_side(&r);
    if (!drop_counts(&r))
        return BE_ENOMEM;
    r.body = find_body(&r);
    if (r.form || (r.body < r.lines && is_form(&r))) {
        *sure = false;
        if (form != NULL)
            *form = r.form;
        return be_fields_grid(out, &r);
    }
    be_numbers_strokes(&r);
    r.body = find_body(&r);
    if (r.body == r.lines)
        return BE_OK;            /* a header and nothing below */
    if (!be_pages_repeated(&r, is_data))
        return BE_ENOMEM;
    row = be_arena_alloc(arena, (r.lines + 1) * sizeof *row);
    if (row == NULL)
        return BE_ENOMEM;
    be_gutters_cut(&r, r.body > STOLEN ? r.body - STOLEN : r.body);
    if (!settle_body(&r, cols, row)) {
        *sure = false;
        return BE_OK;
    }
    if (!be_towers_build(&r, cols, map, head)) {
        *sure = false;
        return BE_OK;
    }
    *sure = be_pages_columns(&r, cols, head, map);
    n = be_wrapped_rows(&r, cols, row, &price, sure);
    above = head_rows(head);
    out->rows = above + n;
    out->cols = cols[0].n;
    out->cell = be_arena_alloc(arena, out->rows * out->cols * sizeof *out->cell);
    if (out->cell == NULL || !fill(out, &r, head, row, above, sure))
        return BE_ENOMEM;
    *sure = be_proof_pages(out, above, &r, row) && *sure;
    *sure = !be_merged_astray(out, above) && *sure;
    if (n > 0)
        be_merged_labels(out, above, &r, row, sure);
    return BE_OK;
}

/* The rows of b below those of a. */
static enum be_status append(struct be_grid *out, const struct be_grid *a, const struct be_grid *b, struct be_arena *arena)
{
    out->rows = a->rows + b->rows;
    out->cols = a->cols > b->cols ? a->cols : b->cols;
    out->cell = be_arena_alloc(arena, (out->rows * out->cols + 1) * sizeof *out->cell);
    if (out->cell == NULL)
        return BE_ENOMEM;
    for (size_t r = 0; r < out->rows; r++) {
        const struct be_grid *of = r < a->rows ? a : b;
        memcpy(be_grid_at(out, r, 0), be_grid_at(of, r < a->rows ? r : r - a->rows, 0), of->cols * sizeof *out->cell);
    }
    return BE_OK;
}

enum be_status be_aligned_part(struct be_grid *out, const struct be_context *cx, const struct be_block *block,
                               uint32_t *line, struct be_arena *arena, bool *sure)
{
    struct be_grid head, indicators;
    bool form = false, told;
    enum be_status rc = read_part(out, cx, block, line, arena, sure, &form);

    if (rc != BE_OK || !form)
        return rc;
    head = *out;
    rc = read_part(&indicators, cx, block, line, arena, &told, NULL);
    return rc == BE_OK ? append(out, &head, &indicators, arena) : rc;
}
