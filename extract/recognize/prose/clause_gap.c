/* clause_gap.c - the words between two figures: where a part, a sentence and a bracket end, and what words without a figure say. */
#include "clause_walk.h"

static struct be_wordlist OPENS_LIST = BE_WORDLIST(
    "其中", "包括", "如下", "方面", "主要有", "分别为", "分别是", "具体为", "具体是", "构成", "情况", "下列", "内容", "说明", "组成");
static struct be_wordlist EDGE = BE_WORDLIST("）", "”", "、", "，", "；");

static struct be_wordlist DIVIDED = BE_WORDLIST("分类", "分", "类别", "性质", "用途", "构成");

/* 按支出用途分类，基本支出9万元: another division of the whole; the subject before it is done. */
static bool divides(struct be_span chunk)
{
    return be_starts(be_label_ordinal(chunk), "按") && chunk.len <= BE_WAITING_BYTES && be_wordlist_back(&DIVIDED, chunk) > 0;
}

static struct be_wordlist BOTH = BE_WORDLIST("收入支出", "收入、支出", "收入和支出", "收入与支出");

/* 收入包括：, 支出包括：: what flows the parts of the list are. */
static enum be_flow flow_of(struct be_span chunk)
{
    if (be_wordlist_front(&BOTH, chunk) > 0)
        return BE_FLOW_NONE;
    return be_starts(chunk, "收入") ? BE_INCOME : be_starts(chunk, "支出") ? BE_EXPENDITURE : BE_FLOW_NONE;
}

void be_gap_end_chunk(struct walk *w, size_t at, char sep)
{
    struct be_span chunk = between(w, w->chunk, at);

    while (be_wordlist_strip(&EDGE, &chunk))
        continue;
    if (chunk.len == 0)
        return;
    if ((sep == ',' || sep == ':') && divides(chunk)) {
        be_list_close_all(w);
        be_wait_drop(w);
        if (w->c->now.subject || w->c->head.subject)
            w->c->now = w->c->head = (struct be_ref){.hit = -1};
        w->c->subject = (struct be_subject){0};
        be_list_open(w, false, false);       /* its parts, of which none is what the sentence is about */
        w->first = false;
        return;
    }
    be_note_read(w, chunk, sep);
    if (sep == ',' && (be_span_is(chunk, "其中") || (be_span_is(chunk, "中") && w->last_end == w->chunk))) {
        be_list_open(w, false, false);
        return;
    }
    if (sep == ',')
        be_wait_comma(w, chunk);
    if (sep != ':')
        return;
    if (w->use.on || be_wordlist_back(&OPENS_LIST, chunk) > 0) {
        be_list_open(w, false, be_starts(chunk, "主要"));
        be_list(w)->flow = flow_of(be_label_ordinal(chunk));
    } else if (!w->why.on) {
        be_wait_colon(w, chunk);
    }
}

/* ---- separators ---- */

static void end_sentence(struct walk *w, size_t at)
{
    const bool parts = be_starts(be_span_from(w->text, w->chunk), "其中");

    be_note_end_sentence(w, at);
    be_list_end_sentence(w);
    be_time_end_sentence(w, parts);
    be_wait_end_sentence(w);
    be_spread_end_sentence(w);
    w->c->now = w->c->head;
    w->first = true;
    be_run_end_sentence(w);
    w->c->sentence++;
}

static void end_part(struct walk *w, size_t at)
{
    be_note_end_part(w, at);
    be_list_end_part(w);
    be_time_end_part(w);
    be_spread_end_part(w);
}

static void separator(struct walk *w, size_t at, size_t len, char sep)
{
    bool title = sep == '.' && w->chunk == 0;

    if (sep == '.' && at > w->chunk && w->c->head.hit >= 0)
        be_wait_drop(w);    /* 结转事项：设备尾款。: words, and no figure came */
    be_gap_end_chunk(w, at, sep);
    w->chunk = w->start = at + len;
    if (sep == ';') {
        if (be_label_ordinal(be_span_from(w->text, w->chunk)).len < w->text.len - w->chunk)
            be_wait_drop(w);    /* （1）项目概述：河道清淤；（2）预算安排：5万元 */
        end_part(w, at);
        w->clause = w->chunk;
    } else if (sep == '.') {
        end_sentence(w, at);
        if (title)
            be_wait_title(w, at);
        w->clause = w->chunk;
    }
}

/* ASCII , and . part only what is not a number. */
static void ascii(struct walk *w, size_t i)
{
    const char *t = w->text.p;
    bool number = i > 0 && i + 1 < w->text.len && be_is_digit(t[i - 1]) && be_is_digit(t[i + 1]);

    if ((t[i] == ',' && !number) || t[i] == ';' || t[i] == ':')
        separator(w, i, 1, t[i]);
    else if (t[i] == '.' && i > 0 && ((unsigned char)t[i - 1] & 0x80) != 0)
        separator(w, i, 1, '.');
}

void be_gap_read(struct walk *w, size_t from, size_t to)
{
    const char *t = w->text.p;

    for (size_t i = from; i < to; i++) {
        while (i < to && (unsigned char)(t[i] - 0xE4) < 0xEF - 0xE4)
            i += 3;              /* all Chinese characters; no separator begins so */
        if (i >= to)
            return;
        if ((unsigned char)t[i] < 0x80) {
            ascii(w, i);
        } else if ((unsigned char)t[i] >= 0xE0 && i + 2 < w->text.len) {
            if (memcmp(t + i, "。", 3) == 0) {
                separator(w, i, 3, '.');
            } else if ((unsigned char)t[i] == 0xEF && (unsigned char)t[i + 1] == 0xBC) {
                switch ((unsigned char)t[i + 2]) {
                case 0x8C: separator(w, i, 3, ','); break;
                case 0x9A: separator(w, i, 3, ':'); break;
                case 0x9B: separator(w, i, 3, ';'); break;
                case 0x81: case 0x9F: separator(w, i, 3, '.'); break; /* ！？ */
                case 0x88: be_bracket_open(w, i); break;
                case 0x89: be_bracket_close(w, i); break;
                default: break;
                }
            }
            i += 2;
        }
    }
}
