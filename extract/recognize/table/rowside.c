/* rowside.c - units and projects that stand beside the label of a row, or are its label. */
#include "cell.h"
#include "rowcode.h"
#include "rowlabel.h"

void be_row_open_entity(struct be_open *open, struct be_span name, struct be_span code)
{
    open->entity = name;
    open->entity_code = code;
}

void be_row_open_project(struct be_open *open, struct be_span name, struct be_span code)
{
    open->project = name;
    open->project_code = code;
}

static void read_unit_side(struct be_row_reader *rows, struct be_span unit)
{
    struct be_open *open = rows->open;
    struct be_span before = open->entity, code, name;

    if (be_row_is_total(rows->cx, be_word_item(unit, rows->arena)))
        be_row_open_entity(open, BE_ROW_NONE, BE_ROW_NONE);
    else if (be_row_split_unit(rows->cx, unit, &code, &name))
        be_row_open_entity(open, be_word_squeeze(name, rows->arena), code);
    else
        be_row_open_entity(open, be_word_squeeze(unit, rows->arena), BE_ROW_NONE);
    if (open->entity.len == 0 || !be_span_eq(before, open->entity))
        be_row_open_project(open, BE_ROW_NONE, BE_ROW_NONE);
}

static void read_project_side(struct be_row_reader *rows, struct be_span project)
{
    struct be_open *open = rows->open;
    struct be_span item = be_word_item(project, rows->arena), code, name;

    if (be_row_is_total(rows->cx, item)) {
        be_row_open_project(open, BE_ROW_NONE, BE_ROW_NONE);
    } else if (rows->at->projects && be_word_of(rows->cx, item, NULL) == BE_WORD_ENTITY) {
        be_row_open_entity(open, item, BE_ROW_NONE);
        be_row_open_project(open, BE_ROW_NONE, BE_ROW_NONE);
    } else if (be_row_split(project, &code, &name)) {
        be_row_open_project(open, be_word_squeeze(name, rows->arena), code);
    } else {
        be_row_open_project(open, item, BE_ROW_NONE);
    }
}

/* The unit and project columns: what stands there, or what a merged cell above says. */
void be_row_read_sides(struct be_row_reader *rows)
{
    const struct be_label_group *at = rows->at;
    struct be_span unit = be_row_own(rows, at->unit_name), project = be_row_own(rows, at->project), number = be_row_own(rows, at->project_code);

    if (unit.len > 0)
        read_unit_side(rows, unit);
    else if (at->unit_name >= 0 && rows->open->entity.len > 0)
        rows->said.inferred |= BE_INFER_MERGED;
    if (project.len > 0)
        read_project_side(rows, project);
    else if (at->project >= 0 && rows->open->project.len > 0)
        rows->said.inferred |= BE_INFER_MERGED;
    if (number.len > 0 && !be_row_like_total(number))
        rows->open->project_code = be_word_squeeze(number, rows->arena);
}

/* ---- rows that they label ---- */

/* A unit's, subject's or kind's row above the rows of its projects. */
static bool parts_are_projects(const struct be_row_reader *rows)
{
    const size_t next = rows->row + 1;
    struct be_span unit = be_row_own(rows, rows->at->unit_name), below;

    if (next >= rows->grid->rows || be_row_cell(rows, next, rows->at->project).len == 0)
        return false;
    below = be_row_cell(rows, next, rows->at->unit_name);
    return unit.len == 0 || below.len == 0 || be_span_eq(unit, below);
}

/* A unit's row above the rows of its subjects, between them perhaps its own name again. */
static bool parts_are_subjects(const struct be_row_reader *rows)
{
    struct be_span unit = be_row_own(rows, rows->at->unit_name);

    for (size_t r = rows->row + 1; r < rows->grid->rows && r < rows->row + 3; r++) {
        struct be_span next = be_row_cell(rows, r, rows->at->unit_name);
        if (next.len > 0 && !be_span_eq(next, unit))
            return false;
        if (be_row_name(rows, r).len > 0)
            return true;
        if (next.len == 0)
            return false;
    }
    return false;
}

/* The project's name is the label when it stands nearer to the figures than the subject's. */
void be_row_read_project(struct be_row_reader *rows)
{
    const struct be_label_group *at = rows->at;
    struct be_row *out = &rows->said;
    struct be_open *open = rows->open;
    struct be_span project = be_row_own(rows, at->project);
    bool nearer = at->names > 0 && at->project > at->name[at->names - 1];

    /* a name of its own, and none of a project behind it: the row is of no project */
    if (nearer && project.len == 0 && out->item.len > 0)
        be_row_open_project(open, BE_ROW_NONE, BE_ROW_NONE);
    nearer = nearer && open->project.len > 0;
    if (project.len > 0 && (out->item.len == 0 || nearer)) {
        out->item = open->project.len > 0 ? open->project : be_word_item(project, rows->arena);
        out->sum = open->project.len == 0;
    }
    if (project.len == 0 && parts_are_projects(rows))
        out->sum = true;
}

/* A row that only its unit's name labels. */
void be_row_read_unit(struct be_row_reader *rows)
{
    const struct be_label_group *at = rows->at;
    struct be_row *out = &rows->said;
    struct be_span name = be_row_own(rows, at->unit_name), code = be_row_own(rows, at->unit_code), number, rest;

    if (name.len == 0)
        return;
    out->item = be_word_item(be_row_split(name, &number, &rest) ? rest : name, rows->arena);
    if (be_row_is_total(rows->cx, out->item)) {
        out->sum = true;
        be_row_open_entity(rows->open, BE_ROW_NONE, BE_ROW_NONE);
    } else if (code.len > 0) {
        out->code = rows->open->entity_code = be_word_squeeze(code, rows->arena);
        out->scheme = BE_SCHEME_ENTITY;
        out->sum = out->sum || (rows->row + 1 < rows->grid->rows && be_row_goes_on(be_row_cell(rows, rows->row + 1, at->unit_code), code));
    } else {
        out->sum = out->sum || parts_are_subjects(rows);
    }
}
