/* table.h - a table whose cells are parted by one blank while its grid is made: rows of words,
 * and the columns that they are to stand in. For the files of this folder alone.
 */
#ifndef BE_WORDED_TABLE_H
#define BE_WORDED_TABLE_H

#include "fill.h"
#include "worded.h"

#define BE_WORDED_SIDES 4u

struct be_worded_row {
    uint32_t first;          /* of its words */
    uint16_t n;
    uint8_t codes, numbers;
};

struct be_worded_part {      /* of a table with sides: a label and the figures behind it */
    struct be_worded label, ordinal;  /* its 行次; an empty text: none */
    const struct be_worded *figure;
    uint32_t row;            /* of the body, from 0 */
    uint8_t side, n;
    uint8_t at[BE_FILL_COLUMNS];      /* column of each figure within its side, or BE_FILL_UNKNOWN */
};

struct be_codebook;

struct be_worded_table {
    const struct be_window *win;
    struct be_arena *arena;
    struct be_span headers;   /* patterns/headers.csv */
    const struct be_codebook *book;
    struct be_worded *word;
    struct be_worded_row *row;
    size_t words, rows, head; /* head: rows of the header, from the top */
    size_t counted;           /* columns, by 栏次 1 2 3; 0: not said */
    size_t codes, texts, numbers, width; /* columns of each kind; all of them */
    size_t sides;             /* 收入 beside 支出; 1: one set of labels */
    size_t begins[BE_WORDED_SIDES + 1]; /* column of each one's label */
    bool ordinal[BE_WORDED_SIDES];      /* 行次 behind it */
    int8_t whole[BE_GRID_COLUMNS];      /* of a column of figures the one that sums it up, -1: none */
    bool stream;              /* a cell a line: where rows end is not said */
    bool lost;                /* a figure of it could not be placed */
    struct be_worded_part *part;        /* of tables with sides; those of a row stand together */
    size_t parts;
    uint32_t last[BE_WORDED_SIDES];     /* the code that each side came to, five digits */
};

static inline struct be_worded *be_worded_words(const struct be_worded_table *t, size_t r)
{
    return &t->word[t->row[r].first];
}

/* Columns of figures of a side. */
static inline size_t be_worded_room(const struct be_worded_table *t, size_t side)
{
    return t->begins[side + 1] - t->begins[side] - 1 - t->ordinal[side];
}

/* 合计, 本年收入合计, 总计. */
static inline bool be_worded_is_sum(struct be_span text)
{
    return be_ends(text, "计");
}

static inline void be_worded_put(struct be_cell *cells, size_t col, const struct be_worded *w)
{
    cells[col] = (struct be_cell){.text = w->text, .line = w->line};
}

/* Words of a text, parted by one blank. */
size_t be_worded_count(struct be_span text);
/* sides.c: 项目, 科目编码, what stands over the labels of a side; the sides that the lowest row of the header names, if any. */
bool be_worded_names_rows(struct be_span text);
bool be_worded_sides(struct be_worded_table *t);
/* panels.c: sides that are panels of economic codes, the rows of a stream cut; a row's cells. */
bool be_worded_panels(struct be_worded_table *t);
void be_worded_put_panels(struct be_worded_table *t, struct be_cell *cells, size_t r);
/* parts.c: the labels of the sides with their figures; false: what stands where is not certain. */
bool be_worded_parts(struct be_worded_table *t);
/* place.c: the columns of their figures; false: their sums say that they are not in order. */
bool be_worded_place(struct be_worded_table *t);
/* listed.c: a table with a cell a line: its header and all that follows as one row each, that cut into
 * rows where it has one set of labels. other: the second guess at where the header ends. */
bool be_listed_rows(struct be_worded_table *t, const struct be_block *block, bool other);
bool be_listed_cut(struct be_worded_table *t);
/* kept.c: header and rows with a word for each column, where blank lines are the blank cells; false: they are
 * not, or not certainly. */
bool be_worded_kept(struct be_worded_table *t, const struct be_block *block);
/* Of a table without labels, 三公 across, whose header is known: the columns of its figures, whose sums must hold. */
bool be_kept_across(const struct be_worded_table *t, struct be_fill_row *fill);
/* known.c: the header as one of the forms has it, when its characters are those. */
bool be_worded_known(struct be_worded_table *t);
/* What label column c is called where the header does not say: 科目编码, 类 款 项, 科目名称. */
struct be_span be_worded_label(const struct be_worded_table *t, size_t c);
/* 科目编码, 项目: it names labels. */
bool be_worded_is_label(struct be_span text);
/* Puts the words of the header over its columns; false: they may stand in several ways. */
bool be_worded_head(struct be_worded_table *t);

#endif
