/* blanks.c - one blank that is a gutter of an aligned table: columns so narrow that their words
 * nearly touch.
 */
#include "region.h"

#define TEXTS 1024u

/* What stands in the columns of the lines [from, to). */
struct places {
    uint16_t left[BE_REGION_WIDTH + 3];     /* pieces that begin there */
    uint16_t blank[BE_REGION_WIDTH + 1];    /* words of a piece that one blank parts there */
    int32_t cover[BE_REGION_WIDTH + 1];     /* pieces that stand across */
    size_t wide;                            /* how far the lines reach: the arrays above are filled so far */
    uint16_t text[TEXTS];                   /* where a piece of words stands, by its hash; its end, 0: none */
};

/* Up to the blank at byte j of a piece's text. */
static struct be_piece front(const struct be_piece *p, struct be_span text, size_t j)
{
    struct be_piece head = *p;

    head.len = (uint32_t)j;
    head.end[0] = p->x[0] + (uint32_t)be_span_count(be_span_to(text, j));
    head.end[1] = p->x[1] + be_pieces_width(be_span_to(text, j));
    return head;
}

static bool parts_words(struct be_span text, size_t j)
{
    return text.p[j] == ' ' && j >= 6 && text.len - j >= 7 && (unsigned char)text.p[j - 1] >= 0x80 && (unsigned char)text.p[j + 1] >= 0x80;
}

static void look_at_places(const struct be_region *r, size_t from, size_t to, struct places *at)
{
    const size_t wide = be_gutters_reach(r, from, to);

    memset(at->left, 0, (wide + 3) * sizeof *at->left);
    memset(at->blank, 0, (wide + 1) * sizeof *at->blank);
    memset(at->cover, 0, (wide + 1) * sizeof *at->cover);
    memset(at->text, 0, sizeof at->text);
    at->wide = wide;
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            const struct be_piece *p = &r->piece[r->line[i].first + k];
            struct be_span text = be_piece_text(r, p);
            uint32_t x = be_piece_x(r, p);
            at->cover[x]++;
            at->cover[be_piece_end(r, p)]--;
            at->left[x] = (uint16_t)(at->left[x] + (at->left[x] < UINT16_MAX));
            if (p->kind == BE_PIECE_TEXT && text.len >= 6)
                at->text[be_span_hash(text) % TEXTS] = (uint16_t)be_piece_end(r, p);
            for (size_t j = 0; j < text.len && p->kind == BE_PIECE_TEXT; j++) {
                struct be_piece head;
                if (text.p[j] != ' ')
                    continue;
                head = front(p, text, j);
                x = be_piece_end(r, &head);
                if (parts_words(text, j) && at->blank[x] < UINT16_MAX)
                    at->blank[x]++;
            }
        }
    for (size_t x = 1; x <= wide; x++)
        at->cover[x] += at->cover[x - 1];
}

/* Blanks inside the pieces of the lines [from, to). */
static size_t count_blanks(const struct be_region *r, size_t from, size_t to)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < r->line[i].n; k++) {
            struct be_span text = be_piece_text(r, &r->piece[r->line[i].first + k]);
            for (size_t j = 0; j < text.len; j++)
                n += text.p[j] == ' ';
        }
    return n;
}

#define BLANKS_MIN 3         /* so many blanks below each other are a gutter */
#define SHIFT 3u             /* what stands elsewhere too may be moved so far */

/* Does a cell of these words, which end at `end`, stand in another line at the same place? */
static bool stands_elsewhere(const struct places *at, struct be_span words, uint32_t end)
{
    uint32_t other = words.len < 6 ? 0 : at->text[be_span_hash(words) % TEXTS];

    return other > 0 && other <= end + SHIFT && end <= other + SHIFT;
}

/* Is the blank behind head, at byte j of its piece's text, a gutter? own: its line is of those looked at. */
static bool is_gutter(const struct be_region *r, const struct places *at, const struct be_piece *head, struct be_span text, size_t j,
                      uint32_t piece_end, bool own)
{
    uint32_t x = be_piece_end(r, head);

    if (x + 2 >= BE_REGION_WIDTH || be_starts(be_span_from(text, j + 1), "年")) /* 2024 年 */
        return false;
    if (parts_words(text, j) && memchr(text.p + j + 1, ' ', text.len - j - 1) == NULL &&
        stands_elsewhere(at, be_span_from(text, j + 1), piece_end))
        return true;
    if (x > at->wide)
        return false;
    if (parts_words(text, j) && at->blank[x] >= BLANKS_MIN && at->cover[x] == at->blank[x])
        return true;
    return at->cover[x] == own && at->left[x] + at->left[x + 1] + at->left[x + 2] > 0 && be_span_count(be_span_to(text, j)) >= 2;
}

/* The pieces of a line behind those that are in `out` already, each cut at its gutters. at: what stands on its page, NULL: none is
 * looked for; own: it is one of the lines of that. */
static size_t cut_line(const struct be_region *r, struct be_region_line *l, const struct places *at, bool own, struct be_piece *out, size_t n)
{
    const size_t first = n;

    for (size_t k = 0; k < l->n; k++) {
        struct be_piece p = r->piece[l->first + k];
        struct be_span text = be_piece_text(r, &p);
        for (size_t j = 0; at != NULL && p.kind == BE_PIECE_TEXT && j < text.len && n - first < BE_PIECES_LINE; j++) {
            struct be_piece head;
            if (text.p[j] != ' ')
                continue;
            head = front(&p, text, j);
            if (!is_gutter(r, at, &head, text, j, be_piece_end(r, &p), own))
                continue;
            out[n++] = head;
            p.off += (uint32_t)j + 1;
            p.len -= (uint32_t)j + 1;
            p.x[0] = head.end[0] + 1;
            p.x[1] = head.end[1] + 1;
            text = be_span_from(text, j + 1);
            j = 0;
        }
        out[n++] = p;
    }
    l->first = (uint32_t)first;
    l->n = (uint16_t)(n - first);
    return n;
}

/* A wide word and its neighbour may have but one blank between them. It is a gutter when none
 * stands across it, and other lines' pieces begin right behind it or have a blank there too. */
void be_gutters_cut(struct be_region *r, size_t first)
{
    struct places at;
    struct be_piece *out;
    size_t n = 0, blanks = count_blanks(r, first, r->lines);

    if (blanks == 0)
        return;
    out = be_arena_room(r->arena, (r->pieces + blanks) * sizeof *out);
    if (out == NULL)
        return;
    for (size_t i = 0; i < first; i++)
        n = cut_line(r, &r->line[i], NULL, false, out, n);
    for (size_t from = r->body, to, i = first; from < r->lines; from = to) {
        bool some;
        to = be_page_end(r, from);
        some = count_blanks(r, i, to) > 0;
        if (some)
            look_at_places(r, from, to, &at);
        for (; i < to; i++)
            n = cut_line(r, &r->line[i], some ? &at : NULL, i >= from, out, n);
    }
    r->piece = out;
    r->pieces = n;
}
