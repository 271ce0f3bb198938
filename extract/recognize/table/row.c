#include "rowcode.h"
#include "cell.h"
#include "rowlabel.h"
#include "../../resolve/codebook.h"
#include "../../resolve/facts.h"

/* ---- the parts of a row's label ---- */

/* Of a row whose innermost name column is blank: another one, or the code's column when it holds words. */
struct be_span be_row_other_name(const struct be_row_reader *rows, size_t row)
{
    const struct be_label_group *at = rows->at;
    struct be_span code, text;

    for (size_t k = at->names; k-- > 0;) {
        text = be_row_cell(rows, row, at->name[k]);
        if (text.len > 0)
            return text;
    }
    for (int k = 3; k >= 0; k--) {
        text = be_row_cell(rows, row, k == 3 ? at->code : at->part[k]);
        if (text.len > 0 && (!be_is_digit(text.p[0]) || be_row_code_before(&code, text) > 0))
            return text; /* 合计, or 201 一般公共服务支出 */
    }
    if (at->ordinal >= 0 && be_row_like_total(be_row_cell(rows, row, at->ordinal)) && be_row_cell(rows, row, at->unit_name).len == 0 &&
        be_row_cell(rows, row, at->project).len == 0)
        return be_row_cell(rows, row, at->ordinal);
    /* 合计 in the column of the units' codes, nothing in that of their names */
    if (at->unit_name >= 0 && be_row_cell(rows, row, at->unit_name).len == 0) {
        text = be_row_cell(rows, row, at->unit_code);
        if (text.len > 0 && !be_is_digit(text.p[0]))
            return text;
    }
    return be_span(NULL, 0);
}

/* 合计 or 货物 in a column of data left of all figures, the label columns blank: the column, from 1. */
static uint8_t label_beside(const struct be_row_reader *rows)
{
    const struct be_grid *grid = rows->grid;
    const struct be_plan *plan = rows->plan;
    size_t at = grid->cols, numbers = 0;

    for (size_t c = 0; c < grid->cols && c < plan->cols; c++) {
        struct be_cell *cell = be_grid_at(grid, rows->row, c);
        if (cell->text.len == 0)
            continue;
        if (be_cell_number(cell) && at < grid->cols)
            numbers++;
        else if (at < grid->cols || be_cell_number(cell) || plan->column[c].role != BE_ROLE_DATA || cell->text.len > BE_WORD_BYTES ||
                 be_span_has(cell->text, "，") || be_span_has(cell->text, "。"))
            return 0;
        else
            at = c;
    }
    return numbers > 0 && rows->at->names + (rows->at->unit_name >= 0) + (rows->at->project >= 0) > 0 ? (uint8_t)(at + 1) : 0;
}

/* ---- levels ---- */

static void open_level(struct be_open_group *above, size_t depth, struct be_span code, struct be_span name, uint64_t no)
{
    struct be_open_code *level = &above->level[depth];

    be_copy_short(level->code, code.p, code.len);
    level->len = (uint8_t)code.len;
    level->name = name;
    level->no = no;
    for (size_t d = depth + 1; d < 3; d++)
        above->level[d].len = 0;
}

/* A panel goes on where the one before it ended: 30228 first, 302 stands in that one. It is looked for once;
 * one that is nowhere is open without a name. */
static void open_beside(struct be_row_reader *rows, struct be_span class)
{
    struct be_row_reader *before = rows;

    for (size_t g = rows->g; g-- > 0;) {
        before--;
        for (size_t r = before->from; r < rows->grid->rows; r++)
            if (be_span_eq(be_row_code(before, r), class)) {
                struct be_row_label room, *label = be_row_label_read(&room, rows->cx, be_row_name(before, r), false, false);
                open_level(rows->above, 0, class, label->item, label->no);
                return;
            }
    }
    open_level(rows->above, 0, class, BE_ROW_NONE, 0);
}

/* Levels: the row's own name at its code's depth, above it the open rows whose code begins it. */
static void read_levels(struct be_row_reader *rows, struct be_span code)
{
    struct be_row *out = &rows->said;
    size_t depth = code.len == 3 ? 0 : code.len == 5 ? 1 : 2;

    if (rows->g > 0 && depth == 1 && (rows->above->level[0].len == 0 || memcmp(rows->above->level[0].code, code.p, 3) != 0))
        open_beside(rows, be_span_to(code, 3));
    for (size_t d = 0; d < depth; d++) {
        const struct be_open_code *above = &rows->above->level[d];
        if (above->len > 0 && above->name.len > 0 && be_row_goes_on(code, be_span(above->code, above->len))) {
            out->level[d] = above->name;
            out->label->level[d] = above->no;
            out->inferred |= BE_INFER_LEVELS;
        }
    }
    out->level[depth] = out->item;
    out->label->level[depth] = out->label->item;
    if (rows->at->names > 1 && rows->at->subject >= 0 && rows->at->subject != rows->at->name[rows->at->names - 1] &&
        be_row_own(rows, rows->at->subject).len > 0) {
        out->level[depth] = be_word_item(be_row_own(rows, rows->at->subject), rows->arena);     /* 台式电脑 is bought for 行政运行 */
        out->label->level[depth] = 0;
    }
    open_level(rows->above, depth, code, out->level[depth], out->label->level[depth]);
}

/* ---- kinds of rows ---- */

/* 科目名称（项目）: below a subject, without a code, its projects. Is the next row one? */
static bool project_below(struct be_row_reader *rows)
{
    const size_t row = rows->row + 1;

    return rows->at->below && row < rows->grid->rows && be_row_name(rows, row).len > 0 && be_row_code(rows, row).len == 0;
}

static void project_row(struct be_row_reader *rows)
{
    struct be_row *out = &rows->said;

    rows->open->project = out->item;
    for (size_t d = 0; d < 3; d++)
        if (rows->above->level[d].len > 0) {
            out->scheme = be_row_scheme(be_span(rows->above->level[d].code, rows->above->level[d].len));
            out->level[d] = rows->above->level[d].name;
        }
    out->inferred |= BE_INFER_LEVELS;
}

static void coded_row(struct be_row_reader *rows, struct be_span code)
{
    struct be_row *out = &rows->said;
    struct be_span below = be_row_code_below(rows);
    const bool projects = project_below(rows);

    out->code = code;
    out->scheme = be_row_scheme(code);
    if (rows->at->below)
        rows->open->project = BE_ROW_NONE;
    if (below.len > 0 || projects)
        out->sum = be_row_goes_on(below, code) || projects;
    else if (rows->open->more) /* what follows is not seen yet: by its depth */
        out->sum = code.len < (out->scheme == BE_ECONOMIC ? 5u : 7u);
    if (out->scheme != BE_SCHEME_NONE)
        read_levels(rows, code);
}

/* A unit above its subjects: their figures are its figures. */
static void entity_row(struct be_row_reader *rows, struct be_span code)
{
    struct be_row *out = &rows->said;
    struct be_span number, name;

    out->entity = be_word_squeeze(out->item, rows->arena);
    if (code.len == 0 && be_row_split_unit(rows->cx, out->entity, &number, &name)) {
        out->entity = out->item = name;
        code = number;
    }
    out->entity_code = code;
    be_row_open_entity(rows->open, out->entity, code);
    if (rows->at->projects)
        rows->open->project = BE_ROW_NONE;
    if (code.len > 0) {
        out->scheme = BE_SCHEME_ENTITY;
        out->code = code;
    }
    memset(rows->above->level, 0, sizeof rows->above->level);
    out->sum = rows->plan->coded && be_row_code_below(rows).len > 0;
    /* 401 above 401001: the department above its units */
    if (!out->sum && rows->row + 1 < rows->grid->rows && code.len > 0)
        out->sum = be_row_goes_on(be_row_cell(rows, rows->row + 1, rows->at->unit_code), code);
}

/* A unit's code in the row: of the unit itself, or a 类 printed in the unit's column. */
static void unit_code_row(struct be_row_reader *rows, struct be_span unit, struct be_row_label *label)
{
    struct be_row *out = &rows->said;
    struct be_span code = be_row_digits(unit, rows->arena);

    /* 单位名称（专项名称）: below the unit, with its code again, its projects */
    if (rows->at->projects && rows->open->entity.len > 0 && be_span_starts(unit, rows->open->entity_code) &&
        !be_row_label_entity(rows->cx, label))
        rows->open->project = out->item;
    else if (be_row_scheme(code) != BE_SCHEME_NONE && rows->plan->coded && !be_row_label_entity(rows->cx, label) &&
             be_row_goes_on(be_row_code_below(rows), code))
        coded_row(rows, code);
    else if (out->item.len > 0)
        entity_row(rows, unit);
}

/* A subject without a code: deeper than the open one is its part. The names on the left say
 * which classification it is; without that nobody knows what the levels are. */
static void indented_row(struct be_row_reader *rows)
{
    const struct be_grid *grid = rows->grid;
    struct be_row *out = &rows->said;
    struct be_open *open = rows->open;
    size_t col = (size_t)rows->at->name[0], depth = 0;
    uint8_t indent = be_grid_at(grid, rows->row, col)->indent;

    while (depth < 3 && rows->above->level[depth].len > 0 && open->indent[depth] < indent)
        depth++;
    for (size_t r = rows->row + 1; r < grid->rows && r < rows->row + 4; r++)
        if (be_grid_at(grid, r, col)->text.len > 0) {
            out->sum = be_grid_at(grid, r, col)->indent > indent;
            break;
        }
    if (depth == 3)
        return;
    if (depth == 0) {
        enum be_label label = be_codebook_label(rows->cx->model->codebook, out->item, 0);
        open->scheme = label == BE_LABEL_CLASS || label == BE_LABEL_SHARED ? BE_FUNCTIONAL
                       : label == BE_LABEL_ECONOMIC_CLASS ? BE_ECONOMIC : BE_SCHEME_NONE;
    }
    open->indent[depth] = indent;
    open_level(rows->above, depth, BE_LIT("-"), out->item, 0);
    if (open->scheme == BE_SCHEME_NONE || (open->scheme == BE_ECONOMIC && depth == 2))
        return;
    out->scheme = open->scheme;
    for (size_t d = 0; d <= depth; d++)
        out->level[d] = rows->above->level[d].name;
    out->inferred |= depth > 0 ? BE_INFER_LEVELS : 0;
}

/* How deep a name stands below the open levels by the official classification: 2 a 款 of the 类, 3 a
 * 项 of the 款; 0: neither, or both. */
static size_t named_depth(const struct be_row_reader *rows, struct be_span name)
{
    const struct be_codebook *book = rows->cx->model->codebook;
    const struct be_open_code *open = rows->above->level;
    struct be_codes_ask ask = {.scheme = BE_FUNCTIONAL, .level = {open[0].name, name}, .year = rows->cx->facts->year};
    struct be_codes codes;
    size_t depth;

    be_codebook_resolve(book, rows->cx->memo, &ask, &codes);
    depth = strlen(codes.official) == 5 ? 2 : 0;
    if (open[1].len == 0 || name.len == 0)
        return name.len == 0 ? 0 : depth;
    ask.level[1] = open[1].name;
    ask.level[2] = name;
    be_codebook_resolve(book, rows->cx->memo, &ask, &codes);
    if (strlen(codes.official) != 7)
        return depth;
    return depth == 0 || be_span_eq(open[1].name, name) ? 3 : 0;
}

/* 预备费 among 类, numbered as they are: a 类 itself. */
static bool is_reserve(const struct be_row_reader *rows, const struct be_row_label *label)
{
    return be_span_is(rows->said.item, "预备费") && label->section && rows->above->level[0].len > 0 && rows->above->level[1].len == 0;
}

/* 教育支出, 普通教育, 小学教育 one below the other, neither coded nor indented: what the names make certain. A name
 * that is not known ends the 款 above it, which may be another's. */
static void named_row(struct be_row_reader *rows, const struct be_row_label *label)
{
    struct be_row *out = &rows->said;
    struct be_open_code *open = rows->above->level;
    size_t depth = label->class || is_reserve(rows, label) ? 1 : open[0].len == 0 ? 0 : named_depth(rows, out->item);

    if (depth == 0) {
        open[1].len = 0;
        open[0].len = label->section ? 0 : open[0].len;
        return;
    }
    open_level(rows->above, depth - 1, BE_LIT("-"), out->item, 0);
    if (depth < 3 && rows->row + 1 < rows->grid->rows)
        out->sum = named_depth(rows, be_word_item(be_row_name(rows, rows->row + 1), rows->arena)) > depth;
    if (depth == 1 && label->class)
        return;                  /* named alike everywhere: see be_codebook_classify */
    out->scheme = BE_FUNCTIONAL;
    for (size_t d = 0; d < depth; d++)
        out->level[d] = open[d].name;
    out->inferred |= BE_INFER_LEVELS;
}

/* 商品和服务支出 without a code above 302 01 ...: the rows below, up to the next without a code,
 * are of one 类, and it names it. That 类's code; empty: they are not. */
static struct be_span class_below(struct be_row_reader *rows)
{
    const size_t row = rows->row + 1, end = rows->grid->rows;
    struct be_span first = row < end ? be_row_code(rows, row) : BE_ROW_NONE, code;

    if (first.len != 5 || be_row_scheme(first) == BE_SCHEME_NONE)
        return BE_ROW_NONE;
    for (size_t r = row + 1; r < end && (code = be_row_code(rows, r)).len > 0; r++)
        if (code.len < 5 || memcmp(code.p, first.p, 3) != 0)
            return BE_ROW_NONE;
    return be_span_to(first, 3);
}

/* 401001某县水务局, 401001-某县水务局 in the column of names, above its subjects. */
static bool is_coded_unit(const struct be_row_reader *rows)
{
    struct be_span code, name;

    return rows->said.item.len > 0 && be_is_digit(rows->said.item.p[0]) &&
           be_row_split_unit(rows->cx, be_word_squeeze(rows->said.item, rows->arena), &code, &name) && be_span_digits(code) &&
           code.len % 3 == 0;
}

static void codeless_row(struct be_row_reader *rows, struct be_row_label *label)
{
    struct be_row *out = &rows->said;
    const struct be_plan *plan = rows->plan;
    struct be_span class;

    if (plan->indented)
        indented_row(rows);
    else if (!plan->coded && !plan->indicator && plan->groups == 1 && !rows->sides && !rows->at->economic)
        named_row(rows, label);
    /* 其他支出 is a name of every classification: the panel's header says which */
    if (!plan->coded && rows->at->economic &&
        be_codebook_label(rows->cx->model->codebook, out->item, 0) == BE_LABEL_SHARED) {
        out->scheme = BE_ECONOMIC;
        out->level[0] = out->item;
    }
    if (!plan->coded)
        return;
    if (be_row_label_entity(rows->cx, label) || is_coded_unit(rows)) {
        entity_row(rows, BE_ROW_NONE);
        return;
    }
    if (rows->at->below && (rows->above->level[0].len > 0 || rows->above->level[2].len > 0)) { /* 项 may have no 类 above them */
        project_row(rows);
        return;
    }
    class = class_below(rows);
    out->sum = class.len > 0 || be_row_code_below(rows).len > 0;
    if (class.len > 0) {
        out->scheme = be_row_scheme(class);
        out->level[0] = out->item;
        open_level(rows->above, 0, class, out->item, 0);
    }
}

/* 上年结转 above 一般公共预算拨款: the rows named after a fund are its parts, unless both are
 * numbered alike, 七、 and 八、. */
static void say_carryover(struct be_row *out, struct be_open_group *above, const struct be_row_label *label, bool section)
{
    uint8_t numbered = section ? 2 : 1;

    if (label->left_over)
        above->carryover = numbered;
    else if (above->carryover == 0 || !label->of_fund || (above->carryover == 2 && numbered == 2))
        above->carryover = 0;
    else
        out->carried = true;
}

/* What a label says of the figures where there are no codes to say it. */
static void say_codeless(struct be_row *out, struct be_open_group *above, const struct be_row_label *label, bool section,
                         enum be_topic topic)
{
    if (section) /* 四、机关运行经费 in a table of several topics: the rows below are of it, up to the next 五、. */
        above->section = topic;
    out->topic = above->section;
    out->counts = label->counts;
    out->phase = (enum be_phase)label->phase;
    out->stat = (enum be_stat)label->stat;
    out->year = label->year;
    out->year_shift = label->year_shift;
    out->fund = (enum be_fund)label->fund;
}

static void say_row(struct be_row *out, struct be_open_group *above, const struct be_row_label *label)
{
    out->unit = label->unit;
    /* 车辆数合计（辆） above 一般公务用车: the rows below count vehicles too, in a table of 万元. */
    if (out->unit.len > 0 || !label->vehicle)
        above->vehicles = out->unit.len > 0 && (be_span_is(out->unit, "辆") || be_span_is(out->unit, "台"));
    else if (above->vehicles)
        out->unit = BE_LIT("辆");
    /* 机关运行经费 above （一）行政单位 and （二）参照公务员法管理事业单位 */
    above->running = label->running || (above->running && label->runs_on);
    if (above->running)
        out->topic = BE_TOPIC_RUNNING;
}

/* By its label and code: a total, a subject, a unit, or the name of what stands below. */
static void read_kind(struct be_row_reader *rows, struct be_span code, struct be_row_label *label)
{
    const struct be_label_group *at = rows->at;
    struct be_row *out = &rows->said;
    struct be_span unit = be_row_own(rows, at->unit_code);

    if (label->total) {
        out->sum = true;
        memset(rows->above->level, 0, sizeof rows->above->level);
        if (at->unit_name >= 0 && be_row_own(rows, at->unit_name).len == 0)
            be_row_open_entity(rows->open, BE_ROW_NONE, BE_ROW_NONE);
    } else if (be_row_class_length(code.len) && (code.len > 3 || !be_row_label_entity(rows->cx, label))) {
        coded_row(rows, code);
        if (unit.len > 3 && !be_span_starts(out->code, unit) && !be_span_starts(unit, out->code))
            out->entity_code = unit;
    } else if (code.len > 2) {
        entity_row(rows, code);
    } else if (unit.len > 0 && at->unit_name < 0) {
        unit_code_row(rows, unit, label);
    } else if (out->item.len > 0) {
        codeless_row(rows, label);
    }
}

/* ---- a row ---- */

void be_row_begin(struct be_row_reader *rows, struct be_context *cx, const struct be_plan *plan, size_t g,
                   const struct be_grid *grid, size_t from, struct be_open *open)
{
    *rows = (struct be_row_reader){
        .cx = cx, .arena = be_tables_arena(cx->tables), .plan = plan, .at = &plan->group[g], .grid = grid,
        .open = open, .above = &open->group[g], .g = g, .from = from, .known = from,
        .sides = plan->group[g].unit_name >= 0 || plan->group[g].project >= 0 || plan->group[g].project_code >= 0,
    };
    rows->code = be_arena_room(rows->arena, grid->rows * sizeof *rows->code);
    rows->label = be_arena_room(rows->arena, grid->rows * sizeof *rows->label);
}

/* Whose its figures are, once its own columns are read. */
static void take_open(struct be_row *out, const struct be_open *open)
{
    if (open->entity.len > 0 && out->entity.len == 0) {
        out->entity = open->entity;
        if (out->entity_code.len == 0)
            out->entity_code = open->entity_code;
    }
    out->project = open->project;
    out->project_code = open->project_code;
}

const struct be_row *be_row_read(struct be_row_reader *rows, size_t row)
{
    const struct be_label_group *at = rows->at;
    const bool codeless = !rows->plan->coded;
    struct be_row *out = &rows->said;
    struct be_span name = be_row_name(rows, row), code;
    struct be_row_label room, *label;
    enum be_topic topic;
    size_t lead = 0;
    bool section;

    *out = (struct be_row){.label = &rows->label[row]};
    rows->row = row;
    if (name.len == 0 && at == rows->plan->group && !rows->plan->indicator && (out->beside = label_beside(rows)) > 0) {
        name = be_grid_at(rows->grid, row, out->beside - 1u)->text;
        be_row_open_entity(rows->open, BE_ROW_NONE, BE_ROW_NONE);
        be_row_open_project(rows->open, BE_ROW_NONE, BE_ROW_NONE);
    }
    if (rows->sides)
        be_row_read_sides(rows);
    code = be_row_code(rows, row);
    if (name.len > 0 && (be_is_digit(name.p[0]) || name.p[0] == '['))
        lead = be_row_code_before(&(struct be_span){0}, name);
    label = be_row_label_read(&room, rows->cx, be_span_from(name, lead), false, codeless);
    section = lead == 0 && label->section;
    out->item = label->item;
    *out->label = (struct be_label_texts){.item = label->no};
    if (name.len == 0 && code.len == 0 && be_row_own(rows, at->unit_code).len == 0 && be_row_own(rows, at->unit_name).len == 0 &&
        be_row_own(rows, at->project).len == 0) {
        out->blank = true;   /* repeats the total above its parts, or is the only row */
        out->sum = codeless ? row + 1 < rows->grid->rows && be_grid_numbers(rows->grid, row + 1) : be_row_code_below(rows).len > 0;
        return out;
    }
    read_kind(rows, code, label);
    out->sum = out->sum || (out->beside > 0 && row + 1 < rows->grid->rows);   /* 货物 above what is bought */
    if (at->project >= 0)
        be_row_read_project(rows);
    if (at->unit_name >= 0 && out->item.len == 0)
        be_row_read_unit(rows);
    take_open(out, rows->open);
    topic = (enum be_topic)label->topic;
    if (out->item.p != label->item.p || out->item.len != label->item.len) {
        label = be_row_label_read(&room, rows->cx, out->item, true, codeless);
        topic = section && codeless ? be_row_section_topic(rows->cx, out->item) : BE_TOPIC_NONE;
        out->label->item = label->no;
    }
    say_carryover(out, rows->above, label, section);
    if (codeless)
        say_codeless(out, rows->above, label, section, topic);
    say_row(out, rows->above, label);
    out->units = out->unit.len > 0 || out->counts.len > 0;
    out->says = out->carried || out->topic != BE_TOPIC_NONE || out->fund != BE_FUND_NONE || out->phase != BE_PHASE_NONE || out->stat != BE_STAT_NONE ||
                out->year != 0 || out->year_shift != 0;
    return out;
}
