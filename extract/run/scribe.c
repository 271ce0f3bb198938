#include "scribe.h"
#include "../output/grid_text.h"
#include "../output/summary.h"
#include "../recognize/hit.h"
#include <stdlib.h>

struct rows {
    const struct be_command *cmd;
    bool all;                    /* no filter */
    struct be_writer writer, findings; /* of streams 0 and 1 */
    struct be_grid_text grid;
    struct be_summary *summary;  /* with --summary and --coverage */
};

static int kind_of(struct be_span kind)
{
    switch (kind.len > 0 ? kind.p[0] : 0) {
    case 's': return BE_SUBJECT;
    case 'a': return BE_AMOUNT;
    case 'c': return BE_CELL;
    case 'n': return BE_NIL;
    case 'h': return BE_HEADING;
    default: return BE_TERM;
    }
}

bool be_scribe_chosen(const struct be_command *cmd, const struct be_record *record)
{
    int kind = kind_of(record->field[BE_KIND]);

    if (cmd->kinds != 0 && (cmd->kinds & (1u << kind)) == 0)
        return false;
    if (!cmd->figures)
        return true;
    return (record->field[BE_NUMBER].len > 0 || kind == BE_NIL)
           && !be_span_is(record->field[BE_TOPIC], "duties");
}

static enum be_status on_record(void *user, const struct be_record *record)
{
    struct rows *s = user;

    return s->all || be_scribe_chosen(s->cmd, record) ? be_writer_record(&s->writer, record) : BE_OK;
}

static enum be_status on_finding(void *user, const struct be_finding *finding)
{
    struct rows *s = user;

    return be_writer_row(s->cmd->rows == BE_FINDINGS ? &s->writer : &s->findings, finding->field);
}

static enum be_status on_table(void *user, const struct be_table_view *table)
{
    return be_grid_text_write(&((struct rows *)user)->grid, table);
}

/* --summary and --coverage: the records are only looked at, the document's end gives the row. */
static enum be_status on_summed(void *user, const struct be_record *record)
{
    be_summary_take(((struct rows *)user)->summary, record);
    return BE_OK;
}

static enum be_status on_document(void *user, const struct be_document *document)
{
    struct rows *s = user;
    struct be_span field[BE_SCHEMA_COLUMNS];
    enum be_status rc;

    if (s->cmd->rows == BE_SUMMARY)
        be_summary_row(s->summary, document, field);
    else
        be_coverage_row(s->summary, document, field);
    rc = be_writer_row(&s->writer, field);
    be_summary_reset(s->summary);
    return rc;
}

/* A line number as text, into room of 24 bytes. */
static struct be_span decimal(char *room, uint64_t n)
{
    return be_span(room, (size_t)snprintf(room, 24, "%llu", (unsigned long long)n));
}

static enum be_status on_trace(void *user, struct be_span doc, uint64_t line, const char *type, const char *pattern,
                               struct be_span text)
{
    struct rows *s = user;
    char room[24];
    struct be_span field[BE_TRACE_COLUMNS] = {
        [BE_T_DOC] = doc,
        [BE_T_LINE] = decimal(room, line),
        [BE_T_TYPE] = be_span_of(type),
        [BE_T_PATTERN] = be_span_of(pattern),
        [BE_T_TEXT] = text,
    };
    return be_writer_row(&s->writer, field);
}

static enum be_status on_unclaimed(void *user, struct be_span doc, uint64_t line,
                                   struct be_span number, struct be_span text)
{
    struct rows *s = user;
    char room[24];
    struct be_span field[BE_UNCLAIMED_COLUMNS] = {
        [BE_U_DOC] = doc,
        [BE_U_LINE] = decimal(room, line),
        [BE_U_NUMBER] = number,
        [BE_U_TEXT] = text,
    };
    return be_writer_row(&s->writer, field);
}

/* The findings beside the records have all their columns, whatever --columns picks of the rows. */
static void findings_writer(struct be_writer *writer, const struct be_command *cmd, struct be_out *out)
{
    struct be_layout layout = cmd->layout;
    struct be_span bad;

    be_layout_columns(&layout, &be_finding_schema, NULL, &bad);
    be_writer_init(writer, &layout, out);
}

static void free_rows(void *user)
{
    be_summary_free(((struct rows *)user)->summary);
    free(user);
}

static void *new_rows(const struct be_command *cmd, struct be_out *out, struct be_sink *sink)
{
    struct rows *s = calloc(1, sizeof *s);

    if (s == NULL)
        return NULL;
    s->cmd = cmd;
    s->all = cmd->kinds == 0 && !cmd->figures;
    be_writer_init(&s->writer, &cmd->layout, &out[0]);
    findings_writer(&s->findings, cmd, &out[1]);
    s->grid.writer = &s->writer;
    sink->user = s;
    if (cmd->rows == BE_FINDINGS || cmd->findings != NULL)
        sink->finding = on_finding;
    switch (cmd->rows) {
    case BE_RECORDS: sink->record = on_record; break;
    case BE_FINDINGS: break;
    case BE_TABLES: sink->table = on_table; break;
    case BE_SUMMARY:
    case BE_COVERAGE:
        s->summary = be_summary_new();
        if (s->summary == NULL) {
            free(s);
            return NULL;
        }
        be_summary_agencies(s->summary, cmd->agencies);
        sink->record = on_summed;
        sink->document = on_document;
        break;
    case BE_TRACE: sink->trace = on_trace; break;
    case BE_UNCLAIMED: sink->unclaimed = on_unclaimed; break;
    }
    return s;
}

static enum be_status end(void *user, const char *doc, const char *reason)
{
    struct rows *s = user;

    (void)doc;
    (void)reason;
    if (s->summary != NULL)
        be_summary_reset(s->summary); /* of what was not read to its end */
    return be_grid_text_end(&s->grid);
}

static enum be_status top(const struct be_command *cmd, size_t stream, struct be_out *out)
{
    struct be_writer writer;

    if (stream == 1) {
        findings_writer(&writer, cmd, out);
        return be_writer_header(&writer);
    }
    be_writer_init(&writer, &cmd->layout, out);
    writer.layout.no_header |= cmd->rows == BE_TABLES;
    return be_writer_header(&writer);
}

const struct be_scribe_kind be_scribe_rows = {2, new_rows, free_rows, end, top};
