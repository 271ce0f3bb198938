/* progress.h - how far a run is, on standard error: documents, MB/s, records, failures, time left;
 * and a line about the whole at its end.
 *
 * In:    bytes read, from any thread; documents done and bytes out, from whoever is alone with
 *        the outlet (pool.h): only there anything is drawn.
 * Out:   a line that is drawn again at most BE_PROGRESS_RATE times a second (on what is no
 *        terminal: a line of its own, once a second).
 * Keeps: counts. A thread of its own walks the inputs to learn how much there is to read; time
 *        left is told when it knows.
 */
#ifndef BE_PROGRESS_H
#define BE_PROGRESS_H

#include "../options.h"

#define BE_PROGRESS_RATE 6u

struct be_progress;
/* What cmd asks for, given what standard error is. NULL: memory is out. */
struct be_progress *be_progress_new(const struct be_command *cmd);
/* Removes the line, and ends counting. Accepts NULL. */
void be_progress_free(struct be_progress *progress);
void be_progress_read(struct be_progress *progress, uint64_t bytes); /* any thread; accepts NULL */
void be_progress_done(struct be_progress *progress, bool failed, uint64_t records); /* a document */
void be_progress_show(struct be_progress *progress);  /* draws, when it is time to */
void be_progress_clear(struct be_progress *progress); /* something else will be written */
void be_progress_sum_up(struct be_progress *progress); /* the line about the whole */

#endif
