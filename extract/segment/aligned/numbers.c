/* numbers.c - numbers that a narrow cell has cut are put together again, and strokes of blank cells go. */
#include "region.h"

/* Digits behind the point. */
static size_t decimals_of(struct be_span text)
{
    const char *point = memchr(text.p, '.', text.len);

    return point == NULL ? 0 : (size_t)(text.p + text.len - point) - 1;
}

/* Have nearly all figures with a point two digits behind it? */
static bool has_cents(const struct be_region *r)
{
    size_t with = 0, two = 0;

    for (size_t i = 0; i < r->pieces; i++) {
        size_t n = r->piece[i].kind == BE_PIECE_NUMBER ? decimals_of(be_piece_text(r, &r->piece[i])) : 0;
        with += n > 0;
        two += n == 2;
    }
    return two * 4 > with * 3;
}

/* Does a number end in the middle: 1,284. or 1,284,6? Among figures with cents 1284.6 does, too. */
static bool is_cut(struct be_span text, bool cents)
{
    const char *comma = memrchr(text.p, ',', text.len);

    if (cents && text.len > 3 && decimals_of(text) == 1)
        return true;
    if (text.len < 4 || text.p[0] < '0' || text.p[0] > '9')
        return false;
    if (text.p[text.len - 1] == '.' || text.p[text.len - 1] == ',')
        return true;
    return comma != NULL && memchr(text.p, '.', text.len) == NULL && text.p + text.len - comma < 4;
}

/* A number's rest, and be it the 8 of 8 支出. */
static struct be_span rest_of(const struct be_region *r, const struct be_piece *p)
{
    struct be_span text = be_piece_text(r, p);

    return be_span_to(text, text.len > 2 && text.p[1] == ' ' ? 1 : text.len);
}

/* The rest goes; what stands behind it stays. */
static void take_rest(const struct be_region *r, struct be_piece *p)
{
    const uint32_t n = (uint32_t)rest_of(r, p).len;

    if (n == p->len) {
        p->kind = BE_PIECE_NONE;
        return;
    }
    p->off += n + 1;
    p->len -= n + 1;
    p->x[0] += n + 1;
    p->x[1] += n + 1;
}

/* The rest of a number that its narrow cell has cut, in one of the next lines right below it;
 * *at: which. */
static struct be_piece *rest_below(const struct be_region *r, size_t i, const struct be_piece *p, size_t *at)
{
    for (size_t j = i + 1; j < r->lines && j <= i + 3 && r->line[j].page == r->line[i].page; j++)
        for (size_t k = 0; k < r->line[j].n; k++) {
            struct be_piece *q = &r->piece[r->line[j].first + k];
            struct be_span text = rest_of(r, q);
            if (be_piece_x(r, q) >= be_piece_end(r, p) || be_piece_end(r, q) <= be_piece_x(r, p))
                continue;
            for (size_t c = 0; c < text.len; c++)
                if ((text.p[c] < '0' || text.p[c] > '9') && text.p[c] != '.')
                    return NULL;
            *at = j;
            return text.len <= (decimals_of(be_piece_text(r, p)) == 1 ? 1 : 6) ? q : NULL;
        }
    return NULL;
}

/* The % that its narrow cell has put below a number. */
static struct be_piece *percent_below(const struct be_region *r, size_t i, const struct be_piece *p, size_t *at)
{
    struct be_span text = be_piece_text(r, p);

    if (memchr(text.p, '.', text.len) == NULL || text.p[text.len - 1] == '%')
        return NULL;
    for (size_t j = i + 1; j < r->lines && j <= i + 2 && r->line[j].page == r->line[i].page; j++)
        for (size_t k = 0; k < r->line[j].n; k++) {
            struct be_piece *q = &r->piece[r->line[j].first + k];
            if (be_piece_x(r, q) > be_piece_end(r, p) + 1 || be_piece_end(r, q) <= be_piece_x(r, p))
                continue;
            *at = j;
            return be_span_is(be_piece_text(r, q), "%") ? q : NULL;
        }
    return NULL;
}

/* Puts every piece on its line in `where`, in the order of columns; lines left empty go. */
static bool settle_lines(struct be_region *r, const uint32_t *where)
{
    struct be_piece *piece = be_arena_alloc(r->arena, (r->pieces + 1) * sizeof *piece);
    uint32_t *first = be_arena_alloc(r->arena, (r->lines + 1) * sizeof *first);
    size_t to = 0;

    if (piece == NULL || first == NULL)
        return false;
    for (size_t i = 0; i < r->pieces; i++)
        if (r->piece[i].kind != BE_PIECE_NONE)
            first[where[i] + 1]++;
    for (size_t i = 0; i < r->lines; i++) {
        r->line[i].n = 0;
        first[i + 1] += first[i];
    }
    for (size_t i = 0; i < r->pieces; i++) {
        struct be_region_line *l = &r->line[where[i]];
        size_t k;
        if (r->piece[i].kind == BE_PIECE_NONE)
            continue;
        l->first = first[where[i]];
        for (k = l->first + l->n++; k > l->first && be_piece_x(r, &piece[k - 1]) > be_piece_x(r, &r->piece[i]); k--)
            piece[k] = piece[k - 1];
        piece[k] = r->piece[i];
    }
    for (size_t i = 0; i < r->lines; i++)
        if (r->line[i].n > 0)
            r->line[to++] = r->line[i];
    r->pieces = first[r->lines];
    r->piece = piece;
    r->lines = to;
    return true;
}

bool be_numbers_heal(struct be_region *r)
{
    const bool cents = has_cents(r);
    uint32_t *where = NULL;

    for (size_t i = 0; i < r->lines; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            struct be_piece *p = &r->piece[r->line[i].first + k], *q;
            struct be_span text = be_piece_text(r, p), rest;
            char *whole;
            size_t at;
            if (p->kind != BE_PIECE_NUMBER || (q = is_cut(text, cents) ? rest_below(r, i, p, &at) : percent_below(r, i, p, &at)) == NULL)
                continue;
            if (where == NULL) {
                where = be_arena_alloc(r->arena, (r->pieces + 1) * sizeof *where);
                for (size_t l = 0; where != NULL && l < r->lines; l++)
                    for (size_t j = 0; j < r->line[l].n; j++)
                        where[r->line[l].first + j] = (uint32_t)l;
            }
            rest = rest_of(r, q);
            whole = be_arena_alloc(r->arena, text.len + rest.len);
            if (whole == NULL || where == NULL)
                return false;
            memcpy(whole, text.p, text.len);
            memcpy(whole + text.len, rest.p, rest.len);
            p->healed = be_span(whole, text.len + rest.len);
            take_rest(r, q);
            where[p - r->piece] = (uint32_t)(i + (at - i) / 2);
        }
    return where == NULL || settle_lines(r, where);
}

/* ---- strokes ---- */

/* The places of a page's figures, one bit a column. */
static void cover(const struct be_region *r, size_t from, size_t to, uint64_t *covered)
{
    memset(covered, 0, (BE_REGION_WIDTH / 64 + 1) * sizeof *covered);
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            if (p->kind == BE_PIECE_NUMBER && !be_piece_is_stroke(be_piece_text(r, p)))
                for (uint32_t x = be_piece_x(r, p); x < be_piece_end(r, p); x++)
                    covered[x / 64] |= (uint64_t)1 << x % 64;
        }
}

void be_numbers_strokes(struct be_region *r)
{
    uint64_t covered[BE_REGION_WIDTH / 64 + 1];
    size_t strokes = 0, lines = 0;

    for (size_t i = 0; i < r->pieces; i++)
        strokes += r->piece[i].kind == BE_PIECE_NUMBER && be_piece_is_stroke(be_piece_text(r, &r->piece[i]));
    for (size_t from = 0, to; from < r->lines && strokes > 0; from = to) {
        to = be_page_end(r, from);
        cover(r, from, to, covered);
        for (size_t i = from; i < to; i++) {
            struct be_region_line l = r->line[i];
            size_t n = 0;
            for (size_t k = 0; k < l.n; k++) {
                const struct be_piece *p = &r->piece[l.first + k];
                const uint32_t x = be_piece_x(r, p);
                if (p->kind != BE_PIECE_NUMBER || !be_piece_is_stroke(be_piece_text(r, p)) || (covered[x / 64] >> x % 64 & 1))
                    r->piece[l.first + n++] = *p;
            }
            l.n = (uint16_t)n;
            if (n > 0)
                r->line[lines++] = l;
        }
    }
    if (strokes > 0)
        r->lines = lines;
}
