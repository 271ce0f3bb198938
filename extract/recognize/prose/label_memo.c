/* label_memo.c - labels that were cut before: disclosures are written from templates, and cutting one takes 2,200
 * instructions, finding it again 200. */
#include "label.h"
#include "../owner.h"
#include "../../base/memo.h"

#define LABEL_BYTES 96u          /* longer ones are cut each time */
#define PARTS 4u

struct known {
    bool is;
    int16_t at[PARTS];           /* where the parts stand in the text; -1: nowhere */
    struct be_cut cut;
};

static struct be_span *part(struct be_cut *cut, size_t i)
{
    return i == 0 ? &cut->item : i == 1 ? &cut->source : i == 2 ? &cut->code : &cut->base;
}

void be_label_find(struct be_cut *out, struct be_memo *memo, struct be_span text, struct be_span agency)
{
    /* the agency's name is no part of a label, in its own documents only */
    const bool names = be_owner_may_name(text, agency);
    struct known *known = text.len == 0 || names || text.len > LABEL_BYTES ? NULL : be_memo_of(memo, BE_ASKS_LABEL, text, 0, sizeof *known);

    if (text.len == 0) {             /* a figure right behind a separator */
        *out = (struct be_cut){.item = text};
        return;
    }
    if (known == NULL) {
        be_label_cut(out, text, agency);
        return;
    }
    if (!known->is) {
        be_label_cut(&known->cut, text, agency);
        known->is = true;
        for (size_t i = 0; i < PARTS; i++) {
            const char *p = part(&known->cut, i)->p;
            known->at[i] = p == NULL ? -1 : (int16_t)(p - text.p);
        }
    }
    *out = known->cut;
    for (size_t i = 0; i < PARTS; i++)
        part(out, i)->p = known->at[i] < 0 ? NULL : text.p + known->at[i];
}
