#include "nil.h"
#include "../../resolve/words.h"

static size_t sentence_begin(struct be_span text, size_t off)
{
    while (off >= 3 && memcmp(text.p + off - 3, "。", 3) != 0 && memcmp(text.p + off - 3, "；", 3) != 0)
        off--;
    return off < 3 ? 0 : off;
}

static size_t sentence_end(struct be_span text, size_t off)
{
    while (off + 3 <= text.len && memcmp(text.p + off, "。", 3) != 0 && memcmp(text.p + off, "；", 3) != 0)
        off++;
    return off + 3 <= text.len ? off : text.len;
}

/* The last 2024年 of a text. */
static int last_year(struct be_span text)
{
    int year = 0;

    for (size_t i = 0; i + 4 < text.len; i++) {
        const char *p = text.p + i;
        size_t at = i + 4 + (text.p[i + 4] == ' ');

        if ((p[0] == '1' || p[0] == '2') && (p[1] == '9' || p[1] == '0') && p[2] >= '0' && p[2] <= '9' && p[3] >= '0' &&
            p[3] <= '9' && (i == 0 || p[-1] < '0' || p[-1] > '9') && be_starts(be_span_from(text, at), "年"))
            year = (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + (p[3] - '0');
    }
    return year;
}

enum be_status be_nil_find(struct be_context *cx, struct be_span text, uint32_t has, const struct be_joined *joined, uint64_t no)
{
    const uint64_t may = be_match_needs(cx->matcher, BE_P_NIL, text, has);    /* none of most paragraphs */
    struct be_match m;
    size_t off = 0, begin, end;
    struct be_span front;
    struct be_hit *hit;

    while (off < text.len && be_match_from(&m, cx->matcher, BE_P_NIL, may, text, off, no)) {
        begin = sentence_begin(text, (size_t)(m.whole.p - text.p));
        end = sentence_end(text, (size_t)(m.whole.p - text.p) + m.whole.len);
        off = end;                       /* one statement a sentence */
        front = be_span(text.p + begin, (size_t)(m.whole.p - text.p) - begin);
        if (be_span_has(front, "原因"))
            continue;                    /* 主要原因是本年度无公务用车购置: a reason */
        if (strcmp(m.pattern, "none_assets") == 0 && (be_span_has(front, "辆") || be_span_has(front, "元")))
            continue;                    /* 公务用车保有量2辆，无新购车辆: there is something */
        hit = be_hits_add(&cx->hits, cx->arena, BE_NIL);
        if (hit == NULL)
            return BE_ENOMEM;
        hit->text = be_span_chars(be_span_trim(be_span(text.p + begin, end - begin)), 200);
        begin = (size_t)(hit->text.p - text.p);
        hit->line = joined == NULL ? no : be_joined_line(cx->win, joined, begin);
        hit->year = last_year(be_span(text.p + begin, end - begin));
        hit->topic = be_words_topic(cx->model->words, be_match_group(&m, "topic"));   /* 政府性基金…拨款收支: not 收支 */
        if (hit->topic == BE_TOPIC_NONE)
            hit->topic = be_words_topic(cx->model->words, be_match_group(&m, "item"));
        if (hit->topic == BE_TOPIC_FUND_GOV && be_span_has(be_match_group(&m, "item"), "国有资本")) {
            struct be_hit *other = be_hits_add(&cx->hits, cx->arena, BE_NIL);   /* 没有政府性基金预算和国有资本经营预算 */

            if (other == NULL)
                return BE_ENOMEM;
            *other = cx->hits.hit[cx->hits.n - 2];
            other->topic = BE_TOPIC_FUND_SOE;
        }
    }
    return BE_OK;
}
