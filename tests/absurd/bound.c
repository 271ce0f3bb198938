/* bound.c - bound MIB SECONDS COMMAND...: runs it; 0 when it ends well within so much memory (of one
 * process, as the kernel saw its peak) and so much processor time. Says what it took on stderr.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct rusage took;
    int status, good;
    double seconds;
    long mib;
    pid_t child;

    if (argc < 4)
        return 2;
    child = fork();
    if (child == 0) {
        struct rlimit cpu = {(rlim_t)atoi(argv[2]) + 1, (rlim_t)atoi(argv[2]) + 2};

        setrlimit(RLIMIT_CPU, &cpu);
        execvp(argv[3], argv + 3);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &took) != child)
        return 2;
    seconds = (double)took.ru_utime.tv_sec + (double)took.ru_stime.tv_sec + (double)(took.ru_utime.tv_usec + took.ru_stime.tv_usec) / 1e6;
    mib = took.ru_maxrss / 1024;
    good = WIFEXITED(status) && WEXITSTATUS(status) == 0 && mib <= atol(argv[1]) && seconds <= atof(argv[2]);
    fprintf(stderr, "%ld MiB, %.1f s%s\n", mib, seconds,
            good ? "" : WIFSIGNALED(status) ? ", ended by a signal" : WEXITSTATUS(status) != 0 ? ", exit status not 0" : ": too much");
    return !good;
}
