/* stop.h - SIGINT, SIGTERM and SIGHUP end a run cleanly: what is complete stays.
 *
 * In:    signals.
 * Out:   be_stop_signal, asked between two pieces of work; be_stop_fd, for poll, where a thread
 *        waits on a pipe or a child. Asked twice, the signal ends the program at once.
 */
#ifndef BE_STOP_H
#define BE_STOP_H

#include <stdbool.h>

void be_stop_begin(void);        /* once, before any thread */
int be_stop_signal(void);        /* the signal that asked us to end; 0: none */
int be_stop_fd(void);            /* readable from then on; -1: could not be made */
/* Waits until fd can be read. False: asked to end, or (milliseconds >= 0) time is up. */
bool be_stop_wait(int fd, int milliseconds);
void be_stop_end(void);          /* ends the program as the signal would have, if there was one */

#endif
