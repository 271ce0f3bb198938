#include "tools.h"
#include "../base/i18n.h"
#include "../context.h"
#include "../resolve/codebook.h"

static void say(void *user, const char *message)
{
    (void)user;
    fprintf(stderr, "bextract: %s\n", message);
}

static int closed(int status)
{
    if (fflush(stdout) == 0)
        return status;
    say(NULL, _("standard output cannot be written"));
    return 2;
}

int be_tool_check_patterns(const struct be_command *cmd)
{
    struct be_model *model = NULL;
    enum be_status rc = be_model_new(&model, cmd->patterns, say, NULL);

    if (rc == BE_OK)
        rc = be_patterns_check(model->patterns, say, NULL);
    be_model_free(model);
    if (rc != BE_OK)
        return 2;
    if (!cmd->quiet)
        puts(_("every pattern agrees with its samples"));
    return closed(0);
}

int be_tool_codes(const struct be_command *cmd)
{
    struct be_model *model = NULL;
    int status = 0;

    if (be_model_new(&model, cmd->patterns, say, NULL) != BE_OK)
        return 2;
    for (size_t i = 0; i < cmd->inputs; i++) {
        if (be_codebook_find(model->codebook, be_span_of(cmd->input[i]), stdout) > 0)
            continue;
        fflush(stdout);
        fprintf(stderr, _("bextract: no code or name has '%s'\n"), cmd->input[i]);
        status = 1;
    }
    be_model_free(model);
    return closed(status);
}
