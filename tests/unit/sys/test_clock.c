/* The clock stands, runs from where it was put, and is real again. */
#include "clock.h"
#include "t.h"

static void clock_cases(void)
{
	int64_t real = clock_now(), ticks = clock_ticks();

	OK(real > 1700000000LL * 1000000);
	clock_stand(5);
	OK(clock_now() == 5 && clock_now() == 5);
	clock_run_from(1000000);
	OK(clock_now() >= 1000000 && clock_now() < real);
	clock_real();
	OK(clock_now() >= real);
	OK(clock_ticks() >= ticks);
}

int main(void)
{
	clock_cases();
	return t_done();
}
