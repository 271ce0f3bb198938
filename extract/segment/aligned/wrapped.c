/* wrapped.c - which lines of an aligned table make one row.
 *
 * A row's codes and numbers stand on one line; a name too long for its column is wrapped, and its
 * lines stand above and below that one, as many above as below (or all below, where cells are
 * aligned to their top). So the lines are parted into rows all at once, at the least cost: a row
 * is at most ROW_LINES lines, has no column of numbers twice, is even about its anchor unless a
 * page ends in it, has a name where it has a number, and does not end in the middle of a name. In
 * a table with codes a row without one is rare; elsewhere names may stand alone. Where rows stand
 * apart, by blank lines that no cell has in it, a row ends at one.
 */
#include "region.h"
#include "../../base/wordlist.h"

#define ROW_LINES 12u

/* Costs, in thirds of what a line too many above or below is. */
enum {
    UNEVEN = 6,              /* a line more above the anchor than below, */
    HIGH = 12,               /* or above it at all, when cells are aligned to their top */
    TOP = 1,                 /* that they are, for each row of several lines */
    NAMELESS = 18,           /* a number without its name, */
    HALF_NAMED = 6,          /* or without the one next to it */
    LONELY = 36,             /* a name without code or number where all others have one, */
    ALONE = 5,               /* or where at least nothing says that it begins a row */
    PAGES = 4,               /* a page ends in the row */
    TWO_ANCHORS = 12,        /* its code on one line, its numbers on another */
    CUT = 6,                 /* a name that fills its column, and another row */
    SHORT = 6,               /* a name goes on although its line was not full */
    HEADLESS = 10,           /* no ordinal in the row, right below a line of nothing but names that begin with one, */
    BEGINS = 24,             /* or although the next line begins with an ordinal, */
    WHOLE = 48,              /* or it is 合计 and the like, which go on nowhere */
    APART = 8,               /* lines of a row further apart than others, for each blank line more, */
    TIGHT = 4,               /* or rows that are not, where most are */
    DOUBTFUL = 30,           /* a row that costs as much is a guess */
};

struct wrapper {
    struct be_region *r;
    const struct be_lanes *cols;
    uint64_t words, codes, numbers;  /* columns by kind */
    uint32_t width[BE_GRID_COLUMNS]; /* of words: the widest piece */
    uint64_t *data;          /* by line: columns of codes and numbers that have one; a % below its number is none */
    uint64_t *full;          /* columns whose word fills them, so that it goes on below */
    uint64_t *begins;        /* columns whose word begins with an ordinal */
    uint8_t *gap;            /* blank lines above it, more than between others */
    bool *sum;               /* it says 合计 or the like, or what 三公 are, which is all the name that its row has */
    bool coded;              /* rows have codes or numbers of their own */
    bool ordinals;           /* most names begin with an ordinal */
    bool spaced;             /* rows stand apart */
};

static uint64_t bit(size_t c)
{
    return (uint64_t)1 << c;
}

/* Columns of words that lack a word although their own code or number is there: the one right of
 * a code, or the one left of a number. */
static unsigned hunger(const struct wrapper *w, uint64_t mask)
{
    uint64_t want = ((mask & w->codes) << 1 | ((mask & w->numbers) >> 1 & ~(w->codes << 1))) & w->words & ~mask;

    if (want == 0)
        return 0;
    return (want & ~((mask & w->words) << 1)) ? NAMELESS : HALF_NAMED;
}

static uint32_t piece_width(const struct be_region *r, const struct be_piece *p)
{
    return be_piece_end(r, p) - be_piece_x(r, p);
}

static bool starts_with_ordinal(struct be_span text)
{
    size_t i = be_han_front(text);

    if (be_starts(text, "（") || be_starts(text, "其中"))
        return be_starts(text, "其中") || (text.len > 6 && be_han_front(be_span_from(text, 3)) > 0);
    if (i == 0)
        i = be_digits_front(text);
    return i > 0 && (be_starts(be_span_from(text, i), "、") || be_starts(be_span_from(text, i), ".") ||
                     be_starts(be_span_from(text, i), "．"));
}

static bool says_sum(struct be_span text)
{
    return text.len <= 12 && be_ends(text, "计") && (be_starts(text, "合") || be_starts(text, "总") || be_starts(text, "小"));
}

static struct be_wordlist ITEMS = BE_WORDLIST("因公出国（境）费", "因公出国（境）费用", "公务接待费", "公务用车购置费", "公务用车运行费", "公务用车运行维护费");

/* Names that are whole, though what stands below them might go on with them. */
static bool is_item(struct be_span text)
{
    if (be_starts(text, "其中："))
        text = be_span_trim(be_span_from(text, strlen("其中：")));
    return be_wordlist_is(&ITEMS, text);
}

/* Does line i hold only the last characters of a name? 费 用 */
static bool is_rest(const struct be_region *r, size_t i)
{
    return i < r->lines && r->line[i].n > 0 && be_piece_text(r, &r->piece[r->line[i].first]).len <= 6;
}

/* ---- the cost of a row ---- */

struct growing {             /* a row as lines are added to it */
    uint64_t mask, full;     /* columns so far; of words, whose last line was full */
    size_t first, anchor;    /* anchor: its line with numbers, or with the code; SIZE_MAX: none */
    size_t skipped;          /* lines above the anchor with nothing but a code */
    unsigned cost;
    bool numbered;           /* the anchor has numbers */
    bool sum, begun;         /* it says 合计; a name in it begins with an ordinal */
};

static bool add_line(const struct wrapper *w, struct growing *g, size_t i)
{
    uint64_t mask = w->r->line[i].mask, data = w->data[i], again = mask & g->mask & w->words;

    if (data & g->mask)
        return false;        /* a second number in a column: another row */
    g->cost += i > g->first ? APART * w->gap[i] : 0;
    g->cost += again != 0 && (g->sum || w->sum[i]) ? WHOLE : 0;
    g->cost += SHORT * (unsigned)__builtin_popcountll(again & ~g->full) + BEGINS * (unsigned)__builtin_popcountll(again & w->begins[i]);
    if (data != 0) {
        bool numbered = (data & w->numbers) != 0;
        if (g->anchor != SIZE_MAX) {
            g->cost += numbered && g->numbered ? TWO_ANCHORS + LONELY : TWO_ANCHORS;
            g->skipped += numbered && !g->numbered;
        }
        if (g->anchor == SIZE_MAX || (numbered && !g->numbered)) {
            g->anchor = i;
            g->numbered = numbered;
        }
    }
    g->full = (g->full & ~mask) | w->full[i];
    g->mask |= mask;
    g->sum = g->sum || w->sum[i];
    g->begun = g->begun || w->begins[i] != 0;
    return true;
}

/* Is the line above the beginning of names that would go on in the row? */
static bool is_headless(const struct wrapper *w, const struct growing *g)
{
    uint64_t words = g->mask & w->words;
    const struct be_region_line *above;

    if (g->first == w->r->body || words == 0 || w->gap[g->first] > 0 || w->data[g->first - 1] != 0)
        return false;
    above = &w->r->line[g->first - 1];
    return above->page == w->r->line[g->first].page && above->mask == w->begins[g->first - 1] && (words & ~above->mask) == 0;
}

/* What the row costs when it ends before line `end`. */
static unsigned row_cost(const struct wrapper *w, const struct growing *g, size_t end, bool top)
{
    unsigned cost = g->cost;
    bool pages = w->r->line[end - 1].page != w->r->line[g->first].page;

    cost += pages ? PAGES : 0;
    cost += w->ordinals && !g->begun && !g->sum && is_headless(w, g) ? HEADLESS : 0;
    if (g->anchor == SIZE_MAX) {
        cost += w->coded && !g->sum ? LONELY : w->ordinals ? 0 : ALONE;
    } else {
        size_t above = g->anchor - g->first - g->skipped, below = end - g->anchor - 1;
        if (!pages)
            cost += top ? HIGH * (unsigned)above : UNEVEN * (unsigned)(above > below ? above - below : below - above);
        cost += top && above + below > 0 ? TOP : 0;
        cost += g->sum ? 0 : hunger(w, g->mask);
    }
    if (end < w->r->lines && w->data[end] == 0 &&
        (g->full & w->r->line[end].mask & ~w->begins[end] & (w->ordinals || w->coded ? ~(uint64_t)0 : 0)))
        cost += CUT;
    if (w->spaced && end < w->r->lines && w->gap[end] == 0 && w->r->line[end].page == w->r->line[end - 1].page)
        cost += TIGHT;
    return cost;
}

/* Parts the lines [from, to); before[i]: where the row that ends before i begins. */
static unsigned part(const struct wrapper *w, size_t from, size_t to, bool top, unsigned *cost, uint32_t *before)
{
    cost[from] = 0;
    for (size_t i = from + 1; i <= to; i++)
        cost[i] = UINT32_MAX / 2;
    for (size_t i = from; i < to; i++) {
        struct growing g = {.first = i, .anchor = SIZE_MAX};
        for (size_t end = i + 1; end <= to && end <= i + ROW_LINES && add_line(w, &g, end - 1); end++) {
            unsigned c = cost[i] + row_cost(w, &g, end, top);
            if (c < cost[end]) {
                cost[end] = c;
                before[end] = (uint32_t)i;
            }
        }
    }
    return cost[to];
}

/* Numbers the rows; how many there are. */
static size_t number_rows(const struct wrapper *w, size_t from, size_t to, const unsigned *cost, const uint32_t *before, uint32_t *row,
                          unsigned *doubtful)
{
    size_t n = 0;

    for (size_t i = to; i > from; i = before[i]) {
        *doubtful += cost[i] - cost[before[i]] >= DOUBTFUL;
        n++;
    }
    for (size_t i = to, k = n; i > from; i = before[i]) {
        k--;
        for (size_t l = before[i]; l < i; l++)
            row[l - w->r->body] = (uint32_t)k;
    }
    return n;
}

#define GAPS 3u              /* blank lines that count: more are a picture, or a cell without text */

/* How far lines are apart. Rows are when most lines with a number in the same column are. */
static void look_between(struct wrapper *w)
{
    const struct be_region *r = w->r;
    uint32_t least = UINT32_MAX;
    size_t apart = 0, rows = 0;

    for (size_t i = r->body + 1; i < r->lines; i++)
        if (r->line[i].page == r->line[i - 1].page && r->line[i].line - r->line[i - 1].line < least)
            least = r->line[i].line - r->line[i - 1].line;
    for (size_t i = r->body + 1; i < r->lines; i++) {
        uint32_t more;
        if (r->line[i].page != r->line[i - 1].page)
            continue;
        more = r->line[i].line - r->line[i - 1].line - least;
        w->gap[i] = (uint8_t)(more < GAPS ? more : GAPS);
        if ((w->data[i] & w->data[i - 1]) == 0)
            continue;
        rows++;
        apart += more > 0;
    }
    w->spaced = apart * 4 > rows * 3;
}

/* What the lines look like to the costs. */
static bool look(struct wrapper *w)
{
    struct be_region *r = w->r;
    size_t anchors = 0, coded = 0, lonely = 0, begins = 0, named = 0;

    w->data = be_arena_alloc(r->arena, (r->lines + 1) * sizeof *w->data);
    w->full = be_arena_alloc(r->arena, (r->lines + 1) * sizeof *w->full);
    w->begins = be_arena_alloc(r->arena, (r->lines + 1) * sizeof *w->begins);
    w->sum = be_arena_alloc(r->arena, (r->lines + 1) * sizeof *w->sum);
    w->gap = be_arena_alloc(r->arena, (r->lines + 1) * sizeof *w->gap);
    if (w->data == NULL || w->full == NULL || w->begins == NULL || w->sum == NULL || w->gap == NULL)
        return false;
    for (size_t c = 0; c < w->cols->n; c++)
        *(w->cols->col[c].kind == BE_PIECE_TEXT ? &w->words : w->cols->col[c].kind == BE_PIECE_CODE ? &w->codes : &w->numbers) |= bit(c);
    for (size_t i = r->body; i < r->lines; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            if (piece_width(r, p) > w->width[p->col])
                w->width[p->col] = piece_width(r, p);
        }
    for (size_t i = r->body; i < r->lines; i++) {
        w->data[i] = r->line[i].mask & ~w->words;
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            if (p->kind == BE_PIECE_TEXT && (says_sum(be_piece_text(r, p)) || (is_item(be_piece_text(r, p)) && !is_rest(r, i + 1))))
                w->sum[i] = true;
            if (!(w->words & bit(p->col))) {
                w->data[i] &= be_span_is(be_piece_text(r, p), "%") ? ~bit(p->col) : ~(uint64_t)0;
                continue;
            }
            if (piece_width(r, p) + 1 >= w->width[p->col])
                w->full[i] |= bit(p->col);
            if (starts_with_ordinal(be_piece_text(r, p)))
                w->begins[i] |= bit(p->col);
        }
        anchors += w->data[i] != 0;
        lonely += w->data[i] == 0;
        coded += (w->data[i] & w->codes) != 0;
        named += (r->line[i].mask & w->words) != 0;
        begins += w->begins[i] != 0;
    }
    look_between(w);
    w->ordinals = begins * 3 > named;
    w->coded = anchors > 0 && (coded * 2 >= anchors || (!w->ordinals && anchors > lonely));
    return true;
}

size_t be_wrapped_rows(struct be_region *r, const struct be_lanes *cols, uint32_t *row, unsigned *price, bool *sure)
{
    struct wrapper w = {.r = r, .cols = cols};
    unsigned *cost = be_arena_alloc(r->arena, (r->lines + 1) * sizeof *cost), doubtful = 0;
    uint32_t *before = be_arena_alloc(r->arena, (r->lines + 1) * sizeof *before);
    unsigned centred, top;
    size_t rows;

    *price = 0;
    if (cost == NULL || before == NULL || !look(&w))
        return 0;
    top = part(&w, r->body, r->lines, true, cost, before);
    centred = part(&w, r->body, r->lines, false, cost, before);
    if (top < centred)
        part(&w, r->body, r->lines, true, cost, before);
    *price = centred < top ? centred : top;
    rows = number_rows(&w, r->body, r->lines, cost, before, row, &doubtful);
    if (doubtful * 8 > rows)
        *sure = false;
    return rows;
}
