/* math.c - what programs that read pictures of pages write around figures: $8 7 . 1 4 \%$,
 * \(\geq\) 95, 27.99\%, and Markdown's escapes (1\. ). The marks are taken out where they stand;
 * a dollar that is money ($500) stays. */
#include "line.h"

#define MATH_BYTES 64u   /* between two dollars; with more it is no figure */

static const struct { const char *name, *text; } WORDS[] = {   /* longer names first; text is never longer than \name */
    {"geqslant", "≥"}, {"leqslant", "≤"}, {"geqq", "≥"}, {"leqq", "≤"}, {"geq", "≥"}, {"leq", "≤"}, {"ge", "≥"}, {"le", "≤"},
    {"times", "×"}, {"sim", "~"}, {"pm", "±"}, {"quad", " "}, {"mathrm", ""}, {"text", ""}, {"mathsf", ""},
};

/* The command at p (behind its backslash): bytes of its name, and what it stands for; 0: unknown. */
static size_t command(const char *p, const char *end, const char **text)
{
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        size_t n = strlen(WORDS[i].name);
        if ((size_t)(end - p) >= n && memcmp(p, WORDS[i].name, n) == 0 && ((size_t)(end - p) == n || !be_is_latin(p[n]))) {
            *text = WORDS[i].text;
            return n;
        }
    }
    return 0;
}

/* Writes what stands between two dollars without marks and blanks; NULL: it is no figure. */
static char *figure(char *out, const char *p, const char *end)
{
    size_t digits = 0, commands = 0;

    while (p < end) {
        const char *text;
        size_t n;
        if (*p >= '0' && *p <= '9') {
            digits++;
            *out++ = *p++;
        } else if (*p == ' ' || *p == '{' || *p == '}' || *p == '~') {
            p++;
        } else if (memchr(".,%+-/=<>()", *p, 11) != NULL || (unsigned char)*p >= 0x80) {
            *out++ = *p++;
        } else if (*p == '\\' && p + 1 < end && memchr("%,;! ", p[1], 5) != NULL) {
            if (p[1] == '%')
                *out++ = '%';
            p += 2;
        } else if (*p == '\\' && (n = command(p + 1, end, &text)) > 0) {
            size_t len = strlen(text);
            memcpy(out, text, len);
            out += len;
            p += 1 + n;
            commands++;
        } else if (be_is_latin(*p) && commands > 0) {
            *out++ = *p++;                 /* \mathrm{m} */
        } else {
            return NULL;
        }
    }
    return digits + commands > 0 ? out : NULL;
}

/* The dollar that closes the one at p, near by; NULL: none. */
static const char *closing(const char *p, const char *end)
{
    size_t room = (size_t)(end - p - 1);

    return memchr(p + 1, '$', room < MATH_BYTES ? room : MATH_BYTES);
}

/* The closing \) of the \( at p; brackets are folded to wide ones by now. */
static const char *closing_bracket(const char *p, const char *end)
{
    size_t room = (size_t)(end - p - 4);

    return memmem(p + 4, room < MATH_BYTES ? room : MATH_BYTES, "\\）", 4);
}

void be_math_line(char *p, struct be_line *line)
{
    const char *in = p, *end = p + line->len;
    char *out = p;

    while (in < end) {
        const char *shut = NULL, *text;
        size_t open = 0, n;
        char hold[MATH_BYTES + 1], *stop;

        if (*in == '$' && (shut = closing(in, end)) != NULL)
            open = 1;
        else if (*in == '\\' && end - in > 4 && memcmp(in + 1, "（", 3) == 0 && (shut = closing_bracket(in, end)) != NULL)
            open = 4;
        if (open > 0) {
            stop = figure(hold, in + open, shut);
            if (stop != NULL) {
                memcpy(out, hold, (size_t)(stop - hold));
                out += stop - hold;
                in = shut + open;
                continue;
            }
        }
        if (*in == '\\' && in + 1 < end) {
            if (memchr("%.-_*#()[]+!~>", in[1], 14) != NULL) {      /* an escape, but not of a cell's bar */
                in++;
                *out++ = *in++;
                continue;
            }
            n = command(in + 1, end, &text);
            if (n > 0 && text[0] != '\0') {
                memcpy(out, text, strlen(text));
                out += strlen(text);
                in += 1 + n;
                continue;
            }
        }
        *out++ = *in++;
    }
    line->len = (uint32_t)(out - p);
}
