/* package.c - the scribe of -o DIR and -o FILE.xlsx: one stream per file of the data package, and for
 * a workbook two more.
 */
#include "../output/package.h"
#include "folder.h"
#include "grids.h"
#include "workbook.h"
#include <stdlib.h>

struct scribe {
    const struct be_command *cmd;
    struct be_package *package;
    struct be_writer writer[BE_PK_FILES]; /* without an out: rows that nobody wants */
    struct be_writer records;
    struct be_out *tables;
};

static enum be_status on_record(void *user, const struct be_record *record)
{
    struct scribe *s = user;
    enum be_status rc = be_package_record(s->package, record);

    return rc == BE_OK && s->records.out != NULL && be_scribe_chosen(s->cmd, record) ? be_writer_row(&s->records, record->field) : rc;
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

static struct scribe *new_scribe(const struct be_command *cmd, struct be_sink *sink)
{
    struct scribe *s = calloc(1, sizeof *s);

    if (s == NULL)
        return NULL;
    s->cmd = cmd;
    s->package = be_package_new(s->writer);
    if (s->package == NULL) {
        free(s);
        return NULL;
    }
    be_package_agencies(s->package, cmd->agencies);
    sink->user = s;
    sink->record = on_record;
    sink->finding = on_finding;
    sink->document = on_document;
    return s;
}

static enum be_status end(void *user, const char *doc, const char *reason)
{
    return reason == NULL ? BE_OK : be_package_error(((struct scribe *)user)->package, be_span_of(doc), be_span_of(reason));
}

/* ---- into a folder ---- */

/* The layout of file f: as the command asks, with the columns that this file has. */
static void lay_out(struct be_writer *writer, const struct be_command *cmd, size_t f, struct be_out *out)
{
    const struct be_package_info *info = &be_package_files[f];
    struct be_layout layout = cmd->layout;
    struct be_span bad;

    layout.no_header = false;
    be_layout_columns(&layout, info->schema, info->columns, &bad);
    be_writer_init(writer, &layout, out);
}

static void *new_folder(const struct be_command *cmd, struct be_out *out, struct be_sink *sink)
{
    struct scribe *s = new_scribe(cmd, sink);

    for (size_t f = 0; s != NULL && f < BE_PK_FILES; f++)
        lay_out(&s->writer[f], cmd, f, &out[f]);
    return s;
}

static enum be_status top(const struct be_command *cmd, size_t stream, struct be_out *out)
{
    struct be_writer writer;

    lay_out(&writer, cmd, stream, out);
    return be_writer_header(&writer);
}

const struct be_scribe_kind be_scribe_package = {BE_PK_FILES, new_folder, free_scribe, end, top};

/* ---- into a workbook ---- */

static void *new_workbook(const struct be_command *cmd, struct be_out *out, struct be_sink *sink)
{
    struct scribe *s = new_scribe(cmd, sink);
    struct be_layout layout;

    if (s == NULL)
        return NULL;
    for (size_t i = 0; i <= BE_WORKBOOK_RECORDS; i++)
        if (be_workbook_layout(&layout, cmd, i))
            be_writer_init(i < BE_PK_FILES ? &s->writer[i] : &s->records, &layout, &out[i]);
    s->tables = &out[BE_WORKBOOK_TABLES];
    sink->table = cmd->table_sheets ? on_table : NULL;
    return s;
}

const struct be_scribe_kind be_scribe_workbook = {BE_WORKBOOK_STREAMS, new_workbook, free_scribe, end, NULL};
