#include "squeeze.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* True if the blanks between p[-1] and q[0] part two numbers: both are digits, and together they
 * are not one number as page layout tears it. */
static bool parts_numbers(const char *begin, const char *p, const char *q, const char *end)
{
    const char *left = p, *right = q;
    ptrdiff_t n;

    if (p == begin || q == end || !be_is_digit(p[-1]) || !be_is_digit(*q))
        return false;
    while (left > begin && be_is_digit(left[-1]) && p - left < 5)
        left--;
    while (right < end && be_is_digit(*right) && right - q < 4)
        right++;
    /* 1,2 60.80: a group of three was cut */
    if (left > begin && left[-1] == ',' && (p - left) + (right - q) == 3)
        return false;
    /* 12 345.60: three digits behind one to three; 2 1.60: less than four before the point */
    n = p - left;
    while (left > begin && is_blank(left[-1]))
        left--;
    if (right == end || (*right != '.' && *right != ',') || left == begin || (unsigned char)left[-1] < 0x80)
        return true;
    return !(n <= 3 && (right - q == 3 || (*right == '.' && right - q + n <= 4)));
}

bool be_squeeze(struct be_squeezed *out, struct be_span text, struct be_arena *arena)
{
    const char *end = text.p + text.len, *p;
    size_t runs = 0, n = 0, len = 0;
    struct be_gap *gap;
    char *to;

    *out = (struct be_squeezed){text, NULL, 0};
    if (text.len == 0 || (memchr(text.p, ' ', text.len) == NULL && memchr(text.p, '\t', text.len) == NULL))
        return true;
    for (p = text.p; p < end; p++)
        runs += is_blank(*p) && (p == text.p || !is_blank(p[-1]));
    to = be_arena_room(arena, text.len);
    gap = be_arena_room(arena, runs * sizeof *gap);
    if (to == NULL || gap == NULL)
        return false;
    for (p = text.p; p < end;) {
        const char *q = p;

        if (!is_blank(*p)) {
            while (q < end && !is_blank(*q))
                q++;
            memcpy(to + len, p, (size_t)(q - p));
            len += (size_t)(q - p);
            p = q;
            continue;
        }
        while (q < end && is_blank(*q))
            q++;
        if (parts_numbers(text.p, p, q, end))
            to[len++] = ' ';
        p = q;
        gap[n++] = (struct be_gap){(uint32_t)len, (uint32_t)((size_t)(p - text.p) - len)};
    }
    *out = (struct be_squeezed){be_span(to, len), gap, n};
    return true;
}

size_t be_squeezed_off(const struct be_squeezed *squeezed, size_t off)
{
    size_t lo = 0, hi = squeezed->ngaps;

    if (hi == 0 || squeezed->gap[0].off > off)
        return off;
    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        if (squeezed->gap[mid].off <= off)
            lo = mid;
        else
            hi = mid;
    }
    return off + squeezed->gap[lo].lost;
}
