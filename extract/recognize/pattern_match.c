/* Trying a kind's patterns on a text.
 *
 * One pass over the text, whatever the number of patterns: at each character a table says which
 * patterns of the kind can begin with it, the characters behind it rule out nearly all of those,
 * and what is left is tried there, anchored. So a search is leftmost by construction, and walking
 * a text match by match reads it once. The tables are filled as openings are met, by a partial
 * match of the opening alone.
 *
 * A pattern runs interpreted until that has cost about what making machine code of it costs
 * (every JIT_SAMPLE-th try is timed): small documents do not pay for code they hardly use.
 */
#include "pattern_set.h"
#include <stdlib.h>
#include <time.h>

#define MATCH_LIMIT 50000u      /* backtracking steps for one try; real matches take below 1,000 */
#define DEPTH_LIMIT 5000u
#define HEAP_LIMIT 4096u        /* KiB */
#define JIT_SAMPLE 8u
#define JIT_WORTH 300000u       /* nanoseconds */
#define JIT_STACK (512u << 10)
#define GIVE_UP 16u             /* tries of a pattern at a limit, then it is left out of the document */
#define NAMES 64u               /* names remembered for be_match_one */
#define SETS 254u               /* different sets of patterns that the table of characters can tell */
#define CHARS 0x10000u          /* characters of the BMP */
#define OPENINGS 8192u          /* openings remembered for a kind; a power of two */
#define OPENING 16u             /* bytes of one */
#define OPENING_WORTH 16u       /* met so often it is asked about: that costs about so many tries */

/* Which patterns can begin with these characters: most kinds have one that begins with a number or
 * a common character, and what follows tells that it is not meant. */
struct opening {
    uint64_t key[OPENING / 8];  /* the characters' bytes; 0: free */
    uint64_t set;
    uint32_t met;
};

enum { NOT_MET, NOTHING };      /* of a character: what else it is, is the place of its set */

struct kind_table {             /* which patterns of a kind can begin with what */
    bool ready;
    uint64_t all;               /* every pattern that compiles */
    uint64_t behind;            /* those that want something before them: known by first byte only */
    uint64_t start;             /* those that match at the beginning of the text only (^) */
    uint64_t given_up;          /* left out for the rest of the document */
    uint64_t said;              /* their limit was said for this document */
    uint64_t byte[256];         /* by first byte */
    uint8_t *place;             /* by character of the BMP: NOT_MET, NOTHING, or of its set; without start */
    uint64_t set[SETS + 2];
    uint8_t nsets;
    struct opening *opening;
    uint8_t limits[BE_KIND_PATTERNS];
};

struct be_matcher {
    const struct be_patterns *patterns;
    const struct be_diag *diag;
    pcre2_match_data *data[2];  /* the best match so far, and the one being tried */
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    struct kind_table kind[BE_P_KINDS];
    uint8_t last[NAMES];        /* where a name was found last */
    bool failed;                /* memory was out: what matched not, might have */
};

void be_matcher_free(struct be_matcher *matcher)
{
    if (matcher == NULL)
        return;
    free(matcher->kind[0].place);
    free(matcher->kind[0].opening);
    pcre2_match_data_free(matcher->data[0]);
    pcre2_match_data_free(matcher->data[1]);
    pcre2_jit_stack_free(matcher->stack);
    pcre2_match_context_free(matcher->context);
    free(matcher);
}

struct be_matcher *be_matcher_new(const struct be_patterns *patterns, const struct be_diag *diag)
{
    struct be_matcher *m = calloc(1, sizeof *m);

    if (m == NULL)
        return NULL;
    m->patterns = patterns;
    m->diag = diag;
    m->context = pcre2_match_context_create(NULL);
    m->data[0] = pcre2_match_data_create(BE_CAPTURES, NULL);
    m->data[1] = pcre2_match_data_create(BE_CAPTURES, NULL);
    m->kind[0].place = calloc(BE_P_KINDS, CHARS);
    m->kind[0].opening = calloc(BE_P_KINDS, OPENINGS * sizeof(struct opening));
    if (m->context == NULL || m->data[0] == NULL || m->data[1] == NULL || m->kind[0].place == NULL || m->kind[0].opening == NULL) {
        be_matcher_free(m);
        return NULL;
    }
    for (size_t k = 1; k < BE_P_KINDS; k++) {
        m->kind[k].place = m->kind[0].place + k * CHARS;
        m->kind[k].opening = m->kind[0].opening + k * OPENINGS;
    }
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

static void say_matcher(void *user, const char *message)
{
    be_diag_say(user, BE_SAY_WARNING, 0, "%s", message);
}

static void make_table(struct be_matcher *m, enum be_pattern_kind kind)
{
    struct kind_table *t = &m->kind[kind];
    struct pattern_kind *k = m->patterns->kind[kind];
    struct be_say say = {say_matcher, (void *)m->diag};

    t->ready = true;
    t->nsets = NOTHING + 1;
    for (size_t i = 0; i < k->n; i++) {
        const uint64_t bit = (uint64_t)1 << i;
        enum be_status rc = be_pattern_ready(m->patterns, &k->pattern[i], m->diag == NULL ? NULL : &say);

        if (rc == BE_ENOMEM) {
            m->failed = true;
            t->ready = false;
        }
        if (rc != BE_OK)
            continue;
        t->all |= bit;
        if (k->pattern[i].front.behind)
            t->behind |= bit;
        if (k->pattern[i].front.start)
            t->start |= bit;
        for (size_t b = 0; b < 256; b++)
            if (k->pattern[i].front.first[b / 8] & 1u << b % 8)
                t->byte[b] |= bit;
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

static uint64_t nanoseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Interpreted, and timed now and then: when it is worth it, the next try finds machine code. */
static int run_timed(struct be_matcher *m, struct pattern *p, struct be_span text, size_t off,
                     pcre2_match_data *data)
{
    uint64_t begin, spent;
    int rc;

    if (atomic_load_explicit(&p->jit_tried, memory_order_relaxed) ||
        atomic_fetch_add_explicit(&p->tries, 1, memory_order_relaxed) % JIT_SAMPLE != 0)
        return run_code(m, p, text, off, data);
    begin = nanoseconds();
    rc = run_code(m, p, text, off, data);
    spent = (nanoseconds() - begin) * JIT_SAMPLE;
    if (atomic_fetch_add_explicit(&p->spent, spent, memory_order_relaxed) + spent >= JIT_WORTH)
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
    rc = run_timed(m, p, text, off, data);
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

/* Those of the set a match of which can begin with these characters. */
static uint64_t find_set(struct be_matcher *m, enum be_pattern_kind kind, uint64_t set, struct be_span c)
{
    uint64_t left = set & ~m->kind[kind].behind;

    for (size_t i = 0; left != 0; i++, left >>= 1) {
        struct pattern *p = &m->patterns->kind[kind]->pattern[i];

        if ((left & 1) == 0)
            continue;
        int rc = pcre2_match(p->code, (PCRE2_SPTR)c.p, c.len, 0,
                             PCRE2_ANCHORED | PCRE2_PARTIAL_HARD | PCRE2_NO_UTF_CHECK, m->data[1],
                             m->context);
        if (rc == PCRE2_ERROR_NOMATCH)
            set &= ~((uint64_t)1 << i);
    }
    return set;
}

/* Of this set, those that can begin with the opening, if it was met often enough to know. */
static bool ask(struct be_matcher *m, enum be_pattern_kind kind, uint64_t *set, struct be_span c)
{
    struct opening o = {.met = 1}, *known;

    memcpy(o.key, c.p, c.len);
    known = &m->kind[kind].opening[((o.key[0] ^ o.key[1] << 1) * 0x9E3779B97F4A7C15u) >> 51 & (OPENINGS - 1)];
    if (known->key[0] != o.key[0] || known->key[1] != o.key[1]) {
        *known = o;
        return false;
    }
    if (known->met < OPENING_WORTH) {
        if (++known->met < OPENING_WORTH)
            return false;
        known->set = find_set(m, kind, *set, c);
    }
    *set = known->set;
    return true;
}

/* How much of a text that begins with a number opens a match: one or two digits, or a year, and what
 * follows them. The digits of other numbers say nothing and are too many to remember. */
static size_t number_opening(const char *p, const char *end)
{
    size_t n = 0;

    while (p + n < end && n < 5 && p[n] >= '0' && p[n] <= '9')
        n++;
    if (p + n == end || n > 4 || n == 3 || (n == 4 && p[0] != '1' && p[0] != '2'))
        return 0;
    return n + be_char_len(p + n, end);
}

/* Narrows the set by what follows the character of len bytes at off: two characters, and when
 * they leave something four, or up to the first digit. Of all patterns, so that what is known
 * holds whichever of them are asked for. */
static uint64_t narrow(struct be_matcher *m, enum be_pattern_kind kind, uint64_t set, struct be_span text,
                       size_t off, size_t len)
{
    const char *p = text.p + off, *end = text.p + text.len;
    uint64_t known = m->kind[kind].all;

    if (*p >= '0' && *p <= '9') {
        len = number_opening(p, end);
        return len > 0 && ask(m, kind, &known, be_span(p, len)) ? set & known : set;
    }
    for (unsigned n = 1; n < 4 && p + len < end && !(p[len - 1] >= '0' && p[len - 1] <= '9');) {
        len += be_char_len(p + len, end);
        if (len > OPENING)
            break;
        if (++n == 3)
            continue;
        if (!ask(m, kind, &known, be_span(p, len)) || (set & known) == 0)
            break;
    }
    return set & known;
}

/* Which patterns can begin with the character at off, one of the BMP; none with ^. */
static uint64_t patterns_at(struct be_matcher *m, enum be_pattern_kind kind, uint32_t c, struct be_span text)
{
    struct kind_table *t = &m->kind[kind];
    uint64_t set;

    if (t->place[c] != NOT_MET)
        return t->set[t->place[c]];
    if (t->nsets == SETS)
        return t->byte[(unsigned char)text.p[0]] & ~t->start;
    set = find_set(m, kind, t->byte[(unsigned char)text.p[0]] & ~t->start, text);
    t->place[c] = set == 0 ? NOTHING : NOT_MET;
    for (uint8_t i = NOTHING + 1; i < t->nsets; i++)
        if (t->set[i] == set)
            t->place[c] = i;
    if (t->place[c] == NOT_MET) {
        t->set[t->nsets] = set;
        t->place[c] = t->nsets++;
    }
    return set;
}

/* The longest match of these patterns at off; its pattern's index, or -1. In m->data[0]. */
static int try_all(struct be_matcher *m, enum be_pattern_kind kind, uint64_t set,
                   struct be_span text, size_t off, uint64_t line)
{
    int best = -1;
    size_t longest = 0;

    for (int i = 0; set != 0; i++, set >>= 1) {
        pcre2_match_data *data = m->data[1];
        size_t end;
        int rc;

        if ((set & 1) == 0)
            continue;
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
            (struct be_group){p->group[i].name, be_span(text.p + g[0], g[1] - g[0])};
    }
}

/* PCRE2 is told that the text is valid: no character may be cut off at its end. */
static struct be_span whole_chars(struct be_span text)
{
    size_t back = 0;

    if (text.len == 0)
        return be_span("", 0);
    while (back < 3 && back + 1 < text.len && ((unsigned char)text.p[text.len - 1 - back] & 0xc0) == 0x80)
        back++;
    unsigned char lead = (unsigned char)text.p[text.len - 1 - back];
    size_t need = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

    if (need != back + 1)
        text.len -= back + 1;
    return text;
}

/* The character at p, when it is one of the BMP, else 0xffff. */
static inline uint32_t character(const unsigned char *p, size_t *len)
{
    uint32_t c = p[0];

    *len = 1;
    if (c < 0x80)
        return c;
    *len = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    return c >= 0xF0 ? 0xffff
         : c >= 0xE0 ? (c & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu) : (c & 0x1F) << 6 | (p[1] & 0x3Fu);
}

/* Where the next character stands that a pattern can begin with. A number is not entered in its middle. */
static size_t skip(const struct kind_table *t, struct be_span text, size_t off)
{
    const unsigned char *p = (const unsigned char *)text.p;
    size_t len;

    if (off > 0 && p[off - 1] >= '0' && p[off - 1] <= '9')
        while (off < text.len && p[off] >= '0' && p[off] <= '9')
            off++;
    while (off < text.len && t->place[character(p + off, &len)] == NOTHING)
        off += len;
    return off;
}

static bool match_here(struct be_match *out, struct be_matcher *m, enum be_pattern_kind kind, uint64_t only,
                       struct be_span text, size_t off, size_t *len, uint64_t line)
{
    struct kind_table *t = &m->kind[kind];
    uint32_t c = character((const unsigned char *)text.p + off, len);
    uint64_t set = t->byte[(unsigned char)text.p[off]];
    int i;

    if (c != 0xffff)
        set = patterns_at(m, kind, c, be_span(text.p + off, *len)) | (off == 0 ? set & t->start : 0);
    else if (off > 0)
        set &= ~t->start;
    set &= only & ~t->given_up;
    if (set != 0)
        set = narrow(m, kind, set, text, off, *len);
    if (set == 0 || (i = try_all(m, kind, set, text, off, line)) < 0)
        return false;
    fill(out, &m->patterns->kind[kind]->pattern[i], m->data[0], text);
    return true;
}

static bool search(struct be_match *out, struct be_matcher *m, enum be_pattern_kind kind,
                   uint64_t only, struct be_span text, size_t off, uint64_t line, bool here)
{
    struct kind_table *t = &m->kind[kind];
    size_t len;

    if (!t->ready)
        make_table(m, kind);
    text = whole_chars(text);
    while (off < text.len && ((unsigned char)text.p[off] & 0xc0) == 0x80)
        off++;
    if (here || off == 0) {
        if (off >= text.len || match_here(out, m, kind, only, text, off, &len, line))
            return off < text.len;
        if (here)
            return false;
        off += len;
    }
    for (off = skip(t, text, off); off < text.len; off = skip(t, text, off + len))
        if (match_here(out, m, kind, only, text, off, &len, line))
            return true;
    return false;
}

bool be_match(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind,
              struct be_span text, size_t off, uint64_t line)
{
    return search(out, matcher, kind, UINT64_MAX, text, off, line, false);
}

bool be_match_at(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind,
                 struct be_span text, size_t off, uint64_t line)
{
    return search(out, matcher, kind, UINT64_MAX, text, off, line, true);
}

/* The pattern's index in its kind, or -1. Callers ask with the same few literals all the time. */
static int find_name(struct be_matcher *m, enum be_pattern_kind kind, const char *name)
{
    const struct pattern_kind *k = m->patterns->kind[kind];
    uint8_t *last = &m->last[((uintptr_t)name >> 2 ^ (uintptr_t)kind << 4) % NAMES];

    if (*last < k->n && strcmp(k->pattern[*last].name, name) == 0)
        return *last;
    for (size_t i = 0; i < k->n; i++)
        if (strcmp(k->pattern[i].name, name) == 0)
            return *last = (uint8_t)i;
    return -1;
}

bool be_match_one(struct be_match *out, struct be_matcher *matcher, enum be_pattern_kind kind,
                  const char *name, struct be_span text, size_t off, uint64_t line)
{
    int i = find_name(matcher, kind, name);

    return i >= 0 && search(out, matcher, kind, (uint64_t)1 << i, text, off, line,
                            be_kind_anchored[kind]);
}

struct be_span be_match_group(const struct be_match *match, const char *name)
{
    for (size_t i = 0; i < match->ngroups; i++)
        if (strcmp(match->group[i].name, name) == 0)
            return match->group[i].text;
    return be_span(NULL, 0);
}

void be_scan_begin(struct be_scan *scan, struct be_matcher *matcher, enum be_pattern_kind kind,
                   struct be_span text, uint64_t line)
{
    *scan = (struct be_scan){matcher, kind, text, line, 0};
}

bool be_scan_next(struct be_scan *scan, struct be_match *out)
{
    if (!be_match(out, scan->matcher, scan->kind, scan->text, scan->off, scan->line)) {
        scan->off = scan->text.len;
        return false;
    }
    scan->off = (size_t)(out->whole.p - scan->text.p) + out->whole.len;
    return true;
}
