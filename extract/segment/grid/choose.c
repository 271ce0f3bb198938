/* choose.c - below which cells of a row of header the groups of the next one stand, by their words. */
#include "groups.h"
#include "../../recognize/table/word.h"

static size_t common(struct be_span a, struct be_span b)
{
    size_t best = 0;

    for (size_t i = 0; i + 3 <= a.len; i += 3)
        for (size_t k = 0; k + 3 <= b.len; k += 3) {
            size_t n = 0;
            while (i + n + 3 <= a.len && k + n + 3 <= b.len && memcmp(a.p + i + n, b.p + k + n, 3) == 0)
                n += 3;
            best = n > best ? n : best;
        }
    return best;
}

/* How well do the cells [from, to) of a row stand below a cell? */
static int likes(const struct be_head_cells *above, size_t cell, const struct be_head_cells *below, size_t from, size_t to)
{
    bool label = be_word_is_label(above->word[cell]), labels = be_word_is_label(below->word[from]);
    static const struct { const char *whole, *part; } WHOLES[] = {
        {"事业收入", "教育收费"}, {"基本支出", "人员"}, {"基本支出", "公用"}, {"基本支出", "工资福利"}, {"项目支出", "特定目标"}, {"编制", "行政"}, {"实有", "在职"},
        {"单位资金", "事业收入"}, {"单位自筹", "事业收入"}, {"三公", "出国"}, {"三公", "接待"}, {"三公", "公务用车"},
        {"拨款", "一般公共预算"}, {"结转", "一般公共预算"}, {"增减", "比例"}, {"增减", "率"}, {"增减", "幅"}, {"增减", "%"},
    };
    static const char *const OFTEN[] = {"一般公共预算", "本年"};
    int score = (int)cell;    /* of equals the last one */
    size_t same = 0;

    if (label != labels)
        return -10000;
    for (size_t i = from; i < to; i++)
        if (!be_span_eq(above->text[cell], below->text[i]) && common(above->text[cell], below->text[i]) > same)
            same = common(above->text[cell], below->text[i]);
    if (labels)
        return score - 100 * (int)cell + (same >= 6 ? 200 : 0);
    switch (above->word[cell]) {
    case BE_WORD_FLOW: case BE_WORD_CHANGE: case BE_WORD_YEAR: case BE_WORD_PHASE: case BE_WORD_MEASURE: score += 200; break;
    case BE_WORD_TOTAL: case BE_WORD_QUANTITY_UNIT: case BE_WORD_NOTE: case BE_WORD_COUNT: score -= 2000; break;
    default: break;
    }
    for (size_t k = 0; k < sizeof WHOLES / sizeof *WHOLES; k++)
        for (size_t i = from; i < to && be_span_has(above->text[cell], WHOLES[k].whole); i++)
            if (be_span_has(below->text[i], WHOLES[k].part))
                same = 60;
    score += be_groups_change(above->word[cell]) == be_groups_change(below->word[from]) ? 100 : 0;
    for (size_t k = 0; k < sizeof OFTEN / sizeof *OFTEN; k++)
        score += be_span_has(above->text[cell], OFTEN[k]) ? (int)BE_GRID_COLUMNS : 0;
    for (size_t k = 0; k < cell; k++)       /* 单位资金 of this year and of what is carried over */
        score -= be_span_eq(above->text[k], above->text[cell]) ? (int)BE_GRID_COLUMNS : 0;
    return score + (same >= 6 ? 30 * (int)same : 0);
}

bool be_groups_choose(const struct be_head_cells *above, const struct be_head_cells *below, const struct be_groups *cuts, uint8_t *cell, bool *open)
{
    int best[BE_GRID_COLUMNS + 1][BE_GRID_COLUMNS + 1];      /* of the first g groups below the first c cells */
    int even[BE_GRID_COLUMNS + 1][BE_GRID_COLUMNS + 1];      /* the same without the order, */
    bool two[BE_GRID_COLUMNS + 1][BE_GRID_COLUMNS + 1];      /* and whether that is reached in two ways */
    size_t from[BE_GRID_COLUMNS + 1], g = 0;

    for (size_t i = 0; i < below->n; i++)
        if (cuts->begins[i])
            from[g++] = i;
    from[g] = below->n;
    for (size_t c = 0; c <= above->n; c++) {
        best[0][c] = even[0][c] = 0;
        two[0][c] = false;
    }
    for (size_t k = 1; k <= g; k++)
        for (size_t c = 0; c <= above->n; c++) {
            int with = c < k ? -1000000 : best[k - 1][c - 1] + likes(above, c - 1, below, from[k - 1], from[k]);
            int without = c <= k ? -1000000 : best[k][c - 1];
            best[k][c] = with >= without ? with : without;
            with = c < k ? -1000000 : with - best[k - 1][c - 1] + even[k - 1][c - 1] - (int)(c - 1);
            without = c <= k ? -1000000 : even[k][c - 1];
            even[k][c] = with > without ? with : without;
            two[k][c] = c > k && with == without ? true : with > without ? c >= k && two[k - 1][c - 1] : c > k && two[k][c - 1];
        }
    *open = *open || two[g][above->n];
    for (size_t k = g, c = above->n; k > 0; c--)
        if (c <= k || best[k][c] != best[k][c - 1])
            cell[--k] = (uint8_t)(c - 1);
    return best[g][above->n] > -5000;
}
