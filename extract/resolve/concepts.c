/* concepts.c - what a label means in any disclosure's words, by the rows of patterns/concepts.csv. */
#include "sense.h"
#include "wordrows.h"
#include "../base/place.h"
#include <stdlib.h>

/* ---- folding labels ---- */

/* Takes years out: 2024年, 2024年度; 2024 where there is nothing else. */
static size_t without_years(char *p, size_t len)
{
    size_t out = 0;

    if (len == 4 && p[0] == '2' && p[1] == '0' && p[2] >= '0' && p[2] <= '9' && p[3] >= '0' && p[3] <= '9')
        return 0;
    for (size_t i = 0; i < len;) {
        if (len - i >= 7 && p[i] == '2' && p[i + 1] == '0' && p[i + 2] >= '0' && p[i + 2] <= '9' && p[i + 3] >= '0'
            && p[i + 3] <= '9' && memcmp(p + i + 4, "年", 3) == 0) {
            i += 7;
            if (len - i >= 3 && memcmp(p + i, "度", 3) == 0)
                i += 3;
        } else {
            p[out++] = p[i++];
        }
    }
    return out;
}

size_t be_concepts_fold(const struct be_words *w, struct be_span text, char *buf)
{
    size_t len = be_traditional_fold(w->traditional, text, buf, BE_CONCEPT_BYTES, NULL);

    return len == SIZE_MAX ? 0 : without_years(buf, len);
}

/* The length of the noise word at the front of a label; 0: none. */
static size_t noise_len(const struct be_words *w, struct be_span label)
{
    unsigned key = label.len < 3 ? 0 : be_noise_key(label.p);

    for (size_t k = w->noise_at[key]; label.len >= 3 && k < w->noise_at[key + 1]; k++)
        if (be_span_starts(label, w->noise[k]))
            return w->noise[k].len;
    return 0;
}

size_t be_concepts_core(const struct be_words *w, struct be_span label, char *buf)
{
    size_t out = 0;

    while (label.len > 0) {
        size_t noise = noise_len(w, label), n = noise > 0 ? noise : be_char_len(label.p, label.p + label.len);

        if (noise == 0) {
            memcpy(buf + out, label.p, n);
            out += n;
        }
        label = be_span_from(label, n);
    }
    return out;
}

/* ---- labels that are the same ---- */

/* The first of the labels that are the same as this one; -1: none. */
static int32_t chain_of(const struct be_words *w, struct be_span label)
{
    int32_t i = w->slot[be_span_hash(label) & (w->slots - 1)];

    while (i >= 0 && !(w->label[i].len == label.len && memcmp(w->text.p + w->label[i].at, label.p, label.len) == 0))
        i = w->label[i].next;
    return i;
}

static int32_t next_same(const struct be_words *w, int32_t i)
{
    return w->label[i].more ? w->label[i].next : -1;
}

enum be_status be_concepts_index(struct be_words *w)
{
    for (w->slots = 1024; w->slots < w->nlabels; w->slots *= 2)
        ;
    w->slot = malloc(w->slots * sizeof *w->slot);
    if (w->slot == NULL)
        return BE_ENOMEM;
    for (size_t i = 0; i < w->slots; i++)
        w->slot[i] = -1;
    for (size_t i = w->nlabels; i-- > 0;) {    /* so that chains run in the order of the rows */
        struct be_concept_label *l = &w->label[i];
        int32_t *at = &w->slot[be_span_hash(be_span(w->text.p + l->at, l->len)) & (w->slots - 1)];
        for (int32_t *same = at; *same >= 0 && !l->more; same = &w->label[*same].next)
            if (w->label[*same].len == l->len && memcmp(w->text.p + w->label[*same].at, w->text.p + l->at, l->len) == 0) {
                l->more = true;
                at = same;
                break;
            }
        l->next = *at;
        *at = (int32_t)i;
    }
    w->totals = chain_of(w, BE_LIT("="));
    return BE_OK;
}

/* ---- looking up ---- */

static bool among(struct be_span list, struct be_span unit)
{
    struct be_span one;

    while (be_lexicon_next(&list, '|', &one))
        if (be_span_eq(one, unit) || (be_span_is(one, "-") && unit.len == 0))
            return true;
    return false;
}

/* Money, and what is said of money without a unit of its own: rates, shares, 持平. */
static bool is_money(const struct be_hit *hit)
{
    return hit->money || hit->stat == BE_STAT_CHANGE_RATE || hit->stat == BE_STAT_SHARE
           || hit->stat == BE_STAT_COMPLETION || (hit->stat == BE_STAT_CHANGE && hit->unit.len == 0);
}

static bool holds(const struct be_words *w, const struct be_concept_rule *r, const struct be_hit *hit)
{
    struct be_span units = be_span(w->text.p + r->units, r->units_len);

    if ((r->topics != 0 && !(r->topics >> hit->topic & 1)) || (r->parts != 0 && !(r->parts >> hit->part & 1))
        || (r->funds != 0 && !(r->funds >> hit->fund & 1)) || (r->flows != 0 && !(r->flows >> hit->flow & 1))
        || (r->kinds != 0 && !(r->kinds >> hit->kind & 1)))
        return false;
    return r->units_len == 0 || (be_span_is(units, "money") ? is_money(hit) : among(units, hit->unit));
}

/* The first rule of a chain that holds for the figure; -1: none. */
static int32_t find(const struct be_words *w, int32_t chain, bool core, const struct be_hit *hit)
{
    for (int32_t i = chain; i >= 0; i = next_same(w, i)) {
        const struct be_concept_rule *r = &w->concept[w->label[i].rule];
        if (r->list == BE_LIST_NONE && r->core == core && holds(w, r, hit))
            return w->label[i].rule;
    }
    return -1;
}

static bool listed(const struct be_words *w, struct be_span label)
{
    for (int32_t i = chain_of(w, label); i >= 0; i = next_same(w, i))
        if (w->concept[w->label[i].rule].list != BE_LIST_NONE)
            return true;
    return false;
}

/* Says nothing of its own: a total, a value column, a year, 一般公共预算 (its fund says that), or
 * several of these parted by ／. */
static bool neutral(const struct be_words *w, struct be_span label)
{
    char buf[BE_CONCEPT_BYTES];

    for (;;) {
        long slash = be_span_find(label, BE_LIT("／"));
        struct be_span piece = slash < 0 ? label : be_span_to(label, (size_t)slash);
        if (piece.len > 0 && !listed(w, piece) && be_concepts_core(w, piece, buf) > 0)
            return false;
        if (slash < 0)
            return true;
        label = be_span_from(label, (size_t)slash + 3);
    }
}

static struct be_span without_bracket(struct be_span label)
{
    size_t n = label.len;

    if (!be_ends(label, "）"))
        return be_span(NULL, 0);
    for (n -= 3; n > 0 && !be_ends(be_span_to(label, n), "（");)
        n--;
    return be_span_to(label, n >= 3 ? n - 3 : 0);
}

/* 因公出国（境）费、公务接待费（以下简称三公经费）决算总额: the whole that its parts are named before. */
static struct be_span in_short(char *buf, size_t len)
{
    static const char *const NAMED[] = {"（三公经费）", "（简称三公经费）", "（以下简称三公经费）", "（统称三公经费）"};
    const size_t shut = strlen("）"), name = strlen("三公经费");

    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++) {
        long at = be_span_find(be_span(buf, len), be_span_of(NAMED[i]));
        size_t end = (size_t)at + strlen(NAMED[i]);

        if (at <= 0)
            continue;
        memmove(buf + end - shut, buf + end, len - end);
        return be_span(buf + end - shut - name, len - end + name);
    }
    return be_span(buf, len);
}

/* 基本工资、津贴补贴等人员经费支出: what they are parts of; 经营支出等支出 is no whole. */
static struct be_span behind_parts(struct be_span label)
{
    long at = be_span_find(label, BE_LIT("等")), list = be_span_find(label, BE_LIT("、"));

    if (list < 0 || at < list || !be_span_has(be_span_from(label, (size_t)at), "经费"))
        return label;
    return be_span_from(label, (size_t)at + strlen("等"));
}

/* The length of 全区, 镇本级, 当年 at the front. */
static size_t scope_len(struct be_span label)
{
    size_t n = be_place_all(label);

    n = n > 0 ? n : be_place_level(label);
    return n == 0 && be_starts(label, "当年") ? strlen("当年") : n;
}

/* 镇本级基本支出, 全区项目支出: without whose it is. */
static struct be_span without_scope(struct be_span label)
{
    size_t n = 0, more;

    while ((more = scope_len(be_span_from(label, n))) > 0)
        n += more;
    return n > 0 ? be_span_from(label, n) : be_span(NULL, 0);
}

static const struct be_sense_concept *concept_of(const struct be_words *w, struct be_sense *sense)
{
    struct be_sense_concept *c = &sense->concept;
    char buf[BE_CONCEPT_BYTES], core[BE_CONCEPT_BYTES];
    struct be_span label, bare;

    if (c->known)
        return c;
    label = behind_parts(in_short(buf, be_concepts_fold(w, sense->text, buf)));
    c->known = true;
    c->empty = label.len == 0;
    c->too_long = c->empty && sense->text.len > BE_CONCEPT_BYTES;
    c->listed = listed(w, label);
    c->neutral = neutral(w, label);
    bare = without_scope(label);
    c->scoped = bare.len == 0 ? -1 : chain_of(w, bare);
    c->any = c->scoped >= 0;
    for (int i = 0; i < 2; i++) {
        size_t n = label.len == 0 ? 0 : be_concepts_core(w, label, core);
        c->whole[i] = label.len == 0 ? -1 : chain_of(w, label);
        c->core[i] = n == 0 ? -1 : chain_of(w, be_span(core, n));
        c->any = c->any || c->whole[i] >= 0 || c->core[i] >= 0;
        label = without_bracket(label);
    }
    return c;
}

/* The rule for a label: as it is, by its core, without a closing bracket, without whose it is. */
static int32_t find_label(const struct be_words *w, const struct be_sense_concept *c, const struct be_hit *hit)
{
    int32_t rule = -1;

    for (int i = 0; c->any && i < 2 && rule < 0; i++) {
        if (c->whole[i] >= 0)
            rule = find(w, c->whole[i], false, hit);
        if (rule < 0 && c->core[i] >= 0)
            rule = find(w, c->core[i], true, hit);
    }
    /* in a table's rows 本级 is one part of several */
    return rule < 0 && c->scoped >= 0 && hit->kind == BE_AMOUNT ? find(w, c->scoped, false, hit) : rule;
}

/* By the header levels, from the inside out; the rule for a row of totals when none says more. */
static int32_t by_header(const struct be_words *w, const struct be_hit_senses *senses, const struct be_hit *hit, bool total)
{
    for (size_t i = 0; i < senses->levels; i++) {
        const struct be_sense_concept *c = concept_of(w, senses->level[i]);
        if (c->too_long)
            return -1;
        int32_t rule = c->listed ? -1 : find_label(w, c, hit);
        if (rule >= 0 || !c->neutral)
            return rule;
        /* 上年结转/一般公共预算: a part of what the group header names. */
        if (!c->empty && !c->listed && hit->fund == BE_FUND_CARRYOVER)
            return -1;
    }
    return total ? find(w, w->totals, false, hit) : -1;
}

struct be_span be_words_concept(const struct be_words *w, const struct be_hit_senses *senses, const struct be_hit *hit)
{
    const struct be_sense_concept *c;
    int32_t rule;

    if (hit->scheme == BE_FUNCTIONAL || hit->scheme == BE_ECONOMIC || hit->scheme == BE_INDICATOR
        || hit->this_year || hit->kind == BE_SUBJECT || hit->stat == BE_STAT_TEXT || (!hit->numeric && hit->stat != BE_STAT_CHANGE))
        return be_span(NULL, 0);
    c = concept_of(w, senses->item);
    if (c->too_long)
        return be_span(NULL, 0);
    if (hit->kind != BE_CELL || hit->measure.len == 0) {
        rule = find_label(w, c, hit);
    } else {
        bool plain = hit->scheme == BE_SCHEME_ENTITY || c->listed
                     || (hit->entity.len > 0 && be_span_eq(hit->item, hit->entity));
        rule = plain ? -1 : find_label(w, c, hit);
        plain = plain || c->neutral;
        /* In a 三公 table the columns are the things, whatever the row is. */
        if (rule < 0 && (plain || hit->topic == BE_TOPIC_SANGONG || hit->topic == BE_TOPIC_RUNNING))
            rule = by_header(w, senses, hit, plain);
    }
    return rule < 0 ? be_span(NULL, 0) : be_span(w->text.p + w->concept[rule].name, w->concept[rule].name_len);
}
