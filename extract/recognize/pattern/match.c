/* Trying a kind's patterns on a text.
 *
 * One pass over the text, whatever the number of patterns: open.c says which of them can
 * begin at a place, and those are tried there, anchored. So a search is leftmost by construction,
 * and walking a text match by match reads it once.
 *
 * A pattern runs interpreted until that has cost about what making machine code of it costs: small
 * documents do not pay for code they hardly use. Tries are counted and not timed, so that two runs do the same.
 */
#include "open.h"
#include "../../prepared.h"
#include <stdlib.h>

#define MATCH_LIMIT 50000u      /* backtracking steps for one try; real matches take below 1,000 */
#define DEPTH_LIMIT 5000u
#define HEAP_LIMIT 4096u        /* KiB */
#define JIT_TRIES 24u           /* of 3,000 to 50,000 instructions each; machine code takes 650,000 to make */
#define JIT_STACK (512u << 10)
#define NEED_BYTES 1024u        /* a longer text is not looked through for what a pattern needs */
#define GIVE_UP 16u             /* tries of a pattern at a limit, then it is left out of the document */

void be_matcher_free(struct be_matcher *matcher)
{
    if (matcher == NULL)
        return;
    free(matcher->places);
    free(matcher->kind[0].opening);
    pcre2_match_data_free(matcher->data[0]);
    pcre2_match_data_free(matcher->data[1]);
    pcre2_jit_stack_free(matcher->stack);
    pcre2_match_context_free(matcher->context);
    free(matcher);
}

/* What can begin with a character: as the build found it, or room to find it out. */
static bool give_places(struct be_matcher *m)
{
    const bool built_in = m->patterns->dir == NULL && be_prepared.patterns > 0;

    if (!built_in && (m->places = calloc(BE_P_KINDS, BE_OPEN_CHARS)) == NULL)
        return false;
    for (size_t k = 0; k < BE_P_KINDS; k++)
        m->kind[k].place = built_in ? (uint8_t *)be_prepared.open[k].place : m->places + k * BE_OPEN_CHARS;
    return true;
}

struct be_matcher *be_matcher_new(const struct be_patterns *patterns, struct be_memo *memo, const struct be_diag *diag)
{
    struct be_matcher *m = calloc(1, sizeof *m);

    if (m == NULL)
        return NULL;
    m->patterns = patterns;
    m->memo = memo;
    m->diag = diag;
    m->context = pcre2_match_context_create(NULL);
    m->data[0] = pcre2_match_data_create(BE_CAPTURES, NULL);
    m->data[1] = pcre2_match_data_create(BE_CAPTURES, NULL);
    m->kind[0].opening = calloc(BE_P_KINDS, BE_OPENINGS * sizeof(struct opening));
    if (m->context == NULL || m->data[0] == NULL || m->data[1] == NULL || !give_places(m) || m->kind[0].opening == NULL) {
        be_matcher_free(m);
        return NULL;
    }
    for (size_t k = 1; k < BE_P_KINDS; k++)
        m->kind[k].opening = m->kind[0].opening + k * BE_OPENINGS;
    pcre2_set_match_limit(m->context, MATCH_LIMIT);
    pcre2_set_depth_limit(m->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(m->context, HEAP_LIMIT);
    return m;
}

bool be_matcher_failed(const struct be_matcher *matcher)
{
    return matcher->failed;
}

void be_matcher_document(struct be_matcher *matcher)
{
    matcher->failed = false;
    for (size_t k = 0; k < BE_P_KINDS; k++) {
        matcher->kind[k].given_up = matcher->kind[k].said = 0;
        memset(matcher->kind[k].limits, 0, sizeof matcher->kind[k].limits);
    }
}

static bool is_limit(int rc)
{
    return rc == PCRE2_ERROR_MATCHLIMIT || rc == PCRE2_ERROR_DEPTHLIMIT ||
           rc == PCRE2_ERROR_HEAPLIMIT || rc == PCRE2_ERROR_JIT_STACKLIMIT ||
           rc == PCRE2_ERROR_NOMEMORY || rc == PCRE2_ERROR_RECURSELOOP;
}

static int run_code(struct be_matcher *m, struct pattern *p, struct be_span text, size_t off,
                    pcre2_match_data *data)
{
    return pcre2_match(p->code, (PCRE2_SPTR)text.p, text.len, off,
                       PCRE2_ANCHORED | PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK, data, m->context);
}

static int run_jit(struct be_matcher *m, const pcre2_code *jit, struct be_span text, size_t off,
                   pcre2_match_data *data)
{
    if (m->stack == NULL) {
        m->stack = pcre2_jit_stack_create(32 << 10, JIT_STACK, NULL);
        pcre2_jit_stack_assign(m->context, NULL, m->stack);
    }
    return pcre2_jit_match(jit, (PCRE2_SPTR)text.p, text.len, off, PCRE2_NOTEMPTY, data,
                           m->context);
}

/* Interpreted, and counted: when it is worth it, the next try finds machine code. */
static int run_counted(struct be_matcher *m, struct pattern *p, struct be_span text, size_t off,
                       pcre2_match_data *data)
{
    int rc = run_code(m, p, text, off, data);

    if (atomic_fetch_add_explicit(&p->tries, 1, memory_order_relaxed) + 1 == JIT_TRIES)
        be_pattern_jit(p);
    return rc;
}

/* One pattern at off. When one engine meets a limit the other is asked, so that the answer does
 * not depend on which of them happened to be in use. */
static int try_pattern(struct be_matcher *m, struct pattern *p, struct be_span text, size_t off,
                       pcre2_match_data *data)
{
    const pcre2_code *jit = atomic_load_explicit(&p->jit, memory_order_acquire);
    int rc;

    if (jit != NULL) {
        rc = run_jit(m, jit, text, off, data);
        return is_limit(rc) ? run_code(m, p, text, off, data) : rc;
    }
    rc = run_counted(m, p, text, off, data);
    if (!is_limit(rc))
        return rc;
    be_pattern_jit(p);
    jit = atomic_load_explicit(&p->jit, memory_order_acquire);
    rc = jit == NULL ? rc : run_jit(m, jit, text, off, data);
    m->failed = m->failed || rc == PCRE2_ERROR_NOMEMORY;
    return rc;
}

static void meet_limit(struct be_matcher *m, enum be_pattern_kind kind, size_t i, uint64_t line)
{
    struct kind_table *t = &m->kind[kind];
    const uint64_t bit = (uint64_t)1 << i;

    if (!(t->said & bit) && m->diag != NULL)
        be_diag_say(m->diag, BE_SAY_WARNING, line,
                    "the pattern %s/%s took too many steps here; taken as no match",
                    be_kind_name[kind], m->patterns->kind[kind]->pattern[i].name);
    t->said |= bit;
    if (++t->limits[i] >= GIVE_UP)
        t->given_up |= bit;
}

/* The longest match of these patterns at off; its pattern's index, or -1. In m->data[0]. */
static int try_all(struct be_matcher *m, enum be_pattern_kind kind, uint64_t set,
                   struct be_span text, size_t off, uint64_t line)
{
    int best = -1;
    size_t longest = 0;

    for (; set != 0; set &= set - 1) {
        const int i = be_lowest(set);
        pcre2_match_data *data = m->data[1];
        size_t end;
        int rc;

        rc = try_pattern(m, &m->patterns->kind[kind]->pattern[i], text, off, data);
        if (is_limit(rc))
            meet_limit(m, kind, (size_t)i, line);
        if (rc < 0)
            continue;
        end = pcre2_get_ovector_pointer(data)[1];
        if (end > longest) {
            longest = end;
            best = i;
            m->data[1] = m->data[0];
            m->data[0] = data;
        }
        if (longest == text.len)    /* none is longer */
            break;
    }
    return best;
}

static void fill(struct be_match *out, const struct pattern *p, pcre2_match_data *data,
                 struct be_span text)
{
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(data);

    out->pattern = p->name;
    out->mark = (const char *)pcre2_get_mark(data);
    out->whole = be_span(text.p + at[0], at[1] - at[0]);
    out->ngroups = 0;
    for (size_t i = 0; i < p->ngroups && out->ngroups < BE_MATCH_GROUPS; i++) {
        const PCRE2_SIZE *g = at + 2 * p->group[i].number;

        if (g[0] == PCRE2_UNSET || g[1] < g[0])
            continue;
        out->group[out->ngroups++] =
            (struct be_group){p->group[i].name, p->group[i].id, be_span(text.p + g[0], g[1] - g[0])};
    }
}

/* PCRE2 is told that the text is valid: no character may be cut off at its end. */
static struct be_span whole_chars(struct be_span text)
{
    size_t back = 0;

    if (text.len == 0)
        return be_span("", 0);
    if ((unsigned char)text.p[text.len - 1] < 0x80 || (text.len >= 3 && ((unsigned char)text.p[text.len - 3] & 0xf0) == 0xe0))
        return text;    /* nearly always */
    while (back < 3 && back + 1 < text.len && ((unsigned char)text.p[text.len - 1 - back] & 0xc0) == 0x80)
        back++;
    unsigned char lead = (unsigned char)text.p[text.len - 1 - back];
    size_t need = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

    if (need != back + 1)
        text.len -= back + 1;
    return text;
}

static bool match_set(struct be_match *out, struct be_matcher *m, enum be_pattern_kind kind, uint64_t set,
                      struct be_span text, size_t off, uint64_t line)
{
    int i = set == 0 ? -1 : try_all(m, kind, set, text, off, line);

    if (i >= 0)
        fill(out, &m->patterns->kind[kind]->pattern[i], m->data[0], text);
    return i >= 0;
}

static bool match_here(struct be_match *out, struct be_matcher *m, enum be_pattern_kind kind, uint64_t only,
                       struct be_span text, size_t off, size_t *len, uint64_t line)
{
    return match_set(out, m, kind, be_open_at(m, kind, only, text, off, len), text, off, line);
}

/* The longest match at off. A short text is looked through first for what the patterns need: of the 36 of tables
 * four are left of a cell. That is a tenth of all for a document of 100 KB, most of it machine code that is not made. */
static bool search_here(struct be_match *out, struct be_matcher *m, enum be_pattern_kind kind, uint64_t only,
                        struct be_span text, size_t off, uint64_t line)
{
    size_t len;

    if (be_kind_anchored[kind] && text.len <= NEED_BYTES)
        only &= be_open_needs(&m->kind[kind], text);
    return only != 0 && off < text.len && match_here(out, m, kind, only, text, off, &len, line);
}

/* until: matches begin before it; 0: at off. */
static bool search(struct be_match *out, struct be_matcher *m, enum be_pattern_kind kind,
                   uint64_t only, struct be_span text, size_t off, size_t until, uint64_t line)
{
    struct kind_table *t = &m->kind[kind];
    size_t len;

    if (!t->ready)
        be_open_table(m, kind);
    text = whole_chars(text);
    while (off < text.len && ((unsigned char)text.p[off] & 0xc0) == 0x80)
        off++;
    if (until == 0)
        return search_here(out, m, kind, only, text, off, line);
    if (off == 0) {
        if (text.len == 0 || match_here(out, m, kind, only, text, off, &len, line))
            return text.len > 0;
        if ((only & ~t->start) == 0)
            return false;
        off += len;
    }
    until = until < text.len ? until : text.len;
    for (off = be_open_next(t, only, text, off); off < until; off = be_open_next(t, only, text, off + len))
        if (match_here(out, m, kind, only, text, off, &len, line))
            return true;
    return false;
}

bool be_match(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind,
              struct be_span text, size_t off, uint64_t line)
{
    return search(out, matcher, kind, UINT64_MAX, text, off, SIZE_MAX, line);
}

bool be_match_until(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind,
                    struct be_span text, size_t off, size_t until, uint64_t line)
{
    return until > off && search(out, matcher, kind, UINT64_MAX, text, off, until, line);
}

size_t be_match_opens(struct be_matcher *matcher, enum be_pattern_kind kind, struct be_span text, size_t off, size_t until)
{
    size_t len;

    if (!matcher->kind[kind].ready)
        be_open_table(matcher, kind);
    text = whole_chars(text);
    until = until < text.len ? until : text.len;
    while (off < until && be_open_at(matcher, kind, UINT64_MAX, text, off, &len) == 0)
        off = be_open_next(&matcher->kind[kind], UINT64_MAX, text, off + len);
    return off < until ? off : until;
}

bool be_matcher_plain(const struct be_matcher *matcher, enum be_pattern_kind kind)
{
    return matcher->patterns->dir == NULL && matcher->kind[kind].said == 0 && !matcher->failed;
}

bool be_match_at(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind,
                 struct be_span text, size_t off, uint64_t line)
{
    return search(out, matcher, kind, UINT64_MAX, text, off, 0, line);
}

/* The pattern's index in its kind, or -1. Callers ask with the same few literals all the time. */
int be_match_find(struct be_matcher *m, enum be_pattern_kind kind, const char *name)
{
    const struct pattern_kind *k = m->patterns->kind[kind];
    const size_t place = ((uintptr_t)name >> 2 ^ (uintptr_t)kind << 4) % BE_MATCH_NAMES;

    if (m->named[place].name == name && m->named[place].kind == kind)
        return m->named[place].at;
    for (size_t i = 0; i < k->n; i++)
        if (strcmp(k->pattern[i].name, name) == 0) {
            m->named[place].name = name;
            m->named[place].kind = (uint8_t)kind;
            return m->named[place].at = (uint8_t)i;
        }
    return -1;
}

bool be_match_one(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind,
                  const char *name, struct be_span text, size_t off, uint64_t line)
{
    int i = be_match_find(matcher, kind, name);

    return i >= 0 && search(out, matcher, kind, (uint64_t)1 << i, text, off,
                            be_kind_anchored[kind] ? 0 : SIZE_MAX, line);
}

uint64_t be_match_bit(struct be_matcher *matcher, enum be_pattern_kind kind, const char *name)
{
    int i = be_match_find(matcher, kind, name);

    return i < 0 ? 0 : (uint64_t)1 << i;
}

uint64_t be_match_bits(struct be_matcher *matcher, enum be_pattern_kind kind, const char *const *names)
{
    uint64_t set = 0;

    for (; *names != NULL; names++)
        set |= be_match_bit(matcher, kind, *names);
    return set;
}

/* What begins with a certain character is told sooner by trying it. */
uint64_t be_match_may(struct be_matcher *matcher, enum be_pattern_kind kind, uint64_t set, struct be_span text, uint32_t has)
{
    const struct kind_table *t = &matcher->kind[kind];

    set &= be_match_has(matcher, kind, has);
    if (set != 0)
        set &= be_match_first(matcher, kind, text);
    return (set & t->loose) == 0 || text.len > NEED_BYTES ? set : set & be_open_needs(t, whole_chars(text));
}

uint64_t be_match_has(struct be_matcher *matcher, enum be_pattern_kind kind, uint32_t has)
{
    if (!matcher->kind[kind].ready)
        be_open_table(matcher, kind);
    return be_open_has(&matcher->kind[kind], has);
}

uint64_t be_match_first(struct be_matcher *matcher, enum be_pattern_kind kind, struct be_span text)
{
    size_t len;

    if (!matcher->kind[kind].ready)
        be_open_table(matcher, kind);
    text = whole_chars(text);
    return text.len == 0 ? 0 : be_open_first(matcher, kind, UINT64_MAX, text, 0, &len);
}

uint64_t be_match_needs(struct be_matcher *matcher, enum be_pattern_kind kind, struct be_span text, uint32_t has)
{
    const uint64_t set = be_match_has(matcher, kind, has);

    return set == 0 ? 0 : set & be_open_needs(&matcher->kind[kind], whole_chars(text));
}

bool be_match_from(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind, uint64_t set,
                   struct be_span text, size_t off, uint64_t line)
{
    return set != 0 && search(out, matcher, kind, set, text, off, SIZE_MAX, line);
}

bool be_match_of(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind, uint64_t set,
                 struct be_span text, uint64_t line)
{
    return match_set(out, matcher, kind, set & ~matcher->kind[kind].given_up, whole_chars(text), 0, line);
}

bool be_match_any(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind, uint64_t set,
                  struct be_span text, uint32_t has, uint64_t line)
{
    set = be_match_may(matcher, kind, set, text, has);
    return set != 0 && be_match_of(out, matcher, kind, set, text, line);
}

struct be_span be_match_group(const struct be_match *match, const char *name)
{
    for (size_t i = 0; i < match->ngroups; i++)
        if (match->group[i].name[0] == name[0] && strcmp(match->group[i].name, name) == 0)
            return match->group[i].text;
    return be_span(NULL, 0);
}
