/* The whole pipeline: any bytes, fed in chunks that the bytes themselves choose. */
#include "bextract.h"
#include <stdlib.h>

static enum be_status record(void *user, const struct be_record *r)
{
    size_t *sum = user;

    for (int i = 0; i < BE_COLUMNS; i++)   /* every span must be readable */
        for (size_t k = 0; k < r->field[i].len; k++)
            *sum += (unsigned char)r->field[i].p[k];
    return BE_OK;
}

static enum be_status unclaimed(void *user, struct be_span doc, uint64_t line, struct be_span number, struct be_span text)
{
    *(size_t *)user += doc.len + line + number.len + text.len;
    return BE_OK;
}

static enum be_status finding(void *user, const struct be_finding *f)
{
    *(size_t *)user += f->field[BE_F_TEXT].len;
    return BE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct be_model *model;
    static size_t sum;
    static struct be_pipeline *pipeline;
    static const struct be_sink sink = {.user = &sum, .record = record, .unclaimed = unclaimed, .finding = finding};
    static const struct be_options options = {.check = true, .passed = true};
    size_t chunk = size > 0 ? 1 + data[size - 1] % 97u : 1;

    if (model == NULL) {
        if (be_model_new(&model, NULL, NULL, NULL) != BE_OK)
            abort();
        pipeline = be_pipeline_new(model, &options, &sink);
    }
    for (size_t i = 0; i < size; i += chunk)
        if (be_pipeline_feed(pipeline, data + i, size - i < chunk ? size - i : chunk) != BE_OK)
            break;
    be_pipeline_finish(pipeline);
    return 0;
}
