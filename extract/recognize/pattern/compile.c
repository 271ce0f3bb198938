/* compile.c - from a pattern file to PCRE2 code.
 *
 * A lexicon name is put in as text, (?&Number) becomes (?: body ), instead of prefixing the
 * whole (?(DEFINE)...) and calling into it: PCRE2 finds no first character behind a call, and
 * compiling the prefix with every pattern costs more than the patterns do.
 */
#include "set.h"
#include "../../base/buf.h"
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
    size_t npieces, size;
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
    if (be_starts(be_span_from(s, i), "(?#")) {
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

    if (!be_starts(be_span_from(s, *at), "(?<") || n == 0 || name + n >= s.len || s.p[name + n] != '>') {
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
        if (!be_starts(be_span_from(s, i), "(?(DEFINE)")) {
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
    if (text.len == 0)
        return BE_OK;
    if (x->text.len + text.len > BE_EXPANDED) {
        be_tell(x->say, "%s: larger than %u bytes with the lexicon put in",
                be_set_path(x->set, file), BE_EXPANDED);
        return BE_EPATTERN;
    }
    if (!be_grow(&x->piece, x->npieces, &x->size, sizeof *x->piece))
        return BE_ENOMEM;
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
        if (!be_starts(be_span_from(s, i), "(?&")) {
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

enum be_status be_pattern_compile(pcre2_code **out, const struct be_patterns *set, const struct set_file *file,
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
