#include "set.h"
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

const char *const be_kind_name[BE_P_KINDS] = {
    [BE_P_LINE] = "line", [BE_P_DOCUMENT] = "document", [BE_P_HEADING] = "heading",
    [BE_P_SUBJECT] = "subject", [BE_P_AMOUNT] = "amount", [BE_P_TERM] = "term",
    [BE_P_NIL] = "nil", [BE_P_TABLE] = "table",
};
const bool be_kind_anchored[BE_P_KINDS] = {
    [BE_P_LINE] = true, [BE_P_DOCUMENT] = true, [BE_P_HEADING] = true, [BE_P_TERM] = true,
    [BE_P_TABLE] = true,
};

void be_tell(const struct be_say *say, const char *format, ...)
{
    char text[2048];
    va_list ap;

    if (say == NULL || say->say == NULL)
        return;
    va_start(ap, format);
    vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    say->say(say->user, text);
}

const char *be_set_path(const struct be_patterns *set, const struct set_file *file)
{
    static _Thread_local char path[1024];

    snprintf(path, sizeof path, "%s/%s", file->owned ? set->dir : "patterns", file->path);
    return path;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct set_file *)a)->path, ((const struct set_file *)b)->path);
}

const struct set_file *be_set_file(const struct be_patterns *set, const char *path)
{
    struct set_file key = {.path = (char *)path};

    if (set->nfiles == 0)
        return NULL;
    return bsearch(&key, set->file, set->nfiles, sizeof key, by_path);
}

struct be_span be_patterns_file(const struct be_patterns *patterns, const char *path)
{
    const struct set_file *file = be_set_file(patterns, path);

    return file == NULL ? be_span(NULL, 0) : file->bytes;
}

/* Puts a file into the set, in place of one of the same path. Takes the bytes over if owned. */
static enum be_status put_file(struct be_patterns *set, const char *path, struct be_span bytes,
                               bool owned)
{
    struct set_file *grown;

    for (size_t i = 0; owned && i < set->nfiles; i++) {
        struct set_file *f = &set->file[i];

        if (strcmp(f->path, path) != 0)
            continue;
        if (f->owned)
            free((void *)f->bytes.p);
        f->bytes = bytes;
        f->owned = owned;
        return BE_OK;
    }
    if (set->nfiles % 64 == 0) {
        grown = realloc(set->file, (set->nfiles + 64) * sizeof *grown);
        if (grown == NULL)
            return BE_ENOMEM;
        set->file = grown;
    }
    set->file[set->nfiles] = (struct set_file){strdup(path), bytes, owned};
    return set->file[set->nfiles++].path == NULL ? BE_ENOMEM : BE_OK;
}

/* Reads a whole file; *bytes is malloced, never NULL on success. */
static enum be_status read_file(struct be_span *bytes, const char *path, const struct be_say *say)
{
    enum be_status rc = BE_EIO;
    char *p = NULL;
    size_t len = 0, size = 0;
    FILE *in = fopen(path, "rb");

    if (in == NULL) {
        be_tell(say, "%s: cannot open: %s", path, strerror(errno));
        return BE_EIO;
    }
    for (;;) {
        if (len == size) {
            char *grown = size > BE_SET_BYTES ? NULL : realloc(p, size * 2 + 4096);

            if (grown == NULL) {
                be_tell(say, "%s: larger than %u bytes", path, BE_SET_BYTES);
                goto done;
            }
            p = grown;
            size = size * 2 + 4096;
        }
        size_t n = fread(p + len, 1, size - len, in);
        if (n == 0)
            break;
        len += n;
    }
    if (ferror(in)) {
        be_tell(say, "%s: cannot read: %s", path, strerror(errno));
        goto done;
    }
    *bytes = be_span(p, len);
    rc = BE_OK;
done:
    fclose(in);
    if (rc != BE_OK)
        free(p);
    return rc;
}

static bool wanted(const char *name)
{
    struct be_span n = be_span_of(name);

    return name[0] != '.' && (be_ends(n, ".pcre") || be_ends(n, ".csv"));
}

static enum be_status put_from(struct be_patterns *set, const char *full, const char *path,
                               const struct be_say *say)
{
    struct be_span bytes;
    enum be_status rc;

    if (set->nfiles >= BE_SET_FILES) {
        be_tell(say, "%s: more than %u files", set->dir, BE_SET_FILES);
        return BE_EPATTERN;
    }
    rc = read_file(&bytes, full, say);
    if (rc != BE_OK)
        return rc;
    rc = put_file(set, path, bytes, true);
    if (rc != BE_OK && (set->nfiles == 0 || set->file[set->nfiles - 1].bytes.p != bytes.p))
        free((void *)bytes.p);
    return rc;
}

/* The files of dir, and of its folders when sub is "". */
static enum be_status read_dir(struct be_patterns *set, const char *sub, const struct be_say *say)
{
    enum be_status rc = BE_OK;
    char at[4096], full[4400], path[600];
    struct dirent *e;
    struct stat st;
    DIR *dir;

    snprintf(at, sizeof at, "%s%s%s", set->dir, *sub == '\0' ? "" : "/", sub);
    dir = opendir(at);
    if (dir == NULL) {
        be_tell(say, "%s: cannot open: %s", at, strerror(errno));
        return BE_EIO;
    }
    while (rc == BE_OK && (e = readdir(dir)) != NULL) {
        if (e->d_name[0] == '.')
            continue;
        snprintf(full, sizeof full, "%s/%s", at, e->d_name);
        snprintf(path, sizeof path, "%s%s%s", sub, *sub == '\0' ? "" : "/", e->d_name);
        if (stat(full, &st) != 0)
            continue;
        if (S_ISDIR(st.st_mode) && *sub == '\0')
            rc = read_dir(set, e->d_name, say);
        else if (S_ISREG(st.st_mode) && wanted(e->d_name))
            rc = put_from(set, full, path, say);
    }
    closedir(dir);
    return rc;
}

static enum be_status add_pattern(struct be_patterns *set, const struct set_file *file,
                                  struct be_span folder, struct be_span name,
                                  const struct be_say *say)
{
    for (size_t k = 0; k < BE_P_KINDS; k++) {
        struct pattern_kind *kind = set->kind[k];
        struct pattern *p;

        if (!be_span_is(folder, be_kind_name[k]))
            continue;
        if (kind->n == BE_KIND_PATTERNS) {
            be_tell(say, "%s: more than %u patterns of the kind %s", be_set_path(set, file),
                    BE_KIND_PATTERNS, be_kind_name[k]);
            return BE_EPATTERN;
        }
        p = &kind->pattern[kind->n];
        p->file = file;
        p->name = strndup(name.p, name.len);
        if (p->name == NULL)
            return BE_ENOMEM;
        kind->n++;
        return BE_OK;
    }
    be_tell(say, "%s: there is no kind of patterns called %.*s", be_set_path(set, file),
            (int)folder.len, folder.p);
    return BE_EPATTERN;
}

/* Sorts the files and finds the patterns among them; all files are in. */
static enum be_status find_patterns(struct be_patterns *set, const struct be_say *say)
{
    enum be_status rc = BE_OK, worst = BE_OK;

    qsort(set->file, set->nfiles, sizeof *set->file, by_path);
    for (size_t i = 0; i < set->nfiles; i++) {
        const struct set_file *file = &set->file[i];
        struct be_span path = be_span_of(file->path);
        long slash = be_span_find(path, BE_LIT("/"));

        if (file->bytes.len == 0 || !be_ends(path, ".pcre"))
            continue;
        path.len -= 5;
        if (slash >= 0)
            rc = add_pattern(set, file, be_span_to(path, (size_t)slash),
                             be_span_from(path, (size_t)slash + 1), say);
        else if (be_span_is(path, "lexicon"))
            rc = BE_OK; /* read before */
        else {
            be_tell(say, "%s: a pattern stands in the folder of its kind", be_set_path(set, file));
            rc = BE_EPATTERN;
        }
        if (rc == BE_ENOMEM)
            return rc;
        if (rc != BE_OK)
            worst = rc;
    }
    return worst;
}

/* The built-in lexicon first, then the folder's, whose names replace or add to it. */
static enum be_status read_lexicons(struct be_patterns *set, struct set_file *builtin,
                                    const struct be_say *say)
{
    const struct set_file *own = be_set_file(set, "lexicon.pcre");
    enum be_status rc = BE_OK;

    if (own == NULL || (own->owned && own->bytes.len == 0))
        return BE_OK;
    if (own->owned && builtin->bytes.len > 0)
        rc = be_lexicon_read(set, builtin, say);
    return rc != BE_OK ? rc : be_lexicon_read(set, own, say);
}

static enum be_status compile_all(struct be_patterns *set, const struct be_say *say)
{
    enum be_status rc = BE_OK, one;

    for (size_t k = 0; k < BE_P_KINDS; k++)
        for (size_t i = 0; i < set->kind[k]->n; i++)
            if (rc != BE_ENOMEM && (one = be_pattern_ready(set, &set->kind[k]->pattern[i], say)) != BE_OK)
                rc = one;
    return rc;
}

static struct set_file builtin_lexicon(void)
{
    struct set_file file = {.path = (char *)"lexicon.pcre"};

    for (size_t i = 0; i < be_embedded_n; i++)
        if (strcmp(be_embedded[i].path, "lexicon.pcre") == 0)
            file.bytes = be_span(be_embedded[i].bytes, be_embedded[i].len);
    return file;
}

enum be_status be_patterns_load(struct be_patterns **out, const char *dir,
                                void (*say)(void *user, const char *message), void *user)
{
    struct be_say tell = {say, user};
    struct be_patterns *set = calloc(1, sizeof *set);
    enum be_status rc = BE_ENOMEM;

    *out = NULL;
    if (set == NULL)
        return BE_ENOMEM;
    pthread_mutex_init(&set->lock, NULL);
    set->builtin_lexicon = builtin_lexicon();
    for (size_t k = 0; k < BE_P_KINDS; k++)
        if ((set->kind[k] = calloc(1, sizeof *set->kind[k])) == NULL)
            goto done;
    for (size_t i = 0; i < be_embedded_n; i++) {
        rc = put_file(set, be_embedded[i].path,
                      be_span(be_embedded[i].bytes, be_embedded[i].len), false);
        if (rc != BE_OK)
            goto done;
    }
    if (dir != NULL) {
        rc = (set->dir = strdup(dir)) == NULL ? BE_ENOMEM : read_dir(set, "", &tell);
        if (rc != BE_OK)
            goto done;
    }
    rc = find_patterns(set, &tell);
    if (rc == BE_OK)
        rc = read_lexicons(set, &set->builtin_lexicon, &tell);
    if (rc == BE_OK && dir != NULL)     /* those built in were proved by the build */
        rc = compile_all(set, &tell);
done:
    if (rc == BE_OK)
        *out = set;
    else
        be_patterns_free(set);
    return rc;
}

static void free_pattern(struct pattern *p)
{
    for (size_t i = 0; i < p->ngroups; i++)
        free(p->group[i].name);
    pcre2_code_free(p->code);
    pcre2_code_free(atomic_load(&p->jit));
    free(p->name);
}

void be_patterns_free(struct be_patterns *patterns)
{
    if (patterns == NULL)
        return;
    for (size_t k = 0; k < BE_P_KINDS; k++) {
        for (size_t i = 0; patterns->kind[k] != NULL && i < patterns->kind[k]->n; i++)
            free_pattern(&patterns->kind[k]->pattern[i]);
        free(patterns->kind[k]);
    }
    for (size_t i = 0; i < patterns->nfiles; i++) {
        free(patterns->file[i].path);
        if (patterns->file[i].owned)
            free((void *)patterns->file[i].bytes.p);
    }
    free(patterns->file);
    free(patterns->lexicon);
    free(patterns->dir);
    pthread_mutex_destroy(&patterns->lock);
    free(patterns);
}
