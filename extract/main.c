/* main.c - the command: a thin client of bextract.h. Finds the inputs, has them read by a pool of
 * workers (run/), and writes what they hand back, in order.
 */
#include "base/i18n.h"
#include "options.h"
#include "run/feed.h"
#include "run/folder.h"
#include "run/locale.h"
#include "run/stop.h"
#include "run/tools.h"
#include "run/workbook.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { EXIT_DONE, EXIT_INPUT, EXIT_JOB, EXIT_STRICT };

struct run {
    struct be_command cmd;
    struct be_out out, findings;
    struct be_folder *folder;    /* -o DIR; then out is not used */
    struct be_workbook *workbook; /* -o FILE.xlsx; nor then */
    struct be_progress *progress;
    uint64_t failed;             /* inputs that could not be read */
    uint64_t errors;             /* findings of severity error */
};

static void say(const char *text)
{
    fprintf(stderr, "bextract: %s\n", text);
}

static void say_about(const char *doc, const char *text)
{
    fprintf(stderr, "bextract: %s: %s\n", doc, text);
}

/* ---- what the pool hands back: one call at a time, in input order ---- */

static enum be_status on_bytes(void *user, size_t stream, struct be_span bytes)
{
    struct run *run = user;

    be_progress_show(run->progress);
    if (run->folder != NULL)
        return be_folder_write(run->folder, stream, bytes);
    if (run->workbook != NULL)
        return be_workbook_write(run->workbook, stream, bytes);
    return be_out_add(stream == 0 ? &run->out : &run->findings, bytes);
}

static enum be_status on_done(void *user, const struct be_job *job)
{
    struct run *run = user;

    run->failed += job->failed;
    run->errors += job->errors;
    be_progress_done(run->progress, job->failed, job->records);
    be_progress_show(run->progress);
    return run->folder != NULL ? be_folder_done(run->folder, job) : BE_OK;
}

static enum be_status on_show(void *user)
{
    return be_out_flush(&((struct run *)user)->out);
}

static void on_said(void *user, struct be_span lines)
{
    be_progress_clear(((struct run *)user)->progress);
    fwrite(lines.p, 1, lines.len, stderr);
}

/* The file of --findings, with its header. */
static bool begin_findings(struct run *run)
{
    if (run->cmd.findings == NULL)
        return true;
    return be_out_file(&run->findings, run->cmd.findings) == BE_OK &&
           be_scribe_rows.top(&run->cmd, 1, &run->findings) == BE_OK;
}

/* The same with it as with the rows; a named file is all or nothing. */
static bool end_findings(struct run *run, bool keep)
{
    char text[256];

    if (run->cmd.findings == NULL || be_out_close(&run->findings, keep) == BE_OK)
        return true;
    snprintf(text, sizeof text, _("cannot write: %s"), strerror(run->findings.error));
    say_about(run->cmd.findings, text);
    return false;
}

/* The exit status of a job that was done. */
static int outcome(const struct run *run)
{
    return run->failed > 0 ? EXIT_INPUT : run->cmd.strict && run->errors > 0 ? EXIT_STRICT : EXIT_DONE;
}

/* Closes what was written and says what went wrong with it. */
static int end(struct run *run, bool done)
{
    /* What reached standard output so far is whole rows; a named file is all or nothing. */
    enum be_status rc = be_out_close(&run->out, done || run->cmd.output == NULL);
    const char *name = run->cmd.output != NULL ? run->cmd.output : _("standard output");
    bool kept = end_findings(run, done && rc == BE_OK);
    char text[256];

    if (rc == BE_OK && run->cmd.output == NULL && close(STDOUT_FILENO) != 0) {
        rc = BE_EIO;
        run->out.error = errno;
    }
    if (rc == BE_ESTOP)
        return EXIT_DONE; /* nobody reads on: a filter ends quietly */
    if (rc != BE_OK) {
        snprintf(text, sizeof text, _("cannot write: %s"), strerror(run->out.error));
        say_about(name, text);
        return EXIT_JOB;
    }
    if (!done || !kept)
        return EXIT_JOB;
    return outcome(run);
}

static void say_plain(void *user, const char *message)
{
    (void)user;
    say(message);
}

static unsigned workers(const struct be_command *cmd)
{
    long cores = cmd->jobs > 0 ? cmd->jobs : sysconf(_SC_NPROCESSORS_ONLN);

    return cores < 1 ? 1 : (unsigned)cores;
}

/* All inputs through a pool, to what is open. True when all were handed in and written. */
static bool read_all(struct run *run, const struct be_model *model)
{
    const struct be_outlet outlet = {run, on_bytes, on_done, on_show, on_said};
    struct be_desk_ask ask = {
        .model = model,
        .cmd = &run->cmd,
        .kind = run->folder != NULL ? &be_scribe_package : run->workbook != NULL ? &be_scribe_workbook : &be_scribe_rows,
        .watched = run->cmd.output == NULL && isatty(STDOUT_FILENO),
    };
    const int outputs[] = {STDOUT_FILENO, run->out.p != NULL ? run->out.fd : -1, run->findings.p != NULL ? run->findings.fd : -1};
    struct be_pool *pool;
    enum be_status fed, rc;

    ask.progress = run->progress = be_progress_new(&run->cmd);
    pool = run->progress == NULL ? NULL : be_pool_new(workers(&run->cmd), &ask, &outlet);
    if (pool == NULL) {
        be_progress_free(run->progress);
        say(_("memory is out"));
        return false;
    }
    run->cmd.outputs = outputs;
    run->cmd.output_count = sizeof outputs / sizeof outputs[0];
    fed = be_feed_all(&run->cmd, pool, run->folder != NULL ? be_folder_journal(run->folder) : NULL, run->progress);
    rc = be_pool_finish(pool);
    be_progress_sum_up(run->progress);
    be_progress_free(run->progress);
    run->progress = NULL;
    if (fed == BE_ENOMEM || rc == BE_ENOMEM)
        say(_("memory is out"));
    be_pool_free(pool);
    return fed == BE_OK && rc == BE_OK && be_stop_signal() == 0;
}

static int folder_failed(enum be_status rc, const char *path)
{
    char text[256];

    snprintf(text, sizeof text, _("cannot write: %s"), rc == BE_ENOMEM ? _("memory is out") : strerror(errno));
    say_about(path, text);
    return EXIT_JOB;
}

/* What an interrupted run had done counts too. False: all of it, nothing is left to be read. */
static bool remember(struct run *run)
{
    const struct be_journal *journal = be_folder_journal(run->folder);
    const struct be_journal_past *past;

    if (journal == NULL) {
        if (run->cmd.verbose)
            say_about(run->cmd.output, _("is complete, there is nothing to go on with"));
        return false;
    }
    past = be_journal_past(journal);
    run->failed = past->failed;
    run->errors = past->errors;
    if (past->entries > 0 && !run->cmd.quiet)
        fprintf(stderr, _("bextract: %s: goes on after %llu inputs\n"), run->cmd.output,
                (unsigned long long)past->entries);
    return !past->ended;
}

/* -o DIR: the data package. */
static int extract_folder(struct run *run, const struct be_model *model)
{
    const char *path;
    enum be_status rc = be_folder_open(&run->folder, &run->cmd, &path);
    int status = EXIT_JOB;

    if (rc == BE_OK) {
        bool done = !remember(run) || read_all(run, model);

        rc = be_folder_close(run->folder, model, done, &path);
        status = done ? outcome(run) : EXIT_JOB;
        if (rc != BE_OK)
            status = folder_failed(rc, path);
        if (status == EXIT_JOB && be_folder_resumable(run->folder) && !run->cmd.quiet)
            say_about(run->cmd.output, _("not complete; the same command with --resume goes on"));
    } else if (rc == BE_EUSAGE) {
        say_about(run->cmd.output, path);
    } else {
        folder_failed(rc, path);
    }
    be_folder_free(run->folder);
    return status;
}

/* What did not fit into a workbook is not lost without a word. */
static void say_left(const char *name, const struct be_workbook_left *left)
{
    char text[256];

    if (left->tables > 0) {
        snprintf(text, sizeof text, _("%zu more tables have no sheet; --tables -o FILE.csv writes all of them"), left->tables);
        say_about(name, text);
    }
    if (left->cut > 0) {
        snprintf(text, sizeof text, _("%llu texts of more than 32,767 characters were cut; csv has them whole"), (unsigned long long)left->cut);
        say_about(name, text);
    }
}

/* -o FILE.xlsx. */
static int extract_workbook(struct run *run, const struct be_model *model)
{
    struct be_workbook_left left = {0};
    enum be_status rc = be_workbook_open(&run->workbook, &run->cmd);
    int status = EXIT_JOB;

    if (rc == BE_OK) {
        bool done = read_all(run, model), stopped = !done && be_stop_signal() != 0;
        rc = be_workbook_close(run->workbook, done, &left);
        if (!done && !stopped)
            rc = BE_EIO;
        status = done ? outcome(run) : EXIT_JOB;
    }
    if (rc != BE_OK)
        status = folder_failed(rc, run->cmd.output);
    else if (!run->cmd.quiet)
        say_left(run->cmd.output, &left);
    be_workbook_free(run->workbook);
    return status;
}

/* The list of --agencies. False: it cannot be used, which has been told. */
static bool load_agencies(struct be_agencies **agencies, const char *path)
{
    enum be_status rc = path == NULL ? BE_OK : be_agencies_load(agencies, path, say_plain, NULL);
    char text[256];

    if (rc == BE_EIO) {
        snprintf(text, sizeof text, _("cannot read: %s"), strerror(errno));
        say_about(path, text);
    } else if (rc == BE_ENOMEM) {
        say(_("memory is out"));
    }
    return rc == BE_OK;
}

static int extract_with(struct run *run, const struct be_model *model)
{
    const char *output = run->cmd.output;
    bool done = false;

    if (run->cmd.workbook || (output != NULL && be_folder_is(output)))
        return run->cmd.workbook ? extract_workbook(run, model) : extract_folder(run, model);
    if ((output != NULL ? be_out_file(&run->out, output) : be_out_fd(&run->out, STDOUT_FILENO)) == BE_OK &&
        begin_findings(run))
        done = be_scribe_rows.top(&run->cmd, 0, &run->out) == BE_OK && read_all(run, model);
    return end(run, done);
}

static int extract(struct run *run)
{
    struct be_model *model = NULL;
    struct be_agencies *agencies = NULL;
    enum be_status rc = be_model_new(&model, run->cmd.patterns, say_plain, NULL);
    int status = EXIT_JOB;

    if (rc == BE_ENOMEM)
        say(_("memory is out"));
    if (rc == BE_OK && load_agencies(&agencies, run->cmd.agencies_file)) {
        run->cmd.agencies = agencies;
        status = extract_with(run, model);
    }
    be_agencies_free(agencies);
    be_model_free(model);
    return status;
}

/* A descriptor that is closed would be taken by the next file opened: records into an input. */
static void standard_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

/* Asked-for text on standard output: it too may meet a full disk. */
static int print(void (*text)(FILE *to))
{
    text(stdout);
    if (fflush(stdout) != 0 && errno != EPIPE) {
        char message[256];

        snprintf(message, sizeof message, _("cannot write: %s"), strerror(errno));
        say_about(_("standard output"), message);
        return EXIT_JOB;
    }
    return EXIT_DONE;
}

static void version(FILE *to)
{
    fputs("bextract " BEXTRACT_VERSION "\n", to);
}

int main(int argc, char **argv)
{
    struct run run = {0};
    enum be_status rc;
    int status = EXIT_JOB;

    standard_descriptors();
    be_locale_begin();
    be_stop_begin();
    rc = be_command_parse(&run.cmd, argc, argv);
    if (rc == BE_ENOMEM) {
        say(_("memory is out"));
    } else if (rc != BE_OK) {
        say(run.cmd.mistake);
        say(_("try 'bextract --help'"));
    } else {
        switch (run.cmd.action) {
        case BE_RUN: status = extract(&run); break;
        case BE_CHECK_PATTERNS: status = be_tool_check_patterns(&run.cmd); break;
        case BE_LIST_RULES: status = be_tool_list_rules(&run.cmd); break;
        case BE_CODES: status = be_tool_codes(&run.cmd); break;
        case BE_HELP: status = print(be_help_print); break;
        case BE_VERSION: status = print(version); break;
        case BE_MANUAL: status = print(be_manual_print); break;
        case BE_COMPLETION: status = print(be_completion_print); break;
        }
    }
    be_command_free(&run.cmd);
    be_stop_end();
    return status;
}
