/* worded.c - lines whose cells are parted by one blank: which ones are a table's, and their words. */
#include "worded.h"
#include "../line.h"
#include "../pieces.h"
#include "../../recognize/table/word.h"

#define LINE_BYTES 400u
#define HEAD_LINES 24u       /* a header is no longer */
#define BARE_LINES 8u        /* nor do more lines without a figure stand between two with one */
#define GAPS 4u              /* after so many lines with two blanks, more than half of them, it is another kind of table */
#define ROWS 3u              /* a table has so many rows with figures, or one of four figures */

/* ---- words ---- */

/* 208, 20801, 2080101 at a row's front; 05 behind one; 1 before the name of what it numbers. */
static bool is_code(struct be_span word, size_t codes, bool text_behind)
{
    size_t n = be_digits_front(word);

    if (n != word.len || n == 0)
        return false;
    if (n == 3 || n == 5 || n == 7)
        return codes > 0 || text_behind || (word.p[0] >= '2' && word.p[0] <= '5');
    return (n == 2 && codes > 0) || (n <= 3 && text_behind) || (n == 6 && text_behind);
}

/* 301工资福利支出: the code at a word's front; 0: none. */
static size_t code_before(struct be_span word)
{
    size_t n = be_digits_front(word);

    return (n == 3 || n == 5 || n == 7) && n < word.len && word.p[0] >= '2' && word.p[0] <= '5' && (unsigned char)word.p[n] >= 0xE4 &&
                   !be_starts(be_span_from(word, n), "万") && !be_starts(be_span_from(word, n), "元")
               ? n : 0;
}

static struct be_span next_word(struct be_span text, size_t *i)
{
    size_t from;

    while (*i < text.len && text.p[*i] == ' ')
        ++*i;
    from = *i;
    while (*i < text.len && text.p[*i] != ' ')
        ++*i;
    return be_span(text.p + from, *i - from);
}

static bool is_text(struct be_span text, size_t i)
{
    struct be_span word = next_word(text, &i);

    return word.len > 0 && !be_is_digit(word.p[0]) && !be_piece_is_number(word);
}

/* 1. before a name is its ordinal, no figure. */
static bool is_ordinal(struct be_span word, bool text_behind)
{
    size_t n = be_digits_front(word);

    return text_behind && n > 0 && n <= 2 && n + 1 == word.len && word.p[n] == '.';
}

size_t be_worded_cells(struct be_span text, uint32_t line, struct be_worded out[BE_WORDED_LINE])
{
    size_t n = 0, codes = 0;

    if (be_starts(text, "类 款 项 合"))
        text = be_span_from(text, strlen("类 款 项 "));     /* labels beside the first row */
    for (size_t i = 0; i < text.len && n + 1 < BE_WORDED_LINE;) {
        struct be_span word = next_word(text, &i);
        size_t code = n == codes ? code_before(word) : 0;
        if (word.len == 0)
            break;
        /* 301 工资福利支出 40,000.00 302 商品和服务支出: another panel */
        if (n > codes && out[n - 1].kind == BE_WORDED_NUMBER && (word.len == 3 || word.len == 5) && word.p[0] == '3' &&
            be_digits_front(word) == word.len && is_text(text, i)) {
            out[n++] = (struct be_worded){word, line, BE_WORDED_CODE};
            continue;
        }
        if (n == codes && is_code(word, codes, is_text(text, i))) {
            out[n++] = (struct be_worded){word, line, BE_WORDED_CODE};
            codes++;
            continue;
        }
        if (code > 0) {
            out[n++] = (struct be_worded){be_span_to(word, code), line, BE_WORDED_CODE};
            codes++;
            word = be_span_from(word, code);
        }
        /* 2024 年预算数 */
        if (be_piece_is_number(word) && !is_ordinal(word, is_text(text, i)) && !(word.len == 4 && be_span_digits(word) && be_starts(be_span_from(text, i), " 年")))
            out[n++] = (struct be_worded){word, line, BE_WORDED_NUMBER};
        else if (n > 0 && out[n - 1].kind == BE_WORDED_TEXT)
            out[n - 1].text.len = (size_t)(word.p + word.len - out[n - 1].text.p);
        else
            out[n++] = (struct be_worded){word, line, BE_WORDED_TEXT};
    }
    return n;
}

/* 收 入 支 出, 合 计: where one of two words that are printed apart ends. */
static bool ends_pair(struct be_span text)
{
    static const char *const PAIRS[] = {"收入", "支出", "项目", "合计", "小计", "总计", "科目", "金额", "行次", "栏次", "类", "款", "项"};

    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        const char *p = text.p, *want = PAIRS[i];
        while (p < text.p + text.len && *want != 0 && (*p == ' ' || *p == *want))
            want += *p++ != ' ';
        if (p == text.p + text.len && *want == 0)
            return true;
    }
    return false;
}

size_t be_worded_header(struct be_span text, uint32_t line, struct be_worded out[BE_WORDED_LINE])
{
    size_t n = 0;
    bool open = false;

    for (size_t i = 0; i < text.len && n < BE_WORDED_LINE;) {
        struct be_span word = next_word(text, &i);
        bool single = word.len == 3 && (unsigned char)word.p[0] >= 0xE4;
        if (word.len == 0)
            break;
        if (single && open) {
            out[n - 1].text.len = (size_t)(word.p + word.len - out[n - 1].text.p);
            open = !ends_pair(out[n - 1].text);
            continue;
        }
        out[n++] = (struct be_worded){word, line, BE_WORDED_TEXT};
        /* 项 目, but 类 款 项 */
        open = single && (!ends_pair(word) || (be_span_is(word, "项") && is_text(text, i) && be_starts(be_span_from(text, i + 1), "目")));
    }
    return n;
}

size_t be_worded_counts(const struct be_worded *word, size_t n)
{
    size_t at = n > 0 && word[0].kind == BE_WORDED_TEXT && be_span_has(word[0].text, "次") ? 1 : 0, want = 1;

    for (size_t i = at; i < n; i++, want++) {
        size_t value = 0, digits = be_digits_front(word[i].text);
        for (size_t k = 0; k < digits && k < 2; k++)
            value = value * 10 + (size_t)(word[i].text.p[k] - '0');
        if (digits == 0 || value != want || (digits < word[i].text.len && word[i].text.p[digits] != '='))
            return 0;
    }
    return want > 2 || at > 0 ? want - 1 : 0;
}

/* ---- which lines ---- */

enum look { NO_ROW, BARE, FIGURES };

static enum look look_at(const struct be_window *win, size_t i)
{
    struct be_span text = be_span_trim(be_line_text(win, i));
    struct be_worded word[BE_WORDED_LINE];
    size_t n, numbers = 0, texts = 0;

    if (win->lines[i].type != BE_LINE_TEXT || text.len > LINE_BYTES ||
        ((win->lines[i].has & (BE_HAS_STOP | BE_HAS_SEMICOLON)) != 0 && be_span_has_either(text, "。", "；")) || be_ends(text, "："))
        return NO_ROW;
    n = be_worded_cells(text, 0, word);
    for (size_t k = 0; k < n; k++) {
        numbers += word[k].kind == BE_WORDED_NUMBER;
        texts += word[k].kind != BE_WORDED_NUMBER;
    }
    if (numbers > 0)
        return texts > 0 || numbers > 2 ? FIGURES : numbers == 2 ? BARE : NO_ROW;   /* 30 60: 行次 alone */
    return be_line_holds(&win->lines[i], text, BE_HAS_COMMA, BE_LIT("，")) ||
                   ((win->lines[i].has & BE_HAS_TABLE) != 0 && be_caption_says_table(text)) ? NO_ROW : BARE;
}

static size_t count_figures(struct be_span text)
{
    struct be_worded word[BE_WORDED_LINE];
    size_t n = be_worded_cells(text, 0, word), figures = 0;

    for (size_t k = 0; k < n; k++)
        figures += word[k].kind == BE_WORDED_NUMBER;
    return figures;
}

/* Words of the line that headers are made of; *form: one that only forms have. */
static size_t header_words(struct be_context *cx, size_t i, bool *form)
{
    struct be_worded word[BE_WORDED_LINE];
    size_t n = be_worded_header(be_span_trim(be_line_text(cx->win, i)), 0, word), known = 0;

    for (size_t k = 0; k < n; k++) {
        enum be_word w = be_word_of(cx, be_word_squeeze(word[k].text, cx->arena), NULL);
        known += w >= BE_WORD_NAME && w <= BE_WORD_TOTAL;
        *form = *form || w == BE_WORD_WEIGHT || w == BE_WORD_TARGET || (w >= BE_WORD_LEVEL1 && w <= BE_WORD_LEVEL3);
    }
    return known;
}

/* Behind the last line of the table that begins with its header at i; i: there is none. */
static size_t reach(struct be_context *cx, size_t i)
{
    const struct be_window *win = cx->win;
    size_t last = i, rows = 0, bare = 0, known = 0, gaps = 0, lines = 0;
    bool form = false, many = false;   /* many: a row of four figures or more */

    for (size_t k = i; k < win->nlines && bare <= (rows == 0 ? HEAD_LINES : BARE_LINES); k++) {
        enum look look;
        if (be_line_is_gap(win->lines[k].type))
            continue;
        look = look_at(win, k);
        if (look == NO_ROW)
            break;
        lines++;
        gaps += be_line_holds(&win->lines[k], be_span_trim(be_line_text(win, k)), BE_HAS_BLANK, BE_LIT("  "));
        if (gaps >= GAPS && gaps * 2 > lines)
            return i;
        if (rows == 0 && look == BARE)
            known += header_words(cx, k, &form);
        bare = look == BARE ? bare + 1 : 0;
        rows += look == FIGURES;
        many = many || (look == FIGURES && count_figures(be_span_trim(be_line_text(win, k))) > 3);
        if (look == FIGURES)
            last = k + 1;
        if (rows == 0 && bare == HEAD_LINES)
            break;
    }
    return known >= 2 && !form && (rows >= ROWS || many) && gaps * 10 <= lines ? last : i;
}

static bool titles_table(struct be_span text)
{
    return text.len <= 200 && be_caption_says_table(text);
}

void be_worded_types(struct be_context *cx)
{
    struct be_window *win = cx->win;

    if (cx->options->layout < 0)
        return;
    for (size_t i = 0; i < win->nlines; i++) {
        uint8_t type = win->lines[i].type;
        size_t from, end;
        if (type != BE_LINE_UNIT && type != BE_LINE_ENTITY && type != BE_LINE_TITLE &&
            (type != BE_LINE_TEXT || (win->lines[i].has & BE_HAS_TABLE) == 0 || !titles_table(be_span_trim(be_line_text(win, i)))))
            continue;
        from = be_line_next(win, i + 1);
        if (from >= win->nlines || win->lines[from].type != BE_LINE_TEXT || look_at(win, from) != BARE)
            continue;
        end = reach(cx, from);
        for (size_t k = from; k < end; k++)
            if (win->lines[k].type == BE_LINE_TEXT)
                win->lines[k].type = BE_LINE_ALIGNED;
        i = end > from ? end - 1 : i;
    }
}

bool be_worded_is(const struct be_window *win, const struct be_block *block)
{
    struct be_worded word[BE_WORDED_LINE];
    size_t rows = 0, gaps = 0, mixed = 0;

    for (uint32_t i = block->body; i < block->end; i++)
        gaps += win->lines[i].type == BE_LINE_ALIGNED && be_span_has(be_span_trim(be_line_text(win, i)), "  ");
    for (uint32_t i = block->body; i < block->end && gaps * 10 <= block->end - block->body; i++) {
        size_t n = win->lines[i].type == BE_LINE_ALIGNED ? be_worded_cells(be_span_trim(be_line_text(win, i)), i, word) : 0;
        bool number = n > 0 && word[n - 1].kind == BE_WORDED_NUMBER;
        rows += number;
        mixed += number && n > 1;
    }
    return rows > 0 && mixed * 2 >= rows && gaps * 10 <= rows;
}
