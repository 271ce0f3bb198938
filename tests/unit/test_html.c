/* Web pages as lines: the same for every way the text comes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "input/html.h"

static enum be_status keep(void *user, struct be_span text)
{
    return be_buf_add(user, text);
}

/* Form feeds are shown as |. */
static void comes_out(const char *page, const char *want)
{
    struct be_buf out = {0};
    struct be_html *h = be_html_new(keep, &out);
    struct be_span all = be_span_of(page);

    for (size_t n = 1; n <= all.len + 1; n++) {
        out.len = 0;
        for (size_t at = 0, end; at < all.len; at = end) {
            end = at + n < all.len ? at + n : all.len;
            while (end < all.len && ((unsigned char)all.p[end] & 0xC0) == 0x80)
                end++;
            assert_int_equal(be_html_feed(h, be_span(all.p + at, end - at)), BE_OK);
        }
        assert_int_equal(be_html_finish(h, true), BE_OK);
        for (size_t i = 0; i < out.len; i++)
            if (out.p[i] == '\f')
                out.p[i] = '|';
        be_buf_byte(&out, '\0');
        assert_string_equal(out.p, want);
    }
    be_buf_free(&out);
    be_html_free(h);
}

static void paragraphs_are_lines(void **state)
{
    (void)state;
    comes_out("<html><body><p>一</p><p>二<br>三</p></body></html>", "<html><body><p>一|</p><p>二|<br>三|</p></body></html>");
    comes_out("<html><h1>题</h1>\n<p>文</p>", "<html><h1>题|</h1>\n<p>文|</p>");
    comes_out("<html><p><span>一</span><b>二</b></p>", "<html><p><span>一</span><b>二</b>|</p>");
}

static void cells_stay_on_their_line(void **state)
{
    (void)state;
    comes_out("<body><table><tr><td>一</td><td>2.00</td></tr><tr><td>三</td></tr></table>",
              "<body><table><tr><td>一</td><td>2.00</td>|</tr><tr><td>三</td>|</tr></table>");
}

static void notes_stand_before_pages(void **state)
{
    (void)state;
    comes_out("<!-- saved from a site -->\n<html><p>一</p>", "\n<html><p>一|</p>");
    comes_out("<?xml version=\"1.0\"?>\n<!-- saved -->\n<!DOCTYPE html>\n<p>一</p>", "\n\n\n<p>一|</p>");
    comes_out("<%@ page language=\"a\" %>\n<html><p>一</p><%-- end --%>", "\n<html><p>一|</p>");
    comes_out("<!-- a remark -->\n一、收入", "<!-- a remark -->\n一、收入");
}

static void tabs_that_indent_are_blanks(void **state)
{
    (void)state;
    comes_out("<html>\n\t\t<b>一</b>\t二\n\t<a\n\thref=\"x\">三</a>", "<html>\n  <b>一</b>\t二\n <a  href=\"x\">\n三</a>");
}

static void scripts_go(void **state)
{
    (void)state;
    comes_out("<!DOCTYPE html>\n<head><title>x</title><style>p{}</style>\n<script>if (a<b) {\n}</SCRIPT >甲<!-- 乙 --->丙",
              "\n<head>\n\n甲丙");
    comes_out("<html><!-- <p>甲</p> --><p>乙</p><p>丙</p>", "<html><p>乙|</p><p>丙|</p>");
    comes_out("<html>甲<script>", "<html>甲");
}

static void lines_are_counted(void **state)
{
    (void)state;
    comes_out("<html><font\n face=x>甲\n乙</font>", "<html><font  face=x>\n甲\n乙</font>");
}

static void what_is_no_page_stays(void **state)
{
    (void)state;
    comes_out("甲<p>乙</p>\f丙", "甲<p>乙</p>|丙");
    comes_out("<table><tr><td>1</td></tr></table>", "<table><tr><td>1</td></tr></table>");
    comes_out("  \n", "  \n");
    comes_out("", "");
    comes_out("<html>1 < 2, a<5<", "<html>1 < 2, a<5<");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_are_lines), cmocka_unit_test(cells_stay_on_their_line), cmocka_unit_test(scripts_go),
        cmocka_unit_test(notes_stand_before_pages), cmocka_unit_test(tabs_that_indent_are_blanks),
        cmocka_unit_test(lines_are_counted), cmocka_unit_test(what_is_no_page_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
