#include "book.h"
#include "../output/writer.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void fail(struct be_book *book, enum be_status status, int error)
{
    if (book->status == BE_OK) {
        book->status = status;
        book->error = error;
    }
}

/* What the library says it could not do. It keeps no errno, but the call that failed was the last. */
static void check(struct be_book *book, lxw_error error)
{
    if (error == LXW_NO_ERROR)
        return;
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        fail(book, BE_ENOMEM, ENOMEM);
    else
        fail(book, BE_EIO, errno != 0 ? errno : EIO);
}

/* ---- styles: made on first use ---- */

static lxw_format *style(struct be_book *book, enum be_look look)
{
    static const struct { uint32_t fill, ink; bool bold; } LOOKS[BE_LOOKS] = {
        [BE_LOOK_ERROR] = {0xFFDCE0, 0, false},
        [BE_LOOK_WARN] = {0xFFF2CC, 0, false},
        [BE_LOOK_INFO] = {0xE4EFF9, 0, false},
        [BE_LOOK_PASS] = {0xE7F3E0, 0, false},
        [BE_LOOK_HEAD] = {0xD9E1F2, 0, true},
        [BE_LOOK_TITLE] = {0, 0, true},
        [BE_LOOK_QUIET] = {0, 0x808080, false},
    };
    lxw_format *f = be_xl.workbook_add_format(book->book);

    if (f == NULL) {
        fail(book, BE_ENOMEM, ENOMEM);
        return NULL;
    }
    if (LOOKS[look].fill != 0) {
        be_xl.format_set_pattern(f, LXW_PATTERN_SOLID);
        be_xl.format_set_fg_color(f, LOOKS[look].fill);
    }
    if (LOOKS[look].ink != 0)
        be_xl.format_set_font_color(f, LOOKS[look].ink);
    if (LOOKS[look].bold)
        be_xl.format_set_bold(f);
    if (look == BE_LOOK_HEAD) {
        be_xl.format_set_border(f, LXW_BORDER_THIN);
        be_xl.format_set_border_color(f, 0xB4C6E7);
        be_xl.format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
        be_xl.format_set_text_wrap(f);
    }
    if (look == BE_LOOK_TITLE)
        be_xl.format_set_font_size(f, 13);
    return f;
}

static lxw_format *text_style(struct be_book *book, enum be_look look)
{
    if (book->text[look] == NULL && look != BE_LOOK_PLAIN)
        book->text[look] = style(book, look);
    return book->text[look];
}

static lxw_format *number_style(struct be_book *book, size_t decimals, enum be_look look)
{
    lxw_format **f = &book->number[look][decimals];
    char picture[32];

    if (*f == NULL && (*f = style(book, look)) != NULL) {
        /* "_ ": a blank behind the number, so that it does not touch the text in the next column. */
        snprintf(picture, sizeof picture, "#,##0%.*s_ ", (int)(decimals == 0 ? 0 : decimals + 1), ".0000000000");
        be_xl.format_set_num_format(*f, picture);
    }
    return *f;
}

static lxw_format *whole_style(struct be_book *book, enum be_look look)
{
    lxw_format **f = &book->whole[look];

    if (*f == NULL && (*f = style(book, look)) != NULL)
        be_xl.format_set_num_format(*f, "0_ ");
    return *f;
}

/* ---- cells ---- */

/* _x0041_ in a text would be read as A. */
static bool is_escape(struct be_span s)
{
    return s.len >= 7 && s.p[0] == '_' && s.p[1] == 'x' && s.p[6] == '_' && strspn(s.p + 2, "0123456789abcdefABCDEF") >= 4;
}

/* The text as XML can hold it, in book->buf: control characters as _x0001_, cut to what a cell may
 * have. NULL: memory is out. */
static const char *cell_text(struct be_book *book, struct be_span text)
{
    struct be_buf *buf = &book->buf;
    const char *end = text.p + text.len;
    size_t units = 0;

    buf->len = 0;
    if (be_buf_reserve(buf, 7 * (text.len < 4 * BE_BOOK_TEXT ? text.len : 4 * BE_BOOK_TEXT) + 16) != BE_OK) {
        fail(book, BE_ENOMEM, ENOMEM);
        return NULL;
    }
    for (const char *p = text.p; p < end;) {
        size_t n = be_char_len(p, end), more = n == 4 ? 2 : 1;
        unsigned char c = (unsigned char)*p;
        char *to = buf->p + buf->len;
        bool mark = (c < ' ' && c != '\t' && c != '\n') || c == 0x7F;
        bool escape = c == '_' && is_escape(be_span(p, (size_t)(end - p)));

        if (mark || escape)
            more = 7;
        if (units + more > BE_BOOK_TEXT - (p + n < end)) { /* room for the sign that there was more */
            book->cut++;
            memcpy(to, "…", strlen("…"));
            buf->len += strlen("…");
            break;
        }
        if (c == 0 || be_span_is(be_span(p, n), "\xEF\xBF\xBE") || be_span_is(be_span(p, n), "\xEF\xBF\xBF"))
            memcpy(to, "\xEF\xBF\xBD", 3), buf->len += 3;
        else if (mark)
            buf->len += (size_t)sprintf(to, "_x%04X_", c);
        else if (escape)
            memcpy(to, "_x005F_", 7), buf->len += 7;
        else
            memcpy(to, p, n), buf->len += n;
        units += more;
        p += n;
    }
    buf->p[buf->len] = '\0';
    return buf->p;
}

void be_book_text(struct be_book *book, uint32_t row, size_t col, struct be_span text, enum be_look look)
{
    lxw_format *f = text_style(book, look);
    const char *s;

    if (book->status != BE_OK || row >= BE_BOOK_ROWS || col >= BE_BOOK_COLUMNS)
        return;
    errno = 0;
    if (text.len == 0) {
        if (f != NULL)
            check(book, be_xl.worksheet_write_blank(book->sheet, row, (lxw_col_t)col, f));
        return;
    }
    s = cell_text(book, text);
    if (s != NULL)
        check(book, be_xl.worksheet_write_string(book->sheet, row, (lxw_col_t)col, s, f));
}

static void number(struct be_book *book, uint32_t row, size_t col, struct be_span text, lxw_format *f, enum be_look look)
{
    char digits[64];
    size_t significant;

    if (text.len == 0 || text.len >= sizeof digits || !be_number_plain(text, &significant) || significant > BE_BOOK_DIGITS) {
        be_book_text(book, row, col, text, look);
        return;
    }
    if (book->status != BE_OK || row >= BE_BOOK_ROWS || col >= BE_BOOK_COLUMNS)
        return;
    memcpy(digits, text.p, text.len);
    digits[text.len] = '\0';
    errno = 0;
    /* Exact to a reader: fifteen digits come back from a double as they were. */
    check(book, be_xl.worksheet_write_number(book->sheet, row, (lxw_col_t)col, strtod(digits, NULL), f));
}

void be_book_number(struct be_book *book, uint32_t row, size_t col, struct be_span text, size_t decimals, enum be_look look)
{
    number(book, row, col, text, number_style(book, decimals > BE_BOOK_DECIMALS ? BE_BOOK_DECIMALS : decimals, look), look);
}

void be_book_whole(struct be_book *book, uint32_t row, size_t col, struct be_span text, enum be_look look)
{
    number(book, row, col, text, whole_style(book, look), look);
}

size_t be_book_width(struct be_span text, size_t limit)
{
    const char *p = text.p, *end = text.p + text.len;
    size_t width = 0;

    while (p < end && width < limit) {
        size_t n = be_char_len(p, end);

        width += n >= 3 ? 2 : 1;
        p += n;
    }
    return width < limit ? width : limit;
}

/* ---- the file ---- */

enum be_status be_book_open(struct be_book *book, const char *path, const char *dir, bool huge)
{
    /* Excel warns of small files with 64-bit sizes, so only where they may be needed. */
    char *tmpdir = strdup(dir);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = tmpdir, .use_zip64 = huge};
    /* The same records make the same bytes: no date of today. */
    lxw_doc_properties about = {.comments = "bextract " BEXTRACT_VERSION, .created = 946684800};

    *book = (struct be_book){0};
    if (tmpdir != NULL)
        book->book = be_xl.workbook_new_opt(path, &options);
    free(tmpdir);
    if (book->book == NULL)
        return BE_ENOMEM;
    check(book, be_xl.workbook_set_properties(book->book, &about));
    return book->status;
}

/* At most 31 characters, none of []:*?/\, no quotation mark at the ends. */
enum be_status be_book_sheet(struct be_book *book, struct be_span name)
{
    char room[31 * 3 + 1], *to = room;
    const char *end = name.p + name.len;
    size_t count = 0;

    for (const char *p = name.p; p < end && count < 31;) {
        size_t n = be_char_len(p, end);

        if (n < 4 && (unsigned char)*p >= ' ' && memchr("[]:*?/\\'\x7F", *p, 9) == NULL) {
            memcpy(to, p, n);
            to += n;
            count++;
        }
        p += n;
    }
    *to = '\0';
    if (book->sheets == BE_BOOK_SHEETS) {
        fail(book, BE_EIO, EFBIG);
        return book->status;
    }
    errno = 0;
    book->sheet = be_xl.workbook_add_worksheet(book->book, room);
    if (book->sheet == NULL)
        fail(book, BE_EIO, errno != 0 ? errno : EIO);
    return book->status;
}

void be_book_page(struct be_book *book, size_t width)
{
    be_xl.worksheet_set_landscape(book->sheet);
    be_xl.worksheet_set_paper(book->sheet, 9);
    be_xl.worksheet_set_margins(book->sheet, 0.4, 0.4, 0.5, 0.5);
    if (width <= BE_BOOK_PAGE)
        be_xl.worksheet_fit_to_pages(book->sheet, 1, 0);
}

/* The library does not look whether a row reached its temporary file. */
void be_book_end_sheet(struct be_book *book)
{
    lxw_worksheet *sheet = book->sheet;
    long at;

    if (book->status != BE_OK)
        return;
    errno = 0;
    be_xl.lxw_worksheet_write_single_row(sheet); /* the last one, which it would write at the very end */
    if (fflush(sheet->optimize_tmpfile) != 0 || ferror(sheet->optimize_tmpfile) || (at = ftell(sheet->optimize_tmpfile)) < 0) {
        fail(book, BE_EIO, errno != 0 ? errno : ENOSPC);
        return;
    }
    book->bytes[book->sheets++] = (uint64_t)at;
}

enum be_status be_book_close(struct be_book *book, const char *path)
{
    if (book->book != NULL) {
        errno = 0;
        if (book->status == BE_OK && access(path, W_OK) != 0)
            fail(book, BE_EIO, errno); /* the library would say so itself */
        if (book->status == BE_OK) {
            check(book, be_xl.workbook_close(book->book));
            if (book->status == BE_OK && !be_book_whole_file(path, book->bytes, book->sheets))
                fail(book, BE_EIO, errno != 0 ? errno : ENOSPC);
        } else {
            be_xl.lxw_workbook_free(book->book);
        }
    }
    book->book = NULL;
    be_buf_free(&book->buf);
    return book->status;
}
