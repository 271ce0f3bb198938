#include "clause.h"
#include "amount.h"
#include "label.h"
#include "../base/unit.h"
#include "../resolve/facts.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define NOTE_BYTES 900u          /* purposes and reasons are cut here */
#define SPREAD 8u                /* items of one 分别 clause */

struct frame {                   /* an open list */
    struct be_ref back;          /* what was at hand before it */
    int32_t parent;
    bool bracket, open_list;
    bool comma;                  /* its parts are parted by commas: a semicolon ends it */
};

struct walk {
    struct be_context *cx;
    const struct be_clause_text *in;
    struct be_carry *c;
    struct be_span text;
    size_t start;                /* where the label of the next figure begins */
    size_t chunk;                /* where the words since the last separator begin */
    size_t clause;               /* begin of the clause for the column text */
    size_t group_end;            /* end of the mark before, when nothing but a name may follow */
    struct frame frame[BE_CLAUSE_DEPTH];
    unsigned depth;
    size_t bracket[BE_CLAUSE_DEPTH]; /* label starts outside of the open brackets */
    unsigned brackets, held;     /* open now; of these, with a frame of their own */
    struct be_span base;
    int base_year, base_shift;
    int year;                    /* of the sentence */
    int part_year;               /* of the part since the last ；; 0: none of its own */
    bool first;                  /* no labelled figure in this sentence yet */
    bool whole;                  /* a run of 项 has ended: figures are of its 类 */
    bool why, use;
    size_t why_from, use_from;   /* where reason and purpose begin */
    size_t use_part;             /* the first ；of the purpose */
    size_t why_hits, use_hits;   /* hits when they began */
    struct be_ref use_ref;
    struct be_span spread[SPREAD];
    size_t nspread, spread_at;
    bool spreading;
    struct be_figure last;       /* the figure before */
    size_t last_end;
    bool money_seen;
    size_t hits;                 /* of other kinds, before this paragraph's figures */
    bool run_rated;              /* a 项 of the run has a rate of its own */
};

static bool starts(struct be_span text, const char *with)
{
    return be_span_starts(text, be_span_of(with));
}

static bool ends(struct be_span text, const char *with)
{
    return be_span_ends(text, be_span_of(with));
}

static bool has(struct be_span text, const char *word)
{
    return be_span_find(text, be_span_of(word)) >= 0;
}

static bool any_of(struct be_span text, const char *const *words, size_t n, bool (*test)(struct be_span, const char *))
{
    for (size_t i = 0; i < n; i++)
        if (test(text, words[i]))
            return true;
    return false;
}

static struct be_span between(const struct walk *w, size_t from, size_t to)
{
    return to > from ? be_span(w->text.p + from, to - from) : be_span(w->text.p + from, 0);
}

/* ---- notes ---- */

static const char *const WHY[] = {"主要是因为", "主要是由于", "主要原因", "主要变动原因", "变动原因", "变动的主要原因", "原因", "增加原因", "减少原因", "增加的原因", "减少的原因", "增加的主要原因", "减少的主要原因", "增长的主要原因", "下降的主要原因", "主要是", "主要为", "主要由于", "主要系", "主要因"};

static void end_use(struct walk *w, size_t at)
{
    static const char *const EDGE[] = {"：", ":", "，", ",", "、"};
    struct be_span note = between(w, w->use_from, at);

    if (!w->use)
        return;
    w->use = false;
    for (size_t i = 0; i < COUNT(EDGE); i++)
        if (starts(note, EDGE[i]))
            note = be_span_from(note, strlen(EDGE[i]));
    while (ends(note, "，") || ends(note, "；") || ends(note, "。"))
        note.len -= 3;
    note = be_span_chars(note, NOTE_BYTES / 3);
    if (note.len == 0 || starts(note, "以下") || starts(note, "如下"))
        return;
    if (w->use_ref.subject)
        w->c->purpose = note;
    for (size_t i = w->use_hits, n = 0; i-- > 0 && n < 12; n++) {
        struct be_hit *hit = &w->cx->hits.hit[i];

        if (w->use_ref.hit < 0 || i < (size_t)w->use_ref.hit)
            break;
        if (hit->stat == BE_STAT_AMOUNT && hit->note.len == 0 && be_span_eq(hit->item, w->cx->hits.hit[w->use_ref.hit].item))
            hit->note = note;
    }
}

static void end_why(struct walk *w, size_t at)
{
    struct be_span note = between(w, w->why_from, at);

    if (!w->why)
        return;
    w->why = false;
    for (size_t i = 0; i < COUNT(WHY); i++)
        if (starts(note, WHY[i])) {
            note = be_span_from(note, strlen(WHY[i]));
            break;
        }
    while (starts(note, "：") || starts(note, "，") || starts(note, "是") || starts(note, "为"))
        note = be_span_from(note, 3);
    while (ends(note, "，") || ends(note, "；") || ends(note, "。"))
        note.len -= 3;
    note = be_span_chars(note, NOTE_BYTES / 3);
    for (size_t i = w->why_hits, n = 0; note.len > 0 && i-- > 0 && n < 8; n++) {
        struct be_hit *hit = &w->cx->hits.hit[i];

        if (hit->sentence + 1 < w->c->sentence || hit->note.len > 0)
            break;
        if (hit->stat == BE_STAT_CHANGE || hit->stat == BE_STAT_CHANGE_RATE || hit->stat == BE_STAT_COMPLETION)
            hit->note = note;
    }
}

static void begin_use(struct walk *w, size_t at)
{
    end_why(w, w->chunk);
    end_use(w, w->chunk);
    w->use = true;
    w->use_from = at;
    w->use_hits = w->cx->hits.n;
    w->use_part = 0;
    w->use_ref = w->c->now;
}

static void begin_why(struct walk *w, size_t at)
{
    end_use(w, w->chunk);
    end_why(w, w->chunk);
    w->why = true;
    w->why_from = at;
    w->why_hits = w->cx->hits.n;
}

/* ---- lists ---- */

static void push(struct walk *w, bool bracket, bool open_list)
{
    if (w->depth == BE_CLAUSE_DEPTH)
        return;
    w->frame[w->depth++] = (struct frame){w->c->now, w->c->now.hit, bracket, open_list, false};
}

static void pop(struct walk *w)
{
    w->c->now = w->frame[--w->depth].back;
}

static void end_sentence(struct walk *w, size_t at)
{
    end_use(w, at);
    end_why(w, at);
    w->depth = 0;
    w->brackets = w->held = 0;
    w->c->now = w->c->head;
    w->base = be_span(NULL, 0);
    w->base_year = w->base_shift = 0;
    w->year = w->c->as_of;
    w->part_year = 0;
    w->first = true;
    w->spreading = false;
    w->nspread = 0;
    w->whole = w->c->now.subject && w->c->subject.run > 1;
    w->c->sentence++;
}

/* ；ends a list whose parts are parted by commas, and a reason that is not one of several. */
static void end_part(struct walk *w, size_t at)
{
    if (w->why && !has(between(w, w->why_from, at), "一是"))
        end_why(w, at);
    w->part_year = 0;
    if (w->use && w->use_part == 0)
        w->use_part = at;
    while (w->depth > 0 && w->frame[w->depth - 1].comma && !w->frame[w->depth - 1].bracket)
        pop(w);
    w->spreading = false;
}

/* ---- chunks: words that end at a separator and hold no figure ---- */

static const char *const LIST[] = {
    "其中", "包括", "如下", "以下方面", "方面", "主要有", "分别为", "分别是", "具体为", "具体是", "构成", "情况", "下列", "内容", "说明", "组成",
};
static const char *const USE[] = {"主要用于", "用于", "主要支出方向", "主要开支内容", "资金用途", "主要是用于"};

static struct be_span bare_chunk(struct be_span chunk)
{
    static const char *const EDGE[] = {"）", "”", "、", "，", "；"};
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < COUNT(EDGE); i++)
            if (starts(chunk, EDGE[i])) {
                chunk = be_span_from(chunk, strlen(EDGE[i]));
                again = true;
            }
    }
    return chunk;
}

/* 与2019年相比， and 2024年，: good for the rest of the sentence. */
static void read_time(struct walk *w, struct be_span chunk)
{
    struct be_label label;

    if (chunk.len > BE_LABEL_BYTES || chunk.len < 6)
        return;
    be_label_cut(&label, chunk, w->in->agency);
    if (label.base.len > 0) {
        w->base = label.base;
        w->base_year = label.base_year;
        w->base_shift = label.base_shift;
    }
    if (label.year == 0)
        return;
    w->year = label.year;
    w->c->as_of = label.as_of ? label.year : 0;
}

static void end_chunk(struct walk *w, size_t at, char sep)
{
    struct be_span chunk = bare_chunk(between(w, w->chunk, at));
    struct be_span front = be_span_to(chunk, 60), tail = chunk;
    struct be_label label;
    long at_why;

    if (chunk.len == 0)
        return;
    if (tail.len > 60)
        tail = be_span_from(tail, tail.len - 60);
    if (any_of(front, USE, COUNT(USE), starts)) {
        begin_use(w, (size_t)(chunk.p - w->text.p) + (starts(chunk, "用于") ? 6 : starts(chunk, "主要用于") ? 12 : chunk.len));
    } else if (any_of(front, WHY, COUNT(WHY), starts) || (sep == ':' && has(tail, "原因"))) {
        size_t word = 0;

        for (size_t i = 0; i < COUNT(WHY) && word == 0; i++)
            word = starts(chunk, WHY[i]) ? strlen(WHY[i]) : 0;
        begin_why(w, (size_t)(chunk.p - w->text.p) + (word > 0 ? word : chunk.len));
    } else if (starts(front, "比") || starts(front, "较") || starts(front, "与")) {
        end_use(w, w->chunk);
        end_why(w, w->chunk);
    } else if (chunk.len < 300 && (at_why = be_span_find(chunk, BE_LIT("原因"))) > 0) {
        begin_why(w, (size_t)(chunk.p - w->text.p) + (size_t)at_why + 6);
    }
    if (sep == ':') {
        if (w->use || any_of(tail, LIST, COUNT(LIST), ends)) {
            push(w, false, starts(front, "主要"));
        } else if (!w->why) {
            be_label_cut(&label, chunk, w->in->agency);
            if (label.item.len > 0 && label.item.len <= 90)
                w->c->pending = label.item;
            if (label.year != 0)
                read_time(w, chunk);
        }
    } else if (sep == ',') {
        read_time(w, chunk);
    }
}

/* ---- the words between two figures ---- */

/* 1、一般公共服务支出。年初预算数为100万元: a first sentence that is only a name. */
static void read_title(struct walk *w, size_t at)
{
    struct be_span title = between(w, 0, at);
    struct be_label label;

    if (title.len > 120 || w->cx->hits.n > w->hits || w->c->now.subject)
        return;
    be_label_cut(&label, title, w->in->agency);
    if (label.item.len > 0 && label.item.len <= 90 && label.base.len == 0 && !label.why)
        w->c->pending = label.item;
}

static void separator(struct walk *w, size_t at, size_t len, char sep)
{
    bool title = sep == '.' && w->chunk == 0;

    end_chunk(w, at, sep);
    w->chunk = w->start = at + len;
    if (sep == ';') {
        end_part(w, at);
        w->clause = w->chunk;
    } else if (sep == '.') {
        end_sentence(w, at);
        if (title)
            read_title(w, at);
        w->clause = w->chunk;
    }
}

static void open_bracket(struct walk *w, size_t at)
{
    if (w->brackets < BE_CLAUSE_DEPTH)
        w->bracket[w->brackets] = w->start;
    w->brackets++;
    w->start = w->chunk = at + 3;
}

static void close_bracket(struct walk *w, size_t at)
{
    if (w->brackets == 0)
        return;
    w->brackets--;
    if (w->held > w->brackets) {         /* figures stood in it: it is no part of a label */
        w->held = w->brackets;
        while (w->depth > 0) {
            bool bracket = w->frame[w->depth - 1].bracket;

            pop(w);
            if (bracket)
                break;
        }
        w->start = w->chunk = at + 3;
    } else if (w->brackets < BE_CLAUSE_DEPTH) {
        w->start = w->chunk = w->bracket[w->brackets];
    }
}

/* Walks the separators of [from, to). ASCII , and . part only what is not a number. */
static void gap(struct walk *w, size_t from, size_t to)
{
    const char *t = w->text.p;

    for (size_t i = from; i < to;) {
        unsigned char c = (unsigned char)t[i];

        if (c < 0x80) {
            bool number = i > 0 && i + 1 < w->text.len && t[i - 1] >= '0' && t[i - 1] <= '9' && t[i + 1] >= '0' && t[i + 1] <= '9';
            if (c == ',' && !number)
                separator(w, i, 1, ',');
            else if (c == ';')
                separator(w, i, 1, ';');
            else if (c == ':')
                separator(w, i, 1, ':');
            else if (c == '.' && i > 0 && ((unsigned char)t[i - 1] & 0x80) != 0)
                separator(w, i, 1, '.');
            i++;
            continue;
        }
        if (c == 0xEF && i + 2 < w->text.len && (unsigned char)t[i + 1] == 0xBC) {
            switch ((unsigned char)t[i + 2]) {
            case 0x8C: separator(w, i, 3, ','); break;
            case 0x9A: separator(w, i, 3, ':'); break;
            case 0x9B: separator(w, i, 3, ';'); break;
            case 0x81: case 0x9F: separator(w, i, 3, '.'); break;
            case 0x88: open_bracket(w, i); break;
            case 0x89: close_bracket(w, i); break;
            default: break;
            }
        } else if (c == 0xE3 && i + 2 < w->text.len && (unsigned char)t[i + 1] == 0x80 && (unsigned char)t[i + 2] == 0x82) {
            separator(w, i, 3, '.');
        }
        i += be_char_len(t + i, t + w->text.len);
    }
}

/* ---- marks ---- */

static void on_mark(struct walk *w, const struct be_mark *mark)
{
    bool group = w->group_end > 0 && w->start == w->group_end; /* nothing parts it from the mark before */
    struct be_span name = between(w, w->start, mark->off);

    end_use(w, w->chunk);
    be_subject_take(&w->c->subject, mark, name, !group);
    w->whole = false;
    if (mark->level == 0)
        w->run_rated = false;
    w->c->purpose = w->c->pending = be_span(NULL, 0);
    if (!w->c->subject.known)
        return;
    w->c->now = (struct be_ref){.subject = true, .hit = -1};
    if (w->depth == 0 || w->first)
        w->c->head = w->c->now;
    w->first = false;
    w->group_end = mark->end;
}

/* ---- figures ---- */

/* The clause around a figure: from the last ；or 。, at most 200 characters. */
static struct be_span clause_text(const struct walk *w, const struct be_figure *f)
{
    size_t from = w->clause, to = f->end;

    if (f->end - from > 420) {
        from = f->off > 240 ? f->off - 240 : 0;
        while (from < f->off && ((unsigned char)w->text.p[from] & 0xC0) == 0x80)
            from++;
    }
    while (to < w->text.len && to - from < 600) {
        if (to + 3 <= w->text.len && (memcmp(w->text.p + to, "；", 3) == 0 || memcmp(w->text.p + to, "。", 3) == 0))
            break;
        to += be_char_len(w->text.p + to, w->text.p + w->text.len);
    }
    return be_span_chars(between(w, from, to), 200);
}

/* 收、支总计 parts into 收总计 and 支总计; A、B分别为 into A and B. */
static void spread_items(struct walk *w, struct be_span item, bool each)
{
    static const char *const PAIR[][3] = {{"收、支", "收", "支"}, {"收入、支出", "收入", "支出"}, {"收入和支出", "收入", "支出"}, {"收支", "收", "支"}};

    w->nspread = 0;
    for (size_t i = 0; i < COUNT(PAIR); i++) {
        long at = be_span_find(item, be_span_of(PAIR[i][0]));
        struct be_span front, back;

        if (at < 0)
            continue;
        front = be_span_to(item, (size_t)at);
        back = be_span_from(item, (size_t)at + strlen(PAIR[i][0]));
        for (size_t k = 0; k < 2; k++)
            w->spread[k] = be_arena_printf(w->cx->arena, "%.*s%s%.*s", (int)front.len, front.p, PAIR[i][k + 1], (int)back.len, back.p);
        w->nspread = 2;
        return;
    }
    if (!each)
        return;
    for (size_t i = 0, from = 0; i <= item.len && w->nspread < SPREAD; i += i < item.len ? be_char_len(item.p + i, item.p + item.len) : 1) {
        struct be_span at = be_span_from(item, i);
        size_t len = starts(at, "、") || starts(at, "和") || starts(at, "及") ? 3 : 0;

        if (i < item.len && len == 0)
            continue;
        if (i > from)
            w->spread[w->nspread++] = be_span(item.p + from, i - from);
        from = i + len;
    }
}

/* True if another figure follows at once: 、242.82万元. */
static bool another_follows(const struct walk *w, size_t end)
{
    struct be_span rest = be_span_from(w->text, end);

    if (starts(rest, "、") || starts(rest, "和") || starts(rest, "，") || starts(rest, "及"))
        rest = be_span_from(rest, 3);
    else
        return false;
    return rest.len > 0 && ((rest.p[0] >= '0' && rest.p[0] <= '9') || rest.p[0] == '-');
}

/* 会议费1.5万元、培训费0.9万元，分别下降25%、10%: the last items of the sentence, as many as
 * figures follow. */
static void spread_last(struct walk *w, size_t end)
{
    struct be_span rest = be_span_to(be_span_from(w->text, end), 120);
    size_t want = 1, n = 0;
    struct be_span item[SPREAD];

    for (size_t i = 0; i + 3 < rest.len && !starts(be_span_from(rest, i), "。") && !starts(be_span_from(rest, i), "；"); i++)
        want += (starts(be_span_from(rest, i), "、") || starts(be_span_from(rest, i), "和")) && rest.p[i + 3] >= '0' && rest.p[i + 3] <= '9';
    for (size_t i = w->cx->hits.n; i-- > 0 && n < want && n < SPREAD;) {
        const struct be_hit *hit = &w->cx->hits.hit[i];

        if (hit->sentence != w->c->sentence || hit->kind != BE_AMOUNT)
            break;
        if (n == 0 || !be_span_eq(item[n - 1], hit->item))
            item[n++] = hit->item;
    }
    w->nspread = n == want ? n : 0;
    for (size_t i = 0; i < w->nspread; i++)
        w->spread[i] = item[n - 1 - i];
}

/* 新增1名事业人员: what is counted stands behind. */
static struct be_span noun_behind(const struct walk *w, size_t end)
{
    static const char *const STOP[] = {
        "，", "。", "；", "、", "：", "（", "）", "”", "“", ",", ";", ":", "以及", "和", "的", "导致", "开展", "进行", "组织", "编制", "实际", "绩效", "等", "并", "与", "已", "被", "受", "按", "全部", "及", "纳入", "实行", "实施", "涉及", "参加", "用于",
    };
    struct be_span rest = be_span_from(w->text, end);
    size_t i = 0, n = 0;

    for (; i < rest.len && n < 20; i += be_char_len(rest.p + i, rest.p + rest.len), n++) {
        if (((unsigned char)rest.p[i] & 0x80) == 0 || any_of(be_span_from(rest, i), STOP, COUNT(STOP), starts))
            break;
    }
    return n >= 2 ? be_span_to(rest, i) : be_span(NULL, 0);
}

/* 内设8个股室, 对15个项目: the words before the count do not name what is counted. */
static bool names_nothing(struct be_span item)
{
    static const char *const WHOLE[] = {"对", "由", "设", "内设", "下设", "设有", "承担", "选取", "组织", "抽取", "选择", "编制了", "涉及", "完成", "包含", "下辖", "辖", "建立", "对其中", "列入", "纳入", "开展", "实施"};
    static const char *const BACK[] = {"等", "内设", "下设", "设有", "对", "由局机关和", "选取", "抽取", "组织对", "开展了", "编制了", "下辖"};

    for (size_t i = 0; i < COUNT(WHOLE); i++)
        if (be_span_is(item, WHOLE[i]))
            return true;
    return any_of(item, BACK, COUNT(BACK), ends);
}

static enum be_part part_of(struct be_span item)
{
    static const struct { const char *name; enum be_part part; } PART[] = {
        {"基本支出", BE_PART_BASIC}, {"项目支出", BE_PART_PROJECT}, {"人员经费", BE_PART_PERSONNEL}, {"人员支出", BE_PART_PERSONNEL}, {"公用经费", BE_PART_PUBLIC},
        {"公用支出", BE_PART_PUBLIC}, {"日常公用经费", BE_PART_PUBLIC}, {"基本支出预算", BE_PART_BASIC}, {"项目支出预算", BE_PART_PROJECT},
    };

    for (size_t i = 0; i < COUNT(PART); i++)
        if (be_span_is(item, PART[i].name))
            return PART[i].part;
    return BE_PART_NONE;
}

/* Whether 预算 or 决算 in an item says which kind of figure it is; the names of budgets
 * (一般公共预算) and of things (预算单位) do not. */
static bool says(struct be_span item, const char *word)
{
    static const char *const NAME[] = {"公共", "基金", "经营", "保险基金", "部门", "财政", "国库", "综合"};
    static const char *const BEHIND[] = {"单位", "绩效", "编制", "执行", "管理", "完成", "拨款", "收入", "财政", "资金", "外", "内"};
    size_t len = strlen(word);

    for (size_t i = 0; i + len <= item.len; i++) {
        struct be_span at = be_span_from(item, i), front = be_span_to(item, i), back;

        if (!starts(at, word))
            continue;
        back = be_span_from(at, len);
        if (any_of(front, NAME, COUNT(NAME), ends) && !(ends(front, "财政") && back.len == 0))
            continue;
        if (!any_of(back, BEHIND, COUNT(BEHIND), starts))
            return true;
    }
    return false;
}

static void default_measure(struct walk *w, struct be_hit *hit)
{
    static const char *const STOCK[] = {"原值", "净值", "折旧", "账面", "固定资产", "资产总额", "无形资产", "流动资产", "负债"};

    if (hit->stat != BE_STAT_AMOUNT || hit->measure.len > 0)
        return;
    if (any_of(hit->item, STOCK, COUNT(STOCK), has) && !ends(hit->item, "支出") && !ends(hit->item, "费")) {
        hit->measure = BE_LIT("金额");
    } else if (hit->kind == BE_AMOUNT && says(hit->item, "预算")) {
        hit->measure = BE_LIT("预算数");
        hit->phase = BE_BUDGET;
    } else if (hit->kind == BE_AMOUNT && says(hit->item, "决算")) {
        hit->measure = BE_LIT("决算数");
        hit->phase = BE_FINAL;
    } else {
        enum be_phase phase = hit->phase != BE_PHASE_NONE || w->cx->facts == NULL ? hit->phase : w->cx->facts->phase;

        if (phase != BE_PHASE_NONE)
            hit->measure = phase == BE_BUDGET ? BE_LIT("预算数") : phase == BE_FINAL ? BE_LIT("决算数") : BE_LIT("全年预算数");
    }
}

static void place_hit(struct walk *w, struct be_hit *hit, const struct be_figure *f, const struct be_ref *ref, bool whole)
{
    const struct be_subject *s = &w->c->subject;

    hit->value = f->value;
    hit->number = f->number;
    hit->numeric = f->numeric;
    hit->unit = f->unit;
    hit->money = f->money;
    hit->measure = f->measure;
    hit->stat = f->stat;
    hit->phase = f->phase;
    hit->note = f->note;
    hit->line = be_joined_line(w->cx->win, &w->in->block->text, be_squeezed_off(w->in->squeezed, f->digits));
    hit->text = clause_text(w, f);
    hit->sentence = w->c->sentence;
    hit->project = w->c->project;
    hit->year = ref->year != 0 ? ref->year : w->part_year != 0 ? w->part_year : w->year;
    if (w->depth > 0) {
        hit->parent = w->frame[w->depth - 1].parent;
        hit->open_list = w->frame[w->depth - 1].open_list;
    }
    if (!ref->subject) {
        hit->item = ref->item;
        return;
    }
    hit->item = be_subject_item(s, whole);
    for (unsigned i = 0; i < (whole ? 1u : 3u); i++)
        hit->level[i] = s->name[i];
    hit->scheme = BE_FUNCTIONAL;
    hit->code = be_subject_code(s, whole, w->cx->arena);
    if (hit->stat == BE_STAT_AMOUNT)
        hit->rollup = hit->level[2].len > 0 ? BE_ROLLUP_LEAF : BE_ROLLUP_ROWS;
    if (hit->stat == BE_STAT_AMOUNT && hit->note.len == 0)
        hit->note = w->c->purpose;
}

/* 万 and 亿 alone are money behind a label of money; a missing unit only there. */
static bool settle_unit(struct walk *w, struct be_figure *f, struct be_span item, bool subject)
{
    bool money = subject || be_label_money(item) || (item.len == 0 && w->money_seen);

    if (f->unit.len == 0)
        return money && !w->in->place->duties;
    if (be_span_is(f->unit, "万") || be_span_is(f->unit, "亿")) {
        f->money = money;
        if (money) {
            f->unit = be_span_is(f->unit, "万") ? BE_LIT("万元") : BE_LIT("亿元");
            if (f->stat == BE_STAT_COUNT) {
                f->stat = BE_STAT_AMOUNT;
                f->measure = be_span(NULL, 0);
            }
        } else if (f->stat == BE_STAT_AMOUNT) {
            f->stat = BE_STAT_COUNT;
            f->measure = BE_LIT("数量");
        }
    }
    return true;
}

/* Whether the sign a template left open (增加/减少) is a minus: the next rate tells. */
static bool open_is_less(const struct walk *w, size_t end)
{
    struct be_span rest = be_span_to(be_span_from(w->text, end), 120);
    long less = be_span_find(rest, BE_LIT("下降")), more = be_span_find(rest, BE_LIT("增长"));

    if (less < 0)
        less = be_span_find(rest, BE_LIT("降低"));
    if (less < 0)
        less = be_span_find(rest, BE_LIT("减少"));
    return less >= 0 && (more < 0 || less < more);
}

/* The item a figure belongs to when its own label is empty. */
static struct be_ref carried(struct walk *w)
{
    struct be_ref ref = w->c->now;

    if (w->c->pending.len > 0) {
        ref = (struct be_ref){.item = w->c->pending, .hit = -1};
        w->c->pending = be_span(NULL, 0);
        if (w->first)
            w->c->head = ref;
        w->c->now = ref;
    } else if (!ref.subject && ref.item.len == 0) {
        ref = (struct be_ref){.item = w->in->heading, .hit = -1};
        w->c->now = ref;
    }
    return ref;
}

static void set_now(struct walk *w, struct be_ref ref, const struct be_label *label, const struct be_figure *f)
{
    bool in_list = w->depth > 0 || label->list || label->ordinal;

    static const char *const EACH[] = {"每", "人均", "户均", "车均", "平均", "单价", "年均", "月均"};

    if (any_of(ref.item, EACH, COUNT(EACH), starts))
        return;                      /* 人均400元 is an aside */
    w->c->pending = be_span(NULL, 0);
    w->c->now = ref;
    if (w->why || w->use || in_list || !(w->first || (w->c->head.count && f->money)))
        return;
    w->c->head = ref;
    w->first = false;
}

/* Figure of a comparator: 比2023年预算总数650.27万元减少9.12万元. */
static bool is_compared(const struct be_label *label, const struct be_figure *f)
{
    return label->base.len > 0 && !f->level && (f->stat == BE_STAT_AMOUNT || f->stat == BE_STAT_COUNT);
}

/* 比2022年|年初预算10.00万元|减少: the figure's own words belong to the comparator. */
static struct be_span base_with_words(const struct walk *w, const struct be_label *label, const struct be_figure *f)
{
    static const char *const BACK[] = {"为", "的", "：", "是", "（", "约"};
    struct be_span base = between(w, (size_t)(label->base.p - w->text.p), f->digits);

    for (size_t i = 0; i < COUNT(BACK); i++)
        if (ends(base, BACK[i])) {
            base.len -= strlen(BACK[i]);
            i = (size_t)-1;
        }
    return base;
}

static void take_base(struct walk *w, const struct be_label *label, const struct be_figure *f, struct be_hit *hit)
{
    if (label->base.len > 0) {
        w->base = label->base;
        if (is_compared(label, f) && f->phase != BE_PHASE_NONE)
            w->base = base_with_words(w, label, f);
        w->base_year = label->base_year;
        w->base_shift = label->base_shift;
    }
    if (f->stat == BE_STAT_CHANGE || f->stat == BE_STAT_CHANGE_RATE)
        hit->base = w->base;
    else
        hit->base = f->base;
}

/* 与上年持平, 与预算数一致; not 与预算口径一致. */
static bool is_level(struct be_span base)
{
    static const char *const END[] = {"年", "年度", "数", "算", "期", "额", "比", "总计", "合计", "支出", "收入"};

    return base.len > 0 && any_of(base, END, COUNT(END), ends);
}

/* Signs, and what the second figure of A、B takes over from the first. */
static void settle_figure(struct walk *w, struct be_figure *f, bool goes_on)
{
    if (goes_on && (f->stat == BE_STAT_COUNT || f->stat == BE_STAT_AMOUNT) && f->phase == BE_PHASE_NONE &&
        be_span_eq(f->unit, w->last.unit)) {
        f->measure = w->last.measure;
        f->stat = w->last.stat;
        f->phase = w->last.phase;
        f->sign = w->last.sign;
    }
    if (f->sign == BE_SIGN_LESS || (f->sign == BE_SIGN_OPEN && open_is_less(w, f->end)))
        be_amount_negate(f, w->cx->arena);
}

/* 完成年初预算40.00万元的90.00%, 占支出总额100万元的5%. */
static void rate_of_last(const struct walk *w, struct be_figure *f)
{
    bool budget = w->last.phase == BE_BUDGET || w->last.phase == BE_ADJUSTED;

    f->stat = budget ? BE_STAT_COMPLETION : BE_STAT_SHARE;
    f->measure = budget ? BE_LIT("完成率") : BE_LIT("占比");
    if (budget)
        f->base = w->last.phase == BE_ADJUSTED ? BE_LIT("全年预算") : be_span_is(w->last.measure, "年初预算数") ? BE_LIT("年初预算") : BE_LIT("预算");
}

static enum be_status emit(struct walk *w, struct be_figure *f, const struct be_label *label, struct be_ref ref, bool whole, enum be_part part)
{
    bool compared = is_compared(label, f);
    struct be_hit *hit = be_hits_add(&w->cx->hits, w->cx->arena, ref.subject ? BE_SUBJECT : BE_AMOUNT);

    if (hit == NULL)
        return BE_ENOMEM;
    place_hit(w, hit, f, &ref, whole);
    take_base(w, label, f, hit);
    hit->part = part;
    if (part != BE_PART_NONE)
        hit->rollup = hit->level[2].len > 0 ? BE_ROLLUP_LEAF : BE_ROLLUP_ROWS;
    if (label->year != 0)
        hit->year = label->year;
    if (compared) {
        hit->year = label->base_year;
        hit->year_shift = label->base_shift;
        if (hit->phase == BE_PHASE_NONE)
            hit->phase = label->base_phase;
    } else if (label->year_shift != 0) {
        hit->year = 0;
        hit->year_shift = label->year_shift;
    }
    default_measure(w, hit);
    if (w->c->now.hit < 0)
        w->c->now.hit = (int32_t)(w->cx->hits.n - 1);
    if (w->c->head.hit < 0 && w->depth == 0 && !compared)
        w->c->head.hit = w->c->now.hit;
    if (w->depth > 0 && label->item.len > 0 && ends(between(w, w->last_end, w->start), "，"))
        w->frame[w->depth - 1].comma = true;
    w->money_seen = w->money_seen || f->money;
    return BE_OK;
}

/* 2024年财政预算财政供给人员147人: whose budget it is does not name what is counted. */
static void strip_budget(struct be_span *item)
{
    static const char *const WORD[] = {"财政预算", "部门预算", "年初预算", "预算安排", "预算"};

    for (size_t i = 0; i < COUNT(WORD); i++)
        if (starts(*item, WORD[i]) && item->len > strlen(WORD[i]) + 3 && !starts(be_span_from(*item, strlen(WORD[i])), "单位")) {
            *item = be_span_from(*item, strlen(WORD[i]));
            return;
        }
}

/* 公务接待费…，支出决算为; “三公”经费…，支出完成年初预算: the words are no item of their own. */
static bool goes_without_saying(struct be_span item)
{
    static const char *const WORD[] = {"支出", "收入", "支出完成", "预算支出", "支出实际", "支出总", "支出数"};

    for (size_t i = 0; i < COUNT(WORD); i++)
        if (be_span_is(item, WORD[i]))
            return true;
    return false;
}

/* A（项）1万元、B（项）2万元，完成预算100%: a rate that none of the run had but its last is of
 * the run's 类. */
static bool ends_run(const struct walk *w, const struct be_figure *f)
{
    return w->c->now.subject && w->c->subject.run > 1 && !w->run_rated && (f->stat == BE_STAT_COMPLETION || f->level) &&
           w->group_end == 0;
}

static enum be_status on_figure(struct walk *w, struct be_figure *f)
{
    struct be_span raw = between(w, w->start, f->off);
    bool goes_on = w->spreading && another_follows(w, w->last_end) && f->off - w->last_end <= 3;
    bool whole = w->whole || ends_run(w, f), own;
    enum be_part part = BE_PART_NONE;
    struct be_label label;
    struct be_ref ref;
    enum be_status rc;

    be_label_cut(&label, raw, w->in->agency);
    if (w->use && w->use_part > 0 && label.item.len > 0)
        end_use(w, w->use_part);     /* 用于村干部培训；会议费… */
    if (label.year != 0 && w->start == w->clause)
        w->part_year = label.year;
    if (w->brackets > w->held && w->brackets <= BE_CLAUSE_DEPTH) {
        push(w, true, false);
        w->held = w->brackets;
    }
    if (label.why && !w->why)
        begin_why(w, w->start);
    if (label.use && !w->use)
        begin_use(w, w->start);
    if (label.list && !w->why)
        push(w, false, false);
    if (f->stat == BE_STAT_AMOUNT && ends(label.item, "总") && be_span_is(f->measure, "决算数"))
        label.item.len += 6;         /* 收入总决算: the word is the item's */
    if (f->stat == BE_STAT_COUNT) {
        strip_budget(&label.item);
        if (names_nothing(label.item) && noun_behind(w, f->end).len > 0)
            label.item.len = 0;
    }
    if (f->money && f->measure.len == 0 && w->cx->facts != NULL && w->cx->facts->phase == BE_FINAL &&
        (ends(label.item, "支出预算") || ends(label.item, "收入预算")) && label.item.len > 12) {
        label.item.len -= 6;         /* 公务接待费支出预算为…，支出决算为… */
        f->measure = BE_LIT("预算数");
        f->phase = BE_BUDGET;
    }
    own = label.item.len > 0;
    if (w->c->now.subject && own) {
        part = part_of(label.item);
        if (part != BE_PART_NONE || (be_label_neutral(label.item, true) && (w->start == w->group_end || (w->depth == 0 && !label.list))))
            own = false;
    }
    if (own && be_span_is(label.item, "支出") && w->c->now.item.len > 0 && (has(raw, "共") || has(raw, "合计")))
        own = false;                 /* 国内公务接待…，共计支出 */
    if (own && goes_without_saying(label.item) && !w->first && f->phase != BE_PHASE_NONE && w->c->now.item.len > 0)
        own = false;                 /* 公务接待费…，支出决算为 */
    if (goes_on) {
        ref = w->c->now;
        if (w->spread_at < w->nspread)
            ref.item = w->spread[w->spread_at++];
        ref.hit = -1;
        w->c->now = ref;
    } else if (own) {
        ref = (struct be_ref){.item = label.item, .count = !f->money, .year = w->first && w->depth == 0 ? 0 : label.year, .hit = -1};
        if (w->first && w->depth == 0 && label.year != 0) {
            w->year = label.year;
            w->c->as_of = label.as_of ? label.year : 0;
        }
    } else {
        ref = carried(w);
    }
    if (!goes_on && (another_follows(w, f->end) || label.each)) {
        struct be_span item = own ? label.item : be_span(NULL, 0);
        bool pair = item.len == 0 || be_span_is(item, "收支") || be_span_is(item, "收、支");

        if (pair && label.each && w->nspread < 2)
            spread_last(w, f->end);
        else if (!(pair && w->nspread > 1 && another_follows(w, f->end) && label.each))
            spread_items(w, item, label.each);
        w->spreading = another_follows(w, f->end) && w->nspread > 1;
        if (w->spreading) {
            ref.item = w->spread[0];
            ref.subject = false;
            w->spread_at = 1;
            own = true;
        }
    }
    if (!settle_unit(w, f, ref.item, ref.subject))
        return BE_OK;
    if (f->stat == BE_STAT_COUNT && !own && !goes_on && (ref.subject || f->end < w->text.len)) {
        struct be_span noun = noun_behind(w, f->end);

        if (noun.len > 0) {
            ref = (struct be_ref){.item = noun, .hit = -1};
            if (!w->c->now.subject && be_span_eq(w->c->now.item, w->in->heading))
                w->c->now = ref;
        }
        else if (ref.subject)
            ref = (struct be_ref){.hit = -1};
    }
    if (f->level && !is_level(label.base.len > 0 ? label.base : w->base))
        return BE_OK;
    if ((be_span_is(raw, "的") || be_span_is(raw, "）的")) && be_span_is(f->unit, "%") && w->last_end > 0)
        rate_of_last(w, f);
    settle_figure(w, f, goes_on);
    if (own && !is_compared(&label, f))
        set_now(w, ref, &label, f);
    else if (own) {
        set_now(w, ref, &label, f);
        ref.year = 0;
    }
    if (!own && (has(raw, "金额") || has(raw, "价值")) && label.item.len == 0 && f->measure.len == 0 && w->c->now.count)
        f->measure = BE_LIT("金额");
    if (ref.subject && !whole && f->stat != BE_STAT_AMOUNT && w->c->subject.run <= 1)
        w->run_rated = true;
    rc = emit(w, f, &label, ref, whole, part);
    w->group_end = 0;
    w->last = *f;
    return rc;
}

enum be_status be_clause_find(struct be_context *cx, const struct be_clause_text *text, struct be_carry *carry)
{
    struct walk w = {.cx = cx, .in = text, .c = carry, .text = text->squeezed->text, .first = true, .hits = cx->hits.n};
    uint64_t line = cx->win->lines[text->block->first].no;
    bool marks = be_subject_any(w.text), figure, mark;
    struct be_figure f;
    struct be_mark m = {0};
    size_t pos = 0;

    carry->sentence++;
    w.year = carry->as_of;
    carry->now.hit = carry->head.hit = -1;
    carry->subject.run = 0;
    figure = be_amount_next(&f, cx->matcher, cx->arena, w.text, 0, line);
    mark = marks && be_mark_next(&m, cx->matcher, w.text, 0, line);
    while (figure || mark) {
        if (mark && (!figure || m.off < f.digits)) {
            gap(&w, pos, m.off);
            on_mark(&w, &m);
            pos = w.start = w.chunk = m.end;
            mark = be_mark_next(&m, cx->matcher, w.text, pos, line);
            if (figure && f.off < pos)
                figure = be_amount_next(&f, cx->matcher, cx->arena, w.text, pos, line);
            continue;
        }
        enum be_status rc;

        gap(&w, pos, f.off);
        rc = on_figure(&w, &f);
        if (rc != BE_OK)
            return rc;
        pos = w.start = w.chunk = w.last_end = f.end;
        figure = be_amount_next(&f, cx->matcher, cx->arena, w.text, pos, line);
    }
    gap(&w, pos, w.text.len);
    carry->open = w.chunk < w.text.len || w.depth > 0 || ends(w.text, "，") || ends(w.text, "；");
    if (w.chunk < w.text.len)
        end_chunk(&w, w.text.len, '.');
    end_use(&w, w.text.len);
    end_why(&w, w.text.len);
    if (!carry->open || w.depth > 0)
        carry->now = carry->head;
    return BE_OK;
}
