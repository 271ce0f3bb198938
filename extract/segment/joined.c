/* joined.c - lines put together to one text, and labels folded. */
#include "block.h"
#include "../base/wordlist.h"

uint64_t be_joined_line(const struct be_window *win, const struct be_joined *text, size_t off)
{
    size_t lo = 0, hi = text->nseams;

    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        if (text->seams[mid].off <= off)
            lo = mid;
        else
            hi = mid;
    }
    return text->nseams == 0 ? 0 : win->lines[text->seams[lo].line].no;
}

/* How much of text makes a piece of at most `most` bytes: up to its last full stop, else its last
 * comma, else its last whole character. */
static size_t piece_bytes(struct be_span text, size_t most)
{
    static const char *const ENDS[] = {"。", "；", "，"};
    size_t n = most;

    if (text.len <= most)
        return text.len;
    for (size_t k = 0; k < sizeof ENDS / sizeof *ENDS; k++)
        for (size_t i = most - 3; i > most / 2; i--)
            if (memcmp(text.p + i, ENDS[k], 3) == 0)
                return i + 3;
    while (n > 1 && ((unsigned char)text.p[n] & 0xC0) == 0x80)
        n--;
    return n;
}

bool be_joined_piece(struct be_joined *out, const struct be_joined *all, size_t from, size_t most, struct be_arena *arena)
{
    struct be_span text = be_span_from(all->text, from);
    size_t n = piece_bytes(text, most), at = 0;
    struct be_seam *seams;

    *out = *all;
    if (n == all->text.len)
        return true;
    while (at + 1 < all->nseams && all->seams[at + 1].off <= from)
        at++;
    seams = be_arena_room(arena, (all->nseams - at) * sizeof *seams);
    if (seams == NULL)
        return false;
    for (size_t i = at; i < all->nseams; i++)
        seams[i - at] = (struct be_seam){i == at ? 0 : all->seams[i].off - (uint32_t)from, all->seams[i].line};
    *out = (struct be_joined){be_span_to(text, n), seams, all->nseams - at};
    return true;
}

bool be_joined_make(struct be_joined *out, const struct be_window *win, const uint32_t *line,
                    size_t n, size_t skip, struct be_arena *arena)
{
    struct be_seam *seams = be_arena_alloc(arena, n * sizeof *seams);
    size_t total = 0, len = 0;
    char *p;

    *out = (struct be_joined){0};
    if (seams == NULL || n == 0)
        return false;
    if (n == 1) {
        struct be_span whole = be_line_text(win, line[0]);
        seams[0] = (struct be_seam){0, line[0]};
        *out = (struct be_joined){be_span_trim(be_span_from(whole, skip)), seams, 1};
        return true;
    }
    for (size_t i = 0; i < n; i++)
        total += win->lines[line[i]].len + 1;
    p = be_arena_alloc(arena, total);
    if (p == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        struct be_span part = be_span_trim(be_span_from(be_line_text(win, line[i]), i == 0 ? skip : 0));
        bool cut = (win->lines[line[i]].flags & BE_LINE_CONTINUED) != 0;
        if (len > 0 && part.len > 0 && !cut && be_is_latin(p[len - 1]) && be_is_latin(part.p[0]))
            p[len++] = ' ';
        seams[i] = (struct be_seam){(uint32_t)len, line[i]};
        if (part.len > 0)
            memcpy(p + len, part.p, part.len);
        len += part.len;
    }
    *out = (struct be_joined){be_span(p, len), seams, n};
    return true;
}

/* Quotation marks around all of a name are no part of it; “三公”经费 keeps its own. */
static struct be_span unquote(struct be_span text)
{
    static const char *const PAIRS[][2] = {{"“", "”"}, {"\"", "\""}, {"《", "》"}, {"‘", "’"}};

    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        struct be_span open = be_span_of(PAIRS[i][0]), shut = be_span_of(PAIRS[i][1]);
        struct be_span inner;
        if (text.len <= open.len + shut.len || !be_span_starts(text, open) || !be_span_ends(text, shut))
            continue;
        inner = be_span(text.p + open.len, text.len - open.len - shut.len);
        if (be_span_find(inner, shut) < 0)
            return inner;
    }
    return text;
}

static struct be_wordlist CLOSING = BE_WORDLIST("：", ":", "。", "；", ";", "，", ",", "、");
static struct be_wordlist QUOTES = BE_WORDLIST("“", "\"", "《", "‘");

struct be_span be_label_fold(struct be_arena *arena, struct be_span text)
{
    char *p = NULL;
    size_t len = 0, start;

    if (text.len > 0 && (memchr(text.p, ' ', text.len) != NULL || memchr(text.p, '\t', text.len) != NULL || memchr(text.p, '*', text.len) != NULL))
        p = be_arena_alloc(arena, text.len);
    if (p != NULL) {
        for (size_t i = 0; i < text.len; i++) {
            if (text.p[i] == ' ' || text.p[i] == '\t')
                continue;
            if (text.p[i] == '*' && i + 1 < text.len && text.p[i + 1] == '*' && (i + 2 >= text.len || text.p[i + 2] != '*')) {
                i++;      /* **bold**; *** is a placeholder and stays */
                continue;
            }
            for (start = i; i < text.len && text.p[i] == '*'; i++)
                p[len++] = '*';
            if (i > start) {
                i--;
                continue;
            }
            p[len++] = text.p[i];
        }
        text = be_span(p, len);
    }
    while (be_wordlist_strip_back(&CLOSING, &text))
        continue;
    return be_wordlist_front(&QUOTES, text) > 0 ? unquote(text) : text;
}
