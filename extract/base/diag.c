#include "diag.h"
#include "i18n.h"
#include <stdarg.h>
#include <stdio.h>

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
