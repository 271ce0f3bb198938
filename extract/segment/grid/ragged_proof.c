/* ragged_proof.c - do the figures of a table agree with where the sums of its header stand? */
#include "ragged.h"
#include "../../base/decimal.h"

#define ROWS 16u             /* looked at */

/* A cell's figure, nothing for a blank one; false: words. */
static bool read_figure(struct be_decimal *out, const struct be_cell *cell)
{
    *out = (struct be_decimal){0, 0};
    return cell->text.len == 0 || be_decimal_read(out, cell->text);
}

/* But for what rounding to two decimals may have lost in so many parts. */
static bool is_near(struct be_decimal a, struct be_decimal b, int64_t parts)
{
    struct be_decimal off;

    return be_decimal_sub(&off, a, b) && (off.digits == 0 || (off.scale == 2 && off.digits <= parts && off.digits >= -parts));
}

enum agrees { NOTHING, AGREES, DIFFERS };

static enum agrees row_agrees(const struct be_grid *grid, size_t r, const struct be_ragged_sum *s)
{
    struct be_decimal whole, sum = {0, 0}, part;
    bool figures;

    if (!read_figure(&whole, be_grid_at(grid, r, s->whole)))
        return DIFFERS;
    figures = whole.digits != 0;
    for (size_t k = 0; k < s->parts; k++) {
        if (!read_figure(&part, be_grid_at(grid, r, s->part[k])) || !be_decimal_add(&sum, sum, part))
            return DIFFERS;
        figures = figures || part.digits != 0;
    }
    return !figures ? NOTHING : is_near(sum, whole, (int64_t)s->parts) ? AGREES : DIFFERS;
}

int be_ragged_proof(const struct be_grid *grid, size_t from, size_t width, const struct be_ragged_sum *sum, size_t n)
{
    size_t agree = 0, differ = 0, rows = 0;

    for (size_t r = from; r < grid->rows && rows < ROWS; r++) {
        if ((grid->padded ? be_ragged_filled(grid, r) : grid->width[r]) < width || be_ends(be_grid_at(grid, r, 0)->text, "计"))
            continue;        /* 合计 covers several columns: its figures stand elsewhere */
        rows++;
        for (size_t i = 0; i < n; i++) {
            enum agrees a = row_agrees(grid, r, &sum[i]);
            agree += a == AGREES;
            differ += a == DIFFERS;
        }
    }
    return 4 * differ > agree ? -1 : agree == 0 ? 0 : differ == 0 ? 2 : 1;
}
