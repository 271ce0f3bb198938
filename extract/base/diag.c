#include "diag.h"
#include "i18n.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void be_diag_say(const struct be_diag *diag, enum be_severity severity, uint64_t line,
                 const char *format, ...)
{
    char text[BE_DIAG_MAX];
    va_list ap;

    if (diag->sink == NULL || diag->sink->message == NULL)
        return;
    va_start(ap, format);
    vsnprintf(text, sizeof text, _(format), ap);
    va_end(ap);
    diag->sink->message(diag->sink->message_user, severity, diag->doc, line, text);
}

enum be_severity be_diag_often(struct be_diag *diag, enum be_often which)
{
    return diag->often[which]++ < BE_OFTEN_SAID ? BE_SAY_WARNING : BE_SAY_NOTE;
}

void be_diag_rest(struct be_diag *diag)
{
    const unsigned *n = diag->often;

    if (n[BE_OFTEN_UNSURE] > BE_OFTEN_SAID)
        be_diag_say(diag, BE_SAY_WARNING, 0, "layout-uncertain: %u more tables whose columns or rows cannot all be told; --verbose names them",
                    n[BE_OFTEN_UNSURE] - BE_OFTEN_SAID);
    if (n[BE_OFTEN_BARE] > BE_OFTEN_SAID)
        be_diag_say(diag, BE_SAY_WARNING, 0, "layout-uncertain: %u more tables whose blank cells left no trace; --verbose names them",
                    n[BE_OFTEN_BARE] - BE_OFTEN_SAID);
    memset(diag->often, 0, sizeof diag->often);
}
