#include "sample.h"

/* A02010105, B0801: a code of the catalogue of what is bought. */
static bool is_catalogue(struct be_span text)
{
    return text.len >= 3 && text.p[0] >= 'A' && text.p[0] <= 'C' && be_span_digits(be_span_from(text, 1));
}

static size_t last_row(const struct be_grid *grid, size_t from)
{
    return grid->rows - from < BE_SAMPLE_ROWS ? grid->rows : from + BE_SAMPLE_ROWS;
}

static bool more_words(const struct be_grid *grid, size_t from, size_t col)
{
    size_t words = 0, numbers = 0;

    for (size_t r = from, end = last_row(grid, from); r < end; r++) {
        struct be_cell *cell = be_grid_at(grid, r, col);
        bool number = be_cell_number(cell);
        numbers += number;
        words += !number && cell->text.len > 0;
    }
    return words > 0 && words >= numbers;
}

static bool repeats(const struct be_grid *grid, size_t from, size_t col)
{
    for (size_t r = from, end = last_row(grid, from); r + 1 < grid->rows && r < end; r++) {
        struct be_span text = be_grid_at(grid, r, col)->text;
        if (text.len > 0 && be_span_eq(text, be_grid_at(grid, r + 1, col)->text))
            return true;
    }
    return false;
}

static bool holds_parts(const struct be_grid *grid, size_t from, size_t col)
{
    bool some = false;

    for (size_t r = from, end = last_row(grid, from); r < end; r++) {
        struct be_span text = be_grid_at(grid, r, col)->text;
        if (text.len > 0 && (text.len != 2 || !be_span_digits(text)))
            return false;
        some = some || text.len > 0;
    }
    return some;
}

/* Most columns show by their first word what their words are. */
static bool first_words(const struct be_grid *grid, size_t from, size_t col, enum be_question question)
{
    bool codes = false;

    for (size_t r = from, end = last_row(grid, from); r < end; r++) {
        struct be_cell *cell = be_grid_at(grid, r, col);
        if (cell->text.len == 0 || be_cell_number(cell))
            continue;
        if (question == BE_ASK_WORDS)
            return true;
        if (!is_catalogue(cell->text))
            return question == BE_ASK_NAMES;
        codes = true;
    }
    return codes && question == BE_ASK_CATALOGUE;
}

static bool answer(const struct be_grid *grid, size_t from, enum be_question question, size_t col)
{
    if (from >= grid->rows || col >= grid->cols)
        return false;
    switch (question) {
    case BE_ASK_LABELS: return more_words(grid, from, col);
    case BE_ASK_REPEATS: return repeats(grid, from, col);
    case BE_ASK_PARTS: return holds_parts(grid, from, col);
    default: return first_words(grid, from, col, question);
    }
}

bool be_sample_ask(struct be_sample *sample, enum be_question question, size_t col)
{
    const bool yes = answer(sample->grid, sample->from, question, col);

    if (sample->n < BE_SAMPLE_ANSWERS)
        sample->answer[sample->n] = (struct be_answer){(uint8_t)question, (uint8_t)col, yes};
    sample->n++;
    return yes;
}

bool be_sample_agrees(const struct be_sample *sample, const struct be_grid *grid, size_t from)
{
    for (size_t i = 0; i < sample->n; i++) {
        const struct be_answer *a = &sample->answer[i];
        if (answer(grid, from, (enum be_question)a->question, a->col) != a->yes)
            return false;
    }
    return true;
}
