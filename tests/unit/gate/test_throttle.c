/* How often an address may ask: at once, in time, beside others, in a flood. */
#include "throttle.h"

#include "t.h"

#include <stdlib.h>

static const unsigned char secret[16] = "0123456789abcde";

/* How many of n questions at that moment are answered. */
static int answered(struct throttle *t, const char *who, int n, int64_t now_ms)
{
	int yes = 0;

	for (int i = 0; i < n; i++)
		yes += throttle_ask(t, str_of(who), now_ms) == 0;
	return yes;
}

/* However many others ask, nobody gets more than his own, and the table does not grow. */
static void flood(struct throttle *t, int64_t now_ms)
{
	int most = 0;

	for (int i = 0; i < 100000; i++) {
		char who[32];
		int n;

		(void)snprintf(who, sizeof(who), "10.%d.%d.%d", i >> 16, (i >> 8) & 255, i & 255);
		n = answered(t, who, THROTTLE_BURST + 1, now_ms);
		most = n > most ? n : most;
	}
	OK(most == THROTTLE_BURST);
}

int main(void)
{
	struct throttle *t = malloc(sizeof(*t));
	int64_t now = 1000000;

	throttle_init(t, secret);
	OK(answered(t, "192.0.2.1", 100, now) == THROTTLE_BURST);
	OK(throttle_ask(t, STR("192.0.2.1"), now) == THROTTLE_EVERY_MS);
	OK(throttle_ask(t, STR("192.0.2.1"), now + THROTTLE_EVERY_MS - 1) == 1);
	OK(answered(t, "192.0.2.2", 100, now) == THROTTLE_BURST); /* others are not held up */
	OK(answered(t, "192.0.2.1", 100, now + THROTTLE_EVERY_MS) == 1);
	OK(answered(t, "192.0.2.1", 100, now + INT64_C(4) * THROTTLE_EVERY_MS) == 3);
	now += INT64_C(100) * THROTTLE_BURST * THROTTLE_EVERY_MS; /* nothing is saved up */
	OK(answered(t, "192.0.2.1", 100, now) == THROTTLE_BURST);
	OK(answered(t, "192.0.2.1", 100, now - 5000) ==
	    0); /* a clock that went back frees nobody */
	flood(t, now);
	throttle_end(t);
	free(t);
	return t_done();
}
