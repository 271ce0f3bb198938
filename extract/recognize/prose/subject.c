#include "subject.h"
#include "label.h"
#include "../../base/wordlist.h"

#define SHORT_NAME 130u          /* a longer name has no mark of two digits */

bool be_subject_any(struct be_span text)
{
    for (long at = be_span_find(text, BE_LIT("）")); at >= 0; at = be_span_find(text, BE_LIT("）"))) {
        struct be_span front = be_span_to(text, (size_t)at);

        if (be_ends(front, "项") || be_ends(front, "类") || be_ends(front, "款"))
            return true;
        if (at >= 3 && be_is_digit(front.p[at - 1]) && be_is_digit(front.p[at - 2]) && be_is_digit(front.p[at - 3]))
            return true;             /* （208）, （2080505） */
        text = be_span_from(text, (size_t)at + 3);
    }
    return false;
}

/* 住房保障支出（221）住房改革支出（02）住房公积金（01）: the name that directly follows a mark of
 * digits goes on to one of two. The length of the bracket before off. */
static size_t bracket_before(struct be_span text, size_t off, size_t digits)
{
    size_t len = digits + 2 * strlen("（");

    if (off < len || !be_starts(be_span_from(text, off - len), "（") || !be_ends(be_span_to(text, off), "）"))
        return 0;
    for (size_t i = 0; i < digits; i++)
        if (!be_is_digit(text.p[off - len + 3 + i]))
            return 0;
    return len;
}

static bool short_mark(struct be_mark *out, struct be_span text, size_t off)
{
    unsigned level = bracket_before(text, off, 3) > 0 ? 1 : bracket_before(text, off, 2) > 0 ? 2 : 0;
    struct be_span rest = be_span_to(be_span_from(text, off), SHORT_NAME);
    long open = level == 0 ? -1 : be_span_find(rest, BE_LIT("（"));

    if (open < 6 || bracket_before(text, off + (size_t)open + 8, 2) == 0)
        return false;
    for (long i = 0; i < open; i++)
        if ((unsigned char)rest.p[i] < 0x80 || be_starts(be_span_from(rest, (size_t)i), "，") ||
            be_starts(be_span_from(rest, (size_t)i), "。") || be_starts(be_span_from(rest, (size_t)i), "；"))
            return false;
    *out = (struct be_mark){.level = level, .off = off + (size_t)open, .end = off + (size_t)open + 8};
    out->code = be_span(text.p + out->off + 3, 2);
    return true;
}

bool be_mark_next(struct be_mark *out, struct be_matcher *matcher, struct be_span text, size_t off,
                  uint64_t line)
{
    struct be_match m;

    if (short_mark(out, text, off))
        return true;
    if (!be_match(&m, matcher, BE_P_SUBJECT, text, off, line) || m.mark == NULL)
        return false;
    out->off = (size_t)(m.whole.p - text.p);
    out->end = out->off + m.whole.len;
    out->level = strcmp(m.mark, "类") == 0 ? 0 : strcmp(m.mark, "款") == 0 ? 1 : 2;
    out->code = be_match_group(&m, "code");
    return true;
}

/* Words of the sentence that may stand before a subject's name; the name begins behind the last. */
static struct be_wordlist SENTENCE = BE_WORDLIST(
    "其中", "其余为", "其余", "用于", "安排", "列入", "列支", "包括", "科目", "“", "支出中", "反映", "列", "我市", "属于", "属");

/* “两房”建设: the quotation that the name begins with ends inside it. */
static bool begins_quoted(struct be_span name)
{
    long end = be_starts(name, "“") ? be_span_find(name, BE_LIT("”")) : -1;

    return end > 0 && (size_t)end + strlen("”") < name.len;
}

static struct be_span cut_sentence(struct be_span name)
{
    struct be_span found = name;

    if (be_span_has(name, "彩票公益金"))
        return name;                 /* 用于社会福利的彩票公益金支出 is a name */
    for (size_t i = 0; i < name.len; i += be_char_len(name.p + i, name.p + name.len)) {
        struct be_span at = be_span_from(name, i), rest;
        size_t n = be_wordlist_front(&SENTENCE, at);

        if (n > 0 && !begins_quoted(at)) {
            rest = be_span_from(at, n);
            if (rest.len > 6 && !be_starts(rest, "的"))
                found = rest;
        } else if (at.len > 10 && at.p[0] >= '0' && at.p[0] <= '9' && be_starts(be_span_from(at, 4), "年")) {
            found = be_span_from(at, be_starts(be_span_from(at, 7), "度") ? 10 : 7);
        }
    }
    for (long shut = be_span_find(found, BE_LIT("）、")); shut >= 0; shut = be_span_find(found, BE_LIT("）、")))
        if (be_span_has(be_span_to(found, (size_t)shut), "（"))
            break;
        else
            found = be_span_from(found, (size_t)shut + strlen("）、"));    /* （年初未安排预算）、其他检察支出 */
    return found;
}

static struct be_wordlist FRONT = BE_WORDLIST(
    "、", "，", ",", "：", ":", "；", ";", "。", ".", "-", "—", "－", "–", "→", ">", "/", "“", "”", "及", "以及", "和", "与",
    "中的", "中", "的", "）", " ", "其中", "支出中", "[", "]", "【", "】", "〔", "〕");
static struct be_wordlist NO_FRONT = BE_WORDLIST("和平", "中小", "中医", "中央", "中等", "中专", "与会");
static struct be_wordlist BACK = BE_WORDLIST("“", "”", " ", "、", "：", ":");

static struct be_span trim_name(struct be_span name)
{
    bool again = true;

    while (again) {
        struct be_span bare = be_label_ordinal(name);

        again = bare.len != name.len;
        name = bare;
        if (be_wordlist_front(&NO_FRONT, name) == 0 && !begins_quoted(name))
            again = be_wordlist_strip(&FRONT, &name) || again;
    }
    while (be_wordlist_strip_back(&BACK, &name))
        continue;
    return name;
}

/* ***, XX, —: a template's placeholder, no name. */
static struct be_wordlist PLACEHOLDER = BE_WORDLIST("*", "×", "X", "x", "—", "-", "…", "＊", "○", "_");

static bool is_placeholder(struct be_span name)
{
    while (be_wordlist_strip(&PLACEHOLDER, &name))
        continue;
    return name.len == 0;
}

/* 2080505机关事业单位…（项）: a code in front of the name. */
static struct be_span front_code(struct be_span *name, unsigned level)
{
    size_t n = 0;
    struct be_span code;

    /* 4.2080505…: an ordinal before a code, which its . does not make a decimal */
    while (n < name->len && n < 3 && be_is_digit(name->p[n]))
        n++;
    if (n > 0 && n + 6 < name->len && (name->p[n] == '.') && be_is_digit(name->p[n + 3]))
        *name = be_span_from(*name, n + 1);
    for (n = 0; n < name->len && n < 8 && be_is_digit(name->p[n]);)
        n++;
    if (n == 0 || !(n == 2 || n == 3 + 2 * (size_t)level || (level == 0 && n == 3)) || be_starts(be_span_from(*name, n), "年"))
        return be_span(NULL, 0);
    code = be_span_to(*name, n);
    *name = be_span_from(*name, n);
    while (be_wordlist_strip(&FRONT, name))
        continue;                    /* [2080506]机关… */
    return code;
}

/* 机关事业单位基本养老保险缴费支出05（项）: a code behind the name. */
static struct be_span back_code(struct be_span *name, unsigned level)
{
    size_t n = 0;
    struct be_span code;

    while (n < name->len && be_is_digit(name->p[name->len - n - 1]))
        n++;
    if (n == name->len || !((n == 2 && level > 0) || n == 3 + 2 * (size_t)level))
        return be_span(NULL, 0);
    code = be_span_from(*name, name->len - n);
    name->len -= n;
    while (be_wordlist_strip_back(&BACK, name))
        continue;
    return code;
}

/* A code printed in full that the class and group at hand do not begin: they are another's. */
static void drop_foreign(struct be_subject *s, unsigned level, struct be_span code)
{
    bool known = false;

    if (code.len != 3 + 2 * (size_t)level)
        return;
    for (unsigned i = 0; i < level; i++)
        known = known || (s->code[i].len == 3 + 2 * (size_t)i && be_span_starts(code, s->code[i]));
    for (unsigned i = 0; i < level && !known; i++)
        s->name[i] = s->code[i] = be_span(NULL, 0);
}

void be_subject_take(struct be_subject *s, const struct be_mark *mark, struct be_span before, bool first)
{
    struct be_span name = before, code;

    if (name.len > BE_LABEL_BYTES) {
        name = be_span_from(name, name.len - BE_LABEL_BYTES);
        while (name.len > 0 && ((unsigned char)name.p[0] & 0xC0) == 0x80)
            name = be_span_from(name, 1);
    }
    if (first)
        name = cut_sentence(name);
    name = trim_name(name);
    if (!first && be_starts(name, "支出") && name.len > strlen("支出"))
        name = be_span_from(name, strlen("支出"));   /* 教育（类）支出普通教育（款） */
    code = front_code(&name, mark->level);
    if (code.len == 0)
        code = back_code(&name, mark->level);
    if (mark->code.len > 0)
        code = mark->code;
    if (is_placeholder(name))
        name = be_span(NULL, 0);
    if (first)
        drop_foreign(s, mark->level, code);
    for (unsigned i = mark->level; i < 3; i++)
        s->name[i] = s->code[i] = be_span(NULL, 0);
    s->name[mark->level] = name;
    s->code[mark->level] = code;
    s->known = s->name[0].len + s->name[1].len + s->name[2].len + code.len > 0;
    s->depth = mark->level;
    s->groups = mark->level == 0 ? 0 : mark->level == 1 ? s->groups + 1 : s->groups;
    s->run = mark->level == 0 ? 0 : mark->level == 2 ? s->run + 1 : s->run;
}

struct be_span be_subject_item(const struct be_subject *s, unsigned levels)
{
    for (unsigned i = levels; i-- > 0;)
        if (s->name[i].len > 0)
            return s->name[i];
    return be_span(NULL, 0);
}

struct be_span be_subject_code(const struct be_subject *s, unsigned levels, struct be_arena *arena)
{
    struct be_span joined = {NULL, 0};

    for (unsigned i = 0; i < levels; i++) {
        if (s->code[i].len == 0)
            continue;
        if (joined.len == 0 || (s->code[i].len > joined.len && be_span_starts(s->code[i], joined)))
            joined = s->code[i];
        else
            joined = be_arena_printf(arena, "%.*s%.*s", (int)joined.len, joined.p, (int)s->code[i].len, s->code[i].p);
    }
    return joined;
}
