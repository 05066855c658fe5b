/*
 * What time it is.  Only here is the machine's clock read, so that a test or
 * a rehearsal (`--clock', interface.md section 2) can say otherwise for the whole process.
 */
#ifndef CLOCK_H
#define CLOCK_H

#include "base.h"

int64_t clock_now(void);         /* UTC, microseconds since 1970 */
void clock_stand(int64_t us);    /* from now on it is always this instant (tests) */
void clock_run_from(int64_t us); /* it is this instant now and goes on from it (--clock) */
void clock_real(void);           /* the machine's time again */

/* Milliseconds that never jump: for deadlines, not for records; no override. */
int64_t clock_ticks(void);

/* Nanoseconds for measuring: that never jump, and that this process has computed. */
int64_t clock_ns(void);
int64_t clock_cpu_ns(void);

#endif
