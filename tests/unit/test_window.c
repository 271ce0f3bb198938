/* The windower: lines, numbers, cuts and documents, the same for every way the text comes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "input/named.h"
#include "input/window.h"

/* Writes what comes: [name| for a first window, no:text with flags per line, ] for a last one. */
static enum be_status show(void *user, struct be_window *win)
{
    struct be_buf *out = user;
    char number[32];

    if (win->first) {
        be_buf_byte(out, '[');
        be_buf_add(out, win->name);
        be_buf_byte(out, '|');
    } else {
        assert_int_equal(win->name.len, 0);
        be_buf_byte(out, '/');
    }
    assert_true(win->nlines <= BE_WINDOW_LINES);
    for (size_t i = 0; i < win->nlines; i++) {
        const struct be_line *line = &win->lines[i];

        assert_true((size_t)line->off + line->len <= win->text.len);
        assert_true(line->off + line->len <= BE_WINDOW_BYTES);
        snprintf(number, sizeof number, "%s%s%llu:", line->flags & BE_LINE_PAGE ? "^" : "",
                 line->flags & BE_LINE_CONTINUED ? "+" : "", (unsigned long long)line->no);
        be_buf_add(out, be_span_of(number));
        be_buf_add(out, be_line_text(win, i));
        be_buf_byte(out, ';');
    }
    if (win->last)
        be_buf_byte(out, ']');
    return BE_OK;
}

static size_t whole_character(struct be_span text, size_t at)
{
    while (at < text.len && ((unsigned char)text.p[at] & 0xC0) == 0x80)
        at++;
    return at;
}

/* Feeds text in chunks of n bytes (whole characters); n 0: random ones. */
static struct be_buf windows(struct be_windower *w, struct be_buf *out, struct be_span text,
                              size_t n)
{
    out->len = 0;
    while (text.len > 0) {
        size_t part = n != 0 ? n : 1 + (size_t)rand() % (text.len > 4000 ? 100000 : 9);

        part = part > text.len ? text.len : whole_character(text, part);
        assert_int_equal(be_windower_feed(w, be_span_to(text, part)), BE_OK);
        text = be_span_from(text, part);
    }
    assert_int_equal(be_windower_finish(w), BE_OK);
    be_buf_byte(out, '\0');
    return *out;
}

static void gives(const char *text, const char *want)
{
    struct be_buf out = {0};
    struct be_windower *w = be_windower_new(show, &out);

    for (size_t n = 0; n <= strlen(text) + 1; n += n < 100 ? 1 : 1000)
        assert_string_equal(windows(w, &out, be_span_of(text), n).p, want);
    be_windower_free(w);
    be_buf_free(&out);
}

static void test_lines(void **state)
{
    (void)state;
    gives("", "[|]");
    gives("a", "[|1:a;]");
    gives("a\n", "[|1:a;]");
    gives("a\n\n", "[|1:a;2:;]");
    gives("a\r\nb\rc\n\rd", "[|1:a;2:b;3:c;4:;5:d;]");
    gives("\r\r\n\n", "[|1:;2:;3:;]");
    gives("a\n\fb\fc\n\f", "[|1:a;^2:b c;]");
    gives("\f\f\na(b)　", "[|^1:;2:a（b）  ;]");
}

static void test_documents(void **state)
{
    (void)state;
    gives("==> a(1).txt <==\nx\n\n==> b <==\r\ny\n==> c <==", "[a(1).txt|2:x;3:;][b|5:y;][c|]");
    gives("\n ==> a <==\n==> b\n==>  <==\n==> <==\nx==> a <==\n= y\n",
          "[|1:;2: ==> a <==;3:==> b;4:==>  <==;5:==> <==;6:x==> a <==;7:= y;]");
    gives("\n\n==> a <==\n==> b <==\n", "[a|][b|]");
}

static void test_part_one_again(void **state)
{
    (void)state;
    gives("目录\n第一部分 概况\n第二部分 表\n第一部分 概况\nx\n# 第二部分 表\n收入12.5万元\n"
          "第一部分\n第二部分\n3元\n第三部分\n附表\n甲局\n2024年部门预算\n目  录\n\n第1部分 概况\n第二部分\n",
          "[|1:目录;2:第一部分 概况;3:第二部分 表;4:第一部分 概况;5:x;6:# 第二部分 表;7:收入12.5万元;]"
          "[-#2|8:第一部分;9:第二部分;10:3元;11:第三部分;12:附表;]"
          "[-#3|13:甲局;14:2024年部门预算;15:目  录;16:;17:第1部分 概况;18:第二部分;]");
    /* A running title, a sentence, a statute's chapters. */
    gives("第一部分 甲\n1元\n第一部分 甲\n第二部分\n第一部分所列的2元，见下。\n第一章 总则\n第二章\n3元\n第一章\n",
          "[|1:第一部分 甲;2:1元;3:第一部分 甲;4:第二部分;5:第一部分所列的2元，见下。;6:第一章 总则;"
          "7:第二章;8:3元;9:第一章;]");
    gives("==> n <==\n第一部分\n第二部分\n3元\n第一部分\n==> m <==\n第一部分\n",
          "[n|2:第一部分;3:第二部分;4:3元;][n#2|5:第一部分;][m|7:第一部分;]");
}

/* A callback's status comes back, and nothing more is handed on until the next stream. */
static enum be_status stop(void *user, struct be_window *win)
{
    (void)win;
    ++*(unsigned *)user;
    return BE_ESTOP;
}

static void test_stop(void **state)
{
    unsigned n = 0;
    struct be_windower *w = be_windower_new(stop, &n);

    (void)state;
    assert_int_equal(be_windower_feed(w, BE_LIT("a\n==> b <==\nc\n")), BE_ESTOP);
    assert_int_equal(be_windower_finish(w), BE_OK);
    assert_int_equal(n, 1);
    be_windower_abandon(w);
    assert_int_equal(be_windower_finish(w), BE_OK);
    assert_int_equal(n, 1);
    assert_int_equal(be_windower_finish(w), BE_ESTOP);
    assert_int_equal(n, 2);
    be_windower_free(w);
}

/* A name too long, its bound within a character, is a line of text. */
static void test_long_name(void **state)
{
    struct be_buf text = {0}, want = {0};

    (void)state;
    for (int i = 0; i < 3; i++) {
        text.len = want.len = 0;
        be_buf_add(&text, BE_LIT("==> aa"));
        text.len -= (size_t)i;
        while (text.len < BE_NAME_BYTES + 100)
            be_buf_add(&text, BE_LIT("名"));
        be_buf_add(&text, BE_LIT(" <=="));
        be_buf_add(&want, BE_LIT("[|1:"));
        be_buf_add(&want, be_buf_span(&text));
        be_buf_add(&want, BE_LIT(";]"));
        be_buf_byte(&text, '\0');
        be_buf_byte(&want, '\0');
        gives(text.p, want.p);
    }
    be_buf_free(&text);
    be_buf_free(&want);
}

/* Long text: windows are cut alike however it comes, and nothing is lost. */
static void test_cuts(void **state)
{
    struct be_buf text = {0}, once = {0}, out = {0};
    struct be_windower *w = be_windower_new(show, &out);
    char line[64];

    (void)state;
    for (int i = 0; i < 40000; i++) {   /* by count */
        snprintf(line, sizeof line, "%s\n", i % 1000 == 7 ? "" : "短");
        be_buf_add(&text, be_span_of(line));
    }
    for (int i = 0; i < 30000; i++) {   /* by bytes; ( grows threefold */
        snprintf(line, sizeof line, "%d(((((((((((((((((((((((((((((((%s", i, i % 97 ? "\r\n" : "\n\n");
        be_buf_add(&text, be_span_of(line));
    }
    for (int i = 0; i < 1000000; i++)   /* one line */
        be_buf_add(&text, BE_LIT("长线"));
    be_buf_byte(&text, '\n');
    for (int i = 0; i < 3000000; i++)   /* no line at all */
        be_buf_byte(&text, '\f');
    be_buf_add(&text, BE_LIT("end\n"));
    windows(w, &out, be_buf_span(&text), text.len);
    once = out;
    out = (struct be_buf){0};
    assert_true(strstr(once.p, "+") != NULL && strstr(once.p, "end;]") != NULL);
    for (size_t i = 0; i < 6; i++) {
        windows(w, &out, be_buf_span(&text), i == 0 ? 65536 : i == 1 ? 7 : 0);
        assert_int_equal(out.len, once.len);
        assert_memory_equal(out.p, once.p, out.len);
    }
    be_windower_free(w);
    be_buf_free(&text);
    be_buf_free(&once);
    be_buf_free(&out);
}

/* Whatever the pieces: an unrelated document has no lines, and the numbers of the next run on. */
static void test_unrelated(void **state)
{
    static const size_t PIECES[] = {1, 7, 16383, 16384, 16385, 65536};
    struct be_buf out = {0}, text = {0};
    struct be_windower *w = be_windower_new(show, &out);

    (void)state;
    be_windower_skip(w);
    for (int i = 0; i < 20000; i++)
        be_buf_add(&text, i % 3 == 0 ? BE_LIT("a line\r\n") : i % 3 == 1 ? BE_LIT("\n") : BE_LIT("b\r"));
    be_buf_add(&text, BE_LIT("==> B <==\n部门 预 算\nx\n==> C <==\n\nno end"));
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++)
        assert_string_equal(windows(w, &out, be_buf_span(&text), PIECES[i]).p, "[|][B|20002:部门 预 算;20003:x;][C|]");
    assert_int_equal(be_windower_lines(w), 20006);
    be_windower_free(w);
    be_buf_free(&text);
    be_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_part_one_again),
        cmocka_unit_test(test_stop),
        cmocka_unit_test(test_long_name),
        cmocka_unit_test(test_cuts),
        cmocka_unit_test(test_unrelated),
    };
    return cmocka_run_group_tests_name("window", tests, NULL, NULL);
}
