/* webpage.c - what a web page puts around a document: cards, navigation, buttons, the foot. They
 * stand at its two ends, and are left out there as page numbers are. */
#include "line.h"

#define HEAD_LINES 60u    /* a page says no more before its document */
#define FOOT_LINES 40u    /* and behind it */
#define WEB_BYTES 480u    /* a longer line is prose */

static const char *const PATTERNS[] = {"web_key", "web_buttons", "web_site", "web_foot", "web_contact", "web_file", NULL};

struct web {
    struct be_context *cx;
    uint64_t bits, key;  /* its line patterns; the one of a card's row */
    bool card;           /* the line above is a row of one */
};

/* 2024-03-15, 2024年3月: of numbers a card's row begins with nothing else, and of tables' rows and sentences very many begin
 * with one: trying the pattern on them took 2 instructions a byte of all texts. */
static bool begins_with_date(struct be_span text)
{
    const char c = text.len > 5 ? text.p[4] : '\0';

    return (c == '-' || c == '/' || c == '.' || be_starts(be_span_from(text, 4), "年")) && text.len > 7 && be_is_digit(text.p[c < 0 ? 7 : 5]);
}

/* Types line i, if it is of a page. head: it stands before the document. */
static void look_at(struct web *web, size_t i, bool head)
{
    struct be_line *line = &web->cx->win->lines[i];
    struct be_span text = be_span_trim(be_line_text(web->cx->win, i));
    uint64_t may = web->bits;
    struct be_match m;

    if (web->card && head && line->type == BE_LINE_PIPE && be_line_is_rule(text)) {
        line->type = BE_LINE_RUNNING;
        return;
    }
    if (text.len == 0 || line->len > WEB_BYTES || (line->type != BE_LINE_TEXT && !(head && (line->type == BE_LINE_PIPE || line->type == BE_LINE_ROW))))
        may = 0;
    else if (be_is_digit(text.p[0]) && !begins_with_date(text))
        may &= ~web->key;
    web->card = may != 0 && be_match_any(&m, web->cx->matcher, BE_P_LINE, may, text, line->has, line->no);
    if (web->card) {
        line->type = BE_LINE_RUNNING;
        line->pattern = m.pattern;
    }
}

void be_web_types(struct be_context *cx)
{
    struct be_window *win = cx->win;
    struct web web = {.cx = cx, .bits = be_match_bits(cx->matcher, BE_P_LINE, PATTERNS), .key = be_match_bit(cx->matcher, BE_P_LINE, "web_key")};
    size_t i = 0, foot = win->nlines;

    for (size_t n = 0; win->last && foot > 0 && n < FOOT_LINES; foot--)
        n += win->lines[foot - 1].type != BE_LINE_BLANK;
    for (size_t n = 0; win->first && i < win->nlines && n < HEAD_LINES; i++)
        if (win->lines[i].type != BE_LINE_BLANK) {
            look_at(&web, i, true);
            n++;
        }
    for (i = i > foot ? i : foot; i < win->nlines; i++)
        if (win->lines[i].type != BE_LINE_BLANK)
            look_at(&web, i, false);
}
