#include "stop.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
static atomic_int stopped;
static int pipe_fd[2] = {-1, -1};

static void stop(int sig)
{
    int error = errno;

    atomic_store(&stopped, sig);
    if (write(pipe_fd[1], "", 1) < 0) { /* full is as good */
    }
    errno = error;
}

void be_stop_begin(void)
{
    struct sigaction now, ignore = {.sa_handler = SIG_IGN};
    /* No SA_RESTART: a read that waits ends. Asked twice, we end at once. */
    struct sigaction end_cleanly = {.sa_handler = stop, .sa_flags = (int)SA_RESETHAND};

    if (pipe2(pipe_fd, O_CLOEXEC | O_NONBLOCK) != 0)
        pipe_fd[0] = pipe_fd[1] = -1;
    sigaction(SIGPIPE, &ignore, NULL);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (sigaction(ends[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN) /* nohup stays */
            sigaction(ends[i], &end_cleanly, NULL);
}

int be_stop_signal(void)
{
    return atomic_load_explicit(&stopped, memory_order_relaxed);
}

int be_stop_fd(void)
{
    return pipe_fd[0];
}

bool be_stop_wait(int fd, int milliseconds)
{
    struct pollfd what[2] = {{.fd = fd, .events = POLLIN}, {.fd = pipe_fd[0], .events = POLLIN}};
    int n;

    do
        n = poll(what, 2, milliseconds);
    while (n < 0 && errno == EINTR && be_stop_signal() == 0);
    return n > 0 && be_stop_signal() == 0;
}

void be_stop_end(void)
{
    int sig = be_stop_signal();

    if (sig == 0)
        return;
    signal(sig, SIG_DFL);
    raise(sig);
}
