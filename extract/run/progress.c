#include "progress.h"
#include "clock.h"
#include "../base/i18n.h"
#include "tree.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct be_progress {
    const struct be_command *cmd;
    bool show, terminal, drawn, sum_up;
    uint64_t begin, last;        /* milliseconds */
    uint64_t documents, failed, records;
    atomic_uint_fast64_t bytes;
    /* the thread that counts */
    pthread_t thread;
    bool counting;
    atomic_bool enough, counted;
    atomic_uint_fast64_t total;  /* bytes; right when counted */
};

/* ---- how much there is ---- */

static void count_name(struct be_progress *p, struct be_tree *tree, const char *name)
{
    struct stat st;

    if (stat(name, &st) != 0)
        return;
    if (S_ISREG(st.st_mode))
        atomic_fetch_add(&p->total, (uint64_t)st.st_size);
    if (!S_ISDIR(st.st_mode) || be_tree_begin(tree, name) != BE_OK)
        return;
    while (!atomic_load(&p->enough)) {
        enum be_status rc = be_tree_next(tree, &name);

        if (rc != BE_OK && rc != BE_EIO)
            return;
        if (rc == BE_OK && name == NULL)
            return;
        if (rc == BE_OK && stat(name, &st) == 0)
            atomic_fetch_add(&p->total, (uint64_t)st.st_size);
    }
}

static void count_list(struct be_progress *p, struct be_tree *tree, const char *list, int delimiter)
{
    FILE *in = fopen(list, "rbe");
    char *name = NULL;
    size_t size = 0;

    while (in != NULL && !atomic_load(&p->enough) && getdelim(&name, &size, delimiter, in) > 0) {
        if (delimiter == '\n')
            name[strcspn(name, "\r\n")] = '\0';
        count_name(p, tree, name);
    }
    free(name);
    if (in != NULL)
        fclose(in);
}

static void *count(void *user)
{
    struct be_progress *p = user;
    struct be_tree *tree = be_tree_new(&p->cmd->globs);

    if (tree == NULL)
        return NULL;
    if (p->cmd->files_from != NULL)
        count_list(p, tree, p->cmd->files_from, '\n');
    else if (p->cmd->files0_from != NULL)
        count_list(p, tree, p->cmd->files0_from, '\0');
    for (size_t i = 0; i < p->cmd->inputs && !atomic_load(&p->enough); i++)
        count_name(p, tree, p->cmd->input[i]);
    be_tree_free(tree);
    atomic_store(&p->counted, true);
    return NULL;
}

/* Of pipes and standard input nobody knows the size; lists there can be read once only. */
static bool countable(const struct be_command *cmd)
{
    const char *list = cmd->files_from != NULL ? cmd->files_from : cmd->files0_from;
    struct stat st;

    if (list != NULL)
        return stat(list, &st) == 0 && S_ISREG(st.st_mode);
    for (size_t i = 0; i < cmd->inputs; i++)
        if (stat(cmd->input[i], &st) != 0 || (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)))
            return false;
    return cmd->inputs > 0;
}

struct be_progress *be_progress_new(const struct be_command *cmd)
{
    struct be_progress *p = calloc(1, sizeof *p);

    if (p == NULL)
        return NULL;
    p->cmd = cmd;
    p->terminal = isatty(STDERR_FILENO) == 1;
    /* Rows on the same terminal and a line that is drawn again do not go together. */
    p->show = cmd->progress == BE_PROGRESS_ALWAYS
              || (cmd->progress == BE_PROGRESS_AUTO && p->terminal && !cmd->quiet
                  && (cmd->output != NULL || isatty(STDOUT_FILENO) != 1));
    p->sum_up = !cmd->quiet && (cmd->verbose || p->terminal);
    p->begin = p->last = be_clock_ms();
    if (p->show && countable(cmd))
        p->counting = pthread_create(&p->thread, NULL, count, p) == 0;
    return p;
}

void be_progress_free(struct be_progress *p)
{
    if (p == NULL)
        return;
    be_progress_clear(p);
    atomic_store(&p->enough, true);
    if (p->counting)
        pthread_join(p->thread, NULL);
    free(p);
}

void be_progress_read(struct be_progress *p, uint64_t bytes)
{
    if (p != NULL)
        atomic_fetch_add_explicit(&p->bytes, bytes, memory_order_relaxed);
}

void be_progress_done(struct be_progress *p, bool failed, uint64_t records)
{
    p->documents++;
    p->failed += failed;
    p->records += records;
}

/* ---- what is seen ---- */

static double rate(uint64_t bytes, uint64_t ms)
{
    return ms == 0 ? 0.0 : (double)bytes / 1000.0 / (double)ms;
}

/* ", 1:02 left" or nothing. */
static void time_left(const struct be_progress *p, uint64_t ms, char *text, size_t size)
{
    uint64_t bytes = atomic_load(&p->bytes), total = atomic_load(&p->total);

    text[0] = '\0';
    if (atomic_load(&p->counted) && bytes > 0 && ms > 500 && total > bytes) {
        unsigned long long left = (unsigned long long)((double)ms * (double)(total - bytes) / (double)bytes / 1000.0);

        snprintf(text, size, _(", %llu:%02llu:%02llu left"), left / 3600, left / 60 % 60, left % 60);
    }
}

void be_progress_show(struct be_progress *p)
{
    uint64_t at, ms;
    char left[64];

    if (!p->show)
        return;
    at = be_clock_ms();
    if (at - p->last < (p->terminal ? (1000 + BE_PROGRESS_RATE - 1) / BE_PROGRESS_RATE : 1000))
        return;
    p->last = at;
    ms = at - p->begin;
    time_left(p, ms, left, sizeof left);
    if (p->terminal)
        fputs("\r\033[K", stderr);
    fprintf(stderr, _("%llu documents, %.1f MB/s, %llu records, %llu failed%s"), (unsigned long long)p->documents,
            rate(atomic_load(&p->bytes), ms), (unsigned long long)p->records, (unsigned long long)p->failed, left);
    if (!p->terminal)
        fputc('\n', stderr);
    fflush(stderr);
    p->drawn = p->terminal;
}

void be_progress_clear(struct be_progress *p)
{
    if (p->drawn)
        fputs("\r\033[K", stderr);
    p->drawn = false;
}

void be_progress_sum_up(struct be_progress *p)
{
    uint64_t ms = be_clock_ms() - p->begin, bytes = atomic_load(&p->bytes);

    be_progress_clear(p);
    if (!p->sum_up || (!p->cmd->verbose && p->documents < 2))
        return;
    fprintf(stderr, _("bextract: %llu documents, %llu records, %llu failed; %.1f MB in %.1f s (%.1f MB/s)\n"),
            (unsigned long long)p->documents, (unsigned long long)p->records, (unsigned long long)p->failed,
            (double)bytes / 1e6, (double)ms / 1000.0, rate(bytes, ms));
}
