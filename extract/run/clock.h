/* clock.h - how long something takes. */
#ifndef BE_CLOCK_H
#define BE_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Milliseconds since some time; never set back. */
static inline uint64_t be_clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

#endif
