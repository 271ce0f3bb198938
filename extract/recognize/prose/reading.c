#include "reading.h"
#include "../../base/wordlist.h"
#include "../../resolve/codebook.h"

static struct be_wordlist TRADITIONAL = BE_WORDLIST("萬", "預", "決", "經", "費", "財", "撥", "資", "機", "營", "員", "無");
static struct be_wordlist SIMPLIFIED = BE_WORDLIST("万", "预", "决", "经", "费", "财", "拨", "资", "机", "营", "员", "无");

/* A document is in one script; the first paragraph that shows which decides. */
static bool is_traditional(enum be_script *script, struct be_span text)
{
    text = be_span_to(text, 3000);
    if (*script == BE_SCRIPT_UNKNOWN && be_wordlist_holds(&TRADITIONAL, text))
        *script = BE_SCRIPT_TRADITIONAL;
    else if (*script == BE_SCRIPT_UNKNOWN && be_wordlist_holds(&SIMPLIFIED, text))
        *script = BE_SCRIPT_SIMPLIFIED;
    return *script == BE_SCRIPT_TRADITIONAL;
}

bool be_reading_make(struct be_reading *out, struct be_context *cx, enum be_script *script, struct be_span text)
{
    char *p;

    *out = (struct be_reading){text, text};
    if (!is_traditional(script, text))
        return true;
    p = be_arena_room(cx->arena, text.len);
    if (p == NULL)
        return false;
    be_traditional_text(be_codebook_traditional(cx->model->codebook), text, p);
    out->read = be_span(p, text.len);
    return true;
}

uint32_t be_reading_has(const struct be_reading *r, uint32_t has)
{
    return r->shown.p == r->read.p ? has : UINT32_MAX;
}

void be_reading_show(const struct be_reading *r, struct be_span *text)
{
    if (text->len > 0 && text->p >= r->read.p && text->p < r->read.p + r->read.len)
        text->p = r->shown.p + (text->p - r->read.p);
}

void be_reading_show_hits(const struct be_reading *r, struct be_hits *hits, size_t from)
{
    if (r->shown.p == r->read.p)
        return;
    for (size_t i = from; i < hits->n; i++) {
        struct be_hit *hit = &hits->hit[i];

        be_reading_show(r, &hit->item);
        for (size_t k = 0; k < 3; k++)
            be_reading_show(r, &hit->level[k]);
        be_reading_show(r, &hit->base);
        be_reading_show(r, &hit->note);
        be_reading_show(r, &hit->project);
        be_reading_show(r, &hit->text);
    }
}
