#include "rowcode.h"
#include "cell.h"
#include "rowlabel.h"
#include "../resolve/codebook.h"

/* ---- the parts of a row's label ---- */

/* Of a row whose innermost name column is blank: another one, or the code's column when it holds words. */
static struct be_span other_name(const struct be_label_group *lg, const struct be_grid *grid, size_t row)
{
    struct be_row_code code;

    for (size_t k = lg->names; k-- > 0;) {
        struct be_span text = be_row_cell(grid, row, lg->name[k]);
        if (text.len > 0)
            return text;
    }
    for (int k = 3; k >= 0; k--) {
        struct be_span text = be_row_cell(grid, row, k == 3 ? lg->code : lg->part[k]);
        if (text.len > 0 && (!be_is_digit(text.p[0]) || be_row_code_before(&code, text) > 0))
            return text; /* 合计, or 201 一般公共服务支出 */
    }
    if (lg->ordinal >= 0 && be_row_like_total(be_row_cell(grid, row, lg->ordinal)) && be_row_cell(grid, row, lg->unit_name).len == 0 &&
        be_row_cell(grid, row, lg->project).len == 0)
        return be_row_cell(grid, row, lg->ordinal);
    /* 合计 in the column of the units' codes, nothing in that of their names */
    if (lg->unit_name >= 0 && be_row_cell(grid, row, lg->unit_name).len == 0) {
        struct be_span text = be_row_cell(grid, row, lg->unit_code);
        if (text.len > 0 && !be_is_digit(text.p[0]))
            return text;
    }
    return be_span(NULL, 0);
}

/* The name as printed. */
static inline struct be_span row_name(const struct be_label_group *lg, const struct be_grid *grid, size_t row)
{
    struct be_span text = lg->names == 0 ? be_span(NULL, 0) : be_row_cell(grid, row, lg->name[lg->names - 1]);

    return text.len > 0 ? text : other_name(lg, grid, row);
}

/* 合计 or 货物 in a column of data left of all figures, the label columns blank: the column, from 1. */
static uint8_t label_beside(const struct be_plan *plan, const struct be_label_group *lg, const struct be_grid *grid, size_t row)
{
    size_t at = grid->cols, numbers = 0;

    for (size_t c = 0; c < grid->cols && c < plan->cols; c++) {
        struct be_cell *cell = be_grid_at(grid, row, c);
        if (cell->text.len == 0)
            continue;
        if (be_cell_number(cell) && at < grid->cols)
            numbers++;
        else if (at < grid->cols || be_cell_number(cell) || plan->column[c].role != BE_ROLE_DATA || cell->text.len > BE_WORD_BYTES ||
                 be_span_find(cell->text, BE_LIT("，")) >= 0 || be_span_find(cell->text, BE_LIT("。")) >= 0)
            return 0;
        else
            at = c;
    }
    return numbers > 0 && lg->names + (lg->unit_name >= 0) + (lg->project >= 0) > 0 ? (uint8_t)(at + 1) : 0;
}

/* The unit and project columns: what stands there, or what a merged cell above says. */
static void read_sides(struct be_row *out, struct be_open *open, const struct be_label_group *lg,
                       const struct be_grid *grid, size_t row, struct be_context *cx, struct be_arena *arena)
{
    struct be_span unit = be_row_cell(grid, row, lg->unit_name), project = be_row_cell(grid, row, lg->project),
                   number = be_row_cell(grid, row, lg->project_code);
    struct be_span code, name;

    if (unit.len > 0 && be_row_is_total(cx, be_word_item(unit, arena))) {
        open->entity = open->entity_code = open->project = open->project_code = be_span(NULL, 0);
    } else if (unit.len > 0) {
        struct be_span before = open->entity;
        name = be_word_squeeze(unit, arena);
        open->entity = name;
        open->entity_code = be_span(NULL, 0);
        if (be_row_split(unit, &code, &name)) {
            open->entity = be_word_squeeze(name, arena);
            open->entity_code = code;
        }
        if (!be_span_eq(before, open->entity))
            open->project = open->project_code = be_span(NULL, 0);
    } else if (lg->unit_name >= 0) {
        out->inferred |= open->entity.len > 0 ? BE_INFER_MERGED : 0;
    }
    if (project.len > 0 && be_row_is_total(cx, be_word_item(project, arena))) {
        open->project = open->project_code = be_span(NULL, 0);
    } else if (lg->projects && be_word_of(cx, be_word_item(project, arena), NULL) == BE_WORD_ENTITY) {
        open->entity = be_word_item(project, arena);
        open->entity_code = open->project = open->project_code = be_span(NULL, 0);
    } else if (project.len > 0) {
        open->project = be_word_item(project, arena);
        open->project_code = be_span(NULL, 0);
        if (be_row_split(project, &code, &name)) {
            open->project = be_word_squeeze(name, arena);
            open->project_code = code;
        }
    } else if (lg->project >= 0 && open->project.len > 0) {
        out->inferred |= BE_INFER_MERGED;
    }
    if (number.len > 0 && !be_row_like_total(number))
        open->project_code = be_word_squeeze(number, arena);
}

/* Next row below with a code, 0: none. Rows known to have none are not looked at again. */
static size_t next_coded(struct be_row_code *code, struct be_open *open, const struct be_plan *plan, size_t g,
                         const struct be_grid *grid, size_t row)
{
    size_t r = row + 1 < open->codeless[g] ? open->codeless[g] : row + 1;

    for (; r < grid->rows; r++) {
        be_row_code(code, open, plan, g, grid, r, false);
        if (code->len > 0)
            break;
    }
    open->codeless[g] = r;
    if (r < grid->rows)
        return r;
    code->len = 0;
    return 0;
}

/* 商品和服务支出 without a code above 302 01 ...: the rows below, up to the next without a code,
 * are of one 类, and it names it. Gives that 类's code. */
static bool names_class_below(struct be_row_code *first, struct be_open *open, const struct be_plan *plan, size_t g,
                              const struct be_grid *grid, size_t row)
{
    struct be_row_code code;

    be_row_code(first, open, plan, g, grid, row + 1 < grid->rows ? row + 1 : row, false);
    if (first->len != 5 || be_row_scheme(first->text, 5) == BE_SCHEME_NONE)
        return false;
    for (size_t r = row + 2; r < grid->rows; r++) {
        be_row_code(&code, open, plan, g, grid, r, false);
        if (code.len == 0)
            break;
        if (code.len < 5 || memcmp(code.text, first->text, 3) != 0)
            return false;
    }
    first->len = 3;
    return true;
}

static void open_level(struct be_open *open, size_t g, size_t depth, const struct be_row_code *code, struct be_span name)
{
    struct be_open_code *at = &open->level[g][depth];

    memcpy(at->code, code->text, code->len);
    at->len = (uint8_t)code->len;
    at->name = name;
    for (size_t d = depth + 1; d < 3; d++)
        open->level[g][d].len = 0;
}

/* Levels: the row's own name at its code's depth, above it the open rows whose code begins it. */
static void read_levels(struct be_row *out, struct be_open *open, size_t g, const struct be_row_code *code)
{
    size_t depth = code->len == 3 ? 0 : code->len == 5 ? 1 : 2;

    for (size_t d = 0; d < depth; d++) {
        const struct be_open_code *above = &open->level[g][d];
        if (above->len > 0 && above->len < code->len && memcmp(above->code, code->text, above->len) == 0) {
            out->level[d] = above->name;
            out->inferred |= BE_INFER_LEVELS;
        }
    }
    out->level[depth] = out->item;
    open_level(open, g, depth, code, out->item);
}

/* ---- kinds of rows ---- */

/* A code that outlives its row. */
static struct be_span lasting(const struct be_row_code *code, struct be_arena *arena)
{
    struct be_span text = be_span(code->text, code->len);

    return code->text == code->room ? be_arena_copy(arena, text) : text;
}

static void coded_row(struct be_row *out, struct be_open *open, const struct be_plan *plan, size_t g,
                      const struct be_grid *grid, size_t row, const struct be_row_code *code, struct be_arena *arena)
{
    struct be_row_code next;

    out->code = lasting(code, arena);
    out->scheme = be_row_scheme(code->text, code->len);
    if (next_coded(&next, open, plan, g, grid, row) > 0)
        out->sum = next.len > code->len && memcmp(next.text, code->text, code->len) == 0;
    else if (open->more) /* what follows is not seen yet: by its depth */
        out->sum = code->len < (out->scheme == BE_ECONOMIC ? 5u : 7u);
    if (out->scheme != BE_SCHEME_NONE)
        read_levels(out, open, g, code);
}

/* A unit above its subjects: their figures are its figures. */
static void entity_row(struct be_row *out, struct be_open *open, const struct be_plan *plan, size_t g,
                       const struct be_grid *grid, size_t row, struct be_span code, struct be_arena *arena)
{
    struct be_row_code next;
    struct be_span number, name;

    out->entity = be_word_squeeze(out->item, arena);
    if (code.len == 0 && be_row_split(out->entity, &number, &name)) {
        out->entity = out->item = name;
        code = number;
    }
    open->entity = out->entity;
    open->entity_code = out->entity_code = code;
    if (plan->group[g].projects)
        open->project = be_span(NULL, 0);
    if (code.len > 0) {
        out->scheme = BE_SCHEME_ENTITY;
        out->code = code;
    }
    memset(open->level[g], 0, sizeof open->level[g]);
    next.len = 0;
    out->sum = plan->coded && next_coded(&next, open, plan, g, grid, row) > 0;
    /* 401 above 401001: the department above its units */
    if (!out->sum && row + 1 < grid->rows && code.len > 0) {
        struct be_span below = be_row_cell(grid, row + 1, plan->group[g].unit_code);
        out->sum = below.len > code.len && be_span_starts(below, code);
    }
}

/* A unit's code in the row: of the unit itself, or a 类 printed in the unit's column. */
static void unit_code_row(struct be_row *out, struct be_open *open, const struct be_plan *plan, size_t g,
                          const struct be_grid *grid, size_t row, struct be_context *cx, struct be_arena *arena)
{
    struct be_span unit = be_row_cell(grid, row, plan->group[g].unit_code);
    struct be_row_code code, next;

    be_row_digits(&code, unit);
    /* 单位名称（专项名称）: below the unit, with its code again, its projects */
    if (plan->group[g].projects && open->entity.len > 0 && be_span_starts(unit, open->entity_code) &&
        be_word_of(cx, out->item, NULL) != BE_WORD_ENTITY) {
        open->project = out->item;
        return;
    }
    if (code.len > 0 && be_row_scheme(code.text, code.len) != BE_SCHEME_NONE && plan->coded &&
        be_word_of(cx, out->item, NULL) != BE_WORD_ENTITY && next_coded(&next, open, plan, g, grid, row) > 0 &&
        next.len > code.len && memcmp(next.text, code.text, code.len) == 0) {
        coded_row(out, open, plan, g, grid, row, &code, arena);
        return;
    }
    if (out->item.len > 0)
        entity_row(out, open, plan, g, grid, row, unit, arena);
}

/* A subject without a code: deeper than the open one is its part. The names on the left say
 * which classification it is; without that nobody knows what the levels are. */
static void indented_row(struct be_row *out, struct be_open *open, const struct be_plan *plan, size_t g,
                         const struct be_grid *grid, size_t row, struct be_context *cx)
{
    size_t col = (size_t)plan->group[g].name[0], depth = 0;
    uint8_t indent = be_grid_at(grid, row, col)->indent;
    struct be_row_code none = {.len = 1, .text = "-"};

    while (depth < 3 && open->level[g][depth].len > 0 && open->indent[depth] < indent)
        depth++;
    for (size_t r = row + 1; r < grid->rows && r < row + 4; r++)
        if (be_grid_at(grid, r, col)->text.len > 0) {
            out->sum = be_grid_at(grid, r, col)->indent > indent;
            break;
        }
    if (depth == 3)
        return;
    if (depth == 0) {
        enum be_label label = be_codebook_label(cx->model->codebook, out->item, 0);
        open->scheme = label == BE_LABEL_CLASS || label == BE_LABEL_SHARED ? BE_FUNCTIONAL
                       : label == BE_LABEL_ECONOMIC_CLASS ? BE_ECONOMIC : BE_SCHEME_NONE;
    }
    open->indent[depth] = indent;
    open_level(open, g, depth, &none, out->item);
    if (open->scheme == BE_SCHEME_NONE || (open->scheme == BE_ECONOMIC && depth == 2))
        return;
    out->scheme = open->scheme;
    for (size_t d = 0; d <= depth; d++)
        out->level[d] = open->level[g][d].name;
    out->inferred |= depth > 0 ? BE_INFER_LEVELS : 0;
}

static void codeless_row(struct be_row *out, struct be_open *open, const struct be_plan *plan, size_t g,
                         const struct be_grid *grid, size_t row, struct be_context *cx, struct be_arena *arena)
{
    struct be_row_code first;

    if (plan->indented && cx->model->codebook != NULL)
        indented_row(out, open, plan, g, grid, row, cx);
    /* 其他支出 is a name of every classification: the panel's header says which */
    if (!plan->coded && plan->group[g].economic && cx->model->codebook != NULL &&
        be_codebook_label(cx->model->codebook, out->item, 0) == BE_LABEL_SHARED) {
        out->scheme = BE_ECONOMIC;
        out->level[0] = out->item;
    }
    if (!plan->coded)
        return;
    if (be_word_of(cx, out->item, NULL) == BE_WORD_ENTITY) {
        entity_row(out, open, plan, g, grid, row, be_span(NULL, 0), arena);
        return;
    }
    if (names_class_below(&first, open, plan, g, grid, row)) {
        out->scheme = be_row_scheme(first.text, 3);
        out->level[0] = out->item;
        out->sum = true;
        open_level(open, g, 0, &first, out->item);
        return;
    }
    out->sum = next_coded(&first, open, plan, g, grid, row) > row;
}

/* A unit's, subject's or kind's row above the rows of its projects. */
static bool parts_are_projects(const struct be_label_group *lg, const struct be_grid *grid, size_t row)
{
    struct be_span unit = be_row_cell(grid, row, lg->unit_name), below;

    if (lg->project < 0 || row + 1 >= grid->rows || be_row_cell(grid, row + 1, lg->project).len == 0)
        return false;
    below = be_row_cell(grid, row + 1, lg->unit_name);
    return unit.len == 0 || below.len == 0 || be_span_eq(unit, below);
}

/* A unit's row above the rows of its subjects, between them perhaps its own name again. */
static bool parts_are_subjects(const struct be_label_group *lg, const struct be_grid *grid, size_t row)
{
    struct be_span unit = be_row_cell(grid, row, lg->unit_name);

    for (size_t r = row + 1; r < grid->rows && r < row + 3; r++) {
        struct be_span next = be_row_cell(grid, r, lg->unit_name);
        if (next.len > 0 && !be_span_eq(next, unit))
            return false;
        if (row_name(lg, grid, r).len > 0)
            return true;
        if (next.len == 0)
            return false;
    }
    return false;
}

/* 上年结转 above 一般公共预算拨款: the rows named after a fund are its parts, unless both are
 * numbered alike, 七、 and 八、. */
static void say_carryover(struct be_row *out, struct be_open *open, size_t g, const struct be_row_label *label, bool section)
{
    uint8_t numbered = section ? 2 : 1;

    if (label->left_over)
        open->carryover[g] = numbered;
    else if (open->carryover[g] == 0 || !label->of_fund || (open->carryover[g] == 2 && numbered == 2))
        open->carryover[g] = 0;
    else
        out->carried = true;
}

/* What a label says of the figures where there are no codes to say it. */
static void say_codeless(struct be_row *out, struct be_open *open, size_t g, const struct be_row_label *label, bool section,
                         enum be_topic topic)
{
    if (section) /* 四、机关运行经费 in a table of several topics: the rows below are of it, up to the next 五、. */
        open->section[g] = topic;
    out->topic = open->section[g];
    out->counts = label->counts;
    out->phase = (enum be_phase)label->phase;
    out->year = label->year;
    out->year_shift = label->year_shift;
    out->fund = (enum be_fund)label->fund;
}

static void say_row(struct be_row *out, struct be_open *open, size_t g, const struct be_row_label *label)
{
    out->unit = label->unit;
    /* 车辆数合计（辆） above 一般公务用车: the rows below count vehicles too, in a table of 万元. */
    if (out->unit.len > 0 || !label->vehicle)
        open->vehicles[g] = be_span_is(out->unit, "辆") || be_span_is(out->unit, "台");
    else if (open->vehicles[g])
        out->unit = BE_LIT("辆");
    /* 机关运行经费 above （一）行政单位 and （二）参照公务员法管理事业单位 */
    open->running[g] = label->running || (open->running[g] && label->runs_on);
    if (open->running[g])
        out->topic = BE_TOPIC_RUNNING;
}

/* By its label and code: a total, a subject, a unit, or the name of what stands below. */
static void read_kind(struct be_row *out, struct be_open *open, const struct be_plan *plan, size_t g,
                      const struct be_grid *grid, size_t row, const struct be_row_code *code,
                      bool total, struct be_context *cx)
{
    const struct be_label_group *lg = &plan->group[g];
    struct be_arena *arena = be_tables_arena(cx->tables);
    struct be_span unit = be_row_cell(grid, row, lg->unit_code);

    if (total) {
        out->sum = true;
        memset(open->level[g], 0, sizeof open->level[g]);
        if (lg->unit_name >= 0 && be_row_cell(grid, row, lg->unit_name).len == 0)
            open->entity = open->entity_code = be_span(NULL, 0);
    } else if (code->len > 0 && be_row_class_length(code->len) &&
               (code->len > 3 || be_word_of(cx, out->item, NULL) != BE_WORD_ENTITY)) {
        coded_row(out, open, plan, g, grid, row, code, arena);
        if (unit.len > 3 && !be_span_starts(out->code, unit) && !be_span_starts(unit, out->code))
            out->entity_code = unit;
    } else if (code->len > 2) {
        entity_row(out, open, plan, g, grid, row, lasting(code, arena), arena);
    } else if (unit.len > 0 && lg->unit_name < 0) {
        unit_code_row(out, open, plan, g, grid, row, cx, arena);
    } else if (out->item.len > 0) {
        codeless_row(out, open, plan, g, grid, row, cx, arena);
    }
}

/* The project's name is the label when it stands nearer to the figures than the subject's. */
static void read_project(struct be_row *out, struct be_open *open, const struct be_label_group *lg,
                         const struct be_grid *grid, size_t row, struct be_arena *arena)
{
    struct be_span project = be_row_cell(grid, row, lg->project);
    bool nearer = lg->names > 0 && lg->project > lg->name[lg->names - 1];

    /* a name of its own, and none of a project behind it: the row is of no project */
    if (nearer && project.len == 0 && out->item.len > 0)
        open->project = open->project_code = be_span(NULL, 0);
    nearer = nearer && open->project.len > 0;
    if (project.len > 0 && (out->item.len == 0 || nearer)) {
        out->item = open->project.len > 0 ? open->project : be_word_item(project, arena);
        out->sum = open->project.len == 0;
    }
    if (project.len == 0 && parts_are_projects(lg, grid, row))
        out->sum = true;
}

/* A row that only its unit's name labels. */
static void read_unit(struct be_row *out, struct be_open *open, const struct be_label_group *lg, const struct be_grid *grid,
                      size_t row, struct be_context *cx, struct be_arena *arena)
{
    struct be_span name = be_row_cell(grid, row, lg->unit_name), code = be_row_cell(grid, row, lg->unit_code), number, rest, below;

    if (name.len == 0)
        return;
    out->item = be_word_item(be_row_split(name, &number, &rest) ? rest : name, arena);
    if (be_row_is_total(cx, out->item)) {
        out->sum = true;
        open->entity = open->entity_code = be_span(NULL, 0);
    } else if (code.len > 0) {
        below = be_row_cell(grid, row + 1 < grid->rows ? row + 1 : row, lg->unit_code);
        out->code = open->entity_code = be_word_squeeze(code, arena);
        out->scheme = BE_SCHEME_ENTITY;
        out->sum = out->sum || (below.len > code.len && be_span_starts(below, code));
    } else {
        out->sum = out->sum || parts_are_subjects(lg, grid, row);
    }
}

void be_row_read(struct be_row *out, struct be_open *open, const struct be_plan *plan, size_t g,
                 const struct be_grid *grid, size_t row, struct be_context *cx, struct be_arena *arena)
{
    const struct be_label_group *lg = &plan->group[g];
    struct be_span name = row_name(lg, grid, row);
    const struct be_row_label *label;
    struct be_row_label room;
    struct be_row_code code, before;
    enum be_topic topic;
    size_t lead;
    bool section;

    memset(out, 0, sizeof *out);
    if (name.len == 0 && g == 0 && !plan->indicator && (out->beside = label_beside(plan, lg, grid, row)) > 0)
        name = be_grid_at(grid, row, out->beside - 1u)->text;
    if (out->beside > 0)
        open->project = open->project_code = open->entity = open->entity_code = be_span(NULL, 0);
    out->no = be_tables_number(cx->tables);
    if (lg->unit_name >= 0 || lg->project >= 0 || lg->project_code >= 0)
        read_sides(out, open, lg, grid, row, cx, arena);
    be_row_code(&code, open, plan, g, grid, row, true);
    lead = name.len > 0 && (be_is_digit(name.p[0]) || name.p[0] == '[') ? be_row_code_before(&before, name) : 0;
    label = be_row_label_read(&room, cx, be_span_from(name, lead), false, !plan->coded);
    section = lead == 0 && label->section;
    out->item = label->item;
    out->blank = name.len == 0 && code.len == 0 && be_row_cell(grid, row, lg->unit_code).len == 0 &&
                 be_row_cell(grid, row, lg->unit_name).len == 0 && be_row_cell(grid, row, lg->project).len == 0;
    if (out->blank) {
        /* repeats the total above its parts, or is the only row */
        out->sum = plan->coded ? next_coded(&code, open, plan, g, grid, row) > 0 : row + 1 < grid->rows && be_grid_numbers(grid, row + 1);
        return;
    }
    read_kind(out, open, plan, g, grid, row, &code, label->total, cx);
    out->sum = out->sum || (out->beside > 0 && row + 1 < grid->rows);   /* 货物 above what is bought */
    if (lg->project >= 0)
        read_project(out, open, lg, grid, row, arena);
    if (lg->unit_name >= 0 && out->item.len == 0)
        read_unit(out, open, lg, grid, row, cx, arena);
    if (open->entity.len > 0 && out->entity.len == 0) {
        out->entity = open->entity;
        if (out->entity_code.len == 0)
            out->entity_code = open->entity_code;
    }
    out->project = open->project;
    out->project_code = open->project_code;
    topic = (enum be_topic)label->topic;
    if (out->item.p != label->item.p || out->item.len != label->item.len) {
        label = be_row_label_read(&room, cx, out->item, true, !plan->coded);
        topic = section && !plan->coded ? be_row_section_topic(cx, out->item) : BE_TOPIC_NONE;
    }
    say_carryover(out, open, g, label, section);
    if (!plan->coded)
        say_codeless(out, open, g, label, section, topic);
    say_row(out, open, g, label);
    out->says = out->carried || out->topic != BE_TOPIC_NONE || out->fund != BE_FUND_NONE || out->phase != BE_PHASE_NONE ||
                out->year != 0 || out->year_shift != 0;
}
