/* package.c - the scribe of -o DIR and -o FILE.xlsx: one stream per file of the data package. */
#include "../output/package.h"
#include "folder.h"
#include "scribe.h"
#include <stdlib.h>

struct scribe {
    struct be_package *package;
    struct be_writer writer[BE_PK_FILES];
};

static enum be_status on_record(void *user, const struct be_record *record)
{
    return be_package_record(((struct scribe *)user)->package, record);
}

static enum be_status on_finding(void *user, const struct be_finding *finding)
{
    return be_package_finding(((struct scribe *)user)->package, finding);
}

static enum be_status on_document(void *user, const struct be_document *document)
{
    return be_package_document(((struct scribe *)user)->package, document);
}

/* The layout of file f: as the command asks, with the columns that this file has. */
static void lay_out(struct be_writer *writer, const struct be_command *cmd, size_t f, struct be_out *out)
{
    const struct be_package_info *info = &be_package_files[f];
    struct be_layout layout = cmd->layout;
    struct be_span bad;

    layout.schema = info->schema;
    layout.no_header = false;
    be_layout_columns(&layout, info->schema, info->columns, &bad);
    be_writer_init(writer, &layout, out);
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

    if (s == NULL)
        return NULL;
    for (size_t f = 0; f < BE_PK_FILES; f++)
        lay_out(&s->writer[f], cmd, f, &out[f]);
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

static enum be_status end(void *user, const struct be_doc_end *how)
{
    if (!how->failed)
        return BE_OK;
    return be_package_error(((struct scribe *)user)->package, be_span_of(how->doc), be_span_of(how->reason));
}

static enum be_status top(const struct be_command *cmd, size_t stream, struct be_out *out)
{
    struct be_writer writer;

    lay_out(&writer, cmd, stream, out);
    return be_writer_header(&writer);
}

const struct be_scribe_kind be_scribe_package = {BE_PK_FILES, new_scribe, free_scribe, NULL, end, top};
