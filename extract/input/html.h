/* html.h - a web page as lines of text: one a paragraph, however its source is broken.
 *
 * In:    decoded text in pieces of any size.
 * Out:   the same. A document that begins as a page does (<!DOCTYPE html, <html, <head, <body) has
 *        a form feed before each tag that begins or ends a paragraph, row or table, which parts
 *        lines there (be_windower_soft); scripts, styles, comments and its title are gone. Tags stay:
 *        segment/ reads those of tables and drops the others. Lines keep their numbers.
 * Keeps: what the page is in the middle of: a tag's name, a script.
 */
#ifndef BE_HTML_H
#define BE_HTML_H

#include "../base/span.h"

struct be_html;
struct be_html *be_html_new(enum be_status (*out)(void *user, struct be_span text), void *user); /* NULL: memory is out */
void be_html_free(struct be_html *html); /* accepts NULL */
/* Is the document at hand a page? Known when its first text comes out. */
bool be_html_is(const struct be_html *html);
enum be_status be_html_feed(struct be_html *html, struct be_span piece);
/* Hands on what is left, if that is wanted still; as new then. */
enum be_status be_html_finish(struct be_html *html, bool wanted);

#endif
