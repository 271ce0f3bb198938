#include "grid_text.h"
#include <stdio.h>

static const struct be_column_info plain = {.type = BE_TYPE_TEXT};

/* A row of any length. */
static enum be_status row(struct be_writer *w, const struct be_span *cell, size_t n)
{
    size_t bytes = 0;
    char *p;

    for (size_t i = 0; i < n; i++)
        bytes += cell[i].len;
    p = be_out_room(w->out, BE_FIELD_ROOM(bytes) + BE_FIELD_ROOM(0) * (n + 1));
    if (p == NULL)
        return w->out->status;
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            *p++ = w->layout.format == BE_TSV ? '\t' : ',';
        p = w->field(p, &plain, cell[i]);
    }
    if (w->layout.excel)
        *p++ = '\r';
    *p++ = '\n';
    be_out_wrote(w->out, p);
    return BE_OK;
}

static enum be_status flat(struct be_grid_text *grid, const struct be_table_view *t)
{
    struct be_writer *w = grid->writer;
    char number[16];
    struct be_span about[] = {
        be_span(number, (size_t)snprintf(number, sizeof number, "%u", t->number)),
        t->title, t->unit, t->entity, t->doc,
    };
    enum be_status rc = BE_OK;

    if (!t->continued) {
        if (grid->begun)
            rc = row(w, NULL, 0);
        if (rc == BE_OK)
            rc = row(w, about, sizeof about / sizeof about[0]);
    }
    grid->begun = true;
    for (size_t r = 0; rc == BE_OK && r < t->rows; r++)
        rc = row(w, t->cells + r * t->cols, t->cols);
    return rc;
}

/* ,"name":"text" unless there is none. */
static char *member(char *p, const char *name, struct be_span text)
{
    if (text.len == 0)
        return p;
    *p++ = ',';
    p = be_json_string(p, be_span_of(name));
    *p++ = ':';
    return be_json_string(p, text);
}

static enum be_status object(struct be_writer *w, const struct be_table_view *t)
{
    size_t bytes = t->doc.len + t->title.len + t->unit.len + t->entity.len + 512;
    char *p;

    for (size_t i = 0; i < t->rows * t->cols; i++)
        bytes += t->cells[i].len + 1;
    p = be_out_room(w->out, BE_FIELD_ROOM(bytes));
    if (p == NULL)
        return w->out->status;
    p += sprintf(p, "{\"table_no\":%u,\"head\":%zu", t->number, t->head);
    if (t->continued)
        p = stpcpy(p, ",\"continued\":true");
    p = member(p, "doc", t->doc);
    p = member(p, "table_title", t->title);
    p = member(p, "unit", t->unit);
    p = member(p, "entity", t->entity);
    p = stpcpy(p, ",\"rows\":[");
    for (size_t r = 0; r < t->rows; r++) {
        *p++ = r == 0 ? '[' : ',';
        if (r > 0)
            *p++ = '[';
        for (size_t c = 0; c < t->cols; c++) {
            if (c > 0)
                *p++ = ',';
            p = be_json_string(p, t->cells[r * t->cols + c]);
        }
        *p++ = ']';
    }
    p = stpcpy(p, "]}\n");
    be_out_wrote(w->out, p);
    return BE_OK;
}

enum be_status be_grid_text_write(struct be_grid_text *grid, const struct be_table_view *table)
{
    return grid->writer->layout.format == BE_JSONL ? object(grid->writer, table) : flat(grid, table);
}

enum be_status be_grid_text_end(struct be_grid_text *grid)
{
    bool due = grid->begun;

    grid->begun = false;
    return due ? row(grid->writer, NULL, 0) : BE_OK;
}
