/* The process-wide clock and its override. */
#include "clock.h"

#include <stdatomic.h>
#include <time.h>

enum mode { REAL, STANDS, SHIFTED };
static _Atomic int mode;
static _Atomic int64_t value; /* the instant, or the distance from the machine's clock */

static int64_t machine(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t clock_now(void)
{
	switch (atomic_load(&mode)) {
	case STANDS: return atomic_load(&value);
	case SHIFTED: return machine() + atomic_load(&value);
	default: return machine();
	}
}

void clock_stand(int64_t us)
{
	atomic_store(&value, us);
	atomic_store(&mode, STANDS);
}

void clock_run_from(int64_t us)
{
	atomic_store(&value, us - machine());
	atomic_store(&mode, SHIFTED);
}

void clock_real(void)
{
	atomic_store(&mode, REAL);
}

static int64_t nanoseconds(clockid_t id)
{
	struct timespec t;

	(void)clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t clock_ticks(void)
{
	return nanoseconds(CLOCK_MONOTONIC) / 1000000;
}

int64_t clock_ns(void)
{
	return nanoseconds(CLOCK_MONOTONIC);
}

int64_t clock_cpu_ns(void)
{
	return nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
}
