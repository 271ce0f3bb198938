/* model.c - patterns, codes and words: loaded once, shared by all pipelines. */
#include "context.h"
#include "resolve/codebook.h"
#include "resolve/words.h"
#include <stdlib.h>

enum be_status be_model_new(struct be_model **out, const char *dir, void (*say)(void *user, const char *message), void *user)
{
    struct be_model *model = calloc(1, sizeof *model);
    enum be_status rc = BE_ENOMEM;

    *out = NULL;
    if (model == NULL)
        return rc;
    rc = be_patterns_load(&model->patterns, dir, say, user);
    if (rc == BE_OK) {
        struct be_codebook_files files = {
            be_patterns_file(model->patterns, "codes/functional.csv"),
            be_patterns_file(model->patterns, "codes/economic.csv"),
            be_patterns_file(model->patterns, "traditional.csv"),
        };
        rc = be_codebook_load(&model->codebook, &files, say, user);
    }
    if (rc == BE_OK)
        rc = be_words_load(&model->words, model->patterns, say, user);
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
    be_words_free(model->words);
    be_codebook_free(model->codebook);
    be_patterns_free(model->patterns);
    free(model);
}
