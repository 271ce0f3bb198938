/* wording.c - rules of words: what a text says beside its figures (C). */
#include "rules.h"

enum be_status be_check_block(struct be_check *check, struct be_context *cx, const struct be_block *block)
{
    (void)block;
    check->cx = cx;
    check->blocks++;
    return check->failed ? BE_ENOMEM : BE_OK;
}
