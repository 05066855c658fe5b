/*
 * Signals without handlers: blocked in every thread, taken one at a time by
 * the thread that waits for them.
 */
#ifndef SIGNALS_H
#define SIGNALS_H

#include "base.h"

enum signal_got {
	SIGNAL_NONE,   /* the time is over */
	SIGNAL_STOP,   /* TERM or INT: end in good order */
	SIGNAL_REOPEN, /* HUP */
};

/* Before the first thread: block them here, and so in all threads to come; a
 * socket or pipe whose reader left gives EPIPE instead of death, and a file that may not
 * grow EFBIG. */
enum rc signals_prepare(struct err *e) MUST_USE;
/* Wait; below zero means for ever. */
enum signal_got signals_wait(int64_t ms);

#endif
