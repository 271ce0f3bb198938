#include "workbook.h"
#include "../output/package.h"
#include "grids.h"
#include "sheet.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { SUMMARY, FIGURES, INDICATORS, PROJECTS, FINDINGS, DOCUMENTS, ERRORS, TABLES, RECORDS, SHEETS };

#define HUGE (600u << 20)         /* rows that may make a file with sizes of 64 bits */
#define NOT_OF_PACKAGE BE_PK_FILES

/* What people look at comes first. */
#define FIGURE_COLUMNS \
    "agency,year,phase,topic,item,measure,value,unit,yuan,stat,part,fund,flow,rollup,concept,level1,level2,level3," \
    "scheme,code,official_code,class_code,project,entity,entity_code,doc_year,base,note,table_no,table_title,section,path,doc,n,line,text"

static const struct {
    const char *name, *zh;
    enum be_package_file file;
    const char *columns;
    bool leaves;
    size_t frozen;
} SHEET[SHEETS] = {
    [SUMMARY] = {"summary", "汇总", BE_PK_SUMMARY, NULL, false, 2},
    [FIGURES] = {"figures", "数据", BE_PK_FIGURES, FIGURE_COLUMNS, true, 0},
    [INDICATORS] = {"indicators", "绩效指标", BE_PK_INDICATORS, NULL, false, 0},
    [PROJECTS] = {"projects", "项目", BE_PK_PROJECTS, NULL, false, 0},
    [FINDINGS] = {"findings", "检查结果", BE_PK_FINDINGS, NULL, false, 0},
    [DOCUMENTS] = {"documents", "文件", BE_PK_DOCUMENTS, NULL, false, 1},
    [ERRORS] = {"errors", "未读文件", BE_PK_ERRORS, NULL, false, 0},
    [TABLES] = {"tables", "表", NOT_OF_PACKAGE, NULL, false, 0},
    [RECORDS] = {"records", "记录", NOT_OF_PACKAGE, NULL, false, 0},
};

/* The layout of a stream: lines of fields, as a spool reads them back. */
static void lay_out(struct be_layout *layout, const struct be_command *cmd, size_t sheet)
{
    struct be_span bad;

    *layout = cmd->layout;        /* that of the records: --columns picks theirs */
    layout->format = BE_TSV;
    layout->excel = false;
    layout->no_header = true;
    if (SHEET[sheet].file != NOT_OF_PACKAGE)
        be_layout_columns(layout, be_package_files[SHEET[sheet].file].schema, SHEET[sheet].columns, &bad);
    else
        be_layout_columns(layout, &be_record_schema, cmd->rows == BE_RECORDS ? cmd->columns : NULL, &bad);
}

/* ---- the scribe: one per worker ---- */

struct scribe {
    const struct be_command *cmd;
    struct be_package *package;
    struct be_writer writer[BE_PK_FILES], records;
    struct be_out *tables;
};

static enum be_status on_record(void *user, const struct be_record *record)
{
    struct scribe *s = user;
    enum be_status rc = be_package_record(s->package, record);

    return rc == BE_OK && be_scribe_chosen(s->cmd, record) ? be_writer_row(&s->records, record->field) : rc;
}

static enum be_status on_finding(void *user, const struct be_finding *finding)
{
    return be_package_finding(((struct scribe *)user)->package, finding);
}

static enum be_status on_document(void *user, const struct be_document *document)
{
    return be_package_document(((struct scribe *)user)->package, document);
}

static enum be_status on_table(void *user, const struct be_table_view *table)
{
    return be_grids_spool(((struct scribe *)user)->tables, table);
}

static void free_scribe(void *user)
{
    struct scribe *s = user;

    be_package_free(s->package);
    free(s);
}

static void *new_scribe(const struct be_command *cmd, struct be_out *out, struct be_sink *sink)
{
    struct scribe *s = calloc(1, sizeof *s);
    struct be_layout layout;

    if (s == NULL)
        return NULL;
    s->cmd = cmd;
    for (size_t i = 0; i < SHEETS; i++) {
        lay_out(&layout, cmd, i);
        if (SHEET[i].file != NOT_OF_PACKAGE)
            be_writer_init(&s->writer[SHEET[i].file], &layout, &out[i]);
        else if (i == RECORDS)
            be_writer_init(&s->records, &layout, &out[i]);
    }
    s->tables = &out[TABLES];
    s->package = be_package_new(s->writer); /* files of no sheet have a writer without out */
    if (s->package == NULL) {
        free(s);
        return NULL;
    }
    be_package_agencies(s->package, cmd->agencies);
    sink->user = s;
    sink->record = on_record;
    sink->finding = on_finding;
    sink->document = on_document;
    sink->table = cmd->table_sheets ? on_table : NULL;
    return s;
}

static enum be_status end(void *user, const struct be_doc_end *how)
{
    if (!how->failed)
        return BE_OK;
    return be_package_error(((struct scribe *)user)->package, be_span_of(how->doc), be_span_of(how->reason));
}

const struct be_scribe_kind be_scribe_workbook = {SHEETS, new_scribe, free_scribe, NULL, end, NULL};

/* ---- the file ---- */

struct be_workbook {
    const struct be_command *cmd;
    struct be_out out;            /* the file: its names, its sync */
    char *dir;                    /* of temporary files: that of FILE */
    char *made;                   /* where the workbook is made */
    bool copied;                  /* FILE is a device or a pipe: made elsewhere, then copied */
    struct be_spool spool[SHEETS];
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
    for (size_t i = 0; i < SHEETS && rc == BE_OK; i++)
        rc = be_spool_open(&w->spool[i], w->dir);
    return rc == BE_EIO ? failed(w, rc, errno) : rc;
}

enum be_status be_workbook_write(struct be_workbook *w, size_t stream, struct be_span bytes)
{
    enum be_status rc = be_spool_add(&w->spool[stream], bytes);

    return rc == BE_OK ? rc : failed(w, rc, w->spool[stream].error);
}

static bool wanted(const struct be_workbook *w, size_t sheet)
{
    switch (sheet) {
    case FINDINGS: return w->cmd->options.check; /* none is not the same as none looked for */
    case ERRORS: return w->spool[ERRORS].bytes > 0;
    case TABLES: return w->cmd->table_sheets;
    default: return true;
    }
}

static void write_sheets(struct be_workbook *w, struct be_book *book, struct be_workbook_left *left)
{
    bool zh = w->cmd->zh_header;

    for (size_t i = 0; i < SHEETS && book->status == BE_OK; i++) {
        struct be_layout layout;
        struct be_sheet_ask ask = {
            .name = zh ? SHEET[i].zh : SHEET[i].name,
            .layout = &layout,
            .exact = i == RECORDS,
            .leaves = SHEET[i].leaves,
            .frozen = SHEET[i].frozen,
        };
        if (!wanted(w, i))
            continue;
        lay_out(&layout, w->cmd, i);
        if (i == TABLES)
            be_grids_write(book, &w->spool[i], zh, &left->tables);
        else
            be_sheet_write(book, &w->spool[i], &ask);
        be_spool_close(&w->spool[i]);
    }
}

static enum be_status make(struct be_workbook *w, struct be_workbook_left *left)
{
    struct be_book book;
    uint64_t bytes = 0;
    enum be_status rc;

    for (size_t i = 0; i < SHEETS; i++)
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
    for (size_t i = 0; i < SHEETS; i++)
        be_spool_close(&w->spool[i]);
    be_out_close(&w->out, false);
    if (w->copied && w->made != NULL)
        unlink(w->made);
    free(w->made);
    free(w->dir);
    free(w);
}
