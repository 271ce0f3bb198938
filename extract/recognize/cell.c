#include "cell.h"
#include <stdlib.h>

struct be_tables {
    struct be_table_place place;
};

struct be_tables *be_tables_new(void)
{
    return calloc(1, sizeof(struct be_tables));
}

void be_tables_free(struct be_tables *tables)
{
    free(tables);
}

void be_tables_reset(struct be_tables *tables)
{
    *tables = (struct be_tables){0};
}

struct be_table_place be_tables_place(const struct be_tables *tables)
{
    return tables->place;
}

enum be_status be_cells_find(struct be_context *cx, const struct be_block *block)
{
    cx->tables->place = (struct be_table_place){cx->tables->place.number + 1, block->title, block->unit, block->entity, block->entity_code};
    return BE_OK;
}
