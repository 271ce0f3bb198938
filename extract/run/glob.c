#include "glob.h"
#include "../base/span.h"
#include <stdlib.h>

/* Where the set that begins at p (behind its bracket) ends; NULL: it never does. */
static const char *set_end(const char *p)
{
    if (*p == '!' || *p == '^')
        p++;
    if (*p == ']')
        p++;
    while (*p != '\0' && *p != ']')
        p++;
    return *p == ']' ? p : NULL;
}

static bool in_set(const char *p, const char *end, uint32_t c)
{
    bool no = *p == '!' || *p == '^', found = false;

    p += no;
    while (p < end) {
        uint32_t from = be_char_at(p, end), to;

        p += be_char_len(p, end);
        to = from;
        if (end - p >= 2 && *p == '-') {
            to = be_char_at(p + 1, end);
            p += 1 + be_char_len(p + 1, end);
        }
        found |= c >= from && c <= to;
    }
    return found != no && c != '/';
}

/* One character of the pattern (no star) against one of the name. Lengths go to *np, *nt. */
static bool one(const char *p, const char *t, size_t *np, size_t *nt)
{
    const char *end;

    *nt = be_char_len(t, t + strnlen(t, 4));
    *np = 1;
    if (*p == '?')
        return *t != '/';
    if (*p == '[' && (end = set_end(p + 1)) != NULL) {
        *np = (size_t)(end - p) + 1;
        return in_set(p + 1, end, be_char_at(t, t + *nt));
    }
    if (*p == '\\' && p[1] != '\0') {
        *np = 2;
        p++;
    }
    *nt = 1; /* byte by byte will do */
    return *p == *t;
}

bool be_glob_match(const char *pattern, const char *name)
{
    const char *p = pattern, *t = name;
    const char *star = NULL, *star_at = NULL; /* behind the last *, and what it has eaten to */
    const char *far = NULL, *far_at = NULL;   /* the same of the last ** */
    bool folders = false;                     /* which eats whole folders */

    while (*t != '\0' || *p != '\0') {
        size_t np, nt;

        if (p[0] == '*' && p[1] == '*') {
            p += 2;
            folders = *p == '/' && (t == name || t[-1] == '/');
            p += folders;
            far = p;
            far_at = t;
            star = NULL;
        } else if (*p == '*') {
            star = ++p;
            star_at = t;
        } else if (*t != '\0' && *p != '\0' && one(p, t, &np, &nt)) {
            p += np;
            t += nt;
        } else if (star != NULL && *star_at != '\0' && *star_at != '/') {
            p = star;
            t = ++star_at;
        } else if (far != NULL && *far_at != '\0') {
            if (folders && (far_at = strchr(far_at, '/')) == NULL)
                return false;
            p = far;
            t = ++far_at;
            star = NULL;
        } else {
            return false;
        }
    }
    return true;
}

bool be_globs_add(const char ***list, size_t *n, const char *pattern)
{
    const char **more = realloc(*list, (*n + 1) * sizeof *more);

    if (more == NULL)
        return false;
    more[(*n)++] = pattern;
    *list = more;
    return true;
}

static bool any(const char **list, size_t n, const char *name, bool folder)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash == NULL ? name : slash + 1;

    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(list[i]);
        bool for_folders = len > 1 && list[i][len - 1] == '/';
        char pattern[4096];

        if ((for_folders && !folder) || len >= sizeof pattern)
            continue;
        memcpy(pattern, list[i], len + 1);
        if (for_folders)
            pattern[len - 1] = '\0';
        if (be_glob_match(pattern, strchr(pattern, '/') == NULL ? base : name))
            return true;
    }
    return false;
}

bool be_globs_want(const struct be_globs *globs, const char *name, bool folder)
{
    if (any(globs->exclude, globs->excludes, name, folder))
        return false;
    return folder || globs->includes == 0 || any(globs->include, globs->includes, name, false);
}

void be_globs_free(struct be_globs *globs)
{
    free(globs->include);
    free(globs->exclude);
    *globs = (struct be_globs){0};
}
