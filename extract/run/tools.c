#include "tools.h"
#include "../base/i18n.h"
#include "../check/check.h"
#include "../context.h"
#include "../resolve/codebook.h"
#include <unistd.h>

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

int be_tool_list_rules(const struct be_command *cmd)
{
    struct be_out out;
    struct be_writer writer;
    enum be_status rc = be_out_fd(&out, STDOUT_FILENO);

    be_writer_init(&writer, &cmd->layout, &out);
    if (rc == BE_OK)
        rc = be_writer_header(&writer);
    for (size_t i = 0; i < be_rules_count() && rc == BE_OK; i++) {
        const struct be_rule_info *info = be_rules_info(i);
        struct be_span field[BE_RULE_COLUMNS] = {
            [BE_R_RULE] = be_span_of(info->id),
            [BE_R_SEVERITY] = be_span_of(be_severity_name(info->severity)),
            [BE_R_ZH] = be_span_of(info->zh),
            [BE_R_EN] = be_span_of(info->en),
            [BE_R_FORMULA] = be_span_of(info->formula),
            [BE_R_CHECKED] = info->checked ? BE_LIT("yes") : BE_LIT("no"),
        };
        rc = be_writer_row(&writer, field);
    }
    if (rc == BE_OK)
        rc = be_out_flush(&out);
    be_out_close(&out, rc == BE_OK);
    if (rc == BE_OK || rc == BE_ESTOP)
        return closed(0);
    say(NULL, _("standard output cannot be written"));
    return 2;
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
