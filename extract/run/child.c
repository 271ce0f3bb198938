#include "child.h"
#include "clock.h"
#include "../base/i18n.h"
#include "stop.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* A group of its own, no signal blocked or ignored, nothing open but 0, 1 and 2. */
static int spawn(struct be_child *child, char *const *argv, int input, int out, int err)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, usual;
    int error;

    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&how);
    if (input >= 0)
        posix_spawn_file_actions_adddup2(&files, input, 0);
    else
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, out, 1);
    posix_spawn_file_actions_adddup2(&files, err, 2);
    posix_spawnattr_setpgroup(&how, 0);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &usual);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    error = posix_spawnp(&child->pid, argv[0], &files, &how, argv, environ);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

enum be_status be_child_start(struct be_child *child, char *const *argv, int input, unsigned seconds)
{
    int out[2] = {-1, -1}, err[2] = {-1, -1}, error;

    *child = (struct be_child){.out = -1, .err = -1, .seconds = seconds, .program = argv[0]};
    child->deadline = be_clock_ms() + seconds * UINT64_C(1000);
    if (pipe2(out, O_CLOEXEC) != 0)
        return BE_EIO;
    if (pipe2(err, O_CLOEXEC) != 0) {
        error = errno;
    } else {
        error = spawn(child, argv, input, out[1], err[1]);
        close(err[1]);
    }
    close(out[1]);
    child->out = out[0];
    child->err = err[0];
    if (error == 0)
        return BE_OK;
    close(out[0]);
    if (err[0] >= 0)
        close(err[0]);
    *child = (struct be_child){.out = -1, .err = -1};
    errno = error;
    return BE_EIO;
}

/* What it says is read, so that it never waits for us; the first of it is kept. */
static void hear(struct be_child *child)
{
    char some[512];
    ssize_t n = read(child->err, some, sizeof some);

    if (n < 0 && errno == EINTR)
        return;
    if (n <= 0) {
        close(child->err);
        child->err = -1;
    }
    for (ssize_t i = 0; i < n && child->said_len < BE_CHILD_SAID; i++)
        child->said[child->said_len++] = some[i];
}

enum be_status be_child_read(struct be_child *child, char *chunk, size_t size, size_t *n)
{
    *n = 0;
    while (child->out >= 0) {
        struct pollfd what[3] = {
            {.fd = child->out, .events = POLLIN},
            {.fd = be_stop_fd(), .events = POLLIN},
            {.fd = child->err, .events = POLLIN},
        };
        uint64_t at = be_clock_ms();
        ssize_t got;

        child->late = at >= child->deadline;
        if (child->late)
            return BE_OK;
        if (poll(what, 3, (int)(child->deadline - at < 60000 ? child->deadline - at : 60000)) < 0 && errno != EINTR)
            return BE_OK;
        if (be_stop_signal() != 0)
            return BE_ESTOP;
        if (what[2].revents != 0)
            hear(child);
        if (what[0].revents == 0)
            continue;
        got = read(child->out, chunk, size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            close(child->out);
            child->out = -1;
            return BE_OK;
        }
        *n = (size_t)got;
        return BE_OK;
    }
    return BE_OK;
}

/* Until it ends, or its time is up: a program may close its output and go on for ever. */
static int await(struct be_child *child, bool kill_it)
{
    int status = 0;
    struct timespec pause = {0, 1000000};

    while (!kill_it) {
        pid_t got = waitpid(child->pid, &status, WNOHANG);

        if (got == child->pid || (got < 0 && errno != EINTR))
            break;
        child->late = be_clock_ms() >= child->deadline;
        kill_it = child->late || be_stop_signal() != 0;
        if (child->err >= 0 && be_stop_wait(child->err, 1))
            hear(child);
        else
            nanosleep(&pause, NULL);
        if (pause.tv_nsec < 50000000)
            pause.tv_nsec *= 2;
    }
    if (kill_it) {
        kill(-child->pid, SIGKILL);
        while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
            ;
    } else {
        kill(-child->pid, SIGKILL); /* what it may have left behind */
    }
    return status;
}

/* The first line it said, without what would spoil a line of ours. */
static void first_words(struct be_child *child)
{
    size_t n = 0;

    while (child->err >= 0 && be_stop_wait(child->err, 0) && child->said_len < BE_CHILD_SAID)
        hear(child);
    while (n < child->said_len && (unsigned char)child->said[n] >= ' ')
        n++;
    child->said_len = n;
}

enum be_status be_child_end(struct be_child *child, char *reason, size_t size)
{
    int status;
    struct be_span said;

    if (child->pid == 0)
        return BE_OK;
    status = await(child, child->late || child->out >= 0);
    first_words(child);
    if (child->out >= 0)
        close(child->out);
    if (child->err >= 0)
        close(child->err);
    child->pid = 0;
    said = be_span(child->said, child->said_len);
    if (child->late)
        snprintf(reason, size, _("%s took longer than %u seconds and was ended (--convert-timeout)"), child->program,
                 child->seconds);
    else if (WIFSIGNALED(status))
        snprintf(reason, size, _("%s was ended by signal %d"), child->program, WTERMSIG(status));
    else if (WEXITSTATUS(status) != 0)
        snprintf(reason, size, _("%s failed with status %d%s%.*s"), child->program, WEXITSTATUS(status),
                 said.len > 0 ? ": " : "", (int)said.len, said.p);
    else
        return BE_OK;
    return BE_EIO;
}
