/* fields.c - the head of a form in aligned text, above its indicators: each of its rows has columns of its own, so that only
 * those are read that say themselves what stands where. Fields, 主管部门 and its name beside it; and the money, where each
 * figure stands below one word of its header.
 */
#include "region.h"
#include "../../base/wordlist.h"
#include <stdlib.h>

#define FIELD_CELLS 4u       /* 主管部门 | 某局 | 实施单位 | 某所 */
#define COLUMNS 8u           /* of money */
#define LABELS 2u            /* 项目资金（万元） and 年度资金总额 left of them */

static struct be_wordlist FIELDS = BE_WORDLIST("项目名称", "主管部门", "项目主管部门", "实施单位", "部门名称", "单位名称", "部门（单位）名称", "预算单位");
static struct be_wordlist MONEY = BE_WORDLIST("年初预算", "全年预算", "调整预算", "预算数", "全年执行", "执行数", "分值", "执行率", "得分");
static struct be_wordlist ENDS = BE_WORDLIST("预期目标", "总体目标", "年度总体目标", "实际完成", "年度目标");

static bool is_field(const struct be_region *r, const struct be_region_line *l)
{
    return l->n % 2 == 0 && l->n <= FIELD_CELLS && be_wordlist_front(&FIELDS, be_piece_text(r, &r->piece[l->first])) > 0;
}

bool be_fields_end(const struct be_region *r, uint32_t line)
{
    struct be_span text = be_line_text(r->win, line);

    if (!be_span_has(text, "一级指标") || !be_span_has(text, "三级指标"))
        return false;
    for (size_t k = 0; k < r->lines; k++)
        if (is_field(r, &r->line[k]))
            return true;
    return false;
}

static struct be_wordlist SIDE = BE_WORDLIST("绩效指标", "年度绩效指标", "项目绩效指标", "绩效指标完成情况", "年度绩效指标完成情况", "绩效", "指标");

/* A word down the form's side, or one of its characters where the column is narrow. */
static bool is_side(struct be_span text)
{
    static const char LETTERS[] = "年度项目绩效指标完成情况";

    for (size_t i = 0; text.len == 3 && i + 3 < sizeof LETTERS; i += 3)
        if (memcmp(text.p, LETTERS + i, 3) == 0)
            return true;
    return be_wordlist_is(&SIDE, text);
}

void be_fields_side(struct be_region *r)
{
    uint32_t first = 0;      /* where 一级指标 stands */
    size_t lines = 0;

    for (size_t k = 0; r->lines > 0 && k < r->line[0].n; k++)
        if (be_starts(be_piece_text(r, &r->piece[r->line[0].first + k]), "一级指标"))
            first = be_piece_x(r, &r->piece[r->line[0].first + k]);
    for (size_t i = 0; i < r->lines && first > 0; i++) {
        struct be_region_line l = r->line[i];
        if (is_side(be_piece_text(r, &r->piece[l.first])) && be_piece_end(r, &r->piece[l.first]) <= first) {
            l.first++;
            l.n--;
        }
        if (l.n > 0)
            r->line[lines++] = l;
    }
    r->lines = first > 0 ? lines : r->lines;
}

/* ---- money ---- */

struct money {
    const struct be_piece *head[COLUMNS];
    size_t n;                /* 0: there is no such header */
    struct be_span unit;     /* 项目资金（万元） */
    size_t first, end;       /* the lines below the header */
};

static int32_t middle(const struct be_region *r, const struct be_piece *p)
{
    return (int32_t)(be_piece_x(r, p) + be_piece_end(r, p));
}

static void find_money(struct money *m, const struct be_region *r)
{
    for (size_t i = 0; i < r->lines && m->n == 0; i++) {
        bool spent = false;
        for (size_t k = 0; k < r->line[i].n && m->n < COLUMNS; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            if (be_wordlist_front(&MONEY, be_piece_text(r, p)) == 0)
                continue;
            m->head[m->n++] = p;
            spent = spent || be_span_has(be_piece_text(r, p), "执行");
        }
        if (m->n < 3 || !spent)
            m->n = 0;
        m->first = m->end = i + 1;
    }
    for (; m->n > 0 && m->end < r->lines; m->end++)
        for (size_t k = 0; k < r->line[m->end].n; k++) {
            struct be_span text = be_piece_text(r, &r->piece[r->line[m->end].first + k]);
            if (be_wordlist_front(&ENDS, text) > 0)
                return;
            if (be_span_has(text, "元）"))
                m->unit = text;
        }
}

/* The figures and strokes of a line, in turn where there is one for each word of the header, else each below the nearest; false: not each
 * below one of its own. */
static bool place(const struct money *m, const struct be_region *r, const struct be_region_line *l, const struct be_piece *at[COLUMNS])
{
    const struct be_piece *figure[COLUMNS];
    size_t n = 0, next = 0;

    memset(at, 0, COLUMNS * sizeof *at);
    for (size_t k = 0; k < l->n; k++) {
        const struct be_piece *p = &r->piece[l->first + k];
        if (p->kind == BE_PIECE_TEXT)
            continue;
        if (n == m->n)
            return false;
        figure[n++] = p;
    }
    for (size_t i = 0; i < n; i++) {
        size_t best = n == m->n ? i : 0;
        for (size_t c = 1; c < m->n && n < m->n; c++)
            if (abs(middle(r, m->head[c]) - middle(r, figure[i])) < abs(middle(r, m->head[best]) - middle(r, figure[i])))
                best = c;
        if (best < next)
            return false;
        at[best] = figure[i];
        next = best + 1;
    }
    return n > 1;
}

/* The text right before the first figure. */
static const struct be_piece *label_of(const struct be_region *r, const struct be_region_line *l)
{
    const struct be_piece *p = &r->piece[l->first];
    size_t k = 0;

    while (k < l->n && p[k].kind == BE_PIECE_TEXT)
        k++;
    return k == 0 || k == l->n ? NULL : &p[k - 1];
}

static bool put(struct be_grid *g, struct be_arena *arena, size_t col, struct be_span text, uint32_t line)
{
    return be_cell_add(be_grid_at(g, g->rows - 1, col), arena, text, line);
}

static bool put_money(struct be_grid *out, const struct be_region *r, const struct money *m)
{
    const struct be_piece *at[COLUMNS];

    out->rows++;
    if (m->unit.len > 0 && !put(out, r->arena, 0, m->unit, m->head[0]->line))
        return false;
    for (size_t c = 0; c < m->n; c++)
        if (!put(out, r->arena, LABELS + c, be_piece_text(r, m->head[c]), m->head[c]->line))
            return false;
    for (size_t i = m->first; i < m->end; i++) {
        const struct be_piece *label = label_of(r, &r->line[i]);
        if (label == NULL || is_field(r, &r->line[i]) || !place(m, r, &r->line[i], at))
            continue;            /* no line is two rows: there is room for one each */
        out->rows++;
        if (!put(out, r->arena, 1, be_piece_text(r, label), label->line))
            return false;
        for (size_t c = 0; c < m->n; c++)
            if (at[c] != NULL && !put(out, r->arena, LABELS + c, be_piece_text(r, at[c]), at[c]->line))
                return false;
    }
    return true;
}

enum be_status be_fields_grid(struct be_grid *out, const struct be_region *r)
{
    struct money m = {.n = 0};

    out->cols = LABELS + COLUMNS;
    out->cell = be_arena_alloc(r->arena, (r->lines + 1) * out->cols * sizeof *out->cell);
    if (out->cell == NULL)
        return BE_ENOMEM;
    for (size_t i = 0; i < r->lines; i++) {
        if (!is_field(r, &r->line[i]))
            continue;
        out->rows++;
        for (size_t k = 0; k < r->line[i].n; k++)
            if (!put(out, r->arena, k, be_piece_text(r, &r->piece[r->line[i].first + k]), r->line[i].line))
                return BE_ENOMEM;
    }
    find_money(&m, r);
    return m.n == 0 || put_money(out, r, &m) ? BE_OK : BE_ENOMEM;
}
