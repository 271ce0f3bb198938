#include "kind.h"
#include "../base/i18n.h"
#include "utf8.h"
#include <stdio.h>

struct signature {
    const char *bytes;
    size_t len, off;
    const char *name, *command;
};

#define SIG(bytes, off, name, command) {bytes, sizeof(bytes) - 1, off, name, command}
#define OFFICE "libreoffice --headless --convert-to html FILE"

static const struct signature signatures[] = {
    SIG("{\\rtf", 0, "an RTF document", OFFICE),
    SIG("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0, "an old Word or Excel document (.doc, .xls)",
        OFFICE "    (for .xls: --convert-to csv)"),
    SIG("\x89PNG\r\n\x1A\n", 0, "a PNG image", "tesseract FILE - -l chi_sim | bextract"),
    SIG("\xFF\xD8\xFF", 0, "a JPEG image", "tesseract FILE - -l chi_sim | bextract"),
    SIG("GIF87a", 0, "a GIF image", "tesseract FILE - -l chi_sim | bextract"),
    SIG("GIF89a", 0, "a GIF image", "tesseract FILE - -l chi_sim | bextract"),
    SIG("II*\0", 0, "a TIFF image", "tesseract FILE - -l chi_sim | bextract"),
    SIG("MM\0*", 0, "a TIFF image", "tesseract FILE - -l chi_sim | bextract"),
    SIG("\x1F\x8B\x08", 0, "gzip data", "zcat FILE | bextract"),
    SIG("\xFD" "7zXZ\0", 0, "xz data", "xzcat FILE | bextract"),
    SIG("BZh", 0, "bzip2 data", "bzcat FILE | bextract"),
    SIG("\x28\xB5\x2F\xFD", 0, "Zstandard data", "zstdcat FILE | bextract"),
    SIG("7z\xBC\xAF\x27\x1C", 0, "a 7z archive", "7z x -so FILE | bextract"),
    SIG("Rar!\x1A\x07", 0, "a RAR archive", "unrar p -inul FILE | bextract"),
    SIG("ustar", 257, "a tar archive", "tar -xOf FILE | bextract"),
    SIG("\x7F" "ELF", 0, "a program (ELF)", NULL),
    SIG("SQLite format 3\0", 0, "an SQLite database", NULL),
};

/* PK\3\4: an office document or any archive. The names of the first members tell. */
static void zip_kind(struct be_content *out, struct be_span first)
{
    *out = (struct be_content){.name = N_("a zip archive"), .command = "unzip -p FILE | bextract"};
    if (be_span_has(first, "word/")) {
        out->name = N_("a Word document (.docx)");
        out->command = "pandoc -t html FILE | bextract";
    } else if (be_span_has(first, "xl/")) {
        out->name = N_("an Excel workbook (.xlsx)");
        out->command = "libreoffice --headless --convert-to csv FILE";
    } else if (be_span_has(first, "ppt/")) {
        out->name = N_("a PowerPoint presentation (.pptx)");
        out->command = "libreoffice --headless --convert-to pdf FILE";
    } else if (be_span_has(first, "OFD.xml") || be_span_has(first, "Doc_0/")) {
        out->name = N_("an OFD document");
    } else if (be_span_has(first, "opendocument")) {
        out->name = N_("an OpenDocument file");
        out->command = OFFICE;
    }
}

bool be_kind_signature(struct be_content *out, struct be_span first)
{
    struct be_span head = be_span_to(first, 1024);
    long pdf = be_span_find(head, BE_LIT("%PDF-"));

    /* Readers allow junk before %PDF-, but a text may speak of it: only near the start, and
     * the line that follows is a version. */
    if (pdf >= 0 && (pdf == 0 || memchr(first.p, 0, first.len) != NULL)) {
        *out = (struct be_content){.name = N_("a PDF document"),
                                   .command = "pdftotext -layout FILE - | bextract"};
        return true;
    }
    if (be_starts(first, "PK\3\4") || be_starts(first, "PK\5\6")) {
        zip_kind(out, first);
        return true;
    }
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const struct signature *s = &signatures[i];

        if (first.len >= s->off + s->len && memcmp(first.p + s->off, s->bytes, s->len) == 0) {
            *out = (struct be_content){.name = s->name, .command = s->command};
            return true;
        }
    }
    return false;
}

/* A UTF-16 unit that Chinese text is made of. */
static bool likely_unit(unsigned u)
{
    return (u >= 0x20 && u < 0x7F) || u == '\t' || u == '\n' || u == '\r' || u == '\f' ||
           (u >= 0x3000 && u < 0x3030) || (u >= 0x4E00 && u < 0xA000) ||
           (u >= 0xFF00 && u < 0xFF60) || (u >= 0x2010 && u < 0x2027) ||
           (u >= 0x2460 && u < 0x24A0) || u == 0xA0 || u == 0xB7 || u == 0xD7;
}

/* Without a mark, text is UTF-16 when at least 19 of 20 units are likely ones, some are ASCII
 * or CJK punctuation (line ends at least), which have a telling high byte, and not most are
 * two ASCII letters, which make a CJK character too. */
static bool is_utf16(struct be_span first, bool big)
{
    const unsigned char *u = (const unsigned char *)first.p;
    size_t n = first.len / 2, likely = 0, telling = 0, pairs = 0;

    for (size_t i = 0; i < n; i++) {
        unsigned unit = big ? (unsigned)(u[2 * i] << 8 | u[2 * i + 1])
                            : (unsigned)(u[2 * i + 1] << 8 | u[2 * i]);

        likely += likely_unit(unit);
        pairs += unit >= 0x2000 && (unit & 0x8080) == 0 && (unit & 0xFF) >= 0x20;
        telling += unit < 0x7F || (unit & 0xFF00) == 0x3000 || (unit & 0xFF00) == 0xFF00;
    }
    return n >= 2 && likely * 20 >= n * 19 && telling > 0 && pairs * 2 <= n;
}

struct count {
    size_t ascii, bad;
    size_t common;   /* UTF-8: three-byte characters; GB: the common ones (GB2312) */
    size_t other;
};

static struct count count_utf8(struct be_span text)
{
    const unsigned char *p = (const unsigned char *)text.p, *end = p + text.len;
    struct count n = {0};

    while (p < end) {
        size_t len = *p < 0x80 ? 1 : *p < 0xC2 ? 0 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : *p < 0xF5 ? 4 : 0;
        size_t have = 1;

        while (have < len && p + have < end && (p[have] & 0xC0) == 0x80)
            have++;
        if (len == 0 || (have < len && p + have < end))
            n.bad++;             /* cut by the end is not bad */
        else if (len == 1)
            n.ascii++;
        else if (len == 3)
            n.common++;
        else
            n.other++;
        p += have;
    }
    return n;
}

/* Length of the GB18030 character at p; 0: none. One that is cut by end counts what is there. */
static size_t gb_len(const unsigned char *p, const unsigned char *end)
{
    if (p[0] < 0x80)
        return 1;
    if (p[0] == 0x80 || p[0] == 0xFF)
        return 0;
    if (end - p < 2)
        return 1;
    if (p[1] >= 0x30 && p[1] <= 0x39) {
        if (end - p < 4)
            return (size_t)(end - p);
        return p[2] >= 0x81 && p[2] < 0xFF && p[3] >= 0x30 && p[3] <= 0x39 ? 4 : 0;
    }
    return p[1] >= 0x40 && p[1] != 0x7F && p[1] != 0xFF ? 2 : 0;
}

static struct count count_gb(struct be_span text)
{
    const unsigned char *p = (const unsigned char *)text.p, *end = p + text.len;
    struct count n = {0};

    while (p < end) {
        size_t len = gb_len(p, end);

        if (len == 0)
            n.bad++;
        else if (p[0] < 0x80)
            n.ascii++;
        else if (len == 2 && p[1] >= 0xA1 && ((p[0] >= 0xB0 && p[0] <= 0xF7) ||
                                              (p[0] >= 0xA1 && p[0] <= 0xA3)))
            n.common++;
        else
            n.other++;
        p += len == 0 ? 1 : len;
    }
    return n;
}

/* From end to end, but for a character that is cut by it: as nearly all text is. */
static bool is_utf8(struct be_span text)
{
    size_t valid = be_utf8_valid(text.p, text.len);

    return valid == text.len || be_utf8_bad(text.p + valid, text.len - valid) == 0;
}

static bool is_ascii(struct be_span text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.p[i] >= 0x80)
            return false;
    return true;
}

const char *be_kind_encoding(struct be_span text)
{
    struct count utf8, gb;

    if (is_utf8(text))
        return is_ascii(text) ? "ASCII" : "UTF-8";
    utf8 = count_utf8(text);
    if (utf8.bad == 0)
        return utf8.common + utf8.other == 0 ? "ASCII" : "UTF-8";
    /* GBK read as UTF-8 is bad at every second byte; damaged UTF-8 here and there. */
    if (utf8.common > utf8.bad * 4)
        return "UTF-8";
    gb = count_gb(text);
    if (gb.bad * 50 <= gb.common && gb.common > gb.other * 2)
        return "GB18030";
    return "UTF-8";
}

void be_kind_find(struct be_content *out, struct be_span first)
{
    bool nul;

    first = be_span_to(first, BE_KIND_BYTES);
    *out = (struct be_content){0};
    if (be_kind_signature(out, first))
        return;
    if (be_starts(first, "\xEF\xBB\xBF")) {
        *out = (struct be_content){.encoding = "UTF-8", .bom = 3};
        return;
    }
    if (be_starts(first, "\xFF\xFE") || be_starts(first, "\xFE\xFF")) {
        *out = (struct be_content){.encoding = first.p[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE",
                                   .bom = 2};
        return;
    }
    nul = first.len > 0 && memchr(first.p, 0, first.len) != NULL;
    if (nul || (!is_utf8(first) && count_utf8(first).bad > 0)) {
        bool little = is_utf16(first, false), big = !little && is_utf16(first, true);

        if (little || big) {
            out->encoding = little ? "UTF-16LE" : "UTF-16BE";
            return;
        }
    }
    if (nul)
        out->name = N_("binary data (it has NUL bytes)");
    else
        out->encoding = be_kind_encoding(first);
}

int be_kind_explain(char *buf, size_t size, const struct be_content *content, const char *path)
{
    char command[512] = "";
    const char *file = content->command == NULL ? NULL : strstr(content->command, "FILE");

    if (file == NULL)
        return snprintf(buf, size, _("is %s, not text"), _(content->name));
    /* A name that the shell would read otherwise is left as FILE. */
    if (path == NULL || strcmp(path, "-") == 0 || strchr(path, '\'') != NULL || path[0] == '-' ||
        strlen(path) > 256)
        path = NULL;
    snprintf(command, sizeof command, "%.*s%s%s%s%s", (int)(file - content->command),
             content->command, path == NULL ? "" : "'", path == NULL ? "FILE" : path,
             path == NULL ? "" : "'", file + 4);
    return snprintf(buf, size, _("is %s, not text; try: %s"), _(content->name), command);
}
