/* model.c - patterns, codes and words: loaded once, shared by all pipelines. */
#include "context.h"
#include "prepared.h"
#include "segment/aligned/aligned.h"
#include "segment/grid/known.h"
#include <stdlib.h>

/* From the files: a folder may have brought its own. */
static enum be_status read_files(struct be_model *model, void (*say)(void *user, const char *message), void *user)
{
    struct be_codebook_files files = {
        be_patterns_file(model->patterns, "codes/functional.csv"),
        be_patterns_file(model->patterns, "codes/economic.csv"),
        be_patterns_file(model->patterns, "traditional.csv"),
    };
    enum be_status rc = be_codebook_load(&model->read_codebook, &files, say, user);

    if (rc == BE_OK)
        rc = be_words_load(&model->read_words, model->patterns, be_codebook_traditional(model->read_codebook), say, user);
    if (rc == BE_OK)
        rc = be_known_check(be_patterns_file(model->patterns, "headers.csv"), say, user);
    model->codebook = model->read_codebook;
    model->words = model->read_words;
    return rc;
}

enum be_status be_model_new(struct be_model **out, const char *dir, void (*say)(void *user, const char *message), void *user)
{
    struct be_model *model = calloc(1, sizeof *model);
    enum be_status rc = BE_ENOMEM;

    *out = NULL;
    if (model == NULL)
        return rc;
    model->codebook = be_prepared.codebook;
    model->words = be_prepared.words;
    rc = be_patterns_load(&model->patterns, dir, say, user);
    if (rc == BE_OK)
        rc = be_column_names_load(&model->column_names, be_patterns_file(model->patterns, "columns.csv"), say, user);
    if (rc == BE_OK && (dir != NULL || be_prepared.codebook == NULL))
        rc = read_files(model, say, user);
    if (rc == BE_OK)
        *out = model;
    else
        be_model_free(model);
    return rc;
}

void be_model_free(struct be_model *model)
{
    if (model == NULL)
        return;
    be_words_free(model->read_words);
    be_codebook_free(model->read_codebook);
    free(model->column_names);
    be_patterns_free(model->patterns);
    free(model);
}
