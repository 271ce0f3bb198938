#include "trace.h"
#include "base/wordlist.h"

enum be_status be_trace_lines(struct be_context *cx)
{
    static const char *const TYPES[] = {
        "text", "blank", "heading", "row", "cell", "pipe", "tag", "aligned", "title", "unit", "entity", "remark", "contents", "running",
    };
    enum be_status rc = BE_OK;

    for (size_t i = 0; i < cx->win->nlines && rc == BE_OK; i++) {
        const struct be_line *line = &cx->win->lines[i];
        rc = cx->sink->trace(cx->sink->user, cx->diag.doc, line->no, TYPES[line->type], line->pattern, be_line_text(cx->win, i));
    }
    return rc;
}

static struct be_wordlist UNITS = BE_WORDLIST("万元", "亿元", "元", "%", "千元", "人", "辆", "台", "套", "个", "批次", "人次", "平方米", "项");

/* The units that make a number a figure here; years and list numbers have none of them. */
static size_t unit_len(struct be_span text)
{
    if (be_span_starts(text, BE_LIT("项目")) || be_span_starts(text, BE_LIT("项）")))
        return 0;                /* 2项目支出, （01项） */
    return be_wordlist_front(&UNITS, text);
}

/* Where the tag that begins at i ends: <td width="120">. i itself where none does. */
static size_t tag_end(struct be_span text, size_t i)
{
    long len = text.p[i] != '<' || i + 1 == text.len || text.p[i + 1] < '/' || be_is_digit(text.p[i + 1])
                   ? -1 : be_span_find(be_span_from(text, i), BE_LIT(">"));

    return len < 0 ? i : i + (size_t)len;
}

/* Where the number that begins at i ends. A comma behind decimals is none of its own. */
static size_t number_end(struct be_span text, size_t i)
{
    bool decimals = false;

    if (i < text.len && !be_is_digit(text.p[i]))
        return i;
    for (; i < text.len && (be_is_digit(text.p[i]) || text.p[i] == '.' || (text.p[i] == ',' && !decimals)); i++)
        decimals = decimals || text.p[i] == '.';
    return i;
}

/* Was the number taken? A hit with the same digits on the same line has it. */
static bool claimed(const struct be_context *cx, struct be_span number, uint64_t line)
{
    char plain[64];
    size_t n = 0;

    for (size_t i = 0; i < number.len && n < sizeof plain; i++)
        if (number.p[i] != ',' && number.p[i] != ' ')
            plain[n++] = number.p[i];
    for (size_t i = 0; i < cx->hits.n; i++) {
        const struct be_hit *hit = &cx->hits.hit[i];
        struct be_span value = hit->value;
        if (hit->line != line)
            continue;
        if (value.len > 0 && value.p[0] == '-')
            value = be_span_from(value, 1);
        if (be_span_eq(value, be_span(plain, n)) || (hit->kind == BE_CELL && !hit->numeric && be_span_find(value, number) >= 0) ||
            be_span_find(hit->item, number) >= 0)
            return true;
    }
    return false;
}

enum be_status be_trace_unclaimed(struct be_context *cx, const struct be_block *block)
{
    enum be_status rc = BE_OK;

    for (size_t k = block->first; k < block->last && rc == BE_OK; k++) {
        struct be_span text = be_line_text(cx->win, k);
        for (size_t i = 0; i < text.len && rc == BE_OK; i++) {
            size_t end, unit, len;

            i = tag_end(text, i);
            end = unit = number_end(text, i);
            if (end == i)
                continue;
            while (unit < text.len && text.p[unit] == ' ')
                unit++;
            len = text.p[end - 1] == '.' ? 0 : unit_len(be_span_from(text, unit));     /* 2. is an ordinal */
            if (len > 0 && !claimed(cx, be_span(text.p + i, end - i), cx->win->lines[k].no))
                rc = cx->sink->unclaimed(cx->sink->user, cx->diag.doc, cx->win->lines[k].no, be_span(text.p + i, unit - i + len), text);
            i = end;
        }
    }
    return rc;
}
