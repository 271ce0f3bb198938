/* What bytes are taken for, and that decoding gives the same for every size of chunk. */
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "input/decode.h"
#include "input/utf8.h"

static const char chinese[] =
    "第一部分 部门概况\n一、主要职责：贯彻执行国家有关方针政策，拟订本地区的年度计划。\r\n"
    "收入预算总额3253.80万元，比上年增加11.57万元，增长0.36%。\n";

static enum be_status collect(void *user, struct be_span piece)
{
    assert_true(piece.len > 0);
    assert_int_equal(be_utf8_valid(piece.p, piece.len), piece.len);
    return be_buf_add(user, piece);
}

static struct be_buf convert(const char *text, size_t n, const char *to)
{
    struct be_buf out = {0};
    iconv_t cd = iconv_open(to, "UTF-8");
    char *in = (char *)(uintptr_t)text, *p;
    size_t room = 4 * n + 8;

    be_buf_reserve(&out, room);
    p = out.p;
    assert_int_equal(iconv(cd, &in, &n, &p, &room), 0);
    out.len = (size_t)(p - out.p);
    iconv_close(cd);
    return out;
}

/* Decodes in chunks of n bytes (0: random). */
static enum be_status decode(struct be_decode *d, struct be_buf *out, struct be_span in, size_t n)
{
    enum be_status rc = BE_OK, end;

    out->len = 0;
    while (rc == BE_OK && in.len > 0) {
        size_t part = n != 0 ? n : 1 + (size_t)rand() % (in.len > 4000 ? 30000 : 7);

        part = part > in.len ? in.len : part;
        rc = be_decode_feed(d, in.p, part);
        in = be_span_from(in, part);
    }
    end = be_decode_finish(d);
    return rc == BE_OK ? end : rc;
}

/* In every chunking in gives want, is taken for encoding, with bad places from line on. */
static void gives(const char *given, struct be_span in, struct be_span want, const char *encoding,
                  uint64_t bad, uint64_t line)
{
    struct be_buf out = {0};
    struct be_decode *d = be_decode_new(given, collect, &out);
    size_t step = in.len > 5000 ? in.len / 5 : 1;

    for (size_t n = 0; n <= in.len + step; n += step) {
        const struct be_decoded *about = be_decode_about(d);

        assert_int_equal(decode(d, &out, in, n), BE_OK);
        assert_int_equal(out.len, want.len);
        assert_memory_equal(out.p == NULL ? "" : out.p, want.p, want.len);
        assert_string_equal(about->content.encoding, encoding);
        assert_int_equal(about->bad, bad);
        assert_int_equal(about->bad_line, line);
        assert_int_equal(about->bytes, in.len);
    }
    be_decode_free(d);
    be_buf_free(&out);
}

static void test_encodings(void **state)
{
    static const char *const encodings[] = {"UTF-16LE", "UTF-16BE", "GB18030"};
    struct be_span want = BE_LIT(chinese);

    (void)state;
    gives(NULL, want, want, "UTF-8", 0, 0);
    gives(NULL, BE_LIT("\xEF\xBB\xBF" "a"), BE_LIT("a"), "UTF-8", 0, 0);
    gives(NULL, BE_LIT("plain\n"), BE_LIT("plain\n"), "ASCII", 0, 0);
    gives(NULL, BE_LIT(""), BE_LIT(""), "ASCII", 0, 0);
    gives(NULL, BE_LIT("\xFF\xFE" "a\0\x4E\x4E"), BE_LIT("a乎"), "UTF-16LE", 0, 0);
    gives(NULL, BE_LIT("\xFE\xFF\0a"), BE_LIT("a"), "UTF-16BE", 0, 0);
    for (size_t i = 0; i < 3; i++) {
        struct be_buf in = convert(want.p, want.len, encodings[i]);

        gives(NULL, be_buf_span(&in), want, encodings[i], 0, 0);
        gives(encodings[i], be_buf_span(&in), want, encodings[i], 0, 0);
        be_buf_free(&in);
    }
    {
        struct be_buf in = convert("萬元\n", 7, "BIG5");

        gives("BIG5", be_buf_span(&in), BE_LIT("萬元\n"), "BIG5", 0, 0);
        be_buf_free(&in);
    }
}

static void test_bad_bytes(void **state)
{
    (void)state;
    gives(NULL, BE_LIT("一\r\n二\r三\xE4\xB8四\xFF\n五\xE4"),
          BE_LIT("一\r\n二\r三\uFFFD四\uFFFD\n五\uFFFD"), "UTF-8", 3, 3);
    gives(NULL, BE_LIT("一二三四五\xED\xA0\x80\xC0\xAF\xF8"),
          BE_LIT("一二三四五\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"), "UTF-8", 6, 1);
    gives("GB18030", BE_LIT("\xD2\xBB\n\xFF\xB6\xFE\x81"), BE_LIT("一\n\uFFFD二\uFFFD"), "GB18030", 2, 2);
    gives(NULL, BE_LIT("\xFF\xFE" "a\0\x00\xDC" "b\0c"), BE_LIT("a\uFFFDb\uFFFD"), "UTF-16LE", 2, 1);
    /* Damaged English is no GBK. */
    gives(NULL, BE_LIT("caf\xE9 x\n"), BE_LIT("caf\uFFFD x\n"), "UTF-8", 1, 1);
}

/* Past the bytes looked at: a cut character at their edge, NUL, and what was ASCII so far. */
static void test_long(void **state)
{
    struct be_buf in = {0}, want = {0}, gb;

    (void)state;
    for (int edge = 0; edge < 4; edge++) {
        in.len = 0;
        for (int i = 0; i < edge; i++)
            be_buf_byte(&in, 'x');
        while (in.len < 3 * BE_KIND_BYTES)
            be_buf_add(&in, BE_LIT("预算"));
        gives(NULL, be_buf_span(&in), be_buf_span(&in), "UTF-8", 0, 0);
    }
    be_buf_add(&want, be_buf_span(&in));
    be_buf_add(&in, BE_LIT("\n\0.\xF0"));
    be_buf_add(&want, BE_LIT("\n\uFFFD.\uFFFD"));
    gives(NULL, be_buf_span(&in), be_buf_span(&want), "UTF-8", 2, 2);

    in.len = 0;
    while (in.len < 2 * BE_KIND_BYTES)
        be_buf_add(&in, BE_LIT("2080101\t12.50\n"));
    be_buf_add(&in, BE_LIT(chinese));
    gb = convert(in.p, in.len, "GB18030");
    gives(NULL, be_buf_span(&in), be_buf_span(&in), "UTF-8", 0, 0);
    gives(NULL, be_buf_span(&gb), be_buf_span(&in), "GB18030", 0, 0);
    be_buf_free(&in);
    be_buf_free(&gb);
    be_buf_free(&want);
}

static void is_no_text(struct be_span in, const char *name)
{
    struct be_buf out = {0};
    struct be_decode *d = be_decode_new(NULL, collect, &out);

    for (size_t n = 1; n <= in.len; n++) {
        assert_int_equal(decode(d, &out, in, n), BE_ENOTTEXT);
        assert_int_equal(out.len, 0);
        assert_string_equal(be_decode_about(d)->content.name, name);
    }
    be_decode_free(d);
    be_buf_free(&out);
}

static void test_no_text(void **state)
{
    char message[512];
    struct be_content content;

    (void)state;
    is_no_text(BE_LIT("%PDF-1.7\n..."), "a PDF document");
    is_no_text(BE_LIT("\r\n%PDF-1.7\n\0"), "a PDF document");
    is_no_text(BE_LIT("PK\3\4....[Content_Types].xml...word/document.xml"), "a Word document (.docx)");
    is_no_text(BE_LIT("PK\3\4....[Content_Types].xml...xl/workbook.xml"), "an Excel workbook (.xlsx)");
    is_no_text(BE_LIT("PK\3\4....a.txt"), "a zip archive");
    is_no_text(BE_LIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1.."), "an old Word or Excel document (.doc, .xls)");
    is_no_text(BE_LIT("{\\rtf1\\ansi"), "an RTF document");
    is_no_text(BE_LIT("\x1F\x8B\x08.."), "gzip data");
    is_no_text(BE_LIT("\x7F" "ELF.."), "a program (ELF)");
    is_no_text(BE_LIT("text\0with\0\0zeros"), "binary data (it has NUL bytes)");
    is_no_text(BE_LIT("预算\0\0"), "binary data (it has NUL bytes)");

    be_kind_find(&content, BE_LIT("%PDF-1.4"));
    be_kind_explain(message, sizeof message, &content, "a b.pdf");
    assert_string_equal(message, "is a PDF document, not text; try: pdftotext -layout 'a b.pdf' - | bextract");
    be_kind_explain(message, sizeof message, &content, "it's.pdf");
    assert_string_equal(message, "is a PDF document, not text; try: pdftotext -layout FILE - | bextract");
    be_kind_find(&content, BE_LIT("<html><body>%PDF-1.4 is a format</body></html>"));
    assert_string_equal(content.encoding, "ASCII");
}

static void test_unknown_encoding(void **state)
{
    struct be_buf out = {0};
    struct be_decode *d = be_decode_new("no-such-encoding", collect, &out);

    (void)state;
    assert_int_equal(decode(d, &out, BE_LIT("abc"), 1), BE_EUSAGE);
    assert_false(be_decode_knows("no-such-encoding"));
    assert_true(be_decode_knows("gbk"));
    be_decode_free(d);
    be_buf_free(&out);
}

/* Every two bytes behind every kind of first byte: the validator is right at any place. */
static void test_validator(void **state)
{
    (void)state;
    for (unsigned lead = 0; lead < 256; lead++) {
        for (unsigned next = 0; next < 65536; next++) {
            char text[160];
            size_t at = next % 131, valid, want = 0;
            unsigned char a = (unsigned char)lead, b = (unsigned char)(next >> 8), c = next & 0xFF;

            memset(text, 'x', sizeof text);
            text[at] = (char)a;
            text[at + 1] = (char)b;
            text[at + 2] = (char)c;
            if (a >= 0xF0)
                continue;
            if (a < 0x80)
                want = a != 0;
            else if (a >= 0xC2 && a < 0xE0)
                want = (b & 0xC0) == 0x80 ? 2 : 0;
            else if (a >= 0xE0)
                want = (b & 0xC0) == 0x80 && (c & 0xC0) == 0x80 && !(a == 0xE0 && b < 0xA0) &&
                               !(a == 0xED && b > 0x9F) ? 3 : 0;
            valid = be_utf8_valid(text, sizeof text);
            assert_true(want == 0 ? valid == at : valid >= at + want);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_bad_bytes),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_no_text),
        cmocka_unit_test(test_unknown_encoding),
        cmocka_unit_test(test_validator),
    };
    return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
