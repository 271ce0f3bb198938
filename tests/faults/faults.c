/* faults.c - loaded before the C library (LD_PRELOAD): the Nth call of a kind fails.
 *
 * FAULT_KIND is memory, read, write, sync, rename, open or all of them that touch files: file. FAULT_AT is N,
 * from 1; 0 only counts. FAULT_REST=1: every call from the Nth on fails, as on a disk that is full.
 * FAULT_LOG names a file that gets "calls M" at the end, and "hit" when the Nth call came. Calls that concern
 * standard error do not count: what is said must be seen. FAULT_STOP=1 stops a debugger there:
 *   gdb -batch -ex "set env FAULT_STOP 1" -ex "set env LD_PRELOAD build/faults.so" ... -ex run -ex bt --args build/bextract ...
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum kind { NONE, MEMORY, READ, WRITE, SYNC, RENAME, OPEN, ALL_FILE };
static const char *const NAMES[] = {"", "memory", "read", "write", "sync", "rename", "open", "file"};

static enum kind chosen;
static unsigned long wanted;
static bool rest;
static atomic_ulong calls;
static _Thread_local int inside; /* our own calls, and those of the loader */

/* What dlsym allocates before there is a malloc. */
static char early[65536];
static size_t early_used;

/* What libarchive and libxlsxwriter do when memory is out is theirs, and ends in a crash more often than
 * not. Their allocations do not fail here. */
static bool theirs(void *caller)
{
    Dl_info from;

    return chosen == MEMORY && dladdr(caller, &from) != 0 && from.dli_fname != NULL &&
           (strstr(from.dli_fname, "libarchive") != NULL || strstr(from.dli_fname, "libxlsxwriter") != NULL ||
            strstr(from.dli_fname, "libminizip") != NULL);
}

#ifdef FAULT_WRAP               /* linked into the program, ld --wrap=malloc ...: AddressSanitizer has the names */
#define HOOK(name) __wrap_##name
#define REAL(name) \
    extern __typeof__(name) __real_##name; \
    const __typeof__(&name) real = __real_##name;
#else
#define HOOK(name) name
#define REAL(name) \
    static __typeof__(&name) real; \
    if (real == NULL) { inside++; real = (__typeof__(&name))dlsym(RTLD_NEXT, #name); inside--; }
#endif

static bool ours(enum kind kind)
{
    return inside == 0 && (chosen == kind || (chosen == ALL_FILE && kind != MEMORY));
}

static bool fails(enum kind kind)
{
    unsigned long n;

    if (!ours(kind))
        return false;
    n = atomic_fetch_add(&calls, 1) + 1;
    if (wanted == 0 || n < wanted || (n > wanted && !rest))
        return false;
    if (n == wanted && getenv("FAULT_STOP") != NULL)
        raise(SIGTRAP);
    return true;
}

static void report(void)
{
    const char *path = getenv("FAULT_LOG");
    char text[64];
    int fd, n;

    if (path == NULL)
        return;
    inside++;
    fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    n = snprintf(text, sizeof text, "calls %lu\n%s", (unsigned long)calls, wanted != 0 && calls >= wanted ? "hit\n" : "");
    if (fd >= 0 && write(fd, text, (size_t)n) != n)
        abort();
    if (fd >= 0)
        close(fd);
    inside--;
}

/* A crash says where. */
static void crashed(int sig)
{
    void *frames[24];

    backtrace_symbols_fd(frames, backtrace(frames, 24), STDERR_FILENO);
    signal(sig, SIG_DFL);
    raise(sig);
}

__attribute__((constructor)) static void begin(void)
{
    void *frame[1];
    const char *kind = getenv("FAULT_KIND"), *at = getenv("FAULT_AT"), *all = getenv("FAULT_REST");

    backtrace(frame, 1); /* it loads what it needs here, not in the handler */
    signal(SIGSEGV, crashed);
    signal(SIGABRT, crashed);
    unsetenv("LD_PRELOAD"); /* not in programs that this one starts */
    wanted = at == NULL ? 0 : strtoul(at, NULL, 10);
    rest = all != NULL && all[0] == '1';
    for (int i = MEMORY; kind != NULL && i <= ALL_FILE; i++)
        if (strcmp(kind, NAMES[i]) == 0)
            chosen = (enum kind)i;
}

__attribute__((destructor)) static void end(void)
{
    report();
}

/* ---- memory ---- */

static void *from_early(size_t n)
{
    void *p = early + early_used;

    early_used += (n + 15) / 16 * 16;
    return early_used > sizeof early ? NULL : p;
}

static bool is_early(const void *p)
{
    return (const char *)p >= early && (const char *)p < early + sizeof early;
}

static void *none(void)
{
    errno = ENOMEM;
    return NULL;
}

void *HOOK(malloc)(size_t n)
{
    REAL(malloc)
    if (real == NULL)
        return from_early(n);
    return !theirs(__builtin_return_address(0)) && fails(MEMORY) ? none() : real(n);
}

void *HOOK(calloc)(size_t n, size_t size)
{
#ifdef FAULT_WRAP
    REAL(calloc)
#else
    static __typeof__(&calloc) real;
    static bool asking;

    if (real == NULL) {
        if (asking)
            return from_early(n * size); /* dlsym's own */
        asking = true;
        inside++;
        real = (__typeof__(&calloc))dlsym(RTLD_NEXT, "calloc");
        inside--;
        asking = false;
    }
#endif
    return !theirs(__builtin_return_address(0)) && fails(MEMORY) ? none() : real(n, size);
}

void *HOOK(realloc)(void *p, size_t n)
{
    REAL(realloc)
    if (is_early(p))
        return memcpy(HOOK(malloc)(n), p, n);
    return !theirs(__builtin_return_address(0)) && fails(MEMORY) ? none() : real(p, n);
}

void HOOK(free)(void *p)
{
    REAL(free)
    if (!is_early(p))
        real(p);
}

/* ---- files ---- */

static int no(int error)
{
    errno = error;
    return -1;
}

ssize_t HOOK(read)(int fd, void *p, size_t n)
{
    REAL(read)
    return fails(READ) ? no(EIO) : real(fd, p, n);
}

ssize_t HOOK(write)(int fd, const void *p, size_t n)
{
    REAL(write)
    return fd != STDERR_FILENO && fails(WRITE) ? no(ENOSPC) : real(fd, p, n);
}

int HOOK(fsync)(int fd)
{
    REAL(fsync)
    return fails(SYNC) ? no(EIO) : real(fd);
}

int HOOK(fdatasync)(int fd)
{
    REAL(fdatasync)
    return fails(SYNC) ? no(EIO) : real(fd);
}

int HOOK(ftruncate)(int fd, off_t n)
{
    REAL(ftruncate)
    return fails(SYNC) ? no(EIO) : real(fd, n);
}

int HOOK(rename)(const char *from, const char *to)
{
    REAL(rename)
    return fails(RENAME) ? no(EIO) : real(from, to);
}

int HOOK(open)(const char *path, int flags, ...)
{
    mode_t mode = 0;
    REAL(open)

    if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
        va_list ap;

        va_start(ap, flags);
        mode = va_arg(ap, mode_t);
        va_end(ap);
    }
    return fails(OPEN) ? no(EMFILE) : real(path, flags, mode);
}

int HOOK(mkostemp)(char *name, int flags)
{
    REAL(mkostemp)
    return fails(OPEN) ? no(EMFILE) : real(name, flags);
}

FILE *HOOK(fopen)(const char *path, const char *mode)
{
    REAL(fopen)
    return fails(OPEN) ? (no(EMFILE), NULL) : real(path, mode);
}

FILE *HOOK(tmpfile)(void)
{
    REAL(tmpfile)
    return fails(OPEN) ? (no(EMFILE), NULL) : real();
}

/* ---- streams: what a failed write loses is what the stream had gathered ---- */

static bool loses(FILE *to, size_t more)
{
    if (to == stderr || fileno(to) < 0 || __fpending(to) == 0 || __fpending(to) + more < __fbufsize(to) || !fails(WRITE))
        return false;
    __fpurge(to);
    to->_flags |= 0x20; /* glibc's error flag */
    no(ENOSPC);
    return true;
}

#define FULL(to) (__fbufsize(to)) /* as much as makes the stream write */

size_t HOOK(fwrite)(const void *p, size_t size, size_t n, FILE *to)
{
    REAL(fwrite)
    return loses(to, size * n) ? 0 : real(p, size, n, to);
}

int HOOK(fflush)(FILE *to)
{
    REAL(fflush)
    return to != NULL && loses(to, FULL(to)) ? EOF : real(to);
}

int HOOK(fseek)(FILE *to, long at, int whence)
{
    REAL(fseek)
    return loses(to, FULL(to)) ? -1 : real(to, at, whence);
}

void HOOK(rewind)(FILE *to)
{
    REAL(rewind)
    loses(to, FULL(to));
    real(to);
}

int HOOK(fclose)(FILE *to)
{
    REAL(fclose)
    bool lost = loses(to, FULL(to));

    return real(to) != 0 || lost ? EOF : 0;
}
