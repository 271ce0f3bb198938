#include "convert.h"
#include "../base/i18n.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#define WORDS 8
#define WAYS 3
#define FILES 256u /* files one document may become (sheets of a workbook) */

/* FILE is the document, FOLDER a temporary folder, PROFILE a setting that gives libreoffice one
 * of its own there: two of them at a time would refuse to share. */
struct way {
    const char *words[WORDS];
    bool in_folder;              /* the text is in files in FOLDER, not in the output */
};
struct be_converter {
    const char *kind;            /* of input/kind.c, in English */
    const char *suffix;          /* of names; NULL: any */
    const char *ending;          /* of a spooled file */
    struct way way[WAYS];
    const char *packages;        /* what to install, for people */
};

#define OFFICE(filter) {{"libreoffice", "PROFILE", "--headless", "--convert-to", filter, "--outdir", "FOLDER", "FILE"}, true}
/* Tab, quote, UTF-8, from line 1, formatted as shown, all sheets. */
#define SHEETS OFFICE("csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,true,false,false,-1")
#define TEXT OFFICE("txt:Text (encoded):UTF8")
#define PAGE OFFICE("html")

/* Ways that keep tables as tables come first. docx2txt and text from libreoffice lose them, and
 * pandoc the merged cells of OpenDocument and RTF. */
static const struct be_converter converters[] = {
    {"a PDF document", NULL, ".pdf", {{{"pdftotext", "-layout", "-enc", "UTF-8", "FILE", "-"}, false}}, "pdftotext (poppler-utils)"},
    {"a Word document (.docx)", NULL, ".docx", {{{"pandoc", "-f", "docx", "-t", "html", "--wrap=none", "FILE"}, false}, PAGE},
     "pandoc, libreoffice"},
    {"an old Word or Excel document (.doc, .xls)", ".xls", ".xls", {SHEETS}, "libreoffice"},
    {"an old Word or Excel document (.doc, .xls)", NULL, ".doc", {PAGE, {{"antiword", "-m", "UTF-8.txt", "FILE"}, false}},
     "libreoffice, antiword"},
    {"an Excel workbook (.xlsx)", NULL, ".xlsx", {SHEETS}, "libreoffice"},
    {"a PowerPoint presentation (.pptx)", NULL, ".pptx", {TEXT}, "libreoffice"},
    {"an OpenDocument file", ".ods", ".ods", {SHEETS}, "libreoffice"},
    {"an OpenDocument file", NULL, ".odt", {PAGE, {{"pandoc", "-f", "odt", "-t", "html", "--wrap=none", "FILE"}, false}},
     "libreoffice, pandoc"},
    {"an RTF document", NULL, ".rtf", {PAGE, {{"pandoc", "-f", "rtf", "-t", "html", "--wrap=none", "FILE"}, false}, {{"unrtf", "--text", "FILE"}, false}},
     "libreoffice, pandoc, unrtf"},
};

struct be_conversion {
    struct be_child child;
    char folder[64];             /* "" : none yet */
    char spooled[96];
    bool in_folder;
    char *text[FILES];           /* files in the folder, sorted; owned */
    size_t texts, at;
    int fd;                      /* of the one being read */
    bool csv;                    /* its cells may be quoted: */
    bool begins, quoted, closing; /* a cell begins here, goes on in quotes, or a quote may have ended it */
    char reason[512];
};

static bool ends_in(const char *name, const char *suffix)
{
    size_t n = strlen(name), m = strlen(suffix);

    return n >= m && strcasecmp(name + n - m, suffix) == 0;
}

const struct be_converter *be_convert_find(struct be_span first, const char *name)
{
    struct be_content content;

    be_kind_find(&content, first);
    if (content.name == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof converters / sizeof converters[0]; i++) {
        const struct be_converter *c = &converters[i];

        if (strcmp(content.name, c->kind) == 0 && (c->suffix == NULL || ends_in(name, c->suffix)))
            return c;
    }
    return NULL;
}

struct be_conversion *be_convert_new(void)
{
    struct be_conversion *c = calloc(1, sizeof *c);

    if (c != NULL)
        c->fd = -1;
    return c;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
    (void)st;
    (void)type;
    (void)where;
    remove(path);
    return 0;
}

static bool make_folder(struct be_conversion *c)
{
    const char *temp = getenv("TMPDIR");

    if (c->folder[0] != '\0')
        return true;
    if (temp == NULL || temp[0] != '/' || strlen(temp) + 20 > sizeof c->folder)
        temp = "/tmp";
    snprintf(c->folder, sizeof c->folder, "%s/bextract.XXXXXX", temp);
    if (mkdtemp(c->folder) != NULL)
        return true;
    snprintf(c->reason, sizeof c->reason, _("cannot make a temporary file: %s"), strerror(errno));
    c->folder[0] = '\0';
    return false;
}

int be_convert_spool(struct be_conversion *c, const struct be_converter *converter)
{
    if (!make_folder(c))
        return -1;
    snprintf(c->spooled, sizeof c->spooled, "%s/document%s", c->folder, converter == NULL ? "" : converter->ending);
    return open(c->spooled, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

/* The words of a way, with what they stand for. text: room for those that are made. */
static void fill_in(char **argv, const struct way *way, const char *file, const char *folder, char *text, size_t size)
{
    size_t n = 0;

    for (; n < WORDS && way->words[n] != NULL; n++) {
        const char *w = way->words[n];

        if (strcmp(w, "FILE") == 0) {
            w = file;
        } else if (strcmp(w, "FOLDER") == 0) {
            w = folder;
        } else if (strcmp(w, "PROFILE") == 0) {
            snprintf(text, size, "-env:UserInstallation=file://%s/profile", folder);
            w = text;
        }
        argv[n] = (char *)(uintptr_t)w; /* exec takes them so and does not write */
    }
    argv[n] = NULL;
}

static bool is_text_file(const char *name)
{
    return ends_in(name, ".txt") || ends_in(name, ".csv") || ends_in(name, ".html");
}

/* In the order in which they were written: that of a workbook's sheets. */
static int by_time(const void *a, const void *b)
{
    const char *const *name[2] = {a, b};
    struct stat st[2] = {{0}, {0}};

    for (int i = 0; i < 2; i++)
        if (stat(*name[i], &st[i]) != 0)
            st[i].st_mtim = (struct timespec){0};
    if (st[0].st_mtim.tv_sec != st[1].st_mtim.tv_sec)
        return st[0].st_mtim.tv_sec < st[1].st_mtim.tv_sec ? -1 : 1;
    if (st[0].st_mtim.tv_nsec != st[1].st_mtim.tv_nsec)
        return st[0].st_mtim.tv_nsec < st[1].st_mtim.tv_nsec ? -1 : 1;
    return strcmp(*name[0], *name[1]);
}

/* Waits for the program, then lists what it wrote. */
static enum be_status collect(struct be_conversion *c)
{
    char some[4096];
    size_t n;
    enum be_status rc;
    DIR *dir;
    const struct dirent *d;

    do
        rc = be_child_read(&c->child, some, sizeof some, &n);
    while (rc == BE_OK && n > 0);
    if (rc == BE_OK)
        rc = be_child_end(&c->child, c->reason, sizeof c->reason);
    if (rc != BE_OK)
        return rc;
    dir = opendir(c->folder);
    while (dir != NULL && c->texts < FILES && (d = readdir(dir)) != NULL)
        if (is_text_file(d->d_name) && asprintf(&c->text[c->texts], "%s/%s", c->folder, d->d_name) >= 0)
            c->texts++;
    if (dir != NULL)
        closedir(dir);
    qsort(c->text, c->texts, sizeof c->text[0], by_time);
    if (c->texts > 0)
        return BE_OK;
    snprintf(c->reason, sizeof c->reason, _("%s wrote no text"), c->child.program);
    return BE_EIO;
}

static enum be_status start(struct be_conversion *c, const struct way *way, const char *file, unsigned seconds)
{
    char *argv[WORDS + 1], text[128];

    c->in_folder = way->in_folder;
    if (way->in_folder && !make_folder(c))
        return BE_ENOMEM;
    fill_in(argv, way, file, c->folder, text, sizeof text);
    return be_child_start(&c->child, argv, -1, seconds);
}

static enum be_status by_converter(struct be_conversion *c, const struct be_converter *converter, const char *file,
                                   unsigned seconds)
{
    for (size_t i = 0; i < WAYS && converter->way[i].words[0] != NULL; i++) {
        enum be_status rc = start(c, &converter->way[i], file, seconds);

        if (rc == BE_OK)
            return c->in_folder ? collect(c) : BE_OK;
        if (rc == BE_ENOMEM)
            return BE_EIO; /* no folder, told */
        if (errno != ENOENT && errno != EACCES) {
            snprintf(c->reason, sizeof c->reason, _("cannot run %s: %s"), converter->way[i].words[0], strerror(errno));
            return BE_EIO;
        }
    }
    snprintf(c->reason, sizeof c->reason, _("is %s; one of these turns it into text, but none is installed: %s"),
             _(converter->kind), converter->packages);
    return BE_EIO;
}

enum be_status be_convert_begin(struct be_conversion *c, const struct be_converter *converter, const char *program,
                                const char *path, unsigned seconds)
{
    const char *file = path == NULL ? c->spooled : path;
    char *dashed = NULL;
    enum be_status rc;

    c->reason[0] = '\0';
    c->in_folder = false;
    if (file[0] == '-') { /* must not look like an option */
        if (asprintf(&dashed, "./%s", file) < 0)
            return BE_ENOMEM;
        file = dashed;
    }
    if (converter != NULL) {
        rc = by_converter(c, converter, file, seconds);
    } else {
        char *argv[] = {(char *)(uintptr_t)program, (char *)(uintptr_t)file, NULL};
        int input = open(file, O_RDONLY | O_CLOEXEC);

        rc = be_child_start(&c->child, argv, input, seconds);
        if (rc != BE_OK)
            snprintf(c->reason, sizeof c->reason, _("cannot run %s: %s"), program, strerror(errno));
        if (input >= 0)
            close(input);
    }
    free(dashed);
    return rc;
}

/* Takes the quotes off cells; a line that ends inside a cell becomes a blank. */
static size_t unquote(struct be_conversion *c, char *text, size_t n)
{
    size_t to = 0;

    for (size_t i = 0; i < n; i++) {
        char b = text[i];

        if (c->closing && b != '"')
            c->quoted = c->closing = false;
        if (c->quoted && b == '"' && !c->closing) {
            c->closing = true;
        } else if (c->quoted) {
            text[to++] = b == '\n' || b == '\r' ? ' ' : b;
            c->closing = false;
        } else if (c->begins && b == '"') {
            c->quoted = true;
            c->begins = false;
        } else {
            text[to++] = b;
            c->begins = b == '\t' || b == '\n' || b == '\r';
        }
    }
    return to;
}

static enum be_status read_texts(struct be_conversion *c, char *chunk, size_t size, size_t *n)
{
    *n = 0;
    while (c->at < c->texts) {
        ssize_t got;

        if (c->fd < 0) {
            c->fd = open(c->text[c->at], O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
            c->csv = c->begins = ends_in(c->text[c->at], ".csv");
            c->quoted = c->closing = false;
        }
        got = c->fd < 0 ? 0 : read(c->fd, chunk, size);
        if (got > 0) {
            *n = c->csv ? unquote(c, chunk, (size_t)got) : (size_t)got;
            if (*n > 0)
                return BE_OK;
            continue;
        }
        if (c->fd >= 0)
            close(c->fd);
        c->fd = -1;
        c->at++;
    }
    return BE_OK;
}

enum be_status be_convert_read(struct be_conversion *c, char *chunk, size_t size, size_t *n)
{
    return c->in_folder ? read_texts(c, chunk, size, n) : be_child_read(&c->child, chunk, size, n);
}

enum be_status be_convert_end(struct be_conversion *c)
{
    char text[sizeof c->reason];
    enum be_status rc = be_child_end(&c->child, text, sizeof text);

    if (rc != BE_OK)
        memcpy(c->reason, text, sizeof text);
    if (c->fd >= 0)
        close(c->fd);
    c->fd = -1;
    while (c->texts > 0)
        free(c->text[--c->texts]);
    c->at = 0;
    if (c->folder[0] != '\0')
        nftw(c->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    c->folder[0] = c->spooled[0] = '\0';
    return rc;
}

const char *be_convert_reason(const struct be_conversion *c)
{
    return c->reason;
}

void be_convert_free(struct be_conversion *c)
{
    if (c == NULL)
        return;
    be_convert_end(c);
    free(c);
}
