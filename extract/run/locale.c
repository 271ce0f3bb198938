#include "locale.h"
#include "../base/i18n.h"
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* PROGRAM_FOLDER/locale in the build tree, PREFIX/share/locale when installed. */
static bool catalogue_folder(char *folder, size_t size)
{
    static const char *const beside[] = {"locale", "../share/locale"};
    char exe[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    char *slash;

    if (n <= 0)
        return false;
    exe[n] = '\0';
    slash = strrchr(exe, '/');
    if (slash == NULL)
        return false;
    slash[1] = '\0';
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        int len = snprintf(folder, size, "%s%s", exe, beside[i]);

        if (len > 0 && (size_t)len < size && access(folder, R_OK) == 0)
            return true;
    }
    return false;
}

static const char *wanted(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);

        if (value != NULL && value[0] != '\0')
            return value;
    }
    return "C";
}

void be_locale_begin(void)
{
    char folder[PATH_MAX];
    const char *locale = wanted();

    setlocale(LC_CTYPE, "C.UTF-8"); /* for the translated texts of strerror */
    if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return;
    /* A small system or container may not have the locale that its user asks for. The catalogue
     * is ours, so the language needs no locale: any other than C makes gettext read LANGUAGE. */
    if (setlocale(LC_MESSAGES, "") == NULL || strncmp(setlocale(LC_MESSAGES, NULL), "C.", 2) == 0) {
        const char *language = getenv("LANGUAGE");

        if (setlocale(LC_MESSAGES, "C.UTF-8") == NULL)
            return;
        if (language == NULL || language[0] == '\0')
            setenv("LANGUAGE", locale, 1);
    }
    if (catalogue_folder(folder, sizeof folder))
        bindtextdomain(BE_DOMAIN, folder);
    bind_textdomain_codeset(BE_DOMAIN, "UTF-8");
}
