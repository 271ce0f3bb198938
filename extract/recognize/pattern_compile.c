/* From a pattern file to PCRE2 code.
 *
 * A lexicon name is put in as text, (?&Number) becomes (?: body ), instead of prefixing the
 * whole (?(DEFINE)...) and calling into it: PCRE2 finds no first character behind a call, and
 * compiling the prefix with every pattern costs more than the patterns do.
 */
#include "pattern_set.h"
#include "../base/buf.h"
#include "../prepared.h"
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

struct piece {               /* from byte out of the expanded text on, it comes from here */
    size_t out;
    const struct set_file *file;
    size_t off;
};

struct expansion {
    const struct be_patterns *set;
    const struct be_say *say;
    struct be_buf text;
    struct piece *piece;
    size_t npieces;
    const struct lexeme *open[BE_LEXICON_DEPTH]; /* names being put in, outermost first */
    size_t nopen;
};

/* Says what is wrong at byte off of a file, with its line and a caret. */
static void tell_at(const struct be_patterns *set, const struct set_file *file, size_t off,
                    const char *what, const struct be_say *say)
{
    struct be_span text = file->bytes;
    size_t begin, end, line = 1, column = 1, width = 0;

    if (off >= text.len)     /* an error at the very end is shown behind the last word */
        for (off = text.len; off > 0 && (text.p[off - 1] == '\n' || text.p[off - 1] == ' ');)
            off--;
    begin = end = off;
    while (begin > 0 && text.p[begin - 1] != '\n')
        begin--;
    while (end < text.len && text.p[end] != '\n')
        end++;
    for (size_t i = 0; i < begin; i++)
        line += text.p[i] == '\n';
    for (size_t i = begin; i < off; column++) {
        int w = utf8proc_charwidth((utf8proc_int32_t)be_char_at(text.p + i, text.p + off));

        width += w > 0 ? (size_t)w : 0;
        i += be_char_len(text.p + i, text.p + off);
    }
    be_tell(say, "%s:%zu:%zu: %s\n    %.*s\n    %*s^", be_set_path(set, file), line, column, what,
            (int)(end - begin < 500 ? end - begin : 500), text.p + begin,
            (int)(width < 500 ? width : 500), "");
}

/* In extended form, what at off is no syntax: an escape, a class, a comment. Its length, or 0. */
static size_t opaque(struct be_span s, size_t off)
{
    size_t i = off;

    if (s.p[i] == '\\') {
        if (i + 1 < s.len && s.p[i + 1] == 'Q') {
            long e = be_span_find(be_span_from(s, i), BE_LIT("\\E"));
            return e < 0 ? s.len - off : (size_t)e + 2;
        }
        return i + 1 < s.len ? 1 + be_char_len(s.p + i + 1, s.p + s.len) : 1;
    }
    if (s.p[i] == '#') {
        while (i < s.len && s.p[i] != '\n')
            i++;
        return i - off;
    }
    if (be_span_starts(be_span_from(s, i), BE_LIT("(?#"))) {
        while (i < s.len && s.p[i] != ')')
            i++;
        return (i < s.len ? i + 1 : i) - off;
    }
    if (s.p[i] != '[')
        return 0;
    i++;
    if (i < s.len && s.p[i] == '^')
        i++;
    if (i < s.len && s.p[i] == ']')
        i++;
    while (i < s.len && s.p[i] != ']') {
        if (s.p[i] == '[' && i + 1 < s.len && s.p[i + 1] == ':') {
            long e = be_span_find(be_span_from(s, i), BE_LIT(":]"));
            i = e < 0 ? s.len : i + (size_t)e + 2;
        } else {
            i += s.p[i] == '\\' && i + 1 < s.len ? 2 : 1;
        }
    }
    return (i < s.len ? i + 1 : s.len) - off;
}

/* The bracket that closes the one before off; s.len when none does. */
static size_t closing(struct be_span s, size_t off)
{
    size_t depth = 1, n;

    for (size_t i = off; i < s.len; i += n) {
        n = opaque(s, i);
        if (n > 0)
            continue;
        n = 1;
        if (s.p[i] == '(')
            depth++;
        else if (s.p[i] == ')' && --depth == 0)
            return i;
    }
    return s.len;
}

static size_t skip_blank(struct be_span s, size_t i)
{
    while (i < s.len) {
        if (s.p[i] == '#')
            i += opaque(s, i);
        else if (strchr(" \t\r\n", s.p[i]) != NULL && s.p[i] != '\0')
            i++;
        else
            break;
    }
    return i;
}

/* A name that begins with a capital, at the front of s. */
static size_t name_len(struct be_span s)
{
    size_t n = 0;

    if (s.len == 0 || s.p[0] < 'A' || s.p[0] > 'Z')
        return 0;
    while (n < s.len && ((s.p[n] >= 'A' && s.p[n] <= 'Z') || (s.p[n] >= 'a' && s.p[n] <= 'z') ||
                         (s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == '_'))
        n++;
    return n;
}

static const struct lexeme *find_lexeme(const struct be_patterns *set, struct be_span name)
{
    for (size_t i = 0; i < set->nlexicon; i++)
        if (be_span_eq(set->lexicon[i].name, name))
            return &set->lexicon[i];
    return NULL;
}

static enum be_status put_lexeme(struct be_patterns *set, struct lexeme lexeme)
{
    struct lexeme *there = (struct lexeme *)find_lexeme(set, lexeme.name), *grown;

    if (there != NULL) {
        *there = lexeme;
        return BE_OK;
    }
    grown = realloc(set->lexicon, (set->nlexicon + 1) * sizeof *grown);
    if (grown == NULL)
        return BE_ENOMEM;
    set->lexicon = grown;
    set->lexicon[set->nlexicon++] = lexeme;
    return BE_OK;
}

/* One (?<Name> body ) at *at; moves *at behind it. */
static enum be_status read_lexeme(struct be_patterns *set, const struct set_file *file, size_t *at,
                                  const struct be_say *say)
{
    struct be_span s = file->bytes;
    size_t name = *at + 3, n = name_len(be_span_from(s, name)), end;
    enum be_status rc;

    if (!be_span_starts(be_span_from(s, *at), BE_LIT("(?<")) || n == 0 || name + n >= s.len ||
        s.p[name + n] != '>') {
        tell_at(set, file, *at, "expected (?<Name> ... ), the name beginning with a capital", say);
        return BE_EPATTERN;
    }
    end = closing(s, name + n + 1);
    if (end == s.len) {
        tell_at(set, file, *at, "no bracket closes this name", say);
        return BE_EPATTERN;
    }
    rc = put_lexeme(set, (struct lexeme){be_span(s.p + name, n),
                                         be_span(s.p + name + n + 1, end - name - n - 1), file});
    *at = skip_blank(s, end + 1);
    return rc;
}

enum be_status be_lexicon_read(struct be_patterns *set, const struct set_file *file,
                               const struct be_say *say)
{
    struct be_span s = file->bytes;
    size_t i = skip_blank(s, 0);
    enum be_status rc;

    while (i < s.len) {
        if (!be_span_starts(be_span_from(s, i), BE_LIT("(?(DEFINE)"))) {
            tell_at(set, file, i, "expected (?(DEFINE) ... )", say);
            return BE_EPATTERN;
        }
        i = skip_blank(s, i + 10);
        while (i < s.len && s.p[i] != ')') {
            rc = read_lexeme(set, file, &i, say);
            if (rc != BE_OK)
                return rc;
        }
        if (i == s.len) {
            tell_at(set, file, i, "no bracket closes (?(DEFINE)", say);
            return BE_EPATTERN;
        }
        i = skip_blank(s, i + 1);
    }
    return BE_OK;
}

static enum be_status put_text(struct expansion *x, const struct set_file *file, struct be_span text)
{
    struct piece *grown;

    if (text.len == 0)
        return BE_OK;
    if (x->text.len + text.len > BE_EXPANDED) {
        be_tell(x->say, "%s: larger than %u bytes with the lexicon put in",
                be_set_path(x->set, file), BE_EXPANDED);
        return BE_EPATTERN;
    }
    if (x->npieces % 64 == 0) {
        grown = realloc(x->piece, (x->npieces + 64) * sizeof *grown);
        if (grown == NULL)
            return BE_ENOMEM;
        x->piece = grown;
    }
    x->piece[x->npieces++] = (struct piece){x->text.len, file, (size_t)(text.p - file->bytes.p)};
    return be_buf_add(&x->text, text);
}

static enum be_status expand(struct expansion *x, const struct set_file *file, struct be_span s);

/* Puts in what the name at byte off of the file stands for. Recursion is bounded by nopen. */
static enum be_status expand_name(struct expansion *x, const struct set_file *file,
                                  struct be_span name)
{
    const struct lexeme *l = find_lexeme(x->set, name);
    const char *wrong = l == NULL ? "the lexicon has no such name"
                        : x->nopen == BE_LEXICON_DEPTH ? "lexicon names nested too deep" : NULL;
    enum be_status rc;

    for (size_t i = 0; i < x->nopen; i++)
        if (x->open[i] == l)
            wrong = "this lexicon name contains itself";
    if (wrong != NULL) {
        tell_at(x->set, file, (size_t)(name.p - file->bytes.p), wrong, x->say);
        return BE_EPATTERN;
    }
    x->open[x->nopen++] = l;
    rc = be_buf_add(&x->text, BE_LIT("(?:"));
    if (rc == BE_OK)
        rc = expand(x, l->file, l->body);
    if (rc == BE_OK)
        rc = be_buf_add(&x->text, BE_LIT("\n)")); /* the body may end in a comment */
    x->nopen--;
    return rc;
}

static enum be_status expand(struct expansion *x, const struct set_file *file, struct be_span s)
{
    size_t from = 0, i = 0, n;
    enum be_status rc = BE_OK;

    while (rc == BE_OK && i < s.len) {
        n = opaque(s, i);
        if (n > 0) {
            i += n;
            continue;
        }
        if (!be_span_starts(be_span_from(s, i), BE_LIT("(?&"))) {
            i++;
            continue;
        }
        n = name_len(be_span_from(s, i + 3));
        if (n == 0 || i + 3 + n >= s.len || s.p[i + 3 + n] != ')') {
            tell_at(x->set, file, (size_t)(s.p - file->bytes.p) + i,
                    "expected (?&Name), a name of the lexicon", x->say);
            return BE_EPATTERN;
        }
        rc = put_text(x, file, be_span(s.p + from, i - from));
        if (rc == BE_OK)
            rc = expand_name(x, file, be_span(s.p + i + 3, n));
        from = i += 4 + n;
    }
    return rc != BE_OK ? rc : put_text(x, file, be_span_from(s, from));
}

static void tell_compile(const struct expansion *x, const struct set_file *file, int code,
                         size_t off)
{
    char what[256];
    const struct piece *in = NULL;

    pcre2_get_error_message(code, (PCRE2_UCHAR *)what, sizeof what);
    for (size_t i = 0; i < x->npieces && x->piece[i].out <= off; i++)
        in = &x->piece[i];
    if (in == NULL)
        tell_at(x->set, file, off, what, x->say);
    else
        tell_at(x->set, in->file, in->off + (off - in->out), what, x->say);
}

/* Whether something must stand before a match. What must not, (?<! ), does not keep the front of a
 * match, looked at alone, from being one. */
static bool looks_behind(struct be_span expression)
{
    static const char *const LOOK[] = {"(?<=", "(*plb", "(*pos", "\\b", "\\B"};
    bool behind = false;

    for (size_t i = 0; i < sizeof LOOK / sizeof *LOOK; i++)
        behind = behind || be_span_has(expression, LOOK[i]);
    return behind;
}

/* about: NULL, or told what the expression says of its matches. */
static enum be_status compile_expanded(pcre2_code **out, const struct be_patterns *set, const struct set_file *file,
                                       uint32_t options, struct pattern *about, const struct be_say *say)
{
    /* Plain brackets do not capture: only named groups are columns. */
    const uint32_t always = PCRE2_UTF | PCRE2_EXTENDED | PCRE2_NO_AUTO_CAPTURE | PCRE2_DUPNAMES |
                            PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C;
    struct expansion x = {.set = set, .say = say};
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    enum be_status rc;
    int error = 0;
    size_t off = 0;

    *out = NULL;
    if (context == NULL)
        return BE_ENOMEM;
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    pcre2_set_parens_nest_limit(context, 100);
    rc = expand(&x, file, file->bytes);
    if (rc == BE_OK) {
        *out = pcre2_compile((PCRE2_SPTR)x.text.p, x.text.len, always | options, &error, &off, context);
        rc = *out != NULL ? BE_OK : error == PCRE2_ERROR_HEAP_FAILED ? BE_ENOMEM : BE_EPATTERN;
        if (rc == BE_EPATTERN)
            tell_compile(&x, file, error, off);
        if (about != NULL) {
            about->front.behind = looks_behind(be_buf_span(&x.text));
            be_needs_read(&about->needs, be_buf_span(&x.text));
        }
    }
    pcre2_compile_context_free(context);
    be_buf_free(&x.text);
    free(x.piece);
    return rc;
}

enum be_status be_pattern_compile(pcre2_code **out, const struct be_patterns *set, const struct set_file *file,
                                  uint32_t options, const struct be_say *say)
{
    return compile_expanded(out, set, file, options, NULL, say);
}

/* The bytes that can begin a match, as PCRE2 knows them; all, when it does not. Asked of code that
 * is not anchored: of other code it knows nothing. */
static void read_front(struct pattern_front *front, const pcre2_code *code)
{
    uint32_t type = 0, unit = 0, options = 0;
    const uint8_t *map = NULL;

    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &map);
    pcre2_pattern_info(code, PCRE2_INFO_ALLOPTIONS, &options);
    front->start = (options & PCRE2_ANCHORED) != 0;
    if (type == 1)
        front->first[unit / 8 % 32] |= (uint8_t)(1u << unit % 8);
    else if (map != NULL)
        memcpy(front->first, map, sizeof front->first);
    else
        memset(front->first, 0xff, sizeof front->first);
}

static enum be_group_id group_id(const char *name)
{
    static const char *const NAME[BE_GROUP_IDS] = {"", "value", "unit", "base", "note"};
    enum be_group_id id = BE_GROUP_IDS;

    while (--id > BE_GROUP_OTHER && strcmp(NAME[id], name) != 0)
        continue;
    return id;
}

/* The named groups in pattern order; lexicon names are no columns. */
static enum be_status read_groups(const struct be_patterns *set, struct pattern *p, const struct be_say *say)
{
    uint32_t n = 0, size = 0, captures = 0;
    PCRE2_SPTR table = NULL;

    pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &n);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &table);
    pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &captures);
    if (captures >= BE_CAPTURES) {
        be_tell(say, "%s: more than %u groups", be_set_path(set, p->file), BE_CAPTURES - 1);
        return BE_EPATTERN;
    }
    for (uint32_t number = 1; number <= captures; number++)
        for (uint32_t i = 0; i < n; i++) {
            PCRE2_SPTR entry = table + i * size;

            if (((uint32_t)entry[0] << 8 | entry[1]) != number)
                continue;
            p->group[p->ngroups].number = number;
            p->group[p->ngroups].name = strdup((const char *)entry + 2);
            if (p->group[p->ngroups].name == NULL)
                return BE_ENOMEM;
            p->group[p->ngroups].id = group_id(p->group[p->ngroups].name);
            p->ngroups++;
            break;
        }
    return BE_OK;
}

/* Takes what the build made of a built-in pattern. False: not prepared, or by another PCRE2. */
static bool take_prepared(const struct be_patterns *set, struct pattern *p)
{
    size_t low = 0, high = set->dir == NULL ? be_prepared.patterns : 0;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const struct be_prepared_pattern *at = &be_prepared.pattern[mid];
        int order = strcmp(at->path, p->file->path);

        if (order == 0) {
            p->front = at->front;
            p->needs = at->needs;
            return pcre2_serialize_decode(&p->code, 1, at->code, NULL) == 1;
        }
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

static enum be_status compile(const struct be_patterns *set, struct pattern *p, const struct be_say *say)
{
    pcre2_code *loose;
    enum be_status rc = compile_expanded(&loose, set, p->file, 0, p, say);

    if (rc != BE_OK)
        return rc;
    read_front(&p->front, loose);
    pcre2_code_free(loose);
    return be_pattern_compile(&p->code, set, p->file, PCRE2_ANCHORED, say);
}

/* When memory is out the pattern is as it was: not wrong, but not there. */
static enum pattern_state make_ready(const struct be_patterns *set, struct pattern *p, const struct be_say *say)
{
    enum be_status rc = take_prepared(set, p) ? BE_OK : compile(set, p, say);

    if (rc == BE_OK)
        rc = read_groups(set, p, say);
    if (rc != BE_ENOMEM)
        return rc == BE_OK ? PATTERN_READY : PATTERN_WRONG;
    while (p->ngroups > 0)
        free(p->group[--p->ngroups].name);
    pcre2_code_free(p->code);
    p->code = NULL;
    return PATTERN_NEW;
}

enum be_status be_pattern_ready(const struct be_patterns *set, struct pattern *pattern,
                                const struct be_say *say)
{
    int state = atomic_load_explicit(&pattern->state, memory_order_acquire);

    if (state == PATTERN_NEW) {
        pthread_mutex_lock((pthread_mutex_t *)&set->lock);
        state = atomic_load_explicit(&pattern->state, memory_order_acquire);
        if (state == PATTERN_NEW)
            state = (int)make_ready(set, pattern, say);
        atomic_store_explicit(&pattern->state, state, memory_order_release);
        pthread_mutex_unlock((pthread_mutex_t *)&set->lock);
    }
    return state == PATTERN_READY ? BE_OK : state == PATTERN_WRONG ? BE_EPATTERN : BE_ENOMEM;
}

/* Of a copy: machine code must not be added to code that another thread may be using. */
void be_pattern_jit(struct pattern *pattern)
{
    pcre2_code *code;

    if (atomic_exchange(&pattern->jit_tried, true))
        return;
    code = pcre2_code_copy(pattern->code);
    if (code != NULL && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0) {
        pcre2_code_free(code);
        code = NULL;
    }
    atomic_store_explicit(&pattern->jit, code, memory_order_release);
}
