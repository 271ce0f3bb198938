#include "workbook.h"
#include "grids.h"
#include "sheet.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define HUGE (600u << 20)         /* rows that may make a file with sizes of 64 bits */

#define FIGURE_COLUMNS \
    "agency,year,phase,topic,item,measure,value,unit,yuan,stat,part,fund,flow,rollup,concept,level1,level2,level3," \
    "scheme,code,official_code,class_code,project,entity,entity_code,doc_year,base,note,table_no,table_title,section,path,doc,n,line,text"

/* The sheets: what people look at comes first. */
static const struct sheet {
    size_t stream;
    const char *name, *zh;
    const char *columns;          /* of its schema; NULL: all */
    bool leaves;
    size_t frozen;
} SHEETS[] = {
    {BE_PK_SUMMARY, "summary", "汇总", NULL, false, 2},
    {BE_PK_FIGURES, "figures", "数据", FIGURE_COLUMNS, true, 0},
    {BE_PK_INDICATORS, "indicators", "绩效指标", NULL, false, 0},
    {BE_PK_PROJECTS, "projects", "项目", NULL, false, 0},
    {BE_PK_FINDINGS, "findings", "检查结果", NULL, false, 0},
    {BE_PK_DOCUMENTS, "documents", "文件", NULL, false, 1},
    {BE_PK_ERRORS, "errors", "未读文件", NULL, false, 0},
    {BE_WORKBOOK_TABLES, "tables", "表", NULL, false, 0},
    {BE_WORKBOOK_RECORDS, "records", "记录", NULL, false, 0},
};
#define COUNT (sizeof SHEETS / sizeof *SHEETS)

bool be_workbook_layout(struct be_layout *layout, const struct be_command *cmd, size_t stream)
{
    const struct sheet *sheet = SHEETS;
    struct be_span bad;

    while (sheet < SHEETS + COUNT && sheet->stream != stream)
        sheet++;
    if (sheet == SHEETS + COUNT)
        return false;
    *layout = cmd->layout;        /* that of the records: --columns picks theirs */
    layout->format = BE_TSV;
    layout->excel = false;
    layout->no_header = true;
    if (stream < BE_PK_FILES)
        be_layout_columns(layout, be_package_files[stream].schema, sheet->columns, &bad);
    else
        be_layout_columns(layout, &be_record_schema, cmd->rows == BE_RECORDS ? cmd->columns : NULL, &bad);
    return true;
}

/* ---- the file ---- */

struct be_workbook {
    const struct be_command *cmd;
    struct be_out out;            /* the file: its names, its sync */
    char *dir;                    /* of temporary files: that of FILE */
    char *made;                   /* where the workbook is made */
    bool copied;                  /* FILE is a device or a pipe: made elsewhere, then copied */
    struct be_spool spool[BE_WORKBOOK_STREAMS]; /* of those that have a sheet */
    int error;
};

static enum be_status failed(struct be_workbook *w, enum be_status rc, int error)
{
    w->error = error;
    errno = error;
    return rc;
}

/* A workbook is not written from front to back, so a pipe gets it when it is done. */
static enum be_status make_elsewhere(struct be_workbook *w)
{
    const char *tmp = getenv("TMPDIR");
    int fd;

    w->copied = true;
    w->dir = strdup(tmp != NULL && tmp[0] != '\0' ? tmp : "/tmp");
    if (w->dir == NULL || asprintf(&w->made, "%s/bextract.XXXXXX", w->dir) < 0) {
        w->made = NULL;
        return BE_ENOMEM;
    }
    fd = mkostemp(w->made, O_CLOEXEC);
    if (fd < 0) {
        free(w->made);
        w->made = NULL;
        return failed(w, BE_EIO, errno);
    }
    close(fd);
    return BE_OK;
}

static enum be_status make_beside(struct be_workbook *w)
{
    char *slash;

    w->made = strdup(w->out.temp);
    w->dir = strdup(w->out.temp);
    if (w->made == NULL || w->dir == NULL)
        return BE_ENOMEM;
    slash = strrchr(w->dir, '/');
    if (slash == NULL)
        strcpy(w->dir, ".");
    else
        slash[slash == w->dir] = '\0';
    return BE_OK;
}

enum be_status be_workbook_open(struct be_workbook **out, const struct be_command *cmd)
{
    struct be_workbook *w = calloc(1, sizeof *w);
    enum be_status rc;

    *out = w;
    if (w == NULL)
        return BE_ENOMEM;
    w->cmd = cmd;
    if (!be_late_workbook() || !be_late_archive())
        return failed(w, BE_EIO, ELIBACC);
    rc = be_out_file(&w->out, cmd->output);
    if (rc != BE_OK)
        return failed(w, rc, w->out.error);
    rc = w->out.temp != NULL ? make_beside(w) : make_elsewhere(w);
    for (size_t i = 0; i < COUNT && rc == BE_OK; i++)
        rc = be_spool_open(&w->spool[SHEETS[i].stream], w->dir);
    return rc == BE_EIO ? failed(w, rc, errno) : rc;
}

enum be_status be_workbook_write(struct be_workbook *w, size_t stream, struct be_span bytes)
{
    enum be_status rc = be_spool_add(&w->spool[stream], bytes);

    return rc == BE_OK ? rc : failed(w, rc, w->spool[stream].error);
}

static bool wanted(const struct be_workbook *w, size_t stream)
{
    switch (stream) {
    case BE_PK_FINDINGS: return w->cmd->options.check; /* none is not the same as none looked for */
    case BE_PK_ERRORS: return w->spool[stream].bytes > 0;
    case BE_WORKBOOK_TABLES: return w->cmd->table_sheets;
    default: return true;
    }
}

static void write_sheets(struct be_workbook *w, struct be_book *book, struct be_workbook_left *left)
{
    bool zh = w->cmd->zh_header;

    for (const struct sheet *s = SHEETS; s < SHEETS + COUNT && book->status == BE_OK; s++) {
        struct be_spool *spool = &w->spool[s->stream];
        struct be_layout layout;
        struct be_sheet_ask ask = {
            .name = zh ? s->zh : s->name,
            .layout = &layout,
            .exact = s->stream == BE_WORKBOOK_RECORDS,
            .leaves = s->leaves,
            .frozen = s->frozen,
        };
        if (!wanted(w, s->stream))
            continue;
        be_workbook_layout(&layout, w->cmd, s->stream);
        if (s->stream == BE_WORKBOOK_TABLES)
            be_grids_write(book, spool, zh, &left->tables);
        else
            be_sheet_write(book, spool, &ask);
        be_spool_close(spool);
    }
}

static enum be_status make(struct be_workbook *w, struct be_workbook_left *left)
{
    struct be_book book;
    uint64_t bytes = 0;
    enum be_status rc;

    for (size_t i = 0; i < BE_WORKBOOK_STREAMS; i++)
        bytes += w->spool[i].bytes;
    rc = be_book_open(&book, w->made, w->dir, bytes > HUGE);
    if (rc == BE_OK)
        write_sheets(w, &book, left);
    rc = be_book_close(&book, w->made);
    left->cut = book.cut;
    return rc == BE_OK ? rc : failed(w, rc, book.error);
}

/* The finished workbook into a device or a pipe. */
static enum be_status copy(struct be_workbook *w)
{
    char piece[65536];
    FILE *in = fopen(w->made, "rbe");
    enum be_status rc = in == NULL ? failed(w, BE_EIO, errno) : BE_OK;
    size_t n;

    while (rc == BE_OK && (n = fread(piece, 1, sizeof piece, in)) > 0)
        rc = be_out_add(&w->out, be_span(piece, n));
    if (rc == BE_OK)
        rc = be_out_flush(&w->out);
    if (in != NULL)
        fclose(in);
    return w->out.status == BE_OK ? rc : failed(w, w->out.status, w->out.error);
}

enum be_status be_workbook_close(struct be_workbook *w, bool keep, struct be_workbook_left *left)
{
    enum be_status rc = BE_OK, closed;
    int error = w->error;

    *left = (struct be_workbook_left){0};
    if (keep) {
        rc = make(w, left);
        if (rc == BE_OK && w->copied)
            rc = copy(w);
        error = w->error;
    }
    closed = be_out_close(&w->out, keep && rc == BE_OK);
    if (rc == BE_OK && closed != BE_OK) {
        rc = closed;
        error = w->out.error;
    }
    errno = error;
    return rc;
}

void be_workbook_free(struct be_workbook *w)
{
    if (w == NULL)
        return;
    for (size_t i = 0; i < BE_WORKBOOK_STREAMS; i++)
        be_spool_close(&w->spool[i]);
    be_out_close(&w->out, false);
    if (w->copied && w->made != NULL)
        unlink(w->made);
    free(w->made);
    free(w->dir);
    free(w);
}
