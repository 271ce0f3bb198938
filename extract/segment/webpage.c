/* webpage.c - what a web page puts around a document: cards, navigation, buttons, the foot. They
 * stand at its two ends, and are left out there as page numbers are. */
#include "line.h"

#define HEAD_LINES 60u    /* a page says no more before its document */
#define FOOT_LINES 40u    /* and behind it */
#define WEB_BYTES 480u    /* a longer line is prose */

static const char *const PATTERNS[] = {"web_key", "web_buttons", "web_foot", "web_contact", "web_file", NULL};

static bool may_be_web(const struct be_line *line)
{
    return (line->type == BE_LINE_TEXT || line->type == BE_LINE_PIPE || line->type == BE_LINE_ROW) && line->len <= WEB_BYTES;
}

void be_web_begin(struct be_web *web, struct be_context *cx)
{
    const struct be_window *win = cx->win;

    *web = (struct be_web){.bits = be_match_bits(cx->matcher, BE_P_LINE, PATTERNS), .key = be_match_bit(cx->matcher, BE_P_LINE, "web_key"),
                           .foot = win->nlines};
    for (size_t n = 0; win->first && web->head < win->nlines && n < HEAD_LINES; web->head++)
        n += win->lines[web->head].type != BE_LINE_BLANK;
    for (size_t n = 0; win->last && web->foot > 0 && n < FOOT_LINES; web->foot--)
        n += win->lines[web->foot - 1].type != BE_LINE_BLANK;
}

/* 2024-03-15, 2024年3月: of numbers a card's row begins with nothing else, and of tables' rows and sentences very many begin
 * with one: trying the pattern on them took 2 instructions a byte of all texts. */
static bool begins_with_date(struct be_span text)
{
    const char c = text.len > 5 ? text.p[4] : '\0';

    return (c == '-' || c == '/' || c == '.' || be_starts(be_span_from(text, 4), "年")) && text.len > 7 && be_is_digit(text.p[c < 0 ? 7 : 5]);
}

uint64_t be_web_may(const struct be_web *web, const struct be_line *line, struct be_span text, size_t i)
{
    if ((i >= web->head && line->type != BE_LINE_TEXT) || !may_be_web(line))
        return 0;
    return be_is_digit(text.p[0]) && !begins_with_date(text) ? web->bits & ~web->key : web->bits;
}

bool be_web_is(struct be_web *web, struct be_context *cx, uint64_t may, size_t i)
{
    struct be_line *line = &cx->win->lines[i];
    struct be_match m;

    if (!web->card && (may & web->bits) == 0)
        return false;                    /* nearly always */
    struct be_span text = be_span_trim(be_line_text(cx->win, i));
    if (web->card && i < web->head && line->type == BE_LINE_PIPE && be_line_is_rule(text)) {
        line->type = BE_LINE_RUNNING;
        return true;
    }
    web->card = (may & web->bits) != 0 && be_match_of(&m, cx->matcher, BE_P_LINE, may & web->bits, text, line->no);
    if (web->card) {
        line->type = BE_LINE_RUNNING;
        line->pattern = m.pattern;
    }
    return web->card;
}
