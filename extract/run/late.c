#include "late.h"
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

/* The Makefile names the versions whose headers were read. */
#ifndef BE_LIBARCHIVE
#define BE_LIBARCHIVE "libarchive.so"
#define BE_LIBXLSXWRITER "libxlsxwriter.so"
#endif

struct be_la be_la;
struct be_xl be_xl;

struct function {
    const char *name;
    size_t at;                   /* its place in be_la or be_xl */
};

#define OF_ARCHIVE(name) {"archive_" #name, offsetof(struct be_la, name)},
#define OF_WORKBOOK(name) {#name, offsetof(struct be_xl, name)},
static const struct function ARCHIVE[] = {BE_LATE_ARCHIVE(OF_ARCHIVE)}, WORKBOOK[] = {BE_LATE_WORKBOOK(OF_WORKBOOK)};

static bool load(const char *library, const struct function *f, size_t n, char *to)
{
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL), *function;

    for (size_t i = 0; handle != NULL && i < n; i++) {
        function = dlsym(handle, f[i].name);
        if (function == NULL)
            return false;
        memcpy(to + f[i].at, &function, sizeof function);
    }
    return handle != NULL;
}

bool be_late_archive(void)
{
    static bool loaded;

    return loaded = loaded || load(BE_LIBARCHIVE, ARCHIVE, sizeof ARCHIVE / sizeof *ARCHIVE, (char *)&be_la);
}

bool be_late_workbook(void)
{
    static bool loaded;

    return loaded = loaded || load(BE_LIBXLSXWRITER, WORKBOOK, sizeof WORKBOOK / sizeof *WORKBOOK, (char *)&be_xl);
}

const char *be_late_reason(void)
{
    const char *text = dlerror();

    return text != NULL ? text : "?";
}
