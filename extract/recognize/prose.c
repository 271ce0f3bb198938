#include "prose.h"
#include <stdlib.h>

struct be_prose {
    uint32_t sentence;
};

struct be_prose *be_prose_new(void)
{
    return calloc(1, sizeof(struct be_prose));
}

void be_prose_free(struct be_prose *prose)
{
    free(prose);
}

void be_prose_reset(struct be_prose *prose)
{
    *prose = (struct be_prose){0};
}

void be_prose_heading(struct be_prose *prose, struct be_span title)
{
    (void)title;
    prose->sentence++;
}

enum be_status be_prose_find(struct be_context *cx, const struct be_block *block, const struct be_place *place, struct be_prose *prose)
{
    (void)cx, (void)block, (void)place, (void)prose;
    return BE_OK;
}

enum be_status be_prose_remark(struct be_context *cx, struct be_span remark, uint64_t no)
{
    (void)cx, (void)remark, (void)no;
    return BE_OK;
}
