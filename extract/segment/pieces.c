#include "pieces.h"
#include "../base/wordlist.h"
#include "../recognize/table/word.h"
#include <utf8proc.h>

#define NUMBER_BYTES 40u

/* A blank cell's stroke: - -- — —— / */
bool be_piece_is_stroke(struct be_span text)
{
    size_t i = 0;

    while (i < text.len) {
        if (text.p[i] == '-' || (text.p[i] == '/' && text.len == 1))
            i++;
        else if (text.len - i >= 3 && (memcmp(text.p + i, "—", 3) == 0 || memcmp(text.p + i, "–", 3) == 0 || memcmp(text.p + i, "－", 3) == 0))
            i += 3;
        else
            return false;
    }
    return text.len > 0 && text.len <= 12;
}

bool be_piece_is_number(struct be_span text)
{
    size_t i = 0, digits = 0;

    if (text.len == 0 || text.len > NUMBER_BYTES || ((unsigned char)text.p[0] >= 0xE3 && (unsigned char)text.p[0] <= 0xEE)) /* Chinese */
        return false;
    if (be_piece_is_stroke(text))
        return true;
    if (text.p[0] == '-' || text.p[0] == '+')
        i = 1;
    else if (be_starts(text, "−") || be_starts(text, "－") || be_starts(text, "△") || be_starts(text, "▲"))
        i = 3;
    for (; i < text.len; i++) {
        if (be_is_digit(text.p[i]))
            digits++;
        else if ((text.p[i] != '.' && text.p[i] != ',') || digits == 0)
            break;
    }
    return digits > 0 && (i == text.len || (i + 1 == text.len && text.p[i] == '%'));
}

/* 201 20101 2010101, or with blanks or dots between the parts when whole. */
static bool is_code(struct be_span text)
{
    return (text.len == 3 || text.len == 5 || text.len == 7) && be_span_digits(text) && text.p[0] != '0';
}

/* A number that is hardly part of a sentence: it has decimals, separators, or many digits. */
static bool is_amount(struct be_span text)
{
    const char *dot = memchr(text.p, '.', text.len);

    return be_piece_is_number(text) && (be_piece_is_stroke(text) || (dot != NULL && text.p + text.len - dot >= 2) ||
                                        memchr(text.p, ',', text.len) != NULL || text.len >= 6);
}

/* The next text of a line without two blanks in it; *line begins behind it. The line ends in none. */
static struct be_span next_run(struct be_span *line)
{
    struct be_span run;
    long gap;

    while (line->len > 0 && line->p[0] == ' ')
        *line = be_span_from(*line, 1);
    gap = be_span_find(*line, BE_LIT("  "));
    run = be_span_to(*line, gap < 0 ? line->len : (size_t)gap);
    *line = be_span_from(*line, run.len);
    return run;
}

static struct be_span without_end(struct be_span line)
{
    while (line.len > 0 && line.p[line.len - 1] == ' ')
        line.len--;
    return line;
}

size_t be_pieces_count(struct be_span line, size_t *numeric)
{
    size_t n = 0;

    *numeric = 0;
    line = without_end(line);
    while (line.len > 0) {
        *numeric += be_piece_is_number(next_run(&line));
        n++;
    }
    return n;
}

/* ---- pieces with their places ---- */

struct splitter {
    struct be_span line;
    struct be_piece *out;
    size_t n;
    size_t at;               /* byte reached, */
    uint32_t x[2];           /* and its columns */
};

static void move_to(struct splitter *s, size_t off)
{
    const char *end = s->line.p + s->line.len;

    while (s->at < off) {
        unsigned char c = (unsigned char)s->line.p[s->at];
        if (c < 0x80) {
            s->x[1]++;
            s->at++;
        } else if (c >= 0xE2) {     /* U+2000 and above: the ambiguous ones (quotation marks, dashes) are wide beside Chinese */
            s->x[1] += 2;
            s->at += be_char_len(s->line.p + s->at, end);
        } else {
            uint32_t cp = be_char_at(s->line.p + s->at, end);
            s->x[1] += cp >= 0x2000 || utf8proc_charwidth((utf8proc_int32_t)cp) == 2 ? 2 : 1;
            s->at += be_char_len(s->line.p + s->at, end);
        }
        s->x[0]++;
    }
}

uint32_t be_pieces_width(struct be_span text)
{
    struct splitter s = {.line = text};

    move_to(&s, text.len);
    return s.x[1];
}

static void add(struct splitter *s, size_t from, size_t to)
{
    struct be_piece *piece;
    struct be_span text = be_span(s->line.p + from, to - from);

    if (s->n == BE_PIECES_LINE) {
        piece = &s->out[s->n - 1];
        move_to(s, to);
        piece->len = (uint32_t)to - piece->off;
        piece->end[0] = s->x[0];
        piece->end[1] = s->x[1];
        return;
    }
    piece = &s->out[s->n++];
    *piece = (struct be_piece){.off = (uint32_t)from, .len = (uint32_t)(to - from)};
    move_to(s, from);
    memcpy(piece->x, s->x, sizeof s->x);
    move_to(s, to);
    memcpy(piece->end, s->x, sizeof s->x);
    piece->kind = be_piece_is_number(text) ? BE_PIECE_NUMBER : BE_PIECE_TEXT;
    if (is_code(text))
        piece->kind = BE_PIECE_CODE;
}

static bool is_chinese(struct be_span text)
{
    return text.len >= 3 && (unsigned char)text.p[0] >= 0xE3 && (unsigned char)text.p[0] <= 0xEF;
}

static struct be_wordlist LONG = BE_WORDLIST("万元", "亿元", "万人", "万亩", "万户", "万吨", "万次", "万平方", "千元", "百元", "平方", "公里", "公顷", "个百分点", "个月", "年度", "人次", "人民币");

/* A unit behind a number makes both one cell, or prose: 301人, 20.00万元; but 人员经费 is a name. */
static bool starts_with_unit(struct be_span text)
{
    static const char SHORT[] = "人个万元年月日平台套辆次家户名亩吨米天所分项多余亿千百处条件号", MARKS[] = "，。；：、）％";
    size_t unit = 0;

    if (text.len == 0 || (unsigned char)text.p[0] < 0x80)
        return text.len > 0;
    if (be_wordlist_front(&LONG, text) > 0)
        return true;
    for (size_t i = 0; i + 3 <= sizeof SHORT - 1; i += 3)
        if (be_span_starts(text, be_span(SHORT + i, 3)))
            unit = 3;
    if (unit > 0 && text.len == unit)
        return true;
    for (size_t i = 0; i + 3 <= sizeof MARKS - 1; i += 3)
        if (be_span_starts(be_span_from(text, unit), be_span(MARKS + i, 3)))
            return true;
    return false;
}

/* A code and its name without a blank between: the code's length, or 0. */
static size_t glued_code(struct be_span text)
{
    size_t n = be_digits_front(text);

    if ((n != 3 && n != 5 && n != 7) || (text.p[0] != '2' && text.p[0] != '3' && text.p[0] != '5') || n == text.len)
        return 0;
    return is_chinese(be_span_from(text, n)) && !starts_with_unit(be_span_from(text, n)) ? n : 0;
}

/* May a cell end before these words: nothing, a number, a name? */
static bool begins_cell(struct be_span text)
{
    long blank = be_span_find(text, BE_LIT(" "));
    struct be_span word = be_span_to(text, blank < 0 ? text.len : (size_t)blank);

    return word.len == 0 || be_piece_is_number(word) || (is_chinese(word) && !starts_with_unit(word));
}

/* A label of several rows, as 产出指标 and 特定目标类 are: what stands right of it is another cell. */
static bool heads_others(struct be_span text)
{
    return (text.len >= 12 && text.len <= 24 && be_ends(text, "指标")) || be_span_is(text, "特定目标类") || be_span_is(text, "其他运转类");
}

/* Are words a and b, parted by one blank, cells of their own? last: a cell may end behind b. */
static bool parts(struct be_span a, struct be_span b, bool first, bool last)
{
    if (be_piece_is_number(a) && be_piece_is_number(b) && (is_amount(a) || is_amount(b) || is_code(a)))
        return true;
    if (is_amount(a) && first && is_chinese(b) && !starts_with_unit(b))
        return true;
    if (first && be_piece_is_number(a) && (be_word_lead(b, NULL) > 0 || be_starts(b, "≥") || be_starts(b, "≤"))) /* 18.16 1．机要通信用车 */
        return true;
    if (is_chinese(a) && last && is_amount(b) && !be_piece_is_stroke(b))
        return true;
    if (is_chinese(b) && heads_others(a))
        return true;
    return first && is_code(a) && is_chinese(b) && !starts_with_unit(b);
}

/* Are the pieces so far the 类, or the 类 and the 款, of a code: 208, 208 05? */
static bool in_code(const struct splitter *s)
{
    for (size_t i = 0; i < s->n; i++) {
        struct be_span text = be_span(s->line.p + s->out[i].off, s->out[i].len);
        if (text.len != (i == 0 ? 3 : 2) || !be_span_digits(text))
            return false;
    }
    return s->n == 1 || s->n == 2;
}

/* A run without two blanks in it, [from, to): mostly one piece. */
static void split_run(struct splitter *s, size_t from, size_t to)
{
    const char *p = s->line.p;
    size_t start = from, word = from, blank, next, cut;

    cut = glued_code(be_span(p + from, to - from));
    if (cut > 0) {
        add(s, from, from + cut);
        start = word = from + cut;
    }
    for (;;) {
        const char *b = memchr(p + word, ' ', to - word);
        if (b == NULL)
            break;
        blank = (size_t)(b - p);
        b = memchr(b + 1, ' ', to - blank - 1);
        next = b == NULL ? to : (size_t)(b - p);
        if ((word == start && blank - word == 2 && be_span_digits(be_span(p + word, 2)) && in_code(s)) ||
            parts(be_span(p + word, blank - word), be_span(p + blank + 1, next - blank - 1), word == start,
                  next == to || begins_cell(be_span(p + next + 1, to - next - 1)))) {
            add(s, start, blank);
            start = blank + 1;
        }
        word = blank + 1;
    }
    add(s, start, to);
}

/* Words that tables print with their characters far apart. */
static const char *const SPREAD[] = {"收入总计", "支出总计", "收入合计", "支出合计", "收入", "支出", "合计", "总计", "小计", "项目",
                                     "科目", "名称", "金额", "备注", "栏次"};

/* Pieces from i on, of one character each, that are such a word together; 0: none. */
static size_t spread_word(const struct splitter *s, size_t i)
{
    for (size_t k = 0; k < sizeof SPREAD / sizeof *SPREAD; k++) {
        size_t n = strlen(SPREAD[k]) / 3, at = 0;
        while (at < n && i + at < s->n && s->out[i + at].len == 3 && memcmp(s->line.p + s->out[i + at].off, SPREAD[k] + 3 * at, 3) == 0)
            at++;
        if (at == n)
            return n;
    }
    return 0;
}

static void join_spread(struct splitter *s)
{
    size_t to = 0;

    for (size_t i = 0; i < s->n; i++) {
        size_t n = s->out[i].len == 3 && i + 1 < s->n && s->out[i + 1].len == 3 ? spread_word(s, i) : 0;
        s->out[to] = s->out[i];
        if (n > 0) {
            i += n - 1;
            s->out[to].len = s->out[i].off + s->out[i].len - s->out[to].off;
            memcpy(s->out[to].end, s->out[i].end, sizeof s->out[to].end);
        }
        to++;
    }
    s->n = to;
}

size_t be_pieces_split(struct be_span line, struct be_piece out[BE_PIECES_LINE])
{
    struct splitter s = {.line = line, .out = out};

    line = without_end(line);
    while (line.len > 0) {
        struct be_span run = next_run(&line);
        size_t from = (size_t)(run.p - s.line.p);
        split_run(&s, from, from + run.len);
    }
    join_spread(&s);
    return s.n;
}
