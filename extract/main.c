/* main.c - the command: a thin client of bextract.h. Reads the inputs one after the other,
 * feeds their bytes to a pipeline and writes the records it hands back.
 */
#include "base/i18n.h"
#include "options.h"
#include "output/summary.h"
#include "output/grid_text.h"
#include "recognize/hit.h"
#include "run/locale.h"
#include "run/name.h"
#include "run/tools.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (256u << 10) /* bytes read at a time */

enum { EXIT_DONE, EXIT_INPUT, EXIT_JOB };

struct run {
    struct be_command cmd;
    struct be_out out;
    struct be_writer writer;
    struct be_grid_text grid;
    struct be_pipeline *pipeline;
    struct be_summary *summary;  /* with --summary and --coverage */
    char *chunk;
    struct be_buf doc;           /* name of the input at hand, as text */
    bool failed;                 /* an input could not be read */
    bool watched;                /* output is a terminal: nothing is held back */
};

static volatile sig_atomic_t stopped; /* the signal that asked us to end */

static void stop(int sig)
{
    stopped = sig;
}

static void say(const char *text)
{
    fprintf(stderr, "bextract: %s\n", text);
}

static void say_about(const char *doc, const char *text)
{
    fprintf(stderr, "bextract: %s: %s\n", doc, text);
}

/* An input that cannot be read: told, and the rest go on. */
static void input_failed(struct run *run, const char *text)
{
    say_about(run->doc.p, text);
    run->failed = true;
}

static void on_message(void *user, enum be_severity severity, struct be_span doc, uint64_t line,
                       const char *text)
{
    const struct run *run = user;

    if ((severity == BE_SAY_NOTE && !run->cmd.verbose)
        || (severity == BE_SAY_WARNING && run->cmd.quiet))
        return;
    fprintf(stderr, "bextract: %.*s%s", (int)doc.len, doc.p, doc.len > 0 ? ":" : "");
    if (line > 0)
        fprintf(stderr, "%llu:", (unsigned long long)line);
    fprintf(stderr, "%s%s\n", doc.len > 0 || line > 0 ? " " : "", text);
}

static int kind_of(struct be_span kind)
{
    switch (kind.len > 0 ? kind.p[0] : 0) {
    case 's': return BE_SUBJECT;
    case 'a': return BE_AMOUNT;
    case 'c': return BE_CELL;
    case 'n': return BE_NIL;
    case 'h': return BE_HEADING;
    default: return BE_TERM;
    }
}

static bool chosen(const struct be_command *cmd, const struct be_record *record)
{
    int kind = kind_of(record->field[BE_KIND]);

    if (cmd->kinds != 0 && (cmd->kinds & (1u << kind)) == 0)
        return false;
    if (!cmd->figures)
        return true;
    return (record->field[BE_NUMBER].len > 0 || kind == BE_NIL)
           && !be_span_is(record->field[BE_TOPIC], "duties");
}

static enum be_status on_record(void *user, const struct be_record *record)
{
    struct run *run = user;

    return chosen(&run->cmd, record) ? be_writer_row(&run->writer, record->field) : BE_OK;
}

static enum be_status on_table(void *user, const struct be_table_view *table)
{
    return be_grid_text_write(&((struct run *)user)->grid, table);
}

/* --summary and --coverage: the records are only looked at, the document's end gives the row. */
static enum be_status on_summed(void *user, const struct be_record *record)
{
    be_summary_take(((struct run *)user)->summary, record);
    return BE_OK;
}

static enum be_status on_document(void *user, const struct be_document *document)
{
    struct run *run = user;
    struct be_span field[BE_SCHEMA_COLUMNS];
    enum be_status rc;

    if (run->cmd.rows == BE_SUMMARY)
        be_summary_row(run->summary, document, field);
    else
        be_coverage_row(run->summary, document, field);
    rc = be_writer_row(&run->writer, field);
    be_summary_reset(run->summary);
    return rc;
}

/* A line number as text, into room of 24 bytes. */
static struct be_span decimal(char *room, uint64_t n)
{
    return be_span(room, (size_t)snprintf(room, 24, "%llu", (unsigned long long)n));
}

static enum be_status on_trace(void *user, uint64_t line, const char *type, const char *pattern,
                               struct be_span text)
{
    struct run *run = user;
    char room[24];
    struct be_span field[BE_TRACE_COLUMNS] = {
        [BE_T_DOC] = be_span_of(run->doc.p),
        [BE_T_LINE] = decimal(room, line),
        [BE_T_TYPE] = be_span_of(type),
        [BE_T_PATTERN] = be_span_of(pattern),
        [BE_T_TEXT] = text,
    };
    return be_writer_row(&run->writer, field);
}

static enum be_status on_unclaimed(void *user, struct be_span doc, uint64_t line,
                                   struct be_span number, struct be_span text)
{
    struct run *run = user;
    char room[24];
    struct be_span field[BE_UNCLAIMED_COLUMNS] = {
        [BE_U_DOC] = doc,
        [BE_U_LINE] = decimal(room, line),
        [BE_U_NUMBER] = number,
        [BE_U_TEXT] = text,
    };
    return be_writer_row(&run->writer, field);
}

/* True to go on with the next bytes or input. What the library refuses it has told itself. */
static bool go_on(struct run *run, enum be_status rc)
{
    if (rc == BE_ENOTTEXT) {
        run->failed = true;
        return true;
    }
    if (rc == BE_ENOMEM)
        say(_("memory is out"));
    return rc == BE_OK;
}

static enum be_status read_input(struct run *run, int fd)
{
    for (;;) {
        ssize_t n = read(fd, run->chunk, CHUNK);
        enum be_status rc;

        if (stopped)
            return BE_ESTOP;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            char text[256];

            snprintf(text, sizeof text, _("cannot read: %s"), strerror(errno));
            input_failed(run, text);
        }
        if (n <= 0)
            return BE_OK;
        rc = be_pipeline_feed(run->pipeline, run->chunk, (size_t)n);
        if (rc == BE_OK && run->watched)
            rc = be_out_flush(&run->out);
        if (rc != BE_OK)
            return rc;
    }
}

/* -1 when it cannot be read, which has been told then. */
static int open_input(struct run *run, const char *name)
{
    struct stat st;
    char text[256];
    int fd = open(name, O_RDONLY | O_CLOEXEC);

    if (fd < 0) {
        snprintf(text, sizeof text, _("cannot open: %s"), strerror(errno));
        input_failed(run, text);
    } else if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        input_failed(run, _("is a directory; name its files"));
        close(fd);
        fd = -1;
    }
    return fd;
}

/* One document in, its records out. False: nothing more can be done. */
static bool one_input(struct run *run, const char *name)
{
    bool standard = strcmp(name, "-") == 0;
    enum be_status rc;
    bool on;
    int fd;

    if (be_name_text(&run->doc, standard && run->cmd.label != NULL ? run->cmd.label : name) != BE_OK)
        return go_on(run, BE_ENOMEM);
    fd = standard ? STDIN_FILENO : open_input(run, name);
    if (fd < 0)
        return true;
    rc = be_pipeline_name(run->pipeline, run->doc.p);
    if (rc == BE_OK)
        rc = read_input(run, fd);
    if (!standard)
        close(fd);
    on = go_on(run, rc);
    if (on && rc == BE_OK)
        on = go_on(run, be_pipeline_finish(run->pipeline));
    else
        be_pipeline_finish(run->pipeline); /* only to be as new */
    return on && (!run->watched || be_out_flush(&run->out) == BE_OK);
}

/* The names of --files-from or --files0-from, each ended by the delimiter. */
static bool named_inputs(struct run *run, const char *list, int delimiter)
{
    bool standard = strcmp(list, "-") == 0;
    FILE *in = standard ? stdin : fopen(list, "rb");
    char *name = NULL, text[256];
    size_t size = 0;
    bool on = true;

    if (in == NULL) {
        snprintf(text, sizeof text, _("cannot open: %s"), strerror(errno));
        say_about(list, text);
        return false;
    }
    while (on && !stopped && getdelim(&name, &size, delimiter, in) > 0) {
        if (delimiter == '\n') /* the list may have been made on Windows */
            name[strcspn(name, "\r\n")] = '\0';
        if (standard && strcmp(name, "-") == 0) {
            say_about(list, _("standard input gives the names, it cannot be a document too"));
            run->failed = true;
        } else if (name[0] != '\0') {
            on = one_input(run, name);
        }
    }
    if (ferror(in)) {
        snprintf(text, sizeof text, _("cannot read: %s"), strerror(errno));
        say_about(list, text);
        run->failed = true;
    }
    free(name);
    if (!standard)
        fclose(in);
    return on;
}

static bool all_inputs(struct run *run)
{
    bool on = true;

    if (run->cmd.files_from != NULL)
        return named_inputs(run, run->cmd.files_from, '\n');
    if (run->cmd.files0_from != NULL)
        return named_inputs(run, run->cmd.files0_from, '\0');
    if (run->cmd.inputs == 0)
        return one_input(run, "-");
    for (size_t i = 0; on && !stopped && i < run->cmd.inputs; i++)
        on = one_input(run, run->cmd.input[i]);
    return on;
}

/* Closes what was written and says what went wrong with it. */
static int end(struct run *run, bool done)
{
    /* What reached standard output so far is whole rows; a named file is all or nothing. */
    enum be_status rc = be_out_close(&run->out, done || run->cmd.output == NULL);
    const char *name = run->cmd.output != NULL ? run->cmd.output : _("standard output");
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
    return !done ? EXIT_JOB : run->failed ? EXIT_INPUT : EXIT_DONE;
}

static void say_plain(void *user, const char *message)
{
    (void)user;
    say(message);
}

static int extract(struct run *run)
{
    enum be_rows rows = run->cmd.rows;
    bool summed = rows == BE_SUMMARY || rows == BE_COVERAGE;
    struct be_sink sink = {
        .user = run,
        .record = rows == BE_RECORDS ? on_record : summed ? on_summed : NULL,
        .document = summed ? on_document : NULL,
        .table = rows == BE_TABLES ? on_table : NULL,
        .trace = rows == BE_TRACE ? on_trace : NULL,
        .unclaimed = rows == BE_UNCLAIMED ? on_unclaimed : NULL,
        .message = on_message,
    };
    struct be_model *model = NULL;
    const char *output = run->cmd.output;
    bool done = false;

    if (be_model_new(&model, run->cmd.patterns, say_plain, NULL) != BE_OK)
        return EXIT_JOB;
    run->pipeline = be_pipeline_new(model, &run->cmd.options, &sink);
    run->chunk = malloc(CHUNK);
    run->summary = summed ? be_summary_new() : NULL;
    if ((summed && run->summary == NULL) || run->pipeline == NULL || run->chunk == NULL) {
        go_on(run, BE_ENOMEM);
    } else if ((output != NULL ? be_out_file(&run->out, output)
                               : be_out_fd(&run->out, STDOUT_FILENO)) == BE_OK) {
        run->watched = output == NULL && isatty(STDOUT_FILENO);
        run->cmd.layout.no_header |= rows == BE_TABLES;
        be_writer_init(&run->writer, &run->cmd.layout, &run->out);
        run->grid.writer = &run->writer;
        done = be_writer_header(&run->writer) == BE_OK && all_inputs(run) && !stopped;
    }
    free(run->chunk);
    be_summary_free(run->summary);
    be_pipeline_free(run->pipeline);
    be_model_free(model);
    return end(run, done);
}

/* A descriptor that is closed would be taken by the next file opened: records into an input. */
static void standard_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

static void signals(void)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction now, ignore = {.sa_handler = SIG_IGN};
    /* No SA_RESTART: a read that waits ends. Asked twice, we end at once. */
    struct sigaction end_cleanly = {.sa_handler = stop, .sa_flags = (int)SA_RESETHAND};

    sigaction(SIGPIPE, &ignore, NULL);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (sigaction(ends[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN) /* nohup stays */
            sigaction(ends[i], &end_cleanly, NULL);
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
    signals();
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
        case BE_CODES: status = be_tool_codes(&run.cmd); break;
        case BE_HELP: status = print(be_help_print); break;
        case BE_VERSION: status = print(version); break;
        case BE_MANUAL: status = print(be_manual_print); break;
        case BE_COMPLETION: status = print(be_completion_print); break;
        }
    }
    be_buf_free(&run.doc);
    be_command_free(&run.cmd);
    if (stopped) { /* as the signal would have ended us */
        signal(stopped, SIG_DFL);
        raise(stopped);
    }
    return status;
}
